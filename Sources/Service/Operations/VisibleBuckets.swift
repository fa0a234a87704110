import Records
import ServiceModel

/// The buckets that whoever asks may see: what lies in others is neither listed nor counted for him, nor changed.
struct VisibleBuckets {
    /// Their names; `nil` for all.
    let names: Set<String>?
    private let visibility: Visibility

    /// Asks about all buckets that `records` have.
    init(_ visibility: Visibility, _ records: RecordStore, for action: String? = nil) throws {
        self.visibility = visibility
        names =
            visibility.isEverything
            ? nil
            : Set(
                try records.bucketNames().filter {
                    visibility.allows(ServiceResource(ResourceNames.bucket($0)), to: action)
                }
            )
    }

    /// Whether a bucket is one of them.
    func contains(_ name: String) -> Bool { names?.contains(name) ?? true }

}

/// The findings that whoever asks may see: those in buckets, and those about access keys of users.
///
/// Who has access keys is for those to know who may list them: so much must be allowed besides the operation itself.
struct VisibleFindings {
    let scope: FindingScope
    private let visibility: Visibility

    /// Asks about all buckets that `records` have, and all users about whose keys they have findings.
    init(_ visibility: Visibility, _ records: RecordStore) throws {
        self.visibility = visibility
        guard !visibility.isEverything else {
            scope = .everything
            return
        }
        let users = try records.usersWithFindings().filter { arn in
            let user = ServiceResource(arn)
            return visibility.allows(user) && visibility.allows(user, to: VisibleFindings.seeingKeys)
        }
        scope = FindingScope(buckets: try VisibleBuckets(visibility, records).names, users: users)
    }

    private static let seeingKeys = "iam:ListAccessKeys"

    /// What is said of a finding that is not there or hidden, which the audit log tells apart.
    func unknown(_ id: String, _ records: RecordStore) throws -> ServiceError {
        visibility.hiding(Operations.unknown(id), try !scope.isEverything && records.finding(id) != nil)
    }
}

extension Operations {
    /// An operation on buckets: whoever may see no bucket of those that it could touch is refused.
    ///
    /// - Parameters:
    ///   - name: The only bucket that it touches; `nil` for all.
    ///   - perform: Does it, in those that are visible.
    /// - Returns: The operation.
    func onBuckets(
        named name: String? = nil,
        _ perform: @escaping (VisibleBuckets) throws -> [UInt8]
    ) -> PreparedOperation {
        PreparedOperation { [records] in
            try (name.map { [$0] } ?? records.bucketNames()).map { ServiceResource(ResourceNames.bucket($0)) }
        } list: { [records] visibility in
            .json(try perform(try VisibleBuckets(visibility, records)))
        }
    }

    /// An operation on findings: whoever may see no bucket of those that it could touch is refused.
    ///
    /// - Parameters:
    ///   - name: The only bucket that it touches; `nil` for all findings.
    ///   - perform: Does it, to those that are visible.
    /// - Returns: The operation.
    func onFindings(
        named name: String? = nil,
        _ perform: @escaping (VisibleFindings) throws -> [UInt8]
    ) -> PreparedOperation {
        PreparedOperation(onBuckets(named: name) { _ in [] }.resources) { [records] visibility in
            .json(try perform(try VisibleFindings(visibility, records)))
        }
    }
}
