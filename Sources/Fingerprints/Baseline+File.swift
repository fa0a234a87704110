import Bytes
import Cryptography
import JSON

// A baseline as a file: a line of JSON with the key, the number of entries and a code over them, and a line for each entry.
extension Baseline {
    /// The file, in UTF-8.
    ///
    /// - Throws: `CryptographyError` when memory runs out.
    public var bytes: [UInt8] {
        get throws {
            let entries = entries
            var lines = JSONWriter()
            for entry in entries {
                lines.beginObject()
                lines.member("type", entry.type)
                lines.member("fingerprint", entry.fingerprint)
                lines.member("place", entry.place)
                lines.endObject()
                lines.endRecord()
            }
            var head = JSONWriter()
            head.beginObject()
            head.member("baseline", Baseline.version)
            head.member("key", Hexadecimal.text(key.exposed()))
            head.member("entries", entries.count)
            head.member("code", try Baseline.code(of: lines.bytes[...], under: key))
            head.endObject()
            head.endRecord()
            return head.bytes + lines.bytes
        }
    }

    /// Reads a file.
    ///
    /// - Throws: ``Failure`` for what is not whole, `CryptographyError` when memory runs out.
    public convenience init(_ bytes: [UInt8]) throws {
        let feed = UInt8(ascii: "\n")
        guard let end = bytes.prefix(4096).firstIndex(of: feed),
            let head = try? JSONValue(parsing: Array(bytes[..<end])), let version = head["baseline"]?.integer
        else { throw Failure.notABaseline }
        guard version == Baseline.version else { throw Failure.otherVersion(version) }
        guard let key = head["key"]?.string.flatMap({ Hexadecimal.bytes($0) }), key.count == SHA256.byteCount,
            let count = head["entries"]?.integer, (0...Baseline.most).contains(count),
            let code = head["code"]?.string
        else { throw Failure.damaged(line: 1) }
        let lines = bytes[(end + 1)...]
        let fingerprintKey = FingerprintKey(key)
        var entries: [Entry] = []
        for (number, line) in lines.split(separator: feed).enumerated() {
            guard let json = try? JSONValue(parsing: Array(line)), let type = json["type"]?.string,
                let fingerprint = json["fingerprint"]?.string, Baseline.isFingerprint(fingerprint),
                let place = json["place"]?.string
            else { throw Failure.damaged(line: number + 2) }
            entries.append(Entry(type: type, fingerprint: fingerprint, place: place))
        }
        guard entries.count == count, try Baseline.code(of: lines, under: fingerprintKey) == code else {
            throw Failure.damaged(line: entries.count + 1)
        }
        self.init(fingerprintKey, entries)
    }

    /// Whether a text is what fingerprints are written like.
    public static func isFingerprint(_ text: String) -> Bool {
        let prefix = "hmac-sha256:"
        return text.hasPrefix(prefix) && text.utf8.count == prefix.utf8.count + 64
            && text.utf8.suffix(64).allSatisfy { $0 &- 48 < 10 || $0 &- 97 < 6 }
    }

    /// What tells a damaged file: a keyed digest of all entries.
    private static func code(of lines: ArraySlice<UInt8>, under key: FingerprintKey) throws -> String {
        Hexadecimal.text(try HMACSHA256(key: key.exposed() + Array("magpie baseline 1".utf8)).code(for: lines.span))
    }
}
