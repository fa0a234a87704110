public import Cryptography
public import POSIX

/// Why there is no root key, worded for the person who runs the service.
///
/// No case holds a byte of a key, a passphrase or a PIN.
public enum RootKeyError: Error, Equatable, Sendable {
    case missing([UInt8])
    case alreadyThere([UInt8])
    case notAFile([UInt8])
    case open([UInt8], mode: UInt32)
    case foreign([UInt8], userID: UInt32)
    case wrongLength([UInt8], expected: Int)
    case damaged([UInt8])
    case system([UInt8], SystemError)
    case readOnly([UInt8])
    case passphraseNeeded
    case passphraseTooShort(least: Int)
    case wrongPassphrase([UInt8])
    case wrongKey([UInt8])
    case token(TokenFailure, module: [UInt8], token: String, key: String)
    case cryptography(CryptographyError)
}

/// What a security token did not do.
public enum TokenFailure: Error, Equatable, Sendable {
    case noModule
    case noToken
    case pinWrong
    case pinLocked
    case noKey
    case ambiguous
    case notGenuine
    /// The token's answer, a number that begins with `CKR_` in PKCS #11.
    case refused(UInt)
}

extension RootKeyError: CustomStringConvertible {
    public var description: String { "\(summary) (\(code))" }

    /// A stable code to search for.
    ///
    /// Never reused, even when a case is removed.
    public var code: String {
        switch self {
        case .missing: "K001"
        case .alreadyThere: "K002"
        case .notAFile: "K003"
        case .open: "K004"
        case .foreign: "K005"
        case .wrongLength: "K006"
        case .damaged: "K007"
        case .system: "K008"
        case .readOnly: "K009"
        case .passphraseNeeded: "K010"
        case .passphraseTooShort: "K011"
        case .wrongPassphrase: "K012"
        case .wrongKey: "K013"
        case .token: "K014"
        case .cryptography: "K015"
        }
    }

    /// What is wrong and where, in one sentence.
    public var summary: String {
        switch self {
        case .missing(let path): "\(text(path)): the root key is not there"
        case .alreadyThere(let path): "\(text(path)): there is a root key already"
        case .notAFile(let path): "\(text(path)): a root key is kept in a regular file, and this is none"
        case .open(let path, let mode): "\(text(path)): others can read it (mode \(String(mode, radix: 8)))"
        case .foreign(let path, let user): "\(text(path)): it belongs to another user (\(user))"
        case .wrongLength(let path, let expected): "\(text(path)): it must have \(expected) bytes, and has not"
        case .damaged(let path): "\(text(path)): it is damaged"
        case .system(let path, let error): "\(text(path)): \(error)"
        case .readOnly(let path): "\(text(path)): a credential is made by systemd, not here"
        case .passphraseNeeded: "the root key is sealed by a passphrase"
        case .passphraseTooShort(let least): "a passphrase needs at least \(least) bytes"
        case .wrongPassphrase(let path): "\(text(path)): the passphrase is wrong"
        case .wrongKey(let path): "\(text(path)): the root key is another one than the keys of this service are under"
        case .token(let failure, let module, let token, let key):
            "\(text(module)): \(failure.text(token: token, key: key))"
        case .cryptography(let error): "\(error)"
        }
    }

    /// What to do about it.
    public var hint: String? {
        switch self {
        case .missing: "bring it back from a backup, or from its shares with 'magpie kms escrow restore'"
        case .alreadyThere: "nothing was changed; move it away only if nothing was ever encrypted under it"
        case .notAFile: "name a regular file"
        case .open(let path, _): "chmod 600 \(text(path)); if others could read it, rotate what it protects"
        case .foreign(let path, _): "chown it to the user that the service runs as: \(text(path))"
        case .wrongLength: "make one with: head -c 32 /dev/urandom"
        case .damaged: "bring it back from a backup, or from its shares with 'magpie kms escrow restore'"
        case .system: nil
        case .readOnly: "make one with: head -c 32 /dev/urandom | systemd-creds encrypt --name=root-key - root-key.cred"
        case .passphraseNeeded: "unseal it with 'magpie kms unseal'"
        case .passphraseTooShort: "take several words"
        case .wrongPassphrase: "try again, or restore the key from its shares with 'magpie kms escrow restore'"
        case .wrongKey: "look for the right key; with this one nothing can be decrypted"
        case .token(let failure, _, _, _): failure.hint
        case .cryptography: nil
        }
    }

    private func text(_ path: [UInt8]) -> String { String(decoding: path, as: UTF8.self) }
}

extension TokenFailure {
    func text(token: String, key: String) -> String {
        switch self {
        case .noModule: "it cannot be loaded as a module of PKCS #11"
        case .noToken: "there is no token '\(token)'"
        case .pinWrong: "the PIN of token '\(token)' is wrong"
        case .pinLocked: "the PIN of token '\(token)' is locked"
        case .noKey: "token '\(token)' has no AES key '\(key)'"
        case .ambiguous: "more than one token '\(token)', or key '\(key)' in it, has this label"
        case .notGenuine: "key '\(key)' of token '\(token)' is not the one that the root key was encrypted under"
        case .refused(let code): "token '\(token)' refused with 0x\(String(code, radix: 16))"
        }
    }

    var hint: String {
        switch self {
        case .noModule: "name the shared library of the token's vendor, and see that it can be read"
        case .noToken: "list the tokens with: pkcs11-tool --module MODULE --list-slots"
        case .pinWrong: "correct the file with the PIN; tokens lock after a few wrong ones"
        case .pinLocked: "let the security officer of the token set a new PIN"
        case .noKey: "bring the key back into the token, or restore the root key with 'magpie kms escrow restore'"
        case .ambiguous: "give them labels of their own"
        case .notGenuine: "bring the right key back into the token, or restore the root key from its shares"
        case .refused: "look the number up among the CKR_ codes of PKCS #11, and in the token's log"
        }
    }
}
