/// Operators for texts and ARNs.
enum StringRules {
    private static let page = "reference_policies_elements_condition_operators.html"

    static func allow(_ operation: String, _ key: String, _ values: String) -> String {
        "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'\(operation)':{'\(key)':\(values)}}}"
    }

    static let all = [
        Rule(
            page: page,
            identity: allow("StringEquals", "aws:PrincipalTag/unit", "['pay','it*']"),
            lines: """
                + s3:GetObject * aws:PrincipalTag/unit=pay; one of the values
                + s3:GetObject * aws:principaltag/UNIT=pay; names of keys have no case
                - s3:GetObject * aws:PrincipalTag/unit=Pay; values have
                - s3:GetObject * aws:PrincipalTag/unit=item; a star is a star
                + s3:GetObject * aws:PrincipalTag/unit=it*; and nothing else
                - s3:GetObject * aws:PrincipalTag/unit=payroll; the whole value
                - s3:GetObject *; a missing key is equal to nothing
                - s3:GetObject * aws:PrincipalTag/units=pay; another key is another
                - s3:GetObject * aws:PrincipalTag/unit=[pay,it*]; several values need ForAnyValue or ForAllValues
                """
        ),
        Rule(
            page: page,
            identity: allow("StringNotEquals", "aws:PrincipalTag/unit", "['pay','it']"),
            lines: """
                - s3:GetObject * aws:PrincipalTag/unit=pay; one of the values
                - s3:GetObject * aws:PrincipalTag/unit=it; the other
                + s3:GetObject * aws:PrincipalTag/unit=hr; none of them
                + s3:GetObject *; a missing key is none of them
                + s3:GetObject * aws:PrincipalTag/unit=PAY; case counts
                - s3:GetObject * aws:PrincipalTag/unit=[hr,law]; several values are no match
                """
        ),
        Rule(
            page: page,
            identity: allow("StringEqualsIgnoreCase", "aws:PrincipalTag/unit", "'Größe'"),
            lines: """
                + s3:GetObject * aws:PrincipalTag/unit=größe; letters without case
                + s3:GetObject * aws:PrincipalTag/unit=GRÖßE; beyond ASCII as well
                - s3:GetObject * aws:PrincipalTag/unit=Grösse; other letters are others
                - s3:GetObject *; a missing key
                """
        ),
        Rule(
            page: page,
            identity: allow("StringNotEqualsIgnoreCase", "aws:PrincipalTag/unit", "'pay'"),
            lines: """
                - s3:GetObject * aws:PrincipalTag/unit=PAY; equal without case
                + s3:GetObject * aws:PrincipalTag/unit=IT; not equal
                + s3:GetObject *; a missing key
                """
        ),
        Rule(
            page: page,
            identity: allow("StringLike", "s3:prefix", "['home/','home/rosa*','?']"),
            lines: """
                + s3:ListBucket * s3:prefix=home/; without wildcards it is equal
                + s3:ListBucket * s3:prefix=home/rosa/2026/a:b; a star crosses everything
                - s3:ListBucket * s3:prefix=home/otto; no pattern
                - s3:ListBucket * s3:prefix=HOME/; case counts
                + s3:ListBucket * s3:prefix=ä; one character
                - s3:ListBucket * s3:prefix=; an empty text is no character
                - s3:ListBucket *; a missing key
                """
        ),
        Rule(
            page: page,
            identity: allow("StringLike", "s3:prefix", "'*'"),
            lines: """
                + s3:ListBucket * s3:prefix=x; everything
                + s3:ListBucket * s3:prefix=; an empty text
                - s3:ListBucket *; but not a key that is missing
                """
        ),
        Rule(
            page: page,
            identity: allow("StringNotLike", "s3:prefix", "['home/*','tmp/*']"),
            lines: """
                - s3:ListBucket * s3:prefix=home/a; like one
                - s3:ListBucket * s3:prefix=tmp/; like another
                + s3:ListBucket * s3:prefix=pay/; like none
                + s3:ListBucket *; a missing key is like none
                """
        ),
        Rule(
            page: page,
            identity: allow("StringEquals", "aws:username", "[]"),
            lines: "- s3:GetObject * aws:username=rosa; of no values, none is equal"
        ),
        Rule(
            page: page,
            identity: allow("StringEquals", "aws:username", "''"),
            lines: "+ s3:GetObject * aws:username=; an empty text is a value\n- s3:GetObject *; a missing key is none"
        ),
        Rule(
            page: page,
            identity: allow("ArnLike", "aws:SourceArn", "['arn:aws:s3:::pay*','arn:aws:events:*:111122223333:rule/*']"),
            lines: """
                + s3:GetObject * aws:SourceArn=arn:aws:s3:::payroll; a star in the last piece
                + s3:GetObject * aws:SourceArn=arn:aws:events:local:111122223333:rule/bus/x; it crosses slashes
                - s3:GetObject * aws:SourceArn=arn:aws:events:local:444455556666:rule/x; each piece must match
                - s3:GetObject * aws:SourceArn=arn:aws:events:a:b:111122223333:rule/x; a star in a piece takes no colon
                - s3:GetObject * aws:SourceArn=pay; what is no ARN is like none
                - s3:GetObject *; a missing key
                """
        ),
        Rule(
            page: page,
            identity: allow("ArnEquals", "aws:PrincipalArn", "'arn:aws:iam::111122223333:user/*'"),
            lines: """
                + s3:GetObject * aws:PrincipalArn=arn:aws:iam::111122223333:user/rosa; ArnEquals has wildcards as ArnLike has
                - s3:GetObject * aws:PrincipalArn=arn:aws:iam::111122223333:role/rosa; and compares as it does
                """
        ),
        Rule(
            page: page,
            identity: allow("ArnNotLike", "aws:PrincipalArn", "'arn:aws:iam::*:user/guest-*'"),
            lines: """
                - s3:GetObject * aws:PrincipalArn=arn:aws:iam::111122223333:user/guest-1; like it
                + s3:GetObject * aws:PrincipalArn=arn:aws:iam::111122223333:user/rosa; not like it
                + s3:GetObject *; a missing key is not like it
                """
        ),
        Rule(
            page: page,
            identity: allow(
                "ArnNotEquals",
                "aws:PrincipalArn",
                "['arn:aws:iam::111122223333:user/a','arn:aws:iam::111122223333:user/b']"
            ),
            lines: """
                - s3:GetObject * aws:PrincipalArn=arn:aws:iam::111122223333:user/b; one of them
                + s3:GetObject * aws:PrincipalArn=arn:aws:iam::111122223333:user/c; none of them
                """
        ),
        Rule(
            page: "reference_policies_condition-logic-multiple-context-keys-or-values.html",
            identity: """
                {'Effect':'Allow','Action':'*','Resource':'*','Condition':{
                 'StringEquals':{'aws:username':['rosa','otto'],'aws:PrincipalTag/unit':'pay'},'Bool':{'aws:SecureTransport':'true'}}}
                """,
            lines: """
                + s3:GetObject * aws:username=otto aws:PrincipalTag/unit=pay aws:SecureTransport=true; all keys of all operators
                - s3:GetObject * aws:username=eva aws:PrincipalTag/unit=pay aws:SecureTransport=true; none of a key's values
                - s3:GetObject * aws:username=otto aws:PrincipalTag/unit=it aws:SecureTransport=true; another key of the operator
                - s3:GetObject * aws:username=otto aws:PrincipalTag/unit=pay aws:SecureTransport=false; another operator
                - s3:GetObject * aws:username=otto aws:PrincipalTag/unit=pay; a key that is missing
                """
        ),
        Rule(
            page: "reference_policies_elements_condition.html",
            identity: "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{}}",
            lines: "+ s3:GetObject *; no condition is true"
        ),
    ]
}
