/// A part of an object that was not looked at, or not completely, and why.
public struct Gap: Hashable, Sendable {
    /// Why.
    public var reason: Reason

    /// Which member of the object; empty for the object itself.
    public var trail: Trail

    /// Which of its pages, from 1; `nil` for all, or where there are none.
    public var page: Int?

    /// Describes a gap.
    public init(_ reason: Reason, in trail: Trail = Trail(), page: Int? = nil) {
        self.reason = reason
        self.trail = trail
        self.page = page
    }

    /// Whether it is one of the whole object.
    public var isWhole: Bool { trail.isEmpty && page == nil }
}
