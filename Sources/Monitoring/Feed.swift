import POSIX
import Records
import Synchronization

/// Appends events to a file, in order and at least once.
///
/// What was appended is noted in the records after it has reached the disk. After a crash between the two the same events
/// come again, with the ids that they had.
final class Feed: Sendable {
    /// The name under which the records know how far the file has come.
    static let target = "jsonl"

    private struct State {
        var isWanted = true
        var isClosed = false
        var problem: String?
        /// The number of rounds in which everything was appended.
        var rounds = 0
    }

    /// Where the events go.
    struct Place: Sendable {
        var path: [UInt8]
        /// The size from which on a file is put aside, in bytes.
        var size: Int
        /// How many files that were put aside are kept.
        var files: Int
    }

    private let place: Place
    private let records: RecordStore
    private let state = Monitor(State())
    private let delivered = Atomic(0)

    init(_ place: Place, _ records: RecordStore) {
        self.place = place
        self.records = records
    }

    /// How many events were appended since the start.
    var deliveredCount: Int { delivered.load(ordering: .relaxed) }

    /// Why events cannot be appended, if they cannot.
    var problem: String? { state.withLock { $0.problem } }

    /// Says that there may be new events.
    func wake() {
        state.withLock { $0.isWanted = true }
        state.notifyAll()
    }

    /// Delivers until ``close()``; tries again every second while the file cannot be written.
    func run() {
        var file: AppendedFile?
        while true {
            let isOver: Bool = state.wait { state in
                if state.isClosed { return true }
                guard state.isWanted else { return nil }
                state.isWanted = false
                return false
            }
            if isOver { return }
            do {
                while try deliver(to: &file) {}
                state.withLock { state in
                    state.problem = nil
                    state.rounds += 1
                }
                state.notifyAll()
            } catch {
                file = nil
                state.withLock { state in
                    state.problem = "\(error)"
                    state.isWanted = true
                }
                Threads.sleep(milliseconds: 1000)
            }
        }
    }

    /// Appends the next events.
    ///
    /// - Returns: Whether there may be more.
    private func deliver(to file: inout AppendedFile?) throws -> Bool {
        let events = try records.undelivered(to: Feed.target, limit: 500)
        guard let last = events.last else { return false }
        // Others may have put the file aside, too.
        if file?.isStill(at: place.path) == false { file = nil }
        if let size = file?.size, size >= place.size {
            try RotatedFiles.rotate(place.path, keeping: place.files)
            file = nil
        }
        let open = try file ?? AppendedFile(path: place.path)
        file = open
        var lines: [UInt8] = []
        for event in events {
            lines += event.envelope.utf8
            lines.append(UInt8(ascii: "\n"))
        }
        try open.append(lines)
        try records.markDelivered(last.number, to: Feed.target)
        delivered.wrappingAdd(events.count, ordering: .relaxed)
        return true
    }

    /// Waits until every event that was written before the call is appended.
    func waitUntilDelivered(by deadline: Timestamp) -> Bool {
        // A round under way may have read the events before the newest were written: the second one cannot have.
        for _ in 0..<2 {
            let before = state.withLock { $0.rounds }
            wake()
            guard state.wait(until: deadline, { $0.rounds > before ? true : nil }) != nil else { return false }
        }
        return true
    }

    func close() {
        state.withLock { $0.isClosed = true }
        state.notifyAll()
    }
}
