import ArgumentParser

/// What a command looks for, and in which files: the same wherever something is scanned.
struct SearchOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "What to look for: all, recommended, none, or ids, separated by commas; ids that are off by default are added to all.",
            valueName: "ids"
        )
    )
    var identifiers = "all"

    @Option(help: ArgumentHelp("What not to look for.", valueName: "ids"))
    var excludeIdentifiers: [String] = []

    @Option(help: ArgumentHelp("A file with custom data identifiers (YAML).", valueName: "file"))
    var custom: [String] = []

    @Option(
        help: ArgumentHelp(
            "A file with values, fingerprints, patterns and paths that are no findings.",
            valueName: "file"
        )
    )
    var allowList: [String] = []

    @Option(
        help: ArgumentHelp(
            "A class of documents from 'magpie classifier train', or a folder with some.",
            valueName: "file"
        )
    )
    var classifier: [String] = []

    @Option(help: ArgumentHelp("A folder with another rule set.", valueName: "dir"))
    var rules: String?

    @Option(help: ArgumentHelp("Look only at files that match.", valueName: "glob"))
    var include: [String] = []

    @Option(help: ArgumentHelp("Leave out files and folders that match.", valueName: "glob"))
    var exclude: [String] = []

    @Option(help: ArgumentHelp("Drop what is less sure: low, medium or high.", valueName: "confidence"))
    var minimumConfidence = ConfidenceWord.medium
}
