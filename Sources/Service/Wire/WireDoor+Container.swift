import Bytes
import Gateway
import IAM
import JSON
import POSIX
import ServiceModel
import WebMessages

/// What SDKs of AWS ask for new credentials, as in a container.
///
/// Source: https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
extension WireDoor {
    /// The path of `AWS_CONTAINER_CREDENTIALS_FULL_URI`.
    static let credentials = "/_magpie/credentials"

    /// Answers with the credentials of a new session of whoever the token was made for.
    func answerContainer(_ request: WebRequest, then reply: @escaping @Sendable (WebAnswer) -> Void) {
        let id = request.id
        let time = Timestamp.now().secondsSince1970
        do throws(ServiceError) {
            guard request.method == "GET", let token = request.header("authorization"),
                let operation = operations.gateway.operation("sts:OpenSession")
            else { throw ServiceError("MissingAuthenticationToken", "Missing Authentication Token") }
            let (principal, role) = try operations.identities.holder(ofContainerToken: token, at: time)
            let input = JSONValue.present(["RoleArn": role.map { .string($0) }])
            let asked = try ServiceRequest(operation, json: input.bytes, by: principal, from: .socket, at: time)
            operations.gateway.perform(asked) { answer in
                guard let credentials = try? answer.get().value()["Credentials"] else {
                    return reply(WireDoor.refusal(403, "AccessDenied", "No session can be begun.", id))
                }
                let body = JSONValue.present([
                    "AccessKeyId": credentials["AccessKeyId"], "SecretAccessKey": credentials["SecretAccessKey"],
                    "Token": credentials["SessionToken"], "Expiration": credentials["Expiration"],
                    "RoleArn": role.map { .string($0) },
                ])
                reply(WebAnswer(id: id, 200, headers: WireDoor.json, body: body.bytes))
            }
        } catch {
            operations.noteBadSignature()
            reply(WireDoor.refusal(401, error.code, error.message, id))
        }
    }

    static let json = [WebRequest.Header("content-type", "application/json")]

    private static func refusal(_ status: Int, _ code: String, _ message: String, _ id: Int) -> WebAnswer {
        let body = JSONValue.object(["code": .string(code), "message": .string(message)])
        return WebAnswer(id: id, status, headers: json, body: body.bytes)
    }
}
