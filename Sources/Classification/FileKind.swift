/// What files with some extensions hold, as far as that says something of their class.
enum FileKind: UInt8 {
    case program
    case settings
    case mail
    case table

    private static let kinds: [String: FileKind] = {
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
        var kinds: [String: FileKind] = [:]
        for (kind, list) in names { for name in list.split(separator: " ") { kinds[String(name)] = kind } }
        return kinds
    }()

    /// The kind of an extension in small letters; `nil` when it says nothing.
    static func kind(of name: [UInt8]) -> FileKind? { kinds[String(decoding: name, as: UTF8.self)] }

    /// Whether a file of that name, in small letters and without an extension, belongs to a program.
    static func isProgram(named name: [UInt8]) -> Bool { programs.contains(name) }

    /// Whether a file of that name, in small letters and up to its first point, tells who wrote something, for all to know.
    static func isAttribution(named name: [UInt8]) -> Bool { attributions.contains(name) }

    private static let attributions: Set<[UInt8]> = Set(
        "authors changelog changes contributors copyright credits history maintainers news notice readme thanks todo whatsnew"
            .split(separator: " ").map { Array($0.utf8) }
    )

    private static let programs: Set<[UInt8]> = Set(
        "makefile kconfig kbuild dockerfile jenkinsfile gemfile rakefile vagrantfile license copying"
            .split(separator: " ").map { Array($0.utf8) }
    )
}
