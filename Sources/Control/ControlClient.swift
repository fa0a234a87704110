import JSON
public import POSIX

/// Asks a running service.
///
/// A request is a line: the name of an operation (`events:PutRule`), a space and its parameters as a JSON object. Before the
/// name may stand on whose behalf a process asks that is trusted to say so: `for 1000 kms:Encrypt {}`, or with the digest of
/// what it has said of that caller, `for 1000,9f86d0... kms:Encrypt {}`; and the token of the session of a role that is asked
/// in: `in TOKEN kms:Encrypt {}`. The answer is a line
/// that begins with `+` and a value, or with `-` and a ``ControlError``. Before requests that are to be answered together
/// comes a line that tells their number, `together 3`, and before the answers the number again, `+3`.
public struct ControlClient: Sendable {
    private let socket: LocalSocket

    /// Connects to the service that listens at `path`.
    public init(path: [UInt8]) throws(SystemError) { socket = try LocalSocket(connectingTo: path) }

    /// Limits how long sending a request and receiving an answer wait for the other end; without this, for ever.
    ///
    /// What takes longer fails with an error whose `isTimeout` holds, after which this client is of no use.
    public func limitWaiting(seconds: Int) { socket.limitWaiting(seconds: seconds) }

    /// Makes a request.
    ///
    /// - Returns: The answer as JSON, on one line.
    /// - Throws: ``ControlError`` when the service refuses, `SystemError` when it is gone.
    public func ask(_ request: ControlRequest) throws -> [UInt8] {
        let line = ControlCoding.line(request)
        do throws(SystemError) {
            try socket.send(line)
        } catch {
            throw refusal(orElse: error)
        }
        return try answer().get()
    }

    /// Makes requests that are answered together, of a service that takes such.
    ///
    /// - Parameter requests: Each of an operation that AWS has named; at most ``ControlCoding/mostTogether``.
    /// - Returns: The answers in the order of the requests: as JSON on one line, or why the request was refused.
    /// - Throws: ``ControlError`` without a code when the service does not take requests together, after which this
    ///   client is of no use; `SystemError` when the service is gone.
    public func ask(_ requests: [ControlRequest]) throws -> [Result<[UInt8], ControlError>] {
        try socket.sendBytes(ControlCoding.lines(requests))
        return try answers(to: requests.count)
    }

    /// Sends requests that are answered together, as ``ask(_:)-([ControlRequest])`` does.
    ///
    /// - Parameter requests: Those before them are answered: so there is room for 64 KiB at least, and nothing waits.
    /// - Throws: `SystemError` when the service is gone.
    public func send(_ requests: [ControlRequest]) throws(SystemError) {
        try socket.sendBytes(ControlCoding.lines(requests))
    }

    /// Waits for the answers to requests that were sent together.
    ///
    /// - Parameter count: How many they are.
    /// - Returns: As ``ask(_:)-([ControlRequest])``.
    /// - Throws: As that.
    public func answers(to count: Int) throws -> [Result<[UInt8], ControlError>] {
        // The number comes back first: an older service refuses it, and answers then would be taken for others.
        guard case .success(let told) = try answer(), told.elementsEqual(String(count).utf8) else {
            throw ControlError("the service does not answer requests together", hint: "restart it: it is an older one")
        }
        return try (0..<count).map { _ in try answer() }
    }

    /// Waits until there is something to be received.
    ///
    /// - Parameter seconds: How long.
    /// - Returns: Whether there is, or the service has closed.
    public func waitForAnswer(seconds: Int) -> Bool { socket.hasSomething(within: seconds * 1000) }

    /// What a service said before it closed: one that has too many clients turns them away unheard.
    private func refusal(orElse error: SystemError) -> any Error {
        if let answer = try? answer(), case .failure(let refusal) = answer { return refusal }
        return error
    }

    private func answer() throws -> Result<[UInt8], ControlError> {
        guard let line = try socket.receive(), let first = line.first else {
            throw ControlError("the service has closed the connection", hint: "see its log")
        }
        guard first == UInt8(ascii: "+") else {
            return .failure(try ControlCoding.value(Array(line.dropFirst()), ControlError.self))
        }
        return .success(Array(line.dropFirst()))
    }
}

/// Reads and writes the values of messages.
public enum ControlCoding {
    /// A value as JSON on one line, members in order of their names.
    public static func json(_ value: some Encodable) throws -> [UInt8] {
        try JSONValue(encoding: value).bytes
    }

