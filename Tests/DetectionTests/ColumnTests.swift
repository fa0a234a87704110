import BuiltInIdentifiers
import Bytes
import Identifiers
import Testing

@testable import Detection

/// What the columns of tables are called counts for their cells.
@Suite struct ColumnTests {
    /// The ids of what is found in `text`, a table or a page, with their values and confidence.
    private static func found(_ text: String) throws -> [String: Confidence] {
        let finds = try TextFinds.all.finds(in: text, mayBeTable: true, mayBeDump: true)
        return Dictionary(finds.map { ($0.id + " " + $0.value, $0.confidence) }) { $1 }
    }

    @Test(arguments: [
        "<table><thead><tr><th>name</th><th>IRD number</th></tr></thead><tbody>"
            + "<tr><td>A</td><td>136410132</td></tr>\n<tr><td>B</td><td>49091850</td></tr></tbody></table>",
        "<TABLE>\n<TR>\n <TH class=\"x\">id</TH>\n <TH><b>IRD</b>&nbsp;number</TH>\n</TR>\n"
            + "<TR>\n <TD>1\n <TD>136410132\n<TR>\n <TD>2\n <TD>49091850\n</TABLE>",
        "<table><thead><th>id</th><th>IRD number</th></thead><tr><td>1</td><td><i>136410132</i></td></tr>"
            + "<tr><td>2</td><td>49091850</td></tr></table>",
    ])
    func theyAreInTheHeadOfATableInHTML(_ page: String) throws {
        let found = try Self.found(page)
        #expect(found["NEW_ZEALAND_TAX_NUMBER 136410132"] != nil)
        #expect(found["NEW_ZEALAND_TAX_NUMBER 49091850"] != nil)
    }

    private static let filler =
        "Text that has nothing to do with it and is long enough to lie far from it, as it says of itself in many words; "
        + "it takes 120 letters and some more."

    @Test(arguments: [
        // The head of a row, another column, and a table that has ended.
        "<table><tr><th>IRD number</th><td>\(filler)</td></tr><tr><td>136410132</td><td>1</td></tr></table>",
        "<table><tr><th>IRD number</th><th>part</th></tr><tr><td>\(filler)</td><td>136410132</td></tr></table>",
        "<table><tr><th>part</th><th>IRD number</th></tr></table>"
            + "<p>\(filler)</p><table><tr><td>1</td><td>136410132</td></tr></table>",
    ])
    func otherCellsAreNotTheirs(_ page: String) throws {
        #expect(try Self.found(page)["NEW_ZEALAND_TAX_NUMBER 136410132"] == nil)
    }

    @Test func anAccountStandsBesideTheCodeOfItsBank() throws {
        let accounts = try Self.found("emp,routing,account\n7733,036008487,6315533392\n7734,122104567,246549414\n")
        #expect(accounts["BANK_ACCOUNT_NUMBER 6315533392"] == .medium)
        #expect(accounts["BANK_ACCOUNT_NUMBER 246549414"] == .medium)
        // Alone, an account is one of an application or of a ledger as often.
        let others = try Self.found("emp,balance,account\n7733,036008487,6315533392\n7734,122104567,246549414\n")
        #expect(others["BANK_ACCOUNT_NUMBER 6315533392"] == nil)
    }

    @Test func namesInOtherScriptsStandBesideWhatOnlyPeopleHave() throws {
        let names = try Self.found("ФИО;СНИЛС\nХабибуллин Ильдар;158-743-211 15\n")
        #expect(names["NAME Хабибуллин Ильдар"] == .medium)
        let goods = try Self.found("Товар;Цена\nХабибуллин Ильдар;158\n")
        #expect(goods["NAME Хабибуллин Ильдар"] == nil)
    }

