import JSON
import POSIX

/// What was said of an object when it was put: kept in an extended attribute of its file, so that it goes where the file goes.
///
/// Whoever may write to the file may change it; it says nothing that they could not say of the file's content.
struct ObjectAttributes: Sendable, Equatable {
    /// Without quotation marks.
    var etag: String?
    /// Headers by their names in the API: `ContentType`, `CacheControl`.
    var headers: [String: String] = [:]
    /// What the user has said besides.
    var metadata: [String: String] = [:]
    /// Checksums in base64 by their names in the API: `ChecksumCRC32`.
    var checksums: [String: String] = [:]

    /// Of which kind these are: of all bytes, or of the checksums of parts; `nil` where there are none.
    var checksumType: String? {
        checksums.isEmpty ? nil : checksums.values.contains { $0.contains("-") } ? "COMPOSITE" : "FULL_OBJECT"
    }

    /// Says nothing.
    init() {}

    /// The attribute that has it.
    static let name = "user.magpie.s3"
    /// The attribute that has the object's tags.
    static let tagsName = "user.magpie.tags"
    /// The longest value of either, in bytes.
    static let longest = 16_384

    /// The headers that are kept.
    static let headerNames = [
        "CacheControl", "ContentDisposition", "ContentEncoding", "ContentLanguage", "ContentType", "Expires",
        "WebsiteRedirectLocation",
    ]

    /// Reads what was said of a file's content.
    ///
    /// - Parameters:
    ///   - file: The file.
    ///   - size: How many bytes it holds, in clear.
    ///   - modified: When its content was changed last.
    /// - Throws: `SystemError` when it cannot be read; what is not understood counts as nothing.
    init(of file: borrowing OpenFile, size: Int, modified: Timestamp) throws(SystemError) {
        guard let bytes = try file.attribute(ObjectAttributes.name, upTo: ObjectAttributes.longest),
            let json = try? JSONValue(parsing: bytes)
        else { return }
        headers = ObjectAttributes.texts(json["headers"]).filter { ObjectAttributes.headerNames.contains($0.key) }
        metadata = ObjectAttributes.texts(json["metadata"])
        // The rest is about the content that was put.
        guard json["size"]?.integer == size, json["modified"]?.integer == modified.nanosecondsSince1970 else { return }
        etag = json["etag"]?.string.flatMap {
            $0.utf8.allSatisfy { 48...57 ~= $0 || 97...102 ~= $0 || $0 == 45 } ? $0 : nil
        }
        checksums = ObjectAttributes.texts(json["checksums"])
    }

    /// As it is kept.
    func json(size: Int, modified: Timestamp) -> [UInt8] {
        JSONValue.present([
            "size": .number(size), "modified": .number(modified.nanosecondsSince1970),
            "etag": etag.map { .string($0) }, "headers": ObjectAttributes.json(headers),
            "metadata": ObjectAttributes.json(metadata), "checksums": ObjectAttributes.json(checksums),
        ]).bytes
    }

    private static func texts(_ value: JSONValue?) -> [String: String] {
        // All of them become lines of the head of an answer.
        (value?.members ?? [:]).compactMapValues(\.string).filter { name, text in
            name.utf8.allSatisfy { 0x21...0x7E ~= $0 && $0 != UInt8(ascii: ":") }
                && text.utf8.allSatisfy { 0x20...0x7E ~= $0 }
        }
    }

    private static func json(_ texts: [String: String]) -> JSONValue? {
        texts.isEmpty ? nil : .object(texts.mapValues { .string($0) })
    }
}

extension Timestamp {
    /// Clocks of file systems end long before this does.
    fileprivate var nanosecondsSince1970: Int {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        return overflow ? seconds : product &+ nanoseconds
    }
}
