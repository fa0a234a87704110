import Foundation
import Testing

/// What Magpie has encrypted is known as that.
@Suite struct OwnMessageTests {
    @Test func whatIsEncryptedIsOfNoUnknownFormat() async throws {
        let outcome = try await DaemonTests().shell().run(
            DaemonTests.start + """
                printf 'ORDER-123456\\n' > bucket/order.txt; printf 'x\\n' > bucket/other.txt; cp bucket/order.txt own.txt; settled
                magpie objects encrypt --bucket bucket --key order.txt; settled
                for i in $(seq 600); do magpie buckets show bucket | grep -q '^encrypted  *1$' && break; sleep 0.2; done
                magpie buckets show bucket | grep -E '^(encrypted|not comp|analysed)' | tr -s ' '
                magpie encrypt own.txt; magpie scan own.txt 2>&1 | grep -o '[0-9]* partial ([^)]*)'
                """
        )
        #expect(
            outcome.lines == [
                "analysed 1 completely, 1 in part, 0 not", "not completely because 1 encrypted", "encrypted 1",
                "1 partial (1 encrypted)",
            ]
        )
    }

    @Test func aRegionEndsWhereTheValueDoes() async throws {
        let shell = try Shell()
        try shell.write("a.txt", "\u{1F600} é ORDER-123456 and more\n")
        let outcome = try await shell.run("magpie scan --format sarif --quiet a.txt")
        #expect(outcome.output.contains(#""startLine":1,"startColumn":5,"endLine":1,"endColumn":17,"#))
    }
}
