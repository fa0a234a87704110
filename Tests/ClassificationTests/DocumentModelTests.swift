import Testing

@testable import Classification

/// Models of documents: what they learn, what they keep, and what they refuse.
@Suite struct DocumentModelTests {
    private static let letters = [
        "dear anna thank you for your kind letter", "dear tom thank you for the lovely evening",
    ]
    private static let bills = [
        "invoice total amount due net tax total", "invoice number amount due total tax rate",
    ]

    /// A model of two classes, each of which has texts of five origins.
    private func model() -> DocumentModel {
        var trainer = DocumentTrainer(classes: ["letters", "bills"])
        for (label, texts) in [Self.letters, Self.bills].enumerated() {
            for origin in 0..<5 {
                for text in texts {
                    var features = DocumentFeatures()
                    features.addText(Array("\(text)\n\(text)\n".utf8).span)
                    trainer.examples.append(
                        DocumentTrainer.Example(features, label: label, origin: origin, source: origin)
                    )
                }
            }
        }
        var model = trainer.train(note: "two")
        DocumentTrainer.calibrate(&model, with: trainer.predictWithoutSource())
        return model
    }

    private func verdict(_ text: String, by model: DocumentModel) -> DocumentModel.Verdict {
        var features = DocumentFeatures()
        features.addText(Array(text.utf8).span)
        return model.verdict(features)
    }

    @Test func classesAreToldApartAndProbabilitiesSumToOne() {
        let model = model()
        let letter = verdict("Dear Paul,\nthank you for the letter", by: model)
        let bill = verdict("INVOICE 17\ntax and total amount", by: model)
        #expect(model.classes[letter.best] == "letters" && model.classes[bill.best] == "bills")
        for verdict in [letter, bill] { #expect(abs(verdict.probabilities.reduce(0, +) - 1) < 1e-9) }
    }

    @Test func fewWordsSayLittle() {
        let model = model()
        let short = verdict("invoice", by: model).probability
        let long = verdict(String(repeating: "invoice total amount due\n", count: 20), by: model).probability
        #expect(short < long)
        #expect(abs(verdict("", by: model).probability - 0.5) < 1e-9)
    }

    @Test func aModelIsTheSameAfterItWasWrittenAndRead() throws {
        let model = model()
        let read = try DocumentModel(model.bytes)
        #expect(read.bytes == model.bytes)
        #expect(read.classes == ["letters", "bills"] && read.note == "two")
        #expect(verdict("dear invoice", by: read) == verdict("dear invoice", by: model))
    }

    @Test func trainingTwiceMakesTheSameModel() { #expect(model().bytes == model().bytes) }

    @Test func whatIsNoModelIsRefused() throws {
        let bytes = model().bytes
        #expect(throws: DocumentModel.Failure.notAModel) { try DocumentModel(Array("GIF89a".utf8)) }
        #expect(throws: DocumentModel.Failure.notAModel) { try DocumentModel([]) }
        #expect(throws: DocumentModel.Failure.damaged) { try DocumentModel(bytes.dropLast()) }
        #expect(throws: DocumentModel.Failure.damaged) { try DocumentModel(bytes + [0]) }
        let later = String(decoding: bytes.prefix(200), as: UTF8.self).replacing("\"version\":1", with: "\"version\":9")
        #expect(throws: (any Error).self) { try DocumentModel(Array(later.utf8)) }
    }

    @Test func aModelHoldsNoWords() {
        let text = String(decoding: model().bytes, as: UTF8.self)
        for word in ["lovely", "invoice", "anna"] { #expect(!text.contains(word)) }
    }
}

/// What of a document is looked at.
@Suite struct DocumentSampleTests {
    @Test(arguments: [0, 1, 16_383, 16_384, 16_385, 20_000, 1_000_000, 1 << 40])
    func partsAreInOrderWithinTheDocumentAndBounded(_ count: Int) {
        let parts = DocumentSample.parts(of: count)
        let sum = parts.reduce(0) { $0 + $1.count }
        #expect(sum == min(count, DocumentSample.mostBytes))
        for (part, next) in zip(parts, parts.dropFirst()) { #expect(part.upperBound <= next.lowerBound) }
        #expect(parts.first?.lowerBound ?? 0 == 0 && parts.last?.upperBound ?? 0 == count)
    }
}

/// What is counted of a text.
@Suite struct DocumentFeaturesTests {
    private func features(_ text: String) -> DocumentFeatures {
        var features = DocumentFeatures()
        features.addText(Array(text.utf8).span)
        return features
    }

    @Test func capitalsOfASCIIAreNoDifference() {
        #expect(features("Total Amount").counts == features("total amount").counts)
    }

    @Test func numbersCountByTheirShapes() {
        #expect(features("due 12.50").counts == features("due 99.05").counts)
        #expect(features("due 12.50").counts != features("due 1250").counts)
        #expect(features("on 2024-03-01").counts == features("on 1999-12-31").counts)
    }

    @Test func namesCountByWordAndExtension() {
        var (one, two) = (DocumentFeatures(), DocumentFeatures())
        one.addName(Array("a/b/PayrollReport_2024.xlsx".utf8))
        two.addName(Array("c/b/payroll-report.XLSX".utf8))
        #expect(one.counts == two.counts)
    }

    /// Whatever bytes come, and however a text is cut, it ends.
    @Test func anythingIsCounted() {
        var bytes: [UInt8] = []
        var state: UInt32 = 1
        for _ in 0..<20_000 {
            state = state &* 1_664_525 &+ 1_013_904_223
            bytes.append(UInt8(truncatingIfNeeded: state >> 24))
        }
        var features = DocumentFeatures()
        features.addText(bytes.span)
        features.addText([UInt8](repeating: UInt8(ascii: "9"), count: 10_000).span)
        features.addText([UInt8](repeating: UInt8(ascii: ","), count: 10_000).span)
        features.addText([UInt8](repeating: 0xff, count: 10_000).span)
        #expect(features.wordCount > 0)
    }
}
