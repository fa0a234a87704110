import Foundation
import JSON
import POSIX
import Records
import ServiceModel
import Testing

@testable import Macie

/// A service over a folder of its own, with a clock that the test sets.
final class MacieHarness {
    let folder: URL
    private(set) var service: MacieService
    private(set) var table: OperationTable
    /// Seconds since 1970.
    var time = 1_796_500_000.0
    /// How often what is looked for has changed.
    let changes = Monitor(0)
    let dependencies: MacieService.Dependencies
    static let models =
        MacieModel.discovery + MacieModel.session + MacieModel.organizations

    init(_ adjust: (inout MacieService.Dependencies) -> Void = { _ in }) throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        var dependencies = MacieService.Dependencies()
        dependencies.buckets = { ["share", "archive"] }
        dependencies.managed = {
            [("CREDIT_CARD_NUMBER", "FINANCIAL_INFORMATION"), ("AWS_CREDENTIALS", "CREDENTIALS")]
        }
        dependencies.changed = { [changes] in changes.withLock { $0 += 1 } }
        adjust(&dependencies)
        self.dependencies = dependencies
        (service, table) = try MacieHarness.open(folder, dependencies)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private static func open(
        _ folder: URL,
        _ dependencies: MacieService.Dependencies
    ) throws -> (MacieService, OperationTable) {
        let service = try MacieService(
            dependencies,
            try RecordStore(path: folder.appending(path: "magpie.sqlite").path)
        )
        var table = OperationTable(MacieModel.service, models)
        service.addOperations(to: &table)
        return (service, table)
    }

    /// Leaves the service as it stands, and opens another over the same file.
    func reopen() throws { (service, table) = try MacieHarness.open(folder, dependencies) }

    /// Does an operation, and gives the answer.
    @discardableResult
    func perform(_ name: String, _ input: String = "{}") throws -> JSONValue {
        let model = try #require(MacieHarness.models.first { $0.name == name }, "\(name)")
        let json = try JSONValue(parsing: Array(input.utf8))
        time += 1
        return try table.perform(ServiceRequest(model, json, by: .user(0, name: "root"), at: time))
    }

    /// What an operation is refused with; `nil` when it is not.
    func refusal(_ name: String, _ input: String = "{}") throws -> String? {
        do {
            try perform(name, input)
            return nil
        } catch let error as ServiceError {
            return error.code
        }
    }

    /// The texts at the end of a path in an answer.
    func texts(_ name: String, _ input: String = "{}", at path: [String]) throws -> [String] {
        try perform(name, input).values(at: path[...]).compactMap(\.string)
    }

    @discardableResult
    func makeIdentifier(_ name: String, _ more: String = "") throws -> String {
        let input = #"{"name": "\#(name)", "regex": "E-[0-9]{6}"\#(more.isEmpty ? "" : ", ")\#(more)}"#
        return try #require(try perform("CreateCustomDataIdentifier", input)["customDataIdentifierId"]?.string)
    }
}
