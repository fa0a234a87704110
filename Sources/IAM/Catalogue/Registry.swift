import ServiceModel
import Synchronization

/// All entities of a kind, by their ids and their names.
struct Registry<Element: Entity>: Sendable {
    /// The names of one snapshot in their order: sorted when a list is first asked for.
    private final class Order: Sendable {
        let ids = Mutex<[String]?>(nil)
    }

    private var elements = ShardedMap<String, Element>()
    private var ids = ShardedMap<String, String>()
    private var order = Order()

    var count: Int { elements.count }

    /// All, in no order.
    var all: some Sequence<Element> { elements.values }

    subscript(id id: String) -> Element? { elements[id] }

    /// The one of exactly this name.
    subscript(name: String) -> Element? {
        guard let id = ids[name.lowercased()], let element = elements[id], element.name == name else { return nil }
        return element
    }

    /// Whether a name is taken, by one that differs in the case of letters at most.
    func isTaken(_ name: String) -> Bool { ids[name.lowercased()] != nil }

    /// Refuses a new element whose name is taken, and one more than there may be.
    ///
    /// - Parameters:
    ///   - name: The new name.
    ///   - taken: What is said of a name that is taken.
    ///   - quota: What AWS calls the limit.
    ///   - most: The most that there may be.
    /// - Throws: `EntityAlreadyExists` or `LimitExceeded`.
    func requireRoom(for name: String, orElse taken: String, _ quota: String, _ most: Int) throws(ServiceError) {
        guard !isTaken(name) else { throw .alreadyExists(taken) }
        guard count < most else { throw .quota(quota, most) }
    }

    mutating func put(_ element: Element) {
        if let former = elements[element.id], former.name != element.name { ids[former.name.lowercased()] = nil }
        if elements[element.id]?.name != element.name {
            ids[element.name.lowercased()] = element.id
            order = Order()
        }
        elements[element.id] = element
    }

    mutating func remove(_ element: Element) {
        ids[element.name.lowercased()] = nil
        elements[element.id] = nil
        order = Order()
    }

    /// The ids in the order of the names.
    ///
    /// - Complexity: Sorts once for each snapshot.
    var ordered: [String] {
        order.ids.withLock { ids in
            if let ids { return ids }
            let sorted = elements.values.map { ($0.name, $0.id) }.sorted { $0.0 < $1.0 }.map(\.1)
            ids = sorted
            return sorted
        }
    }
}
