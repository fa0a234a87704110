public import Identifiers

/// In what way a folder is open to everybody: tells whether that is still what somebody has accepted.
public struct ExposureMark: Equatable, Sendable {
    /// That of the worst in the folder.
    public var severity: Severity
    /// Permission bits of the folder.
    public var mode: UInt32
    /// Its owner.
    public var userID: UInt32

    /// Describes a folder that is open.
    public init(severity: Severity, mode: UInt32, userID: UInt32) {
        self.severity = severity
        self.mode = mode
        self.userID = userID
    }

    /// Reads what ``text`` has made; `nil` for anything else.
    public init?(_ text: String) {
        let parts = text.split(separator: " ")
        guard parts.count == 3, let severity = Int(parts[0]).flatMap({ Severity(rawValue: $0) }),
            let mode = UInt32(parts[1]), let user = UInt32(parts[2])
        else { return nil }
        self.init(severity: severity, mode: mode, userID: user)
    }

    /// It as it is kept.
    public var text: String { "\(severity.rawValue) \(mode) \(userID)" }

    /// Whether whoever has accepted `other` has accepted this, too: nothing worse lies there, everybody may do no more, and
    /// the folder has the same owner.
    public func isCovered(by other: ExposureMark) -> Bool {
        severity <= other.severity && userID == other.userID && mode & 0o7 & ~other.mode == 0
    }
}

/// What becomes of the finding that a folder with sensitive data is open to everybody, after another look at it.
public enum ExposureTransition: Equatable, Sendable {
    /// It stays as it is.
    case nothing
    /// It holds no longer; others are told if they were told of it.
    case resolved(Resolution, isTold: Bool)
    /// There is a finding.
    case found(Found)

    /// A finding that is new or another than before.
    public struct Found: Equatable, Sendable {
        public var state: FindingState
        public var mark: ExposureMark
        /// How often it was found, each time after a change.
        public var count: Int
        /// Who has accepted that the folder is open; `nil` for nobody.
        public var acceptedBy: String?

        /// Describes a finding.
        public init(state: FindingState, mark: ExposureMark, count: Int, acceptedBy: String?) {
            self.state = state
            self.mark = mark
            self.count = count
            self.acceptedBy = acceptedBy
        }
    }

    /// The finding of the folder that is kept, whether it holds or not.
    public struct Former: Equatable, Sendable {
        public var state: FindingState
        /// ``ExposureMark/text`` of what was found.
        public var mark: String
        public var count: Int
        public var isArchived: Bool
        /// What was accepted, as ``ExposureMark/text``, and by whom; `nil` for nothing.
        public var acceptedMark: String?
        public var acceptedBy: String?

        /// Describes a finding that is kept.
        public init(
            state: FindingState,
            mark: String,
            count: Int,
            isArchived: Bool,
            acceptedMark: String? = nil,
            acceptedBy: String? = nil
        ) {
            self.state = state
            self.mark = mark
            self.count = count
            self.isArchived = isArchived
            self.acceptedMark = acceptedMark
            self.acceptedBy = acceptedBy
        }
    }

    /// What a look at the folder says.
    public enum Sight: Equatable, Sendable {
        /// What of that is open, at the worst.
        case open(ExposureMark)
        /// Nobody knows whom some objects with findings are open to.
        case unknown
        /// What lies open was archived, or may be what does.
        case openButArchived
        /// Nothing that was found lies open.
        case closed
    }

    /// Decides.
    ///
    /// - Parameters:
    ///   - sight: What a look at the folder says.
    ///   - former: The finding that is kept; `nil` when there was none yet.
    public init(_ sight: Sight, after former: Former?) {
        guard case .open(let mark) = sight else {
            // While nobody knows whom an object is open to, nothing says that it was closed.
            guard let former, former.state.holds, sight != .unknown else {
                self = .nothing
                return
            }
            self = .resolved(sight == .openButArchived ? .archived : .accessRestricted, isTold: !former.isArchived)
            return
        }
        if let former, former.state.holds, former.mark == mark.text {
            self = .nothing
            return
        }
        let accepted = former?.acceptedMark.flatMap { ExposureMark($0) }
        let isAccepted = accepted.map { mark.isCovered(by: $0) } ?? false
        self = .found(
            Found(
                state: former == nil ? .new : .changed,
                mark: mark,
                count: (former?.count ?? 0) + 1,
                acceptedBy: isAccepted ? former?.acceptedBy : nil
            )
        )
    }
}
