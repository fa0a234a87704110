import AccessDecisions
import AccessPolicies
import Gateway
import JSON
import ServiceModel
import Testing

@testable import KMS

/// What grants and conditions let callers do with keys that no other policy lets them use.
///
/// Sources: https://docs.aws.amazon.com/kms/latest/developerguide/create-grant-overview.html,
/// https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
@Suite struct GrantScopeTests {
    /// Decides as the key process does, for callers without policies of their own.
    private struct Decider: Authorizer {
        let decider = PolicyDecider()

        func authorize(_ request: ServiceRequest, _ prepared: PreparedOperation, conditions: () -> PolicyContext) throws
        {
            guard let caller = request.caller else { return }
            for question in try prepared.accessRequests(for: request, conditions()) {
                try decider.decide(question, caller, at: request.time)
            }
        }

        func visibility(for request: ServiceRequest, conditions: () -> PolicyContext) -> Visibility { .everything }
    }

    private let harness: KeyHarness
    private let gateway: Gateway

    init() throws {
        harness = try KeyHarness()
        gateway = Gateway([harness.service.makeOperations()], authorizer: Decider(), audit: harness.service.auditWriter)
    }

    private static func arn(_ user: String) -> String { "arn:aws:iam::000000000000:user/\(user)" }

    /// The code of the error that an operation of a user ends with; `nil` when it ends well.
    private func code(_ user: String, _ name: String, _ input: String, identity: [AccessPolicy] = []) throws -> String?
    {
        var request = harness.request(
            try #require(KMSModel.operation(name)),
            try JSONValue(parsing: Array(input.utf8))
        )
        let principal = PolicyPrincipal(kind: .user, arn: Self.arn(user), account: "000000000000")
        request.caller = CallerAccess(principal, identity: identity, context: PolicyContext())
        do {
            _ = try gateway.perform(request)
            return nil
        } catch let error as ServiceError {
            return error.code
        }
    }

    private func grant(_ key: String, to user: String, _ operations: String, _ more: String = "") throws -> String {
        let input =
            #"{"KeyId":"\#(key)","GranteePrincipal":"\#(Self.arn(user))","Operations":[\#(operations)]\#(more)}"#
        return try #require(try harness.perform("CreateGrant", input)["GrantId"]?.string)
    }

    /// What somebody asks for who may create grants under a grant's constraints, and whether it is no wider than that grant.
    struct Derived: Sendable, CustomTestStringConvertible {
        var constraint: String
        var operations: String
        var wanted: String
        var isAllowed: Bool
        var testDescription: String { "\(constraint) -> \(operations) \(wanted)" }
    }

    private static let subset = #"{"EncryptionContextSubset":{"team":"hr"}}"#
    private static let equal = #"{"EncryptionContextEquals":{"team":"hr"}}"#
    private static let decrypt = #""Decrypt""#

