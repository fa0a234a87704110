import Diagnostics
import Terminal
import ArgumentParser
import Cryptography
import EncryptedMessages
import ObjectEncryption
import POSIX

/// `magpie decrypt`: decrypts files where they lie, or elsewhere.
struct DecryptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "decrypt",
        abstract: "Decrypts files, in place unless told otherwise.",
        discussion: """
            All of a file is verified before anything of it is seen. In place, it becomes what it was before 'magpie encrypt', \
            byte by byte, with the owner, mode, times and attributes that it has. Files of other programs that use the AWS \
            Encryption SDK are decrypted too, where they commit to their key. Exit status: 0 when all files are decrypted, 2 \
            when not.
            """
    )

    @OptionGroup var options: ObjectOptions

    @Option(
        help: ArgumentHelp(
            "An RSA key in PEM (PKCS #8), for files that were encrypted for its owner.",
            valueName: "file"
        )
    )
    var privateKey: String?

    @Option(
        help: ArgumentHelp(
            "Write to a file, or '-' for standard output, and leave the encrypted one.",
            valueName: "file"
        )
    )
    var output: String?

    @Flag(help: "Take messages that do not commit to their key, as early versions of the SDK wrote them.")
    var allowNoCommitment = false

    func validate() throws {
        if output != nil, options.files.count != 1 { throw ValidationError("--output takes one file") }
        if output != nil, options.journal != nil {
            throw ValidationError("--journal has no effect with --output, which changes nothing")
        }
        if output != nil, options.format == .json { throw ValidationError("--format has no effect with --output") }
        if privateKey != nil, options.service.socket != nil {
            throw ValidationError("--socket has no effect with --private-key, which takes no service")
        }
    }

    func run() throws {
        let context = try options.context()
        let keys = try keys(context)
        let policy = allowNoCommitment ? CommitmentPolicy.optional : .required
        if let output { return try copy(to: output, keys, policy) }
        let journal = try options.openJournal()
        try options.rewrite(.decrypt, options.rewriter(journal, keys, policy), context)
    }

    private func keys(_ context: EncryptionContext) throws -> any DataKeySource {
        guard let privateKey else { return try options.kms([], required: context) }
        let path = Array(privateKey.utf8)
        do {
            var bytes = try FileContents.read(path, upTo: 65_536)
            return try RSADataKeys(privateKey: PrivateKeyFile.key(&bytes), required: context)
        } catch let error as SystemError {
            throw Diagnostic(path, error)
        } catch {
            throw Diagnostic(
                "\(privateKey): not an RSA private key in PEM, without a password",
                hint: "convert it with 'openssl pkcs8 -topk8 -nocrypt'"
            )
        }
    }

    private func copy(to output: String, _ keys: any DataKeySource, _ policy: CommitmentPolicy) throws {
        let (folder, name) = try ObjectOptions.place(of: options.files[0])
        do {
            // Made when the first verified byte is there, so that nothing is emptied for nothing.
            var target: DecryptedOutput?
            _ = try EncryptedFile.read(name, in: folder.directory, keys: keys, policy: policy) { bytes in
                let file = try target ?? DecryptedOutput(output)
                target = file
                try file.write(bytes)
            }
        } catch {
            throw Diagnostic("\(TerminalText.escaped(folder.path + [UInt8(ascii: "/")] + name)): \(error)")
        }
    }
}

/// Where plaintext goes.
private final class DecryptedOutput {
    private let file: OutputFile

    init(_ path: String) throws(SystemError) {
        file = path == "-" ? OutputFile(standardOutput: ()) : try OutputFile(path: Array(path.utf8))
    }

    func write(_ bytes: Span<UInt8>) throws(SystemError) { try file.write(bytes.indices.map { bytes[$0] }) }
}

/// A private key in a file.
private enum PrivateKeyFile {
    /// Reads PKCS #8 in PEM, and wipes `bytes`.
    ///
    /// Source: RFC 7468, section 10.
    static func key(_ bytes: inout [UInt8]) throws(CryptographyError) -> PrivateKey {
        let lines = bytes.split(whereSeparator: { $0 == 10 || $0 == 13 })
        let isWhole =
            lines.count > 2 && lines.first.map(Array.init) == Array("-----BEGIN PRIVATE KEY-----".utf8)
            && lines.last.map(Array.init) == Array("-----END PRIVATE KEY-----".utf8)
        guard isWhole, var key = Base64.bytes(lines.dropFirst().dropLast().joined()) else { throw .invalidKey }
        defer { _ = SecretBytes(wiping: &bytes) }
        // Proving that its numbers belong together takes longer than all files; what a wrong key unwraps opens no message.
        return try PrivateKey(pkcs8: SecretBytes(wiping: &key), isChecked: false)
    }
}
