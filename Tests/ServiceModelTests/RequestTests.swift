import JSON
import ServiceModel
import Testing

/// What requests may say, and what is said of those that may not.
@Suite struct RequestTests {
    private let model = OperationModel(
        "Try",
        .read,
        "",
        [
            .required("Name", .string(1...8, .name)), .optional("Note", .string(0...5000)),
            .optional("Password", .string(0...4)).secret, .optional("Names", .list(.string(0...8), 0...2)),
            .optional(
                "Parts",
                .list(.structure([.optional("Size", .integer(1...3)), .optional("Text", .string(0...4))]), 0...3)
            ),
            .optional(
                "Tags",
                .list(
                    .structure(
                        [
                            .optional("Key", .string(0...4)), .optional("Value", .string(0...4)),
                            .optional("Hidden", .string(0...4)).secret,
                        ],
                        "Tag"
                    ),
                    0...1
                )
            ),
        ]
    )

    private func input(_ text: String) throws -> JSONValue { try JSONValue(parsing: Array(text.utf8)) }

    private func mistake(_ text: String) throws -> String? {
        let input = try input(text)
        do throws(ServiceError) {
            try model.check(input)
            return nil
        } catch {
            return error.message
        }
    }

    @Test func whatTheModelDoesNotHaveIsNotThere() throws {
        let request = ServiceRequest(
            model,
            try input(#"{"Name":"a","New":{"x":1},"Note":null,"Parts":[{"Size":1,"Colour":"red","Text":null}]}"#),
            by: .user(0),
            at: 0
        )
        #expect(request.input == (try input(#"{"Name":"a","Parts":[{"Size":1}]}"#)))
        #expect(try mistake(#"{"Name":"a","New":1}"#) == nil)
    }

    @Test func whereItIsCanBeTold() throws {
        #expect(
            model.unknownMember(of: try input(#"{"Name":"a","Parts":[{"Size":1},{"Colour":"red"}]}"#))
                == "Parts.2.Colour"
        )
        #expect(model.unknownMember(of: try input(#"{"Nme":"a"}"#)) == "Nme")
        #expect(model.unknownMember(of: try input(#"{"Name":"a","Parts":[{"Text":"x"}]}"#)) == nil)
    }

    @Test(arguments: [
        (#"{}"#, "Value null at 'name' failed to satisfy constraint: Member must not be null"),
        (#"{"Name":null}"#, "Value null at 'name' failed to satisfy constraint: Member must not be null"),
        (
            #"{"Name":"a/b"}"#,
            "Value 'a/b' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: "
                + #"[\.\-_A-Za-z0-9]+"#
        ),
        (
            #"{"Name":"a","Password":"12345"}"#,
            "Value at 'password' failed to satisfy constraint: Member must have length less than or equal to 4"
        ),
        (
            #"{"Name":"a","Names":["a","b","c"]}"#,
            "Value '[a, b, c]' at 'names' failed to satisfy constraint: Member must have length less than or equal to 2"
        ),
        (
            #"{"Name":"a","Parts":[{"Size":1},{"Text":"12345"}]}"#,
            "Value '12345' at 'parts.2.member.text' failed to satisfy constraint: Member must have length less than or "
                + "equal to 4"
        ),
    ])
    func whatIsWrongIsSaidAsAWSDoes(_ text: String, _ message: String) throws {
        #expect(try mistake(text) == "1 validation error detected: \(message)")
    }

    /// Values of another kind than the model says, in the words of AWS's reader of JSON, before anything else is looked at.
    @Test(arguments: [
        (#"{"Name":1}"#, "NUMBER_VALUE can not be converted to a String"),
        (#"{"Name":true}"#, "TRUE_VALUE can not be converted to a String"),
        (#"{"Name":["a"]}"#, "Start of list found where not expected"),
        (#"{"Name":{}}"#, "Start of structure or map found where not expected."),
        (#"{"Names":"a"}"#, "Expected list or null"),
        (#"{"Names":{}}"#, "Start of structure or map found where not expected."),
        (#"{"Parts":["a"]}"#, "Expected null"), (#"{"Parts":[[]]}"#, "Start of list found where not expected"),
        (#"{"Parts":[{"Size":"1"}]}"#, "STRING_VALUE can not be converted to an Integer"),
        (#"{"Parts":[{"Size":1.5}]}"#, "NUMBER_VALUE can not be converted to an Integer"),
        ("[]", "Start of list found where not expected"),
    ])
    func whatIsOfAnotherKindCannotBeRead(_ text: String, _ message: String) throws {
        let input = try input(text)
        #expect(throws: ServiceError("SerializationException", message)) { try model.check(input) }
    }

    @Test(arguments: [
        (
            #"{"Name":"a","Names":["a","123456789"]}"#,
            "Value '[a, 123456789]' at 'names' failed to satisfy constraint: Member must satisfy constraint: [Member must "
                + "have length less than or equal to 8, Member must have length greater than or equal to 0, Member must not "
                + "be null]"
        ),
        (
            #"{"Name":"a","Names":[null]}"#,
            "Value '[null]' at 'names' failed to satisfy constraint: Member must satisfy constraint: [Member must have "
                + "length less than or equal to 8, Member must have length greater than or equal to 0, Member must not be null]"
        ),
        (
            #"{"Name":"a","Tags":[{"Key":"a","Value":"b","Hidden":"c"},{"Key":"d"}]}"#,
            "Value '[Tag(key=a, value=b, hidden=***Sensitive Data Redacted***), Tag(key=d, value=null, hidden=null)]' at "
                + "'tags' failed to satisfy constraint: Member must have length less than or equal to 1"
        ),
    ])
    func listsAreShownAsJavaDoes(_ text: String, _ message: String) throws {
        #expect(try mistake(text) == "1 validation error detected: \(message)")
    }

    @Test func queuesSayWhichParameterIsMissing() throws {
        let send = try #require(QueuesModel.operation("SendMessageBatch"))
        let input = try input(#"{"QueueUrl":"q","Entries":[{"Id":"a","MessageBody":"b"},{"Id":"c"}]}"#)
        let message = "The request must contain the parameter SendMessageBatchRequestEntry.2.MessageBody."
        #expect(throws: ServiceError("MissingParameter", message)) { try send.check(input) }
        let whole = try self.input("{}")
        #expect(throws: ServiceError("MissingParameter", "The request must contain the parameter QueueUrl.")) {
            try send.check(whole)
        }
    }

    @Test func longValuesAreNotRepeated() throws {
        let long = String(repeating: "x", count: 9001)
        let message = try #require(try mistake(#"{"Name":"a","Note":"\#(long)"}"#))
        #expect(message.hasPrefix("1 validation error detected: Value at 'note' failed"))
    }

    /// Forms, with texts that are of them and texts that are not.
    @Test(arguments: [
        (TextForm.name, "a.b-c_9", "a/b"), (.path, "a/b", "a b"),
        (.nameOrARN, "arn:aws:events:local:0:event-bus/a", "a/b"),
        (.alias, "alias/a:b", "alias/a.b"), (.principal, "arn:aws:iam::1:user/a", "a b"), (.hexadecimal, "0af", "0AF"),
        (.partnerSource, "aws.partner/a/b", "aws.partner/a"), (.region, "eu-west-1", "eu-west"),
        (.eventSource, "arn:aws:events:local:000000000000:event-bus/a", "a"),
        (.eventSource, "arn:aws:events:::archive/a", "arn:aws:sqs:local:000000000000:event-bus/a"),
        (
            .connection, "arn:aws:events:local:000000000000:connection/a/0-a",
            "arn:aws:events:local:000000000000:connection/a"
        ),
        (.accountOrAll, "*", "12345678901"), (.accountOrAll, "123456789012", "1234567890123"),
        (.eventsAction, "events:PutEvents", "events:"), (.line, "a\tb", "a\nb"), (.line, "", "a\r"),
        (.latin, "a\nü", "€"), (.marker, "", "\n"), (.materialDescription, "a b:c.", "a,b"),
        (.filterValue, "!a b", "a*"), (.hours, "12h", "h"), (.schedule, "rate(1 day)", "rate{1}"),
        (.url, "https://example.com/a%20b?x=1", "https://example.com/a b"), (.url, "a%20", "a%2"),
        (.headerName, "X-Key", "X Key"), (.headerValue, "a \tb", "a\n"), (.headerValue, " ", "\t"),
        (.queryName, "ü", "a\n"), (.queryValue, "a\nb", "a\tb"), (.pathParameter, "a b", " "),
        (.credential, "pass word", "a:b"), (.credential, "ü", "\t"), (.keyIdentifier, "", "a.b"),
        (.externalKey, "a.b", "a:b"), (.statement, "a-b", "a.b"), (.rotationToken, "a-b", "a_b"), (.word, "a_b", "a-b"),
        (.accountAlias, "a-b1", "a--b"), (.accountAlias, "abc", "ab-"), (.policyVersion, "v12", "v0"),
        (.folder, "/", "//"),
        (.folder, "/a/b/", "/a"), (.folderPrefix, "/a", "a/"), (.policyFolder, "/a/b/", "/a//b/"),
        (.policyFolder, "/", "/a"),
        (.description, "é", "\u{A0}"), (.description, "", "€"), (.tagKey, "a b", "a!"), (.tagKey, "é", ""),
        (.tagValue, "", "*"),
        (.namespace, "", "a.b"), (.digits, "1", "x"), (.anyARN, "arn:x", "\u{1}"), (.device, "arn:x/y", "a b"),
        (.externalID, "a/b", "a b"), (.sessionName, "", "a/b"), (.keyID, "A_1", "A-"), (.pageMarker, "a", ""),
    ])
    func textsAreOfAForm(_ form: TextForm, _ right: String, _ wrong: String) {
        #expect(form.accepts(right))
        #expect(!form.accepts(wrong))
    }

    /// A pattern of AWS that takes a matcher with backtracking years.
    @Test func hostileTextsTakeNoTime() {
        let text = String(repeating: "a ", count: 200_000) + ":"
        #expect(!TextForm.credential.accepts(text))
        #expect(!TextForm.url.accepts(String(repeating: "%20", count: 100_000) + "%"))
    }
}
