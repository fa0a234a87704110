import Cryptography
import Foundation
import JSON
import POSIX
import Testing

@testable import Auditing

/// Logs in files, as earlier versions have written them and as this one goes on.
@Suite struct AuditFileTests {
    /// Lines of a log whose key is 32 bytes of 7; the seals were made with Python's `hmac`.
    private static let lines = [
        #"{"n":1,"time":"2026-01-01T00:00:00Z","uid":0,"user":"root","action":"kms:CreateKey","keys":["arn:aws:kms:local:000000000000:key/k"],"result":"Success","seal":"4e3660c93a4ccf2878cd48242b5f8ab08bf43e0f4e9b90e2fb16293b8e5f0b9b"}"#,
        #"{"n":2,"time":"2026-01-01T00:00:01Z","uid":1000,"user":"alice","action":"kms:Decrypt","encryptionContext":{"version":"1"},"result":"InvalidCiphertextException","seal":"f950be85c74c48ba4f7ec21d38fcf8b5e0de0e7819a038b8bbfba370ea7e77fa"}"#,
    ]

    /// Notes in memory.
    private final class Notes: AuditNotes {
        private let kept = Monitor<[AuditNote: JSONValue]>([:])

        func notes() -> [AuditNote: JSONValue] { kept.withLock { $0 } }

        func keep(_ notes: [AuditNote: JSONValue?]) {
            kept.withLock { kept in for (note, value) in notes { kept[note] = value } }
        }
    }

    private final class Place {
        let file = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)")
        let notes = Notes()

        deinit { try? FileManager.default.removeItem(at: file) }

        func write(_ lines: [String]) throws {
            try Data(lines.map { $0 + "\n" }.joined().utf8).write(to: file)
        }

        func open(_ key: [UInt8] = Array(repeating: 7, count: 32)) throws -> AuditLog {
            var bytes = key
            let key = SecretBytes(wiping: &bytes)
            return AuditLog(try AuditFile(path: Array(file.path.utf8), key: key, notes: notes), key: key)
        }
    }

    private let entry = AuditEntry(
        userID: 1000,
        userName: "alice",
        action: "kms:Encrypt",
        subjects: ["arn:aws:kms:local:000000000000:key/k"],
        context: ["version": "2"],
        result: .success
    )

    @Test func aLogOfAnEarlierVersionIsWholeAndGoesOn() throws {
        let place = Place()
        try place.write(Self.lines)
        let log = try place.open()
        #expect(try log.verify() == (2, nil))
        try log.write(entry)
        #expect(try log.verify() == (3, nil))
        let last = try String(contentsOf: place.file, encoding: .utf8).split(separator: "\n").last ?? ""
        #expect(last.hasPrefix(#"{"n":3,"time":""#))
        #expect(
            last.contains(
                #","uid":1000,"user":"alice","action":"kms:Encrypt","keys":["arn:aws:kms:local:000000000000:key/k"],"encryptionContext":{"version":"2"},"result":"Success","seal":""#
            )
        )
    }

    @Test func whoeverAppendsHearsTheNumberOfTheFirstEntry() throws {
        let place = Place()
        try place.write(Self.lines)
        let log = try place.open()
        let intent = try log.write(entry)
        #expect(intent == 3)
        var outcome = entry
        (outcome.result, outcome.intent) = (.refused("DisabledException"), intent)
        let first = Monitor<Int?>(nil)
        log.append([outcome, entry]) { result in first.withLock { $0 = try? result.get() } }
        #expect(first.withLock { $0 } == 4)
        let lines = try String(contentsOf: place.file, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 5 && lines[3].contains(#""result":"DisabledException","intent":3,"seal":""#))
        #expect(try log.verify() == (5, nil))
    }

    /// Edited, moved, removed, or sealed by somebody who lacks the key.
    @Test(arguments: [
        ([lines[1]], 1), ([lines[1], lines[0]], 1), ([lines[0], lines[1].replacing("alice", with: "bobby")], 2),
    ])
    func whatWasChangedIsDamageUntilItIsAccepted(_ lines: [String], _ bad: Int) throws {
        let place = Place()
        try place.write(lines)
        let log = try place.open()
        #expect(try log.verify().firstBad == bad)
        #expect(try log.compare()?.why == "entry \(bad) is not what was written")
        #expect(try log.moveAnchor() == nil)
        try log.accept(entry)
        #expect(try log.compare() == nil)
        #expect(try log.verify().firstBad == nil)
        #expect(try log.moveAnchor() == log.end)
    }

    @Test func anotherKeyMakesOtherSeals() throws {
        let place = Place()
        try place.write(Self.lines)
        #expect(try place.open(Array(repeating: 8, count: 32)).verify().firstBad == 1)
    }

    @Test func aLogThatWasCutShowsByItsAnchorAndByOthers() throws {
        let place = Place()
        try place.write(Self.lines)
        let end = try #require(try place.open().moveAnchor())
        try place.write([Self.lines[0]])
        #expect(try place.open().compare()?.why.contains("entry 2, which was anchored") == true)
        place.notes.keep([.damage: nil, .own: nil])
        #expect(try place.open().compare() == nil)
        #expect(try place.open().compare(with: [end])?.why.contains("entry 2, which was anchored") == true)
    }
}
