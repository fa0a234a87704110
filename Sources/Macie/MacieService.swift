public import JSON
import POSIX
public import Records
import ServiceModel

/// What is looked for besides what the configuration says, how findings are filtered, and whether anything is scanned: by
/// the operations of Amazon Macie.
///
/// Documents are kept in the form in which they are asked for and shown. What stands in the configuration is shown beside
/// them, and cannot be changed here.
public final class MacieService: Sendable {
    /// What the service needs of others.
    public struct Dependencies: Sendable {
        /// What of a kind stands in the configuration now, as it is shown; each has an id and a name.
        public var configured: @Sendable (DiscoveryKind) -> [JSONValue] = { _ in [] }
        /// Why a custom data identifier cannot be looked for: a clause; `nil` when it can.
        public var mistake: @Sendable (_ identifier: JSONValue) -> String? = { _ in nil }
        /// Why a pattern of an allow list cannot be used: a clause; `nil` when it can.
        public var mistakeInPattern: @Sendable (_ pattern: String) -> String? = { _ in nil }
        /// How often a custom data identifier matches in a text.
        public var count: @Sendable (_ identifier: JSONValue, _ text: String) throws -> Int = { _, _ in 0 }
        /// The managed data identifiers: ids and categories.
        public var managed: @Sendable () -> [(id: String, category: String)] = { [] }
        /// Whether a list of words in a bucket can be used.
        public var status: @Sendable (_ bucket: String, _ key: String) -> WordList.Status = { _, _ in .ok }
        /// The names of the buckets that there are.
        public var buckets: @Sendable () -> Set<String> = { [] }
        /// The definitions of the jobs that are not over.
        public var jobs: @Sendable () -> [JSONValue] = { [] }
        /// Hears that what is looked for, or where, is something else from now on.
        public var changed: @Sendable () -> Void = {}

        /// Has nothing.
        public init() {}
    }

    let records: RecordStore
    let dependencies: Dependencies
    let state: Monitor<State>

    /// What is kept, in memory.
    struct State: Sendable {
        var documents: [DiscoveryKind: [String: JSONValue]] = [:]
        /// What the filters that archive say, in their order.
        var archivers: [ArchivingFilter] = []
        /// Whether scans rest.
        var rest = ScanRest()
    }

    /// Reads what is kept.
    ///
    /// - Throws: ``MacieFailure/damaged(_:)`` when something in it is not what was written; other errors when the records
    ///   cannot be read.
    public init(_ dependencies: Dependencies, _ records: RecordStore) throws {
        self.dependencies = dependencies
        self.records = records
        var state = State()
        for kind in DiscoveryKind.allCases {
            for (id, text) in try records.discoveryDocuments(kind) {
                guard let document = try? JSONValue(parsing: text) else {
                    throw MacieFailure.damaged("\(kind.rawValue) \(id)")
                }
                state.documents[kind, default: [:]][id] = document
            }
        }
        state.arrange()
        self.state = Monitor(state)
    }

    // MARK: What others follow

    /// The filters that archive what they match, in their order.
    public var archivers: [ArchivingFilter] { state.withLock { $0.archivers } }

    /// Whether scans rest, and where nothing is scanned.
    public var rest: ScanRest { state.withLock { $0.rest } }

    // MARK: Documents

    /// The documents of a kind that are kept, by their ids.
    func documents(_ kind: DiscoveryKind) -> [String: JSONValue] { state.withLock { $0.documents[kind] ?? [:] } }

    /// What there is one of; `nil` before it was said.
    func setting(_ name: Setting) -> JSONValue? { documents(.setting)[name.rawValue] }

    /// Changes documents, all or none.
    func change<Value>(_ body: (inout Edit) throws -> Value) throws -> Value {
        try state.withLock { state in
            var edit = Edit(documents: state.documents)
            let value = try body(&edit)
            try records.changeDiscovery(edit.changes)
            state.documents = edit.documents
            state.arrange()
            return value
        }
    }
}

/// Settings of which there is one each.
enum Setting: String {
    case session, discovery, export, publication, reveal, scope, template
}

/// Why what is kept cannot be used.
public enum MacieFailure: Error, Sendable, Equatable {
    /// Something is not what was written.
    case damaged(String)
}

/// Changes of documents that are not kept yet.
struct Edit {
    private(set) var documents: [DiscoveryKind: [String: JSONValue]]
    private(set) var changes: [DiscoveryChange] = []

    init(documents: [DiscoveryKind: [String: JSONValue]]) { self.documents = documents }

    subscript(kind: DiscoveryKind, id: String) -> JSONValue? {
        get { documents[kind]?[id] }
        set {
            documents[kind, default: [:]][id] = newValue
            changes.append(newValue.map { .put(kind, id: id, document: $0.json) } ?? .remove(kind, id: id))
        }
    }

    subscript(setting: Setting) -> JSONValue? {
        get { self[.setting, setting.rawValue] }
        set { self[.setting, setting.rawValue] = newValue }
    }

    /// The documents of a kind, in no order.
    func all(_ kind: DiscoveryKind) -> [JSONValue] { Array((documents[kind] ?? [:]).values) }
}

/// Whether scans rest, and where nothing is scanned.
public struct ScanRest: Sendable, Equatable {
    /// Nothing is scanned at all, not by jobs either.
    public var isEverything = false
    /// Nothing is scanned because it has changed.
    public var isAutomated = false
    /// Buckets that only jobs look at.
    public var excluded: Set<String> = []

    /// Nothing rests.
    public init() {}
}

extension MacieService.State {
    /// Works out anew what others follow.
    mutating func arrange() {
        archivers = (documents[.filter] ?? [:]).values.sorted(by: MacieService.inOrder).compactMap(ArchivingFilter.init)
        let settings = documents[.setting] ?? [:]
        let status = settings[Setting.session.rawValue]?["status"]?.string
        rest.isEverything = status == "PAUSED" || status == "DISABLED"
        let isOff = settings[Setting.discovery.rawValue]?["status"]?.string == "DISABLED"
        rest.isAutomated = rest.isEverything || isOff
        rest.excluded = Set(settings[Setting.scope.rawValue]?["bucketNames"]?.array.compactMap(\.string) ?? [])
    }
}
