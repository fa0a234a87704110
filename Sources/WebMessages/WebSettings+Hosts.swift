extension WebSettings {
    /// Whether a request that came by the network names this service as its host.
    ///
    /// A web page can have its own name resolved to an address of the machine, and then talk to what listens there; but its
    /// browser says that name. So only names are taken that nobody else can own, and those of the configuration.
    ///
    /// - Parameters:
    ///   - authority: What the request's `Host` says: `localhost:4599`.
    ///   - ports: Where the service listens: those that may follow a name of the machine itself.
    /// - Returns: Whether it is one.
    public func accepts(host authority: String, ports: [Int]) -> Bool {
        guard let (name, port) = WebSettings.parts(authority.lowercased()) else { return false }
        // Whoever stands in front has a port of its own.
        if hosts.contains(name) { return true }
        guard port.map(ports.contains) ?? true else { return false }
        // Source: RFC 6761, section 6.3: names below localhost are the machine itself.
        return name == "localhost" || (name.hasSuffix(".localhost") && !name.hasPrefix(".")) || name == "127.0.0.1"
            || name == "::1" || addresses.contains { $0.host == name }
    }

    /// Name and port of `localhost:4599` or `[::1]:4599`; `nil` for what is neither.
    private static func parts(_ authority: String) -> (name: String, port: Int?)? {
        var rest = authority[...]
        let name: Substring
        if rest.first == "[" {
            guard let end = rest.firstIndex(of: "]") else { return nil }
            name = rest[rest.index(after: rest.startIndex)..<end]
            guard name.contains(":") else { return nil }
            rest = rest[rest.index(after: end)...]
        } else {
            name = rest.prefix { $0 != ":" }
            rest = rest.dropFirst(name.count)
        }
        guard !name.isEmpty else { return nil }
        guard !rest.isEmpty else { return (String(name), nil) }
        let digits = rest.dropFirst()
        guard rest.first == ":", (1...5).contains(digits.count), digits.utf8.allSatisfy({ 48...57 ~= $0 }),
            let port = Int(digits)
        else { return nil }
        return (String(name), port)
    }
}
