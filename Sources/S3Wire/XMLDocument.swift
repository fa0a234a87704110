import JSON
import ServiceModel

/// A document of XML, as bodies of requests are: elements with text, and nothing else that counts.
///
/// Attributes, comments and instructions are passed over; types of documents, which define entities, are refused.
///
/// Source: https://www.w3.org/TR/xml/
struct XMLDocument {
    /// An element.
    struct Element: Equatable {
        /// Without the prefix of a namespace.
        var name: String
        var text = ""
        var children: [Element] = []
    }

    let root: Element

    /// The longest document, in bytes: a thousand keys of 1,024 bytes, escaped.
    static let longest = 4 << 20
    /// How deep elements may lie in each other.
    static let deepest = 16
    /// The most elements.
    static let most = 100_000

    static let malformed = ServiceError(
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema"
    )

    /// Reads a document.
    ///
    /// - Throws: `ServiceError` with the code `MalformedXML`.
    init(_ bytes: [UInt8]) throws(ServiceError) {
        guard bytes.count <= XMLDocument.longest else { throw XMLDocument.malformed }
        var reader = Reader(bytes)
        do throws(Malformed) { root = try reader.document() } catch { throw XMLDocument.malformed }
    }

    /// What the document says, as a parameter has it.
    func value(_ shape: OperationModel.Shape) throws(ServiceError) -> JSONValue {
        try XMLDocument.value(root, shape)
    }

    /// The elements of lists that have no element of their own, by the names of these.
    private static let flattened = ["Objects": "Object", "Parts": "Part", "Rules": "Rule"]

    private static func value(_ element: Element, _ shape: OperationModel.Shape) throws(ServiceError) -> JSONValue {
        switch shape {
        case .structure(let parameters, _):
            var members: [String: JSONValue] = [:]
            for parameter in parameters {
                if case .list(let item, _) = parameter.shape, let name = flattened[parameter.name] {
                    var values: [JSONValue] = []
                    for child in element.children where child.name == name { values.append(try value(child, item)) }
                    if !values.isEmpty { members[parameter.name] = .array(values) }
                } else if let child = element.children.first(where: { $0.name == parameter.name }) {
                    members[parameter.name] = try value(child, parameter.shape)
                }
            }
            return .object(members)
        case .list(let item, _):
            var values: [JSONValue] = []
            for child in element.children { values.append(try value(child, item)) }
            return .array(values)
        case .boolean: return .boolean(element.text == "true")
        case .integer:
            guard let number = Int(element.text) else { throw malformed }
            return .number(number)
        default: return .string(element.text)
        }
    }
}

extension XMLDocument {
    private struct Malformed: Error {}

    private struct Reader {
        let bytes: [UInt8]
        var index = 0
        var count = 0

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        /// The root, and nothing but white space and comments around it.
        mutating func document() throws(Malformed) -> Element {
            if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
            try skipMisc()
            var open: [Element] = []
            while true {
                if starts(with: "</") {
                    index += 2
                    let name = try name()
                    skipSpace()
                    try expect(UInt8(ascii: ">"))
                    guard let element = open.popLast(), element.name == name else { throw Malformed() }
                    if open.isEmpty { return try ending(with: element) }
                    open[open.count - 1].children.append(element)
                } else if starts(with: "<!--") || starts(with: "<?") {
                    try skipAside()
                } else if starts(with: "<![CDATA[") {
                    index += 9
                    let text = try until("]]>")
                    try add(text, to: &open)
                } else if peek == UInt8(ascii: "<") {
                    index += 1
                    let element = Element(name: try name())
                    count += 1
                    guard open.count < XMLDocument.deepest, count <= XMLDocument.most else { throw Malformed() }
                    if try skipAttributes() {
                        if open.isEmpty { return try ending(with: element) }
                        open[open.count - 1].children.append(element)
                    } else {
                        open.append(element)
                    }
                } else {
                    try add(try text(), to: &open)
                }
            }
        }

