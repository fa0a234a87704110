import Bytes
import Detection
import Identifiers
import ManagedSecrets
import Prefiltering

/// What a thread needs to scan texts, kept from one to the next.
struct ScanTools: ~Copyable {
    var scanner: Scanner
    var fingerprinter: Fingerprinter
    /// What is known of what is found.
    var known: KnownValues

    /// What is looked at of a text as it reads, and a step before it.
    var plain = PlainText()
    var unquoted = PlainText()
    private let managedSecret: ManagedSecretIdentifier.Place?
    private var leaks: LeakMatcher?

    init(_ options: ScanOptions) throws {
        let scanner = try Scanner(options.detector, allowing: options.allowList)
        let fingerprinter = try Fingerprinter(options.details.fingerprintKey)
        let known = try KnownValues(options)
        self.known = known
        self.scanner = scanner
        self.fingerprinter = fingerprinter
        managedSecret = ManagedSecretIdentifier.place(in: options.detector)
    }

    /// Recognises the secrets of another table from the next text on; `nil` for none.
    ///
    /// - Returns: Whether it can: the options must look for managed secrets.
    /// - Throws: `CryptographyError` when memory runs out.
    mutating func recognise(_ table: LeakTable?) throws -> Bool {
        guard table == nil || managedSecret != nil else { return false }
        let matcher = try table.map { try LeakMatcher($0, for: scanner.detector.prefilter) }
        leaks = matcher
        scanner.wantedWindows = matcher?.filter
        return true
    }

    /// Whether something in a name or a path is a match that is more than a guess.
    ///
    /// What was scanned last is forgotten by it.
    mutating func isSensitive(_ name: String) -> Bool {
        var text = TextBuffer(capacity: name.utf8.count)
        text.append(contentsOf: Array(name.utf8).span)
        return scanner.scan(text, owning: 0..<text.count).matches.contains { $0.evidence.confidence > .low }
    }

    /// The managed secrets that begin in `owned`, in the text that was scanned last, with the matches that they are.
    func leaks(in text: borrowing TextBuffer, owning owned: Range<Int>) -> [(leak: Leak, match: Match)] {
        guard let leaks, let managedSecret else { return [] }
        let windows = scanner.windows
        if windows.isEmpty { return [] }
        return leaks.leaks(at: windows, in: text.bytes, owning: owned).map { leak in
            (leak, .managedSecret(at: leak.range, identifier: managedSecret.identifier, variant: managedSecret.variant))
        }
    }
}
