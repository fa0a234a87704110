import EventBus
import JSON
import POSIX

/// Puts what happens to keys by itself on the event bus.
struct KeyNotices: Sendable {
    let keys: KeyProcess
    let events: EventBus

    /// How long a key process that does not answer is left alone, in milliseconds.
    private static let pause = 10_000

    /// Asks the key process for what has happened, as long as this process lives.
    func run() -> Never {
        var last = ""
        while true {
            do {
                let input = JSONValue.object(["After": .string(last)])
                let answer = try JSONValue(parsing: try keys.ask("keys:TakeNotices", Array(input.json.utf8)))
                for entry in answer.array {
                    let notice = entry["notice"]
                    try events.announce(
                        notice?["type"]?.string ?? "",
                        notice?["detail"] ?? .object([:]),
                        source: "aws.kms"
                    )
                    last = entry["name"]?.string ?? last
                }
            } catch {
                // What was not told is asked for again; that keys do not answer is a problem, which `KeyWatch` reports.
                Log.write(.error, "what happens to keys cannot be told", ["why": "\(error)"])
                Threads.sleep(milliseconds: KeyNotices.pause)
            }
        }
    }
}
