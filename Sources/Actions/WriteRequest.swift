import HelperProcesses
import ObjectEncryption
public import ObjectWriting
import POSIX

/// An object that is to be received, by a process that may write into the bucket, whose folder goes with the request.
public struct WriteRequest: Sendable, Equatable {
    /// Under which keys of KMS an object is encrypted, and what is authenticated with it.
    public struct Encryption: Sendable, Equatable {
        public var keys: [String]
        public var context: [String: String]

        /// Describes an encryption.
        public init(_ keys: [String], context: [String: String]) {
            self.keys = keys
            self.context = context
        }
    }

    /// The path of the bucket's folder, by which the process looks for it among its own mounts.
    public var root: [UInt8]
    public var place: ObjectPlace
    /// How many bytes will come.
    public var byteCount: Int
    /// `nil` for an object in clear.
    public var encryption: Encryption?

    /// Describes an object.
    public init(_ place: ObjectPlace, below root: [UInt8], byteCount: Int, encryption: Encryption? = nil) {
        self.root = root
        self.place = place
        self.byteCount = byteCount
        self.encryption = encryption
    }

    /// What tells it from other requests.
    private static let word = "write"

    /// The message.
    public var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.write(WriteRequest.word)
        writer.write(root)
        writer.write(place)
        writer.write(byteCount)
        writer.write(encryption) { writer, encryption in
            writer.write(encryption.keys)
            writer.write(encryption.context)
        }
        return writer.bytes
    }

    /// Reads a message; `nil` when it is none.
    public init?(_ bytes: [UInt8]) {
        do throws(ByteReader.Malformed) {
            var reader = ByteReader(bytes)
            guard try reader.string() == WriteRequest.word else { return nil }
            root = try reader.bytes()
            place = try reader.place()
            byteCount = try reader.int(in: 0...Int.max)
            encryption = try reader.optional { reader throws(ByteReader.Malformed) in
                Encryption(try reader.strings(), context: try reader.texts())
            }
            try reader.finish()
        } catch {
            return nil
        }
    }
}

/// Something that is to be done to a bucket in one step; the bucket's folder goes with the request.
public struct ChangeRequest: Sendable, Equatable {
    /// The path of the bucket's folder, by which the process looks for it among its own mounts.
    public var root: [UInt8]
    public var change: ObjectChange

    /// Describes a request.
    public init(_ change: ObjectChange, below root: [UInt8]) {
        self.root = root
        self.change = change
    }

    /// What tells it from other requests.
    private static let word = "change"

    /// The message.
    public var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.write(ChangeRequest.word)
        writer.write(root)
        switch change {
        case .sweep: writer.write(0)
        case .remove(let place, let file):
            writer.write(1)
            writer.write(place)
            writer.write(file) { $0.write($1) }
        case .makeFolder(let place, let attributes):
            writer.write(2)
            writer.write(place)
            writer.write(attributes)
        case .removeFolder(let place):
            writer.write(3)
            writer.write(place)
        case .setAttribute(let place, let file, let name, let value):
            writer.write(4)
            writer.write(place)
            writer.write(file)
            writer.write(name)
            writer.write(value) { $0.write($1) }
        }
        return writer.bytes
    }

    /// Reads a message; `nil` when it is none.
    public init?(_ bytes: [UInt8]) {
        do throws(ByteReader.Malformed) {
            var reader = ByteReader(bytes)
            guard try reader.string() == ChangeRequest.word else { return nil }
            root = try reader.bytes()
            switch try reader.int() {
            case 0: change = .sweep
            case 1:
                change = .remove(
                    try reader.place(),
                    file: try reader.optional { reader throws(ByteReader.Malformed) in try reader.identity() }
                )
            case 2: change = .makeFolder(try reader.place(), try reader.attributes())
            case 3: change = .removeFolder(try reader.place())
            case 4:
                change = .setAttribute(
                    try reader.place(),
                    file: try reader.identity(),
                    name: try reader.string(),
                    value: try reader.optional { reader throws(ByteReader.Malformed) in try reader.bytes() }
                )
            default: return nil
            }
            try reader.finish()
        } catch {
            return nil
        }
    }
}

/// What comes on the channel of an object that is being received.
enum WriteMessage {
    case bytes([UInt8])
    case commit(ObjectCommit)

    /// The longest message, in bytes.
    static let longest = 1 << 20

    /// The message.
    var message: [UInt8] {
        switch self {
        case .bytes(let bytes): return [0] + bytes
        case .commit(let commit):
            var writer = ByteWriter()
            switch commit.condition {
            case .anything: writer.write(0)
            case .nothing: writer.write(1)
            case .file(let file):
                writer.write(2)
                writer.write(file)
            }
            writer.write(commit.attributes)
            writer.write(commit.modified)
            return [1] + writer.bytes
        }
    }

    /// Reads a message; `nil` when it is none.
    init?(_ message: [UInt8]) {
        guard let kind = message.first, kind <= 1 else { return nil }
        guard kind == 1 else {
            self = .bytes(Array(message.dropFirst()))
            return
        }
        do throws(ByteReader.Malformed) {
            var reader = ByteReader(Array(message.dropFirst()))
            let condition: ObjectCommit.Condition
            switch try reader.int() {
            case 0: condition = .anything
            case 1: condition = .nothing
            case 2: condition = .file(try reader.identity())
            default: return nil
            }
            let attributes = try reader.attributes()
            self = .commit(ObjectCommit(condition, attributes: attributes, modified: try reader.time()))
            try reader.finish()
        } catch {
            return nil
        }
    }
}

/// What has come of a request to write.
enum WriteOutcome {
    /// It is done; an object that was written is this file.
    case done(FileIdentity?)
    case refused(WritingError)

    /// The message.
    var bytes: [UInt8] {
        var writer = ByteWriter()
        switch self {
        case .done(let file):
            writer.write("")
            writer.write(file) { $0.write($1) }
        case .refused(let error):
            writer.write(error.reason.rawValue)
            writer.write(error.message)
            writer.write(error.code)
        }
        return writer.bytes
    }

    /// Reads a message; `nil` when it is none.
    init?(_ bytes: [UInt8]) {
        do throws(ByteReader.Malformed) {
            var reader = ByteReader(bytes)
            let word = try reader.string()
            if word.isEmpty {
                self = .done(try reader.optional { reader throws(ByteReader.Malformed) in try reader.identity() })
            } else {
                guard let reason = WritingError.Reason(rawValue: word) else { return nil }
                self = .refused(WritingError(reason, try reader.string(), code: try reader.string()))
            }
            try reader.finish()
        } catch {
            return nil
        }
    }
}

extension ByteWriter {
    fileprivate mutating func write(_ place: ObjectPlace) {
        write(place.folder)
        write(place.name)
    }

    fileprivate mutating func write(_ attributes: [ObjectCommit.Attribute]) {
        write(attributes) { writer, attribute in
            writer.write(attribute.name)
            writer.write(attribute.value)
            writer.write(attribute.isRequired)
        }
    }
}

extension ByteReader {
    fileprivate mutating func place() throws(Malformed) -> ObjectPlace {
        guard let place = ObjectPlace(folder: try bytes(), name: try bytes()) else { throw Malformed() }
        return place
    }

    /// Attributes of Magpie's own: no other is ever to be set.
    fileprivate mutating func attributes() throws(Malformed) -> [ObjectCommit.Attribute] {
        try list { reader throws(Malformed) in
            let name = try reader.string()
            guard name.hasPrefix("user.magpie.") else { throw Malformed() }
            return ObjectCommit.Attribute(name, try reader.bytes(), isRequired: try reader.bool())
        }
    }
}
