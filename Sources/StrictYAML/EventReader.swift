import CYAML

/// libyaml's parser over one file, one event at a time.
@safe
struct EventReader: ~Copyable {
    /// One step through a file, with the text copied out.
    struct Event {
        enum Kind {
            case documentStart
            /// The end of the document, or of a file without one.
            case end
            case alias(String)
            case scalar(String, isPlain: Bool)
            case listStart
            case mappingStart
            case collectionEnd
        }

        var kind: Kind
        var anchor: String?
        var tag: String?
        var line: Int32
        var column: Int32
    }

    private let file: String
    private let bytes: UnsafeBufferPointer<UInt8>
    private let parser: UnsafeMutablePointer<yaml_parser_t>

    /// Creates a reader of `bytes`, which must stay where they are as long as it lives.
    ///
    /// The corresponding C function is `yaml_parser_initialize`.
    init(_ bytes: UnsafeBufferPointer<UInt8>, file: String) throws(YAMLError) {
        self.file = file
        unsafe self.bytes = unsafe bytes
        unsafe parser = UnsafeMutablePointer.allocate(capacity: 1)
        guard unsafe yaml_parser_initialize(parser) == 1 else {
            throw .syntax("out of memory", at: SourceLocation(file: file, line: 1, column: 1))
        }
        unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        unsafe yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
    }

    deinit {
        unsafe yaml_parser_delete(parser)
        unsafe parser.deallocate()
    }

    /// The next event, without the start of the stream.
    ///
    /// The corresponding C function is `yaml_parser_parse`.
    mutating func next() throws(YAMLError) -> Event {
        var event = unsafe yaml_event_t()
        repeat {
            unsafe yaml_event_delete(&event)
            guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw failure() }
        } while unsafe event.type == YAML_STREAM_START_EVENT
        defer { unsafe yaml_event_delete(&event) }

        var result = Event(
            kind: .end,
            line: Int32(clamping: unsafe event.start_mark.line + 1),
            column: Int32(clamping: unsafe event.start_mark.column + 1)
        )
        switch unsafe event.type {
        case YAML_DOCUMENT_START_EVENT:
            result.kind = .documentStart
        case YAML_ALIAS_EVENT:
            result.kind = unsafe .alias(Self.text(event.data.alias.anchor) ?? "")
        case YAML_SCALAR_EVENT:
            let scalar = unsafe event.data.scalar
            let text = unsafe String(
                decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length),
                as: UTF8.self
            )
            result.kind = unsafe .scalar(text, isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE)
            result.anchor = unsafe Self.text(scalar.anchor)
            result.tag = unsafe Self.text(scalar.tag)
        case YAML_SEQUENCE_START_EVENT:
            result.kind = .listStart
            result.anchor = unsafe Self.text(event.data.sequence_start.anchor)
            result.tag = unsafe Self.text(event.data.sequence_start.tag)
        case YAML_MAPPING_START_EVENT:
            result.kind = .mappingStart
            result.anchor = unsafe Self.text(event.data.mapping_start.anchor)
            result.tag = unsafe Self.text(event.data.mapping_start.tag)
        case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
            result.kind = .collectionEnd
        default:
            break
        }
        return result
    }

    private static func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        guard let pointer = unsafe pointer else { return nil }
        return unsafe String(cString: pointer)
    }

    private func failure() -> YAMLError {
        let state = unsafe parser.pointee
        let problem = unsafe state.problem.map { unsafe String(cString: $0) } ?? "out of memory"
        guard unsafe state.error != YAML_READER_ERROR else {
            let before = unsafe String(decoding: bytes.prefix(state.problem_offset), as: UTF8.self)
            return .syntax(problem, at: SourceLocation(file: file, after: before.unicodeScalars))
        }
        let context = unsafe state.context.map { unsafe " " + String(cString: $0) } ?? ""
        let location = SourceLocation(
            file: file,
            line: unsafe Int(state.problem_mark.line) + 1,
            column: unsafe Int(state.problem_mark.column) + 1
        )
        return .syntax(problem + context, at: location)
    }
}
