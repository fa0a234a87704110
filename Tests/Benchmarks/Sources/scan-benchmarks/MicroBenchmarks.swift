import Bytes
import BuiltInIdentifiers
import Detection
import Identifiers
import Patterns
import Prefiltering
import Validators

/// Measures the pass over every byte, a confirmation and the validators.
enum MicroBenchmarks {
    static func run() throws {
        let identifiers = BuiltInIdentifiers.load()
        try prefilter(identifiers)
        try patterns()
        validators()
        try startUp()
    }

    /// The pass and the whole detection over text of several kinds, in MB/s.
    private static func prefilter(_ identifiers: [ManagedDataIdentifier]) throws {
        let texts: [(String, String)] = [
            (
                "source code",
                "    for (i = 0; i < count; i++) { struct node *next = list[i].next; if (next) release(next); }\n"
            ),
            (
                "prose",
                "The quick brown fox jumps over the lazy dog, and nobody who saw it would ever forget the day.\n"
            ),
            ("numbers", "2024-03-17,18.25,991203,0.5521,77120,3.1415,20551,9.99,112233,4481\n"),
        ]
        for kernel in [Prefilter.Kernel.fastest, .portable] {
            let detector = Detector(identifiers, kernel: kernel)
            let prefilter = Prefilter(detector.words, kernel: kernel)
            var marks = ScanMarks()
            var scanner = try Scanner(detector, allowing: AllowList())
            for (name, line) in texts {
                var buffer = TextBuffer(capacity: 1 << 20)
                while buffer.count < 1_000_000 { buffer.append(contentsOf: Array(line.utf8).span) }
                let pass = Main.time(rounds: 20) { prefilter.scan(buffer, into: &marks) }
                let whole = Main.time(rounds: 20) { _ = scanner.scan(buffer, owning: 0..<buffer.count) }
                report("\(kernel) kernel, \(name): pass", 1 / pass, "MB/s")
                report("\(kernel) kernel, \(name): detection", 1 / whole, "MB/s")
            }
        }
    }

    /// One anchored attempt that fails and one that succeeds, in nanoseconds.
    private static func patterns() throws {
        let pattern = try Pattern("AKIA[A-Z2-7]{16}(?![A-Z2-7])", anchoring: .atOffset)
        var matcher = try Matcher()
        for (name, text) in [("matches", "AKIAQ2W3E4R5T6Y7U2I3 "), ("fails at once", "AKIB")] {
            let bytes = Array(text.utf8)
            let seconds = Main.time(rounds: 10) {
                for _ in 0..<100_000 { _ = matcher.match(pattern, in: bytes.span, from: 0, to: bytes.count) }
            }
            report("pattern that \(name)", seconds / 100_000 * 1e9, "ns")
        }
    }

    /// Validators that run on every candidate of a table full of digits, in nanoseconds.
    private static func validators() {
        let cases: [(Validator, String)] = [
            (.luhn, "4242424242424242"), (.paymentCard, "4242 4242 4242 4242"), (.usSSN, "536-22-8726"),
            (.iban, "DE89370400440532013000"), (.emailAddress, "first.last@mail.example.org"), (.date, "2024-03-17"),
        ]
        for (validator, text) in cases {
            let bytes = Array(text.utf8)
            let seconds = Main.time(rounds: 10) {
                for _ in 0..<100_000 { _ = validator.accepts(bytes.span) }
            }
            report("validator \(validator.rawValue)", seconds / 100_000 * 1e9, "ns")
        }
    }

    /// What every run pays before it looks at a byte, in milliseconds.
    private static func startUp() throws {
        report("unpacking the rules", Main.time(rounds: 10) { _ = BuiltInIdentifiers.load() } * 1e3, "ms")
        let identifiers = BuiltInIdentifiers.load()
        report(
            "preparing \(identifiers.count) identifiers",
            Main.time(rounds: 10) { _ = Detector(identifiers) } * 1e3,
            "ms"
        )
    }

    private static func report(_ name: String, _ value: Double, _ unit: String) {
        let rounded = value < 100 ? (value * 100).rounded() / 100 : value.rounded()
        print("\(name): \(rounded) \(unit)")
    }
}
