import Foundation
import JSON
import POSIX
import ServiceModel
import Testing

@testable import EventBus
@testable import EventOperations

/// Addresses and headers of webhooks are credentials, and programs run with the rights of the service.
@Suite struct CredentialMaskingTests {
    private static let path = "/services/T024/B0PEN/canary-4711"
    private let harness: BusHarness

    init() throws {
        harness = try BusHarness()
        try harness.perform("PutRule", #"{"Name":"hook","EventPattern":"{\"source\":[\"app\"]}"}"#)
        let target = """
            {"Id":"w","Arn":"https://hooks.example.org\(Self.path)?sig=canary-4712","RetryPolicy":{"MaximumRetryAttempts":0},
            "HttpParameters":{"HeaderParameters":{"authorization":"Bearer canary-4713"},
            "QueryStringParameters":{"code":"canary-4714"}}}
            """
        let answer = try harness.perform("PutTargets", #"{"Rule":"hook","Targets":[\#(target)]}"#)
        #expect(answer["FailedEntryCount"] == .number(0))
    }

    private func refusal(_ target: String) throws -> String? {
        harness.refusal("PutTargets", #"{"Rule":"hook","Targets":[\#(target)]}"#)?.message
    }

    @Test func nobodySeesCredentialsButWhoAsksForThem() throws {
        let listed = try harness.perform("ListTargetsByRule", #"{"Rule":"hook"}"#).json
        #expect(!listed.contains("canary"))
        #expect(listed.contains(#""Arn":"https://hooks.example.org/***""#))
        #expect(listed.contains(#""authorization":"***""#) && listed.contains(#""code":"***""#))
        #expect(try !harness.perform("ListRuleMetrics").json.contains("canary"))
        let all = ["canary-4711", "canary-4712", "canary-4713", "canary-4714"]
        let revealed = try harness.perform("RevealTargets", #"{"Rule":"hook"}"#).json
        #expect(all.allSatisfy { revealed.contains($0) })
        #expect(EventsModel.operation("RevealTargets")?.access == .admin)
    }

    @Test func whatIsMaskedCannotBeGuessedOrPut() throws {
        let names = try harness.perform("ListRuleNamesByTarget", #"{"TargetArn":"https://hooks.example.org/wrong"}"#)
        #expect(names["RuleNames"] == .array([.string("hook")]))
        let masked = try #require(
            try harness.perform("ListTargetsByRule", #"{"Rule":"hook"}"#)["Targets"]?.array.first
        )
        #expect(try refusal(masked.json)?.contains("RevealTargets") == true)
        #expect(try refusal(#"{"Id":"n","Arn":"https://user:canary@host:1/x y"}"#)?.contains("canary") == false)
    }

    @Test func whatBecameOfEventsTellsNoCredentials() throws {
        try harness.perform("PutRule", #"{"Name":"own","EventPattern":"{\"source\":[\"magpie\"]}"}"#)
        let file = harness.folder.appending(path: "own.jsonl")
        try harness.perform("PutTargets", #"{"Rule":"own","Targets":[{"Id":"f","Arn":"jsonl:\#(file.path)"}]}"#)
        // There is no courier: the first try fails and is the last.
        try harness.put(1)
        #expect(
            harness.waitFor {
                (try? harness.perform("ListDeadLetters")["DeadLetters"]?.array.isEmpty) == false
                    && FileManager.default.fileExists(atPath: file.path)
            }
        )
        #expect(try !harness.perform("ListDeadLetters").json.contains("canary"))
        #expect(try !String(contentsOf: file, encoding: .utf8).contains("canary"))
    }

    @Test(arguments: [
        ("http://hooks.example.org/a", false), ("http://127.0.0.1.example.org/a", false), ("http://10.0.0.1/a", false),
        ("http://127.0.0.1:80/a", true), ("http://localhost/a", true), ("http://[::1]:80/a", true),
    ])
    func eventsGoInClearToThisMachineOnly(_ url: String, _ isAccepted: Bool) throws {
        let reason = try refusal(#"{"Id":"p","Arn":"\#(url)"}"#)
        #expect((reason == nil) == isAccepted)
        #expect(isAccepted || reason?.contains("AllowPlainHTTP") == true)
        #expect(try refusal(#"{"Id":"p","Arn":"\#(url)","WebhookParameters":{"AllowPlainHTTP":true}}"#) == nil)
    }

    /// A program that others can change, or a folder or link on the way to it.
    @Test func programsThatOthersCanChangeAreRefused() throws {
        let folder = harness.folder.appending(path: "programs")
        let program = folder.appending(path: "tell")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data("#!/bin/sh\n".utf8).write(to: program)
        func set(_ mode: Int, _ url: URL) throws {
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: url.path)
        }
        let link = harness.folder.appending(path: "link")
        try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: "programs/./tell")
        try set(0o755, folder)
        for (mode, folderMode, isTrusted) in [
            (0o755, 0o755, true), (0o775, 0o755, false), (0o757, 0o755, false), (0o755, 0o775, false),
            (0o755, 0o777, false), (0o755, 0o1777, true),
        ] {
            try set(mode, program)
            try set(folderMode, folder)
            for path in [program.path, link.path, harness.folder.path + "/programs/../link"] {
                #expect(
                    (TrustedProgram.distrust(of: Array(path.utf8)) == nil) == isTrusted,
                    "\(path) \(mode) \(folderMode)"
                )
                let reason = try refusal(#"{"Id":"x","Arn":"exec:\#(path)"}"#)
                #expect((reason == nil) == isTrusted)
            }
        }
        #expect(TrustedProgram.distrust(of: Array("/usr/bin/env".utf8)) == nil)
        #expect(TrustedProgram.distrust(of: Array((harness.folder.path + "/none").utf8)) != nil)
        if System.userID == 0 {
            try FileManager.default.setAttributes([.ownerAccountID: 20_001], ofItemAtPath: program.path)
            #expect(TrustedProgram.distrust(of: Array(program.path.utf8)) != nil)
            #expect(TrustedProgram.distrust(of: Array(program.path.utf8), besides: [20_001]) == nil)
        }
    }
}
