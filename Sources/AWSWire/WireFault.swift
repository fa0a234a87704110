public import ServiceModel
public import Signatures

/// What was wrong, with the code and the status that a style has for it.
struct WireFault {
    var code: String
    var message: String
    var status: Int

    init(_ error: ServiceError, in style: WireStyle) {
        message = error.isPlain ? error.message + (error.hint.map { ": \($0)" } ?? "") : error.message
        switch style {
        case .rest:
            code = WireFault.jsonCodes[error.code] ?? error.code
            code = WireFault.restCodes[code] ?? code
            status = WireFault.failures[code] ?? WireFault.restStatuses[code] ?? 400
        case .json:
            code = WireFault.jsonCodes[error.code] ?? error.code
            status = WireFault.failures[code] ?? 400
        case .xml(QueueForm.namespace):
            let named = WireFault.queryCodes[error.code] ?? error.code
            let fault = QueueForm.fault(named)
            code = fault?.code ?? named
            status = WireFault.failures[code] ?? fault?.status ?? WireFault.queryStatuses[code] ?? 400
        case .xml:
            code = WireFault.queryCodes[error.code] ?? error.code
            status = WireFault.failures[code] ?? WireFault.queryStatuses[code] ?? 400
        }
    }

    /// Codes of what is no mistake of the client, and their statuses.
    private static let failures = [
        "InternalFailure": 500, "InternalServiceError": 500, "InternalException": 500, "KMSInternalException": 500,
        "KeyUnavailableException": 500, "DependencyTimeoutException": 503, "ServiceFailure": 500,
        "ServiceUnavailable": 503,
    ]

    /// What services of JSON call what others call otherwise.
    private static let jsonCodes = [
        "InvalidClientTokenId": "UnrecognizedClientException", "ExpiredToken": "ExpiredTokenException",
        "AccessDenied": "AccessDeniedException", "SignatureDoesNotMatch": "InvalidSignatureException",
        "IncompleteSignature": "IncompleteSignatureException",
        "MissingAuthenticationToken": "MissingAuthenticationTokenException",
        "InvalidAction": "UnknownOperationException", "MalformedInput": "SerializationException",
    ]

    /// What services in REST style call what others call otherwise.
    private static let restCodes = [
        "SerializationException": "ValidationException", "InternalFailure": "InternalServerException",
        "UnsupportedOperation": "ValidationException",
    ]

    /// Statuses of the codes of Macie that have another than 400, and of those of all services in REST style.
    ///
    /// Source: https://docs.aws.amazon.com/macie/latest/APIReference/CommonErrors.html
    private static let restStatuses = [
        "AccessDeniedException": 403, "ConflictException": 409, "ExpiredTokenException": 403,
        "IncompleteSignatureException": 403, "InternalServerException": 500, "InvalidSignatureException": 403,
        "MissingAuthenticationTokenException": 403, "ResourceNotFoundException": 404,
        "ServiceQuotaExceededException": 402, "ThrottlingException": 429, "UnknownOperationException": 404,
        "UnprocessableEntityException": 422, "UnrecognizedClientException": 403,
    ]

    /// What services of XML call what others call otherwise.
    ///
    /// Source: https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
    private static let queryCodes = [
        "AccessDeniedException": "AccessDenied", "ValidationException": "ValidationError",
        "ThrottlingException": "Throttling", "UnknownOperationException": "InvalidAction",
        "SerializationException": "MalformedInput", "UnsupportedOperation": "UnsupportedOperation",
    ]

    /// Statuses of the codes of IAM and STS that have another than 400.
    private static let queryStatuses = [
        "AccessDenied": 403, "ConcurrentModification": 409, "DeleteConflict": 409, "EntityAlreadyExists": 409,
        "EntityTemporarilyUnmodifiable": 409, "ExpiredToken": 403, "FeatureDisabled": 404, "FeatureEnabled": 409,
        "IDPRejectedClaim": 403, "InvalidAuthenticationCode": 403, "InvalidClientTokenId": 403, "LimitExceeded": 409,
        "MissingAuthenticationToken": 403, "NoSuchEntity": 404, "NotSupportedService": 404,
        "RegionDisabledException": 403, "ReportExpired": 410, "ReportGenerationLimitExceeded": 409,
        "ReportInProgress": 404, "ReportNotPresent": 410, "SignatureDoesNotMatch": 403,
    ]
}

extension ServiceError {
    /// Why a request does not count as signed, by the names that services of XML have for it.
    public init(_ refusal: SignatureRefusal) {
        switch refusal {
        case .missing: self.init("MissingAuthenticationToken", "Missing Authentication Token")
        case .incomplete(let reason): self.init("IncompleteSignature", reason)
        case .mismatch(let reason), .untimely(let reason): self.init("SignatureDoesNotMatch", reason)
        }
    }
}
