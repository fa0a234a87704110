/// Byte strings by their beginnings.
struct ByteTrie<Payload: Sendable>: Sendable {
    /// The node for a node and the byte that follows.
    private var edges: [Int: Int] = [:]
    private var payloads: [[Payload]] = [[]]

    var isEmpty: Bool { edges.isEmpty && payloads[0].isEmpty }

    /// Adds a string.
    mutating func add(_ bytes: some Sequence<UInt8>, _ payload: Payload) {
        var node = 0
        for byte in bytes {
            let edge = node << 8 | Int(byte)
            if let next = edges[edge] {
                node = next
            } else {
                payloads.append([])
                edges[edge] = payloads.count - 1
                node = payloads.count - 1
            }
        }
        payloads[node].append(payload)
    }

    /// Calls `body` with what was added for each string that `bytes` begin with.
    func forEachPrefix(of bytes: some Sequence<UInt8>, _ body: (Payload) -> Void) {
        for payload in payloads[0] { body(payload) }
        var node = 0
        for byte in bytes {
            guard let next = edges[node << 8 | Int(byte)] else { return }
            node = next
            for payload in payloads[node] { body(payload) }
        }
    }
}
