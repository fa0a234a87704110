import Cryptography
import Foundation
import Gateway
import JSON
import POSIX
import RootKeys
import ServiceModel
import Testing

@testable import KMS

/// A key service over a folder of its own, with a clock that is set by hand.
final class KeyHarness {
    static let day = 86_400.0

    let folder: URL
    let clock = Monitor(1_800_000_000.0)
    private(set) var service: KeyService
    /// The door to the service.
    private(set) var gateway: Gateway

    init(_ source: RootKeySource? = nil) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)")
        service = try KeyHarness.open(folder, clock, source)
        gateway = KeyHarness.gateway(to: service)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Opens everything again, as after a crash.
    func restart(_ source: RootKeySource? = nil) throws {
        service = try KeyHarness.open(folder, clock, source)
        gateway = KeyHarness.gateway(to: service)
    }

    private static func gateway(to service: KeyService) -> Gateway {
        Gateway([service.makeOperations()], authorizer: OpenAuthorizer(), audit: service.auditWriter)
    }

    func wait(days: Double) throws {
        clock.withLock { $0 += days * KeyHarness.day }
        try service.doWhatIsDue()
    }

    private static func open(_ folder: URL, _ clock: Monitor<Double>, _ source: RootKeySource?) throws -> KeyService {
        let path = Array(folder.path.utf8)
        var settings = KeyService.Settings(folder: path, source: source ?? .file(path + Array("/root.key".utf8)))
        settings.now = { clock.withLock { $0 } }
        return try KeyService(settings)
    }

    /// Does an operation; the input is JSON.
    @discardableResult
    func perform(_ name: String, _ input: String = "{}") throws -> JSONValue {
        let operation = try #require(KMSModel.operation(name), "\(name)")
        return try gateway.perform(request(operation, try JSONValue(parsing: Array(input.utf8)))).value()
    }

    /// What alice asks for, by the clock.
    func request(_ operation: OperationModel, _ input: JSONValue) -> ServiceRequest {
        ServiceRequest(operation, input, by: .user(1000, name: "alice"), at: clock.withLock { $0 })
    }

    /// The code of the error that an operation ends with; `nil` when it ends well.
    func code(_ name: String, _ input: String) -> String? {
        do {
            try perform(name, input)
            return nil
        } catch {
            return (error as? ServiceError)?.code ?? "\(error)"
        }
    }

    /// The error that an operation ends with, with its text; `nil` when it ends well.
    func refusal(_ name: String, _ input: String) -> String? {
        do {
            try perform(name, input)
            return nil
        } catch {
            return "\(error)"
        }
    }

    func blob(_ name: String, _ input: String, _ member: String) throws -> [UInt8] {
        let text = try #require(try perform(name, input)[member]?.string, "\(member)")
        return try #require(Base64.bytes(text))
    }

    /// Makes a key and returns its id.
    func makeKey(_ input: String = "{}") throws -> String {
        try #require(try perform("CreateKey", input)["KeyMetadata"]?["KeyId"]?.string)
    }

    func state(_ key: String) throws -> String? {
        try perform("DescribeKey", #"{"KeyId":"\#(key)"}"#)["KeyMetadata"]?["KeyState"]?.string
    }

    /// `text` as base64.
    static func base64(_ text: String) -> String { Base64.text(Array(text.utf8)) }
}
