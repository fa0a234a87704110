extension TableLayout {
    /// What of a line tells, at one look, how it may be divided: most lines of most texts have nothing of it.
    struct Signs {
        static let delimiters = [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";"), UInt8(ascii: "|")]

        /// Where the line ends, or what is looked at of it.
        let end: Int

        /// Whether two blanks or a tab stand in the line.
        private(set) var hasGap = false

        /// Bit *n* is set when the line has the delimiter of that index; all are when a quote may take the row over its end.
        private var found = 0

        init(ofLineAt start: Int, in bytes: Span<UInt8>) {
            var previous: UInt8 = 0
            var index = start
            let most = min(bytes.count, start + TableLayout.longestLine)
            while index < most {
                let byte = bytes[index]
                if byte == 10 { break }
                index += 1
                switch byte {
                case UInt8(ascii: ","): found |= 1
                case UInt8(ascii: "\t"):
                    found |= 2
                    hasGap = true
                case UInt8(ascii: ";"): found |= 4
                case UInt8(ascii: "|"): found |= 8
                case UInt8(ascii: "\""): found = ~0
                case 32: hasGap = hasGap || previous == 32 || previous == 13
                default: break
                }
                previous = byte
            }
            end = index
        }

        func mayDivide(by delimiter: UInt8) -> Bool {
            Signs.delimiters.firstIndex(of: delimiter).map { found >> $0 & 1 != 0 } ?? false
        }
    }
}
