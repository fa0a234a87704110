import AccessPolicies
import JSON
import ServiceModel
import Testing

@testable import KMS

/// The table of the key service's operations.
@Suite struct TableTests {
    @Test func everyModelledOperationHasAHandlerAndTheOtherWayRound() throws {
        let table = try KeyHarness().service.makeOperations()
        #expect(table.unhandled == [])
        #expect(table.unmodelled == [])
        #expect(table.names == KMSModel.operations.map(\.name).sorted())
    }

    /// Encrypting anew is two actions, each on its key.
    @Test func eachActionOfReEncryptIsOnItsKey() throws {
        let harness = try KeyHarness()
        let keys = try [harness.makeKey(), harness.makeKey()]
        let blob = try harness.perform("Encrypt", #"{"KeyId":"\#(keys[0])","Plaintext":"aGk="}"#)["CiphertextBlob"]
        let input = JSONValue.object(["CiphertextBlob": blob ?? .null, "DestinationKeyId": .string(keys[1])])
        let request = harness.request(try #require(KMSModel.operation("ReEncrypt")), input)
        let questions = try harness.service.makeOperations().prepare(request).accessRequests(
            for: request,
            PolicyContext()
        )
        #expect(questions.map(\.action) == ["kms:ReEncryptFrom", "kms:ReEncryptTo"])
        #expect(questions.map(\.resourceARN) == keys.map { "arn:aws:kms:local:000000000000:key/\($0)" })
        #expect(questions.allSatisfy { $0.resource?.policy?.contains("kms:*") == true })
    }
}
