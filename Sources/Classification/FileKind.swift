/// What files with some extensions hold, as far as that says something of their class.
enum FileKind: UInt8 {
    case program
    case settings
    case mail
    case table

    /// The kinds by extension, as ``key(_:)`` has it.
    private static let kinds: [UInt128: FileKind] = {
        let names: [(FileKind, String)] = [
            (
                .program,
                "c h cc cpp cxx hh hpp m mm py pyi pl pm rb js mjs cjs ts tsx jsx java go rs swift sh bash zsh lua php cs vb kt kts "
                    + "scala hs ml mli el lisp clj ex exs erl tcl css scss less vue m4 cmake awk r jl dart groovy gradle asm s f90 "
                    + "pas ps1 psm1 bat cmd proto inc dts dtsi lds ld mk am ac in cmake patch diff"
            ),
            (.settings, "ini conf cfg cnf env yaml yml toml properties tf tfvars service socket plist reg rc"),
            (.mail, "eml msg mbox emlx"),
            (.table, "csv tsv psv"),
        ]
        var kinds: [UInt128: FileKind] = [:]
        for (kind, list) in names {
            for name in list.utf8.split(separator: UInt8(ascii: " ")) { kinds[key(name)] = kind }
        }
        return kinds
    }()

    /// The bytes of a name as a number; of more than sixteen, which no known one has, 0.
    private static func key(_ name: some Collection<UInt8>) -> UInt128 {
        name.count > 16 ? 0 : name.reduce(0) { $0 << 8 | UInt128($1) }
    }

    /// The kind of an extension in small letters; `nil` when it says nothing.
    static func kind(of name: some Collection<UInt8>) -> FileKind? { kinds[key(name)] }

    /// Whether a file of that name, in small letters and without an extension, belongs to a program.
    static func isProgram(named name: [UInt8]) -> Bool { programs.contains(name) }

    /// Whether a file of that name, in small letters, tells who wrote something, for all to know.
    ///
    /// What stands behind the name of a list of changes changes nothing: `changelog_v12.md` and `v2.25-ReleaseNotes.gz` are some too.
    static func isAttribution(named name: [UInt8]) -> Bool {
        if attributions.contains(Array(name.prefix { $0 != UInt8(ascii: ".") })) { return true }
        if holdsListOfChanges(name) { return true }
        let word = name.prefix { Letter.isLetter($0) }
        var rest = name[word.endIndex...].prefix { $0 != UInt8(ascii: ".") }
        guard let joint = rest.popFirst(), joint == UInt8(ascii: "_") || joint == UInt8(ascii: "-") else {
            return false
        }
        if rest.first == UInt8(ascii: "v") { rest.removeFirst() }
        let isVersion = !rest.isEmpty && rest.allSatisfy { Letter.isDigit($0) || $0 == 0x2D || $0 == 0x5F }
        return isVersion && versioned.contains(Array(word))
    }

    /// Whether the letters of a name begin with `changelog` or hold `releasenotes`, whatever else is between them.
    private static func holdsListOfChanges(_ name: [UInt8]) -> Bool {
        // Few names have either's first letters at all.
        guard name.contains(UInt8(ascii: "g")) || name.contains(UInt8(ascii: "n")) else { return false }
        let letters = name.filter { Letter.isLetter($0) }
        if letters.starts(with: changes) { return true }
        guard letters.count >= notes.count else { return false }
        return (0...letters.count - notes.count).contains { start in
            letters[start] == notes[0] && letters[start..<start + notes.count].elementsEqual(notes)
        }
    }

    private static let changes = Array("changelog".utf8)
    private static let notes = Array("releasenotes".utf8)

    /// Names that mean the same with a version behind them; others are those of letters and lists in offices.
    private static let versioned: Set<[UInt8]> = Set(["authors", "changes", "contributors"].map { Array($0.utf8) })

    private static let attributions: Set<[UInt8]> = Set(
        "acknowledgements acknowledgments acks authors changelog changes contributors copyright credits history maintainers news notice readme thanks todo whatsnew pkg-info"
            .split(separator: " ").map { Array($0.utf8) }
    )

    private static let programs: Set<[UInt8]> = Set(
        "makefile kconfig kbuild dockerfile jenkinsfile gemfile rakefile vagrantfile license copying"
            .split(separator: " ").map { Array($0.utf8) }
    )
}
