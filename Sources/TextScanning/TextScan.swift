package import Bytes
package import ContentClasses
import Detection
package import Findings
import Fingerprints
import Identifiers
package import Locating
package import Matching

/// The scan of one text: what was found so far, and what of it still needs the bytes to come.
///
/// Chunks overlap by what the longest match and its surroundings need. A match belongs to the chunk in which it begins,
/// and is settled when nothing to come can overlap it.
package struct TextScan {
    private let options: TextOptions
    private let content: ContentKind

    /// Finds the matches.
    private var matching: TextMatching
    private var resolver: MatchResolver
    private var lines: LineCounter
    package private(set) var tallies: DetectionTallies
    /// Where the text lies in a document, if it is one of a document.
    package var places: TextPlaces?
    /// Where in JSON, XML or YAML the text is, if it is some.
    private var records = WantedRecordPlaces()

    /// What the text is classified by, if it is.
    package private(set) var sampler: ContentSampler?

    /// Offset in the whole text of the first byte in the buffer.
    private var base = 0

    /// Offset in the whole text of the first byte at which no match was looked for yet.
    private var frontier = 0

    /// Offset in the whole text of the first byte that was not shown yet.
    private var seen = 0

    /// Bytes that were looked at.
    package private(set) var byteCount = 0

    /// How often a pattern gave up.
    package var gaps: Int { matching.gaps }

    /// Managed secrets that were found.
    package var managedSecrets: Set<UInt32> { matching.managedSecrets }

    /// The MIME type of content that does not lie open in the text, so that not all was looked at; `nil` if there is none.
    package var unreadType: String? { matching.unreadType }

    /// Creates the scan of a text.
    ///
    /// - Parameters:
    ///   - options: What to look for.
    ///   - content: What the text is, as it is handed over: decoded, unless it is one of single bytes.
    ///   - isReadable: Whether it is text although it is taken for binary data, for it has zeroes.
    ///   - size: How many bytes the text has, as far as that is known.
    ///   - tallies: What was found in the texts of the same object before.
    ///   - path: What the object is called; decides how much of it is kept to classify it by, and whose names count.
    package init(
        _ options: TextOptions,
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
        self.content = content
        matching = TextMatching(
            content,
            isReadable: isReadable,
            readsProse: !ContentClassifier.namesAuthors(path)
        )
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
    package mutating func scan(
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
        if frontier == 0 { records = WantedRecordPlaces(mayBeThere: matching.begin(buffer, with: &tools)) }
        let owned = (frontier - base)..<max(frontier, boundary) - base
        let matches = matching.matches(in: buffer, owning: owned, with: &tools)
        if !matches.isEmpty || resolver.hasPending {
            for match in resolver.resolve(matches, before: isLast ? .max : boundary) {
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
        matching.forget(before: kept)
    }

    /// Takes the text for a table with columns of these names.
    package mutating func declare(_ columns: [[UInt8]], with tools: inout ScanTools) {
        matching.declared = tools.table(named: columns)
    }

    /// Whether nothing that was looked at so far can still become part of a match, given that only zeroes follow.
    ///
    /// The last mebibyte or so must have been zeroes too, so that no match reaches into what is skipped.
    package var canSkipZeroes: Bool { !resolver.hasPending && !matching.hasPending }

    /// Passes over zeroes that follow what is in the buffer, of which only zeroes are left.
    ///
    /// - Parameters:
    ///   - count: How many there are.
    ///   - buffer: What ``scan(_:isLast:with:observe:)`` has left.
    package mutating func skipZeroes(_ count: Int, in buffer: borrowing TextBuffer) {
        lines.advance(to: max(base, lines.offset), in: buffer, at: base)
        // What is left in the buffer are zeroes as well: they stand for the last of those that are skipped.
        lines.skip(count)
        records = WantedRecordPlaces()
        base += count
        matching.skip(count)
        frontier += count
        byteCount += count
    }

    /// How many occurrences are located.
    package var locatedCount: Int { tallies.locatedCount }

    /// Everything that was found, by category and identifier.
    package func detections() -> [Detection] { tallies.detections(options) }

    /// Counts a settled match, and locates it if it is wanted.
    private mutating func record(
        _ match: Match,
        in buffer: borrowing TextBuffer,
        with tools: inout ScanTools,
        observe: (Detection) -> Void
    ) {
        var evidence = match.evidence
        let leak = match.isManagedSecret ? matching.settleLeak(at: match.valueStart..<match.valueEnd) : nil
        let reading = matching.settleReading(at: match.valueStart..<match.valueEnd)
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
        _ leak: TextMatching.LeakDetails?,
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
        _ leak: TextMatching.LeakDetails?,
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
        // Rows are counted as lines, which they are unless a cell holds a line end.
        location.cell = matching.column(at: match.valueStart, in: buffer).map { column in
            Cell(column: column.number, columnName: column.name, row: place.line)
        }
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
