import HTTPTypes
import HummingbirdCore
import NIOCore
import NIOPosix
import POSIX
import WebMessages

/// Takes requests in whole, refuses those that nobody but a browser or a broken client makes, and hands on the rest.
struct Front: Sendable {
    let settings: WebSettings
    let coordinator: Coordinator
    let room: Room
    /// The ports that it listens at.
    let ports: Monitor<[Int]>

    let date = HTTPDate()

    /// Answers a request.
    ///
    /// - Parameters:
    ///   - request: Which may still be on its way.
    ///   - peer: Who sends it.
    /// - Returns: The answer, and whether the connection is to end after it: what else comes on that belongs to a request that
    ///   was refused.
    func respond(to request: Request, from peer: SocketAddress?) async -> (response: Response, isLast: Bool) {
        do throws(Refusal) {
            return (response(try await answer(request, peer)), false)
        } catch {
            return (response(Coordinator.Answer(answer: error.answer), isLast: true), true)
        }
    }

    private func answer(_ request: Request, _ peer: SocketAddress?) async throws(Refusal) -> Coordinator.Answer {
        let head = request.head
        let isLocal = peer?.ipAddress == nil
        guard let authority = head.authority, !head.headerFields.contains(.host) else {
            throw Refusal(400, "InvalidRequest", "A request has one Host.")
        }
        guard isLocal || accepts(host: authority) else {
            throw Refusal(421, "InvalidHost", "The Host is none of this service's: see 'hosts' under 'api'.")
        }
        // No SDK sends these, and every browser does where a page talks to another host.
        guard !head.headerFields.contains(.origin), Front.isOwn(head.headerFields[.site]) else {
            throw Refusal(403, "AccessDenied", "This service is not for web pages.")
        }
        var headers = [WebRequest.Header("host", authority)]
        headers.reserveCapacity(head.headerFields.count + 1)
        for field in head.headerFields { headers.append(WebRequest.Header(field.name.canonicalName, field.value)) }
        var whole = WebRequest(
            head.method.rawValue,
            head.path ?? "/",
            headers: headers,
            from: peer?.ipAddress ?? "",
            port: isLocal ? 0 : peer?.port ?? 0
        )
        if Front.hasContent(head) { return try await stream(request.body, of: whole) }
        var taken = RoomTaken(of: room)
        whole.body = try await Front.collect(request.body, settings, &taken)
        guard let answer = await coordinator.answer(whole) else { throw Front.busy }
        return answer
    }

    /// Whether a request that came by the network names this service as its host.
    func accepts(host authority: String) -> Bool { settings.accepts(host: authority, ports: ports.withLock { $0 }) }

    static let busy = Refusal(
        503,
        "ServiceUnavailable",
        "Too many requests wait for their answers: come back later."
    )
    static let slowBody = Refusal(408, "RequestTimeout", "The body took too long.")

    private static func isOwn(_ site: String?) -> Bool { site == nil || site == "none" || site == "same-origin" }

    // MARK: Bodies

    /// Whether a body is what an object shall hold, and too long to be kept here: it is handed on as it comes.
    private static func hasContent(_ head: HTTPRequest) -> Bool {
        guard head.method == .put || head.method == .post else { return false }
        let isLong = head.headerFields[.contentLength].map { (Int($0) ?? .max) > shortBytes } ?? true
        let scope = head.headerFields[.authorization] ?? head.path ?? ""
        // Who has signed it, and whether, others find out: all others are kept whole, within limits.
        return isLong && (scope.contains("/s3/aws4_request") || scope.contains("%2Fs3%2Faws4_request"))
    }

    /// Bodies up to this are kept, in bytes.
    private static let shortBytes = 64 << 10
    /// How slow a body may be, in bytes a second, from the first minutes on.
    private static let slowest = 16 << 10
    /// How long the service may take nothing of a body, in seconds.
    private static let patience = 240

    /// How much is received of a body that nobody wants, in bytes.
    private static let mostInVain = 1 << 30

    /// Hands a request on with a pipe from which its body comes.
    private func stream(_ body: RequestBody, of request: WebRequest) async throws(Refusal) -> Coordinator.Answer {
        let writer: PipeWriter
        let rest: Monitor<HeldFile?>
        do throws(SystemError) { (writer, rest) = try PipeWriter.make() } catch { throw Front.busy }
        async let answer = coordinator.answer(request, with: rest)
        var sent = 0
        var isWanted = true
        let start = Timestamp.monotonic()
        do {
            for try await piece in body {
                sent += piece.readableBytes
                let seconds = Timestamp.monotonic().seconds(since: start)
                guard seconds < Double(settings.bodySeconds * 4 + sent / Front.slowest) else {
                    throw SystemError.brokenOff
                }
                // The service has closed its end when it wants no more; but clients read no answer before all is sent.
                if isWanted {
                    isWanted = await writer.write(Array(piece.readableBytesView), within: Front.patience)
                    if !isWanted { writer.close() }
                } else if sent > Front.mostInVain {
                    throw SystemError.brokenOff
                }
            }
        } catch {
            // What the service has not got it finds missing, and nobody is there to read its answer.
            writer.close()
            _ = await answer
            throw Refusal(400, "IncompleteBody", "The body broke off.")
        }
        writer.close()
        guard let answer = await answer else { throw Front.busy }
        return answer
    }

