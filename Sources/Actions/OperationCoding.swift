import HelperProcesses
import ObjectEncryption
import POSIX

// Operations and intents as bytes, for the two ends of the channel to the process that rewrites files. In the records they are
// `IntentText`.

extension ByteWriter {
    mutating func write(_ operation: InPlaceOperation) {
        write(operation.id)
        write(operation.direction.rawValue)
        write(operation.root)
        write(operation.folder)
        write(operation.name)
        write(operation.expected) { $0.write($1) }
        write(operation.expectedDigest) { $0.write($1) }
    }

    /// Without the operation, which both ends know.
    mutating func write(_ intent: Intent) {
        write(intent.old)
        write(intent.new) { $0.write($1) }
    }

    mutating func write(_ file: FileIdentity) {
        write(Int(truncatingIfNeeded: file.inode))
        write(file.size)
        write(file.modified)
        write(file.changed) { $0.write($1) }
    }

    mutating func write(_ time: Timestamp) {
        write(time.seconds)
        write(time.nanoseconds)
    }
}

extension ByteReader {
    mutating func operation() throws(Malformed) -> InPlaceOperation {
        let id = try string()
        guard id.utf8.count == 32, id.allSatisfy({ $0.isHexDigit && !$0.isUppercase }),
            let direction = InPlaceOperation.Direction(rawValue: try string())
        else { throw Malformed() }
        var operation = InPlaceOperation(
            id: id,
            direction,
            root: try bytes(),
            folder: try bytes(),
            name: try bytes()
        )
        operation.expected = try optional { reader throws(Malformed) in try reader.identity() }
        operation.expectedDigest = try optional { reader throws(Malformed) in try reader.bytes() }
        return operation
    }

    mutating func intent(of operation: InPlaceOperation) throws(Malformed) -> Intent {
        let old = try identity()
        let new = try optional { reader throws(Malformed) in try reader.identity() }
        return Intent(operation: operation, old: old, new: new)
    }

    mutating func identity() throws(Malformed) -> FileIdentity {
        FileIdentity(
            inode: UInt64(truncatingIfNeeded: try int()),
            size: try int(in: 0...Int.max),
            modified: try time(),
            changed: try optional { reader throws(Malformed) in try reader.time() }
        )
    }

    mutating func time() throws(Malformed) -> Timestamp {
        Timestamp(seconds: try int(), nanoseconds: try int(in: 0...999_999_999))
    }
}
