import Filtering

/// Measures how many events a second find the patterns that they meet, on one core.
enum EventBenchmark {
    static func run() throws {
        let events = (0..<2000).map(event)
        let size = events.map(\.count).reduce(0, +) / events.count
        print("events of \(size) bytes on average")
        var base = 0.0
        for (name, count) in [
            ("1 pattern", 1), ("5 of each kind", 5), ("100 patterns", 100 / kinds), ("10,000 patterns", 10_000 / kinds),
        ] {
            let patterns = try (0..<count).flatMap { number in
                try (count == 1 ? 0..<1 : 0..<kinds).map { try EventPattern(pattern($0, number)) }
            }
            var matching = EventMatching(EventMatcher(patterns))
            var met = 0
            let seconds = try Main.time(rounds: 10) {
                met = 0
                for event in events { met += try matching.patterns(metBy: event.span).count }
            }
            let rate = Double(events.count) / seconds
            if name.hasPrefix("5") { base = rate }
            print(
                "\(name): \(Int(rate)) events/s, \(patterns.count) patterns, \(Double(met) / Double(events.count)) met by an event"
                    + (base > 0 ? ", \((base / rate * 100).rounded() / 100) times as long as 5 of each" : "")
            )
        }
    }

    /// The kinds of patterns, an operator each.
    private static let kinds = 10

    private static func pattern(_ kind: Int, _ number: Int) -> String {
        let key = "\"resourcesAffected\":{\"s3Object\":{\"key\":"
        switch kind {
        case 0: return "{\"source\":[\"aws.macie\"],\"detail\":{\(key)[\"folder-\(number)/file-\(number).csv\"]}}}}"
        case 1: return "{\"detail\":{\(key)[{\"prefix\":\"folder-\(number)/\"}]}}}}"
        case 2: return "{\"detail\":{\(key)[{\"suffix\":\"-\(number).csv\"}]}}}}"
        case 3: return "{\"detail\":{\(key)[{\"wildcard\":\"folder-\(number)/*.csv\"}]}}}}"
        case 4:
            return
                "{\"detail\":{\"resourcesAffected\":{\"s3Bucket\":{\"name\":[{\"equals-ignore-case\":\"BUCKET-\(number)\"}]}}}}"
        case 5:
            return
                "{\"detail\":{\"resourcesAffected\":{\"s3Object\":{\"size\":[{\"numeric\":[\">\",\(number * 1000),\"<=\",\(number * 1000 + 500)]}]}}}}"
        case 6:
            return
                "{\"source\":[{\"anything-but\":\"aws.s3\"}],\"detail\":{\"local\":{\"userName\":[\"user-\(number)\"]}}}"
        case 7: return "{\"detail\":{\"local\":{\"address\":[{\"cidr\":\"10.\(number / 256).\(number % 256).0/24\"}]}}}"
        case 8: return "{\"detail\":{\"local\":{\"attribute-\(number)\":[{\"exists\":true}]}}}"
        default:
            return
                "{\"$or\":[{\"detail\":{\"id\":[\"id-\(number)\"]}},{\"detail\":{\"local\":{\"inode\":[\(number)]}}}],\"region\":[\"local\"]}"
        }
    }

    /// An event as the service makes them.
    private static func event(_ number: Int) -> [UInt8] {
        let text = """
            {"version":"0","id":"7c0c6a1e-8d0f-4b6a-9a0b-2f0c3d4e\(number)","detail-type":"Macie Finding","source":"aws.macie",\
            "account":"000000000000","time":"2026-11-24T12:00:00Z","region":"local","resources":[],"detail":{"schemaVersion":"1.0",\
            "id":"id-\(number)","type":"SensitiveData:S3Object/Financial","title":"The S3 object contains financial information.",\
            "severity":{"score":3,"description":"High"},"category":"CLASSIFICATION","count":1,"archived":false,\
            "resourcesAffected":{"s3Bucket":{"arn":"arn:aws:s3:::bucket-\(number)","name":"bucket-\(number)"},\
            "s3Object":{"key":"folder-\(number)/file-\(number).csv","size":\(number * 1000 + 100),"extension":"csv"}},\
            "classificationDetails":{"result":{"status":{"code":"COMPLETE","reason":null},"sizeClassified":1024,\
            "sensitiveData":[{"category":"FINANCIAL_INFORMATION","totalCount":1,"detections":[{"type":"CREDIT_CARD_NUMBER",\
            "count":1}]}]}},"local":{"userName":"user-\(number)","address":"10.\(number / 256).\(number % 256).7","inode":\(number)}}}
            """
        return Array(text.utf8)
    }
}
