import Configuring
import Accounts
import Control
import HelperProcesses
import JSON
import POSIX
import Problems
import ServiceModel

/// The service's side of the key process, which is started when it is needed and again when it has died.
final class KeyProcess: Sendable {
    private struct State {
        var process: ChildProcess?
        /// Connections that nobody uses at the moment.
        var idle: [ControlClient] = []
        /// How many pings it has not answered in a row.
        var missedPings = 0
        /// Whether nobody waits long for it.
        var isSilent: Bool { missedPings >= KeyProcess.mostMissedPings }
    }

    private let helper: Helper
    /// Where it listens.
    let socket: [UInt8]
    private let state = Monitor(State())

    /// How many connections are kept open.
    private static let mostIdle = 64
    private static let startMilliseconds = 10_000
    /// How long it may say nothing before it counts as gone, in seconds; the largest RSA keys take a part of that.
    static let patience = 120
    /// The same while it does not answer pings.
    private static let shortPatience = 30
    /// How long a ping waits, in seconds; a machine with too much to do is no reason to give up what is asked.
    private static let pingPatience = 5
    /// After how many pings without an answer it counts as silent.
    private static let mostMissedPings = 3

    /// Prepares to use it.
    ///
    /// - Parameters:
    ///   - helper: How it is started.
    ///   - socket: Where it listens.
    init(_ helper: Helper, socket: [UInt8]) {
        self.helper = helper
        self.socket = socket
    }

    /// Where it listens by some settings.
    static func socket(_ settings: Settings) -> [UInt8] {
        settings.keysSocket ?? settings.state + Array("/keys.sock".utf8)
    }

    /// The key process that is started from the program at `path`, `magpie-keys`, to do what `settings` say.
    static func source(_ path: [UInt8], _ settings: Settings) -> HelperSource {
        let folder = settings.state + Array("/keys".utf8)
        let retention =
            (settings.audit.keepMegabytes.map { ["--audit-megabytes", String($0)] } ?? [])
            + (settings.audit.keepDays.map { ["--audit-days", String($0)] } ?? [])
        let arguments = [
            "magpie-keys", "--folder", String(decoding: folder, as: UTF8.self), "--socket",
            String(decoding: socket(settings), as: UTF8.self), "--root-key", settings.rootKey, "--account",
            settings.location.account, "--region", settings.location.region,
        ]
        return .program(HelperProgram(path: path, arguments: arguments + retention))
    }

    /// Asks it for something that is no use of keys.
    ///
    /// - Parameters:
    ///   - operation: Such as `keys:VerifyAuditLog`.
    ///   - input: JSON on one line.
    ///   - userID: On behalf of which user; `nil` for this process itself.
    /// - Returns: The answer as JSON, on one line.
    /// - Throws: `ControlError` when it refuses, or cannot be had.
    func ask(_ operation: String, _ input: [UInt8], onBehalfOf userID: UInt32? = nil) throws -> [UInt8] {
        let request = ControlRequest(operation, input: input, onBehalfOf: userID)
        return try withClient { try $0.ask(request) }
    }

    /// Asks it several things at once, for whoever wants them.
    ///
    /// Callers that it does not know are introduced to it: a process that was started anew knows nobody.
    ///
    /// - Returns: The answers in the order of the calls: as JSON on one line, or why it refuses.
    /// - Throws: `ControlError` when it cannot be had.
    func ask(_ calls: [KeyCall]) throws -> [Result<[UInt8], ControlError>] {
        var answers = try ask(calls.map(\.request))
        let unknown = answers.indices.filter { index in
            if case .failure(let error) = answers[index] {
                error.code == KeyProcessModel.unknownCallerCode
            } else {
                false
            }
        }
        guard !unknown.isEmpty else { return answers }
        for answer in try ask(unknown.compactMap { calls[$0].caller.introduction }) { _ = try answer.get() }
        for (index, answer) in zip(unknown, try ask(unknown.map { calls[$0].request })) { answers[index] = answer }
        return answers
    }

    private func ask(_ requests: [ControlRequest]) throws -> [Result<[UInt8], ControlError>] {
        if requests.count == 1 {
            do {
                return [.success(try withClient { try $0.ask(requests[0]) })]
            } catch let error as ControlError {
                return [.failure(error)]
            }
        }
        var answers: [Result<[UInt8], ControlError>] = []
        while answers.count < requests.count {
            let some = requests[answers.count...].prefix(ControlCoding.mostTogether)
            answers += try withClient { try $0.ask(Array(some)) }
        }
        return answers
    }

    /// Runs `body` with a connection to itself; again with a new one when the process behind the first has died.
    private func withClient<Answer>(_ body: (ControlClient) throws -> Answer) throws -> Answer {
        if let client = state.withLock({ $0.idle.popLast() }) {
            do {
                let answer = try body(client)
                keep(client)
                return answer
            } catch let error as ControlError where error.code != nil {
                keep(client)
                throw error
            } catch let error as SystemError where error.isTimeout {
                // It may still do it: it is not asked twice.
                throw KeyProcess.unavailable("no answer in time")
            } catch is SystemError {
                // It has died since, and has not got the request: there is a new one to be had.
                state.withLock { $0.idle = [] }
            }
        }
        let client = try connect()
        do {
            let answer = try body(client)
            keep(client)
            return answer
        } catch let error as ControlError {
            if error.code != nil { keep(client) }
            throw error
        } catch let error as SystemError where error.isTimeout {
            throw KeyProcess.unavailable("no answer in time")
        } catch {
            throw KeyProcess.unavailable("\(error)")
        }
    }

