import AccessPolicies
import JSON
import ServiceModel
import Testing

@testable import SecretsManager

extension SecretTests {
    /// It is kept until something about secrets is changed, so that a read asks the disk nothing.
    @Test func whatPoliciesSeeOfASecretIsWhatItIsNow() throws {
        let harness = try SecretsHarness()
        try harness.create("s", "x")
        let table = harness.secrets.makeOperations()
        let model = try #require(SecretsModel.operation("GetSecretValue"))
        func seen() throws -> ServiceResource {
            let request = ServiceRequest(model, .object(["SecretId": .string("s")]), by: .user(0), at: 0)
            return try #require(try table.prepare(request).resources().first)
        }
        for _ in 0..<2 { #expect(try seen().conditions["aws:ResourceTag/team"] == []) }
        try harness.perform("TagResource", #"{"SecretId":"s","Tags":[{"Key":"team","Value":"a"}]}"#)
        for _ in 0..<2 { #expect(try seen().conditions["aws:ResourceTag/team"] == ["a"]) }
        try harness.perform("UntagResource", #"{"SecretId":"s","TagKeys":["team"]}"#)
        #expect(try seen().conditions["aws:ResourceTag/team"] == [])
        let arn = try seen().arn
        try harness.perform("DeleteSecret", #"{"SecretId":"s","ForceDeleteWithoutRecovery":true}"#)
        // What there is not has the ARN of something that was never made.
        #expect(try seen().arn != arn)
        try harness.create("s", "y")
        #expect(try ![arn, "s"].contains(seen().arn))
    }
}
