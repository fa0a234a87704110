import ArgumentParser
import Control
import Diagnostics
import JSON
import POSIX

/// `magpie kms escrow`: the root key in shares, for the day on which it is lost.
struct EscrowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "escrow",
        abstract: "Splits the root key into shares, and restores it from some of them.",
        discussion: """
            Whoever loses the root key loses everything that is encrypted. 'create' prints shares, one a line, to be printed \
            and kept by different people; 'verify' is the drill: it tells whether some of them would restore the key, and \
            changes nothing; 'restore' does it. Both read shares from standard input, one a line.
            """,
        subcommands: [Create.self, Verify.self, Restore.self]
    )

    /// `magpie kms escrow create`.
    struct Create: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Makes shares of the root key.")

        @OptionGroup var service: ServiceAddress

        @Option(help: ArgumentHelp("How many restore the key.", valueName: "number"))
        var threshold = 3

        @Option(help: ArgumentHelp("How many there are.", valueName: "number"))
        var count = 5

        func run() throws {
            let input = JSONValue.object(["Threshold": .number(threshold), "Count": .number(count)])
            let answer = try service.perform("kms:CreateEscrow", input)
            let shares = (answer["Shares"]?.array ?? []).compactMap(\.string)
            // With fewer nothing may be restored, and there is no second look at them.
            guard shares.count == count else { throw Diagnostic.foreignAnswer("\(shares.count) shares of \(count)") }
            var output = Array(shares.map { $0 + "\n" }.joined().utf8)
            StandardOutput.write(&output)
        }
    }

    /// `magpie kms escrow verify`.
    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Tells whether shares restore the root key.")

        @OptionGroup var service: ServiceAddress

        func run() throws {
            _ = try service.perform("kms:VerifyEscrow", try EscrowCommand.shares())
            var output = Array("these shares restore the root key\n".utf8)
            StandardOutput.write(&output)
        }
    }

    /// `magpie kms escrow restore`.
    struct Restore: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Restores the root key, and unseals the keys.")

        @OptionGroup var service: ServiceAddress

        func run() throws {
            _ = try service.perform("kms:Unseal", try EscrowCommand.shares())
            var output = Array("the root key is restored, the keys are unsealed\n".utf8)
            StandardOutput.write(&output)
        }
    }

    private static func shares() throws -> JSONValue {
        let bytes: [UInt8]
        do throws(SystemError) {
            bytes = try FileContents.read(Array("/dev/stdin".utf8), upTo: 1 << 20)
        } catch {
            throw Diagnostic("standard input: \(error)", hint: "give shares, one a line")
        }
        let lines = bytes.split { $0 == 10 || $0 == 13 }.map { JSONValue.string(String(decoding: $0, as: UTF8.self)) }
        return .object(["Shares": .array(lines)])
    }
}
