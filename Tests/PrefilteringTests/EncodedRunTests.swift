import Bytes
import Testing

@testable import Prefiltering

/// Runs of letters that may say something, and escapes, are found wherever they lie to what is asked at once.
@Suite struct EncodedRunTests {
    private func buffer(_ bytes: [UInt8]) -> TextBuffer {
        var buffer = TextBuffer(capacity: bytes.count)
        buffer.append(contentsOf: bytes.span)
        return buffer
    }

    private func runs(in bytes: [UInt8], least: Int) -> [Range<Int>] {
        let text = buffer(bytes)
        var found: [Range<Int>] = []
        while let run = EncodedRun.letters(in: text, (found.last?.upperBound ?? 0)..<bytes.count, least: least) {
            found.append(run)
        }
        return found
    }

    private func naiveRuns(in bytes: [UInt8], least: Int) -> [Range<Int>] {
        let letters = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_".utf8)
        var found: [Range<Int>] = []
        var start = 0
        for end in 0...bytes.count where end == bytes.count || !letters.contains(bytes[end]) {
            if end - start >= least { found.append(start..<end) }
            start = end + 1
        }
        return found
    }

    /// What the first bits of letters say, twelve bytes of it at most; `nil` where one is no letter of the alphabet.
    private func head(_ letters: ArraySlice<UInt8>, _ alphabet: [String], bits width: Int) -> [UInt8]? {
        var bits: [Bool] = []
        for letter in letters.prefix((96 + width - 1) / width) {
            guard let value = alphabet.lazy.compactMap({ Array($0.utf8).firstIndex(of: letter) }).first else {
                return nil
            }
            for bit in (0..<width).reversed() { bits.append(value >> bit & 1 == 1) }
        }
        return stride(from: 0, to: bits.count / 8 * 8, by: 8).map { start in
            bits[start..<start + 8].reduce(0) { $0 << 1 | ($1 ? 1 : 0) }
        }
    }

    /// Whether bytes are what a text may begin with, in UTF-8 or UTF-16, or what begins a packed one.
    private func isReadable(_ bytes: [UInt8]) -> Bool {
        let isText = (0..<4).contains { cut in
            let (text, rest) = (bytes.dropLast(cut), bytes.suffix(cut))
            let isCut =
                rest.isEmpty
                || (0xC2...0xF4).contains(rest[rest.startIndex]) && rest.dropFirst().allSatisfy { $0 >> 6 == 2 }
            return isCut && String(validating: text, as: UTF8.self) != nil
                && text.allSatisfy { $0 >= 32 && $0 != 127 || (9..<14).contains($0) }
        }
        let zeroes = [0, 1].map { parity in bytes.indices.count { $0 % 2 == parity && bytes[$0] == 0 } }
        return isText || bytes.starts(with: [0x1F, 0x8B]) || bytes.first == 0x78 || zeroes.contains { $0 >= 5 }
    }

    private func saysSomething(_ run: ArraySlice<UInt8>) -> Bool {
        let upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        let all = upper + upper.lowercased() + "0123456789"
        if let bytes = head(run, [all + "+/", all + "-_"], bits: 6), isReadable(bytes) { return true }
        return run.count >= 32
            && (head(run, ["0123456789abcdef", "0123456789ABCDEF"], bits: 4) ?? head(run, [upper + "234567"], bits: 5))
                .map(isReadable) ?? false
    }

