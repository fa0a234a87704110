import Glibc

/// Carries bytes between libpq and a server, counts them, and looks at them before libpq does.
///
/// libpq 15 answers whatever a server asks for; this stands in its way. It runs on the thread that waits for libpq, so
/// that nothing moves while nobody looks. libpq connects to it at a local socket or, with TLS, which it does not speak there, at
/// the address that the server is reached from: a service manager may keep the process from the loopback interface. Nobody
/// but this process is taken.
final class Relay {
    private let listener: CInt
    private let server: CInt
    private var client: CInt = -1
    private var toClient: [UInt8] = []
    private var toServer: [UInt8] = []
    private var received = 0
    private var hasServerEnded = false
    /// `nil` where the bytes are encrypted, or where the secret allows any authentication.
    private var screen: ServerScreen?
    /// Where libpq connects to, as it takes it.
    let address: RelayListener.Address
    /// Whether the server has answered that it has no TLS.
    private(set) var hasNoTLS = false

    /// The most that the server may send in the session, in bytes.
    private let mostReceived: Int

    /// Connects to a server.
    ///
    /// - Parameters:
    ///   - login: Where it is.
    ///   - isPlain: Whether there is no TLS.
    ///   - screen: What looks at the server's messages.
    ///   - deadline: In milliseconds of the monotonic clock.
    /// - Throws: ``PostgreSQLError`` when the server cannot be reached in time.
    init(
        to login: PostgreSQLLogin,
        isPlain: Bool,
        _ screen: ServerScreen?,
        by deadline: Int
    ) throws(PostgreSQLError) {
        self.screen = screen
        mostReceived = login.bounds.bytes
        let outer = try Relay.connect(login, by: deadline)
        guard let listener = isPlain ? RelayListener(local: ()) : RelayListener(besides: outer) else {
            _ = close(outer)
            throw PostgreSQLError(state: "", "no socket for a look at what the server says is to be had")
        }
        server = outer
        self.listener = listener.descriptor
        address = listener.address
    }

    deinit {
        // What libpq has said last, so that the server need not wonder.
        if client >= 0 { try? move() }
        for descriptor in [listener, server, client] where descriptor >= 0 { _ = close(descriptor) }
    }

    /// Takes the connection of libpq's socket.
    func accept(_ socket: CInt, by deadline: Int) throws(PostgreSQLError) {
        while client < 0 {
            var entry = pollfd(fd: listener, events: Int16(POLLIN), revents: 0)
            let left = deadline - Relay.now()
            guard left > 0, unsafe poll(&entry, 1, CInt(left)) != 0 else { throw Relay.late }
            let peer = Glibc.accept(listener, nil, nil)
            guard peer >= 0 else { continue }
            _ = fcntl(peer, F_SETFD, FD_CLOEXEC)
            if address.isOwn(peer, of: socket) { client = peer } else { _ = close(peer) }
        }
    }

    /// Moves bytes until libpq's socket is ready.
    ///
    /// - Throws: ``PostgreSQLError`` when it takes too long, or the server says too much or what it must not.
    func wait(for socket: CInt, _ events: Int16, by deadline: Int) throws(PostgreSQLError) {
        while true {
            try move()
            var entries = [
                pollfd(fd: socket, events: events, revents: 0),
                pollfd(fd: client, events: Relay.events(toServer, toClient, false), revents: 0),
                pollfd(
                    fd: hasServerEnded ? -1 : server,
                    events: Relay.events(toClient, toServer, hasServerEnded),
                    revents: 0
                ),
            ]
            let left = deadline - Relay.now()
            guard left > 0, unsafe poll(&entries, 3, CInt(left)) != 0 else { throw Relay.late }
            if entries[0].revents != 0 { return }
        }
    }

    private static func events(_ input: [UInt8], _ output: [UInt8], _ hasEnded: Bool) -> Int16 {
        Int16((input.isEmpty && !hasEnded ? POLLIN : 0) | (output.isEmpty ? 0 : POLLOUT))
    }

