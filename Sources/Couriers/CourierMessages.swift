import HelperProcesses

/// Something that is to be done outside of the service, where neither its keys nor its records are.
public struct CourierJob: Sendable, Equatable {
    /// What it is.
    public enum Task: Sendable, Equatable {
        /// A request by HTTP.
        ///
        /// The server's certificate is checked against those in the file `certificates`, or the system's. What is answered
        /// is the answer's body if that is `wanted`, and else nobody's.
        case webhook(
            url: String,
            method: String = "POST",
            headers: [String: String],
            allowedNetworks: [String],
            certificates: String? = nil,
            wanted: Bool = false
        )
        /// A program that gets the body on its standard input.
        case command(path: String, arguments: [String], user: String?)
        /// The same for one whose standard output is the answer.
        case question(path: String, arguments: [String])
        /// Something about a password at a database; the body is JSON and has the logins.
        case database(DatabaseTask)
    }

    /// What is to be done at a database.
    public enum DatabaseTask: String, Sendable {
        /// Has the user `pending` change his own password, by one of the logins `candidates`.
        case setOwn
        /// Has the user `master` give `pending` a password, or make him as one that may do what the user `like` may.
        case setAlternate
        /// Sees whether `pending` may log in.
        case test
        /// Sees whether `old` is refused: the answer has `accepted`, with why, when it is not.
        case prove
    }

    public var task: Task
    /// How long it may take, in seconds.
    public var seconds: Int
    public var body: [UInt8]

    /// Describes a job.
    public init(_ task: Task, seconds: Int, body: [UInt8]) {
        self.task = task
        self.seconds = seconds
        self.body = body
    }

    /// The message.
    var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.write(seconds)
        switch task {
        case .webhook(let url, let method, let headers, let networks, let certificates, let isWanted):
            writer.write(0)
            writer.write(url)
            writer.write(method)
            writer.write(headers)
            writer.write(networks)
            writer.write(certificates) { $0.write($1) }
            writer.write(isWanted)
        case .command(let path, let arguments, let user):
            writer.write(1)
            writer.write(path)
            writer.write(arguments)
            writer.write(user) { $0.write($1) }
        case .question(let path, let arguments):
            writer.write(2)
            writer.write(path)
            writer.write(arguments)
        case .database(let task):
            writer.write(3)
            writer.write(task.rawValue)
        }
        writer.write(body)
        return writer.bytes
    }

    /// Reads a message; `nil` when it is none.
    public init?(_ bytes: [UInt8]) {
        do throws(ByteReader.Malformed) {
            var reader = ByteReader(bytes)
            seconds = try reader.int(in: 0...CourierJob.mostSeconds)
            task = try Task(&reader)
            body = try reader.bytes()
            try reader.finish()
        } catch {
            return nil
        }
    }

    /// The longest that a task may take, in seconds: a day.
    private static let mostSeconds = 86_400

    /// The longest message, in bytes.
    public static let longest = 64 << 20
}

extension CourierJob.Task {
    fileprivate init(_ reader: inout ByteReader) throws(ByteReader.Malformed) {
        switch try reader.int() {
        case 0:
            self = .webhook(
                url: try reader.string(),
                method: try reader.string(),
                headers: try reader.texts(),
                allowedNetworks: try reader.strings(),
                certificates: try reader.optional { reader throws(ByteReader.Malformed) in try reader.string() },
                wanted: try reader.bool()
            )
        case 1:
            self = .command(
                path: try reader.string(),
                arguments: try reader.strings(),
                user: try reader.optional { reader throws(ByteReader.Malformed) in try reader.string() }
            )
        case 2: self = .question(path: try reader.string(), arguments: try reader.strings())
        case 3:
            guard let task = CourierJob.DatabaseTask(rawValue: try reader.string()) else {
                throw ByteReader.Malformed()
            }
            self = .database(task)
        default: throw ByteReader.Malformed()
        }
    }
}

/// How a task went.
public enum CourierAnswer: Sendable, Equatable {
    /// It was done; what there is to say about it.
    case done(body: [UInt8] = [])
    /// What went wrong, and whether another try could not help.
    case failed(code: String, message: String, isFinal: Bool)

    /// The longest body, in bytes.
    public static let longestBody = 128 << 10

    /// The longest message, in bytes.
    static let longest = longestBody + 65_536

    /// The message.
    public var bytes: [UInt8] {
        var writer = ByteWriter()
        switch self {
        case .done(let body):
            writer.write(true)
            writer.write(body)
        case .failed(let code, let message, let isFinal):
            writer.write(false)
            writer.write(code)
            writer.write(message)
            writer.write(isFinal)
        }
        return writer.bytes
    }

    /// Reads a message; `nil` when it is none.
    init?(_ bytes: [UInt8]) {
        do throws(ByteReader.Malformed) {
            var reader = ByteReader(bytes)
            if try reader.bool() {
                self = .done(body: try reader.bytes())
            } else {
                let (code, message) = (try reader.string(), try reader.string())
                self = .failed(code: code, message: message, isFinal: try reader.bool())
            }
            try reader.finish()
        } catch {
            return nil
        }
    }
}
