import Foundation
import Testing

/// What the audit log of the service says of requests, and how many it takes of others than root.
@Suite struct RequestLogTests {
    private func shell(_ more: String = "") throws -> Shell {
        let shell = try Shell()
        let folder = shell.folder.path
        try shell.write(
            "magpie.yaml",
            """
            state: \(folder)/state
            socket: \(folder)/magpie.sock
            settleMilliseconds: 100
            buckets:
              - path: \(folder)/bucket
            \(more)
            """
        )
        return shell
    }

    /// Defines `nobody`, which runs a command as a user whom the configuration does not know.
    private static let start =
        DaemonTests.start.replacing("$PWD/state/magpie.sock", with: "$PWD/magpie.sock") + """
            nobody() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
            settled; chmod 711 .; chmod 666 magpie.sock

            """

    @Test func everySecretThatIsReadIsNamed() async throws {
        let outcome = try await shell().run(
            Self.start + """
                for name in a b c; do magpie secretsmanager create-secret --name $name --secret-string "$name of ours" >/dev/null; done
                magpie secretsmanager get-secret-value --secret-id a >/dev/null
                magpie secretsmanager get-secret-value --secret-id a >/dev/null
                magpie secretsmanager batch-get-secret-value --secret-id-list b none >/dev/null
                magpie secretsmanager batch-get-secret-value --filters Key=name,Values=[c] >/dev/null
                magpie secretsmanager get-secret-value --secret-id none 2>/dev/null
                magpie audit list --operation "*GetSecretValue" | tail -n +2 | awk '{ print $4, $5, $6, $7 }' | sed -E 's/-[A-Za-z0-9]{6}( |$)/ /; s/ +$//'
                """
        )
        let arn = "arn:aws:secretsmanager:local:000000000000:secret:"
        #expect(
            outcome.lines == [
                "secretsmanager:GetSecretValue \(arn)a accepted", "secretsmanager:GetSecretValue \(arn)a accepted",
                "secretsmanager:BatchGetSecretValue \(arn)b accepted",
                "secretsmanager:BatchGetSecretValue none ResourceNotFoundException",
                "secretsmanager:BatchGetSecretValue \(arn)c accepted",
                "secretsmanager:GetSecretValue none ResourceNotFoundException",
            ],
            "\(outcome.output) \(outcome.errors)"
        )
    }

    @Test(.enabled(if: getuid() == 0, "needs root, to be somebody else"))
    func refusalsAreInTheLogOnce() async throws {
        let outcome = try await shell().run(
            Self.start + """
                began=$(date +%s)
                for i in 1 2 3; do nobody magpie kms create-key 2>/dev/null; nobody magpie audit list 2>/dev/null; done
                minutes=$((($(date +%s) - began) / 60 + 1))
                magpie audit list --result refused | awk 'NR > 1 { print $4, $5, $6, $7, $8 }' | sort -u
                # One for each minute that the three have taken; a busy machine may need more than one.
                count=$(magpie audit list --result AccessDeniedException --operation kms:CreateKey | grep -c CreateKey)
                [ $count -ge 1 ] && [ $count -le $minutes ] && echo bounded
                """
        )
        #expect(
            outcome.lines == [
                "kms:CreateKey AccessDeniedException because no identity-based",
                "magpie:ListAuditEntries AccessDeniedException because no identity-based", "bounded",
            ],
            "\(outcome.output) \(outcome.errors)"
        )
    }

    @Test(.enabled(if: getuid() == 0, "needs root, to be somebody else"))
    func whoeverAsksTooMuchIsRefusedAndRootIsNot() async throws {
        let script = """
            import socket, sys
            # One connection alone is answered later and later; those of a user who has several are refused.
            clients = [socket.socket(socket.AF_UNIX) for _ in range(24)]
            for client in clients: client.connect(sys.argv[1])
            for client in clients: client.sendall(b'magpie:GetServiceStatus {}\\n')
            print(any([b'requests a second' in client.makefile('rb').readline() for client in clients]))
            """
        let shell = try shell("limits: { readerRequestsPerSecond: 1 }\n")
        try shell.write("ask.py", script)
        let outcome = try await shell.run(
            Self.start + """
                chmod 644 ask.py; nobody python3 ask.py $PWD/magpie.sock; python3 ask.py $PWD/magpie.sock
                magpie audit list | grep -cE 'requests +ThrottlingException'
                """
        )
        #expect(outcome.lines == ["True", "False", "1"], "\(outcome.output) \(outcome.errors)")
    }
}
