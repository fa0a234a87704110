import Extraction
import Findings
import Foundation
import Testing

/// Databases that Python's `sqlite3` (SQLite 3.40) made.
@Suite struct DatabaseTests {
    private static func cells(_ found: Collector) -> [String] {
        found.pieces.compactMap { piece in
            guard let row = piece.place.row, let column = piece.place.column else { return nil }
            return "\(row):\(column) \(piece.text.filter { $0 != "\t" && $0 != "\n" })"
        }
    }

    @Test func tablesAreReadRowByRow() throws {
        let found = try OfficeTests.read("sqlite3.db")
        #expect(found.gaps == [])
        let cells = Self.cells(found)
        #expect(
            cells.prefix(6) == [
                "2:1 1", "2:2 Ada Grüße", "2:3 4242424242424242", "2:4 Sommer2024!x", "2:5 4500.5", "2:8 end",
            ]
        )
        // The key of a table without numbers of rows stands first in it, whatever the statement says.
        #expect(cells.contains("2:1 key0") && cells.contains("2:2 de") && cells.contains("2:3 value seed 0"))
        for number in 0..<60 { #expect(cells.contains { $0.hasSuffix(":3 value seed \(number)") }) }
        #expect(cells.contains("2:1 DE89370400440532013000"))
        #expect(
            cells.contains {
                $0.hasPrefix("2:2 start xxx") && $0.hasSuffix(" far endline twoline threepassword: Fruehling2021#k")
            }
        )
        #expect(cells.contains("3:4 He\"rbst2023?Q9"))
        #expect(Set(found.sheets) == ["staff", "kv", "one", "note", "gone"])
        #expect(found.columns.contains(["id", "name", "card number", "password", "salary", "photo", "up", "last"]))
        #expect(found.columns.contains(["password"]))
    }

    @Test func statementsAndFilesInCellsAreRead() throws {
        let found = try OfficeTests.read("sqlite3.db")
        #expect(found.pieces.contains { $0.part == .metadata && $0.text.contains("CREATE VIEW v as select name") })
        #expect(found.texts.contains("staff/photo/2!letter.txt: the seed in a blob"))
    }

    @Test func indicesGiveNothingTwice() throws {
        let found = try OfficeTests.read("sqlite3.db")
        #expect(found.all.components(separatedBy: "Ada Grüße").count == 2)
        #expect(found.all.components(separatedBy: "value seed 59").count == 2)
    }

    @Test func deletedRowsAreSeenValueByValue() throws {
        let found = try OfficeTests.read("sqlite3.db")
        let runs = found.pieces.filter { $0.part == .runs }.map(\.text).joined()
        #expect(runs.contains("Name7\tu7@example.org"))
        // Of those from 34 on, other rows have overwritten one.
        for number in 34...60 where number != 41 { #expect(runs.contains("Name\(number)\tu\(number)@example.org")) }
    }

    @Test func otherEncodingsAreDecoded() throws {
        let found = try OfficeTests.read("sqlite3-utf16.db")
        #expect(found.gaps == [])
        #expect(Self.cells(found) == ["2:1 Grüße seed €", "2:2 -5"])
        #expect(found.columns == [["naïve", "b"]])
    }

    @Test func damageIsSaidAndTheRestRead() throws {
        let bytes = try OfficeTests.bytes("sqlite3.db")
        let short = Collector.read(Array(bytes.prefix(bytes.count - 700)))
        #expect(short.gaps.contains(": malformed"))
        #expect(short.all.contains("Ada Grüße"))
        // Only the header is left, and one that says nothing.
        #expect(Collector.read(Array(bytes.prefix(60))).gaps == [": malformed"])
        var sizeless = bytes
        (sizeless[16], sizeless[17]) = (0, 3)
        let found = Collector.read(sizeless)
        #expect(found.gaps == [": malformed"])
        #expect(found.all.contains("4242424242424242"))
    }

    /// A page that holds a table's root and says that its children are itself, and cells that all are one.
    @Test func circlesEnd() throws {
        var bytes = try OfficeTests.bytes("sqlite3.db")
        for page in 1..<bytes.count / 512 where bytes[page * 512] == 13 {
            let start = page * 512
            bytes[start] = 5
            for offset in 8..<12 { bytes[start + offset] = 0 }
            bytes[start + 11] = UInt8(page + 1)
        }
        let circle = Collector.read(bytes)
        #expect(circle.gaps.contains(": malformed"))

        var many = try OfficeTests.bytes("sqlite3.db")
        for page in 1..<many.count / 512 where many[page * 512] == 13 {
            let start = page * 512
            let cell = (many[start + 8], many[start + 9])
            (many[start + 3], many[start + 4]) = (0, 200)
            for pointer in 0..<200 { (many[start + 8 + 2 * pointer], many[start + 9 + 2 * pointer]) = cell }
        }
        let found = Collector.read(many)
        #expect(found.gaps.contains(": malformed"))
        #expect(found.byteCount < 4 * many.count)
    }

    /// The schema lies in the log, with the rows of one table; of the other only the page that has changed.
    @Test func writeAheadLogsAreReadRowByRow() throws {
        let found = try OfficeTests.read("sqlite3.db-wal")
        #expect(found.gaps == [])
        let cells = Self.cells(found)
        for cell in [
            "2:1 1", "2:2 Ada Seed", "2:3 4242424242424242", "3:2 Eve Seed", "3:3 378282246310005", "3:4 changed",
        ] {
            #expect(cells.contains(cell))
        }
        #expect(found.columns.contains(["id", "name", "card number", "note"]))
        #expect(found.all.contains("end of a long note") && found.all.contains("Zoe Seed"))
        // What was there before is read, and what all versions of a page have only once.
        #expect(found.all.contains("short"))
        for name in ["Ada Seed", "Zoe Seed", "Person 28"] {
            #expect(found.all.components(separatedBy: name).count == 2, "\(name)")
        }
        let bytes = try OfficeTests.bytes("sqlite3.db-wal")
        let short = Collector.read(Array(bytes.dropLast(100)))
        #expect(short.gaps == [": malformed"])
        #expect(short.all.contains("Ada Seed"))
    }

    @Test func rollbackJournalsAreReadRowByRow() throws {
        let found = try OfficeTests.read("sqlite3.db-journal")
        #expect(found.gaps == [])
        for number in 0..<40 where number != 39 {
            #expect(found.all.components(separatedBy: "Former \(number)\t").count == 2, "\(number)")
            #expect(found.all.contains("\(4_000_000_000_000_000 + number)"))
        }
    }

    @Test func changedJournalsNeverTrap() throws {
        for name in ["sqlite3.db-wal", "sqlite3.db-journal"] {
            let bytes = try OfficeTests.bytes(name)
            Collector.readChanged(bytes, in: 6, times: 150, seed: 24)
            for count in stride(from: 0, to: bytes.count, by: 97) { _ = Collector.read(Array(bytes.prefix(count))) }
        }
    }

    @Test func changedBytesNeverTrap() throws {
        let bytes = try OfficeTests.bytes("sqlite3.db")
        Collector.readChanged(bytes, in: 20, times: 150, seed: 20)
        Collector.readChanged(try OfficeTests.bytes("sqlite3-utf16.db"), in: 6, times: 150, seed: 21)
    }
}

