import Bytes
import BuiltInIdentifiers
import Detection
import Findings
import Identifiers
import Testing

@testable import TextScanning

/// Dumps of databases: each cell has its own statement's column for context.
@Suite struct DumpTests {
    private static let detector = Detector(BuiltInIdentifiers.load())

    /// Where it was found, and in which column.
    private struct Place: Equatable, CustomStringConvertible {
        var identifier: String
        var line: Int
        var column: String?
        var description: String { "\(identifier) \(line) \(column ?? "-")" }
    }

    private func places(_ text: String, pieces: [Int] = []) throws -> [Place] {
        var options = TextOptions(detector: Self.detector, allowList: try AllowList())
        options.locatedOccurrences = .max
        var tools = try options.makeTools()
        var scan = TextScan(options, content: .text(.utf8))
        scan.scan(Array(text.utf8), pieces: pieces, with: &tools)
        #expect(scan.gaps == 0)
        return scan.detections().flatMap { detection in
            detection.occurrences.map { occurrence in
                Place(
                    identifier: detection.identifier.id,
                    line: occurrence.location.line,
                    column: occurrence.location.cell?.columnName
                )
            }
        }
    }

    /// Numbers that count only where something says what they are.
    private static func number(_ row: Int) -> String { "\(536 - row % 90)\(10 + row % 80)\(4000 + row)" }

    private static let identifier = "USA_SOCIAL_SECURITY_NUMBER"

    /// Rows that keep everything that could be context far away.
    private static let filler = String(repeating: "lorem ipsum dolor sit amet ", count: 8)

    private static func copy(_ name: String, _ columns: String, _ rows: [String]) -> String {
        "COPY public.\(name) (\(columns)) FROM stdin;\n" + rows.map { $0 + "\n" }.joined() + "\\.\n\n\n"
    }

    /// Two tables in which the same numbers are something and nothing, in each form.
    static let forms: [(form: String, text: String)] = {
        let rows = 0..<40
        let patients = rows.map { "\($0)\t\(filler)\t\(number($0))\tit\\ts \\N" }
        let parts = rows.map { "\(number($0))\t\(filler)\t\($0)" }
        func tuple(_ row: Int, _ quote: String) -> String {
            "(\(row), 'it\(quote)s, (', '\(filler)', '\(number(row))')"
        }
        func part(_ row: Int) -> String { "('\(number(row))', '\(filler)', \(row))" }
        return [
            (
                "COPY",
                "--\n-- PostgreSQL database dump\n--\n\n"
                    + copy("patients", "id, note, ssn, \"Last words\"", patients)
                    + copy("parts", "code, note, id", parts)
                    + copy("\"Patients\"", "id, note, ssn, words", patients)
            ),
            (
                "INSERT for each row",
                rows.map { "INSERT INTO public.patients (id, a, note, ssn) VALUES \(tuple($0, "''"));\n" }.joined()
                    + rows.map { "INSERT INTO public.parts (code, note, id) VALUES \(part($0));\n" }.joined()
                    + rows.map { "INSERT INTO public.patients (id, a, note, ssn) VALUES \(tuple($0, "''"));\n" }
                    .joined()
            ),
            (
                "INSERT of many rows in a line",
                """
                CREATE TABLE `patients` (
                  `id` int NOT NULL COMMENT 'a, (b',
                  `a` varchar(10) DEFAULT ')',
                  `note` text,
                  `ssn` char(11),
                  PRIMARY KEY (`id`)
                ) ENGINE=InnoDB;
                INSERT INTO `patients` VALUES \(rows.map { tuple($0, "\\'") }.joined(separator: ","));
                CREATE TABLE IF NOT EXISTS `parts` (`code` char(11), `note` text, `id` int);
                INSERT IGNORE INTO `parts` VALUES \(rows.map(part).joined(separator: ","));
                REPLACE INTO `patients` VALUES \(rows.map { tuple($0, "\\'") }.joined(separator: ","));

                """
            ),
            (
                "INSERT over many lines",
                "  insert into patients(id, a, note, ssn)\nvalues\n"
                    + rows.map { tuple($0, "''") }.joined(separator: ",\n") + ";\n"
                    + "insert into parts (code, note, id) values\n" + rows.map(part).joined(separator: ",\n") + ";\n"
                    + "INSERT [dbo].[patients] ([id], [a], [note], [ssn]) VALUES \n"
                    + rows.map { tuple($0, "''") }.joined(separator: ",\n") + "\nGO\n"
            ),
        ]
    }()

