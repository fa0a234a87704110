import JSON
import ServiceModel
import Testing

@testable import Macie

@Suite struct SessionTests {
    @Test func macieIsEnabledUntilSomebodyDisablesIt() throws {
        let harness = try MacieHarness()
        #expect(try harness.perform("GetMacieSession")["status"] == .string("ENABLED"))
        #expect(try harness.refusal("EnableMacie") == "ConflictException")
        try harness.makeIdentifier("kept")
        try harness.perform("DisableMacie")
        #expect(harness.service.rest.isEverything && harness.service.rest.isAutomated)
        for name in ["GetMacieSession", "ListCustomDataIdentifiers", "ListAllowLists", "GetRevealConfiguration"] {
            #expect(try harness.refusal(name) == "AccessDeniedException", "\(name)")
        }
        try harness.reopen()
        #expect(harness.service.rest.isEverything)
        try harness.perform("EnableMacie", #"{"findingPublishingFrequency": "ONE_HOUR"}"#)
        #expect(!harness.service.rest.isAutomated)
        let session = try harness.perform("GetMacieSession")
        #expect(session["findingPublishingFrequency"] == .string("ONE_HOUR"))
        #expect(try harness.texts("ListCustomDataIdentifiers", at: ["items", "name"]) == ["kept"])
    }

    @Test func aPauseRestsScansAndDiscoveryOnlyThoseOfChanges() throws {
        let harness = try MacieHarness()
        try harness.perform("UpdateMacieSession", #"{"status": "PAUSED"}"#)
        #expect(harness.service.rest.isEverything)
        #expect(try harness.perform("GetMacieSession")["status"] == .string("PAUSED"))
        try harness.perform("UpdateMacieSession", #"{"status": "ENABLED"}"#)
        try harness.perform("UpdateAutomatedDiscoveryConfiguration", #"{"status": "DISABLED"}"#)
        #expect(!harness.service.rest.isEverything && harness.service.rest.isAutomated)
        let discovery = try harness.perform("GetAutomatedDiscoveryConfiguration")
        #expect(discovery["status"] == .string("DISABLED") && discovery["disabledAt"] != nil)
        try harness.perform("UpdateAutomatedDiscoveryConfiguration", #"{"status": "ENABLED"}"#)
        #expect(try harness.perform("GetAutomatedDiscoveryConfiguration")["disabledAt"] == nil)
        #expect(!harness.service.rest.isAutomated)
    }

    @Test func theScopeLeavesBucketsToJobs() throws {
        let harness = try MacieHarness()
        let id = try #require(try harness.texts("ListClassificationScopes", at: ["classificationScopes", "id"]).first)
        func update(_ names: String, _ operation: String) throws -> String? {
            try harness.refusal(
                "UpdateClassificationScope",
                #"{"id": "\#(id)", "s3": {"excludes": {"bucketNames": [\#(names)], "operation": "\#(operation)"}}}"#
            )
        }
        #expect(try update(#""share""#, "ADD") == nil)
        #expect(try update(#""archive""#, "ADD") == nil)
        #expect(harness.service.rest.excluded == ["share", "archive"])
        #expect(try update(#""share""#, "REMOVE") == nil)
        #expect(harness.service.rest.excluded == ["archive"])
        #expect(try update(#""nowhere""#, "REPLACE") == "ValidationException")
        #expect(
            try harness.texts(
                "GetClassificationScope",
                #"{"id": "\#(id)"}"#,
                at: ["s3", "excludes"]
            ) == []
        )
        let scope = try harness.perform("GetClassificationScope", #"{"id": "\#(id)"}"#)
        #expect(scope["s3"]?["excludes"]?["bucketNames"] == .array([.string("archive")]))
        #expect(try harness.refusal("GetClassificationScope", #"{"id": "none"}"#) == "ResourceNotFoundException")
    }

    @Test func theTemplateSaysWhatIsLookedFor() throws {
        let harness = try MacieHarness()
        let made = try harness.makeIdentifier("made")
        let id = try #require(
            try harness.texts("ListSensitivityInspectionTemplates", at: ["sensitivityInspectionTemplates", "id"]).first
        )
        func shown() throws -> JSONValue {
            try harness.perform("GetSensitivityInspectionTemplate", #"{"id": "\#(id)"}"#)
        }
        #expect(try shown()["includes"]?["customDataIdentifierIds"] == .array([.string(made)]))
        try harness.perform(
            "UpdateSensitivityInspectionTemplate",
            #"{"id": "\#(id)", "includes": {}, "excludes": {"managedDataIdentifierIds": ["CREDIT_CARD_NUMBER"]}}"#
        )
        #expect(try shown()["includes"]?["customDataIdentifierIds"] == .array([]))
        #expect(harness.service.inspection.identifiers == nil)
        #expect(harness.service.inspection.excluded == ["CREDIT_CARD_NUMBER"])
        #expect(
            try harness.refusal(
                "UpdateSensitivityInspectionTemplate",
                #"{"id": "\#(id)", "includes": {"customDataIdentifierIds": ["none"]}}"#
            ) == "ValidationException"
        )
    }

    @Test func settingsAreKept() throws {
        let harness = try MacieHarness()
        let destination = #"{"s3Destination": {"bucketName": "archive", "kmsKeyArn": "arn:aws:kms:x:0:key/1"}}"#
        try harness.perform("PutClassificationExportConfiguration", #"{"configuration": \#(destination)}"#)
        try harness.perform(
            "PutFindingsPublicationConfiguration",
            #"{"securityHubConfiguration": {"publishClassificationFindings": true, "publishPolicyFindings": false}}"#
        )
        #expect(!harness.service.revealsWithoutReason)
        try harness.perform("UpdateRevealConfiguration", #"{"configuration": {"status": "ENABLED"}}"#)
        try harness.reopen()
        let export = try harness.perform("GetClassificationExportConfiguration")["configuration"]
        #expect(export == (try JSONValue(parsing: Array(destination.utf8))))
        let publication = try harness.perform("GetFindingsPublicationConfiguration")["securityHubConfiguration"]
        #expect(publication?["publishClassificationFindings"] == .boolean(true))
        #expect(harness.service.revealsWithoutReason)
        #expect(
            try harness.refusal(
                "UpdateRevealConfiguration",
                #"{"configuration": {"status": "ENABLED"}, "retrievalConfiguration": {"retrievalMode": "ASSUME_ROLE"}}"#
            ) == "ValidationException"
        )
        #expect(try harness.texts("GetUsageTotals", at: ["usageTotals", "estimatedCost"]) == ["0", "0", "0", "0"])
    }
}
