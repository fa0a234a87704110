/// How a finding that is kept stands.
public enum FindingState: String, Sendable, CaseIterable {
    /// It was found for the first time.
    case new
    /// The same was found again.
    case unchanged
    /// Something else was found where there was a finding.
    case changed
    /// It holds no longer.
    case resolved
    /// Another has come in its place.
    case replaced

    /// Whether what it says is still there.
    public var holds: Bool { self != .resolved && self != .replaced }
}

/// Why a finding holds no longer, or is no concern any more.
public enum Resolution: String, Sendable, CaseIterable {
    case objectDeleted = "object-deleted"
    case objectEncrypted = "object-encrypted"
    case noLongerFound = "no-longer-found"
    /// Somebody or some rule has archived it, or what it was about.
    case archived
    case accessRestricted = "access-restricted"
    case accessKeyDeactivated = "access-key-deactivated"
    case accessKeyDeleted = "access-key-deleted"
    /// The access key was used again, or is not too old by the limits that hold now.
    case accessKeyInOrder = "access-key-in-order"

    /// What becomes of an object's finding when nothing is found there; `nil` when it goes on to hold.
    ///
    /// What could not be read to its end may still hold what was found in it.
    ///
    /// - Parameters:
    ///   - verdict: How completely the object was looked at; `nil` when it is not there any more.
    ///   - isEncrypted: Whether it was encrypted, which is why nothing is found.
    public init?(afterNothingIn verdict: Coverage.Verdict?, isEncrypted: Bool = false) {
        switch verdict {
        case nil: self = .objectDeleted
        case _ where isEncrypted: self = .objectEncrypted
        case .complete: self = .noLongerFound
        case .partial, .skipped: return nil
        }
    }
}

/// What becomes of the finding of an object that was looked at again.
///
/// Whoever archives a finding accepts the values in it where they lie. A finding is archived as long as all its values were
/// accepted there, whatever else changes in the object, and also when nothing was found there in the meantime. One value
/// that was not accepted makes it a finding like any other.
public struct FindingTransition: Equatable, Sendable {
    /// The finding that holds, as far as the records know.
    public struct Former: Equatable, Sendable {
        public var id: String
        /// Of what was found.
        public var digest: String
        /// ``FoundValue/mark(of:)``; `nil` when that is not known.
        public var values: String?
        /// Who or what has archived it; `nil` when it is not.
        public var archivedBy: String?

        /// Describes a finding that holds.
        public init(id: String, digest: String, values: String?, archivedBy: String?) {
            self.id = id
            self.digest = digest
            self.values = values
            self.archivedBy = archivedBy
        }
    }

    /// What was found now.
    public struct Found: Equatable, Sendable {
        /// The same for the same content of the same object.
        public var id: String
        public var digest: String
        public var values: Set<FoundValue>
        /// Whether it is about a canary: it is archived, and told all the same.
        public var isSample = false

        /// Describes what was found.
        public init(id: String, digest: String, values: Set<FoundValue>) {
            self.id = id
            self.digest = digest
            self.values = values
        }

        /// What a record says.
        public init(_ record: FindingRecord) {
            self.init(id: record.finding.id, digest: record.digest, values: record.values)
            isSample = record.finding.isSample
        }
    }

    /// What others are told.
    public enum News: Equatable, Sendable {
        case nothing
        /// There is a finding, in place of another if there was one.
        case found(Finding.Novelty)
        /// What was told before holds no longer: all that is left was accepted.
        case archived
    }

    /// ``FindingState/new``, ``FindingState/unchanged`` or ``FindingState/changed``.
    public var state: FindingState
    /// Who or what archives it; `nil` when it is not archived.
    public var archivedBy: String?
    public var news: News

    /// Decides.
    ///
    /// - Parameters:
    ///   - found: What was found.
    ///   - former: The object's finding that holds; `nil` when none does.
    ///   - accepted: The values that were accepted in this object.
    ///   - user: Who has accepted them; `nil` for nobody.
    ///   - rule: Names the rule that archives what was found; only asked when it is not the same as before.
    public init(
        _ found: Found,
        after former: Former?,
        accepted: Set<FoundValue> = [],
        by user: String? = nil,
        suppressedBy rule: () -> String? = { nil }
    ) {
        if let former, (former.id, former.digest) == (found.id, found.digest),
            former.values == nil || former.values == FoundValue.mark(of: found.values)
        {
            (state, archivedBy, news) = (.unchanged, former.archivedBy, .nothing)
            return
        }
        state = former == nil ? .new : .changed
        if found.isSample {
            (archivedBy, news) = (FindingRecord.sampleArchiver, .found(.new))
            return
        }
        let isAccepted = !found.values.isEmpty && found.values.isSubset(of: accepted)
        archivedBy = rule() ?? (isAccepted ? user : nil)
        if archivedBy == nil {
            news = .found(former.map { .changed(replacing: $0.id) } ?? .new)
        } else {
            news = former != nil && former?.archivedBy == nil ? .archived : .nothing
        }
    }
}
