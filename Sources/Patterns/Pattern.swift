import CPCRE2

/// A compiled regular expression over bytes.
///
/// Immutable, and therefore shared between threads; what a match needs to write lives in a ``Matcher``. Patterns are
/// compiled in byte mode (no UTF), with `\C` refused, and to machine code where PCRE2 has a compiler for the processor.
///
/// The corresponding C type is `pcre2_code`; see https://www.pcre.org/current/doc/html/pcre2api.html.
@safe
public final class Pattern: Sendable {
    /// The longest match that a bounded pattern may have, in bytes.
    public static let greatestLength = 16_384

    /// Where in a subject a match may begin.
    public enum Anchoring: Sendable {
        /// Only at the offset that is given to the matcher.
        case atOffset

        /// There, or anywhere after it.
        case anywhere
    }

    /// What to do with a pattern that can match any number of bytes.
    public enum Bounding: Sendable {
        /// Refuse it: the rule for patterns that are shipped.
        case required

        /// Accept it, and cut the subject this many bytes after a start: the rule for a user's own patterns.
        case cut(after: Int)
    }

    // `pcre2_code` is never written after compilation, which is what makes sharing it safe.
    nonisolated(unsafe) let code: OpaquePointer

    /// Whether machine code was made; if not, the interpreter is used.
    let isCompiledToMachineCode: Bool

    /// The longest match in bytes, or the cut for an unbounded pattern.
    public let maximumLength: Int

    /// The number of the group `(?<value>…)`, or 0, the whole match, when there is none.
    public let valueGroup: Int

    /// Which bytes a match can begin with: bit *b* of word *b* / 64.
    private let firstBytes: [UInt64]

    /// Compiles `source`.
    ///
    /// The corresponding C functions are `pcre2_compile` and `pcre2_jit_compile`. Takes about 20 microseconds.
    ///
    /// - Parameters:
    ///   - source: A PCRE2 pattern.
    ///   - anchoring: Where a match may begin.
    ///   - bounding: What to do with a pattern whose matches have no greatest length.
    /// - Throws: ``PatternError`` when it is not valid, has no bound although one is required, or memory ran out.
    public init(_ source: String, anchoring: Anchoring, bounding: Bounding = .required) throws(PatternError) {
        switch (PatternLength.measure(Array(source.utf8)), bounding) {
        case (.bounded(let length), _) where length <= Pattern.greatestLength: maximumLength = max(length, 1)
        case (_, .cut(let limit)): maximumLength = limit
        case (.bounded, .required): throw .unbounded(offset: 0)
        case (.unbounded(let offset), .required): throw .unbounded(offset: offset)
        }
        let options =
            PCRE2_NEVER_UTF | PCRE2_NEVER_BACKSLASH_C | PCRE2_USE_OFFSET_LIMIT
            | (anchoring == .atOffset ? UInt32(PCRE2_ANCHORED) : 0)
        var errorCode: Int32 = 0
        var errorOffset = 0
        var bytes = Array(source.utf8)
        let compiled = unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            unsafe pcre2_compile_8(buffer.baseAddress, buffer.count, options, &errorCode, &errorOffset, nil)
        }
        guard let compiled = unsafe compiled else {
            throw .invalid(reason: Pattern.message(for: errorCode), offset: errorOffset)
        }
        unsafe code = compiled
        isCompiledToMachineCode = unsafe pcre2_jit_compile_8(compiled, PCRE2_JIT_COMPLETE) == 0
        valueGroup = unsafe Int(max(0, pcre2_substring_number_from_name_8(compiled, "value")))
        firstBytes = unsafe Pattern.firstBytes(of: compiled)
    }

    deinit { unsafe pcre2_code_free_8(code) }

    /// The number of capture groups.
    public var groupCount: Int {
        var count: UInt32 = 0
        _ = unsafe pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_CAPTURECOUNT), &count)
        return Int(count)
    }

    /// Tells whether a match can begin with `byte`.
    ///
    /// A cheap test before a match is tried. `true` does not promise a match; `false` excludes one.
    @inline(__always)
    public func canBegin(with byte: UInt8) -> Bool {
        firstBytes[Int(byte >> 6)] >> UInt64(byte & 63) & 1 != 0
    }

    /// Asks PCRE2's study of the pattern for the bytes that a match can begin with; all bytes when it does not know.
    private static func firstBytes(of code: OpaquePointer) -> [UInt64] {
        var type: UInt32 = 0
        var unit: UInt32 = 0
        var map: UnsafePointer<UInt8>?
        unsafe pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_FIRSTCODETYPE), &type)
        unsafe pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_FIRSTCODEUNIT), &unit)
        unsafe pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_FIRSTBITMAP), &map)
        var words: [UInt64] = [0, 0, 0, 0]
        // A first unit that is a letter may stand for both cases: `(?i)` leaves no trace in the two figures above.
        if type == 1, unit < 256, !(UInt8(unit) & 0xDF &- 65 < 26) {
            words[Int(unit >> 6)] |= 1 << UInt64(unit & 63)
        } else if type == 1, unit < 256 {
            for byte in [unit & 0xDF, unit | 0x20] { words[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }
        } else if let map = unsafe map {
            for byte in 0..<256 where unsafe map[byte / 8] >> UInt8(byte % 8) & 1 != 0 {
                words[byte / 64] |= 1 << UInt64(byte % 64)
            }
        } else {
            words = [UInt64](repeating: .max, count: 4)
        }
        return words
    }

    /// PCRE2's text for an error code.
    static func message(for code: Int32) -> String {
        var buffer = [UInt8](repeating: 0, count: 256)
        let length = unsafe buffer.withUnsafeMutableBufferPointer { pointer in
            unsafe pcre2_get_error_message_8(code, pointer.baseAddress, pointer.count)
        }
        return String(decoding: buffer.prefix(max(0, Int(length))), as: UTF8.self)
    }
}
