import Findings

// What stands where programs do not look: behind the end of a container or the beginning of another file, and in what it says besides its
// members.
extension ExtractionRun {
    /// Reads what stands behind the end of a container or document, unless it is padding.
    ///
    /// - Parameters:
    ///   - stream: What stands there.
    ///   - isElsewhere: Whether content of a format is read by somebody else.
    /// - Throws: ``ExtractionFailure`` when reading is to end.
    func readBehind(
        _ stream: any ByteStream,
        unless isElsewhere: (ContentFormat) -> Bool = { _ in false }
    ) throws(ExtractionFailure) {
        while true {
            let piece = try stream.read(upTo: 1 << 16)
            if piece.isEmpty { return }
            try budget.check()
            guard let first = piece.firstIndex(where: { $0 > 32 }) else { continue }
            let content = try Content(PrefixedStream(Array(piece[first...]), stream))
            if isElsewhere(ContentFormat.of(content.head.span)) { return }
            return try inside([]) { run throws(ExtractionFailure) in try run.read(content) }
        }
    }

    /// Reads what is a PDF file as well, behind what it begins with.
    func readBoth(_ content: Content, _ outer: ContentFormat) throws(ExtractionFailure) {
        guard pdfLibrary != nil else {
            note(Gap.Reason.unsupportedFormat("application/pdf"))
            return try read(content, as: outer)
        }
        try withStore(of: content) { content, store throws(ExtractionFailure) in
            try read(content, as: outer)
            try readPDF(behind: store)
        } tooLarge: { content throws(ExtractionFailure) in
            try read(content, as: outer)
        }
    }

    /// Reads what was read as something else before as a PDF file.
    private func readPDF(behind store: any ByteStore) throws(ExtractionFailure) {
        depth += 1
        defer { depth -= 1 }
        guard depth <= budget.limits.depth else { return note(Gap.Reason.nestingLimit) }
        do throws(ExtractionFailure) {
            try readPDF(store)
            name("application/pdf")
        } catch {
            // What only looks like one was read as what it is.
            if error.isFinal && error.reason != .malformed || error.reason == .encrypted { throw error }
        }
    }

    /// Reads the zip file that follows something else, if there is one.
    func readEnd(_ content: Content) throws(ExtractionFailure) {
        guard let store = content.store,
            store.count > ContentFormat.window || Sniffer.openKind(of: content.head.span) == .binary
        else { return }
        let tail = try store.read(at: max(0, store.count - Extractor.endWindow), upTo: Extractor.endWindow)
        guard ZipDirectory.hasEnd(tail.span) else { return }
        try orAsBytes(content, "application/zip") { run throws(ExtractionFailure) in try run.readZip(store) }
    }
}

/// What a container says of its members that a value may stand in: names, and what else belongs to them; each text once.
struct MemberNotes {
    private var lines: [UInt8] = []
    private var known: Set<[UInt8]> = []
    private var isCutShort = false

    /// In bytes.
    private static let most = 8 << 20

    /// Adds the name of a member, if a number or an address may stand in it.
    ///
    /// Names of files are words of their own kind: of people's names in them nobody could say what is meant, and a folder of programs
    /// has thousands that look like passwords. What identifies somebody by itself has digits or an `@`.
    mutating func add(name: [UInt8]) { if MemberNotes.mayIdentify(name) { add(name) } }

    /// Whether a number or an address may stand in a name.
    static func mayIdentify(_ name: [UInt8]) -> Bool {
        name.contains(UInt8(ascii: "@")) || name.count(where: { $0 &- 48 < 10 }) >= 6
    }

    /// Adds something else that is said of a member.
    mutating func add(_ text: [UInt8]) {
        guard text.count >= 4 else { return }
        guard lines.count + text.count < MemberNotes.most else { return isCutShort = true }
        let text = MemberName.readable(text)
        guard known.insert(text).inserted else { return }
        lines += text + [10]
    }

    /// Hands them over.
    func hand(to run: ExtractionRun) {
        run.text(lines, .metadata)
        if isCutShort { run.note(Gap.Reason.memoryLimit) }
    }
}
