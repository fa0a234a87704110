import Bytes
public import Cryptography
import POSIX

/// An intent as a few lines of text, with a digest behind them that shows whether all is there.
public enum IntentText {
    private static let title = "magpie operation 1"

    /// The text.
    public static func bytes(of intent: Intent) throws(CryptographyError) -> [UInt8] {
        let operation = intent.operation
        var lines = [
            title, operation.id, operation.direction.rawValue, Hexadecimal.text(operation.root),
            Hexadecimal.text(operation.folder), Hexadecimal.text(operation.name), text(intent.old),
        ]
        if let new = intent.new { lines.append(text(new)) }
        let body = Array(lines.map { $0 + "\n" }.joined().utf8)
        return body + Array((Hexadecimal.text(try Digest.of(body.span, by: .sha256)) + "\n").utf8)
    }

    /// Reads a text; `nil` unless it is whole.
    public static func intent(_ bytes: [UInt8]) -> Intent? {
        var lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
        guard lines.popLast() == "", let check = lines.popLast(), lines.count == 7 || lines.count == 8,
            lines[0] == title
        else { return nil }
        let body = Array(lines.map { $0 + "\n" }.joined().utf8)
        guard let digest = try? Digest.of(body.span, by: .sha256), Hexadecimal.text(digest) == check,
            let direction = InPlaceOperation.Direction(rawValue: lines[2]), let old = identity(lines[6])
        else { return nil }
        guard let root = plain(lines[3]), let folder = plain(lines[4]), let name = plain(lines[5]) else { return nil }
        let operation = InPlaceOperation(id: lines[1], direction, root: root, folder: folder, name: name)
        guard lines.count == 8 else { return Intent(operation: operation, old: old) }
        guard let new = identity(lines[7]) else { return nil }
        return Intent(operation: operation, old: old, new: new)
    }

    private static func text(_ file: FileIdentity) -> String {
        "\(file.inode) \(file.size) \(file.modified.seconds) \(file.modified.nanoseconds)"
    }

    private static func identity(_ text: String) -> FileIdentity? {
        let numbers = text.split(separator: " ").compactMap { Int($0) }
        guard numbers.count == 4, let inode = UInt64(exactly: numbers[0]) else { return nil }
        let time = Timestamp(seconds: numbers[2], nanoseconds: numbers[3])
        return FileIdentity(inode: inode, size: numbers[1], modified: time)
    }

    private static func plain(_ digits: String) -> [UInt8]? {
        let values = digits.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue }
        guard values.count == digits.utf8.count, values.count.isMultiple(of: 2) else { return nil }
        return stride(from: 0, to: values.count, by: 2).map { UInt8(values[$0] << 4 | values[$0 + 1]) }
    }
}
