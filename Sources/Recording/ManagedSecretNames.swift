public import Findings
import POSIX

/// What the numbers in a table of managed secrets stand for, at any moment.
///
/// A report may come from a worker that has the table before the newest: numbers are never used again, so the newest names
/// serve for both.
public final class ManagedSecretNames: Sendable {
    private let lookup = Monitor<@Sendable (UInt32) -> ManagedSecretName?>({ _ in nil })

    /// Knows no name.
    public init() {}

    /// Takes another way to look names up.
    public func replace(with lookup: @escaping @Sendable (UInt32) -> ManagedSecretName?) {
        self.lookup.withLock { $0 = lookup }
    }

    /// The name of a secret; `nil` when it is not known, or no longer.
    public func callAsFunction(_ id: UInt32) -> ManagedSecretName? { lookup.withLock { $0 }(id) }
}
