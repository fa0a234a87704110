/// Lets through what a server says until it has proved that it knows the password, and nothing that asks for the
/// password itself.
///
/// That is SCRAM's four messages in their order, and errors. A server that asks for the password in clear or as MD5, or
/// lets the user in before its own proof, is refused before the client hears of it.
/// Source: PostgreSQL documentation, chapter 55.7, "Message Formats"; RFC 5802, section 3.
struct ServerScreen {
    private enum Stage { case first, second, proof, end, open }

    private var stage = Stage.first
    private var pending: [UInt8] = []

    /// The longest message before the server has proved itself, in bytes.
    private static let longest = 8192
    /// The most rounds that a server may have the client compute; PostgreSQL's own are 4,096.
    private static let mostRounds = 1_000_000

    /// What of `bytes` may be handed on: whole messages only, until the server has proved itself.
    mutating func admit(_ bytes: [UInt8]) throws(PostgreSQLError) -> [UInt8] {
        if stage == .open { return bytes }
        pending += bytes
        var admitted: [UInt8] = []
        while stage != .open, pending.count >= 5 {
            let length = pending[1...4].reduce(0) { $0 << 8 | Int($1) }
            guard (4...ServerScreen.longest).contains(length) else { throw ServerScreen.stranger }
            guard pending.count > length else { break }
            let message = Array(pending[...length])
            pending.removeFirst(length + 1)
            if try isAdmitted(message) { admitted += message }
        }
        if stage == .open {
            admitted += pending
            pending = []
        }
        guard pending.count <= ServerScreen.longest + 1 else { throw ServerScreen.stranger }
        return admitted
    }

    private mutating func isAdmitted(_ message: [UInt8]) throws(PostgreSQLError) -> Bool {
        switch message[0] {
        case UInt8(ascii: "E"): return true
        // Nobody reads notices.
        case UInt8(ascii: "N"): return false
        case UInt8(ascii: "R"): break
        default: throw ServerScreen.stranger
        }
        guard message.count >= 9 else { throw ServerScreen.stranger }
        switch (stage, message[5...8].reduce(0) { $0 << 8 | Int($1) }) {
        case (.first, 10): stage = .second
        case (.second, 11):
            let text = String(decoding: message[9...], as: UTF8.self)
            let rounds = text.split(separator: ",").first { $0.hasPrefix("i=") }.flatMap { Int($0.dropFirst(2)) }
            guard let rounds, (1...ServerScreen.mostRounds).contains(rounds) else { throw ServerScreen.stranger }
            stage = .proof
        case (.proof, 12): stage = .end
        case (.end, 0): stage = .open
        case (.first, 0): throw .unasked
        case (.first, 3): throw ServerScreen.refusal("in clear")
        case (.first, 5): throw ServerScreen.refusal("as MD5")
        case (_, 0): throw PostgreSQLError(state: "", "the server has not proved that it knows the password")
        default: throw ServerScreen.refusal("in a way that is none of SCRAM-SHA-256's")
        }
        return true
    }

    private static let stranger = PostgreSQLError(state: "", "what answers speaks as no PostgreSQL server does")

    private static func refusal(_ way: String) -> PostgreSQLError {
        PostgreSQLError(
            state: "",
            "the server asks for the password \(way), and gets nothing: it must take scram-sha-256, unless the secret "
                + "says \"authentication\": \"password\""
        )
    }
}
