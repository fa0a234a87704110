public import Diagnostics
import StrictYAML

extension Diagnostic {
    /// Words any error.
    public init(describing error: any Error) {
        switch error {
        case let diagnostic as Diagnostic: self = diagnostic
        case let error as YAMLError: self.init(error)
        default: self.init("\(error)")
        }
    }
}
