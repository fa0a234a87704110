public import Diagnostics
import Identifiers
public import RulePacks

extension RulePack.Changes {
    /// What two sets of rule files find differently.
    public init(from former: [SourceText], to files: [SourceText]) {
        func identifiers(_ texts: [SourceText]) -> [String: ManagedDataIdentifier] {
            Dictionary(
                IdentifierSource.managed(texts).identifiers.map { ($0.id, $0) },
                uniquingKeysWith: { first, _ in first }
            )
        }
        let (old, new) = (identifiers(former), identifiers(files))
        self.init()
        added = new.keys.filter { old[$0] == nil }.sorted()
        removed = old.keys.filter { new[$0] == nil }.sorted()
        changed = new.filter { id, identifier in old[id].map { $0 != identifier } ?? false }.keys.sorted()
    }
}
