import Extraction
import Findings
import Foundation
import Testing

/// Messages of Outlook, and messages that are signed: OpenSSL 3.0 made the signed ones, and compressed_rtf 1.0 the packed RTF.
@Suite struct MessageTests {
    private static func text(_ found: Collector, _ part: TextOrigin.Part) -> String {
        found.pieces.filter { $0.part == part }.map(\.text).joined()
    }

    // MARK: TNEF

    private static func attribute(_ level: UInt8, _ id: Int, _ data: [UInt8]) -> [UInt8] {
        [level] + ZipMaker.number(id, 4) + ZipMaker.number(data.count, 4) + data
            + ZipMaker.number(data.reduce(0) { $0 + Int($1) } & 0xFFFF, 2)
    }

    private static func padded(_ bytes: [UInt8]) -> [UInt8] {
        bytes + [UInt8](repeating: 0, count: (4 - bytes.count % 4) % 4)
    }

    private static func property(_ id: Int, _ type: Int, _ data: [UInt8], name: String? = nil) -> [UInt8] {
        var bytes = ZipMaker.number(type, 2) + ZipMaker.number(id, 2)
        if let name {
            let name = wide(name)
            bytes += [UInt8](repeating: 71, count: 16) + ZipMaker.number(1, 4) + ZipMaker.number(name.count, 4)
            bytes += padded(name)
        }
        if type != 3 { bytes += ZipMaker.number(1, 4) + ZipMaker.number(data.count, 4) }
        return bytes + padded(data)
    }

    private static func properties(_ list: [[UInt8]]) -> [UInt8] { ZipMaker.number(list.count, 4) + list.joined() }

    private static func wide(_ text: String) -> [UInt8] { (text + "\0").utf16.flatMap { ZipMaker.number(Int($0), 2) } }

    private static let start: [UInt8] = [0x78, 0x9F, 0x3E, 0x22, 1, 0]

    private static func message() throws -> [UInt8] {
        let inner = start + attribute(1, 0x18004, Array("seed of an inner subject\0".utf8))
        let rendering = attribute(2, 0x69002, [1, 0] + [UInt8](repeating: 0, count: 12))
        let packed = try OfficeTests.bytes("compressed-rtf.lzfu")
        var bytes = start + attribute(1, 0x69007, ZipMaker.number(1250, 4) + ZipMaker.number(0, 4))
        bytes += attribute(1, 0x18004, Array("seed of the subject ".utf8) + [0xF8, 0])
        bytes += attribute(
            1,
            0x69003,
            properties([
                property(0x1009, 0x102, packed), property(0x0C1A, 0x1F, wide("Ada Grüße")),
                property(3, 3, [1, 0, 0, 0]),
                property(0x8001, 0x1F, wide("seed of a property"), name: "Case"),
            ])
        )
        bytes += attribute(
            1,
            0x69004,
            ZipMaker.number(1, 4) + properties([property(0x3003, 0x1E, Array("grace@acme.example\0".utf8))])
        )
        bytes += rendering + attribute(2, 0x18010, Array("SHORT~1.TXT\0".utf8))
        bytes += attribute(2, 0x6800F, Array("seed of an attachment".utf8))
        bytes += attribute(2, 0x69005, properties([property(0x3707, 0x1F, wide("long name.txt"))]))
        bytes += rendering + attribute(2, 0x18010, Array("mail\0".utf8))
        return bytes
            + attribute(2, 0x69005, properties([property(0x3701, 0x0D, [UInt8](repeating: 73, count: 16) + inner)]))
    }

    @Test func messagesOfOutlookAreReadInAllTheirParts() throws {
        let found = Collector.read(try Self.message())
        #expect(found.gaps == [])
        let header = Self.text(found, .header)
        #expect(header.contains("Subject: seed of the subject ř\n"))
        #expect(header.contains("From: Ada Grüße\nCase: seed of a property\n"))
        #expect(header.contains("Address: grace@acme.example\n"))
        #expect(found.texts.contains { $0.hasPrefix("body: Body Grüße € Привет") })
        #expect(found.texts.contains("long name.txt: seed of an attachment"))
        #expect(found.texts.contains("mail: Subject: seed of an inner subject\n"))
    }

    @Test func messagesThatAreCutShortAreGaps() throws {
        let bytes = try Self.message()
        // What ends behind an attribute is whole: nothing says how many there are.
        var ends: Set<Int> = []
        var index = 6
        while index < bytes.count {
            index += 11 + Int(bytes[index + 5]) + Int(bytes[index + 6]) << 8
            ends.insert(index)
        }
        for end in stride(from: 8, to: bytes.count - 1, by: 61) where !ends.contains(end) {
            let found = Collector.read(Array(bytes[..<end]))
            #expect(found.gaps.contains { $0.hasSuffix(": malformed") }, "\(end)")
        }
        var changed = bytes
        changed[30] ^= 1
        #expect(Collector.read(changed).gaps == [": malformed"])
        Collector.readChanged(bytes, in: 10, times: 60, seed: 4)
    }

