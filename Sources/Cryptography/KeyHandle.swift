import COpenSSL

/// OpenSSL's key of a pair: one owner, never changed after it was made, so that threads may share it.
@safe
final class KeyHandle: Sendable {
    let kind: KeyKind

    private nonisolated(unsafe) let key: OpaquePointer

    /// Takes a key over and looks at what it is.
    ///
    /// - Throws: ``CryptographyError/invalidKey`` for `nil`, and for keys of kinds that are not supported.
    init(owning key: OpaquePointer?) throws(CryptographyError) {
        guard let key = unsafe key else { throw .cleared(.invalidKey) }
        guard let kind = unsafe KeyHandle.kind(of: key), kind.isSupported else {
            unsafe EVP_PKEY_free(key)
            throw .cleared(.invalidKey)
        }
        unsafe self.key = key
        self.kind = kind
        // A key that was read from a compressed point would be written as one.
        if case .ec = kind {
            let name = OSSL_PKEY_PARAM_EC_POINT_CONVERSION_FORMAT
            guard
                unsafe EVP_PKEY_set_utf8_string_param(key, name, OSSL_PKEY_EC_POINT_CONVERSION_FORMAT_UNCOMPRESSED) == 1
            else { throw .cleared(.invalidKey) }
        }
    }

    deinit { unsafe EVP_PKEY_free(key) }

    /// Calls `body` with a context for one operation with the key.
    func withContext<Result>(
        _ body: (OpaquePointer) throws(CryptographyError) -> Result
    ) throws(CryptographyError) -> Result {
        guard let context = unsafe EVP_PKEY_CTX_new_from_pkey(nil, key, nil) else { throw .cleared(.failure) }
        defer { unsafe EVP_PKEY_CTX_free(context) }
        return try unsafe body(context)
    }

    /// Calls `body` with a context for a signature over a whole message.
    func withMessageContext<Result>(
        _ body: (OpaquePointer) throws(CryptographyError) -> Result
    ) throws(CryptographyError) -> Result {
        guard let context = unsafe EVP_MD_CTX_new() else { throw .cleared(.failure) }
        defer { unsafe EVP_MD_CTX_free(context) }
        return try unsafe body(context)
    }

    /// Lends the key to C.
    func withKey<Result, Failure: Error>(
        _ body: (OpaquePointer) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try unsafe body(key)
    }

    /// What a key is; `nil` for kinds that have no name here.
    private static func kind(of key: OpaquePointer) -> KeyKind? {
        if unsafe EVP_PKEY_is_a(key, "RSA") == 1 { return unsafe .rsa(bits: Int(EVP_PKEY_get_bits(key))) }
        if unsafe EVP_PKEY_is_a(key, "ED25519") == 1 { return .ed25519 }
        guard unsafe EVP_PKEY_is_a(key, "EC") == 1 else { return nil }
        // Parameters that are written out could be those of a curve with a trap (CVE-2020-0601).
        var isExplicit: CInt = 0
        let explicit = OSSL_PKEY_PARAM_EC_DECODED_FROM_EXPLICIT_PARAMS
        if unsafe EVP_PKEY_get_int_param(key, explicit, &isExplicit) == 1, isExplicit == 1 { return nil }
        var name = [CChar](repeating: 0, count: 64)
        guard unsafe EVP_PKEY_get_group_name(key, &name, name.count, nil) == 1 else { return nil }
        let group = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return Curve.allCases.first { $0.groupName == group }.map { .ec($0) }
    }
}

extension RSAPadding {
    /// Prepares an encryption or decryption.
    func apply(to context: OpaquePointer) -> Bool {
        switch self {
        case .pkcs1: return unsafe EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) > 0
        case .oaep(let hash):
            return unsafe EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_OAEP_PADDING) > 0
                && EVP_PKEY_CTX_set_rsa_oaep_md(context, hash.algorithm) > 0
                && EVP_PKEY_CTX_set_rsa_mgf1_md(context, hash.algorithm) > 0
        }
    }
}

extension SignatureScheme {
    /// Prepares a signature or its check.
    func apply(to context: OpaquePointer) -> Bool {
        guard unsafe EVP_PKEY_CTX_set_signature_md(context, hash.algorithm) > 0 else { return false }
        switch self {
        case .ecdsa: return true
        case .pkcs1: return unsafe EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PADDING) > 0
        case .pss:
            return unsafe EVP_PKEY_CTX_set_rsa_padding(context, RSA_PKCS1_PSS_PADDING) > 0
                && EVP_PKEY_CTX_set_rsa_mgf1_md(context, hash.algorithm) > 0
                && EVP_PKEY_CTX_set_rsa_pss_saltlen(context, RSA_PSS_SALTLEN_DIGEST) > 0
        }
    }
}
