/// How completely an object was looked at, and all that was not.
public struct Coverage: Equatable, Sendable {
    /// How completely.
    public enum Verdict: String, Sendable, CaseIterable {
        /// Every byte was looked at by every identifier.
        case complete
        /// Something was looked at, but not everything.
        case partial
        /// Nothing was looked at.
        case skipped
    }

    /// The most gaps that are kept by name; those of a container can be as many as its members.
    public static let mostGaps = 100

    /// How completely.
    public private(set) var verdict: Verdict

    /// What was not looked at: the weightiest first, and those that weigh the same in the order in which they were met.
    ///
    /// At most ``mostGaps``; none when the verdict is ``Verdict/complete``, and one at least otherwise.
    public private(set) var gaps: [Gap]

    /// How many more gaps there are.
    public private(set) var otherGaps: Int

    /// Every byte was looked at by every identifier.
    public static let complete = Coverage(verdict: .complete, gaps: [], otherGaps: 0)

    /// Something was looked at, but not everything.
    public static func partial(_ reason: Gap.Reason) -> Coverage {
        Coverage(verdict: .partial, gaps: [Gap(reason)], otherGaps: 0)
    }

    /// Nothing was looked at.
    public static func skipped(_ reason: Gap.Reason) -> Coverage {
        Coverage(verdict: .skipped, gaps: [Gap(reason)], otherGaps: 0)
    }

    private init(verdict: Verdict, gaps: [Gap], otherGaps: Int) {
        self.verdict = verdict
        self.gaps = gaps
        self.otherGaps = otherGaps
    }

    /// Puts a coverage together that was taken apart, as by a worker that sent it; `nil` for what contradicts itself.
    ///
    /// A complete look has no gaps, any other has one, and none has more than are kept.
    ///
    /// - Parameters:
    ///   - verdict: How completely the object was looked at.
    ///   - gaps: What was not looked at.
    ///   - otherGaps: How many more gaps there are, at least 0.
    public init?(_ verdict: Verdict, _ gaps: [Gap], otherGaps: Int) {
        guard (verdict == .complete) == gaps.isEmpty, gaps.count <= Coverage.mostGaps, otherGaps >= 0,
            otherGaps == 0 || gaps.count == Coverage.mostGaps
        else { return nil }
        self.init(verdict: verdict, gaps: [], otherGaps: otherGaps)
        for gap in gaps { insert(gap) }
    }

    /// The weightiest reason: the one that counts, decides what is done next, and stands where there is room for one only.
    public var reason: Gap.Reason? { gaps.first?.reason }

    /// Notes a part that was not looked at, while others were; the same gap is noted once.
    public mutating func add(_ gap: Gap) {
        if verdict == .complete { verdict = .partial }
        if gaps.contains(gap) { return }
        insert(gap)
        guard gaps.count > Coverage.mostGaps else { return }
        gaps.removeLast()
        otherGaps += 1
    }

    /// Notes that the whole object was not looked at completely.
    public mutating func add(_ reason: Gap.Reason) { add(Gap(reason)) }

    /// Notes that nothing was looked at after all.
    public mutating func skip(_ reason: Gap.Reason) {
        add(reason)
        verdict = .skipped
    }

    /// Gives another reason for what was not looked at for the reason `old`.
    public mutating func replace(_ old: Gap.Reason, with new: Gap.Reason) {
        let former = gaps
        gaps = []
        for var gap in former {
            if gap.reason == old { gap.reason = new }
            insert(gap)
        }
    }

    /// Keeps the order: behind all that weigh as much.
    private mutating func insert(_ gap: Gap) {
        let index = gaps.lastIndex { $0.reason.weight >= gap.reason.weight }
        gaps.insert(gap, at: index.map { $0 + 1 } ?? 0)
    }
}

extension Gap.Reason {
    /// What decides which of several gaps speaks for an object: the highest.
    ///
    /// Why a scan ended early says most, because nobody knows what lay behind; then what failed in what was read; then what
    /// cannot be read at all; and least that it was written to meanwhile, which only matters where nothing else does.
    var weight: Int {
        switch self {
        case .interrupted, .timeLimit, .readLimit, .disappeared, .scannerFailed, .permissionDenied, .tooLarge, .special,
            .symbolicLink, .otherFileSystem, .otherMount, .automount, .binary, .archive, .ownOutput:
            4
        case .readFailed: 3
        case .limitReached, .malformed, .expansionLimit, .ratioLimit, .nestingLimit, .memberLimit, .memoryLimit: 2
        case .unsupportedFormat, .encrypted, .noText: 1
        case .changedWhileRead: 0
        }
    }

    /// How records have called it since the first version; see ``Coverage/mark``.
    fileprivate var mark: String {
        let module = "Scanning.CoverageGap"
        return switch self {
        case .permissionDenied: "\(module).permissionDenied"
        case .disappeared: "\(module).disappeared"
        case .changedWhileRead: "\(module).changedWhileRead"
        case .readFailed(let code): "\(module).readFailed(\(code))"
        case .tooLarge: "\(module).tooLarge"
        case .special(let kind): "\(module).special(\(kind))"
        case .symbolicLink: "\(module).symbolicLink"
        case .otherFileSystem: "\(module).otherFileSystem"
        case .otherMount: "\(module).otherMount"
        case .automount: "\(module).automount"
        case .unsupportedFormat(let type): "\(module).unsupportedFormat(\"\(type)\")"
        case .encrypted: "\(module).encrypted"
        case .binary: "\(module).binary"
        case .archive: "\(module).archive"
        case .limitReached: "\(module).limitReached"
        case .scannerFailed: "\(module).scannerFailed"
        case .timeLimit: "\(module).timeLimit"
        case .readLimit: "\(module).readLimit"
        case .interrupted: "\(module).interrupted"
        case .ownOutput: "\(module).ownOutput"
        case .malformed, .expansionLimit, .ratioLimit, .nestingLimit, .memberLimit, .memoryLimit, .noText:
            "\(module).\(name)"
        }
    }
}

extension Coverage {
    /// What tells it from others in the records, by verdict and weightiest reason.
    ///
    /// These texts are kept with findings: were they others, each finding would count as changed after an update. They are
    /// what Swift printed for the type that coverage once was.
    public var mark: String { reason.map { "\(verdict)(\($0.mark))" } ?? "\(verdict)" }
}

extension Coverage {
    /// Whether nothing was looked at because there is no object: it has gone, or is a link or no regular file.
    public var isNoObject: Bool {
        guard verdict == .skipped else { return false }
        switch reason {
        case .disappeared, .symbolicLink, .special: return true
        default: return false
        }
    }
}
