import JSON
import POSIX
import ServiceModel

extension IAMService {
    /// The policy that ends a role's sessions, as IAM's console calls it.
    static let revocation = "AWSRevokeOlderSessions"

    /// Ends all sessions of a role that have begun until now, those of this second as well.
    ///
    /// What does not begin with a token, a unit's session, is not among them: it has what the profile gives it now.
    /// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_revoke-sessions.html
    func revokeSessions(_ call: IAMCall) throws -> JSONValue {
        // By the clock that tokens are made by, which may be ahead of one that was set back.
        let time = sessions.time(call.request.time).rounded(.down) + 1
        let until = UTCTime.text(secondsSince1970: time)
        let statement: JSONValue = .object([
            "Effect": .string("Deny"), "Action": .array([.string("*")]), "Resource": .array([.string("*")]),
            "Condition": .object(["DateLessThan": .object(["aws:TokenIssueTime": .string(until)])]),
        ])
        let document = JSONValue.object([
            "Version": .string("2012-10-17"), "Statement": .array([statement]),
        ]).json
        try keepTime(time)
        return try change(call) { edit in
            var holder = try edit.catalogue.holder(.role, call)
            try IAMService.requireOwn(holder)
            holder.permissions.put(
                PolicyDocument(document, named: "role \(holder.name): \(IAMService.revocation)"),
                named: IAMService.revocation
            )
            edit.put(holder)
            return .object(["RevokedBefore": .string(until)])
        }
    }
}
