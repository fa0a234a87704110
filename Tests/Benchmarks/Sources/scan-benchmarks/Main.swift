/// Measures parts of the scan core, of the event bus and of the evaluator of policies. Run in a release build, with nothing else going on:
///
///     swift run -c release --package-path Tests/Benchmarks scan-benchmarks micro
///     swift run -c release --package-path Tests/Benchmarks scan-benchmarks attack [ID ...]
///     swift run -c release --package-path Tests/Benchmarks scan-benchmarks events
///     swift run -c release --package-path Tests/Benchmarks scan-benchmarks policies
///     swift run -c release --package-path Tests/Benchmarks scan-benchmarks leaks PATH ...
@main
struct Main {
    static func main() throws {
        switch CommandLine.arguments.dropFirst().first {
        case "micro": try MicroBenchmarks.run()
        case "attack": try AttackBenchmark.run(only: Set(CommandLine.arguments.dropFirst(2)))
        case "events": try EventBenchmark.run()
        case "policies": try PolicyBenchmark.run()
        case "leaks": try LeakBenchmark.run(Array(CommandLine.arguments.dropFirst(2)))
        default: print("usage: scan-benchmarks micro | attack [ID ...] | events | policies | leaks PATH ...")
        }
    }

    /// The least time that `body` takes in `rounds` tries, in seconds.
    static func time(rounds: Int, _ body: () throws -> Void) rethrows -> Double {
        var least = Double.infinity
        for _ in 0..<rounds {
            let duration = try ContinuousClock().measure(body)
            let parts = duration.components
            least = min(least, Double(parts.seconds) + Double(parts.attoseconds) * 1e-18)
        }
        return least
    }
}
