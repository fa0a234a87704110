import JSON
import POSIX
import Records
import ServiceModel

/// Queues: made, changed, shown and removed.
extension QueueService {
    func createQueue(_ request: ServiceRequest) throws -> JSONValue {
        let name = request.required("QueueName")
        guard QueueNames.isName(name) else {
            throw ServiceError(
                "InvalidParameterValue",
                "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length"
            )
        }
        var given = request.input["Attributes"]?.strings ?? [:]
        let wantsFIFO = given["FifoQueue"] == "true"
        guard wantsFIFO == name.hasSuffix(".fifo") else {
            throw ServiceError(
                "InvalidParameterValue",
                "The name of a FIFO queue can only include alphanumeric characters, hyphens, or underscores, must end with "
                    + ".fifo suffix and be 1 to 80 in length"
            )
        }
        let tags = try QueueService.checked(request.input["tags"]?.strings ?? [:])
        try state.withLock { state in
            let queues = state.queues
            try QueueAttributes.check(given, isFIFO: wantsFIFO) { arn in
                QueueNames.name(ofARN: arn).flatMap { queues[$0]?.isFIFO }
            }
            given["FifoQueue"] = nil
            if let old = queues[name] {
                // A queue is made again as it is, or not at all.
                let shown = old.shown
                guard given.allSatisfy({ shown[$0.key] ?? "" == $0.value }) else {
                    throw ServiceError(
                        "QueueNameExists",
                        "A queue already exists with the same name and a different value for an attribute"
                    )
                }
                return
            }
            guard queues.count < QueueService.mostQueues else {
                throw ServiceError("OverLimit", "There are \(QueueService.mostQueues) queues already.")
            }
            var queue = Queue(name: name, at: request.time)
            queue.set(given, at: request.time)
            queue.setTags(tags)
            queue.record.id = try records.changeQueues { [record = queue.record] in try $0.add(record) }
            state.queues[name] = queue
        }
        return .object(["QueueUrl": .string(url(of: name))])
    }

    func deleteQueue(_ request: ServiceRequest) throws -> JSONValue {
        let queue = try queue(request)
        try state.withLock { state in
            try records.changeQueues { try $0.remove(queue.record.id) }
            state.queues[queue.name] = nil
        }
        waiters.wake()
        return .object([:])
    }

    func queueURL(_ request: ServiceRequest) throws -> JSONValue {
        let name = request.required("QueueName")
        guard queue(named: name) != nil else { throw QueueService.missing }
        return .object(["QueueUrl": .string(url(of: name))])
    }

    func listQueues(_ request: ServiceRequest, _ visible: Visibility) throws -> JSONValue {
        let prefix = request.text("QueueNamePrefix") ?? ""
        let names = queues.filter { $0.name.hasPrefix(prefix) && visible.allows($0.resource) }.map(\.name)
        return try page(names, request, member: "QueueUrls")
    }

    func listSources(_ request: ServiceRequest) throws -> JSONValue {
        let queue = try queue(request)
        return try page(queues.filter { $0.redrive?.arn == queue.arn }.map(\.name), request, member: "queueUrls")
    }

    private func page(_ names: [String], _ request: ServiceRequest, member: String) throws(ServiceError) -> JSONValue {
        let most = request.input["MaxResults"]?.integer
        if let most, !(1...1000).contains(most) {
            throw NewMessage.invalid("MaxResults", "\(most)", "Must be between 1 and 1000, if provided.")
        }
        var rest = names[...]
        if let token = request.text("NextToken"), !token.isEmpty {
            guard let last = PageToken.place(token) else {
                throw NewMessage.invalid("NextToken", token, "It is none that an answer had.")
            }
            rest = rest.drop { $0 <= last }
        }
        let page = rest.prefix(most ?? 1000)
        // Without MaxResults there is never another page.
        let next = most != nil && page.count < rest.count ? page.last.map { JSONValue.string(PageToken.text($0)) } : nil
        return .present([member: .array(page.map { .string(url(of: $0)) }), "NextToken": next])
    }

