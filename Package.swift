// swift-tools-version: 6.2
import PackageDescription

/// What every Swift target is compiled with: the strictest settings that the toolchain has.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableExperimentalFeature("Lifetimes"),
]

/// A target of the product, under `Sources/`.
func target(_ name: String, _ dependencies: [Target.Dependency] = [], plugins: [Target.PluginUsage] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict, plugins: plugins)
}

/// The tests of `name`, under `Tests/`.
func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

let package = Package(
    name: "magpie",
    products: [
        .executable(name: "magpie", targets: ["magpie"]),
        .executable(name: "magpied", targets: ["magpied"]),
        .executable(name: "magpie-keys", targets: ["magpie-keys"]),
        .executable(name: "magpie-courier", targets: ["magpie-courier"]),
        .executable(name: "magpie-act", targets: ["magpie-act"]),
        .library(
            name: "ScanCore",
            targets: [
                "BuiltInIdentifiers", "Detection", "Identifiers", "ManagedSecrets", "Patterns", "POSIX", "Prefiltering",
                "Scanning", "Validators",
            ]
        ),
        .library(name: "EventPatterns", targets: ["Filtering"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", .upToNextMinor(from: "1.8.2")),
        .package(url: "https://github.com/groue/GRDB.swift", .upToNextMinor(from: "7.10.0")),
    ],
    targets: [
        // C libraries behind glass: one wrapper module each is the only importer.
        .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CP11Kit", providers: [.apt(["libp11-kit-dev"])]),
        .systemLibrary(name: "CPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(name: "CWebhook", dependencies: ["CCurl"]),
        .target(name: "CPKCS11", dependencies: ["CP11Kit"]),
        .target(name: "CScanKernels"),
        .target(name: "CLinux"),
        .target(name: "CWiping"),

        // The scan core, in the order in which a byte meets it.
        target("Patterns", ["CPCRE2"]),
        target("Prefiltering", ["CScanKernels"]),
        target("StrictYAML", ["CYAML"]),
        target("Validators"),
        target("Identifiers", ["StrictYAML", "Validators"]),
        .executableTarget(
            name: "identifier-packer",
            dependencies: ["Identifiers", "StrictYAML"],
            swiftSettings: strict
        ),
        .plugin(name: "PackIdentifiers", capability: .buildTool(), dependencies: ["identifier-packer"]),
        target("BuiltInIdentifiers", ["Identifiers"], plugins: ["PackIdentifiers"]),
        target("Detection", ["Identifiers", "Patterns", "Prefiltering", "Validators"]),
        target("Cryptography", ["CLinux", "COpenSSL"]),
        target("EncryptedMessages", ["Cryptography"]),
        target("ManagedSecrets", ["Cryptography", "Prefiltering"]),
        target("POSIX", ["CLinux", "Prefiltering"]),
        target("RootKeys", ["CPKCS11", "Cryptography", "POSIX"]),
        target("ObjectEncryption", ["Cryptography", "EncryptedMessages", "POSIX"]),
        target(
            "Scanning",
            [
                "Cryptography", "Detection", "EncryptedMessages", "Identifiers", "ManagedSecrets", "POSIX",
                "Prefiltering", "Validators",
            ]
        ),
        target("Reporting", ["Cryptography", "Identifiers", "JSON", "POSIX", "Scanning"]),
        target(
            "Preparation",
            [
                "BuiltInIdentifiers", "Detection", "Identifiers", "POSIX", "Patterns", "Reporting", "Scanning",
                "StrictYAML",
            ]
        ),
        target("Workers", ["Identifiers", "ManagedSecrets", "POSIX", "Preparation", "Reporting", "Scanning"]),
        target("Control", ["JSON", "POSIX"]),
        .target(
            name: "Usage",
            dependencies: ["POSIX", .product(name: "ArgumentParser", package: "swift-argument-parser")],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "magpie",
            dependencies: [
                "Actions", "Control", "Cryptography", "Detection", "EncryptedMessages", "Identifiers", "JSON",
                "ObjectEncryption", "POSIX", "Prefiltering", "Preparation", "Reporting", "Scanning", "ServiceModel",
                "StrictYAML", "Usage", "Validators", "Workers",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict
        ),

        // What is said in JSON, and which events and findings are meant.
        target("JSON"),
        target("Filtering", ["JSON", "POSIX"]),
        target("ServiceModel", ["JSON", "POSIX"]),
        target("Problems", ["JSON", "POSIX"]),
        target("Measuring"),
        target("Auditing", ["Cryptography", "JSON"]),
        target("Gateway", ["Auditing", "POSIX", "ServiceModel"]),

        // The service.
        .target(
            name: "Records",
            dependencies: [
                "Auditing", "Cryptography", "Identifiers", "JSON", "POSIX", "Scanning",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict
        ),
        target("Compression", ["CZlib", "POSIX"]),

        // The keys, in a process of their own.
        .target(
            name: "KeyRecords",
            dependencies: [.product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: strict
        ),
        target(
            "KMS",
            ["Auditing", "Cryptography", "JSON", "KeyRecords", "POSIX", "Problems", "RootKeys", "ServiceModel"]
        ),
        .executableTarget(
            name: "magpie-keys",
            dependencies: [
                "Auditing", "CWiping", "Control", "Cryptography", "Gateway", "JSON", "KMS", "POSIX", "Problems",
                "RootKeys", "ServiceModel", "Usage",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict
        ),

        target("Couriers", ["Cryptography", "JSON", "POSIX"]),
        target("Webhooks", ["CWebhook"]),
        target("Actions", ["Cryptography", "EncryptedMessages", "JSON", "ObjectEncryption", "POSIX"]),
        .executableTarget(
            name: "magpie-act",
            dependencies: ["Actions", "CWiping", "Control", "Cryptography", "ObjectEncryption", "POSIX"],
            swiftSettings: strict
        ),
        target("PostgreSQL", ["CPQ"]),
        .executableTarget(
            name: "magpie-courier",
            dependencies: ["CWiping", "Couriers", "JSON", "POSIX", "PostgreSQL", "Webhooks"],
            swiftSettings: strict
        ),
        target("Schedules", ["POSIX"]),
        target(
            "EventBus",
            [
                "Couriers", "Cryptography", "Filtering", "JSON", "Measuring", "POSIX", "Problems", "Records",
                "Schedules",
                "ServiceModel",
            ]
        ),
        target(
            "SecretsManager",
            ["Couriers", "Cryptography", "JSON", "POSIX", "Problems", "Records", "Schedules", "ServiceModel"]
        ),
        target(
            "Configuration",
            ["Filtering", "Identifiers", "JSON", "POSIX", "Records", "StrictYAML"]
        ),
        // From a change in a bucket to what is recorded of it.
        target("Watching", ["Configuration", "POSIX", "Records", "Reporting"]),
        target(
            "Recording",
            [
                "Compression", "Configuration", "EventBus", "Identifiers", "JSON", "POSIX", "Records", "Reporting",
                "Scanning", "Watching",
            ]
        ),
        target(
            "Discovery",
            ["Measuring", "ObjectEncryption", "POSIX", "Recording", "Records", "Reporting", "Scanning", "Watching"]
        ),
        target(
            "Jobs",
            [
                "EventBus", "JSON", "POSIX", "Recording", "Records", "Reporting", "Scanning", "ServiceModel",
                "Watching",
            ]
        ),
        target(
            "ObjectActions",
            [
                "Actions", "Discovery", "EventBus", "JSON", "ObjectEncryption", "POSIX", "Problems", "Recording",
                "Records", "Reporting", "Scanning", "ServiceModel", "Watching",
            ]
        ),
        // What puts it all together.
        target(
            "Service",
            [
                "Actions", "Auditing", "BuiltInIdentifiers", "Configuration", "Control", "Couriers", "Cryptography",
                "Detection", "Discovery", "EventBus", "Filtering", "Gateway", "Identifiers", "JSON", "Jobs",
                "ManagedSecrets", "Measuring", "ObjectActions", "POSIX", "Prefiltering", "Preparation", "Problems",
                "Recording",
                "Records", "Reporting", "Scanning", "SecretsManager", "ServiceModel", "StrictYAML", "Watching",
                "Workers",
            ]
        ),
        .executableTarget(
            name: "magpied",
            dependencies: [
                "CWiping", "Configuration", "POSIX", "Preparation", "Reporting", "Service", "Usage",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict
        ),

        tests("ArchitectureTests", []),
        tests("PatternsTests", ["Patterns"]),
        tests("CryptographyTests", ["Cryptography"]),
        tests("RootKeysTests", ["Cryptography", "POSIX", "RootKeys"]),
        tests("PrefilteringTests", ["Prefiltering"]),
        tests("POSIXTests", ["POSIX"]),
        // What reads pages of metrics strictly.
        .target(name: "MetricsSupport", path: "Tests/MetricsSupport", swiftSettings: strict),
        tests("MeasuringTests", ["Measuring", "MetricsSupport"]),
        tests("ProblemsTests", ["JSON", "POSIX", "Problems"]),
        tests("ControlTests", ["Control", "POSIX"]),
        tests("JSONTests", ["JSON"]),
        tests("ReportingTests", ["Identifiers", "JSON", "POSIX", "Reporting", "Scanning"]),
        tests(
            "CommandTests",
            [
                "JSON", "MetricsSupport", "magpie", "magpie-act", "magpie-courier", "magpie-keys", "magpied",
                "secrets-harness",
            ]
        ),
        tests(
            "ActionsTests",
            [
                "Actions", "Control", "Cryptography", "EncryptedMessages", "JSON", "ObjectEncryption", "POSIX",
                "magpie", "magpie-act",
            ]
        ),
        tests("FilteringTests", ["Filtering", "JSON"]),
        tests("WatchingTests", ["POSIX", "Watching"]),
        tests(
            "ServiceTests",
            [
                "Actions", "BuiltInIdentifiers", "Configuration", "Couriers", "Detection", "Discovery", "EventBus",
                "Filtering", "JSON", "Jobs", "ObjectActions", "POSIX", "Problems", "Recording", "Records", "Reporting",
                "Scanning", "Service", "ServiceModel", "StrictYAML", "Watching",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
        tests("EncryptedMessagesTests", ["Cryptography", "EncryptedMessages"]),
        tests("ObjectEncryptionTests", ["Cryptography", "EncryptedMessages", "ObjectEncryption", "POSIX"]),
        tests("SchedulesTests", ["POSIX", "Schedules"]),
        // Secrets with keys of a test: in the tests' own process, and in one that proofs may kill.
        .target(
            name: "SecretsSupport",
            dependencies: ["Cryptography", "POSIX", "SecretsManager", "ServiceModel"],
            path: "Tests/SecretsSupport",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "secrets-harness",
            dependencies: [
                "Control", "Couriers", "JSON", "POSIX", "Records", "SecretsManager", "SecretsSupport", "ServiceModel",
            ],
            path: "Tests/SecretsHarness",
            swiftSettings: strict
        ),
        tests(
            "SecretsManagerTests",
            [
                "Couriers", "Cryptography", "JSON", "POSIX", "PostgreSQL", "Problems", "Records", "SecretsManager",
                "SecretsSupport",
                "ServiceModel", "magpie-courier", "secrets-harness",
            ]
        ),
        tests(
            "EventBusTests",
            ["Couriers", "EventBus", "JSON", "POSIX", "Problems", "Records", "Schedules", "ServiceModel", "Webhooks"]
        ),
        tests("AuditingTests", ["Auditing", "Cryptography", "JSON", "POSIX"]),
        tests(
            "KMSTests",
            [
                "Auditing", "Cryptography", "Gateway", "JSON", "KMS", "KeyRecords", "POSIX", "Problems", "RootKeys",
                "ServiceModel",
            ]
        ),
        tests("GatewayTests", ["Auditing", "Gateway", "JSON", "POSIX", "ServiceModel"]),
        tests(
            "RecordsTests",
            ["Auditing", "POSIX", "Records", "Scanning", .product(name: "GRDB", package: "GRDB.swift")]
        ),
        tests("ManagedSecretsTests", ["Detection", "Identifiers", "ManagedSecrets", "Prefiltering"]),
        tests(
            "WorkersTests",
            [
                "Detection", "Identifiers", "ManagedSecrets", "POSIX", "Prefiltering", "Preparation", "Scanning",
                "Workers",
                "magpie",
            ]
        ),
        tests("StrictYAMLTests", ["StrictYAML"]),
        tests("ValidatorsTests", ["Validators"]),
        tests(
            "ScanningTests",
            ["BuiltInIdentifiers", "Detection", "Identifiers", "ManagedSecrets", "Prefiltering", "POSIX", "Scanning"]
        ),
        tests(
            "DetectionTests",
            ["BuiltInIdentifiers", "Detection", "Identifiers", "Patterns", "Prefiltering", "Validators"]
        ),
    ]
)
