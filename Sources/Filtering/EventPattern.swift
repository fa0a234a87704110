import JSON

/// A pattern for events, in the language of Amazon EventBridge.
///
/// A pattern is an object like the events that it is to match; each leaf is an array of alternatives, of which one must
/// hold, and all leaves must hold. Fields below one array of an event must match in the same element.
///
/// Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
public struct EventPattern: Sendable, Equatable {
    /// What a value is compared with.
    enum Alternative: Sendable, Hashable {
        case string(String)
        case number(Double)
        /// A number that is compared as it is written, because no `Double` holds all of it.
        case digits(String)
        case boolean(Bool)
        case null
        case ignoringCase(CaselessText)
        case prefix(String)
        case suffix(String)
        case prefixIgnoringCase(CaselessText)
        case suffixIgnoringCase(CaselessText)
        case wildcard(Wildcard)
        case range(NumericRange)
        case addresses(AddressBlock)
        case exists
        case absent
        /// None of these; the field must be there.
        case anythingBut([Alternative])
    }

    /// A field and what it may be.
    struct Condition: Sendable, Hashable {
        /// Names of members, dots in names being taken apart.
        var path: [String]
        var alternatives: [Alternative]
    }

    /// The pattern is met when all conditions of one of these are.
    let branches: [[Condition]]

    /// The longest pattern, in code units of UTF-16.
    public static let longest = 4096

    /// The most branches that `$or` may make.
    static let mostBranches = 1000

    /// The greatest sum of the complexities of the wildcards in a pattern.
    static let greatestComplexity = 100

    /// In how many places of one wildcard a text may be at once.
    ///
    /// EventBridge refuses `*:*:*:*:*:event-bus/*`, for which there are 11.
    static let mostPlaces = 10

    /// Reads a pattern.
    ///
    /// - Throws: ``EventPatternError`` in EventBridge's words.
    public init(_ text: String) throws(EventPatternError) {
        guard text.utf16.count <= EventPattern.longest else { throw EventPatternError("Event pattern is too long") }
        let bytes = Array(text.utf8)
        let json: JSONValue
        do throws(JSONError) {
            json = try JSONValue(parsing: bytes)
        } catch {
            throw EventPatternError(error, in: bytes)
        }
        do throws(EventPatternError) {
            guard case .object(let members) = json else { throw EventPatternError("Filter is not an object") }
            branches = try EventPatternReader(text: bytes).branches(of: members)
            guard isSimpleEnough else {
                throw EventPatternError(
                    "Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences "
                        + "after a wildcard character",
                    hasPlace: false
                )
            }
        } catch {
            throw error.found(atByte: JSONText.value(at: error.path, in: bytes)?.startIndex ?? 0, of: bytes)
        }
    }

    /// Whether each wildcard, and all together, those that branches share being counted once, are simple enough.
    private var isSimpleEnough: Bool {
        var wildcards: Set<Wildcard> = []
        for condition in Set(branches.joined()) { condition.alternatives.forEach { $0.collect(&wildcards) } }
        return wildcards.reduce(0) { $0 + $1.complexity } <= EventPattern.greatestComplexity
            && wildcards.allSatisfy { $0.places(atMost: EventPattern.mostPlaces) <= EventPattern.mostPlaces }
    }
}

extension EventPattern.Alternative {
    fileprivate func collect(_ wildcards: inout Set<Wildcard>) {
        switch self {
        case .wildcard(let wildcard): wildcards.insert(wildcard)
        case .anythingBut(let excluded): excluded.forEach { $0.collect(&wildcards) }
        default: break
        }
    }
}

/// An interval of numbers.
struct NumericRange: Sendable, Hashable {
    var lower = -Double.infinity
    var includesLower = true
    var upper = Double.infinity
    var includesUpper = true

    func contains(_ number: Double) -> Bool {
        (includesLower ? number >= lower : number > lower) && (includesUpper ? number <= upper : number < upper)
    }
}

/// A block of addresses of the Internet protocol, version 4 or 6.
struct AddressBlock: Sendable, Hashable {
    /// 4 or 16 bytes, those behind the length being zero.
    var address: [UInt8]
    /// In bits.
    var length: Int

    /// The block with the first `length` bits of `address`.
    init(_ address: [UInt8], length: Int) {
        self.length = length
        self.address = address.enumerated().map { index, byte in
            let bits = min(8, max(0, length - index * 8))
            return bits == 8 ? byte : byte & ~(0xFF >> UInt8(bits))
        }
    }
}
