import Extraction
import Findings
import Testing

/// Archives that lie, and such that want to be more than they are.
@Suite struct HostileArchiveTests {
    typealias Member = ZipMaker.Member

    @Test func namesOfAnyEncodingAreReadable() {
        var german = Member("gr", "one")
        german.name = [0x67, 0x72, 0x81, 0x6E]
        var chinese = Member("x", "two")
        chinese.name = [0xB2, 0xC6, 0xCE, 0xF1, 0x2E, 0x74, 0x78, 0x74]
        let found = Collector.read(ZipMaker.file([german, chinese, Member("plain.txt", "three")]))
        #expect(found.texts == ["grün: one", "▓╞╬±.txt: two", "plain.txt: three"])
    }

    @Test func membersOfOneNameAreAllRead() {
        let found = Collector.read(ZipMaker.file([Member("a", "one"), Member("a", "two")]))
        #expect(found.texts == ["a: one", "a: two"])
    }

    @Test func whatTheDirectoryHidesIsReadAndTold() {
        var hidden = Member("hidden", "the seed")
        hidden.isHidden = true
        let found = Collector.read(ZipMaker.file([Member("a", "one"), hidden, Member("b", "two")]))
        #expect(found.texts == ["a: one", "hidden: the seed", "b: two"])
        #expect(found.gaps == [": malformed"])
    }

    @Test func bytesInFrontShiftEverything() {
        let file = ZipMaker.file([Member("a", "one")])
        let found = Collector.read(Array("PK\u{3}\u{4} no".utf8) + file)
        #expect(found.texts == ["a: one"])
    }

    @Test func aSecondEndInTheCommentHidesNothing() {
        let inner = ZipMaker.file([Member("decoy", "decoy")])
        let found = Collector.read(ZipMaker.file([Member("a", "the seed")], comment: inner))
        #expect(found.texts.contains("a: the seed"))
    }

    @Test func aFileWithoutDirectoryIsReadFromItsHeaders() {
        let file = ZipMaker.file([Member("a", "one"), Member("b", "two")])
        let found = Collector.read(Array(file.prefix(70)))
        #expect(found.texts == ["a: one", "b: two"])
        #expect(found.gaps == [": malformed"])
    }

    @Test func contradictingHeadersAreTold() {
        var member = Member("real", "the seed")
        member.listedName = Array("list".utf8)
        let found = Collector.read(ZipMaker.file([member]))
        #expect(found.texts == ["list: the seed"])
        #expect(found.gaps == [": malformed"])
    }

    /// Members are unpacked at once where they say how long they become: what they say is not believed.
    @Test(arguments: [nil, 0, 1, Deflated.text.count - 1, Deflated.text.count + 1, 1 << 20, 1 << 24, 0xFFFF_FFFF])
    func aMemberIsReadWholeWhateverItSaysOfItsLength(_ fullSize: Int?) {
        let found = Collector.read(ZipMaker.file([Deflated.member(fullSize ?? Deflated.text.count)]))
        #expect(found.texts == ["a: \(Deflated.text)"])
        #expect(found.gaps == [])
    }

    @Test func aWrongSumIsToldAndTheTextKept() {
        var member = Deflated.member(Deflated.text.count)
        member.sum ^= 1
        let found = Collector.read(ZipMaker.file([member]))
        #expect(found.texts == ["a: \(Deflated.text)"])
        #expect(found.gaps == ["a: malformed"])
    }

    @Test func whatStandsBeforeADamageIsRead() {
        var member = Deflated.member(Deflated.text.count)
        member.data.removeLast(member.data.count / 2)
        let found = Collector.read(ZipMaker.file([member]))
        #expect(found.all.count > 100 && Deflated.text.hasPrefix(found.all))
        #expect(found.gaps == ["a: malformed"])
    }

    /// A text, and what zlib's `compressobj(9, DEFLATED, -15)` of Python 3.11 makes of it.
    private enum Deflated {
        static let text = (0..<200).map { "the seed number \($0) of a letter\n" }.joined()

        static func member(_ fullSize: Int) -> Member {
            var member = Member("a", packed)
            (member.method, member.fullSize, member.sum) = (8, fullSize, 0x2575_0A20)
            return member
        }

