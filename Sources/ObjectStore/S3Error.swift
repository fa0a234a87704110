import ServiceModel

/// What S3 refuses, in its words.
///
/// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
enum S3Error {
    static let noSuchBucket = ServiceError("NoSuchBucket", "The specified bucket does not exist")

    static func noSuchKey(_ key: [UInt8]) -> ServiceError {
        ServiceError("NoSuchKey", "The specified key does not exist.")
    }

    static let noSuchVersion = ServiceError("NoSuchVersion", "The specified version does not exist.")

    /// The bucket's folder is not there, or not the one that was there before.
    static let offline = ServiceError("ServiceUnavailable", "The bucket is offline. Please try again later.")

    static let unreadable = ServiceError("AccessDenied", "The service may not read the object.")

    static let sealed = ServiceError("AccessDenied", "The object is encrypted, and there is no service of keys.")

    static let otherOwner = ServiceError("AccessDenied", "Access Denied")

    static func invalidArgument(_ message: String) -> ServiceError { ServiceError("InvalidArgument", message) }

    static let preconditionFailed = ServiceError(
        "PreconditionFailed",
        "At least one of the pre-conditions you specified did not hold"
    )

    static let notModified = ServiceError("NotModified", "Not Modified")

    static let invalidRange = ServiceError("InvalidRange", "The requested range is not satisfiable")

    static let invalidPart = ServiceError(
        "InvalidPartNumber",
        "The requested partnumber is not satisfiable"
    )

    static func invalidRequest(_ message: String) -> ServiceError { ServiceError("InvalidRequest", message) }

    static func notImplemented(_ message: String) -> ServiceError { ServiceError("NotImplemented", message) }

    static func notWritable(_ bucket: String) -> ServiceError {
        ServiceError(
            "AccessDenied",
            "The bucket \(bucket) may not be written to: its entry in the service's configuration has no 'writable: true'."
        )
    }

    static func noPlace(_ key: [UInt8]) -> ServiceError {
        ServiceError(
            "InvalidArgument",
            "The key is no path that a file of this bucket can have: its parts have 1 to 255 bytes, none is '.' or '..', and none "
                + "begins with '.magpie-'."
        )
    }

    static let tooLarge = ServiceError(
        "EntityTooLarge",
        "Your proposed upload exceeds the maximum allowed size"
    )
}
