import Foundation
import Testing

/// `magpie encrypt` and `magpie decrypt` with a key pair at hand.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl"), "needs openssl"))
struct EncryptTests {
    private let shell: Shell

    private static let keys = """
        openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out private.pem 2>/dev/null &&
        openssl pkey -in private.pem -pubout -out public.pem

        """

    init() throws { shell = try Shell() }

    @Test func aFileIsEncryptedAndComesBack() async throws {
        try shell.write("a b.txt", "invented\n")
        let outcome = try await shell.run(
            Self.keys + """
                chmod 640 'a b.txt' && touch -d '2001-02-03 04:05:06.789' 'a b.txt' && stat -c '%a %y %h' 'a b.txt' >before
                magpie encrypt --public-key public.pem 'a b.txt' && stat -c '%a %y %h' 'a b.txt' | diff before - || exit 9
                grep -c invented 'a b.txt'
                magpie decrypt --private-key private.pem --output - 'a b.txt' || exit 8
                magpie decrypt --private-key private.pem --output copy 'a b.txt' && cat copy || exit 7
                magpie decrypt --private-key private.pem 'a b.txt' && stat -c '%a %y %h' 'a b.txt' | diff before - || exit 6
                cat 'a b.txt'
                """
        )
        #expect(outcome.status == 0)
        #expect(outcome.output == "0\ninvented\ninvented\ninvented\n")
        #expect(outcome.errors.isEmpty)
    }

    @Test func whatWentWrongIsSaidForEachFile() async throws {
        try shell.write("one", "1")
        try shell.write("two", "2")
        let outcome = try await shell.run(
            Self.keys + """
                ln two three; ln -s one link; mkdir folder
                magpie encrypt --format json --public-key public.pem one two link folder none 2>errors
                echo $?; magpie encrypt --public-key public.pem one
                """
        )
        #expect(outcome.status == 2)
        let lines = outcome.lines
        #expect(lines.last == "2")
        let records = try lines.dropLast().map {
            try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
        #expect(records.map { $0?["result"] as? String } == ["done", "refused", "refused", "refused", "conflict"])
        let codes = records.map { $0?["code"] as? String }
        #expect(codes == [nil, "hardLinks", "notRegular", "notRegular", "missing"])
        #expect(outcome.errors.contains("one: it is encrypted already"))
    }

    @Test func theContextMustBeThere() async throws {
        try shell.write("file", "invented")
        let outcome = try await shell.run(
            Self.keys + """
                magpie encrypt --public-key public.pem --encryption-context bucket=b,purpose=test file || exit 9
                magpie decrypt --private-key private.pem --encryption-context bucket=c file; echo $?
                magpie decrypt --private-key private.pem --encryption-context purpose=test file && cat file
                """
        )
        #expect(outcome.output == "2\ninvented")
        #expect(outcome.errors.contains("the file has another encryption context"))
    }

    @Test func anotherKeyOpensNothing() async throws {
        try shell.write("file", "invented")
        let outcome = try await shell.run(
            Self.keys + """
                magpie encrypt --public-key public.pem file || exit 9
                openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out other.pem 2>/dev/null
                magpie decrypt --private-key other.pem --output copy file; echo $?; ls
                """
        )
        #expect(outcome.output == "2\nfile\nother.pem\nprivate.pem\npublic.pem\n")
        #expect(outcome.errors.contains("the file was encrypted for other keys"))
    }

    @Test func aKeyThatIsNoneIsSaidToBe() async throws {
        try shell.write("file", "invented")
        for (option, command) in [("--public-key", "encrypt"), ("--private-key", "decrypt")] {
            let outcome = try await shell.run("magpie \(command) \(option) file file")
            #expect(outcome.status == 2)
            #expect(outcome.errors.contains("file: not an RSA"))
        }
        let outcome = try await shell.run("magpie encrypt --public-key x --key-id y file")
        #expect(outcome.status == 2)
    }

    @Test func withoutAServiceThereIsNoKMS() async throws {
        try shell.write("file", "invented")
        let outcome = try await shell.run("magpie encrypt --socket none.sock file; cat file")
        #expect(outcome.output == "invented")
        #expect(outcome.errors.contains("no service answers"))
    }
}
