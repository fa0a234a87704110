import Bytes
import Testing

/// Checksums against the values that the catalogue has for them.
@Suite struct CyclicRedundancyCheckTests {
    private static func value(_ kind: CyclicRedundancyCheck.Kind, _ bytes: [UInt8]) -> UInt64 {
        var sum = CyclicRedundancyCheck(kind)
        sum.update(bytes.span)
        return sum.value
    }

    /// Source: https://reveng.sourceforge.io/crc-catalogue/, the column "check".
    @Test(arguments: [
        (CyclicRedundancyCheck.Kind.crc32, UInt64(0xCBF4_3926)), (.crc32c, 0xE306_9283),
        (.crc64nvme, 0xAE8B_1486_0A79_9888),
    ])
    func hasTheValueOfTheCatalogue(_ kind: CyclicRedundancyCheck.Kind, _ expected: UInt64) {
        #expect(Self.value(kind, Array("123456789".utf8)) == expected)
        #expect(Self.value(kind, []) == 0)
    }

    @Test(arguments: CyclicRedundancyCheck.Kind.allCases)
    func piecesMakeTheSameWhereverTheyAreCut(_ kind: CyclicRedundancyCheck.Kind) {
        let bytes = (0..<200).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ $0 >> 3) }
        let whole = Self.value(kind, bytes)
        for cut in 0...bytes.count {
            var sum = CyclicRedundancyCheck(kind)
            sum.update(Array(bytes[..<cut]).span)
            sum.update(Array(bytes[cut...]).span)
            #expect(sum.value == whole)
            let (first, second) = (Self.value(kind, Array(bytes[..<cut])), Self.value(kind, Array(bytes[cut...])))
            #expect(CyclicRedundancyCheck.combined(kind, first, second, count: bytes.count - cut) == whole)
        }
        #expect(CyclicRedundancyCheck(kind).bytes.count == kind.byteCount)
    }
}
