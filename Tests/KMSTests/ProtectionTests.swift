import Cryptography
import Foundation
import Gateway
import JSON
import POSIX
import ServiceModel
import Testing

@testable import KMS

/// The audit log, the seal and the escrow.
@Suite struct ProtectionTests {
    private func harness(entries: Int) throws -> (KeyHarness, URL) {
        let harness = try KeyHarness()
        for _ in 0..<entries { try harness.perform("GenerateRandom", #"{"NumberOfBytes":1}"#) }
        try harness.service.anchorAudit()
        return (harness, harness.folder.appending(path: "audit.log"))
    }

    @Test func everyRequestIsInTheAuditLogWithItsEnd() throws {
        let (harness, log) = try harness(entries: 0)
        let key = try harness.makeKey()
        _ = harness.code(
            "Encrypt",
            #"{"KeyId":"\#(key)","Plaintext":"c2VjcmV0IHBsYWludGV4dA==","EncryptionContext":{"file":"a"}}"#
        )
        _ = harness.code("Encrypt", #"{"KeyId":"\#(key)"}"#)
        _ = harness.code("Decrypt", #"{"CiphertextBlob":"aGk="}"#)
        let lines = try String(contentsOf: log, encoding: .utf8).split(separator: "\n")
        let entries = try lines.map { try JSONValue(parsing: Array($0.utf8)) }
        #expect(entries.map { $0["action"]?.string } == ["kms:CreateKey", "kms:Encrypt", "kms:Encrypt", "kms:Decrypt"])
        #expect(
            entries.map { $0["result"]?.string } == [
                "Success", "Success", "ValidationException", "InvalidCiphertextException",
            ]
        )
        #expect(entries[1]["user"] == .string("alice"))
        #expect(entries[1]["keys"]?.array == [.string("arn:aws:kms:local:000000000000:key/\(key)")])
        #expect(entries[1]["encryptionContext"] == .object(["file": .string("a")]))
        #expect(!lines.joined().contains("c2VjcmV0"))
        try harness.restart()
        _ = harness.code("ListKeys", "{}")
        #expect(try harness.service.verifyAudit() == (5, nil))
    }

    /// Requests of one call are as many requests: each is decided, bound to its context and logged for itself.
    @Test func requestsOfOneCallAreLoggedOneByOne() throws {
        let (harness, log) = try harness(entries: 0)
        let key = try harness.makeKey()
        let sealed = try harness.blob(
            "Encrypt",
            #"{"KeyId":"\#(key)","Plaintext":"aGk=","EncryptionContext":{"v":"1"}}"#,
            "CiphertextBlob"
        )
        let operation = try #require(KMSModel.operation("Decrypt"))
        let requests = try ["1", "2", "1"].enumerated().map { index, version in
            let input = #"{"CiphertextBlob":"\#(Base64.text(sealed))","EncryptionContext":{"v":"\#(version)"}}"#
            return ServiceRequest(
                operation,
                try JSONValue(parsing: Array(input.utf8)),
                by: .user(UInt32(1000 + index), name: "user \(index)"),
                at: harness.service.now()
            )
        }
        let taken = Monitor<[Gateway.Answer]>([])
        let logged = Monitor("")
        harness.gateway.perform(requests) { answers in
            taken.withLock { $0 = answers }
            logged.withLock { $0 = (try? String(contentsOf: log, encoding: .utf8)) ?? "" }
        }
        let answers = taken.withLock { $0 }
        #expect(answers.count == 3)
        #expect(try answers[0].get().value()["Plaintext"] == .string("aGk="))
        #expect(throws: ServiceError.self) { try answers[1].get() }
        #expect(try answers[2].get().value()["Plaintext"] == .string("aGk="))
        let lines = logged.withLock { $0 }.split(separator: "\n").suffix(3)
        let entries = try lines.map { try JSONValue(parsing: Array($0.utf8)) }
        #expect(entries.map { $0["result"]?.string } == ["Success", "InvalidCiphertextException", "Success"])
        #expect(entries.map { $0["uid"]?.integer } == [1000, 1001, 1002])
        #expect(entries.map { $0["encryptionContext"]?["v"]?.string } == ["1", "2", "1"])
        #expect(try harness.service.verifyAudit() == (5, nil))
    }

    @Test func requestsThatComeTogetherAreInTheAuditLogWhenTheyAreAnswered() throws {
        let (harness, log) = try harness(entries: 0)
        let key = try harness.makeKey()
        let (service, gateway) = (harness.service, harness.gateway)
        let operation = try #require(KMSModel.operation("Encrypt"))
        let missing = Monitor<[String]>([])
        Threads.run(8) { thread in
            for number in 0..<25 {
                let name = "\(thread)-\(number)"
                let input = #"{"KeyId":"\#(key)","Plaintext":"aGk=","EncryptionContext":{"name":"\#(name)"}}"#
                let parsed = (try? JSONValue(parsing: Array(input.utf8))) ?? .null
                let request = ServiceRequest(operation, parsed, by: .user(1000, name: "alice"), at: service.now())
                let answer = try? gateway.perform(request)
                let lines = try? String(contentsOf: log, encoding: .utf8)
                let isThere = lines?.contains(#"{"name":"\#(name)"}"#) == true
                if answer == nil || !isThere { missing.withLock { $0.append(name) } }
            }
        }
        #expect(missing.withLock { $0 }.isEmpty)
        #expect(try service.verifyAudit() == (201, nil))
    }

    @Test func whoeverChangesTheAuditLogIsFoundOut() throws {
        let (harness, log) = try harness(entries: 40)
        let whole = try String(contentsOf: log, encoding: .utf8)
        let lines = whole.split(separator: "\n").map(String.init)
        #expect(try harness.service.verifyAudit() == (40, nil))
        func check(_ lines: [String], bad: Int?, _ what: String) throws {
            try lines.map { $0 + "\n" }.joined().write(to: log, atomically: false, encoding: .utf8)
            #expect(try harness.service.verifyAudit().firstBad == bad, "\(what)")
        }
        for index in lines.indices {
            var changed = lines
            changed[index] = changed[index].replacing("alice", with: "bobby")
            try check(changed, bad: index + 1, "line \(index + 1) edited")
            changed = lines
            changed.remove(at: index)
            try check(changed, bad: index + 1, "line \(index + 1) removed")
            if index > 0 {
                changed = lines
                changed.swapAt(index - 1, index)
                try check(changed, bad: index, "lines \(index) and \(index + 1) swapped")
            }
            try check(Array(lines[..<index]), bad: index + 1, "cut off after line \(index)")
        }
        try check(lines, bad: nil, "restored")
    }

    @Test func sealedKeysCannotBeUsed() throws {
        let harness = try KeyHarness()
        let key = try harness.makeKey()
        let input = #"{"KeyId":"\#(key)","Plaintext":"aGk="}"#
        #expect(harness.code("Encrypt", input) == nil)
        try harness.perform("Seal")
        #expect(harness.code("Encrypt", input) == "KeyUnavailableException")
        #expect(harness.code("CreateKey", "{}") == "KeyUnavailableException")
        #expect(try harness.state(key) == "Enabled")
        #expect(try harness.perform("DescribeRootKey")["Sealed"] == .boolean(true))
        try harness.perform("Unseal")
        #expect(harness.code("Encrypt", input) == nil)
    }

    @Test func anyThreeOfFiveSharesRestoreTheRootKey() throws {
        let harness = try KeyHarness()
        let key = try harness.makeKey()
        let blob = try #require(
            try harness.perform("Encrypt", #"{"KeyId":"\#(key)","Plaintext":"aGk="}"#)["CiphertextBlob"]?.string
        )
        let shares =
            try harness.perform("CreateEscrow", #"{"Threshold":3,"Count":5}"#)["Shares"]?.array.compactMap(\.string)
            ?? []
        try #require(shares.count == 5)
        func list(_ indexes: [Int]) -> String { indexes.map { "\"\(shares[$0])\"" }.joined(separator: ",") }
        #expect(harness.code("VerifyEscrow", #"{"Shares":[\#(list([4, 0, 2]))]}"#) == nil)
        #expect(harness.code("VerifyEscrow", #"{"Shares":[\#(list([4, 0]))]}"#) == "InvalidShareException")
        // The root key is lost: nothing can be used, and no new one is made in its place.
        try FileManager.default.removeItem(at: harness.folder.appending(path: "root.key"))
        try harness.restart()
        #expect(harness.code("Decrypt", #"{"CiphertextBlob":"\#(blob)"}"#) == "KeyUnavailableException")
        try harness.perform("Unseal", #"{"Shares":[\#(list([1, 2, 3]))]}"#)
        #expect(harness.code("Decrypt", #"{"CiphertextBlob":"\#(blob)"}"#) == nil)
        // It is where it was, too.
        try harness.restart()
        #expect(harness.code("Decrypt", #"{"CiphertextBlob":"\#(blob)"}"#) == nil)
    }
}
