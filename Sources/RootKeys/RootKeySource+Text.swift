/// How a configuration names a source.
extension RootKeySource {
    /// Reads `file`, `file:/PATH`, `passphrase`, `credential:/PATH` or `pkcs11:/MODULE,TOKEN,PINFILE,KEY`.
    ///
    /// - Parameters:
    ///   - text: What the configuration says; `nil` is returned for anything else.
    ///   - folder: Where `file` without a path is: `root.key` in it.
    public init?(text: String, folder: [UInt8]) {
        if text == "file" {
            self = .file(folder + Array("/root.key".utf8))
        } else if text == "passphrase" {
            self = .passphrase
        } else if let path = RootKeySource.rest(of: text, after: "file:") {
            self = .file(path)
        } else if let path = RootKeySource.rest(of: text, after: "credential:") {
            self = .credential(path)
        } else if let path = RootKeySource.rest(of: text, after: "pkcs11:") {
            let parts = path.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map(Array.init)
            guard parts.count == 4, parts[2].first == UInt8(ascii: "/"), !parts[1].isEmpty, !parts[3].isEmpty else {
                return nil
            }
            self = .pkcs11(
                module: parts[0],
                tokenLabel: String(decoding: parts[1], as: UTF8.self),
                pinFile: parts[2],
                keyLabel: String(decoding: parts[3], as: UTF8.self)
            )
        } else {
            return nil
        }
    }

    /// The absolute path behind a prefix.
    private static func rest(of text: String, after prefix: String) -> [UInt8]? {
        guard text.hasPrefix(prefix + "/") else { return nil }
        return Array(text.utf8.dropFirst(prefix.utf8.count))
    }

    /// The word for it.
    public var name: String {
        switch self {
        case .file: "file"
        case .credential: "credential"
        case .passphrase: "passphrase"
        case .pkcs11: "pkcs11"
        }
    }

    /// Whether somebody must say something before it can be opened.
    public var needsPassphrase: Bool { self == .passphrase }
}
