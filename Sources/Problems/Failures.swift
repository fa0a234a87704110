import POSIX

/// What a part of the service has tried and could not do, until the same works again.
///
/// It is for what nobody waits for, and so nobody would hear of: each failure is a ``Problem``, which the status shows, the log
/// tells and a metric counts. It is bounded: of more than ``most`` failures only the first are named.
public final class Failures: Sendable {
    private let name: Problem.Name
    private let hint: String
    private let standing = Monitor<[String: String]>([:])

    /// The most failures that are known at once.
    public static let most = 16

    /// Knows of no failure.
    ///
    /// - Parameters:
    ///   - name: What problems they are.
    ///   - hint: What to do about any of them.
    public init(_ name: Problem.Name, hint: String) {
        self.name = name
        self.hint = hint
    }

    /// Does something that may fail.
    ///
    /// - Parameters:
    ///   - what: What cannot be done then, in words that do not vary: `interrupted actions cannot be read`.
    ///   - body: Does it.
    /// - Returns: What `body` returns; `nil` when it has failed.
    @discardableResult
    public func attempt<Value>(_ what: String, _ body: () throws -> Value) -> Value? {
        do {
            let value = try body()
            end(what)
            return value
        } catch {
            note(what, "\(error)")
            return nil
        }
    }

    /// Notes that something cannot be done, and why: never with a value that was found.
    public func note(_ what: String, _ reason: String) {
        standing.withLock { standing in
            guard standing.count < Failures.most || standing[what] != nil else { return }
            standing[what] = reason
        }
    }

    /// Notes that it can be done again, or need not.
    public func end(_ what: String) { standing.withLock { $0[what] = nil } }

    /// What cannot be done now.
    public var problems: [Problem] {
        standing.withLock { $0 }.sorted { $0.key < $1.key }.map { what, reason in
            Problem(name, of: what, "\(what): \(reason)", hint: hint)
        }
    }
}
