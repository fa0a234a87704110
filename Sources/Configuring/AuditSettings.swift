import StrictYAML

/// What is done with the audit logs, besides writing them: the keys of `audit` in the configuration.
public struct AuditSettings: Sendable, Equatable {
    /// A file that anchors of both logs are appended to, and compared with; `nil` for none.
    ///
    /// It is worth most where the service cannot change it afterwards: append-only, or on another machine.
    public var anchorFile: [UInt8]?

    /// A socket of the system's log that gets these anchors too; `nil` for none.
    public var anchorSyslog: [UInt8]?

    /// How much of each log is kept, in MiB; `nil` for all.
    public var keepMegabytes: Int?

    /// How long entries are kept, in days; `nil` for ever.
    public var keepDays: Int?

    /// Creates what holds when the configuration says nothing.
    public init() {}

    /// Reads the mapping `audit`.
    init(_ node: YAMLNode) throws(YAMLError) {
        var mapping = try node.mapping()
        anchorFile = try mapping.optional("anchorFile").map { node throws(YAMLError) in try Settings.path(node) }
        anchorSyslog = try mapping.optional("anchorSyslog").map { node throws(YAMLError) in try Settings.path(node) }
        keepMegabytes = try mapping.optional("keepMegabytes")?.int(in: 1...1_000_000)
        keepDays = try mapping.optional("keepDays")?.int(in: 1...36_500)
        try mapping.finish()
    }
}
