/// Why a text is no policy, worded for whoever wrote it.
///
/// It names elements of the grammar and quotes what the policy itself says there.
public struct PolicyError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong.
    public enum Kind: Sendable, Equatable {
        /// It is not written as the grammar of policies asks for.
        case malformed
        /// It is longer than its kind may be.
        case tooLong
    }

    public var kind: Kind
    /// What is wrong, as a sentence; where AWS has one for it, in AWS's words.
    public var reason: String
    /// Where.
    public var place: PolicyPlace

    /// AWS's code for it.
    public var code: String {
        switch kind {
        case .malformed: "MalformedPolicyDocument"
        case .tooLong: "LimitExceeded"
        }
    }

    public var description: String {
        place.path.isEmpty && place.line == 1 && place.column == 1
            ? reason
            : "\(reason) (line \(place.line), column \(place.column)\(place.path.isEmpty ? "" : ": \(place.path)"))"
    }
}

/// A place in the text of a policy.
public struct PolicyPlace: Sendable, Equatable {
    /// The elements on the way, such as `Statement[0].Condition.StringLike`; empty for the whole text.
    public var path: String
    /// In bytes from the start of the text.
    public var range: Range<Int>
    /// Of the range's start, from 1.
    public var line: Int
    /// Of the range's start, from 1, in Unicode scalars.
    public var column: Int

    /// Finds a place.
    ///
    /// - Complexity: Linear in what is before it.
    init(_ path: String, _ range: Range<Int>, in text: [UInt8]) {
        self.path = path
        self.range = range
        (line, column) = PolicyPlace.position(range.lowerBound, in: text)
    }

    /// Line and column of a byte, from 1; columns count Unicode scalars.
    ///
    /// - Parameters:
    ///   - offset: In bytes.
    ///   - text: UTF-8.
    /// - Returns: The place.
    /// - Complexity: O(*n*) in the offset.
    public static func position(_ offset: Int, in text: [UInt8]) -> (line: Int, column: Int) {
        var (line, column) = (1, 1)
        for byte in text.prefix(offset) {
            if byte == UInt8(ascii: "\n") {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        return (line, column)
    }
}