    @Test(arguments: [24, 25, 40], 0..<20)
    func runsOfLettersAreFound(_ least: Int, _ seed: UInt64) {
        var state = seed &* 2_862_933_555_777_941_757 &+ 3_037_000_493
        func random(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % limit
        }
        let signs = Array(" \n=.\u{0}\u{e9}@[`{:,".utf8)
        let letters = Array("azAZ09+/-_mQ5".utf8)
        var text: [UInt8] = []
        while text.count < 2000 {
            let count = random(4) == 0 ? least - 2 + random(6) : random(23)
            for _ in 0..<count { text.append(letters[random(letters.count)]) }
            text.append(signs[random(signs.count)])
        }
        for _ in 0..<20 {
            let said = ["{\"key\": \"Zürich\"} Grüße", "p\0a\0s\0s\0w\0o\0r\0d\0 \0=\0"]
            text += letters64(
                Array(said[random(said.count)].utf8) + Array("  and what follows it, for long enough".utf8)
            )
            text.append(signs[random(signs.count)])
        }
        let found = runs(in: text, least: least)
        let all = naiveRuns(in: text, least: least)
        #expect(Set(found).isSubset(of: all))
        let missed = all.filter { !found.contains($0) }
        #expect(missed.allSatisfy { !saysSomething(text[$0]) })
        // Nearly all of what says nothing is passed over.
        #expect(found.count { !saysSomething(text[$0]) } * 10 <= all.count)
        #expect(found.count >= 15)
    }

    private func letters64(_ bytes: [UInt8]) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        return stride(from: 0, to: bytes.count / 3 * 3, by: 3).flatMap { start in
            let value = bytes[start..<start + 3].reduce(0) { $0 << 8 | Int($1) }
            return [18, 12, 6, 0].map { alphabet[value >> $0 & 63] }
        }
    }

    @Test(arguments: [
        "kubernetes_persistent_volume_claim_name", "drivers/gpu/drm/amd/include/asic_reg/dcn",
        "DCP0_GRPH_SURFACE_ADDRESS_HIGH",
        "----------------------------------------", "////////////////////////////////////////",
    ])
    func namesAndPathsArePassedOver(_ text: String) {
        #expect(runs(in: Array(text.utf8), least: 24).isEmpty)
    }

    @Test(arguments: [
        "cGFzc3dvcmQgPSBodW50ZXIyaHVudGVyMg", "70617373776f7264203d2068756e746572322020",
        "x70617373776f7264203d2068756e746572322020",
        "0x70617373776f7264203d2068756e7465723220", "OBQXG43XN5ZGIIB5EBUHK3TUMVZDEIBA",
        "cABhAHMAcwB3AG8AcgBkACAAPQAgAA",
        "H4sIAAAAAAAAA0tJLEnUUUhMSQEA", "eJxLLE5RSExJLUpMSVVILAYA",
    ])
    func whatSaysSomethingIsFound(_ text: String) {
        #expect(runs(in: Array(text.utf8), least: 24) == [0..<text.utf8.count])
    }

    @Test func aRunIsFoundAtEachPlace() {
        for place in 0..<600 {
            var text = [UInt8](repeating: UInt8(ascii: " "), count: 600 + 24)
            for index in place..<place + 24 { text[index] = UInt8(ascii: "a") }
            #expect(runs(in: text, least: 24) == [place..<place + 24], "\(place)")
        }
    }

    @Test(arguments: [
        "\\u0041\\u0042\\u0043", "%u0041%u0042%U0043", "%41%42%4f", "\\x41\\x42\\x4F", "&#65;&#x42;&#67;",
    ])
    func escapesAreFoundAtEachPlace(_ escapes: String) {
        for place in 0..<200 {
            let text = Array(repeating: UInt8(ascii: "%"), count: place) + Array(" \(escapes) %d".utf8)
            let buffer = buffer(text)
            #expect(EncodedRun.escapes(in: buffer, 0..<text.count) == place + 1, "\(place)")
        }
    }

    @Test(arguments: [
        "%41%42", "%4g%42%43", "\\u004\\u0042\\u0043", "&#;&#65;&#66;", "\\y41\\y42\\y43", "100% 50% 20%",
    ])
    func whatIsNoRowOfEscapesIsNone(_ text: String) {
        let bytes = Array(repeating: UInt8(ascii: " "), count: 100) + Array((text + " ").utf8)
        let buffer = buffer(bytes)
        #expect(EncodedRun.escapes(in: buffer, 0..<bytes.count) == nil)
    }
}
