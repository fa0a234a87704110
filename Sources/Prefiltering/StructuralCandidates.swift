import CScanKernels

/// Finds what needs no keyword: long runs of digits, '@', heads of IBANs and pairs of dates, from the masks of the pass.
extension ScanMarks {
    /// Fills ``digitGroups``, ``ats``, ``ibanStarts`` and ``travelDates``.
    ///
    /// - Complexity: About ten instructions for each 64 bytes with a digit, three for others.
    mutating func collectStructuralCandidates(in text: UnsafePointer<UInt8>) {
        digitGroups.removeAll(keepingCapacity: true)
        ats.removeAll(keepingCapacity: true)
        ibanStarts.removeAll(keepingCapacity: true)
        travelDates.removeAll(keepingCapacity: true)
        guard let digits = unsafe raw.digits, let separators = unsafe raw.separators,
            let capitals = unsafe raw.capitals, let atSigns = unsafe raw.ats
        else { return }
        let words = (length + 63) >> 6
        var previousDigits: UInt64 = 0
        var previousSeparators: UInt64 = 0
        for word in 0..<words {
            var at = unsafe atSigns[word]
            while at != 0 {
                ats.append(Int32(truncatingIfNeeded: word << 6 | at.trailingZeroBitCount))
                at &= at &- 1
            }
            let here = unsafe digits[word]
            defer {
                previousDigits = here
                previousSeparators = unsafe separators[word]
            }
            let capital = unsafe capitals[word]
            // The digits of an IBAN's head may all lie in the next word.
            guard here | capital >> 62 != 0 else { continue }
            let next = unsafe digits[word + 1]
            let between = unsafe separators[word]

            if capital != 0 {
                let nextCapital = unsafe capitals[word + 1]
                var heads =
                    capital & (capital >> 1 | nextCapital << 63) & (here >> 2 | next << 62) & (here >> 3 | next << 61)
                while heads != 0 {
                    let offset = word << 6 | heads.trailingZeroBitCount
                    heads &= heads &- 1
                    let before = offset == 0 ? 0 : unsafe text[offset - 1]
                    if unsafe !isWordByte(before) || isSubfield(offset, in: text) {
                        ibanStarts.append(Int32(truncatingIfNeeded: offset))
                    }
                }
            }

            let groups = here & ~(here << 1 | previousDigits >> 63)
            // Few words have four digits in a row.
            let pair = here & (here >> 1 | next << 63)
            if pair & (pair >> 2 | 3 << 62) & groups != 0 {
                let wide = UInt128(next) << 64 | UInt128(here)
                let two = wide & wide >> 1
                let seven = two & two >> 2 & two >> 4 & wide >> 6
                var dates = UInt64(truncatingIfNeeded: seven & seven >> 8 & ~(wide >> 7)) & groups
                while dates != 0 {
                    let offset = word << 6 | dates.trailingZeroBitCount
                    dates &= dates &- 1
                    if unsafe isSex(text[offset + 7]) { travelDates.append(Int32(truncatingIfNeeded: offset)) }
                }
            }

            // Few words have nine digits or separators in a row, whatever lies between; what follows may be either.
            let any = here | between
            let anyTwo = any & (any >> 1 | 1 << 63)
            let anyFour = anyTwo & (anyTwo >> 2 | 3 << 62)
            let anyNine = anyFour & (anyFour >> 4 | 15 << 60) & (any >> 8 | 255 << 56)
            guard anyNine & groups != 0 else { continue }

            // A separator counts as part of a run when a digit, or one more separator and then a digit, is on each side.
            let afterDigit = between & (here << 1 | previousDigits >> 63)
            let afterTwo = between & (afterDigit << 1 | (previousSeparators & previousDigits << 1) >> 63)
            let nextBetween = unsafe separators[word + 1]
            let beforeDigit = between & (here >> 1 | next << 63)
            let beforeTwo = between & (beforeDigit >> 1 | (nextBetween & next >> 1) << 63)
            let run = here | afterDigit & (beforeDigit | beforeTwo) | afterTwo & beforeDigit

            // The next word's separators are taken as bridged without a look at what follows: a superset is enough.
            let wide = UInt128(next | nextBetween) << 64 | UInt128(run)
            let two = wide & wide >> 1
            let four = two & two >> 2
            let nine = four & four >> 4 & wide >> 8
            var starts = UInt64(truncatingIfNeeded: nine) & groups
            while starts != 0 {
                digitGroups.append(Int32(truncatingIfNeeded: word << 6 | starts.trailingZeroBitCount))
                starts &= starts &- 1
            }
        }
    }

    /// Whether an account's subfield ends before `offset`: `?31` or `?30`, as bank statements have it.
    ///
    /// Source: the German banks' agreement on remote data transfer, annex 3, chapter 8 (field 86 of MT940 and MT942).
    private func isSubfield(_ offset: Int, in text: UnsafePointer<UInt8>) -> Bool {
        guard offset >= 3 else { return false }
        return unsafe text[offset - 3] == UInt8(ascii: "?") && text[offset - 2] == UInt8(ascii: "3")
            && text[offset - 1] | 1 == UInt8(ascii: "1")
    }

    private func isSex(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "M") || byte == UInt8(ascii: "F") || byte == UInt8(ascii: "X") || byte == UInt8(ascii: "<")
    }

    private func isWordByte(_ byte: UInt8) -> Bool {
        byte &- 48 < 10 || (byte & 0xDF) &- 65 < 26 || byte == UInt8(ascii: "_")
    }
}
