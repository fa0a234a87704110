extension EventPattern.Alternative {
    /// Whether a value is one of those that this stands for.
    func accepts(_ value: EventFields.Value) -> Bool {
        switch self {
        case .string(let text): value.kind == .string && value.bytes.elementsEqual(text.utf8)
        case .number(let number): value.kind == .number && value.number == number
        case .digits(let text): value.kind == .number && value.bytes.elementsEqual(text.utf8)
        case .boolean(let wanted): value.kind == .boolean && (value.bytes.first == UInt8(ascii: "t")) == wanted
        case .null: value.kind == .null
        case .ignoringCase(let text): value.kind == .string && text.equals(value.bytes)
        case .prefix(let text): value.kind == .string && value.bytes.starts(with: text.utf8)
        case .suffix(let text):
            value.kind == .string && value.bytes.reversed().starts(with: text.utf8.reversed())
        case .prefixIgnoringCase(let text): value.kind == .string && text.begins(value.bytes)
        case .suffixIgnoringCase(let text): value.kind == .string && text.ends(value.bytes)
        case .wildcard(let wildcard): value.kind == .string && wildcard.matches(value.bytes)
        case .range(let range): value.kind == .number && range.contains(value.number)
        case .addresses(let block):
            value.kind == .string
                && InternetAddress.bytes(value.bytes).map {
                    $0.count == block.address.count && AddressBlock($0, length: block.length) == block
                } ?? false
        case .exists: true
        case .absent: false
        case .anythingBut(let excluded): !excluded.contains { $0.accepts(value) }
        }
    }
}
