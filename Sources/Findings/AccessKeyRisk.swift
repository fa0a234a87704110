public import Identifiers

/// That an active access key of a user was not used for long, or is old.
public struct AccessKeyRisk: Sendable, Equatable {
    /// What is wrong with the key; the raw value is the finding's type.
    public enum Kind: String, Sendable, CaseIterable {
        /// Nobody has used it for some days.
        case unused = "Policy:IAMUser/AccessKeyUnused"
        /// It was made too many days ago.
        case tooOld = "Policy:IAMUser/AccessKeyTooOld"
    }

    public var kind: Kind
    /// Such as `AKIA...`.
    public var accessKeyID: String
    /// The user whose it is.
    public var userARN: String
    /// Since how many days it is not used, or has been there, at least: the limit that it is over.
    public var days: Int
    /// When the key was made, in seconds since 1970.
    public var createdAt: Double
    /// When it was used last, in seconds since 1970; `nil` for never.
    public var usedAt: Double?
    /// The service that was asked then, such as `kms`.
    public var usedService: String?

    /// Describes a key.
    public init(
        _ kind: Kind,
        accessKeyID: String,
        userARN: String,
        days: Int,
        createdAt: Double,
        usedAt: Double?,
        usedService: String?
    ) {
        self.kind = kind
        self.accessKeyID = accessKeyID
        self.userARN = userARN
        self.days = days
        self.createdAt = createdAt
        self.usedAt = usedAt
        self.usedService = usedService
    }

    /// The user's name.
    public var userName: String { userARN.split(separator: "/").last.map(String.init) ?? userARN }

    /// How severe it is: nobody has got at anything yet.
    public static let severity = Severity.medium
}

extension AccessKeyRisk {
    /// What the finding is called.
    public var title: String {
        switch kind {
        case .unused: "The access key was not used for \(days) days."
        case .tooOld: "The access key is older than \(days) days."
        }
    }

    /// What it says.
    public var summary: String {
        switch kind {
        case .unused:
            "Nobody uses access key \(accessKeyID) of user \(userName): deactivate it, and delete it if nobody misses it."
        case .tooOld:
            "Access key \(accessKeyID) of user \(userName) was made long ago: replace it, as "
                + "'magpie iam rotate-access-key --user-name \(userName)' does step by step."
        }
    }
}

/// A policy finding about an access key that holds, as far as the records know.
public struct AccessKeyFinding: Sendable, Hashable {
    /// Its id.
    public var id: String
    public var kind: AccessKeyRisk.Kind
    public var accessKeyID: String
    /// The ARN that the user had when the finding was written.
    public var userARN: String

    /// Describes a finding.
    public init(id: String, kind: AccessKeyRisk.Kind, accessKeyID: String, userARN: String) {
        self.id = id
        self.kind = kind
        self.accessKeyID = accessKeyID
        self.userARN = userARN
    }
}

/// What becomes of the policy finding about an access key that is at risk.
///
/// Whoever archives one accepts that this key is so, for as long as there is the key.
public struct AccessKeyTransition: Equatable, Sendable {
    /// The finding that is kept, whether it holds or not.
    public struct Former: Equatable, Sendable {
        public var state: FindingState
        public var count: Int
        /// Who has accepted it; `nil` for nobody.
        public var acceptedBy: String?

        /// Describes a finding that is kept.
        public init(state: FindingState, count: Int, acceptedBy: String?) {
            self.state = state
            self.count = count
            self.acceptedBy = acceptedBy
        }
    }

    /// ``FindingState/new``, ``FindingState/unchanged`` or ``FindingState/changed``.
    public var state: FindingState
    /// How often it was found, each time after it had ended.
    public var count: Int
    /// Who or what archives it; `nil` when it is not archived, and others are told unless it is unchanged.
    public var archivedBy: String?

    /// Decides.
    ///
    /// - Parameters:
    ///   - former: The key's finding of this kind that is kept; `nil` for none.
    ///   - rule: Names the rule that archives it; only asked when it did not hold before.
    public init(after former: Former?, suppressedBy rule: () -> String? = { nil }) {
        count = former?.count ?? 0
        if let former, former.state.holds {
            state = .unchanged
            return
        }
        state = former == nil ? .new : .changed
        count += 1
        archivedBy = rule() ?? former?.acceptedBy
    }
}
