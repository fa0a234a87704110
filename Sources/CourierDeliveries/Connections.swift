package import JSON
import POSIX
package import ServiceModel

/// What is known of connections while the service runs: their secrets for some minutes, tokens while they hold, and how much
/// each API destination was given in this second.
package final class Connections: Sendable {
    /// A token of OAuth.
    private struct Token: Sendable {
        var text: String
        /// In seconds since 1970.
        var end: Double
    }

    private struct State: Sendable {
        var secrets: (any ConnectionSecrets)?
        var values: [String: (value: JSONValue, end: Double)] = [:]
        var tokens: [String: Token] = [:]
        var given: [String: (second: Int, count: Int)] = [:]
    }

    private let state = Monitor(State())

    /// How long the value of a secret is kept in memory, in seconds.
    private static let valueLife = 300.0
    /// How long a token holds that does not say it, and at most, in seconds.
    private static let tokenLife = 300.0
    private static let longestTokenLife = 3600.0
    /// How long before its end a token is replaced, in seconds.
    private static let margin = 30.0

    /// Lets secrets be kept by somebody, or by nobody any more.
    package func use(_ secrets: (any ConnectionSecrets)?) { state.withLock { $0.secrets = secrets } }

    /// Who keeps secrets.
    ///
    /// - Throws: ``ServiceError`` while the service is starting or ending.
    package func secrets() throws(ServiceError) -> any ConnectionSecrets {
        guard let secrets = state.withLock({ $0.secrets }) else {
            throw ServiceError("InternalException", "The service is starting or ending: no secrets can be kept.")
        }
        return secrets
    }

    /// The authorization parameters in a secret, which is read at most every few minutes.
    package func parameters(in arn: String, at now: Double) throws -> JSONValue {
        if let known = state.withLock({ $0.values[arn] }), known.end > now { return known.value }
        let value = try JSONValue(parsing: Array(try secrets().value(of: arn).utf8))
        state.withLock { $0.values[arn] = (value, now + Connections.valueLife) }
        return value
    }

    /// Forgets what was in a secret, and the token that was got for it.
    package func forget(_ arn: String) {
        state.withLock { state in
            state.values[arn] = nil
            state.tokens[arn] = nil
        }
    }

    /// Forgets a token that was refused.
    package func forgetToken(_ arn: String) { state.withLock { $0.tokens[arn] = nil } }

    /// The token for a secret; `nil` when there is none that still holds.
    package func token(_ arn: String, at now: Double) -> String? {
        state.withLock { $0.tokens[arn] }.flatMap { $0.end > now ? $0.text : nil }
    }

    /// Keeps a token.
    ///
    /// - Parameters:
    ///   - token: The token.
    ///   - arn: The secret that it was got for.
    ///   - seconds: How long it holds, as whoever gave it says; `nil` when that is not said.
    ///   - now: In seconds since 1970.
    package func keep(_ token: String, _ arn: String, for seconds: Double?, at now: Double) {
        let life = min(seconds ?? Connections.tokenLife, Connections.longestTokenLife) - Connections.margin
        state.withLock { $0.tokens[arn] = Token(text: token, end: now + max(0, life)) }
    }

    /// Counts a request to an API destination.
    ///
    /// - Returns: `nil` when it may be made; else when the next may, in seconds since 1970.
    package func wait(for destination: String, _ rate: Int, at now: Double) -> Double? {
        let second = Int(now)
        return state.withLock { state in
            let count = state.given[destination].map { $0.second == second ? $0.count : 0 } ?? 0
            guard count < rate else { return Double(second + 1) }
            state.given[destination] = (second, count + 1)
            return nil
        }
    }

    /// Forgets how much an API destination was given.
    package func forgetRate(of destination: String) { state.withLock { $0.given[destination] = nil } }
}
