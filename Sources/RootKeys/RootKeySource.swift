/// What protects the root key.
///
/// From weak to strong: a file is as safe as the disk; a credential of systemd is decrypted at the start of the service
/// only, by the machine or its TPM; a passphrase is nowhere on the machine; a token decrypts, and never shows its key.
public enum RootKeySource: Sendable, Equatable {
    /// The key itself in a file with mode 0600.
    case file([UInt8])

    /// The key itself in a file that systemd made from an encrypted credential, to be read only: systemd.exec(5),
    /// `LoadCredentialEncrypted=`.
    case credential([UInt8])

    /// The key in a file of the state folder, encrypted under what scrypt makes of a passphrase.
    case passphrase

    /// The key in a file of the state folder, encrypted under a key of a security token, by PKCS #11.
    ///
    /// - `module`: The path of the token's shared library.
    /// - `tokenLabel`: The token.
    /// - `pinFile`: A file with mode 0600 that holds the user's PIN.
    /// - `keyLabel`: The key in the token; made there when it is missing.
    case pkcs11(module: [UInt8], tokenLabel: String, pinFile: [UInt8], keyLabel: String)
}
