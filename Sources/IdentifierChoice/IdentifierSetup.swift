public import Diagnostics
public import Identifiers
public import IdentifierSources
import ContentClasses
import Classifiers

/// Which identifiers are looked for, free of the file system.
public struct IdentifierSetup: Sendable {
    /// The files of a rule set; `nil` for what is built in.
    public var rules: [SourceText]?

    /// Whether kinds of documents are looked for with these rules as with those that are built in.
    public var rulesAreWhole = false

    /// Files with custom data identifiers.
    public var custom: [SourceText] = []

    /// Which identifiers of the rule set are used.
    public var selection = IdentifierSelection()

    /// Files with classes of documents that users have trained.
    public var classifiers: [SourceText] = []

    /// Looks for what is built in.
    public init() {}

    /// Looks for the rules of a source; what cannot be read is a problem and left out.
    public mutating func takeRules(of source: IdentifierSource, _ problems: inout [Diagnostic]) {
        let read = source.rules(&problems)
        (rules, rulesAreWhole) = (read?.texts, read?.isPack ?? false)
    }

    /// The identifiers that are meant.
    ///
    /// - Parameter problems: Takes what is wrong with single files and identifiers, which are left out.
    /// - Returns: The managed ones that are selected, in the order of the rules, and then all custom ones.
    /// - Throws: ``Diagnostic`` for a selection that makes no sense, or a custom identifier with the id of a managed
    ///   one.
    public func chosen(_ problems: inout [Diagnostic]) throws(Diagnostic) -> [ManagedDataIdentifier] {
        let managed = IdentifierSource.contents(of: rules)
        let custom = IdentifierSource.custom(custom)
        problems += managed.problems + custom.problems
        // With other rules, kinds of documents are looked for only when they are named.
        let documents = DocumentIdentifiers.all.map { identifier in
            var identifier = identifier
            let isWhole = rules == nil || rulesAreWhole
            (identifier.isDefault, identifier.isRecommended) = (isWhole, isWhole)
            return identifier
        }
        let known = managed.identifiers + documents
        let chosen = try selection.apply(to: known)
        for identifier in custom.identifiers where known.contains(where: { $0.id == identifier.id }) {
            throw Diagnostic(
                "\(identifier.source): '\(identifier.id)' is a managed data identifier",
                hint: "give it another 'id'"
            )
        }
        let trained = ClassifierFiles.models(classifiers, &problems).map(ClassifierFiles.identifier)
        for identifier in trained where (known + custom.identifiers).contains(where: { $0.id == identifier.id }) {
            throw Diagnostic(
                "the classifier '\(identifier.id)' has the name of a data identifier",
                hint: "train it under another name"
            )
        }
        return chosen + custom.identifiers + trained
    }
}
