import Classification
import Identifiers
import Prefiltering

// What a scanner makes of names of secrets: the values that are assigned to them.
extension Scanner {
    /// Looks for what is assigned to the names that were found.
    ///
    /// - Complexity: O(*n*) in the number of names; at most about a microsecond each.
    mutating func scanAssignments(_ bytes: Span<UInt8>, _ owned: Range<Int>) {
        let text = Glyphs(bytes)
        dropPartsOfNames()
        for number in nameHits.indices {
            let hit = nameHits[number]
            guard owned.contains(hit.start),
                var name = SecretName(
                    around: hit.start..<hit.end,
                    question: hit.question,
                    isCommon: hit.isCommon,
                    in: text
                ), name.strength > .none
            else { continue }
            // The last of several words in a name decides.
            if number + 1 < nameHits.count, nameHits[number + 1].start < name.range.upperBound { continue }
            guard let value = AssignmentReader.value(of: name.range, in: text),
                !isVerdict(name.range, value.range, in: text)
            else { continue }
            var vendor: Int?
            if name.question == .key, value.range.count >= VendorNames.shortestKey {
                vendor = detector.vendors.variant(near: name.range, value.range, in: text)
                // What a vendor's name stands near is a key of theirs rather than any.
                if vendor != nil { name.strength = name.strength.raised }
            }
            // A short word for a password is one where a sentence has it.
            if value.form == .mentioned, name.question == .password { name.strength = .strong }
            guard let confidence = SecretJudge.confidence(of: value, for: name, in: text) else { continue }
            var evidence = MatchEvidence(confidence: confidence)
            evidence.isRandom = confidence > .low
            let variant = confidence > .low ? vendor ?? hit.variant : hit.variant
            accept(variant, in: bytes, start: hit.start, value: value.range, evidence)
            if confidence > .low { acceptSiblings(of: value, name, hit, in: bytes) }
        }
    }

    /// Takes the values that stand in a list with the one that a name has.
    private mutating func acceptSiblings(
        of first: AssignedValue,
        _ name: SecretName,
        _ hit: NameHit,
        in bytes: Span<UInt8>
    ) {
        let text = Glyphs(bytes)
        let isInBrackets = AssignmentReader.beginsList(first, in: text)
        var value = first
        for _ in 1..<AssignmentReader.mostValues {
            guard let next = AssignmentReader.sibling(of: value, isInBrackets: isInBrackets, in: text) else { return }
            value = next
            guard let confidence = SecretJudge.confidence(of: value, for: name, in: text), confidence > .low else {
                continue
            }
            var evidence = MatchEvidence(confidence: confidence)
            evidence.isRandom = true
            accept(hit.variant, in: bytes, start: value.range.lowerBound, value: value.range, evidence)
        }
    }

    /// Whether `PASS: …` tells of a test that has passed: in capitals at the start of a line, and the value is only its first word.
    private func isVerdict(_ name: Range<Int>, _ value: Range<Int>, in text: borrowing Glyphs) -> Bool {
        guard name.count == 4, text.isLineEnd(name.lowerBound - 1), text.holds("pass", at: name.lowerBound),
            name.allSatisfy({ text.isUpper($0) })
        else { return false }
        if text.isBlank(value.upperBound), !text.isLineEnd(text.skipBlanks(value.upperBound)) { return true }
        // Where one test has passed, others have too, or have not.
        let next = text.lineEnd(value.upperBound, atMost: 120) + 1
        var before = max(0, name.lowerBound - 1)
        while before > 0, name.lowerBound - before < 200, !text.isLineEnd(before - 1) { before -= 1 }
        return Scanner.verdicts.contains { verdict in
            text.holds(verdict, at: next) || before < name.lowerBound - 1 && text.holds(verdict, at: before)
        }
    }

    /// What lines of the reports of tests begin with (POSIX 1003.3), in small letters.
    private static let verdicts = [
        "pass: ", "fail: ", "xfail: ", "xpass: ", "untested: ", "unsupported: ", "unresolved: ", "skip: ",
    ]

    /// Drops words that are parts of longer ones, as `key` is of `api_key`.
    private mutating func dropPartsOfNames() {
        var kept = 0
        for hit in nameHits {
            if kept > 0, hit.end <= nameHits[kept - 1].end { continue }
            if kept > 0, hit.start == nameHits[kept - 1].start { kept -= 1 }
            nameHits[kept] = hit
            kept += 1
        }
        nameHits.removeLast(nameHits.count - kept)
    }

    /// A word for a secret that was found.
    struct NameHit {
        var start: Int
        var end: Int
        var variant: Int
        /// What may be the value.
        var question: SecretModel.Question
        /// Whether the word is a part of many others.
        var isCommon: Bool
    }
}

extension Scanner {
    /// Looks for the values of the Secrets whose kinds were found.
    ///
    /// A Secret is looked at from its start to its end, so that all of them together take no more than twice the text. A
    /// text made of nothing but nested ones would take far more; it is a gap.
    ///
    /// - Complexity: O(*n*) in the bytes of the text.
    mutating func scanManifests(_ bytes: Span<UInt8>, _ owned: Range<Int>) {
        guard !manifestHits.isEmpty else { return }
        let text = Glyphs(bytes)
        var work = 2 * bytes.count + 32_768
        for hit in manifestHits where owned.contains(hit.start) {
            guard let values = Manifest.values(kind: hit.start, in: text, work: &work) else {
                gaps += 1
                return
            }
            for value in values {
                accept(hit.variant, in: bytes, start: value.lowerBound, value: value, MatchEvidence(confidence: .high))
            }
        }
    }
}