    static let derived: [Derived] = [
        Derived(constraint: "", operations: decrypt, wanted: "", isAllowed: true),
        Derived(constraint: "", operations: decrypt, wanted: equal, isAllowed: true),
        Derived(constraint: "", operations: #""Encrypt""#, wanted: "", isAllowed: false),
        Derived(constraint: "", operations: #""Decrypt","GenerateDataKey""#, wanted: "", isAllowed: false),
        Derived(constraint: subset, operations: decrypt, wanted: "", isAllowed: false),
        Derived(constraint: subset, operations: decrypt, wanted: subset, isAllowed: true),
        Derived(constraint: subset, operations: decrypt, wanted: equal, isAllowed: true),
        Derived(
            constraint: subset,
            operations: decrypt,
            wanted: #"{"EncryptionContextSubset":{"team":"hr","year":"2026"}}"#,
            isAllowed: true
        ),
        Derived(
            constraint: subset,
            operations: decrypt,
            wanted: #"{"EncryptionContextSubset":{"team":"it"}}"#,
            isAllowed: false
        ),
        Derived(constraint: equal, operations: decrypt, wanted: equal, isAllowed: true),
        Derived(constraint: equal, operations: decrypt, wanted: subset, isAllowed: false),
        Derived(
            constraint: equal,
            operations: decrypt,
            wanted: #"{"EncryptionContextEquals":{"team":"hr","year":"2026"}}"#,
            isAllowed: false
        ),
    ]

    @Test(arguments: derived)
    func aGrantMadeByAGrantIsNoWider(_ example: Derived) throws {
        let key = try harness.makeKey()
        let constraint = example.constraint.isEmpty ? "" : #","Constraints":\#(example.constraint)"#
        _ = try grant(key, to: "rosa", #""CreateGrant","Decrypt""#, constraint)
        let wanted = example.wanted.isEmpty ? "" : #","Constraints":\#(example.wanted)"#
        let input =
            #"{"KeyId":"\#(key)","GranteePrincipal":"\#(Self.arn("otto"))","Operations":[\#(example.operations)]\#(wanted)}"#
        #expect(try code("rosa", "CreateGrant", input) == (example.isAllowed ? nil : "AccessDeniedException"))
    }

    @Test func whoMayRetireAGrantMayRetireNoOther() throws {
        let key = try harness.makeKey()
        let own = try grant(key, to: "rosa", #""Decrypt""#, #","RetiringPrincipal":"\#(Self.arn("rosa"))""#)
        let byOperation = try grant(key, to: "rosa", #""RetireGrant""#)
        let other = try grant(key, to: "otto", #""Decrypt""#)
        func retire(_ id: String) throws -> String? {
            try code("rosa", "RetireGrant", #"{"KeyId":"\#(key)","GrantId":"\#(id)"}"#)
        }
        #expect(try retire(other) == "AccessDeniedException")
        #expect(try retire(byOperation) == nil)
        #expect(try retire(own) == nil)
        #expect(try retire(other) == "AccessDeniedException")
    }

    @Test func constraintsAreAboutWhatTakesAContext() throws {
        let key = try harness.makeKey()
        _ = try grant(
            key,
            to: "rosa",
            #""DescribeKey","Encrypt","ReEncryptFrom","ReEncryptTo""#,
            #","Constraints":\#(Self.equal)"#
        )
        #expect(try code("rosa", "DescribeKey", #"{"KeyId":"\#(key)"}"#) == nil)
        func encrypt(_ context: String) throws -> String? {
            try code("rosa", "Encrypt", #"{"KeyId":"\#(key)","Plaintext":"aGk=","EncryptionContext":\#(context)}"#)
        }
        #expect(try encrypt(#"{"team":"hr"}"#) == nil)
        #expect(try encrypt(#"{"team":"it"}"#) == "AccessDeniedException")
        #expect(try encrypt(#"{"team":"hr","TEAM":"it"}"#) == "AccessDeniedException", "names differ by case")
        #expect(try encrypt(#"{"TEAM":"hr"}"#) == "AccessDeniedException")
        // Each of both keys has its own context.
        let input = #"{"KeyId":"\#(key)","Plaintext":"aGk=","EncryptionContext":{"team":"hr"}}"#
        let blob = try #require(try harness.perform("Encrypt", input)["CiphertextBlob"]?.string)
        func reencrypt(_ context: String) throws -> String? {
            try code(
                "rosa",
                "ReEncrypt",
                #"{"CiphertextBlob":"\#(blob)","SourceEncryptionContext":{"team":"hr"},"DestinationKeyId":"\#(key)"\#(context)}"#
            )
        }
        #expect(try reencrypt(#","DestinationEncryptionContext":{"team":"hr"}"#) == nil)
        #expect(try reencrypt(#","DestinationEncryptionContext":{"team":"it"}"#) == "AccessDeniedException")
        #expect(try reencrypt("") == "AccessDeniedException")
    }

    /// Conditions of a caller's own policy, what is encrypted again, and whether that is allowed.
    @Test func conditionsOfReEncryptAreAboutTheKeyThatIsAsked() throws {
        let (first, second) = (try harness.makeKey(), try harness.makeKey())
        let input = #"{"KeyId":"\#(first)","Plaintext":"aGk=","EncryptionContext":{"team":"hr"}}"#
        let blob = try #require(try harness.perform("Encrypt", input)["CiphertextBlob"]?.string)
        func code(_ conditions: String, to key: String, _ context: String) throws -> String? {
            let policy = try AccessPolicy(
                parsing: """
                    {"Version":"2012-10-17","Statement":[
                        {"Effect":"Allow","Action":"kms:ReEncryptFrom","Resource":"*"},
                        {"Effect":"Allow","Action":"kms:ReEncryptTo","Resource":"*","Condition":\(conditions)}]}
                    """,
                as: .identity,
                named: "own"
            )
            let pairs = context.isEmpty ? "" : #","DestinationEncryptionContext":\#(context)"#
            return try self.code(
                "rosa",
                "ReEncrypt",
                #"{"CiphertextBlob":"\#(blob)","SourceEncryptionContext":{"team":"hr"},"DestinationKeyId":"\#(key)"\#(pairs)}"#,
                identity: [policy]
            )
        }
        let denied = "AccessDeniedException"
        let toHR = #"{"StringEquals":{"kms:EncryptionContext:team":"hr"}}"#
        #expect(try code(toHR, to: second, #"{"team":"hr"}"#) == nil)
        #expect(try code(toHR, to: second, #"{"team":"it"}"#) == denied)
        #expect(try code(toHR, to: second, "") == denied)
        #expect(try code(toHR, to: second, #"{"team":"hr","Team":"it"}"#) == denied, "which of both, nobody knows")
        let toSame = #"{"Bool":{"kms:ReEncryptOnSameKey":"true"}}"#
        #expect(try code(toSame, to: first, "") == nil)
        #expect(try code(toSame, to: second, "") == denied)
    }

    @Test func keysThatAreAlwaysThereAreThere() throws {
        let key = try harness.makeKey()
        for (conditions, isAllowed) in [
            (#"{"Bool":{"aws:ViaAWSService":"false","aws:PrincipalIsAWSService":"false"}}"#, true),
            (#"{"Bool":{"aws:ViaAWSService":"true"}}"#, false),
            (
                #"{"DateGreaterThan":{"aws:CurrentTime":"2026-01-01T00:00:00Z"},"NumericGreaterThan":{"aws:EpochTime":1}}"#,
                true
            ),
        ] {
            let policy = try AccessPolicy(
                parsing: """
                    {"Version":"2012-10-17","Statement":
                        {"Effect":"Allow","Action":"kms:*","Resource":"*","Condition":\(conditions)}}
                    """,
                as: .identity,
                named: "own"
            )
            let code = try code("rosa", "DescribeKey", #"{"KeyId":"\#(key)"}"#, identity: [policy])
            #expect(code == (isAllowed ? nil : "AccessDeniedException"), "\(conditions)")
        }
    }
}
