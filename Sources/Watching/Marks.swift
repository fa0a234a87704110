import POSIX

/// Which marks of objects are answered: numbers from 1 on, in the order in which they were made.
struct Marks {
    /// The last mark.
    private(set) var last = 0
    /// Marks that are not answered yet.
    private var open: Set<Int> = []
    /// Marks in their order, from `oldest` on; those that are answered go when they come first.
    private var order: [Int] = []
    private var oldest = 0
    private var times = MarkTimes()

    /// Makes a mark.
    mutating func make() -> Int {
        last += 1
        open.insert(last)
        order.append(last)
        times.note(last, at: .monotonic(), oldest: oldest < order.count ? order[oldest] : last)
        return last
    }

    /// Makes one that an earlier mark stands for.
    mutating func skip() { last += 1 }

    /// Notes that a mark is answered.
    mutating func close(_ mark: Int) {
        open.remove(mark)
        // One that stays open for long must not keep those behind it.
        if order.count > 2 * open.count + 1000 {
            order = order[oldest...].filter { open.contains($0) }
            oldest = 0
        }
    }

    /// Whether a mark up to `last` is not answered yet; costs what was answered since the last call.
    mutating func isOpen(upTo last: Int) -> Bool {
        while oldest < order.count, !open.contains(order[oldest]) { oldest += 1 }
        return oldest < order.count && order[oldest] <= last
    }

    /// When the oldest mark was made that is not answered yet; `nil` when all are.
    var oldestTime: Timestamp? {
        mutating get { isOpen(upTo: .max) ? times.time(of: order[oldest]) : nil }
    }
}
