/// Patterns as the sets of texts that they match.
extension TextPattern {
    /// Whether every text that `other` matches is matched by this: `true` is certain, `false` may only mean that it is
    /// not seen.
    ///
    /// A variable stands for the same as the same variable in the same place, and for something that a star takes.
    func covers(_ other: TextPattern) -> Bool {
        if isEverything || (text == other.text && readsVariables == other.readsVariables) { return true }
        if other.isEverything || isWholeARN || other.isWholeARN { return false }
        guard variables.isEmpty else { return false }
        return TextPattern.covers(tokens, other.symbols)
    }

    /// A token, or a variable in its place.
    private static let variable: UInt16 = 511

    /// The tokens with a mark for each variable.
    private var symbols: [UInt16] {
        var symbols: [UInt16] = []
        var next = 0
        for variable in variables {
            symbols += tokens[next..<variable.position]
            symbols.append(TextPattern.variable)
            next = variable.position
        }
        return symbols + tokens[next...]
    }

    /// Compares as ``matches(_:_:foldingCase:)`` does, with the symbols of a pattern as the text: what a star takes are
    /// symbols.
    private static func covers(_ tokens: [UInt16], _ symbols: [UInt16]) -> Bool {
        var (token, symbol) = (0, 0)
        var (star, resume) = (-1, 0)
        while true {
            if token < tokens.count {
                let wanted = tokens[token]
                if wanted == Token.run || wanted == Token.runInPiece {
                    (star, resume) = (token, symbol)
                    token += 1
                    continue
                }
                if symbol < symbols.count, takes(wanted, symbols[symbol]) {
                    if wanted == Token.boundary { star = -1 }
                    token += 1
                    symbol += 1
                    continue
                }
            } else if symbol == symbols.count {
                return true
            }
            guard star >= 0, resume < symbols.count, runTakes(tokens[star], symbols[resume]) else { return false }
            resume += 1
            (token, symbol) = (star + 1, resume)
        }
    }

    /// Whether a token that is no star matches whatever a symbol stands for.
    private static func takes(_ token: UInt16, _ symbol: UInt16) -> Bool {
        switch token {
        // A character beyond ASCII is several symbols: it is left alone.
        case Token.one: symbol < 128 || symbol == Token.one || symbol == Token.oneInPiece
        case Token.oneInPiece: (symbol < 128 && symbol != UInt16(UInt8(ascii: ":"))) || symbol == Token.oneInPiece
        default: token == symbol
        }
    }

    /// Whether a star takes whatever a symbol stands for.
    private static func runTakes(_ star: UInt16, _ symbol: UInt16) -> Bool {
        if star == Token.run { return true }
        switch symbol {
        case Token.boundary, Token.run, Token.one, UInt16(UInt8(ascii: ":")): return false
        // The value of a variable in a piece has no colon.
        default: return true
        }
    }

    /// Whether there may be a text that both match: `false` is certain.
    func mayMeet(_ other: TextPattern) -> Bool {
        if isEverything || other.isEverything || isWholeARN || other.isWholeARN { return true }
        let (left, right) = (loose, other.loose)
        // What would take long to tell may be.
        guard left.count * right.count <= 4_000_000 else { return true }
        // reached[j]: whether the left pattern so far and the first j tokens of the right have a text in common.
        var reached = [Bool](repeating: false, count: right.count + 1)
        reached[0] = true
        for index in right.indices where right[index] == Token.run { reached[index + 1] = reached[index] }
        for token in left {
            var next = [Bool](repeating: false, count: right.count + 1)
            next[0] = token == Token.run && reached[0]
            for (index, symbol) in right.enumerated() {
                // Both go on by the same character, or a star stays and takes one of the other, or a star ends.
                let isSame = token == symbol || token == Token.one || symbol == Token.one
                next[index + 1] =
                    (isSame && reached[index])
                    || (token == Token.run && (reached[index + 1] || next[index]))
                    || (symbol == Token.run && (next[index] || reached[index + 1]))
            }
            reached = next
        }
        return reached[right.count]
    }

    /// The tokens, with a star for each variable and for what else may be several bytes, and wildcards that take
    /// colons.
    private var loose: [UInt16] {
        symbols.map { symbol in
            switch symbol {
            case TextPattern.variable, Token.run, Token.runInPiece, Token.one, Token.oneInPiece: Token.run
            case Token.boundary: UInt16(UInt8(ascii: ":"))
            default: symbol
            }
        }
    }

    /// A text that it matches, with `filler` for each star; `nil` when that depends on a variable without a value.
    func sample(filler: String, _ context: PolicyContext) -> String? {
        if isEverything { return filler.isEmpty ? "*" : filler }
        var bytes: [UInt8] = []
        for symbol in symbols(with: context) ?? [TextPattern.variable] {
            switch symbol {
            case Token.run, Token.runInPiece: bytes += filler.utf8
            case Token.one, Token.oneInPiece: bytes.append(UInt8(ascii: "x"))
            case Token.boundary: bytes.append(UInt8(ascii: ":"))
            case TextPattern.variable: return nil
            default: bytes.append(UInt8(truncatingIfNeeded: symbol))
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private func symbols(with context: PolicyContext) -> [UInt16]? {
        variables.isEmpty ? tokens : expanded(context, atMost: 100_000, foldingCase: false)
    }
}
