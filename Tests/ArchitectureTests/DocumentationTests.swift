import Foundation
import Testing

/// What is documented is what there is.
@Suite struct DocumentationTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    private func text(_ path: String) throws -> String {
        try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
    }

    @Test func theConfigurationThatIsInstalledHasEveryKey() throws {
        let files = ["Settings", "SuppressionRules", "Limits", "AuditSettings", "APISettings"]
        let settings = try files.map { try text("Sources/Configuring/\($0).swift") }.joined()
        let documented = try text("Config/magpie.yaml")
        let keys = settings.matches(of: /\.(?:optional|required)\("([A-Za-z]+)"\)/).map { String($0.1) }
        #expect(keys.count > 20)
        for key in keys { #expect(documented.contains("\(key):"), "\(key)") }
    }

    @Test func theManualHasEveryCommand() throws {
        let manual = try text("Config/man/magpie.1").replacingOccurrences(of: "\\-", with: "-")
        let folder = Self.root.appending(path: "Sources/magpie")
        for case let file as URL in FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
            ?? FileManager.DirectoryEnumerator() where file.lastPathComponent.hasSuffix("Command.swift")
        {
            let source = try String(contentsOf: file, encoding: .utf8)
            for part in source.components(separatedBy: "CommandConfiguration(").dropFirst()
            where !part.prefix(400).contains("shouldDisplay: false") {
                guard let name = part.prefixMatch(of: /\s*commandName: "([a-z-]+)"/) else { continue }
                #expect(manual.contains(String(name.1)), "\(name.1)")
            }
        }
    }

    @Test func theManualOfTheServiceHasEveryOption() throws {
        let manual = try text("Config/man/magpied.8").replacingOccurrences(of: "\\-", with: "-")
        let source = try text("Sources/magpied/Magpied.swift")
        let options = source.matches(of: /@Option\([^\n]*\n\s*var ([A-Za-z]+)/).map { String($0.1) }
        #expect(options.count > 8)
        for option in options {
            let words = option.replacing(/[A-Z]/) { "-\($0.output.lowercased())" }
            #expect(manual.contains("--\(words)"), "\(words)")
        }
    }

    @Test func theManualOfTheServiceHasEveryProblem() throws {
        let manual = try text("Config/man/magpied.8")
        let source = try text("Sources/Problems/Problem.swift")
        let names = source.split(separator: "\n").compactMap { line in
            line.wholeMatch(of: /\s{8}case ([A-Za-z]+)/).map { String($0.1) }
        }.filter { !["notice", "warning", "error"].contains($0) }
        let words = Set(manual.split { !$0.isLetter }.map(String.init))
        let missing = names.filter { !words.contains($0) }
        #expect(names.count > 20)
        #expect(missing == [])
    }

    @Test func theManualOfTheServiceHasEveryUnit() throws {
        let manual = try text("Config/man/magpied.8").replacingOccurrences(of: "\\-", with: "-")
        let units = try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: "systemd").path)
            // Services with an @ are behind their socket or timer.
            .filter { $0.contains(/\.(socket|timer)$/) || ($0.hasSuffix(".service") && !$0.contains("@")) }
        #expect(units.count > 6)
        for unit in units { #expect(manual.contains(unit), "\(unit)") }
    }
}
