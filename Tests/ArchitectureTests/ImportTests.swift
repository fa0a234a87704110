import Foundation
import Testing

/// Who may import whom.
///
/// A module that needs more than its row says is in the wrong place, or the row is: change it here, with a reason in
/// the commit.
@Suite struct ImportTests {
    /// For each target what it may import, beyond the standard library.
    static let allowed: [String: Set<String>] = [
        "Patterns": ["CPCRE2"],
        "Prefiltering": ["CScanKernels"],
        "StrictYAML": ["CYAML"],
        "Cryptography": ["CLinux", "COpenSSL"],
        "EncryptedMessages": ["Cryptography"],
        "ObjectEncryption": ["Cryptography", "EncryptedMessages", "POSIX"],
        "Validators": [],
        "Identifiers": ["StrictYAML", "Validators"],
        "BuiltInIdentifiers": ["Identifiers"],
        "Detection": ["Identifiers", "Patterns", "Prefiltering", "Validators"],
        "POSIX": ["CLinux", "Glibc", "Prefiltering"],
        "RootKeys": ["CPKCS11", "Cryptography", "POSIX"],
        "Scanning": [
            "Cryptography", "Detection", "EncryptedMessages", "Identifiers", "ManagedSecrets", "POSIX", "Prefiltering",
            "Synchronization", "Validators",
        ],
        "Reporting": ["Cryptography", "Identifiers", "JSON", "POSIX", "Scanning"],
        "Preparation": [
            "BuiltInIdentifiers", "Detection", "Identifiers", "POSIX", "Patterns", "Reporting", "Scanning",
            "StrictYAML",
        ],
        "ManagedSecrets": ["Cryptography", "Prefiltering"],
        "Workers": ["Identifiers", "ManagedSecrets", "POSIX", "Preparation", "Reporting", "Scanning"],
        "Control": ["JSON", "POSIX"],
        "Usage": ["ArgumentParser", "POSIX"],
        "JSON": [],
        "ServiceModel": ["JSON", "POSIX"],
        "Problems": ["JSON", "POSIX"],
        "Measuring": ["Synchronization"],
        "Auditing": ["Cryptography", "JSON"],
        "Gateway": ["Auditing", "POSIX", "ServiceModel"],
        "Compression": ["CZlib", "POSIX"],
        "KeyRecords": ["Foundation", "GRDB"],
        "KMS": ["Auditing", "Cryptography", "JSON", "KeyRecords", "POSIX", "Problems", "RootKeys", "ServiceModel"],
        "magpie-keys": [
            "ArgumentParser", "Auditing", "Control", "Cryptography", "Gateway", "JSON", "KMS", "POSIX", "Problems",
            "RootKeys", "ServiceModel", "Usage",
        ],
        "Actions": ["Cryptography", "EncryptedMessages", "JSON", "ObjectEncryption", "POSIX"],
        "magpie-act": ["Actions", "Control", "Cryptography", "ObjectEncryption", "POSIX"],
        "Couriers": ["Cryptography", "JSON", "POSIX"],
        "Webhooks": ["CWebhook"],
        "PostgreSQL": ["CPQ", "Glibc"],
        "EventBus": [
            "Couriers", "Cryptography", "Filtering", "FoundationEssentials", "JSON", "Measuring", "POSIX", "Problems",
            "Records",
            "Schedules",
            "ServiceModel", "Synchronization",
        ],
        "Schedules": ["POSIX"],
        "SecretsManager": [
            "Couriers", "Cryptography", "JSON", "POSIX", "Problems", "Records", "Schedules", "ServiceModel",
        ],
        "magpie-courier": ["Couriers", "JSON", "POSIX", "PostgreSQL", "Webhooks"],
        "Records": ["Auditing", "Cryptography", "Foundation", "GRDB", "Identifiers", "JSON", "POSIX", "Scanning"],
        "Configuration": ["Filtering", "Identifiers", "JSON", "POSIX", "Records", "StrictYAML"],
        "Watching": ["Configuration", "POSIX", "Records", "Reporting", "Synchronization"],
        "Recording": [
            "Compression", "Configuration", "EventBus", "Foundation", "Identifiers", "JSON", "POSIX", "Records",
            "Reporting", "Scanning", "Synchronization", "Watching",
        ],
        "Discovery": [
            "Measuring", "ObjectEncryption", "POSIX", "Recording", "Records", "Reporting", "Scanning",
            "Synchronization", "Watching",
        ],
        "Jobs": [
            "EventBus", "JSON", "POSIX", "Recording", "Records", "Reporting", "Scanning", "ServiceModel",
            "Synchronization", "Watching",
        ],
        "ObjectActions": [
            "Actions", "Discovery", "EventBus", "JSON", "ObjectEncryption", "POSIX", "Problems", "Recording",
            "Records", "Reporting", "Scanning", "ServiceModel", "Watching",
        ],
        "Service": [
            "Actions", "Auditing", "BuiltInIdentifiers", "Configuration", "Control", "Couriers", "Cryptography",
            "Detection", "Discovery", "EventBus", "Filtering", "Gateway", "Identifiers", "JSON", "Jobs",
            "ManagedSecrets",
            "Measuring", "ObjectActions", "POSIX", "Prefiltering", "Preparation", "Problems", "Recording", "Records",
            "Reporting", "Scanning", "SecretsManager", "ServiceModel", "StrictYAML", "Synchronization", "Watching",
            "Workers",
        ],
        "Filtering": ["JSON", "POSIX"],
        "magpied": [
            "ArgumentParser", "Configuration", "POSIX", "Preparation", "Reporting", "Service", "Usage",
        ],
        "identifier-packer": ["Glibc", "Identifiers", "StrictYAML"],
        "magpie": [
            "Actions", "ArgumentParser", "Control", "Cryptography", "Detection", "EncryptedMessages", "Identifiers",
            "JSON",
            "ObjectEncryption", "POSIX", "Prefiltering", "Preparation", "Reporting", "Scanning", "ServiceModel",
            "StrictYAML", "Synchronization", "Usage", "Validators", "Workers",
        ],
    ]

    /// Targets that wrap C or the kernel, where the word may stand.
    static let mayBeUnsafe: Set<String> = [
        "Patterns", "Prefiltering", "StrictYAML", "Cryptography", "POSIX", "PostgreSQL", "BuiltInIdentifiers",
        "Compression",
        "Webhooks", "RootKeys", "identifier-packer",
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

    @Test func everyTargetImportsOnlyWhatItMay() throws {
        for (target, file, lines) in try Self.sources() {
            let allowed = try #require(Self.allowed[target], "no row for \(target)")
            for line in lines {
                let words = line.split(separator: " ")
                guard let index = words.firstIndex(of: "import"), index <= 1, words.count > index + 1 else { continue }
                let module = words[index + 1].split(separator: ".").first.map(String.init) ?? ""
                #expect(allowed.contains(module), "\(file.lastPathComponent) imports \(module)")
            }
        }
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
        #expect(named.count == 7)
    }
}
