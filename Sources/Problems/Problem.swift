public import JSON

/// Something that is wrong, or that an administrator should look at: what, with what, and what to do next.
///
/// Whoever knows of it makes one; ``ProblemBook`` knows since when and how often, and status, events, log and metrics are
/// made of what it holds. Never holds a value that was found.
public struct Problem: Sendable, Equatable {
    /// How bad it is.
    public enum Severity: String, Sendable, CaseIterable, Comparable {
        /// Worth knowing; the service is healthy.
        case notice
        /// It works, but not as it should, or not for long.
        case warning
        /// Something does not work.
        case error

        /// Whether one is less bad than another.
        public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

        private var rank: Int {
            switch self {
            case .notice: 0
            case .warning: 1
            case .error: 2
            }
        }
    }

    /// What can be wrong: a word that programs can rely on, and that labels a metric.
    ///
    /// To add one: give it a case here and a line in ``severity``, have whoever knows report it, and name it in the table of
    /// problems in `magpied(8)`.
    public enum Name: String, Sendable, CaseIterable {
        case records
        case feed
        case auditWriting
        case auditDamaged
        case keyAuditDamaged
        case keys
        case keysSealed
        case rootKey
        case keyDatabase
        case keyAuditWriting
        case keyHousekeeping
        case bucket
        case reload
        case disk
        case target
        case rotation
        case definition
        case anchors
        case anchorFile
        case anchorSyslog
        case action
        case disarmedRule
        case ruleRights
        case delivery
        case deadLetters
        case readers
        case heldActions
        case results
        case retention
        case unreadObjects
        case partialObjects
        case leakRecognition
        case helper
        case scanner
        case job
        case events
        case classifiers

        /// How bad it is.
        public var severity: Severity {
            switch self {
            case .records, .feed, .auditWriting, .auditDamaged, .keyAuditDamaged, .keys, .keysSealed, .rootKey,
                .keyDatabase, .keyAuditWriting, .keyHousekeeping, .bucket, .reload, .target, .rotation, .definition,
                .scanner, .events:
                .error
            case .disk, .anchors, .anchorFile, .anchorSyslog, .action, .disarmedRule, .ruleRights, .delivery,
                .deadLetters,
                .readers, .heldActions, .results, .retention, .unreadObjects, .leakRecognition, .helper, .job,
                .classifiers:
                .warning
            case .partialObjects: .notice
            }
        }
    }

    public var name: Name
    /// What it is with, such as a bucket's name; empty when there can be only one.
    public var subject: String
    /// What is wrong, in a sentence for people.
    public var text: String
    /// What to do next.
    public var hint: String
    /// When it began, in seconds since 1970, if its reporter knows that.
    public var since: Double?
    /// How often it has happened, if its reporter counts.
    public var count: Int?

    /// How bad it is.
    public var severity: Severity { name.severity }

    /// Describes a problem.
    ///
    /// Texts are cut off after ``longestText`` bytes.
    public init(
        _ name: Name,
        of subject: String = "",
        _ text: String,
        hint: String,
        since: Double? = nil,
        count: Int? = nil
    ) {
        self.name = name
        self.subject = Problem.shortened(subject)
        self.text = Problem.shortened(text)
        self.hint = Problem.shortened(hint)
        self.since = since
        self.count = count
    }

    /// The longest text, in bytes.
    public static let longestText = 1024

    private static func shortened(_ text: String) -> String {
        text.utf8.count <= longestText ? text : String(decoding: text.utf8.prefix(longestText), as: UTF8.self) + "..."
    }

    // MARK: JSON

    /// What another process is told.
    public var json: JSONValue {
        .present([
            "name": .string(name.rawValue), "subject": .string(subject), "text": .string(text), "hint": .string(hint),
            "since": since.map { .number($0) }, "count": count.map { .number(Double($0)) },
        ])
    }

    /// What another process has told; `nil` for a name that is not known.
    public init?(_ json: JSONValue) {
        guard let name = json["name"]?.string.flatMap(Name.init), let text = json["text"]?.string else { return nil }
        self.init(
            name,
            of: json["subject"]?.string ?? "",
            text,
            hint: json["hint"]?.string ?? "",
            since: json["since"]?.number,
            count: json["count"]?.integer
        )
    }
}
