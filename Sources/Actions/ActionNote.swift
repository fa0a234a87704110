import HelperProcesses
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

    /// The message.
    var bytes: [UInt8] {
        var writer = ByteWriter()
        // What an answer never begins with.
        writer.write("note")
        writer.write(event.rawValue)
        writer.write(intent)
        return writer.bytes
    }

    init(_ event: Event, _ intent: Intent) {
        self.event = event
        self.intent = intent
    }

    /// Reads a message about `operation`; `nil` when it is none.
    init?(_ bytes: [UInt8], _ operation: InPlaceOperation) {
        do throws(ByteReader.Malformed) {
            var reader = ByteReader(bytes)
            guard try reader.string() == "note", let event = Event(rawValue: try reader.string()) else { return nil }
            self.init(event, try reader.intent(of: operation))
            try reader.finish()
        } catch {
            return nil
        }
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

    /// The message.
    var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.write(failure) { $0.write($1) }
        return writer.bytes
    }

    init(failure: String?) { self.failure = failure }

    /// Reads a message; `nil` when it is none.
    init?(_ bytes: [UInt8]) {
        do throws(ByteReader.Malformed) {
            var reader = ByteReader(bytes)
            failure = try reader.optional { reader throws(ByteReader.Malformed) in try reader.string() }
            try reader.finish()
        } catch {
            return nil
        }
    }
}
