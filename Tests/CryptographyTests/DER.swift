import Cryptography

/// Just enough of DER (X.690) to write keys and signatures whose numbers a test knows.
enum DER {
    static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        switch content.count {
        case 0..<128: [tag, UInt8(content.count)] + content
        case 128..<256: [tag, 0x81, UInt8(content.count)] + content
        default: [tag, 0x82, UInt8(content.count >> 8), UInt8(content.count & 255)] + content
        }
    }

    static func sequence(_ parts: [UInt8]...) -> [UInt8] { element(0x30, Array(parts.joined())) }

    static func integer(_ bytes: [UInt8]) -> [UInt8] {
        let digits = Array(bytes.drop { $0 == 0 })
        return element(0x02, (digits.first.map { $0 >= 128 } ?? true ? [0] : []) + digits)
    }

    static func octets(_ bytes: [UInt8]) -> [UInt8] { element(0x04, bytes) }

    static func bits(_ bytes: [UInt8]) -> [UInt8] { element(0x03, [0] + bytes) }

    static let ecPublicKey = hex("06072a8648ce3d0201")
    static let rsaEncryption = hex("06092a864886f70d0101010500")

    static func identifier(_ curve: Curve) -> [UInt8] {
        switch curve {
        case .p256: hex("06082a8648ce3d030107")
        case .p384: hex("06052b81040022")
        case .p521: hex("06052b81040023")
        case .secp256k1: hex("06052b8104000a")
        }
    }

    /// A `SubjectPublicKeyInfo` of a point.
    static func publicKey(_ curve: Curve, _ point: [UInt8]) -> [UInt8] {
        sequence(sequence(ecPublicKey, identifier(curve)), bits(point))
    }

    /// A `SubjectPublicKeyInfo` of a modulus and an exponent.
    static func publicKey(n: [UInt8], e: [UInt8]) -> [UInt8] {
        sequence(sequence(rsaEncryption), bits(sequence(integer(n), integer(e))))
    }

    /// PKCS #8 of a scalar and its point.
    static func privateKey(_ curve: Curve, _ d: [UInt8], _ point: [UInt8]) -> [UInt8] {
        let key = sequence(integer([1]), octets(d), element(0xA1, bits(point)))
        return sequence(integer([0]), sequence(ecPublicKey, identifier(curve)), octets(key))
    }

    /// PKCS #8 of an RSA key: n, e, d, p, q, d mod (p - 1), d mod (q - 1), 1/q mod p.
    static func privateKey(rsa numbers: [[UInt8]]) -> [UInt8] {
        let key = element(0x30, integer([0]) + numbers.flatMap(integer))
        return sequence(integer([0]), sequence(rsaEncryption), octets(key))
    }
}
