import Foundation
import Testing

/// Documents that are findings for what they are, whatever values stand in them.
@Suite struct DocumentFindingTests {
    /// Invented, with no value that an identifier finds.
    static let letter = """
        Hospital of Internal Medicine, Department of Cardiology
        Discharge summary

        Dear colleague,

        thank you for referring this patient, who was admitted with shortness of breath and swelling of both legs.

        Diagnoses: decompensated heart failure, atrial fibrillation, type 2 diabetes, chronic kidney disease, hypertension.

        History: The patient presented with dyspnoea on exertion for five days, orthopnoea and nocturnal cough. No chest pain, no
        fever. Known coronary heart disease after myocardial infarction with stent implantation.

        On examination: blood pressure 150/90 mmHg, heart rate 110, irregular, respiratory rate 24, oxygen saturation 91 % on room
        air. Auscultation revealed basal crackles on both sides. Pitting oedema of both lower legs. Abdomen soft, no tenderness.

        Laboratory: haemoglobin 12.1 g/dl, leucocytes 9.8, creatinine 1.6 mg/dl, potassium 4.9 mmol/l, NT-proBNP elevated, CRP 12.
        ECG: atrial fibrillation, ventricular rate 110, no ST elevation. Chest X-ray: pulmonary congestion, small pleural effusion
        on the right. Echocardiography: ejection fraction 35 %, moderate mitral regurgitation.

        Therapy and course: Intravenous furosemide led to a weight loss of 6 kg. Anticoagulation with apixaban was continued, the
        dose of bisoprolol increased. Symptoms improved, the patient was mobilised and discharged in stable condition.

        Medication on discharge: bisoprolol 5 mg 1-0-1, ramipril 5 mg 1-0-0, torasemide 20 mg 1-0-0, apixaban 5 mg 1-0-1,
        metformin 1000 mg 1-0-1, atorvastatin 40 mg 0-0-1.

        We recommend daily weight control, check of electrolytes and kidney function in one week, and follow-up in our outpatient
        clinic in six weeks.
        """

