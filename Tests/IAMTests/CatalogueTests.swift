import ServiceModel
import AccessPolicies
import Foundation
import JSON
import Records
import Testing

@testable import IAM

/// What is kept, in memory and on the disk.
@Suite struct CatalogueTests {
    @Test func aChangedCopyLeavesTheOtherAsItWas() {
        var map = ShardedMap<Int, Int>()
        for number in 0..<5000 { map[number] = number }
        let before = map
        for number in 0..<5000 where number.isMultiple(of: 3) { map[number] = nil }
        map[1] = -1
        #expect(before.count == 5000 && map.count == 3333)
        #expect((0..<5000).allSatisfy { before[$0] == $0 })
        #expect(map[3] == nil && map[1] == -1 && map[4] == 4)
        #expect(Set(map.keys).count == 3333)
    }

    @Test func aChangeIsMadeAsAWholeOrNotAtAll() throws {
        let harness = try IAMHarness()
        struct Crash: Error {}
        #expect(throws: Crash.self) {
            try harness.service.edit { edit in
                edit.put(User(id: "AIDAAAAAAAAAAAAAAAAAA", name: "half", path: "/", createdAt: 0))
                throw Crash()
            }
        }
        #expect(harness.service.snapshot.catalogue.users["half"] == nil)
        // What was made is there, and the same, after a restart.
        try harness.makeUser("alice")
        let alice = try #require(harness.service.snapshot.catalogue.users["alice"])
        try harness.reopen()
        #expect(harness.service.snapshot.catalogue.users["alice"]?.id == alice.id)
    }

    @Test func whatIsDamagedIsNotTakenForEmpty() throws {
        let harness = try IAMHarness()
        try harness.makeUser("alice")
        try harness.records.changeIdentities([.put(.user, id: "AIDABROKEN", document: "{")])
        #expect(throws: IdentityFailure.damaged("user AIDABROKEN")) { try harness.reopen() }
    }

    @Test func indexesFollowWhatIsChanged() throws {
        let harness = try IAMHarness()
        for name in ["a", "b", "c"] { try harness.makeUser(name) }
        try harness.perform("CreateGroup", ["GroupName": "g"])
        for name in ["a", "b", "c"] {
            try harness.perform("AddUserToGroup", ["GroupName": "g", "UserName": .string(name)])
        }
        try harness.perform("RemoveUserFromGroup", ["GroupName": "g", "UserName": "b"])
        for round in 1...2 {
            let users = try harness.perform("GetGroup", ["GroupName": "g"])["Users"]?.array ?? []
            #expect(users.compactMap { $0["UserName"]?.string } == ["a", "c"], "\(round)")
            try harness.reopen()
        }
    }

    /// Many users and roles are looked up, listed and changed: as many as there may be, if MAGPIE_MANY_IDENTITIES is set.
    @Test func manyUsersAreNoTrouble() throws {
        let harness = try IAMHarness()
        let isWhole = ProcessInfo.processInfo.environment["MAGPIE_MANY_IDENTITIES"] != nil
        let (userCount, roleCount) = isWhole ? (Quota.users, Quota.roles) : (3000, 300)
        let policy = PolicyDocument(IAMHarness.allow("kms:Decrypt"), named: "p")
        try harness.service.edit { edit in
            for number in 0..<userCount {
                var user = User(
                    id: "AIDA\(Catalogue.padded(number))XXXXXXXX",
                    name: "user\(Catalogue.padded(number))",
                    path: "/",
                    createdAt: 0
                )
                user.permissions.put(policy, named: "p")
                edit.put(user)
            }
            for number in 0..<roleCount {
                let trust = IAMHarness.trust(#"{"AWS": "000000000000"}"#)
                edit.put(
                    Role(
                        id: "AROA\(Catalogue.padded(number))XXXXXXXX",
                        name: "role\(Catalogue.padded(number))",
                        path: "/",
                        createdAt: 0,
                        trust: trust
                    )
                )
            }
        }
        try harness.reopen()
        let catalogue = harness.service.snapshot.catalogue
        #expect(catalogue.users.count == userCount && catalogue.roles.count == roleCount)
        #expect(IAMHarness.decision(harness.user("user\(Catalogue.padded(userCount - 1))"), "kms:Decrypt") == .allowed)
        #expect(try harness.refusal("CreateUser", ["UserName": "zoe"])?.code == (isWhole ? "LimitExceeded" : nil))
        let page = try harness.perform("ListUsers", ["MaxItems": .number(2)])
        let next = try harness.perform("ListUsers", ["MaxItems": .number(2), "Marker": page["Marker"] ?? .null])
        #expect(next["Users"]?.array.compactMap { $0["UserName"]?.string } == ["user000000002", "user000000003"])
        for number in 0..<100 {
            var edit = Catalogue.Edit(catalogue)
            var user = try #require(catalogue.users["user\(Catalogue.padded(number * 7))"])
            user.tags = [Tag(key: "a", value: "b")]
            edit.put(user)
            #expect(edit.catalogue.users[id: user.id]?.tags.count == 1)
        }
        #expect(catalogue.users["user000000007"]?.tags.isEmpty == true)
    }
}
