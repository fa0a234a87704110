/// Resources of an account's own, of another account, and those where nothing goes without their policy.
enum AccountRules {
    private static let cross = "reference_policies_evaluation-logic-cross-account.html"
    private static let same = "reference_policies_evaluation-logic_policy-eval-basics.html"
    private static let reading = "{'Effect':'Allow','Action':'s3:Get*','Resource':'*'}"
    private static let object = "arn:aws:s3:::pay/a"
    private static let key = "arn:aws:kms:local:111122223333:key/1"
    private static let keys = "{'Effect':'Allow','Action':'kms:*','Resource':'*'}"
    private static let root =
        "{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::111122223333:root'},'Action':'kms:*','Resource':'*'}"

    static let all = [
        Rule(
            page: same,
            identity: reading,
            resource: PrincipalRules.allow("{'AWS':'arn:aws:iam::111122223333:role/ops/clerk'}"),
            lines: """
                + s3:GetObject \(object) @rosa; her own policies suffice for a resource of the account
                - s3:PutObject \(object) @rosa; which neither allows her
                + s3:PutObject \(object) @clerk; the resource's policy suffices as well
                """
        ),
        Rule(
            page: cross,
            identity: reading,
            lines: """
                - s3:GetObject \(object) @otto of=111122223333; another account's resource needs its policy, too
                + s3:GetObject \(object) @otto of=444455556666; his own account's does not
                + s3:GetObject \(object) @otto; and whose it is not known to be is his
                """
        ),
        Rule(
            page: cross,
            identity: reading,
            resource: PrincipalRules.allow("{'AWS':'444455556666'}"),
            lines: """
                + s3:GetObject \(object) @otto of=111122223333; both sides allow it: the resource's the account
                - s3:PutObject \(object) @otto of=111122223333; the account's policies must, too
                + s3:PutObject \(object) @otherRoot of=111122223333; the account itself needs none
                - s3:GetObject \(object) @rosa of=444455556666; an account that is not named
                """
        ),
        Rule(
            page: cross,
            resource: PrincipalRules.allow("{'AWS':'arn:aws:iam::444455556666:user/otto'}"),
            lines:
                "- s3:GetObject \(object) @otto of=111122223333; being named is not enough across accounts\n+ s3:GetObject \(object) @otto of=444455556666; within one it is"
        ),
        Rule(
            page: cross,
            identity: reading,
            boundary: "{'Effect':'Allow','Action':'s3:List*','Resource':'*'}",
            resource: PrincipalRules.allow("{'AWS':'arn:aws:iam::444455556666:user/otto'}"),
            lines: "- s3:GetObject \(object) @otto of=111122223333; across accounts boundaries limit whoever is named"
        ),
        Rule(
            page: cross,
            identity: reading,
            session: "{'Effect':'Allow','Action':'s3:List*','Resource':'*'}",
            resource: PrincipalRules.allow("'*'"),
            lines: "- s3:GetObject \(object) @clerk of=444455556666; and session policies"
        ),
        Rule(
            page: cross,
            identity: "{'Effect':'Allow','Action':'*','Resource':'*'}",
            resource:
                "\(PrincipalRules.allow("'*'")),{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'*','Condition':{'StringNotEquals':{'aws:PrincipalAccount':'111122223333'}}}",
            lines: """
                ! s3:GetObject \(object) @otto of=111122223333 aws:PrincipalAccount=444455556666; a resource keeps others out
                + s3:GetObject \(object) @rosa of=111122223333 aws:PrincipalAccount=111122223333; and its own in
                ! s3:GetObject \(object) @nobody; and who has no account
                """
        ),
        Rule(
            page: cross,
            resource: PrincipalRules.allow("'*'"),
            lines:
                "+ s3:GetObject \(object) @nobody of=111122223333; somebody without credentials is in no account\n+ s3:GetObject \(object) @events of=111122223333; nor is a service"
        ),
        Rule(
            page: same,
            lines:
                "- s3:GetObject \(object) @nobody; without credentials nothing is allowed\n- s3:GetObject \(object) @events; nor to a service"
        ),
        // Keys: https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
        Rule(
            page: same,
            identity: keys,
            needsResourcePolicy: true,
            lines:
                "- kms:Decrypt \(key) @rosa; a key without a policy is nobody's\n- kms:Decrypt \(key) @root; not even the account's"
        ),
        Rule(
            page: same,
            identity: keys,
            resource: root,
            needsResourcePolicy: true,
            lines:
                "+ kms:Decrypt \(key) @rosa; a key's policy leaves it to the account, whose policies allow it\n+ kms:Decrypt \(key) @root; and to the account itself"
        ),
        Rule(
            page: same,
            resource: root,
            needsResourcePolicy: true,
            lines: "- kms:Decrypt \(key) @rosa; leaving it to the account allows nobody in it"
        ),
        Rule(
            page: same,
            identity: keys,
            resource:
                "{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::111122223333:user/rosa'},'Action':'kms:Encrypt','Resource':'*'}",
            needsResourcePolicy: true,
            lines: """
                + kms:Encrypt \(key) @rosa; who is named in a key's policy
                - kms:Decrypt \(key) @rosa; her own policies are not enough for more
                - kms:Encrypt \(key) @root; nor is being the account
                """
        ),
        Rule(
            page: same,
            resource:
                "{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::111122223333:user/rosa'},'Action':'kms:Encrypt','Resource':'*'}",
            needsResourcePolicy: true,
            lines: "+ kms:Encrypt \(key) @rosa; and needs no policy of her own"
        ),
        Rule(
            page: same,
            identity: keys,
            resource: root,
            needsResourcePolicy: true,
            lines: "- kms:Decrypt \(key) @otto of=111122223333; a key's policy that does not name another account"
        ),
        Rule(
            page: same,
            identity: keys,
            resource:
                "\(root),{'Effect':'Allow','Principal':{'AWS':'444455556666'},'Action':'kms:Decrypt','Resource':'*'}",
            needsResourcePolicy: true,
            lines:
                "+ kms:Decrypt \(key) @otto of=111122223333; and one that does\n- kms:Encrypt \(key) @otto of=111122223333; for what it names"
        ),
        Rule(
            page: same,
            resource: """
                {'Effect':'Allow','Principal':{'AWS':'*'},'Action':'kms:Decrypt','Resource':'*',
                 'Condition':{'StringEquals':{'kms:CallerAccount':'111122223333','kms:ViaService':'secretsmanager.local.amazonaws.com'}}}
                """,
            needsResourcePolicy: true,
            lines: """
                + kms:Decrypt \(key) @rosa kms:CallerAccount=111122223333 kms:ViaService=secretsmanager.local.amazonaws.com; through a service
                - kms:Decrypt \(key) @rosa kms:CallerAccount=111122223333; not directly
                - kms:Decrypt \(key) @nobody kms:ViaService=secretsmanager.local.amazonaws.com; not without an account
                """
        ),
        Rule(
            page: same,
            resource: """
                {'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::111122223333:user/rosa'},'Action':'kms:Decrypt','Resource':'*',
                 'Condition':{'StringEquals':{'kms:EncryptionContext:Department':'pay'},
                              'ForAllValues:StringEquals':{'kms:EncryptionContextKeys':['Department']}}}
                """,
            needsResourcePolicy: true,
            lines: """
                + kms:Decrypt \(key) @rosa kms:EncryptionContext:Department=pay kms:EncryptionContextKeys=[Department]; the context agreed
                - kms:Decrypt \(key) @rosa kms:EncryptionContext:Department=it kms:EncryptionContextKeys=[Department]; another value
                - kms:Decrypt \(key) @rosa kms:EncryptionContext:Department=pay kms:EncryptionContextKeys=[Department,x]; a key more
                - kms:Decrypt \(key) @rosa kms:EncryptionContext:Department=pay kms:EncryptionContextKeys=[department]; whose case counts
                """
        ),
    ]
}