    @Test func aDocumentIsAFindingWithoutAnyValue() async throws {
        let shell = try Shell(builtInRules: true)
        try shell.write("share/letter.txt", Self.letter)
        try shell.write("share/note.txt", "Buy milk, bread and a newspaper. Then call the plumber about the kitchen.\n")
        let outcome = try await shell.run("magpie scan --quiet share; magpie scan --quiet --format jsonl share")
        #expect(outcome.errors == "")
        #expect(outcome.lines[0].hasPrefix("share/letter.txt"))
        #expect(outcome.lines[1].contains("HIGH") && outcome.lines[1].contains("MEDICAL_DOCUMENT  once"))
        #expect(outcome.lines[2].contains("1:1") && outcome.lines[2].contains("the whole document, 9"))
        let line = try #require(outcome.lines.last)
        #expect(outcome.lines.count == 4)
        #expect(line.contains(#""type":"SensitiveData:S3Object/Personal""#))
        #expect(
            line.contains(
                #""sensitiveData":[{"category":"PERSONAL_INFORMATION","totalCount":1,"detections":[{"type":"MEDICAL_DOCUMENT""#
            )
        )
        #expect(line.contains(#""contentClass":{"class":"medical","probability":0.9"#))
        #expect(line.contains(#""reason":["class:medical:9"#))
    }

    @Test func everyFormatHasIt() async throws {
        let shell = try Shell(builtInRules: true)
        try shell.write("letter.txt", Self.letter)
        let outcome = try await shell.run(
            "magpie scan --quiet --format matches letter.txt; magpie scan --quiet --format sarif letter.txt | grep -c '\"ruleId\":\"MEDICAL_DOCUMENT\"'"
        )
        try #require(outcome.lines.count == 2)
        #expect(
            outcome.lines[0].contains(#""type":"MEDICAL_DOCUMENT","category":"PERSONAL_INFORMATION","severity":"High""#)
        )
        #expect(outcome.lines[0].contains(#""line":1,"column":1,"start":0,"end":0"#))
        #expect(outcome.lines[1] == "1")
    }

    @Test func itIsChosenAndLeftOutAsAllIdentifiersAre() async throws {
        let shell = try Shell(builtInRules: true)
        try shell.write("letter.txt", Self.letter + "\ncard number: 4242 4242 4242 4242\n")
        let outcome = try await shell.run(
            """
            magpie scan --quiet --format matches --exclude-identifiers MEDICAL_DOCUMENT letter.txt | grep -o '"type":"[A-Z_]*"'
            magpie scan --quiet --format matches --identifiers MEDICAL_DOCUMENT letter.txt | grep -o '"type":"[A-Z_]*"'
            magpie identifiers list | grep -c '_DOCUMENT '
            """
        )
        #expect(outcome.lines == [#""type":"CREDIT_CARD_NUMBER""#, #""type":"MEDICAL_DOCUMENT""#, "5"])
    }

    /// A program that speaks of medicine is a program.
    @Test func programsAreNoDocuments() async throws {
        let shell = try Shell(builtInRules: true)
        try shell.write("letter.py", Self.letter)
        let outcome = try await shell.run("magpie scan --quiet letter.py; magpie classify letter.py | wc -l")
        #expect(outcome.lines == ["1"])
    }

    @Test func valuesInASensitiveDocumentWeighMore() async throws {
        let shell = try Shell(builtInRules: true)
        try shell.write("letter.txt", Self.letter + "\nTICKET-1234\n")
        try shell.write(
            "ticket.yaml",
            "identifiers:\n  - {id: TICKET, name: Ticket, category: PERSONAL_INFORMATION, severity: medium, source: 'https://example.com', pattern: 'TICKET-[0-9]{4}', keywords: [TICKET-], confidence: high, examples: [TICKET-1234], counterexamples: [TICKET-1]}\n"
        )
        let outcome = try await shell.run(
            "magpie scan --quiet --format jsonl --rules ticket.yaml --identifiers all,HUMAN_RESOURCES_DOCUMENT,MEDICAL_DOCUMENT letter.txt"
        )
        let line = try #require(outcome.lines.first)
        #expect(line.contains(#""severity":{"score":3,"description":"High"}"#))
    }

    @Test func theServiceKeepsCountsAndFindsByClass() async throws {
        let shell = try Shell(builtInRules: true)
        try shell.write("share/ward/letter.txt", Self.letter)
        try shell.write(
            "share/main.c",
            String(repeating: "static int next(struct list *l) { return l ? l->size + 1 : 0; }\n", count: 20)
        )
        let outcome = try await shell.run(
            """
            magpied --state $PWD/state --watch $PWD/share 2> log & daemon=$!
            trap 'kill -9 $daemon; wait $daemon 2>/dev/null' EXIT
            export MAGPIE_SOCKET=$PWD/state/magpie.sock
            while ! magpie status > /dev/null 2>&1; do kill -0 $daemon || { cat log; exit 1; }; sleep 0.05; done
            magpie wait-settled --timeout 300 > /dev/null
            magpie buckets show share | grep -E '^(medical|sourceCode)' | tr -s ' '
            magpie buckets show share --format json | grep -o '"contentClasses":.*"objectCountByProbability"' | head -c 60; echo
            magpie findings list --criteria '{"class": {"eq": ["medical"]}, "local.contentClass.probability": {"gte": 0.9}}' | grep -c letter
            magpie findings list --criteria '{"class": {"neq": ["medical"]}}' | grep -c letter
            magpie findings stats --group-by class | tr -s ' ' | grep medical
            zcat -f state/results/* | grep -q '"contentClass":{"class":"sourceCode"' && echo kept
            """
        )
        #expect(outcome.errors == "")
        let lines = outcome.lines
        try #require(lines.count == 7, "\(outcome.output)")
        #expect(lines[0].hasPrefix("medical 1 1 #"))
        #expect(lines[1].hasPrefix("sourceCode 1 "))
        #expect(lines[2].contains("contentClasses"))
        #expect(lines[3] == "1")
        #expect(lines[4] == "0")
        #expect(lines[5].contains("1 medical"))
        #expect(lines[6] == "kept")
    }

    @Test func aFewWordsAreNoDocument() async throws {
        let shell = try Shell(builtInRules: true)
        try shell.write("ward/card.txt", "Patient card: diagnosis, medication, discharge, therapy, physician, ward\n")
        let outcome = try await shell.run("magpie scan --quiet ward; magpie classify ward/card.txt | wc -l")
        #expect(outcome.lines.map { $0.trimmingCharacters(in: .whitespaces) } == ["1"])
    }
}
