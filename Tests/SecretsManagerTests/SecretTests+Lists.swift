import Cryptography
import Foundation
import JSON
import POSIX
import Records
import SecretsSupport
import ServiceModel
import Testing

@testable import SecretsManager

// Keys of secrets, and lists of them.
extension SecretTests {
    // MARK: Keys

    @Test func anotherKeyEncryptsWhatIsInUseAnew() throws {
        let harness = try Self.harness()
        let before = try harness.records.readSecrets { try $0.versions(of: 1).compactMap(\.sealed) }
        try harness.perform("UpdateSecret", #"{"SecretId":"s","KmsKeyId":"alias/other"}"#)
        let after = try harness.records.readSecrets { try $0.versions(of: 1).compactMap(\.sealed) }
        #expect(before.allSatisfy { $0.keyARN == "arn:test:key/alias/aws/secretsmanager" })
        #expect(after.allSatisfy { $0.keyARN == "arn:test:key/alias/other" })
        #expect(try harness.value("s") == "two")
        #expect(try harness.value("s", stage: "AWSPREVIOUS") == "one")
    }

    @Test func aKeyThatCannotBeUsedIsAnErrorAndChangesNothing() throws {
        let harness = try Self.harness()
        harness.keys.refuse("DisabledException")
        #expect(harness.refusal("GetSecretValue", #"{"SecretId":"s"}"#)?.code == "DecryptionFailure")
        #expect(harness.refusal("CreateSecret", #"{"Name":"n","SecretString":"x"}"#)?.code == "EncryptionFailure")
        harness.keys.refuse("AccessDeniedException")
        #expect(
            harness.refusal("GetSecretValue", #"{"SecretId":"s"}"#)
                == ServiceError("AccessDeniedException", "Access to KMS is not allowed")
        )
        harness.keys.refuse(nil)
        #expect(
            harness.refusal("UpdateSecret", #"{"SecretId":"s","KmsKeyId":"alias/missing"}"#)?.code
                == "EncryptionFailure"
        )
        #expect(try harness.value("s") == "two")
        #expect(harness.refusal("GetSecretValue", #"{"SecretId":"n"}"#) == .missingSecret)
    }

    /// A ciphertext is bound to its secret and its version: moved to another, it is none.
    @Test func aValueCannotBeMoved() throws {
        let harness = try Self.harness()
        try harness.create("other", "x", token: Self.three)
        let sealed = try harness.records.readSecrets { try #require(try $0.version(Self.two, of: 1)?.sealed) }
        try harness.records.secrets { try $0.replace(Self.three, of: 3, with: sealed) }
        #expect(harness.refusal("GetSecretValue", #"{"SecretId":"other"}"#)?.code == "DecryptionFailure")
        var flipped = sealed
        flipped.value[20] ^= 1
        try harness.records.secrets { try $0.replace(Self.two, of: 1, with: flipped) }
        #expect(harness.refusal("GetSecretValue", #"{"SecretId":"s"}"#)?.code == "DecryptionFailure")
        var binary = sealed
        binary.isText = false
        try harness.records.secrets { try $0.replace(Self.two, of: 1, with: binary) }
        #expect(harness.refusal("GetSecretValue", #"{"SecretId":"s"}"#)?.code == "DecryptionFailure")
    }

    // MARK: Lists

    @Test(arguments: [
        (#"[{"Key":"name","Values":["app"]}]"#, "app/one app/two"),
        (#"[{"Key":"name","Values":["APP"]}]"#, ""),
        (#"[{"Key":"name","Values":["!app"]}]"#, "web"),
        (#"[{"Key":"name","Values":["app/one","web"]}]"#, "app/one web"),
        (#"[{"Key":"name","Values":["app","!app/two"]}]"#, "app/one"),
        (#"[{"Key":"description","Values":["orders DATA"]}]"#, "app/one"),
        (#"[{"Key":"description","Values":["base"]}]"#, ""),
        (#"[{"Key":"tag-key","Values":["team"]}]"#, "app/one app/two"),
        (#"[{"Key":"tag-value","Values":["blue"]},{"Key":"name","Values":["app"]}]"#, "app/two"),
        (#"[{"Key":"tag-value","Values":["Blue"]}]"#, ""),
        (#"[{"Key":"all","Values":["BLUE"]}]"#, "app/two web"),
        (#"[{"Key":"owning-service","Values":["!rds"]}]"#, "app/one app/two web"),
        (#"[{"Key":"primary-region","Values":["local"]}]"#, "app/one app/two web"),
    ])
    func filtersChoose(_ filters: String, _ expected: String) throws {
        let harness = try SecretsHarness()
        for input in [
            #"{"Name":"app/one","Description":"Database of orders","Tags":[{"Key":"team","Value":"red"}]}"#,
            #"{"Name":"app/two","Tags":[{"Key":"team","Value":"blue"}]}"#,
            #"{"Name":"web","Description":"The blue site"}"#,
        ] { try harness.perform("CreateSecret", input) }
        let answer = try harness.perform("ListSecrets", #"{"Filters":\#(filters)}"#)
        #expect(answer["SecretList"]?.array.compactMap { $0["Name"]?.string }.joined(separator: " ") == expected)
    }

    @Test func listsHavePages() throws {
        let harness = try SecretsHarness()
        for number in 1...5 { try harness.create("s\(number)") }
        var names: [String] = []
        var token = ""
        repeat {
            let more = token.isEmpty ? "" : #","NextToken":"\#(token)""#
            let answer = try harness.perform(
                "ListSecrets",
                #"{"MaxResults":2,"SortBy":"name","SortOrder":"desc"\#(more)}"#
            )
            names += answer["SecretList"]?.array.compactMap { $0["Name"]?.string } ?? []
            token = answer["NextToken"]?.string ?? ""
        } while !token.isEmpty
        #expect(names == ["s5", "s4", "s3", "s2", "s1"])
    }

    @Test(arguments: ["created-date", "name", "last-accessed-date", "last-changed-date"], ["asc", "desc"])
    func pagesHaveEachSecretOnceWhateverComesAndGoes(_ order: String, _ direction: String) throws {
        let harness = try SecretsHarness()
        let count = 120
        for number in 0..<count {
            harness.clock.withLock { $0 += 60 }
            try harness.perform("CreateSecret", #"{"Name":"s\#(number * 7919 % 1000)"}"#)
        }
        let all = try harness.records.readSecrets { try $0.secrets() }
        // Days and times that secrets share, and some that were never read.
        for secret in all where !secret.id.isMultiple(of: 3) {
            try harness.records.secrets { try $0.markAccessed(secret.id, "", on: Double(secret.id % 4) * 86_400) }
        }
        for secret in all {
            var changed = secret
            changed.changedAt = (secret.changedAt / 1000).rounded() * 1000 + 0.1
            try harness.records.secrets { [changed] in try $0.save(changed) }
        }
        let expected = try Self.sorted(harness.records.readSecrets { try $0.secrets() }, order, direction)
        var names: [String] = []
        var gone: Set<String> = []
        var token = ""
        var page = 0
        repeat {
            let more = token.isEmpty ? "" : #","NextToken":"\#(token)""#
            let answer = try harness.perform(
                "ListSecrets",
                #"{"MaxResults":7,"SortBy":"\#(order)","SortOrder":"\#(direction)"\#(more)}"#
            )
            let listed = answer["SecretList"]?.array.compactMap { $0["Name"]?.string } ?? []
            names += listed
            token = answer["NextToken"]?.string ?? ""
            page += 1
            try harness.perform("CreateSecret", #"{"Name":"s\#(page)-new"}"#)
            // Where the next page begins is known without the secret that was there.
            if page.isMultiple(of: 2), let last = listed.last {
                try harness.perform("DeleteSecret", #"{"SecretId":"\#(last)","ForceDeleteWithoutRecovery":true}"#)
                gone.insert(last)
            }
        } while !token.isEmpty
        #expect(!gone.isEmpty)
        #expect(Set(names).count == names.count)
        #expect(names.filter { !$0.hasSuffix("-new") } == expected)
    }

    private static func sorted(_ secrets: [SecretRecord], _ order: String, _ direction: String) -> [String] {
        let sorted = secrets.sorted { one, other in
            switch order {
            case "name": one.name < other.name
            case "last-accessed-date": (one.accessedAt ?? 0, one.id) < (other.accessedAt ?? 0, other.id)
            case "last-changed-date": (one.changedAt, one.id) < (other.changedAt, other.id)
            default: one.id < other.id
            }
        }
        return (direction == "desc" ? sorted.reversed() : sorted).map(\.name)
    }

    @Test(arguments: ["", #","SortBy":"name""#, #","SortBy":"last-changed-date","SortOrder":"desc""#])
    func filteredPagesAreFull(_ order: String) throws {
        let harness = try SecretsHarness()
        for number in 0..<200 {
            let tags = number.isMultiple(of: 10) ? #","Tags":[{"Key":"team","Value":"red"}]"# : ""
            try harness.perform("CreateSecret", #"{"Name":"\#(number % 20 < 10 ? "app" : "web")/\#(number)"\#(tags)}"#)
        }
        try harness.perform("DeleteSecret", #"{"SecretId":"app/40"}"#)
        var pages: [[String]] = []
        var token = ""
        repeat {
            let answer = try harness.perform(
                "ListSecrets",
                #"{"MaxResults":4,"Filters":[{"Key":"tag-key","Values":["te"]},{"Key":"name","Values":["app"]}]\#(order)\#(token)}"#
            )
            pages.append(answer["SecretList"]?.array.compactMap { $0["Name"]?.string } ?? [])
            token = answer["NextToken"].map { #","NextToken":\#($0.json)"# } ?? ""
        } while !token.isEmpty
        #expect(pages.map(\.count) == [4, 4, 1])
        #expect(Set(pages.joined()) == Set([0, 20, 60, 80, 100, 120, 140, 160, 180].map { "app/\($0)" }))
    }

    @Test(arguments: [
        "7", "made:", "made:x", "made:1:2", "name:s1", "changed:1", "changed:x:1", "changed:1:x", "elsewhere:1",
    ])
    func tokensOfOtherListsAreRefused(_ token: String) throws {
        let harness = try Self.harness()
        for order in ["created-date", "last-changed-date"] {
            for text in [token, PageToken.text(token)] {
                let refusal = harness.refusal("ListSecrets", #"{"SortBy":"\#(order)","NextToken":"\#(text)"}"#)
                #expect(refusal?.code == "InvalidNextTokenException", "\(order)")
            }
        }
    }

    @Test func tagsAndPoliciesAreKept() throws {
        let harness = try Self.harness()
        try harness.perform(
            "TagResource",
            #"{"SecretId":"s","Tags":[{"Key":"a","Value":"1"},{"Key":"b","Value":"2"}]}"#
        )
        try harness.perform("TagResource", #"{"SecretId":"s","Tags":[{"Key":"a","Value":"3"}]}"#)
        try harness.perform("UntagResource", #"{"SecretId":"s","TagKeys":["b","c"]}"#)
        let policy =
            #"{\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"*\",\"Resource\":\"*\"}]}"#
        try harness.perform("PutResourcePolicy", #"{"SecretId":"s","ResourcePolicy":"\#(policy)"}"#)
        try harness.restart()
        let tags = try harness.perform("DescribeSecret", #"{"SecretId":"s"}"#)["Tags"]
        #expect(tags == .array([.object(["Key": .string("a"), "Value": .string("3")])]))
        let kept = try harness.perform("GetResourcePolicy", #"{"SecretId":"s"}"#)["ResourcePolicy"]?.string
        #expect(kept?.contains("Deny") == true)
        try harness.perform("DeleteResourcePolicy", #"{"SecretId":"s"}"#)
        #expect(try harness.perform("GetResourcePolicy", #"{"SecretId":"s"}"#)["ResourcePolicy"] == nil)
    }
}
