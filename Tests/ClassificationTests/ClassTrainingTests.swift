import Testing

@testable import Classification

/// Classes of one's own.
@Suite struct ClassTrainingTests {
    private func features(_ text: String) -> DocumentFeatures {
        var features = DocumentFeatures()
        features.addText(Array(text.utf8).span)
        return features
    }

    private func document(_ text: String) -> ClassTraining.Document {
        ClassTraining.Document(features(text), mark: text.utf8.reduce(0) { $0 &* 31 &+ UInt64($1) })
    }

    private func slips(_ count: Int) -> [ClassTraining.Document] {
        (0..<count).map { number in
            document(
                """
                Payslip of month \(number % 12 + 1), employee Unique\(Self.word(number))
                Gross pay \(2000 + 17 * number).00
                Wage tax \(200 + number).50, pension contribution \(90 + number).25
                Net pay paid to your account on the last working day of the month
                """
            )
        }
    }

    private func letters(_ count: Int) -> [ClassTraining.Document] {
        (0..<count).map { number in
            document(
                """
                Dear Friend\(Self.word(number)),
                thank you for the kind letter of \(number) May, we have read it with joy and hope that all of you are well.
                The garden is full of flowers and the children play outside until evening.
                With love to all of you
                """
            )
        }
    }

    /// A word for a number that no other has.
    private static func word(_ number: Int) -> String {
        String(number + 100).map { String(UnicodeScalar(UInt8(ascii: "a") + UInt8($0.wholeNumberValue ?? 0))) }.joined()
    }

    @Test func whatIsLikeItIsFoundAndWhatIsNotIsNot() throws {
        let model = try ClassTraining.train("payroll", like: slips(30), unlike: letters(30))
        #expect(model.classes == ["payroll", "other"])
        let trial = try #require(model.trial)
        #expect((trial.like, trial.unlike, trial.wrong) == (30, 30, 0))
        #expect(trial.found >= 28)
        #expect(model.accepts(model.verdict(slips(41)[40].features)))
        #expect(!model.accepts(model.verdict(letters(41)[40].features)))
        // Like nothing that was shown.
        let other = features("while (i < size) { buffer[i] = read(fd); if (!buffer[i]) return error; i += 1; }")
        #expect(!model.accepts(model.verdict(other)))
        #expect(try DocumentModel(model.bytes).bytes == model.bytes)
        #expect(try DocumentModel(model.bytes).trial == trial)
    }

    @Test func theSameDocumentCountsOnce() throws {
        let one = slips(1)[0]
        #expect(throws: ClassTraining.Failure.tooFew(like: 1, unlike: 20)) {
            try ClassTraining.train(
                "payroll",
                like: [ClassTraining.Document](repeating: one, count: 20),
                unlike: letters(20)
            )
        }
    }

    /// What stands in fewer than three documents is not in the model: neither names nor numbers of one person can be asked for.
    @Test func rareWordsAreLeftOut() throws {
        let model = try ClassTraining.train("payroll", like: slips(30), unlike: letters(30))
        func knows(_ word: String) -> Bool {
            var hash = Hash.start
            for byte in word.utf8 { hash = Hash.next(hash, byte) }
            return model.index[Hash.end(hash)] != nil
        }
        #expect(knows("payslip") && knows("pension"))
        #expect((0..<30).allSatisfy { !knows("unique\(Self.word($0))") && !knows("friend\(Self.word($0))") })
    }

    @Test func aDamagedModelIsRefused() throws {
        let bytes = try ClassTraining.train("payroll", like: slips(20), unlike: letters(20)).bytes
        for place in [bytes.count - 1, bytes.count / 2] {
            var damaged = bytes
            damaged[place] ^= 0x10
            #expect(throws: DocumentModel.Failure.damaged) { try DocumentModel(damaged) }
        }
    }
}
