import Bytes
import Auditing
import Cryptography
import JSON
import POSIX
import Problems

/// Anchors of the audit logs in places that the service does not own: a file, and the system's log.
///
/// A file may lie on a machine that does not answer: it is read and written by a thread of its own, which nobody waits for.
final class OutsideAnchors: Sendable {
    /// Whose log an anchor is of.
    enum Log: String, Sendable, CaseIterable {
        case service
        case keys
    }

    private struct State {
        var file: [UInt8]?
        var syslog: [UInt8]?
        /// What the file had last.
        var anchors: [Log: AuditAnchor] = [:]
        /// What is to be written, and the anchors of the file with which the logs were compared before.
        var next: (anchors: [Log: AuditAnchor], compared: [Log: AuditAnchor])?
        /// Since when a thread reads and writes; `nil` when none does.
        var busySince: Timestamp?
        var lastWrite: Timestamp?
        /// Changes when other places are used, or what was there is accepted: what a thread has read before is void then.
        var generation = 0
        var acceptsAnything = false
    }

    private let log: AuditLog
    private let problems: ProblemBook
    private let state = Monitor(State())

    /// How often anchors are written at most, in milliseconds.
    private static let interval = 60_000
    /// How long the last ones may take when the service ends, in milliseconds.
    private static let lastWaiting = 1000
    /// How much of the file's end is read, in bytes.
    private static let endSize = 65_536

    init(_ log: AuditLog, _ problems: ProblemBook) {
        self.log = log
        self.problems = problems
    }

    /// Uses these places from now on.
    func use(file: [UInt8]?, syslog: [UInt8]?) {
        let isNew = state.withLock { state in
            guard state.file != file || state.syslog != syslog else { return false }
            let generation = state.generation + 1
            state = State(file: file, syslog: syslog, busySince: state.busySince, generation: generation)
            return true
        }
        guard isNew else { return }
        problems.resolve(.anchorFile)
        problems.resolve(.anchorSyslog)
        start()
    }

    /// Takes whatever the file has as it is, the next time that it is written.
    func forget() {
        state.withLock { state in
            (state.anchors, state.lastWrite, state.acceptsAnything) = ([:], nil, true)
            state.generation += 1
        }
    }

    /// The last anchors in the file, as far as it was read.
    var anchors: [Log: AuditAnchor] {
        state.withLock { state in
            if let since = state.busySince, Timestamp.monotonic().seconds(since: since) > 30 {
                problems.report(
                    Problem(
                        .anchorFile,
                        "the file with anchors of the audit logs does not answer",
                        hint: "see whether what it lies on is there, or name another under 'audit: anchorFile'"
                    )
                )
            }
            return state.anchors
        }
    }

    /// Writes anchors, if it is time.
    ///
    /// - Parameters:
    ///   - anchors: The ends of the logs.
    ///   - compared: What ``anchors`` was, which is in the logs: nothing is written behind others.
    func write(_ anchors: [Log: AuditAnchor], compared: [Log: AuditAnchor]) {
        state.withLock { $0.next = (anchors, compared) }
        start()
    }

    /// Writes the last anchors at once, and waits for that for some time.
    func finish() {
        let hasPlaces = state.withLock { state in
            state.lastWrite = nil
            return state.file != nil || state.syslog != nil
        }
        guard hasPlaces else { return }
        let deadline = Timestamp.monotonic().adding(milliseconds: OutsideAnchors.lastWaiting)
        guard state.wait(until: deadline, { $0.busySince == nil ? true : nil }) != nil else { return }
        start()
        _ = state.wait(until: deadline) { $0.busySince == nil ? true : nil }
    }

    private func start() {
        let isFree = state.withLock { state in
            guard state.busySince == nil, state.file != nil || state.syslog != nil else { return false }
            let isDue = state.lastWrite.map { $0.adding(milliseconds: OutsideAnchors.interval) <= .monotonic() } ?? true
            guard isDue else { return false }
            state.busySince = .monotonic()
            return true
        }
        guard isFree else { return }
        Threads.detach { [self] in
            let old = state.withLock { $0 }
            let wasWritten = old.file.map { work(on: $0, old) } ?? (old.next != nil)
            if let syslog = old.syslog, let next = old.next { send(next.anchors, to: syslog) }
            state.withLock { state in
                state.busySince = nil
                if wasWritten, state.generation == old.generation { state.lastWrite = .monotonic() }
            }
            state.notifyAll()
        }
    }