        private static let packed = Fixtures.bytes(
            """
            hdi7bR1BFARRn1FsCNPzn3AkcAkZIgVQy/xpS0aVfb2D9+ma59d9/b3v1+vj6/3n/XmV68/b9eP6fT/P/fny/HcNXiteG147XgdeJ14XXjdeD2sI
            FmuFucJeYbCwWJgsbBZGC6tVVqvyGWO1ymqV1SqrVVarrFZZrbJaY7XGak2+mqzWWK2xWmO1xmqN1RqrdVbrrNZZrcsvGqt1Vuus1lmts1pntcFq
            g9UGqw1WG/JHwGqD1QarDVYbrDZZbbLaZLXJapPVpvx/stpktclqk9UWqy1WW6y2WG2x2mK1JbOD1RarLVbbrLZZbbPaZrXNapvVNqttWWustlnt
            sNphtcNqh9UOqx1WO6x2WO3IyLWVKzO3yM4tMnSLLN0iU7fI1i0ydous3SJzt4ifZoL4WShYKVgqWCtYLFgtWC5IL0SCIdU6S/ykGSLREKmGSDZE
            uiESDpFyiKRDpB3SLFTFT/Ih0g+RgIgURCQhIg0RiYhIRUQyIt1KX/ykJCIpEWmJSExEaiKSE5GeiARFpCgy7KlE/CQqIlURyYpIV0TCIlIWkbSI
            tEUkLjLtrUn8pC8igREpjEhiRBojEhmRyohkRqQzsuyxTvwkNSKtEYmNSG1EciPSG5HgiBRHJDmy7bVT/KQ6ItkR6Y5IeETKI5IekfaIxEekPnLs
            ufhfv28=
            """
        )
    }

    /// 512 MiB of zeroes in 402 bytes.
    @Test func aBombEndsAndSaysSo() {
        let found = Collector.read(Fixtures.bomb)
        #expect(found.gaps == [": ratio-limit"])
        #expect(found.byteCount <= 2 << 20)
    }

    @Test func nestingEnds() {
        var bytes = Array("the seed".utf8)
        for depth in 0..<30 { bytes = ZipMaker.file([Member("d\(depth)", "beside \(depth)"), Member("z", bytes)]) }
        let found = Collector.read(bytes)
        #expect(found.gaps.count == 1)
        #expect(found.gaps.first?.hasSuffix(": nesting-limit") == true)
        #expect(found.texts.count == ExtractionLimits().depth)
    }

    @Test func manyMembersEnd() {
        var limits = ExtractionLimits()
        limits.members = 10
        let found = Collector.read(ZipMaker.file((0..<20).map { Member("m\($0)", "x") }), limits)
        #expect(found.gaps == [": member-limit"])
        #expect(found.texts.count == 10)
    }

    @Test func membersThatOverlapAreReadFiveTimesAtMost() {
        var members = (0..<40).map { Member("m\($0)", "") }
        let seed = Array(String(repeating: "overlap ", count: 1000).utf8)
        members.append(Member("last", seed))
        var file = ZipMaker.file(members)
        // Each member claims all that follows.
        for index in 0..<file.count - 4 where Array(file[index..<index + 4]) == [0x50, 0x4B, 1, 2] {
            for (offset, byte) in ZipMaker.number(seed.count, 4).enumerated() { file[index + 20 + offset] = byte }
        }
        let found = Collector.read(file)
        #expect(found.gaps.contains(": malformed"))
        #expect(found.byteCount < 8 * seed.count)
    }

    @Test func bytesThatAreUsedUpEndTheObject() {
        var limits = ExtractionLimits()
        (limits.expandedBytes, limits.expansionFactor) = (100, 0)
        let file = ZipMaker.file([
            Member("a", String(repeating: "a", count: 60)), Member("b", String(repeating: "b", count: 60)),
        ])
        let found = Collector.read(file, limits)
        #expect(found.gaps == [": expansion-limit"])
    }

    @Test func whatDoesNotFitIntoMemoryIsToldAndReadAsBytes() {
        var limits = ExtractionLimits()
        limits.memoryBytes = 100
        let inner = ZipMaker.file([Member("a", String(repeating: "seed ", count: 100))])
        let found = Collector.read(ZipMaker.file([Member("in", inner)]), limits)
        #expect(found.gaps.contains("in: memory-limit"))
        #expect(found.all.contains("seed seed"))
    }

    @Test func whoeverIsInterruptedStopsAndSaysWhy() {
        let file = ZipMaker.file((0..<200).map { Member("m\($0)", "x") })
        let found = Collector.read(file) { .timeLimit }
        #expect(found.gaps == [": time-limit"])
    }

    @Test func theSameComesOutEachTime() {
        let first = Collector.read(Fixtures.nestedZip)
        for _ in 0..<5 {
            let again = Collector.read(Fixtures.nestedZip)
            #expect(again.pieces == first.pieces)
            #expect(again.gaps == first.gaps)
        }
    }
}
