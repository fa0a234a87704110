import Foundation
import JSON
import POSIX
import Records
import SecretsSupport
import ServiceModel
import Testing

@testable import SecretsManager

/// A service over a folder of its own, in this process, with a clock that the test sets.
final class SecretsHarness {
    let folder: URL
    let keys = LocalKeys()
    let clock = Monitor(1_795_000_000.0)
    let events = Monitor<[(type: String, detail: JSONValue)]>([])
    let changes = Monitor<[ValueChange]>([])
    private let deaths = Monitor(0)
    private(set) var secrets: SecretsManager
    private(set) var records: RecordStore
    private let makeRotator: @Sendable (RotatorKind) -> any Rotator

    init(
        makeRotator: @escaping @Sendable (RotatorKind) -> any Rotator = { _ in FakeRotator(FakeDatabase()) }
    ) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        self.makeRotator = makeRotator
        records = try RecordStore(path: folder.appending(path: "magpie.sqlite").path)
        secrets = try SecretsHarness.open(records, keys, clock, events, changes, deaths, makeRotator, dyingAt: nil)
    }

    deinit {
        secrets.stop(by: Timestamp.monotonic().adding(milliseconds: 3000))
        try? FileManager.default.removeItem(at: folder)
    }

    private static func open(
        _ records: RecordStore,
        _ keys: LocalKeys,
        _ clock: Monitor<Double>,
        _ events: Monitor<[(type: String, detail: JSONValue)]>,
        _ changes: Monitor<[ValueChange]>,
        _ deaths: Monitor<Int>,
        _ makeRotator: @escaping @Sendable (RotatorKind) -> any Rotator,
        dyingAt point: RotationPoint?
    ) throws -> SecretsManager {
        let publisher = EventLog { type, detail in
            events.withLock { $0.append((type, detail)) }
            events.notifyAll()
        }
        var dependencies = SecretsManager.Dependencies(keys: keys, publisher: publisher, makeRotator: makeRotator)
        dependencies.hear = { change in changes.withLock { $0.append(change) } }
        dependencies.now = { clock.withLock { $0 } }
        dependencies.pass = { passed in
            guard passed == point else { return }
            deaths.withLock { $0 += 1 }
            deaths.notifyAll()
            throw Death()
        }
        return try SecretsManager(dependencies, records)
    }

    private struct Death: Error {}

    /// Ends the service as it stands, and opens another over the same file, which will die at a point.
    func restart(dyingAt point: RotationPoint? = nil) throws {
        secrets.stop(by: Timestamp.monotonic().adding(milliseconds: 3000))
        records = try RecordStore(path: folder.appending(path: "magpie.sqlite").path)
        secrets = try SecretsHarness.open(records, keys, clock, events, changes, deaths, makeRotator, dyingAt: point)
    }

    /// Waits until a rotation has died.
    func waitForDeath() {
        let deadline = Timestamp.monotonic().adding(milliseconds: 10_000)
        #expect(deaths.wait(until: deadline) { $0 > 0 ? true : nil } == true, "nothing has died")
    }

    /// Does an operation; `input` is JSON.
    @discardableResult
    func perform(_ operation: String, _ input: String = "{}") throws -> JSONValue {
        let model = try #require(SecretsModel.operation(operation), "\(operation)")
        let request = ServiceRequest(
            model,
            try JSONValue(parsing: Array(input.utf8)),
            by: .user(1000),
            at: clock.withLock { $0 }
        )
        return try secrets.makeOperations().perform(try request.withToken())
    }

    /// The error that an operation is refused with.
    func refusal(_ operation: String, _ input: String) -> ServiceError? {
        do {
            try perform(operation, input)
            return nil
        } catch {
            return error as? ServiceError
        }
    }

    /// Makes a secret with a value.
    @discardableResult
    func create(_ name: String, _ value: String = "first value", token: String? = nil) throws -> JSONValue {
        let token = token.map { #","ClientRequestToken":"\#($0)""# } ?? ""
        return try perform("CreateSecret", #"{"Name":"\#(name)","SecretString":\#(JSONText.quoted(value))\#(token)}"#)
    }

    func value(_ name: String, stage: String = "AWSCURRENT") throws -> String? {
        try perform("GetSecretValue", #"{"SecretId":"\#(name)","VersionStage":"\#(stage)"}"#)["SecretString"]?.string
    }

    /// The labels of each version.
    func stages(_ name: String) throws -> [String: [String]] {
        let versions = try perform("DescribeSecret", #"{"SecretId":"\#(name)"}"#)["VersionIdsToStages"]?.members ?? [:]
        return versions.mapValues { $0.array.compactMap(\.string) }
    }

    /// Waits for an event of this type that comes after `count` others of it.
    func event(_ type: String, after count: Int = 0) -> JSONValue? {
        let deadline = Timestamp.monotonic().adding(milliseconds: 20_000)
        return events.wait(until: deadline) { events in
            let found = events.filter { $0.type == type }
            return found.count > count ? found[count].detail : nil
        }
    }

    func advance(days: Double) { clock.withLock { $0 += days * 86_400 } }
}

/// A database of one account in memory.
final class FakeDatabase: Sendable {
    /// The passwords that log in, the newest last.
    let valid = Monitor<[String]>(["first value"])
    /// How many steps fail before they do anything, by their name.
    let failures = Monitor<[String: Int]>([:])
    /// How many steps are done without anybody living to tell, by their name.
    let losses = Monitor<[String: Int]>([:])
    let calls = Monitor<[String]>([])

    func logsIn(_ password: String) -> Bool { valid.withLock { $0.contains(password) } }
}

/// Rotates the account of a ``FakeDatabase``; of single users the old password dies at once.
final class FakeRotator: Rotator {
    private let database: FakeDatabase
    let alternates: Bool
    private static let number = Monitor(0)

    init(_ database: FakeDatabase, alternates: Bool = false) {
        self.database = database
        self.alternates = alternates
    }

    var hasGap: Bool { !alternates }

    private func enter(_ step: String) throws {
        database.calls.withLock { $0.append(step) }
        let fails = database.failures.withLock { failures in
            guard let left = failures[step], left > 0 else { return false }
            failures[step] = left - 1
            return true
        }
        if fails { throw RotationError("DATABASE_ERROR", "the database is down") }
    }

    private func leave(_ step: String) throws {
        let isLost = database.losses.withLock { losses in
            guard let left = losses[step], left > 0 else { return false }
            losses[step] = left - 1
            return true
        }
        if isLost { throw RotationError("COURIER_ERROR", "the courier has ended") }
    }

    func create(_ request: RotationRequest) throws -> SecretValue {
        try enter("create")
        return SecretValue("password number \(FakeRotator.number.withLock { $0 += 1; return $0 })")
    }

    private func text(_ value: SecretValue?) -> String { String(decoding: value?.bytes ?? [], as: UTF8.self) }

    func set(_ request: RotationRequest) throws {
        try enter("set")
        let pending = text(request.pending)
        try database.valid.withLock { valid in
            if valid.contains(pending) { return }
            guard valid.contains(text(request.current)) || valid.contains(text(request.previous)) else {
                throw RotationError("AUTHENTICATION_FAILED", "no password works")
            }
            valid = alternates ? valid.suffix(1) + [pending] : [pending]
        }
        try leave("set")
    }

    func test(_ request: RotationRequest) throws {
        try enter("test")
        guard database.logsIn(text(request.pending)) else {
            throw RotationError("AUTHENTICATION_FAILED", "the pending password does not work")
        }
    }

    func finish(_ request: RotationRequest) throws { try enter("finish") }

    func prove(_ request: RotationRequest) throws -> Closure {
        try enter("prove")
        return database.logsIn(text(request.previous)) ? .accepted("it works") : .refused
    }
}
