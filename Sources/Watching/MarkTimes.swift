import POSIX

/// When marks were made, to a second: for how long the oldest has waited.
///
/// It is bounded: where marks wait for longer than an hour, times are known less exactly.
struct MarkTimes {
    /// In their order.
    private var times: [(mark: Int, at: Timestamp)] = []

    /// The most times that are known.
    private static let most = 4096

    /// Notes that a mark was made, each with a greater number than the one before.
    ///
    /// - Parameters:
    ///   - mark: Its number.
    ///   - time: Now.
    ///   - oldest: The oldest mark that still counts.
    mutating func note(_ mark: Int, at time: Timestamp, oldest: Int) {
        if let last = times.last, time.seconds(since: last.at) < 1 { return }
        if times.count >= MarkTimes.most { thin(oldest) }
        times.append((mark, time))
    }

    /// Forgets what counts no more, and each second of the others where they are still many.
    private mutating func thin(_ oldest: Int) {
        let first = max(0, (times.firstIndex { $0.mark > oldest } ?? times.count) - 1)
        times.removeFirst(first)
        guard times.count > MarkTimes.most / 2 else { return }
        times = times.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
    }

    /// When a mark was made, or a little earlier; `nil` before the first.
    func time(of mark: Int) -> Timestamp? {
        var (low, high) = (0, times.count)
        while low < high {
            let middle = (low + high) / 2
            if times[middle].mark <= mark { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? times.first?.at : times[low - 1].at
    }
}
