import Findings

// Messages of Outlook as other mail programs get them: winmail.dat.
extension ExtractionRun {
    /// Reads a message with its attachments.
    func readTNEF(_ bytes: [UInt8]) throws(ExtractionFailure) {
        var reader = TNEFReader(bytes, self)
        try reader.read()
    }
}

/// Reads a message in the Transport Neutral Encapsulation Format.
///
/// Source: Microsoft, [MS-OXTNEF], section 2.1.3.
struct TNEFReader {
    private struct Attachment {
        var title: [UInt8] = []
        var name: [UInt8] = []
        var data: [Range<Int>] = []
        var properties: [MessageProperties.Property] = []
    }

    private let store: MemoryStore
    private let run: ExtractionRun
    private var bytes: [UInt8] { store.bytes }
    private var codePage = 1252
    private var attachment: Attachment?
    private var header: [UInt8] = []
    private var isDamaged = false
    private var members: [(name: String, range: Range<Int>)] = []

    static let signature: [UInt8] = [0x78, 0x9F, 0x3E, 0x22]

    init(_ bytes: [UInt8], _ run: ExtractionRun) { (store, self.run) = (MemoryStore(bytes), run) }

    mutating func read() throws(ExtractionFailure) {
        var index = 6
        while index + 9 <= bytes.count {
            var fields = Fields(bytes, at: index)
            guard let level = fields.uint8(), let id = fields.uint32(), let count = fields.uint32() else { break }
            let start = index + 9
            let end = min(bytes.count, start + count)
            guard level == 1 || level == 2 else {
                isDamaged = true
                break
            }
            try run.budget.countMember()
            if end + 2 > bytes.count || sum(start..<end) != Int(bytes[end]) | Int(bytes[end + 1]) << 8 {
                isDamaged = true
            }
            try read(id, start..<end)
            index = end + 2
        }
        if index < bytes.count { isDamaged = true }
        if header.contains(where: { $0 > 32 }) { run.text(header, .header) }
        try endAttachment()
        for member in members { try run.member(Array(member.name.utf8), StoreStream(store, member.range)) }
        if isDamaged { run.note(Gap.Reason.malformed) }
    }

    private func sum(_ range: Range<Int>) -> Int { range.reduce(0) { ($0 + Int(bytes[$1])) & 0xFFFF } }

    private mutating func read(_ id: Int, _ range: Range<Int>) throws(ExtractionFailure) {
        switch id {
        case 0x0006_9007:
            var fields = Fields(bytes, at: range.lowerBound)
            if range.count >= 4, let page = fields.uint32() { codePage = page }
        case 0x0001_8004: addHeader("Subject", narrow(range))
        case 0x0000_8000: addHeader("From", PrintableRuns.lines(of: Array(bytes[range])))
        case 0x0002_800C: run.text(narrow(range) + [10], .body)
        case 0x0006_9003:
            var list = MessageProperties(bytes, range)
            readMessage(list.next())
        case 0x0006_9004:
            var list = MessageProperties(bytes, range)
            for _ in 0..<list.rowCount() {
                guard let row = list.next() else {
                    isDamaged = true
                    break
                }
                readMessage(row)
            }
        case 0x0006_9002:
            try endAttachment()
            attachment = Attachment()
        case 0x0001_8010:
            let title = narrow(range)
            inAttachment { $0.title = title }
        case 0x0006_800F, 0x0006_8011: inAttachment { $0.data.append(range) }
        case 0x0006_9005:
            var list = MessageProperties(bytes, range)
            let properties = list.next()
            if properties == nil { isDamaged = true }
            inAttachment { $0.properties += properties ?? [] }
        default: break
        }
    }

    private mutating func inAttachment(_ body: (inout Attachment) -> Void) {
        var current = attachment ?? Attachment()
        body(&current)
        attachment = current
    }

    private func narrow(_ range: Range<Int>) -> [UInt8] {
        Charset.utf8(Array(bytes[range].prefix { $0 != 0 }), RTFCodePage.name(codePage))
    }

    private func text(_ property: MessageProperties.Property) -> [UInt8] {
        property.type == 0x1F ? Wide.text(bytes[property.value]).filter { $0 != 0 } : narrow(property.value)
    }

    private mutating func addHeader(_ label: String, _ text: [UInt8]) {
        guard text.contains(where: { $0 > 32 }) else { return }
        header += Array((label.isEmpty ? "" : label + ": ").utf8) + text + [10]
    }

    /// Reads what is known of the message itself.
    private mutating func readMessage(_ properties: [MessageProperties.Property]?) {
        guard let properties else {
            isDamaged = true
            return
        }
        for property in properties {
            switch (property.id, property.type) {
            case (0x1000, 0x1E), (0x1000, 0x1F): run.text(text(property) + [10], .body)
            case (0x1013, _), (0x1009, _): members.append(("body", property.value))
            case (_, 0x1E), (_, 0x1F):
                let label = MessageProperties.labels[property.id] ?? String(decoding: property.name, as: UTF8.self)
                addHeader(label, text(property))
            case (_, 0x0D): members.append(("object", property.value.dropFirst(min(16, property.value.count))))
            default: break
            }
        }
    }

    /// Reads an attachment that is whole.
    private mutating func endAttachment() throws(ExtractionFailure) {
        guard var ended = attachment else { return }
        attachment = nil
        for property in ended.properties {
            switch (property.id, property.type) {
            case (0x3701, 0x0D): ended.data.append(property.value.dropFirst(min(16, property.value.count)))
            case (0x3701, _): if ended.data.isEmpty { ended.data.append(property.value) }
            case (0x3707, _): ended.name = text(property)
            case (0x3704, _), (0x3001, _): if ended.name.isEmpty { ended.name = text(property) }
            default: break
            }
        }
        let name = ended.name.isEmpty ? ended.title : ended.name
        for range in ended.data where !range.isEmpty { try run.member(name, StoreStream(store, range)) }
    }
}
