import Bytes
import Detection
import Identifiers
import ManagedSecrets
import Prefiltering

/// A table of some values, and a text searched with it.
struct LeakHarness {
    static let key = (0..<32).map { UInt8($0) }
    static let prefilter = Prefilter([Keyword(Array("token".utf8), comparison: .anyCase, boundary: .word)])
    static let prefilters = Prefilter.Kernel.usable.map { Prefilter(prefilter.keywords, kernel: $0) }

    /// Without optimisation it takes seconds to work out.
    private static let commonness = prefilter.commonness()

    static func builder() throws -> LeakTableBuilder { try LeakTableBuilder(commonness, key: key) }

    var table: LeakTable

    init(_ values: [[UInt8]]) throws {
        var builder = try Self.builder()
        for (id, value) in values.enumerated() { try builder.add(value.span, id: UInt32(id)) }
        table = try LeakTable(builder.build())
    }

    init(_ values: String...) throws { try self.init(values.map { Array($0.utf8) }) }

    /// What is found in `text`, which all kernels must agree on.
    func leaks(in text: [UInt8], owning owned: Range<Int>? = nil, with prefilter: Prefilter = prefilter) throws
        -> [Leak]
    {
        let matcher = try LeakMatcher(table, for: prefilter)
        var buffer = TextBuffer(capacity: text.count)
        buffer.append(contentsOf: text.span)
        var marks = ScanMarks()
        prefilter.scan(buffer, into: &marks, wanting: matcher.filter)
        return matcher.leaks(at: marks.windows, in: buffer.bytes, owning: owned ?? 0..<text.count)
    }

    func leaks(in text: String) throws -> [Leak] { try leaks(in: Array(text.utf8)) }
}

/// A source of numbers that is the same in every run.
struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}
