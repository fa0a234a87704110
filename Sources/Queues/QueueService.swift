public import Cryptography
import JSON
import POSIX
public import Records
public import ServiceModel

/// Queues of messages: by the operations of Amazon SQS, and as targets of rules.
///
/// A message is delivered at least once: who receives it has it for a while, and deletes it when it is dealt with. What was
/// sent is on the disk before it is answered.
public final class QueueService: Sendable {
    /// What the service needs of others.
    public struct Dependencies: Sendable {
        /// Makes and unwraps the keys that messages are encrypted with.
        public var keys: any QueueKeys
        /// What URLs of queues begin with: `http://127.0.0.1:4566`.
        public var endpoint: @Sendable () -> String = { "http://localhost" }

        /// Needs the keys at least.
        public init(keys: any QueueKeys) { self.keys = keys }
    }

    let records: RecordStore
    let dependencies: Dependencies
    let sealer: MessageSealer
    let state: Monitor<State>
    let waiters = Waiters()

    /// What is known of queues, in memory.
    struct State: Sendable {
        /// By their names.
        var queues: [String: Queue] = [:]
        /// The queue to look at first when some are looked at in turn.
        var isEnding = false
    }

    /// The most queues.
    static let mostQueues = 1000
    /// The most messages of a queue, which are kept on the disk.
    static let mostMessages = 1_000_000

    /// Reads the queues that are kept.
    ///
    /// - Throws: When the records cannot be read.
    public init(_ dependencies: Dependencies, _ records: RecordStore) throws {
        self.dependencies = dependencies
        self.records = records
        sealer = MessageSealer(dependencies.keys)
        var state = State()
        for record in try records.queues() {
            let queue = Queue(record)
            state.queues[queue.name] = queue
        }
        self.state = Monitor(state)
    }

    /// Answers those who wait for messages, until the process ends.
    public func run() {
        Threads.detach { [self] in serveWaiters() }
    }

    // MARK: Queues

    func queue(named name: String) -> Queue? { state.withLock { $0.queues[name] } }

    var queues: [Queue] { state.withLock { $0.queues.values.sorted { $0.name < $1.name } } }

    /// The queue that a request names.
    ///
    /// - Throws: `ServiceError` when there is none.
    func queue(_ request: ServiceRequest) throws(ServiceError) -> Queue {
        let name = QueueNames.name(ofURL: request.required("QueueUrl"))
        guard let name, let queue = queue(named: name) else { throw QueueService.missing }
        return queue
    }

    static let missing = ServiceError(
        "QueueDoesNotExist",
        "The specified queue does not exist."
    )

    func url(of name: String) -> String { QueueNames.url(of: name, at: dependencies.endpoint()) }

    // MARK: Sending for others

    /// What others send, who are no clients: rules, and what they cannot deliver.
    public struct Parcel: Sendable {
        public var body: String
        /// Names and texts.
        public var attributes: [String: String]
        /// For FIFO queues.
        public var groupID: String?
        public var deduplicationID: String?

        /// Describes it.
        public init(
            body: String,
            attributes: [String: String] = [:],
            groupID: String? = nil,
            deduplicationID: String? = nil
        ) {
            self.body = body
            self.attributes = attributes
            self.groupID = groupID
            self.deduplicationID = deduplicationID
        }
    }

    /// Sends messages to a queue by its name.
    ///
    /// - Parameters:
    ///   - parcels: The messages, which are all kept when this returns.
    ///   - name: The queue.
    ///   - principal: Who sends them.
    ///   - time: Now, in seconds since 1970.
    /// - Throws: `ServiceError` when the queue does not take them: with the code `QueueDoesNotExist` when there is none; other
    ///   errors when they cannot be kept.
    public func send(_ parcels: [Parcel], to name: String, by principal: Principal, at time: Double) throws {
        guard let queue = queue(named: name) else { throw QueueService.missing }
        let messages = try parcels.map { parcel in
            var members: [String: JSONValue] = ["MessageBody": .string(parcel.body)]
            members["MessageAttributes"] = .object(
                parcel.attributes.mapValues { .object(["DataType": .string("String"), "StringValue": .string($0)]) }
            )
            if queue.isFIFO {
                members["MessageGroupId"] = .string(parcel.groupID ?? "default")
                members["MessageDeduplicationId"] = parcel.deduplicationID.map { .string($0) }
            }
            return try NewMessage(.object(members), for: queue)
        }
        _ = try send(messages, to: queue, by: principal, at: time)
    }
}

/// Where the keys come from that messages are encrypted with: the key service.
public protocol QueueKeys: Sendable {
    /// Makes a data key of 32 bytes.
    ///
    /// - Parameters:
    ///   - keyID: The key that wraps it: an id, ARN or alias.
    ///   - context: What must be given again to unwrap it.
    ///   - principal: Who wants it.
    /// - Returns: The key, in clear and wrapped.
    /// - Throws: `ServiceError` when the key service refuses.
    func generate(
        under keyID: String,
        context: [String: String],
        for principal: Principal
    ) throws -> (plaintext: SecretBytes, wrapped: [UInt8])

    /// Unwraps a data key.
    func unwrap(_ wrapped: [UInt8], context: [String: String], for principal: Principal) throws -> SecretBytes
}
