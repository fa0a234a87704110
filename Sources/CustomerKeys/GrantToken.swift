import Bytes
package import Cryptography

/// What stands for a grant until all know of it: `GRANT.NONCE.CODE`, a new one each time, known again by its code.
package struct GrantToken: Sendable {
    package let grant: String
    private let nonce: String
    /// The code that it has; empty for a new one.
    package let code: [UInt8]

    /// Begins a new one.
    package init(of grant: String) throws(CryptographyError) {
        self.grant = grant
        nonce = Hexadecimal.text(try RandomBytes.make(16))
        code = []
    }

    /// Reads one; `nil` for what is none.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 3, let code = Hexadecimal.bytes(parts[2]) else { return nil }
        (grant, nonce, self.code) = (parts[0], parts[1], code)
    }

    /// What the code is made of.
    package var message: String { "grant \(grant).\(nonce)" }

    /// The token with its code.
    package func text(code: [UInt8]) -> String { "\(grant).\(nonce).\(Hexadecimal.text(code))" }
}
