import Bytes
import Classification
import Detection
import Findings
import Identifiers
import ManagedSecrets
import Prefiltering

/// The scan of one text: what was found so far, and what of it still needs the bytes to come.
///
/// Chunks overlap by what the longest match and its surroundings need. A match belongs to the chunk in which it begins,
/// and is settled when nothing to come can overlap it.
struct TextScan {
    private let options: ScanOptions
    private let content: ContentKind

    /// Whether the content is text, so that disguises in it mean something.
    let isReadable: Bool
    private var writing: Writing
    private var resolver: MatchResolver
    private var lines: LineCounter
    private(set) var tallies: DetectionTallies
    /// Where the text lies in a document, if it is one of a document.
    var places: TextPlaces?
    private var table: TableLayout?
    /// The table that it is said to be.
    var declared: TableLayout?
    /// Where in JSON, XML or YAML the text is, if it is some.
    private var records = WantedRecordPlaces()
    /// The tables of a dump, unless the text is binary or itself a table.
    private var dumps: DumpTables?

    /// Whether names of people count where nothing announces them.
    private let readsProse: Bool
    /// What the text is classified by, if it is.
    private(set) var sampler: ContentSampler?

    /// Offset in the whole text of the first byte in the buffer.
    private(set) var base = 0

    /// Offset in the whole text of the first byte at which no match was looked for yet.
    private var frontier = 0

    /// Offset in the whole text of the first byte that was not shown yet.
    private var seen = 0

    /// How often a pattern gave up.
    private(set) var gaps = 0

    /// Bytes that were looked at.
    private(set) var byteCount = 0

    /// Managed secrets that were found.
    private(set) var managedSecrets: Set<UInt32> = []

    /// What is known of leaks that are not settled yet, by where they begin and end in the whole text.
    private var leaks: [Range<Int>: LeakDetails] = [:]

    /// The MIME type of content that does not lie open in the text, so that not all was looked at; `nil` if there is none.
    private(set) var unreadType: String?

    /// Bytes that came out of packed ones in letters.
    private var unpacked = 0

    /// How values read that are written otherwise, and are not settled yet, by where they begin and end in the whole text.
    private var readings: [Range<Int>: [UInt8]] = [:]

    /// What an occurrence of a managed secret says.
    private struct LeakDetails {
        var encoding: String
        var fingerprint: Fingerprint?
    }

    /// Creates the scan of a text.
    ///
    /// - Parameters:
    ///   - options: What to look for.
    ///   - content: What the text is, as it is handed over: decoded, unless it is one of single bytes.
    ///   - isReadable: Whether it is text although it is taken for binary data, for it has zeroes.
    ///   - size: How many bytes the text has, as far as that is known.
    ///   - tallies: What was found in the texts of the same object before.
    ///   - path: What the object is called; decides how much of it is kept to classify it by, and whose names count.
    init(
        _ options: ScanOptions,
        content: ContentKind,
        isReadable: Bool = false,
        size: Int? = nil,
        going tallies: DetectionTallies? = nil,
        path: [UInt8] = []
    ) {
        self.options = options
        self.tallies = tallies ?? DetectionTallies()
        if let classifier = options.classifier, tallies == nil, isReadable || !content.isBinary {
            let most = classifier.sampleSize(of: path)
            if most > 0 { sampler = ContentSampler(size: size, most: most) }
        }
        readsProse = !DocumentFeatures.namesAuthors(path)
        self.content = content
        self.isReadable = isReadable || !content.isBinary
        writing = content == .text(.windows1252) ? .singleBytes : []
        resolver = MatchResolver(options.detector)
        // Units of two bytes and more, and escapes, have no places of their own.
        var former: TextEncoding?
        if case .text(let encoding) = content, encoding.needsDecoding, !content.isDecoded { former = encoding }
        lines = LineCounter(content == .text(.windows1252) ? .bytes : .utf8, from: former)
    }

