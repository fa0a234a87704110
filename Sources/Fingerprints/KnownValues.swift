import PathPatterns

/// What a user knows of an object that is scanned, and of values in it: on one thread.
package struct KnownValues: ~Copyable {
    private let allowed: AllowedFindings
    private let baseline: Baseline?
    private var baselineCode: Fingerprinter
    /// The object that is scanned.
    private var path: [UInt8] = []
    private var isAllowedPath = false

    /// Begins with what a user knows.
    ///
    /// - Parameters:
    ///   - allowed: Values and objects that are no findings.
    ///   - baseline: Findings that are known and left out, or gathered; `nil` for none.
    /// - Throws: `CryptographyError` when memory runs out.
    package init(allowed: AllowedFindings, _ baseline: Baseline?) throws {
        let code = try Fingerprinter(baseline?.key)
        self.allowed = allowed
        self.baseline = baseline
        baselineCode = code
    }

    /// Whether nothing is known, so that nobody need ask.
    package var isEmpty: Bool { baseline == nil && allowed.isEmpty }

    /// Begins an object.
    package mutating func begin(_ path: [UInt8]) {
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
    package mutating func holds(_ value: Span<UInt8>, _ type: String, line: Int, fingerprint: String?) -> Bool {
        if isAllowedPath { return true }
        if let fingerprint, allowed.fingerprints.contains(fingerprint) { return true }
        guard let baseline, let code = baselineCode.fingerprint(of: value)?.text else { return false }
        return baseline.take(type, code) { "\(String(decoding: path, as: UTF8.self)):\(line)" }
    }

    /// Whether a document that is a finding for what it is is known; its path stands for its value.
    package mutating func holdsDocument(_ type: String, fingerprint: String?) -> Bool {
        let name = path
        return holds(name.span, type, line: 1, fingerprint: fingerprint)
    }

    /// Whether fingerprints of values under the key of the scan are needed.
    package var wantsFingerprints: Bool { !allowed.fingerprints.isEmpty }
    /// Whether lines are needed.
    package var wantsLines: Bool { baseline?.isCollecting == true }
}
