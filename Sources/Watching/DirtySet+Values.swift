extension DirtySet {
    /// How long objects are left alone after a change.
    public struct Settling: Sendable {
        /// From the last change, in milliseconds.
        public var quiet: Int
        /// From the first change, in milliseconds: a file that is written to all the time is looked at this often.
        public var longest: Int

        /// Settles after `quiet` milliseconds, and after `longest` in any case.
        public init(quiet: Int, longest: Int) {
            self.quiet = quiet
            self.longest = longest
        }
    }

    /// What is known of an object before it is looked at.
    public struct Traits: Sendable {
        /// The number of the user whose it is.
        public var owner: UInt32 = 0
        /// Whether it may take long.
        public var isSlow = false

        /// Says what is known; without anything, an object of root's that is quick.
        public init(owner: UInt32 = 0, isSlow: Bool = false) {
            self.owner = owner
            self.isSlow = isSlow
        }
    }

    /// An object that is to be looked at.
    public struct Turn: Sendable {
        public var name: ObjectName
        /// Whether it may take long; otherwise it is to be given back with ``slowDown(_:)`` when it does.
        public var isSlow: Bool
    }
}
