import EventOperations
import ServiceModel
import Testing

/// Which events are shown to somebody who may not know everything.
@Suite struct VisibleEventTests {
    /// May read the findings of one bucket and of one user, whose access keys it may list, and know what that one does not use.
    private static func visibility() -> Visibility {
        Visibility("events:Tail") { action, resource, _ in
            let allowed: Set<String> = [
                "macie2:GetFindings arn:aws:s3:::hr", "macie2:GetFindings arn:aws:iam::000000000000:user/anna",
                "iam:ListAccessKeys arn:aws:iam::000000000000:user/anna",
                "iam:ListUnusedAccess arn:aws:iam::000000000000:user/anna",
                // May read the findings of this one, but not list his keys.
                "macie2:GetFindings arn:aws:iam::000000000000:user/bert",
            ]
            return allowed.contains("\(action) \(resource?.arn ?? "")") ? nil : ServiceError("AccessDenied", "no")
        }
    }

    private static func bucket(_ name: String) -> String { #"{"resourcesAffected":{"s3Bucket":{"name":"\#(name)"}}}"# }

    private static func key(of user: String) -> String {
        #"{"resourcesAffected":{"s3Bucket":null},"local":{"accessKey":{"Arn":"arn:aws:iam::000000000000:user/\#(user)"}}}"#
    }

    private static func unused(_ user: String) -> String { #"{"Arn":"arn:aws:iam::000000000000:user/\#(user)"}"# }

    static let cases: [(type: String, detail: String, isShown: Bool)] = [
        ("Macie Finding", bucket("hr"), true), ("Macie Finding", bucket("pay"), false),
        ("Finding Resolved", #"{"reason":"object-deleted","finding":\#(bucket("hr"))}"#, true),
        ("Finding Resolved", #"{"reason":"object-deleted","finding":\#(bucket("pay"))}"#, false),
        ("Object Changed", #"{"bucket":{"name":"hr"}}"#, true),
        ("Object Changed", #"{"bucket":{"name":"pay"}}"#, false),
        ("Macie Finding", key(of: "anna"), true), ("Macie Finding", key(of: "bert"), false),
        ("Macie Finding", key(of: "carl"), false),
        ("Finding Resolved", #"{"reason":"access-key-deleted","finding":\#(key(of: "bert"))}"#, false),
        ("Unused Access Found", unused("anna"), true), ("Unused Access Found", unused("bert"), false),
        ("Configuration Reloaded", "{}", true),
    ]

    @Test(arguments: cases)
    func isShown(_ type: String, _ detail: String, _ isShown: Bool) {
        let envelope = #"{"detail-type":"\#(type)","source":"x","detail":\#(detail)}"#
        #expect(Self.visibility().allows(event: envelope) == isShown)
        #expect(Visibility.everything.allows(event: envelope))
    }

    @Test func whatCannotBeReadIsNotShown() { #expect(!Self.visibility().allows(event: "{")) }
}
