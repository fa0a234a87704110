import JSON
import LeakRecognition
import Measuring
import ObjectActions
import Records
import SecretsManager

/// Puts what happens to secrets on the bus, counts rotations, and has those told who recognise leaked values.
struct SecretEvents: EventPublisher {
    let events: any EventPublisher
    let measures: Measures
    let leaks: LeakWatch

    var isHeard: Bool { events.isHeard }

    func announce(_ detailType: String, _ detail: @autoclosure () -> JSONValue, source: String) throws {
        let detail = detail()
        switch detailType {
        case "Secret Rotation Started": measures.rotations.add("started")
        case "Secret Rotation Succeeded": measures.rotations.add("succeeded")
        case "Secret Rotation Failed":
            measures.rotations.add(detail["isFinal"] == .boolean(true) ? "given-up" : "failed")
        default: break
        }
        if let arn = detail["secretArn"]?.string, detailType != "Secret Value Read" { leaks.noteStages(of: arn) }
        try events.announce(detailType, detail, source: source)
    }

    func wake(_ targets: Set<Int64>) { events.wake(targets) }
}

/// Rotates the secrets that rules want to have rotated.
struct LeakedSecretRotator: SecretRotating {
    let secrets: SecretsManager

    func rotate(_ arn: String, version: String, because reason: String, mayStart: Bool) throws -> SecretRotation {
        switch try secrets.rotate(because: reason, secretARN: arn, versionID: version, mayStart: mayStart) {
        case .started(let new): .started(new)
        case .underWay(let new): .underWay(new)
        case .alreadyReplaced: .notNeeded
        case .notStarted: .notAllowed
        }
    }
}
