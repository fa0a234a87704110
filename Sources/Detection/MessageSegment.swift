/// A segment of a message between information systems, whose fields have no names: what they hold is told by their places.
///
/// Sources: HL7 version 2.5.1, chapter 3 (PID, NK1, PV1), 6 (GT1, IN1) and 15 (STF); ASC X12N 837, 834 and 270 (NM1, N3, DMG,
/// REF, PER).
struct MessageSegment: Sendable {
    /// What begins it: at the start of a line, or behind the end of another segment.
    let tag: String
    /// How its fields are parted.
    let signs: Signs
    /// The names of its columns: ``Signs/partsOfField`` for each field, from the first one.
    let columns: [String]

    /// What parts fields and ends segments.
    struct Signs: Sendable, Equatable {
        /// Stands between fields.
        var field: UInt8
        /// Stands between the parts of a field; 0 where fields have none.
        var part: UInt8 = 0
        /// Stands between repetitions of a field; 0 where there are none.
        var again: UInt8 = 0
        /// Ends a segment besides the end of a line; 0 for nothing else.
        var end: UInt8 = 0

        /// How many columns a field has.
        var partsOfField: Int { part == 0 ? 1 : 8 }

        /// A vertical bar and a circumflex, as nearly all messages have it.
        static let hl7 = Signs(field: UInt8(ascii: "|"), part: UInt8(ascii: "^"), again: UInt8(ascii: "~"))
        static let x12 = Signs(field: UInt8(ascii: "*"), end: UInt8(ascii: "~"))
    }

    /// - Parameters:
    ///   - tag: What begins it.
    ///   - signs: What parts its fields.
    ///   - places: The number of a field from 1, or that and the number of a part from 1, and what it holds.
    private init(_ tag: String, _ signs: Signs, _ places: KeyValuePairs<Double, String>) {
        self.tag = tag
        self.signs = signs
        var columns: [String] = []
        for (place, name) in places {
            let field = Int(place)
            let part = max(1, Int(((place - Double(field)) * 10).rounded()))
            let column = (field - 1) * signs.partsOfField + part - 1
            if columns.count <= column { columns += Array(repeating: "", count: column + 1 - columns.count) }
            columns[column] = name
        }
        self.columns = columns
    }

    private static let (surname, given, birth, street) = ("last name", "first name", "date of birth", "street address")
    private static let (phone, secret, mail) = ("tel", "ssn", "e-mail")

    /// All that are known.
    static let all: [MessageSegment] =
        [
            MessageSegment(
                "PID|",
                .hl7,
                [
                    5.1: surname, 5.2: given, 6.1: surname, 7.1: birth, 9.1: surname, 9.2: given, 11.1: street,
                    13.1: phone, 13.4: mail, 14.1: phone, 19.1: secret, 20.1: "driver license",
                ]
            ),
            MessageSegment("NK1|", .hl7, [2.1: surname, 2.2: given, 4.1: street, 5.1: phone, 6.1: phone, 16.1: birth]),
            MessageSegment(
                "GT1|",
                .hl7,
                [3.1: surname, 3.2: given, 5.1: street, 6.1: phone, 7.1: phone, 8.1: birth, 12.1: secret]
            ),
            MessageSegment(
                "IN1|",
                .hl7,
                [
                    16.1: surname, 16.2: given, 18.1: birth, 19.1: street, 36.1: "policy number",
                    49.1: "health insurance number",
                ]
            ),
            MessageSegment(
                "PV1|",
                .hl7,
                [
                    7.2: surname, 7.3: given, 8.2: surname, 8.3: given, 9.2: surname, 9.3: given, 17.2: surname,
                    17.3: given,
                ]
            ),
            MessageSegment("STF|", .hl7, [3.1: surname, 3.2: given, 6.1: birth, 10.1: phone, 11.1: street]),
            MessageSegment("N3*", .x12, [1: street]),
            MessageSegment("DMG*D8*", .x12, [1: birth]),
            MessageSegment("REF*SY*", .x12, [1: secret]),
            MessageSegment("PER*IC*", .x12, [1: "contact name", 3: phone, 5: phone, 7: phone]),
        ]
        + persons.map { code in
            MessageSegment("NM1*\(code)*1*", .x12, [1: surname, 2: given, 7: "member id"])
        }

    /// Codes of entities that may be people, with the sign that they are: insured, patient, dependent, subscriber, providers.
    private static let persons = [
        "IL", "QC", "03", "74", "HK", "QD", "GD", "S1", "QE", "Y2", "M8", "82", "DN", "P3", "77", "72", "71", "DK",
        "85",
        "1P", "87", "DQ",
    ]

    /// Whether a text begins with a message, or with one of its segments: then it is no table.
    static func begins(_ bytes: Span<UInt8>) -> Bool {
        var start = 0
        // What MLLP and byte order marks put before it.
        while start < min(bytes.count, 4), bytes[start] == 11 || bytes[start] >= 0xBB { start += 1 }
        return (["MSH|", "FHS|", "BHS|", "ISA*"] + all.lazy.map(\.tag)).contains { tag in
            tag.utf8.count <= bytes.count - start
                && zip(tag.utf8, start..<bytes.count).allSatisfy { $0 == bytes[$1] }
        }
    }

    /// Whether a tag at `start` begins a segment: a line, or behind the end of one.
    func begins(at start: Int, in bytes: Span<UInt8>, isAtStart: Bool) -> Bool {
        guard start > 0 else { return isAtStart }
        let byte = bytes[start - 1]
        return byte == 10 || byte == 13 || byte == 11 || signs.end != 0 && byte == signs.end
    }
}
