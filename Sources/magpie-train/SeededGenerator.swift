/// Random numbers that are the same each time, so that a model can be made again.
///
/// Source: S. Vigna, SplitMix64.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number in `range`.
    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

    /// A number from 0 to `limit - 1`, by remainder.
    mutating func below(_ limit: Int) -> Int { limit < 2 ? 0 : Int(next() % UInt64(limit)) }

    /// One of a list, by ``below(_:)``.
    mutating func pick<T>(_ list: [T]) -> T { list[below(list.count)] }

    /// A list in another order, by ``below(_:)``.
    mutating func shuffled<T>(_ list: [T]) -> [T] {
        var list = list
        for index in stride(from: list.count - 1, to: 0, by: -1) { list.swapAt(index, below(index + 1)) }
        return list
    }

    /// Tells whether something that happens in so many of a hundred cases happens.
    mutating func happens(in percent: Int) -> Bool { number(0...99) < percent }

    /// One of a list.
    mutating func one<T>(of list: [T]) -> T { list[Int.random(in: list.indices, using: &self)] }
}