    /// Looks at the bytes in `buffer` and drops those that are no longer needed.
    ///
    /// - Parameters:
    ///   - buffer: What was left by the call before, and new bytes behind it.
    ///   - isLast: Whether no more bytes will come; then the buffer is left as it is.
    ///   - tools: Find the matches and describe them.
    ///   - observe: Called for each occurrence in order, if the options stream them.
    mutating func scan(
        _ buffer: inout TextBuffer,
        isLast: Bool,
        with tools: inout ScanTools,
        observe: (Detection) -> Void
    ) {
        let end = base + buffer.count
        sampler?.take(buffer, from: base, after: seen)
        seen = max(seen, end)
        let boundary = isLast ? end : end - Scanner.marginAfter
        guard boundary > frontier || isLast else { return }
        if frontier == 0, !content.isBinary {
            table = declared ?? tools.scanner.table(in: buffer)
            dumps = table == nil ? DumpTables() : nil
            records = WantedRecordPlaces(mayBeThere: declared == nil)
        }
        let owned = (frontier - base)..<max(frontier, boundary) - base
        tools.scanner.readsProse = readsProse
        var outcome = tools.scanner.scan(buffer, owning: owned, in: table, from: base, dumps: &dumps)
        gaps += outcome.gaps
        for (leak, match) in tools.leaks(in: buffer, owning: owned) {
            outcome.matches.append(match)
            take(leak, at: leak.range, with: &tools)
        }
        if isReadable { lookThrough(buffer, owned, with: &tools, into: &outcome) }
        lookIntoEncodings(buffer, owned, with: &tools, into: &outcome)
        if base > 0 {
            for index in outcome.matches.indices { outcome.matches[index].move(by: base) }
        }
        if !outcome.matches.isEmpty || resolver.hasPending {
            for match in resolver.resolve(outcome.matches, before: isLast ? .max : boundary) {
                record(match, in: buffer, with: &tools, observe: observe)
            }
        }
        byteCount = end
        frontier = boundary
        guard !isLast else { return }
        records.look(at: buffer.bytes)
        let kept = min(boundary - Scanner.marginBefore, resolver.earliestPending)
        guard kept > base else { return }
        lines.advance(to: max(kept, lines.offset), in: buffer, at: base)
        records.places?.pass(kept, in: buffer.bytes, from: base)
        buffer.removeFirst(kept - base)
        base = kept
        dumps?.forget(before: kept)
    }

    /// Notes what is known of a managed secret at `range` of the buffer.
    private mutating func take(_ leak: Leak, at range: Range<Int>, with tools: inout ScanTools) {
        managedSecrets.formUnion(leak.ids)
        // A first row that holds a secret is no header.
        if base == 0, let dataStart = table?.dataStart, range.lowerBound < dataStart { table = nil }
        leaks[range.lowerBound + base..<range.upperBound + base] = LeakDetails(
            encoding: leak.encoding,
            fingerprint: tools.fingerprinter.fingerprint(of: leak.value.span)
        )
    }

    /// Looks once more at what reads otherwise than it is written, and notes what does not lie open at all.
    private mutating func lookThrough(
        _ buffer: borrowing TextBuffer,
        _ owned: Range<Int>,
        with tools: inout ScanTools,
        into outcome: inout Scanner.Outcome
    ) {
        if !readings.isEmpty { readings = readings.filter { $0.key.lowerBound >= base } }
        if outcome.isQuotedPrintable { writing.insert(.quotedPrintable) }
        let hidden = tools.scanner.hiddenContent(in: buffer, writing)
        unreadType = unreadType ?? outcome.unreadType ?? hidden.unreadType
        guard !hidden.stretches.isEmpty else { return }
        let known = Set(
            outcome.matches.map { KnownMatch(identifier: $0.identifier, range: $0.valueStart..<$0.valueEnd) }
        )
        for stretch in hidden.stretches {
            let readings = tools.readings(
                of: stretch,
                in: buffer,
                owned,
                writing,
                table,
                dumps,
                from: base,
                &outcome.gaps
            )
            for reading in readings {
                var match = reading.match
                let range = match.valueStart..<match.valueEnd
                let isDisguised = reading.value.count != range.count
                guard isDisguised || !known.contains(KnownMatch(identifier: match.identifier, range: range)) else {
                    continue
                }
                if let leak = reading.leak {
                    match.isManagedSecret = true
                    take(leak, at: range, with: &tools)
                } else if isDisguised {
                    self.readings[range.lowerBound + base..<range.upperBound + base] = reading.value
                }
                outcome.matches.append(match)
                if base == 0, let dataStart = table?.dataStart, match.start < dataStart { table = nil }
            }
        }
    }

