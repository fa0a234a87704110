import HummingbirdCore
import Logging
import NIOCore
import NIOHTTP1
import POSIX

/// Hummingbird's connection by HTTP/1.1, before which ``QuickRequests`` takes what it can.
struct QuickChannel: ServerChildChannel {
    let http: HTTP1Channel
    let front: Front
    /// One for each thread.
    let mailboxes: [LoopMailbox]

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
        http.setup(channel: channel, logger: logger).flatMapThrowing { value in
            let pipeline = channel.pipeline.syncOperations
            if let mailbox = mailboxes.first(where: { $0.eventLoop === channel.eventLoop }) {
                let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
                try pipeline.addHandler(QuickRequests(front, mailbox), position: .after(decoder))
            }
            return value
        }
    }

    func handle(value: HTTP1Channel.Value, logger: Logger) async { await http.handle(value: value, logger: logger) }
}
