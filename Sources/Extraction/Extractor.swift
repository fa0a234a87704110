public import Findings

/// Turns what an object holds into text, whatever it is packed in.
///
/// A function of bytes: it opens nothing, keeps nothing, and reads no clock. What it makes of an object is the same on every run.
public struct Extractor: Sendable {
    private let limits: ExtractionLimits
    private let library: (any ArchiveLibrary)?
    private let pdfLibrary: (any PDFLibrary)?

    /// Creates an extractor.
    ///
    /// - Parameters:
    ///   - limits: How much is made of one object.
    ///   - library: Reads archives other than zip; without one they are gaps.
    ///   - pdfLibrary: Reads PDF files; without one they are gaps.
    public init(_ limits: ExtractionLimits, _ library: (any ArchiveLibrary)?, pdf pdfLibrary: (any PDFLibrary)? = nil) {
        self.limits = limits
        self.library = library
        self.pdfLibrary = pdfLibrary
    }

    /// Whether content that begins like this is packed or a document, so that reading it is work for an extractor.
    ///
    /// - Parameter head: The first bytes: 64 KiB of them, or all.
    /// - Returns: Whether it is.
    public static func isWanted(for head: Span<UInt8>) -> Bool {
        switch ContentFormat.of(head) {
        case .polyglot: true
        case .zip, .archive, .compound, .countedMail, .document, .html, .mail, .pdf, .data, .git, .media, .warc: true
        case .locked(let kind): kind.holdsCredentials || kind.type == "application/vnd.rar"
        case .open, .unread: false
        }
    }

    /// Whether bytes that are no text end like a zip file, as programs do that unpack themselves.
    ///
    /// - Parameter tail: The last 64 KiB of them, or all.
    /// - Returns: Whether they do.
    public static func isWanted(forEnd tail: Span<UInt8>) -> Bool { ZipDirectory.hasEnd(tail) }

    /// How many bytes ``isWanted(forEnd:)`` looks at.
    public static let endWindow = 65_557

    /// Reads an object.
    ///
    /// - Parameters:
    ///   - store: Its bytes.
    ///   - sink: Takes its texts and gaps.
    ///   - interruption: Asked every now and then; why reading is to end at once, or `nil`.
    /// - Returns: The MIME type of the object.
    public func extract(
        _ store: any ByteStore,
        to sink: any TextSink,
        _ interruption: @escaping () -> Gap.Reason?
    ) -> String {
        let run = ExtractionRun(Budget(limits, objectOf: store.count, interruption), library, sink)
        run.pdfLibrary = pdfLibrary
        return run.read(store)
    }
}

/// The extraction of one object.
final class ExtractionRun {
    let budget: Budget
    let library: (any ArchiveLibrary)?
    var pdfLibrary: (any PDFLibrary)?
    let sink: any TextSink
    /// What of the PDF file that is read was handed over.
    var pdfKnown = PDFKnown()

    /// Where what is read now lies.
    private(set) var trail = Trail()
    /// In how many containers and packed streams that is.
    var depth = 0
    /// Which of the records of a mailbox is read, from 0.
    var record: Int?
    /// The MIME type of the object, once it is known.
    private var type: String?

    init(_ budget: Budget, _ library: (any ArchiveLibrary)?, _ sink: any TextSink) {
        (self.budget, self.library, self.sink) = (budget, library, sink)
    }

    /// Reads the object.
    func read(_ store: any ByteStore) -> String {
        do throws(ExtractionFailure) {
            try read(Content(store))
        } catch {
            note(error)
        }
        return type ?? "application/octet-stream"
    }

    // MARK: Content

    /// What is read: bytes of which the first are known.
    struct Content {
        let head: [UInt8]
        let stream: any ByteStream
        /// The same bytes in any order, where they can be had so.
        let store: (any ByteStore)?

        init(_ store: any ByteStore) throws(ExtractionFailure) {
            head = try store.read(at: 0, upTo: ContentFormat.window)
            stream = StoreStream(store, 0..<store.count)
            self.store = store
        }

        init(_ stream: any ByteStream) throws(ExtractionFailure) {
            var head: [UInt8] = []
            var rest = stream
            do throws(ExtractionFailure) {
                while head.count < ContentFormat.window {
                    let piece = try stream.read(upTo: ContentFormat.window - head.count)
                    if piece.isEmpty { break }
                    head += piece
                }
            } catch {
                // What came before the damage is read.
                if error.isFinal || head.isEmpty { throw error }
                rest = FailedStream(error)
            }
            self.head = head
            self.stream = PrefixedStream(head, rest)
            store = nil
        }
    }

    /// Reads content as what it is.
    func read(_ content: Content) throws(ExtractionFailure) {
        try read(content, as: ContentFormat.of(content.head.span))
    }

