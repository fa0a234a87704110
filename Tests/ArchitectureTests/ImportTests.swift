import Foundation
import Testing

/// Who may import whom: what stands in Package.swift, and nothing that is not used.
@Suite struct ImportTests {
    /// What of the system each target may import, beyond the standard library.
    static let system: [String: Set<String>] = [
        "AccessPolicies": ["Synchronization"],
        "Accounts": ["Synchronization"],
        "Classification": ["Glibc"],
        "Deliveries": ["Synchronization"],
        "Discovery": ["Synchronization"],
        "EventRules": ["FoundationEssentials", "Synchronization"],
        "IAM": ["Synchronization"],
        "JobWork": ["Synchronization"],
        "Jobs": ["Synchronization"],
        "KeyRecords": ["Foundation"],
        "Measuring": ["Synchronization"],
        "PDFFiles": ["Glibc"],
        "POSIX": ["Glibc"],
        "PostgreSQL": ["Glibc"],
        "Recording": ["Foundation", "Synchronization"],
        "Records": ["Foundation"],
        "ObjectReading": ["Synchronization"],
        "Scanning": ["Synchronization"],
        "Service": ["Synchronization"],
        "Watching": ["Synchronization"],
        "gram-counter": ["Foundation"],
        "identifier-packer": ["Glibc"],
        "magpie": ["Synchronization"],
        "magpie-train": ["Foundation"],
        "model-packer": ["Foundation"],
    ]

    /// What is linked for what it does to the process, and imported by nobody.
    static let linkedOnly: Set<String> = ["CWiping"]

