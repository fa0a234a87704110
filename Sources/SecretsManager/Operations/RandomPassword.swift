import Cryptography
import JSON
import ServiceModel

/// What a password is made of.
package struct PasswordRules: Sendable {
    var length = 32
    package var excluded = ""
    var hasDigits = true
    var hasPunctuation = true
    var hasUpperCase = true
    var hasLowerCase = true
    var hasSpace = false
    var requiresEach = true

    /// Allows all characters but spaces.
    package init() {}

    /// Makes a password, each that the rules allow as likely as any other.
    ///
    /// - Throws: `ServiceError` when there is none.
    package func make() throws -> String {
        let excluded = Set(excluded.utf8)
        let kinds = [
            hasDigits ? "0123456789" : "", hasUpperCase ? "ABCDEFGHIJKLMNOPQRSTUVWXYZ" : "",
            hasLowerCase ? "abcdefghijklmnopqrstuvwxyz" : "",
            hasPunctuation ? "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~" : "", hasSpace ? " " : "",
        ].filter { !$0.isEmpty }.map { kind in kind.utf8.filter { !excluded.contains($0) } }
        let alphabet = kinds.flatMap { $0 }
        guard !alphabet.isEmpty else {
            throw ServiceError.parameter("All characters have been excluded from selection.")
        }
        guard requiresEach else { return try RandomText.make(length, of: alphabet) }
        guard kinds.allSatisfy({ !$0.isEmpty }) else {
            throw ServiceError.parameter("All characters of the desired type have been excluded.")
        }
        guard kinds.count <= length else {
            throw ServiceError.parameter("Password length is too short based on the required types.")
        }
        // Those that lack a kind are dropped: to put one in would make some passwords likelier than others. In the
        // worst case, five characters of kinds of which two have one member, one in 1,800 stays.
        while true {
            let text = try RandomText.make(length, of: alphabet)
            if kinds.allSatisfy({ kind in text.utf8.contains { kind.contains($0) } }) { return text }
        }
    }
}

extension SecretsManager {
    func getRandomPassword(_ call: ServiceRequest) throws -> JSONValue {
        var rules = PasswordRules()
        rules.length = call.input["PasswordLength"]?.integer ?? 32
        rules.excluded = call.text("ExcludeCharacters") ?? ""
        rules.hasDigits = !call.flag("ExcludeNumbers")
        rules.hasPunctuation = !call.flag("ExcludePunctuation")
        rules.hasUpperCase = !call.flag("ExcludeUppercase")
        rules.hasLowerCase = !call.flag("ExcludeLowercase")
        rules.hasSpace = call.flag("IncludeSpace")
        rules.requiresEach = call.input["RequireEachIncludedType"] != .boolean(false)
        let password = try rules.make()
        tell("Random Password Made", call, [:])
        return .object(["RandomPassword": .string(password)])
    }
}
