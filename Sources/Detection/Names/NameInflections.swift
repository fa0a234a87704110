import Classification

/// Names as cases, gender and number change them: `Agatą Wiśniewską`, `Zbigniewa Pawlaka`, `Aino Korhosen`, `Ивана Петрова`.
///
/// An ending alone says little. Two words in a row are a name when both lead back to names that are known, a given name and a
/// surname that are no everyday words, and both endings are those of one case.
enum NameInflections {
    /// Which forms an ending belongs to.
    struct Cases: OptionSet {
        var rawValue: UInt16

        static let masculineGenitive = Cases(rawValue: 1)
        static let masculineDative = Cases(rawValue: 2)
        static let masculineInstrumental = Cases(rawValue: 4)
        static let feminineGenitive = Cases(rawValue: 8)
        static let feminineAccusative = Cases(rawValue: 16)
        static let feminineNominative = Cases(rawValue: 32)
        static let finnishGenitive = Cases(rawValue: 64)
        static let finnishAllative = Cases(rawValue: 128)
        static let vocative = Cases(rawValue: 256)
    }

    /// An ending, what stands in its place in the name, and the forms that it belongs to.
    struct Ending {
        var written: [UInt8]
        var base: [UInt8]
        var cases: Cases

        init(_ written: String, _ base: String, _ cases: Cases) {
            (self.written, self.base, self.cases) = (Array(written.utf8), Array(base.utf8), cases)
        }
    }

    /// A word as what it leads back to.
    struct Reading {
        var kinds: PersonNames.Kinds
        var cases: Cases
        /// Whether the word is the name itself.
        var isPlain: Bool
    }

    /// The shortest name that is looked for behind an ending, in bytes.
    private static let leastStem = 3

    /// Whether two words, neither of them with a hyphen, are a given name and a surname in one case.
    ///
    /// - Parameters:
    ///   - given: The first word.
    ///   - surname: The second one.
    ///   - isAddressed: Whether a form of address stands before them.
    ///   - names: The names that are known.
    /// - Returns: `false` also for two words that are names as they stand.
    /// - Complexity: Up to a microsecond, and some nanoseconds for words without such endings.
    static func areOneName(
        _ given: Span<UInt8>,
        _ surname: Span<UInt8>,
        isAddressed: Bool,
        in names: PersonNames
    ) -> Bool {
        for last in readings(of: surname, surnames, kind: .surname, in: names) where !last.isPlain || isAddressed {
            for first in readings(of: given, givenNames, kind: .given, in: names) {
                guard !first.isPlain || !last.isPlain else { continue }
                let common = first.cases.intersection(last.cases)
                // Many words end in `o`; whom one speaks to, one addresses.
                if !common.isEmpty, common != .vocative || isAddressed { return true }
            }
        }
        return false
    }

    /// Whether a word is a surname with the `s` of a German genitive, as in `Frau Vogts Brief`.
    static func isGermanGenitive(_ word: Span<UInt8>, in names: PersonNames) -> Bool {
        guard word.count > leastStem + 1, word[word.count - 1] == UInt8(ascii: "s") else { return false }
        let kinds = names.kinds(of: word.extracting(first: word.count - 1))
        return kinds.contains(.surname) && !kinds.contains(.everyday)
    }

    /// What a word may lead back to, without everyday words.
    private static func readings(
        of word: Span<UInt8>,
        _ endings: [Ending],
        kind: PersonNames.Kinds,
        in names: PersonNames
    ) -> [Reading] {
        var found: [Reading] = []
        func note(_ kinds: PersonNames.Kinds, _ cases: Cases, isPlain: Bool = false) {
            guard kinds.contains(kind), !kinds.contains(.everyday) else { return }
            found.append(Reading(kinds: kinds, cases: cases, isPlain: isPlain))
        }
        note(names.kinds(of: word), .feminineNominative, isPlain: true)
        for ending in endings where ends(word, with: ending.written) {
            let stem = word.count - ending.written.count
            guard stem >= leastStem else { continue }
            var base: [UInt8] = []
            base.reserveCapacity(word.count)
            for index in 0..<stem { base.append(word[index]) }
            base += ending.base
            note(names.kinds(of: base.span), ending.cases)
        }
        return found
    }

    private static func ends(_ word: Span<UInt8>, with ending: [UInt8]) -> Bool {
        guard word.count > ending.count else { return false }
        let start = word.count - ending.count
        for index in ending.indices where word[start + index] != ending[index] { return false }
        return true
    }

