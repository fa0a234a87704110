public import Classification

/// The models that are part of the program.
///
/// They are the files under `Rules/Models/` as they were when the program was built.
public enum BuiltInModels {
    /// Says what a document is.
    ///
    /// It is read when it is first asked for, which takes about a millisecond.
    public static let documents: DocumentModel = {
        let text = PackedModels.documents
        let characters = unsafe Array(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
        guard let model = try? DocumentModel(bytes(characters)) else {
            preconditionFailure(
                "the program was built from a model of another version: run 'make train' and build it again"
            )
        }
        return model
    }()

    /// What base64 stands for, which the build has written: padded, and nothing else in it.
    private static func bytes(_ characters: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(characters.count / 4 * 3)
        var rest: UInt32 = 0
        var bitCount = 0
        for character in characters {
            let value: UInt8 =
                switch character {
                case 65...90: character - 65
                case 97...122: character - 71
                case 48...57: character + 4
                case 43: 62
                case 47: 63
                default: 64
                }
            guard value < 64 else { break }
            rest = rest << 6 | UInt32(value)
            bitCount += 6
            if bitCount >= 8 {
                bitCount -= 8
                bytes.append(UInt8(truncatingIfNeeded: rest >> UInt32(bitCount)))
            }
        }
        return bytes
    }
}
