import Control
import POSIX
import ServiceModel

/// Hands requests on to the key process; short ones that come at the same time go together.
///
/// That way neither this process nor the other wakes a thread for each, and the audit log of keys is flushed once for all.
/// What may take long, as keys of RSA do, goes by itself and keeps nobody waiting.
///
/// Nobody who sends waits for an answer, or for room: a connection has one group of requests on its way, which is short, and
/// what comes meanwhile is the next.
final class KeyRelay: Sendable {
    /// Gets an answer, as JSON on one line.
    typealias Done = @Sendable (Result<[UInt8], any Error>) -> Void

    /// A request, and who wants its answer.
    struct Member: Sendable {
        var call: KeyCall
        var done: Done
    }

    private struct State {
        var waiting: [Member] = []
        /// How many threads will have sent all that they have.
        var gathering = 0
        var idle: [KeyLane] = []
        var lanes = 0
    }

    private let keys: KeyProcess
    private let answers: AnswerGathering
    private let state = Monitor(State())

    /// Groups that are on their way at the same time: while one waits for the disk, the next is computed.
    private static let mostGroups = 2
    /// The longest group, in bytes, so that a connection without another always has room for it; see unix(7).
    private static let longestGroup = 48 << 10
    /// What a request has besides its parameters, in bytes.
    private static let overhead = 256
    /// The longest parameters that go together with others, in bytes.
    private static let longest = 8192
    /// Operations that take some microseconds with a symmetric key, which is what they use unless an algorithm is named; all of
    /// them may be asked for twice.
    static let quick: Set<String> = [
        "Encrypt", "Decrypt", "ReEncrypt", "GenerateDataKey", "GenerateDataKeyWithoutPlaintext", "GenerateRandom",
        "GenerateMac", "VerifyMac", "DescribeKey",
    ]

    /// Hands on to `keys`; `answers` has what comes back together go on together.
    init(_ keys: KeyProcess, _ answers: AnswerGathering) {
        self.keys = keys
        self.answers = answers
    }

    /// Whether a request may go together with others.
    static func isShort(_ request: ServiceRequest) -> Bool {
        guard quick.contains(request.operation.name), let json = request.json, json.count <= longest else {
            return false
        }
        return !namesAlgorithm(json.span)
    }

    /// Whether parameters may name an algorithm to encrypt with: what has escapes may name anything.
    static func namesAlgorithm(_ json: Span<UInt8>) -> Bool {
        let name: InlineArray<_, UInt8> = [
            UInt8(ascii: "n"), UInt8(ascii: "A"), UInt8(ascii: "l"), UInt8(ascii: "g"), UInt8(ascii: "o"),
        ]
        var matched = 0
        for index in json.indices {
            let byte = json[index]
            if byte == UInt8(ascii: "\\") { return true }
            matched = byte == name[matched] ? matched + 1 : byte == name[0] ? 1 : 0
            if matched == name.count { return true }
        }
        return false
    }

    /// Has a request done, and gives the answer on whatever thread gets it.
    func send(_ call: KeyCall, then done: @escaping Done) {
        state.withLock { $0.waiting.append(Member(call: call, done: done)) }
        sendWaiting()
    }

    /// Has all requests go together that anybody sends while `body` runs, which is not to be long.
    func gather<Value>(_ body: () -> Value) -> Value {
        state.withLock { $0.gathering += 1 }
        defer {
            state.withLock { $0.gathering -= 1 }
            sendWaiting()
        }
        return body()
    }

    private func sendWaiting() {
        while let (lane, group) = nextGroup() {
            // One that has just ended was counted out by itself.
            if !lane.begin(group) { state.withLock { $0.waiting = group + $0.waiting } }
        }
    }

    /// What is to be sent now, and where.
    private func nextGroup() -> (KeyLane, [Member])? {
        state.withLock { state in
            guard state.gathering == 0, !state.waiting.isEmpty,
                let lane = state.idle.popLast() ?? newLane(&state)
            else { return nil }
            var (count, size) = (0, 0)
            for member in state.waiting.prefix(ControlCoding.mostTogether) {
                size += member.call.request.input.count + KeyRelay.overhead
                guard count == 0 || size <= KeyRelay.longestGroup else { break }
                count += 1
            }
            let group = Array(state.waiting.prefix(count))
            state.waiting.removeFirst(count)
            return (lane, group)
        }
    }

    private func newLane(_ state: inout State) -> KeyLane? {
        guard state.lanes < KeyRelay.mostGroups else { return nil }
        state.lanes += 1
        return KeyLane(keys) { [weak self] in self?.take($0) }
    }

    /// Goes on with what a connection has brought about.
    private func take(_ outcome: KeyLane.Outcome) {
        switch outcome {
        case .answered(let lane, let group, let results):
            // The key process has something to do meanwhile.
            state.withLock { $0.idle.append(lane) }
            sendWaiting()
            deliver(results, to: group)
        case .ended(let lane, let group, let error):
            state.withLock { state in
                state.idle.removeAll { $0 === lane }
                state.lanes -= 1
            }
            if let error { fail(group, error) } else if !group.isEmpty { askAgain(group) }
            sendWaiting()
        }
    }

    private func deliver(_ results: [Result<[UInt8], ControlError>], to group: [Member]) {
        var unknown: [Member] = []
        answers.gather {
            for (member, result) in zip(group, results) {
                if case .failure(let error) = result, error.code == KeyProcessModel.unknownCallerCode {
                    unknown.append(member)
                } else {
                    member.done(result.mapError { $0 })
                }
            }
        }
        if !unknown.isEmpty { askAgain(unknown) }
    }

    private func fail(_ group: [Member], _ error: any Error) {
        answers.gather { for member in group { member.done(.failure(error)) } }
    }

    /// Asks by itself what a process has not answered that has ended, or to which the caller is to be introduced.
    private func askAgain(_ group: [Member]) {
        let isBegun = Threads.detach { [keys, answers] in
            let results = Result { try keys.ask(group.map(\.call)) }
            answers.gather {
                for (index, member) in group.enumerated() {
                    member.done(results.flatMap { $0[index].mapError { $0 } })
                }
            }
        }
        if !isBegun { fail(group, KeyProcess.unavailable("there are too many threads")) }
    }
}
