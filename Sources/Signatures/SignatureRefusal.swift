/// Why a request does not count as signed by whom it names.
///
/// It never says what the signature should have been.
public enum SignatureRefusal: Error, Sendable, Equatable {
    /// There is no signature at all.
    case missing
    /// The signature is none, or does not say all that it must: what, in a sentence.
    case incomplete(String)
    /// It is not what the holder of the key would have made, or not over all that it must be over.
    case mismatch(String)
    /// The time at which it was made is not now: in a sentence.
    case untimely(String)
}

extension SignatureRefusal {
    /// That the signature is another one than the holder of the key would have made.
    public static let other = SignatureRefusal.mismatch(
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key "
            + "and signing method. Consult the service documentation for details."
    )
}
