import CScanKernels

/// Cuts rows of delimiter-separated values into fields, without copying them.
///
/// One per thread and table, reused from row to row.
@safe
public struct RowCutter: ~Copyable {
    private let starts: UnsafeMutablePointer<UInt32>
    private let delimiter: UInt8
    private let limit: Int

    /// The number of fields of the last row, at most the limit.
    public private(set) var count = 0

    /// Creates a cutter.
    ///
    /// - Parameters:
    ///   - delimiter: What stands between fields.
    ///   - limit: The most fields to tell apart; the rest of a row is skipped.
    public init(delimiter: UInt8, limit: Int) {
        self.delimiter = delimiter
        self.limit = limit
        unsafe starts = .allocate(capacity: limit + 1)
        unsafe starts.initialize(repeating: 0, count: limit + 1)
    }

    deinit { unsafe starts.deallocate() }

    /// Cuts the row that begins at `start`.
    ///
    /// - Returns: Where the next row begins.
    public mutating func cut(_ text: Span<UInt8>, from start: Int) -> Int {
        precondition(start >= 0 && start <= text.count && text.count <= Int(Int32.max), "not a place in the text")
        return unsafe text.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return 0 }
            return unsafe magpie_split_row(base, start, buffer.count, delimiter, starts, limit, &count)
        }
    }

    /// Where field `index` of the last row lies, quotes and white space included.
    public func field(_ index: Int) -> Range<Int> {
        precondition(index >= 0 && index < count, "no such field")
        let start = unsafe Int(starts[index])
        return unsafe start..<max(start, Int(starts[index + 1]) - 1)
    }
}
