import Filtering
import JSON
import POSIX
import Records
import ServiceModel
import Testing

@testable import Macie

@Suite struct DiscoveryTests {
    @Test func everyModelHasAHandlerAndEveryHandlerAModel() throws {
        let harness = try MacieHarness()
        #expect(harness.table.unhandled == [])
        #expect(harness.table.unmodelled == [])
        let names = Set(MacieHarness.models.map(\.name))
        #expect(names.count == MacieHarness.models.count)
        #expect(try harness.refusal("ListMembers") == "UnsupportedOperation")
    }

    @Test func allOperationsOfMacieAreThereOnce() {
        let names = MacieModel.operations.map(\.name)
        #expect(names.count == 81 && Set(names).count == 81)
        let actions = Set((MacieModel.findings + MacieModel.buckets + JobsModel.operations).flatMap(\.actions))
        #expect(
            actions.isSuperset(of: ["macie2:ListFindings", "macie2:DescribeBuckets", "macie2:UpdateClassificationJob"])
        )
    }

    @Test func samplesAreOfTheTypesThatAreNamed() throws {
        let harness = try MacieHarness()
        let types = ["SensitiveData:S3Object/Personal", "Policy:IAMUser/S3BucketPublic"]
        _ = try harness.service.makeSamples(of: types, at: 1000)
        let second = try harness.service.makeSamples(of: [types[0]], at: 2000)
        let samples = harness.service.samples
        #expect(samples.compactMap { $0["type"]?.string } == types)
        #expect(samples[0]["id"] == second[0]["id"] && samples.allSatisfy { $0["sample"] == .boolean(true) })
        #expect(samples[1]["classificationDetails"] == .null && samples[1]["category"] == .string("POLICY"))
        #expect(MacieService.sampleTypes.count == 11)
    }

    // MARK: Custom data identifiers

    @Test func anIdentifierIsShownAsItWasMadeAndOutlivesTheProcess() throws {
        let harness = try MacieHarness()
        let id = try harness.makeIdentifier(
            "Employee",
            #""keywords": ["staff"], "ignoreWords": ["E-000000"], "tags": {"team": "hr"}, "description": "numbers""#
        )
        try harness.reopen()
        let shown = try harness.perform("GetCustomDataIdentifier", #"{"id": "\#(id)"}"#)
        #expect(shown["name"] == .string("Employee") && shown["regex"] == .string("E-[0-9]{6}"))
        #expect(shown["maximumMatchDistance"] == .number(50) && shown["deleted"] == .boolean(false))
        #expect(shown["arn"]?.string?.hasSuffix(":custom-data-identifier/\(id)") == true)
        #expect(shown["tags"]?["team"] == .string("hr"))
        #expect(shown.values(at: ["severityLevels", "severity"]) == [.string("MEDIUM")])
        #expect(harness.changes.withLock { $0 } == 1)
    }

    @Test func aDeletedIdentifierIsShownButNotListedNorLookedFor() throws {
        let harness = try MacieHarness()
        let (kept, gone) = (try harness.makeIdentifier("kept"), try harness.makeIdentifier("gone"))
        try harness.perform("DeleteCustomDataIdentifier", #"{"id": "\#(gone)"}"#)
        #expect(try harness.texts("ListCustomDataIdentifiers", at: ["items", "id"]) == [kept])
        #expect(try harness.perform("GetCustomDataIdentifier", #"{"id": "\#(gone)"}"#)["deleted"] == .boolean(true))
        #expect(
            try harness.refusal("DeleteCustomDataIdentifier", #"{"id": "\#(gone)"}"#) == "ResourceNotFoundException"
        )
        let batch = try harness.perform("BatchGetCustomDataIdentifiers", #"{"ids": ["\#(gone)", "none"]}"#)
        #expect(batch.values(at: ["customDataIdentifiers", "deleted"]) == [.boolean(true)])
        #expect(batch["notFoundIdentifierIds"] == .array([.string("none")]))
        let file = String(decoding: harness.service.inspection.identifiers ?? [], as: UTF8.self)
        #expect(file.contains(kept) && !file.contains(gone))
    }

    @Test func aRepeatedRequestMakesNothingNew() throws {
        let harness = try MacieHarness()
        let first = try harness.makeIdentifier("one", #""clientToken": "t""#)
        #expect(try harness.makeIdentifier("one", #""clientToken": "t""#) == first)
        #expect(
            try harness.refusal("CreateCustomDataIdentifier", #"{"name": "two", "regex": "x", "clientToken": "t"}"#)
                == "ConflictException"
        )
        #expect(harness.changes.withLock { $0 } == 1)
    }

    @Test(arguments: [
        #"{"name": "a"}"#, #"{"name": "a", "regex": ""}"#, #"{"name": "a", "regex": "x", "keywords": ["ab"]}"#,
        #"{"name": "a", "regex": "x", "ignoreWords": ["abc"]}"#,
        #"{"name": "a", "regex": "x", "maximumMatchDistance": 301}"#,
        #"{"name": "a", "regex": "x", "tags": {"AWS:x": "y"}}"#,
        #"{"name": "a", "regex": "x", "severityLevels": [{"occurrencesThreshold": 1, "severity": "HIGH"}, "#
            + #"{"occurrencesThreshold": 5, "severity": "LOW"}]}"#,
        #"{"name": "a", "regex": "x", "severityLevels": [{"occurrencesThreshold": 0, "severity": "HIGH"}]}"#,
    ])
    func whatIsNoIdentifierIsRefused(_ input: String) throws {
        let harness = try MacieHarness()
        #expect(try harness.refusal("CreateCustomDataIdentifier", input) == "ValidationException")
        #expect(try harness.texts("ListCustomDataIdentifiers", at: ["items", "id"]) == [])
    }

    @Test func aPatternThatDoesNotCompileIsRefused() throws {
        let harness = try MacieHarness { $0.mistake = { _ in "The identifier is not valid: a ( is open." } }
        #expect(
            try harness.refusal("CreateCustomDataIdentifier", #"{"name": "a", "regex": "("}"#) == "ValidationException"
        )
        #expect(
            try harness.refusal("TestCustomDataIdentifier", #"{"regex": "(", "sampleText": "x"}"#)
                == "ValidationException"
        )
    }

    @Test func listsComeInPagesThatEnd() throws {
        let harness = try MacieHarness()
        let made = try (0..<7).map { try harness.makeIdentifier("number \($0)") }
        var (found, token): ([String], String?) = ([], nil)
        var pages = 0
        repeat {
            let next = token.map { #", "nextToken": "\#($0)""# } ?? ""
            let page = try harness.perform("ListCustomDataIdentifiers", #"{"maxResults": 3\#(next)}"#)
            found += page.values(at: ["items", "id"]).compactMap(\.string)
            token = page["nextToken"]?.string
            pages += 1
        } while token != nil && pages < 10
        #expect(found == made && pages == 3)
        #expect(try harness.refusal("ListCustomDataIdentifiers", #"{"nextToken": "zz"}"#) == "ValidationException")
    }

    @Test func whatStandsInTheConfigurationIsShownAndNotChanged() throws {
        let harness = try MacieHarness { dependencies in
            dependencies.configured = { kind in
                [.object(["id": .string("STAFF"), "name": .string("Staff"), "regex": .string(kind.rawValue)])]
            }
        }
        let own = try harness.makeIdentifier("own")
        #expect(try harness.texts("ListCustomDataIdentifiers", at: ["items", "id"]) == ["STAFF", own])
        #expect(try harness.perform("GetCustomDataIdentifier", #"{"id": "STAFF"}"#)["name"] == .string("Staff"))
        #expect(try harness.refusal("DeleteCustomDataIdentifier", #"{"id": "STAFF"}"#) == "ConflictException")
        #expect(try harness.refusal("DeleteAllowList", #"{"id": "STAFF"}"#) == "ConflictException")
        #expect(try harness.refusal("DeleteFindingsFilter", #"{"id": "STAFF"}"#) == "ConflictException")
    }

    // MARK: Allow lists

    @Test func anAllowListIsAPatternOrAFileOfABucket() throws {
        let harness = try MacieHarness { $0.status = { _, key in key == "words.txt" ? .ok : .missing } }
        let words = #""criteria": {"s3WordsList": {"bucketName": "share", "objectKey": "words.txt"}}"#
        let made = try harness.perform("CreateAllowList", #"{"name": "words", \#(words)}"#)
        let id = try #require(made["id"]?.string)
        #expect(id.count == 22)
        let shown = try harness.perform("GetAllowList", #"{"id": "\#(id)"}"#)
        #expect(shown["status"]?["code"] == .string("OK"))
        #expect(harness.service.inspection.allowedWords.map(\.key) == ["words.txt"])
        try harness.perform(
            "UpdateAllowList",
            #"{"id": "\#(id)", "name": "test", "criteria": {"regex": "TEST-[0-9]+"}}"#
        )
        #expect(harness.service.inspection.allowedPatterns == ["TEST-[0-9]+"])
        #expect(harness.service.inspection.allowedWords.isEmpty)
        for criteria in [
            "{}", #"{"regex": "a", "s3WordsList": {"bucketName": "share", "objectKey": "k"}}"#,
            #"{"s3WordsList": {"bucketName": "nowhere", "objectKey": "k"}}"#,
        ] {
            #expect(
                try harness.refusal("CreateAllowList", #"{"name": "other", "criteria": \#(criteria)}"#)
                    == "ValidationException"
            )
        }
        #expect(
            try harness.refusal("CreateAllowList", #"{"name": "test", "criteria": {"regex": "a"}}"#)
                == "ConflictException"
        )
        try harness.perform("DeleteAllowList", #"{"id": "\#(id)"}"#)
        #expect(harness.service.inspection.allowedPatterns.isEmpty)
    }

    @Test func anAllowListOfAJobIsDeletedOnlyOnPurpose() throws {
        let id = "abcdefghijklmnopqrstuv"
        let harness = try MacieHarness {
            $0.jobs = { [.object(["Name": .string("nightly"), "allowListIds": .array([.string(id)])])] }
        }
        #expect(try harness.refusal("DeleteAllowList", #"{"id": "\#(id)"}"#) == "ConflictException")
        #expect(
            try harness.refusal("DeleteAllowList", #"{"id": "\#(id)", "ignoreJobChecks": "true"}"#)
                == "ResourceNotFoundException"
        )
    }

    @Test func aWordListHasItsLinesInAnyCase() {
        let (lines, status) = WordList.lines(Array("Jane Doe\r\n\n  \nregex:x\n".utf8))
        #expect(status == .ok)
        #expect(String(decoding: lines, as: UTF8.self) == "nocase:Jane Doe\nnocase:regex:x\n")
        #expect(WordList.lines([10, 32, 10]).status == .empty)
        let many =
            [UInt8](repeating: 10, count: 0) + Array(String(repeating: "a\n", count: WordList.mostEntries + 1).utf8)
        #expect(WordList.lines(many).status == .tooLarge)
    }

    // MARK: Filters

    private static let high = #""findingCriteria": {"criterion": {"severity.description": {"eq": ["High"]}}}"#

    private func filter(_ name: String, _ harness: MacieHarness, _ more: String = "") throws -> String {
        let input = #"{"name": "\#(name)", "action": "ARCHIVE", \#(DiscoveryTests.high)\#(more)}"#
        return try #require(try harness.perform("CreateFindingsFilter", input)["id"]?.string)
    }

    @Test func filtersAreTriedInTheirOrder() throws {
        let harness = try MacieHarness()
        let first = try filter("first", harness)
        let second = try filter("second", harness)
        let top = try filter("top", harness, #", "position": 1"#)
        #expect(
            try harness.texts("ListFindingsFilters", at: ["findingsFilterListItems", "id"]) == [top, first, second]
        )
        #expect(harness.service.archivers.map(\.name) == ["top", "first", "second"])
        try harness.perform("UpdateFindingsFilter", #"{"id": "\#(top)", "position": 3, "action": "NOOP"}"#)
        #expect(harness.service.archivers.map(\.name) == ["first", "second"])
        try harness.perform("DeleteFindingsFilter", #"{"id": "\#(first)"}"#)
        let shown = try harness.perform("GetFindingsFilter", #"{"id": "\#(top)"}"#)
        #expect(shown["position"] == .number(2) && shown["action"] == .string("NOOP"))
        try harness.reopen()
        #expect(harness.service.archivers.map(\.name) == ["second"])
    }

    @Test func aFilterArchivesWhatItMatches() throws {
        let harness = try MacieHarness()
        _ = try filter("high", harness)
        let archiver = try #require(harness.service.archivers.first)
        #expect(archiver.criteria.match(text: #"{"severity": {"description": "High"}}"#))
        #expect(!archiver.criteria.match(text: #"{"severity": {"description": "Low"}}"#))
    }

    @Test(arguments: [
        #""findingCriteria": {"criterion": {}}"#, #""findingCriteria": {"criterion": {"no.such": {"eq": ["x"]}}}"#,
        #""findingCriteria": {"criterion": {"type": {"like": ["x"]}}}"#,
    ])
    func whatWouldArchiveEverythingOrNothingIsRefused(_ criteria: String) throws {
        let harness = try MacieHarness()
        #expect(
            try harness.refusal("CreateFindingsFilter", #"{"name": "all", "action": "ARCHIVE", \#(criteria)}"#)
                == "ValidationException"
        )
    }

    // MARK: Tags

    @Test func tagsAreGivenAndTaken() throws {
        let harness = try MacieHarness()
        let id = try filter("tagged", harness)
        let arn = MacieService.arn(.filter, id)
        try harness.perform("TagResource", #"{"resourceArn": "\#(arn)", "tags": {"a": "1", "b": "2"}}"#)
        try harness.perform("UntagResource", #"{"resourceArn": "\#(arn)", "tagKeys": ["a"]}"#)
        #expect(
            try harness.perform("ListTagsForResource", #"{"resourceArn": "\#(arn)"}"#)["tags"]
                == .object(["b": .string("2")])
        )
        let other = MacieService.arn(.filter, "none")
        #expect(
            try harness.refusal("ListTagsForResource", #"{"resourceArn": "\#(other)"}"#) == "ResourceNotFoundException"
        )
        #expect(
            try harness.refusal("ListTagsForResource", #"{"resourceArn": "arn:aws:s3:::b"}"#) == "ValidationException"
        )
    }
}
