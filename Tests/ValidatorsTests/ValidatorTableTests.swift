import Testing

@testable import Validators

/// What holds for every check that rules may ask for.
@Suite struct ValidatorTableTests {
    /// Checks that take what is not empty and has no letters at all, or accept plain words: their shape is in the pattern.
    private static let lenient: Set<Validator> = [.none]

    @Test(arguments: Validator.allCases)
    func refusesNothingAndProse(_ validator: Validator) {
        guard !Self.lenient.contains(validator) else { return }
        #expect(!validator.accepts(text: ""))
        #expect(!validator.accepts(text: "not a number, not a name"))
    }

    /// No bytes make a check trap, and random ones pass seldom.
    @Test(arguments: Validator.allCases)
    func survivesAnyBytes(_ validator: Validator) {
        var state: UInt64 = 0x9E37_79B9_7F4A_7C15
        func random() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 33
        }
        let alphabet = Array("0123456789ABCXYZabc-./ ()+@:=<^%;_\n".utf8)
        var accepted = 0
        for round in 0..<2000 {
            let bytes: [UInt8] = (0..<Int(random() % 48)).map { _ in
                round % 2 == 0 ? UInt8(truncatingIfNeeded: random()) : alphabet[Int(random() % UInt64(alphabet.count))]
            }
            if validator.accepts(bytes.span) { accepted += 1 }
        }
        #expect(Self.lenient.contains(validator) || accepted < 200, "\(accepted) of 2000 passed")
    }

    /// Of random digits, no more pass than ``Validator/oddsOfChance`` says, with a factor of two for luck.
    @Test(arguments: [
        (Validator.luhn, 16), (.nlBSN, 9), (.brCPF, 11), (.trTCKN, 11), (.hrOIB, 11), (.ukNHS, 10),
        (.auABN, 11), (.deSteuerID, 11), (.jpMyNumber, 12), (.ilID, 9), (.caSIN, 9), (.abaRouting, 9), (.npi, 10),
        (.huTaxID, 10), (.frTIN, 13), (.esCCC, 20), (.plNIP, 10), (.ptNIF, 9), (.grAFM, 9), (.coNIT, 10),
    ])
    func chanceIsAsRareAsItSays(_ validator: Validator, _ length: Int) {
        var state: UInt64 = UInt64(length)
        var accepted = 0
        let rounds = 20_000
        for _ in 0..<rounds {
            let bytes: [UInt8] = (0..<length).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return 48 + UInt8((state >> 40 & 0xFFFF) % 10)
            }
            if validator.accepts(bytes.span) { accepted += 1 }
        }
        #expect(Double(accepted) < 2 * Double(rounds) / Double(validator.oddsOfChance) + 10)
    }
}
