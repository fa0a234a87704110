import Bytes
package import Detection
package import Fingerprints
import Identifiers
import ManagedSecrets
import Prefiltering

/// What a thread needs to scan texts, kept from one to the next.
package struct ScanTools: ~Copyable {
    var scanner: Scanner
    package var fingerprinter: Fingerprinter
    /// What is known of what is found.
    package var known: KnownValues

    /// What is looked at of a text as it reads, and a step before it.
    var plain = PlainText()
    var unquoted = PlainText()
    private let managedSecret: ManagedSecretIdentifier.Place?
    private var leaks: LeakMatcher?
    /// Tables that were said to be some, by the names of their columns.
    private var tables: [[[UInt8]]: TableLayout] = [:]
    /// How many tables are remembered.
    private static let mostTables = 64

    /// Makes the tools of a thread.
    ///
    /// - Parameters:
    ///   - detector: What is looked for.
    ///   - allowList: Values that are no findings.
    ///   - key: Under which values are fingerprinted; `nil` for none.
    ///   - known: What a user knows of what is found.
    /// - Throws: `PatternError` or `CryptographyError` when memory runs out.
    package init(
        _ detector: Detector,
        allowing allowList: AllowList,
        under key: FingerprintKey?,
        _ known: consuming KnownValues
    ) throws {
        let scanner = try Scanner(detector, allowing: allowList)
        let fingerprinter = try Fingerprinter(key)
        self.known = known
        self.scanner = scanner
        self.fingerprinter = fingerprinter
        managedSecret = ManagedSecretIdentifier.place(in: detector)
    }

    /// Recognises the managed secrets of another table from the next text on, as whoever knows them has written it.
    ///
    /// - Returns: Whether it can: managed secrets must be looked for.
    /// - Throws: `LeakTable.Malformed` when the bytes are no table; `CryptographyError` when memory runs out.
    package mutating func recognise(writtenTable bytes: [UInt8]) throws -> Bool {
        let table = try LeakTable(bytes)
        guard managedSecret != nil else { return false }
        let matcher = try LeakMatcher(table, for: scanner.detector.prefilter)
        leaks = matcher
        scanner.wantedWindows = matcher.filter
        return true
    }

    /// Begins an object.
    package mutating func begin(_ path: [UInt8]) { known.begin(path) }

    /// The keyed digest that reports have of content; see ``Fingerprinter/contentDigest(_:)``.
    package func contentDigest(_ digest: [UInt8]) -> String? { fingerprinter.contentDigest(digest) }

    /// The table with columns of these names; one table often comes as several texts, one behind the other.
    package mutating func table(named columns: [[UInt8]]) -> TableLayout {
        if let known = tables[columns] { return known }
        let layout = scanner.table(named: columns)
        if tables.count >= ScanTools.mostTables { tables.removeAll() }
        tables[columns] = layout
        return layout
    }

    /// Whether something in a name or a path is a match that is more than a guess.
    ///
    /// What was scanned last is forgotten by it.
    package mutating func isSensitive(_ name: String) -> Bool { !sensitive(in: Array(name.utf8)).isEmpty }

    /// A name of something in an object as it may be shown: with stars for what in it is sensitive.
    ///
    /// What was scanned last is forgotten by it.
    package mutating func shown(_ name: [UInt8]) -> [UInt8] {
        var shown = name
        for match in sensitive(in: name) {
            for index in match.valueStart..<match.valueEnd { shown[index] = UInt8(ascii: "*") }
        }
        return shown
    }

    private mutating func sensitive(in name: [UInt8]) -> [Match] {
        var text = TextBuffer(capacity: name.count)
        text.append(contentsOf: name.span)
        return scanner.scan(text, owning: 0..<text.count).matches.filter { $0.evidence.confidence > .low }
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
