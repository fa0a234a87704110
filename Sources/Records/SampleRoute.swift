/// Where the event of a canary goes.
public struct SampleRoute: Sendable {
    /// The feed, and rules that encrypt, which rehearse: no other target gets it, and no archive keeps it.
    public var route: EventRoute
    /// The event's id.
    public var event: String
    /// All targets that an event of a real finding like it would reach.
    public var reached: Set<Int64> = []
    /// Those of them that encrypt the object, which are in ``route``.
    public var acting: Set<Int64> = []

    /// Sends the event with this id along a route.
    public init(route: EventRoute, event: String) {
        self.route = route
        self.event = event
    }
}
