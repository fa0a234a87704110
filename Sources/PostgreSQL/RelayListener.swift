import Glibc

/// Where libpq connects to a relay.
struct RelayListener {
    /// The address of a relay, as libpq takes it.
    enum Address {
        /// A local socket that has a name, but no file.
        case local(String)
        /// An address of this machine, as numbers, and a port.
        case network(address: String, port: String)
    }

    let descriptor: CInt
    let address: Address

    /// The port in the name of a local socket, which libpq puts there.
    static let localPort = "5432"

    /// Listens at a local socket, which no other user's process can foresee; `nil` when that fails.
    init?(local: Void) {
        let name = "magpie-\(UInt64.random(in: 0 ... .max))-\(UInt64.random(in: 0 ... .max))"
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        // A name that begins with NUL is no path: unix(7).
        let path = [0] + Array("\(name)/.s.PGSQL.\(RelayListener.localPort)".utf8)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path) }
        let length = socklen_t((MemoryLayout<sockaddr_un>.offset(of: \.sun_path) ?? 2) + path.count)
        let listener = socket(AF_UNIX, RelayListener.kind, 0)
        let isBound = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe bind(listener, $0, length) }
        }
        guard listener >= 0, isBound == 0, listen(listener, 16) == 0 else {
            if listener >= 0 { _ = close(listener) }
            return nil
        }
        descriptor = listener
        self.address = .local("@\(name)")
    }

    /// Listens at the address from which `server` is reached; `nil` when that fails.
    init?(besides server: CInt) {
        var address = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let listener = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address -> CInt in
                guard unsafe getsockname(server, address, &length) == 0 else { return -1 }
                let family = unsafe CInt(address.pointee.sa_family)
                guard family == AF_INET || family == AF_INET6 else { return -1 }
                // Any port: in both families it follows the family.
                unsafe UnsafeMutableRawPointer(address).storeBytes(of: 0, toByteOffset: 2, as: UInt16.self)
                let listener = socket(family, RelayListener.kind, 0)
                guard listener >= 0, unsafe bind(listener, address, length) == 0, listen(listener, 16) == 0 else {
                    if listener >= 0 { _ = close(listener) }
                    return -1
                }
                return listener
            }
        }
        guard listener >= 0 else { return nil }
        guard let name = RelayListener.name(of: listener) else {
            _ = close(listener)
            return nil
        }
        descriptor = listener
        self.address = .network(address: name.address, port: name.port)
    }

    private static var kind: CInt { CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue) }

    /// The address and port of an end of a connection, as numbers.
    fileprivate static func name(of descriptor: CInt, atOtherEnd: Bool = false) -> (address: String, port: String)? {
        var address = sockaddr_storage()
        var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
        var (host, port) = ([CChar](repeating: 0, count: 64), [CChar](repeating: 0, count: 16))
        let result = unsafe withUnsafeMutablePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address -> CInt in
                let result =
                    unsafe atOtherEnd
                    ? getpeername(descriptor, address, &length) : getsockname(descriptor, address, &length)
                guard result == 0 else { return -1 }
                let flags = NI_NUMERICHOST | NI_NUMERICSERV
                return unsafe getnameinfo(
                    address,
                    length,
                    &host,
                    socklen_t(host.count),
                    &port,
                    socklen_t(port.count),
                    flags
                )
            }
        }
        guard result == 0 else { return nil }
        return (text(host), text(port))
    }

    private static func text(_ characters: [CChar]) -> String {
        String(decoding: characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}

extension RelayListener.Address {
    /// What libpq is told of it.
    ///
    /// - Parameter host: The server's name, by which its certificate is checked.
    /// - Returns: Parameters of the connection.
    func parameters(for host: String) -> [(String, String)] {
        switch self {
        case .local(let name): [("host", name), ("port", RelayListener.localPort)]
        case .network(let address, let port): [("host", host), ("hostaddr", address), ("port", port)]
        }
    }

    /// Whether `peer`, which has connected, is the other end of libpq's own socket.
    func isOwn(_ peer: CInt, of socket: CInt) -> Bool {
        switch self {
        case .local:
            // The number of the process, the user and the group: SO_PEERCRED in unix(7).
            var peerOf: [CInt] = [0, 0, 0]
            var length = socklen_t(12)
            return unsafe getsockopt(peer, SOL_SOCKET, SO_PEERCRED, &peerOf, &length) == 0 && peerOf[0] == getpid()
        case .network:
            guard let own = RelayListener.name(of: socket), let other = RelayListener.name(of: peer, atOtherEnd: true)
            else { return false }
            return own == other
        }
    }
}
