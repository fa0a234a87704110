import Cryptography

/// The bytes that hexadecimal digits stand for; white space is skipped.
func hex(_ text: String) -> [UInt8] {
    let digits = text.utf8.filter { $0 > 0x20 }.compactMap { UInt8(Character(UnicodeScalar($0)).hexDigitValue ?? 255) }
    return stride(from: 0, to: digits.count - 1, by: 2).map { digits[$0] << 4 | digits[$0 + 1] }
}

extension SecretBytes {
    /// A secret of bytes that a test knows.
    convenience init(_ bytes: [UInt8]) { self.init(copying: bytes.span) }

    /// A secret of the bytes that hexadecimal digits stand for.
    convenience init(hex text: String) { self.init(hex(text)) }
}

// What takes and gives arrays, because a span cannot stand inside an expectation.

extension AESGCM {
    mutating func sealed(_ plaintext: [UInt8], _ nonce: [UInt8], _ data: [UInt8] = []) throws(CryptographyError)
        -> [UInt8]
    {
        var output: [UInt8] = []
        try seal(plaintext.span, nonce: nonce.span, authenticating: data.span, into: &output)
        return output
    }

    mutating func opened(_ sealed: [UInt8], _ nonce: [UInt8], _ data: [UInt8] = []) throws(CryptographyError) -> [UInt8]
    {
        try open(sealed.span, nonce: nonce.span, authenticating: data.span).exposed()
    }
}

func digest(_ message: [UInt8], _ hash: HashFunction) throws(CryptographyError) -> [UInt8] {
    try Digest.of(message.span, by: hash)
}

func code(_ hash: HashFunction, _ key: [UInt8], _ message: [UInt8]) throws(CryptographyError) -> [UInt8] {
    try HMAC.code(hash, key: SecretBytes(key), message: message.span)
}

func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool { ConstantTime.isEqual(left.span, right.span) }

/// A copy of `bytes` with one bit changed.
func flipping(_ bit: Int, _ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    bytes[bit / 8] ^= 1 << UInt8(bit % 8)
    return bytes
}

func unwrapped(_ wrapped: [UInt8], _ key: SecretBytes) throws(CryptographyError) -> [UInt8] {
    try KeyWrap.unwrapPadded(wrapped.span, key: key).exposed()
}

func publicKey(_ spki: [UInt8]) throws(CryptographyError) -> PublicKey { try PublicKey(spki: spki.span) }

func publicKey(_ curve: Curve, _ point: [UInt8]) throws(CryptographyError) -> PublicKey {
    try PublicKey(curve: curve, compressedPoint: point.span)
}

func verifies(
    _ key: PublicKey,
    _ digest: [UInt8],
    _ signature: [UInt8],
    _ scheme: SignatureScheme
) throws(CryptographyError) -> Bool {
    try key.verify(digest: digest.span, signature: signature.span, scheme)
}

func signature(_ key: PrivateKey, _ digest: [UInt8], _ scheme: SignatureScheme) throws(CryptographyError) -> [UInt8] {
    try key.sign(digest: digest.span, scheme)
}

func decrypted(_ key: PrivateKey, _ text: [UInt8], _ padding: RSAPadding) throws(CryptographyError) -> [UInt8] {
    try key.decrypt(text.span, padding).exposed()
}