    /// Endings of given names: Polish, Czech, Slovak, Russian and Finnish.
    private static let givenNames: [Ending] = [
        Ending("a", "", .masculineGenitive), Ending("ka", "ek", .masculineGenitive),
        Ending("ła", "eł", .masculineGenitive), Ending("owi", "", .masculineDative),
        Ending("ovi", "", .masculineDative),
        Ending("u", "", .masculineDative), Ending("em", "", .masculineInstrumental),
        Ending("iem", "", .masculineInstrumental), Ending("y", "a", .feminineGenitive),
        Ending("ki", "ka", .feminineGenitive), Ending("gi", "ga", .feminineGenitive),
        Ending("li", "la", .feminineGenitive), Ending("ii", "ia", .feminineGenitive),
        Ending("ę", "a", .feminineAccusative), Ending("ą", "a", .feminineAccusative),
        Ending("u", "a", .feminineAccusative), Ending("o", "a", .vocative),
        Ending("n", "", .finnishGenitive), Ending("lle", "", .finnishAllative),
        Ending("а", "", .masculineGenitive), Ending("я", "й", .masculineGenitive), Ending("у", "", .masculineDative),
        Ending("ю", "й", .masculineDative), Ending("ом", "", .masculineInstrumental),
        Ending("ем", "й", .masculineInstrumental), Ending("ы", "а", .feminineGenitive),
        Ending("и", "а", .feminineGenitive), Ending("ии", "ия", .feminineGenitive),
        Ending("у", "а", .feminineAccusative), Ending("ой", "а", .feminineGenitive),
    ]

    /// Endings of surnames, which go with those of given names.
    private static let surnames: [Ending] = [
        // Adjectives, whose feminine forms lists of surnames often lack.
        Ending("ska", "ski", .feminineNominative), Ending("cka", "cki", .feminineNominative),
        Ending("ská", "ský", .feminineNominative), Ending("cká", "cký", .feminineNominative),
        Ending("ską", "ski", [.feminineAccusative, .feminineNominative]),
        Ending("cką", "cki", [.feminineAccusative, .feminineNominative]),
        Ending("skiej", "ski", .feminineGenitive), Ending("ckiej", "cki", .feminineGenitive),
        Ending("skiego", "ski", .masculineGenitive), Ending("ckiego", "cki", .masculineGenitive),
        Ending("skiemu", "ski", .masculineDative), Ending("ckiemu", "cki", .masculineDative),
        Ending("skim", "ski", .masculineInstrumental), Ending("ckim", "cki", .masculineInstrumental),
        Ending("ová", "", .feminineNominative), Ending("ové", "", .feminineGenitive),
        Ending("ovou", "", .feminineAccusative),
        Ending("a", "", .masculineGenitive), Ending("ka", "ek", .masculineGenitive),
        Ending("owi", "", .masculineDative), Ending("ovi", "", .masculineDative),
        Ending("em", "", .masculineInstrumental), Ending("iem", "", .masculineInstrumental),
        Ending("y", "a", .feminineGenitive), Ending("ki", "ka", .feminineGenitive),
        Ending("li", "la", .feminineGenitive), Ending("ę", "a", .feminineAccusative),
        Ending("ą", "a", .feminineAccusative), Ending("o", "a", .vocative),
        Ending("sen", "nen", .finnishGenitive), Ending("selle", "nen", .finnishAllative),
        Ending("ова", "ов", [.masculineGenitive, .feminineNominative]),
        Ending("ева", "ев", [.masculineGenitive, .feminineNominative]),
        Ending("ина", "ин", [.masculineGenitive, .feminineNominative]),
        Ending("ову", "ов", [.masculineDative, .feminineAccusative]),
        Ending("еву", "ев", [.masculineDative, .feminineAccusative]),
        Ending("ину", "ин", [.masculineDative, .feminineAccusative]),
        Ending("овым", "ов", .masculineInstrumental), Ending("евым", "ев", .masculineInstrumental),
        Ending("иным", "ин", .masculineInstrumental), Ending("овой", "ов", .feminineGenitive),
        Ending("евой", "ев", .feminineGenitive), Ending("иной", "ин", .feminineGenitive),
        Ending("ского", "ский", .masculineGenitive), Ending("скому", "ский", .masculineDative),
        Ending("ским", "ский", .masculineInstrumental), Ending("ская", "ский", .feminineNominative),
        Ending("скую", "ский", .feminineAccusative), Ending("ской", "ский", .feminineGenitive),
    ]
}
