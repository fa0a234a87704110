import AccessPolicies
import Cryptography
import Foundation
import JSON
import POSIX
import Records
import ServiceModel
import Testing

@testable import IAM

/// A service over a folder of its own, with a clock that the test sets.
final class IAMHarness {
    let folder: URL
    private(set) var service: IAMService
    private(set) var records: RecordStore
    private(set) var tables: [String: OperationTable]
    let changes = Monitor<[AccessKeyChange]>([])
    /// Seconds that the system has run.
    let uptime: Monitor<Double>
    /// Seconds since 1970.
    var time = 1_796_500_000.0
    /// Who asks: `nil` for the account itself.
    private let asking = Monitor<Caller?>(nil)
    static let account = "000000000000"

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let uptime = Monitor(0.0)
        self.uptime = uptime
        (records, service) = try IAMHarness.open(folder, asking, changes, uptime)
        tables = IAMHarness.tables(service)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    private static func open(
        _ folder: URL,
        _ asking: Monitor<Caller?>,
        _ changes: Monitor<[AccessKeyChange]>,
        _ uptime: Monitor<Double>
    ) throws -> (RecordStore, IAMService) {
        let records = try RecordStore(path: folder.appending(path: "magpie.sqlite").path)
        let key = SecretBytes(copying: [UInt8](repeating: 7, count: 32).span)
        var dependencies = IAMService.Dependencies(keys: InstallationSealing(key: key))
        dependencies.caller = { service, _ in asking.withLock { $0 } ?? service.root() }
        dependencies.uptime = { uptime.withLock { $0 } }
        dependencies.hear = { change in changes.withLock { $0.append(change) } }
        return (records, try IAMService(dependencies, records))
    }

    private static func tables(_ service: IAMService) -> [String: OperationTable] {
        Dictionary(uniqueKeysWithValues: service.makeOperations().map { ($0.service, $0) })
    }

    /// Leaves the service as it stands, and opens another over the same file.
    func reopen() throws {
        (records, service) = try IAMHarness.open(folder, asking, changes, uptime)
        tables = IAMHarness.tables(service)
    }

    func request(_ name: String, _ input: [String: JSONValue]) throws -> ServiceRequest {
        let model = try #require(IAMHarness.model(name), "\(name)")
        return ServiceRequest(model, .object(input), by: .user(0, name: "root"), at: time)
    }

    static func model(_ name: String) -> OperationModel? {
        IAMModel.operation(name) ?? STSModel.operation(name) ?? PolicyModel.operations.first { $0.name == name }
    }

    /// Does an operation, and gives the answer.
    @discardableResult
    func perform(_ name: String, _ input: [String: JSONValue] = [:], as caller: Caller? = nil) throws -> JSONValue {
        let request = try request(name, input)
        asking.withLock { $0 = caller }
        defer { asking.withLock { $0 = nil } }
        return try #require(tables[request.operation.service]).perform(request)
    }

    /// What an operation is refused with; `nil` when it is not.
    func refusal(_ name: String, _ input: [String: JSONValue] = [:], as caller: Caller? = nil) throws -> ServiceError? {
        do {
            try perform(name, input, as: caller)
            return nil
        } catch let error as ServiceError {
            return error
        }
    }

    /// What a request touches, and its condition keys.
    func touched(_ name: String, _ input: [String: JSONValue]) throws -> [AccessRequest] {
        let request = try request(name, input)
        let table = try #require(tables[request.operation.service])
        try table.check(request)
        let prepared = try table.prepare(request)
        var context = PolicyContext()
        for (key, values) in prepared.conditions { context.set(key, values: values) }
        return try prepared.accessRequests(for: request, context)
    }

    // MARK: Short ways

    static func arn(_ resource: String) -> String { "arn:aws:iam::\(account):\(resource)" }

    static func allow(_ actions: String..., on resource: String = "*") -> String {
        let list = actions.map { "\"\($0)\"" }.joined(separator: ", ")
        return """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": [\(list)], "Resource": "\(resource)"}]}
            """
    }

    static func deny(_ action: String) -> String {
        """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "\(action)", "Resource": "*"}]}
        """
    }

    static func trust(_ principal: String, _ condition: String = "{}", actions: String = #""sts:*""#) -> String {
        """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": \(principal), "Action": [\(actions)],
        "Condition": \(condition)}]}
        """
    }

    func makeUser(_ name: String) throws { try perform("CreateUser", ["UserName": .string(name)]) }

    func makeRole(_ name: String, trust: String, allowing actions: String...) throws {
        try perform("CreateRole", ["RoleName": .string(name), "AssumeRolePolicyDocument": .string(trust)])
        for action in actions {
            try perform(
                "PutRolePolicy",
                [
                    "RoleName": .string(name), "PolicyName": .string("Own"),
                    "PolicyDocument": .string(IAMHarness.allow(action)),
                ]
            )
        }
    }

    func user(_ name: String, groups: [String] = [], extra: [String] = []) -> Caller {
        service.caller(user: name, unixGroups: groups, extra: extra)
    }

    static func decision(_ caller: Caller, _ action: String, on resource: String = "*") -> AccessDecision.Effect {
        let request = PolicyRequest(
            principal: caller.principal,
            action: action,
            resource: resource,
            context: caller.context
        )
        return caller.policies().decide(request).effect
    }
}
