import BuiltInIdentifiers
import BuiltInModels
public import Detection
public import Diagnostics
public import IdentifierChoice
import Identifiers
import POSIX
import Matching

extension IdentifierSetup {
    /// What looks for the identifiers, and for managed secrets if they are recognised.
    ///
    /// - Throws: `Diagnostic` for a selection that makes no sense.
    public func detector(
        recognisingManagedSecrets isRecognising: Bool,
        _ problems: inout [Diagnostic]
    ) throws(Diagnostic) -> Detector {
        let managed = isRecognising ? [ManagedSecretIdentifier.identifier] : []
        let areBuiltIn = rules == nil
        // Neither needs the other, and together they are most of the time until the first object is looked at.
        let (identifiers, vocabulary) = try Threads.both { () throws(Diagnostic) -> [ManagedDataIdentifier] in
            try chosen(&problems)
        } and: {
            areBuiltIn ? BuiltInIdentifiers.vocabulary() : nil
        }
        return Detector(identifiers + managed, vocabulary: vocabulary) { BuiltInModels.names }
    }
}
