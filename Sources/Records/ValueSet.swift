import Bytes
import Cryptography
import Findings
import Foundation

/// The values of one finding as they are kept: which identifier has found them, and their keyed digests.
///
/// One row holds all of them. With a row for each, in indexes in the order of digests, a finding with thousands of values
/// would change as many pages of the database, wherever they lie.
///
/// | for each identifier, in their order | bytes |
/// |---|---|
/// | length of its id, the id | 2, big-endian, and so many |
/// | number of digests, the digests in their order | 4, big-endian, and 32 each |
/// | length of what stands for values that were not told apart, and this | 2, big-endian, and so many; 0 for nothing |
struct ValueSet {
    var values: Set<FoundValue>

    private static let digestPrefix = "hmac-sha256:"
    private static let digestBytes = 32

    init(_ values: Set<FoundValue>) { self.values = values }

    /// The values that were kept as `bytes`; `nil` when these are no such bytes.
    init?(bytes: Data) {
        values = []
        var rest = Array(bytes)[...]
        while !rest.isEmpty {
            guard let type = ValueSet.takeText(from: &rest),
                let count = ValueSet.takeNumber(4, from: &rest), count <= rest.count / ValueSet.digestBytes
            else { return nil }
            for _ in 0..<count {
                let digits = Hexadecimal.text(Array(rest.prefix(ValueSet.digestBytes)))
                values.insert(FoundValue(type: type, digest: ValueSet.digestPrefix + digits))
                rest = rest.dropFirst(ValueSet.digestBytes)
            }
            guard let others = ValueSet.takeText(from: &rest) else { return nil }
            if !others.isEmpty { values.insert(FoundValue(type: type, digest: others)) }
        }
    }

    /// It as bytes, the same for the same values.
    var bytes: Data {
        var bytes: [UInt8] = []
        for (type, values) in Dictionary(grouping: values, by: \.type).sorted(by: { $0.key < $1.key }) {
            var digests: [[UInt8]] = []
            var others = ""
            for value in values {
                if let digest = ValueSet.digest(value.digest) { digests.append(digest) } else { others = value.digest }
            }
            ValueSet.add(type, to: &bytes)
            ValueSet.add(digests.count, bytes: 4, to: &bytes)
            bytes += digests.sorted { $0.lexicographicallyPrecedes($1) }.joined()
            ValueSet.add(others, to: &bytes)
        }
        return Data(bytes)
    }

    /// The bytes by which a fingerprint is known in sets; `nil` for a text that is none.
    static func digest(_ fingerprint: String) -> [UInt8]? {
        guard fingerprint.hasPrefix(digestPrefix) else { return nil }
        let digest = Hexadecimal.bytes(String(fingerprint.dropFirst(digestPrefix.count)))
        return digest?.count == digestBytes ? digest : nil
    }

    private static func add(_ number: Int, bytes count: Int, to bytes: inout [UInt8]) {
        for place in (0..<count).reversed() { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * place))) }
    }

    /// Adds a text, which is an identifier's id or of about 60 bytes.
    private static func add(_ text: String, to bytes: inout [UInt8]) {
        let text = text.utf8.prefix(Int(UInt16.max))
        add(text.count, bytes: 2, to: &bytes)
        bytes += text
    }

    private static func takeNumber(_ count: Int, from bytes: inout ArraySlice<UInt8>) -> Int? {
        guard bytes.count >= count else { return nil }
        defer { bytes = bytes.dropFirst(count) }
        return bytes.prefix(count).reduce(0) { $0 << 8 | Int($1) }
    }

    private static func takeText(from bytes: inout ArraySlice<UInt8>) -> String? {
        guard let count = takeNumber(2, from: &bytes), bytes.count >= count else { return nil }
        defer { bytes = bytes.dropFirst(count) }
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }
}
