public import Identifiers

/// A place in a text where an identifier's pattern matched and every check held.
///
/// Offsets count bytes from the start of the text that was scanned, however many chunks it came in.
public struct Match: Equatable, Sendable {
    /// Index of the identifier in ``Detector/identifiers``.
    public var identifier: Int

    /// Index of the variant in ``Detector/variants``.
    public var variant: Int

    /// Where the whole match begins: what decides which chunk it belongs to.
    public var start: Int

    /// Where the sensitive value begins.
    public var valueStart: Int

    /// Where it ends.
    public var valueEnd: Int

    /// How sure it is.
    public var confidence: Confidence

    /// The context word nearest to it, as an index into ``Detector/words``; -1 for none.
    public var word: Int

    /// The distance to that word, in bytes; `Int.max` for none.
    public var wordDistance: Int

    /// The length of the value, in bytes.
    public var length: Int { valueEnd - valueStart }

    /// Counts offsets from a point `distance` bytes earlier.
    public mutating func move(by distance: Int) {
        start += distance
        valueStart += distance
        valueEnd += distance
    }
}
