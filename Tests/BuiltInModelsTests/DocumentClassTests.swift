import BuiltInModels
import Classification
import Testing

/// The model that is built in, with texts that are like none that it was trained with.
@Suite struct DocumentClassTests {
    static let texts: [(DocumentClass, String)] = [
        (
            .medical,
            """
            Cardiology clinic, follow-up of 3 May. The patient reports chest pain on exertion and mild dyspnoea. Blood pressure
            145/90 mmHg, heart rate 82. ECG: sinus rhythm, no ST changes. Diagnosis: stable angina, hypertension. Medication:
            ramipril 5 mg once daily, aspirin 100 mg, atorvastatin 20 mg at night. Echocardiography shows a preserved ejection
            fraction. Review in six weeks, earlier if symptoms worsen.
            """
        ),
        (
            .financial,
            """
            INVOICE No. 20931
            Invoice date: 14/02/2025    Payment due within 30 days
            Qty  Description            Unit price    Amount
            4    Toner cartridge           61.20      244.80
            1    Delivery                  12.00       12.00
            Subtotal 256.80
            VAT 20 % 51.36
            Total due EUR 308.16
            Please transfer the amount to our bank account and quote the invoice number.
            """
        ),
        (
            .legal,
            """
            12. Governing law. This Agreement shall be governed by and construed in accordance with the laws of the State, without
            regard to its conflict of laws principles. 12.1 Each party hereby irrevocably submits to the exclusive jurisdiction of
            the courts. 13. Indemnification. The Supplier shall indemnify and hold harmless the Customer against any claims,
            liabilities and damages arising out of a breach of its obligations under this Agreement. 14. Severability. If any
            provision of this Agreement is held to be invalid, the remaining provisions shall remain in full force and effect.
            """
        ),
        (
            .sourceCode,
            """
            def parse(lines):
                result = {}
                for index, line in enumerate(lines):
                    if not line.strip():
                        continue
                    key, value = line.split(":", 1)
                    result[key.strip()] = value.strip()
                return result

            if __name__ == "__main__":
                import sys
                print(parse(sys.stdin))
            """
        ),
        (
            .correspondence,
            """
            Dear Margaret,

            Thank you so much for your letter, which arrived this morning. I was so glad to hear that you are feeling better and
            that the children are enjoying their new school. We are all well here, and Tom sends his love.

            Would you like to come and stay with us over Easter? It would be lovely to see you again.

            With love,
            Ellen
            """
        ),
    ]

    @Test(arguments: texts)
    func aTextIsWhatItIs(_ expected: DocumentClass, _ text: String) {
        var features = DocumentFeatures()
        features.addText(Array(text.utf8).span)
        let model = BuiltInModels.documents
        let verdict = model.verdict(features)
        #expect(model.classes[verdict.best] == expected.name, "\(verdict.probabilities)")
    }

    @Test func theClassesAreThoseOfDocuments() {
        #expect(BuiltInModels.documents.classes == DocumentClass.allCases.map(\.name))
    }
}
