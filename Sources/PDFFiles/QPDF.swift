import CQPDF
public import Extraction
import Findings
import Glibc

/// Reads PDF files with libqpdf, which repairs what is damaged.
public struct QPDF: PDFLibrary {
    /// Has no state.
    public init() {}

    public func open(_ bytes: [UInt8]) throws(ExtractionFailure) -> any PDFFile { try OpenPDF(bytes) }
}

/// A file that libqpdf reads.
///
/// The corresponding C type is `qpdf_data`.
@safe
final class OpenPDF: PDFFile {
    private var file: qpdf_data?
    /// The library reads from it for as long as it lives.
    private let bytes: UnsafeMutableBufferPointer<CChar>

    let isDisarmed: Bool

    init(_ original: [UInt8]) throws(ExtractionFailure) {
        var content = original
        isDisarmed = PDFBombs.disarm(&content)
        unsafe bytes = .allocate(capacity: content.count + 1)
        unsafe bytes.initialize(repeating: 0)
        for index in content.indices { unsafe bytes[index] = CChar(bitPattern: content[index]) }
        unsafe file = qpdf_init()
        unsafe qpdf_silence_errors(file)
        unsafe qpdf_set_suppress_warnings(file, 1)
        let status = unsafe qpdf_read_memory(file, "object", bytes.baseAddress, UInt64(content.count), nil)
        guard status & 2 == 0 else {
            let code = unsafe qpdf_get_error_code(file, qpdf_get_error(file))
            throw ExtractionFailure(code == qpdf_e_password ? .encrypted : .malformed)
        }
    }

    deinit {
        forgetErrors()
        unsafe qpdf_cleanup(&file)
        unsafe bytes.deallocate()
    }

    /// Takes note of what went wrong, which the library would print otherwise.
    private func forgetErrors() {
        if unsafe qpdf_has_error(file) != 0 { _ = unsafe qpdf_get_error(file) }
    }

    var pageCount: Int { max(0, Int(unsafe qpdf_get_num_pages(file))) }
    var root: PDFObject { PDFObject(unsafe qpdf_get_root(file)) }
    var trailer: PDFObject { PDFObject(unsafe qpdf_get_trailer(file)) }

    func page(_ index: Int) -> PDFObject { PDFObject(unsafe qpdf_get_page_n(file, index)) }

    func value(_ object: PDFObject) -> PDFValue {
        let handle = object.number
        switch unsafe qpdf_oh_get_type_code(file, handle) {
        case ot_null, ot_uninitialized: return .null
        case ot_integer, ot_real: return .number(unsafe qpdf_oh_get_numeric_value(file, handle))
        case ot_name:
            guard let name = unsafe qpdf_oh_get_name(file, handle) else { return .null }
            return .name(unsafe String(cString: name))
        case ot_string:
            var count = 0
            guard let start = unsafe qpdf_oh_get_binary_string_value(file, handle, &count) else { return .null }
            return .string((0..<count).map { UInt8(bitPattern: unsafe start[$0]) })
        case ot_array: return .array(count: max(0, Int(unsafe qpdf_oh_get_array_n_items(file, handle))))
        case ot_dictionary: return .dictionary
        case ot_stream: return .stream
        default: return .other
        }
    }

    func item(_ array: PDFObject, _ index: Int) -> PDFObject {
        PDFObject(unsafe qpdf_oh_get_array_item(file, array.number, CInt(clamping: index)))
    }

    /// The dictionary itself, or that of a stream.
    private func dictionary(_ object: PDFObject) -> UInt32 {
        unsafe qpdf_oh_get_type_code(file, object.number) == ot_stream
            ? qpdf_oh_get_dict(file, object.number) : object.number
    }

    func entry(_ object: PDFObject, _ key: String) -> PDFObject {
        PDFObject(unsafe qpdf_oh_get_key_if_dict(file, dictionary(object), key))
    }

    func keys(of object: PDFObject) -> [String] {
        let dictionary = dictionary(object)
        guard unsafe qpdf_oh_get_type_code(file, dictionary) == ot_dictionary else { return [] }
        unsafe qpdf_oh_begin_dict_key_iter(file, dictionary)
        var keys: [String] = []
        while unsafe qpdf_oh_dict_more_keys(file) != 0, keys.count < 100_000 {
            guard let key = unsafe qpdf_oh_dict_next_key(file) else { break }
            keys.append(unsafe String(cString: key))
        }
        return keys
    }

    func id(of object: PDFObject) -> Int { Int(unsafe qpdf_oh_get_object_id(file, object.number)) }

    var objectCount: Int {
        guard case .number(let size) = value(entry(trailer, "/Size")), size > 0 else { return 0 }
        return Int(min(size, 1e9))
    }

    func object(_ id: Int) -> PDFObject {
        PDFObject(unsafe qpdf_get_object_by_id(file, CInt(clamping: id), 0))
    }

    func written(_ object: PDFObject) -> [UInt8] {
        guard let text = unsafe qpdf_oh_unparse_resolved(file, dictionary(object)) else { return [] }
        return unsafe Array(UnsafeBufferPointer(start: text, count: strlen(text))).map { UInt8(bitPattern: $0) }
    }

    func unpacked(_ stream: PDFObject, upTo limit: Int) -> PDFFilters.Result? {
        guard let raw = raw(stream) else { return nil }
        let filter = entry(stream, "/Filter")
        let parameters = entry(stream, "/DecodeParms")
        var filters: [PDFFilters.Filter] = []
        switch value(filter) {
        case .null: break
        case .name(let name): filters = [described(name, parameters)]
        case .array(let count):
            for index in 0..<min(count, 100) {
                guard case .name(let name) = value(item(filter, index)) else { return nil }
                filters.append(described(name, value(parameters) == .dictionary ? parameters : item(parameters, index)))
            }
        default: return nil
        }
        return PDFFilters.unpack(raw, filters, upTo: limit)
    }

    private func described(_ name: String, _ parameters: PDFObject) -> PDFFilters.Filter {
        var filter = PDFFilters.Filter(name)
        guard value(parameters) == .dictionary else { return filter }
        func number(_ key: String, _ usual: Int) -> Int {
            if case .number(let number) = value(entry(parameters, key)), abs(number) < 1e9 {
                Int(number)
            } else {
                usual
            }
        }
        filter.predictor = number("/Predictor", 1)
        filter.colors = number("/Colors", 1)
        filter.bits = number("/BitsPerComponent", 8)
        filter.columns = number("/Columns", 1)
        filter.earlyChange = number("/EarlyChange", 1)
        return filter
    }

    /// The bytes of a stream as the file has them, but not encrypted.
    private func raw(_ stream: PDFObject) -> [UInt8]? {
        var start: UnsafeMutablePointer<UInt8>?
        var count = 0
        var isFiltered: QPDF_BOOL = 0
        let status = unsafe qpdf_oh_get_stream_data(file, stream.number, qpdf_dl_none, &isFiltered, &start, &count)
        guard status & 2 == 0, let memory = unsafe start else {
            forgetErrors()
            return nil
        }
        defer { unsafe free(memory) }
        return unsafe Array(UnsafeBufferPointer(start: memory, count: count))
    }
}
