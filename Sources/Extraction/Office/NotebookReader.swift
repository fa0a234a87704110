import Findings

// Notebooks of OneNote: [MS-ONESTORE], sections 2.3.1 (header) and 2.6.13 (files in it).
extension ExtractionRun {
    /// What sections of notebooks, and their tables of contents, begin with.
    static let notebooks: [[UInt8]] = [
        [0xE4, 0x52, 0x5C, 0x7B, 0x8C, 0xD8, 0xA7, 0x4D, 0xAE, 0xB1, 0x53, 0x78, 0xD0, 0x29, 0x96, 0xD3],
        [0xA1, 0x2F, 0xFF, 0x43, 0xD9, 0xEF, 0x76, 0x4C, 0x9E, 0xE2, 0x10, 0xEA, 0x57, 0x22, 0x76, 0x5F],
    ]

    /// What stands before a file in a notebook.
    private static let file: [UInt8] = [
        0xE7, 0x16, 0xE3, 0xBD, 0x65, 0x26, 0x11, 0x45, 0xA4, 0xC4, 0x8D, 0x4D, 0x0B, 0x7A, 0x9E, 0xAC,
    ]

    /// Reads the files in a notebook, and of all else the runs of letters.
    ///
    /// What was deleted or changed is still there, and comes with it.
    func readNotebook(_ bytes: [UInt8]) throws(ExtractionFailure) {
        note(Gap.Reason.unsupportedFormat("application/onenote"))
        let store = MemoryStore(bytes)
        var start = 0
        var index = 0
        while index + 36 <= bytes.count {
            guard bytes[index] == 0xE7, bytes[index..<index + 16].elementsEqual(ExtractionRun.file) else {
                index += 1
                continue
            }
            text(PrintableRuns.lines(of: Array(bytes[start..<index])), .runs)
            var fields = Fields(bytes, at: index + 16)
            let first = index + 36
            let end = first + min(fields.uint64() ?? .max, bytes.count - first)
            try member(Array("attachment".utf8), StoreStream(store, first..<end))
            (start, index) = (end, end)
        }
        text(PrintableRuns.lines(of: Array(bytes[start...])), .runs)
    }
}
