import Bytes
import JSON
import ServiceModel

/// The tags of an object.
///
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html
struct ObjectTags: Equatable {
    /// In the order in which they were given.
    private(set) var pairs: [(name: String, value: String)] = []

    static func == (left: ObjectTags, right: ObjectTags) -> Bool {
        left.pairs.elementsEqual(right.pairs) { $0 == $1 }
    }

    /// The most that an object has.
    private static let most = 10
    /// The longest name and value, in UTF-16 code units.
    private static let longest = (name: 128, value: 256)

    /// Takes tags.
    ///
    /// - Throws: ``ServiceError`` for more than an object may have, twice the same, or one that is too long.
    init(_ pairs: [(name: String, value: String)]) throws(ServiceError) {
        guard pairs.count <= ObjectTags.most else {
            throw ServiceError("BadRequest", "Object tags cannot be greater than \(ObjectTags.most)")
        }
        var names: Set<String> = []
        for (name, value) in pairs {
            guard names.insert(name).inserted else {
                throw ServiceError("InvalidTag", "Cannot provide multiple Tags with the same key")
            }
            guard (1...ObjectTags.longest.name).contains(name.utf16.count), !name.lowercased().hasPrefix("aws:") else {
                throw ServiceError("InvalidTag", "The TagKey you have provided is invalid")
            }
            guard value.utf16.count <= ObjectTags.longest.value else {
                throw ServiceError("InvalidTag", "The TagValue you have provided is invalid")
            }
        }
        self.pairs = pairs
    }

    /// Reads tags as a header has them: `a=1&b=2`.
    ///
    /// - Throws: ``ServiceError``.
    init(form: String) throws(ServiceError) {
        var pairs: [(name: String, value: String)] = []
        for pair in form.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let texts = parts.map {
                String(validating: PercentEncoding.bytes($0.utf8, isForm: true), as: UTF8.self)
            }
            guard let name = texts[0], let value = texts.count > 1 ? texts[1] : "" else {
                throw S3Error.invalidArgument("The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded")
            }
            pairs.append((name, value))
        }
        try self.init(pairs)
    }

    /// As an attribute keeps them; `nil` for none.
    var kept: [UInt8]? {
        guard !pairs.isEmpty else { return nil }
        return JSONValue.object(Dictionary(pairs.map { ($0.name, .string($0.value)) }) { first, _ in first }).bytes
    }
}
