import JSON
import ServiceModel
import Signatures
import Testing

@testable import AWSWire

/// Queues as older SDKs speak of them.
@Suite struct QueueFormTests {
    private let form = ("content-type", "application/x-www-form-urlencoded; charset=utf-8")

    private func call(_ body: String, at path: String = "/") throws -> WireCall {
        let service = try #require(WireService.named("sqs"))
        return try WireCall(service, SignableRequest("POST", path, headers: [form]), body: Array(body.utf8)) {
            $0.hasPrefix("sqs:") ? QueuesModel.operation(String($0.dropFirst(4))) : nil
        }
    }

    private func written(_ answer: String, to call: WireCall) throws -> String {
        let value = try JSONValue(parsing: Array(answer.utf8))
        return String(decoding: try WireAnswer(.value(value), to: call, requestID: "id-1").body, as: UTF8.self)
    }

    /// Forms, as botocore 1.29 makes them, and what they ask for.
    @Test(arguments: [
        (
            "Action=CreateQueue&Version=2012-11-05&QueueName=q&Attribute.1.Name=DelaySeconds&Attribute.1.Value=5&Tag.1.Key=a"
                + "&Tag.1.Value=b",
            #"{"Attributes":{"DelaySeconds":"5"},"QueueName":"q","tags":{"a":"b"}}"#
        ),
        (
            "Action=ReceiveMessage&Version=2012-11-05&QueueUrl=q&AttributeName.1=All&AttributeName.2=SenderId"
                + "&MessageAttributeName.1=x&MaxNumberOfMessages=3",
            #"{"AttributeNames":["All","SenderId"],"MaxNumberOfMessages":3,"MessageAttributeNames":["x"],"QueueUrl":"q"}"#
        ),
        (
            "Action=SendMessageBatch&QueueUrl=q&SendMessageBatchRequestEntry.1.Id=a&SendMessageBatchRequestEntry.1.MessageBody="
                + "one&SendMessageBatchRequestEntry.1.MessageAttribute.1.Name=k"
                + "&SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.StringValue=v"
                + "&SendMessageBatchRequestEntry.1.MessageAttribute.1.Value.DataType=String"
                + "&SendMessageBatchRequestEntry.2.Id=b&SendMessageBatchRequestEntry.2.MessageBody=two",
            #"{"Entries":[{"Id":"a","MessageAttributes":{"k":{"DataType":"String","StringValue":"v"}},"MessageBody":"one"},"#
                + #"{"Id":"b","MessageBody":"two"}],"QueueUrl":"q"}"#
        ),
        ("Action=UntagQueue&QueueUrl=q&TagKey.1=a&TagKey.2=b", #"{"QueueUrl":"q","TagKeys":["a","b"]}"#),
        (
            "Action=SendMessage&QueueUrl=q&MessageBody=x&DelaySeconds=many",
            #"{"DelaySeconds":"many","MessageBody":"x","QueueUrl":"q"}"#
        ),
    ])
    func formsAreRequests(_ body: String, _ input: String) throws {
        #expect(String(decoding: try call(body).input, as: UTF8.self) == input)
    }

    @Test func theAddressNamesTheQueue() throws {
        let call = try call("Action=PurgeQueue", at: "/000000000000/orders.fifo")
        #expect(
            String(decoding: call.input, as: UTF8.self) == #"{"QueueUrl":"http://localhost/000000000000/orders.fifo"}"#
        )
        let list = try self.call("Action=ListQueues", at: "/000000000000/orders.fifo")
        #expect(String(decoding: list.input, as: UTF8.self) == "{}")
    }

    @Test func answersAreXMLOfRepeatedElements() throws {
        let received = try written(
            #"{"Messages":[{"MessageId":"m","Body":"<b>","Attributes":{"SenderId":"s"},"MessageAttributes":{"k":{"DataType":"#
                + #""String","StringValue":"v"}}}]}"#,
            to: call("Action=ReceiveMessage&QueueUrl=q")
        )
        #expect(
            received
                == #"<ReceiveMessageResponse xmlns="http://queue.amazonaws.com/doc/2012-11-05/"><ReceiveMessageResult>"#
                + "<Message><Attribute><Name>SenderId</Name><Value>s</Value></Attribute><Body>&lt;b&gt;</Body>"
                + "<MessageAttribute><Name>k</Name><Value><DataType>String</DataType><StringValue>v</StringValue></Value>"
                + "</MessageAttribute><MessageId>m</MessageId></Message></ReceiveMessageResult>"
                + "<ResponseMetadata><RequestId>id-1</RequestId></ResponseMetadata></ReceiveMessageResponse>"
        )
        let batch = try written(
            #"{"Successful":[{"Id":"a"}],"Failed":[{"Id":"b","Code":"X","SenderFault":true}]}"#,
            to: call("Action=DeleteMessageBatch&QueueUrl=q")
        )
        #expect(batch.contains("<DeleteMessageBatchResultEntry><Id>a</Id></DeleteMessageBatchResultEntry>"))
        #expect(batch.contains("<BatchResultErrorEntry><Code>X</Code><Id>b</Id><SenderFault>true</SenderFault>"))
        #expect(
            try written(#"{"QueueUrls":["a","b"]}"#, to: call("Action=ListQueues")).contains(
                "<QueueUrl>a</QueueUrl><QueueUrl>b"
            )
        )
        // What answers nothing has no result.
        #expect(!(try written("{}", to: call("Action=DeleteQueue&QueueUrl=q")).contains("Result>")))
    }

    /// Errors by their names in each protocol.
    @Test(arguments: [
        ("QueueDoesNotExist", "AWS.SimpleQueueService.NonExistentQueue", 400),
        ("ReceiptHandleIsInvalid", "ReceiptHandleIsInvalid", 404), ("KmsDisabled", "KMS.DisabledException", 400),
        ("InvalidAttributeName", "InvalidAttributeName", 400), ("AccessDeniedException", "AccessDenied", 403),
        ("QueueNameExists", "QueueAlreadyExists", 400), ("OverLimit", "OverLimit", 403),
    ])
    func errorsHaveTheirOlderNames(_ code: String, _ older: String, _ status: Int) throws {
        let error = ServiceError(code, "m")
        let style = try call("Action=ListQueues").style
        let xml = WireAnswer(error, in: style, requestID: "id")
        #expect(xml.status == status)
        #expect(String(decoding: xml.body, as: UTF8.self).contains("<Code>\(older)</Code>"))
        let json = WireAnswer(error, in: .json("1.0"), requestID: "id")
        #expect(json.status == 400)
        #expect(String(decoding: json.body, as: UTF8.self).contains(#""__type":"com.amazonaws.sqs#\#(code)""#))
        guard older != "AccessDenied" else { return }
        #expect(json.headers.contains { $0.name == "x-amzn-query-error" && $0.value == "\(older);Sender" })
    }

    @Test func otherServicesOfJSONHaveNoOlderNames() {
        let answer = WireAnswer(ServiceError("NotFoundException", "m"), in: .json("1.1"), requestID: "id")
        #expect(!answer.headers.contains { $0.name == "x-amzn-query-error" })
    }
}
