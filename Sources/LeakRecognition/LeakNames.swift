import Findings

/// What the numbers in tables of managed secrets stand for, and which versions of secrets are in use.
struct LeakNames: Sendable {
    private var all: [UInt32: ManagedSecretName] = [:]
    private var ids: [String: [UInt32]] = [:]

    /// What a number stands for.
    subscript(id: UInt32) -> ManagedSecretName? { all[id] }

    /// The numbers of a secret's values, also of those that are gone.
    func ids(of arn: String) -> [UInt32] { ids[arn] ?? [] }

    /// Notes what a number stands for.
    ///
    /// - Parameters:
    ///   - name: The version and its part.
    ///   - id: The number.
    ///   - stages: The version's labels in alphabetical order; `nil` to leave them as they are known.
    /// - Returns: Whether the labels are others than were known.
    mutating func add(_ name: ManagedSecretName, id: UInt32, stages: [String]?) -> Bool {
        let known = all[id]?.stages
        if known == nil { ids[name.arn, default: []].append(id) }
        var name = name
        name.stages = stages ?? known ?? []
        all[id] = name
        return name.stages != known ?? []
    }

    /// Notes which versions of a secret are in use.
    ///
    /// - Returns: The versions for which that is new.
    mutating func set(_ stages: [String: [String]], of arn: String) -> Set<String> {
        var changed: Set<String> = []
        for id in ids(of: arn) {
            guard let name = all[id], name.stages != stages[name.versionID] ?? [] else { continue }
            all[id]?.stages = stages[name.versionID] ?? []
            changed.insert(name.versionID)
        }
        return changed
    }
}
