import JSON

/// Something that is to be done outside of the service, where neither its keys nor its records are.
public struct CourierJob: Sendable, Equatable {
    /// What it is.
    public enum Errand: Sendable, Equatable {
        /// A request by HTTP with the method POST.
        ///
        /// The server's certificate is checked against those in the file `certificates`, or the system's.
        case webhook(url: String, headers: [String: String], allowedNetworks: [String], certificates: String? = nil)
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

    public var errand: Errand
    /// How long it may take, in seconds.
    public var seconds: Int
    public var body: [UInt8]

    /// Describes an errand.
    public init(_ errand: Errand, seconds: Int, body: [UInt8]) {
        self.errand = errand
        self.seconds = seconds
        self.body = body
    }

    /// The message: a line of JSON and the body.
    var bytes: [UInt8] {
        var members: [String: JSONValue] = ["seconds": .number(Double(seconds))]
        switch errand {
        case .webhook(let url, let headers, let networks, let certificates):
            members["certificates"] = certificates.map { .string($0) }
            members["url"] = .string(url)
            members["headers"] = .object(headers.mapValues { .string($0) })
            members["networks"] = .array(networks.map { .string($0) })
        case .command(let path, let arguments, let user):
            members["path"] = .string(path)
            members["arguments"] = .array(arguments.map { .string($0) })
            members["user"] = user.map { .string($0) }
        case .question(let path, let arguments):
            members["question"] = .string(path)
            members["arguments"] = .array(arguments.map { .string($0) })
        case .database(let task): members["database"] = .string(task.rawValue)
        }
        return Array(JSONValue.object(members).json.utf8) + [10] + body
    }

    /// Reads a message; `nil` when it is none.
    public init?(_ bytes: [UInt8]) {
        guard let end = bytes.firstIndex(of: 10), let head = try? JSONValue(parsing: Array(bytes[..<end])),
            let seconds = head["seconds"]?.integer
        else { return nil }
        self.seconds = seconds
        body = Array(bytes[(end + 1)...])
        if let url = head["url"]?.string {
            guard case .object(let headers) = head["headers"] else { return nil }
            errand = .webhook(
                url: url,
                headers: headers.compactMapValues(\.string),
                allowedNetworks: head["networks"]?.array.compactMap(\.string) ?? [],
                certificates: head["certificates"]?.string
            )
        } else if let path = head["path"]?.string {
            errand = .command(
                path: path,
                arguments: head["arguments"]?.array.compactMap(\.string) ?? [],
                user: head["user"]?.string
            )
        } else if let path = head["question"]?.string {
            errand = .question(path: path, arguments: head["arguments"]?.array.compactMap(\.string) ?? [])
        } else if let task = head["database"]?.string.flatMap(DatabaseTask.init(rawValue:)) {
            errand = .database(task)
        } else {
            return nil
        }
    }

    /// The longest message, in bytes.
    public static let longest = 64 << 20
}

/// How an errand went.
public enum CourierAnswer: Sendable, Equatable {
    /// It was done; what there is to say about it.
    case done(body: [UInt8] = [])
    /// What went wrong, and whether another try could not help.
    case failed(code: String, message: String, isFinal: Bool)

    /// The longest body, in bytes.
    public static let longestBody = 128 << 10

    /// The message: a line of JSON and the body.
    public var bytes: [UInt8] {
        switch self {
        case .done(let body): Array("{}\n".utf8) + body
        case .failed(let code, let message, let isFinal):
            Array(
                JSONValue.object(["code": .string(code), "message": .string(message), "isFinal": .boolean(isFinal)])
                    .json.utf8
            ) + [10]
        }
    }

    /// Reads a message; `nil` when it is none.
    init?(_ bytes: [UInt8]) {
        guard let end = bytes.firstIndex(of: 10), let json = try? JSONValue(parsing: Array(bytes[..<end])) else {
            return nil
        }
        guard let code = json["code"]?.string else {
            self = .done(body: Array(bytes[(end + 1)...]))
            return
        }
        self = .failed(code: code, message: json["message"]?.string ?? "", isFinal: json["isFinal"] == .boolean(true))
    }
}
