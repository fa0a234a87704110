import Foundation
import Testing

/// What packages say of what is linked into their programs.
@Suite struct BillOfMaterialsTests {
    @Test func everyProgramNamesThePackagesThatAreLinkedIntoIt() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL
        let build = Shell.products
        let names = ["magpie", "magpied", "magpie-keys", "magpie-act", "magpie-api", "magpie-courier"]
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            [
                "python3", root.appending(path: "Packaging/sbom.py").path, "--build", build.path, "1.0", "0", "0",
            ] + names.map { build.appending(path: $0).path }
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = try #require(try pipe.fileHandleForReading.readToEnd())
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        let document = try JSONSerialization.jsonObject(with: output) as? [String: Any]
        let packages = try #require(document?["packages"] as? [[String: Any]])
        let relations = try #require(document?["relationships"] as? [[String: String]])
        func linked(_ program: String) -> Set<String> {
            let ids = relations.filter {
                $0["spdxElementId"] == "SPDXRef-File-\(program)" && $0["relationshipType"] == "STATIC_LINK"
            }.compactMap { $0["relatedSpdxElement"] }
            return Set(
                packages.filter { ids.contains($0["SPDXID"] as? String ?? "") }.compactMap { $0["name"] as? String }
            )
        }
        #expect(linked("magpie") == ["swift", "swift-argument-parser"])
        #expect(linked("magpie-keys") == ["swift", "swift-argument-parser", "grdb.swift"])
        #expect(linked("magpie-api").isSuperset(of: ["swift", "hummingbird", "swift-nio"]))
        // What is resolved and not linked is no part of what is installed.
        #expect(linked("magpie-api").isDisjoint(with: ["async-http-client", "swift-crypto", "swift-nio-ssl"]))
        #expect(packages.allSatisfy { $0["licenseDeclared"] as? String != nil })
    }
}