    // MARK: File

    /// - Returns: Whether anchors were written.
    private func work(on file: [UInt8], _ old: State) -> Bool {
        do {
            let known = try log.notes()[.outside]
            let found = try read(file, isKnown: known != nil)
            var anchors = found
            var isWritten = false
            if !old.acceptsAnything {
                for name in Log.allCases {
                    guard let last = AuditAnchor(known?[name.rawValue]), (found[name]?.number ?? 0) < last.number else {
                        continue
                    }
                    throw Failure("it lacks anchors that were written to it: it was made shorter, or is another file")
                }
            }
            if let next = old.next, old.acceptsAnything || found == next.compared {
                let ends = Dictionary(uniqueKeysWithValues: next.anchors.map { ($0.key.rawValue, $0.value.json) })
                try append(next.anchors, to: file)
                try log.keep([.outside: .object(ends)])
                (anchors, isWritten) = (next.anchors, true)
            }
            state.withLock { state in
                guard state.generation == old.generation else { return }
                state.anchors = anchors
                if isWritten { state.acceptsAnything = false }
            }
            problems.resolve(.anchorFile)
            return isWritten
        } catch {
            problems.report(
                Problem(
                    .anchorFile,
                    "the file with anchors of the audit logs (\(String(decoding: file, as: UTF8.self))) cannot be used: \(error)",
                    hint: "bring it back, or 'magpie audit accept' when you know why it has changed"
                )
            )
            return false
        }
    }

    private struct Failure: Error, CustomStringConvertible {
        var description: String
        init(_ description: String) { self.description = description }
    }

    /// The last anchors in the file that were written with the key of the log.
    private func read(_ file: [UInt8], isKnown: Bool) throws -> [Log: AuditAnchor] {
        let bytes: [UInt8]
        do throws(SystemError) {
            bytes = try FileContents.end(of: file, upTo: OutsideAnchors.endSize)
        } catch {
            // Where there was one, none is made in its place: what it is on may be away.
            guard error.isNotFound, !isKnown else { throw error }
            return [:]
        }
        var anchors: [Log: AuditAnchor] = [:]
        for line in bytes.split(separator: 10) {
            guard let json = try? JSONValue(parsing: Array(line)), let name = json["log"]?.string.flatMap(Log.init),
                let anchor = AuditAnchor(json), json["code"]?.string == (try code(name, anchor))
            else { continue }
            anchors[name] = anchor
        }
        return anchors
    }

    private func append(_ anchors: [Log: AuditAnchor], to file: [UInt8]) throws {
        var lines: [UInt8] = []
        for name in Log.allCases {
            guard let anchor = anchors[name] else { continue }
            var members = anchor.json.members
            members["log"] = .string(name.rawValue)
            members["time"] = .string(UTCTime.text(.now()))
            members["code"] = .string(try code(name, anchor))
            lines += JSONValue.object(members).bytes + [10]
        }
        try AppendedFile(path: file).append(lines)
    }

    /// Shows that an anchor was written by who has the key of the service's log.
    private func code(_ name: Log, _ anchor: AuditAnchor) throws -> String {
        let text = "anchor\u{0}\(name.rawValue)\u{0}\(anchor.number)\u{0}\(anchor.seal)"
        return Hexadecimal.text(try log.code(for: Array(text.utf8).span))
    }

    // MARK: System's log

    /// Source: RFC 3164; 86 is the level `info` of the facility `authpriv`.
    private func send(_ anchors: [Log: AuditAnchor], to socket: [UInt8]) {
        do throws(SystemError) {
            let stream = try LocalSocket(connectingTo: socket, isStream: false)
            stream.limitWaiting(seconds: 1)
            for name in Log.allCases {
                guard let anchor = anchors[name] else { continue }
                let text = "<86>magpied: audit anchor log=\(name.rawValue) number=\(anchor.number) seal=\(anchor.seal)"
                try stream.sendMessage(Array(text.utf8))
            }
            problems.resolve(.anchorSyslog)
        } catch {
            let path = String(decoding: socket, as: UTF8.self)
            problems.report(
                Problem(
                    .anchorSyslog,
                    "anchors of the audit logs do not reach the system's log (\(path)): \(error)",
                    hint: "see that it listens there, or name another under 'audit: anchorSyslog'"
                )
            )
        }
    }
}