    @Test(arguments: forms.map(\.form))
    func eachCellHasTheColumnOfItsOwnStatement(_ form: String) throws {
        let text = try #require(Self.forms.first { $0.form == form }?.text)
        let found = try places(text).filter { $0.identifier == Self.identifier }
        #expect(found.count == 80)
        #expect(Set(found.map(\.column)) == ["ssn"])
    }

    /// Wherever a chunk ends, in a list of columns, a text or a number: it is the same.
    @Test(arguments: forms.map(\.form))
    func chunksMakeNoDifference(_ form: String) throws {
        let text = try #require(Self.forms.first { $0.form == form }?.text)
        let whole = try places(text)
        #expect(!whole.isEmpty)
        for size in [997, 3001, 3307, 4099] {
            let cut = try places(text, pieces: [Scanner.marginAfter + size % 700] + Array(repeating: size, count: 200))
            #expect(cut == whole, "pieces of \(size)")
        }
    }

    @Test func aTextThatReadsOtherwiseIsACellToo() throws {
        let rows = (0..<40).map { "\($0)\t\(Self.filler)\t\(Self.number($0).replacing("4", with: "4\u{AD}"))" }
        let found = try places(Self.copy("patients", "id, note, ssn", rows)).filter { $0.identifier == Self.identifier }
        #expect(found.count == 40 && Set(found.map(\.column)) == ["ssn"])
    }

    /// Behind the last row, or what is no row, a column says nothing any more.
    @Test(arguments: [
        "COPY p (id, ssn) FROM stdin;\n1\tx\n\\.\n", "COPY p (id, ssn) FROM stdin;\nThis is how it is done.\n",
        "INSERT INTO p (id, ssn) VALUES (1, 'x');\n",
        "INSERT INTO p (id, ssn) VALUES (1, 'x')\n    ON CONFLICT DO NOTHING;\n",
        "INSERT INTO p (id, ssn) SELECT 1, 'x';\n", "COPY p (id, ssn) TO stdout;\n", "COPY p FROM stdin;\n1\tx\n\\.\n",
        "INSERT INTO p (id, ssn\nINSERT INTO p (id) VALUES (1);\n", "CREATE TABLE p (id int, ssn text);\n",
        "CREATE TABLE p (id int, ssn text);\nINSERT INTO q VALUES (1, 'x');\n",
    ])
    func whatFollowsIsNoCell(_ text: String) throws {
        let row = "1\t\(Self.number(7))\n(2, '\(Self.number(8))'),\n"
        let found = try places(text + Self.filler + Self.filler + "\n" + row)
        #expect(found.filter { $0.identifier == Self.identifier } == [])
    }

    /// Statements with as many commas as each other are no table with the first of them for a header.
    @Test func statementsFromTheFirstLineOnAreNoTable() throws {
        let rows = (0..<9).map {
            "INSERT INTO p (id, note, ssn) VALUES ('x', '\(Self.filler)', '\(Self.number($0))');\n"
        }
        let first = "insert into p (id, note, ssn) values ('x', 'y', 'z');\n"
        let found = try places(first + rows.joined()).filter { $0.identifier == Self.identifier }
        #expect(found.count == 9 && Set(found.map(\.column)) == ["ssn"])
    }

    /// What a member of the public writes into a cell ends nothing.
    @Test func statementsInCellsAreCells() throws {
        let rows = [
            "COPY x (y) FROM stdin;\\nINSERT INTO x (a) VALUES (1)", "INSERT INTO q (id, ref) VALUES ('a', 'b')",
        ]
        let copied = (rows + rows).enumerated().map { "\($1)\t\(Self.filler)\t\(Self.number($0))" }
        let found = try places(Self.copy("patients", "\"comment\", note, ssn", copied))
        #expect(found.filter { $0.identifier == Self.identifier }.map(\.column) == ["ssn", "ssn", "ssn", "ssn"])
        let inserted = (0..<4).map {
            "('''), (''; INSERT INTO x (a) VALUES (''', '\(Self.filler)', '\(Self.number($0))')"
        }
        let all = "INSERT INTO patients (comment, note, ssn) VALUES " + inserted.joined(separator: ", ") + ";\n"
        #expect(
            try places(all).filter { $0.identifier == Self.identifier }.map(\.column) == ["ssn", "ssn", "ssn", "ssn"]
        )
    }

    /// So many tables that not all can be known: those that come are.
    @Test func tablesWithoutEndAreBounded() throws {
        let tables = (0..<3000).map { "CREATE TABLE t\($0) (a\($0) int, b int, c int, d int, e int, f int, g int);\n" }
        let text = tables.joined() + Self.copy("patients", "id, note, ssn", ["1\t\(Self.filler)\t\(Self.number(1))"])
        #expect(try places(text).filter { $0.identifier == Self.identifier }.map(\.column) == ["ssn"])
    }
}
