import ObjectReading
import Terminal
import POSIX
import Scanning
import Synchronization

/// One line on a terminal that says how far a scan is.
///
/// Drawn ten times a second by a thread of its own, over itself. Whoever prints something else asks it to step aside, so
/// that nothing is ever written into the middle of it.
final class ProgressLine: Sendable {
    private struct State {
        var isDrawn = false
        var isFinished = false
    }

    private let state = Monitor(State())
    private let session: ScanSession
    private let start: Timestamp

    /// What a terminal needs to forget the line that the cursor is on.
    private static let erasure = "\r\u{1B}[K"

    /// Creates a line for a session that was just begun; ``show()`` lets it appear.
    init(_ session: ScanSession, start: Timestamp) {
        self.session = session
        self.start = start
    }

    /// Begins to draw; a scan that ends at once shows nothing.
    func show() {
        Threads.detach { [self] in
            repeat { Threads.sleep(milliseconds: 100) } while draw()
        }
    }

    /// Erases the line while `body` runs.
    func stepAside<Result>(_ body: () -> Result) -> Result {
        state.withLock { state in
            erase(&state)
            return body()
        }
    }

    /// Erases the line for good.
    func finish() {
        state.withLock { state in
            erase(&state)
            state.isFinished = true
        }
    }

    private func draw() -> Bool {
        let width = OutputFile(standardError: ()).terminalWidth ?? 80
        let text = String(text(at: .monotonic()).prefix(width - 1))
        return state.withLock { state in
            guard !state.isFinished else { return false }
            write("\r\(text)\u{1B}[K")
            state.isDrawn = true
            return true
        }
    }

    private func erase(_ state: inout State) {
        if state.isDrawn { write(ProgressLine.erasure) }
        state.isDrawn = false
    }

    // Nobody sees a progress line where standard error is closed.
    private func write(_ text: String) { try? OutputFile(standardError: ()).write(Array(text.utf8)) }

    private func text(at now: Timestamp) -> String {
        let seconds = max(now.seconds(since: start), 0.001)
        let bytes = Double(session.control.bytesRead)
        var parts = [
            Quantity.count(session.objects, "object"), Quantity.bytes(bytes), "\(Quantity.bytes(bytes / seconds))/s",
            Quantity.count(session.findings, "finding"), Quantity.duration(wholeSeconds: Int(seconds)),
        ]
        let done = session.control.fractionDone
        if seconds > 3, done > 0.01, done < 1 {
            parts.append(
                "about \(Quantity.duration(wholeSeconds: Int((seconds * (1 - done) / done).rounded(.up)))) left"
            )
        }
        return parts.joined(separator: "  ")
    }
}
