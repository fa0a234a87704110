import Testing

@testable import POSIX

/// Whose the other end of a connection is, by tables as the kernel has written them.
@Suite struct LoopbackPeerTests {
    private static let head =
        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"

    private func owners(_ lines: [String], of address: [UInt8] = [127, 0, 0, 1], port: Int = 50_000) -> [UInt32] {
        let table = Array((Self.head + lines.joined(separator: "\n")).utf8)
        return LoopbackPeer.owners(of: [.init(address, port)], to: [4599], in: table).map(\.1)
    }

    private func line(
        _ local: String = "0100007F:C350",
        _ remote: String = "0100007F:11F7",
        state: String = "01",
        user: UInt32 = 1000,
        node: Int = 77
    ) -> String {
        "   1: \(local) \(remote) \(state) 00000000:00000000 00:00000000 00000000 \(user)        0 \(node) 1 00 20 4 30 10 -1"
    }

    @Test func theOwnerOfAConnectionIsFound() {
        #expect(owners([line(), line("0100007F:C351", user: 7)]) == [1000])
        // The other end of the same connection is no client.
        #expect(owners([line("0100007F:11F7", "0100007F:C350")]) == [])
    }

    @Test func whatNobodyHoldsHasNoOwner() {
        // As after close(2): the number of the user is 0 then, and that of the node.
        #expect(owners([line(user: 0, node: 0)]) == [])
        for state in ["06", "04", "05", "08", "0A"] { #expect(owners([line(state: state)]) == [], "\(state)") }
    }

    @Test func onlyConnectionsToThisServiceCount() {
        #expect(owners([line("0100007F:C350", "0100007F:0050")]) == [])
        #expect(owners([line("0200007F:C350")]) == [])
        #expect(owners(["", "x", "1: 2 3", line("0100007F", "0100007F:11F7"), line("0100007F:XYZ")]) == [])
    }

    @Test func oneLookFindsTheOwnersOfMany() {
        let table =
            Self.head
            + [line(), line("0100007F:C351", user: 7), line("0100007F:C352", user: 8)]
            .joined(separator: "\n")
        let places = [50_000, 50_002, 50_003].map { LoopbackPeer.Place([127, 0, 0, 1], $0) }
        let found = LoopbackPeer.owners(of: Set(places), to: [4599], in: Array(table.utf8))
        #expect(Dictionary(uniqueKeysWithValues: found) == [places[0]: 1000, places[1]: 8])
    }

    @Test func addressesOfBothKindsAreRead() {
        let six = "00000000000000000000000001000000"
        #expect(owners([line("\(six):C350", "\(six):11F7")], of: [UInt8](repeating: 0, count: 15) + [1]) == [1000])
        let mapped = "0000000000000000FFFF00000100007F"
        #expect(owners([line("\(mapped):C350", "\(mapped):11F7")]) == [1000])
    }
}
