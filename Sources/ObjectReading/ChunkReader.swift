package import Bytes
import Cryptography
package import Findings
package import POSIX
import Prefiltering

/// Reads an object chunk by chunk and within bounds, and digests what it reads if that is wanted.
///
/// What was read lies in ``buffer`` until somebody takes it out; the next chunk comes behind it.
package struct ChunkReader: ~Copyable {
    /// What was read and is still needed.
    package var buffer: TextBuffer

    /// Of the bytes that were read of the object so far, if that is worth it.
    private var digest: SHA256?

    /// How far the reading of the object has come.
    package var progress = Progress()

    package let control: ScanControl

    /// Bytes of an object that are read together.
    package static let chunk = 1 << 20

    /// The largest object with holes of which the hash is worked out, in bytes.
    private static let longestHollow = 1 << 30

    /// How far the reading of an object has come.
    package struct Progress {
        /// Up to where it was looked at, holes included.
        package var byteCount = 0
        package var isAtEnd = false
        /// Why the scan ended before the object did.
        package var gap: Gap.Reason?
        /// Bytes that were skipped because they are a hole.
        package var skipped = 0
        package var mostBytes = Int.max
        /// By the clock ``Timestamp/monotonic()``.
        package var deadline: Timestamp?
        /// Whether it was in a folder when the scan began.
        package var hasName = false
        package var mayHaveHoles = false
        /// Taken when the end was reached.
        package var status: FileStatus?
    }

    package init(_ control: ScanControl) {
        self.control = control
        buffer = TextBuffer(capacity: ChunkReader.chunk)
    }

    /// Begins with an object.
    ///
    /// - Parameters:
    ///   - status: What the file system says of it; `nil` when that is not known.
    ///   - mostBytes: How much of it may be read.
    ///   - seconds: How long it may take, by the wall clock; `nil` for as long as it does.
    package mutating func begin(_ status: FileStatus?, mostBytes: Int, seconds: Int?) {
        progress = Progress()
        progress.mostBytes = mostBytes
        if let seconds { progress.deadline = Timestamp.monotonic().adding(milliseconds: 1000 * min(seconds, 1 << 40)) }
        progress.hasName = status.map { $0.kind == .regular && $0.linkCount > 0 } ?? false
        progress.mayHaveHoles = status?.kind == .regular
    }

    /// Whether the first `limit` bytes in the buffer are printable ASCII, tabs and line ends only.
    package func isPlainASCII(upTo limit: Int) -> Bool { buffer.isPlainASCII(upTo: limit) }

    /// Reads until a chunk has come in or the object ends.
    package mutating func fill(from file: borrowing OpenFile, while isWanted: () -> Bool) throws(SystemError) {
        let known = buffer.count
        try read(from: file, while: isWanted)
        addToDigest(from: known)
    }

    private mutating func read(from file: borrowing OpenFile, while isWanted: () -> Bool) throws(SystemError) {
        if let gap = reasonToEnd(file, while: isWanted) {
            progress.isAtEnd = true
            progress.gap = gap
            return
        }
        buffer.reserve(buffer.count + ChunkReader.chunk)
        var wanted = ChunkReader.chunk
        while wanted > 0 {
            let count = try file.read(into: &buffer, upTo: wanted)
            progress.byteCount += count
            control.addBytes(count)
            if count < wanted {
                // A short read is nearly always the end; the size says so without another call to read.
                let status = try file.status()
                let isWhole = status.kind == .regular && status.size == progress.byteCount
                if count == 0 || isWhole {
                    progress.isAtEnd = true
                    progress.status = status
                    return
                }
            }
            wanted -= count
        }
    }

    // MARK: Digests

    /// Digests what is read of the object from its start on, or stops to.
    ///
    /// Without memory for it nothing is digested: the object is then read once more by whoever needs its digest.
    package mutating func digest(_ isWanted: Bool) { digest = isWanted ? try? SHA256() : nil }

    /// The digest of all bytes that were read so far; `nil` unless they are digested.
    package var keptDigest: KeptDigest? {
        guard let known = try? digest?.copy() else { return nil }
        return KeptDigest(known)
    }

    /// Goes on behind the bytes that `kept` is the digest of, without reading them again.
    ///
    /// - Parameters:
    ///   - file: The object, at its start.
    ///   - kept: Their digest.
    ///   - count: How many they are.
    /// - Returns: Whether that could be done.
    package mutating func goOn(in file: borrowing OpenFile, behind kept: KeptDigest, _ count: Int) -> Bool {
        guard let known = try? kept.copy(), file.skip(count) else { return false }
        digest = consume known
        progress.byteCount = count
        return true
    }

    /// Whether the bytes that were digested so far are those that `kept` is the digest of.
    package func hasRead(what kept: KeptDigest) -> Bool { (try? digest?.soFar()) == kept.value }

    /// Reads the first bytes of an object and digests them, without keeping them.
    ///
    /// - Parameters:
    ///   - file: The object, at its start.
    ///   - count: How many bytes.
    ///   - isWanted: Asked before each chunk.
    /// - Returns: Whether there are so many; not when the scan is to end, for the reason that ``Progress/gap`` then has.
    /// - Throws: `SystemError` when reading fails.
    package mutating func digestBeginning(
        of file: borrowing OpenFile,
        _ count: Int,
        while isWanted: () -> Bool
    ) throws(SystemError) -> Bool {
        digest = try? SHA256()
        while progress.byteCount < count {
            if let gap = reasonToEnd(file, while: isWanted) {
                progress.gap = gap
                return false
            }
            buffer.removeAll()
            buffer.reserve(ChunkReader.chunk)
            let read = try file.read(into: &buffer, upTo: min(ChunkReader.chunk, count - progress.byteCount))
            if read == 0 { return false }
            progress.byteCount += read
            control.addBytes(read)
            addToDigest(from: 0)
        }
        return true
    }

    /// Adds the bytes that were read last, those in the buffer from `start` on.
    private mutating func addToDigest(from start: Int) {
        guard var current = digest.take() else { return }
        current.update(buffer.bytes.extracting(start..<buffer.count))
        digest = consume current
    }

    /// Why no more of an object is to be read, if there is a reason.
    private func reasonToEnd(_ file: borrowing OpenFile, while isWanted: () -> Bool) -> Gap.Reason? {
        if control.isStopped || !isWanted() { return .interrupted }
        // The first chunk is read whatever happens: most objects have no other.
        if progress.byteCount == 0 { return nil }
        if progress.byteCount - progress.skipped >= progress.mostBytes { return .readLimit }
        if let deadline = progress.deadline, Timestamp.monotonic() >= deadline { return .timeLimit }
        if progress.hasName, let status = try? file.status(), status.linkCount == 0 { return .disappeared }
        return nil
    }

    /// Skips a hole that lies ahead of what was read.
    ///
    /// - Returns: How many bytes were skipped.
    package mutating func skipHole(in file: borrowing OpenFile) -> Int {
        guard progress.mayHaveHoles else { return 0 }
        // A multiple of four, so that units of UTF-16 and UTF-32 stay whole. A file can be larger than numbers for places in it allow.
        let count = file.holeLength(at: progress.byteCount) & ~3
        guard count >= ChunkReader.chunk, file.skip(count) else { return 0 }
        progress.byteCount += count
        progress.skipped += count
        return count
    }

    /// SHA-256 of the whole object, which is read once more unless the buffer holds all of it.
    ///
    /// - Returns: `nil` when not all of it was read, or reading it once more takes too long.
    /// - Throws: `SystemError` when reading fails.
    package mutating func contentDigest(
        of file: borrowing OpenFile,
        while isWanted: () -> Bool
    ) throws(SystemError) -> [UInt8]? {
        if progress.gap == nil, progress.skipped == 0, let digest = digest.take() { return digest.finalize() }
        // Zeroes have to be hashed one by one, which would cost what skipping them has saved.
        let isTooHollow = progress.skipped > 0 && progress.byteCount > ChunkReader.longestHollow
        guard progress.gap == nil, !isTooHollow, progress.byteCount <= progress.mostBytes, var digest = try? SHA256()
        else { return nil }
        if buffer.count == progress.byteCount, progress.skipped == 0 {
            digest.update(buffer.bytes)
            return digest.finalize()
        }
        guard file.rewind() else { return nil }
        while true {
            if control.isStopped || !isWanted() { return nil }
            if let deadline = progress.deadline, Timestamp.monotonic() >= deadline { return nil }
            buffer.removeAll()
            if try file.read(into: &buffer, upTo: buffer.capacity) == 0 { break }
            digest.update(buffer.bytes)
        }
        return digest.finalize()
    }
}

extension TextBuffer {
    /// Whether there is something in it, and all of that zeroes.
    package var holdsOnlyZeroes: Bool {
        count > 0 && bytes[count - 1] == 0 && bytes.indices.allSatisfy { bytes[$0] == 0 }
    }
}
