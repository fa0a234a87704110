import Testing

@testable import Service

/// Access keys share the service.
@Suite struct KeyShareTests {
    @Test func aloneAKeyHasAllOfIt() {
        let shares = KeyShares(room: 4)
        for _ in 0..<100 { #expect(shares.enter("a")) }
    }

    @Test func whoHasMoreThanItsShareWaitsForOthers() {
        let shares = KeyShares(room: 4)
        for _ in 0..<10 { #expect(shares.enter("a")) }
        // Others are let in, up to their share, however many requests one has.
        #expect(shares.enter("b"))
        #expect(shares.enter("b"))
        #expect(!shares.enter("b"))
        #expect(!shares.enter("a"))
        // With room again, nobody is refused.
        for _ in 0..<9 { shares.leave("a") }
        #expect(shares.enter("a"))
    }

    @Test func whoWasAnsweredCountsNoMore() {
        let shares = KeyShares(room: 1)
        #expect(shares.enter("a"))
        shares.leave("a")
        #expect(shares.enter("b"))
        for _ in 0..<10 { #expect(shares.enter("b")) }
    }

    @Test func nobodyHasMoreThanThereIsForOne() {
        let shares = KeyShares(room: 4, most: 3)
        for _ in 0..<3 { #expect(shares.enter("a")) }
        #expect(!shares.enter("a"))
        // Whoever else comes finds some left.
        #expect(shares.enter("b"))
        shares.leave("b")
        #expect(!shares.enter("a"))
        shares.leave("a")
        #expect(shares.enter("a"))
    }

    @Test func sessionsOfARoleAreOneSender() {
        let role = "arn:aws:sts::000000000000:assumed-role/backup"
        #expect(WireDoor.sender("\(role)/one") == WireDoor.sender("\(role)/two"))
        #expect(WireDoor.sender("arn:aws:iam::000000000000:user/a/b") == "arn:aws:iam::000000000000:user/a/b")
    }
}
