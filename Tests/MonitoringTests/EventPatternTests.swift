import Filtering
import Testing

/// The pattern language of EventBridge, operator by operator.
@Suite struct EventPatternTests {
    private static let event = """
        {"version":"0","id":"6a7e8feb-b491","detail-type":"Macie Finding","source":"aws.macie","account":"000000000000",
         "time":"2026-11-24T12:00:00Z","region":"local","resources":["arn:aws:s3:::share","arn:aws:s3:::other"],
         "detail":{"severity":{"score":3,"description":"High"},"count":1,"price":-3.5,"archived":false,"policy":null,
          "address":"10.1.2.3","address6":"2001:db8::7","name":"Étude.TXT","path":"a/b/c.txt","empty":"","a.b":"dotted",
          "sensitiveData":[{"category":"CREDENTIALS","detections":[{"type":"AWS_CREDENTIALS","count":2}]},
            {"category":"FINANCIAL_INFORMATION","detections":[{"type":"CREDIT_CARD_NUMBER","count":7},
              {"type":"IBAN","count":1}]}],"none":[],"escaped":"line\\n\\"quoted\\" \\u00e9"}}
        """

    @Test(arguments: [
        // Literals: any of the alternatives, all of the fields.
        (#"{"source":["aws.macie"]}"#, true), (#"{"source":["aws.s3","aws.macie"]}"#, true),
        (#"{"source":["aws.maci"]}"#, false), (#"{"source":["aws.macie"],"region":["remote"]}"#, false),
        (#"{"detail":{"count":[1]}}"#, true), (#"{"detail":{"count":[1.0]}}"#, true),
        (#"{"detail":{"count":["1"]}}"#, false), (#"{"detail":{"archived":[false]}}"#, true),
        (#"{"detail":{"archived":["false"]}}"#, false), (#"{"detail":{"policy":[null]}}"#, true),
        (#"{"detail":{"count":[null]}}"#, false), (#"{"detail":{"empty":[""]}}"#, true),
        (#"{"resources":["arn:aws:s3:::other"]}"#, true), (#"{"detail":{"escaped":["line\n\"quoted\" é"]}}"#, true),
        // Prefix, suffix, case.
        (#"{"detail":{"path":[{"prefix":"a/"}]}}"#, true), (#"{"detail":{"path":[{"prefix":"b/"}]}}"#, false),
        (#"{"detail":{"path":[{"prefix":""}]}}"#, true),
        (#"{"detail":{"path":[{"prefix":{"equals-ignore-case":"A/B"}}]}}"#, true),
        (#"{"detail":{"path":[{"suffix":".txt"}]}}"#, true), (#"{"detail":{"path":[{"suffix":".TXT"}]}}"#, false),
        (#"{"detail":{"name":[{"suffix":{"equals-ignore-case":".txt"}}]}}"#, true),
        (#"{"detail":{"name":[{"equals-ignore-case":"éTUDE.txt"}]}}"#, true),
        (#"{"detail":{"name":[{"equals-ignore-case":"etude.txt"}]}}"#, false),
        // Wildcards.
        (#"{"detail":{"path":[{"wildcard":"a/*/c.txt"}]}}"#, true),
        (#"{"detail":{"path":[{"wildcard":"*.txt"}]}}"#, true),
        (#"{"detail":{"path":[{"wildcard":"*b/c*"}]}}"#, true), (#"{"detail":{"path":[{"wildcard":"*"}]}}"#, true),
        (#"{"detail":{"path":[{"wildcard":"a*d"}]}}"#, false),
        (#"{"detail":{"path":[{"wildcard":"a/b/c.txt"}]}}"#, true),
        (#"{"detail":{"path":[{"wildcard":"a/\\*"}]}}"#, false),
        (#"{"detail":{"path":[{"wildcard":"*/c.t*"}]}}"#, true),
        // Numbers.
        (#"{"detail":{"count":[{"numeric":["=",1]}]}}"#, true), (#"{"detail":{"price":[{"numeric":["<",0]}]}}"#, true),
        (#"{"detail":{"severity":{"score":[{"numeric":[">=",2]}]}}}"#, true),
        (#"{"detail":{"severity":{"score":[{"numeric":[">",3]}]}}}"#, false),
        (#"{"detail":{"severity":{"score":[{"numeric":[">",0,"<=",3]}]}}}"#, true),
        (#"{"detail":{"severity":{"score":[{"numeric":[">",0,"<",3]}]}}}"#, false),
        (#"{"detail":{"path":[{"numeric":[">",0]}]}}"#, false),
        // Addresses.
        (#"{"detail":{"address":[{"cidr":"10.0.0.0/8"}]}}"#, true),
        (#"{"detail":{"address":[{"cidr":"10.1.2.0/25"}]}}"#, true),
        (#"{"detail":{"address":[{"cidr":"10.1.3.0/24"}]}}"#, false),
        (#"{"detail":{"address":[{"cidr":"0.0.0.0/0"}]}}"#, true),
        (#"{"detail":{"address6":[{"cidr":"2001:db8::/32"}]}}"#, true),
        (#"{"detail":{"address6":[{"cidr":"2001:db9::/32"}]}}"#, false),
        (#"{"detail":{"path":[{"cidr":"::/0"}]}}"#, false),
        // Presence.
        (#"{"detail":{"count":[{"exists":true}]}}"#, true), (#"{"detail":{"policy":[{"exists":true}]}}"#, true),
        (#"{"detail":{"missing":[{"exists":true}]}}"#, false), (#"{"detail":{"missing":[{"exists":false}]}}"#, true),
        (#"{"nothing":{"at":{"all":[{"exists":false}]}}}"#, true), (#"{"detail":{"count":[{"exists":false}]}}"#, false),
        (#"{"detail":{"severity":[{"exists":true}]}}"#, false), (#"{"detail":{"none":[{"exists":false}]}}"#, true),
        (#"{"detail":{"missing":[{"exists":false},"x"]}}"#, true),
        // Anything but.
        (#"{"source":[{"anything-but":"aws.s3"}]}"#, true),
        (#"{"source":[{"anything-but":["aws.s3","aws.macie"]}]}"#, false),
        (#"{"detail":{"count":[{"anything-but":[2,3]}]}}"#, true),
        (#"{"detail":{"count":[{"anything-but":1}]}}"#, false),
        (#"{"detail":{"missing":[{"anything-but":"x"}]}}"#, false),
        (#"{"detail":{"path":[{"anything-but":{"prefix":"a/"}}]}}"#, false),
        (#"{"detail":{"path":[{"anything-but":{"prefix":["b/","c/"]}}]}}"#, true),
        (#"{"detail":{"path":[{"anything-but":{"suffix":".txt"}}]}}"#, false),
        (#"{"detail":{"name":[{"anything-but":{"equals-ignore-case":["étude.txt"]}}]}}"#, false),
        (#"{"detail":{"path":[{"anything-but":{"wildcard":"*/b/*"}}]}}"#, false),
        (#"{"detail":{"path":[{"anything-but":{"wildcard":["*/x/*","y*"]}}]}}"#, true),
        // Arrays of objects: fields below one array must match in the same element.
        (#"{"detail":{"sensitiveData":{"category":["CREDENTIALS"]}}}"#, true),
        (#"{"detail":{"sensitiveData":{"detections":{"type":["IBAN"],"count":[1]}}}}"#, true),
        (#"{"detail":{"sensitiveData":{"detections":{"type":["IBAN"],"count":[7]}}}}"#, false),
        (#"{"detail":{"sensitiveData":{"category":["CREDENTIALS"],"detections":{"type":["IBAN"]}}}}"#, false),
        (#"{"detail":{"sensitiveData":{"category":["FINANCIAL_INFORMATION"],"detections":{"type":["IBAN"]}}}}"#, true),
        (#"{"resources":["arn:aws:s3:::share"],"detail":{"sensitiveData":{"category":["CREDENTIALS"]}}}"#, true),
        // Either or.
        (#"{"$or":[{"source":["x"]},{"region":["local"]}]}"#, true),
        (#"{"$or":[{"source":["x"]},{"region":["y"]}]}"#, false),
        (#"{"account":["000000000000"],"detail":{"$or":[{"count":[2]},{"price":[{"numeric":["<",0]}]}]}}"#, true),
        (#"{"account":["1"],"detail":{"$or":[{"count":[1]},{"archived":[false]}]}}"#, false),
        (#"{"$or":[{"source":["aws.macie"],"region":["x"]},{"$or":[{"a":[1]},{"id":[{"prefix":"6a"}]}]}]}"#, true),
        // Dots in names.
        (#"{"detail":{"a":{"b":["dotted"]}}}"#, true), (#"{"detail.count":[1]}"#, true),
        (#"{"detail":{"a.b":["dotted"]}}"#, true),
        (#"{"detail":{"severity.description":["High"]}}"#, true),
    ])
    func patternsMatchAsEventBridgeSays(_ pattern: String, _ isMet: Bool) throws {
        #expect(try EventPattern(pattern).match(Array(Self.event.utf8)) == isMet)
    }

    @Test(arguments: [
        ("[]", "Filter is not an object"), ("{}", "Empty objects are not allowed"),
        (#"{"source":[]}"#, "Empty arrays are not allowed"),
        (#"{"source":"aws.s3"}"#, "\"source\" must be an object or an array"),
        (#"{"detail":{}}"#, "Empty objects are not allowed"),
        (#"{"source":[["x"]]}"#, "Match value must be String, number, true, false, or null"),
        (#"{"source":[{"EXISTS":true}]}"#, "Unrecognized match type EXISTS"),
        (#"{"source":[{"prefix":"a","suffix":"b"}]}"#, "Only one key allowed in match expression"),
        (#"{"source":[{"prefix":1}]}"#, "prefix match pattern must be a string"),
        (#"{"source":[{"equals-ignore-case":["x"]}]}"#, "equals-ignore-case match pattern must be a string"),
        (#"{"source":[{"exists":"yes"}]}"#, "exists match pattern must be either true or false."),
        (#"{"source":[{"wildcard":"a**b"}]}"#, "Consecutive wildcard characters at pos 1"),
        (#"{"source":[{"wildcard":"a\\b"}]}"#, "Invalid escape character at pos 1"),
        (#"{"a":[{"numeric":1}]}"#, "Value of numeric must be an array."),
        (#"{"a":[{"numeric":["!",1]}]}"#, "Unrecognized numeric range operator: !"),
        (#"{"a":[{"numeric":["<","x"]}]}"#, "Value of < must be numeric"),
        (#"{"a":[{"numeric":[">",5,"<",3]}]}"#, "Bottom must be less than top"),
        (#"{"a":[{"numeric":[">",1,"<",3,"<",4]}]}"#, "Too many elements in numeric expression"),
        (#"{"a":[{"cidr":"10.0.0.0/33"}]}"#, "IPv4 mask bits must be < 32"),
        (#"{"a":[{"cidr":"10.0.0/8"}]}"#, "Nonstandard IP address: 10.0.0"),
        (#"{"a":[{"cidr":"10.0.0.0/x"}]}"#, "Malformed CIDR, mask bits must be an integer"),
        (#"{"a":[{"anything-but":null}]}"#, "Value of anything-but must be an array or single string/number value."),
        (#"{"a":[{"anything-but":[null]}]}"#, "Inside anything but list, null is not supported."),
        (
            #"{"a":[{"anything-but":["x",1]}]}"#,
            "Inside anything but list, either all values are number or string, mixed type is not supported"
        ),
        (#"{"a":[{"anything-but":{"numeric":["<",1]}}]}"#, "Unsupported anything-but pattern: numeric"),
        (#"{"a":[{"anything-but":{"prefix":""}}]}"#, "Null prefix/suffix not allowed"),
    ])
    func whatIsNoPatternIsRefusedWithEventBridgesReason(_ pattern: String, _ reason: String) {
        let error = #expect(throws: EventPatternError.self) { try EventPattern(pattern) }
        #expect(error?.reason == reason)
    }

    /// Each pattern alone and all of them together say the same, whatever the event.
    @Test func manyPatternsTogetherMatchAsEachAlone() throws {
        var random = Generator(state: 7)
        let words = ["a", "ab", "abc", "b", "ba", "B", ""]
        func scalar() -> String {
            switch Int.random(in: 0..<6, using: &random) {
            case 0: "\(Int.random(in: -2...3, using: &random))"
            case 1: ["true", "false", "null"].randomElement(using: &random) ?? ""
            default: "\"\(words.randomElement(using: &random) ?? "")\""
            }
        }
        func word() -> String { words.randomElement(using: &random) ?? "" }
        func alternative() -> String {
            switch Int.random(in: 0..<12, using: &random) {
            case 0: "{\"prefix\":\"\(word())\"}"
            case 1: "{\"suffix\":\"\(word())\"}"
            case 2: "{\"equals-ignore-case\":\"\(word())\"}"
            case 3: "{\"wildcard\":\"\(word())*\(word())\"}"
            case 4: "{\"anything-but\":[\"\(word())\",\"\(word())\"]}"
            case 5: "{\"exists\":\(Bool.random(using: &random))}"
            case 6: "{\"numeric\":[\">\",\(Int.random(in: -2...2, using: &random))]}"
            case 7: "{\"anything-but\":{\"prefix\":\"a\"}}"
            default: scalar()
            }
        }
        func leaf() -> String {
            "[" + (0..<Int.random(in: 1...2, using: &random)).map { _ in alternative() }.joined(separator: ",") + "]"
        }
        let patterns = (0..<300).map { _ in
            let fields = ["x", "y", "z"].shuffled(using: &random).prefix(Int.random(in: 1...3, using: &random))
            let inner = fields.map { "\"\($0)\":\(leaf())" }.joined(separator: ",")
            return Bool.random(using: &random)
                ? "{\"d\":{\(inner)}}" : "{\"$or\":[{\"d\":{\(inner)}},{\"e\":\(leaf())}]}"
        }
        let parsed = try patterns.map { try EventPattern($0) }
        var matching = EventMatching(EventMatcher(parsed))
        for _ in 0..<300 {
            func object() -> String {
                "{"
                    + ["x", "y", "z"].filter { _ in Int.random(in: 0..<4, using: &random) > 0 }
                    .map { "\"\($0)\":\(scalar())" }.joined(separator: ",") + "}"
            }
            let detail =
                Bool.random(using: &random)
                ? object() : "[" + (0..<3).map { _ in object() }.joined(separator: ",") + "]"
            let event = Array("{\"d\":\(detail),\"e\":[\(scalar()),\(scalar())]}".utf8)
            let together = try matching.patterns(metBy: event.span)
            let alone = try parsed.indices.filter { try parsed[$0].match(event) }
            #expect(together == alone, "\(String(decoding: event, as: UTF8.self))")
        }
    }

    /// The same numbers each time.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }
}
