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
              {"type":"IBAN","count":1}]}],"none":[],"stars":"a*b\\\\c","list":["x","y",5],"big":12345678901,"escaped":"line\\n\\"quoted\\" \\u00e9"}}
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
        (#"{"detail":{"archived":[true,null,0,false]}}"#, true), (#"{"detail":{"big":[12345678901]}}"#, true),
        (#"{"detail":{"list":["y"]}}"#, true), (#"{"detail":{"list":[5]}}"#, true),
        (#"{"detail":{"list":["z"]}}"#, false),
        (#"{"account":["000000000000"]}"#, true), (#"{"account":[0]}"#, false),
        (#"{"detail":{"address":["10.1.2.3"]}}"#, true),
        (#"{"source":["x"],"source":["aws.macie"]}"#, true),
        // Prefix, suffix, case.
        (#"{"detail":{"path":[{"prefix":"a/"}]}}"#, true), (#"{"detail":{"path":[{"prefix":"b/"}]}}"#, false),
        (#"{"detail":{"path":[{"prefix":""}]}}"#, true), (#"{"detail":{"path":[{"suffix":""}]}}"#, true),
        (#"{"detail":{"count":[{"prefix":"1"}]}}"#, false), (#"{"detail":{"count":[{"suffix":"1"}]}}"#, false),
        (#"{"detail":{"count":[{"equals-ignore-case":"1"}]}}"#, false),
        (#"{"detail":{"list":[{"prefix":"y"}]}}"#, true),
        (#"{"detail":{"path":[{"prefix":"z"},{"suffix":"txt"}]}}"#, true),
        (#"{"detail":{"path":[{"prefix":{"equals-ignore-case":"B"}}]}}"#, false),
        (#"{"detail":{"name":[{"suffix":{"equals-ignore-case":".TIF"}}]}}"#, false),
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
        (#"{"detail":{"path":[{"wildcard":"a/b*b/c.txt"}]}}"#, false),
        (#"{"detail":{"empty":[{"wildcard":"*"}]}}"#, true),
        (#"{"detail":{"count":[{"wildcard":"*"}]}}"#, false),
        (#"{"detail":{"stars":[{"wildcard":"a\\*b\\\\*"}]}}"#, true),
        // Numbers.
        (#"{"detail":{"count":[{"numeric":["=",1]}]}}"#, true), (#"{"detail":{"price":[{"numeric":["<",0]}]}}"#, true),
        (#"{"detail":{"severity":{"score":[{"numeric":[">=",2]}]}}}"#, true),
        (#"{"detail":{"severity":{"score":[{"numeric":[">",3]}]}}}"#, false),
        (#"{"detail":{"severity":{"score":[{"numeric":[">",0,"<=",3]}]}}}"#, true),
        (#"{"detail":{"severity":{"score":[{"numeric":[">",0,"<",3]}]}}}"#, false),
        (#"{"detail":{"path":[{"numeric":[">",0]}]}}"#, false),
        (#"{"detail":{"price":[{"numeric":["=",-3.5]}]}}"#, true),
        (#"{"detail":{"price":[{"numeric":["<=",-3.5]}]}}"#, true),
        (#"{"detail":{"price":[{"numeric":["<",-3.5]}]}}"#, false),
        (#"{"detail":{"count":[{"numeric":["=",1e0]}]}}"#, true),
        (#"{"detail":{"list":[{"numeric":[">=",5]}]}}"#, true),
        (#"{"detail":{"severity":{"score":[{"numeric":[">=",3,"<",3.000001]}]}}}"#, true),
        (#"{"detail":{"severity":{"score":[{"numeric":["<",1]},{"numeric":[">",2]}]}}}"#, true),
        // Addresses.
        (#"{"detail":{"address":[{"cidr":"10.0.0.0/8"}]}}"#, true),
        (#"{"detail":{"address":[{"cidr":"10.1.2.0/25"}]}}"#, true),
        (#"{"detail":{"address":[{"cidr":"10.1.3.0/24"}]}}"#, false),
        (#"{"detail":{"address":[{"cidr":"0.0.0.0/0"}]}}"#, true),
        (#"{"detail":{"address6":[{"cidr":"2001:db8::/32"}]}}"#, true),
        (#"{"detail":{"address6":[{"cidr":"2001:db9::/32"}]}}"#, false),
        (#"{"detail":{"path":[{"cidr":"::/0"}]}}"#, false), (#"{"detail":{"address":[{"cidr":"::/0"}]}}"#, false),
        (#"{"detail":{"address6":[{"cidr":"0.0.0.0/0"}]}}"#, false),
        (#"{"detail":{"address":[{"cidr":"10.1.2.2/31"}]}}"#, true),
        (#"{"detail":{"address":[{"cidr":"10.1.2.4/31"}]}}"#, false),
        (#"{"detail":{"address6":[{"cidr":"2001:db8::6/127"}]}}"#, true),
        (#"{"detail":{"address":[{"cidr":"192.168.0.0/16"},{"cidr":"10.0.0.0/8"}]}}"#, true),
        // Presence.
        (#"{"detail":{"count":[{"exists":true}]}}"#, true), (#"{"detail":{"policy":[{"exists":true}]}}"#, true),
        (#"{"detail":{"missing":[{"exists":true}]}}"#, false), (#"{"detail":{"missing":[{"exists":false}]}}"#, true),
        (#"{"nothing":{"at":{"all":[{"exists":false}]}}}"#, true), (#"{"detail":{"count":[{"exists":false}]}}"#, false),
        (#"{"detail":{"severity":[{"exists":true}]}}"#, false), (#"{"detail":{"none":[{"exists":false}]}}"#, true),
        (#"{"detail":{"missing":[{"exists":false},"x"]}}"#, true),
        (#"{"detail":{"severity":[{"exists":false}]}}"#, true),
        (#"{"detail":{"missing":[{"exists":false}],"count":[1]}}"#, true),
        (#"{"detail":{"missing":[{"exists":false}],"count":[2]}}"#, false),
        (#"{"detail":{"sensitiveData":{"category":["CREDENTIALS"],"none":[{"exists":false}]}}}"#, true),
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
        (#"{"detail":{"path":[{"anything-but":{"suffix":[".csv",".pdf"]}}]}}"#, true),
        (#"{"detail":{"path":[{"anything-but":{"prefix":["b/","a/"]}}]}}"#, false),
        (#"{"detail":{"name":[{"anything-but":{"equals-ignore-case":"other"}}]}}"#, true),
        (#"{"detail":{"price":[{"anything-but":[-3.5,1]}]}}"#, false),
        (#"{"detail":{"archived":[{"anything-but":"x"}]}}"#, true),
        (#"{"detail":{"list":[{"anything-but":["x","y"]}]}}"#, true),
        (#"{"detail":{"empty":[{"anything-but":""}]}}"#, false),
        (#"{"detail":{"empty":[{"anything-but":"x"}]}}"#, true),
        (#"{"source":[{"anything-but":"aws.macie"},"aws.macie"]}"#, true),
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
        (#"{"$or":[{"detail":{"count":[1]},"source":["x"]},{"detail":{"count":[1],"archived":[false]}}]}"#, true),
        (
            #"{"detail":{"sensitiveData":{"$or":[{"category":["X"]},{"detections":{"type":["IBAN"],"count":[1]}}]}}}"#,
            true
        ),
        (
            #"{"detail":{"sensitiveData":{"category":["CREDENTIALS"],"$or":[{"a":[1]},{"detections":{"type":["IBAN"]}}]}}}"#,
            false
        ),
        // A field may be called so, when what follows is no choice.
        (#"{"$or":{"a":[1]}}"#, false), (#"{"$or":[{"prefix":"a"},{"suffix":"b"}]}"#, false),
        (#"{"$or":["a","b"]}"#, false),
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
        (#"{"source":[{"wildcard":"a**b"}]}"#, "Consecutive wildcard characters at pos 2"),
        (#"{"source":[{"wildcard":"a\\b"}]}"#, "Invalid escape character at pos 2"),
        (#"{"a":[{"numeric":1}]}"#, "Value of numeric must be an array."),
        (#"{"a":[{"numeric":["!",1]}]}"#, "Unrecognized numeric range operator: !"),
        (#"{"a":[{"numeric":["<","x"]}]}"#, "Value of < must be numeric"),
        (#"{"a":[{"numeric":[">",5,"<",3]}]}"#, "Bottom must be less than top"),
        (#"{"a":[{"numeric":[">",3,"<=",3]}]}"#, "Bottom must be less than top"),
        (#"{"a":[{"numeric":[">",1,"<",3,"<",4]}]}"#, "Too many terms in numeric range expression"),
        (#"{"a":[{"numeric":["<",3,">",1]}]}"#, "Too many elements in numeric expression"),
        (#"{"a":[{"numeric":["=",3,">",1]}]}"#, "Too many elements in numeric expression"),
        (#"{"a":[{"numeric":[">",1,">",3]}]}"#, "Bad numeric range operator: >"),
        (#"{"a":[{"numeric":[">",1,2]}]}"#, "Bad value in numeric range: 2"),
        (#"{"a":[{"numeric":[">",1,"<"]}]}"#, "Value of < must be numeric"),
        (#"{"a":[{"numeric":["="]}]}"#, "Value of equals must be numeric"),
        (#"{"a":[{"numeric":[">=","1"]}]}"#, "Value of >= must be numeric"),
        (#"{"a":[{"numeric":[5]}]}"#, "Invalid member in numeric match: 5"),
        (#"{"a":[{"numeric":[]}]}"#, "Invalid member in numeric match: ]"),
        (#"{"a":[{"numeric":[">",1],"exists":true}]}"#, "Only one key allowed in match expression"),
        (#"{"a":[{"cidr":"10.0.0.0/32"}]}"#, "IPv4 mask bits must be < 32"),
        (#"{"a":[{"cidr":"::1/128"}]}"#, "IPv6 mask bits must be < 128"),
        (#"{"a":[{"cidr":"10.0.0/8"}]}"#, "Nonstandard IP address: 10.0.0"),
        (#"{"a":[{"cidr":"10.0.0.256/8"}]}"#, "Nonstandard IP address: 10.0.0.256"),
        (#"{"a":[{"cidr":"example.org/8"}]}"#, "Nonstandard IP address: example.org"),
        (#"{"a":[{"cidr":"10.0.0.0"}]}"#, "Malformed CIDR, one '/' required"),
        (#"{"a":[{"cidr":"10.0.0.0/8/8"}]}"#, "Malformed CIDR, one '/' required"),
        (#"{"a":[{"cidr":"10.0.0.0/x"}]}"#, "Malformed CIDR, mask bits must be an integer"),
        (#"{"a":[{"cidr":"10.0.0.0/-1"}]}"#, "Malformed CIDR, mask bits must not be negative"),
        (#"{"a":[{"cidr":["10.0.0.0/8"]}]}"#, "prefix match pattern must be a string"),
        (#"{"a":[{"prefix":{"equals-ignore-case":1}}]}"#, "equals-ignore-case match pattern must be a string"),
        (#"{"a":[{"prefix":{"suffix":"x"}}]}"#, "Unsupported prefix pattern: suffix"),
        (#"{"a":[{"suffix":{"wildcard":"x"}}]}"#, "Unsupported suffix pattern: wildcard"),
        (#"{"a":[{"prefix":{}}]}"#, "Prefix expression name not found"),
        (#"{"a":[{"prefix":["x"]}]}"#, "prefix match pattern must be a string"),
        (#"{"a":[{"suffix":null}]}"#, "suffix match pattern must be a string"),
        (#"{"a":[{"wildcard":["x*"]}]}"#, "wildcard match pattern must be a string"),
        (#"{"a":[{"wildcard":{"prefix":"x"}}]}"#, "wildcard match pattern must be a string"),
        (#"{"a":[{"wildcard":"x\\"}]}"#, "Invalid escape character at pos 2"),
        (#"{"a":[{"equals-ignore-case":{"prefix":"x"}}]}"#, "equals-ignore-case match pattern must be a string"),
        (#"{"a":[{"exists":1}]}"#, "exists match pattern must be either true or false."),
        (#"{"a":[{"exists":true,"prefix":"x"}]}"#, "Only one key allowed in match expression"),
        (#"{"a":[{}]}"#, "Match expression name not found"), (#"{"a":[{"b":["x"]}]}"#, "Unrecognized match type b"),
        (#"{"a":[{"anything-but":null}]}"#, "Value of anything-but must be an array or single string/number value."),
        (#"{"a":[{"anything-but":true}]}"#, "Value of anything-but must be an array or single string/number value."),
        (
            #"{"a":[{"anything-but":{"prefix":{"equals-ignore-case":"x"}}}]}"#,
            "Value of anything-but must be an array or single string/number value."
        ),
        (#"{"a":[{"anything-but":[null]}]}"#, "Inside anything but list, start|null|boolean is not supported."),
        (#"{"a":[{"anything-but":["x",true]}]}"#, "Inside anything but list, start|null|boolean is not supported."),
        (
            #"{"a":[{"anything-but":[{"prefix":"x"}]}]}"#,
            "Inside anything but list, start|null|boolean is not supported."
        ),
        (
            #"{"a":[{"anything-but":["x",1]}]}"#,
            "Inside anything but list, either all values are number or string, mixed type is not supported"
        ),
        (
            #"{"a":[{"anything-but":[]}]}"#,
            "Inside anything but list, either all values are number or string, mixed type is not supported"
        ),
        (#"{"a":[{"anything-but":{}}]}"#, "Anything-But expression name not found"),
        (#"{"a":[{"anything-but":{"numeric":["<",1]}}]}"#, "Unsupported anything-but pattern: numeric"),
        (#"{"a":[{"anything-but":{"exists":true}}]}"#, "Unsupported anything-but pattern: exists"),
        (#"{"a":[{"anything-but":{"cidr":"10.0.0.0/8"}}]}"#, "Unsupported anything-but pattern: cidr"),
        (#"{"a":[{"anything-but":{"anything-but":"x"}}]}"#, "Unsupported anything-but pattern: anything-but"),
        (#"{"a":[{"anything-but":{"prefix":"x","suffix":"y"}}]}"#, "Only one key allowed in match expression"),
        (#"{"a":[{"anything-but":{"prefix":""}}]}"#, "Null prefix/suffix not allowed"),
        (#"{"a":[{"anything-but":{"suffix":["x",""]}}]}"#, "Null prefix/suffix not allowed"),
        (#"{"a":[{"anything-but":{"prefix":["x",1]}}]}"#, "prefix/suffix match pattern must be a string"),
        (#"{"a":[{"anything-but":{"suffix":1}}]}"#, "prefix/suffix match pattern must be a string"),
        (#"{"a":[{"anything-but":{"wildcard":[1]}}]}"#, "wildcard match pattern must be a string"),
        (#"{"a":[{"anything-but":{"wildcard":["x","a**"]}}]}"#, "Consecutive wildcard characters at pos 2"),
        (
            #"{"a":[{"anything-but":{"equals-ignore-case":[1]}}]}"#,
            "Inside anything-but/equals-ignore-case list, number|start|null|boolean is not supported."
        ),
        (#"{"$or":[{"a":[1]}]}"#, "Unrecognized match type a"), (#"{"$or":[]}"#, "Empty arrays are not allowed"),
        (#"{"$or":[{},{"a":[1]}]}"#, "Empty objects are not allowed"),
        (#"{"$or":[{"a":[]},{"b":[1]}]}"#, "Empty arrays are not allowed"),
        (#"{"$or":[{"numeric":123},{"prefix":"abc"}]}"#, "Value of numeric must be an array."),
        (#"{"a":null}"#, "\"a\" must be an object or an array"), (#"{"a":1}"#, "\"a\" must be an object or an array"),
        (#""text""#, "Filter is not an object"),
    ])
    func whatIsNoPatternIsRefusedWithEventBridgesReason(_ pattern: String, _ reason: String) {
        let error = #expect(throws: EventPatternError.self) { try EventPattern(pattern) }
        #expect(error?.reason == reason)
    }

    @Test(arguments: [
        ("{\"source\":[\"a\"],\n \"detail\":{\"é\":[1, {\"EXISTS\":true}]}}", 2, 20),
        (#"{"$or":[{"a":[1]},{"b":"c"}]}"#, 1, 24), (#"{"a":[1,]}"#, 1, 9), (#"{"a.b":[{"prefix":1}]}"#, 1, 9),
        (#"{"a":[{"wildcard":"a**"}]"#, 1, 26), ("[]", 1, 1),
    ])
    func aMistakeIsToldWithItsPlace(_ pattern: String, _ line: Int, _ column: Int) {
        let error = #expect(throws: EventPatternError.self) { try EventPattern(pattern) }
        #expect(
            error?.place?.line == line && error?.place?.column == column,
            "\(error.map(String.init(describing:)) ?? "")"
        )
    }

    private static let tooComplex =
        "Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character"

    /// What wildcards may cost together, however long they are.
    @Test(arguments: [
        // Ten places of a text at once, and one more: at each star, and in what is behind them.
        (["a" + String(repeating: "*b", count: 5)], true), (["a" + String(repeating: "*b", count: 6)], false),
        (["*/*/*/*/*/object/*"], false), (["*/*/*/object/*"], true), (["*-*=*+*~*&*^*%*#*"], true),
        (["*-*=*+*~*&*^*%*#*@*"], false),
        // What repeats itself behind a star counts as often as it does; what is before the first star costs nothing.
        (["*" + String(repeating: "a", count: 9)], true), (["*" + String(repeating: "a", count: 10)], false),
        (["*" + String(repeating: "ab", count: 9)], true), (["*" + String(repeating: "ab", count: 10)], false),
        // Beginnings of several parts that one text ends with.
        (["*xyz*yz*z*"], true), (["*aaa*aaa*a*"], false),
        ([String(repeating: "a", count: 2000) + "*"], true), (["*" + (0..<500).map { "\($0) " }.joined() + "*"], true),
        // All wildcards of a pattern together.
        ((0..<100).map { "*-\($0 + 100)" }, true), ((0..<101).map { "*-\($0 + 100)" }, false),
    ])
    func wildcardsAreOnlySoComplex(_ wildcards: [String], _ isAllowed: Bool) throws {
        for form in ["{\"wildcard\":W}", "{\"anything-but\":{\"wildcard\":W}}"] {
            let parts = wildcards.map { form.replacing("W", with: "\"\($0)\"") }.joined(separator: ",")
            #expect(Self.reason(against: "{\"a\":[\(parts)]}") == (isAllowed ? nil : Self.tooComplex))
        }
    }

    /// Why a pattern is refused; `nil` when it is not.
    private static func reason(against pattern: String) -> String? {
        do throws(EventPatternError) {
            _ = try EventPattern(pattern)
            return nil
        } catch {
            return error.reason
        }
    }

    @Test func choicesAndLengthAreLimited() throws {
        func choice(_ name: String, _ count: Int) -> String {
            "{\"$or\":[" + (0..<count).map { "{\"\(name)\":[\($0)]}" }.joined(separator: ",") + "]}"
        }
        #expect(throws: Never.self) { try EventPattern("{\"x\":\(choice("a", 10)),\"y\":\(choice("a", 100))}") }
        let error = #expect(throws: EventPatternError.self) {
            try EventPattern("{\"x\":\(choice("a", 11)),\"y\":\(choice("a", 91))}")
        }
        #expect(error?.reason == "Rule is too complex - try using fewer $or branches")
        #expect(throws: Never.self) { try EventPattern("{\"a\":[\"" + String(repeating: "x", count: 4086) + "\"]}") }
        #expect(throws: EventPatternError.self) {
            try EventPattern("{\"a\":[\"" + String(repeating: "x", count: 4087) + "\"]}")
        }
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
