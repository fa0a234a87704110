import Bytes

/// One share of a secret.
public struct SecretShare: Sendable {
    /// Which split it is from: two shares of one secret that was split twice do not fit.
    public let set: [UInt8]

    /// How many shares of the set are needed.
    public let threshold: Int

    /// Which share of the set it is; 1 to 255.
    public let index: UInt8

    let value: SecretBytes

    static let setByteCount = 4
    static let greatestByteCount = 64

    init(set: [UInt8], threshold: Int, index: UInt8, value: SecretBytes) {
        self.set = set
        self.threshold = threshold
        self.index = index
        self.value = value
    }

    /// The share as a line to print and keep: `magpie-share-1:<set>:<threshold>:<index>:<value>:<checksum>`.
    ///
    /// All but the numbers are hexadecimal digits, the value in groups of four. The checksum tells a mistyped share from a
    /// right one; it protects nothing. **The line is the share: whoever has enough of them has the secret.**
    public func text() throws(CryptographyError) -> String {
        let head = "\(SecretShare.name):\(Hexadecimal.text(set)):\(threshold):\(index)"
        let digits = Array(Hexadecimal.text(value.exposed()))
        let groups = stride(from: 0, to: digits.count, by: 4).map { String(digits[$0..<min($0 + 4, digits.count)]) }
        return "\(head):\(groups.joined(separator: "-")):\(try SecretShare.checksum("\(head):\(String(digits))"))"
    }

    /// Reads a line that ``text()`` made and a person typed: upper case, spaces and dashes do not matter.
    ///
    /// - Parameters:
    ///   - text: The line.
    ///   - position: The place among the lines that were given, from 1, for the message.
    /// - Throws: ``SecretShareError/unreadable(position:)`` when it is no share, ``SecretShareError/mistyped(position:)``
    ///   when the checksum does not fit.
    public init(text: String, position: Int = 1) throws(SecretShareError) {
        let line = text.lowercased().filter { !$0.isWhitespace }
        let fields = line.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 6, fields[0] == SecretShare.name, let set = Hexadecimal.bytes(fields[1]),
            set.count == SecretShare.setByteCount, let threshold = Int(fields[2]), let index = UInt8(fields[3]),
            var value = Hexadecimal.bytes(fields[4].filter { $0 != "-" })
        else { throw .unreadable(position: position) }
        let head = "\(SecretShare.name):\(Hexadecimal.text(set)):\(threshold):\(index)"
        guard let checksum = try? SecretShare.checksum("\(head):\(Hexadecimal.text(value))"),
            fields[5].filter({ $0 != "-" }) == checksum
        else { throw .mistyped(position: position) }
        guard 2...255 ~= threshold, index > 0, 1...SecretShare.greatestByteCount ~= value.count else {
            throw .unreadable(position: position)
        }
        self.init(set: set, threshold: threshold, index: index, value: SecretBytes(wiping: &value))
    }

    private static let name = "magpie-share-1"

    /// 32 bits of SHA-256, as digits: one mistake in four thousand million passes.
    private static func checksum(_ text: String) throws(CryptographyError) -> String {
        let bytes = Array(text.utf8)
        return Hexadecimal.text(Array(try Digest.of(bytes.span, by: .sha256).prefix(4)))
    }
}

extension SecretShare: CustomStringConvertible {
    public var description: String { "‹share \(index) of set \(Hexadecimal.text(set)), \(threshold) are needed›" }
}

/// Why shares do not give a secret.
public enum SecretShareError: Error, Equatable, Sendable {
    /// The line at this place, from 1, is no share.
    case unreadable(position: Int)

    /// The line at this place, from 1, is a share with a mistake in it.
    case mistyped(position: Int)

    /// Two shares, by their indexes, are from different splits.
    case otherSet(UInt8, UInt8)

    /// A share was given twice.
    case duplicate(UInt8)

    /// There are fewer shares than are needed; how many those are is known once there is one.
    case tooFew(given: Int, needed: Int?)

    /// A share says something else than the others of its set: one of them is forged.
    case contradiction(UInt8)
}

extension SecretShareError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unreadable(let position):
            "line \(position) is no share: one begins with 'magpie-share-1:' and has six parts"
        case .mistyped(let position): "line \(position) has a typing mistake: compare it with the paper"
        case .otherSet(let one, let other): "shares \(one) and \(other) are from different sets: use those of one drill"
        case .duplicate(let index): "share \(index) was given twice: another one is needed"
        case .tooFew(let given, let needed?): "\(needed) shares are needed, \(given) were given"
        case .tooFew: "no shares were given"
        case .contradiction(let index): "share \(index) does not fit the others of its set: it is not genuine"
        }
    }
}
