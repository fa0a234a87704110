import HelperProcesses

/// Where `magpie-api` listens and how much it lets in: the first message that it gets.
public struct WebSettings: Sendable, Equatable {
    /// A place in the network of the machine.
    public struct Address: Sendable, Equatable {
        /// `127.0.0.1`, `::1` or another address that only the machine itself reaches.
        public var host: String
        /// 0 for one that is free.
        public var port: Int

        /// Names a place.
        public init(host: String, port: Int) {
            self.host = host
            self.port = port
        }

        /// `127.0.0.1:4599` or `[::1]:4599`.
        public var text: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
    }

    /// Where it listens in the network.
    public var addresses: [Address]
    /// The path of a socket of the file system; empty for none.
    public var socket: String
    /// Names that clients may call it by besides those of the machine itself, in small letters, without a port.
    public var hosts: [String]

    /// The longest body, in bytes.
    public var bodyBytes = 10 << 20
    /// Bytes of bodies that are being received or answered, of all requests; the first ``freeBytes`` of each do not count.
    public var bodyBytesInAll = 64 << 20
    /// How long a body may take, in seconds.
    public var bodySeconds = 30
    /// Requests that are not answered yet; more are refused.
    public var requestsInFlight = 1024
    /// Connections; more wait to be accepted.
    public var connections = 10_240
    /// How long a connection may say nothing, or not end the head of a request, in seconds.
    public var idleSeconds = 60

    /// What each body takes for nothing, in bytes.
    public static let freeBytes = 16_384
    /// The longest line of the head of a request, in bytes: session tokens are the longest.
    public static let headerBytes = 40_960
    /// The longest head of a request, in bytes.
    public static let headBytes = 65_536
    /// The most lines of a head.
    public static let headers = 100

    /// Describes where it listens.
    public init(addresses: [Address] = [], socket: String = "", hosts: [String] = []) {
        self.addresses = addresses
        self.socket = socket
        self.hosts = hosts
    }

    /// As a message.
    public var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.write(addresses) { writer, address in
            writer.write(address.host)
            writer.write(address.port)
        }
        writer.write(socket)
        writer.write(hosts)
        for limit in [
            bodyBytes, bodyBytesInAll, bodySeconds, requestsInFlight, connections, idleSeconds,
        ] { writer.write(limit) }
        return writer.bytes
    }

    /// Reads ``bytes``; `nil` for anything else.
    public init?(_ bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        do throws(ByteReader.Malformed) {
            addresses = try reader.list { reader throws(ByteReader.Malformed) in
                Address(host: try reader.string(), port: try reader.int(in: 0...65_535))
            }
            socket = try reader.string()
            hosts = try reader.strings()
            bodyBytes = try reader.int(in: 1...1 << 30)
            bodyBytesInAll = try reader.int(in: 1...1 << 40)
            bodySeconds = try reader.int(in: 1...86_400)
            requestsInFlight = try reader.int(in: 1...1 << 20)
            connections = try reader.int(in: 1...1 << 20)
            idleSeconds = try reader.int(in: 1...86_400)
            try reader.finish()
        } catch {
            return nil
        }
    }
}