    @Test func propertiesThatLieEndTheReading() {
        let huge = Self.attribute(
            1,
            0x69003,
            ZipMaker.number(0x7FFF_FFFF, 4) + ZipMaker.number(0x1F, 4) + [0xFF, 0xFF, 0xFF, 0xFF]
        )
        #expect(Collector.read(Self.start + huge).gaps == [": malformed"])
        // Values that take no room, as often as numbers go.
        let empty = Self.attribute(1, 0x69003, ZipMaker.number(1, 4) + [1, 0x10, 0, 0x30, 0xFF, 0xFF, 0xFF, 0xFF])
        #expect(Collector.read(Self.start + empty).gaps == [])
        let nested = (0..<40).reduce(into: Self.start) { bytes, _ in
            bytes =
                Self.start + Self.attribute(2, 0x69002, [1, 0])
                + Self.attribute(2, 0x6800F, bytes)
        }
        #expect(Collector.read(nested).gaps.contains { $0.hasSuffix(": nesting-limit") })
    }

    // MARK: Packed RTF

    @Test func packedRTFIsRead() throws {
        let bytes = try OfficeTests.bytes("compressed-rtf.lzfu")
        let found = Collector.read(bytes)
        let plain = try OfficeTests.read("libreoffice.rtf")
        #expect(found.texts == plain.texts)
        #expect(found.gaps == [])
        let raw = try OfficeTests.bytes("libreoffice.rtf")
        let unpacked =
            ZipMaker.number(raw.count + 12, 4) + ZipMaker.number(raw.count, 4) + Array("MELA".utf8)
            + ZipMaker.number(0, 4) + raw
        #expect(Collector.read(unpacked).texts == plain.texts)
        for end in stride(from: 16, to: bytes.count - 40, by: 37) {
            #expect(Collector.read(Array(bytes[..<end])).gaps.contains(": malformed"), "\(end)")
        }
        Collector.readChanged(bytes, in: 10, times: 40, seed: 9)
    }

    // MARK: S/MIME

    @Test func whatIsSignedAroundItsContentIsRead() throws {
        let mail = try OfficeTests.read("openssl-opaque.eml")
        #expect(mail.texts.contains { $0.hasPrefix("smime.p7m: seed of an opaque mail") })
        #expect(mail.gaps == [])
        for name in ["openssl-ber.p7m", "openssl-der.p7m"] {
            let found = try OfficeTests.read(name)
            #expect(found.all.contains("seed of an opaque mail"), "\(name)")
            #expect(Self.text(found, .metadata).contains("seed.author@acme.example"), "\(name)")
            #expect(found.gaps == [], "\(name)")
            let bytes = try OfficeTests.bytes(name)
            for end in stride(from: 20, to: 150, by: 7) {
                #expect(!Collector.read(Array(bytes[..<end])).gaps.isEmpty, "\(name) \(end)")
            }
            Collector.readChanged(bytes, in: 10, times: 60, seed: 6)
        }
    }

    @Test func messagesInLettersAreRead() throws {
        let letters = Data(try OfficeTests.bytes("openssl-der.p7m")).base64EncodedString(
            options: .lineLength64Characters
        )
        let text = "-----BEGIN PKCS7-----\n\(letters)\n-----END PKCS7-----\n"
        #expect(Collector.read(Array(text.utf8)).all.contains("seed of an opaque mail"))
    }

    @Test func whatIsEncryptedIsAGap() {
        let oid: [UInt8] = [6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7]
        #expect(
            Collector.read([0x30, 0x82, 1, 0] + oid + [3, 0xA0] + [UInt8](repeating: 0, count: 300)).gaps == [
                ": encrypted"
            ]
        )
        #expect(
            Collector.read([0x30, 0x80] + oid + [6, 0xA0] + [UInt8](repeating: 0, count: 300)).gaps == [": encrypted"]
        )
    }

    @Test func piecesInPiecesEnd() {
        let oid: [UInt8] = [6, 9, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 1, 7]
        let start: [UInt8] =
            [0x30, 0x80] + oid + [2, 0xA0, 0x80, 0x30, 0x80, 2, 1, 1, 0x31, 0, 0x30, 0x80] + oid + [1, 0xA0, 0x80]
        let found = Collector.read(start + (0..<100_000).flatMap { _ in [0x24, 0x80] as [UInt8] })
        #expect(found.gaps == [": malformed"])
        // Bytes in two pieces are one text.
        let pieces: [UInt8] =
            [0x24, 0x80, 4, 3] + Array("see".utf8) + [4, 3] + Array("d x".utf8) + [0, 0, 0, 0, 0, 0]
        #expect(Collector.read(start + pieces).all.contains("seed x"))
    }
}
