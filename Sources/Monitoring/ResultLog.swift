import Compression
import POSIX
import Reporting

/// Keeps a record of every object that was looked at: complete, partial or skipped, with and without findings.
///
/// Lines of JSON in a file that is put aside when it is large, and packed then. They are written before the outcome is: a
/// crash between the two gives a record twice, with one id, and never none.
final class ResultLog: Sendable {
    /// Where the records go.
    struct Place: Sendable {
        /// A folder, made when it is not there.
        var folder: [UInt8]
        /// The size from which on a file is put aside, in bytes.
        var size: Int
        /// How many packed files are kept.
        var files: Int
    }

    private struct State {
        var file: AppendedFile?
        var isPacking = false
    }

    private let place: Place
    private let state = Monitor(State())

    private static let current = Array("results.jsonl".utf8)

    init(_ place: Place) { self.place = place }

    /// Appends records, which are on the disk when this returns.
    func append(_ lines: [[UInt8]]) throws {
        let bytes = lines.flatMap { $0 }
        if bytes.isEmpty || place.files == 0 { return }
        try state.withLock { state in
            if let size = state.file?.size, size >= place.size {
                try RotatedFiles.move(path(ResultLog.current), to: path(ResultLog.name(at: .now())))
                state.file = nil
            }
            if state.file == nil {
                try PrivateFile.createFolders(above: path(ResultLog.current))
                state.file = try AppendedFile(path: path(ResultLog.current))
                packOthers(&state)
            }
            try state.file?.append(bytes)
        }
    }

    /// `results-2026-11-24T10-00-00-123456789.jsonl`: names in the order of time.
    private static func name(at time: Timestamp) -> [UInt8] {
        let clock = UTCTime.text(time).dropLast().map { $0 == ":" ? "-" : String($0) }.joined()
        let fraction = String(time.nanoseconds + 1_000_000_000).dropFirst()
        return Array("results-\(clock)-\(fraction).jsonl".utf8)
    }

    private func path(_ name: [UInt8]) -> [UInt8] { place.folder + [UInt8(ascii: "/")] + name }

    /// Packs, on another thread, what was put aside, and removes what is too much.
    private func packOthers(_ state: inout State) {
        guard !state.isPacking else { return }
        state.isPacking = true
        Threads.detach { [self] in
            pack()
            self.state.withLock { $0.isPacking = false }
        }
    }

    private func pack() {
        func names(_ suffix: String) -> [[UInt8]] {
            let entries = (try? Directory(path: place.folder).entries()) ?? []
            return entries.map(\.name).filter { name in
                name.starts(with: Array("results-".utf8)) && name.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
            }.sorted { $0.lexicographicallyPrecedes($1) }
        }
        for name in names(".jsonl") {
            guard (try? Gzip.pack(path(name), to: path(name + Array(".gz".utf8)))) != nil else { return }
            try? RotatedFiles.remove(path(name))
        }
        for name in names(".jsonl.gz").dropLast(place.files) { try? RotatedFiles.remove(path(name)) }
    }
}
