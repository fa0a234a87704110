public import Diagnostics
public import Identifiers
import StrictYAML

/// Which identifiers of a rule set are used.
public struct IdentifierSelection: Sendable, Equatable {
    /// `all`, `recommended`, `none` or ids, separated by commas: all that any part names.
    ///
    /// `all` leaves out what is off by default; an id adds it.
    public var included: String

    /// Ids that are left out after all, separated by commas.
    public var excluded: [String]

    /// Selects.
    public init(included: String = "all", excluded: [String] = []) {
        self.included = included
        self.excluded = excluded
    }

    /// The chosen ones of `identifiers`, in their order.
    ///
    /// - Throws: ``Diagnostic`` for an id that is not there, with the one that was probably meant.
    public func apply(to identifiers: [ManagedDataIdentifier]) throws(Diagnostic) -> [ManagedDataIdentifier] {
        if included == "all", excluded.isEmpty { return identifiers.filter { $0.isDefault } }
        let ids = identifiers.map(\.id)
        var chosen: Set<String> = []
        let words = ["all", "recommended", "none"]
        for part in try parts(of: included, option: "--identifiers") {
            switch part {
            case "all": chosen.formUnion(identifiers.filter(\.isDefault).map(\.id))
            case "recommended": chosen.formUnion(identifiers.filter(\.isRecommended).map(\.id))
            case "none": break
            default:
                try check(part, among: ids, words, option: "--identifiers")
                chosen.insert(part)
            }
        }
        for list in excluded {
            for part in try parts(of: list, option: "--exclude-identifiers") {
                try check(part, among: ids, [], option: "--exclude-identifiers")
                chosen.remove(part)
            }
        }
        return identifiers.filter { chosen.contains($0.id) }
    }

    private func parts(of list: String, option: String) throws(Diagnostic) -> [String] {
        let parts = list.split(separator: ",").map(String.init)
        if parts.isEmpty { throw Diagnostic("\(option) has no value", hint: "see 'magpie identifiers list'") }
        return parts
    }

    private func check(_ id: String, among ids: [String], _ words: [String], option: String) throws(Diagnostic) {
        if ids.contains(id) { return }
        throw Diagnostic.unknownIdentifier(id, among: ids + words, in: option)
    }
}

extension Diagnostic {
    /// Words an id that is not there.
    public static func unknownIdentifier(_ id: String, among candidates: [String], in option: String? = nil)
        -> Diagnostic
    {
        let suggestion = Spelling.closest(to: id, among: candidates).map { "did you mean '\($0)'?" }
        return Diagnostic(
            "unknown identifier '\(id)'" + (option.map { " in \($0)" } ?? ""),
            hint: suggestion ?? "'magpie identifiers list' shows all"
        )
    }
}
