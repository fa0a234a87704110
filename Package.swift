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

/// What is read from the command line.
let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

/// HTTP, for the one program that has sockets of the network: nothing else links it, or waits for it to be built.
let httpServer: Target.Dependency = .product(
    name: "HummingbirdCore",
    package: "hummingbird"
)
let eventLoops: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let eventLoopTypes: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let httpConnections: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")

/// SQLite.
let database: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")

/// A module, under `Sources/`.
func target(_ name: String, _ dependencies: [Target.Dependency] = [], plugins: [Target.PluginUsage] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: strict, plugins: plugins)
}

/// A program, under `Sources/`.
func program(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// The tests of `name`, under `Tests/`.
func tests(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: strict)
}

let package = Package(
    name: "magpie",
    products: [
        .executable(name: "magpie", targets: ["magpie"]),
        .executable(name: "magpied", targets: ["magpied"]),
        .executable(name: "magpie-keys", targets: ["magpie-keys"]),
        .executable(name: "magpie-courier", targets: ["magpie-courier"]),
        .executable(name: "magpie-act", targets: ["magpie-act"]),
        .executable(name: "magpie-api", targets: ["magpie-api"]),
        .library(
            name: "ScanCore",
            targets: [
                "BuiltInIdentifiers", "Bytes", "ContentClasses", "Detection", "Findings", "Fingerprints", "Identifiers",
                "ManagedSecrets", "Matching", "ObjectReading", "PathPatterns", "Patterns", "POSIX", "Prefiltering",
                "Scanning", "TextScanning", "Validators",
            ]
        ),
        .library(name: "EventPatterns", targets: ["Filtering"]),
        .library(name: "AccessPolicies", targets: ["AccessPolicies"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", .upToNextMinor(from: "1.8.2")),
        .package(url: "https://github.com/groue/GRDB.swift", .upToNextMinor(from: "7.10.0")),
        // What follows is for magpie-api. No traits: neither a second reader of configurations nor all of Foundation.
        .package(
            url: "https://github.com/hummingbird-project/hummingbird",
            .upToNextMinor(from: "2.28.1"),
            traits: []
        ),
        .package(url: "https://github.com/apple/swift-nio", .upToNextMajor(from: "2.101.0")),
        .package(url: "https://github.com/apple/swift-http-types", .upToNextMajor(from: "1.8.0"), traits: []),
        .package(url: "https://github.com/apple/swift-log", .upToNextMajor(from: "1.14.0")),
    ],
    targets: [
        // From the ground floor up: a target depends only on targets that stand above it here, and on exactly those
        // that it imports. ArchitectureTests see to it.

        // C libraries behind glass: one wrapper module each is the only importer.
        .systemLibrary(name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
        .systemLibrary(name: "CYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
        .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
        .systemLibrary(name: "CQPDF", pkgConfig: "libqpdf", providers: [.apt(["libqpdf-dev"])]),
        .systemLibrary(name: "CP11Kit", providers: [.apt(["libp11-kit-dev"])]),
        .systemLibrary(name: "CPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .target(name: "CWebhook", dependencies: ["CCurl"]),
        .target(name: "CPKCS11", dependencies: ["CP11Kit"]),
        .target(name: "CScanKernels"),
        .target(name: "CLinux"),
        .target(name: "CWiping"),

        // Leaves.
        target("Accounts"),
        target("Bytes"),
        target("ProductIdentity"),
        target("JSON", ["Bytes"]),
        target("Classification", ["JSON"]),
        program("magpie-train", ["Classification", "JSON", argumentParser]),
        program("model-packer", []),
        target("Measuring"),
        target("Patterns", ["CPCRE2"]),
        target("Validators"),
        target("StrictYAML", ["CYAML"]),
        target("Terminal", ["Bytes"]),
        target("POSIX", ["Bytes", "CLinux"]),
        target("AccessPolicies", ["Bytes", "JSON", "POSIX"]),
        target("Compression", ["CZlib", "POSIX"]),
        target("Schedules", ["POSIX"]),
        target("HelperProcesses", ["POSIX"]),
        target("Cryptography", ["Bytes", "CLinux", "COpenSSL"]),
        .plugin(name: "PackModels", capability: .buildTool(), dependencies: ["model-packer"]),
        target("BuiltInModels", ["Classification", "Cryptography"], plugins: ["PackModels"]),
        target("Signatures", ["Bytes", "Cryptography", "POSIX"]),

        // The scan core, in the order in which a byte meets it.
        target("Prefiltering", ["Bytes", "CScanKernels"]),
        target("Identifiers", ["StrictYAML", "Validators"]),
        target("Vocabulary", ["Bytes", "Identifiers", "Patterns", "Prefiltering"]),
        program("identifier-packer", ["Identifiers", "StrictYAML", "Vocabulary"]),
        program("gram-counter", ["Prefiltering"]),
        .plugin(name: "PackIdentifiers", capability: .buildTool(), dependencies: ["identifier-packer"]),
        target("BuiltInIdentifiers", ["Identifiers", "Vocabulary"], plugins: ["PackIdentifiers"]),
        target(
            "Detection",
            ["Bytes", "Classification", "Identifiers", "Patterns", "Prefiltering", "Validators", "Vocabulary"]
        ),
        // What is found, as values: made by scans, kept by the records, written by reports.
        target("Findings", ["Identifiers", "POSIX"]),
        target("EncryptedMessages", ["Cryptography"]),
        target("ManagedSecrets", ["Bytes", "Cryptography", "Prefiltering"]),
        // From what an object holds to text. What reads archives is C, and linked into workers only.
        target("Extraction", ["Bytes", "Compression", "EncryptedMessages", "Findings", "JSON"]),
        target("Archives", ["CArchive", "CDeflate", "Extraction", "Findings"]),
        target("PDFFiles", ["CQPDF", "Extraction", "Findings"]),
        target("PathPatterns", ["POSIX"]),
        target("Fingerprints", ["Bytes", "Cryptography", "Findings", "JSON", "PathPatterns", "POSIX"]),
        target("ContentClasses", ["Bytes", "Classification", "Findings", "Identifiers"]),
        target("Locating", ["Bytes", "Extraction", "Findings", "Prefiltering"]),
        target(
            "Matching",
            [
                "Bytes", "Detection", "Extraction", "Findings", "Fingerprints", "Identifiers", "ManagedSecrets",
                "Prefiltering",
            ]
        ),
        target(
            "TextScanning",
            [
                "Bytes", "ContentClasses", "Detection", "Findings", "Fingerprints", "Identifiers", "Locating",
                "Matching",
            ]
        ),
        target(
            "DocumentScans",
            [
                "Bytes", "ContentClasses", "Extraction", "Findings", "Fingerprints", "Locating", "Matching",
                "TextScanning",
            ]
        ),
        target("ObjectReading", ["Bytes", "Cryptography", "Extraction", "Findings", "POSIX", "Prefiltering"]),
        target(
            "Scanning",
            [
                "Bytes", "DocumentScans", "Extraction", "Findings", "ObjectReading", "PathPatterns", "POSIX",
                "TextScanning",
            ]
        ),
        target("FindingDocuments", ["Accounts", "Bytes", "Cryptography", "Findings", "Identifiers", "JSON", "POSIX"]),
        target(
            "Reporting",
            [
                "Bytes", "FindingDocuments", "Findings", "Identifiers", "JSON", "POSIX", "ProductIdentity", "Terminal",
            ]
        ),
        target("Diagnostics", ["POSIX", "StrictYAML", "Terminal"]),
        target("RulePacks", ["Bytes", "Cryptography", "Diagnostics", "JSON", "POSIX", "Terminal"]),
        target(
            "IdentifierSources",
            [
                "BuiltInIdentifiers", "Detection", "Diagnostics", "Identifiers", "POSIX", "RulePacks", "StrictYAML",
                "Terminal",
            ]
        ),
        target("AllowLists", ["Detection", "Diagnostics", "Fingerprints", "PathPatterns", "Patterns"]),
        target(
            "Classifiers",
            [
                "BuiltInModels", "Classification", "ContentClasses", "Diagnostics", "Findings", "Identifiers", "POSIX",
                "Terminal",
            ]
        ),
        target(
            "IdentifierChoice",
            [
                "Classifiers", "ContentClasses", "Diagnostics", "Identifiers", "IdentifierSources", "StrictYAML",
            ]
        ),
        target(
            "DetectorPreparation",
            [
                "BuiltInIdentifiers", "BuiltInModels", "Detection", "Diagnostics", "IdentifierChoice", "Identifiers",
                "Matching", "POSIX",
            ]
        ),
        target(
            "ScanSetups",
            [
                "Classification", "Diagnostics", "Extraction", "Findings", "Fingerprints", "IdentifierChoice",
                "Identifiers",
            ]
        ),
        target(
            "Preparation",
            [
                "AllowLists", "Classifiers", "DetectorPreparation", "Diagnostics", "IdentifierChoice", "Scanning",
                "ScanSetups", "TextScanning",
            ]
        ),
        target(
            "WorkerMessages",
            [
                "Diagnostics", "Extraction", "Findings", "Fingerprints", "HelperProcesses", "IdentifierChoice",
                "Identifiers", "ScanSetups",
            ]
        ),
        target(
            "Workers",
            [
                "Diagnostics", "Extraction", "HelperProcesses", "POSIX", "Preparation", "Scanning", "ScanSetups",
                "WorkerMessages",
            ]
        ),

        target(
            "WorkerClients",
            [
                "Diagnostics", "Findings", "HelperProcesses", "POSIX", "ProductIdentity", "Scanning", "ScanSetups",
                "WorkerMessages",
            ]
        ),
        // What is said between programs, and which events and findings are meant.
        target("Filtering", ["JSON", "POSIX"]),
        target("ServiceModel", ["AccessPolicies", "Accounts", "Bytes", "JSON", "POSIX"]),
        target("Problems", ["JSON", "POSIX"]),
        target("Auditing", ["Bytes", "Cryptography", "JSON", "POSIX"]),
        target("AccessDecisions", ["AccessPolicies", "Accounts", "JSON", "POSIX", "ServiceModel"]),
        target("Gateway", ["AccessPolicies", "Auditing", "POSIX", "ServiceModel"]),
        target("Control", ["JSON", "POSIX"]),
        target("Usage", ["POSIX", argumentParser]),

        // Keys, and what is encrypted with them.
        target("RootKeys", ["Bytes", "CPKCS11", "Cryptography", "POSIX"]),
        target("KeyRecords", [database]),
        target(
            "CustomerKeys",
            [
                "AccessPolicies", "Accounts", "Bytes", "Cryptography", "JSON", "KeyRecords", "POSIX", "ServiceModel",
            ]
        ),
        target(
            "KMS",
            [
                "Auditing", "Cryptography", "CustomerKeys", "JSON", "POSIX", "Problems", "RootKeys", "ServiceModel",
            ]
        ),
        target("ObjectEncryption", ["Bytes", "Cryptography", "EncryptedMessages", "POSIX"]),
        target("ObjectWriting", ["Cryptography", "EncryptedMessages", "ObjectEncryption", "POSIX"]),
        target(
            "Actions",
            [
                "Cryptography", "EncryptedMessages", "HelperProcesses", "JSON", "ObjectEncryption", "ObjectWriting",
                "POSIX",
            ]
        ),

        // Buckets as S3 has them.
        target(
            "ObjectStore",
            [
                "AccessPolicies", "Accounts", "Bytes", "Cryptography", "EncryptedMessages", "JSON", "POSIX",
                "ServiceModel",
            ]
        ),

        // What SDKs say to S3.
        target("AWSWire", ["Bytes", "JSON", "POSIX", "ServiceModel", "Signatures"]),
        target("S3Wire", ["AWSWire", "Bytes", "Cryptography", "JSON", "POSIX", "ServiceModel", "Signatures"]),

        // What leaves the machine.
        target("Couriers", ["Cryptography", "HelperProcesses", "POSIX"]),
        target("Webhooks", ["CWebhook"]),
        target("PostgreSQL", ["CPQ"]),

        // The AWS wire: what SDKs say, and the channel to the program that hears it.
        target("WebMessages", ["HelperProcesses", "POSIX"]),

        // The services.
        target("Records", ["Auditing", "Bytes", "Cryptography", "Findings", "Identifiers", "JSON", "POSIX", database]),
        target(
            "Configuring",
            ["AccessPolicies", "Accounts", "Filtering", "Identifiers", "JSON", "POSIX", "Records", "StrictYAML"]
        ),
        target("EventRules", ["Accounts", "Filtering", "JSON", "POSIX", "Records", "Schedules", "ServiceModel"]),
        target("Deliveries", ["EventRules", "POSIX", "Records", "ServiceModel"]),
        target(
            "CourierDeliveries",
            [
                "Couriers", "Cryptography", "Deliveries", "EventRules", "HelperProcesses", "JSON", "POSIX",
                "ServiceModel",
            ]
        ),
        target(
            "EventBus",
            [
                "CourierDeliveries", "Deliveries", "EventRules", "JSON", "POSIX", "Problems", "Records",
                "ServiceModel",
            ]
        ),
        target(
            "ConnectionOperations",
            [
                "CourierDeliveries", "EventBus", "EventRules", "JSON", "POSIX", "Problems", "Records", "ServiceModel",
            ]
        ),
        target(
            "EventOperations",
            [
                "ConnectionOperations", "EventBus", "EventRules", "Filtering", "JSON", "POSIX", "Records",
                "ServiceModel",
            ]
        ),
        target(
            "SecretsManager",
            [
                "Accounts", "Cryptography", "JSON", "POSIX", "Problems", "Records", "Schedules", "ServiceModel",
            ]
        ),
        target(
            "Rotators",
            [
                "Couriers", "Cryptography", "HelperProcesses", "JSON", "POSIX", "SecretsManager", "ServiceModel",
            ]
        ),
        target(
            "IAM",
            ["AccessPolicies", "Accounts", "Cryptography", "JSON", "POSIX", "Records", "ServiceModel"]
        ),
        target(
            "LeakRecognition",
            [
                "Cryptography", "Findings", "ManagedSecrets", "POSIX", "Prefiltering", "Problems", "Records",
                "SecretsManager",
            ]
        ),
        target("AccessKeyRecognition", ["IAM", "LeakRecognition", "POSIX", "SecretsManager"]),
        target(
            "Macie",
            ["Accounts", "Bytes", "Cryptography", "Filtering", "JSON", "POSIX", "Records", "ServiceModel"]
        ),
        target("Queues", ["Accounts", "Bytes", "Cryptography", "JSON", "POSIX", "Records", "ServiceModel"]),

        // From a change in a bucket to what is done about it.
        target("Watching", ["Configuring", "Findings", "POSIX", "Records", "Terminal"]),
        target(
            "Recording",
            [
                "Compression", "Configuring", "FindingDocuments", "Findings", "POSIX", "Records", "Terminal",
                "Watching",
            ]
        ),
        target(
            "Announcing",
            [
                "Configuring", "EventRules", "FindingDocuments", "Findings", "JSON", "Records", "Terminal", "Watching",
            ]
        ),
        target(
            "Discovery",
            [
                "Findings", "ObjectEncryption", "POSIX", "Problems", "Recording", "Records", "Scanning", "Watching",
            ]
        ),
        target("JobWork", ["Findings", "POSIX", "Problems", "Recording", "Records", "Scanning", "Watching"]),
        target(
            "Jobs",
            [
                "JobWork", "JSON", "PathPatterns", "POSIX", "Problems", "Recording", "Records", "ServiceModel",
            ]
        ),
        target(
            "ObjectRewriting",
            [
                "Actions", "Findings", "HelperProcesses", "ObjectEncryption", "POSIX", "Recording", "Records",
                "Watching",
            ]
        ),
        target(
            "ObjectActions",
            [
                "EventRules", "JSON", "ObjectRewriting", "POSIX", "Problems", "Records", "ServiceModel", "Watching",
            ]
        ),

        // What puts it all together.
        target(
            "Service",
            [
                "AccessDecisions", "AccessKeyRecognition", "AccessPolicies", "Accounts", "Actions", "Announcing",
                "Auditing", "AWSWire", "BuiltInIdentifiers", "Bytes", "Classifiers", "Configuring",
                "ConnectionOperations", "Control", "CourierDeliveries", "Couriers", "Cryptography", "Deliveries",
                "Detection", "DetectorPreparation", "Diagnostics", "Discovery", "EventBus", "EventOperations",
                "EventRules", "Extraction", "Filtering", "FindingDocuments", "Findings", "Fingerprints", "Gateway",
                "HelperProcesses", "IAM", "IdentifierChoice", "Identifiers", "IdentifierSources", "Jobs", "JobWork",
                "JSON", "LeakRecognition", "Macie", "Measuring", "ObjectActions", "ObjectEncryption",
                "ObjectRewriting", "ObjectStore", "ObjectWriting", "POSIX", "Prefiltering", "Preparation", "Problems",
                "ProductIdentity", "Queues", "Recording", "Records", "Rotators", "S3Wire", "Scanning", "ScanSetups",
                "SecretsManager", "ServiceModel", "Signatures", "StrictYAML", "Terminal", "TextScanning", "Watching",
                "WebMessages", "WorkerClients",
            ]
        ),

        // The programs.
        program(
            "magpie",
            [
                "AccessPolicies", "Actions", "AllowLists", "Archives", "BuiltInModels", "Bytes", "Classification",
                "Classifiers", "ContentClasses", "Control", "Cryptography", "Detection", "Diagnostics",
                "EncryptedMessages", "FindingDocuments", "Findings", "Fingerprints", "HelperProcesses",
                "IdentifierChoice", "Identifiers", "IdentifierSources", "JSON", "ObjectEncryption", "ObjectReading",
                "PathPatterns", "PDFFiles", "POSIX", "Prefiltering", "Preparation", "ProductIdentity", "Reporting",
                "RulePacks", "Scanning", "ScanSetups", "ServiceModel", "StrictYAML", "Terminal", "TextScanning",
                "Usage", "Validators", "WorkerClients", "Workers", argumentParser,
            ]
        ),
        program(
            "magpie-keys",
            [
                "AccessDecisions", "AccessPolicies", "Accounts", "Auditing", "Bytes", "Control", "Cryptography",
                "CWiping",
                "Gateway",
                "JSON", "KMS",
                "POSIX", "Problems", "RootKeys", "ServiceModel", "Usage", argumentParser,
            ]
        ),
        program("magpie-act", ["Actions", "Control", "Cryptography", "CWiping", "ObjectEncryption", "POSIX"]),
        program(
            "magpie-api",
            [
                "CWiping", "POSIX", "WebMessages", eventLoops, eventLoopTypes, httpConnections, httpServer, httpTypes,
                logging,
            ]
        ),
        program("magpie-courier", ["Couriers", "CWiping", "JSON", "POSIX", "PostgreSQL", "Webhooks"]),
        program(
            "magpied",
            [
                "Accounts", "Configuring", "CWiping", "Diagnostics", "JSON", "POSIX", "ProductIdentity", "Records",
                "Service", "StrictYAML", "Terminal", "Usage", argumentParser,
            ]
        ),

        // What reads pages of metrics strictly.
        .target(name: "MetricsSupport", path: "Tests/MetricsSupport", swiftSettings: strict),
        // Secrets with keys of a test: in the tests' own process, and in one that proofs may kill.
        .target(
            name: "SecretsSupport",
            dependencies: ["Cryptography", "JSON", "POSIX", "SecretsManager", "ServiceModel"],
            path: "Tests/SecretsSupport",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "secrets-harness",
            dependencies: [
                "Control", "Couriers", "JSON", "POSIX", "Records", "Rotators", "SecretsManager", "SecretsSupport",
                "ServiceModel",
            ],
            path: "Tests/SecretsHarness",
            swiftSettings: strict
        ),
        tests("AccessPoliciesTests", ["AccessPolicies", "JSON"]),
        tests(
            "ActionsTests",
            [
                "Actions", "Bytes", "Control", "Cryptography", "EncryptedMessages", "HelperProcesses", "JSON", "magpie",
                "magpie-act", "ObjectEncryption", "POSIX",
            ]
        ),
        tests("ArchitectureTests"),
        tests("AWSWireTests", ["AWSWire", "JSON", "ServiceModel", "Signatures"]),
        tests("ClassificationTests", ["Classification"]),
        tests("AuditingTests", ["Auditing", "Cryptography", "JSON", "POSIX"]),
        tests("BytesTests", ["Bytes"]),
        tests("BuiltInModelsTests", ["BuiltInModels", "Classification"]),
        tests(
            "CommandTests",
            [
                "JSON", "magpie", "magpie-act", "magpie-api", "magpie-courier", "magpie-keys", "magpied",
                "MetricsSupport",
                "secrets-harness", "ServiceModel",
            ],
            exclude: ["Fixtures"]
        ),
        tests("ControlTests", ["Control", "POSIX"]),
        tests("CryptographyTests", ["Cryptography"]),
        tests(
            "DetectionTests",
            [
                "BuiltInIdentifiers", "BuiltInModels", "Bytes", "Detection", "Identifiers", "Patterns", "Prefiltering",
                "Validators", "Vocabulary",
            ]
        ),
        tests("EncryptedMessagesTests", ["Bytes", "Cryptography", "EncryptedMessages"]),
        tests(
            "EventBusTests",
            [
                "AccessPolicies", "ConnectionOperations", "CourierDeliveries", "Couriers", "Deliveries", "EventBus",
                "EventOperations", "EventRules", "HelperProcesses", "JSON", "magpie-courier", "POSIX", "Problems",
                "Records", "Schedules", "ServiceModel", "Webhooks",
            ]
        ),
        tests("ExtractionTests", ["Archives", "Bytes", "Compression", "Extraction", "Findings", "PDFFiles"]),
        tests("FindingsTests", ["Findings", "Identifiers", "POSIX"]),
        tests("FilteringTests", ["Filtering", "JSON"]),
        tests("GatewayTests", ["AccessPolicies", "Auditing", "Gateway", "JSON", "POSIX", "ServiceModel"]),
        tests("HelperProcessesTests", ["HelperProcesses", "POSIX"]),
        tests(
            "IAMTests",
            ["AccessPolicies", "Cryptography", "IAM", "JSON", "POSIX", "Records", "ServiceModel"]
        ),
        tests("JSONTests", ["JSON"]),
        tests(
            "KMSTests",
            [
                "AccessDecisions", "AccessPolicies", "Auditing", "Bytes", "Cryptography", "CustomerKeys", "Gateway",
                "JSON",
                "KeyRecords", "KMS", "POSIX", "Problems", "RootKeys", "ServiceModel",
            ]
        ),
        tests("PathPatternsTests", ["PathPatterns"]),
        tests("LocatingTests", ["Bytes", "Extraction", "Findings", "Locating"]),
        tests(
            "LeakRecognitionTests",
            [
                "AccessKeyRecognition", "BuiltInIdentifiers", "Cryptography", "Detection", "Findings", "IAM", "JSON",
                "LeakRecognition", "ManagedSecrets", "POSIX", "Prefiltering", "Problems", "Records", "SecretsManager",
                "SecretsSupport", "ServiceModel",
            ]
        ),
        tests("MacieTests", ["Filtering", "JSON", "Macie", "POSIX", "Records", "ServiceModel"]),
        tests("ManagedSecretsTests", ["Bytes", "Detection", "Identifiers", "ManagedSecrets", "Prefiltering"]),
        tests("MeasuringTests", ["Measuring", "MetricsSupport"]),
        tests("ObjectEncryptionTests", ["Cryptography", "EncryptedMessages", "ObjectEncryption", "POSIX"]),
        tests(
            "ObjectWritingTests",
            ["Cryptography", "EncryptedMessages", "ObjectEncryption", "ObjectWriting", "POSIX"]
        ),
        tests(
            "ObjectStoreTests",
            ["Cryptography", "JSON", "ObjectEncryption", "ObjectStore", "POSIX", "ServiceModel"]
        ),
        tests("POSIXTests", ["POSIX"]),
        tests("PatternsTests", ["Patterns"]),
        tests("PrefilteringTests", ["Bytes", "Prefiltering", "gram-counter"]),
        tests("ProblemsTests", ["JSON", "POSIX", "Problems"]),
        tests("QueuesTests", ["Cryptography", "JSON", "POSIX", "Queues", "Records", "ServiceModel"]),
        tests("RecordsTests", ["Findings", "Identifiers", "POSIX", "Records", database]),
        tests(
            "ReportingTests",
            [
                "Bytes", "FindingDocuments", "Findings", "Identifiers", "JSON", "POSIX", "Reporting", "Terminal",
            ]
        ),
        tests("RootKeysTests", ["Bytes", "Cryptography", "POSIX", "RootKeys"]),
        tests(
            "ScanningTests",
            [
                "BuiltInIdentifiers", "Bytes", "ContentClasses", "Detection", "Extraction", "Findings", "Fingerprints",
                "DocumentScans", "Identifiers", "ManagedSecrets", "Matching", "ObjectReading", "POSIX", "Prefiltering",
                "Scanning",
                "TextScanning",
            ]
        ),
        tests("S3WireTests", ["JSON", "S3Wire", "ServiceModel"]),
        tests("SchedulesTests", ["POSIX", "Schedules"]),
        tests("ServiceModelTests", ["JSON", "ServiceModel"]),
        tests(
            "SecretsManagerTests",
            [
                "AccessPolicies", "Couriers", "Cryptography", "HelperProcesses", "JSON", "magpie-courier", "POSIX",
                "PostgreSQL", "Problems", "Records", "Rotators", "secrets-harness", "SecretsManager", "SecretsSupport",
                "ServiceModel", database,
            ]
        ),
        tests(
            "ServiceTests",
            [
                "AccessPolicies",
                "Accounts", "Auditing", "BuiltInIdentifiers", "Configuring", "Control", "CourierDeliveries",
                "Cryptography", "Detection", "Discovery", "EventBus", "EventOperations", "EventRules", "Filtering",
                "FindingDocuments", "Findings", "HelperProcesses", "IAM", "Jobs", "JobWork", "JSON", "ObjectActions",
                "ObjectReading", "POSIX", "Problems", "Recording", "Records", "Scanning", "Service", "ServiceModel",
                "StrictYAML", "TextScanning", "Fingerprints", "Watching", database,
            ]
        ),
        tests("SignaturesTests", ["Cryptography", "Signatures"]),
        tests("StrictYAMLTests", ["StrictYAML"]),
        tests("ValidatorsTests", ["Validators"]),
        tests("WatchingTests", ["POSIX", "Watching"]),
        tests("WebMessagesTests", ["HelperProcesses", "POSIX", "WebMessages"]),
        tests(
            "WorkersTests",
            [
                "Detection", "DetectorPreparation", "Diagnostics", "Extraction", "Findings", "HelperProcesses",
                "Fingerprints", "IdentifierChoice", "Identifiers", "magpie", "ManagedSecrets", "ObjectReading", "POSIX",
                "Prefiltering", "Preparation", "Scanning", "ScanSetups", "WorkerClients", "WorkerMessages",
            ]
        ),
    ]
)
