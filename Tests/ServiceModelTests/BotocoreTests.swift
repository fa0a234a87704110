import JSON
import ServiceModel
import Testing

/// Operations take what AWS's take.
@Suite(.enabled(if: Botocore.isInstalled, "Python has no botocore"))
struct BotocoreTests {
    /// What differs, and why.
    static let kms: [String: String] = [
        "ScheduleKeyDeletion.PendingWindowInDays: from 7, not 1": "the documentation says 7 to 30",
        "ScheduleKeyDeletion.PendingWindowInDays: to 30, not 365": "the documentation says 7 to 30",
    ]

    static let secrets: [String: String] = {
        let words = "what is beyond is refused by the service in words of its own, as AWS's does"
        var known = [
            "RotateSecret.RotationRules.AutomaticallyAfterDays: from -100000, not 1": words,
            "RotateSecret.RotationRules.AutomaticallyAfterDays: to 100000, not 1000": words,
        ]
        for operation in ["CreateSecret", "PutSecretValue", "RotateSecret", "UpdateSecret"] {
            known["\(operation).ClientRequestToken: from 0, not 32"] = words
            known["\(operation).ClientRequestToken: to 2048, not 64"] = words
        }
        return known
    }()

    static let events: [String: String] = {
        let target = "PutTargets.Targets[]."
        let own = "for targets of this service"
        let refused = "each is refused: there are no private networks"
        let networks = ["CreateConnection", "UpdateConnection"].flatMap { operation in
            ["AuthParameters.ConnectivityParameters", "InvocationConnectivityParameters"].map {
                "\(operation).\($0).ResourceParameters"
            }
        }
        let unused = "kept, and not looked at: nothing is done with it"
        return [
            "\(target)CommandParameters: not at AWS": own, "\(target)FileParameters: not at AWS": own,
            "\(target)WebhookParameters: not at AWS": own,
            "\(target)RedshiftDataParameters.SecretManagerArn: pattern": unused,
            "\(target)RunCommandParameters.RunCommandTargets[].Key: pattern": unused,
            "\(target)SageMakerPipelineParameters.PipelineParameterList[].Name: pattern": unused,
            "PutEvents.EndpointId: pattern": "each is refused",
        ].merging(
            Dictionary(uniqueKeysWithValues: networks.map { ("\($0).ResourceConfigurationArn: pattern", refused) })
        ) { $1 }
    }()

    @Test func keys() throws { try compare("kms", KMSModel.operations, Self.kms) }

    @Test func secrets() throws { try compare("secretsmanager", SecretsModel.operations, Self.secrets) }

    @Test func events() throws { try compare("events", EventsModel.operations, Self.events) }

    private func compare(_ service: String, _ operations: [OperationModel], _ known: [String: String]) throws {
        let comparison = ModelComparison(operations, with: try Botocore.model(service))
        #expect(comparison.differences.subtracting(known.keys).sorted() == [], "new differences")
        #expect(
            Set(known.keys).subtracting(comparison.differences).sorted() == [],
            "differences that are none any more"
        )
    }
}
