/// What repositories of Git are made of, by how it begins.
///
/// Sources: Git's documentation, gitformat-pack, gitformat-index, gitformat-bundle, gitformat-commit-graph, and "Git Internals".
enum GitFormat: Equatable {
    /// An object in a file of its own.
    case looseObject
    /// Many objects, of which some are told by their difference to others; they begin at an offset.
    case pack(offset: Int)
    /// A table of names and places, in which nothing is written that is not in the objects.
    case table

    /// Its MIME type; nobody has registered one.
    var type: String {
        switch self {
        case .looseObject: "application/x-git-loose-object"
        case .pack: "application/x-git-packed-objects"
        case .table: "application/x-git-index"
        }
    }

    /// What begins with `head`; `nil` for anything else.
    static func of(_ head: Span<UInt8>) -> GitFormat? {
        guard head.count >= 12 else { return nil }
        switch head[0] {
        case UInt8(ascii: "P"): return isPack(head, at: 0) ? .pack(offset: 0) : nil
        case UInt8(ascii: "#"):
            guard
                Sniffer.starts(head, Array("# v2 git bundle\n".utf8))
                    || Sniffer.starts(head, Array("# v3 git bundle\n".utf8))
            else {
                return nil
            }
            // References, each on a line, and an empty one.
            for index in 15..<head.count - 14 where head[index] == 10 && head[index + 1] == 10 {
                return isPack(head, at: index + 2) ? .pack(offset: index + 2) : nil
            }
            return nil
        case 0x78:
            guard PackedText.begins(head) else { return nil }
            let start = (0..<min(256, head.count)).map { head[$0] }
            return PackedText.unpacked(start, most: 32).flatMap { GitObject.header(of: $0.bytes) } == nil
                ? nil : .looseObject
        case 0xFF: return Sniffer.starts(head, [0xFF, 0x74, 0x4F, 0x63, 0, 0, 0, 2]) ? .table : nil
        default:
            for name in tables where Sniffer.starts(head, name) {
                // A version, of which the highest byte is zero or which is followed by the kind of its sums.
                return head[4] < 5 && head[5] < 5 ? .table : nil
            }
            return nil
        }
    }

    /// What tables begin with.
    private static let tables = ["DIRC", "RIDX", "BITM", "CGPH", "MIDX", "MTME"].map { Array($0.utf8) }

    private static func isPack(_ head: Span<UInt8>, at offset: Int) -> Bool {
        Sniffer.starts(head, Array("PACK".utf8) + [0, 0, 0, 2], at: offset)
            || Sniffer.starts(head, Array("PACK".utf8) + [0, 0, 0, 3], at: offset)
    }
}

/// An object of Git: its kind, and what it holds.
struct GitObject {
    enum Kind: String {
        case commit, tree, blob, tag
    }

    var kind: Kind
    var bytes: [UInt8]
    /// Which of the bytes are not those of the object that it was told by.
    var news: [Range<Int>]

    /// Its name, which Git makes of its content.
    var id: [UInt8] {
        SHA1.digest(Array("\(kind.rawValue) \(bytes.count)".utf8) + [0] + bytes)
    }

    /// The kind and length that a loose object begins with, and how long that is.
    static func header(of bytes: [UInt8]) -> (kind: Kind, count: Int, length: Int)? {
        guard let end = bytes.prefix(32).firstIndex(of: 0) else { return nil }
        let parts = String(decoding: bytes[..<end], as: UTF8.self).split(separator: " ")
        guard parts.count == 2, let kind = Kind(rawValue: String(parts[0])), let count = Int(parts[1]), count >= 0
        else {
            return nil
        }
        return (kind, count, end + 1)
    }

    /// What a delta makes of the object that it is the difference to; `nil` for one that is damaged.
    ///
    /// - Parameters:
    ///   - delta: Copies and insertions.
    ///   - base: What is copied from.
    ///   - most: How many bytes may come out.
    init?(_ delta: [UInt8], to base: GitObject, most: Int) {
        var offset = 0
        guard SevenBits.number(delta, &offset, before: delta.count) == base.bytes.count,
            let count = SevenBits.number(delta, &offset, before: delta.count), 0...most ~= count
        else { return nil }
        var output: [UInt8] = []
        output.reserveCapacity(count)
        var inserted: [Range<Int>] = []
        while offset < delta.count {
            let command = delta[offset]
            offset += 1
            if command & 0x80 != 0 {
                var (start, length) = (0, 0)
                for bit in 0..<7 where command >> bit & 1 != 0 {
                    guard offset < delta.count else { return nil }
                    if bit < 4 {
                        start |= Int(delta[offset]) << (8 * bit)
                    } else {
                        length |= Int(delta[offset]) << (8 * (bit - 4))
                    }
                    offset += 1
                }
                if length == 0 { length = 0x10000 }
                guard start + length <= base.bytes.count, output.count + length <= count else { return nil }
                output += base.bytes[start..<start + length]
            } else {
                let length = Int(command)
                guard length > 0, offset + length <= delta.count, output.count + length <= count else { return nil }
                inserted.append(output.count..<output.count + length)
                output += delta[offset..<offset + length]
                offset += length
            }
        }
        guard output.count == count else { return nil }
        (kind, bytes, news) = (base.kind, output, inserted)
    }

    init(_ kind: Kind, _ bytes: [UInt8]) { (self.kind, self.bytes, news) = (kind, bytes, [0..<bytes.count]) }
}
