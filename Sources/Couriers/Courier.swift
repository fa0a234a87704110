public import POSIX

/// Where couriers come from.
public enum CourierSource: Sendable, Equatable {
    /// A program that is started for each courier: `magpie-courier`.
    case program([UInt8])
    /// A socket at which the service manager starts a courier for each connection.
    case socket([UInt8])
}

/// The service's side of one courier, which is started when it is needed and replaced when it has died.
///
/// For one thread at a time.
public final class Courier {
    private let source: CourierSource
    private var connection: (process: ChildProcess?, channel: FrameChannel)?

    /// How much longer than an errand may take its answer is waited for, in seconds.
    private static let grace = 5

    /// Prepares to use a courier.
    public init(_ source: CourierSource) { self.source = source }

    /// Has an errand done.
    ///
    /// - Throws: `SystemError` when no courier is to be had.
    public func run(_ job: CourierJob) throws(SystemError) -> CourierAnswer {
        // One that has served for long may have been ended by its manager: a new one gets one more try.
        for isLast in [connection == nil, true] {
            let channel = try connect()
            channel.limitWaiting(seconds: job.seconds + Courier.grace)
            do throws(SystemError) {
                try channel.send(job.bytes)
                if let answer = try channel.receive(upTo: CourierAnswer.longestBody + 65_536),
                    let answer = CourierAnswer(answer.bytes)
                {
                    return answer
                }
                connection = nil
            } catch {
                connection = nil
                if error.isTimeout {
                    return .failed(code: "TIMEOUT", message: "no answer in \(job.seconds) s", isFinal: false)
                }
            }
            if isLast { break }
        }
        return .failed(code: "COURIER_ERROR", message: "the courier has ended", isFinal: false)
    }

    private func connect() throws(SystemError) -> FrameChannel {
        if let connection { return connection.channel }
        switch source {
        case .socket(let path):
            let channel = try FrameChannel(connectingTo: path)
            connection = (nil, channel)
            return channel
        case .program(let path):
            let process = try ChildProcess(
                path: path,
                arguments: ["magpie-courier"],
                environment: ["SWIFT_BACKTRACE=enable=no", "PATH=/usr/local/bin:/usr/bin:/bin"]
            )
            connection = (process, process.channel)
            return process.channel
        }
    }
}
