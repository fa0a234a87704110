public import Filtering
import JSON

/// A filter that archives the findings that it matches.
public struct ArchivingFilter: Sendable, Equatable {
    public var name: String
    /// What it is for, in the words of who made it.
    public var reason: String
    public var criteria: FindingCriteria

    /// Reads a filter that is kept; `nil` for one that archives nothing.
    init?(_ document: JSONValue) {
        // Criteria were checked when the filter was made; what a later version does not know matches nothing.
        guard document["action"]?.string == "ARCHIVE", let json = document["findingCriteria"],
            let criteria = try? FindingCriteria(json), !criteria.isEmpty
        else { return nil }
        name = document["name"]?.string ?? ""
        reason = document["description"]?.string ?? ""
        self.criteria = criteria
    }
}
