import Classification

/// Trains the model that tells secrets from names and texts.
enum SecretTraining {
    /// Runs the command.
    ///
    /// - Parameter arguments: What follows `magpie-train secrets`.
    static func run(_ arguments: [String]) throws {
        Main.fail("magpie-train secrets: takes \(arguments.count) arguments, and none are known yet")
    }
}
