/// Where a helper process comes from.
public enum HelperSource: Sendable, Equatable {
    /// A program that this process starts for each connection.
    case program(HelperProgram)
    /// A socket at which the service manager starts one for each connection.
    case socket([UInt8])
}

/// A program that is started as a helper, with a channel as descriptor 3.
public struct HelperProgram: Sendable, Equatable {
    /// Where it lies.
    public var path: [UInt8]
    /// Its arguments, the first being its name.
    public var arguments: [String]
    /// All of its variables, as `NAME=VALUE`.
    public var environment: [String]

    /// Describes a program.
    ///
    /// - Parameters:
    ///   - path: Where it lies.
    ///   - arguments: Its arguments, the first being its name.
    ///   - environment: Its variables besides the one that keeps a crash from taking seconds.
    public init(path: [UInt8], arguments: [String], environment: [String] = []) {
        self.path = path
        self.arguments = arguments
        self.environment = ["SWIFT_BACKTRACE=enable=no"] + environment
    }
}
