import AccessPolicies
import Accounts
import Foundation
import StrictYAML
import Testing

@testable import Configuring
@testable import Watching

@Suite struct SettingsTests {
    private func read(_ text: String) throws -> Settings {
        try Settings(Array(text.utf8), file: "magpie.yaml", state: Array("/state".utf8))
    }

    @Test func theDocumentedConfigurationIsReadAndHoldsTheDefaults() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "Config/magpie.yaml")
        // The example of a bucket is the only key that must be there: as it is shipped, nobody has named a folder yet.
        let shipped = try String(contentsOf: file, encoding: .utf8)
        let error = #expect(throws: YAMLError.self) { try read(shipped) }
        #expect(error?.summary.contains("no folder is named") == true)
        let text = shipped.replacing(
            "#  - path: /srv/share\n#    name: share",
            with: "  - path: /srv/share\n    name: share"
        )
        let settings = try Settings(Array(text.utf8), file: file.path, state: [])
        let defaults = Settings(state: Array("/var/lib/magpie".utf8))
        #expect(settings.state == defaults.state)
        #expect(settings.feed == defaults.feed)
        #expect(settings.socket == defaults.socket)
        #expect(settings.feedSize == defaults.feedSize)
        #expect(settings.feedFiles == defaults.feedFiles)
        #expect(settings.feedGroup == nil)
        #expect(settings.location == .standard)
        #expect(settings.discovery == defaults.discovery)
        #expect(settings.limits == defaults.limits)
        #expect(settings.workerSocket == nil)
        #expect(settings.watcherSocket == nil)
        #expect(settings.settle == defaults.settle)
        #expect(settings.longestSettle == defaults.longestSettle)
        #expect(settings.reconcileHours == defaults.reconcileHours)
        #expect(settings.pollSeconds == defaults.pollSeconds)
        #expect(settings.buckets == [Settings.Bucket(path: Array("/srv/share".utf8), name: "share")])
    }

    @Test func aGroupIsNamedOrNumbered() throws {
        #expect(try read("buckets: []\nfeedGroup: root\n").feedGroup == 0)
        #expect(try read("buckets: []\nfeedGroup: 4711\n").feedGroup == 4711)
    }

    @Test func theAccountAndTheRegionAreThoseOfTheConfiguration() throws {
        let both = try read("buckets: []\napi: { account: \"012345678901\", region: eu-north-1 }\n").location
        #expect(both == AccountLocation(account: "012345678901", region: "eu-north-1"))
        let account = try read("buckets: []\napi: { account: \"012345678901\" }\n").location
        #expect(account == AccountLocation(account: "012345678901", region: "local"))
        #expect(try read("buckets: []\n").location == .standard)
    }

    @Test(arguments: ["", "12345678901", "1234567890123", "12345678901a", "１23456789012"])
    func whatIsNoAccountIsNone(_ text: String) { #expect(!AccountLocation.isAccount(text)) }

    @Test(arguments: ["", "-a", "1a", "a b", "Local", "a:b", "é", String(repeating: "a", count: 33)])
    func whatIsNoRegionIsNone(_ text: String) { #expect(!AccountLocation.isRegion(text)) }

    /// A user's own entry holds; else the highest of its groups; a unit is none of both.
    @Test func accessIsForUsersGroupsAndUnits() throws {
        let settings = try read(
            """
            buckets: []
            access:
              - { user: 1000, role: operate }
              - { group: 2000, role: read }
              - { group: 2001, role: reveal }
              - { unit: backup.service, role: admin }
              - { unit: backup.service, role: operate }
            """
        )
        #expect(settings.role(ofUser: 1000, groups: [2001]) == .operate)
        #expect(settings.role(ofUser: 1001, groups: [2000, 2001, 2002]) == .reveal)
        #expect(settings.role(ofUser: 1001, groups: [2000]) == .read)
        #expect(settings.role(ofUser: 1001, groups: []) == .read)
        #expect(settings.role(ofUnit: "backup.service") == .operate)
        #expect(settings.role(ofUnit: "other.service") == nil)
    }

    /// Policies that only deny leave all else to others.
    @Test func policiesThatOnlyDenyAllowAllElse() throws {
        func level(_ statements: String...) throws -> [String] {
            let entries = statements.enumerated().map { index, statement in
                "  - { name: p\(index), document: '{\"Version\": \"2012-10-17\", \"Statement\": \(statement)}' }\n"
            }
            let text = "buckets: []\nserviceControlPolicies:\n" + entries.joined()
            let settings = try Settings(Array(text.utf8), file: "magpie.yaml", state: [])
            return ServiceControlPolicy.level(of: settings.serviceControlPolicies).map(\.name)
        }
        let deny = #"{"Effect": "Deny", "Action": "kms:*", "Resource": "*"}"#
        let allow = #"{"Effect": "Allow", "Action": "kms:*", "Resource": "*"}"#
        #expect(try level(deny) == ["p0", "FullAWSAccess"])
        #expect(try level("[\(deny)]", deny) == ["p0", "p1", "FullAWSAccess"])
        #expect(try level(deny, "[\(allow), \(deny)]") == ["p0", "p1"])
        #expect(ServiceControlPolicy.level(of: []).isEmpty)
    }

    @Test(arguments: [
        ("buckets:\n  - path: srv\n", "absolute"),
        ("buckets:\n  - path: /a\n    nme: x\n", "nme"),
        ("buckets:\n  - path: /a\n  - path: /b/a\n", "two buckets"),
        ("bucket: []\n", "bucket"),
        ("buckets: []\nlimits: { connections: 2 }\n", "8"),
        ("buckets: []\nsettleMilliseconds: -1\n", "0"),
        ("buckets:\n  - { path: /a, watch: inotfy }\n", "inotify"),
        ("buckets:\n  - { path: /a, name: a }\n  - { path: /a/, name: b }\n", "bucket already"),
        ("buckets: []\ndiscovery: { minimumConfidence: sure }\n", "high"),
        ("buckets: []\naccess:\n  - { user: no-such-user, role: read }\n", "no user"),
        ("buckets: []\naccess:\n  - { user: root, role: king }\n", "reveal"),
        ("buckets: []\naccess:\n  - { user: root, group: root, role: read }\n", "one of"),
        ("buckets: []\naccess:\n  - { role: read }\n", "one of"),
        ("buckets: []\naccess:\n  - { group: no-such-group, role: read }\n", "no group"),
        ("buckets: []\naccess:\n  - { unit: backup, role: read }\n", "no service"),
        ("buckets: []\naccessReview: { unusedDays: 0 }\n", "3650"),
        ("buckets: []\nserviceControlPolicies: [{ name: a, document: '{}' }]\n", "the policy 'a'"),
        ("buckets: []\nserviceControlPolicies: [{ name: a }]\n", "document"),
        ("buckets: []\nfeedGroup: no-such-group\n", "no group"),
        ("buckets: []\napi: { account: \"1234\" }\n", "twelve digits"),
        ("buckets: []\napi: { region: EU }\n", "us-east-1"),
        ("buckets: []\napi: { regoin: eu }\n", "regoin"),
        ("buckets: []\nsuppressionRules:\n  - { name: a, criteria: { key: { eq: [x] } } }\n", "reason"),
        ("buckets: []\nsuppressionRules:\n  - { name: a, reason: b, criteria: {} }\n", "everything"),
        ("buckets: []\nsuppressionRules:\n  - { name: a, reason: b, criteria: { keyy: { eq: [x] } } }\n", "keyy"),
        (
            "buckets: []\nsuppressionRules:\n  - { name: a, reason: b, expires: soon, criteria: { key: { eq: [x] } } }\n",
            "2027"
        ),
    ])
    func mistakesAreRefusedWithTheirPlace(_ text: String, _ part: String) throws {
        let error = try #require(throws: YAMLError.self) { try read(text) }
        #expect("\(error.location): \(error.summary)".contains("magpie.yaml:"))
        #expect("\(error.summary) \(error.hint ?? "")".contains(part))
    }
}