    @Test func firstAndLastAreNamesBesideEachOther() throws {
        let found = try Self.found("first,last,score\nQuillan,Verhaagen,4\nYsolde,Kranzmeyer,5\n")
        #expect(found["NAME Quillan"] != nil && found["NAME Kranzmeyer"] != nil, "\(found)")
        #expect(try Self.found("first,finish\nQuillan,Verhaagen\nYsolde,Kranzmeyer\n").isEmpty)
    }

    @Test func pagesInDumpsAreCells() throws {
        let dump =
            "INSERT INTO pages (body, ird_number) VALUES ('<tr><th>a</th><th>b</th></tr>', '136410132'),\n"
            + "('<tr><th>part</th></tr>', '49091850');\n"
        let found = try Self.found(dump)
        #expect(found["NEW_ZEALAND_TAX_NUMBER 136410132"] != nil)
        #expect(found["NEW_ZEALAND_TAX_NUMBER 49091850"] != nil)
    }

    @Test func manyHeadsTakeNoLonger() throws {
        // Each byte is read a bounded number of times.
        let found = try Self.found("<tr>" + String(repeating: "<th>a</th>", count: 100_000))
        #expect(found.isEmpty)
    }

    @Test func aTitleMayHaveARule() throws {
        let table = "Customers, all\n==============\n\nird number  part\n136410132   49091850\n"
        let found = try Self.found(table.replacing("Customers, all", with: "Customers"))
        #expect(found["NEW_ZEALAND_TAX_NUMBER 136410132"] != nil)
        #expect(found["NEW_ZEALAND_TAX_NUMBER 49091850"] == nil)
    }

    @Test func aFormIsNoTable() throws {
        #expect(try Self.found("Plan:\tBasic\nIRD number:\t136410132\n")["NEW_ZEALAND_TAX_NUMBER 136410132"] != nil)
    }

    @Test(arguments: [
        "kind,lithuanianPersonalCode\nA,38401115600\n", "kind\tLithuanian personal code\nA\t38401115600\n",
        "{\"lithuanianPersonalCode\": \"38401115600\"}",
    ])
    func theirCountryDecides(_ table: String) throws {
        #expect(try Self.found(table).keys.sorted() == ["LITHUANIA_PERSONAL_CODE 38401115600"])
    }

    @Test(arguments: ["numero_de_chassis", "numeroDeChassis", "NUMERO DE CHASSIS", "numéro de châssis"])
    func marksMayBeMissing(_ name: String) throws {
        let found = try Self.found("a,\(name)\n1,1HGCM82633A004352\n2,1M8GDM9AXKP042788\n")
        #expect(found["VEHICLE_IDENTIFICATION_NUMBER 1M8GDM9AXKP042788"] != nil)
    }

    @Test func shortWordsCountAsPartsOfNames() throws {
        #expect(try Self.found("id,croatianOib\nA,94577403194\n").keys.contains { $0.hasPrefix("CROATIA") })
        #expect(try Self.found("id,croatianboib\nA,94577403194\n").isEmpty)
    }

    @Test(arguments: [
        "{\"ird_number\": {\"value\": \"136410132\"}}", "{\"ird_number\": {\n  \"value\": \"136410132\"\n}}",
    ])
    func theKeyOfAnObjectIsALabel(_ text: String) throws {
        #expect(try Self.found(text)["NEW_ZEALAND_TAX_NUMBER 136410132"] != nil)
    }

    @Test func anObjectThatHasEndedIsNone() throws {
        let text = "{\"ird_number\": {\"value\": null}, \"item_of_the_order\": {\"item\": \"136410132\"}}"
        #expect(try Self.found(text)["NEW_ZEALAND_TAX_NUMBER 136410132"] == nil)
    }

    @Test(arguments: ["2222222222", "987654321", "1234567890"])
    func placeholdersAreUnsure(_ number: String) throws {
        let found = try Self.found("bank account number: \(number)\nphone: \(number)\n")
        #expect(found.values.allSatisfy { $0 == .low })
    }
}
