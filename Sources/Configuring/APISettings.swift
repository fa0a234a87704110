import POSIX
import StrictYAML

/// Where SDKs of AWS are served: keys of `api` in the configuration.
public struct APISettings: Sendable, Equatable {
    /// An address that only this machine reaches, and a port.
    public struct Place: Sendable, Equatable {
        /// `127.0.0.1` or another address that begins with 127, or `::1`.
        public var host: String
        /// 1 to 65535; 0 for any that is free.
        public var port: Int

        /// Names a place.
        public init(host: String, port: Int) {
            self.host = host
            self.port = port
        }
    }

    /// Where they are served in the network; nowhere unless somebody says so.
    public var listen: [Place] = []

    /// The path of a socket at which they are served; `nil` for none.
    public var socket: [UInt8]?

    /// Names that clients may call the service by besides those of the machine itself: of who passes requests on.
    public var hosts: [String] = []

    /// Whether each request is written to the log.
    public var logsRequests = false

    /// Whether users and units of the system get credentials as instances of EC2 do.
    public var servesMetadata = false

    /// Whether signatures are not looked at, and everybody may do everything: for tests, and never by a configuration.
    public var takesAnyCredentials = false

    /// Whether all that is kept is forgotten when a client asks for that: for tests, and never by a configuration.
    public var isResettable = false

    /// Whether SDKs are served at all.
    public var isServed: Bool { !listen.isEmpty || socket != nil }

    /// The most places and names.
    private static let most = 16

    /// Serves nobody.
    public init() {}

    /// Reads what the mapping `api` says of it.
    init(_ mapping: inout YAMLMapping) throws(YAMLError) {
        for node in try mapping.optional("listen")?.list() ?? [] {
            let place = try APISettings.place(node)
            guard !listen.contains(place), listen.count < APISettings.most else {
                throw node.invalid("this place is there twice, or is one too many", hint: "name each once, at most 16")
            }
            listen.append(place)
        }
        socket = try mapping.optional("socket").map { node throws(YAMLError) in try Settings.path(node) }
        for node in try mapping.optional("hosts")?.list() ?? [] {
            let name = try node.string().lowercased()
            let isName =
                (1...253).contains(name.utf8.count)
                && name.utf8.allSatisfy { 97...122 ~= $0 || 48...57 ~= $0 || $0 == 45 || $0 == 46 }
            guard isName, hosts.count < APISettings.most else {
                throw node.invalid(
                    "'\(name)' is no name of a host",
                    hint: "write it like keys.example.com, without a port"
                )
            }
            hosts.append(name)
        }
        logsRequests = try mapping.optional("logRequests")?.bool() ?? logsRequests
        servesMetadata = try mapping.optional("instanceMetadata")?.bool() ?? servesMetadata
    }

    /// Reads `127.0.0.1:4599`.
    private static func place(_ node: YAMLNode) throws(YAMLError) -> Place {
        let text = try node.string()
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            (1...65_535).contains(port)
        else {
            throw node.invalid(
                "'\(text)' is no address with a port",
                hint: "write it like 127.0.0.1:4599 or [::1]:4599"
            )
        }
        var host = String(text[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        guard let bytes = InternetAddressText.bytes(host) else {
            throw node.invalid("'\(host)' is no address", hint: "write 127.0.0.1 or [::1]")
        }
        guard isOwn(bytes) else {
            throw node.invalid(
                "'\(host)' can be reached from other machines, or is no address of one",
                hint: "listen at 127.0.0.1, and let a server with TLS pass requests on: see magpied(8)"
            )
        }
        return Place(host: host, port: port)
    }

    /// Whether only the machine itself reaches an address.
    private static func isOwn(_ bytes: [UInt8]) -> Bool {
        if bytes.count == 4 { return bytes[0] == 127 }
        return bytes.dropLast().allSatisfy { $0 == 0 } && bytes.last == 1
    }
}
