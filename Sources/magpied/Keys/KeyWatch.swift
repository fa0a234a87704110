import Control
import POSIX

/// Asks the key process every two seconds how it is, so that the status knows before somebody needs a key.
struct KeyWatch: Sendable {
    let keys: KeyProcess
    let conditions: Conditions

    private static let interval = 2000

    /// Asks until the process ends.
    func run() {
        while true {
            look()
            Threads.sleep(milliseconds: KeyWatch.interval)
        }
    }

    private func look() {
        do {
            let problems = try keys.ping()
            conditions.set(.keys, problems.isEmpty ? nil : problems.joined(separator: "; "))
        } catch let error as ControlError {
            conditions.set(.keys, "keys cannot be used: \(error.message)")
        } catch {
            conditions.set(.keys, "keys cannot be used: \(error)")
        }
    }
}
