import Cryptography
import JSON
import POSIX

/// A file to which every operation is appended before it is answered, each line sealed with those before it.
///
/// A line is JSON; its last member, `seal`, is the HMAC-SHA256 of the seal before it, a zero byte and the line up to there.
/// So a line that was edited, removed or moved breaks the chain. That the end was cut off shows by an anchor, the number and
/// seal of a late line, which is kept elsewhere. Lines of threads that wait at the same time are flushed together.
final class AuditTrail: Sendable {
    /// What was asked for, and what came of it.
    struct Entry: Sendable {
        var principal: Principal
        var action: String
        var keys: [String] = []
        var context: [String: String] = [:]
        /// `Success`, or the code of the error.
        var result = "Success"
    }

    /// The number and seal of a line.
    struct Anchor: Sendable, Equatable {
        var number: Int
        var seal: String
    }

    private struct State {
        var file: AppendedFile
        var last: Anchor
        var waiting: [UInt8] = []
        /// The last line that is on the disk.
        var end: Anchor
        var isFlushing = false
        /// Why the last attempt to write failed; those who wait are told.
        var failure: SystemError?
        var failedUpTo = 0
    }

    private let path: [UInt8]
    private let key: SecretBytes
    private let state: Monitor<State>

    /// The size from which on a file is put aside, in bytes.
    private static let rotationSize = 64 << 20
    static let start = Anchor(number: 0, seal: "")

    /// Opens the file at `path`; the seals are made with `key`.
    init(path: [UInt8], key: SecretBytes) throws(SystemError) {
        self.path = path
        self.key = key
        let file = try AppendedFile(path: path)
        let last = try file.lastLine().flatMap(AuditTrail.anchor(of:)) ?? AuditTrail.start
        state = Monitor(State(file: file, last: last, end: last))
    }

    /// The last line that is on the disk.
    var flushedEnd: Anchor { state.withLock { $0.end } }

    /// Appends an entry, which is on the disk when this returns.
    func append(_ entry: Entry) throws(SystemError) {
        let head = AuditTrail.text(entry, at: .now())
        let number = state.withLock { state in
            let text = "{\"n\":\(state.last.number + 1)," + head
            let seal = AuditTrail.seal(state.last.seal, text, key)
            state.last = Anchor(number: state.last.number + 1, seal: seal)
            state.waiting += Array("\(text),\"seal\":\"\(seal)\"}\n".utf8)
            return state.last.number
        }
        try waitUntilFlushed(number)
    }

    /// Waits until others have flushed the line, or flushes all that wait.
    private func waitUntilFlushed(_ number: Int) throws(SystemError) {
        enum Turn {
            case done
            case failed(SystemError)
            case flush(AppendedFile, [UInt8], upTo: Anchor)
        }
        while true {
            let turn: Turn = state.wait { state in
                if state.end.number >= number { return .done }
                if let failure = state.failure, state.failedUpTo >= number { return .failed(failure) }
                if state.isFlushing { return nil }
                state.isFlushing = true
                defer { state.waiting = [] }
                return .flush(state.file, state.waiting, upTo: state.last)
            }
            switch turn {
            case .done: return
            case .failed(let error): throw error
            case .flush(let file, let lines, let last): flush(lines, to: file, upTo: last)
            }
        }
    }

    private func flush(_ lines: [UInt8], to file: AppendedFile, upTo last: Anchor) {
        do throws(SystemError) {
            try file.append(lines)
            var next = file
            if file.size >= AuditTrail.rotationSize {
                try RotatedFiles.move(path, to: path + Array("-\(last.number)".utf8))
                next = try AppendedFile(path: path)
            }
            state.withLock { state in
                state.file = next
                state.end = last
                state.isFlushing = false
                state.failure = nil
            }
        } catch {
            // Nobody is answered; the lines stay first in line, so that the chain has no hole when the disk has room again.
            state.withLock { state in
                state.waiting = lines + state.waiting
                state.failure = error
                state.failedUpTo = state.last.number
                state.isFlushing = false
            }
        }
        state.notifyAll()
    }

    // MARK: Verification

    /// Checks all seals of all files.
    ///
    /// - Parameter anchor: A line that must be there.
    /// - Returns: How many lines there are, and the number of the first that is not what was written.
    func verify(_ anchor: Anchor?) throws -> (count: Int, firstBad: Int?) {
        var last = AuditTrail.start
        var firstBad: Int?
        var isAnchored = anchor == nil || anchor == AuditTrail.start
        let folder = Array(path[..<(path.lastIndex(of: UInt8(ascii: "/")) ?? 0)])
        let own = Array(path[folder.count...].dropFirst())
        let names = try Directory(path: folder).entries().map(\.name).filter { $0.starts(with: own + [UInt8(ascii: "-")]) }
        let numbers = names.compactMap { Int(String(decoding: $0.dropFirst(own.count + 1), as: UTF8.self)) }.sorted()
        for file in numbers.map({ path + Array("-\($0)".utf8) }) + [path] {
            for line in try FileContents.read(file, upTo: .max).split(separator: 10) {
                guard firstBad == nil else { break }
                guard let next = AuditTrail.anchor(of: Array(line)), next.number == last.number + 1,
                    AuditTrail.seal(last.seal, AuditTrail.sealed(line), key) == next.seal
                else {
                    firstBad = last.number + 1
                    break
                }
                last = next
                if next == anchor { isAnchored = true }
            }
        }
        if firstBad == nil, !isAnchored { firstBad = last.number + 1 }
        return (last.number, firstBad)
    }

    // MARK: Lines

    private static let mark = Array(",\"seal\":\"".utf8)

    private static func text(_ entry: Entry, at time: Timestamp) -> String {
        var text = "\"time\":\"\(UTCTime.text(time))\",\"uid\":\(entry.principal.userID),\"user\":"
        text += JSONText.quoted(entry.principal.name) + ",\"action\":\"\(entry.action)\""
        if !entry.keys.isEmpty {
            text += ",\"keys\":[" + entry.keys.map(JSONText.quoted).joined(separator: ",") + "]"
        }
        if !entry.context.isEmpty { text += ",\"encryptionContext\":" + EncryptionContext(entry.context).json.json }
        return text + ",\"result\":\"\(entry.result)\""
    }

    private static func seal(_ previous: String, _ text: String, _ key: SecretBytes) -> String {
        let message = Array("\(previous)\u{0}\(text)".utf8)
        let code = try? HMAC.code(.sha256, key: key, message: message.span)
        return Hexadecimal.text(code ?? [])
    }

    /// What of a line is sealed: all before its last member.
    private static func sealed(_ line: ArraySlice<UInt8>) -> String {
        let length = mark.count + 64 + 2
        return String(decoding: line.dropLast(length), as: UTF8.self)
    }

    private static func anchor(of line: [UInt8]) -> Anchor? {
        guard let json = try? JSONValue(parsing: line), let number = json["n"]?.integer, let seal = json["seal"]?.string,
            seal.utf8.count == 64
        else { return nil }
        return Anchor(number: number, seal: seal)
    }
}
