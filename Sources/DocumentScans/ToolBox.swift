import Extraction
import Findings
package import Matching

/// What a thread needs to scan texts, shared between what it scans.
package final class ToolBox {
    package var tools: ScanTools

    /// Whether paths in records may be shown, without the digits in them.
    private var paths: [[UInt8]: Bool] = [:]
    /// The path that was shown last; many come again at once.
    private var lastShown: String?
    private static let mostPaths = 4096

    /// Shares the tools of a thread.
    package init(_ tools: consuming ScanTools) { self.tools = tools }

    /// Begins an object.
    package func begin(_ path: [UInt8]) { tools.begin(path) }

    /// Recognises the managed secrets of another table from now on; see ``ScanTools/recognise(writtenTable:)``.
    package func recognise(writtenTable bytes: [UInt8]) throws -> Bool { try tools.recognise(writtenTable: bytes) }

    /// The keyed digest that reports have of content; see ``Fingerprinter/contentDigest(_:)``.
    package func contentDigest(_ digest: [UInt8]) -> String? { tools.contentDigest(digest) }

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
    func shown(_ name: [UInt8]) -> [UInt8] { tools.shown(name) }
}
