import Accounts
import FoundationEssentials
import JSON
import POSIX
import Records

/// An event in the form of EventBridge: a value that is written once, as one line of JSON.
public struct Event: Equatable, Sendable {
    /// A UUID.
    public var id: String

    /// Such as `aws.macie`.
    public var source: String

    /// Such as `Macie Finding`.
    public var detailType: String

    /// Seconds since 1970; written to the second.
    public var time: Double

    /// What it is about.
    public var resources: [String]

    /// A JSON object on one line.
    public var detail: String

    /// The name of the replay that tells it again; `nil` the first time.
    public var replay: String?

    /// The account that everything belongs to.
    public static let account = AccountLocation.current.account

    /// Creates an event that is told for the first time.
    ///
    /// - Parameters:
    ///   - id: A UUID.
    ///   - source: Who tells.
    ///   - detailType: What kind of event it is.
    ///   - time: Seconds since 1970.
    ///   - resources: What it is about.
    ///   - detail: A JSON object on one line.
    public init(
        id: String = Event.makeID(),
        source: String,
        detailType: String,
        time: Double,
        resources: [String] = [],
        detail: String
    ) {
        self.id = id
        self.source = source
        self.detailType = detailType
        self.time = time
        self.resources = resources
        self.detail = detail
    }

    /// Reads what ``text`` has written; `nil` for anything else.
    public init?(_ text: String) {
        let json = Array(text.utf8)
        func string(_ name: String) -> String? {
            JSONText.value(at: [.member(name)], in: json).flatMap { try? JSONValue(parsing: Array($0)) }?.string
        }
        guard let id = string("id"), let source = string("source"), let type = string("detail-type"),
            let time = string("time").flatMap({ UTCTime.seconds($0) }),
            let detail = JSONText.value(at: [.member("detail")], in: json), detail.first == UInt8(ascii: "{")
        else { return nil }
        // Checked when it was put: what is no JSON never came in.
        let resources = JSONText.value(at: [.member("resources")], in: json).flatMap {
            try? JSONValue(parsing: Array($0))
        }
        self.init(
            id: id,
            source: source,
            detailType: type,
            time: time,
            resources: resources?.array.compactMap(\.string) ?? [],
            detail: String(decoding: detail, as: UTF8.self)
        )
        replay = string("replay-name")
    }

    /// The text of the same event, told again by a replay.
    ///
    /// - Throws: `RecordError.damaged` for a text that is no event.
    package static func replayed(_ text: String, by replay: String) throws -> String {
        guard var event = Event(text) else { throw RecordError.damaged }
        event.replay = replay
        return event.text
    }

    /// It as a JSON object on one line.
    public var text: String {
        var json = JSONWriter(escapes: .required)
        json.bytes.reserveCapacity(512 + detail.utf8.count)
        json.beginObject()
        if let replay { json.member("replay-name", replay) }
        json.member("version", "0")
        json.member("id", id)
        json.member("detail-type", detailType)
        json.member("source", source)
        json.member("account", Event.account)
        json.member("time", UTCTime.text(secondsSince1970: time))
        json.member("region", AccountLocation.current.region)
        json.member("resources", resources)
        json.key("detail")
        json.value(written: detail.utf8)
        json.endObject()
        return String(decoding: json.bytes, as: UTF8.self)
    }

    /// An id that no other event has.
    public static func makeID() -> String { UUID().uuidString.lowercased() }
}

extension Event {
    /// What an event says of the finding that it tells.
    public struct FindingReference: Equatable, Sendable {
        /// The finding's id.
        public var id: String
        /// Whether it is about a canary.
        public var isSample: Bool
        /// The object's path below its bucket, as the finding writes it; `nil` for a folder.
        public var key: String?
    }

    /// The finding that it tells; `nil` when it tells none.
    ///
    /// - Complexity: Linear in the event.
    public var finding: FindingReference? {
        guard source == "aws.macie" else { return nil }
        let json = Array(detail.utf8)
        func value(_ path: String...) -> JSONValue? {
            JSONText.value(at: path.map(JSONText.Step.member), in: json).flatMap { try? JSONValue(parsing: Array($0)) }
        }
        guard let id = value("id")?.string else { return nil }
        return FindingReference(
            id: id,
            isSample: value("sample") == .boolean(true),
            key: value("resourcesAffected", "s3Object", "key")?.string
        )
    }
}
