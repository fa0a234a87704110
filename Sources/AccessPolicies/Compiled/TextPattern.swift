/// A text of a policy, ready to be compared: its wildcards and variables.
///
/// It is made of tokens: a byte of UTF-8 stands for itself, and what is above 255 for something else.
struct TextPattern: Sendable {
    /// How `*`, `?` and `:` are meant.
    enum Style: Sendable {
        /// Every character stands for itself.
        case literal
        /// `*` is any number of characters and `?` is one.
        case wildcards
        /// An ARN, whose six pieces are compared one by one: in all but the last, no wildcard stands for a colon.
        /// Pieces that are missing at its end are `*`.
        case arn
    }

    /// A variable, such as `${aws:username}`, and where its value comes.
    struct Variable: Sendable {
        let key: ContextKey
        /// What counts when the key is not there.
        let fallback: [UInt8]?
        /// The index of the token before which its value comes.
        let position: Int
        /// Whether it stands in a piece of an ARN that has no colons, and so its value may have none.
        let isInPiece: Bool
    }

    /// What a token above 255 is.
    enum Token {
        static let run: UInt16 = 256
        static let one: UInt16 = 257
        static let runInPiece: UInt16 = 258
        static let oneInPiece: UInt16 = 259
        /// A colon between two pieces of an ARN.
        static let boundary: UInt16 = 260
    }

    /// As the policy writes it.
    let text: String
    let tokens: [UInt16]
    let variables: [Variable]
    /// Whether it is a single `*`.
    let isEverything: Bool
    /// Whether what stands in `${...}` in it is not just text.
    let readsVariables: Bool
    /// Whether it is a variable alone whose value must be an ARN.
    let isWholeARN: Bool

    /// Whether the whole of `text` is meant.
    ///
    /// - Parameters:
    ///   - text: UTF-8.
    ///   - context: Where the values of variables come from. Their characters stand for themselves; without a value, or
    ///     with several, nothing matches.
    ///   - foldingCase: Whether ASCII letters of `text` are the same as the small ones of the pattern.
    /// - Returns: Whether it is, from its first byte to its last.
    /// - Complexity: At most the product of the lengths of `text` and of the longest part between two stars; without
    ///   wildcards, linear.
    func matches(_ text: Span<UInt8>, _ context: borrowing PolicyContext, foldingCase: Bool = false) -> Bool {
        if isEverything { return true }
        if variables.isEmpty { return TextPattern.matches(tokens.span, text, foldingCase: foldingCase) }
        if isWholeARN, !TextPattern.isARN(text) { return false }
        guard let expanded = expanded(context, atMost: text.count, foldingCase: foldingCase) else { return false }
        return TextPattern.matches(expanded.span, text, foldingCase: foldingCase)
    }

    /// Whether a text has the six pieces of an ARN.
    private static func isARN(_ text: Span<UInt8>) -> Bool {
        var count = 0
        for index in text.indices where text[index] == UInt8(ascii: ":") { count += 1 }
        return count >= colons
    }

    /// The tokens with the values of variables among them; `nil` when one has none, or when there is more than `most`
    /// bytes that must be there.
    func expanded(
        _ context: borrowing PolicyContext,
        atMost most: Int,
        foldingCase: Bool
    ) -> [UInt16]? {
        var expanded: [UInt16] = []
        expanded.reserveCapacity(tokens.count + 32)
        var needed = 0
        var next = 0
        for variable in variables {
            expanded += tokens[next..<variable.position]
            next = variable.position
            let value: [UInt8]
            if let values = context.values(of: variable.key) {
                guard values.count == 1 else { return nil }
                value = Array(foldingCase ? values[0].lowercased().utf8 : values[0].utf8)
            } else {
                guard let fallback = variable.fallback else { return nil }
                value = fallback
            }
            needed += value.count
            guard needed <= most, !variable.isInPiece || !value.contains(UInt8(ascii: ":")) else { return nil }
            for byte in value { expanded.append(UInt16(byte)) }
        }
        expanded += tokens[next...]
        return expanded
    }

    /// Compares from left to right.
    ///
    /// Where that fails behind a star, the last star takes one more character: an earlier one never needs to, as the
    /// leftmost place for a part is never worse than another.
    private static func matches(_ tokens: Span<UInt16>, _ text: Span<UInt8>, foldingCase: Bool) -> Bool {
        var (token, byte) = (0, 0)
        // The last star's token, and the first byte behind what it stands for.
        var (star, resume) = (-1, 0)
        while true {
            if token < tokens.count {
                let wanted = tokens[token]
                if wanted < 256 {
                    if byte < text.count {
                        let found = foldingCase ? ASCII.lowercased(text[byte]) : text[byte]
                        if UInt16(found) == wanted {
                            token += 1
                            byte += 1
                            continue
                        }
                    }
                } else if wanted == Token.run || wanted == Token.runInPiece {
                    (star, resume) = (token, byte)
                    token += 1
                    if token == tokens.count, wanted == Token.run { return true }
                    continue
                } else if byte < text.count {
                    if wanted == Token.boundary {
                        if text[byte] == UInt8(ascii: ":") {
                            // What comes before it is done: no star there can take a colon.
                            star = -1
                            token += 1
                            byte += 1
                            continue
                        }
                    } else if wanted == Token.one || text[byte] != UInt8(ascii: ":") {
                        token += 1
                        byte = end(ofCharacterAt: byte, text)
                        continue
                    }
                }
            } else if byte == text.count {
                return true
            }
            guard star >= 0, resume < text.count,
                tokens[star] == Token.run || text[resume] != UInt8(ascii: ":")
            else { return false }
            resume = end(ofCharacterAt: resume, text)
            (token, byte) = (star + 1, resume)
        }
    }