    /// Has an operation done, and tells of it.
    ///
    /// - Parameters:
    ///   - operation: What.
    ///   - input: Its parameters, as JSON on one line.
    ///   - caller: Who asks for it.
    ///   - announce: Gets the type and the detail of the event.
    /// - Returns: The answer, as JSON on one line.
    /// - Throws: `ControlError` when it refuses, or cannot be had.
    func ask(
        _ operation: OperationModel,
        _ input: [UInt8],
        by caller: KeyCaller,
        _ announce: (String, @autoclosure () -> JSONValue) -> Void
    ) throws -> [UInt8] {
        guard let answer = try ask(operation, [input], by: caller, announce).first else { return [] }
        return try answer.get()
    }

    /// Has an operation done many times, and tells of each.
    ///
    /// - Parameters:
    ///   - operation: What.
    ///   - inputs: Its parameters, each as JSON on one line.
    ///   - caller: Who asks for it.
    ///   - announce: Gets the type and the detail of each event.
    /// - Returns: The answers in the order of the inputs: as JSON on one line, or why it was refused.
    /// - Throws: `ControlError` when the process cannot be had.
    func ask(
        _ operation: OperationModel,
        _ inputs: [[UInt8]],
        by caller: KeyCaller,
        _ announce: (String, @autoclosure () -> JSONValue) -> Void
    ) throws -> [Result<[UInt8], ControlError>] {
        let answers = try ask(inputs.map { KeyCall(operation, $0, by: caller) })
        for (input, answer) in zip(inputs, answers) {
            let error: ControlError? = if case .failure(let error) = answer { error } else { nil }
            announce(KMSModel.callType, KeyProcess.detail(of: operation, input, by: caller.userID, error: error))
        }
        return answers
    }

    /// What is told of a call.
    static func detail(
        of operation: OperationModel,
        _ input: [UInt8],
        by user: UInt32,
        error: ControlError?
    ) -> JSONValue {
        let name = System.userName(of: user) ?? String(user)
        // What is no JSON is refused by the key process; the event of the call has no parameters then.
        let input = (try? JSONValue(parsing: input)) ?? .null
        let error = error.map { $0.code ?? $0.message }
        return .object(KMSModel.detail(of: operation, input, by: (user, name), error: error))
    }

    private func keep(_ client: ControlClient) {
        state.withLock { if $0.idle.count < KeyProcess.mostIdle { $0.idle.append(client) } }
    }

    /// Connects to it, and starts it where it does not run.
    ///
    /// - Throws: `ControlError` when it cannot be had.
    func connect() throws(ControlError) -> ControlClient {
        let client = try connection()
        client.limitWaiting(seconds: state.withLock { $0.isSilent } ? KeyProcess.shortPatience : KeyProcess.patience)
        return client
    }

    /// Asks it how it is, by a connection of its own and within seconds.
    ///
    /// - Returns: What is wrong with what it keeps.
    /// - Throws: `ControlError` when it does not answer.
    func ping() throws -> [Problem] {
        do {
            let client = try connection()
            client.limitWaiting(seconds: KeyProcess.pingPatience)
            let answer = try JSONValue(parsing: try client.ask(ControlRequest("keys:Ping", input: Array("{}".utf8))))
            // Connections of meanwhile have less patience.
            state.withLock { state in
                if state.isSilent { state.idle = [] }
                state.missedPings = 0
            }
            return (answer["problems"]?.array.compactMap(Problem.init) ?? []) + KeyProcess.foreignNames(answer)
        } catch {
            if (error as? SystemError)?.isTimeout == true {
                // Those who ask from now on connect anew, and wait less.
                state.withLock { state in
                    state.missedPings += 1
                    if state.isSilent { state.idle = [] }
                }
                throw KeyProcess.unavailable("it is there, but says nothing: is it stopped?")
            }
            throw error is ControlError ? error : KeyProcess.unavailable("\(error)")
        }
    }

    /// What is wrong where the key process names keys as if they were elsewhere: one that a service manager has started.
    private static func foreignNames(_ answer: JSONValue) -> [Problem] {
        let here = AccountLocation.current
        guard let account = answer["account"]?.string, let region = answer["region"]?.string,
            account != here.account || region != here.region
        else { return [] }
        return [
            Problem(
                .keys,
                "keys are named in account \(account) and Region \(region), everything else in \(here.account) and \(here.region)",
                hint: "give magpie-keys the options '--account \(here.account) --region \(here.region)' in its unit"
            )
        ]
    }

    private func connection() throws(ControlError) -> ControlClient {
        do throws(SystemError) {
            // Where nothing listens it is started, and what fails then is said.
            if let client = try? ControlClient(path: socket) { return client }
            try start()
            let deadline = Timestamp.monotonic().adding(milliseconds: KeyProcess.startMilliseconds)
            while true {
                do throws(SystemError) {
                    return try ControlClient(path: socket)
                } catch {
                    guard Timestamp.monotonic() < deadline, state.withLock({ $0.process?.hasEnded != true }) else {
                        throw error
                    }
                    Threads.sleep(milliseconds: 10)
                }
            }
        } catch {
            throw KeyProcess.unavailable("\(error)")
        }
    }

    static func unavailable(_ why: String) -> ControlError {
        ControlError(
            code: "KMSInternalException",
            "The key process does not answer (\(why)): its message is in the service's log."
        )
    }

    /// Starts the process, unless it runs or the service manager does that.
    private func start() throws(SystemError) {
        try state.withLock { (state) throws(SystemError) in
            if let process = state.process {
                guard process.hasEnded else { return }
                helper.noteDeath("it has ended")
            }
            state.process = try helper.start()
        }
    }
}
