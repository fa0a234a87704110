public import AccessPolicies
import POSIX
public import Records
public import ServiceModel

/// Keeps users, groups, roles and policies with the semantics of AWS IAM, and begins sessions as AWS STS does.
///
/// It says which policies a caller has; it decides nothing but who may assume which role.
public final class IAMService: Sendable {
    /// What the service needs of its dependencies.
    public struct Dependencies: Sendable {
        /// Encrypts what is kept of access keys, and session tokens.
        public var keys: any AccessKeySealing
        /// Whoever makes a request; by default user 0 and the service itself are the account, and others users without groups.
        public var caller: @Sendable (IAMService, ServiceRequest) -> Caller = { service, request in
            guard request.principal.kind == .user, request.principal.userID != 0 else { return service.root() }
            return service.caller(user: request.principal.name, unixGroups: [], extra: [])
        }
        /// Seconds that the system has run, by a clock that nobody sets.
        public var uptime: @Sendable () -> Double = { Timestamp.monotonic().secondsSince1970 }
        /// Where SDKs are served, for whoever begins a session: `http://127.0.0.1:4599`; `nil` where they are not.
        public var endpoint: @Sendable () -> String? = { nil }
        /// After how many days what was not used is told of, and from which age on an access key is too old.
        public var review: @Sendable () -> (unusedDays: Int, keyAgeDays: Int) = { (90, 90) }
        /// Hears of secrets of access keys that come or go.
        public var hear: @Sendable (AccessKeyChange) -> Void = { _ in }

        /// Gathers what must be known.
        public init(keys: any AccessKeySealing) { self.keys = keys }
    }

    /// All that is kept, at one moment.
    struct Snapshot: Sendable {
        var catalogue: Catalogue
        /// Greater for each change.
        var generation = 0
    }

    let dependencies: Dependencies
    let records: RecordStore
    let callers = CallerCache()
    let sessions: SessionTokens
    let uses: LastUses
    /// Somebody who could give rights when that was asked last.
    let administrator = Monitor<String?>(nil)
    /// The credential report that was made last.
    let report = Monitor<KeptReport?>(nil)
    /// Answers about who used what, the oldest first.
    let lastAccess = Monitor<[LastAccess]>([])
    private let current: Monitor<Snapshot>
    /// Held while something changes, so that what is in memory is what is kept.
    private let changes = Monitor(())

    /// Opens the service over what was kept.
    ///
    /// - Throws: ``IdentityFailure``, or when the records cannot be read.
    public init(_ dependencies: Dependencies, _ records: RecordStore) throws {
        self.dependencies = dependencies
        self.records = records
        let catalogue = try Catalogue(records, builtIn: BuiltInPolicies.all)
        uses = LastUses(try records.identityUses())
        sessions = SessionTokens(
            dependencies.keys,
            latestTime: catalogue.account.latestTime,
            uptime: dependencies.uptime
        )
        current = Monitor(Snapshot(catalogue: catalogue))
    }

    /// All that is kept, as it is now.
    var snapshot: Snapshot { current.withLock { $0 } }

    /// Limits all but the account itself and the roles of Magpie's own services to what policies allow, from now on.
    ///
    /// - Parameter policies: One level of service control policies; none for no limit.
    public func limit(to policies: [AccessPolicy]) {
        changes.withLock { _ in
            current.withLock { snapshot in
                snapshot.catalogue.serviceControl = policies.isEmpty ? [] : [policies]
                snapshot.generation += 1
            }
        }
    }

    /// Changes what is kept: what was changed is on the disk when this returns, and in use from then on.
    ///
    /// - Parameters:
    ///   - check: Refuses what must not become of what was kept.
    ///   - body: Changes it.
    /// - Returns: What `body` returns.
    /// - Throws: What both throw, and when the records cannot be written: then nothing has changed.
    func edit<Value>(
        checking check: (_ before: Catalogue, _ after: Catalogue) throws -> Void = { _, _ in },
        _ body: (inout Catalogue.Edit) throws -> Value
    ) throws -> Value {
        try changes.withLock { _ in
            let before = snapshot.catalogue
            var edit = Catalogue.Edit(before)
            let value = try body(&edit)
            try check(before, edit.catalogue)
            try records.changeIdentities(edit.changes)
            current.withLock { $0 = Snapshot(catalogue: edit.catalogue, generation: $0.generation + 1) }
            return value
        }
    }
}
