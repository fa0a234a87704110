import JSON

/// Something that is to be done outside of the service, where neither its keys nor its records are.
public struct CourierJob: Sendable, Equatable {
    /// What it is.
    public enum Errand: Sendable, Equatable {
        /// A request by HTTP with the method POST.
        case webhook(url: String, headers: [String: String], allowedNetworks: [String])
        /// A program that gets the body on its standard input.
        case command(path: String, arguments: [String], user: String?)
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
        case .webhook(let url, let headers, let networks):
            members["url"] = .string(url)
            members["headers"] = .object(headers.mapValues { .string($0) })
            members["networks"] = .array(networks.map { .string($0) })
        case .command(let path, let arguments, let user):
            members["path"] = .string(path)
            members["arguments"] = .array(arguments.map { .string($0) })
            members["user"] = user.map { .string($0) }
        }
        return Array(JSONValue.object(members).json.utf8) + [10] + body
    }

    /// Reads a message; `nil` when it is none.
    public init?(_ bytes: [UInt8]) {
        guard let end = bytes.firstIndex(of: 10), let head = try? JSONValue(parsing: Array(bytes[..<end])),
            case .number(let seconds) = head["seconds"]
        else { return nil }
        self.seconds = Int(seconds)
        body = Array(bytes[(end + 1)...])
        if let url = head["url"]?.string {
            guard case .object(let headers) = head["headers"] else { return nil }
            errand = .webhook(
                url: url,
                headers: headers.compactMapValues(\.string),
                allowedNetworks: head["networks"]?.array.compactMap(\.string) ?? []
            )
        } else if let path = head["path"]?.string {
            errand = .command(path: path, arguments: head["arguments"]?.array.compactMap(\.string) ?? [], user: head["user"]?.string)
        } else {
            return nil
        }
    }

    /// The longest message, in bytes.
    public static let longest = 64 << 20
}

/// How an errand went.
public enum CourierAnswer: Sendable, Equatable {
    case done
    /// What went wrong, and whether another try could not help.
    case failed(code: String, message: String, isFinal: Bool)

    /// The message.
    public var bytes: [UInt8] {
        guard case .failed(let code, let message, let isFinal) = self else { return Array("{}".utf8) }
        return Array(
            JSONValue.object(["code": .string(code), "message": .string(message), "isFinal": .boolean(isFinal)]).json.utf8
        )
    }

    /// Reads a message; `nil` when it is none.
    init?(_ bytes: [UInt8]) {
        guard let json = try? JSONValue(parsing: bytes) else { return nil }
        guard let code = json["code"]?.string else {
            self = .done
            return
        }
        self = .failed(code: code, message: json["message"]?.string ?? "", isFinal: json["isFinal"] == .boolean(true))
    }
}
