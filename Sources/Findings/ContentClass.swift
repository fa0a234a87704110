/// What a document is held for, by a model of documents' classes.
public struct ContentClass: Sendable, Equatable {
    /// A class, and how probable it is, from 0 to 1.
    public struct Probability: Sendable, Equatable {
        public var name: String
        public var value: Double

        /// Describes how probable a class is.
        public init(_ name: String, _ value: Double) { (self.name, self.value) = (name, value) }
    }

    /// All classes of the model with their probabilities, which sum to 1; at least one.
    public var classes: [Probability]
    /// Bytes of text that were looked at.
    public var byteCount: Int

    /// The most probable class.
    public var best: Probability { classes.max { $0.value < $1.value } ?? Probability("other", 0) }

    /// Describes what a document is held for.
    public init(classes: [Probability], byteCount: Int) {
        (self.classes, self.byteCount) = (classes, byteCount)
    }
}

/// Which objects are classified.
public enum ClassificationScope: Int, Sendable {
    /// Those with findings, and those of which the first look does not rule out that they are findings themselves.
    case whereItMatters
    /// All that have text.
    case everything
    /// Those of which the first look does not rule out that they are findings themselves: where nobody asks for the rest.
    case whereItIsFinding
}
