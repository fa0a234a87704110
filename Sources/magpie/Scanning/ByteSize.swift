import ArgumentParser

/// A number of bytes as people write it: `4096`, `1k`, `10M`, `2GiB`, `1.5 GB`.
struct ByteSize: ExpressibleByArgument, Equatable, Sendable {
    var bytes: Int

    /// Reads a size.
    ///
    /// `k`, `M`, `G` and `T` alone and with `iB` are powers of 1,024, with `B` powers of 1,000; case does not count.
    init?(argument: String) {
        let text = argument.lowercased().filter { $0 != " " }
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard let number = Double(digits), number >= 0 else { return nil }
        var unit = text.dropFirst(digits.count)
        let isDecimal = unit.count == 2 && unit.last == "b"
        if unit.hasSuffix("ib"), unit.count == 3 { unit.removeLast(2) } else if unit.last == "b" { unit.removeLast() }
        guard let power = ["": 0, "k": 1, "m": 2, "g": 3, "t": 4][unit] else { return nil }
        var value = number
        for _ in 0..<power { value *= isDecimal ? 1000 : 1024 }
        guard value < 9e18 else { return nil }
        bytes = Int(value.rounded())
    }
}
