import Testing

@testable import Classification

@Suite struct ProgramWordsTests {
    @Test func wordsOfProgramsAreKnownInEitherCase() {
        for word in ["function", "Buffer", "OPTIONS", "respectively"] {
            let isKnown = ProgramWords.all.contains(Array(word.utf8).span)
            #expect(isKnown, "\(word)")
        }
        for word in ["pflaumenmus", "Papierstau", "teapot", "vánočka", "ab"] {
            let isKnown = ProgramWords.all.contains(Array(word.utf8).span)
            #expect(!isKnown, "\(word)")
        }
    }

    @Test func fewOtherWordsAreTakenForThem() {
        var words = ProgramWords()
        for number in 0..<ProgramWords.count { words.insert(Array("word\(number)".utf8)) }
        let wrong = (0..<20_000).count { words.contains(Array("other\($0)".utf8).span) }
        #expect(wrong < 60)
    }

    @Test func theTableKeepsEachBit() {
        var words = ProgramWords()
        for word in ["alpha", "beta", "gamma"] { words.insert(Array(word.utf8)) }
        let copy = ProgramWords(packed: String(decoding: words.packed, as: UTF8.self))
        let isKnown = copy.contains(Array("beta".utf8).span)
        #expect(copy.packed == words.packed && isKnown)
    }
}
