import JSON

extension OperationModel.Shape {
    /// A value as Java writes it, which is how AWS's messages show it: `[Tag(tagKey=a, tagValue=b)]`.
    ///
    /// - Returns: `nil` where there is a structure in it that has no name.
    func javaText(_ value: JSONValue) -> String? {
        switch (self, value) {
        case (_, .null): return "null"
        case (_, .string(let text)): return text
        case (_, .number(let number)): return number.text
        case (_, .boolean(let value)): return value ? "true" : "false"
        case (.list(let element, _), .array(let elements)):
            let texts = elements.compactMap(element.javaText)
            return texts.count == elements.count ? "[\(texts.joined(separator: ", "))]" : nil
        case (.map, .object(let members)):
            let pairs = members.sorted { $0.key < $1.key }.map { "\($0)=\($1.string ?? "")" }
            return "{\(pairs.joined(separator: ", "))}"
        case (.structure(let parameters, let name?), .object(let members)):
            var texts: [String] = []
            for parameter in parameters {
                guard let text = parameter.javaText(members[parameter.name] ?? .null) else { return nil }
                texts.append(text)
            }
            return "\(name)(\(texts.joined(separator: ", ")))"
        default: return nil
        }
    }
}

extension OperationModel.Parameter {
    /// Name and value; what may be a secret is not shown, as at AWS.
    fileprivate func javaText(_ value: JSONValue) -> String? {
        let text = isSecret && value != .null ? "***Sensitive Data Redacted***" : shape.javaText(value)
        return text.map { name.prefix(1).lowercased() + name.dropFirst() + "=" + $0 }
    }
}
