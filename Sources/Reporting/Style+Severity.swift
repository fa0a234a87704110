public import Identifiers
public import Terminal

extension Style {
    /// A severity, in six columns.
    public func severity(_ severity: Severity) -> String {
        switch severity {
        case .high: wrap("HIGH  ", "1;31")
        case .medium: wrap("MEDIUM", "33")
        case .low: wrap("LOW   ", "34")
        }
    }
}
