import Couriers
import Cryptography
import JSON
import POSIX
import SecretsManager

/// Makes a random key, and has a webhook put it to use.
///
/// The value is the key, or JSON with the key in the first of the members `apiKey`, `api_key`, `key` and `token` that
/// is there. The webhook gets `Step` (setSecret, testSecret, finishSecret), `SecretId`, `ClientRequestToken`, `Reason`
/// and, except at the end, the new `SecretString`; it is signed as all webhooks are, under the id `TOKEN.STEP`, and a
/// status of 2xx means that it was done.
final class APIKeyRotator: Rotator {
    private let tasks: CourierTasks
    private let url: String?
    private let signingKey: [UInt8]
    private let settings: RotatorSettings

    private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
    /// 238 bits.
    private static let length = 40
    private static let names = ["apiKey", "api_key", "key", "token"]
    /// How long the webhook may take, in seconds.
    private static let patience = 20

    init(_ tasks: CourierTasks, webhook url: String?, signingKey: [UInt8], _ settings: RotatorSettings) {
        self.tasks = tasks
        self.url = url
        self.signingKey = signingKey
        self.settings = settings
    }

    /// Whether the current key may stop working is the webhook's to know.
    var hasGap: Bool { false }

    func create(_ request: RotationRequest) throws -> SecretValue {
        let key = try RandomText.make(APIKeyRotator.length, of: APIKeyRotator.alphabet)
        guard var members = request.current.members else { return SecretValue(key) }
        guard let name = APIKeyRotator.names.first(where: { members[$0]?.string != nil }) else {
            throw RotationError(
                "BAD_VALUE",
                "the current value is JSON without a member \(APIKeyRotator.names.joined(separator: ", "))"
            )
        }
        members[name] = .string(key)
        return SecretValue(JSONValue.object(members).json)
    }

    func set(_ request: RotationRequest) throws { try tell("setSecret", request) }

    func test(_ request: RotationRequest) throws { try tell("testSecret", request) }

    func finish(_ request: RotationRequest) throws { try tell("finishSecret", request) }

    func prove(_ request: RotationRequest) throws -> Closure {
        .untried("who takes the key is not known here")
    }

    private func tell(_ step: String, _ request: RotationRequest) throws {
        guard let url else { return }
        guard url.hasPrefix("https://") else {
            throw RotationError("PLAIN_HTTP", "the webhook would get the secret in clear: it takes https")
        }
        var members: [String: JSONValue] = [
            "Step": .string(step), "SecretId": .string(request.secretARN), "ClientRequestToken": .string(request.token),
            "Reason": .string(request.reason),
        ]
        if step != "finishSecret" { members["SecretString"] = request.pending?.parameter.value }
        let body = Array(JSONValue.object(members).json.utf8)
        guard let headers = WebhookSignature.headers("\(request.token).\(step)", body, key: signingKey, at: .now())
        else {
            throw RotationError("OUT_OF_MEMORY", "no memory for a signature")
        }
        _ = try tasks.run(
            .webhook(
                url: url,
                headers: headers,
                allowedNetworks: settings.networks,
                certificates: settings.certificates
            ),
            seconds: APIKeyRotator.patience,
            body
        )
    }
}
