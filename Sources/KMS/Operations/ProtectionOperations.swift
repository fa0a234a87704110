import Cryptography
import CustomerKeys
import JSON
import POSIX
import RootKeys
import ServiceModel

/// The root key: sealed, unsealed, in escrow.
extension KeyService {
    func describeRootKey(_ call: Call) throws -> JSONValue {
        let escrow = try store.notes().first { $0.name == KeyService.escrow }
        let json = try escrow.map { try JSONValue(parsing: Array($0.text.utf8)) }
        return .present([
            "Source": .string(settings.source.name), "Sealed": .boolean(vault.isSealed),
            "Problem": problem.withLock { $0 }.map { .string($0) },
            "Keys": .number(Double(catalogue.keys.values.count { $0.manager != .owned })),
            "EscrowThreshold": json?["threshold"], "EscrowCount": json?["count"],
            "EscrowCreationDate": json?["createdAt"],
            "EscrowVerificationDate": json?["verifiedAt"],
        ])
    }

    func sealNow(_ call: Call) -> JSONValue {
        vault.seal()
        return .object(["Sealed": .boolean(true)])
    }

    func unsealNow(_ call: Call) throws -> JSONValue {
        let shares = call.input["Shares"]?.array.compactMap(\.string) ?? []
        if !shares.isEmpty {
            let root = try combine(shares)
            try requireGenuine(root)
            // What is lost or damaged is put where it was; a passphrase is asked for anew.
            do throws(RootKeyError) {
                try rootKeys.restore(root, passphrase: passphrase(call))
            } catch {
                guard case .readOnly = error else { throw KeyService.unsealError(error) }
            }
            vault.unseal(root)
        } else {
            do throws(RootKeyError) {
                vault.unseal(try rootKeys.openOrCreate(passphrase: passphrase(call)))
            } catch {
                throw KeyService.unsealError(error)
            }
        }
        try makeOwnedKey()
        return .object(["Sealed": .boolean(false)])
    }

    private func passphrase(_ call: Call) -> SecretBytes? {
        call.text("Passphrase").map { text in
            var bytes = Array(text.utf8)
            // A file ends with a line feed, what is meant does not.
            while let last = bytes.last, last == 10 || last == 13 { bytes.removeLast() }
            return SecretBytes(wiping: &bytes)
        }
    }

    private static func unsealError(_ error: RootKeyError) -> ServiceError {
        ServiceError("UnsealException", "\(error)\(error.hint.map { ": \($0)" } ?? "")")
    }

    private func requireGenuine(_ root: SecretBytes) throws {
        guard try rootKeys.matches(root) else {
            throw ServiceError("InvalidShareException", "The shares are those of another root key.")
        }
    }

    // MARK: Escrow

    private static let escrow = "escrow"

    func createEscrow(_ call: Call) throws -> JSONValue {
        guard let threshold = call.input["Threshold"]?.integer, let count = call.input["Count"]?.integer,
            threshold <= count
        else { throw ServiceError.validation("Threshold must not be larger than Count.") }
        let shares = try vault.withRoot { try SecretSharing.split($0, threshold: threshold, count: count) }
        try note([
            "threshold": .number(Double(threshold)), "count": .number(Double(count)),
            "createdAt": .time(call.request.time),
        ])
        return .object(["Shares": .array(try shares.map { .string(try $0.text()) })])
    }

    func verifyEscrow(_ call: Call) throws -> JSONValue {
        try requireGenuine(try combine(call.input["Shares"]?.array.compactMap(\.string) ?? []))
        var members =
            try store.notes().first { $0.name == KeyService.escrow }
            .map { try JSONValue(parsing: Array($0.text.utf8)).members } ?? [:]
        members["verifiedAt"] = .time(call.request.time)
        try note(members)
        return .object(["Valid": .boolean(true)])
    }

    private func combine(_ texts: [String]) throws -> SecretBytes {
        do throws(SecretShareError) {
            var shares: [SecretShare] = []
            for (index, text) in texts.enumerated() { shares.append(try SecretShare(text: text, position: index + 1)) }
            return try SecretSharing.combine(shares)
        } catch {
            throw ServiceError("InvalidShareException", "\(error)")
        }
    }

    private func note(_ members: [String: JSONValue]) throws {
        try edit {
            $0.putNote(KeyService.escrow, JSONValue.object(members).json)
        }
    }
}
