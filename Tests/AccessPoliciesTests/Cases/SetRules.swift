/// Keys with several values, keys that are missing, and `IfExists`.
enum SetRules {
    private static let page = "reference_policies_condition-single-vs-multi-valued-context-keys.html"
    private static let operators = "reference_policies_elements_condition_operators.html"

    private static func rule(_ page: String, _ operation: String, _ key: String, _ values: String, _ lines: String)
        -> Rule
    {
        Rule(page: page, identity: StringRules.allow(operation, key, values), lines: lines)
    }

    static let all = [
        rule(
            page,
            "ForAllValues:StringEquals",
            "aws:TagKeys",
            "['unit','site']",
            """
            + ec2:CreateTags * aws:TagKeys=[unit]; all of one
            + ec2:CreateTags * aws:TagKeys=[site,unit]; all of two
            - ec2:CreateTags * aws:TagKeys=[site,cost]; one too many
            + ec2:CreateTags *; none at all
            + ec2:CreateTags * aws:TagKeys=[]; an empty list
            + ec2:CreateTags * aws:TagKeys=unit; a single value
            - ec2:CreateTags * aws:TagKeys=[UNIT]; case counts
            """
        ),
        rule(
            page,
            "ForAnyValue:StringEquals",
            "aws:TagKeys",
            "['unit','site']",
            """
            + ec2:CreateTags * aws:TagKeys=[cost,unit]; one of them
            - ec2:CreateTags * aws:TagKeys=[cost,team]; none
            - ec2:CreateTags *; a missing key
            - ec2:CreateTags * aws:TagKeys=[]; an empty list
            """
        ),
        rule(
            page,
            "ForAllValues:StringNotEquals",
            "aws:TagKeys",
            "['secret']",
            """
            + ec2:CreateTags * aws:TagKeys=[unit,site]; none is it
            - ec2:CreateTags * aws:TagKeys=[unit,secret]; one is
            + ec2:CreateTags *; a missing key
            """
        ),
        rule(
            page,
            "ForAnyValue:StringNotEquals",
            "aws:TagKeys",
            "['unit']",
            """
            + ec2:CreateTags * aws:TagKeys=[unit,secret]; one is not it
            - ec2:CreateTags * aws:TagKeys=[unit]; all are it
            - ec2:CreateTags *; a missing key has no value that is not it
            """
        ),
        rule(
            page,
            "ForAnyValue:StringLike",
            "aws:PrincipalOrgPaths",
            "'o-1/r-1/ou-a/*'",
            "+ s3:GetObject * aws:PrincipalOrgPaths=[o-1/r-1/ou-a/ou-b/]; like it\n- s3:GetObject * aws:PrincipalOrgPaths=[o-1/r-1/ou-c/]; not like it"
        ),
        rule(
            page,
            "ForAllValues:StringLike",
            "dynamodb:Attributes",
            "['id','name*']",
            """
            + dynamodb:GetItem * dynamodb:Attributes=[id,nameLong]; all are like one
            - dynamodb:GetItem * dynamodb:Attributes=[id,salary]; one is like none
            """
        ),
        rule(
            page,
            "ForAllValues:NumericLessThan",
            "x:sizes",
            "'10'",
            "+ x:Do * x:sizes=[1,2]; all less\n- x:Do * x:sizes=[1,20]; one not\n- x:Do * x:sizes=[1,x]; one no number"
        ),
        rule(
            page,
            "ForAnyValue:IpAddress",
            "x:addresses",
            "'10.0.0.0/8'",
            "+ x:Do * x:addresses=[1.1.1.1,10.1.1.1]; one inside\n- x:Do * x:addresses=[1.1.1.1,2.2.2.2]; none inside"
        ),
        rule(
            page,
            "ForAnyValue:StringEqualsIfExists",
            "aws:TagKeys",
            "'unit'",
            "+ ec2:CreateTags *; a missing key\n- ec2:CreateTags * aws:TagKeys=[site]; one that is there must match"
        ),
        rule(
            operators,
            "StringEqualsIfExists",
            "aws:PrincipalTag/unit",
            "'pay'",
            """
            + s3:GetObject *; a missing key
            + s3:GetObject * aws:PrincipalTag/unit=pay; equal
            - s3:GetObject * aws:PrincipalTag/unit=it; not equal
            - s3:GetObject * aws:PrincipalTag/unit=[pay,it]; several values
            """
        ),
        rule(
            operators,
            "StringNotEqualsIfExists",
            "aws:username",
            "'rosa'",
            "+ s3:GetObject *; a missing key\n- s3:GetObject * aws:username=rosa; equal"
        ),
        rule(
            operators,
            "IpAddressIfExists",
            "aws:SourceIp",
            "'10.0.0.0/8'",
            "+ s3:GetObject *; a missing key\n- s3:GetObject * aws:SourceIp=1.1.1.1; outside"
        ),
        rule(operators, "NumericLessThanIfExists", "x:n", "'5'", "+ x:Do *; a missing key\n- x:Do * x:n=5; not less"),
        rule(
            operators,
            "DateGreaterThanIfExists",
            "x:day",
            "'2026-01-01'",
            "+ x:Do *; a missing key\n- x:Do * x:day=2025-12-31; before"
        ),
        rule(
            operators,
            "ArnLikeIfExists",
            "aws:SourceArn",
            "'arn:aws:s3:::pay'",
            "+ x:Do *; a missing key\n- x:Do * aws:SourceArn=arn:aws:s3:::it; another"
        ),
        rule(
            operators,
            "Null",
            "aws:TokenIssueTime",
            "'true'",
            """
            + s3:GetObject *; the key must be missing
            - s3:GetObject * aws:TokenIssueTime=2026-11-30T00:00:00Z; and is there
            + s3:GetObject * aws:TokenIssueTime=[]; an empty list is nothing
            - s3:GetObject * aws:TokenIssueTime=; an empty text is something
            """
        ),
        rule(
            operators,
            "Null",
            "aws:TokenIssueTime",
            "'false'",
            """
            - s3:GetObject *; the key must be there
            + s3:GetObject * aws:TokenIssueTime=x; whatever it is
            + s3:GetObject * aws:tokenissuetime=x; whatever its case
            """
        ),
        rule(operators, "Null", "x:k", "[true,false]", "+ x:Do *; either\n+ x:Do * x:k=1; or"),
        Rule(
            page: "reference_policies_examples_aws_deny-ip.html",
            identity: """
                {'Effect':'Allow','Action':'*','Resource':'*'},
                {'Effect':'Deny','Action':'*','Resource':'*','Condition':{
                 'NotIpAddress':{'aws:SourceIp':['192.0.2.0/24']},'Bool':{'aws:ViaAWSService':'false'}}}
                """,
            lines: """
                + s3:GetObject * aws:SourceIp=192.0.2.7 aws:ViaAWSService=false; from inside
                ! s3:GetObject * aws:SourceIp=198.51.100.7 aws:ViaAWSService=false; from outside
                + s3:GetObject * aws:SourceIp=198.51.100.7 aws:ViaAWSService=true; through a service
                ! s3:GetObject * aws:ViaAWSService=false; from nowhere is not from inside
                + s3:GetObject *; without the second key the denial is not about it
                """
        ),
    ]
}
