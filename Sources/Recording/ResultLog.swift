import Terminal
import Compression
public import POSIX

/// Keeps a record of every object that was looked at: complete, partial or skipped, with and without findings.
///
/// Lines of JSON in a file that is put aside when it is large, and packed then. They are written before the outcome is: a
/// crash between the two gives a record twice, with one id, and never none.
///
/// Findings matter more than these records: where the disk runs full, what is left of it is not theirs to take. They are put
/// aside and packed then, the oldest go, and if that is not enough the new ones are left out, which is counted and said.
public final class ResultLog: Sendable {
    /// Where the records go.
    public struct Storage: Sendable {
        /// A folder, made when it is not there.
        public var folder: [UInt8]
        /// The size from which on a file is put aside, in bytes.
        public var size: Int
        /// How many packed files are kept.
        public var files: Int
        /// What they leave free on the disk for other things, in bytes; never more than a quarter of it.
        public var reserve = 64 << 20

        /// Says where records go: sizes in bytes.
        public init(folder: [UInt8], size: Int, files: Int, reserve: Int = 64 << 20) {
            self.folder = folder
            self.size = size
            self.files = files
            self.reserve = reserve
        }
    }

    private struct State {
        var file: AppendedFile?
        var isPacking = false
        /// Whether something was put aside since packing began.
        var isPackingWanted = false
        /// How many records were left out.
        var omitted = 0
        /// How much room the last of them would have taken, in bytes.
        var needed = 0
    }

    private let storage: Storage
    private let space: @Sendable ([UInt8]) -> DiskSpace?
    private let state = Monitor(State())
    /// Why files cannot be packed or removed, if they cannot; apart, for packing goes on with the state's lock held and without.
    private let packingProblem = Monitor<String?>(nil)

    private static let current = Array("results.jsonl".utf8)

    /// Keeps records in `storage`.
    ///
    /// - Parameters:
    ///   - storage: Where, and how much.
    ///   - space: How much room there is in a folder; `nil` when nobody knows.
    public init(_ storage: Storage, space: @escaping @Sendable ([UInt8]) -> DiskSpace? = { try? DiskSpace(at: $0) }) {
        self.storage = storage
        self.space = space
    }

    /// Appends records, which are on the disk when this returns.
    ///
    /// - Returns: Whether they were; `false` when they are left out for want of room.
    public func append(_ lines: [[UInt8]]) throws -> Bool {
        let bytes = lines.flatMap { $0 }
        if bytes.isEmpty || storage.files == 0 { return true }
        return try state.withLock { state in
            if let size = state.file?.size, size >= storage.size { try putAside(&state) }
            if !hasRoom(for: bytes.count) {
                state.needed = bytes.count
                guard try makeRoom(for: bytes.count, &state) else { return false }
            }
            if state.file == nil {
                try PrivateFile.createFolders(above: path(ResultLog.current))
                state.file = try AppendedFile(path: path(ResultLog.current), writers: .one)
                packOthers(&state)
            }
            try state.file?.append(bytes)
            return true
        }
    }

    /// Counts records that were left out, once it is known that they will not be tried again.
    public func leaveOut(_ count: Int) { state.withLock { $0.omitted += count } }

    /// Why records are left out, as long as they would be.
    public var problem: String? {
        let (omitted, needed) = state.withLock { ($0.omitted, $0.needed) }
        guard omitted > 0, !hasRoom(for: needed) else {
            return packingProblem.withLock { $0 }.map { reason in
                "result records in \(TerminalText.escaped(storage.folder)) cannot be packed: \(reason)"
            }
        }
        return
            "\(omitted) result records were left out: the disk with \(TerminalText.escaped(storage.folder)) is nearly full"
    }

    private func putAside(_ state: inout State) throws(SystemError) {
        try RotatedFiles.move(path(ResultLog.current), to: path(ResultLog.name(at: .now())))
        state.file = nil
    }

    /// Whether `count` bytes may be written without touching what is left for others.
    private func hasRoom(for count: Int) -> Bool {
        let parent = Array(storage.folder[..<(storage.folder.lastIndex(of: UInt8(ascii: "/")) ?? 0)])
        guard let space = space(storage.folder) ?? space(parent) else { return true }
        return space.free - count >= min(storage.reserve, space.size / 4)
    }

    /// Packs what is there, and removes the oldest, until there is room.
    private func makeRoom(for count: Int, _ state: inout State) throws -> Bool {
        // Another thread packs: what it frees is there for the next.
        guard !state.isPacking else { return false }
        if let size = state.file?.size, size > ResultLog.worthPacking { try putAside(&state) }
        pack()
        while !hasRoom(for: count), let oldest = names(".jsonl.gz").first {
            try RotatedFiles.remove(path(oldest))
        }
        return hasRoom(for: count)
    }

    /// From which size on packing a file frees more than it costs, in bytes.
    private static let worthPacking = 1 << 16

    /// `results-2026-11-24T10-00-00-123456789.jsonl`: names in the order of time.
    private static func name(at time: Timestamp) -> [UInt8] {
        let clock = UTCTime.text(time).dropLast().map { $0 == ":" ? "-" : String($0) }.joined()
        let fraction = String(time.nanoseconds + 1_000_000_000).dropFirst()
        return Array("results-\(clock)-\(fraction).jsonl".utf8)
    }

    private func path(_ name: [UInt8]) -> [UInt8] { storage.folder + [UInt8(ascii: "/")] + name }

    /// Packs, on another thread, what was put aside, and removes what is too much.
    private func packOthers(_ state: inout State) {
        state.isPackingWanted = true
        guard !state.isPacking else { return }
        state.isPacking = true
        Threads.detach { [self] in while beginsPacking() { pack() } }
    }

    /// Whether something was put aside since packing began last; the one who packs asks.
    private func beginsPacking() -> Bool {
        state.withLock { state in
            defer { state.isPackingWanted = false }
            state.isPacking = state.isPackingWanted
            return state.isPacking
        }
    }

    /// Files that were put aside, the oldest first.
    private func names(_ suffix: String) -> [[UInt8]] {
        // A folder that is not there has no files; one that cannot be read cannot be written to either, which is said then.
        let entries = (try? Directory(path: storage.folder).entries()) ?? []
        return entries.map(\.name).filter { name in
            name.starts(with: Array("results-".utf8)) && name.suffix(suffix.utf8.count).elementsEqual(suffix.utf8)
        }.sorted { $0.lexicographicallyPrecedes($1) }
    }

    /// Packs what was put aside, and removes what is too much; what fails is a problem, and is tried again with the next file.
    private func pack() {
        do {
            for name in names(".jsonl") {
                try Gzip.pack(path(name), to: path(name + Array(".gz".utf8)))
                try RotatedFiles.remove(path(name))
            }
            for name in names(".jsonl.gz").dropLast(storage.files) { try RotatedFiles.remove(path(name)) }
            packingProblem.withLock { $0 = nil }
        } catch {
            packingProblem.withLock { $0 = "\(error)" }
        }
    }
}
