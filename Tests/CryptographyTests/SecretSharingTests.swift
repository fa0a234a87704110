import Testing

@testable import Cryptography

@Suite struct SecretSharingTests {
    private static let secret = SecretBytes(Array("an invented key of 32 bytes, yes".utf8))

    /// All subsets of the first `count` numbers, each as a list.
    private static func subsets(_ count: Int) -> [[Int]] {
        (0..<(1 << count)).map { bits in (0..<count).filter { bits >> $0 & 1 == 1 } }
    }

    @Test func anyThreeOfFiveAreEnough() throws {
        let shares = try SecretSharing.split(Self.secret, threshold: 3, count: 5)
        var combined = 0
        for subset in Self.subsets(5) {
            let some = subset.map { shares[$0] }
            if some.count >= 3 {
                combined += 1
                for order in [some, some.reversed()] {
                    #expect(try SecretSharing.combine(order).isEqual(to: Self.secret), "\(subset)")
                }
            } else {
                #expect(throws: SecretShareError.tooFew(given: some.count, needed: some.isEmpty ? nil : 3)) {
                    try SecretSharing.combine(some)
                }
            }
        }
        #expect(combined == 16)
    }

    @Test(arguments: [(2, 2), (2, 3), (5, 5), (3, 255), (255, 255)])
    func thresholdsOfAllSizesWork(_ numbers: (threshold: Int, count: Int)) throws {
        let shares = try SecretSharing.split(Self.secret, threshold: numbers.threshold, count: numbers.count)
        #expect(shares.map(\.index) == Array(1...UInt8(numbers.count)))
        #expect(try SecretSharing.combine(Array(shares.suffix(numbers.threshold))).isEqual(to: Self.secret))
    }

    /// With one share fewer than needed, every secret is as likely as any other: for each there is exactly one value of
    /// the missing share that gives it.
    @Test func fewerSharesSayNothing() throws {
        let secret = SecretBytes([0x5A])
        let shares = try SecretSharing.split(secret, threshold: 3, count: 3)
        var possible: Set<UInt8> = []
        for value in UInt8.min...UInt8.max {
            let guess = SecretShare(set: shares[0].set, threshold: 3, index: 3, value: SecretBytes([value]))
            possible.formUnion(try SecretSharing.combine([shares[0], shares[1], guess]).exposed())
        }
        #expect(possible.count == 256)
    }

    @Test func sharesOfTheSameSecretDiffer() throws {
        let sets = try (0..<50).map { _ in try SecretSharing.split(Self.secret, threshold: 2, count: 2) }
        #expect(Set(sets.map { $0[0].value.exposed() }).count == 50)
        #expect(sets.allSatisfy { !$0[0].value.isEqual(to: Self.secret) })
    }

    @Test func theFieldIsOne() {
        // FIPS 197, section 4.2, and 4.2.1.
        #expect(GF256.multiply(0x57, 0x83) == 0xC1)
        #expect(GF256.multiply(0x57, 0x13) == 0xFE)
        for element in UInt8.min...UInt8.max {
            #expect(GF256.multiply(element, 1) == element)
            #expect(GF256.multiply(element, 0) == 0)
            #expect(GF256.multiply(element, GF256.inverse(element)) == (element == 0 ? 0 : 1))
            #expect(GF256.multiply(element, 0xB7) == GF256.multiply(0xB7, element))
        }
    }

    @Test func aLineComesBackHoweverItIsTyped() throws {
        let share = try SecretSharing.split(Self.secret, threshold: 3, count: 5)[4]
        let line = try share.text()
        #expect(line.hasPrefix("magpie-share-1:"))
        let typings = [
            line, line.uppercased(), " \(line)\n",
            line.replacing("-", with: " ").replacing("magpie share 1", with: "magpie-share-1"),
            line.split(separator: ":").joined(separator: " : "),
        ]
        for typing in typings {
            let again = try SecretShare(text: typing)
            #expect(again.index == 5 && again.threshold == 3 && again.set == share.set)
            #expect(again.value.isEqual(to: share.value))
        }
    }

    @Test func everyTypingMistakeIsFound() throws {
        let line = Array(try SecretSharing.split(Self.secret, threshold: 3, count: 5)[0].text())
        for position in line.indices {
            var typed = line
            typed[position] = line[position] == "1" ? "2" : "1"
            guard String(typed) != String(line), line[position] != "-" || position < 15 else { continue }
            #expect(throws: SecretShareError.self, "\(String(typed))") { try SecretShare(text: String(typed)) }
        }
        for position in line.indices.dropFirst() where line[position] != line[position - 1] {
            var typed = line
            typed.swapAt(position, position - 1)
            guard ![line[position], line[position - 1]].contains("-") || position < 15 else { continue }
            #expect(throws: SecretShareError.self, "\(String(typed))") { try SecretShare(text: String(typed)) }
        }
    }

    @Test func theLineWithTheMistakeIsNamed() throws {
        let line = try SecretSharing.split(Self.secret, threshold: 3, count: 5)[0].text()
        let last = line.last == "0" ? "1" : "0"
        #expect(throws: SecretShareError.mistyped(position: 4)) {
            try SecretShare(text: line.dropLast() + last, position: 4)
        }
        for wrong in [
            "", "magpie-share-1", line + ":", "magpie-share-2" + line.dropFirst(14), line.replacing(":", with: ";"),
        ] {
            #expect(throws: SecretShareError.unreadable(position: 2)) { try SecretShare(text: wrong, position: 2) }
        }
    }

    @Test func whatDoesNotBelongTogetherIsRefused() throws {
        let shares = try SecretSharing.split(Self.secret, threshold: 3, count: 5)
        let others = try SecretSharing.split(Self.secret, threshold: 3, count: 5)
        #expect(throws: SecretShareError.otherSet(1, 2)) {
            try SecretSharing.combine([shares[0], others[1], shares[2]])
        }
        #expect(throws: SecretShareError.duplicate(1)) { try SecretSharing.combine([shares[0], shares[1], shares[0]]) }

        let forged = SecretShare(set: shares[0].set, threshold: 3, index: 4, value: others[3].value)
        #expect(throws: SecretShareError.contradiction(4)) {
            try SecretSharing.combine(Array(shares.prefix(3)) + [forged])
        }
        let shorter = SecretShare(set: shares[0].set, threshold: 3, index: 4, value: SecretBytes([1]))
        #expect(throws: SecretShareError.contradiction(4)) {
            try SecretSharing.combine([shares[0], shares[1], shorter])
        }
        let lower = SecretShare(set: shares[0].set, threshold: 2, index: 4, value: others[3].value)
        #expect(throws: SecretShareError.contradiction(4)) { try SecretSharing.combine([shares[0], shares[1], lower]) }
    }

    @Test(arguments: [(1, 5), (0, 5), (6, 5), (2, 256), (-1, -1)])
    func splittingIsLimited(_ numbers: (threshold: Int, count: Int)) {
        #expect(throws: CryptographyError.invalidArgument) {
            try SecretSharing.split(Self.secret, threshold: numbers.threshold, count: numbers.count)
        }
        #expect(throws: CryptographyError.invalidArgument) {
            try SecretSharing.split(SecretBytes([]), threshold: 2, count: 3)
        }
    }

    @Test func aShareShowsNothing() throws {
        let share = try SecretSharing.split(Self.secret, threshold: 2, count: 2)[0]
        var dumped = ""
        dump(share, to: &dumped)
        let value = try #require(share.text().split(separator: ":").dropFirst(4).first)
        #expect(!"\(share)".contains(value.prefix(4)) && dumped.contains("secret bytes"))
    }
}
