import Synchronization

/// A running scan as others see it: how far it is, and a way to end it.
public final class ScanControl: Sendable {
    private let isStopRequested = Atomic(false)
    private let bytes = Atomic(0)
    private let share = Atomic<UInt64>(0)

    /// The share that stands for everything.
    package static let whole: UInt64 = 1 << 62

    /// Creates the control of a scan that has not begun.
    public init() {}

    /// Asks the scan to end after the chunk that each thread is at.
    ///
    /// Objects that are cut short are reported with the gap ``Gap/Reason/interrupted``; all others are not seen.
    public func stop() { isStopRequested.store(true, ordering: .relaxed) }

    /// Whether the scan was asked to end.
    public var isStopped: Bool { isStopRequested.load(ordering: .relaxed) }

    /// Bytes that were read so far.
    public var bytesRead: Int { bytes.load(ordering: .relaxed) }

    /// The part of the work that is done, from 0 to 1: an estimate that costs nothing.
    ///
    /// Nobody knows the size of a tree before it was walked. Each folder is therefore taken to be as large as its
    /// siblings, and divides what it stands for among what lies in it (Knuth 1975, "Estimating the efficiency of
    /// backtrack programs"). Never goes back.
    public var fractionDone: Double { Double(share.load(ordering: .relaxed)) / Double(ScanControl.whole) }

    package func addBytes(_ count: Int) { bytes.wrappingAdd(count, ordering: .relaxed) }

    package func addShare(_ amount: UInt64) { share.wrappingAdd(amount, ordering: .relaxed) }
}
