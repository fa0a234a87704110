import Couriers
import POSIX
import Webhooks

/// Makes requests by HTTP and runs commands for `magpied`, which has neither a network nor other programs, and whose
/// keys this process never sees.
@main
enum MagpieCourier {
    private static let usage = """
        Usage: magpie-courier

        Makes requests by HTTP, runs commands and changes passwords for magpied, which starts it with a channel as
        descriptor 3. It is no command for people: see 'magpie events --help' and magpied(8).

        """

    static func main() {
        Signals.ignoreBrokenPipes()
        if System.arguments.dropFirst() == [Array("--check-confinement".utf8)] { Needs.courier.check() }
        if System.isAskedForHelp { return OutputFile.tell(usage) }
        // Systemd hands a connection over under the same number as magpied does.
        guard System.arguments.count == 1, let channel = FrameChannel(inherited: ChildProcess.channelDescriptor),
            let client = WebhookClient()
        else {
            OutputFile.tellMistake("magpie-courier is started by magpied", hint: "see 'magpie-courier --help'")
            System.exit(2)
        }
        let problem = Needs.courier.problem(saidBy: "magpie-courier").map {
            CourierAnswer.failed(code: "CONFINED", message: $0, isFinal: false)
        }
        while let frame = try? channel.receive(upTo: CourierJob.longest) {
            guard let job = CourierJob(frame.bytes) else { System.exit(2) }
            guard (try? channel.send((problem ?? answer(job, client)).bytes)) != nil else { break }
        }
    }

    private static func answer(_ job: CourierJob, _ client: WebhookClient) -> CourierAnswer {
        switch job.task {
        case .webhook(let url, let method, let headers, let networks, let certificates, let isWanted):
            let lines = headers.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
            var body: [UInt8] = []
            let outcome = client.send(
                job.body,
                to: url,
                method: method,
                headers: lines,
                seconds: job.seconds,
                networks: networks.compactMap(WebhookClient.Network.init(text:)),
                certificates: certificates,
                into: &body
            )
            let answer = answer(outcome)
            return isWanted && answer == .done() ? .done(body: body) : answer
        case .command(let path, let arguments, let user):
            return run(path, arguments, user, job)
        case .question(let path, let arguments):
            var output: [UInt8] = []
            let answer = run(path, arguments, nil, job, &output, upTo: CourierAnswer.longestBody)
            return answer == .done() ? .done(body: output) : answer
        case .database(let task): return DatabaseTasks.answer(task, job.body)
        }
    }

    /// What an answer by HTTP means for another try: none helps against a refusal but time does against trouble.
    private static func answer(_ outcome: WebhookClient.Outcome) -> CourierAnswer {
        switch outcome {
        case .answered(200..<300): .done()
        case .answered(let status) where (300..<400).contains(status):
            .failed(
                code: "REDIRECT",
                message: "the server answered \(status): redirects are not followed",
                isFinal: true
            )
        case .answered(let status)
        where status == 408 || status == 409 || status == 425 || status == 429 || status >= 500:
            .failed(code: "HTTP_\(status)", message: "the server answered \(status)", isFinal: false)
        case .answered(let status):
            .failed(code: "HTTP_\(status)", message: "the server answered \(status)", isFinal: true)
        case .addressRefused:
            .failed(
                code: "ADDRESS_REFUSED",
                message: "the host has no public address: see 'webhookNetworks' in the configuration",
                isFinal: true
            )
        case .timeout: .failed(code: "TIMEOUT", message: "the server did not answer in time", isFinal: false)
        case .failed(let message): .failed(code: "CONNECTION_FAILED", message: message, isFinal: false)
        }
    }

    private static func run(_ path: String, _ arguments: [String], _ user: String?, _ job: CourierJob) -> CourierAnswer
    {
        var none: [UInt8] = []
        return run(path, arguments, user, job, &none, upTo: 0)
    }

    private static func run(
        _ path: String,
        _ arguments: [String],
        _ user: String?,
        _ job: CourierJob,
        _ output: inout [UInt8],
        upTo limit: Int
    ) -> CourierAnswer {
        let users = user.flatMap { System.userID(of: $0) }.map { Set([$0]) } ?? []
        if let reason = TrustedProgram.distrust(of: Array(path.utf8), besides: users) {
            return .failed(code: "UNTRUSTED_PROGRAM", message: reason, isFinal: true)
        }
        do throws(SystemError) {
            let outcome = try Command.run(
                Array(path.utf8),
                arguments: arguments,
                user: user,
                input: job.body,
                output: &output,
                upTo: limit,
                milliseconds: job.seconds * 1000
            )
            return switch outcome {
            case .exited(0): .done()
            case .exited(let status):
                .failed(code: "EXIT_\(status)", message: "it ended with status \(status)", isFinal: false)
            case .killed(let signal):
                .failed(code: "SIGNAL_\(signal)", message: "signal \(signal) has ended it", isFinal: false)
            case .timeout: .failed(code: "TIMEOUT", message: "it took longer than \(job.seconds) s", isFinal: false)
            }
        } catch {
            let isFinal = error.isNotFound || error.isPermissionDenied
            return .failed(code: "COMMAND_FAILED", message: "it cannot be run: \(error)", isFinal: isFinal)
        }
    }
}

extension WebhookClient.Network {
    /// Reads CIDR notation.
    fileprivate init?(text: String) {
        let parts = text.split(separator: "/")
        guard parts.count == 2, let prefix = Int(parts[1]), let address = InternetAddressText.bytes(String(parts[0]))
        else {
            return nil
        }
        self.init(address: address, prefix: prefix)
    }
}
