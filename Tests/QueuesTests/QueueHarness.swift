import Cryptography
import Foundation
import JSON
import POSIX
import Records
import ServiceModel
import Testing

@testable import Queues

/// Keys of a test: a wrapped key is its number, and whoever was shut out gets none.
final class TestKeys: QueueKeys {
    struct State {
        var keys: [[UInt8]: [String: String]] = [:]
        var isShut = false
        var made = 0
    }

    let state = Monitor(State())

    func generate(
        under keyID: String,
        context: [String: String],
        for principal: Principal
    ) throws -> (plaintext: SecretBytes, wrapped: [UInt8]) {
        try state.withLock { state in
            guard !state.isShut else { throw ServiceError("AccessDeniedException", "no") }
            state.made += 1
            let wrapped = [UInt8(state.made)]
            state.keys[wrapped] = context
            return (SecretBytes(copying: [UInt8](repeating: UInt8(state.made), count: 32).span), wrapped)
        }
    }

    func unwrap(_ wrapped: [UInt8], context: [String: String], for principal: Principal) throws -> SecretBytes {
        try state.withLock { state in
            guard !state.isShut, state.keys[wrapped] == context else {
                throw ServiceError("AccessDeniedException", "no")
            }
            return SecretBytes(copying: [UInt8](repeating: wrapped[0], count: 32).span)
        }
    }
}

/// Queues over a folder of their own, with a clock that the test sets.
final class QueueHarness {
    let folder: URL
    let keys = TestKeys()
    private(set) var service: QueueService
    private(set) var table: OperationTable
    /// Seconds since 1970.
    var time = 1_796_500_000.0

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        service = try QueueHarness.open(folder, keys)
        table = service.makeOperations()
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private static func open(_ folder: URL, _ keys: TestKeys) throws -> QueueService {
        try QueueService(
            QueueService.Dependencies(keys: keys),
            try RecordStore(path: folder.appending(path: "magpie.sqlite").path)
        )
    }

    /// Leaves the service as it stands, and opens another over the same file.
    func reopen() throws {
        service = try QueueHarness.open(folder, keys)
        table = service.makeOperations()
    }

    /// Does an operation, and gives the answer.
    @discardableResult
    func perform(_ name: String, _ input: String) throws -> JSONValue {
        let model = try #require(QueuesModel.operation(name), "\(name)")
        let json = try JSONValue(parsing: Array(input.utf8))
        return try table.perform(ServiceRequest(model, json, by: .user(0, name: "root"), at: time))
    }

    /// What an operation is refused with; `nil` when it is not.
    func refusal(_ name: String, _ input: String) throws -> String? {
        do {
            try perform(name, input)
            return nil
        } catch let error as ServiceError {
            return error.code
        }
    }

    func make(_ name: String, _ attributes: String = "{}") throws {
        try perform("CreateQueue", #"{"QueueName": "\#(name)", "Attributes": \#(attributes)}"#)
    }

    func send(_ body: String, to queue: String, group: String? = nil, id: String? = nil) throws {
        var members: [String: JSONValue] = ["QueueUrl": .string(queue), "MessageBody": .string(body)]
        members["MessageGroupId"] = group.map { .string($0) }
        members["MessageDeduplicationId"] = id.map { .string($0) }
        try perform("SendMessage", JSONValue.object(members).json)
    }

    func receive(_ queue: String, most: Int = 10) throws -> [JSONValue] {
        try perform(
            "ReceiveMessage",
            #"{"QueueUrl": "\#(queue)", "MaxNumberOfMessages": \#(most), "AttributeNames": ["All"], "MessageAttributeNames": ["All"]}"#
        )["Messages"]?.array ?? []
    }

    func bodies(_ queue: String, most: Int = 10) throws -> [String] {
        try receive(queue, most: most).compactMap { $0["Body"]?.string }
    }

    func delete(_ message: JSONValue, from queue: String) throws {
        let handle = message["ReceiptHandle"]?.string ?? ""
        try perform("DeleteMessage", #"{"QueueUrl": "\#(queue)", "ReceiptHandle": "\#(handle)"}"#)
    }

    func attribute(_ name: String, of queue: String) throws -> String? {
        try perform("GetQueueAttributes", #"{"QueueUrl": "\#(queue)", "AttributeNames": ["All"]}"#)["Attributes"]?[
            name
        ]?
        .string
    }
}
