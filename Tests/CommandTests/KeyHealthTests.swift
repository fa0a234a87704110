import Foundation
import Testing

/// What the status of the service says of the key process, and what neither of them begins with.
@Suite struct KeyHealthTests {
    /// Defines `says`, which waits until the status has a word.
    private static let start =
        DaemonTests.start + """
            says() { for i in $(seq 600); do magpie status | grep -q "$1" && echo said && return; sleep 0.2; done; magpie status; cat log; }
            over() { for i in $(seq 600); do magpie status | grep -q "$1" || { echo over; return; }; sleep 0.2; done; magpie status; }
            settled; magpie kms create-key >/dev/null; keys=$(pgrep -P $daemon magpie-keys)

            """

    private func run(_ script: String) async throws -> Shell.Outcome {
        try await DaemonTests().shell().run(Self.start + script)
    }

    @Test func aKeyProcessThatIsStoppedIsSaidAndNobodyWaitsLong() async throws {
        let outcome = try await run(
            "kill -STOP $keys; says 'says nothing'; kill -CONT $keys; over 'cannot be used'; magpie kms create-key | grep -c KeyId"
        )
        #expect(outcome.lines == ["said", "over", "1"], "\(outcome.output) \(outcome.errors)")
    }

    @Test func aRootKeyThatIsGarbledIsSaidWhileTheRightOneIsInUse() async throws {
        let outcome = try await run(
            "head -c 32 /dev/urandom > new; cp state/keys/root.key old; cat new > state/keys/root.key; says 'root.key'; magpie kms create-key | grep -c KeyId; cat old > state/keys/root.key; over 'root.key'"
        )
        #expect(outcome.lines == ["said", "1", "over"], "\(outcome.output) \(outcome.errors)")
    }

    @Test func aKeyDatabaseThatIsGoneIsSaidAndNotMadeAnew() async throws {
        let outcome = try await run(
            "rm state/keys/keys.sqlite*; says 'keys.sqlite was removed'; kill -9 $keys; says 'keys.sqlite is missing, and there were keys'; ls state/keys | grep -c keys.sqlite"
        )
        #expect(outcome.lines == ["said", "said", "0"], "\(outcome.output) \(outcome.errors)")
    }

    @Test func recordsThatAreGoneAreNotMadeAnew() async throws {
        let outcome = try await run(
            "kill $daemon; wait $daemon; rm state/magpie.sqlite*; magpied --config magpie.yaml; echo $?; ls state | grep -c magpie.sqlite"
        )
        #expect(outcome.lines == ["2", "0"])
        #expect(outcome.errors.contains("is missing, and there were records here"))
    }

    @Test(arguments: ["chmod 770 state", "chmod 777 ."])
    func aStateFolderThatOthersMayChangeIsRefused(_ command: String) async throws {
        let outcome = try await run(
            "kill $daemon; wait $daemon; \(command); magpied --config magpie.yaml; echo $?; chmod 700 ."
        )
        #expect(outcome.lines == ["2"])
        #expect(outcome.errors.contains("the state folder is open to others"))
    }
}
