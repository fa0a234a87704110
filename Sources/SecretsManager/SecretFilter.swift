import Accounts
import JSON
import Records
import ServiceModel

/// One filter of a list of secrets: met when one of its values is.
///
/// Source: https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_search-secret.html
struct SecretFilter: Sendable {
    private enum Key: String {
        /// Words that words of the description begin with, whatever their case.
        case description
        /// The beginning of the name, in its case; so for the four that follow.
        case name
        case tagKey = "tag-key"
        case tagValue = "tag-value"
        case primaryRegion = "primary-region"
        case owningService = "owning-service"
        /// Words that words of anything begin with, whatever their case.
        case all
    }

    private let key: Key
    private let values: [(text: String, isNegated: Bool)]

    /// Reads a filter.
    init(_ filter: JSONValue) throws(ServiceError) {
        guard let key = filter["Key"]?.string.flatMap(Key.init(rawValue:)) else {
            throw .parameter("Invalid filter key")
        }
        let values = filter["Values"]?.array.compactMap(\.string) ?? []
        guard !values.isEmpty else { throw .parameter("Invalid filter values for key: \(key.rawValue)") }
        self.key = key
        self.values = values.map { $0.hasPrefix("!") ? (String($0.dropFirst()), true) : ($0, false) }
    }

    /// Whether a secret meets all of some filters.
    static func accept(_ secret: SecretRecord, _ filters: [SecretFilter]) -> Bool {
        // Names are at hand; what else there is must be taken apart.
        guard filters.allSatisfy({ $0.key != .name || $0.accepts(secret, Definition()) }) else { return false }
        let others = filters.filter { $0.key != .name }
        if others.isEmpty { return true }
        // What cannot be read of a secret meets no filter; whoever asks for the secret is told.
        guard let definition = try? Definition(secret) else { return false }
        return others.allSatisfy { $0.accepts(secret, definition) }
    }

    /// Whether a secret meets it: none of the negated values and, if there are others, one of them.
    private func accepts(_ secret: SecretRecord, _ definition: Definition) -> Bool {
        let wanted = values.filter { !$0.isNegated }
        return !values.contains { $0.isNegated && meets($0.text, secret, definition) }
            && (wanted.isEmpty || wanted.contains { meets($0.text, secret, definition) })
    }

    private func meets(_ value: String, _ secret: SecretRecord, _ definition: Definition) -> Bool {
        switch key {
        case .name: secret.name.hasPrefix(value)
        case .tagKey: definition.tags.contains { $0.key.hasPrefix(value) }
        case .tagValue: definition.tags.contains { $0.value.hasPrefix(value) }
        case .primaryRegion: AccountLocation.current.region.hasPrefix(value)
        case .owningService: false
        case .description: SecretFilter.hasWords(of: value, definition.description ?? "")
        case .all:
            SecretFilter.hasWords(
                of: value,
                ([secret.name, definition.description ?? ""] + definition.tags.flatMap { [$0.key, $0.value] })
                    .joined(separator: " ")
            )
        }
    }

    /// Whether each word of `value` is the beginning of a word of `text`; one without words is in no text.
    private static func hasWords(of value: String, _ text: String) -> Bool {
        let (wanted, words) = (self.words(value), words(text))
        return !wanted.isEmpty && wanted.allSatisfy { wanted in words.contains { $0.hasPrefix(wanted) } }
    }

    /// The words of a text, in lower case: what lies between marks and spaces, cut before capitals.
    ///
    /// `prod/AppBeta` has three. A row of capitals is one word, but for its last where a small letter follows, which begins
    /// the next, as in `XMLFile`.
    ///
    /// - Complexity: Linear.
    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        for piece in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
            var word = ""
            var index = piece.startIndex
            var wasCapital = true
            while index < piece.endIndex {
                let next = piece.index(after: index)
                let isCapital = piece[index].isUppercase
                let begins = isCapital && (!wasCapital || (next < piece.endIndex && piece[next].isLowercase))
                if begins, !word.isEmpty {
                    words.append(word.lowercased())
                    word = ""
                }
                word.append(piece[index])
                wasCapital = isCapital
                index = next
            }
            words.append(word.lowercased())
        }
        return words
    }
}
