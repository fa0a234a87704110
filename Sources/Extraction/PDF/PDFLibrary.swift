/// A library that reads the objects of PDF files, which only processes have that hold nothing else.
public protocol PDFLibrary: Sendable {
    /// Opens a file.
    ///
    /// - Parameter bytes: All of it.
    /// - Returns: The file.
    /// - Throws: ``ExtractionFailure`` when it is no such file, or needs a password.
    func open(_ bytes: [UInt8]) throws(ExtractionFailure) -> any PDFFile
}

/// An object of a PDF file, by a number that its file knows it by.
public struct PDFObject: Sendable {
    /// The number.
    public var number: UInt32

    /// The object with a number.
    public init(_ number: UInt32) { self.number = number }
}

/// What an object is.
public enum PDFValue: Equatable, Sendable {
    case null
    case number(Double)
    case name(String)
    case string([UInt8])
    case array(count: Int)
    case dictionary
    case stream
    case other
}

/// A PDF file.
///
/// Source: ISO 32000-1. Asking an object for what it has not gives a null object.
public protocol PDFFile: AnyObject {
    var pageCount: Int { get }
    var root: PDFObject { get }
    var trailer: PDFObject { get }

    /// A page, from 0.
    func page(_ index: Int) -> PDFObject

    func value(_ object: PDFObject) -> PDFValue
    func item(_ array: PDFObject, _ index: Int) -> PDFObject
    func entry(_ dictionary: PDFObject, _ key: String) -> PDFObject
    func keys(of dictionary: PDFObject) -> [String]

    /// What tells an indirect object from others; 0 for a direct one.
    func id(of object: PDFObject) -> Int

    /// The highest number of an object, at most.
    var objectCount: Int { get }

    /// The object with a number; null where there is none.
    func object(_ id: Int) -> PDFObject

    /// An object as files have it written, with what lies in it but what it refers to; of a stream only the dictionary.
    func written(_ object: PDFObject) -> [UInt8]

    /// The bytes of a stream, unpacked, up to `limit` of them; `nil` where nobody unpacks them.
    func unpacked(_ stream: PDFObject, upTo limit: Int) -> PDFFilters.Result?

    /// Whether streams that grow too far were left packed.
    var isDisarmed: Bool { get }
}

extension PDFFile {
    /// The same without a word on whether that is all.
    func data(of stream: PDFObject, upTo limit: Int) -> [UInt8]? { unpacked(stream, upTo: limit)?.bytes }
}
