import ServiceModel

/// What was wrong with a request, as S3 says it.
///
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
enum S3Fault {
    /// What other services call otherwise.
    private static let codes = [
        "AccessDeniedException": "AccessDenied", "InternalFailure": "InternalError",
        "InvalidClientTokenId": "InvalidAccessKeyId", "MissingAuthenticationToken": "AccessDenied",
        "SerializationException": "MalformedXML", "ThrottlingException": "SlowDown",
        "UnknownOperationException": "NotImplemented", "UnsupportedOperation": "NotImplemented",
        "ValidationException": "InvalidArgument", "IncompleteSignature": "AuthorizationHeaderMalformed",
    ]

    /// Codes that have another status than 400.
    private static let statuses = [
        "AccessDenied": 403, "BucketAlreadyExists": 409, "BucketAlreadyOwnedByYou": 409, "BucketNotEmpty": 409,
        "ConditionalRequestConflict": 409, "InsufficientStorage": 507,
        "InternalError": 500, "InvalidAccessKeyId": 403, "InvalidObjectState": 403,
        "InvalidPartNumber": 416, "InvalidRange": 416, "MethodNotAllowed": 405, "MissingContentLength": 411,
        "NoSuchBucket": 404, "NoSuchBucketPolicy": 404, "NoSuchKey": 404, "NoSuchTagSet": 404, "NoSuchUpload": 404,
        "NoSuchVersion": 404, "NotImplemented": 501, "NotModified": 304, "OperationAborted": 409,
        "PreconditionFailed": 412, "RequestTimeTooSkewed": 403, "ServerSideEncryptionConfigurationNotFoundError": 404,
        "ServiceUnavailable": 503, "SignatureDoesNotMatch": 403, "SlowDown": 503, "KMS.NotFoundException": 400,
    ]

    static func code(_ error: ServiceError) -> String { codes[error.code] ?? error.code }

    static func status(of code: String) -> Int { statuses[code] ?? 400 }
}
