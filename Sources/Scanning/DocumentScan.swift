import Bytes
import Detection
import Extraction
import Findings
import Identifiers
import Prefiltering

/// The scan of an object whose texts come out of containers and documents: each of them, and what was found in all.
final class DocumentScan: TextSink {
    private let options: ScanOptions
    private let tools: ToolBox
    private let observe: (Detection) -> Void

    /// Counted over all texts.
    private var tallies = DetectionTallies()
    private var text: TextScan?
    /// Whether there is one, which each piece of it asks: looking at the text itself would copy it.
    private var hasText = false
    private var stretch = TextStretch()
    /// Tables that were said to be some, by the names of their columns.
    private var tables: [[[UInt8]]: TableLayout] = [:]

    /// Where in all texts together the buffer begins, and up to where they were sampled.
    private var bufferStart = 0
    private var sampled = 0
    /// What all texts together are classified by, if they are.
    private(set) var sampler: ContentSampler?

    /// What was not read.
    private(set) var coverage = Coverage.complete
    /// What the text is that is looked at.
    private var part = TextOrigin.Part.body
    /// What the object is called.
    private let path: [UInt8]
    /// Bytes of text that were looked at.
    private(set) var byteCount = 0
    private(set) var managedSecrets: Set<UInt32> = []

    /// Bytes of a text that are looked at together.
    private static let chunk = 1 << 20
    /// How many tables are remembered.
    private static let mostTables = 64

    /// Begins with an object.
    ///
    /// - Parameters:
    ///   - options: What to look for.
    ///   - tools: Find the matches.
    ///   - path: What the object is called.
    ///   - observe: Called for each occurrence in order, if the options stream them.
    init(_ options: ScanOptions, _ tools: ToolBox, path: [UInt8] = [], observe: @escaping (Detection) -> Void) {
        self.options = options
        self.tools = tools
        self.path = path
        self.observe = observe
        if options.classifier != nil { sampler = ContentSampler(size: nil) }
    }

    func begin(_ origin: TextOrigin) {
        end()
        var content = origin.content
        if case .text(let encoding) = content, encoding.unitLength > 1 { content = .text(.utf8) }
        guard options.scansBinary || !content.isBinary else { return add(Gap(.binary, in: origin.trail)) }
        part = origin.part
        stretch.begin(TextPlaces(origin, naming: { [tools] in tools.shownNames(of: $0) }))
        let name = origin.trail.names.last ?? path
        text = TextScan(options, content: content, isReadable: origin.hasZeroes, going: tallies, path: name)
        hasText = true
        if let columns = origin.columns { text?.declared = layout(of: columns) }
    }

    func append(_ bytes: Span<UInt8>) {
        guard hasText else { return }
        if stretch.append(bytes) >= DocumentScan.chunk { look(isLast: false) }
    }

    /// The table with columns of these names; one table often comes as several texts, one behind the other.
    private func layout(of columns: [[UInt8]]) -> TableLayout {
        if let known = tables[columns] { return known }
        let layout = tools.tools.scanner.table(named: columns)
        if tables.count >= DocumentScan.mostTables { tables.removeAll() }
        tables[columns] = layout
        return layout
    }

    func place(_ place: TextPlace) { stretch.places.add(place.jsonPath == nil ? place : tools.shown(place)) }

    func append(cell: Span<UInt8>, row: Int, column: Int, behind separator: Span<UInt8>) {
        guard hasText else { return }
        let count = stretch.append(cell, row: row, column: column, behind: separator)
        if count >= DocumentScan.chunk { look(isLast: false) }
    }

    func append(value: Span<UInt8>, record: Int, path: String, behind separator: Span<UInt8>) {
        guard hasText else { return }
        var count = stretch.append(value, record: record, path, behind: separator)
        if count == nil {
            // A path that is new is shown if it may be.
            let place = tools.shown(TextPlace(record: record, path))
            count = stretch.append(value, at: place, behind: separator)
        }
        if let count, count >= DocumentScan.chunk { look(isLast: false) }
    }

    func end() {
        guard hasText else { return }
        hasText = false
        look(isLast: true)
        guard let done = text.take() else { return }
        byteCount += done.byteCount
        managedSecrets.formUnion(done.managedSecrets)
        if done.gaps > 0 { add(Gap(.limitReached, in: stretch.places.trail)) }
        // What the fields of a mail announce was read behind them.
        if let type = done.unreadType, part != .header { add(Gap(.packed(type), in: stretch.places.trail)) }
        tallies = done.tallies
        bufferStart += stretch.buffer.count
        stretch.buffer.removeAll()
    }

