import Bytes
import Testing

@testable import Prefiltering

/// Runs of letters and escapes are found wherever they lie to what is asked at once.
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
        #expect(runs(in: text, least: least) == naiveRuns(in: text, least: least))
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
