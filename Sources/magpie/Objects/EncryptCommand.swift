import ArgumentParser
import Cryptography
import Diagnostics
import EncryptedMessages
import ObjectEncryption
import POSIX

/// `magpie encrypt`: encrypts files where they lie.
struct EncryptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "encrypt",
        abstract: "Encrypts files in place.",
        discussion: """
            Each file becomes a message of the AWS Encryption SDK, and keeps its owner, mode, times and attributes. A crash at \
            any time leaves it whole, encrypted or not; the next run tidies up. Files that somebody has open for writing, that \
            have other names, or that cannot be replaced are left alone. The data key is made by KMS, or wrapped under a \
            public key: then nobody can read the file without the private one. Exit status: 0 when all files are encrypted, 2 \
            when not.
            """
    )

    @OptionGroup var options: ObjectOptions

    @Option(help: ArgumentHelp("A KMS key: id, ARN or alias; several may be given.", valueName: "key"))
    var keyId: [String] = []

    @Option(help: ArgumentHelp("An RSA key in PEM, to encrypt for its owner only.", valueName: "file"))
    var publicKey: String?

    func validate() throws {
        if publicKey != nil, !keyId.isEmpty { throw ValidationError("--public-key and --key-id exclude each other") }
        if publicKey != nil, options.service.socket != nil {
            throw ValidationError("--socket has no effect with --public-key, which takes no service")
        }
    }

    func run() throws {
        let context = try options.context()
        let keys = try keys()
        let journal = try options.openJournal()
        try options.rewrite(.encrypt, options.rewriter(journal, keys), context)
    }

    private func keys() throws -> any DataKeySource {
        guard let publicKey else {
            return try options.kms(keyId.isEmpty ? ["alias/aws/magpie"] : keyId, required: EncryptionContext())
        }
        let path = Array(publicKey.utf8)
        do {
            let text = String(decoding: try FileContents.read(path, upTo: 65_536), as: UTF8.self)
            return try RSADataKeys(publicKey: PublicKey(pem: text))
        } catch let error as SystemError {
            throw Diagnostic(path, error)
        } catch {
            throw Diagnostic(
                "\(publicKey): not an RSA public key in PEM",
                hint: "make one of a private key with 'openssl pkey -pubout'"
            )
        }
    }
}
