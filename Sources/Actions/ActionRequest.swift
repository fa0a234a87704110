import HelperProcesses
public import ObjectEncryption

/// Something that is to be done to a file, by a process that may.
public struct ActionRequest: Sendable, Equatable {
    /// What.
    public enum Action: Sendable, Equatable {
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

    public var action: Action
    public var operation: InPlaceOperation
    /// The most seconds that are waited for the process to say something.
    public var seconds: Int
    /// Whether the file is to be encrypted although it begins like an encrypted one: it was looked at, and is none.
    public var isForced = false

    /// Describes a request.
    public init(_ action: Action, _ operation: InPlaceOperation, seconds: Int = 3600) {
        self.action = action
        self.operation = operation
        self.seconds = seconds
    }

    /// Describes the recovery of an operation.
    public init(recovering intent: Intent, seconds: Int = 3600) {
        self.init(.recover(intent), intent.operation, seconds: seconds)
    }

    /// The message.
    public var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.write(operation)
        switch action {
        case .encrypt(.kms(let keys), let context):
            writer.write(0)
            writer.write(keys)
            writer.write(context)
        case .encrypt(.publicKey(let pem), let context):
            writer.write(1)
            writer.write(pem)
            writer.write(context)
        case .decrypt(let required):
            writer.write(2)
            writer.write(required)
        case .recover(let intent):
            writer.write(3)
            writer.write(intent)
        }
        writer.write(seconds)
        writer.write(isForced)
        return writer.bytes
    }

    /// Reads a message; `nil` when it is none.
    public init?(_ bytes: [UInt8]) {
        do throws(ByteReader.Malformed) {
            var reader = ByteReader(bytes)
            operation = try reader.operation()
            switch try reader.int() {
            case 0:
                let keys = try reader.strings()
                guard !keys.isEmpty, operation.direction == .encrypt else { throw ByteReader.Malformed() }
                action = .encrypt(.kms(keys), context: try reader.texts())
            case 1:
                guard operation.direction == .encrypt else { throw ByteReader.Malformed() }
                action = .encrypt(.publicKey(try reader.string()), context: try reader.texts())
            case 2:
                guard operation.direction == .decrypt else { throw ByteReader.Malformed() }
                action = .decrypt(required: try reader.texts())
            case 3: action = .recover(try reader.intent(of: operation))
            default: throw ByteReader.Malformed()
            }
            seconds = try reader.int(in: 0...Int(Int32.max))
            isForced = try reader.bool()
            try reader.finish()
        } catch {
            return nil
        }
    }

    /// The longest message, in bytes.
    public static let longest = 1 << 20
}
