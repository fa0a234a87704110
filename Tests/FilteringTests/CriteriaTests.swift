import JSON
import Filtering
import Testing

@Suite struct CriteriaTests {
    private static let finding = """
        {"type":"SensitiveData:S3Object/Multiple","severity":{"score":3,"description":"High"},"archived":false,
         "createdAt":"2026-11-24T12:00:00Z","count":1,"policyDetails":null,
         "resourcesAffected":{"s3Object":{"key":"a/b.txt","size":1024}},
         "classificationDetails":{"result":{"sensitiveData":[
           {"category":"CREDENTIALS","detections":[{"type":"AWS_CREDENTIALS","count":2}]},
           {"category":"FINANCIAL_INFORMATION","detections":[{"type":"CREDIT_CARD_NUMBER","count":1}]}]}}}
        """

    private func matches(_ criterion: String) throws -> Bool {
        let criteria = try FindingCriteria(try JSONValue(parsing: Array("{\"criterion\":\(criterion)}".utf8)))
        let whole = criteria.match(try JSONValue(parsing: Array(Self.finding.utf8)))
        #expect(criteria.match(text: Self.finding) == whole)
        return whole
    }

    @Test(arguments: [
        (#"{"severity.description":{"eq":["High","Low"]}}"#, true),
        (#"{"severity.description":{"eq":["high"]}}"#, false),
        (#"{"severity.description":{"neq":["High"]}}"#, false),
        (#"{"severity":{"eq":["High"]},"key":{"prefix":["a/"]}}"#, true),
        (#"{"severity":{"eq":["High"]},"key":{"prefix":["b/"]}}"#, false),
        (#"{"key":{"wildcard":["*.txt"]}}"#, true),
        (#"{"key":{"wildcard":["a*c*"]}}"#, false),
        (#"{"archived":{"eq":["false"]}}"#, true),
        (#"{"resourcesAffected.s3Object.size":{"gt":1000,"lte":1024}}"#, true),
        (#"{"resourcesAffected.s3Object.size":{"lt":1024}}"#, false),
        (#"{"createdAt":{"gte":1795521600000}}"#, true),
        (#"{"createdAt":{"lt":"2026-11-24"}}"#, false),
        (#"{"classificationDetails.result.sensitiveData.detections.type":{"eq":["CREDIT_CARD_NUMBER"]}}"#, true),
        (#"{"classificationDetails.result.sensitiveData.category":{"eqExactMatch":["CREDENTIALS"]}}"#, false),
        (
            #"{"classificationDetails.result.sensitiveData.category":{"eqExactMatch":["CREDENTIALS","FINANCIAL_INFORMATION"]}}"#,
            true
        ),
        (#"{"policyDetails.actor":{"neq":["x"]}}"#, true),
        (#"{}"#, true),
    ])
    func criteriaMeanWhatMacieSays(_ criterion: String, _ isMet: Bool) throws {
        #expect(try matches(criterion) == isMet)
    }

    @Test(arguments: [
        #"{"sevrity":{"eq":["High"]}}"#, #"{"severity":{"is":["High"]}}"#, #"{"severity":["High"]}"#,
        #"{"severity":{"eq":[]}}"#, #"{"severity.descripton":{"eq":["High"]}}"#,
        #"{"resourcesAffected.s3Object.keys":{"eq":["a"]}}"#, #"{"count":{"gt":["many"]}}"#,
        #"{"key":{"prefix":[null]}}"#,
    ])
    func mistakesAreRefused(_ criterion: String) {
        #expect(throws: FindingCriteria.Mistake.self) { try matches(criterion) }
    }

    @Test(arguments: [
        ("*", "", true), ("a", "a", true), ("a", "ab", false), ("a*a", "a", false), ("a*a", "aa", true),
        ("*b*", "abc", true), ("a\\*", "a*", true), ("a\\*", "ab", false), ("*ab", "aab", true),
        ("a*b*c", "a1b2b3c", true),
    ])
    func starsStandForAnything(_ pattern: String, _ text: String, _ isMatch: Bool) {
        #expect(Wildcard(pattern).matches(text) == isMatch)
    }
}
