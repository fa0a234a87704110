package import Extraction
package import Findings
import Fingerprints
import Locating
package import TextScanning

/// Tells texts with the matches in them starred out.
package final class TextListing: TextSink {
    private let options: TextOptions
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

    /// Begins with an object.
    ///
    /// - Parameters:
    ///   - options: What to look for.
    ///   - scansBinary: Whether binary data is looked at.
    ///   - box: Finds the matches.
    ///   - tell: Called for each stretch of text, in reading order.
    package init(_ options: TextOptions, scansBinary: Bool, _ box: ToolBox, _ tell: @escaping (ListedText) -> Void) {
        (self.options, self.box, self.tell) = (options, box, tell)
        let found = Matches()
        self.found = found
        var seen = options
        seen.details.streamsOccurrences = true
        scan = DocumentScan(seen, scansBinary: scansBinary, box) { detection in
            found.ranges += detection.occurrences.map(\.location.range)
        }
    }

    package func begin(_ origin: TextOrigin) {
        end()
        self.origin = origin
        scan.begin(origin)
    }

    package func append(_ bytes: Span<UInt8>) {
        scan.append(bytes)
        guard self.bytes.count + bytes.count <= TextListing.longestText else { return }
        for index in bytes.indices { self.bytes.append(bytes[index]) }
    }

    package func place(_ place: TextPlace) {
        scan.place(place)
        marks.append((bytes.count, place))
    }

    package func end() {
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

    package func add(_ gap: Gap) { scan.add(gap) }

    package func add(_ store: CredentialStore) {}

    /// Puts what was found, and what was not read, into a report.
    package func finish(into report: inout FileReport) {
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
