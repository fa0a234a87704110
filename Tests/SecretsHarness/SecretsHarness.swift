import Control
import Couriers
import HelperProcesses
import JSON
import POSIX
import Records
import Rotators
import SecretsManager
import SecretsSupport
import ServiceModel

/// Secrets at a control socket, with keys of a test, for proofs that kill a process.
///
/// `secrets-harness STATE COURIER`: listens at `STATE/magpie.sock` and appends events to `STATE/events.jsonl`. With
/// `MAGPIE_KILL_AT=POINT` it kills itself where a rotation passes that point.
@main
enum SecretsHarness {
    static func main() throws {
        let arguments = System.arguments.map { String(decoding: $0, as: UTF8.self) }
        guard arguments.count == 3 else { System.exit(2) }
        Signals.ignoreBrokenPipes()
        let state = arguments[1]
        let records = try RecordStore(path: "\(state)/magpie.sqlite")
        let couriers = Helper("courier", from: .courier(Array(arguments[2].utf8)))
        let rotators = CourierRotators(
            couriers,
            settings: {
                var settings = RotatorSettings()
                settings.networks = ["127.0.0.0/8"]
                settings.certificates = System.environment("MAGPIE_TEST_CERTIFICATES")
                return settings
            },
            signingKey: Array("a key for webhooks of tests only".utf8)
        )
        let events = Monitor(try AppendedFile(path: Array("\(state)/events.jsonl".utf8)))
        let publisher = EventLog { detailType, detail in
            guard !detailType.hasSuffix("Read") else { return }
            let event = JSONValue.object(["detail-type": .string(detailType), "detail": detail])
            try events.withLock { try $0.append(Array((event.json + "\n").utf8)) }
        }
        var dependencies = SecretsManager.Dependencies(
            keys: LocalKeys(),
            publisher: publisher,
            makeRotator: rotators.makeRotator
        )
        let killPoint = System.environment("MAGPIE_KILL_AT").flatMap(RotationPoint.init(rawValue:))
        dependencies.pass = { point in
            // As sudden as kill -9: nothing is flushed, no other thread is waited for.
            if point == killPoint { System.exit(137) }
        }
        let secrets = try SecretsManager(dependencies, records)
        let server = try ControlServer(
            path: Array("\(state)/magpie.sock".utf8),
            answer: { request, peer in try answer(request, peer, secrets) },
            metrics: { _ in [] }
        )
        secrets.run()
        server.run()
    }

    private static func answer(_ request: ControlRequest, _ peer: ControlPeer, _ secrets: SecretsManager) throws
        -> [UInt8]
    {
        let name = String(request.operation.split(separator: ":").last ?? "")
        guard let operation = SecretsModel.operation(name) else {
            throw ControlError("unknown operation")
        }
        do {
            let request = ServiceRequest(
                operation,
                try JSONValue(parsing: request.input),
                by: .user(peer.userID),
                at: Timestamp.now().secondsSince1970
            )
            let answer = try secrets.makeOperations().perform(try request.withToken())
            return Array(answer.json.utf8)
        } catch let error as ServiceError {
            throw ControlError(code: error.code, error.message)
        }
    }
}