    /// The value that JSON stands for.
    public static func value<Value: Decodable>(_ json: [UInt8], _ type: Value.Type) throws -> Value {
        try JSONValue(parsing: json).decoded(as: type)
    }

    /// The most requests that are answered together.
    public static let mostTogether = 256

    private static let together = Array("together ".utf8)

    /// Requests that are to be answered together, with their line feeds.
    static func lines(_ requests: [ControlRequest]) -> [UInt8] {
        var lines = together + Array("\(requests.count)\n".utf8)
        for request in requests {
            lines += line(request)
            lines.append(10)
        }
        return lines
    }

    /// How many requests come together behind this line; `nil` when it is a request itself.
    ///
    /// - Throws: ``ControlError`` when they are none, or too many.
    static func countTogether(_ line: [UInt8]) throws(ControlError) -> Int? {
        guard line.starts(with: together) else { return nil }
        let text = String(decoding: line[together.count...], as: UTF8.self)
        guard let count = Int(text), (1...mostTogether).contains(count) else {
            throw ControlError("from 1 to \(mostTogether) requests come together, not \(text)")
        }
        return count
    }

    /// A request as a line.
    static func line(_ request: ControlRequest) -> [UInt8] {
        var line: [UInt8] = []
        // With room for the user, the digest and the line feed.
        line.reserveCapacity(request.operation.utf8.count + request.input.count + 96)
        if let userID = request.userID {
            line += onBehalf + Array("\(userID)".utf8)
            if let digest = request.callerDigest { line += [comma] + digest }
            line.append(UInt8(ascii: " "))
        }
        if let token = request.sessionToken { line += inSession + Array("\(token) ".utf8) }
        line += request.operation.utf8
        line.append(UInt8(ascii: " "))
        line += request.input
        return line
    }

    private static let onBehalf = Array("for ".utf8)
    private static let comma = UInt8(ascii: ",")
    private static let inSession = Array("in ".utf8)

    /// On whose behalf a line asks.
    private struct Behalf {
        var userID: UInt32?
        var callerDigest: [UInt8]?
        /// The line without that.
        var rest: ArraySlice<UInt8>
    }

    private static func behalf(_ line: [UInt8]) throws(ControlError) -> Behalf {
        guard line.starts(with: onBehalf) else { return Behalf(rest: line[...]) }
        let rest = line.dropFirst(onBehalf.count)
        guard let space = rest.firstIndex(of: UInt8(ascii: " ")) else { throw noUser }
        let words = rest[..<space].split(separator: comma, maxSplits: 1, omittingEmptySubsequences: false)
        guard let userID = UInt32(String(decoding: words[0], as: UTF8.self)) else { throw noUser }
        return Behalf(
            userID: userID,
            callerDigest: words.count > 1 ? Array(words[1]) : nil,
            rest: rest[(space + 1)...]
        )
    }

    private static let noUser = ControlError("'for' is followed by the number of a user")

    /// The token of the session that is asked in, and the line without that.
    private static func session(_ line: ArraySlice<UInt8>) throws(ControlError) -> (String?, ArraySlice<UInt8>) {
        guard line.starts(with: inSession) else { return (nil, line) }
        let rest = line.dropFirst(inSession.count)
        guard let space = rest.firstIndex(of: UInt8(ascii: " ")), space > rest.startIndex else {
            throw ControlError("'in' is followed by the token of a session")
        }
        return (String(decoding: rest[..<space], as: UTF8.self), rest[(space + 1)...])
    }

    /// The request that a line holds.
    public static func request(_ line: [UInt8]) throws(ControlError) -> ControlRequest {
        let behalf = try behalf(line)
        let (sessionToken, rest) = try session(behalf.rest)
        guard rest.first != UInt8(ascii: "{"), let space = rest.firstIndex(of: UInt8(ascii: " ")) else {
            throw ControlError(
                "this is no request: a line is the name of an operation, a space and an object",
                hint: "the client may be older than the service: use the 'magpie' of the service's version"
            )
        }
        return ControlRequest(
            String(decoding: rest[..<space], as: UTF8.self),
            input: Array(rest[(space + 1)...]),
            onBehalfOf: behalf.userID,
            callerDigest: behalf.callerDigest,
            in: sessionToken
        )
    }
}