    /// Moves what can be moved now.
    private func move() throws(PostgreSQLError) {
        if toServer.isEmpty { toServer = Relay.read(client) ?? [] }
        Relay.write(&toServer, server)
        if toClient.isEmpty, !hasServerEnded {
            let bytes = Relay.read(server)
            hasServerEnded = bytes?.isEmpty == true
            try admit(bytes ?? [])
        }
        Relay.write(&toClient, client)
        if hasServerEnded, toClient.isEmpty { _ = shutdown(client, CInt(SHUT_WR)) }
    }

    private func admit(_ bytes: [UInt8]) throws(PostgreSQLError) {
        if bytes.isEmpty { return }
        if received == 0, screen == nil, bytes == [UInt8(ascii: "N")] { hasNoTLS = true }
        received += bytes.count
        guard received <= mostReceived else {
            throw PostgreSQLError(state: "", "the server sends more than \(mostReceived) bytes")
        }
        toClient = try screen?.admit(bytes) ?? bytes
    }

    /// What can be read now: `nil` for nothing yet, empty at the end.
    private static func read(_ descriptor: CInt) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 16_384)
        let count = unsafe recv(descriptor, &bytes, bytes.count, CInt(MSG_DONTWAIT))
        if count < 0 { return errno == EAGAIN || errno == EINTR ? nil : [] }
        return Array(bytes.prefix(count))
    }

    private static func write(_ bytes: inout [UInt8], _ descriptor: CInt) {
        while !bytes.isEmpty {
            let count = unsafe send(descriptor, bytes, bytes.count, CInt(MSG_DONTWAIT | MSG_NOSIGNAL))
            if count < 0, errno == EAGAIN || errno == EINTR { return }
            // Nobody reads any more.
            bytes.removeFirst(count < 0 ? bytes.count : count)
        }
    }

    // MARK: Sockets

    static let late = PostgreSQLError(state: "", "the server did not answer in time")

    /// Milliseconds of the monotonic clock.
    static func now() -> Int {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }

    private static func connect(_ login: PostgreSQLLogin, by deadline: Int) throws(PostgreSQLError) -> CInt {
        let refused = PostgreSQLError(state: "", "the server at \(login.host):\(login.port) cannot be reached")
        if login.host.hasPrefix("/") {
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            let path = Array("\(login.host)/.s.PGSQL.\(login.port)".utf8)
            guard path.count < 108 else { throw PostgreSQLError(state: "", "the path of the socket is too long") }
            unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path) }
            let found = unsafe withUnsafePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe open(AF_UNIX, $0, socklen_t(MemoryLayout<sockaddr_un>.size), deadline)
                }
            }
            guard let found else { throw refused }
            return found
        }
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = CInt(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        guard unsafe getaddrinfo(login.host, String(login.port), &hints, &list) == 0 else { throw refused }
        defer { unsafe freeaddrinfo(list) }
        var next = unsafe list
        while let entry = unsafe next {
            if let address = unsafe entry.pointee.ai_addr,
                let found = unsafe open(entry.pointee.ai_family, address, entry.pointee.ai_addrlen, deadline)
            {
                return found
            }
            unsafe next = entry.pointee.ai_next
        }
        throw refused
    }

    private static func open(_ family: CInt, _ address: UnsafePointer<sockaddr>, _ length: socklen_t, _ deadline: Int)
        -> CInt?
    {
        let descriptor = socket(family, CInt(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { return nil }
        if unsafe Glibc.connect(descriptor, address, length) == 0 { return descriptor }
        var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        var error: CInt = 0
        var size = socklen_t(MemoryLayout<CInt>.size)
        if errno == EINPROGRESS, unsafe poll(&entry, 1, CInt(max(0, deadline - now()))) == 1,
            unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &error, &size) == 0, error == 0
        {
            return descriptor
        }
        _ = close(descriptor)
        return nil
    }
}
