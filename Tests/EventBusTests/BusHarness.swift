import ConnectionOperations
import EventRules
import Foundation
import HelperProcesses
import JSON
import POSIX
import Records
import ServiceModel
import Testing

@testable import CourierDeliveries
@testable import EventBus
@testable import EventOperations

/// A bus over a folder of its own, in this process.
final class BusHarness {
    let folder: URL
    private(set) var bus: EventBus
    /// What connections are reached with.
    let secrets = FakeSecrets()
    private let change: (inout EventBus.Settings) -> Void
    private let couriers: Helper

    /// Opens a bus.
    ///
    /// - Parameters:
    ///   - couriers: Make requests.
    ///   - change: What its settings are beside those of all tests.
    /// - Throws: When its folder cannot be made.
    init(
        couriers: Helper = BusHarness.noCouriers,
        _ change: @escaping (inout EventBus.Settings) -> Void = { _ in }
    ) throws {
        self.change = change
        self.couriers = couriers
        folder = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        bus = try BusHarness.make(folder, couriers, change)
        bus.keepSecrets(with: secrets)
        bus.run()
    }

    deinit {
        bus.stop(by: Timestamp.monotonic().adding(milliseconds: 3000))
        try? FileManager.default.removeItem(at: folder)
    }

    /// Couriers that nobody can reach.
    static let noCouriers = Helper("courier", from: .socket(Array("/nowhere".utf8)))

    private static func make(
        _ folder: URL,
        _ couriers: Helper,
        _ change: (inout EventBus.Settings) -> Void
    ) throws -> EventBus {
        var settings = EventBus.Settings(
            feed: Array(folder.appending(path: "findings.jsonl").path.utf8),
            signingKey: Array(repeating: 7, count: 32)
        )
        settings.home = Array(folder.path.utf8)
        change(&settings)
        return try EventBus(
            settings,
            try RecordStore(path: folder.appending(path: "magpie.sqlite").path),
            couriers: CourierSinks(couriers)
        )
    }

    /// Ends the bus and opens another over the same state.
    func restart() throws {
        bus.stop(by: Timestamp.monotonic().adding(milliseconds: 500))
        bus = try BusHarness.make(folder, couriers, change)
        bus.keepSecrets(with: secrets)
        bus.run()
    }

    /// Does an operation; `input` is JSON.
    @discardableResult
    func perform(_ operation: String, _ input: String = "{}") throws -> JSONValue {
        let model = try #require(EventsModel.operation(operation))
        return try bus.perform(model, try JSONValue(parsing: Array(input.utf8)))
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

    /// Makes a rule for events of the source `app` that appends to a file, and returns the file.
    func collect(_ rule: String = "all", bus: String = "default") throws -> URL {
        let file = folder.appending(path: "\(rule).jsonl")
        try perform("PutRule", #"{"Name":"\#(rule)","EventBusName":"\#(bus)","EventPattern":"{\"source\":[\"app\"]}"}"#)
        try perform(
            "PutTargets",
            #"{"Rule":"\#(rule)","EventBusName":"\#(bus)","Targets":[{"Id":"file","Arn":"jsonl:\#(file.path)"}]}"#
        )
        return file
    }

    /// Puts an event of an object.
    func put(_ number: Int, object: String = "o", bus: String = "default") throws {
        let entry =
            #"{"Source":"app","DetailType":"t","Detail":"{\"n\":\#(number)}","Resources":["\#(object)"],"EventBusName":"\#(bus)"}"#
        let answer = try perform("PutEvents", "{\"Entries\":[\(entry)]}")
        #expect(answer["FailedEntryCount"] == .number(0))
    }

    func settle() -> Bool { bus.waitUntilDelivered(by: Timestamp.monotonic().adding(milliseconds: 120_000)) }

    /// Waits until something holds.
    func waitFor(_ condition: () throws -> Bool) rethrows -> Bool {
        for _ in 0..<12_000 {
            if try condition() { return true }
            Threads.sleep(milliseconds: 10)
        }
        return false
    }

    /// The numbers of the events in a file, in order.
    func numbers(_ file: URL) throws -> [Int] {
        guard FileManager.default.fileExists(atPath: file.path) else { return [] }
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").compactMap { line in
            try JSONValue(parsing: Array(line.utf8))["detail"]?["n"]?.integer
        }
    }
}

extension EventBus {
    /// Does an operation as an administrator does, without the gateway.
    func perform(_ model: OperationModel, _ input: JSONValue) throws -> JSONValue {
        try makeOperations().perform(
            ServiceRequest(model, input, by: .user(0), at: Timestamp.now().secondsSince1970)
        )
    }
}
