import Foundation
import JSON
import Testing

/// `magpie doctor`, as an administrator has it.
@Suite struct DoctorCommandTests {
    @Test func aWholeChainIsShownAuditedAndLeavesNothing() async throws {
        let outcome = try await DaemonTests().shell(settle: 0, builtInRules: true).run(
            DaemonTests.start + #"""
                settled
                magpie doctor --timeout 120 > out; echo $?; head -1 out | tr -s ' '; grep -cE 'bucket +ok [0-9]+ ms +ok .* no rule' out
                magpie doctor --timeout 120 --format json | grep -o '"state":"[a-z]*"' | sort | uniq -c | tr -s ' '
                ls -A bucket | wc -l; magpie findings list --all --format json
                magpie audit list --operation magpie:ExamineBucket | awk 'NR > 1 {print $4, $5, $6}'
                magpie doctor --bucket none 2>&1 | head -1; magpie doctor --timeout 0 2> /dev/null; echo $?
                mv bucket away
                magpie doctor > out; echo $?; grep -c '^bucket: watch: ' out
                """#
        )
        #expect(
            outcome.lines == [
                "0", "bucket watch scan finding event action", "1", " 1 \"state\":\"none\"", " 4 \"state\":\"ok\"", "0",
                "[]", "magpie:ExamineBucket bucket accepted", "magpie:ExamineBucket bucket Success",
                "magpie:ExamineBucket bucket accepted", "magpie:ExamineBucket bucket Success",
                "magpie: error: there is no bucket 'none'", "2", "2", "1",
            ],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }

    /// As under its unit, the service may not write to the bucket: the client does, and takes the file away, also when it
    /// is interrupted.
    @Test(.enabled(if: getuid() == 0, "needs root for a namespace of mounts"))
    func theClientPlantsWhereTheServiceMayNotWrite() async throws {
        let outcome = try await DaemonTests().shell(settle: 0, builtInRules: true).run(
            #"""
            mkdir -p bucket && chmod 700 bucket
            export MAGPIE_SOCKET=$PWD/state/magpie.sock
            start() {
                unshare -m --propagation private sh -c 'mount --bind bucket bucket && mount -o remount,bind,ro bucket &&
                    exec magpied --config magpie.yaml' 2>>log & daemon=$!
                for i in $(seq 600); do magpie wait-settled 2>/dev/null && return; sleep 0.2; done
            }
            trap 'kill $daemon 2>/dev/null; wait $daemon' EXIT
            start
            magpie doctor --timeout 120 > out; echo $?; grep -cE 'bucket +ok .* no rule' out; cat out >&2
            ls -A bucket | wc -l; magpie findings list --all --format json
            kill $daemon; wait $daemon
            sed -i 's/settleMilliseconds: 0/settleMilliseconds: 60000/' magpie.yaml
            start
            magpie doctor --timeout 600 > out & doctor=$!
            for i in $(seq 600); do ls bucket/.magpie-doctor-* 2>/dev/null >&2 && break; sleep 0.02; done
            ls -A bucket | wc -l; kill -TERM $doctor; wait $doctor; echo $?; ls -A bucket | wc -l
            """#
        )
        #expect(
            outcome.lines == ["0", "1", "0", "[]", "1", "143", "0"],
            "\(outcome.output)\n\(outcome.errors)"
        )
    }
}
