import Cryptography
import JSON
public import ObjectEncryption
import POSIX

/// Something that is to be done to a file, by a process that may.
public struct ActionErrand: Sendable, Equatable {
    /// What.
    public enum Deed: Sendable, Equatable {
        case encrypt(Recipient, context: [String: String])
        /// - `required`: What the message's context must hold.
        case decrypt(required: [String: String])
        /// Tidies up after an operation that was cut short.
        case recover(Intent)
    }

    /// For whom a file is encrypted.
    public enum Recipient: Sendable, Equatable {
        /// For those whom KMS lets decrypt under one of these keys.
        case kms([String])
        /// For the owner of the other half of an RSA key, in PEM: nobody here can read the file again.
        case publicKey(String)
    }

    public var deed: Deed
    public var operation: InPlaceOperation
    /// The most seconds that are waited for the process to say something.
    public var seconds: Int
    /// Whether the file is to be encrypted although it begins like an encrypted one: it was looked at, and is none.
    public var isForced = false

    /// Describes an errand.
    public init(_ deed: Deed, _ operation: InPlaceOperation, seconds: Int = 3600) {
        self.deed = deed
        self.operation = operation
        self.seconds = seconds
    }

    /// Describes the recovery of an operation.
    public init(recovering intent: Intent, seconds: Int = 3600) {
        self.init(.recover(intent), intent.operation, seconds: seconds)
    }

    /// The message: a line of JSON.
    public var bytes: [UInt8] {
        var members = ActionText.members(operation)
        switch deed {
        case .encrypt(.kms(let keys), let context):
            members["keys"] = .array(keys.map { .string($0) })
            members["context"] = .object(context.mapValues { .string($0) })
        case .encrypt(.publicKey(let pem), let context):
            members["publicKey"] = .string(pem)
            members["context"] = .object(context.mapValues { .string($0) })
        case .decrypt(let required):
            members["context"] = .object(required.mapValues { .string($0) })
        case .recover(let intent):
            members["intent"] = ActionText.json(intent)
        }
        members["seconds"] = .number(Double(seconds))
        if isForced { members["forced"] = .boolean(true) }
        return Array(JSONValue.object(members).json.utf8)
    }

    /// Reads a message; `nil` when it is none.
    public init?(_ bytes: [UInt8]) {
        guard let json = try? JSONValue(parsing: bytes), let operation = ActionText.operation(json) else { return nil }
        self.operation = operation
        seconds = json["seconds"]?.integer ?? 3600
        isForced = json["forced"] == .boolean(true)
        let context = json["context"]?.strings ?? [:]
        if let intent = json["intent"] {
            guard let intent = ActionText.intent(intent, operation) else { return nil }
            deed = .recover(intent)
        } else if operation.direction == .decrypt {
            deed = .decrypt(required: context)
        } else if let pem = json["publicKey"]?.string {
            deed = .encrypt(.publicKey(pem), context: context)
        } else if let keys = json["keys"]?.array.compactMap(\.string), !keys.isEmpty {
            deed = .encrypt(.kms(keys), context: context)
        } else {
            return nil
        }
    }

    /// The longest message, in bytes.
    public static let longest = 1 << 20
}

/// Operations and intents as JSON.
///
/// Paths are any bytes, and numbers of files may be longer than a number of JSON is exact: the first are Base64, the
/// second text.
enum ActionText {
    static func members(_ operation: InPlaceOperation) -> [String: JSONValue] {
        var members: [String: JSONValue] = [
            "id": .string(operation.id), "direction": .string(operation.direction.rawValue),
            "root": .string(Base64.text(operation.root)), "folder": .string(Base64.text(operation.folder)),
            "name": .string(Base64.text(operation.name)),
        ]
        members["expected"] = operation.expected.map(json)
        members["digest"] = operation.expectedDigest.map { .string(Base64.text($0)) }
        return members
    }

    static func operation(_ json: JSONValue) -> InPlaceOperation? {
        func bytes(_ name: String) -> [UInt8]? { json[name]?.string.flatMap { Base64.bytes($0) } }
        guard let id = json["id"]?.string, id.utf8.count == 32, id.allSatisfy({ $0.isHexDigit && !$0.isUppercase }),
            let direction = json["direction"]?.string.flatMap(InPlaceOperation.Direction.init(rawValue:)),
            let root = bytes("root"), let folder = bytes("folder"), let name = bytes("name")
        else { return nil }
        var operation = InPlaceOperation(id: id, direction, root: root, folder: folder, name: name)
        if let expected = json["expected"] {
            guard let file = identity(expected) else { return nil }
            operation.expected = file
        }
        operation.expectedDigest = bytes("digest")
        return operation
    }

    static func json(_ intent: Intent) -> JSONValue {
        .object(["old": json(intent.old)].merging(intent.new.map { ["new": json($0)] } ?? [:]) { $1 })
    }

    static func intent(_ json: JSONValue, _ operation: InPlaceOperation) -> Intent? {
        guard let old = json["old"].flatMap(identity) else { return nil }
        guard let new = json["new"] else { return Intent(operation: operation, old: old) }
        guard let new = identity(new) else { return nil }
        return Intent(operation: operation, old: old, new: new)
    }

    static func json(_ file: FileIdentity) -> JSONValue {
        func text(_ time: Timestamp) -> String { "\(time.seconds) \(time.nanoseconds)" }
        var members: [String: JSONValue] = [
            "inode": .string(String(file.inode)), "size": .string(String(file.size)),
            "modified": .string(text(file.modified)),
        ]
        members["changed"] = file.changed.map { .string(text($0)) }
        return .object(members)
    }

    static func identity(_ json: JSONValue) -> FileIdentity? {
        func time(_ name: String) -> Timestamp? {
            let numbers = json[name]?.string?.split(separator: " ").compactMap { Int($0) } ?? []
            return numbers.count == 2 ? Timestamp(seconds: numbers[0], nanoseconds: numbers[1]) : nil
        }
        guard let inode = json["inode"]?.string.flatMap({ UInt64($0) }),
            let size = json["size"]?.string.flatMap({ Int($0) }),
            let modified = time("modified")
        else { return nil }
        return FileIdentity(inode: inode, size: size, modified: modified, changed: time("changed"))
    }
}
