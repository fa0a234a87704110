import CPCRE2

/// The memory that one thread needs to match patterns, and the limits that it keeps.
///
/// Make one per thread and keep it: creating it allocates, matching with it does not. Every match runs under a limit
/// on backtracking and on memory. When machine code gives up, the interpreter is asked; when that gives up too, the
/// outcome is ``Outcome/gaveUp``, never ``Outcome/noMatch``.
@safe
public struct Matcher: ~Copyable {
    /// How a match ended.
    public enum Outcome: Sendable {
        /// There is a match; ``Matcher/start(of:)`` and ``Matcher/end(of:)`` tell where.
        case match

        /// There is none.
        case noMatch

        /// A limit was hit before this was known: the caller must report that it could not look.
        case gaveUp
    }

    /// Steps of backtracking for one match.
    ///
    /// A shipped pattern needs a few hundred on its worst input.
    static let matchLimit: UInt32 = 1_000_000

    /// Memory that the interpreter may take for one match, in KiB.
    static let heapLimit: UInt32 = 64 * 1024

    /// Groups that can be read back; rules need the whole match and one group.
    private static let groupCapacity: UInt32 = 32

    /// `PCRE2_UNSET`, all bits set: a cast that Swift does not import.
    private static let unset = -1

    private let data: OpaquePointer
    private let context: OpaquePointer
    private let stack: OpaquePointer?
    private let offsets: UnsafeMutablePointer<Int>

    /// Creates the memory.
    ///
    /// The corresponding C functions are `pcre2_match_data_create`, `pcre2_match_context_create` and
    /// `pcre2_jit_stack_create`.
    ///
    /// - Throws: ``PatternError/outOfMemory``.
    public init() throws(PatternError) {
        guard let context = unsafe pcre2_match_context_create_8(nil) else { throw .outOfMemory }
        guard let data = unsafe pcre2_match_data_create_8(Matcher.groupCapacity, nil),
            let offsets = unsafe pcre2_get_ovector_pointer_8(data)
        else {
            unsafe pcre2_match_context_free_8(context)
            throw .outOfMemory
        }
        unsafe self.context = context
        unsafe self.data = data
        unsafe self.offsets = offsets
        unsafe stack = pcre2_jit_stack_create_8(32 << 10, 1 << 20, nil)
        unsafe pcre2_jit_stack_assign_8(context, nil, stack.map { unsafe UnsafeMutableRawPointer($0) })
        unsafe pcre2_set_match_limit_8(context, Matcher.matchLimit)
        unsafe pcre2_set_depth_limit_8(context, Matcher.matchLimit)
        unsafe pcre2_set_heap_limit_8(context, Matcher.heapLimit)
    }

    deinit {
        unsafe pcre2_jit_stack_free_8(stack)
        unsafe pcre2_match_data_free_8(data)
        unsafe pcre2_match_context_free_8(context)
    }

    /// Looks for a match of `pattern` that begins at `offset`, or after it if the pattern is not anchored.
    ///
    /// The corresponding C functions are `pcre2_set_offset_limit`, `pcre2_jit_match` and `pcre2_match`.
    ///
    /// - Parameters:
    ///   - pattern: What to look for.
    ///   - text: The subject; lookbehinds see what lies before `offset`.
    ///   - offset: Where to begin, in bytes from the start of `text`.
    ///   - last: The last offset at which a match may begin, `offset` or more; `nil` for any.
    ///   - end: Where the subject ends, at most `text.count`.
    /// - Returns: How it ended; where a match lies can be asked until the next call.
    /// - Complexity: About 0.1 microseconds for an anchored attempt that fails early; otherwise as the pattern goes.
    public mutating func match(
        _ pattern: Pattern,
        in text: Span<UInt8>,
        from offset: Int,
        beginningBy last: Int? = nil,
        to end: Int
    ) -> Outcome {
        precondition(offset >= 0 && offset <= end && end <= text.count, "the subject's bounds are out of order")
        precondition(last.map { $0 >= offset } ?? true, "no match can begin before the first offset")
        unsafe pcre2_set_offset_limit_8(context, last ?? Matcher.unset)
        return unsafe text.withUnsafeBufferPointer { buffer in
            if pattern.isCompiledToMachineCode {
                let result = unsafe pcre2_jit_match_8(
                    pattern.code,
                    buffer.baseAddress,
                    end,
                    offset,
                    0,
                    data,
                    context
                )
                if result >= 0 { return .match }
                if result == PCRE2_ERROR_NOMATCH { return .noMatch }
            }
            let result = unsafe pcre2_match_8(
                pattern.code,
                buffer.baseAddress,
                end,
                offset,
                UInt32(PCRE2_NO_JIT),
                data,
                context
            )
            if result >= 0 { return .match }
            return result == PCRE2_ERROR_NOMATCH ? .noMatch : .gaveUp
        }
    }

    /// Where group `group` of the last match begins, in bytes from the start of its subject; `nil` if it took no part.
    ///
    /// Group 0 is the whole match.
    public func start(of group: Int) -> Int? { offset(at: 2 * group) }

    /// Where group `group` of the last match ends.
    public func end(of group: Int) -> Int? { offset(at: 2 * group + 1) }

    private func offset(at index: Int) -> Int? {
        precondition(index >= 0 && index < 2 * Int(Matcher.groupCapacity), "no such group")
        let value = unsafe offsets[index]
        return value == Matcher.unset ? nil : value
    }
}