    /// Notes what came out of packed bytes, and what did not.
    mutating func noteUnpacked(_ stretch: DecodedStretch) {
        unpacked += stretch.unpackedCount
        if let type = stretch.unreadType { unreadType = unreadType ?? type }
    }

    /// Whether packed bytes are unpacked still: 16 MiB and four times the text may come out of it.
    var mayUnpack: Bool { unpacked < 16 << 20 + 4 * base }

    /// Notes how the value at `range` of the buffer reads.
    mutating func note(_ reading: [UInt8], as range: Range<Int>) {
        readings[range.lowerBound + base..<range.upperBound + base] = reading
    }

    /// What tells two matches apart.
    private struct KnownMatch: Hashable {
        var identifier: Int
        var range: Range<Int>
    }

    /// Whether nothing that was looked at so far can still become part of a match, given that only zeroes follow.
    ///
    /// The last mebibyte or so must have been zeroes too, so that no match reaches into what is skipped.
    var canSkipZeroes: Bool { !resolver.hasPending && leaks.isEmpty }

    /// Passes over zeroes that follow what is in the buffer, of which only zeroes are left.
    ///
    /// - Parameters:
    ///   - count: How many there are.
    ///   - buffer: What ``scan(_:isLast:with:observe:)`` has left.
    mutating func skipZeroes(_ count: Int, in buffer: borrowing TextBuffer) {
        lines.advance(to: max(base, lines.offset), in: buffer, at: base)
        // What is left in the buffer are zeroes as well: they stand for the last of those that are skipped.
        lines.skip(count)
        records = WantedRecordPlaces()
        base += count
        frontier += count
        byteCount += count
    }

    /// How many occurrences are located.
    var locatedCount: Int { tallies.locatedCount }

    /// Everything that was found, by category and identifier.
    func detections() -> [Detection] { tallies.detections(of: options.detector.identifiers) }

    /// Counts a settled match, and locates it if it is wanted.
    private mutating func record(
        _ match: Match,
        in buffer: borrowing TextBuffer,
        with tools: inout ScanTools,
        observe: (Detection) -> Void
    ) {
        var evidence = match.evidence
        let leak = match.isManagedSecret ? leaks.removeValue(forKey: match.valueStart..<match.valueEnd) : nil
        let reading = readings.isEmpty ? nil : readings.removeValue(forKey: match.valueStart..<match.valueEnd)
        if content.isBinary, !match.isManagedSecret {
            let isText =
                reading != nil
                || PrintableRun.holds(match.valueStart - base..<match.valueEnd - base, in: buffer.bytes)
            guard isText, evidence.confidence > .low else { return }
            // Characters of two bytes each stand in a row by no chance, as printable bytes may.
            if evidence.confidence == .medium, reading == nil { evidence.confidence = .low }
        }
        guard evidence.confidence >= options.minimumConfidence else { return }
        if !tools.known.isEmpty, isKnown(match, reading, in: buffer, with: &tools) { return }
        let known = tallies.count(match.identifier, evidence.confidence)
        if options.details.streamsOccurrences {
            let occurrence = locate(match, evidence, leak, reading, in: buffer, with: &tools)
            let identifier = options.detector.identifiers[match.identifier]
            if let detection = Detection(identifier, 1, evidence.confidence, at: [occurrence]) { observe(detection) }
        } else if known <= options.locatedOccurrences {
            let occurrence = locate(match, evidence, leak, reading, in: buffer, with: &tools)
            tallies.locate(match.identifier, at: occurrence)
        } else if let fingerprint = fingerprint(of: match, leak, reading, in: buffer, with: &tools) {
            tallies.addOther(match.identifier, fingerprint.sum)
        }
    }

