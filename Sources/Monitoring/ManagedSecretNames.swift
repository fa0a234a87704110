import POSIX
import Reporting

/// What the numbers in a table of managed secrets stand for, at any moment.
///
/// A report may come from a worker that has the table before the newest: numbers are never used again, so the newest names
/// serve for both.
final class ManagedSecretNames: Sendable {
    private let lookup = Monitor<@Sendable (UInt32) -> ManagedSecretName?>({ _ in nil })

    /// Takes another way to look names up.
    func replace(with lookup: @escaping @Sendable (UInt32) -> ManagedSecretName?) {
        self.lookup.withLock { $0 = lookup }
    }

    /// The name of a secret; `nil` when it is not known, or no longer.
    func callAsFunction(_ id: UInt32) -> ManagedSecretName? { lookup.withLock { $0 }(id) }
}
