/// Policy variables.
enum VariableRules {
    private static let page = "reference_policies_variables.html"

    private static func allow(_ resource: String) -> String {
        "{'Effect':'Allow','Action':'*','Resource':'\(resource)'}"
    }

    static let all = [
        Rule(
            page: page,
            identity: allow("arn:aws:s3:::pay/${aws:username}/*"),
            lines: """
                + s3:GetObject arn:aws:s3:::pay/rosa/a aws:username=rosa; the value stands in its place
                - s3:GetObject arn:aws:s3:::pay/otto/a aws:username=rosa; and no other
                - s3:GetObject arn:aws:s3:::pay/rosa/a; without a value nothing matches
                - s3:GetObject arn:aws:s3:::pay//a; an empty text is not what is missing
                + s3:GetObject arn:aws:s3:::pay//a aws:username=; but a value may be empty
                - s3:GetObject arn:aws:s3:::pay/rosa/a aws:username=r*; a value has no wildcards
                - s3:GetObject arn:aws:s3:::pay/rosa/a aws:username=????; of either kind
                - s3:GetObject arn:aws:s3:::pay/otto/a aws:username=${aws:name}; and no variables
                + s3:GetObject arn:aws:s3:::pay/rosa/a AWS:USERNAME=rosa; names of keys have no case
                - s3:GetObject arn:aws:s3:::pay/rosa/a aws:username=[rosa,otto]; several values are none
                + s3:GetObject arn:aws:s3:::pay/a/b/c aws:username=a/b; a value may have slashes
                + s3:GetObject arn:aws:s3:::pay/a:b/c aws:username=a:b; and in the last piece colons
                """
        ),
        Rule(
            page: page,
            version: "2008-10-17",
            identity: allow("arn:aws:s3:::pay/${aws:username}/*"),
            lines: """
                - s3:GetObject arn:aws:s3:::pay/rosa/a aws:username=rosa; the first version has no variables
                + s3:GetObject arn:aws:s3:::pay/${aws:username}/a aws:username=rosa; the text is the text
                """
        ),
        Rule(
            page: page,
            identity: allow("arn:aws:s3:::pay/${aws:PrincipalTag/unit, `all`}/*"),
            lines: """
                + s3:GetObject arn:aws:s3:::pay/all/a; the default of a missing key
                + s3:GetObject arn:aws:s3:::pay/it/a aws:PrincipalTag/unit=it; a value comes before it
                - s3:GetObject arn:aws:s3:::pay/all/a aws:PrincipalTag/unit=it; and in place of it
                - s3:GetObject arn:aws:s3:::pay/all/a aws:PrincipalTag/unit=; even an empty one
                """
        ),
        Rule(
            page: page,
            identity: allow("arn:aws:s3:::pay/${*}${?}${$}x"),
            lines: """
                + s3:GetObject arn:aws:s3:::pay/*?$x; characters that would mean something
                - s3:GetObject arn:aws:s3:::pay/abcx; mean nothing in braces
                """
        ),
        Rule(
            page: page,
            identity: allow("arn:aws:s3:::pay/$x/{a}/$"),
            lines: "+ s3:GetObject arn:aws:s3:::pay/$x/{a}/$; without its brace a dollar is one"
        ),
        Rule(
            page: page,
            identity: allow("arn:aws:iam::${aws:PrincipalAccount}:user/${aws:username}"),
            lines: """
                + iam:GetUser arn:aws:iam::111122223333:user/rosa aws:PrincipalAccount=111122223333 aws:username=rosa; in any piece
                - iam:GetUser arn:aws:iam::1:2:user/rosa aws:PrincipalAccount=1:2 aws:username=rosa; a value takes no colon of an ARN
                - iam:GetUser arn:aws:iam::111122223333:user/rosa aws:username=rosa; each needs a value
                """
        ),
        Rule(
            page: page,
            identity: "{'Effect':'Allow','Action':'*','NotResource':'arn:aws:s3:::pay/${aws:username}'}",
            lines: """
                - s3:GetObject arn:aws:s3:::pay/rosa aws:username=rosa; left out
                + s3:GetObject arn:aws:s3:::pay/rosa; without a value nothing is left out
                """
        ),
        Rule(
            page: page,
            identity: StringRules.allow("StringEquals", "aws:ResourceTag/unit", "'${aws:PrincipalTag/unit}'"),
            lines: """
                + s3:GetObject * aws:ResourceTag/unit=pay aws:PrincipalTag/unit=pay; in values of conditions
                - s3:GetObject * aws:ResourceTag/unit=pay aws:PrincipalTag/unit=it; which differ
                - s3:GetObject * aws:ResourceTag/unit=pay; without a value nothing is equal
                - s3:GetObject * aws:ResourceTag/unit=${aws:PrincipalTag/unit}; not even the text itself
                - s3:GetObject *; two that are missing are not equal
                """
        ),
        Rule(
            page: page,
            identity: StringRules.allow("StringNotEquals", "aws:ResourceTag/unit", "'${aws:PrincipalTag/unit}'"),
            lines: """
                - s3:GetObject * aws:ResourceTag/unit=pay aws:PrincipalTag/unit=pay; equal
                + s3:GetObject * aws:ResourceTag/unit=pay; nothing is equal to what has no value
                """
        ),
        Rule(
            page: page,
            identity: StringRules.allow("StringLike", "s3:prefix", "['${aws:username}/*','${*}']"),
            lines: """
                + s3:ListBucket * s3:prefix=rosa/2026 aws:username=rosa; beside wildcards
                - s3:ListBucket * s3:prefix=otto/2026 aws:username=*; a star in a value is a star
                + s3:ListBucket * s3:prefix=*; as one in braces
                - s3:ListBucket * s3:prefix=x; which is no wildcard
                """
        ),
        Rule(
            page: page,
            identity: StringRules.allow("StringEqualsIgnoreCase", "aws:ResourceTag/owner", "'${aws:username}'"),
            lines:
                "+ s3:GetObject * aws:ResourceTag/owner=ROSA aws:username=Rosa; case is ignored in values of variables, too"
        ),
        Rule(
            page: page,
            identity: StringRules.allow("ArnLike", "aws:SourceArn", "'arn:aws:s3:::${aws:username}-*'"),
            lines: """
                + s3:GetObject * aws:SourceArn=arn:aws:s3:::rosa-1 aws:username=rosa; in ARNs
                - s3:GetObject * aws:SourceArn=arn:aws:s3:::otto-1 aws:username=rosa; of somebody else
                """
        ),
        Rule(
            page: page,
            identity: StringRules.allow("ArnEquals", "aws:SourceArn", "'${aws:PrincipalArn}'"),
            lines: """
                + x:Do * aws:SourceArn=arn:aws:s3:::a aws:PrincipalArn=arn:aws:s3:::a; a whole ARN from a key
                - x:Do * aws:SourceArn=arn:aws:s3:::a aws:PrincipalArn=arn:aws:s3:::*; whose stars are stars
                """
        ),
        Rule(
            page: page,
            identity:
                "{'Effect':'Allow','Action':'*','Resource':'*'},{'Effect':'Deny','Action':'*','NotResource':'arn:aws:s3:::${aws:username}'}",
            lines: """
                + s3:ListBucket arn:aws:s3:::rosa aws:username=rosa; left out of the denial
                ! s3:ListBucket arn:aws:s3:::rosa; without a value nothing is
                """
        ),
        Rule(
            page: page,
            identity: StringRules.allow("ForAnyValue:StringEquals", "aws:TagKeys", "'${aws:PrincipalTag/key}'"),
            lines: "+ ec2:CreateTags * aws:TagKeys=[a,b] aws:PrincipalTag/key=b; for keys with several values"
        ),
    ]
}
