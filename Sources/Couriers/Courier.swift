public import HelperProcesses
public import POSIX

/// The service's side of one courier, which is started when it is needed and replaced when it has died.
///
/// For one thread at a time.
public final class Courier {
    private let connection: HelperConnection

    /// How much longer than a task may take its answer is waited for, in seconds.
    private static let grace = 5

    /// Prepares to use a courier.
    public init(_ helper: Helper) { connection = HelperConnection(helper) }

    /// Has a task done.
    ///
    /// - Throws: `SystemError` when no courier is to be had.
    public func run(_ job: CourierJob) throws(SystemError) -> CourierAnswer {
        // One that has served for long may have been ended by its manager: a new one gets one more try.
        for isLast in [!connection.isOpen, true] {
            let channel = try connection.channel()
            channel.limitWaiting(seconds: job.seconds + Courier.grace)
            do throws(SystemError) {
                try channel.send(job.bytes)
                if let answer = try channel.receive(upTo: CourierAnswer.longest),
                    let answer = CourierAnswer(answer.bytes)
                {
                    return answer
                }
            } catch {
                if error.isTimeout {
                    connection.closeDead("no answer in \(job.seconds) s")
                    return .failed(code: "TIMEOUT", message: "no answer in \(job.seconds) s", isFinal: false)
                }
            }
            if isLast { connection.closeDead("it has ended") } else { connection.close() }
            if isLast { break }
        }
        return .failed(code: "COURIER_ERROR", message: "the courier has ended", isFinal: false)
    }
}

extension HelperSource {
    /// Couriers that are started from the program at `path`: `magpie-courier`.
    public static func courier(_ path: [UInt8]) -> HelperSource {
        .program(
            HelperProgram(
                path: path,
                arguments: ["magpie-courier"],
                environment: ["PATH=/usr/local/bin:/usr/bin:/bin"]
            )
        )
    }
}
