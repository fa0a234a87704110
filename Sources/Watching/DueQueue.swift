import POSIX

/// Objects by when they are due, earliest first: a binary heap.
struct DueQueue {
    typealias Element = (due: Timestamp, name: ObjectName)

    private var elements: [Element] = []

    /// The one that is due first.
    var first: Element? { elements.first }

    /// Puts one in.
    mutating func push(_ element: Element) {
        elements.append(element)
        var index = elements.count - 1
        while index > 0, elements[index].due < elements[(index - 1) / 2].due {
            elements.swapAt(index, (index - 1) / 2)
            index = (index - 1) / 2
        }
    }

    /// Takes out the one that is due first, which there must be.
    mutating func pop() {
        elements.swapAt(0, elements.count - 1)
        elements.removeLast()
        var index = 0
        while true {
            let left = 2 * index + 1
            guard left < elements.count else { return }
            let isRightLess = left + 1 < elements.count && elements[left + 1].due < elements[left].due
            let least = isRightLess ? left + 1 : left
            guard elements[least].due < elements[index].due else { return }
            elements.swapAt(least, index)
            index = least
        }
    }
}
