import Foundation
import Testing

/// `magpie classifier`: classes of one's own, trained, tried and looked for.
@Suite struct ClassifierCommandTests {
    /// Twelve payslips in `like`, twelve letters in `unlike`, and one of each beside them.
    private func shell() throws -> Shell {
        let shell = try Shell()
        let names = "Ada Ben Cleo Dana Eric Fay Gus Hana Ivo June Kurt Lena Milo".split(separator: " ")
        for number in 0..<13 {
            let slip = """
                Payslip \(number % 12 + 1)/2025
                Employee \(names[number]), number \(1000 + number)
                Gross pay \(3000 + 7 * number).00
                Income tax \(400 + number).50
                Pension insurance \(210 + number).25
                Net pay \(2100 + 5 * number).15 goes to your account on the last working day of the month
                Hours \(150 + number), overtime \(number)
                """
            let letter = """
                Dear \(names[number]),
                thank you for the letter of \(number + 1) May, which we have read with great joy in the garden.
                The flowers are out, the children play until evening, and \(number) guests come for dinner on Sunday.
                With love to all of you
                """
            try shell.write(number == 12 ? "slip.txt" : "like/\(number).txt", slip)
            try shell.write(number == 12 ? "letter.txt" : "unlike/\(number).txt", letter)
        }
        return shell
    }

    private static let train =
        "magpie classifier train --name payroll --like like --unlike unlike --output own/payroll.model"

    @Test func aClassIsTrainedTriedAndLookedFor() async throws {
        let outcome = try await shell().run(
            """
            mkdir own
            \(Self.train)
            magpie classifier test own/payroll.model slip.txt letter.txt 2> counts; cat counts
            magpie scan --quiet --format matches --classifier own slip.txt letter.txt
            magpie classifier list own
            """
        )
        #expect(outcome.errors == "")
        let lines = outcome.lines
        try #require(lines.count == 11, "\(outcome.output)")
        #expect(lines[0].hasPrefix("payroll: 12 documents like it and 12 unlike it"))
        #expect(lines[1].contains("of 100 documents like it, ") && lines[1].hasSuffix("of 12)"))
        #expect(lines[2] == "  of 100 others, 0 would be taken for it (0 of 12)")
        #expect(lines[5].hasPrefix("no ") && lines[5].hasSuffix("letter.txt"))
        #expect(lines[6].hasPrefix("yes ") && lines[6].hasSuffix("slip.txt"))
        #expect(lines[7] == "magpie: 1 of 2 documents are 'payroll'")
        #expect(lines[8].contains(#""path":"slip.txt""#) && lines[8].contains(#""category":"CUSTOM_IDENTIFIER""#))
        #expect(lines[10].hasPrefix("payroll ") && lines[10].hasSuffix("own/payroll.model"))
    }

    @Test func whatIsDamagedIsRefused() async throws {
        let outcome = try await shell().run(
            """
            mkdir own
            \(Self.train) > /dev/null
            head -c 900 own/payroll.model > own/cut.model
            magpie classifier list own > /dev/null; echo $?
            magpie scan --quiet --classifier own slip.txt; echo $?
            magpie classifier train --name medical --like like --unlike unlike; echo $?
            magpie classifier train --name few --like slip.txt --unlike unlike; echo $?
            """
        )
        #expect(outcome.lines == ["2", "2", "2", "2"])
        let words = [
            "own/cut.model: the model is damaged", "nothing was scanned", "'medical'", "1 different documents",
        ]
        for word in words {
            #expect(outcome.errors.contains(word), "\(word)")
        }
    }

    /// The service goes on without a damaged class, says so, and finds those of whole ones.
    @Test func theServiceLooksForThemAndTellsOfDamagedOnes() async throws {
        let shell = try shell()
        try shell.write(
            "magpie.yaml",
            """
            state: \(shell.folder.path)/state
            buckets: [{ path: \(shell.folder.path)/share }]
            discovery: { classifiers: \(shell.folder.path)/own }

            """
        )
        let outcome = try await shell.run(
            """
            mkdir own share; cp slip.txt share
            \(Self.train) > /dev/null
            head -c 900 own/payroll.model > own/cut.model
            magpied --config magpie.yaml 2> log & daemon=$!
            trap 'kill -9 $daemon; wait $daemon 2>/dev/null' EXIT
            export MAGPIE_SOCKET=$PWD/state/magpie.sock
            while ! [ -S $MAGPIE_SOCKET ]; do kill -0 $daemon || { cat log; exit 1; }; sleep 0.05; done
            magpie wait-settled --timeout 600 > /dev/null
            magpie status | grep -o 'a class of documents is not looked for: .*cut.model'
            magpie findings list --format json | grep -o 'SensitiveData:S3Object/CustomIdentifier'
            """
        )
        try #require(outcome.lines.count == 2, "\(outcome.output) \(outcome.errors)")
        #expect(outcome.lines[0].hasSuffix("/own/cut.model"))
    }
}
