import GRDB

/// An order of all secrets in which one comes after the other, whatever is added or removed meanwhile.
public struct SecretOrder: Sendable, Equatable {
    /// What secrets are ordered by.
    ///
    /// Those of one day or time are in the order in which they were made.
    public enum Key: Sendable, CaseIterable {
        case creation
        case name
        /// The day on which a value was read; those of which none was come first.
        case access
        case change
    }

    /// A page cursor: where a secret is in an order.
    public struct Cursor: Sendable, Equatable {
        /// The name in an order by names, otherwise empty.
        public var name: String
        /// Seconds since 1970 in an order by times, otherwise 0.
        public var time: Double
        public var id: Int64

        /// Describes a cursor.
        public init(name: String = "", time: Double = 0, id: Int64 = 0) {
            self.name = name
            self.time = time
            self.id = id
        }
    }

    public var key: Key
    public var isDescending: Bool

    /// Describes an order.
    public init(_ key: Key, isDescending: Bool = false) {
        self.key = key
        self.isDescending = isDescending
    }

    /// Where a secret is in this order.
    public func cursor(of secret: SecretRecord) -> Cursor {
        switch key {
        case .creation: Cursor(id: secret.id)
        case .name: Cursor(name: secret.name)
        case .access: Cursor(time: secret.accessedAt ?? 0, id: secret.id)
        case .change: Cursor(time: secret.changedAt, id: secret.id)
        }
    }

    /// Which secrets a statement reads.
    enum Part: CaseIterable {
        /// All.
        case all
        /// Those at the same time as a cursor, behind it.
        case same
        /// Those at later times, or names or numbers.
        case beyond
    }

    /// The parts that come after a cursor.
    ///
    /// Asked for at once, SQLite would go through all secrets of the cursor's day up to it.
    func parts(after cursor: Cursor?) -> [Part] {
        if cursor == nil { return [.all] }
        return columns.count > 1 ? [.same, .beyond] : [.beyond]
    }

    /// The columns of the order, the first one as its index has it.
    private var columns: [String] {
        switch key {
        case .creation: ["id"]
        case .name: ["name"]
        case .access: ["ifnull(accessedAt, 0)", "id"]
        case .change: ["changedAt", "id"]
        }
    }

    /// The statement for some secrets of a part: it takes what ``arguments(of:_:)`` gives, and how many.
    func sql(_ part: Part) -> String {
        let sign = isDescending ? "<" : ">"
        let condition =
            switch part {
            case .all: ""
            case .same: "WHERE \(columns[0]) = ? AND id \(sign) ? "
            case .beyond: "WHERE \(columns[0]) \(sign) ? "
            }
        let order = (part == .same ? ["id"] : columns).map { isDescending ? "\($0) DESC" : $0 }.joined(separator: ", ")
        return "SELECT * FROM secret \(condition)ORDER BY \(order) LIMIT ?"
    }

    func arguments(of cursor: Cursor, _ part: Part) -> StatementArguments {
        switch (part, key) {
        case (.all, _): []
        case (.same, _): [cursor.time, cursor.id]
        case (.beyond, .creation): [cursor.id]
        case (.beyond, .name): [cursor.name]
        case (.beyond, .access), (.beyond, .change): [cursor.time]
        }
    }
}
