public import Cryptography
public import JSON
public import POSIX

/// The entries of an audit log as lines of a file, each sealed with those before it.
///
/// A line is JSON; its last member, `seal`, is the HMAC-SHA256 of the seal before it, a zero byte and the line up to there.
/// So a line that was edited, removed or moved breaks the chain. That the end was cut off shows by anchors, the number and
/// seal of late lines, which are kept elsewhere. Lines that come at the same time are flushed together.
public final class AuditFile: AuditStore {
    /// Hears that a line is on the disk, or why it is not.
    typealias Waiter = @Sendable (SystemError?) -> Void

    struct State {
        var file: AppendedFile
        /// The number and the seal of the last line.
        var number: Int
        var seal: [UInt8]
        let sealer: AuditSealer
        /// Lines that are to be flushed next.
        var waiting: [UInt8] = []
        /// Who waits for them.
        var waiters: [Waiter] = []
        var isFlushing = false
        /// Why the last lines could not be written; `nil` when they were.
        var failure: SystemError?
        /// The last line that is on the disk.
        var end: AuditAnchor
    }

    let path: [UInt8]
    let state: Monitor<State>
    private let noted: any AuditNotes

    /// The size from which on a file is put aside, in bytes.
    private static let rotationSize = 64 << 20

    /// Opens the file at `path`, or makes it.
    ///
    /// - Parameters:
    ///   - path: Files that were put aside lie beside it.
    ///   - key: What seals are made with.
    ///   - notes: Where the notes about the log are.
    /// - Throws: `SystemError`, `CryptographyError`.
    public init(path: [UInt8], key: SecretBytes, notes: any AuditNotes) throws {
        self.path = path
        noted = notes
        let file = try AppendedFile(path: path, writers: .one)
        let last = try file.lastLine().flatMap(AuditFile.anchor(of:)) ?? .start
        let sealer = try AuditSealer(key)
        state = Monitor(State(file: file, number: last.number, seal: Array(last.seal.utf8), sealer: sealer, end: last))
    }

    /// The last line that is on the disk.
    public var end: AuditAnchor { state.withLock { $0.end } }

    public func notes() throws -> [AuditNote: JSONValue] { try noted.notes() }

    public func keep(_ notes: [AuditNote: JSONValue?]) throws { try noted.keep(notes) }

    public func requireRoom() throws {
        guard !hasRoom, let failure = retry() else { return }
        throw failure
    }

    /// Appends entries.
    ///
    /// Whoever comes first flushes for all who come until the flush before has ended, and tells them: nobody else has
    /// to wait, or to be woken.
    ///
    /// - Parameters:
    ///   - entries: What is to be on the disk, line by line.
    ///   - done: Called once when all are there, on whatever thread flushes; gets the number of the first line, or a
    ///     `SystemError` when they are not there.
    public func append(_ entries: [AuditEntry], then done: @escaping AuditAppended) {
        let time = UTCTime.text(.now())
        let lines = entries.map { AuditFile.members(of: $0, at: time) }
        let isFirst = state.withLock { state in
            let number = state.number + 1
            for members in lines { AuditFile.add(members, to: &state) }
            state.waiters.append { failure in done(failure.map { .failure($0) } ?? .success(number)) }
            return state.waiters.count == 1
        }
        if isFirst { flush() }
    }

    /// Why the last lines could not be written; `nil` when they were.
    public var failure: SystemError? { state.withLock { $0.failure } }

    /// Whether lines may be appended: while none can be written, those that wait are bounded.
    var hasRoom: Bool { state.withLock { $0.failure == nil || $0.waiting.count < AuditFile.mostWaiting } }

    /// How many bytes of lines may wait while none can be written.
    private static let mostWaiting = 1 << 20

    /// Tries again to write the lines that wait.
    ///
    /// - Returns: Why that was in vain.
    public func retry() -> SystemError? {
        flush()
        return failure
    }

    private func flush() {
        let (file, lines, waiters, last): (AppendedFile, [UInt8], [Waiter], AuditAnchor) = state.wait { state in
            if state.isFlushing { return nil }
            state.isFlushing = true
            let last = AuditAnchor(number: state.number, seal: String(decoding: state.seal, as: UTF8.self))
            defer { (state.waiting, state.waiters) = ([], []) }
            return (state.file, state.waiting, state.waiters, last)
        }
        var failure: SystemError?
        do throws(SystemError) {
            try file.append(lines)
            // A file that cannot be put aside goes on growing, and it is tried again with what comes next.
            let next = file.size < AuditFile.rotationSize ? nil : try? putAside(upTo: last)
            state.withLock { state in
                state.end = last
                state.failure = nil
                if let next { state.file = next }
                state.isFlushing = false
            }
        } catch {
            // The lines stay first in line, so that the chain has no hole when the disk has room again.
            state.withLock { state in
                state.waiting = lines + state.waiting
                state.failure = error
                state.isFlushing = false
            }
            failure = error
        }
        state.notifyAll()
        for waiter in waiters { waiter(failure) }
    }

    /// Puts a file that has grown long aside; the old one stays in use when there is no new one to be had.
    func putAside(upTo last: AuditAnchor) throws(SystemError) -> AppendedFile {
        let aside = path + Array("-\(last.number)".utf8)
        try RotatedFiles.move(path, to: aside)
        do throws(SystemError) {
            return try AppendedFile(path: path, writers: .one)
        } catch {
            try RotatedFiles.move(aside, to: path)
            throw error
        }
    }

    // MARK: Lines

    static let mark = Array(",\"seal\":\"".utf8)

    /// What a line says, apart from its number, which comes before, and its seal, which comes behind.
    private static func members(of entry: AuditEntry, at time: String) -> ArraySlice<UInt8> {
        var json = JSONWriter(escapes: .required)
        json.bytes.reserveCapacity(512)
        json.beginObject()
        json.member("time", time)
        json.member("uid", Int(entry.userID))
        json.member("user", entry.userName)
        json.member("action", entry.action)
        if !entry.subjects.isEmpty { json.member("keys", entry.subjects) }
        if !entry.context.isEmpty {
            json.key("encryptionContext")
            json.beginObject()
            for (name, value) in entry.context.sorted(by: { $0.key < $1.key }) { json.member(name, value) }
            json.endObject()
        }
        if !entry.reason.isEmpty { json.member("reason", entry.reason) }
        json.member("result", AuditFile.text(of: entry.result))
        if let intent = entry.intent { json.member("intent", intent) }
        return json.bytes.dropFirst()
    }

    /// `Success`, `Intent`, or the code of the error.
    private static func text(of result: AuditEntry.Result) -> String {
        switch result {
        case .intent: "Intent"
        case .success: "Success"
        case .refused(let code): code
        }
    }

    /// Appends a line to those that wait.
    private static func add(_ members: ArraySlice<UInt8>, to state: inout State) {
        state.number += 1
        let start = state.waiting.count
        state.waiting += "{\"n\":\(state.number),".utf8
        state.waiting += members
        state.seal = state.sealer.seal(state.waiting.span.extracting(start...), after: state.seal.span)
        state.waiting += mark
        state.waiting += state.seal
        state.waiting += "\"}\n".utf8
    }

    /// What of a line is sealed: all before its last member.
    static func sealed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let length = mark.count + 64 + 2
        return line.dropLast(length)
    }

    static func anchor(of line: [UInt8]) -> AuditAnchor? {
        guard let json = try? JSONValue(parsing: line), let number = json["n"]?.integer,
            let seal = json["seal"]?.string,
            seal.utf8.count == 64
        else { return nil }
        return AuditAnchor(number: number, seal: seal)
    }
}
