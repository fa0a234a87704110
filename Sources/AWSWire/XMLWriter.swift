import Bytes
import JSON

/// Writes answers of the query protocol.
///
/// Members come in the order of their names: SDKs find them by these.
struct XMLWriter {
    private(set) var bytes: [UInt8] = []
    private let maps: Set<String>
    private let documents: Set<String>
    /// The operation whose lists and maps are repeated elements; `nil` for those of other services.
    private let flatOperation: String?

    /// Writes as a service has it.
    init(_ service: WireService?, flatIn operation: String? = nil) {
        flatOperation = operation
        maps = service?.maps ?? []
        documents = service?.documents ?? []
    }

    mutating func open(_ name: String, namespace: String? = nil) {
        bytes += "<\(name)".utf8
        if let namespace {
            bytes += " xmlns=\"".utf8
            XMLText.append(namespace, to: &bytes)
            bytes += "\"".utf8
        }
        bytes += ">".utf8
    }

    mutating func close(_ name: String) { bytes += "</\(name)>".utf8 }

    mutating func text(_ name: String, _ text: String) {
        open(name)
        XMLText.append(text, to: &bytes)
        close(name)
    }

    mutating func metadata(_ requestID: String) {
        open("ResponseMetadata")
        text("RequestId", requestID)
        close("ResponseMetadata")
    }

    /// Writes a value as an element; nothing for what is not there.
    mutating func element(_ name: String, _ value: JSONValue) {
        if documents.contains(name) { return document(name, value) }
        switch value {
        case .null: break
        case .boolean(let value): text(name, value ? "true" : "false")
        case .number(let number): text(name, number.text)
        case .string(let text): self.text(name, text)
        case .array(let elements):
            open(name)
            for value in elements { element("member", value) }
            close(name)
        case .object(let members):
            open(name)
            for (key, member) in members.sorted(by: { $0.key < $1.key }) {
                if let flatOperation {
                    flat(key, member, flatOperation)
                } else if maps.contains(name) {
                    open("entry")
                    text("key", key)
                    element("value", member)
                    close("entry")
                } else {
                    element(key, member)
                }
            }
            close(name)
        }
    }

    /// Writes a member of an answer of queues.
    private mutating func flat(_ name: String, _ value: JSONValue, _ operation: String) {
        switch value {
        case .array(let elements):
            for element in elements { self.element(QueueForm.element(of: name, operation) ?? name, element) }
        case .object(let members):
            guard let names = QueueForm.map(name) else { return element(name, value) }
            for (key, member) in members.sorted(by: { $0.key < $1.key }) {
                open(names.entry)
                text(names.key, key)
                element(names.value, member)
                close(names.entry)
            }
        default: element(name, value)
        }
    }

    /// Writes a document; one that is no JSON any more is text.
    private mutating func document(_ name: String, _ value: JSONValue) {
        let bytes = value.string.map { Array($0.utf8) } ?? value.bytes
        text(name, String(decoding: PercentEncoding.text(bytes), as: UTF8.self))
    }
}
