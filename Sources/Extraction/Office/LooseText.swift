import Findings

/// Text of an OpenDocument file that stands in no paragraph.
struct LooseText {
    /// The element that has begun last, and how properties of the user's own are called.
    private var element = ""
    private var label = ""
    /// Whether properties of the document are read.
    private(set) var isMetadata = false

    /// Elements of which programs make what is in them.
    private static let formal: Set<String> = ["config-item", "date", "creation-date", "date-string", "binary-data"]

    /// Notes that an element begins.
    mutating func begin(_ xml: XMLReader) {
        element = xml.name
        switch element {
        case "meta": isMetadata = true
        case "user-defined": label = xml.attributeText("name") ?? ""
        default: label = ""
        }
    }

    /// Notes that an element ends.
    mutating func end(_ name: String) {
        if name == "meta" { isMetadata = false }
        (element, label) = ("", "")
    }

    /// Whether text that stands here belongs to no paragraph, though one may be open around it.
    var isAside: Bool { element == "creator" || element == "date" || element.hasSuffix("initials") }

    /// Text as a line of its part; `nil` for blanks, and for what programs make.
    func text(_ text: [UInt8]) -> (TextOrigin.Part, [UInt8])? {
        guard text.contains(where: { $0 > 32 }), !LooseText.formal.contains(element) else { return nil }
        if isMetadata {
            let name = label.isEmpty ? element : label
            return (.metadata, Array((name.isEmpty ? "" : name + ": ").utf8) + text + [10])
        }
        if element == "creator" || element.hasSuffix("initials") { return (.metadata, text + [10]) }
        return text.count >= 4 ? (.hidden, text + [10]) : nil
    }
}

/// Files that a document of XML holds in base64, kept until the text around them has ended.
struct XMLObjects {
    private var objects: [(name: [UInt8], bytes: [UInt8])] = []
    private var held = 0

    /// Reads the content of the element that has just begun.
    mutating func read(_ xml: XMLReader, named name: [UInt8], _ run: ExtractionRun) throws(ExtractionFailure) {
        let limit = run.budget.freeMemory / 4
        let letters = try xml.content(upTo: limit)
        if letters.count >= limit { run.note(Gap.Reason.memoryLimit) }
        let bytes = BodyDecoder.decoded(letters, .base64)
        guard !bytes.isEmpty else { return }
        try run.budget.check()
        run.budget.hold(bytes.count)
        held += bytes.count
        objects.append((name, bytes))
    }

    /// Reads all of them as members of the document.
    mutating func hand(to run: ExtractionRun) throws(ExtractionFailure) {
        let kept = objects
        objects = []
        defer {
            run.budget.release(held)
            held = 0
        }
        for object in kept {
            try run.member(object.name, StoreStream(MemoryStore(object.bytes), 0..<object.bytes.count))
        }
    }
}
