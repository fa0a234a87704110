package import Records

extension TargetQueue {
    /// What a queue needs of the bus.
    package struct Dependencies: Sendable {
        package var bus: String
        package var rule: String
        /// Makes a way out; called for each lane.
        package var makeSink: @Sendable () -> any Sink
        /// Told how long an event took to be delivered, in seconds.
        package var hasDelivered: @Sendable (Double) -> Void = { _ in }
        /// How many messages may be under way at once.
        package var lanes: Int
        /// The most deliveries that are read at once.
        package var batch: Int
        /// Has a queue take what was given up, as it was to be delivered; tells whether one did.
        package var handOn: @Sendable (DeadLetterRecord, _ text: String) -> Bool = { _, _ in false }
        /// Called after a delivery that was given up.
        package var hasDied: @Sendable (DeadLetterRecord) -> Void

        /// Gathers it.
        package init(
            bus: String,
            rule: String,
            makeSink: @escaping @Sendable () -> any Sink,
            hasDelivered: @escaping @Sendable (Double) -> Void = { _ in },
            lanes: Int,
            batch: Int,
            handOn: @escaping @Sendable (DeadLetterRecord, _ text: String) -> Bool = { _, _ in false },
            hasDied: @escaping @Sendable (DeadLetterRecord) -> Void
        ) {
            self.bus = bus
            self.rule = rule
            self.makeSink = makeSink
            self.hasDelivered = hasDelivered
            self.lanes = lanes
            self.batch = batch
            self.handOn = handOn
            self.hasDied = hasDied
        }
    }
}
