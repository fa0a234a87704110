import Foundation
import JSON
import POSIX
import ServiceModel
import Testing

@testable import Queues

@Suite struct QueueTests {
    @Test func everyModelHasAHandler() throws {
        let harness = try QueueHarness()
        #expect(harness.table.unhandled == [] && harness.table.unmodelled == [])
        #expect(QueuesModel.operations.count == 23)
        #expect(try harness.refusal("StartMessageMoveTask", "{}") == "UnsupportedOperation")
    }

    // MARK: Queues

    @Test func queuesAreMadeListedChangedAndRemoved() throws {
        let harness = try QueueHarness()
        for name in ["b", "a", "other"] { try harness.make(name) }
        try harness.reopen()
        let urls = try harness.perform("ListQueues", "{}")["QueueUrls"]?.array.compactMap(\.string) ?? []
        #expect(urls.map { String($0.split(separator: "/").last ?? "") } == ["a", "b", "other"])
        #expect(try harness.perform("GetQueueUrl", #"{"QueueName": "a"}"#)["QueueUrl"] == .string(urls[0]))
        var (found, token): (Int, String?) = (0, nil)
        repeat {
            let next = token.map { #", "NextToken": "\#($0)""# } ?? ""
            let page = try harness.perform("ListQueues", #"{"MaxResults": 2\#(next)}"#)
            found += page["QueueUrls"]?.array.count ?? 0
            token = page["NextToken"]?.string
        } while token != nil
        #expect(found == 3)
        try harness.perform("SetQueueAttributes", #"{"QueueUrl": "\#(urls[0])", "Attributes": {"DelaySeconds": "5"}}"#)
        #expect(try harness.attribute("DelaySeconds", of: "a") == "5")
        #expect(try harness.attribute("VisibilityTimeout", of: urls[0]) == "30")
        // The same queue again is no error, another one of its name is.
        try harness.make("a", #"{"DelaySeconds": "5"}"#)
        #expect(
            try harness.refusal("CreateQueue", #"{"QueueName": "a", "Attributes": {"DelaySeconds": "6"}}"#)
                == "QueueNameExists"
        )
        try harness.perform("TagQueue", #"{"QueueUrl": "a", "Tags": {"x": "1", "y": "2"}}"#)
        try harness.perform("UntagQueue", #"{"QueueUrl": "a", "TagKeys": ["x"]}"#)
        try harness.reopen()
        #expect(try harness.perform("ListQueueTags", #"{"QueueUrl": "a"}"#)["Tags"] == .object(["y": .string("2")]))
        try harness.perform("DeleteQueue", #"{"QueueUrl": "a"}"#)
        #expect(try harness.refusal("GetQueueUrl", #"{"QueueName": "a"}"#) == "QueueDoesNotExist")
    }

    @Test(arguments: [
        (#"{"QueueName": "a b"}"#, "InvalidParameterValue"), (#"{"QueueName": "a.fifo"}"#, "InvalidParameterValue"),
        (#"{"QueueName": "a", "Attributes": {"FifoQueue": "true"}}"#, "InvalidParameterValue"),
        (#"{"QueueName": "a", "Attributes": {"DelaySeconds": "901"}}"#, "InvalidAttributeValue"),
        (#"{"QueueName": "a", "Attributes": {"DelaySecond": "9"}}"#, "InvalidAttributeName"),
        (#"{"QueueName": "a", "Attributes": {"QueueArn": "x"}}"#, "InvalidAttributeName"),
        (#"{"QueueName": "a", "Attributes": {"ContentBasedDeduplication": "true"}}"#, "InvalidAttributeName"),
        (#"{"QueueName": "a", "Attributes": {"Policy": "no"}}"#, "InvalidAttributeValue"),
        (
            #"{"QueueName": "a", "Attributes": {"RedrivePolicy": "{\"deadLetterTargetArn\":\"x\",\"maxReceiveCount\":3}"}}"#,
            "InvalidAttributeValue"
        ),
    ])
    func whatIsNoQueueIsRefused(_ input: String, _ code: String) throws {
        #expect(try QueueHarness().refusal("CreateQueue", input) == code)
    }

    // MARK: Messages

    @Test func aMessageIsGivenUntilItIsDeleted() throws {
        let harness = try QueueHarness()
        try harness.make("q", #"{"VisibilityTimeout": "10"}"#)
        try harness.send("hello", to: "q")
        let first = try harness.receive("q")
        #expect(first.compactMap { $0["Body"]?.string } == ["hello"])
        #expect(first[0]["MD5OfBody"] == .string("5d41402abc4b2a76b9719d911017c592"))
        #expect(first[0]["Attributes"]?["ApproximateReceiveCount"] == .string("1"))
        #expect(try harness.bodies("q") == [])
        #expect(try harness.attribute("ApproximateNumberOfMessagesNotVisible", of: "q") == "1")
        harness.time += 11
        try harness.reopen()
        let second = try harness.receive("q")
        #expect(second[0]["MessageId"] == first[0]["MessageId"])
        #expect(second[0]["Attributes"]?["ApproximateReceiveCount"] == .string("2"))
        // Who had it before has it no more.
        try harness.delete(first[0], from: "q")
        #expect(try harness.attribute("ApproximateNumberOfMessagesNotVisible", of: "q") == "1")
        try harness.delete(second[0], from: "q")
        harness.time += 11
        #expect(try harness.bodies("q") == [])
    }

    @Test func visibilityIsChangedAndGivenBack() throws {
        let harness = try QueueHarness()
        try harness.make("q")
        try harness.send("x", to: "q")
        let handle = try #require(try harness.receive("q").first?["ReceiptHandle"]?.string)
        func change(_ seconds: Int) throws -> String? {
            try harness.refusal(
                "ChangeMessageVisibility",
                #"{"QueueUrl": "q", "ReceiptHandle": "\#(handle)", "VisibilityTimeout": \#(seconds)}"#
            )
        }
        #expect(try change(100) == nil)
        harness.time += 90
        #expect(try harness.bodies("q") == [])
        #expect(try change(43_201) == "InvalidParameterValue")
        #expect(try change(0) == nil)
        #expect(try change(5) == "MessageNotInflight")
        #expect(try harness.bodies("q") == ["x"])
        #expect(try change(5) == "InvalidParameterValue")
        #expect(
            try harness.refusal("DeleteMessage", #"{"QueueUrl": "q", "ReceiptHandle": "none"}"#)
                == "ReceiptHandleIsInvalid"
        )
    }

    @Test func messagesAreDelayedKeptAndForgotten() throws {
        let harness = try QueueHarness()
        try harness.make("q", #"{"MessageRetentionPeriod": "100"}"#)
        try harness.perform("SendMessage", #"{"QueueUrl": "q", "MessageBody": "later", "DelaySeconds": 60}"#)
        #expect(try harness.bodies("q") == [])
        #expect(try harness.attribute("ApproximateNumberOfMessagesDelayed", of: "q") == "1")
        harness.time += 61
        #expect(try harness.bodies("q") == ["later"])
        harness.time += 40
        #expect(try harness.bodies("q") == [])
        try harness.send("a", to: "q")
        try harness.perform("PurgeQueue", #"{"QueueUrl": "q"}"#)
        #expect(try harness.bodies("q") == [])
        #expect(try harness.refusal("PurgeQueue", #"{"QueueUrl": "q"}"#) == "PurgeQueueInProgress")
    }

    @Test func attributesHaveTheDigestsThatSDKsCheck() throws {
        let harness = try QueueHarness()
        try harness.make("q")
        let sent = try harness.perform(
            "SendMessage",
            #"""
            {"QueueUrl": "q", "MessageBody": "b", "MessageAttributes": {"name": {"DataType": "String", "StringValue": "value"},
             "bytes": {"DataType": "Binary", "BinaryValue": "AQID"}}}
            """#
        )
        // md5 of the lengths in four bytes, names, types, kinds and values, by name: worked out by hand.
        #expect(sent["MD5OfMessageAttributes"] == .string("2ba39c3a3d9cb3ed65c00fd21cdb5c63"))
        let message = try #require(try harness.receive("q").first)
        #expect(message["MD5OfMessageAttributes"] == sent["MD5OfMessageAttributes"])
        #expect(message["MessageAttributes"]?["bytes"]?["BinaryValue"] == .string("AQID"))
    }

    @Test(arguments: [
        (#"{"QueueUrl": "q", "MessageBody": ""}"#, "MissingParameter"),
        (#"{"QueueUrl": "q", "MessageBody": "\u0001"}"#, "InvalidMessageContents"),
        (#"{"QueueUrl": "q", "MessageBody": "x", "DelaySeconds": 901}"#, "InvalidParameterValue"),
        (#"{"QueueUrl": "q", "MessageBody": "x", "MessageDeduplicationId": "1"}"#, "InvalidParameterValue"),
        (#"{"QueueUrl": "none", "MessageBody": "x"}"#, "QueueDoesNotExist"),
        (#"{"QueueUrl": "http://h/123456789012/q", "MessageBody": "x"}"#, "QueueDoesNotExist"),
        (
            #"{"QueueUrl": "q", "MessageBody": "x", "MessageAttributes": {"a": {"DataType": "Number", "StringValue": "x"}}}"#,
            "InvalidParameterValue"
        ),
    ])
    func whatIsNoMessageIsRefused(_ input: String, _ code: String) throws {
        let harness = try QueueHarness()
        try harness.make("q")
        #expect(try harness.refusal("SendMessage", input) == code)
    }

    @Test func aMessageIsAsLargeAsTheQueueAllows() throws {
        let harness = try QueueHarness()
        try harness.make("q", #"{"MaximumMessageSize": "1024"}"#)
        try harness.send(String(repeating: "x", count: 1024), to: "q")
        #expect(throws: ServiceError.self) { try harness.send(String(repeating: "x", count: 1025), to: "q") }
    }

    @Test func batchesTellWhatFailed() throws {
        let harness = try QueueHarness()
        try harness.make("q")
        let answer = try harness.perform(
            "SendMessageBatch",
            #"{"QueueUrl": "q", "Entries": [{"Id": "1", "MessageBody": "a"}, {"Id": "2", "MessageBody": ""}, {"Id": "3", "MessageBody": "c"}]}"#
        )
        #expect(answer.values(at: ["Successful", "Id"]) == [.string("1"), .string("3")])
        #expect(answer.values(at: ["Failed", "Code"]) == [.string("MissingParameter")])
        let handles = try harness.receive("q").compactMap { $0["ReceiptHandle"]?.string }
        let entries = handles.enumerated().map { #"{"Id": "\#($0.offset)", "ReceiptHandle": "\#($0.element)"}"# }
        let deleted = try harness.perform(
            "DeleteMessageBatch",
            #"{"QueueUrl": "q", "Entries": [\#(entries.joined(separator: ", ")), {"Id": "x", "ReceiptHandle": "no"}]}"#
        )
        #expect(deleted["Successful"]?.array.count == 2)
        #expect(deleted.values(at: ["Failed", "Code"]) == [.string("ReceiptHandleIsInvalid")])
        #expect(try harness.refusal("SendMessageBatch", #"{"QueueUrl": "q", "Entries": []}"#) == "EmptyBatchRequest")
        let twice = #"{"Id": "1", "MessageBody": "a"}"#
        #expect(
            try harness.refusal("SendMessageBatch", #"{"QueueUrl": "q", "Entries": [\#(twice), \#(twice)]}"#)
                == "BatchEntryIdsNotDistinct"
        )
    }

    // MARK: FIFO

    @Test func messagesOfAGroupComeOneAfterTheOther() throws {
        let harness = try QueueHarness()
        try harness.make("q.fifo", #"{"FifoQueue": "true", "VisibilityTimeout": "10"}"#)
        for number in 1...3 {
            for group in ["a", "b"] {
                try harness.send("\(group)\(number)", to: "q.fifo", group: group, id: "\(group)\(number)")
            }
        }
        let first = try harness.receive("q.fifo", most: 1)
        #expect(first[0]["Body"] == .string("a1") && first[0]["Attributes"]?["MessageGroupId"] == .string("a"))
        // While somebody has one of group a, no other comes.
        let others = try harness.receive("q.fifo")
        #expect(others.compactMap { $0["Body"]?.string } == ["b1", "b2", "b3"])
        #expect(try harness.bodies("q.fifo") == [])
        try harness.delete(first[0], from: "q.fifo")
        #expect(try harness.bodies("q.fifo", most: 1) == ["a2"])
        harness.time += 11
        #expect(try harness.bodies("q.fifo") == ["b1", "a2", "b2", "a3", "b3"])
    }

    @Test func whatIsSentTwiceWithinFiveMinutesCountsOnce() throws {
        let harness = try QueueHarness()
        try harness.make("q.fifo", #"{"FifoQueue": "true", "ContentBasedDeduplication": "true"}"#)
        for _ in 0..<3 { try harness.send("same", to: "q.fifo", group: "g") }
        try harness.send("other", to: "q.fifo", group: "g")
        try harness.send("third", to: "q.fifo", group: "g", id: "own")
        try harness.send("fourth", to: "q.fifo", group: "g", id: "own")
        #expect(try harness.bodies("q.fifo") == ["same", "other", "third"])
        harness.time += 301
        try harness.send("same", to: "q.fifo", group: "h")
        #expect(try harness.bodies("q.fifo").contains("same"))
        #expect(
            try harness.refusal("SendMessage", #"{"QueueUrl": "q.fifo", "MessageBody": "x"}"#) == "MissingParameter"
        )
    }

    // MARK: Dead letters

    @Test func whatNobodyCanDealWithEndsInAnotherQueue() throws {
        let harness = try QueueHarness()
        try harness.make("dead")
        let policy = #"{\"deadLetterTargetArn\":\"\#(QueueNames.arn("dead"))\",\"maxReceiveCount\":2}"#
        try harness.make("q", #"{"VisibilityTimeout": "1", "RedrivePolicy": "\#(policy)"}"#)
        try harness.send("poison", to: "q")
        for _ in 0..<2 {
            #expect(try harness.bodies("q") == ["poison"])
            harness.time += 2
        }
        try harness.send("good", to: "q")
        #expect(try harness.bodies("q") == ["good"])
        let dead = try #require(try harness.receive("dead").first)
        #expect(dead["Body"] == .string("poison"))
        #expect(dead["Attributes"]?["DeadLetterQueueSourceArn"] == .string(QueueNames.arn("q")))
        let sources = try harness.perform("ListDeadLetterSourceQueues", #"{"QueueUrl": "dead"}"#)
        #expect(sources["queueUrls"]?.array.count == 1)
    }

    // MARK: Encryption

    @Test func messagesAreEncryptedUnderTheQueuesKey() throws {
        let harness = try QueueHarness()
        try harness.make("q", #"{"KmsMasterKeyId": "alias/mine", "VisibilityTimeout": "0"}"#)
        for number in 0..<3 { try harness.send("confidential \(number)", to: "q") }
        #expect(harness.keys.state.withLock { $0.made } == 1)
        #expect(try harness.bodies("q") == (0..<3).map { "confidential \($0)" })
        for file in try FileManager.default.contentsOfDirectory(at: harness.folder, includingPropertiesForKeys: nil) {
            #expect(try !Data(contentsOf: file).contains(Data("confidential".utf8)), "\(file.lastPathComponent)")
        }
        // A new process knows no keys, and asks again.
        try harness.reopen()
        harness.keys.state.withLock { $0.isShut = true }
        #expect(try harness.refusal("ReceiveMessage", #"{"QueueUrl": "q"}"#) == "KmsAccessDenied")
        #expect(try harness.refusal("SendMessage", #"{"QueueUrl": "q", "MessageBody": "x"}"#) == "KmsAccessDenied")
        harness.keys.state.withLock { $0.isShut = false }
        #expect(try harness.bodies("q", most: 1).count == 1)
    }

    // MARK: Waiting

    @Test func whoWaitsGetsWhatIsSentMeanwhile() throws {
        let harness = try QueueHarness()
        try harness.make("q")
        harness.time = Timestamp.now().secondsSince1970
        harness.service.run()
        let (service, time) = (harness.service, harness.time)
        Threads.detach {
            Threads.sleep(milliseconds: 300)
            // A test that waits for it fails if it cannot be sent.
            try? service.send([QueueService.Parcel(body: "now")], to: "q", by: .user(0), at: time)
        }
        let answer = try harness.perform("ReceiveMessage", #"{"QueueUrl": "q", "WaitTimeSeconds": 20}"#)
        #expect(answer.values(at: ["Messages", "Body"]) == [.string("now")])
        // A message that comes back is noticed, too.
        let held = try harness.perform("ReceiveMessage", #"{"QueueUrl": "q", "WaitTimeSeconds": 1}"#)
        #expect(held == .object([:]))
        #expect(
            try harness.refusal("ReceiveMessage", #"{"QueueUrl": "q", "WaitTimeSeconds": 21}"#)
                == "InvalidParameterValue"
        )
        #expect(
            try harness.refusal("ReceiveMessage", #"{"QueueUrl": "q", "MaxNumberOfMessages": 11}"#)
                == "InvalidParameterValue"
        )
    }
}
