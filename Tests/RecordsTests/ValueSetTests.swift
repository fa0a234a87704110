import Findings
import Foundation
import GRDB
import Testing

@testable import Records

/// Sets of values as they are kept.
@Suite struct ValueSetTests {
    private static func digest(_ number: Int) -> String {
        let digits = String(number, radix: 16)
        return "hmac-sha256:" + String(repeating: "0", count: 64 - digits.count) + digits
    }

    private static let values = Set(
        (0..<300).map { FoundValue(type: $0 % 3 == 0 ? "EMAIL_ADDRESS" : "CARD", digest: digest($0)) }
            + [FoundValue(type: "CARD", digest: "others:7:0af3"), FoundValue(type: "Straße", digest: "others:1:")]
    )

    @Test(arguments: [Set<FoundValue>(), values, values.filter { $0.type == "CARD" }])
    func whatIsWrittenIsRead(_ values: Set<FoundValue>) {
        #expect(ValueSet(bytes: ValueSet(values).bytes)?.values == values)
    }

    @Test func aValueTakesItsDigest() {
        #expect(ValueSet(ValueSetTests.values).bytes.count < 300 * 32 + 100)
    }

    @Test func bytesThatWereCutAreNoSet() {
        let bytes = ValueSet(ValueSetTests.values).bytes
        let whole = ValueSetTests.values
        for count in 1..<bytes.count {
            let read = ValueSet(bytes: bytes.prefix(count))?.values
            // Cut between two identifiers, it is a smaller set.
            #expect(read == nil || read?.isStrictSubset(of: whole) == true)
        }
        #expect(ValueSet(bytes: bytes + [0]) == nil)
        #expect(ValueSet(bytes: Data([0, 1, 65, 255, 255, 255, 255, 0, 0])) == nil)
    }

    /// What earlier versions have kept in a row for each value.
    @Test func rowsOfEarlierVersionsBecomeSets() throws {
        let queue = try DatabaseQueue()
        try Schema.migrator.migrate(queue, upTo: "0016-finding-list")
        try queue.write { database in
            try database.execute(
                sql: """
                    INSERT INTO bucket (id, name, path) VALUES (1, 'share', X'2F');
                    INSERT INTO finding (id, bucket, key, type, severity, occurrences, state, digest, createdAt, updatedAt,
                        detail)
                    VALUES ('a', 1, X'61', 't', 1, 1, 'new', 'd', 1, 2, '{}'),
                        ('b', 1, X'62', 't', 1, 1, 'new', 'd', 1, 2, '{}');
                    """
            )
            for value in ValueSetTests.values {
                try database.execute(
                    sql: "INSERT INTO fingerprint VALUES (?, 'a', ?)",
                    arguments: [value.digest, value.type]
                )
            }
        }
        try Schema.migrator.migrate(queue)
        try queue.read { database in
            let rows = try Row.fetchAll(database, sql: "SELECT finding, digests FROM valueSet")
            #expect(rows.map { $0[0] as String } == ["a"])
            #expect(rows.first.flatMap { ValueSet(bytes: $0[1]) }?.values == ValueSetTests.values)
        }
    }
}