    func read(_ content: Content, as format: ContentFormat) throws(ExtractionFailure) {
        switch format {
        case .polyglot(let outer): try readBoth(content, outer)
        case .open:
            try readOpen(content)
            try readEnd(content)
        case .compound:
            try inStore(content, "application/x-ole-storage") { run, store throws(ExtractionFailure) in
                try run.readCompound(store)
            }
        case .pdf:
            guard pdfLibrary != nil else {
                name("application/pdf")
                note(Gap.Reason.unsupportedFormat("application/pdf"))
                return try readOpen(content, as: "application/pdf")
            }
            try inStore(content, "application/pdf") { run, store throws(ExtractionFailure) in try run.readPDF(store) }
            try readEnd(content)
        case .data(let format):
            try inStore(content, format.type) { run, store throws(ExtractionFailure) in
                try run.readData(format, store)
            }
        case .git(let format):
            // Tables have nothing to say that the objects do not, but their bytes are looked at.
            if format == .table {
                name(format.type)
                return try readOpen(content, as: format.type)
            }
            try inStore(content, format.type) { run, store throws(ExtractionFailure) in
                try run.readGit(format, store)
            }
        case .media(let format):
            try inStore(content, format.type) { run, store throws(ExtractionFailure) in
                try run.readMedia(format, store)
            }
        case .document(let document):
            name(document.mediaType)
            try orAsBytes(content, document.mediaType) { run throws(ExtractionFailure) in
                try run.readDocument(document, content)
            }
            try readEnd(content)
        case .warc:
            name("application/warc")
            try orAsBytes(content, "application/warc") { run throws(ExtractionFailure) in
                try run.readWARC(content.stream)
            }
        case .html:
            name("text/html")
            try readHTML(content)
        case .mail(let isMailbox):
            let type = isMailbox ? "application/mbox" : "message/rfc822"
            name(type)
            try orAsBytes(content, type) { run throws(ExtractionFailure) in
                try run.readMail(content.stream, isMailbox: isMailbox)
            }
        case .countedMail(let start, let count):
            try inStore(content, "message/rfc822") { run, store throws(ExtractionFailure) in
                let end = min(start + count, store.count)
                try run.readMail(StoreStream(store, start..<end), isMailbox: false)
                try run.readBehind(StoreStream(store, end..<store.count))
            }
        case .locked(let kind):
            name(kind.type)
            note(Gap.Reason.encrypted)
            if kind.holdsCredentials { sink.add(CredentialStore(type: kind.type, trail: trail)) }
            try readOpen(content, as: kind.type)
        case .unread(let type):
            name(type)
            note(Gap.Reason.packed(type))
            try readOpen(content, as: type)
            try readEnd(content)
        case .zip:
            try inStore(content, "application/zip") { run, store throws(ExtractionFailure) in try run.readZip(store) }
        case .archive(let format, let type):
            name(type)
            guard library != nil || format == .gzip else {
                note(Gap.Reason.unsupportedFormat(type))
                return try readOpen(content, as: type)
            }
            if format.needsStore {
                try inStore(content, type) { run, store throws(ExtractionFailure) in
                    try run.readArchive(format, .store(store))
                }
            } else {
                let source = content.store.map { ArchiveSource.store($0) } ?? .stream(content.stream)
                try orAsBytes(content, type) { run throws(ExtractionFailure) in try run.readArchive(format, source) }
            }
        }
    }

    func name(_ type: String) { if self.type == nil { self.type = type } }

    /// Reads content whose bytes are needed in any order: in memory, unless they can be had so.
    private func inStore(
        _ content: Content,
        _ type: String,
        _ body: (ExtractionRun, any ByteStore) throws(ExtractionFailure) -> Void
    ) throws(ExtractionFailure) {
        name(type)
        try withStore(of: content) { content, store throws(ExtractionFailure) in
            try orAsBytes(content, type) { run throws(ExtractionFailure) in try body(run, store) }
        } tooLarge: { content throws(ExtractionFailure) in
            try readOpen(content, as: type)
        }
    }

    /// Has the bytes of content in any order: where they lie, or kept in memory meanwhile.
    ///
    /// - Parameters:
    ///   - content: The content.
    ///   - body: Takes the content, and its bytes.
    ///   - tooLarge: Takes content that is too large to be kept, which is a gap, from its start.
    /// - Throws: What reading, or one of the two, throws.
    func withStore(
        of content: Content,
        _ body: (Content, any ByteStore) throws(ExtractionFailure) -> Void,
        tooLarge: (Content) throws(ExtractionFailure) -> Void
    ) throws(ExtractionFailure) {
        if let store = content.store { return try body(content, store) }
        let (bytes, isWhole, failure) = try content.stream.readAllBeforeFailure(upTo: budget.freeMemory)
        if let failure { note(failure) }
        guard isWhole else {
            note(Gap.Reason.memoryLimit)
            return try tooLarge(Content(PrefixedStream(bytes, content.stream)))
        }
        budget.hold(bytes.count)
        defer { budget.release(bytes.count) }
        let store = MemoryStore(bytes)
        try body(Content(store), store)
    }

