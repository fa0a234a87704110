import Findings

/// What a user knows of an object that is scanned, and of values in it: on one thread.
struct KnownValues: ~Copyable {
    private let allowed: AllowedFindings
    private let baseline: Baseline?
    private var baselineCode: Fingerprinter
    /// The object that is scanned.
    private var path: [UInt8] = []
    private var isAllowedPath = false

    init(_ options: ScanOptions) throws {
        let code = try Fingerprinter(options.baseline?.key)
        allowed = options.allowed
        baseline = options.baseline
        baselineCode = code
    }

    /// Whether nothing is known, so that nobody need ask.
    var isEmpty: Bool { baseline == nil && allowed.isEmpty }

    /// Begins an object.
    mutating func begin(_ path: [UInt8]) {
        self.path = path
        isAllowedPath = allowed.paths.contains { $0.matchesFile(path) }
    }

    /// Whether a value is no finding, because the list of what is allowed or the baseline has it.
    ///
    /// - Parameters:
    ///   - value: The value as it reads.
    ///   - type: The id of its identifier.
    ///   - line: Where it is; only needed when ``wantsLines`` says so.
    ///   - fingerprint: Its fingerprint under the key of the scan; only needed when ``wantsFingerprints`` says so.
    /// - Returns: Whether it is left out.
    mutating func holds(_ value: Span<UInt8>, _ type: String, line: Int, fingerprint: String?) -> Bool {
        if isAllowedPath { return true }
        if let fingerprint, allowed.fingerprints.contains(fingerprint) { return true }
        guard let baseline, let code = baselineCode.fingerprint(of: value)?.text else { return false }
        return baseline.take(type, code) { "\(String(decoding: path, as: UTF8.self)):\(line)" }
    }

    /// Whether a document that is a finding for what it is is known; its path stands for its value.
    mutating func holdsDocument(_ type: String, fingerprint: String?) -> Bool {
        let name = path
        return holds(name.span, type, line: 1, fingerprint: fingerprint)
    }

    /// Whether fingerprints of values under the key of the scan are needed.
    var wantsFingerprints: Bool { !allowed.fingerprints.isEmpty }
    /// Whether lines are needed.
    var wantsLines: Bool { baseline?.isCollecting == true }
}

/// Values and objects that are no findings, beyond what the detector knows.
public struct AllowedFindings: Sendable, Equatable {
    /// Fingerprints of values under the key of the scan, as reports have them.
    public var fingerprints: Set<String> = []
    /// Objects in which nothing is a finding.
    public var paths: [Glob] = []

    /// Whether values are allowed by fingerprints, which need the key that these were made with.
    public var needsKey: Bool { !fingerprints.isEmpty }

    /// Allows nothing.
    public init() {}

    /// Whether nothing is allowed.
    var isEmpty: Bool { fingerprints.isEmpty && paths.isEmpty }
}
