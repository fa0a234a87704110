/// Byte strings by what they begin with, or end with when they are read backwards.
///
/// Looked up by the hash of each beginning that is as long as one of the strings, which one pass over a text makes.
struct Beginnings<Payload: Sendable>: Sendable {
    private var table = ByteTable()
    private var payloads: [[Payload]] = []
    /// Whether there is a string of each length.
    private var hasLength: [Bool] = []

    var isEmpty: Bool { payloads.isEmpty }

    /// Adds a string.
    mutating func add(_ bytes: [UInt8], _ payload: Payload) {
        let next = Int32(payloads.count)
        let place = Int(table.value(0, bytes) { next })
        if place == payloads.count { payloads.append([]) }
        payloads[place].append(payload)
        while hasLength.count <= bytes.count { hasLength.append(false) }
        hasLength[bytes.count] = true
    }

    /// Calls `body` with what was added for each string that `text` begins with.
    ///
    /// - Parameters:
    ///   - text: What may begin with the strings.
    ///   - isBackwards: Whether the text is read from its end, as the strings then must have been added.
    ///   - body: Called for shorter strings first, and for one string in the order of adding.
    func forEach(in text: [UInt8], isBackwards: Bool = false, _ body: (Payload) -> Void) {
        guard !isEmpty else { return }
        var hash = ByteTable.seed(0)
        for length in 0..<min(hasLength.count, text.count + 1) {
            if length > 0 { hash = ByteTable.mix(hash, text[isBackwards ? text.count - length : length - 1]) }
            guard hasLength[length] else { continue }
            if let place = table.value(hash, text, count: length, isBackwards: isBackwards) {
                for payload in payloads[Int(place)] { body(payload) }
            }
        }
    }
}
