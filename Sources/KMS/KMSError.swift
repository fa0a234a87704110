import ServiceModel

/// Errors in the words of AWS KMS.
///
/// Source: https://docs.aws.amazon.com/kms/latest/APIReference/CommonErrors.html and the errors of each operation.
enum KMSError {
    static let sealed = ServiceError(
        "KeyUnavailableException",
        "The key service is sealed: 'magpie kms unseal' opens it."
    )

    /// Says nothing about the reason, on purpose.
    static let invalidCiphertext = ServiceError("InvalidCiphertextException", "")

    static let incorrectKey = ServiceError(
        "IncorrectKeyException",
        "The key ID in the request does not identify a CMK that can perform this operation."
    )

    static let dryRun = ServiceError(
        KMSModel.dryRunCode,
        "The request would have succeeded, but the DryRun option is set."
    )

    static let notFoundCode = "NotFoundException"

    static func notFound(_ message: String) -> ServiceError { ServiceError(notFoundCode, message) }

    static let invalidMarker = ServiceError("InvalidMarkerException", "The marker is not valid.")

    /// For keys whose origin has no such operation.
    static func invalidOrigin(_ arn: String, _ origin: Key.Origin) -> ServiceError {
        unsupported("\(arn) origin is \(origin.rawValue) which is not valid for this operation.")
    }

    static func invalidState(_ arn: String, _ what: String) -> ServiceError {
        ServiceError("KMSInvalidStateException", "\(arn) \(what).")
    }

    static func disabled(_ arn: String) -> ServiceError { ServiceError("DisabledException", "\(arn) is disabled.") }

    static func unsupported(_ message: String) -> ServiceError {
        ServiceError("UnsupportedOperationException", message)
    }

    static func damaged(_ key: String) -> ServiceError {
        ServiceError(
            "KMSInternalException",
            "The material of key \(key) is not what was written. Restore a backup of the keys."
        )
    }
}
