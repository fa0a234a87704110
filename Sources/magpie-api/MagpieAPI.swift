import HTTPTypes
import HummingbirdCore
import Logging
import NIOCore
import NIOPosix
import POSIX
import WebMessages

/// Hears what SDKs of AWS say by HTTP, for `magpied`, which has no network; of keys and records this process has none.
@main
enum MagpieAPI {
    private static let usage = """
        Usage: magpie-api

        Takes requests by HTTP for magpied, which starts it with a channel as descriptor 3 and says where it listens. It is
        no command for people: see 'api' in magpie.yaml(5), and magpied(8).

        """

    /// The longest message of the service: an answer.
    private static let longestAnswer = 80 << 20
    /// Threads that wait for what happens on connections.
    private static let threads = min(2, Threads.processorCount)
    /// How long another process, which ends, may still listen at the same place, in milliseconds.
    private static let patience = 5000

    static func main() async {
        Signals.ignoreBrokenPipes()
        if System.arguments.dropFirst() == [Array("--check-confinement".utf8)] { Needs.webServer.check() }
        if System.isAskedForHelp { return OutputFile.tell(usage) }
        Confinement.hideMemory()
        // Signatures say who may do what; it makes no other file.
        PrivateFile.makeSocketsPublic()
        guard System.arguments.count == 1, let inherited = FrameChannel(inherited: ChildProcess.channelDescriptor)
        else {
            OutputFile.tellMistake("magpie-api is started by magpied", hint: "see 'magpie-api --help'")
            System.exit(2)
        }
        let channel = WebChannel(inherited, upTo: longestAnswer)
        let started = Monitor<WebSettings?>(nil)
        let coordinator = Monitor<Coordinator?>(nil)
        // The service has this process end when it lets go of the channel, and it is of no use without.
        Threads.detach {
            // What breaks is an end, too.
            _ = try? channel.receive { messages, file in
                if let coordinator = coordinator.withLock({ $0 }) { return coordinator.take(messages, file) }
                guard let message = messages.first, let settings = WebSettings(message) else { return false }
                coordinator.withLock { $0 = Coordinator(channel, atMost: settings.requestsInFlight) }
                started.withLock { $0 = settings }
                started.notifyAll()
                return true
            }
            System.exit(0)
        }
        let settings = started.wait { $0 }
        guard let coordinator = coordinator.withLock({ $0 }) else { System.exit(2) }
        if let problem = Needs.webServer.problem(saidBy: "magpie-api") {
            channel.post(WebReport.failed(problem).bytes)
        } else {
            await serve(settings, coordinator, channel)
        }
        // The report is read before the other end closes.
        Threads.sleep(milliseconds: patience)
        System.exit(2)
    }

    /// Listens for ever, or says why it cannot.
    private static func serve(_ settings: WebSettings, _ coordinator: Coordinator, _ channel: WebChannel) async {
        let front = Front(
            settings: settings,
            coordinator: coordinator,
            room: Room(bytes: settings.bodyBytesInAll),
            ports: Monitor([])
        )
        let group = MultiThreadedEventLoopGroup(numberOfThreads: threads)
        let mailboxes = group.makeIterator().map { LoopMailbox($0, channel) }
        let places =
            settings.addresses.map { BindAddress.hostname($0.host, port: $0.port) }
            + (settings.socket.isEmpty ? [] : [BindAddress.unixDomainSocket(path: settings.socket)])
        let bound = Monitor<[Int: WebSettings.Address]>([:])
        let report: @Sendable (Int, (any Channel)?) -> Void = { index, listener in
            let isComplete = bound.withLock { bound in
                let address = listener?.localAddress
                bound[index] = WebSettings.Address(host: address?.ipAddress ?? "", port: address?.port ?? 0)
                return bound.count == places.count
            }
            guard isComplete else { return }
            let addresses = bound.withLock { bound in
                bound.sorted { $0.key < $1.key }.map(\.value).prefix(settings.addresses.count)
            }
            front.ports.withLock { $0 = addresses.map(\.port) }
            channel.post(WebReport.listening(Array(addresses)).bytes)
        }
        await withTaskGroup(of: Void.self) { tasks in
            for (index, place) in places.enumerated() {
                tasks.addTask {
                    let deadline = Timestamp.monotonic().adding(milliseconds: patience)
                    while true {
                        do {
                            try await listen(place, front, group, mailboxes) { report(index, $0) }
                            return
                        } catch let error as IOError
                            where SystemError(error.errnoCode).isAddressInUse
                            && Timestamp.monotonic() < deadline
                        {
                            Threads.sleep(milliseconds: 20)
                        } catch {
                            let isSocket = index >= settings.addresses.count
                            let name = isSocket ? settings.socket : settings.addresses[index].text
                            channel.post(WebReport.failed("\(name): \(error)").bytes)
                            return
                        }
                    }
                }
            }
            // One that ends has failed, or the process is about to.
            _ = await tasks.next()
        }
    }

    private static func listen(
        _ place: BindAddress,
        _ front: Front,
        _ group: MultiThreadedEventLoopGroup,
        _ mailboxes: [LoopMailbox],
        _ report: @escaping @Sendable ((any Channel)?) -> Void
    ) async throws {
        let settings = front.settings
        var logger = Logger(label: "magpie-api") { _ in SwiftLogNoOpLogHandler() }
        logger.logLevel = .critical
        let http = HTTP1Channel(
            responder: { request, writer, channel in
                // Clients wait a second for this, or send without it.
                if request.headers[.expect]?.lowercased() == "100-continue" {
                    try await writer.writeInformationalHead(HTTPResponse(status: .continue))
                }
                let (response, isLast) = await front.respond(to: request, from: channel.remoteAddress)
                try await writer.write(response: response.head, body: response.body)
                if isLast { throw CancellationError() }
            },
            configuration: .init(
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: WebSettings.headerBytes,
                    maxHeaderListSize: WebSettings.headBytes,
                    maxHeaderFieldCount: WebSettings.headers
                )
            )
        )
        let server = Server(
            // It has its own eye on connections that say nothing, as it answers most requests itself.
            childChannelSetup: QuickChannel(http: http, front: front, mailboxes: mailboxes),
            configuration: ServerConfiguration(
                address: place,
                backlog: 1024,
                availableConnectionsDelegate: MaximumAvailableConnections(settings.connections, logger: logger)
            ),
            onServerRunning: { report($0) },
            eventLoopGroup: group,
            logger: logger
        )
        try await server.run()
    }
}
