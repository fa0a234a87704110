import HelperProcesses

/// The message of a ``WebRequest``, written line by line as the request comes in.
///
/// What passes thousands of requests a second on makes no values of their lines that nobody looks at.
public struct WebRequestMessage {
    private let method: String
    private let target: String
    /// The only line that is not among the others.
    private var host = ""
    private var lines = ByteWriter()
    private var count = 1

    /// Room for the lines of most requests, in bytes.
    private static let usual = 1024

    /// Begins a message.
    ///
    /// - Parameters:
    ///   - method: Such as `POST`.
    ///   - target: Path and query as they were sent.
    public init(_ method: String, _ target: String) {
        self.method = method
        self.target = target
        lines.reserveCapacity(WebRequestMessage.usual)
    }

    /// Says what the request calls its host, which comes first, wherever it was.
    public mutating func setHost(_ host: String) { self.host = host }

    /// Adds another line of the head.
    ///
    /// - Parameters:
    ///   - name: In whatever letters.
    ///   - value: Spaces around it are left out.
    public mutating func add(_ name: String, _ value: String) {
        lines.write(lowercasing: name)
        lines.write(trimming: value)
        count += 1
    }

    /// The message.
    ///
    /// - Parameters:
    ///   - id: Tells the request from others.
    ///   - address: The address of who has sent it; empty for who came by a socket of the file system.
    ///   - port: The port of who has sent it; 0 where there is none.
    ///   - body: Its body.
    /// - Returns: What ``WebRequest/init(_:)`` reads.
    public func bytes(id: Int, from address: String, port: Int, body: [UInt8]) -> [UInt8] {
        var writer = ByteWriter()
        writer.reserveCapacity(
            lines.bytes.count + body.count + address.utf8.count + host.utf8.count + target.utf8.count + 64
        )
        writer.write(id)
        writer.write(method)
        writer.write(target)
        writer.write(count)
        writer.write("host")
        writer.write(host)
        writer.append(lines.bytes)
        writer.write(address)
        writer.write(port)
        writer.write(body)
        return writer.bytes
    }
}

extension WebAnswer {
    /// Which request a message answers; `nil` for what is no such message.
    public static func id(of message: [UInt8]) -> Int? {
        var reader = ByteReader(message)
        return try? reader.int(in: 0...Int.max)
    }

    /// What is sent of an answer that is whole in its message.
    ///
    /// - Parameters:
    ///   - message: As ``bytes`` has written it.
    ///   - date: Now, as HTTP has it.
    /// - Returns: Head and body as in HTTP/1.1 (RFC 9112); `nil` for what is no such message, and for lines that would be read as
    ///   more than one.
    public static func httpBytes(of message: [UInt8], date: String) -> [UInt8]? {
        var reader = ByteReader(message)
        do throws(ByteReader.Malformed) {
            _ = try reader.int(in: 0...Int.max)
            var bytes: [UInt8] = []
            bytes.reserveCapacity(message.count + 160)
            let status = try reader.int(in: 200...599)
            bytes += "HTTP/1.1 \(status) \(reason(of: status))\r\n".utf8
            let count = try reader.int(in: 0...WebSettings.headers)
            for _ in 0..<count {
                let (name, value) = (message[try reader.range()], message[try reader.range()])
                guard name.allSatisfy(isOfName), !name.isEmpty, value.allSatisfy(isOfValue) else { return nil }
                bytes += name
                bytes += ": ".utf8
                bytes += value
                bytes += "\r\n".utf8
            }
            let body = message[try reader.range()]
            guard try !reader.bool() else { return nil }
            try reader.finish()
            bytes += "date: \(date)\r\ncontent-length: \(body.count)\r\n\r\n".utf8
            bytes += body
            return bytes
        } catch {
            return nil
        }
    }

    /// Source: RFC 9110, section 15.
    private static func reason(of status: Int) -> String {
        switch status {
        case 200: "OK"
        case 400: "Bad Request"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 408: "Request Timeout"
        case 409: "Conflict"
        case 413: "Content Too Large"
        case 429: "Too Many Requests"
        case 500: "Internal Server Error"
        case 503: "Service Unavailable"
        // Nobody goes by it; the space before it must be there.
        default: ""
        }
    }

    /// Source: RFC 9110, section 5.6.2: what a name is of.
    private static func isOfName(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }

    /// Source: RFC 9110, section 5.5: neither a line feed nor another control character but the tabulator.
    private static func isOfValue(_ byte: UInt8) -> Bool { byte == 9 || (byte >= 32 && byte != 127) }
}
