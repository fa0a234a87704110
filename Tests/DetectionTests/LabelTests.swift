import BuiltInIdentifiers
import Bytes
import Identifiers
import Testing

@testable import Detection

/// What stands around a value decides whether it is one, and how sure it is.
@Suite struct LabelTests {
    /// What is found in `text`, as a table if it is one: ids with their confidence, by place.
    private static func found(_ text: String) throws -> [String: Confidence] {
        let finds = try TextFinds.all.finds(in: text, mayBeTable: true)
        return Dictionary(finds.map { ($0.id + " " + $0.value, $0.confidence) }) { $1 }
    }

    @Test(arguments: [
        "Fødselsnummer for den ansatte i avdelingen for innkjøp er: 15108695088",
        "National identity number (as it is printed on the card that you have): 15108695088",
        "Fødselsnummer ............................................... 15108695088",
        "Fødselsnummer (se baksiden av kortet eller brevet fra oss)\n15108695088",
        "fødselsnummer: 15108695088, 17054026641",
    ])
    func theLabelOfALineCountsHoweverFar(_ text: String) throws {
        #expect(try Self.found(text)["NORWAY_NATIONAL_IDENTITY_NUMBER 15108695088"] != nil)
    }

    @Test(arguments: [
        "Fødselsnummer er gitt i den forrige tabellen.\nVi har sendt den bestilte varen nr 15108695088",
        "Fødselsnummer: 17054026641 og det andre tallet som vi har notert her: 15108695088",
        "15108695088\nfødselsnummer",
    ])
    func aWordElsewhereDoesNot(_ text: String) throws {
        #expect(try Self.found(text)["NORWAY_NATIONAL_IDENTITY_NUMBER 15108695088"] == nil)
    }

    @Test func theSurestReadingOfOnePlaceCounts() throws {
        // The word before the street makes a weak reading of the same bytes.
        let found = try Self.found("residente in Via Garibaldi 45, 50123 Firenze, dal 2019")
        #expect(found["ADDRESS Via Garibaldi 45, 50123 Firenze"] == .medium, "\(found)")
    }

    @Test func aWordOfAnotherLineSaysNothingOfATimestamp() throws {
        #expect(try Self.found("tel 517\nts=1754088055 ok").isEmpty)
        #expect(!(try Self.found("my phone number is\n415-273-8164").isEmpty))
        #expect(!(try Self.found("电话：010-65234567").isEmpty))
    }

    @Test(arguments: ["employeeSSN", "ssnValue", "SSNOfEmployee", "employee_ssn_value"])
    func shortWordsCountInNamesOfPrograms(_ name: String) throws {
        #expect(try Self.found("{\"a\":1,\"\(name)\":\"536228726\"}")["USA_SOCIAL_SECURITY_NUMBER 536228726"] == .high)
    }

    @Test(arguments: ["lessonNumber", "missing", "classNames"])
    func partsOfOtherWordsDoNot(_ name: String) throws {
        #expect(try Self.found("{\"\(name)\":\"536228726\"}").isEmpty)
    }

    @Test func theCountryInTheLabelDecides() throws {
        #expect(try Self.found("passport no. (UK): 541029388").keys.sorted() == ["UK_PASSPORT_NUMBER 541029388"])
        #expect(try Self.found("British passport number: 541029388").keys.sorted() == ["UK_PASSPORT_NUMBER 541029388"])
        #expect(try Self.found("US passport number: 541029388").keys.sorted() == ["USA_PASSPORT_NUMBER 541029388"])
    }

    @Test(arguments: ["invoice number", "Order no.", "tracking #", "orderId", "ISBN"])
    func aWordThatSpeaksAgainstANumberLowersIt(_ word: String) throws {
        let found = try Self.found("card, \(word): 4242424242424242")
        #expect(found.values.allSatisfy { $0 < .high }, "\(found)")
    }

    @Test func anIdeographicSpaceIsABlank() throws {
        #expect(try Self.found("電話　080-4418-8290\n")["INTERNATIONAL_PHONE_NUMBER 080-4418-8290"] == .medium)
    }

    @Test func aCountryOfTheSentenceBeforeSaysNothing() throws {
        let found = try Self.found("Mobil 412 34 817 (Norge). Kennitala: 120174-3399.")
        #expect(found["ICELAND_IDENTITY_NUMBER 120174-3399"] == .high, "\(found)")
    }