    /// Targets that wrap C or the kernel, where the word may stand.
    static let mayBeUnsafe: Set<String> = [
        "Bytes", "Patterns", "Prefiltering", "StrictYAML", "Cryptography", "POSIX", "PostgreSQL", "BuiltInIdentifiers",
        "Archives", "PDFFiles", "BuiltInModels", "Compression", "Webhooks", "RootKeys", "identifier-packer",
    ]

    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private static func sources() throws -> [(target: String, file: URL, lines: [String])] {
        let folder = root.appending(path: "Sources")
        var found: [(String, URL, [String])] = []
        for case let file as URL in FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
            ?? FileManager.DirectoryEnumerator() where file.pathExtension == "swift"
        {
            let relative = file.path.dropFirst(folder.path.count + 1)
            let target = String(relative.prefix { $0 != "/" })
            found.append((target, file, try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")))
        }
        return found
    }

    /// The targets under `Sources/` with Swift in them, as Package.swift has them from the ground floor up.
    private static func targets() throws -> [(name: String, dependencies: Set<String>)] {
        let package = try String(contentsOf: root.appending(path: "Package.swift"), encoding: .utf8)
        return package.matches(of: /\s(?:target|program)\(\s*"([^"]+)"(?:,\s*\[([^\]]*)\])?/).map { match in
            let list = (match.2 ?? "").replacing("argumentParser", with: "\"ArgumentParser\"")
                .replacing("database", with: "\"GRDB\"").replacing("eventLoopTypes", with: "\"NIOCore\"")
                .replacing("eventLoops", with: "\"NIOPosix\"").replacing("httpServer", with: "\"HummingbirdCore\"")
                .replacing("httpConnections", with: "\"NIOHTTP1\"")
                .replacing("httpTypes", with: "\"HTTPTypes\"").replacing("logging", with: "\"Logging\"")
            return (String(match.1), Set(list.matches(of: /"([^"]+)"/).map { String($0.1) }))
        }
    }

    private static func module(importedBy line: String) -> String? {
        let words = line.split(separator: " ")
        guard let index = words.firstIndex(of: "import"), index <= 1, words.count > index + 1 else { return nil }
        return words[index + 1].split(separator: ".").first.map(String.init)
    }

    @Test func everyTargetDependsOnExactlyWhatItImports() throws {
        var imported: [String: Set<String>] = [:]
        for (target, _, lines) in try Self.sources() {
            imported[target, default: []].formUnion(lines.compactMap(Self.module(importedBy:)))
        }
        let targets = try Self.targets()
        #expect(Set(targets.map(\.name)) == Set(imported.keys))
        for (name, dependencies) in targets {
            let used = imported[name, default: []]
            let declared = dependencies.subtracting(Self.linkedOnly)
            #expect(used.subtracting(declared) == Self.system[name, default: []], "\(name) imports more")
            #expect(declared.subtracting(used) == [], "\(name) does not import")
        }
    }

    @Test func noTargetDependsOnOneAboveIt() throws {
        let targets = try Self.targets()
        let names = Set(targets.map(\.name))
        var below: Set<String> = []
        for (name, dependencies) in targets {
            #expect(dependencies.intersection(names).subtracting(below) == [], "\(name) stands too low")
            below.insert(name)
        }
    }

    /// Targets that only put others together, each with the reason why it may know them all.
    ///
    /// The decision is in `Service.docc/Decisions/0011-what-puts-things-together.md`.
    static let compositionRoots: [String: String] = [
        "Service":
            "wires the daemon and adapts its parts to each other; a library only so that tests start a daemon inside",
        "magpie": "the command: it scans in its own process, has the worker's parsers, and asks all services",
        "magpie-keys": "the key process: gateway, policies, root keys and key service meet in it",
        "magpied": "the daemon's program: options and the configuration",
    ]

    /// The most targets that one may depend on which is no composition root.
    static let mostDependencies = 8

    /// Who knows more than eight others does more than one thing.
    @Test func noTargetKnowsTooManyOthers() throws {
        for (name, dependencies) in try Self.targets() where Self.compositionRoots[name] == nil {
            let count = dependencies.subtracting(Self.linkedOnly).count
            #expect(count <= Self.mostDependencies, "\(name) depends on \(count)")
        }
    }

    /// What puts things together is used by programs and tests only: else it is a part, and counts as one.
    @Test func nobodyBuildsOnACompositionRoot() throws {
        let targets = try Self.targets()
        #expect(Set(Self.compositionRoots.keys).isSubset(of: targets.map(\.name)))
        for (name, dependencies) in targets where name != "magpied" {
            #expect(dependencies.intersection(Self.compositionRoots.keys) == [], "\(name)")
        }
    }

    /// Who imports another's imports hides what it depends on.
    @Test func nothingIsExportedAgain() throws {
        for (target, file, lines) in try Self.sources() {
            for line in lines { #expect(!line.contains("@_exported"), "\(target): \(file.lastPathComponent)") }
        }
    }

    /// What waits for events of sockets, and HTTP, are in the one program that listens in the network.
    @Test func onlyOneProgramHasAnEventLoop() throws {
        let network: Set<String> = ["HTTPTypes", "HummingbirdCore", "Logging", "NIOCore", "NIOHTTP1", "NIOPosix"]
        let users = try Self.targets().filter { !$0.dependencies.isDisjoint(with: network) }.map(\.name)
        #expect(users == ["magpie-api"])
    }

    /// Who hears what anybody says by HTTP has neither keys nor records, nor what opens them.
    @Test func whatListensInTheNetworkKnowsNothing() throws {
        let targets = Dictionary(uniqueKeysWithValues: try Self.targets().map { ($0.name, $0.dependencies) })
        var reached: Set<String> = []
        var waiting = ["magpie-api"]
        while let name = waiting.popLast() {
            if reached.insert(name).inserted { waiting += targets[name] ?? [] }
        }
        #expect(reached.contains("WebMessages"))
        #expect(reached.isDisjoint(with: ["COpenSSL", "Cryptography", "GRDB", "IAM", "KMS", "Records"]))
    }

    /// What reads hostile files in C, and the process that does, is linked by no process that holds keys or records.
    @Test(arguments: ["magpied", "magpie-keys", "magpie-act", "magpie-courier", "magpie-api"])
    func parsersInCAreLinkedByWorkersOnly(_ program: String) throws {
        let targets = Dictionary(uniqueKeysWithValues: try Self.targets().map { ($0.name, $0.dependencies) })
        var reached: Set<String> = []
        var waiting = [program]
        while let name = waiting.popLast() {
            if reached.insert(name).inserted { waiting += targets[name] ?? [] }
        }
        #expect(reached.count > 3)
        #expect(reached.isDisjoint(with: ["Archives", "CArchive", "CDeflate", "CQPDF", "PDFFiles", "Workers"]))
        #expect(targets["magpie"]?.contains("Archives") == true)
    }

    @Test func onlyWrappersAreUnsafe() throws {
        for (target, file, lines) in try Self.sources() where !Self.mayBeUnsafe.contains(target) {
            for line in lines where !line.trimmingCharacters(in: .whitespaces).hasPrefix("//") {
                #expect(!line.contains("unsafe "), "\(file.lastPathComponent): \(line)")
            }
        }
    }

    /// The packages that `make deps` installs are those that Package.swift names.
    @Test func dependenciesAreNamedOnce() throws {
        let package = try String(contentsOf: Self.root.appending(path: "Package.swift"), encoding: .utf8)
        let makefile = try String(contentsOf: Self.root.appending(path: "Makefile"), encoding: .utf8)
        let named = package.matches(of: /\.apt\(\["([^"]+)"\]\)/).map { String($0.1) }
        let lines = makefile.replacingOccurrences(of: "\\\n", with: " ").components(separatedBy: "\n")
        let line = try #require(lines.first { $0.hasPrefix("DEBIAN_PACKAGES") })
        let installed = line.split(separator: "=").last?.split(separator: " ").map(String.init) ?? []
        #expect(Set(named).isSubset(of: installed))
        #expect(named.count == 10)
    }
}
