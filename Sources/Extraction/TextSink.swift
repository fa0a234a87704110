public import Findings

/// Takes what is found in an object: texts, each in pieces, and what could not be read.
///
/// Calls come in reading order. A match never spans two texts.
public protocol TextSink: AnyObject {
    /// A text begins; the one before has ended.
    func begin(_ origin: TextOrigin)

    /// The next bytes of the text that has begun.
    func append(_ bytes: Span<UInt8>)

    /// What is appended from now on lies there, until another place is said or the text ends.
    func place(_ place: TextPlace)

    /// The next bytes are a cell, of which tables have a million.
    ///
    /// - Parameters:
    ///   - cell: What it shows.
    ///   - row: Its row, from 1.
    ///   - column: Its column, from 1.
    ///   - separator: What stands between it and the cell before, which lies where that one does.
    func append(cell: Span<UInt8>, row: Int, column: Int, behind separator: Span<UInt8>)

    /// The next bytes are a value of a record, of which tables have as many.
    ///
    /// - Parameters:
    ///   - value: What it is.
    ///   - record: The record, from 0.
    ///   - path: The path to it in the record; nearly always that of the value before.
    ///   - separator: What stands between it and the value before, which lies where that one does.
    func append(value: Span<UInt8>, record: Int, path: String, behind separator: Span<UInt8>)

    /// The text has ended.
    func end()

    /// Something was not read, or not completely.
    func add(_ gap: Gap)

    /// There is a store of keys or passwords.
    func add(_ store: CredentialStore)
}

extension TextSink {
    public func append(cell: Span<UInt8>, row: Int, column: Int, behind separator: Span<UInt8>) {
        if separator.count > 0 { append(separator) }
        place(TextPlace(row: row, column: column))
        append(cell)
    }

    public func append(value: Span<UInt8>, record: Int, path: String, behind separator: Span<UInt8>) {
        if separator.count > 0 { append(separator) }
        place(TextPlace(record: record, path))
        append(value)
    }
}

/// A file that is there to hold keys or passwords, and that only a key opens.
public struct CredentialStore: Equatable, Sendable {
    /// Its MIME type, registered or not.
    public var type: String

    /// Through which containers it is reached, itself included; empty for the object itself.
    public var trail: Trail
}

/// Where a text comes from, and how its bytes are to be taken.
public struct TextOrigin: Equatable, Sendable {
    /// Through which containers it is reached.
    public var trail: Trail

    /// Which part of the document it is.
    public var part: Part

    /// How its bytes are to be taken: text is in UTF-8 (which may be broken) or Windows-1252; binary data have printable runs.
    ///
    /// Text of other encodings was decoded, and has its former encoding here.
    public var content: ContentKind

    /// What a spreadsheet calls the sheet that it is.
    public var sheet: String?

    /// Whether it is binary data of nothing but printable bytes and zeroes.
    public var hasZeroes = false

    /// What the columns of the table are called that it is; `nil` for a text that says by itself what it is.
    ///
    /// The text has a line for each row, a tab before each cell, and no header. Each cell says its place.
    public var columns: [[UInt8]]?

    /// Whether what lies in it are values of records, each with its path, and no cells of a table.
    public var isOfRecords = false

    /// Describes a text.
    public init(_ trail: Trail, part: Part = .body, content: ContentKind = .text(.utf8), sheet: String? = nil) {
        (self.trail, self.part, self.content, self.sheet) = (trail, part, content, sheet)
    }

    /// A part of a document, as `magpie extract` calls it.
    public enum Part: String, Hashable, Sendable, CaseIterable {
        case body, header, footer, comment, note, hidden, metadata, deleted, attachment, form, link, runs
    }
}

/// Where in a document a piece of text lies; what does not apply is `nil`.
public struct TextPlace: Hashable, Sendable {
    /// The page or slide, from 1.
    public var page: Int?

    /// The row and the column of a table, from 1.
    public var row: Int?
    public var column: Int?

    /// The record, from 0.
    public var record: Int?

    /// The path to it in a record.
    public var jsonPath: String?

    /// Where it stands in the source, where that is text with marks between.
    public var source: Source?

    /// A place in a source: bytes from 0, lines and characters from 1.
    public struct Source: Hashable, Sendable {
        public var offset: Int
        public var line: Int
        public var column: Int
    }

    /// No place in particular.
    public init() {}

    /// A page.
    public init(page: Int) { self.page = page }

    /// A value in a record.
    public init(record: Int, _ jsonPath: String) { (self.record, self.jsonPath) = (record, jsonPath) }

    /// A cell.
    public init(row: Int, column: Int) { (self.row, self.column) = (row, column) }
}

/// Why something cannot be read on.
public struct ExtractionFailure: Error, Equatable {
    /// What the gap says.
    public var reason: Gap.Reason

    /// Whether nothing more is read of the whole object, as its time or its budget is used up.
    public var isFinal: Bool

    /// Describes a failure.
    public init(_ reason: Gap.Reason, isFinal: Bool = false) { (self.reason, self.isFinal) = (reason, isFinal) }

    /// What is there is not what it says it is, or it is cut short.
    public static let malformed = ExtractionFailure(.malformed)
}
