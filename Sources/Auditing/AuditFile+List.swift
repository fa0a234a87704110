public import JSON
import POSIX

/// Looking at what is in the log.
extension AuditFile {
    /// Some lines that are wanted, and how far was looked.
    public struct Page: Sendable {
        /// The lines as JSON, without their seals.
        public var entries: [JSONValue] = []
        /// The number of the last line that was looked at.
        public var last: Int
        /// Its time, ISO 8601; empty when none was looked at.
        public var lastTime = ""
        /// Whether there are no more lines now.
        public var isEnd = false
    }

    /// The most lines that are looked at for a page.
    private static let mostLines = 20_000

    /// Looks for lines.
    ///
    /// - Parameters:
    ///   - number: Lines behind the one of this number.
    ///   - limit: The most.
    ///   - isWanted: Whether a line is wanted.
    /// - Returns: The first of them, in order.
    /// - Throws: When a file cannot be read.
    /// - Complexity: Reads one file, 64 MiB and a little more, and parses 20,000 lines at most.
    public func page(after number: Int, limit: Int, _ isWanted: (JSONValue) -> Bool) throws -> Page {
        var page = Page(last: number)
        let aside = try numbersAside().first { $0 > number }
        let bytes: [UInt8]
        do throws(SystemError) {
            bytes = try FileContents.read(aside.map(self.aside) ?? path, upTo: .max)
        } catch {
            // It was put aside, or removed for its age, a moment ago: the next page finds what there is.
            guard error.isNotFound else { throw error }
            page.isEnd = aside == nil
            return page
        }
        var looked = 0
        for line in AuditFile.lines(bytes) {
            guard AuditFile.number(of: line) ?? .max > number else { continue }
            guard looked < AuditFile.mostLines, page.entries.count < limit else { return page }
            looked += 1
            guard let json = try? JSONValue(parsing: Array(line)), let own = json["n"]?.integer else { continue }
            page.last = max(page.last, own)
            page.lastTime = max(page.lastTime, json["time"]?.string ?? "")
            guard isWanted(json) else { continue }
            page.entries.append(.object(json.members.filter { $0.key != "seal" }))
        }
        // Of a file aside all was looked at, also where its last lines cannot be read.
        if let aside { page.last = max(page.last, aside) }
        page.isEnd = aside == nil
        return page
    }

    /// The number of a line, from its beginning; `nil` when it is not as it is written.
    private static func number(of line: ArraySlice<UInt8>) -> Int? {
        let head = Array("{\"n\":".utf8)
        guard line.starts(with: head) else { return nil }
        let digits = line.dropFirst(head.count).prefix(20).prefix { 48...57 ~= $0 }
        return Int(String(decoding: digits, as: UTF8.self))
    }
}