    func add(_ gap: Gap) {
        var gap = gap
        gap.trail = tools.shownNames(of: gap.trail)
        coverage.add(gap)
    }

    func add(_ store: CredentialStore) {
        end()
        let identifiers = options.detector.identifiers
        let id = DocumentIdentifiers.credentialStore.id
        guard let index = identifiers.firstIndex(where: { $0.id == id }), options.minimumConfidence <= .high,
            tools.tools.known.isEmpty || !tools.tools.known.holdsDocument(id, fingerprint: nil)
        else { return }
        var location = Location(line: 1, column: 1, endLine: 1, endColumn: 1, range: 0..<0)
        location.trail = tools.shownNames(of: store.trail)
        let occurrence = Occurrence(
            at: location,
            Evidence(.high, [.pattern]),
            masked: "",
            // All stores of a kind have the same value: whoever accepts one accepts it for what it is.
            fingerprint: tools.tools.fingerprinter.fingerprint(of: Array((id + store.type).utf8).span)?.text
        )
        let known = tallies.count(index, .high)
        if options.details.streamsOccurrences {
            if let detection = Detection(identifiers[index], 1, .high, at: [occurrence]) { observe(detection) }
        } else if known <= options.locatedOccurrences {
            tallies.locate(index, at: occurrence)
        }
    }

    private func look(isLast: Bool) {
        guard var current = text.take() else { return }
        if sampler != nil {
            sampler?.take(stretch.buffer, from: bufferStart, after: sampled)
            sampled = max(sampled, bufferStart + stretch.buffer.count)
        }
        let before = stretch.buffer.count
        current.places = stretch.places
        current.scan(&stretch.buffer, isLast: isLast, with: &tools.tools, observe: observe)
        // Two who have the places would make a copy of all of them when the next is added.
        current.places = nil
        bufferStart += before - stretch.buffer.count
        stretch.forgetLooked()
        text = current
    }

    /// Puts what was found into a report.
    func finish(into report: inout FileReport) {
        end()
        report.coverage = coverage
        report.bytesClassified = byteCount
        report.detections = tallies.detections(of: options.detector.identifiers)
        report.managedSecrets = managedSecrets.sorted()
    }
}

/// What a thread needs to scan texts, shared between what it scans.
final class ToolBox {
    var tools: ScanTools

    /// Whether paths in records may be shown, without the digits in them.
    private var paths: [[UInt8]: Bool] = [:]
    /// The path that was shown last; many come again at once.
    private var lastShown: String?
    private static let mostPaths = 4096

    init(_ tools: consuming ScanTools) { self.tools = tools }

    /// A trail as it may be shown: whatever in its names is sensitive is masked.
    func shownNames(of trail: Trail) -> Trail {
        if trail.isEmpty { return trail }
        return Trail(trail.names.map { shown($0) })
    }

    /// A place as it may be shown: without its path, where something in that is sensitive.
    func shown(_ place: TextPlace) -> TextPlace {
        guard let path = place.jsonPath, path != lastShown else { return place }
        // Elements of a list differ by their numbers only, and come by the thousand.
        let names = ToolBox.withoutNumbers(path)
        let isShown: Bool
        if let known = paths[names] {
            isShown = known
        } else {
            isShown = shown(Array(path.utf8)) == Array(path.utf8)
            if paths.count >= ToolBox.mostPaths { paths.removeAll() }
            paths[names] = isShown
        }
        if isShown {
            lastShown = path
            return place
        }
        var masked = place
        masked.jsonPath = nil
        return masked
    }

    /// A path without the numbers of elements in lists.
    private static func withoutNumbers(_ path: String) -> [UInt8] {
        var names: [UInt8] = []
        var isNumber = false
        for byte in path.utf8 {
            if byte == UInt8(ascii: "["), names.last != UInt8(ascii: "\\") { isNumber = true }
            if isNumber, byte != UInt8(ascii: "["), byte &- 48 >= 10 { isNumber = false }
            if !isNumber || byte == UInt8(ascii: "[") { names.append(byte) }
        }
        return names
    }

    /// A name of something in an object as it may be shown.
    func shown(_ name: [UInt8]) -> [UInt8] {
        var text = TextBuffer(capacity: name.count)
        text.append(contentsOf: name.span)
        var shown = name
        for match in tools.scanner.scan(text, owning: 0..<name.count).matches
        where match.evidence.confidence > .low {
            for index in match.valueStart..<match.valueEnd { shown[index] = UInt8(ascii: "*") }
        }
        return shown
    }
}
