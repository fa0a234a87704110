import NIOCore
import NIOHTTP1
import POSIX
import WebMessages

/// Answers requests as most SDKs send them without leaving the thread of their connection: a short body, one host, nothing of
/// a browser's, nothing of S3's.
///
/// All others go on to Hummingbird's handlers, which know every way that a request can be sent, and refuse what is to be
/// refused. One request of a connection is answered at a time; what comes meanwhile waits here, as much as was received at
/// once, and nothing more is received then.
final class QuickRequests: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    /// What is being done.
    private enum Phase {
        case none
        /// The body comes in.
        case receiving(Draft)
        /// The service has it.
        case asked
        /// Others answer: whether the request has come whole, and whether the answer has gone.
        case passed(isWhole: Bool, isAnswered: Bool)
    }

    /// A request, the body of which is still to come.
    private struct Draft {
        var message: WebRequestMessage
        var body: [UInt8] = []
        var deadline: NIODeadline?
    }

    private let front: Front
    private let mailbox: LoopMailbox
    private let idle: TimeAmount
    private var phase = Phase.none
    private var context: ChannelHandlerContext?
    /// What writes answers that are bytes already: nobody looks at them any more.
    private var output: ChannelHandlerContext?
    private var address = ""
    private var port = 0
    /// The host that was found good last.
    private var host = ""
    private var lastActive = NIODeadline.now()
    private var timer: Scheduled<Void>?
    /// Whether the request at hand is the last one: HTTP/1.0 (RFC 9112, section 9.3).
    private var isLast = false

    // What waits until the request at hand is answered.
    private var held: [HTTPServerRequestPart] = []
    private var heldError: (any Error)?
    private var heldEvent: Any?
    private var wantsMore = false

    /// - Parameters:
    ///   - front: What is let in.
    ///   - mailbox: That of the connection's thread.
    init(_ front: Front, _ mailbox: LoopMailbox) {
        self.front = front
        self.mailbox = mailbox
        idle = .seconds(Int64(front.settings.idleSeconds))
    }

    // MARK: Life of a connection

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        output = try? context.pipeline.syncOperations.context(handlerType: HTTPResponseEncoder.self)
        if let peer = context.channel.remoteAddress, let address = peer.ipAddress {
            self.address = address
            port = peer.port ?? 0
        }
        if context.channel.isActive { startTimer(context, idle) }
    }

    func handlerRemoved(context: ChannelHandlerContext) { end() }

    func channelActive(context: ChannelHandlerContext) {
        startTimer(context, idle)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        end()
        context.fireChannelInactive()
    }

    private func end() {
        timer?.cancel()
        (timer, context, output) = (nil, nil, nil)
        held = []
    }

    /// Ends a connection that says nothing for long, or does not end the head of a request; not one that waits for an answer.
    private func startTimer(_ context: ChannelHandlerContext, _ time: TimeAmount) {
        guard timer == nil else { return }
        timer = context.eventLoop.assumeIsolated().scheduleTask(in: time) { [self] in
            timer = nil
            guard let context = self.context else { return }
            let (end, now) = (lastActive + idle, NIODeadline.now())
            if now < end {
                startTimer(context, end - now)
            } else if isAnswering {
                startTimer(context, idle)
            } else {
                context.close(promise: nil)
            }
        }
    }

    private var isAnswering: Bool {
        switch phase {
        case .none, .receiving, .passed(false, _): false
        case .asked, .passed(true, _): true
        }
    }

    // MARK: What comes in

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let part = unwrapInboundIn(data)
        lastActive = .now()
        if isAnswering { held.append(part) } else { take(part, context) }
    }

    func read(context: ChannelHandlerContext) {
        if held.isEmpty { context.read() } else { wantsMore = true }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if isAnswering { heldError = heldError ?? error } else { context.fireErrorCaught(error) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        // Who sends nothing more still wants the answer.
        if isAnswering, case .inputClosed? = event as? ChannelEvent {
            heldEvent = event
        } else {
            context.fireUserInboundEventTriggered(event)
        }
    }

    private func take(_ part: HTTPServerRequestPart, _ context: ChannelHandlerContext) {
        switch (phase, part) {
        case (.none, .head(let head)):
            if let message = message(of: head) {
                phase = .receiving(Draft(message: message))
            } else {
                phase = .passed(isWhole: false, isAnswered: false)
                isLast = head.version == .http1_0 && !head.headers[canonicalForm: "connection"].contains("keep-alive")
                context.fireChannelRead(wrapInboundOut(part))
            }
        case (.receiving(var draft), .body(let piece)):
            phase = .none
            // Most bodies are one piece.
            if let deadline = draft.deadline {
                guard lastActive < deadline else { return refuse(Front.slowBody, context) }
            } else {
                draft.deadline = lastActive + .seconds(Int64(front.settings.bodySeconds))
            }
            draft.body += piece.readableBytesView
            phase = .receiving(draft)
        case (.receiving(let draft), .end):
            phase = .asked
            let isTaken = front.coordinator.ask(draft.message, from: address, port, body: draft.body, by: mailbox, self)
            if !isTaken { refuse(Front.busy, context) }
        case (.passed(_, let isAnswered), .end):
            phase = isAnswered ? .none : .passed(isWhole: true, isAnswered: false)
            context.fireChannelRead(wrapInboundOut(part))
        default: context.fireChannelRead(wrapInboundOut(part))
        }
    }

    /// The beginning of the message that hands a request on; `nil` for one that others take.
    private func message(of head: HTTPRequestHead) -> WebRequestMessage? {
        guard head.method == .POST, head.uri == "/", head.version == .http1_1 else { return nil }
        var message = WebRequestMessage("POST", "/")
        var host: String?
        var hasLength = false
        for (name, value) in head.headers {
            switch QuickRequests.known(name) {
            case .host:
                guard host == nil else { return nil }
                host = value
                continue
            case .length:
                guard let length = Int(value), 0...WebSettings.freeBytes ~= length else { return nil }
                hasLength = true
            case .connection: guard value == "keep-alive" || value == "Keep-Alive" else { return nil }
            case .signature: guard !QuickRequests.isForObjects(value) else { return nil }
            case .others: return nil
            case nil: break
            }
            message.add(name, value)
        }
        guard hasLength, let host, accepts(host) else { return nil }
        message.setHost(host)
        return message
    }

    private static let ofObjects = Array("/s3/aws4_request".utf8)

    /// Whether a signature says to be one for S3.
    private static func isForObjects(_ line: String) -> Bool {
        // As bytes: looking for a text in another one costs more than all the rest.
        var rest = line.utf8[...]
        while let slash = rest.firstIndex(of: UInt8(ascii: "/")) {
            rest = rest[slash...]
            if rest.starts(with: ofObjects) { return true }
            rest = rest.dropFirst()
        }
        return false
    }

    private func accepts(_ authority: String) -> Bool {
        if authority == host { return true }
        guard address.isEmpty || front.accepts(host: authority) else { return false }
        host = authority
        return true
    }

    /// Lines of heads that say how a request is to be taken.
    private enum Known {
        case host
        case length
        case connection
        case signature
        /// What only some requests have: others find out what it means.
        case others
    }

    private static func known(_ name: String) -> Known? {
        switch name.utf8.count {
        case 4: isNamed(name, "host") ? .host : nil
        case 6: isNamed(name, "origin") || isNamed(name, "expect") ? .others : nil
        case 7: isNamed(name, "upgrade") || isNamed(name, "trailer") ? .others : nil
        case 10: isNamed(name, "connection") ? .connection : nil
        case 13: isNamed(name, "authorization") ? .signature : nil
        case 14: isNamed(name, "content-length") ? .length : isNamed(name, "sec-fetch-site") ? .others : nil
        case 17: isNamed(name, "transfer-encoding") ? .others : nil
        default: nil
        }
    }

    /// Whether a name is this one, which is of the same length and in small letters.
    private static func isNamed(_ name: String, _ known: StaticString) -> Bool {
        name.utf8.elementsEqual(known.description.utf8) { $0 | 0x20 == $1 }
    }

    // MARK: Answers

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        let isEnd = if case .end = unwrapOutboundIn(data) { true } else { false }
        context.write(data, promise: promise)
        guard isEnd, case .passed(let isWhole, _) = phase else { return }
        lastActive = .now()
        if isLast {
            context.flush()
            return context.close(promise: nil)
        }
        if isWhole { goOn(context) } else { phase = .passed(isWhole: false, isAnswered: true) }
    }

    /// Sends the answer to the request that the service has got.
    func answer(_ message: [UInt8]) {
        guard let context, let output, case .asked = phase else { return }
        guard let bytes = WebAnswer.httpBytes(of: message, date: front.date.text) else {
            context.close(promise: nil)
            return
        }
        output.writeAndFlush(NIOAny(context.channel.allocator.buffer(bytes: bytes)), promise: nil)
        lastActive = .now()
        goOn(context)
    }

    /// Ends the connection with an answer: what else comes on it belongs to a request that was refused.
    private func refuse(_ refusal: Refusal, _ context: ChannelHandlerContext) {
        phase = .asked
        let last = WebRequest.Header("connection", "close")
        var answer = refusal.answer
        answer.headers.append(last)
        if let output, let bytes = WebAnswer.httpBytes(of: answer.bytes, date: front.date.text) {
            output.writeAndFlush(NIOAny(context.channel.allocator.buffer(bytes: bytes)), promise: nil)
        }
        context.close(promise: nil)
    }

    /// Takes what has come meanwhile.
    private func goOn(_ context: ChannelHandlerContext) {
        phase = .none
        if !held.isEmpty {
            var rest = held[...]
            held = []
            while let part = rest.first, !isAnswering {
                rest = rest.dropFirst()
                take(part, context)
            }
            held = Array(rest)
            if self.context != nil { context.fireChannelReadComplete() }
        }
        guard !isAnswering, self.context != nil else { return }
        if let error = heldError {
            heldError = nil
            context.fireErrorCaught(error)
        }
        if let event = heldEvent {
            heldEvent = nil
            context.fireUserInboundEventTriggered(event)
        }
        if wantsMore, held.isEmpty {
            wantsMore = false
            context.read()
        }
    }
}
