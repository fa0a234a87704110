package import Bytes
package import Detection
package import Findings
package import Fingerprints
import Identifiers
import ManagedSecrets
import Prefiltering

/// The matches of one text, however it is written: as it stands, as a reader sees it, in letters of base64 and in escapes.
///
/// Holds what has to be known of the part that is gone to tell what the next part says.
package struct TextMatching {
    /// Whether the content is text, so that disguises in it mean something.
    package let isReadable: Bool
    private let isBinary: Bool
    private var writing: Writing
    private var table: TableLayout?
    /// The tables of a dump, unless the text is binary or itself a table.
    private var dumps: DumpTables?
    /// The table that the text is said to be.
    package var declared: TableLayout?
    /// Whether names of people count where nothing announces them.
    private let readsProse: Bool

    /// Offset in the whole text of the first byte in the buffer.
    private(set) var base = 0

    /// How often a pattern gave up.
    package private(set) var gaps = 0

    /// Managed secrets that were found.
    package private(set) var managedSecrets: Set<UInt32> = []

    /// What is known of leaks that are not settled yet, by where they begin and end in the whole text.
    private var leaks: [Range<Int>: LeakDetails] = [:]

    /// The MIME type of content that does not lie open in the text, so that not all was looked at; `nil` if there is none.
    package private(set) var unreadType: String?

    /// Bytes that came out of packed ones in letters.
    private var unpacked = 0

    /// How values read that are written otherwise, and are not settled yet, by where they begin and end in the whole text.
    private var readings: [Range<Int>: [UInt8]] = [:]

    /// What an occurrence of a managed secret says.
    package struct LeakDetails {
        /// How the secret is written.
        package var encoding: String
        package var fingerprint: Fingerprint?
    }

    /// Begins a text.
    ///
    /// - Parameters:
    ///   - content: What the text is, as it is handed over: decoded, unless it is one of single bytes.
    ///   - isReadable: Whether it is text although it is taken for binary data, for it has zeroes.
    ///   - readsProse: Whether names of people count where nothing announces them.
    package init(_ content: ContentKind, isReadable: Bool, readsProse: Bool) {
        isBinary = content.isBinary
        self.isReadable = isReadable || !content.isBinary
        self.readsProse = readsProse
        writing = content == .text(.windows1252) ? .singleBytes : []
    }

    /// Judges by its beginning whether the text is a table.
    ///
    /// - Returns: Whether it may have records in which values have paths: it is text, and was not said to be a table.
    package mutating func begin(_ buffer: borrowing TextBuffer, with tools: inout ScanTools) -> Bool {
        if isBinary { return false }
        table = declared ?? tools.scanner.table(in: buffer)
        dumps = table == nil ? DumpTables() : nil
        return declared == nil
    }

    /// The matches that begin in a part of what is there of the text; offsets are those of the whole text.
    ///
    /// - Parameters:
    ///   - buffer: What is there.
    ///   - owned: The part, in the buffer.
    ///   - tools: Find the matches.
    /// - Returns: All of them, in no order; they may overlap.
    package mutating func matches(
        in buffer: borrowing TextBuffer,
        owning owned: Range<Int>,
        with tools: inout ScanTools
    ) -> [Match] {
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
        return outcome.matches
    }

    /// Notes that what lies before `offset` of the whole text is there no longer.
    package mutating func forget(before offset: Int) {
        base = offset
        dumps?.forget(before: offset)
    }

    /// Notes that so many bytes are passed over in which nothing can be.
    package mutating func skip(_ count: Int) { base += count }

    /// Whether leaks are not settled yet.
    package var hasPending: Bool { !leaks.isEmpty }

    /// What is known of the managed secret at a range of the whole text, which is settled with it; `nil` if it is none.
    package mutating func settleLeak(at range: Range<Int>) -> LeakDetails? { leaks.removeValue(forKey: range) }

    /// How the value at a range of the whole text reads, which is settled with it; `nil` if it reads as it is written.
    package mutating func settleReading(at range: Range<Int>) -> [UInt8]? {
        readings.isEmpty ? nil : readings.removeValue(forKey: range)
    }

    /// In which column of a table an offset of the whole text lies: its number from 1, and its name as it may be shown.
    ///
    /// Changes nothing: what may change is handed over without a copy.
    package mutating func column(at offset: Int, in buffer: borrowing TextBuffer) -> (number: Int, name: String?)? {
        if let cell = dumps?.cell(at: offset, in: buffer.bytes, from: base) {
            return (cell.number, cell.columns[cell.column].shownName)
        }
        guard let table, let column = table.column(at: offset - base, in: buffer.bytes, isAtStart: base == 0) else {
            return nil
        }
        return (column + 1, table.columns[column].shownName)
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
}
