import Foundation
import Testing

/// `magpie classify`, and what findings say of the class of their object.
@Suite struct ClassifyCommandTests {
    private static let invoice = """
        Invoice number 4711
        Invoice date: 14/02/2025
        Description      Quantity   Unit price    Amount
        Toner cartridge  4          61.20         244.80
        Subtotal 256.80
        VAT 20 % 51.36
        Total amount due EUR 308.16, payable within 30 days to our bank account
        """

    private static let program = """
        #include <stdio.h>
        #include <stdlib.h>

        static int compare(const void *left, const void *right) {
            const int *a = left, *b = right;
            return (*a > *b) - (*a < *b);
        }

        int main(int argc, char **argv) {
            int *values = malloc(sizeof(int) * argc);
            if (values == NULL) {
                fprintf(stderr, "out of memory\\n");
                return 1;
            }
            for (int i = 1; i < argc; i++) values[i - 1] = atoi(argv[i]);
            qsort(values, argc - 1, sizeof(int), compare);
            for (int i = 0; i < argc - 1; i++) printf("%d\\n", values[i]);
            free(values);
            return 0;
        }
        """

    @Test func eachObjectHasALine() async throws {
        let shell = try Shell()
        try shell.write("share/invoice.txt", Self.invoice)
        try shell.write("share/main.c", Self.program)
        try shell.write("share/empty.txt", "")
        let outcome = try await shell.run("magpie classify --format jsonl share | sort; magpie classify share | wc -l")
        #expect(outcome.errors == "")
        let lines = outcome.lines
        try #require(lines.count == 4)
        #expect(lines[0].contains(#""path":"share/empty.txt","pathBytes":null,"class":null,"probability":null"#))
        #expect(lines[1].contains(#""class":"financial""#))
        #expect(lines[2].contains(#""class":"sourceCode""#))
        #expect(lines[3] == "3")
    }

    @Test func whatIsNotThereIsSaidAndTheRestIsDone() async throws {
        let shell = try Shell()
        try shell.write("a.txt", Self.invoice)
        let outcome = try await shell.run("magpie classify nothing.txt a.txt; echo $?")
        #expect(outcome.errors.contains("nothing.txt"))
        #expect(outcome.lines.count == 2 && outcome.lines[1] == "2")
    }

    @Test func findingsSayTheClassOfTheirObject() async throws {
        let shell = try Shell(builtInRules: true)
        try shell.write("invoice.txt", Self.invoice + "\ncard number: 4242 4242 4242 4242\n")
        let outcome = try await shell.run("magpie scan --format jsonl invoice.txt")
        #expect(outcome.lines.first?.contains(#""contentClass":{"class":"financial","probability":0."#) == true)
    }

    @Test func findingsOfTheServiceSayItAsWell() async throws {
        let shell = try Shell(builtInRules: true)
        try shell.write("share/invoice.txt", Self.invoice + "\ncard number: 4242 4242 4242 4242\n")
        let outcome = try await shell.run(
            """
            magpied --state $PWD/state --watch $PWD/share 2> log & daemon=$!
            trap 'kill -9 $daemon; wait $daemon 2>/dev/null' EXIT
            export MAGPIE_SOCKET=$PWD/state/magpie.sock
            while ! magpie status > /dev/null 2>&1; do kill -0 $daemon || { cat log; exit 1; }; sleep 0.05; done
            magpie wait-settled --timeout 600 > /dev/null
            grep -o '"contentClass":{"class":"financial"' state/findings.jsonl
            """
        )
        #expect(outcome.errors == "")
        #expect(outcome.lines == [#""contentClass":{"class":"financial""#])
    }
}
