import Diagnostics
import Fingerprints
import Terminal
import Cryptography
import POSIX
import Scanning

/// The key for fingerprints, kept from run to run so that fingerprints can be compared.
enum FingerprintKeyFile {
    /// Reads the key, or makes it when there is none.
    ///
    /// When neither can be done, the key lives as long as this run, and a problem says so.
    static func load(_ environment: Environment, _ problems: inout [Diagnostic]) throws(Diagnostic) -> FingerprintKey {
        let hint = "set MAGPIE_FINGERPRINT_KEY_FILE to a file that you can write"
        let consequence = "fingerprints of this run cannot be compared with those of others"
        guard let path = path(environment) else {
            problems.append(
                Diagnostic("no home folder for the fingerprint key; \(consequence)", hint: hint, level: .warning)
            )
            return try ephemeral()
        }
        do throws(SystemError) {
            return try FingerprintKey.kept(at: path)
        } catch  where error.isInvalid {
            problems.append(
                Diagnostic(
                    "\(TerminalText.escaped(path)): a fingerprint key has \(SHA256.byteCount) bytes, this has fewer; "
                        + consequence,
                    hint: "remove the file to get a new key",
                    level: .warning
                )
            )
        } catch {
            problems.append(
                Diagnostic("\(TerminalText.escaped(path)): \(error); \(consequence)", hint: hint, level: .warning)
            )
        }
        return try ephemeral()
    }

    private static func path(_ environment: Environment) -> [UInt8]? {
        if let file = environment.fingerprintKeyFile { return Array(file.utf8) }
        return environment.stateFolder.map { Array("\($0)/fingerprint.key".utf8) }
    }

    private static func ephemeral() throws(Diagnostic) -> FingerprintKey {
        guard let key = try? FingerprintKey.makeEphemeral() else { throw Diagnostic("the system has no randomness") }
        return key
    }
}
