import Foundation
import JSON

/// The service models of botocore, where Python has them.
///
/// They are read where they are installed, and never copied.
enum Botocore {
    /// Whether it can be asked.
    static let isInstalled = (try? run("import botocore.loaders")) != nil

    private struct Failure: Error {}

    /// The model of a service, without its documentation.
    static func model(_ service: String) throws -> JSONValue {
        let text = try run(
            """
            import botocore.loaders, json, sys
            def bare(value):
                if isinstance(value, dict): return {k: bare(v) for k, v in value.items() if k != 'documentation' or not isinstance(v, str)}
                if isinstance(value, list): return [bare(v) for v in value]
                return value
            model = botocore.loaders.Loader().load_service_model(sys.argv[1], 'service-2')
            json.dump({k: bare(model[k]) for k in ('operations', 'shapes')}, sys.stdout)
            """,
            service
        )
        return try JSONValue(parsing: text)
    }

    private static func run(_ script: String, _ arguments: String...) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", script] + arguments
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure() }
        return Array(bytes)
    }
}
