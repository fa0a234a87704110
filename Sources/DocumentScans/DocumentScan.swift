import Bytes
package import ContentClasses
package import Extraction
package import Findings
import Locating
import Matching
package import TextScanning

/// The scan of an object whose texts come out of containers and documents: each of them, and what was found in all.
package final class DocumentScan: TextSink {
    private let options: TextOptions
    private let scansBinary: Bool
    private let tools: ToolBox
    private let observe: (Detection) -> Void

    /// Counted over all texts.
    private var tallies = DetectionTallies()
    private var text: TextScan?
    /// Whether there is one, which each piece of it asks: looking at the text itself would copy it.
    private var hasText = false
    private var stretch = TextStretch()

    /// Where in all texts together the buffer begins, and up to where they were sampled.
    private var bufferStart = 0
    private var sampled = 0
    /// What all texts together are classified by, if they are.
    package private(set) var sampler: ContentSampler?

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

    /// Begins with an object.
    ///
    /// - Parameters:
    ///   - options: What to look for.
    ///   - scansBinary: Whether binary data is looked at.
    ///   - tools: Find the matches.
    ///   - path: What the object is called.
    ///   - observe: Called for each occurrence in order, if the options stream them.
    package init(
        _ options: TextOptions,
        scansBinary: Bool,
        _ tools: ToolBox,
        path: [UInt8] = [],
        observe: @escaping (Detection) -> Void
    ) {
        self.options = options
        self.scansBinary = scansBinary
        self.tools = tools
        self.path = path
        self.observe = observe
        if options.classifier != nil { sampler = ContentSampler(size: nil) }
    }

    package func begin(_ origin: TextOrigin) {
        end()
        var content = origin.content
        if case .text(let encoding) = content, encoding.unitLength > 1 { content = .text(.utf8) }
        guard scansBinary || !content.isBinary else { return add(Gap(.binary, in: origin.trail)) }
        part = origin.part
        stretch.begin(TextPlaces(origin, naming: { [tools] in tools.shownNames(of: $0) }))
        let name = origin.trail.names.last ?? path
        text = TextScan(options, content: content, isReadable: origin.hasZeroes, going: tallies, path: name)
        hasText = true
        if let columns = origin.columns { text?.declare(columns, with: &tools.tools) }
    }

    package func append(_ bytes: Span<UInt8>) {
        guard hasText else { return }
        if stretch.append(bytes) >= DocumentScan.chunk { look(isLast: false) }
    }

    package func place(_ place: TextPlace) { stretch.places.add(place.jsonPath == nil ? place : tools.shown(place)) }

    package func append(cell: Span<UInt8>, row: Int, column: Int, behind separator: Span<UInt8>) {
        guard hasText else { return }
        let count = stretch.append(cell, row: row, column: column, behind: separator)
        if count >= DocumentScan.chunk { look(isLast: false) }
    }

    package func append(value: Span<UInt8>, record: Int, path: String, behind separator: Span<UInt8>) {
        guard hasText else { return }
        var count = stretch.append(value, record: record, path, behind: separator)
        if count == nil {
            // A path that is new is shown if it may be.
            let place = tools.shown(TextPlace(record: record, path))
            count = stretch.append(value, at: place, behind: separator)
        }
        if let count, count >= DocumentScan.chunk { look(isLast: false) }
    }

    package func end() {
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

    package func add(_ gap: Gap) {
        var gap = gap
        gap.trail = tools.shownNames(of: gap.trail)
        coverage.add(gap)
    }

    package func add(_ store: CredentialStore) {
        end()
        let trail = tools.shownNames(of: store.trail)
        tallies.count(credentialStore: store.type, in: trail, options, with: &tools.tools, observe: observe)
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
    package func finish(into report: inout FileReport) {
        end()
        report.coverage = coverage
        report.bytesClassified = byteCount
        report.detections = tallies.detections(options)
        report.managedSecrets = managedSecrets.sorted()
    }
}
