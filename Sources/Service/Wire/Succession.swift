import JSON
public import POSIX

/// What a service in memory leaves to the one that begins anew in its process: where SDKs reach it, and by which key.
public struct Succession: Sendable {
    /// The requests that asked for it, which are answered once it is done.
    var requests: [Int]
    /// Where SDKs are served: `http://127.0.0.1:4599`.
    public var endpoint: String
    /// The process that listens there, and goes on.
    public var front: ChildProcess
    /// The key of the user who may do everything; `nil` where signatures are not looked at.
    var key: DeveloperKey?

    init(_ requests: [Int], at endpoint: String, _ front: ChildProcess, _ key: DeveloperKey?) {
        (self.requests, self.endpoint, self.front, self.key) = (requests, endpoint, front, key)
    }

    /// What is to be known besides ``front``; it has a secret.
    public var message: [UInt8] {
        JSONValue.present([
            "requests": .array(requests.map { .number(Double($0)) }), "endpoint": .string(endpoint),
            "id": key.map { .string($0.id) }, "secret": key.map { .string($0.secret) },
        ]).bytes
    }

    /// Reads ``message``; `nil` for anything else.
    public init?(_ message: [UInt8], _ front: ChildProcess) {
        guard let json = try? JSONValue(parsing: message), let endpoint = json["endpoint"]?.string else { return nil }
        var key: DeveloperKey?
        if let id = json["id"]?.string, let secret = json["secret"]?.string {
            key = DeveloperKey(id: id, secret: secret)
        }
        self.init((json["requests"]?.array ?? []).compactMap(\.integer), at: endpoint, front, key)
    }
}

/// An access key for tests.
public struct DeveloperKey: Sendable {
    public var id: String
    public var secret: String
}

/// Requests of which no answer has been sent yet.
final class OpenRequests: Sendable {
    private let ids = Monitor<Set<Int>>([])

    /// Notes a request.
    func begin(_ id: Int) { ids.withLock { _ = $0.insert(id) } }

    /// Notes an answer.
    ///
    /// - Returns: Whether it is to be sent: nobody has given up the request.
    func end(_ id: Int) -> Bool {
        let (isOpen, isLast) = ids.withLock { ids in
            let isOpen = ids.remove(id) != nil
            return (isOpen, ids.isEmpty)
        }
        if isLast { ids.notifyAll() }
        return isOpen
    }

    /// Gives up those that have no answer when a deadline is over, and returns them.
    func close(by deadline: Timestamp) -> [Int] {
        _ = ids.wait(until: deadline) { $0.isEmpty ? true : nil }
        return ids.withLock { ids in
            defer { ids = [] }
            return Array(ids)
        }
    }
}
