/// What the frames of a message have in common.
enum Frame {
    /// What stands for the sequence number before that of the last frame.
    static let lastMark = UInt32.max

    /// The nonce of frame `number`; 0 is the header's.
    static func nonce(_ number: UInt32) -> [UInt8] { [UInt8](repeating: 0, count: 8) + number.bigEndianBytes }

    /// What kind of part of a body something is.
    enum Kind: String {
        case regular = "AWSKMSEncryptionClient Frame"
        case last = "AWSKMSEncryptionClient Final Frame"
        case single = "AWSKMSEncryptionClient Single Block"
    }

    /// What is authenticated with the content.
    static func authenticated(_ messageID: [UInt8], _ kind: Kind, _ number: UInt32, byteCount: Int) -> [UInt8] {
        messageID + Array(kind.rawValue.utf8) + number.bigEndianBytes + UInt64(byteCount).bigEndianBytes
    }
}
