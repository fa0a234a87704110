import POSIX

/// The variables that matter to the program, read once at the very top.
struct Environment: Sendable {
    /// A rule set instead of the built-in one.
    var rules: String?
    /// The file with the key for fingerprints.
    var fingerprintKeyFile: String?
    /// The folder for state that outlives a run.
    var stateFolder: String?
    /// Whether colours are welcome.
    var allowsColor: Bool
    /// Whether the terminal can erase a line.
    var canErase: Bool

    /// Reads the process's variables.
    static func current() -> Environment {
        let home = System.environment("HOME")
        let state =
            System.isSuperuser
            ? "/var/lib/magpie"
            : (System.environment("XDG_STATE_HOME") ?? home.map { $0 + "/.local/state" }).map { $0 + "/magpie" }
        let terminal = System.environment("TERM")
        return Environment(
            rules: System.environment("MAGPIE_RULES"),
            fingerprintKeyFile: System.environment("MAGPIE_FINGERPRINT_KEY_FILE"),
            stateFolder: state,
            allowsColor: System.environment("NO_COLOR") == nil && terminal != "dumb" && terminal != nil,
            canErase: terminal != "dumb" && terminal != nil
        )
    }
}
