import Scanning

/// A value that was found, without the value: which identifier has found it, and its keyed digest.
struct FoundValue: Hashable {
    var type: String
    var digest: String

    /// What tells a set of values from others.
    static func mark(of values: Set<FoundValue>) -> String {
        var sum = ValueSum()
        for value in values { sum.add(fingerprint: value.digest) }
        return "\(values.count):\(sum.text)"
    }
}

/// What becomes of the finding of an object that was looked at again.
///
/// Whoever archives a finding accepts the values in it where they lie. A finding is archived as long as all its values were
/// accepted there, whatever else changes in the object, and also when nothing was found there in the meantime. One value
/// that was not accepted makes it a finding like any other.
struct FindingTransition: Equatable {
    /// The finding that holds, as far as the records know.
    struct Former: Equatable {
        var id: String
        /// Of what was found.
        var digest: String
        /// ``FoundValue/mark(of:)``; `nil` when that is not known.
        var values: String?
        /// Who or what has archived it; `nil` when it is not.
        var archivedBy: String?
    }

    /// What was found now.
    struct Found: Equatable {
        /// The same for the same content of the same object.
        var id: String
        var digest: String
        var values: Set<FoundValue>
        /// The rule that archives it.
        var suppressedBy: String?
    }

    /// The state of the finding.
    enum State: String { case new, unchanged, changed }

    /// What others are told.
    enum News: Equatable {
        case nothing
        /// There is a finding, in place of another if there was one.
        case found(replacing: String?)
        /// What was told before holds no longer: all that is left was accepted.
        case archived
    }

    var state: State
    var archivedBy: String?
    var news: News

    /// Decides.
    ///
    /// - Parameters:
    ///   - found: What was found.
    ///   - former: The object's finding that holds; `nil` when none does.
    ///   - accepted: The values that were accepted in this object.
    ///   - user: Who has accepted them; `nil` for nobody.
    init(_ found: Found, after former: Former?, accepted: Set<FoundValue>, by user: String?) {
        if let former, (former.id, former.digest) == (found.id, found.digest),
            former.values == nil || former.values == FoundValue.mark(of: found.values)
        {
            (state, archivedBy, news) = (.unchanged, former.archivedBy, .nothing)
            return
        }
        let isAccepted = !found.values.isEmpty && found.values.isSubset(of: accepted)
        state = former == nil ? .new : .changed
        archivedBy = found.suppressedBy ?? (isAccepted ? user : nil)
        if archivedBy == nil {
            news = .found(replacing: former?.id)
        } else {
            news = former != nil && former?.archivedBy == nil ? .archived : .nothing
        }
    }
}

/// In what way a folder is open to everybody: tells whether that is still what somebody has accepted.
struct ExposureMark: Equatable {
    /// From 1, low, to 3, high: that of the worst in the folder.
    var severity: Int
    /// Permission bits of the folder.
    var mode: UInt32
    /// Its owner.
    var userID: UInt32

    init(severity: Int, mode: UInt32, userID: UInt32) {
        self.severity = severity
        self.mode = mode
        self.userID = userID
    }

    /// Reads what ``text`` has made; `nil` for anything else.
    init?(_ text: String) {
        let parts = text.split(separator: " ")
        guard parts.count == 3, let severity = Int(parts[0]), let mode = UInt32(parts[1]), let user = UInt32(parts[2])
        else { return nil }
        self.init(severity: severity, mode: mode, userID: user)
    }

    var text: String { "\(severity) \(mode) \(userID)" }

    /// Whether whoever has accepted `other` has accepted this, too: nothing worse lies there, everybody may do no more, and
    /// the folder has the same owner.
    func isCovered(by other: ExposureMark) -> Bool {
        severity <= other.severity && userID == other.userID && mode & 0o7 & ~other.mode == 0
    }
}
