import Extraction
public import Findings
public import POSIX

/// A stretch of text that lies in one place of an object.
public struct ListedText: Sendable {
    /// Where it begins.
    public var location: Location

    /// What part of the object it is, such as `body` or `comment`.
    public var part: String

    /// The text; matches in it are starred out unless they are to be seen.
    public var bytes: [UInt8]

    /// Describes a stretch.
    public init(location: Location, part: String, bytes: [UInt8]) {
        (self.location, self.part, self.bytes) = (location, part, bytes)
    }
}

extension OpenFileScanner {
    /// Tells all text of a file, in reading order.
    ///
    /// - Parameters:
    ///   - file: A regular file.
    ///   - seconds: How long it may take.
    ///   - bytes: How much of it may be read.
    ///   - tell: Called for each stretch.
    /// - Returns: What was found, and what was not read.
    public mutating func listTexts(
        of file: borrowing OpenFile,
        seconds: Int,
        bytes: Int,
        _ tell: (ListedText) -> Void
    ) -> FileReport { scanner.listTexts(of: file, seconds: seconds, bytes: bytes, tell) }
}

extension FileScanner {
    fileprivate mutating func listTexts(
        of file: borrowing OpenFile,
        seconds: Int,
        bytes: Int,
        _ tell: (ListedText) -> Void
    ) -> FileReport {
        var report = FileReport(path: [], coverage: .complete)
        guard case .read(let extractor) = options.documents, let status = try? file.status(), status.kind == .regular
        else {
            report.coverage = .skipped(.scannerFailed)
            return report
        }
        report.status = status
        reader.begin(status, mostBytes: bytes, seconds: seconds)
        let (control, deadline) = (reader.control, reader.progress.deadline)
        var seen = options
        seen.details.streamsOccurrences = true
        let type = withoutActuallyEscaping(tell) { tell in
            let listing = TextListing(seen, box, tell)
            let type = file.withBytes { source in
                let store = FileStore(source, count: status.size, mostBytes: bytes, control)
                return extractor.extract(store, to: listing) {
                    if let deadline, Timestamp.monotonic() >= deadline { return .timeLimit }
                    return nil
                }
            }
            listing.finish(into: &report)
            return type
        }
        report.content = .document(type)
        return report
    }
}

/// Tells texts with the matches in them starred out.
private final class TextListing: TextSink {
    private let options: ScanOptions
    private let tell: (ListedText) -> Void
    private let found: Matches
    private let scan: DocumentScan
    private let box: ToolBox
    private var origin: TextOrigin?
    private var bytes: [UInt8] = []
    private var marks: [(offset: Int, place: TextPlace)] = []

    /// The longest text that is told, in bytes.
    private static let longestText = 64 << 20

    /// Where there are matches in the text that was looked at last.
    private final class Matches { var ranges: [Range<Int>] = [] }

    init(_ options: ScanOptions, _ box: ToolBox, _ tell: @escaping (ListedText) -> Void) {
        (self.options, self.box, self.tell) = (options, box, tell)
        let found = Matches()
        self.found = found
        scan = DocumentScan(options, box) { detection in
            found.ranges += detection.occurrences.map(\.location.range)
        }
    }

    func begin(_ origin: TextOrigin) {
        end()
        self.origin = origin
        scan.begin(origin)
    }

    func append(_ bytes: Span<UInt8>) {
        scan.append(bytes)
        guard self.bytes.count + bytes.count <= TextListing.longestText else { return }
        for index in bytes.indices { self.bytes.append(bytes[index]) }
    }

    func place(_ place: TextPlace) {
        scan.place(place)
        marks.append((bytes.count, place))
    }

    func end() {
        scan.end()
        guard let origin else { return }
        self.origin = nil
        if !options.details.revealsValues {
            for range in found.ranges {
                for index in range where index < bytes.count && bytes[index] != 10 { bytes[index] = UInt8(ascii: "*") }
            }
        }
        var places = TextPlaces(origin) { [box] in box.shownNames(of: $0) }
        for (offset, place) in marks {
            places.count = offset
            places.add(box.shown(place))
        }
        let cuts = [0] + marks.map(\.offset) + [bytes.count]
        var waiting: (location: Location, range: Range<Int>)?
        for (start, stop) in zip(cuts, cuts.dropFirst()) where start < stop {
            var location = Location(line: 1, column: 1, endLine: 1, endColumn: 1, range: start..<stop)
            places.complete(&location)
            if let (last, range) = waiting {
                // Places in a source cut text where they change, even within a word.
                if last.isBeside(location) {
                    waiting = (last, range.lowerBound..<stop)
                    continue
                }
                tell(range, last, origin)
            }
            waiting = (location, start..<stop)
        }
        if let (last, range) = waiting { tell(range, last, origin) }
        (bytes, marks, found.ranges) = ([], [], [])
    }

    private func tell(_ range: Range<Int>, _ location: Location, _ origin: TextOrigin) {
        let text =
            switch origin.content {
            case .binary: TextListing.runs(of: bytes[range])
            case .text(.windows1252): Charset.utf8(Array(bytes[range]), "windows-1252")
            default: Array(bytes[range])
            }
        if !text.isEmpty { tell(ListedText(location: location, part: origin.part.rawValue, bytes: text)) }
    }

    func add(_ gap: Gap) { scan.add(gap) }

    func add(_ store: CredentialStore) {}

    func finish(into report: inout FileReport) {
        end()
        scan.finish(into: &report)
    }

    /// The printable runs of binary data, each on a line.
    private static func runs(of bytes: ArraySlice<UInt8>) -> [UInt8] {
        bytes.split { !($0 &- 32 < 95 || $0 &- 9 < 2) }.filter { $0.count >= PrintableRun.leastLength }
            .reduce(into: []) { $0 += Array($1) + [10] }
    }
}

extension Location {
    /// Whether both are seen at one place by whoever reads a listing.
    fileprivate func isBeside(_ other: Location) -> Bool {
        page == other.page && cell == other.cell && record == other.record && jsonPath == other.jsonPath
            && trail == other.trail
    }
}
