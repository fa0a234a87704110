package import POSIX

/// What a target is given: a text, and what is known of the event that it came from.
package struct Message: Sendable {
    package var text: String
    /// The event's id.
    package var id: String
    /// Whether the service itself has made the event.
    package var isOwn = false
    package var orderKey: Int64?
}

/// What became of a message.
package enum Delivered: Sendable, Equatable {
    case done
    /// It was refused or lost.
    case failed(code: String, message: String, isFinal: Bool)
    /// It is to be tried at a time in seconds since 1970, whatever its age and number of tries.
    case postponed(until: Double)
    /// Nothing was tried, because one before it with its key has failed.
    case held
    /// The target takes nothing now, whatever it is given: the reason.
    case unavailable(String)
}

/// A way out of the service, for one thread at a time.
package protocol Sink: AnyObject {
    /// Gives messages to the target, in order.
    ///
    /// - Returns: As many results as there are messages.
    func deliver(_ messages: [Message]) -> [Delivered]
}

extension Sink {
    /// Delivers one by one, holding back what follows a failure under the same key.
    package func deliverEach(_ messages: [Message], _ send: (Message) -> Delivered) -> [Delivered] {
        var failed: Set<Int64> = []
        return messages.map { message in
            if let key = message.orderKey, failed.contains(key) { return .held }
            let result = send(message)
            if result != .done, let key = message.orderKey { failed.insert(key) }
            return result
        }
    }
}

/// Appends lines to a file.
package final class FileSink: Sink {
    /// When a file is put aside for a new one.
    package struct Rotation: Sendable {
        /// In bytes.
        package var size = 100 << 20
        /// How many files that were put aside are kept.
        package var files = 5

        /// Says when a file is put aside, and how many are kept.
        package init(size: Int = 100 << 20, files: Int = 5) {
            self.size = size
            self.files = files
        }
    }

    private let path: [UInt8]
    private let rotation: Rotation
    private let readers: FileReaders?
    private var file: AppendedFile?

    /// How often in a row a file may have been put aside before the lines wait.
    private static let mostTurns = 16

    package init(_ path: [UInt8], _ rotation: Rotation, readers: FileReaders? = nil) {
        self.path = path
        self.rotation = rotation
        self.readers = readers
    }

    package func deliver(_ messages: [Message]) -> [Delivered] {
        var lines: [UInt8] = []
        for message in messages {
            lines += message.text.utf8
            lines.append(UInt8(ascii: "\n"))
        }
        do throws(SystemError) {
            for _ in 0..<FileSink.mostTurns {
                let open = if let file { file } else { try AppendedFile(path: path, readers: readers) }
                file = open
                let isDone = try open.append(lines, ifAt: path, shorterThan: rotation.size) { () throws(SystemError) in
                    try RotatedFiles.rotate(path, keeping: rotation.files)
                }
                if isDone { return messages.map { _ in .done } }
                // This target or another has put the file aside.
                file = nil
            }
            return messages.map { _ in .unavailable("the file is put aside again and again") }
        } catch {
            file = nil
            return messages.map { _ in .unavailable("\(error)") }
        }
    }
}

/// Writes to the system's log by its socket.
///
/// Source: syslog(3) and RFC 3164, section 4.1; https://systemd.io/JOURNAL_NATIVE_PROTOCOL/
package final class LogSink: Sink {
    private let isJournal: Bool

    package init(isJournal: Bool) { self.isJournal = isJournal }

    package func deliver(_ messages: [Message]) -> [Delivered] {
        let path = isJournal ? "/run/systemd/journal/socket" : "/dev/log"
        do throws(SystemError) {
            let socket = try LocalSocket(connectingTo: Array(path.utf8), isStream: false)
            socket.limitWaiting(seconds: 5)
            return deliverEach(messages) { message in
                do throws(SystemError) {
                    try socket.sendMessage(isJournal ? LogSink.entry(message) : LogSink.line(message))
                    return .done
                } catch {
                    return .failed(code: "LOG_ERROR", message: "\(error)", isFinal: error.isMessageTooLong)
                }
            }
        } catch {
            return deliverEach(messages) { _ in .failed(code: "LOG_ERROR", message: "\(path): \(error)", isFinal: false)
            }
        }
    }

    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Facility daemon (3), severity notice (5).
    private static func line(_ message: Message) -> [UInt8] {
        let now = Timestamp.now().seconds
        let date = CivilDate(daysSince1970: now / 86_400)
        let day = date.day < 10 ? " \(date.day)" : "\(date.day)"
        let clock = UTCTime.text(Timestamp(seconds: now)).dropFirst(11).dropLast()
        return Array("<29>\(months[date.month - 1]) \(day) \(clock) magpied: \(message.text)".utf8)
    }

    private static func entry(_ message: Message) -> [UInt8] {
        let text = Array(message.text.utf8)
        let length = (0..<8).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) }
        return Array("PRIORITY=5\nSYSLOG_IDENTIFIER=magpied\nMAGPIE_EVENT_ID=\(message.id)\nMESSAGE\n".utf8) + length
            + text + [10]
    }
}
