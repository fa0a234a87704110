import Testing

@testable import HelperProcesses

/// What is written is read again, and whatever else comes is refused.
@Suite struct ByteCodingTests {
    @Test(arguments: [0, 1, 127, 128, 16_383, 16_384, -1, Int.max, Int.min])
    func numbersComeBack(_ number: Int) throws {
        var writer = ByteWriter()
        writer.write(number)
        var reader = ByteReader(writer.bytes)
        #expect(try reader.int() == number)
        try reader.finish()
    }

    @Test func valuesComeBackInTheirOrder() throws {
        var writer = ByteWriter()
        writer.write(true)
        writer.write("käse")
        writer.write([0, 255] as [UInt8])
        writer.write(["b": "2", "a": "1"])
        writer.write(["x", ""])
        writer.write(nil as String?) { $0.write($1) }
        var reader = ByteReader(writer.bytes)
        #expect(try reader.bool())
        #expect(try reader.string() == "käse")
        #expect(try reader.bytes() == [0, 255])
        #expect(try reader.texts() == ["a": "1", "b": "2"])
        #expect(try reader.strings() == ["x", ""])
        #expect(try reader.optional { reader throws(ByteReader.Malformed) in try reader.string() } == nil)
        try reader.finish()
    }

    /// A count that promises more than there is takes no memory.
    @Test(
        arguments: [
            [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], [0x02, 0x61], [0x80],
            [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01], [],
        ] as [[UInt8]]
    )
    func whatPromisesMoreThanThereIsIsRefused(_ bytes: [UInt8]) {
        #expect(throws: ByteReader.Malformed.self) {
            var reader = ByteReader(bytes)
            _ = try reader.bytes()
        }
        #expect(throws: ByteReader.Malformed.self) {
            var reader = ByteReader(bytes)
            _ = try reader.strings()
        }
    }

    @Test func whatIsLeftOverIsRefused() {
        #expect(throws: ByteReader.Malformed.self) { try ByteReader([0]).finish() }
    }
}
