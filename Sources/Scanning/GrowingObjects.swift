import Findings
import ObjectReading
import POSIX
import TextScanning

/// How far large objects were scanned that only grow, so that what is appended is all that has to be scanned.
///
/// A checkpoint is the state of a scan that has seen all bytes of an object, but not yet its end, with the SHA-256 of those
/// bytes, as they were scanned. Where an object still begins with them, going on from there is the same as scanning it
/// from the start: a scan does not depend on where the pieces end in which its bytes come.
///
/// Even reading them costs more than scanning what was appended. Right after they were read, the beginning is taken for
/// what it was; the report says so (``FileReport/isUnverified``), and whoever gets it has the object looked at again.
struct GrowingObjects {
    /// The state of a scan before the end of an object: all that a scan keeps from one piece to the next.
    struct Checkpoint {
        var text: TextScan
        /// What of the bytes the scan still needs.
        var left: [UInt8]
        /// How many bytes it has seen.
        var byteCount: Int
        /// SHA-256 of these bytes.
        var digest: KeptDigest
        var content: ContentKind
        /// When the object was seen to begin with bytes that its scan has come from.
        var check: Check

        /// In bytes, about.
        fileprivate var weight: Int { left.count + 512 * text.locatedCount + 4096 }
    }

    /// A look at all bytes of an object.
    struct Check {
        /// By the clock ``Timestamp/monotonic()``.
        var time: Timestamp
        /// How long it took, in seconds.
        var seconds: Double

        /// A look that began then and ends now.
        init(since start: Timestamp) {
            time = .monotonic()
            seconds = time.seconds(since: start)
        }
    }

    private struct Name: Equatable {
        var device: UInt64
        var inode: UInt64

        init(_ status: FileStatus) { (device, inode) = (status.device, status.inode) }
    }

    /// Objects that were scanned, with their sizes, the last one last.
    private var sizes: [(name: Name, size: Int)] = []
    /// The last one last.
    private var checkpoints: [(name: Name, checkpoint: Checkpoint)] = []

    /// How many scans have gone on from a checkpoint.
    var resumedCount = 0

    /// How often a look at all bytes pays for itself before the next one: they take a twentieth of the time.
    var trust = 20.0

    /// How long the beginning of an object is taken for what it was, at most, in seconds.
    private static let longestTrust = 300.0

    /// The smallest object that is worth it, in bytes; more than what is read at once, which decides about the whole.
    static let leastSize = 2 * ChunkReader.chunk

    /// The most objects that are remembered, in number and in bytes.
    private static let mostSizes = 256
    private static let mostCheckpoints = 64
    private static let mostBytes = 32 << 20

    /// Notes that an object is scanned from its start.
    ///
    /// - Returns: Whether it has grown since it was scanned before, so that a checkpoint of it may be of use.
    mutating func hasGrown(_ status: FileStatus) -> Bool {
        guard status.kind == .regular, status.size >= GrowingObjects.leastSize else { return false }
        let name = Name(status)
        let known = sizes.firstIndex { $0.name == name }.map { sizes.remove(at: $0).size }
        sizes.append((name, status.size))
        if sizes.count > GrowingObjects.mostSizes { sizes.removeFirst() }
        return known.map { $0 < status.size } ?? false
    }

    /// Takes out the checkpoint of an object that is as large as then or larger.
    mutating func take(_ status: FileStatus) -> Checkpoint? {
        let name = Name(status)
        guard let index = checkpoints.firstIndex(where: { $0.name == name }) else { return nil }
        let checkpoint = checkpoints.remove(at: index).checkpoint
        return checkpoint.byteCount <= status.size ? checkpoint : nil
    }

    /// Whether an object is taken to begin with the bytes of a checkpoint, because they were looked at just now.
    func isTrusted(_ checkpoint: Checkpoint) -> Bool {
        let seconds = min(trust * checkpoint.check.seconds, GrowingObjects.longestTrust)
        return Timestamp.monotonic().seconds(since: checkpoint.check.time) < seconds
    }

    /// Keeps a checkpoint of an object; those that were used longest ago go.
    mutating func keep(_ checkpoint: Checkpoint, of status: FileStatus) {
        checkpoints.append((Name(status), checkpoint))
        var weight = checkpoints.reduce(0) { $0 + $1.checkpoint.weight }
        while let first = checkpoints.first,
            checkpoints.count > GrowingObjects.mostCheckpoints || weight > GrowingObjects.mostBytes
        {
            weight -= first.checkpoint.weight
            checkpoints.removeFirst()
        }
    }

    /// Forgets all checkpoints: something else is looked for from now on.
    mutating func removeAll() { checkpoints.removeAll() }
}
