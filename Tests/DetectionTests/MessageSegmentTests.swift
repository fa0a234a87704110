import Testing

@testable import Detection

/// Fields of messages between information systems mean what their places say.
@Suite struct MessageSegmentTests {
    private static func found(_ text: String) throws -> Set<String> {
        Set(try TextFinds.all.finds(in: text, mayBeTable: true, mayBeDump: true).map { $0.id + " " + $0.value })
    }

    @Test(arguments: ["\r", "\n", "\r\n"]) func fieldsOfHL7AreColumns(_ end: String) throws {
        let found = try Self.found(
            [
                "MSH|^~\\&|ADT|WEST|LAB|WEST|20260211081230||ADT^A01|M411|P|2.5",
                "PID|1||0041882^^^WEST||Quendler^Ysolde^^^Mrs||19710309|F|||14 Mill Rise^^Leeds^^LS1 4AP||||||||||536-22-8841",
                "NK1|1|Quendler^Torvald|SPO|14 Mill Rise^^Leeds", "PV1|1|I|CHIR^204||||4411^Brandtner^Wiebke^^^Dr.",
                "OBX|1|NM|5.1||42",
            ].joined(separator: end)
        )
        #expect(found.contains("DATE_OF_BIRTH 19710309"), "\(found)")
        #expect(found.contains("USA_SOCIAL_SECURITY_NUMBER 536-22-8841"), "\(found)")
        for name in ["Torvald", "Brandtner", "Wiebke"] { #expect(found.contains("NAME \(name)"), "\(found)") }
    }

    @Test(arguments: ["~", "~\n"]) func fieldsOfX12AreColumns(_ end: String) throws {
        let found = try Self.found(
            [
                "ISA*00*          *00*          *ZZ*SUBMITTER      *ZZ*RECEIVER       *260211*0812*^*00501*000000905*0*P*:",
                "NM1*85*2*CEDAR BLUFF CLINIC*****XX*1234567893", "NM1*IL*1*QUENDLER*YSOLDE*T***MI*XEK904188204",
                "N3*4188 CEDAR BLUFF RD", "DMG*D8*19710914*F", "REF*SY*536228841",
            ].joined(separator: end)
        )
        for value in [
            "NAME QUENDLER*YSOLDE", "ADDRESS 4188 CEDAR BLUFF RD", "DATE_OF_BIRTH 19710914",
            "USA_SOCIAL_SECURITY_NUMBER 536228841",
        ] { #expect(found.contains(value), "\(found)") }
        #expect(!found.contains { $0.contains("CLINIC") }, "\(found)")
    }

    @Test func otherLinesAreNoSegments() throws {
        #expect(try Self.found("xREF*SY*536228841~\nint x = N3*536228841;\n").isEmpty)
    }

    @Test func fieldsEndWithTheirSegment() throws {
        let found = try Self.found("MSH|^~\\&|A\nNK1|1\n|Brandtner^Wiebke\nREF*SY*1~536228841\n")
        #expect(found.isEmpty, "\(found)")
    }

    /// Chunks may end anywhere, also between a tag and its fields.
    @Test func placesAreKnownFromEverywhere() throws {
        var tables = DumpTables()
        let text = Array("PID|1||7~8^9||Quendler^Ysolde".utf8)
        let layout = tables.layout(of: MessageSegment.all[0]) { _ in }
        tables.cursor = DumpCursor(
            .segment(0),
            layout: layout,
            columns: MessageSegment.all[0].columns.count,
            escapes: false
        )
        tables.position = 4
        tables.mark(4)
        let places = [(4, 1), (7, 3), (9, 3), (11, 3), (14, 5), (23, 5)]
        for (offset, number) in places {
            let cell = tables.cell(at: offset, in: text.span, from: 0)
            #expect(cell?.number == number, "\(offset)")
        }
        let given = tables.cell(at: 23, in: text.span, from: 0)
        #expect(given.map { $0.columns[$0.column].name } == Array("first name".utf8))
    }

    @Test func accountsStandBehindTheNumbersOfTheirSubfields() throws {
        let statement = ":86:177?00UEBERWEISUNG?10931?20SVWZ+MIETE?30GENODEF1?31DE88210501701078595411?32X?34992"
        #expect(try Self.found(statement).contains("GERMANY_BANK_ACCOUNT_NUMBER DE88210501701078595411"))
        #expect(try Self.found("x31DE88210501701078595411").isEmpty)
    }
}