        private mutating func ending(with root: Element) throws(Malformed) -> Element {
            try skipMisc()
            guard index == bytes.count else { throw Malformed() }
            return root
        }

        private func add(_ text: [UInt8], to open: inout [Element]) throws(Malformed) {
            guard let text = String(validating: text, as: UTF8.self), !open.isEmpty else { throw Malformed() }
            open[open.count - 1].text += text
        }

        private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

        private func starts(with text: String) -> Bool { bytes[index...].starts(with: text.utf8) }

        private mutating func expect(_ byte: UInt8) throws(Malformed) {
            guard peek == byte else { throw Malformed() }
            index += 1
        }

        private mutating func skipSpace() {
            while let byte = peek, byte == 32 || (9...13).contains(byte) { index += 1 }
        }

        private mutating func skipMisc() throws(Malformed) {
            skipSpace()
            while starts(with: "<!--") || starts(with: "<?") {
                try skipAside()
                skipSpace()
            }
        }

        private mutating func skipAside() throws(Malformed) {
            let end = starts(with: "<?") ? "?>" : "-->"
            index += end.utf8.count == 2 ? 2 : 4
            _ = try until(end)
        }

        /// What stands before `end`, which is passed.
        private mutating func until(_ end: String) throws(Malformed) -> [UInt8] {
            let start = index
            while index < bytes.count {
                if starts(with: end) {
                    defer { index += end.utf8.count }
                    return Array(bytes[start..<index])
                }
                index += 1
            }
            throw Malformed()
        }

        private mutating func name() throws(Malformed) -> String {
            let start = index
            while let byte = peek,
                byte > 0x7F || 48...58 ~= byte || 65...90 ~= byte || 97...122 ~= byte || "-._".utf8.contains(byte)
            {
                index += 1
            }
            guard index > start else { throw Malformed() }
            let name = bytes[start..<index].split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
            guard let last = name.last, !last.isEmpty else { throw Malformed() }
            return String(decoding: last, as: UTF8.self)
        }

        /// Passes what stands in a tag behind its name.
        ///
        /// - Returns: Whether the element has ended with it.
        private mutating func skipAttributes() throws(Malformed) -> Bool {
            while true {
                skipSpace()
                if starts(with: "/>") {
                    index += 2
                    return true
                }
                if peek == UInt8(ascii: ">") {
                    index += 1
                    return false
                }
                _ = try name()
                skipSpace()
                try expect(UInt8(ascii: "="))
                skipSpace()
                guard let quote = peek, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
                    throw Malformed()
                }
                index += 1
                _ = try until(quote == UInt8(ascii: "\"") ? "\"" : "'")
            }
        }

        /// Text up to the next tag, with what references stand for.
        private mutating func text() throws(Malformed) -> [UInt8] {
            var text: [UInt8] = []
            guard peek != nil else { throw Malformed() }
            while let byte = peek, byte != UInt8(ascii: "<") {
                index += 1
                guard byte == UInt8(ascii: "&") else {
                    text.append(byte)
                    continue
                }
                let name = try until(";")
                guard name.count <= 8 else { throw Malformed() }
                text += try Reader.reference(String(decoding: name, as: UTF8.self))
            }
            return text
        }

        private static func reference(_ name: String) throws(Malformed) -> [UInt8] {
            switch name {
            case "lt": return [UInt8(ascii: "<")]
            case "gt": return [UInt8(ascii: ">")]
            case "amp": return [UInt8(ascii: "&")]
            case "quot": return [UInt8(ascii: "\"")]
            case "apos": return [UInt8(ascii: "'")]
            default:
                guard name.hasPrefix("#") else { throw Malformed() }
                let digits = name.dropFirst()
                let number = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
                guard let number, number > 0, let scalar = Unicode.Scalar(number) else { throw Malformed() }
                return Array(String(scalar).utf8)
            }
        }
    }
}
