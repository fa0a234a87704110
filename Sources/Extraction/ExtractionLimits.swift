import Findings

/// How much may be made of one object: whatever is in it, reading it ends.
public struct ExtractionLimits: Sendable, Equatable {
    /// Bytes that may come out of all of an object's containers together; or ``expansionFactor`` times its own bytes, where that
    /// is more.
    public var expandedBytes = 512 << 20

    /// How many times its own bytes may come out of any object.
    public var expansionFactor = 16

    /// How many times the bytes of the packed object may come out of it, once ``unratedBytes`` have.
    public var ratio = 200

    /// Bytes that may come out whatever the ratio.
    public var unratedBytes = 1 << 20

    /// How many containers may lie in one another.
    public var depth = 8

    /// Members of all of an object's containers together.
    public var members = 100_000

    /// Bytes of members that must lie in memory as a whole to be read, at a time.
    public var memoryBytes = 64 << 20

    /// The usual limits.
    public init() {}
}

/// What is left of an object's limits.
final class Budget {
    let limits: ExtractionLimits
    private let interruption: () -> Gap.Reason?
    private let mostBytes: Int
    private let mostRepeated: Int
    private let ratedBytes: Int
    private var expanded = 0
    private var repeated = 0
    private var members = 0
    private var memory = 0
    private var uncheckedBytes = 0

    /// - Parameters:
    ///   - limits: How much there is.
    ///   - count: How many bytes the object has.
    ///   - interruption: Asked every now and then: why reading is to end.
    init(_ limits: ExtractionLimits, objectOf count: Int, _ interruption: @escaping () -> Gap.Reason?) {
        self.limits = limits
        self.interruption = interruption
        let (product, isLarge) = count.multipliedReportingOverflow(by: limits.expansionFactor)
        mostBytes = max(limits.expandedBytes, isLarge ? .max : product)
        mostRepeated = max(limits.expandedBytes / 4, isLarge ? .max : product)
        let (rated, isLargest) = count.multipliedReportingOverflow(by: limits.ratio)
        ratedBytes = max(limits.unratedBytes, isLargest ? .max : rated)
    }

    /// Counts bytes that came out of a container.
    func spend(_ count: Int) throws(ExtractionFailure) {
        expanded += count
        uncheckedBytes += count
        if expanded > ratedBytes { throw ExtractionFailure(.ratioLimit, isFinal: true) }
        if expanded > mostBytes { throw ExtractionFailure(.expansionLimit, isFinal: true) }
        if uncheckedBytes >= 1 << 18 { try check() }
    }

    /// Counts bytes of texts that a container holds once and shows again and again, as cells can show one string.
    func repeatText(_ count: Int) throws(ExtractionFailure) {
        repeated += count
        uncheckedBytes += count
        if repeated > mostRepeated { throw ExtractionFailure(.expansionLimit, isFinal: true) }
        if uncheckedBytes >= 1 << 18 { try check() }
    }

    /// Throws when reading is to end.
    func check() throws(ExtractionFailure) {
        uncheckedBytes = 0
        if let reason = interruption() { throw ExtractionFailure(reason, isFinal: true) }
    }

    /// Counts a member.
    func countMember() throws(ExtractionFailure) {
        members += 1
        if members > limits.members { throw ExtractionFailure(.memberLimit, isFinal: true) }
        if members & 63 == 0 { try check() }
    }

    /// How many bytes may lie in memory now.
    var freeMemory: Int { max(0, limits.memoryBytes - memory) }

    /// Notes that bytes lie in memory until ``release(_:)``.
    func hold(_ count: Int) { memory += count }

    /// Notes that they no longer do.
    func release(_ count: Int) { memory -= count }
}

/// Counts what comes out of a container.
final class CountedStream: ByteStream {
    private let stream: any ByteStream
    private let budget: Budget
    /// The most that this one may give.
    private let most: Int
    private var count = 0

    /// Begins to count.
    ///
    /// - Parameters:
    ///   - stream: What comes out.
    ///   - budget: Pays for it.
    ///   - packedCount: How many bytes it is made of, if that is known.
    init(_ stream: any ByteStream, _ budget: Budget, packedCount: Int? = nil) {
        self.stream = stream
        self.budget = budget
        let rated = packedCount.map { $0.multipliedReportingOverflow(by: budget.limits.ratio) }
        most = max(budget.limits.unratedBytes, rated.map { $0.overflow ? .max : $0.partialValue } ?? .max)
    }

    func read(upTo limit: Int) throws(ExtractionFailure) -> [UInt8] {
        let bytes = try stream.read(upTo: limit)
        try budget.spend(bytes.count)
        count += bytes.count
        if count > most { throw ExtractionFailure(.ratioLimit) }
        return bytes
    }
}
