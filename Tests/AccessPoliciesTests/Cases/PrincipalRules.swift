/// `Principal` and `NotPrincipal`.
enum PrincipalRules {
    private static let page = "reference_policies_elements_principal.html"
    private static let notPage = "reference_policies_elements_notprincipal.html"

    static func allow(_ principal: String) -> String {
        "{'Effect':'Allow','Principal':\(principal),'Action':'s3:*','Resource':'*'}"
    }

    private static func denyBut(_ principal: String) -> String {
        "\(allow("'*'")),{'Effect':'Deny','NotPrincipal':\(principal),'Action':'s3:Put*','Resource':'*'}"
    }

    static let all = [
        Rule(
            page: page,
            resource: allow("'*'"),
            lines: """
                + s3:GetObject * @rosa; a star is everybody
                + s3:GetObject * @nobody; somebody without credentials, too
                + s3:GetObject * @events; services
                + s3:GetObject * @clerk; sessions
                - s3:GetObject * @otto of=111122223333; who of another account needs a policy of his own as well
                """
        ),
        Rule(
            page: page,
            resource: allow("{'AWS':'*'}"),
            lines: "+ s3:GetObject * @rosa; the long way to write it\n+ s3:GetObject * @nobody; for everybody"
        ),
        Rule(
            page: page,
            resource: allow("{'AWS':'arn:aws:iam::111122223333:user/rosa'}"),
            lines: """
                + s3:GetObject * @rosa; a user by the ARN
                - s3:GetObject * @clerk; a session is no user
                - s3:GetObject * @nobody; somebody without credentials is nobody
                - s3:GetObject * @eva; another user
                - kms:Decrypt * @rosa; of another action
                """
        ),
        Rule(
            page: page,
            resource: allow("{'AWS':'AIDAROSAROSAROSAROSA'}"),
            lines: "+ s3:GetObject * @rosa; a user by the unique id\n- s3:GetObject * @clerk; and no other"
        ),
        Rule(
            page: page,
            resource: allow("{'AWS':'arn:aws:iam::111122223333:role/ops/clerk'}"),
            lines: """
                + s3:GetObject * @clerk; a role, of which this is a session
                - s3:GetObject * @rosa; a user is none
                """
        ),
        Rule(
            page: page,
            resource: allow("{'AWS':'arn:aws:iam::111122223333:role/clerk'}"),
            lines: "- s3:GetObject * @clerk; a role of the same name with another path"
        ),
        Rule(
            page: page,
            resource: allow("{'AWS':'AROACLERKCLERKCLERKC'}"),
            lines: "+ s3:GetObject * @clerk; a role by its unique id"
        ),
        Rule(
            page: page,
            resource: allow("{'AWS':'AROAOTHEROTHEROTHERO'}"),
            lines: "- s3:GetObject * @clerk; a role that was made anew is another"
        ),
        Rule(
            page: page,
            resource: allow("{'AWS':'arn:aws:sts::111122223333:assumed-role/clerk/monday'}"),
            lines: "+ s3:GetObject * @clerk; one session of a role"
        ),
        Rule(
            page: page,
            resource: allow("{'AWS':'arn:aws:sts::111122223333:assumed-role/clerk/friday'}"),
            lines: "- s3:GetObject * @clerk; another session of it"
        ),
        Rule(
            page: page,
            resource: allow("{'AWS':'arn:aws:sts::111122223333:federated-user/eva'}"),
            lines: "+ s3:GetObject * @eva; a federated user"
        ),
        Rule(
            page: page,
            resource: allow("{'AWS':['444455556666','arn:aws:iam::111122223333:user/rosa']}"),
            lines: "+ s3:GetObject * @rosa; any of a list"
        ),
        Rule(
            page: page,
            resource: allow("{'Service':'events.amazonaws.com'}"),
            lines:
                "+ s3:GetObject * @events; a service\n- s3:GetObject * @rosa; a user is none\n- s3:GetObject * @nobody; nor is somebody without credentials"
        ),
        Rule(
            page: page,
            resource: allow("{'Service':'backup.amazonaws.com','AWS':'arn:aws:iam::111122223333:user/rosa'}"),
            lines: "- s3:GetObject * @events; another service\n+ s3:GetObject * @rosa; several kinds in one"
        ),
        Rule(
            page: page,
            resource: allow("{'AWS':'111122223333'}"),
            lines: """
                - s3:GetObject * @rosa; an account leaves it to its own policies
                + s3:GetObject * @root; but is meant itself
                - s3:GetObject * @events; services are in no account
                - s3:GetObject * @otherRoot of=111122223333; another account is another
                """
        ),
        Rule(
            page: page,
            resource:
                "\(allow("'*'")),{'Effect':'Deny','Principal':{'AWS':'111122223333'},'Action':'s3:Put*','Resource':'*'}",
            lines: """
                ! s3:PutObject * @rosa; a denial to an account is to all in it
                ! s3:PutObject * @clerk; to sessions as well
                ! s3:PutObject * @root; and to itself
                + s3:PutObject * @events; services are in no account
                """
        ),
        Rule(
            page: page,
            resource:
                "\(allow("'*'")),{'Effect':'Deny','Principal':{'AWS':'arn:aws:iam::111122223333:role/ops/clerk'},'Action':'s3:Put*','Resource':'*'}",
            lines:
                "! s3:PutObject * @clerk; a denial to a role is to its sessions\n+ s3:PutObject * @rosa; and to nobody else"
        ),
        Rule(
            page: notPage,
            resource: denyBut("{'AWS':['arn:aws:iam::111122223333:user/rosa','arn:aws:iam::111122223333:root']}"),
            lines: """
                + s3:PutObject * @rosa; a user is left out who is listed with the account
                ! s3:PutObject * @clerk; others of the account are not
                ! s3:PutObject * @events; nor is anybody else
                ! s3:PutObject * @nobody; nor is somebody without credentials
                + s3:PutObject * @root; the account is listed
                + s3:GetObject * @clerk; other actions are not denied
                """
        ),
        Rule(
            page: notPage,
            resource: denyBut("{'AWS':'arn:aws:iam::111122223333:user/rosa'}"),
            lines: "! s3:PutObject * @rosa; without the account, the user is denied with it"
        ),
        Rule(
            page: notPage,
            resource: denyBut("{'AWS':'111122223333'}"),
            lines:
                "! s3:PutObject * @rosa; the account alone leaves nobody in it out\n+ s3:PutObject * @root; but itself"
        ),
        Rule(
            page: notPage,
            resource: denyBut(
                "{'AWS':['111122223333','arn:aws:iam::111122223333:role/ops/clerk','arn:aws:sts::111122223333:assumed-role/clerk/monday']}"
            ),
            lines: "+ s3:PutObject * @clerk; account, role and session"
        ),
        Rule(
            page: notPage,
            resource: denyBut("{'AWS':['111122223333','arn:aws:iam::111122223333:role/ops/clerk']}"),
            lines: "! s3:PutObject * @clerk; without the session"
        ),
        Rule(page: notPage, resource: denyBut("'*'"), lines: "+ s3:PutObject * @nobody; all but everybody is nobody"),
        Rule(
            page: notPage,
            resource: denyBut("{'Service':'events.amazonaws.com'}"),
            lines: "+ s3:PutObject * @events; a service\n! s3:PutObject * @rosa; and nobody else"
        ),
        Rule(
            page: "id_roles_terms-and-concepts.html",
            trust:
                "{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::111122223333:user/rosa'},'Action':'sts:AssumeRole'}",
            needsResourcePolicy: true,
            lines: """
                + sts:AssumeRole arn:aws:iam::111122223333:role/ops/clerk @rosa; a role trusts a user by name
                - sts:AssumeRole arn:aws:iam::111122223333:role/ops/clerk @eva; and nobody else
                - sts:TagSession arn:aws:iam::111122223333:role/ops/clerk @rosa; for nothing else
                - sts:AssumeRole arn:aws:iam::111122223333:role/ops/clerk @root; not even for the account
                """
        ),
        Rule(
            page: "id_roles_create_for-user_externalid.html",
            identity: "{'Effect':'Allow','Action':'sts:AssumeRole','Resource':'arn:aws:iam::111122223333:role/*'}",
            trust: """
                {'Effect':'Allow','Principal':{'AWS':'444455556666'},'Action':'sts:AssumeRole',
                 'Condition':{'StringEquals':{'sts:ExternalId':'x-1'}}}
                """,
            needsResourcePolicy: true,
            lines: """
                + sts:AssumeRole arn:aws:iam::111122223333:role/audit @otto of=111122223333 sts:ExternalId=x-1; with the id that was agreed
                - sts:AssumeRole arn:aws:iam::111122223333:role/audit @otto of=111122223333 sts:ExternalId=x-2; with another
                - sts:AssumeRole arn:aws:iam::111122223333:role/audit @otto of=111122223333; with none
                - sts:AssumeRole arn:aws:iam::111122223333:role/audit @rosa of=111122223333 sts:ExternalId=x-1; for the account it trusts only
                """
        ),
        Rule(
            page: "id_roles_create_for-service.html",
            trust: "{'Effect':'Allow','Principal':{'Service':'events.amazonaws.com'},'Action':'sts:AssumeRole'}",
            needsResourcePolicy: true,
            lines:
                "+ sts:AssumeRole arn:aws:iam::111122223333:role/bus @events; a role trusts a service\n- sts:AssumeRole arn:aws:iam::111122223333:role/bus @rosa; and no user"
        ),
    ]
}