    @Test(arguments: ["invoice number: 4242424242424242", "Order no. 4242 4242 4242 4242"])
    func aWordAgainstANumberDecidesWhereNoneSpeaksForIt(_ text: String) throws {
        #expect(try Self.found(text).isEmpty)
    }

    @Test(arguments: [
        "Numer zamówienia: 5442013327914386", "Référence article : 536-22-8726", "Order no. ........ 5442013327914386",
        "{\"orderId\": {\"value\": \"5442013327914386\"}}", "commande n° 5442013327914386", "Art.-Nr. 536-22-8726",
        "id,number\n7,5442013327914386\n8,5442013327914387\n", "request = 5442013327914386\n",
    ])
    func aNumberWithAnotherNameIsNoneThatNothingSpeaksFor(_ text: String) throws {
        #expect(try Self.found(text).isEmpty)
    }

    @Test func aNumberWithoutANameMayBeOne() throws {
        #expect(try Self.found("paid with 5442013327914386 today").values.sorted() == [.low])
        #expect(try Self.found("Rosa Lind, 536-22-8726, Springfield")["USA_SOCIAL_SECURITY_NUMBER 536-22-8726"] == .low)
    }

    @Test(arguments: [
        "# exported 2026-01-02\nname,ssn,dob\nRosa Lind,536228726,1987-02-11\nIngo Lind,536228727,1987-02-12\n",
        "name        ssn        dob\nRosa Lind   536228726  1987-02-11\nIngo Lind   536228727  1987-02-12\n",
        " name      | ssn       | dob\n-----------+-----------+------------\n Rosa Lind | 536228726 | 1987-02-11\n(1 row)\n",
        "| name | ssn | dob |\n|---|---|---|\n| Rosa | 536228726 | 1987-02-11 |\n| Ingo | 536228727 | 1987-02-12 |\n",
        "Staff of 2026\n\nname;ssn;dob\nRosa Lind;536228726;1987-02-11\nIngo Lind;536228727;1987-02-12\n",
    ])
    func tablesAreTablesHoweverTheyAreDrawn(_ text: String) throws {
        let found = try Self.found(text)
        #expect(found["USA_SOCIAL_SECURITY_NUMBER 536228726"] == .high, "\(found)")
        #expect(found["DATE_OF_BIRTH 1987-02-11"] != nil)
        #expect(found["DATE_OF_BIRTH 2026-01-02"] == nil)
    }

    @Test func theNameOfTheNextElementSaysNothingOfThisOne() throws {
        let found = try Self.found("<cep>90119900</cep><fone>51992817740</fone>")
        #expect(found.keys.allSatisfy { !$0.contains("90119900") }, "\(found)")
        #expect(!found.isEmpty)
    }

    @Test func aRowWithACommaTooManyLeavesATableOne() throws {
        let found = try Self.found(
            "id,name,ssn,street,city\n1,Rosa,536228726,Oak 2,Bonn\n2,Ingo,536228727,Flat 9, Elm 3,Bonn\n"
        )
        #expect(found["USA_SOCIAL_SECURITY_NUMBER 536228727"] == .high, "\(found)")
    }

    @Test func theDelimiterOfMostColumnsDividesATable() throws {
        let found = try Self.found(
            "id\tLast, First\tSSN\tHired\n1\tLind, Rosa\t536228726\t536228727\n2\tLind, Ingo\t536228728\t536228729\n"
        )
        #expect(found["USA_SOCIAL_SECURITY_NUMBER 536228726"] == .high, "\(found)")
        #expect(found["USA_SOCIAL_SECURITY_NUMBER 536228727"] == nil)
    }

    @Test func rowsTellWhereTheColumnsOfAReportBegin() throws {
        let text = """
            STAFF OF THE CLUB                  as of 2026

            Parz Name                SSN        Phone          Born
            ----------------------------------------------------------
             11  Lind, Rosa          536228726  415-273-8164   1987-02-11
             12  Lind, Ingo          536228728                 1987-02-12

            """
        let found = try Self.found(text)
        #expect(found["USA_SOCIAL_SECURITY_NUMBER 536228726"] == .high, "\(found)")
        #expect(found["DATE_OF_BIRTH 1987-02-12"] != nil, "\(found)")
    }

    @Test func aNumberOfAnotherColumnIsNotOfThisOne() throws {
        let found = try Self.found("ssn,order\n536228726,536228727\n536228728,536228729\n")
        #expect(
            found.keys.sorted() == ["USA_SOCIAL_SECURITY_NUMBER 536228726", "USA_SOCIAL_SECURITY_NUMBER 536228728"]
        )
    }
}
