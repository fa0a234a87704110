/// Objects in turns: between buckets, within a bucket between owners, within an owner's objects between folders.
///
/// Who has a million objects waiting delays another's first by as many objects as there are others, not by a million.
/// Putting in and taking out cost the same however much waits.
struct FairQueue {
    /// What takes turns.
    struct Share: Hashable, Sendable {
        var bucket: Int
        /// The number of the user whose object it is.
        var owner: UInt32
        /// The first folder on the way, empty for an object right in the bucket.
        var folder: [UInt8]
    }

    private var buckets = Turns<Int, Turns<UInt32, Turns<[UInt8], Line<ObjectName>>>>()

    var isEmpty: Bool { buckets.isEmpty }

    /// Puts an object behind the others of its share.
    mutating func append(_ name: ObjectName, of share: Share) {
        buckets.change(share.bucket, orBegin: Turns()) { owners in
            owners.change(share.owner, orBegin: Turns()) { folders in
                folders.change(share.folder, orBegin: Line()) { $0.append(name) }
            }
        }
    }

    /// Takes out the object whose turn it is; `nil` when none waits.
    mutating func take() -> ObjectName? {
        buckets.take { owners in
            let name: ObjectName? = owners.take { folders in
                let name: ObjectName? = folders.take { line in (line.take(), line.isEmpty) }
                return (name, folders.isEmpty)
            }
            return (name, owners.isEmpty)
        }
    }
}

/// Values that are first in, first out.
private struct Line<Element> {
    private var elements: [Element?] = []
    private var start = 0

    var isEmpty: Bool { start == elements.count }

    mutating func append(_ element: Element) { elements.append(element) }

    mutating func take() -> Element? {
        guard start < elements.count else { return nil }
        defer {
            elements[start] = nil
            start += 1
            if start > 64, 2 * start > elements.count {
                elements.removeFirst(start)
                start = 0
            }
        }
        return elements[start]
    }
}

/// Lanes that take turns; one that is empty is gone.
private struct Turns<Key: Hashable, Lane> {
    private var lanes: [Key: Lane] = [:]
    private var order = Line<Key>()

    var isEmpty: Bool { lanes.isEmpty }

    mutating func change(_ key: Key, orBegin new: @autoclosure () -> Lane, _ body: (inout Lane) -> Void) {
        if lanes[key] == nil { order.append(key) }
        body(&lanes[key, default: new()])
    }

    /// Takes something out of the lane whose turn it is.
    ///
    /// - Parameter body: Takes it out, and says whether the lane is empty then.
    /// - Returns: What `body` took out; `nil` as well when there is no lane.
    mutating func take<Element>(_ body: (inout Lane) -> (Element?, Bool)) -> Element? {
        guard let key = order.take(), var lane = lanes.removeValue(forKey: key) else { return nil }
        let (element, isEmpty) = body(&lane)
        if !isEmpty {
            lanes[key] = lane
            order.append(key)
        }
        return element
    }
}
