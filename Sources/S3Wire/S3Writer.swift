import AWSWire
import JSON
import POSIX

/// Writes bodies of answers of S3.
struct S3Writer {
    private var text = Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8)

    /// Members that are times.
    static let times: Set<String> = ["AbortDate", "CreationDate", "Expires", "Initiated", "LastModified"]
    /// Lists that have an element of their own, and what its elements are called.
    private static let wrapped = ["Buckets": "Bucket", "TagSet": "Tag", "AccessControlList": "Grant"]
    /// What the elements of other lists are called, where that is not the list's name.
    private static let flattened = [
        "DeleteMarkers": "DeleteMarker", "Errors": "Error", "Parts": "Part", "Rules": "Rule", "Uploads": "Upload",
        "Versions": "Version",
    ]
    /// Members that are called otherwise in documents.
    private static let renamed = ["Grants": "AccessControlList"]

    /// The document.
    var bytes: [UInt8] { text }

    mutating func document(_ root: String, _ value: JSONValue) {
        open(root, [("xmlns", S3Answer.namespace)])
        content(value)
        close(root)
    }

    /// The document that says what was wrong.
    static func error(_ code: String, _ message: String, resource: String, _ requestID: String) -> [UInt8] {
        var writer = S3Writer()
        writer.open("Error")
        for (name, text) in [
            ("Code", code), ("Message", message), ("Resource", resource), ("RequestId", requestID),
            ("HostId", requestID),
        ] { writer.element(name, .string(text)) }
        writer.close("Error")
        return writer.bytes
    }

    private mutating func element(_ name: String, _ value: JSONValue) {
        let name = S3Writer.renamed[name] ?? name
        switch value {
        case .null: break
        case .array(let elements):
            guard let item = S3Writer.wrapped[name] else {
                for value in elements { element(S3Writer.flattened[name] ?? name, value) }
                return
            }
            open(name)
            for value in elements { element(item, value) }
            close(name)
        case .number(let number) where S3Writer.times.contains(name):
            open(name)
            add(S3Writer.time(number.double ?? 0))
            close(name)
        case .object(let members) where name == "Grantee":
            open(
                name,
                [
                    ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
                    ("xsi:type", members["Type"]?.string ?? ""),
                ]
            )
            content(.object(members.filter { $0.key != "Type" }))
            close(name)
        default:
            open(name)
            content(value)
            close(name)
        }
    }

    private mutating func content(_ value: JSONValue) {
        switch value {
        case .null: break
        case .boolean(let value): add(value ? "true" : "false")
        case .number(let number): add(number.text)
        case .string(let text): add(text)
        case .array(let elements): for value in elements { content(value) }
        case .object(let members):
            for (name, member) in members.sorted(by: { $0.key < $1.key }) { element(name, member) }
        }
    }

    /// S3 writes times to the millisecond, always.
    private static func time(_ seconds: Double) -> String {
        let text = UTCTime.preciseText(secondsSince1970: seconds)
        return text.contains(".") ? text : "\(text.dropLast()).000Z"
    }

    // MARK: Text

    private mutating func open(_ name: String, _ attributes: [(String, String)] = []) {
        text += "<\(name)".utf8
        for (name, value) in attributes {
            text += " \(name)=\"".utf8
            add(value)
            text += "\"".utf8
        }
        text += ">".utf8
    }

    private mutating func close(_ name: String) { text += "</\(name)>".utf8 }

    /// Appends text; the scalars that stand for bytes of keys that are no text are hidden.
    private mutating func add(_ string: String) {
        XMLText.append(string, hiding: "\u{10FF00}"..."\u{10FFFF}", to: &text)
    }
}
