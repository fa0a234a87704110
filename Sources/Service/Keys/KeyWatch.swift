import Control
import POSIX
import Problems

/// Asks the key process every two seconds how it is, so that the status knows before somebody needs a key.
struct KeyWatch: Sendable {
    let keys: KeyProcess
    let problems: ProblemBook

    private static let interval = 2000

    /// What the key process itself can tell, and that it does not answer.
    private static let names: [Problem.Name] = [
        .keys, .keysSealed, .rootKey, .keyDatabase, .keyAuditWriting, .keyHousekeeping,
    ]

    /// Asks until the process ends.
    func run() {
        while true {
            look()
            Threads.sleep(milliseconds: KeyWatch.interval)
        }
    }

    private func look() {
        do {
            problems.replace(KeyWatch.names, with: try keys.ping())
        } catch {
            // What it keeps is as it was, as far as anybody knows.
            let words = (error as? ControlError)?.message ?? "\(error)"
            problems.report(
                Problem(
                    .keys,
                    "keys cannot be used: \(words)",
                    hint:
                        "see why the key process does not answer: its own log lines, or 'systemctl status magpie-keys'"
                )
            )
        }
    }
}
