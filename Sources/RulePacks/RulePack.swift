import Bytes
public import Cryptography
public import Diagnostics
import JSON

/// A rule set in one file, with a version and what has changed since the one before, signed by its maker.
///
/// The file begins with a line that says what it is; then come a line of JSON, the head, and a line with the signature of the head in
/// Base64 (ECDSA over P-256 and SHA-256). Behind them stand the rule files, one after the other, of which the head has digests.
public struct RulePack: Sendable {
    /// Why a file is no rule pack that can be used.
    public enum Failure: Error, Equatable, CustomStringConvertible {
        case notAPack
        case otherForm(Int)
        case damaged
        /// None of the keys that are trusted has signed it.
        case untrusted

        public var description: String {
            switch self {
            case .notAPack: "this is no rule pack; 'magpie rules pack' makes one"
            case .otherForm(let form):
                "the pack is of form \(form), and this program reads \(RulePack.form): update the program"
            case .damaged: "the pack is damaged"
            case .untrusted: "nobody who is trusted has signed the pack"
            }
        }
    }

    /// The kinds of data that a pack finds otherwise than the one before.
    public struct Changes: Sendable, Equatable {
        public var added: [String] = []
        public var changed: [String] = []
        public var removed: [String] = []

        /// Names identifiers by their ids.
        public init(added: [String] = [], changed: [String] = [], removed: [String] = []) {
            self.added = added
            self.changed = changed
            self.removed = removed
        }
    }

    /// Numbers, such as `2026.11.2`: a later pack has a greater one.
    public var version: String
    public var changes: Changes
    /// The rule files.
    public var files: [SourceText]

    static let form = 1
    private static let mark = Array("MAGPIE RULES\n".utf8)
    /// The largest pack, in bytes.
    public static let mostBytes = 64 << 20
    private static let mostFiles = 10_000
    private static let feed = UInt8(ascii: "\n")

    /// Whether bytes are meant to be a pack.
    public static func isPack(_ bytes: [UInt8]) -> Bool { bytes.starts(with: mark) }

    /// Reads a pack, and trusts nothing in it before its signature is known to be right.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - keys: Whose packs are used.
    /// - Throws: ``Failure``.
    public init(_ bytes: [UInt8], trusting keys: [PublicKey]) throws(Failure) {
        guard RulePack.isPack(bytes) else { throw .notAPack }
        let start = RulePack.mark.count
        guard let end = bytes[start...].firstIndex(of: RulePack.feed),
            let signatureEnd = bytes[(end + 1)...].prefix(4096).firstIndex(of: RulePack.feed),
            let signature = Base64.bytes(String(decoding: bytes[(end + 1)..<signatureEnd], as: UTF8.self))
        else { throw .damaged }
        let head = Array(bytes[start..<end])
        guard RulePack.isSigned(head, signature, by: keys) else { throw .untrusted }
        guard let json = RulePack.json(head), let form = json["form"]?.integer else { throw .damaged }
        guard form == RulePack.form else { throw .otherForm(form) }
        guard let version = json["version"]?.string, RulePack.isVersion(version), let list = json["files"]?.array,
            list.count <= RulePack.mostFiles
        else { throw .damaged }
        var files: [SourceText] = []
        var position = signatureEnd + 1
        for file in list {
            guard let name = file["name"]?.string, let count = file["bytes"]?.integer,
                let known = file["sha256"]?.string,
                count >= 0, count <= bytes.count - position
            else { throw .damaged }
            let text = Array(bytes[position..<position + count])
            guard RulePack.hexadecimalDigest(text) == known else { throw .damaged }
            files.append(SourceText(name: name, bytes: text))
            position += count
        }
        guard position == bytes.count else { throw .damaged }
        let told = json["changes"]
        self.init(
            version: version,
            changes: Changes(
                added: told?["added"]?.array.compactMap(\.string) ?? [],
                changed: told?["changed"]?.array.compactMap(\.string) ?? [],
                removed: told?["removed"]?.array.compactMap(\.string) ?? []
            ),
            files: files
        )
    }

    private init(version: String, changes: Changes, files: [SourceText]) {
        (self.version, self.changes, self.files) = (version, changes, files)
    }

    /// Whether the owner of one of some keys has signed a head.
    private static func isSigned(_ head: [UInt8], _ signature: [UInt8], by keys: [PublicKey]) -> Bool {
        do {
            let digest = try Digest.of(head.span, by: .sha256)
            for key in keys where key.kind == .ec(.p256) {
                if try key.verify(digest: digest.span, signature: signature.span, .ecdsa(.sha256)) { return true }
            }
        } catch {
            // Without memory nothing is proven.
            return false
        }
        return false
    }

    private static func json(_ bytes: [UInt8]) -> JSONValue? {
        do { return try JSONValue(parsing: bytes) } catch { return nil }
    }

    private static func hexadecimalDigest(_ bytes: [UInt8]) -> String? {
        do { return Hexadecimal.text(try Digest.of(bytes.span, by: .sha256)) } catch { return nil }
    }

    /// Makes a pack.
    ///
    /// - Parameters:
    ///   - files: The rule files; their names are what errors call them.
    ///   - version: See ``version``.
    ///   - changes: What these rules find differently from those of the pack before.
    ///   - key: The maker's key, of P-256.
    /// - Returns: The file.
    /// - Throws: `CryptographyError`.
    public static func bytes(
        of files: [SourceText],
        version: String,
        changing changes: Changes = Changes(),
        signedBy key: PrivateKey
    ) throws -> [UInt8] {
        var head = JSONWriter()
        head.beginObject()
        head.member("form", form)
        head.member("version", version)
        head.key("changes")
        head.beginObject()
        head.member("added", changes.added)
        head.member("changed", changes.changed)
        head.member("removed", changes.removed)
        head.endObject()
        head.key("files")
        head.beginArray()
        for file in files {
            head.beginObject()
            head.member("name", file.name)
            head.member("bytes", file.bytes.count)
            head.member("sha256", Hexadecimal.text(try Digest.of(file.bytes.span, by: .sha256)))
            head.endObject()
        }
        head.endArray()
        head.endObject()
        let headDigest = try Digest.of(head.bytes.span, by: .sha256)
        let signature = try key.sign(digest: headDigest.span, .ecdsa(.sha256))
        return mark + head.bytes + [feed] + Array(Base64.text(signature).utf8) + [feed] + files.flatMap(\.bytes)
    }

    // MARK: Versions

    /// Whether a text is a version: one to six numbers of at most nine digits with dots between them.
    public static func isVersion(_ text: String) -> Bool {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return (1...6).contains(parts.count)
            && parts.allSatisfy { (1...9).contains($0.utf8.count) && $0.utf8.allSatisfy { $0 &- 48 < 10 } }
    }

    /// Whether a version comes before another.
    public static func isVersion(_ left: String, before right: String) -> Bool {
        func numbers(_ text: String) -> [Int] { text.split(separator: ".").map { Int($0) ?? 0 } }
        let (left, right) = (numbers(left), numbers(right))
        for index in 0..<max(left.count, right.count) {
            let (one, other) = (index < left.count ? left[index] : 0, index < right.count ? right[index] : 0)
            if one != other { return one < other }
        }
        return false
    }
}
