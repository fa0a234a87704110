/// Puts events on another bus.
package final class BusSink: Sink {
    private let name: String
    /// Tells whether there is such a bus.
    private let put: ([String], String) throws -> Bool

    package init(_ name: String, _ put: @escaping ([String], String) throws -> Bool) {
        self.name = name
        self.put = put
    }

    package func deliver(_ messages: [Message]) -> [Delivered] {
        do {
            if try put(messages.map(\.text), name) { return messages.map { _ in .done } }
            return messages.map { _ in
                .failed(code: "RESOURCE_NOT_FOUND", message: "there is no event bus \(name)", isFinal: true)
            }
        } catch {
            return messages.map { _ in .unavailable("\(error)") }
        }
    }
}
