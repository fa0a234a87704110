import Terminal
import Findings
import Foundation
import Identifiers
import POSIX
import Testing

@testable import Reporting

/// What each format makes of the same findings, byte for byte where that is promised.
@Suite struct ReportTests {
    @Test func aMatchHasThePromisedMembersInOrder() {
        var report = MatchReport()
        report.add(Samples.detection(at: [Samples.occurrence(line: 3)]), in: Array("share/payroll.csv".utf8))
        #expect(
            report.text == """
                {"path":"share/payroll.csv","pathBytes":null,"member":null,"type":"CREDIT_CARD_NUMBER",\
                "category":"FINANCIAL_INFORMATION","severity":"High","confidence":"high","line":3,"column":12,\
                "start":120,"end":136,"cell":null,"page":null,"jsonPath":null,"masked":"42************42",\
                "fingerprint":"hmac-sha256:9f","value":null,"reason":["luhn","keyword:card"]}

                """
        )
    }

    @Test func aMatchInATableSaysInWhichCell() {
        var report = MatchReport()
        let occurrence = Samples.occurrence(line: 3, cell: Cell(column: 2, columnName: "card", row: 3))
        report.add(Samples.detection(at: [occurrence]), in: Array("a.csv".utf8))
        #expect(report.text.contains(#""cell":{"row":3,"column":2,"columnName":"card","cellReference":null}"#))
    }

    @Test func aValueIsOnlyInAMatchThatWasAskedFor() {
        var report = MatchReport()
        var occurrence = Samples.occurrence(line: 1)
        occurrence.value = SensitiveBytes(Array("4242\u{FF}".utf8) + [0xFF])
        report.add(Samples.detection(at: [occurrence]), in: Array("a".utf8))
        #expect(report.text.contains("\"value\":\"4242\u{FF}\u{FFFD}\""))
    }

    @Test func textIsForReading() {
        var report = TextReport(Style(isColored: false))
        let occurrences = (2...6).map { Samples.occurrence(line: $0 * 7, column: 31) }
        report.add(
            Samples.report([
                Samples.detection(of: Samples.birthDate, at: [Samples.occurrence(line: 1)]),
                Samples.detection(count: 12, at: occurrences),
            ])
        )
        #expect(
            report.text == """
                share/payroll.csv
                  HIGH    Credit card number  CREDIT_CARD_NUMBER  12 times, confidence high
                     14:31  42************42  passes luhn, near "card"
                     21:31  42************42  passes luhn, near "card"
                     28:31  42************42  passes luhn, near "card"
                     35:31  42************42  passes luhn, near "card"
                     42:31  42************42  passes luhn, near "card"
                            and 7 more
                  LOW     Date of birth       DATE_OF_BIRTH       once, confidence high
                      1:12  42************42  passes luhn, near "card"


                """
        )
    }

    @Test func textOfNothingIsEmpty() {
        var report = TextReport(Style(isColored: true))
        report.add(Samples.report([]))
        #expect(report.text.isEmpty)
    }

    @Test func textSaysWhenMoreWasThereThanWasLookedAt() {
        var report = TextReport(Style(isColored: false))
        var file = Samples.report([Samples.detection(at: [Samples.occurrence(line: 1)])])
        file.coverage = .partial(.unsupportedFormat("application/zip"))
        report.add(file)
        #expect(report.text.contains("  in part only: application/zip content is not unpacked"))
    }

    @Test func aFindingHasTheMembersOfMacie() throws {
        var report = FindingReport(Samples.context)
        report.add(Samples.report([Samples.detection(at: [Samples.occurrence(line: 3)])]))
        let start = """
            {"schemaVersion":"1.0","id":"\(try id(report))","accountId":"000000000000","partition":"aws",\
            "region":"local","type":"SensitiveData:S3Object/Financial",\
            "title":"The S3 object contains financial information.",\
            "description":"The object contains financial information.","severity":{"score":3,"description":"High"},\
            "createdAt":"2025-11-23T21:30:00Z","updatedAt":"2025-11-23T21:30:00Z","category":"CLASSIFICATION","count":1,\
            "sample":false,"archived":false,"policyDetails":null,"resourcesAffected":{
            """
        #expect(report.text.hasPrefix(start))
        #expect(
            report.text.contains(
                """
                "s3Object":{"bucketArn":"arn:aws:s3:::share","key":"payroll.csv","path":"share/payroll.csv",\
                "extension":"csv","lastModified":null,"eTag":"00ff","versionId":"","size":null,"storageClass":"STANDARD",\
                "publicAccess":null,"tags":[],"serverSideEncryption":{"encryptionType":"NONE","kmsMasterKeyId":null}}
                """
            )
        )
        #expect(
            report.text.contains(
                """
                "classificationDetails":{"jobArn":"arn:aws:macie2:local:000000000000:classification-job/\
                0123456789abcdef0123456789abcdef","jobId":"0123456789abcdef0123456789abcdef",\
                "originType":"SENSITIVE_DATA_DISCOVERY_JOB",\
                "detailedResultsLocation":"s3://[export-config-not-set]/AWSLogs/000000000000/Macie/local/",\
                "result":{"status":{"code":"COMPLETE","reason":null},"sizeClassified":4096,"mimeType":"text/plain",\
                "additionalOccurrences":false,"sensitiveData":[{"category":"FINANCIAL_INFORMATION","totalCount":1,\
                "detections":[{"type":"CREDIT_CARD_NUMBER","count":1,"occurrences":{"lineRanges":[{"start":3,"end":3,\
                "startColumn":12}],"cells":null,"records":null,"pages":null,"offsetRanges":null}}]}],\
                "customDataIdentifiers":{"totalCount":0,"detections":[]}}}
                """
            )
        )
    }

    private func id(_ report: FindingReport) throws -> String {
        let object = try JSONSerialization.jsonObject(with: Data(report.bytes)) as? [String: Any]
        let id = try #require(object?["id"] as? String)
        #expect(id.count == 32 && id.allSatisfy { $0.isHexDigit })
        return id
    }

    @Test func aFindingKeepsItsIdWhileTheContentStays() throws {
        let same = Samples.report([Samples.detection(at: [Samples.occurrence(line: 3)])])
        var changed = same
        changed.contentHash = "0100"
        let ids = try [same, same, changed].map { file in
            var report = FindingReport(Samples.context)
            report.add(file)
            return try id(report)
        }
        #expect(ids[0] == ids[1])
        #expect(ids[0] != ids[2])
    }

    @Test(arguments: [
        ([Samples.card], "Financial"), ([Samples.birthDate], "Personal"), ([Samples.staff], "CustomIdentifier"),
        ([Samples.card, Samples.staff], "Multiple"), ([Samples.card, Samples.birthDate], "Multiple"),
    ])
    func theTypeOfAFindingFollowsItsCategories(_ identifiers: [ManagedDataIdentifier], _ expected: String) {
        var report = FindingReport(Samples.context)
        report.add(Samples.report(identifiers.map { Samples.detection(of: $0, at: [Samples.occurrence(line: 1)]) }))
        #expect(report.text.contains("\"type\":\"SensitiveData:S3Object/\(expected)\""))
    }

    @Test func customIdentifiersStandApart() {
        var report = FindingReport(Samples.context)
        report.add(Samples.report([Samples.detection(of: Samples.staff, at: [Samples.occurrence(line: 1)])]))
        #expect(
            report.text.contains(
                """
                "sensitiveData":[],"customDataIdentifiers":{"totalCount":1,"detections":[{\
                "arn":"arn:aws:macie2:local:000000000000:custom-data-identifier/STAFF","name":"Staff number","count":1
                """
            )
        )
    }

    @Test func atMostFifteenOccurrencesAreLocatedFirstTypeFirst() throws {
        var report = FindingReport(Samples.context)
        let cards = (1...12).map { Samples.occurrence(line: $0) }
        let dates = (1...12).map { Samples.occurrence(line: $0) }
        report.add(Samples.report([Samples.detection(at: cards), Samples.detection(of: Samples.birthDate, at: dates)]))
        let sensitive = report.text.components(separatedBy: "\"customDataIdentifiers\"")[0]
        #expect(sensitive.components(separatedBy: "\"startColumn\"").count - 1 == 15)
        #expect(sensitive.contains("\"additionalOccurrences\":true"))
    }

    @Test func aFindingInPartSaysWhy() {
        var report = FindingReport(Samples.context)
        var file = Samples.report([Samples.detection(at: [Samples.occurrence(line: 1)])])
        file.coverage = .partial(.changedWhileRead)
        report.add(file)
        #expect(report.text.contains(#""status":{"code":"PARTIAL","reason":"OBJECT_VERSION_MISMATCH"}"#))
    }

    @Test func anObjectWithoutFindingsHasNoFinding() {
        var report = FindingReport(Samples.context)
        report.add(Samples.report([]))
        #expect(report.text.isEmpty)
    }

    @Test func namesThatAreNoTextAreInBytesToo() throws {
        var report = FindingReport(Samples.context)
        var file = Samples.report([Samples.detection(at: [Samples.occurrence(line: 1)])])
        file.path = Array("share/".utf8) + [0xFF]
        report.add(file)
        #expect(report.text.contains("\"path\":\"share/\u{FFFD}\",\"pathBytes\":\"c2hhcmUv/w==\""))
    }

    @Test func sarifIsOneDocument() throws {
        var report = SARIFReport(Samples.context, Samples.identifiers)
        report.add(Samples.report([Samples.detection(at: [Samples.occurrence(line: 3)])], path: "share/a b.txt"))
        let failure = ScanTally.Failure(path: Array("share/x".utf8), gap: .permissionDenied)
        let document =
            SARIFReport.start(Samples.context, Samples.identifiers)
            + report.bytes.dropFirst(SARIFReport.separator.utf8.count)
            + SARIFReport.end(
                Samples.context,
                failures: [failure],
                otherFailures: 2,
                partials: [],
                end: Timestamp(seconds: 1_763_933_400)
            )
        let sarif = try #require(try JSONSerialization.jsonObject(with: Data(document)) as? [String: Any])
        #expect(sarif["version"] as? String == "2.1.0")
        let run = try #require((sarif["runs"] as? [[String: Any]])?.first)
        let rules = ((run["tool"] as? [String: Any])?["driver"] as? [String: Any])?["rules"] as? [[String: Any]]
        #expect(rules?.map { $0["id"] as? String } == ["CREDIT_CARD_NUMBER", "DATE_OF_BIRTH", "STAFF"])
        let result = try #require((run["results"] as? [[String: Any]])?.first)
        #expect(result["level"] as? String == "error")
        let place = ((result["locations"] as? [[String: Any]])?.first?["physicalLocation"]) as? [String: Any]
        #expect((place?["artifactLocation"] as? [String: String]) == ["uri": "a%20b.txt", "uriBaseId": "share"])
        #expect(
            (place?["region"] as? [String: Int])
                == [
                    "startLine": 3, "startColumn": 12, "endLine": 3, "endColumn": 28, "byteOffset": 120,
                    "byteLength": 16,
                ]
        )
        let bases = run["originalUriBaseIds"] as? [String: [String: String]]
        #expect(bases == ["share": ["uri": "file:///srv/share/"]])
        let invocation = try #require((run["invocations"] as? [[String: Any]])?.first)
        #expect(invocation["executionSuccessful"] as? Bool == false)
        #expect((invocation["toolExecutionNotifications"] as? [Any])?.count == 2)
        #expect(!String(decoding: document, as: UTF8.self).contains("42****"))
    }

    @Test func sarifOfNothingIsADocumentToo() throws {
        let document =
            SARIFReport.start(Samples.context, [])
            + SARIFReport.end(Samples.context, failures: [], otherFailures: 0, partials: [], end: Timestamp(seconds: 0))
        _ = try JSONSerialization.jsonObject(with: Data(document))
    }

    @Test func offsetsIntoDecodedTextAreNotGivenAsBytes() {
        var report = SARIFReport(Samples.context, Samples.identifiers)
        var file = Samples.report([Samples.detection(at: [Samples.occurrence(line: 3)])])
        file.content = .text(.utf16LittleEndian)
        report.add(file)
        #expect(!report.text.contains("byteOffset"))
    }
}
