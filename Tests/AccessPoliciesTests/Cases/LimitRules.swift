/// Permissions boundaries, session policies, policies of an organisation, and grants.
enum LimitRules {
    private static let boundaries = "access_policies_boundaries.html"
    private static let sessions = "access_policies.html"
    private static let organisations = "reference_policies_evaluation-logic_policy-eval-denyallow.html"
    private static let everything = "{'Effect':'Allow','Action':'*','Resource':'*'}"
    private static let reading = "{'Effect':'Allow','Action':'s3:Get*','Resource':'*'}"
    private static let object = "arn:aws:s3:::pay/a"

    static let all = [
        Rule(
            page: boundaries,
            identity: everything,
            boundary: reading,
            lines: """
                + s3:GetObject \(object); both allow it
                - s3:PutObject \(object); the boundary does not
                """
        ),
        Rule(
            page: boundaries,
            boundary: everything,
            lines: "- s3:GetObject \(object); a boundary alone allows nothing"
        ),
        Rule(
            page: boundaries,
            identity: reading,
            boundary: everything,
            lines: "+ s3:GetObject \(object); the boundary is wider\n- s3:PutObject \(object); and adds nothing"
        ),
        Rule(
            page: boundaries,
            identity: everything,
            boundary: "\(everything),{'Effect':'Deny','Action':'s3:Put*','Resource':'*'}",
            lines:
                "! s3:PutObject \(object); a denial in a boundary is one\n+ s3:GetObject \(object); for what it names"
        ),
        Rule(
            page: boundaries,
            identity: everything,
            boundary:
                "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'Bool':{'aws:SecureTransport':true}}}",
            lines:
                "+ s3:GetObject \(object) aws:SecureTransport=true; conditions count in boundaries\n- s3:GetObject \(object); when they are not met"
        ),
        Rule(
            page: boundaries,
            boundary: reading,
            resource: PrincipalRules.allow(
                "{'AWS':['arn:aws:iam::111122223333:user/rosa','arn:aws:iam::111122223333:role/ops/clerk']}"
            ),
            lines: """
                + s3:PutObject \(object) @rosa; who is named herself is not limited by what her boundary leaves out
                - s3:PutObject \(object) @clerk; a role that is named is
                + s3:GetObject \(object) @clerk; unless the boundary allows it
                """
        ),
        Rule(
            page: boundaries,
            boundary: "\(reading),{'Effect':'Deny','Action':'s3:Put*','Resource':'*'}",
            resource: PrincipalRules.allow("{'AWS':'arn:aws:iam::111122223333:user/rosa'}"),
            lines: "! s3:PutObject \(object) @rosa; but what it denies is denied"
        ),
        Rule(
            page: boundaries,
            boundary: reading,
            resource: PrincipalRules.allow("'*'"),
            lines:
                "- s3:PutObject \(object) @rosa; who is allowed along with everybody is limited\n+ s3:GetObject \(object) @rosa; to the boundary"
        ),
        Rule(
            page: sessions,
            identity: everything,
            session: reading,
            lines:
                "+ s3:GetObject \(object) @clerk; both allow it\n- s3:PutObject \(object) @clerk; the session's policy does not"
        ),
        Rule(
            page: sessions,
            session: everything,
            lines: "- s3:GetObject \(object) @clerk; a session's policy alone allows nothing"
        ),
        Rule(
            page: sessions,
            identity: everything,
            session: "",
            lines: "- s3:GetObject \(object) @clerk; a session with an empty list of policies may do nothing"
        ),
        Rule(
            page: sessions,
            identity: everything,
            session: "\(everything),{'Effect':'Deny','Action':'s3:*','Resource':'*'}",
            lines:
                "! s3:GetObject \(object) @clerk; a denial in a session's policy is one\n+ kms:Decrypt * @clerk; for what it names"
        ),
        Rule(
            page: sessions,
            session: reading,
            resource: PrincipalRules.allow("{'AWS':'arn:aws:sts::111122223333:assumed-role/clerk/monday'}"),
            lines: "+ s3:PutObject \(object) @clerk; a session that is named itself is not limited"
        ),
        Rule(
            page: sessions,
            session: reading,
            resource: PrincipalRules.allow("{'AWS':'arn:aws:iam::111122223333:role/ops/clerk'}"),
            lines:
                "- s3:PutObject \(object) @clerk; by its role it is\n+ s3:GetObject \(object) @clerk; to what its policy allows"
        ),
        Rule(
            page: sessions,
            session: reading,
            resource: PrincipalRules.allow("{'AWS':'arn:aws:sts::111122223333:federated-user/eva'}"),
            lines: "+ s3:PutObject \(object) @eva; a federated user that is named is not limited"
        ),
        Rule(
            page: sessions,
            identity: everything,
            boundary: "{'Effect':'Allow','Action':['s3:Get*','s3:List*'],'Resource':'*'}",
            session: "{'Effect':'Allow','Action':['s3:Get*','s3:Put*'],'Resource':'*'}",
            lines: """
                + s3:GetObject \(object) @clerk; all three allow it
                - s3:ListBucket \(object) @clerk; the session's policy does not
                - s3:PutObject \(object) @clerk; the boundary does not
                """
        ),
        Rule(
            page: organisations,
            identity: everything,
            organisation: [everything, reading],
            lines: """
                + s3:GetObject \(object); every level allows it
                - s3:PutObject \(object); one does not
                - s3:PutObject \(object) @root; not even for the account itself
                + s3:GetObject \(object) @root; which needs no more than that
                """
        ),
        Rule(
            page: organisations,
            organisation: [everything],
            lines: "- s3:GetObject \(object); an organisation allows nothing by itself"
        ),
        Rule(
            page: organisations,
            identity: everything,
            organisation: ["\(everything),{'Effect':'Deny','Action':'kms:*','Resource':'*'}"],
            lines:
                "! kms:Decrypt *; what an organisation denies\n! kms:Decrypt * @root; it denies to everybody\n+ s3:GetObject \(object); and nothing else"
        ),
        Rule(
            page: organisations,
            organisation: [reading],
            resource: PrincipalRules.allow("{'AWS':'arn:aws:iam::111122223333:user/rosa'}"),
            lines:
                "- s3:PutObject \(object) @rosa; who is named herself is limited by the organisation\n+ s3:GetObject \(object) @rosa; to what it allows"
        ),
        Rule(
            page: "reference_policies_evaluation-logic.html",
            resource: "{'Effect':'Allow','Principal':{'AWS':'111122223333'},'Action':'kms:*','Resource':'*'}",
            needsResourcePolicy: true,
            grants: true,
            lines: "+ kms:Decrypt * @rosa; a grant allows it"
        ),
        Rule(
            page: "reference_policies_evaluation-logic.html",
            identity: "{'Effect':'Deny','Action':'kms:Decrypt','Resource':'*'}",
            grants: true,
            lines: "! kms:Decrypt *; but not what is denied\n+ kms:Encrypt *; and only that"
        ),
        Rule(
            page: "reference_policies_evaluation-logic.html",
            needsResourcePolicy: true,
            grants: false,
            lines: "- kms:Decrypt *; without one that is about it"
        ),
    ]
}
