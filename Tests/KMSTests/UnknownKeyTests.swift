import AccessPolicies
import Gateway
import JSON
import ServiceModel
import Testing

@testable import KMS

/// Keys that there are not: whoever may not use keys does not learn that.
@Suite struct UnknownKeyTests {
    /// Refuses everybody, and says what was asked about.
    private struct Closed: Authorizer {
        func authorize(
            _ request: ServiceRequest,
            _ prepared: PreparedOperation,
            conditions: () -> PolicyContext
        ) throws {
            let asked = try prepared.accessRequests(for: request, conditions())
            let names = asked.map { $0.resource?.calledName ?? $0.resource?.arn ?? "*" }
            throw ServiceError("AccessDeniedException", names.joined(separator: " "))
        }

        func visibility(for request: ServiceRequest, conditions: () -> PolicyContext) throws -> Visibility {
            throw ServiceError("AccessDeniedException", "")
        }
    }

    private let home = "arn:aws:kms:local:000000000000:"
    private let nobody = "00000000-0000-4000-8000-000000000000"

    private func refusal(_ harness: KeyHarness, _ name: String, _ input: String) throws -> String {
        let service = harness.service
        let gateway = Gateway([service.makeOperations()], authorizer: Closed(), audit: service.auditWriter)
        let operation = try #require(KMSModel.operation(name))
        do {
            _ = try gateway.perform(harness.request(operation, try JSONValue(parsing: Array(input.utf8))))
            return ""
        } catch {
            return "\(error)"
        }
    }

    @Test func whetherThereIsAKeyIsNotTold() throws {
        let harness = try KeyHarness()
        let key = try #require(try harness.perform("CreateKey")["KeyMetadata"]?["KeyId"]?.string)
        try harness.perform("CreateAlias", #"{"AliasName":"alias/known","TargetKeyId":"\#(key)"}"#)
        for operation in ["DescribeKey", "GetKeyPolicy", "DisableKey", "ScheduleKeyDeletion", "ListResourceTags"] {
            for id in [key, nobody] {
                #expect(
                    try refusal(harness, operation, #"{"KeyId":"\#(id)"}"#)
                        == "AccessDeniedException: \(home)key/\(id)",
                    "\(operation)"
                )
            }
        }
        for alias in ["alias/known", "alias/unknown"] {
            let input = #"{"KeyId":"\#(alias)","Plaintext":"aGk="}"#
            #expect(try refusal(harness, "Encrypt", input) == "AccessDeniedException: \(home)\(alias)")
            let deletion = #"{"AliasName":"\#(alias)"}"#
            #expect(try refusal(harness, "DeleteAlias", deletion).hasPrefix("AccessDeniedException: \(home)\(alias)"))
        }
    }

    @Test func whoMayUseKeysLearnsIt() throws {
        let harness = try KeyHarness()
        #expect(harness.code("DescribeKey", #"{"KeyId":"\#(nobody)"}"#) == "NotFoundException")
        #expect(harness.code("DeleteAlias", #"{"AliasName":"alias/none"}"#) == "NotFoundException")
    }
}
