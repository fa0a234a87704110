extension JSONValue {
    /// Makes the value that stands for one of Swift.
    ///
    /// Members that are `nil` are left out. Numbers that JSON has not become null.
    ///
    /// - Throws: What `value` throws when it describes itself.
    public init(encoding value: some Encodable) throws {
        let place = Encoded()
        try value.encode(to: ValueEncoder(place: place))
        self = place.value
    }
}

/// A value that is being described, from the outside inwards.
private final class Encoded {
    private enum Content {
        case scalar(JSONValue)
        case array([Encoded])
        case object([String: Encoded])
    }

    private var content = Content.scalar(.null)

    var value: JSONValue {
        switch content {
        case .scalar(let value): value
        case .array(let elements): .array(elements.map(\.value))
        case .object(let members): .object(members.mapValues(\.value))
        }
    }

    var count: Int { if case .array(let elements) = content { elements.count } else { 0 } }

    func set(_ value: JSONValue) { content = .scalar(value) }

    func beginArray() { if case .array = content {} else { content = .array([]) } }

    func beginObject() { if case .object = content {} else { content = .object([:]) } }

    func element() -> Encoded {
        let element = Encoded()
        if case .array(var elements) = content {
            content = .scalar(.null)
            elements.append(element)
            content = .array(elements)
        }
        return element
    }

    func member(_ name: String) -> Encoded {
        let member = Encoded()
        if case .object(var members) = content {
            content = .scalar(.null)
            members[name] = member
            content = .object(members)
        }
        return member
    }
}

private struct ValueEncoder: Encoder {
    let place: Encoded
    let codingPath: [any CodingKey] = []
    let userInfo: [CodingUserInfoKey: Any] = [:]

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        place.beginObject()
        return KeyedEncodingContainer(Members(place: place))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        place.beginArray()
        return Elements(place: place)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { Scalar(place: place) }

    private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
        let place: Encoded
        let codingPath: [any CodingKey] = []

        func encodeNil(forKey key: Key) { place.member(key.stringValue).set(.null) }

        func encode(_ value: some Encodable, forKey key: Key) throws {
            try value.encode(to: ValueEncoder(place: place.member(key.stringValue)))
        }

        func nestedContainer<Nested: CodingKey>(
            keyedBy type: Nested.Type,
            forKey key: Key
        ) -> KeyedEncodingContainer<Nested> {
            ValueEncoder(place: place.member(key.stringValue)).container(keyedBy: type)
        }

        func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
            ValueEncoder(place: place.member(key.stringValue)).unkeyedContainer()
        }

        func superEncoder() -> any Encoder { ValueEncoder(place: place.member("super")) }

        func superEncoder(forKey key: Key) -> any Encoder { ValueEncoder(place: place.member(key.stringValue)) }
    }

    private struct Elements: UnkeyedEncodingContainer {
        let place: Encoded
        let codingPath: [any CodingKey] = []
        var count: Int { place.count }

        func encodeNil() { place.element().set(.null) }

        func encode(_ value: some Encodable) throws { try value.encode(to: ValueEncoder(place: place.element())) }

        func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
            ValueEncoder(place: place.element()).container(keyedBy: type)
        }

        func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
            ValueEncoder(place: place.element()).unkeyedContainer()
        }

        func superEncoder() -> any Encoder { ValueEncoder(place: place.element()) }
    }

    private struct Scalar: SingleValueEncodingContainer {
        let place: Encoded
        let codingPath: [any CodingKey] = []

        func encodeNil() { place.set(.null) }
        func encode(_ value: Bool) { place.set(.boolean(value)) }
        func encode(_ value: String) { place.set(.string(value)) }
        func encode(_ value: Double) { place.set(.number(value)) }
        func encode(_ value: Float) { place.set(.number(Double(value))) }
        func encode(_ value: Int) { whole(value) }
        func encode(_ value: Int8) { whole(value) }
        func encode(_ value: Int16) { whole(value) }
        func encode(_ value: Int32) { whole(value) }
        func encode(_ value: Int64) { whole(value) }
        func encode(_ value: UInt) { whole(value) }
        func encode(_ value: UInt8) { whole(value) }
        func encode(_ value: UInt16) { whole(value) }
        func encode(_ value: UInt32) { whole(value) }
        func encode(_ value: UInt64) { whole(value) }
        func encode(_ value: some Encodable) throws { try value.encode(to: ValueEncoder(place: place)) }

        private func whole(_ value: some BinaryInteger) { place.set(.number(JSONNumber(value))) }
    }
}
