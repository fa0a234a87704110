import FoundationEssentials
public import POSIX

/// Asks a running service.
///
/// A request is a line of JSON, or the name of an operation of AWS (`events:PutRule`), a space and its parameters as JSON
/// on one line; the answer is a line that begins with `+` and a value, or with `-` and a
/// ``ControlError``.
public struct ControlClient {
    private let socket: LocalSocket

    /// Connects to the service that listens at `path`.
    public init(path: [UInt8]) throws(SystemError) { socket = try LocalSocket(connectingTo: path) }

    /// Makes a request.
    ///
    /// - Returns: The answer as JSON, on one line.
    /// - Throws: ``ControlError`` when the service refuses, `SystemError` when it is gone.
    public func ask(_ request: ControlRequest) throws -> [UInt8] {
        try socket.send(ControlCoding.line(request))
        guard let line = try socket.receive(), let first = line.first else {
            throw ControlError("the service has closed the connection", hint: "see its log")
        }
        guard first == UInt8(ascii: "+") else {
            throw try JSONDecoder().decode(ControlError.self, from: Data(line.dropFirst()))
        }
        return Array(line.dropFirst())
    }
}

/// Reads and writes the values of messages.
public enum ControlCoding {
    /// A value as JSON on one line, members in order of their names.
    public static func json(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try Array(encoder.encode(value))
    }

    /// The value that JSON stands for.
    public static func value<Value: Decodable>(_ json: [UInt8], _ type: Value.Type) throws -> Value {
        try JSONDecoder().decode(type, from: Data(json))
    }

    /// A request as a line.
    static func line(_ request: ControlRequest) throws -> [UInt8] {
        guard let input = request.input else { return try Array(JSONEncoder().encode(request)) }
        var line: [UInt8] = []
        // With room for the line feed.
        line.reserveCapacity(request.operation.utf8.count + input.count + 2)
        line += request.operation.utf8
        line.append(UInt8(ascii: " "))
        line += input
        return line
    }

    /// The request that a line holds.
    public static func request(_ line: [UInt8]) throws -> ControlRequest {
        if line.first != UInt8(ascii: "{"), let space = line.firstIndex(of: UInt8(ascii: " ")) {
            return ControlRequest(
                String(decoding: line[..<space], as: UTF8.self),
                input: Array(line[(space + 1)...])
            )
        }
        return try JSONDecoder().decode(ControlRequest.self, from: Data(line))
    }
}
