import JSON
import ObjectEncryption

/// What a journal is told from the other process, which waits for the answer.
struct ActionNote {
    enum Event: String {
        case begin
        case prepare
        case end
    }

    var event: Event
    var intent: Intent

    /// The message: a line of JSON.
    var bytes: [UInt8] {
        Array(JSONValue.object(["event": .string(event.rawValue), "intent": ActionText.json(intent)]).json.utf8)
    }

    init(_ event: Event, _ intent: Intent) {
        self.event = event
        self.intent = intent
    }

    /// Reads a message about `operation`; `nil` when it is none.
    init?(_ bytes: [UInt8], _ operation: InPlaceOperation) {
        guard let json = try? JSONValue(parsing: bytes),
            let event = json["event"]?.string.flatMap(Event.init(rawValue:)),
            let intent = json["intent"].flatMap({ ActionText.intent($0, operation) })
        else { return nil }
        self.init(event, intent)
    }

    /// Tells `journal`, and words what it says.
    func taken(by journal: any IntentJournal) -> ActionReceipt {
        do {
            switch event {
            case .begin: try journal.begin(intent)
            case .prepare: try journal.prepare(intent)
            case .end: try journal.end(intent)
            }
            return ActionReceipt(failure: nil)
        } catch {
            return ActionReceipt(failure: "\(error)")
        }
    }
}

/// Whether a journal has taken a note.
struct ActionReceipt: Error, CustomStringConvertible {
    /// Why not; `nil` when it has.
    var failure: String?

    var description: String { failure ?? "noted" }

    /// The message: a line of JSON.
    var bytes: [UInt8] { Array(JSONValue.object(failure.map { ["failure": .string($0)] } ?? [:]).json.utf8) }

    init(failure: String?) { self.failure = failure }

    /// Reads a message; `nil` when it is none.
    init?(_ bytes: [UInt8]) {
        guard let json = try? JSONValue(parsing: bytes), case .object = json else { return nil }
        failure = json["failure"]?.string
    }
}
