public import Cryptography
public import Diagnostics
import POSIX
import Terminal

/// Rule packs as files, and whose are used.
public enum RulePackFile {
    /// The place for a pack that the whole machine uses.
    public static let systemPath = Array("/etc/magpie/rules.pack".utf8)
    /// The place for the public keys whose packs are used, in PEM; the variable `MAGPIE_RULES_KEYS` names another.
    public static let systemKeys = "/etc/magpie/rules.pub"
    /// The most keys.
    private static let mostKeys = 32

    /// Reads the pack in a file, if one of those who are trusted has signed it.
    ///
    /// - Throws: ``Diagnostic`` with what is wrong.
    public static func read(_ path: [UInt8]) throws(Diagnostic) -> RulePack {
        let name = TerminalText.escaped(path)
        let bytes: [UInt8]
        do throws(SystemError) {
            bytes = try FileContents.read(path, upTo: RulePack.mostBytes)
        } catch {
            throw Diagnostic(path, error)
        }
        return try pack(bytes, name)
    }

    /// Reads a pack that was read already.
    package static func pack(_ bytes: [UInt8], _ name: String) throws(Diagnostic) -> RulePack {
        do throws(RulePack.Failure) {
            return try RulePack(bytes, trusting: try keysOrNone())
        } catch {
            throw Diagnostic(
                "\(name): \(error)",
                hint: error == .untrusted
                    ? "put the public key of its maker, in PEM, into \(keysPath)" : "bring it back from where it came"
            )
        }
    }

    private static var keysPath: String { System.environment("MAGPIE_RULES_KEYS") ?? systemKeys }

    /// The keys that are trusted; none when there is no file, or something in it is no key.
    private static func keysOrNone() throws(RulePack.Failure) -> [PublicKey] {
        guard let bytes = try? FileContents.read(Array(keysPath.utf8), upTo: 1 << 20) else { return [] }
        let end = "-----END PUBLIC KEY-----"
        let parts = String(decoding: bytes, as: UTF8.self).split(separator: end)
        var keys: [PublicKey] = []
        for part in parts.prefix(mostKeys) where part.contains("-----BEGIN PUBLIC KEY-----") {
            guard let key = try? PublicKey(pem: "\(part)\(end)\n") else { continue }
            keys.append(key)
        }
        return keys
    }

    /// Reads a maker's private key: PKCS #8 in PEM, without a passphrase, of the curve P-256.
    public static func privateKey(_ path: [UInt8]) throws(Diagnostic) -> PrivateKey {
        let bytes: [UInt8]
        do throws(SystemError) {
            bytes = try FileContents.read(path, upTo: 1 << 16)
        } catch {
            throw Diagnostic(path, error)
        }
        let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        let body = lines.drop { $0 != "-----BEGIN PRIVATE KEY-----" }.dropFirst()
            .prefix { $0 != "-----END PRIVATE KEY-----" }.joined()
        guard var der = Base64.bytes(body), !der.isEmpty, let key = try? PrivateKey(pkcs8: SecretBytes(wiping: &der)),
            key.kind == .ec(.p256)
        else {
            throw Diagnostic(
                "\(TerminalText.escaped(path)): this is no private key of P-256 in PEM without a passphrase",
                hint: "make one with 'openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256'"
            )
        }
        return key
    }
}
