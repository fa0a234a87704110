import JSON
public import ServiceModel

/// All operations, a line each.
extension QueueService {
    /// The operations on queues; whoever serves requests makes the table once.
    public func makeOperations() -> OperationTable {
        var table = OperationTable(QueuesModel.service, QueuesModel.operations)
        table.add("CreateQueue", preparing: { [self] request in one(request, createQueue, by: "QueueName") })
        table.add("DeleteQueue", preparing: { [self] request in one(request, deleteQueue) })
        table.add("GetQueueUrl", preparing: { [self] request in one(request, queueURL, by: "QueueName") })
        table.add("ListQueues", listing: listQueues)
        table.add("GetQueueAttributes", preparing: { [self] request in one(request, showAttributes) })
        table.add("SetQueueAttributes", preparing: { [self] request in one(request, setAttributes) })
        table.add("ListDeadLetterSourceQueues", preparing: { [self] request in one(request, listSources) })
        table.add("PurgeQueue", preparing: { [self] request in one(request, purge) })
        table.add("TagQueue", preparing: { [self] request in one(request, tag) })
        table.add("UntagQueue", preparing: { [self] request in one(request, untag) })
        table.add("ListQueueTags", preparing: { [self] request in one(request, listTags) })
        table.add("SendMessage", preparing: { [self] request in one(request, sendMessage) })
        table.add("SendMessageBatch", preparing: { [self] request in one(request, sendMessages) })
        table.add("ReceiveMessage", preparing: preparedReception)
        table.add("DeleteMessage", preparing: { [self] request in one(request, deleteMessage) })
        table.add("DeleteMessageBatch", preparing: { [self] request in one(request, deleteMessages) })
        table.add("ChangeMessageVisibility", preparing: { [self] request in one(request, changeVisibility) })
        table.add("ChangeMessageVisibilityBatch", preparing: { [self] request in one(request, changeVisibilities) })
        return table
    }

    /// The queue that a request names, whether it is there or not.
    func named(_ request: ServiceRequest, _ member: String = "QueueUrl") -> [ServiceResource] {
        let text = request.required(member)
        let name = QueueNames.name(ofURL: text) ?? text
        return [queue(named: name)?.resource ?? ServiceResource(QueueNames.arn(name))]
    }

    /// An operation on the queue that a request names.
    private func one(
        _ request: ServiceRequest,
        _ handler: @escaping @Sendable (ServiceRequest) throws -> JSONValue,
        by member: String = "QueueUrl"
    ) -> PreparedOperation {
        PreparedOperation { [self] in
            named(request, member)
        } perform: {
            .value(try handler(request))
        }
    }
}
