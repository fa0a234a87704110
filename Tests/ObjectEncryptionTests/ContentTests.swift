import Foundation
import POSIX
import Testing

@testable import ObjectEncryption

/// Parts of what encrypted files hold.
@Suite struct ContentTests {
    private func open(_ place: Place) throws -> HeldFile {
        HeldFile(try OpenFile(Array("f".utf8), in: Directory(path: Array(place.folder.path.utf8))))
    }

    private func read(_ content: EncryptedContent, _ range: Range<Int>) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try content.read(range) { piece in for index in piece.indices { bytes.append(piece[index]) } }
        return bytes
    }

    /// Around the ends of frames, which have 64 KiB, and of what is read at once.
    @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 131_072, 400_000])
    func anyPartIsReadAsItWas(_ count: Int) throws {
        let place = try Place()
        let plain = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
        try place.write("f", plain)
        guard case .done = try place.run(.encrypt, "f") else {
            Issue.record("not encrypted")
            return
        }
        let content = try EncryptedContent(try open(place), keys: place.keys)
        #expect(content.byteCount == count)
        let ends = [0, 1, 65_535, 65_536, 65_537, 131_071, 131_072, 250_000, 400_000].filter { $0 <= count } + [count]
        for start in ends {
            for end in ends where end >= start {
                #expect(try read(content, start..<end) == Array(plain[start..<end]), "\(start)..<\(end)")
            }
        }
    }

    @Test func nothingIsReadOfWhatWasCut() throws {
        let place = try Place()
        try place.write("f", [UInt8](repeating: 7, count: 200_000))
        _ = try place.run(.encrypt, "f")
        let whole = try place.read("f")
        // Also where a frame ends, so that each that is left is right.
        for count in [whole.count - 1, whole.count - 3_432, whole.count - 3_432 - 65_568, whole.count - 65_568] {
            try place.write("f", Array(whole[..<count]))
            #expect(throws: EncryptedFileError.self, "\(count)") {
                try EncryptedContent(try open(place), keys: place.keys)
            }
        }
        try place.write("f", whole + [0])
        #expect(throws: EncryptedFileError.self) { try EncryptedContent(try open(place), keys: place.keys) }
    }

    @Test func whatWasChangedIsNotGiven() throws {
        let place = try Place()
        try place.write("f", [UInt8](repeating: 7, count: 200_000))
        _ = try place.run(.encrypt, "f")
        var bytes = try place.read("f")
        let middle = bytes.count / 2
        bytes[middle] ^= 1
        try place.write("f", bytes)
        let content = try EncryptedContent(try open(place), keys: place.keys)
        #expect(throws: EncryptedFileError.self) { try read(content, 0..<200_000) }
        // The last frame is as it was.
        #expect(try read(content, 199_000..<200_000).count == 1000)
        // Frames in another order.
        let size = 65_568
        let head = bytes.count - 3 * size - 40 - 200_000 % 65_536
        bytes[middle] ^= 1
        let swapped =
            bytes[..<head] + bytes[(head + size)..<(head + 2 * size)] + bytes[head..<(head + size)]
            + bytes[(head + 2 * size)...]
        try place.write("f", Array(swapped))
        let other = try EncryptedContent(try open(place), keys: place.keys)
        #expect(throws: EncryptedFileError.self) { try read(other, 0..<10) }
        try place.write("f", [UInt8](repeating: 1, count: 10_000))
        #expect(throws: EncryptedFileError.self) { try EncryptedContent(try open(place), keys: place.keys) }
    }
}
