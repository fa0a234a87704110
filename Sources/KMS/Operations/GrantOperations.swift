import Cryptography
import CustomerKeys
import JSON
import ServiceModel

/// Grants: kept and returned; whoever decides about requests is shown them.
extension KeyService {
    private static let mostGrants = 50_000

    func createGrant(_ call: Call) throws -> JSONValue {
        let key = try call.key
        try requireState(key, [.enabled])
        try requireOwn(key, "CreateGrant")
        let operations = call.input["Operations"]?.array.compactMap(\.string) ?? []
        guard !operations.isEmpty else { throw ServiceError.validation("Operations must not be empty.") }
        if let other = operations.first(where: { !isPossible($0, with: key) }) {
            throw ServiceError.validation(
                "The operation \(other) is not possible with a key for \(key.usage.rawValue)."
            )
        }
        let constraints = call.input["Constraints"]?.members ?? [:]
        guard constraints.count < 2 else {
            throw ServiceError.validation(
                "Constraints has EncryptionContextSubset or EncryptionContextEquals, not both."
            )
        }
        if !constraints.isEmpty, key.spec != .symmetric {
            throw ServiceError.validation(
                "Constraints on the encryption context are only possible with symmetric encryption keys."
            )
        }
        try call.endDryRun()
        var definition = call.input.members
        for name in ["KeyId", "GrantTokens", "DryRun"] { definition[name] = nil }
        let id = try grant(.object(definition), on: key, call)
        return .object(["GrantId": .string(id), "GrantToken": .string(try newToken(of: id))])
    }

    /// Keeps a grant; one with the same name and the same parameters is the same grant.
    private func grant(_ definition: JSONValue, on key: Key, _ call: Call) throws -> String {
        let new = try KeyID.randomPart()
        return try edit { edit in
            let own = edit.catalogue.grants(ofKey: key.id)
            if let same = own.first(where: { $0.definition == definition }), call.text("Name") != nil { return same.id }
            guard own.count < KeyService.mostGrants else {
                throw ServiceError("LimitExceededException", "A key has at most \(KeyService.mostGrants) grants.")
            }
            edit.put(Grant(id: new, key: key.id, definition: definition, at: call.request.time))
            return new
        }
    }

    private func isPossible(_ operation: String, with key: Key) -> Bool {
        switch operation {
        case "DescribeKey", "CreateGrant", "RetireGrant": true
        case "GetPublicKey": key.spec.pair != nil
        case "Sign", "Verify": key.usage == .sign
        case "GenerateMac", "VerifyMac": key.usage == .authenticate
        case "DeriveSharedSecret": key.usage == .agree
        case "Encrypt", "Decrypt", "ReEncryptFrom", "ReEncryptTo": key.usage == .encrypt
        default: key.spec == .symmetric
        }
    }

    // MARK: What grants are good for

    /// The grants of a key that may let somebody make a request.
    ///
    /// Who may create grants by a grant, may create those that are no wider; who may retire a grant, no other one.
    ///
    /// Source: https://docs.aws.amazon.com/kms/latest/developerguide/create-grant-overview.html
    func grants(of key: Key, for call: Call, _ catalogue: Catalogue) -> [JSONValue] {
        let grants = catalogue.grants(ofKey: key.id)
        guard !grants.isEmpty else { return [] }
        switch call.request.operation.name {
        case "CreateGrant": return grants.map(\.definition).filter { KeyService.isAsWide($0, as: call.input) }
        case "RetireGrant":
            let id = try? grantToRetire(call).id
            return grants.filter { $0.id == id }.map(\.definition)
        default: return grants.map(\.definition)
        }
    }

    /// Whether a grant allows all that another one would: its operations, under constraints that are no stricter.
    private static func isAsWide(_ grant: JSONValue, as other: JSONValue) -> Bool {
        let operations = grant["Operations"]?.array ?? []
        guard (other["Operations"]?.array ?? []).allSatisfy({ operations.contains($0) }) else { return false }
        let (own, wanted) = (grant["Constraints"], other["Constraints"])
        if let pairs = own?["EncryptionContextEquals"]?.members {
            return wanted?["EncryptionContextEquals"]?.members == pairs
        }
        guard let pairs = own?["EncryptionContextSubset"]?.members else { return true }
        let others = (wanted?["EncryptionContextEquals"] ?? wanted?["EncryptionContextSubset"])?.members ?? [:]
        return pairs.allSatisfy { others[$0.key] == $0.value }
    }

    // MARK: Tokens

    private func newToken(of id: String) throws -> String {
        let token = try GrantToken(of: id)
        return token.text(code: try tokenCode(token.message))
    }

    /// The grant that a token was given out for.
    private func grantID(ofToken text: String) throws -> String {
        let invalid = ServiceError("InvalidGrantTokenException", "The grant token is not valid.")
        guard let token = GrantToken(text) else { throw invalid }
        let expected = try tokenCode(token.message)
        guard ConstantTime.isEqual(token.code.span, expected.span) else { throw invalid }
        return token.grant
    }

    // MARK: Lists

    private func describe(_ grant: Grant) -> JSONValue {
        var members = grant.definition.members
        members["KeyId"] = .string(names.arn(ofKey: grant.key))
        members["GrantId"] = .string(grant.id)
        members["CreationDate"] = .time(grant.createdAt)
        members["IssuingAccount"] = .string(names.rootPrincipal)
        return .object(members)
    }

    func listGrants(_ call: Call) throws -> JSONValue {
        let key = try call.key.id
        let grants = catalogue.grants(ofKey: key).filter { grant in
            (call.text("GrantId") ?? grant.id) == grant.id
                && (call.text("GranteePrincipal").map { grant.definition["GranteePrincipal"] == .string($0) } ?? true)
        }
        return try call.page(grants.sorted { $0.id < $1.id }, as: "Grants", defaultLimit: 50, by: { $0.id }, describe)
    }

    func listRetirableGrants(_ call: Call) throws -> JSONValue {
        let principal = JSONValue.string(call.required("RetiringPrincipal"))
        let grants = catalogue.grants.values.filter { $0.definition["RetiringPrincipal"] == principal }
        return try call.page(grants.sorted { $0.id < $1.id }, as: "Grants", defaultLimit: 50, by: { $0.id }, describe)
    }

    // MARK: Ends

    /// The grant that `RetireGrant` is about: by its token, or by its id and its key.
    func grantToRetire(_ call: Call) throws -> Grant {
        let id: String
        switch (call.text("GrantToken"), call.text("GrantId"), call.text("KeyId")) {
        case (let token?, nil, nil): id = try grantID(ofToken: token)
        case (nil, let named?, _?): id = named
        default: throw ServiceError.validation("RetireGrant takes a GrantToken, or both KeyId and GrantId.")
        }
        return try existingGrant(id)
    }

    private func existingGrant(_ id: String) throws(ServiceError) -> Grant {
        guard let grant = catalogue.grants[id] else {
            throw ServiceError("InvalidGrantIdException", "No grant with id \(id) exists.")
        }
        return grant
    }

    func retireGrant(_ call: Call) throws -> JSONValue {
        let grant = try grantToRetire(call)
        try call.endDryRun()
        try edit { $0.removeGrant(grant.id) }
        return .object([:])
    }

    func revokeGrant(_ call: Call) throws -> JSONValue {
        let grant = try existingGrant(call.required("GrantId"))
        guard grant.key == (try call.key.id) else {
            throw ServiceError("InvalidGrantIdException", "The grant \(grant.id) is not one of this key.")
        }
        try call.endDryRun()
        try edit { $0.removeGrant(grant.id) }
        return .object([:])
    }
}