    // MARK: Attributes

    func showAttributes(_ request: ServiceRequest) throws -> JSONValue {
        let queue = try queue(request)
        let names = request.input["AttributeNames"]?.array.compactMap(\.string) ?? []
        for name in names where !QueueAttributes.names.contains(name) {
            throw ServiceError("InvalidAttributeName", "Unknown Attribute \(name).")
        }
        guard !names.isEmpty else { return .object([:]) }
        var shown = queue.shown
        if names.contains("All") || names.contains(where: { $0.hasPrefix("Approximate") }) {
            let counts = try records.counts(ofQueue: queue.record.id, at: request.time)
            shown["ApproximateNumberOfMessages"] = "\(counts.visible)"
            shown["ApproximateNumberOfMessagesNotVisible"] = "\(counts.inFlight)"
            shown["ApproximateNumberOfMessagesDelayed"] = "\(counts.delayed)"
        }
        if !names.contains("All") { shown = shown.filter { names.contains($0.key) } }
        return .object(["Attributes": .object(shown.mapValues { .string($0) })])
    }

    func setAttributes(_ request: ServiceRequest) throws -> JSONValue {
        let name = try queue(request).name
        let given = request.input["Attributes"]?.strings ?? [:]
        try change(name) { queue, queues in
            guard given["FifoQueue"] == nil else {
                throw ServiceError("InvalidAttributeName", "The attribute FifoQueue cannot be set later.")
            }
            try QueueAttributes.check(given, isFIFO: queue.isFIFO) { arn in
                QueueNames.name(ofARN: arn).flatMap { queues[$0]?.isFIFO }
            }
            queue.set(given, at: request.time)
        }
        return .object([:])
    }

    private func change(_ name: String, _ body: (inout Queue, [String: Queue]) throws -> Void) throws {
        try state.withLock { state in
            guard var queue = state.queues[name] else { throw QueueService.missing }
            try body(&queue, state.queues)
            let record = queue.record
            try records.changeQueues { try $0.save(record) }
            state.queues[name] = queue
        }
    }

    /// The least time between two purges of a queue, in seconds.
    private static let purgePause = 60.0

    func purge(_ request: ServiceRequest) throws -> JSONValue {
        let name = try queue(request).name
        try change(name) { queue, _ in
            if let last = queue.record.purgedAt, request.time - last < QueueService.purgePause, request.time >= last {
                throw ServiceError(
                    "PurgeQueueInProgress",
                    "Only one PurgeQueue operation on \(name) is allowed every 60 seconds."
                )
            }
            queue.record.purgedAt = request.time
            let id = queue.record.id
            try records.changeQueues { try $0.purge(id) }
        }
        return .object([:])
    }

    // MARK: Tags

    private static func checked(_ tags: [String: String]) throws(ServiceError) -> [String: String] {
        for (name, value) in tags {
            guard (1...128).contains(name.count), value.count <= 256, !name.lowercased().hasPrefix("aws:") else {
                throw NewMessage.invalid("Tags", name, "A name has 1 to 128 characters and does not begin with aws:.")
            }
        }
        guard tags.count <= 50 else { throw ServiceError("InvalidParameterValue", "A queue has at most 50 tags.") }
        return tags
    }

    func tag(_ request: ServiceRequest) throws -> JSONValue {
        try change(try queue(request).name) { queue, _ in
            let new = queue.tags.merging(request.input["Tags"]?.strings ?? [:]) { _, new in new }
            queue.setTags(try QueueService.checked(new))
        }
        return .object([:])
    }

    func untag(_ request: ServiceRequest) throws -> JSONValue {
        let names = Set(request.input["TagKeys"]?.array.compactMap(\.string) ?? [])
        try change(try queue(request).name) { queue, _ in
            queue.setTags(queue.tags.filter { !names.contains($0.key) })
        }
        return .object([:])
    }

    func listTags(_ request: ServiceRequest) throws -> JSONValue {
        .object(["Tags": .object(try queue(request).tags.mapValues { .string($0) })])
    }
}