    /// Whether the user has said that a value is none, or has it in the baseline; managed secrets always count.
    private func isKnown(
        _ match: Match,
        _ reading: [UInt8]?,
        in buffer: borrowing TextBuffer,
        with tools: inout ScanTools
    ) -> Bool {
        guard !match.isManagedSecret else { return false }
        let value = reading ?? (match.valueStart - base..<match.valueEnd - base).map { buffer.bytes[$0] }
        let fingerprint = tools.known.wantsFingerprints ? tools.fingerprinter.fingerprint(of: value.span) : nil
        // The counter itself stays: what is known moves nothing.
        var counter = lines
        let line = tools.known.wantsLines ? counter.advance(to: match.valueStart, in: buffer, at: base).line : 0
        return tools.known.holds(
            value.span,
            options.detector.identifiers[match.identifier].id,
            line: line,
            fingerprint: fingerprint?.text
        )
    }

    private func fingerprint(
        of match: Match,
        _ leak: LeakDetails?,
        _ reading: [UInt8]?,
        in buffer: borrowing TextBuffer,
        with tools: inout ScanTools
    ) -> Fingerprint? {
        if let leak { return leak.fingerprint }
        if let reading { return tools.fingerprinter.fingerprint(of: reading.span) }
        return tools.fingerprinter.fingerprint(
            of: buffer.bytes.extracting(match.valueStart - base..<match.valueEnd - base)
        )
    }

    /// The value as the file has it, where each of its characters stands for one of the reading's; else the reading.
    private func shown(_ reading: [UInt8]?, _ range: Range<Int>, in buffer: borrowing TextBuffer) -> [UInt8] {
        let written = range.map { buffer.bytes[$0] }
        guard let reading else { return written }
        let characters = written.count { $0 & 0xC0 != 0x80 }
        let hasControls = written.contains { $0 < 0x20 }
        return characters == reading.count && !hasControls && written.count > characters ? written : reading
    }

    /// Works out where and why for a match.
    private mutating func locate(
        _ match: Match,
        _ evidence: MatchEvidence,
        _ leak: LeakDetails?,
        _ reading: [UInt8]?,
        in buffer: borrowing TextBuffer,
        with tools: inout ScanTools
    ) -> Occurrence {
        let place = lines.advance(to: match.valueStart, in: buffer, at: base)
        let range = match.valueStart - base..<match.valueEnd - base
        // The counter itself stays: the next match may begin before this one ends.
        var counter = lines
        let start = lines.originalOffset
        let end = counter.advance(to: match.valueEnd, in: buffer, at: base)
        let value = reading ?? range.map { buffer.bytes[$0] }
        var location = Location(
            line: place.line,
            column: place.column,
            endLine: end.line,
            endColumn: end.column,
            range: start..<counter.originalOffset
        )
        location.cell = cell(at: match.valueStart, line: place.line, in: buffer)
        records.look(at: buffer.bytes)
        if let record = records.places?.place(at: match.valueStart, line: place.line, in: buffer.bytes, from: base) {
            // Members side by side in lines of as many look like a table.
            location.cell = nil
            location.record = record.record
            // A name that holds something sensitive is shown nowhere.
            location.jsonPath = tools.isSensitive(record.path) ? nil : record.path
        }
        places?.complete(&location)
        return Occurrence(
            at: location,
            Evidence(evidence, from: options.detector, encoding: leak?.encoding, isDisguised: reading != nil),
            masked: leak == nil ? Masking.mask(value.span) : Masking.hidden,
            fingerprint: fingerprint(of: match, leak, reading, in: buffer, with: &tools)?.text,
            value: options.details.revealsValues ? SensitiveBytes(shown(reading, range, in: buffer)) : nil
        )
    }
}

extension TextScan {
    /// Where in a table an offset lies; rows are counted as lines, which they are unless a cell holds a line end.
    ///
    /// Changes nothing: what may change is handed over without a copy.
    private mutating func cell(at offset: Int, line: Int, in buffer: borrowing TextBuffer) -> Cell? {
        if let cell = dumps?.cell(at: offset, in: buffer.bytes, from: base) {
            return Cell(column: cell.number, columnName: cell.columns[cell.column].shownName, row: line)
        }
        guard let table, let column = table.column(at: offset - base, in: buffer.bytes, isAtStart: base == 0) else {
            return nil
        }
        return Cell(column: column + 1, columnName: table.columns[column].shownName, row: line)
    }
}
