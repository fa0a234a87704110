import POSIX
import Testing

@testable import HelperProcesses

/// Helpers are replaced when they have ended, and what has become of them is known.
@Suite struct HelperTests {
    /// Sends back what it is sent: frames and all.
    private func echo() -> Helper {
        Helper(
            "echo",
            from: .program(HelperProgram(path: Array("/bin/sh".utf8), arguments: ["sh", "-c", "exec cat <&3 >&3"]))
        )
    }

    private func ask(_ connection: HelperConnection, _ text: String) throws -> String? {
        let channel = try connection.send(Array(text.utf8), within: 10)
        guard let frame = try channel.receive(upTo: 1000) else { return nil }
        return String(decoding: frame.bytes, as: UTF8.self)
    }

    @Test func oneProcessServesUntilItIsClosed() throws {
        let helper = echo()
        let connection = HelperConnection(helper)
        #expect(!connection.isOpen)
        for text in ["one", "two", ""] { #expect(try ask(connection, text) == text) }
        #expect(connection.isOpen && helper.counts == (1, 0))
        connection.close()
        #expect(try ask(connection, "three") == "three")
        #expect(helper.counts == (2, 0) && helper.health == Helper.Health())
    }

    @Test func oneThatWasEndedMeanwhileIsReplacedBeforeItIsAsked() throws {
        let helper = Helper(
            "brief",
            // Answers one message, and ends.
            from: .program(
                HelperProgram(path: Array("/bin/sh".utf8), arguments: ["sh", "-c", "head -c 5 <&3 >&3"])
            )
        )
        let connection = HelperConnection(helper)
        #expect(try ask(connection, "a") == "a")
        // Its end may not be seen yet: then nothing comes, or the connection breaks, and the next is asked.
        var answer: String?
        for _ in 0..<100 where answer == nil {
            answer = try? ask(connection, "b")
            if answer == nil { connection.close() }
        }
        #expect(answer == "b")
        #expect(helper.counts.started >= 2)
    }

    @Test func whatCannotBeStartedIsKnownUntilSomethingCan() throws {
        let helper = Helper("nothing", from: .program(HelperProgram(path: Array("/nothing".utf8), arguments: ["x"])))
        let connection = HelperConnection(helper)
        #expect(throws: SystemError.self) { try connection.channel() }
        #expect(helper.health.obstacle?.isEmpty == false)
        helper.use(.socket(Array("/nowhere".utf8)))
        #expect(throws: SystemError.self) { try connection.channel() }
        #expect(helper.health.obstacle != nil && helper.counts.started == 0)
        helper.use(echo().source)
        #expect(try ask(connection, "a") == "a")
        #expect(helper.health.obstacle == nil)
    }

    @Test func deathsAreCountedAndBounded() {
        let helper = echo()
        for number in 0..<(Helper.mostDeaths + 10) { helper.noteDeath("reason \(number)") }
        let health = helper.health
        #expect(health.deaths == Helper.mostDeaths)
        #expect(health.lastDeath == "reason \(Helper.mostDeaths + 9)")
        #expect(helper.counts.died == Helper.mostDeaths + 10)
    }
}
