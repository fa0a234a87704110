public import Diagnostics
import RulePacks
import Terminal
import BuiltInIdentifiers
import Detection
public import Identifiers
import POSIX
import StrictYAML

/// Where a rule set comes from.
public enum IdentifierSource: Sendable, Equatable {
    /// The program itself.
    case builtIn
    /// A folder with rule files, a single one, or a rule pack.
    case path([UInt8])

    /// The place for rules that an administrator keeps for the whole machine.
    private static let systemFolder = Array("/etc/magpie/rules.d".utf8)

    /// Chooses: the option, the variable, the machine's folder or its rule pack if it is there, else what is built in.
    ///
    /// - Parameters:
    ///   - option: A path that the user named; `nil` for none.
    ///   - variable: The value of `MAGPIE_RULES`; `nil` when it is not set.
    /// - Returns: The first of these that there is; nobody has looked yet what lies at a path that was named.
    public static func choose(option: [UInt8]?, variable: String?) -> IdentifierSource {
        if let option { return .path(option) }
        if let variable { return .path(Array(variable.utf8)) }
        if (try? FileStatus.of(systemFolder).kind) == .directory { return .path(systemFolder) }
        if (try? FileStatus.of(RulePackFile.systemPath).kind) == .regular { return .path(RulePackFile.systemPath) }
        return .builtIn
    }

    /// What was read, and what could not be.
    public struct Contents {
        public var identifiers: [ManagedDataIdentifier] = []
        public var problems: [Diagnostic] = []
    }

    /// Reads the files of the rule set; `nil` when it is built in.
    ///
    /// A file that cannot be read is left out and a problem.
    public func texts(_ problems: inout [Diagnostic]) -> [SourceText]? { rules(&problems)?.texts }

    /// The same, and whether they come from a pack, which stands for the rules that are built in.
    package func rules(_ problems: inout [Diagnostic]) -> (texts: [SourceText], isPack: Bool)? {
        guard case .path(let path) = self else { return nil }
        if (try? FileStatus.of(path).kind) == .regular,
            let bytes = try? FileContents.read(path, upTo: RulePack.mostBytes), RulePack.isPack(bytes)
        {
            do throws(Diagnostic) {
                let pack = try RulePackFile.pack(bytes, TerminalText.escaped(path))
                return (pack.files, true)
            } catch {
                problems.append(error)
                return ([], true)
            }
        }
        let before = problems.count
        let files = RuleFolder.files(below: path, &problems)
        if files.isEmpty, problems.count == before {
            problems.append(
                Diagnostic("\(TerminalText.escaped(path)): no rule files in it", hint: "rule files end in .yaml")
            )
        }
        return (SourceText.read(files, &problems), false)
    }

    /// Reads the rule set.
    ///
    /// A file that cannot be read, and an identifier whose pattern does not compile, are left out and reported.
    public func load(withExamples: Bool = false) -> Contents {
        var problems: [Diagnostic] = []
        guard let texts = texts(&problems) else {
            return Contents(identifiers: BuiltInIdentifiers.load(withExamples: withExamples))
        }
        var contents = IdentifierSource.managed(texts)
        contents.problems = problems + contents.problems
        return contents
    }

    /// What a rule set says that was read; `nil` for the one that is built in.
    package static func contents(of rules: [SourceText]?) -> Contents {
        rules.map(managed) ?? Contents(identifiers: BuiltInIdentifiers.load())
    }

    /// The identifiers in rule files.
    static func managed(_ texts: [SourceText]) -> Contents {
        var contents = Contents()
        for text in texts {
            contents.add(text) { bytes, name throws(YAMLError) in try IdentifierFile.read(bytes.span, file: name) }
        }
        if contents.identifiers.isEmpty, contents.problems.isEmpty, let first = texts.first {
            let others = texts.count > 1 ? " and \(texts.count - 1) more" : ""
            contents.problems.append(
                Diagnostic(
                    "\(first.name)\(others): no identifiers in it",
                    hint: "a rule file has them under 'identifiers:'"
                )
            )
        }
        return contents
    }

    /// The identifiers in files of either kind: rule files, which have `identifiers:`, and files with custom data identifiers.
    public static func either(_ texts: [SourceText]) -> Contents {
        let head = Array("identifiers:".utf8)
        func isRules(_ text: SourceText) -> Bool {
            text.bytes.split(separator: UInt8(ascii: "\n")).contains { $0.starts(with: head) }
        }
        var contents = managed(texts.filter(isRules))
        let custom = custom(texts.filter { !isRules($0) })
        contents.identifiers += custom.identifiers
        contents.problems += custom.problems
        return contents
    }

    /// A user's custom data identifiers.
    public static func custom(_ texts: [SourceText]) -> Contents {
        var contents = Contents()
        for text in texts {
            let before = contents.identifiers.count + contents.problems.count
            contents.add(text) { bytes, name throws(YAMLError) in try CustomIdentifierFile.read(bytes.span, file: name)
            }
            if contents.identifiers.count + contents.problems.count == before {
                contents.problems.append(
                    Diagnostic(
                        "\(text.name): no identifiers in it",
                        hint: "they stand under 'customDataIdentifiers:'"
                    )
                )
            }
        }
        return contents
    }
}

extension IdentifierSource.Contents {
    /// Adds what `read` makes of a file, as far as it is good.
    fileprivate mutating func add(
        _ text: SourceText,
        read: ([UInt8], String) throws(YAMLError) -> [ManagedDataIdentifier]
    ) {
        do throws(YAMLError) {
            for identifier in try read(text.bytes, text.name) { add(identifier, from: text.name) }
        } catch {
            problems.append(Diagnostic(error))
        }
    }

    /// Adds an identifier unless it is there already or does not work.
    private mutating func add(_ identifier: ManagedDataIdentifier, from file: String) {
        let mistakes = IdentifierCheck.mistakes(in: identifier)
        for mistake in mistakes {
            problems.append(
                Diagnostic(
                    "\(file): \(identifier.id): \(mistake.error)",
                    hint: "the pattern is: \(mistake.pattern.prefix(200))"
                )
            )
        }
        guard mistakes.isEmpty else { return }
        if identifiers.contains(where: { $0.id == identifier.id }) {
            problems.append(
                Diagnostic("\(file): there is another identifier '\(identifier.id)'", hint: "give it another id")
            )
        } else {
            identifiers.append(identifier)
        }
    }
}

/// A folder with rule files.
private enum RuleFolder {
    /// All files that end in `.yaml` or `.yml` below `path`, in order of their paths; `path` itself if it is a file.
    static func files(below path: [UInt8], _ problems: inout [Diagnostic]) -> [[UInt8]] {
        do throws(SystemError) {
            guard try FileStatus.of(path).kind == .directory else { return [path] }
            return try files(in: try Directory(path: path)).sorted { $0.lexicographicallyPrecedes($1) }
        } catch {
            problems.append(Diagnostic(path, error))
            return []
        }
    }

    private static func files(in directory: Directory) throws(SystemError) -> [[UInt8]] {
        var files: [[UInt8]] = []
        for entry in try directory.entries() where entry.name.first != UInt8(ascii: ".") {
            let path = directory.path(of: entry.name)
            let isRuleFile = [".yaml", ".yml"].contains { entry.name.suffix($0.utf8.count).elementsEqual($0.utf8) }
            if isRuleFile, entry.kind != .directory {
                files.append(path)
            } else if entry.kind == .directory {
                files += try self.files(in: try Directory(entry.name, in: directory))
            }
        }
        return files
    }
}
