import ServiceModel

/// The errors of AWS Secrets Manager, in its words.
extension ServiceError {
    static func parameter(_ message: String) -> ServiceError { ServiceError("InvalidParameterException", message) }

    static func request(_ message: String) -> ServiceError { ServiceError("InvalidRequestException", message) }

    static let invalidName = ServiceError.validation(
        "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!"
    )

    static let missingSecret = ServiceError.notFound("Secrets Manager can't find the specified secret.")

    static func missingValue(_ what: String) -> ServiceError {
        .notFound("Secrets Manager can't find the specified secret value for \(what)")
    }

    static let markedForDeletion = ServiceError.request(
        "You can't perform this operation on the secret because it was marked for deletion."
    )

    static func tokenInUse(_ token: String, _ arn: String) -> ServiceError {
        ServiceError(
            "ResourceExistsException",
            "You can't use ClientRequestToken \(token) because that value is already in use for a version of secret \(arn)."
        )
    }
}
