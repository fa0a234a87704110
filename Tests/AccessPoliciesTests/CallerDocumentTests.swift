import JSON
import Testing

@testable import AccessPolicies

/// What a process tells another of a caller decides there as it does here.
@Suite struct CallerDocumentTests {
    /// A session with policies of every kind, one of which is not understood.
    private func caller() throws -> CallerAccess {
        func policy(_ kind: AccessPolicy.Kind, _ effect: String, _ action: String) throws -> AccessPolicy {
            let text =
                #"{"Version":"2012-10-17","Statement":[{"Effect":"\#(effect)","Action":"\#(action)","Resource":"*"}]}"#
            return try AccessPolicy(parsing: text, as: kind, named: "\(effect) \(action) \"é\"")
        }
        let principal = PolicyPrincipal(
            kind: .assumedRole,
            arn: "arn:aws:sts::000000000000:assumed-role/backup/night",
            account: "000000000000",
            uniqueID: "AROAEXAMPLE:night",
            roleARN: "arn:aws:iam::000000000000:role/a/backup"
        )
        var context = PolicyContext()
        context.set("aws:PrincipalTag/team", "red")
        context.set("aws:TagKeys", values: ["a", "b"])
        return CallerAccess(
            principal,
            identity: [try policy(.identity, "Allow", "kms:*"), try policy(.identity, "Deny", "kms:Sign")],
            boundary: try policy(.boundary, "Allow", "kms:*crypt"),
            session: [try policy(.session, "Allow", "kms:Decrypt")],
            serviceControl: [[try policy(.serviceControl, "Allow", "*")]],
            context: context
        )
    }

    private func read(_ caller: CallerAccess) throws -> CallerAccess {
        try CallerAccess(document: try JSONValue(parsing: caller.document { $0 }.bytes))
    }

    @Test func aCallerIsReadAsItWasWritten() throws {
        let caller = try caller()
        let again = try read(caller)
        #expect(again.principal == caller.principal)
        #expect(again.context.keys.sorted() == caller.context.keys.sorted())
        #expect(again.context["aws:TagKeys"] == ["a", "b"])
        #expect(again.identity.map(\.name) == caller.identity.map(\.name))
        for action in ["kms:Decrypt", "kms:Encrypt", "kms:Sign", "s3:GetObject"] {
            let request = PolicyRequest(principal: caller.principal, action: action, resource: "*")
            #expect(again.policies().decide(request) == caller.policies().decide(request), "\(action)")
        }
        #expect(again.document { $0 }.bytes == caller.document { $0 }.bytes)
    }

    @Test func whatIsNotUnderstoodDeniesThereToo() throws {
        var caller = try caller()
        caller.identity.append(.unreadable(named: "new", reason: "It has version 2031."))
        let request = PolicyRequest(principal: caller.principal, action: "kms:Decrypt", resource: "*")
        #expect(try read(caller).policies().decide(request).effect == .explicitDeny)
        #expect(try read(caller).identity.last?.unreadableReason == "It has version 2031.")
    }

    @Test func aChangeMakesAnotherDocument() throws {
        var caller = try caller()
        let before = caller.document { $0 }.bytes
        caller.context.set("kms:ViaService", "secretsmanager.local.amazonaws.com")
        #expect(caller.document { $0 }.bytes != before)
        caller.boundary = nil
        #expect(try read(caller).boundary == nil)
    }

    /// Whatever is left out might be what limits the caller.
    @Test(arguments: ["principal", "identity", "serviceControl", "context"])
    func nothingIsLeftOut(_ member: String) throws {
        guard case .object(var members) = try JSONValue(parsing: caller().document { $0 }.bytes) else {
            Issue.record("no object")
            return
        }
        members[member] = nil
        #expect(throws: CallerAccess.Incomplete.self) { try CallerAccess(document: .object(members)) }
        members[member] = .string("x")
        #expect(throws: CallerAccess.Incomplete.self) { try CallerAccess(document: .object(members)) }
    }

    @Test func aPolicyThatIsNoneIsNoCaller() throws {
        guard case .object(var members) = try JSONValue(parsing: caller().document { $0 }.bytes) else {
            Issue.record("no object")
            return
        }
        for value in [JSONValue.string("x"), .array([.string("x")]), .array([.object(["name": .string("x")])])] {
            members["session"] = value
            #expect(throws: CallerAccess.Incomplete.self) { try CallerAccess(document: .object(members)) }
        }
    }
}
