// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who builds Magpie builds this.
let package = Package(
    name: "magpie-benchmarks",
    dependencies: [.package(name: "magpie", path: "../..")],
    targets: [
        .executableTarget(
            name: "scan-benchmarks",
            dependencies: [
                .product(name: "AccessPolicies", package: "magpie"),
                .product(name: "EventPatterns", package: "magpie"), .product(name: "ScanCore", package: "magpie"),
            ],
            swiftSettings: [.swiftLanguageMode(.v6), .enableExperimentalFeature("Lifetimes")],
            linkerSettings: [.linkedLibrary("m")]
        )
    ]
)
