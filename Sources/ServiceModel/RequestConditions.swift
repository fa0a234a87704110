public import AccessPolicies
public import JSON
import POSIX

/// What requests say about themselves, for the conditions of policies.
///
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
public enum RequestConditions {
    /// The tags that a request gives (`aws:RequestTag/NAME`), and the names of those that it gives or takes
    /// (`aws:TagKeys`).
    ///
    /// - Parameter request: Which the model has accepted; its tags are in `Tags` or `TagList`, their names in `TagKeys`.
    /// - Returns: Both, where the request has tags.
    public static func tags(_ request: ServiceRequest) -> PolicyContext {
        var context = PolicyContext()
        guard request.input["Tags"] != nil || request.input["TagKeys"] != nil else { return context }
        var names: [String] = []
        for tag in request.input["Tags"]?.array ?? [] {
            // KMS writes them with a prefix.
            guard let name = (tag["Key"] ?? tag["TagKey"])?.string else { continue }
            names.append(name)
            context.set("aws:RequestTag/\(name)", (tag["Value"] ?? tag["TagValue"])?.string ?? "")
        }
        names += (request.input["TagKeys"]?.array ?? []).compactMap(\.string)
        context.set("aws:TagKeys", values: names)
        return context
    }

    /// Values of parameters as they are.
    ///
    /// - Parameters:
    ///   - request: Which the model has accepted.
    ///   - names: The condition key of each parameter.
    /// - Returns: Those that the request has; of a list all elements, of what is neither text nor number nor truth none.
    /// - Complexity: Linear in the parameters that the request has, of which there are fewer than there could be.
    public static func parameters(_ request: ServiceRequest, _ names: [String: String]) -> PolicyContext {
        var context = tags(request)
        for (parameter, value) in request.input.members {
            guard let key = names[parameter] else { continue }
            context.set(key, values: texts(value))
        }
        return context
    }

    /// The values of a parameter: of a list all elements, of what is neither text nor number nor truth none.
    public static func texts(_ value: JSONValue) -> [String] {
        switch value {
        case .string(let text): [text]
        case .boolean(let value): [value ? "true" : "false"]
        case .number: [value.json]
        case .array(let elements): elements.flatMap(texts)
        case .null, .object: []
        }
    }
}

extension PolicyContext {
    // Made ready once: there are thousands of decisions a second.
    private static let currentTime = ContextKey("aws:CurrentTime")
    private static let epochTime = ContextKey("aws:EpochTime")
    private static let viaService = ContextKey("aws:ViaAWSService")
    private static let principalIsService = ContextKey("aws:PrincipalIsAWSService")

    /// Adds what every request says of itself: when it came, and what nobody has said before of who makes it.
    ///
    /// Each decision sees these keys, whoever decides: a condition on one that was missing would be true or false for no reason
    /// of its own.
    ///
    /// - Parameter time: When the request came, in seconds since 1970.
    ///
    /// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html, by the keys'
    /// "Availability".
    public mutating func setAlwaysPresent(at time: Double) {
        let second = Int(time)
        set(PolicyContext.currentTime, UTCTime.text(secondsSince1970: Double(second)))
        set(PolicyContext.epochTime, String(second))
        if self[PolicyContext.viaService].isEmpty { set(PolicyContext.viaService, "false") }
        if self[PolicyContext.principalIsService].isEmpty { set(PolicyContext.principalIsService, "false") }
    }
}
