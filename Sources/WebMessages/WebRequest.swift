import HelperProcesses

/// A request by HTTP as it came, whole and within limits, but otherwise not looked at.
public struct WebRequest: Sendable, Equatable {
    /// A line of a head.
    public struct Header: Sendable, Equatable {
        /// In small letters.
        public var name: String
        public var value: String

        /// Describes a line.
        public init(_ name: String, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// Tells it from others that are not answered yet.
    public var id: Int
    /// Such as `POST`.
    public var method: String
    /// Path and query as they were sent: `/?Action=ListUsers`.
    public var target: String
    /// In their order; the first is `host`, where the request has said one.
    public var headers: [Header]
    public var body: [UInt8]
    /// The address of who has sent it; empty for who came by a socket of the file system.
    public var address: String
    /// The port of who has sent it; 0 where there is none.
    public var port: Int

    /// Describes a request.
    public init(
        id: Int = 0,
        _ method: String,
        _ target: String,
        headers: [Header] = [],
        body: [UInt8] = [],
        from address: String = "",
        port: Int = 0
    ) {
        self.id = id
        self.method = method
        self.target = target
        self.headers = headers
        self.body = body
        self.address = address
        self.port = port
    }

    /// The value of the only header of this name.
    ///
    /// - Parameter name: In small letters.
    /// - Returns: `nil` when there is none, or more than one.
    public func header(_ name: String) -> String? {
        var found: String?
        for header in headers where header.name == name {
            if found != nil { return nil }
            found = header.value
        }
        return found
    }

    /// As a message.
    public var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.write(id)
        writer.write(method)
        writer.write(target)
        writer.write(headers)
        writer.write(address)
        writer.write(port)
        writer.write(body)
        return writer.bytes
    }

    /// The beginning of a message that has a request: which it is, and what it is for.
    ///
    /// - Returns: `nil` for what is no such message.
    public static func start(of message: [UInt8]) -> (id: Int, method: String, target: String)? {
        var reader = ByteReader(message)
        do throws(ByteReader.Malformed) {
            return (try reader.int(in: 0...Int.max), try reader.string(), try reader.string())
        } catch {
            return nil
        }
    }

    /// Reads ``bytes``; `nil` for anything else.
    public init?(_ bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        do throws(ByteReader.Malformed) {
            id = try reader.int(in: 0...Int.max)
            method = try reader.string()
            target = try reader.string()
            headers = try reader.headers()
            address = try reader.string()
            port = try reader.int(in: 0...65_535)
            body = try reader.bytes()
            try reader.finish()
        } catch {
            return nil
        }
    }
}

/// The answer to a ``WebRequest``.
public struct WebAnswer: Sendable, Equatable {
    public var id: Int
    /// Such as 200.
    public var status: Int
    public var headers: [WebRequest.Header]
    public var body: [UInt8]
    /// Bytes of the file that comes with the message, which are the body then.
    public var content: Content?

    /// Bytes of a file.
    public struct Content: Sendable, Equatable {
        /// Where they begin, in bytes; `nil` for a pipe, which is read as it comes.
        public var offset: Int?
        /// How many there are.
        public var count: Int

        /// Describes a part of a file.
        public init(at offset: Int?, count: Int) {
            self.offset = offset
            self.count = count
        }
    }

    /// Describes an answer.
    public init(id: Int = 0, _ status: Int, headers: [WebRequest.Header] = [], body: [UInt8] = []) {
        self.id = id
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// As a message.
    public var bytes: [UInt8] {
        var writer = ByteWriter()
        writer.write(id)
        writer.write(status)
        writer.write(headers)
        writer.write(body)
        writer.write(content) { writer, content in
            writer.write(content.offset) { $0.write($1) }
            writer.write(content.count)
        }
        return writer.bytes
    }

    /// Reads ``bytes``; `nil` for anything else.
    public init?(_ bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        do throws(ByteReader.Malformed) {
            id = try reader.int(in: 0...Int.max)
            status = try reader.int(in: 100...599)
            headers = try reader.headers()
            body = try reader.bytes()
            content = try reader.optional { reader throws(ByteReader.Malformed) in
                let offset = try reader.optional { reader throws(ByteReader.Malformed) in
                    try reader.int(in: 0...Int.max)
                }
                return Content(at: offset, count: try reader.int(in: 0...Int.max - (offset ?? 0)))
            }
            try reader.finish()
        } catch {
            return nil
        }
    }
}

extension ByteWriter {
    fileprivate mutating func write(_ headers: [WebRequest.Header]) {
        write(headers) { writer, header in
            writer.write(header.name)
            writer.write(header.value)
        }
    }
}

extension ByteReader {
    fileprivate mutating func headers() throws(Malformed) -> [WebRequest.Header] {
        try list { reader throws(Malformed) in WebRequest.Header(try reader.string(), try reader.string()) }
    }
}

/// What `magpie-api` says of itself, before anything else.
public enum WebReport: Sendable, Equatable {
    /// It listens there: with the ports that it has got, where any would do.
    case listening([WebSettings.Address])
    /// It cannot, for this reason.
    case failed(String)

    /// As a message.
    public var bytes: [UInt8] {
        var writer = ByteWriter()
        switch self {
        case .listening(let addresses):
            writer.write(true)
            writer.write(addresses) { writer, address in
                writer.write(address.host)
                writer.write(address.port)
            }
        case .failed(let reason):
            writer.write(false)
            writer.write(reason)
        }
        return writer.bytes
    }

    /// Reads ``bytes``; `nil` for anything else.
    public init?(_ bytes: [UInt8]) {
        var reader = ByteReader(bytes)
        do throws(ByteReader.Malformed) {
            if try reader.bool() {
                self = .listening(
                    try reader.list { reader throws(ByteReader.Malformed) in
                        WebSettings.Address(host: try reader.string(), port: try reader.int(in: 0...65_535))
                    }
                )
            } else {
                self = .failed(try reader.string())
            }
            try reader.finish()
        } catch {
            return nil
        }
    }
}
