import Couriers
package import Deliveries
package import EventRules
package import HelperProcesses
import POSIX

/// Has couriers make requests or run commands.
package final class CourierSink: Sink {
    private let target: Target
    private let courier: Courier
    private let settings: BusSettings

    package init(_ target: Target, _ couriers: Helper, _ settings: BusSettings) {
        self.target = target
        courier = Courier(couriers)
        self.settings = settings
    }

    package func deliver(_ messages: [Message]) -> [Delivered] {
        deliverEach(messages) { message in
            if case .webhook(let url) = target.destination, target.isInClear(url) {
                let reason = "events would go to another host in clear: the target needs https, or AllowPlainHTTP"
                return .failed(code: "PLAIN_HTTP", message: reason, isFinal: true)
            }
            do throws(SystemError) {
                switch try courier.run(try job(message)) {
                case .done: return .done
                case .failed(let code, let message, let isFinal):
                    return .failed(code: code, message: message, isFinal: isFinal)
                }
            } catch {
                return .failed(code: "COURIER_ERROR", message: "\(error)", isFinal: false)
            }
        }
    }

    private func job(_ message: Message) throws(SystemError) -> CourierJob {
        let body = Array(message.text.utf8)
        switch target.destination {
        case .command(let path):
            let task = CourierJob.Task.command(
                path: String(decoding: path, as: UTF8.self),
                arguments: target.arguments,
                user: target.user
            )
            return CourierJob(task, seconds: target.timeout, body: body)
        default:
            var headers = try signature(message.id, body)
            for (name, value) in target.headers { headers[name] = value }
            let task = CourierJob.Task.webhook(
                url: Query.url(target.arn, adding: target.query),
                headers: headers,
                allowedNetworks: settings.allowedNetworks,
                certificates: settings.certificates
            )
            return CourierJob(task, seconds: target.timeout, body: body)
        }
    }

    /// Says who sends a message, when, and that nobody has changed it.
    private func signature(_ id: String, _ body: [UInt8]) throws(SystemError) -> [String: String] {
        let key =
            try target.signingKeyFile.map { file throws(SystemError) in
                try FileContents.read(Array(file.utf8), upTo: 4096)
            } ?? settings.signingKey
        guard let headers = WebhookSignature.headers(id, body, key: key, at: .now()) else { throw SystemError() }
        return headers
    }
}
