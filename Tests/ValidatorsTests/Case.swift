import Testing

@testable import Validators

/// A value, whether its check must accept it, and why.
struct Case: Sendable, CustomTestStringConvertible {
    var check: @Sendable (Span<UInt8>) -> Bool
    var text: String
    var isAccepted: Bool
    var why: String

    var testDescription: String { "\(isAccepted ? "accepts" : "refuses") \(why)" }

    /// Tells whether the check does what it must.
    var isRight: Bool { check(text.utf8.span) == isAccepted }
}

/// Values that `check` must accept and refuse, each with the reason.
func cases(
    _ check: @escaping @Sendable (Span<UInt8>) -> Bool,
    accepts: KeyValuePairs<String, String>,
    refuses: KeyValuePairs<String, String>
) -> [Case] {
    accepts.map { Case(check: check, text: $0.key, isAccepted: true, why: $0.value) }
        + refuses.map { Case(check: check, text: $0.key, isAccepted: false, why: $0.value) }
        + [Case(check: check, text: "", isAccepted: false, why: "nothing")]
}

extension Validator {
    /// The same for text; `#expect` cannot take a span.
    func accepts(text: String) -> Bool { accepts(text.utf8.span) }
}
