import BuiltInIdentifiers
import Detection
import DocumentScans
import Extraction
import Findings
import Identifiers
import Testing

@testable import TextScanning

/// What findings say of places that have names: in JSON, and in tables whose columns a reader knows.
@Suite struct StructuredPlaceTests {
    private static let options: TextOptions? = {
        guard let list = try? AllowList() else { return nil }
        var options = TextOptions(detector: Detector(BuiltInIdentifiers.load()), allowList: list)
        options.locatedOccurrences = .max
        return options
    }()

    private func places(_ text: String, pieces: [Int] = []) throws -> [String] {
        let options = try #require(Self.options)
        var tools = try options.makeTools()
        var scan = TextScan(options, content: .text(.utf8))
        scan.scan(Array(text.utf8), pieces: pieces, with: &tools)
        return scan.detections().flatMap(\.occurrences).map(\.location).map { location in
            "\(location.record.map { "\($0)" } ?? "-") \(location.jsonPath ?? "-") \(location.line)"
        }
    }

    @Test func matchesInJSONSayTheirPath() throws {
        let text = "{\"db\": {\"user\": \"app\",\n \"password\": \"Sommer2024!x\"}}"
        #expect(try places(text) == ["0 $.db.password 2"])
        let lines = "{\"n\":1}\n{\"n\":2,\"cards\":[{\"card\":\"4242424242424242\"}]}\n"
        #expect(try places(lines) == ["1 $.cards[0].card 2"])
    }

    @Test func longDocumentsSayThePathOfTheirEnd() throws {
        let filler = (0..<20_000).map { "{\"n\":\($0),\"text\":\"lorem ipsum\"}" }.joined(separator: ",\n")
        let text = "{\"all\":[\(filler)],\n\"db\":{\"password\":\"Sommer2024!x\"}}"
        let pieces = [Int](repeating: 1 << 16, count: text.utf8.count >> 16)
        let found = try places(text, pieces: pieces)
        #expect(found == ["0 $.db.password 20001"])
    }

    @Test func matchesInXMLAndYAMLSayTheirPath() throws {
        let xml = "<?xml version=\"1.0\"?>\n<app><db><user>app</user>\n<password>Sommer2024!x</password></db></app>"
        #expect(try places(xml) == ["- $.app.db.password 3"])
        let yaml = "services:\n  db:\n    environment:\n    - A=1\n    - POSTGRES_PASSWORD=Sommer2024!x\n"
        #expect(try places(yaml) == ["- $.services.db.environment[1] 5"])
        let hidden = "accounts:\n  IBAN DE82370400440532013417:\n    password: Sommer2024!x\n"
        #expect(try places(hidden).contains("- - 3"))
    }

    @Test func namesThatAreSensitiveAreInNoPath() throws {
        let text = "{\"IBAN DE82370400440532013417\": {\"password\": \"Sommer2024!x\"}}"
        let places = try places(text)
        #expect(places.contains { $0.hasPrefix("0 - ") })
        #expect(!places.contains { $0.contains("DE89") })
    }

    /// Hands over a table as a reader of databases does.
    private func cells(_ columns: [String], _ rows: [[String]], isOfRecords: Bool = false) throws -> [Location] {
        let options = try #require(Self.options)
        let scan = DocumentScan(options, scansBinary: true, ToolBox(try options.makeTools())) { _ in }
        var origin = TextOrigin(Trail(), sheet: "staff")
        origin.columns = columns.map { Array($0.utf8) }
        origin.isOfRecords = isOfRecords
        scan.begin(origin)
        for (row, cells) in rows.enumerated() {
            for (column, cell) in cells.enumerated() {
                scan.append([9].span)
                let path = RecordPath().member(columns[column]).text
                scan.place(isOfRecords ? TextPlace(record: row, path) : TextPlace(row: row + 2, column: column + 1))
                scan.append(Array(cell.utf8).span)
            }
            scan.append([10].span)
        }
        scan.end()
        var report = FileReport(path: [], coverage: .complete)
        scan.finish(into: &report)
        return report.detections.flatMap(\.occurrences).map(\.location)
    }

    @Test func namesOfColumnsCountForTablesOfOneColumnToo() throws {
        let found = try cells(["password"], [["Sommer2024!x"], ["Herbst2023?Q9"]])
        #expect(found.map(\.cell?.row) == [2, 3])
        #expect(found.map(\.cell?.columnName) == ["password", "password"])
        #expect(found.first?.cell?.reference == "staff!A2")
        #expect(try cells(["n"], [["Sommer2024!x"]]).isEmpty)
    }

    /// More than is looked at together, so that places of what was looked at are forgotten.
    @Test func placesOfLongTablesStayRight() throws {
        var rows = [[String]](repeating: ["ada", "a word and another one"], count: 60_000)
        for row in [3, 30_000, 59_999] { rows[row][1] = "password: Sommer2024!x" }
        let found = try cells(["user", "note"], rows)
        #expect(found.map(\.cell?.reference) == ["staff!B5", "staff!B30002", "staff!B60001"])
        let records = try cells(["user", "note"], rows, isOfRecords: true)
        #expect(records.map(\.record) == [3, 30_000, 59_999])
        #expect(records.allSatisfy { $0.jsonPath == "$.note" })
    }

    @Test func columnsWithSensitiveNamesKeepThemToThemselves() throws {
        let found = try cells(["password of IBAN DE82370400440532013417"], [["Sommer2024!x"]])
        #expect(found.count == 1)
        #expect(found.first?.cell != nil)
        #expect(found.first?.cell?.columnName == nil)
    }

    @Test func valuesOfRecordsHavePathsAndNoCells() throws {
        let found = try cells(["user", "password"], [["ada", "Sommer2024!x"]], isOfRecords: true)
        #expect(found.map(\.record) == [0])
        #expect(found.map(\.jsonPath) == ["$.password"])
        #expect(found.allSatisfy { $0.cell == nil })
        let hidden = try cells(["password of IBAN DE82370400440532013417"], [["Sommer2024!x"]], isOfRecords: true)
        #expect(hidden.map(\.record) == [0])
        #expect(hidden.map(\.jsonPath) == [nil])
    }
}
