import Testing

/// `magpie sqs`, and queues as targets of rules.
@Suite struct QueueTests {
    private static let start =
        DaemonTests.start + """
            get() { python3 -c 'import json, sys; print(eval("d" + sys.argv[1], {"d": json.load(sys.stdin), "json": json, "sorted": sorted}))' "$1"; }

            """

    @Test func eventsGoIntoQueuesAndWhatCannotBeDelivered() async throws {
        let outcome = try await DaemonTests().shell().run(
            Self.start + #"""
                settled
                for q in news dead; do magpie sqs create-queue --queue-name $q > /dev/null; done
                magpie sqs create-queue --queue-name orders.fifo --attributes FifoQueue=true > /dev/null
                arn=arn:aws:sqs:local:000000000000
                magpie events put-rule --name shop --event-pattern '{"source":["shop"]}' > /dev/null
                magpie events put-targets --rule shop --targets "[{\"Id\":\"1\",\"Arn\":\"$arn:news\",\"InputPath\":\"$.detail\"},{\"Id\":\"2\",\"Arn\":\"$arn:orders.fifo\",\"SqsParameters\":{\"MessageGroupId\":\"g\"}},{\"Id\":\"3\",\"Arn\":\"$arn:gone\",\"DeadLetterConfig\":{\"Arn\":\"$arn:dead\"}}]" | get '["FailedEntryCount"]'
                magpie events put-events --entries '[{"Source":"shop","DetailType":"Order","Detail":"{\"number\":1}"}]' | get '["FailedEntryCount"]'
                magpie sqs receive-message --queue-url news --wait-time-seconds 20 | get '["Messages"][0]["Body"]'
                magpie sqs receive-message --queue-url orders.fifo --wait-time-seconds 20 --attribute-names MessageGroupId > fifo.json
                get '["Messages"][0]["Attributes"]' < fifo.json; get '["Messages"][0]["Body"]' < fifo.json | get '["detail"]["number"]'
                magpie sqs receive-message --queue-url dead --wait-time-seconds 20 --message-attribute-names All > dead.json
                get '["Messages"][0]["MessageAttributes"]["ERROR_CODE"]["StringValue"]' < dead.json
                get '["Messages"][0]["MessageAttributes"]["RULE_ARN"]["StringValue"]' < dead.json
                magpie events list-dead-letters --format json | get '["DeadLetters"].__len__()'
                magpie sqs send-message --queue-url none --message-body x 2>&1 | grep -c QueueDoesNotExist
                """#
        )
        #expect(outcome.errors == "")
        #expect(
            outcome.lines == [
                "0", "0", #"{"number":1}"#, "{'MessageGroupId': 'g'}", "1", "QueueDoesNotExist",
                "arn:aws:events:local:000000000000:rule/shop", "0", "1",
            ],
            "\(outcome.output)"
        )
    }

    @Test func messagesAreEncryptedUnderAKeyAndKept() async throws {
        let outcome = try await DaemonTests().shell().run(
            Self.start + #"""
                settled
                magpie kms create-key > key.json; key=$(get '["KeyMetadata"]["KeyId"]' < key.json)
                magpie sqs create-queue --queue-name q --attributes KmsMasterKeyId=$key > /dev/null
                magpie sqs send-message --queue-url q --message-body 'very-private-words' > /dev/null
                kill $daemon; wait $daemon; magpied --config magpie.yaml 2>>log & daemon=$!; settled
                magpie sqs receive-message --queue-url q --visibility-timeout 0 | get '["Messages"][0]["Body"]'
                grep -l very-private-words state/magpie.sqlite* | wc -l
                magpie kms disable-key --key-id $key; kill $daemon; wait $daemon; magpied --config magpie.yaml 2>>log & daemon=$!; settled
                magpie sqs receive-message --queue-url q 2>&1 | grep -c KmsDisabled
                """#
        )
        #expect(
            outcome.lines.filter { $0 != "{}" } == ["very-private-words", "0", "1"],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }

    @Test func whatWasAskedForIsLookedUp() async throws {
        let outcome = try await DaemonTests().shell().run(
            Self.start + #"""
                settled
                for i in 1 2 3; do magpie kms create-key > /dev/null; magpie sqs create-queue --queue-name q$i > /dev/null; done
                look() { magpie cloudtrail lookup-events "$@"; }
                look --max-results 4 > page.json; get '["Events"].__len__()' < page.json
                look --max-results 50 --next-token $(get '["NextToken"]' < page.json) > rest.json
                get '["Events"].__len__()' < rest.json; get '.get("NextToken")' < rest.json
                look --lookup-attributes AttributeKey=EventName,AttributeValue=CreateQueue > q.json
                get '["Events"][0]["Resources"][0]["ResourceName"]' < q.json; get '["Events"].__len__()' < q.json
                look --lookup-attributes AttributeKey=EventSource,AttributeValue=kms.amazonaws.com | get '["Events"].__len__()'
                get '["Events"][0]["CloudTrailEvent"]' < q.json | get '["eventName"]'
                look --lookup-attributes AttributeKey=EventId,AttributeValue=$(get '["Events"][1]["EventId"]' < q.json) | get '["Events"].__len__()'
                look --start-time 2020-01-01T00:00:00Z --end-time 2020-01-02T00:00:00Z | get '["Events"]'
                look --max-results 51 2>&1 | grep -c InvalidMaxResultsException
                look --start-time 2020-01-02T00:00:00Z --end-time 2020-01-01T00:00:00Z 2>&1 | grep -c InvalidTimeRangeException
                """#
        )
        #expect(outcome.errors == "")
        #expect(
            outcome.lines == [
                "4", "2", "None", "q3", "3", "3", "CreateQueue", "1", "[]", "1", "1",
            ],
            "\(outcome.output)"
        )
    }
}
