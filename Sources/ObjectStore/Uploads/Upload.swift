import Cryptography
import JSON
import POSIX

/// An object that comes in parts, and is none yet.
struct Upload: Sendable {
    /// 32 hexadecimal digits.
    var id: String
    var bucket: String
    /// As keys are written in requests.
    var key: String
    /// In seconds since 1970.
    var initiated: Int
    /// Who has begun it: an ARN, or a name.
    var initiator: String
    var attributes = ObjectAttributes()
    /// Names and values, in their order.
    var tags: [(name: String, value: String)] = []
    /// Which checksum parts have; `nil` where nobody has asked for one.
    var algorithm: ContentSums.Algorithm?
    /// Whether the object's checksum is that of all its bytes, and not of its parts' checksums.
    var isWholeSum = false
    /// How the object will be encrypted; `nil` in clear.
    var encryption: WriteEncryption?
    /// The data key of its parts; `nil` in clear.
    var sealing: Sealing?

    /// A part of it.
    struct Part: Sendable {
        /// From 1 on.
        var number: Int
        /// The file that holds it.
        var file: String
        /// In bytes.
        var size: Int
        /// Without quotation marks.
        var etag: String
        var checksums: [String: String]
        /// In seconds since 1970.
        var modified: Int
    }

    /// Describes one that begins.
    init(_ id: String, _ bucket: String, _ key: String, by initiator: String, at time: Int) {
        (self.id, self.bucket, self.key, self.initiator, initiated) = (id, bucket, key, initiator, time)
    }

    // MARK: As it is kept

    /// As a file has it.
    var json: [UInt8] {
        JSONValue.present([
            "bucket": .string(bucket), "key": .string(key), "initiated": .number(initiated),
            "initiator": .string(initiator), "headers": Upload.json(attributes.headers),
            "metadata": Upload.json(attributes.metadata),
            "tags": .array(tags.map { .array([.string($0.name), .string($0.value)]) }),
            "algorithm": algorithm.map { .string($0.rawValue) }, "isWholeSum": .boolean(isWholeSum),
            "encryption": encryption.map {
                .object(["key": .string($0.key), "context": Upload.json($0.context), "word": .string($0.word)])
            },
            "sealing": sealing.map {
                .object(["wrapped": .string(Base64.text($0.wrapped)), "key": .string($0.keyARN)])
            },
        ]).bytes
    }

    /// Reads ``json``; `nil` for anything else.
    init?(_ id: String, _ bytes: [UInt8]) {
        guard let json = try? JSONValue(parsing: bytes), let bucket = json["bucket"]?.string,
            let key = json["key"]?.string, let initiated = json["initiated"]?.integer
        else { return nil }
        self.init(id, bucket, key, by: json["initiator"]?.string ?? "", at: initiated)
        attributes.headers = Upload.texts(json["headers"])
        attributes.metadata = Upload.texts(json["metadata"])
        tags = (json["tags"]?.array ?? []).compactMap { pair in
            let texts = pair.array.compactMap(\.string)
            return texts.count == 2 ? (texts[0], texts[1]) : nil
        }
        algorithm = json["algorithm"]?.string.flatMap { ContentSums.Algorithm(rawValue: $0) }
        isWholeSum = json["isWholeSum"] == .boolean(true)
        if let sealed = json["encryption"], let key = sealed["key"]?.string, let word = sealed["word"]?.string {
            encryption = WriteEncryption(key: key, context: Upload.texts(sealed["context"]), word: word)
        }
        if let kept = json["sealing"], let wrapped = kept["wrapped"]?.string.flatMap({ Base64.bytes($0) }),
            let arn = kept["key"]?.string
        {
            sealing = Sealing(wrapped: wrapped, keyARN: arn)
        }
    }

    fileprivate static func json(_ texts: [String: String]) -> JSONValue { .object(texts.mapValues { .string($0) }) }

    fileprivate static func texts(_ value: JSONValue?) -> [String: String] {
        (value?.members ?? [:]).compactMapValues(\.string)
    }
}

extension Upload.Part {
    /// As a file has it.
    var json: [UInt8] {
        JSONValue.object([
            "file": .string(file), "size": .number(size), "etag": .string(etag),
            "checksums": Upload.json(checksums), "modified": .number(modified),
        ]).bytes
    }

    /// Reads ``json``; `nil` for anything else.
    init?(_ number: Int, _ bytes: [UInt8]) {
        guard let json = try? JSONValue(parsing: bytes), let file = json["file"]?.string,
            let size = json["size"]?.integer, let etag = json["etag"]?.string, let modified = json["modified"]?.integer
        else { return nil }
        self.init(
            number: number,
            file: file,
            size: size,
            etag: etag,
            checksums: Upload.texts(json["checksums"]),
            modified: modified
        )
    }
}
