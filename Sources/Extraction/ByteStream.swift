import Compression
import Findings

/// Bytes that come one after the other.
public protocol ByteStream: AnyObject {
    /// The next bytes, at most `limit` of them, which is at least 1; none at the end.
    func read(upTo limit: Int) throws(ExtractionFailure) -> [UInt8]
}

/// Bytes that can be read in any order.
public protocol ByteStore: AnyObject {
    /// How many there are.
    var count: Int { get }

    /// Up to `limit` bytes from `offset` on; fewer only at the end, and none behind it.
    func read(at offset: Int, upTo limit: Int) throws(ExtractionFailure) -> [UInt8]
}

extension ByteStream {
    /// Everything that is left, up to `limit` bytes.
    ///
    /// - Returns: The bytes, and whether there are no more.
    func readAll(upTo limit: Int) throws(ExtractionFailure) -> (bytes: [UInt8], isWhole: Bool) {
        var bytes: [UInt8] = []
        while bytes.count < limit {
            let piece = try read(upTo: min(1 << 18, limit - bytes.count))
            if piece.isEmpty { return (bytes, true) }
            bytes += piece
        }
        let rest = try read(upTo: 1)
        return (bytes + rest, rest.isEmpty)
    }
}

extension ByteStream {
    /// The same, but what was read until something failed is kept.
    func readAllBeforeFailure(
        upTo limit: Int
    ) throws(ExtractionFailure) -> (bytes: [UInt8], isWhole: Bool, failure: ExtractionFailure?) {
        var bytes: [UInt8] = []
        do throws(ExtractionFailure) {
            while bytes.count <= limit {
                let piece = try read(upTo: min(1 << 18, limit + 1 - bytes.count))
                if piece.isEmpty { return (bytes, true, nil) }
                bytes += piece
            }
        } catch {
            if error.isFinal || bytes.isEmpty { throw error }
            return (bytes, true, error)
        }
        return (bytes, false, nil)
    }
}

/// Nothing but a failure.
final class FailedStream: ByteStream {
    private let failure: ExtractionFailure

    init(_ failure: ExtractionFailure) { self.failure = failure }

    func read(upTo limit: Int) throws(ExtractionFailure) -> [UInt8] { throw failure }
}

/// Bytes in memory.
public final class MemoryStore: ByteStore {
    let bytes: [UInt8]

    /// Keeps `bytes`.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    public var count: Int { bytes.count }

    public func read(at offset: Int, upTo limit: Int) -> [UInt8] {
        guard offset >= 0, offset < bytes.count, limit > 0 else { return [] }
        return Array(bytes[offset..<offset + min(limit, bytes.count - offset)])
    }
}

/// A range of a store, from its start to its end.
final class StoreStream: ByteStream {
    private let store: any ByteStore
    private var offset: Int
    private let end: Int

    init(_ store: any ByteStore, _ range: Range<Int>) {
        self.store = store
        offset = max(0, range.lowerBound)
        end = min(range.upperBound, store.count)
    }

    func read(upTo limit: Int) throws(ExtractionFailure) -> [UInt8] {
        guard offset < end else { return [] }
        let bytes = try store.read(at: offset, upTo: min(limit, end - offset))
        offset += bytes.count
        return bytes
    }
}

/// Bytes that were read already, and then the rest.
final class PrefixedStream: ByteStream {
    private var head: ArraySlice<UInt8>
    private let rest: any ByteStream

    init(_ head: [UInt8], _ rest: any ByteStream) {
        self.head = head[...]
        self.rest = rest
    }

    func read(upTo limit: Int) throws(ExtractionFailure) -> [UInt8] {
        if head.isEmpty { return try rest.read(upTo: limit) }
        let piece = Array(head.prefix(limit))
        head.removeFirst(piece.count)
        return piece
    }
}

/// The bytes of the member that an archive of a library has come to.
final class LibraryStream: ByteStream {
    private let archive: any ArchiveReading

    init(_ archive: any ArchiveReading) { self.archive = archive }

    func read(upTo limit: Int) throws(ExtractionFailure) -> [UInt8] {
        do throws(ExtractionFailure) {
            return try archive.read(upTo: min(limit, 1 << 18))
        } catch {
            // The archive itself says whether there is more to come.
            if error.reason == .malformed || error.reason == .encrypted { throw ExtractionFailure(error.reason) }
            throw error
        }
    }
}

extension Inflater {
    /// Unpacks the next bytes.
    ///
    /// - Parameters:
    ///   - limit: How many bytes are wanted at most; at least one. No more than 256 KiB come at once.
    ///   - refill: Gives more packed bytes when they are needed; none when there are no more, which is a damage.
    /// - Returns: The bytes, at least one; `nil` behind the last one.
    /// - Throws: For damaged bytes, and what `refill` throws.
    func next(
        upTo limit: Int,
        _ refill: () throws(ExtractionFailure) -> [UInt8]
    ) throws(ExtractionFailure) -> [UInt8]? {
        while !isAtEnd {
            if needsInput {
                let bytes = try refill()
                if bytes.isEmpty { throw .malformed }
                take(bytes)
            }
            let output: [UInt8]
            do { output = try read(upTo: min(limit, 1 << 18)) } catch { throw ExtractionFailure.malformed }
            if !output.isEmpty { return output }
        }
        return nil
    }
}