    /// Reads content, and looks at its bytes where it turns out to be nothing of the kind.
    func orAsBytes(
        _ content: Content,
        _ type: String,
        _ body: (ExtractionRun) throws(ExtractionFailure) -> Void
    ) throws(ExtractionFailure) {
        depth += 1
        defer { depth -= 1 }
        guard depth <= budget.limits.depth else { return note(Gap.Reason.nestingLimit) }
        do throws(ExtractionFailure) {
            try body(self)
        } catch let failure {
            if failure.isFinal, failure.reason != .malformed, failure.reason != .encrypted { throw failure }
            note(failure.reason)
            if failure.reason == .malformed, let store = content.store { try readOpen(Content(store), as: type) }
        }
    }

    // MARK: Members

    /// Reads a member of a container.
    ///
    /// - Parameters:
    ///   - name: What it is called there.
    ///   - stream: Its bytes.
    ///   - packedCount: How many bytes it takes in the container, if that is known.
    ///   - isHTML: Whether it is a web page, however it begins.
    /// - Throws: What ends the reading of the whole object.
    func member(
        _ name: [UInt8],
        _ stream: any ByteStream,
        packedCount: Int? = nil,
        isHTML: Bool = false
    ) throws(ExtractionFailure) {
        try budget.countMember()
        try inside(name) { run throws(ExtractionFailure) in
            let content = try Content(CountedStream(stream, run.budget, packedCount: packedCount))
            if isHTML { try run.readHTML(content) } else { try run.read(content) }
        }
    }

    /// Notes a member that is not read.
    func unread(_ name: [UInt8], _ reason: Gap.Reason) throws(ExtractionFailure) {
        try budget.countMember()
        try inside(name) { run in run.note(reason) }
    }

    /// Does something with the trail leading to a member; what fails there, ends there.
    func inside(
        _ name: [UInt8],
        _ body: (ExtractionRun) throws(ExtractionFailure) -> Void
    ) throws(ExtractionFailure) {
        let outer = trail
        if !name.isEmpty, trail.names.count < Trail.mostSteps { trail.names.append(MemberName.readable(name)) }
        defer { trail = outer }
        do throws(ExtractionFailure) {
            try body(self)
        } catch {
            if error.isFinal { throw error }
            note(error)
        }
    }

    /// Reads all members of an archive, or what a packed stream holds.
    private func readArchive(_ format: ArchiveFormat, _ source: ArchiveSource) throws(ExtractionFailure) {
        if format == .gzip {
            let packed: any ByteStream =
                switch source {
                case .store(let store): StoreStream(store, 0..<store.count)
                case .stream(let stream): stream
                }
            let stream = GzipStream(packed)
            try member([], stream)
            text(stream.notes, .metadata)
            if let rest = stream.rest { try readBehind(rest) }
            return
        }
        guard let library else { throw ExtractionFailure(.unsupportedFormat("application/octet-stream")) }
        // A tar file is read from start to end, so that what its reader passes over is seen.
        var watch: TarWatch?
        var watched = source
        if format == .tar {
            let tar: TarWatch =
                switch source {
                case .store(let store): TarWatch(StoreStream(store, 0..<store.count))
                case .stream(let stream): TarWatch(stream)
                }
            (watch, watched) = (tar, .stream(tar))
        }
        let archive = try library.open(format, watched)
        var failures = 0
        var isFirst = true
        var notes = MemberNotes()
        defer {
            for note in watch?.notes ?? [] { notes.add(note) }
            notes.hand(to: self)
        }
        while true {
            let member: ArchiveMember?
            do throws(ExtractionFailure) {
                member = try archive.next()
            } catch {
                if isFirst || error.isFinal && error.reason != .malformed && error.reason != .encrypted { throw error }
                note(error.reason)
                failures += 1
                // An archive that is read on after a fault may give the same fault for ever.
                if error.isFinal || failures >= 100 { return }
                continue
            }
            guard let member else {
                // What begins like an archive and has nothing in it was cut short, or is something else.
                if isFirst { throw .malformed }
                if format.hasPlainEnd { try readBehind(archive.rest()) }
                if format == .sevenZip, case .store(let store) = source, let end = try SevenZip.end(of: store) {
                    try readBehind(StoreStream(store, end..<store.count))
                }
                return
            }
            isFirst = false
            notes.add(name: member.name)
            for name in member.further { notes.add(name: name) }
            for note in member.notes { notes.add(note) }
            guard member.isFile else {
                try budget.countMember()
                continue
            }
            if member.isEncrypted {
                try unread(member.name, .encrypted)
            } else {
                try self.member(member.name, LibraryStream(archive))
            }
        }
    }

    // MARK: Gaps

    /// Notes that something here was not read.
    func note(_ reason: Gap.Reason) { sink.add(Gap(reason, in: trail)) }

    func note(_ failure: ExtractionFailure) { note(failure.reason) }
}