    private static func collect(
        _ body: RequestBody,
        _ settings: WebSettings,
        _ taken: inout RoomTaken
    ) async throws(Refusal) -> [UInt8] {
        var bytes: [UInt8] = []
        var deadline: Timestamp?
        do {
            for try await piece in body {
                guard bytes.count + piece.readableBytes <= settings.bodyBytes else {
                    throw Refusal(413, "RequestEntityTooLarge", "The body is longer than this service takes.")
                }
                guard taken.grow(to: bytes.count + piece.readableBytes - WebSettings.freeBytes) else {
                    throw Refusal(503, "ServiceUnavailable", "There is no room for the body: come back later.")
                }
                // Most bodies are one piece. A connection that says nothing at all ends by itself.
                if let deadline {
                    guard Timestamp.monotonic() < deadline else { throw slowBody }
                } else {
                    deadline = Timestamp.monotonic().adding(milliseconds: settings.bodySeconds * 1000)
                }
                bytes += piece.readableBytesView
            }
        } catch let error as Refusal {
            throw error
        } catch {
            throw Refusal(400, "IncompleteBody", "The body broke off.")
        }
        return bytes
    }

    // MARK: Answers

    private func response(_ whole: Coordinator.Answer, isLast: Bool = false) -> Response {
        let answer = whole.answer
        var fields = HTTPFields()
        fields.reserveCapacity(answer.headers.count + 3)
        for header in answer.headers {
            guard let name = HTTPField.Name(header.name), HTTPField.isValidValue(header.value) else { continue }
            fields.append(HTTPField(name: name, value: header.value))
        }
        fields[.date] = date.text
        if isLast { fields[.connection] = "close" }
        return Response(
            status: HTTPResponse.Status(code: answer.status),
            headers: fields,
            body: whole.file.map { Front.body($0, answer.content) }
                ?? ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body))
        )
    }

    /// How much of a file is read at once, in bytes.
    private static let pieceBytes = 256 << 10

    /// What a file has, piece by piece, each read when the one before it is on its way.
    ///
    /// A file that ends too early breaks the connection off: the head has promised more.
    private static func body(_ file: HeldFile, _ content: WebAnswer.Content?) -> ResponseBody {
        let total = content?.count ?? 0
        return ResponseBody(contentLength: total) { writer in
            var sent = 0
            while sent < total {
                let (position, most) = (content?.offset.map { $0 + sent }, min(pieceBytes, total - sent))
                // Disks, and who writes into pipes, may take their time.
                let piece = try await NIOThreadPool.singleton.runIfActive {
                    try position.map { try file.file.bytes(at: $0, upTo: most) } ?? file.file.next(upTo: most)
                }
                guard !piece.isEmpty else { throw SystemError.brokenOff }
                sent += piece.count
                try await writer.write(ByteBuffer(bytes: piece))
            }
            try await writer.finish(nil)
        }
    }
}

/// Why a request is not handed on, in the form of most of AWS's services.
struct Refusal: Error {
    let answer: WebAnswer

    init(_ status: Int, _ code: String, _ message: String) {
        answer = WebAnswer(
            status,
            headers: [
                WebRequest.Header("content-type", "application/x-amz-json-1.1"),
                WebRequest.Header("x-amzn-errortype", code),
            ],
            body: Array(#"{"__type":"\#(code)","message":"\#(message)"}"#.utf8)
        )
    }
}

/// Now, as HTTP has it; made once a second.
final class HTTPDate: Sendable {
    private let last = Monitor((second: 0, text: ""))

    /// Source: RFC 9110, section 5.6.7.
    var text: String {
        let second = Timestamp.now().seconds
        return last.withLock { last in
            if last.second != second { last = (second, UTCTime.httpText(Timestamp(seconds: second))) }
            return last.text
        }
    }
}

extension HTTPField.Name {
    fileprivate static let host = HTTPField.Name("host") ?? .trailer
    fileprivate static let site = HTTPField.Name("sec-fetch-site") ?? .trailer
}
