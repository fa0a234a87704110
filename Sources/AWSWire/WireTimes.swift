import JSON
import POSIX
import ServiceModel

/// Times in answers: services say them as ISO 8601, AWS JSON as seconds since 1970.
///
/// Source: https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#timestamp-formats
enum WireTimes {
    /// An answer as JSON, with numbers for times.
    static func written(_ answer: OperationAnswer, _ service: WireService) throws -> [UInt8] {
        let bytes = answer.bytes
        guard hasTime(bytes.span) else { return bytes }
        return numbered(try answer.value(), service.times).bytes
    }

    /// Whether there is anything in a text that looks like a day in quotes: most answers of most calls have none.
    static func hasTime(_ json: Span<UInt8>) -> Bool {
        // "2026-11-30T
        var matched = 0
        for index in json.indices {
            let byte = json[index]
            let fits: Bool =
                switch matched {
                case 0: byte == UInt8(ascii: "\"")
                case 5, 8: byte == UInt8(ascii: "-")
                case 11: byte == UInt8(ascii: "T")
                default: byte &- 48 < 10
                }
            if fits {
                matched += 1
                if matched == 12 { return true }
            } else {
                matched = byte == UInt8(ascii: "\"") ? 1 : 0
            }
        }
        return false
    }

    private static func numbered(_ value: JSONValue, _ names: Set<String>) -> JSONValue {
        switch value {
        case .array(let elements): return .array(elements.map { numbered($0, names) })
        case .object(let members):
            var result = members
            for (name, member) in members {
                if names.contains(name), let text = member.string, let seconds = UTCTime.seconds(text) {
                    result[name] = .number(seconds)
                } else {
                    result[name] = numbered(member, names)
                }
            }
            return .object(result)
        default: return value
        }
    }
}
