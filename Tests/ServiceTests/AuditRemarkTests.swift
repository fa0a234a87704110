import Auditing
import Testing

@testable import Service

/// What a row of the audit log says of what became of a request.
@Suite struct AuditRemarkTests {
    private func entry(_ result: AuditEntry.Result, _ reason: String = "", intent: Int? = nil) -> AuditEntry {
        AuditEntry(userID: 0, userName: "", action: "a:B", reason: reason, result: result, intent: intent)
    }

    @Test(arguments: [
        "", "known; by alice", "refused: X", "outcome: Success", "outcome of 1: Success; it", "outcome of us",
        "by arn:aws:iam::1:user/eve; outcome: Success",
    ])
    func anEntryIsReadAsItWasWritten(_ reason: String) {
        for (result, code) in [(AuditEntry.Result.success, "Success"), (.refused("GoneException"), "GoneException")] {
            let remark = AuditRemark(entry(result, reason, intent: 17))
            #expect((remark.code, remark.intent) == (code, 17))
            #expect(AuditRemark(remark.text) == remark)
        }
        let refusal = AuditRemark(entry(.refused("GoneException"), reason))
        #expect(AuditRemark(refusal.text) == refusal)
        // No words of a user's pass for an outcome.
        for result in [AuditEntry.Result.intent, .success] {
            let remark = AuditRemark(AuditRemark(entry(result, reason)).text)
            #expect((remark.code, remark.intent) == (nil, nil))
            #expect(remark.reason.hasSuffix(reason))
        }
    }

    /// Whom no number of a user stands for is named, and nobody's words name somebody else.
    @Test(arguments: ["", "why; not", "by arn:aws:iam::1:user/eve; why"]) func identitiesAreNamed(_ reason: String) {
        for (result, intent) in [(AuditEntry.Result.intent, nil), (.success, 17), (.refused("GoneException"), nil)] {
            var entry = entry(result, reason, intent: intent)
            (entry.userID, entry.userName) = (UInt32.max, "arn:aws:iam::1:user/alice")
            let remark = AuditRemark(AuditRemark(entry).text)
            #expect(remark.identity == "arn:aws:iam::1:user/alice")
            #expect(remark.intent == intent)
            #expect(remark.reason.hasSuffix(reason))
        }
        #expect(AuditRemark(AuditRemark(entry(.intent, reason)).text).identity == nil)
    }

    /// Texts that versions before have written.
    @Test func whatIsThereAlreadyIsUnderstood() {
        #expect(AuditRemark("outcome: Success") == AuditRemark(code: "Success", reason: ""))
        #expect(AuditRemark("outcome: Success; why") == AuditRemark(code: "Success", reason: "why"))
        #expect(AuditRemark("refused: GoneException; why") == AuditRemark(code: "GoneException", reason: "why"))
        #expect(AuditRemark(" refused: me") == AuditRemark(code: nil, reason: " refused: me"))
        #expect(AuditRemark("outcome of x: y") == AuditRemark(code: nil, reason: "outcome of x: y"))
    }
}

extension AuditRemark {
    fileprivate init(code: String?, reason: String) {
        self.init("")
        (self.code, self.reason) = (code, reason)
    }
}
