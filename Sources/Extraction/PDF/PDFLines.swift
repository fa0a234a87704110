import Bytes

/// Makes one line of many that say nothing, so that a library that repairs a file does not read them again for each of them.
///
/// To find the objects of a damaged file, libqpdf reads a token at the start of each line; from a line that is blank or a comment it reads on
/// to the next token, however far that is: two megabytes of `%` and line ends take a minute. Nothing moves: line ends become blanks.
enum PDFLines {
    /// Bytes that a library would read for nothing, at most.
    private static let mostReading = 64 << 20
    /// Versions of a file each have a trailer; at each one a library begins to read.
    private static let mostTrailers = 2000

    /// Changes a file where it must be.
    ///
    /// - Complexity: O(*n*).
    static func join(_ bytes: inout [UInt8]) {
        for run in runs(in: bytes.span) {
            for index in run { bytes[index] = 32 }
            bytes[run.upperBound - 1] = 10
        }
        let places = trailers(in: bytes.span)
        guard places.count > mostTrailers else { return }
        for place in places[(mostTrailers / 2)..<(places.count - mostTrailers / 2)] {
            for index in place..<place + trailer.count { bytes[index] = 32 }
        }
    }

    /// Stretches of lines that are blank or comments and too many to be read from each of them.
    private static func runs(in bytes: Span<UInt8>) -> [Range<Int>] {
        var runs: [Range<Int>] = []
        var (start, lines) = (0, 0)
        var index = 0
        while index < bytes.count {
            let first = index
            while index < bytes.count, bytes[index] <= 32, bytes[index] != 10, bytes[index] != 13 { index += 1 }
            // The header, within the first bytes, is a comment that says something.
            let isSilent =
                index == bytes.count || bytes[index] == 10 || bytes[index] == 13
                || bytes[index] == UInt8(ascii: "%") && !(index < 1024 && Sniffer.starts(bytes, header, at: index))
            while index < bytes.count, bytes[index] != 10, bytes[index] != 13 { index += 1 }
            while index < bytes.count, bytes[index] == 10 || bytes[index] == 13 { index += 1 }
            if isSilent {
                lines += 1
            } else {
                if isTooMuch(lines, first - start) { runs.append(start..<first) }
                (start, lines) = (index, 0)
            }
        }
        if isTooMuch(lines, index - start) { runs.append(start..<index) }
        return runs
    }

    private static func isTooMuch(_ lines: Int, _ count: Int) -> Bool {
        lines > 1000 && lines.multipliedReportingOverflow(by: count).partialValue > mostReading
    }

    private static let header = Array("%PDF-".utf8)
    private static let trailer = Array("trailer".utf8)

    private static func trailers(in bytes: Span<UInt8>) -> [Int] {
        var places: [Int] = []
        var index = 0
        while true {
            index = bytes.index(of: trailer[0], from: index)
            guard index + trailer.count <= bytes.count else { return places }
            if trailer.indices.allSatisfy({ bytes[index + $0] == trailer[$0] }) { places.append(index) }
            index += 1
        }
    }
}