    /// The end of the Unicode scalar that begins at `start`.
    @inline(__always)
    private static func end(ofCharacterAt start: Int, _ text: Span<UInt8>) -> Int {
        var end = start + 1
        while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
        return end
    }
}

extension TextPattern {
    /// A text that is written wrongly.
    struct Mistake: Error {
        /// A sentence.
        var reason: String
    }

    /// What `${*}`, `${?}` and `${$}` stand for.
    private static let signs: [UInt8] = [UInt8(ascii: "*"), UInt8(ascii: "?"), UInt8(ascii: "$")]

    /// How many colons part the pieces of an ARN.
    static let colons = 5

    /// Reads a text of a policy.
    ///
    /// - Parameters:
    ///   - text: As it is written.
    ///   - style: How its characters are meant.
    ///   - hasVariables: Whether `${...}` is a variable; in policies of version 2008-10-17 it is text.
    ///   - folded: Whether letters shall be small, as Unicode has it.
    /// - Throws: ``Mistake`` for a variable without end, or none that is written as one.
    init(_ text: String, _ style: Style, hasVariables: Bool, folded: Bool = false) throws(Mistake) {
        var tokens: [UInt16] = []
        var variables: [Variable] = []
        var boundaries = 0
        let bytes = Array((folded ? text.lowercased() : text).utf8)
        let isEverything = style != .literal && !bytes.isEmpty && bytes.allSatisfy { $0 == UInt8(ascii: "*") }
        // A variable alone has the whole ARN as its value.
        let isVariable = hasVariables && bytes.starts(with: [36, 123]) && bytes.firstIndex(of: 125) == bytes.count - 1
        let isARN = style == .arn && !isEverything && !isVariable
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            let isInPiece = isARN && boundaries < TextPattern.colons
            switch byte {
            case UInt8(ascii: "$") where hasVariables && index < bytes.count && bytes[index] == UInt8(ascii: "{"):
                guard let end = bytes[index...].firstIndex(of: UInt8(ascii: "}")) else {
                    throw Mistake(reason: "A policy variable that begins with '${' has no '}'.")
                }
                let content = bytes[index + 1..<end]
                index = end + 1
                if content.count == 1, let sign = content.first, TextPattern.signs.contains(sign) {
                    tokens.append(UInt16(sign))
                } else {
                    variables.append(try TextPattern.variable(content, position: tokens.count, isInPiece: isInPiece))
                }
            case UInt8(ascii: "*") where style != .literal:
                let star = isInPiece ? Token.runInPiece : Token.run
                if tokens.last != star || variables.last?.position == tokens.count { tokens.append(star) }
            case UInt8(ascii: "?") where style != .literal: tokens.append(isInPiece ? Token.oneInPiece : Token.one)
            case UInt8(ascii: ":") where isInPiece:
                tokens.append(Token.boundary)
                boundaries += 1
            default: tokens.append(UInt16(byte))
            }
        }
        if isARN {
            while boundaries < TextPattern.colons {
                boundaries += 1
                tokens += [Token.boundary, boundaries < TextPattern.colons ? Token.runInPiece : Token.run]
            }
        }
        self.text = text
        self.tokens = tokens
        self.variables = variables
        readsVariables = hasVariables && text.contains("${")
        isWholeARN = style == .arn && isVariable
        self.isEverything = isEverything
    }

    /// Reads what is between `${` and `}`: a key, and perhaps a comma and a text in single quotes.
    private static func variable(_ content: ArraySlice<UInt8>, position: Int, isInPiece: Bool) throws(Mistake)
        -> Variable
    {
        let comma = content.firstIndex(of: UInt8(ascii: ","))
        let key = trimmed(content[..<(comma ?? content.endIndex)])
        guard !key.isEmpty, !key.contains(UInt8(ascii: "$")), !key.contains(UInt8(ascii: "{")) else {
            throw Mistake(reason: "A policy variable needs the name of a condition key between '${' and '}'.")
        }
        var fallback: [UInt8]?
        if let comma {
            let text = trimmed(content[(comma + 1)...])
            let quote = UInt8(ascii: "'")
            guard text.count >= 2, text.first == quote, text.last == quote, !text.dropFirst().dropLast().contains(quote)
            else {
                throw Mistake(
                    reason: "The default value of a policy variable stands in single quotes: ${key, 'value'}."
                )
            }
            fallback = Array(text.dropFirst().dropLast())
        }
        return Variable(
            key: ContextKey(String(decoding: key, as: UTF8.self)),
            fallback: fallback,
            position: position,
            isInPiece: isInPiece
        )
    }

    private static func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var bytes = bytes
        while bytes.first == 32 { bytes.removeFirst() }
        while bytes.last == 32 { bytes.removeLast() }
        return bytes
    }
}
