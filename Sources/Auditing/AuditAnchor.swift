public import JSON

/// The number and the seal of an entry of an audit log: whoever keeps them can tell later whether the log still has it.
public struct AuditAnchor: Sendable, Equatable {
    /// Counted from 1; 0 before the first entry.
    public var number: Int
    /// 64 hexadecimal digits, which stand for all entries up to this one; empty before the first.
    public var seal: String

    /// The end of a log without an entry.
    public static let start = AuditAnchor(number: 0, seal: "")

    /// Describes an entry.
    public init(number: Int, seal: String) {
        self.number = number
        self.seal = seal
    }

    /// Reads what ``json`` has made; `nil` for anything else.
    public init?(_ json: JSONValue?) {
        guard let number = json?["number"]?.integer, number >= 0, let seal = json?["seal"]?.string else { return nil }
        self.init(number: number, seal: seal)
    }

    /// The anchor as an object with the members `number` and `seal`.
    public var json: JSONValue { .object(["number": .number(Double(number)), "seal": .string(seal)]) }
}

/// That an audit log lacks what it had, or has what was never written.
public struct AuditDamage: Sendable, Equatable {
    /// What is wrong, for people.
    public var why: String
    /// When it was noticed, in seconds since 1970.
    public var since: Double

    /// Describes damage.
    public init(why: String, since: Double) {
        self.why = why
        self.since = since
    }

    /// Reads what ``json`` has made; `nil` for anything else.
    public init?(_ json: JSONValue?) {
        guard let why = json?["why"]?.string else { return nil }
        self.init(why: why, since: json?["since"]?.number ?? 0)
    }

    /// The damage as an object.
    public var json: JSONValue { .object(["why": .string(why), "since": .number(since)]) }
}
