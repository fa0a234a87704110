/// Folders that are watched one by one, each known by its place in a tree.
///
/// A folder takes memory for its own name only, however deep it lies, and those below one that has gone are found without a look
/// at the others.
struct FolderTree {
    private struct Node {
        var parent: Int
        var name: [UInt8]
        /// `nil` for a folder that is only on the way to watched ones.
        var watch: Int32?
        var children: [[UInt8]: Int] = [:]
    }

    private static let root = 0

    private var nodes: [Int: Node] = [root: Node(parent: root, name: [])]
    private var watches: [Int32: Int] = [:]
    private var next = 1
    /// The folder that came last: walks go from there to what lies in it.
    private var last: (key: [UInt8], node: Int) = ([], root)

    /// How many folders are watched.
    var count: Int { watches.count }

    /// The path of a watched folder, in time linear in its length; `nil` when there is no such watch.
    func key(of watch: Int32) -> [UInt8]? {
        guard var node = watches[watch] else { return nil }
        var names: [[UInt8]] = []
        while node != FolderTree.root, let found = nodes[node] {
            names.append(found.name)
            node = found.parent
        }
        return Array(names.reversed().joined(separator: [UInt8(ascii: "/")]))
    }

    /// Notes that the folder at `key` has a watch.
    mutating func add(_ watch: Int32, key: [UInt8]) {
        let node = makeNode(at: key)
        // A folder that was moved keeps its watch.
        if let old = watches[watch], old != node { nodes[old]?.watch = nil }
        if let replaced = nodes[node]?.watch, replaced != watch { watches[replaced] = nil }
        watches[watch] = node
        nodes[node]?.watch = watch
        last = (key, node)
    }

    /// Forgets a watch that has ended.
    ///
    /// - Returns: Whether it was that of the top.
    mutating func end(_ watch: Int32) -> Bool {
        guard let node = watches.removeValue(forKey: watch) else { return false }
        nodes[node]?.watch = nil
        if nodes[node]?.children.isEmpty == true { remove(node) }
        return node == FolderTree.root
    }

    /// Forgets a folder and all below it.
    ///
    /// - Returns: Their watches.
    mutating func forget(_ key: [UInt8]) -> [Int32] {
        guard let top = node(at: key) else { return [] }
        last = ([], FolderTree.root)
        if top != FolderTree.root, let folder = nodes[top] { nodes[folder.parent]?.children[folder.name] = nil }
        var (ended, rest): ([Int32], [Int]) = ([], [top])
        while let node = rest.popLast(), let folder = nodes.removeValue(forKey: node) {
            if let watch = folder.watch {
                watches[watch] = nil
                ended.append(watch)
            }
            rest += folder.children.values
        }
        if top == FolderTree.root { nodes[top] = Node(parent: top, name: []) }
        return ended
    }

    /// Removes a folder without children or watch, and those above it that were there for it only.
    private mutating func remove(_ node: Int) {
        var node = node
        while node != FolderTree.root, let folder = nodes[node], folder.children.isEmpty, folder.watch == nil {
            if node == last.node { last = ([], FolderTree.root) }
            nodes[node] = nil
            nodes[folder.parent]?.children[folder.name] = nil
            node = folder.parent
        }
    }

    private func node(at key: [UInt8]) -> Int? {
        var node = FolderTree.root
        for name in key.split(separator: UInt8(ascii: "/")) {
            guard let child = nodes[node]?.children[Array(name)] else { return nil }
            node = child
        }
        return node
    }

    private mutating func makeNode(at key: [UInt8]) -> Int {
        var node = FolderTree.root
        var names = key[...]
        let prefix = last.key.count
        if prefix > 0, nodes[last.node] != nil, key.count > prefix, key[prefix] == UInt8(ascii: "/"),
            key.starts(with: last.key)
        {
            node = last.node
            names = key[(prefix + 1)...]
        }
        for name in names.split(separator: UInt8(ascii: "/")).map(Array.init) {
            if let child = nodes[node]?.children[name] {
                node = child
            } else {
                let child = next
                next += 1
                nodes[child] = Node(parent: node, name: name)
                nodes[node]?.children[name] = child
                node = child
            }
        }
        return node
    }
}
