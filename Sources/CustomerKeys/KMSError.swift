package import ServiceModel

/// Errors in the words of AWS KMS.
///
/// Source: https://docs.aws.amazon.com/kms/latest/APIReference/CommonErrors.html and the errors of each operation.
package enum KMSError {
    package static let sealed = ServiceError(
        "KeyUnavailableException",
        "The key service is sealed: 'magpie kms unseal' opens it."
    )

    /// Says nothing about the reason, on purpose.
    package static let invalidCiphertext = ServiceError("InvalidCiphertextException", "")

    package static let incorrectKey = ServiceError(
        "IncorrectKeyException",
        "The key ID in the request does not identify a CMK that can perform this operation."
    )

    package static let dryRun = ServiceError(
        KMSModel.dryRunCode,
        "The request would have succeeded, but the DryRun option is set."
    )

    package static let notFoundCode = "NotFoundException"

    package static func notFound(_ message: String) -> ServiceError { ServiceError(notFoundCode, message) }

    package static let invalidMarker = ServiceError("InvalidMarkerException", "The marker is not valid.")

    /// For keys whose origin has no such operation.
    package static func invalidOrigin(_ arn: String, _ origin: Key.Origin) -> ServiceError {
        unsupported("\(arn) origin is \(origin.rawValue) which is not valid for this operation.")
    }

    package static func invalidState(_ arn: String, _ what: String) -> ServiceError {
        ServiceError("KMSInvalidStateException", "\(arn) \(what).")
    }

    package static func disabled(_ arn: String) -> ServiceError {
        ServiceError("DisabledException", "\(arn) is disabled.")
    }

    package static func unsupported(_ message: String) -> ServiceError {
        ServiceError("UnsupportedOperationException", message)
    }

    package static func damaged(_ key: String) -> ServiceError {
        ServiceError(
            "KMSInternalException",
            "The material of key \(key) is not what was written. Restore a backup of the keys."
        )
    }
}
