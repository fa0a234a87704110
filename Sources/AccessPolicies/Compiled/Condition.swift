/// One key of a `Condition` under one operator, ready to be asked; never changed.
final class Condition: Sendable {
    /// The values of the policy, as what they are compared as.
    enum Values: Sendable {
        case texts([TextPattern])
        case textsIgnoringCase([TextPattern])
        case numbers([PolicyNumber])
        case dates([PolicyDate])
        case booleans([Bool])
        case binaries([[UInt8]])
        case addresses([AddressBlock])
        /// Whether the key must be missing.
        case missing([Bool])
    }

    let operation: ConditionOperator
    /// As the policy writes it.
    let operatorName: String
    let key: ContextKey
    /// The values as the policy writes them.
    let texts: [String]
    let values: Values

    init(operation: ConditionOperator, operatorName: String, key: ContextKey, texts: [String], values: Values) {
        self.operation = operation
        self.operatorName = operatorName
        self.key = key
        self.texts = texts
        self.values = values
    }

    /// Whether it is true of a request.
    func holds(in context: borrowing PolicyContext) -> Bool {
        let found = context.values(of: key)
        if case .missing(let wanted) = values { return wanted.contains(found == nil) }
        guard let found else {
            if operation.allowsMissing { return true }
            switch operation.quantifier {
            case .none: return operation.isNegated
            case .all: return true
            case .any: return false
            }
        }
        switch operation.quantifier {
        case .none: return found.count == 1 && matches(found[0], context) != operation.isNegated
        case .all: return found.allSatisfy { matches($0, context) != operation.isNegated }
        case .any: return found.contains { matches($0, context) != operation.isNegated }
        }
    }

    /// Whether one of the policy's values is what the request has.
    ///
    /// What is not of the values' type never is.
    private func matches(_ text: String, _ context: borrowing PolicyContext) -> Bool {
        let found = text.utf8Span.span
        switch values {
        case .texts(let patterns):
            for pattern in patterns where pattern.matches(found, context) { return true }
            return false
        case .textsIgnoringCase(let patterns):
            if !text.utf8.allSatisfy({ $0 < 128 }) {
                let folded = text.lowercased()
                for pattern in patterns where pattern.matches(folded.utf8Span.span, context, foldingCase: true) {
                    return true
                }
                return false
            }
            for pattern in patterns where pattern.matches(found, context, foldingCase: true) { return true }
            return false
        case .numbers(let wanted):
            guard let number = PolicyNumber(text.utf8) else { return false }
            return wanted.contains { operation.relation.holds(number, $0) }
        case .dates(let wanted):
            guard let date = PolicyDate(text.utf8) else { return false }
            return wanted.contains { operation.relation.holds(date, $0) }
        case .booleans(let wanted): return Condition.boolean(text).map { wanted.contains($0) } ?? false
        case .binaries(let wanted): return Base64Bytes.decode(text.utf8).map { wanted.contains($0) } ?? false
        case .addresses(let blocks):
            guard let address = InternetAddress(text.utf8, allowsZone: true) else { return false }
            return blocks.contains { $0.contains(address) }
        case .missing: return false
        }
    }

    /// `true` and `false`, whatever the case of their letters.
    static func boolean(_ text: String) -> Bool? {
        // As nearly everybody writes it.
        if text == "true" { return true }
        if text == "false" { return false }
        func isWord(_ word: String) -> Bool {
            text.utf8.elementsEqual(word.utf8) { ASCII.lowercased($0) == $1 }
        }
        return isWord("true") ? true : isWord("false") ? false : nil
    }
}

extension ConditionOperator.Relation {
    func holds<Value: Comparable>(_ left: Value, _ right: Value) -> Bool {
        switch self {
        case .equal: left == right
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        }
    }
}
