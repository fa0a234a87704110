import CustomerKeys
import JSON
import ServiceModel

/// Names of keys.
extension KeyService {
    private static let mostAliases = 50

    func createAlias(_ call: Call) throws -> JSONValue {
        let name = call.required("AliasName")
        let target = try call.key
        try requireOwn(target, "CreateAlias")
        try requireState(target, [.enabled, .disabled, .pendingImport])
        try edit { edit in
            guard edit.catalogue.aliases[name] == nil else {
                throw ServiceError(
                    "AlreadyExistsException",
                    "An alias with the name \(names.arn(ofAlias: name)) already exists"
                )
            }
            guard edit.catalogue.aliases.values.count(where: { $0.key == target.id }) < KeyService.mostAliases else {
                throw ServiceError("LimitExceededException", "A key has at most \(KeyService.mostAliases) aliases.")
            }
            edit.put(Alias(name: name, key: target.id, at: call.request.time))
        }
        return .object([:])
    }

    func updateAlias(_ call: Call) throws -> JSONValue {
        let name = call.required("AliasName")
        let target = try call.key
        try requireOwn(target, "UpdateAlias")
        try requireState(target, [.enabled, .disabled, .pendingImport])
        try edit { edit in
            guard var alias = edit.catalogue.aliases[name], let old = edit.catalogue.keys[alias.key] else {
                throw KMSError.notFound("Alias \(names.arn(ofAlias: name)) is not found.")
            }
            guard old.usage == target.usage, (old.spec.pair == nil) == (target.spec.pair == nil) else {
                throw ServiceError.validation(
                    "Alias \(name) names a key for \(old.usage.rawValue) with spec \(old.spec.rawValue): "
                        + "\(names.arn(ofKey: target.id)) is of another kind."
                )
            }
            alias.key = target.id
            alias.updatedAt = call.request.time
            edit.put(alias)
        }
        return .object([:])
    }

    func deleteAlias(_ call: Call) throws -> JSONValue {
        let name = call.required("AliasName")
        try edit { $0.removeAlias(name) }
        return .object([:])
    }

    func listAliases(_ call: Call) throws -> JSONValue {
        let key = call.keys.first?.id
        let catalogue = catalogue
        // Those of services are there before their keys are made.
        let predefined = key == nil ? KeyService.managedAliases : []
        let aliases = Set(catalogue.aliases.values.filter { key == nil || $0.key == key }.map(\.name)).union(predefined)
        return try call.page(aliases.sorted(), as: "Aliases", defaultLimit: 50, by: { $0 }) { name in
            let alias = catalogue.aliases[name]
            return .present([
                "AliasName": .string(name), "AliasArn": .string(names.arn(ofAlias: name)),
                "TargetKeyId": (alias?.key).map { .string($0) },
                "CreationDate": (alias?.createdAt).map { .time($0) },
                "LastUpdatedDate": (alias?.updatedAt).map { .time($0) },
            ])
        }
    }

    /// The alias of a request, which is one that users may have.
    ///
    /// Looked at before the key that it is to name.
    func aliasName(_ call: Call) throws(ServiceError) -> String {
        let name = call.required("AliasName")
        guard name.hasPrefix("alias/") else {
            throw .validation(
                call.request.operation.name == "DeleteAlias"
                    ? "Invalid identifier"
                    : "Alias must start with the prefix \"alias/\". Please see "
                        + "https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html"
            )
        }
        guard !name.hasPrefix("alias/aws/") else { throw ServiceError("NotAuthorizedException", "") }
        guard name.count > "alias/".count, !name.contains(":") else {
            throw ServiceError(
                "InvalidAliasNameException",
                "\(name) contains invalid characters for an alias, or nothing behind alias/."
            )
        }
        return name
    }

    /// The key that an alias of this name is to stand for: named by itself, not by another alias.
    func target(of alias: String, _ call: Call) throws -> Key {
        let target = call.required("TargetKeyId")
        if case .alias = names.reference(target) {
            throw ServiceError.validation("Aliases must refer to keys. Not aliases")
        }
        return try key(named: target, call)
    }
}
