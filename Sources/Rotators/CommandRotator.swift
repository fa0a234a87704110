import Couriers
import JSON
import SecretsManager

/// Has a command do each step.
///
/// It is run as `COMMAND STEP TOKEN ARN` with JSON on its standard input: `Step`, `SecretId`, `ClientRequestToken`,
/// `Reason`, and the values as `Current`, `Previous`, `Pending` and `Master`, each with a `SecretString` or a
/// `SecretBinary`. The steps are AWS's, and a fifth:
///
/// | step | what it does | what it writes |
/// |---|---|---|
/// | createSecret | makes a value, changes nothing | `{"SecretString": "..."}` |
/// | setSecret | makes the pending value valid | nothing |
/// | testSecret | sees whether it works | nothing |
/// | finishSecret | is told that it becomes current | nothing |
/// | proveSecret | sees whether `Previous`, which was replaced, is refused | `{"Refused": true}` or `{"Refused": false}` |
///
/// A status other than 0 is a failure, after which the step is tried again; each may also be asked for again when it
/// was done.
final class CommandRotator: Rotator {
    private let tasks: CourierTasks
    private let path: String

    /// How long a step may take, in seconds.
    private static let patience = 120

    init(_ tasks: CourierTasks, path: String) {
        self.tasks = tasks
        self.path = path
    }

    /// Whether the current value may stop working is the command's to know.
    var hasGap: Bool { false }

    func create(_ request: RotationRequest) throws -> SecretValue {
        let output = try run("createSecret", request)
        guard let json = try? JSONValue(parsing: output), let value = try? SecretValue(from: json) else {
            throw RotationError("BAD_ANSWER", "createSecret has not written a SecretString or a SecretBinary as JSON")
        }
        return value
    }

    func set(_ request: RotationRequest) throws { _ = try run("setSecret", request) }

    func test(_ request: RotationRequest) throws { _ = try run("testSecret", request) }

    func finish(_ request: RotationRequest) throws { _ = try run("finishSecret", request) }

    func prove(_ request: RotationRequest) throws -> Closure {
        // A command that knows four steps only must not count as a proof.
        guard let output = try? run("proveSecret", request), let refused = (try? JSONValue(parsing: output))?["Refused"]
        else {
            return .untried("the command does not answer to proveSecret")
        }
        return refused == .boolean(true) ? .refused : .accepted("the command says so")
    }

    private func run(_ step: String, _ request: RotationRequest) throws -> [UInt8] {
        func member(_ value: SecretValue?) -> JSONValue? {
            value.map { value in
                let parameter = value.parameter
                return .object([parameter.name: parameter.value])
            }
        }
        let input = JSONValue.present([
            "Step": .string(step), "SecretId": .string(request.secretARN), "ClientRequestToken": .string(request.token),
            "Reason": .string(request.reason), "Current": member(request.current), "Previous": member(request.previous),
            "Pending": member(request.pending), "Master": member(request.master),
        ])
        return try tasks.run(
            .question(path: path, arguments: [step, request.token, request.secretARN]),
            seconds: CommandRotator.patience,
            Array(input.json.utf8)
        )
    }
}
