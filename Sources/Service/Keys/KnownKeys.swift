import JSON
import POSIX
import ServiceModel

/// Which keys the key service has, asked for seldom: whoever writes into a bucket can name as many as he likes.
final class KnownKeys: Sendable {
    private struct State {
        var arns: Set<String> = []
        var askedAt: Timestamp?
    }

    private let keys: KeyProcess
    private let state = Monitor(State())

    /// How long the list holds for keys that are not in it, and for those that are, in seconds.
    private static let shortest = 0.2
    private static let longest = 60.0
    /// The longest ARN of a key, in bytes.
    private static let longestARN = 2048

    init(_ keys: KeyProcess) { self.keys = keys }

    /// Whether there is a key with this ARN; `nil` when the key process cannot be asked.
    func contains(_ arn: String) -> Bool? {
        guard arn.hasPrefix("arn:aws:kms:"), arn.utf8.count <= KnownKeys.longestARN else { return false }
        return state.withLock { state in
            if let askedAt = state.askedAt {
                let age = Timestamp.monotonic().seconds(since: askedAt)
                if state.arns.contains(arn), age < KnownKeys.longest { return true }
                // A key may have been made since.
                if age < KnownKeys.shortest {
                    Threads.sleep(milliseconds: Int((KnownKeys.shortest - age) * 1000) + 1)
                }
            }
            // That the key process does not answer is a problem, which `KeyWatch` reports.
            guard let arns = try? list() else { return nil }
            state.arns = arns
            state.askedAt = .monotonic()
            return arns.contains(arn)
        }
    }

    private func list() throws -> Set<String> {
        guard let operation = KMSModel.operation("ListKeys") else { return [] }
        var arns: Set<String> = []
        var input: [String: JSONValue] = ["Limit": .number(1000)]
        while true {
            let answer = try JSONValue(
                parsing: try keys.ask(operation, JSONValue.object(input).bytes, by: .service) { _, _ in }
            )
            for key in answer["Keys"]?.array ?? [] { if let arn = key["KeyArn"]?.string { arns.insert(arn) } }
            guard answer["Truncated"] == .boolean(true), let marker = answer["NextMarker"] else { return arns }
            input["Marker"] = marker
        }
    }
}