/// Property lists that Python's `plistlib` made, and tables that `dbf` 0.99 made.
@Suite struct PropertyListTests {
    @Test func propertyListsAreReadWithTheirKeys() throws {
        let found = try OfficeTests.read("plistlib.plist")
        #expect(found.gaps == [])
        let lines = found.pieces.filter { $0.trail.isEmpty }.map { "\($0.place.jsonPath ?? "") \($0.text)" }
        for line in [
            "$.Server.Password Server.Password: Sommer2024!x\n", "$.Server.Ports[1] Server.Ports: -2\n",
            "$.Server.Name Server.Name: Grüße\n", "$.when when: 2024-05-06T07:08:09Z\n", "$.ratio ratio: 2.5\n",
            "$.on on: true\n", "$['access keys'][1] access keys: seed two\n",
        ] {
            #expect(lines.contains(line))
        }
        #expect(found.texts.contains("$.blob!letter.txt: the seed in a blob"))
    }

    /// A list of itself, and lists of one another that would give 10 to the power of 20 values.
    @Test func propertyListsThatReferToThemselvesEnd() {
        func file(_ objects: [[UInt8]]) -> [UInt8] {
            var bytes = Array("bplist00".utf8)
            var offsets: [UInt8] = []
            for object in objects {
                offsets += [UInt8(bytes.count >> 8), UInt8(bytes.count & 255)]
                bytes += object
            }
            let table = bytes.count
            let zeroes = [UInt8](repeating: 0, count: 6)
            bytes += offsets + zeroes + [2, 1] + zeroes + [0, UInt8(objects.count)]
            return bytes + [UInt8](repeating: 0, count: 8) + zeroes + [UInt8(table >> 8), UInt8(table & 255)]
        }
        let circle = Collector.read(file([[0xA2, 0, 1], [0x54] + Array("seed".utf8)]))
        #expect(circle.gaps == [": malformed"])
        #expect(circle.all == "seed\n")
        let lists = (0..<20).map { [0xAA] + [UInt8](repeating: UInt8($0 + 1), count: 10) }
        let bomb = Collector.read(file(lists + [[0x54] + Array("seed".utf8)]))
        #expect(bomb.gaps.contains { $0.hasSuffix("ratio-limit") || $0.hasSuffix("expansion-limit") })
    }

    @Test func changedPropertyListsNeverTrap() throws {
        Collector.readChanged(try OfficeTests.bytes("plistlib.plist"), in: 4, times: 400, seed: 22)
    }

    @Test func tablesOfDBaseAreRead() throws {
        let found = try OfficeTests.read("dbf.dbf")
        #expect(found.gaps == [])
        let cells = found.pieces.map { piece in
            "\(piece.part) \(piece.place.row ?? 0):\(piece.place.column ?? 0) \(piece.text.filter { $0 != "\t" && $0 != "\n" })"
        }
        #expect(
            cells == [
                "metadata 0:0 NAMECARDBORNAMOUNT", "body 2:1 Ada Grüße", "body 2:2 4242424242424242",
                "body 2:3 1980-01-02", "body 2:4 12.50", "body 4:1 Eve", "body 4:2 378282246310005",
                "deleted 3:1 Bob", "deleted 3:2 5425278152008031", "deleted 3:3 1990-03-04", "deleted 3:4 -3.00",
            ]
        )
        #expect(found.columns.first == ["NAME", "CARD", "BORN", "AMOUNT"])
    }

    @Test func tablesThatPromiseMoreThanTheyHoldAreDamaged() throws {
        var bytes = try OfficeTests.bytes("dbf.dbf")
        bytes[6] = 1
        let found = Collector.read(bytes)
        #expect(found.gaps == [": malformed"])
        #expect(found.all.contains("Ada Grüße"))
        Collector.readChanged(bytes, in: 3, times: 300, seed: 23)
    }
}
