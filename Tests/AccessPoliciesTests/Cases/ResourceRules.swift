/// `Resource` and `NotResource`.
enum ResourceRules {
    private static let page = "reference_policies_elements_resource.html"
    private static let notPage = "reference_policies_elements_notresource.html"

    private static func allow(_ resource: String) -> String {
        "{'Effect':'Allow','Action':'*','Resource':'\(resource)'}"
    }

    static let all = [
        Rule(
            page: page,
            identity: allow("arn:aws:s3:::pay/a.txt"),
            lines: """
                + s3:GetObject arn:aws:s3:::pay/a.txt; the resource itself
                - s3:GetObject arn:aws:s3:::pay/A.txt; letters have their case
                - s3:GetObject arn:aws:s3:::PAY/a.txt; in every piece
                - s3:GetObject arn:aws:s3:::pay/aXtxt; a dot is a dot
                - s3:GetObject arn:aws:s3:::pay/a.txt2; nothing may follow
                - s3:GetObject *; a resource is not all of them
                """
        ),
        Rule(
            page: page,
            identity: allow("arn:aws:s3:::pay/*"),
            lines: """
                + s3:GetObject arn:aws:s3:::pay/a; a star
                + s3:GetObject arn:aws:s3:::pay/a/b/c; crosses slashes
                + s3:GetObject arn:aws:s3:::pay/a:b; and colons in the last piece
                + s3:GetObject arn:aws:s3:::pay/; and may be nothing
                - s3:GetObject arn:aws:s3:::pay; what is before it must be there
                - s3:GetObject arn:aws:s3:::payroll/a; all of it
                - s3:GetObject arn:aws-cn:s3:::pay/a; in another partition it is another
                """
        ),
        Rule(
            page: page,
            identity: allow("arn:aws:s3:::pay/*/report?.csv"),
            lines: """
                + s3:GetObject arn:aws:s3:::pay/2026/11/report1.csv; a star in the middle takes what it must
                - s3:GetObject arn:aws:s3:::pay/2026/report.csv; a question mark is one character
                - s3:GetObject arn:aws:s3:::pay/2026/report10.csv; and not two
                + s3:GetObject arn:aws:s3:::pay/x/reportX.csv/reportY.csv; the end is looked for at the end
                + s3:GetObject arn:aws:s3:::pay/x/reportä.csv; a character is one whatever its bytes
                """
        ),
        Rule(
            page: page,
            identity: allow("arn:aws:kms:*:111122223333:key/*"),
            lines: """
                + kms:Decrypt arn:aws:kms:local:111122223333:key/1; a star for a Region
                + kms:Decrypt arn:aws:kms::111122223333:key/1; which may be empty
                - kms:Decrypt arn:aws:kms:local:444455556666:key/1; not for the account
                - kms:Decrypt arn:aws:kms:a:b:111122223333:key/1; a star in a piece takes no colon
                - kms:Decrypt arn:aws:kms:local:111122223333:alias/1; the last piece must match
                """
        ),
        Rule(
            page: page,
            identity: allow("arn:aws:sqs"),
            lines: """
                + sqs:SendMessage arn:aws:sqs:local:111122223333:queue; pieces that are missing are stars
                - sqs:SendMessage arn:aws:sns:local:111122223333:topic; those that are there are not
                """
        ),
        Rule(
            page: page,
            identity: allow("arn:aws:kms:local"),
            lines: """
                + kms:Decrypt arn:aws:kms:local:111122223333:key/1; four pieces
                - kms:Decrypt arn:aws:kms:localhost:111122223333:key/1; each of them is whole
                """
        ),
        Rule(
            page: page,
            identity: allow("arn:*:s3:::pay/*"),
            lines: "+ s3:GetObject arn:aws-cn:s3:::pay/a; a star for the partition"
        ),
        Rule(
            page: page,
            identity: allow("arn:aws:iam::111122223333:role/a*b*c/?"),
            lines: """
                + iam:GetRole arn:aws:iam::111122223333:role/abc/x; stars may be nothing
                + iam:GetRole arn:aws:iam::111122223333:role/a1b/2b3c/x; they take what they must
                - iam:GetRole arn:aws:iam::111122223333:role/abc/; the question mark needs one
                - iam:GetRole arn:aws:iam::111122223333:role/acb/x; the order counts
                """
        ),
        Rule(
            page: page,
            identity: allow("*"),
            lines: """
                + s3:GetObject arn:aws:s3:::pay/a; a star is every resource
                + s3:ListAllMyBuckets *; and none
                + s3:GetObject nonsense; whatever it is called
                """
        ),
        Rule(
            page: page,
            identity:
                "{'Effect':'Allow','Action':'*','Resource':['arn:aws:s3:::a','arn:aws:s3:::b','arn:aws:s3:::c*']}",
            lines: """
                + s3:ListBucket arn:aws:s3:::b; any of a list
                + s3:ListBucket arn:aws:s3:::c; the last of it
                - s3:ListBucket arn:aws:s3:::d; none of it
                """
        ),
        Rule(
            page: page,
            identity: allow("arn:aws:s3:::größe/*"),
            lines: """
                + s3:GetObject arn:aws:s3:::größe/a; characters beyond ASCII
                - s3:GetObject arn:aws:s3:::gro\u{308}ße/a; written in another way they are others
                """
        ),
        Rule(
            page: notPage,
            identity: "{'Effect':'Allow','Action':'s3:*','NotResource':'arn:aws:s3:::secret/*'}",
            lines: """
                + s3:GetObject arn:aws:s3:::pay/a; all but those
                - s3:GetObject arn:aws:s3:::secret/a; those are left out
                + s3:GetObject arn:aws:s3:::secret; and only those
                + s3:ListAllMyBuckets *; what has no resource is none of them
                """
        ),
        Rule(
            page: notPage,
            identity: """
                {'Effect':'Allow','Action':'s3:*','Resource':'*'},
                {'Effect':'Deny','Action':'s3:*','NotResource':['arn:aws:s3:::pay','arn:aws:s3:::pay/*']}
                """,
            lines: """
                + s3:ListBucket arn:aws:s3:::pay; left out of a denial
                + s3:GetObject arn:aws:s3:::pay/a; each of the list
                ! s3:GetObject arn:aws:s3:::other/a; everything else is denied
                ! s3:ListAllMyBuckets *; what has no resource as well
                """
        ),
        Rule(
            page: page,
            resource: "{'Effect':'Allow','Principal':'*','Action':'s3:*'}",
            lines:
                "- s3:GetObject arn:aws:s3:::pay/a; a statement of a resource's policy without resource is about nothing"
        ),
        Rule(
            page: page,
            identity: allow("arn:aws:s3:::pay/${*}"),
            lines: """
                + s3:GetObject arn:aws:s3:::pay/*; a star in braces is a star
                - s3:GetObject arn:aws:s3:::pay/a; and nothing else
                """
        ),
    ]
}
