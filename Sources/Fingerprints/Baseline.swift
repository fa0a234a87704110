import POSIX

/// Findings that are known: which values of which identifiers, as keyed fingerprints.
///
/// Lines and files do not count: a value that has moved is known still, and a new one in its place is not. Whoever has the
/// file has the key, too, and can find short values by trying: it is to be kept like the values.
public final class Baseline: Sendable {
    /// Why bytes are no baseline.
    public enum Failure: Error, Equatable, CustomStringConvertible {
        case notABaseline
        case otherVersion(Int)
        case damaged(line: Int)

        public var description: String {
            switch self {
            case .notABaseline: "this is no baseline; make one with 'magpie baseline'"
            case .otherVersion(let version):
                "the baseline is of version \(version), and this program reads \(Baseline.version): make it again"
            case .damaged(let line): "the baseline is damaged at line \(line): nothing in it can be trusted"
            }
        }
    }

    /// A value that is known.
    public struct Entry: Sendable, Equatable {
        /// The id of its identifier.
        public var type: String
        /// ``hmac-sha256:`` and 64 hexadecimal digits, under the key of the file.
        public var fingerprint: String
        /// Where it was found first, for people.
        public var place: String
    }

    /// What tells entries apart.
    struct Key: Hashable {
        var type: String
        var fingerprint: String
    }

    private struct State {
        var entries: [Key: Entry] = [:]
        var used: Set<Key> = []
        /// How many occurrences were left out.
        var knownCount = 0
        var isFull = false
    }

    static let version = 1
    /// The most entries; a scan that finds more leaves the others out and says so.
    public static let most = 1_000_000
    /// The largest file that is read, in bytes.
    public static let largestFile = 400 << 20

    /// Under which values are fingerprinted.
    public let key: FingerprintKey
    /// Whether what is found is added, and not left out.
    public let isCollecting: Bool
    private let state: Monitor<State>

    /// Begins a baseline, under a key of its own.
    ///
    /// - Throws: When the system has no randomness.
    public init() throws {
        key = try FingerprintKey.makeEphemeral()
        isCollecting = true
        state = Monitor(State())
    }

    init(_ key: FingerprintKey, _ entries: [Entry]) {
        self.key = key
        isCollecting = false
        var known = State()
        for entry in entries { known.entries[Key(type: entry.type, fingerprint: entry.fingerprint)] = entry }
        state = Monitor(known)
    }

    /// Takes a value that was found.
    ///
    /// - Returns: Whether it is known, so that it is left out.
    package func take(_ type: String, _ fingerprint: String, at place: () -> String) -> Bool {
        let key = Key(type: type, fingerprint: fingerprint)
        return state.withLock { state in
            guard isCollecting else {
                guard state.entries[key] != nil else { return false }
                state.used.insert(key)
                state.knownCount += 1
                return true
            }
            guard state.entries.count < Baseline.most else {
                state.isFull = true
                return false
            }
            if state.entries[key] == nil {
                state.entries[key] = Entry(type: type, fingerprint: fingerprint, place: place())
            }
            return false
        }
    }

    /// All entries, by type and place.
    public var entries: [Entry] { Baseline.sorted(state.withLock { Array($0.entries.values) }) }

    /// Those that were not found since the start.
    public var unused: [Entry] {
        Baseline.sorted(state.withLock { state in state.entries.filter { !state.used.contains($0.key) }.map(\.value) })
    }

    /// How many occurrences were left out since the start.
    public var knownCount: Int { state.withLock { $0.knownCount } }

    /// Whether more was found than there is room for.
    public var isFull: Bool { state.withLock { $0.isFull } }

    private static func sorted(_ entries: [Entry]) -> [Entry] {
        entries.sorted { ($0.type, $0.place, $0.fingerprint) < ($1.type, $1.place, $1.fingerprint) }
    }
}
