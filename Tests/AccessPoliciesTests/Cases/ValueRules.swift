/// Operators for numbers, dates, truth, bytes and addresses.
enum ValueRules {
    private static let page = "reference_policies_elements_condition_operators.html"

    private static func rule(_ operation: String, _ key: String, _ values: String, _ lines: String) -> Rule {
        Rule(page: page, identity: StringRules.allow(operation, key, values), lines: lines)
    }

    static let all = [
        rule(
            "NumericEquals",
            "s3:max-keys",
            "['10',20]",
            """
            + s3:ListBucket * s3:max-keys=10; equal
            + s3:ListBucket * s3:max-keys=20; numbers of JSON as well
            + s3:ListBucket * s3:max-keys=10.0; however it is written
            + s3:ListBucket * s3:max-keys=1e1; with an exponent
            + s3:ListBucket * s3:max-keys=010; with a zero before it
            - s3:ListBucket * s3:max-keys=11; not equal
            - s3:ListBucket * s3:max-keys=ten; no number
            - s3:ListBucket * s3:max-keys=; nothing
            - s3:ListBucket * s3:max-keys=0xA; digits are decimal
            - s3:ListBucket *; a missing key
            """
        ),
        rule(
            "NumericEquals",
            "x:big",
            "'9007199254740993'",
            """
            + x:Do * x:big=9007199254740993; all digits count
            - x:Do * x:big=9007199254740992; where a Double holds them for the same
            """
        ),
        rule(
            "NumericNotEquals",
            "s3:max-keys",
            "'10'",
            """
            - s3:ListBucket * s3:max-keys=10.00; equal
            + s3:ListBucket * s3:max-keys=9; not equal
            + s3:ListBucket * s3:max-keys=ten; what is no number is not equal to one
            + s3:ListBucket *; a missing key
            """
        ),
        rule(
            "NumericLessThan",
            "s3:max-keys",
            "'10'",
            """
            + s3:ListBucket * s3:max-keys=9.999; less
            - s3:ListBucket * s3:max-keys=10; not less
            + s3:ListBucket * s3:max-keys=-11; negative numbers are less
            - s3:ListBucket *; a missing key
            """
        ),
        rule(
            "NumericLessThanEquals",
            "x:n",
            "'-1.5'",
            "+ x:Do * x:n=-1.5; equal\n+ x:Do * x:n=-2; less\n- x:Do * x:n=-1; greater"
        ),
        rule(
            "NumericGreaterThan",
            "aws:MultiFactorAuthAge",
            "'3600'",
            """
            + s3:GetObject * aws:MultiFactorAuthAge=3601; greater
            - s3:GetObject * aws:MultiFactorAuthAge=3600; equal
            - s3:GetObject * aws:MultiFactorAuthAge=400; 400 is less though its text comes later
            + s3:GetObject * aws:MultiFactorAuthAge=123456789012345678901234567890; however many digits
            """
        ),
        rule(
            "NumericGreaterThanEquals",
            "x:n",
            "'0'",
            "+ x:Do * x:n=0; equal\n+ x:Do * x:n=-0; zero has no sign\n- x:Do * x:n=-0.001; less\n+ x:Do * x:n=0.001; greater"
        ),
        rule(
            "DateLessThan",
            "aws:CurrentTime",
            "'2026-11-30T12:00:00Z'",
            """
            + s3:GetObject * aws:CurrentTime=2026-11-30T11:59:59Z; before
            - s3:GetObject * aws:CurrentTime=2026-11-30T12:00:00Z; not at
            + s3:GetObject * aws:CurrentTime=2026-11-30T12:30:00+01:00; zones are counted in
            - s3:GetObject * aws:CurrentTime=2026-11-30T11:30:00-01:00; on both sides
            + s3:GetObject * aws:CurrentTime=1796039999; seconds since 1970
            + s3:GetObject * aws:CurrentTime=2026-11-30; a day is its start
            - s3:GetObject * aws:CurrentTime=soon; no date
            - s3:GetObject *; a missing key
            """
        ),
        rule(
            "DateGreaterThanEquals",
            "aws:TokenIssueTime",
            "['1796040000']",
            """
            + s3:GetObject * aws:TokenIssueTime=2026-11-30T12:00:00Z; the policy has seconds and the request a date
            - s3:GetObject * aws:TokenIssueTime=2026-11-30T11:59:59.999Z; a thousandth before
            + s3:GetObject * aws:TokenIssueTime=9999-12-31T23:59:59Z; the last second that there is
            """
        ),
        rule(
            "DateEquals",
            "x:day",
            "'2024-02-29'",
            """
            + x:Do * x:day=2024-02-29T00:00:00Z; the leap day
            - x:Do * x:day=2024-03-01T00:00:00Z; and no other
            + x:Do * x:day=2024-02-29T01:00+01:00; in another zone
            """
        ),
        rule(
            "DateNotEquals",
            "x:day",
            "'2026-01-01'",
            "- x:Do * x:day=1767225600; the same\n+ x:Do * x:day=1767225601; another\n+ x:Do *; none"
        ),
        rule(
            "DateGreaterThan",
            "x:day",
            "'9999-12-31T23:59:58Z'",
            "+ x:Do * x:day=253402300799; after\n- x:Do * x:day=253402300798; at"
        ),
        rule(
            "DateLessThanEquals",
            "x:day",
            "'1969-12-31T23:59:59Z'",
            "+ x:Do * x:day=-1; seconds before 1970\n- x:Do * x:day=0; and from it"
        ),
        rule(
            "Bool",
            "aws:SecureTransport",
            "'true'",
            """
            + s3:GetObject * aws:SecureTransport=true; true
            + s3:GetObject * aws:SecureTransport=TRUE; in any case
            - s3:GetObject * aws:SecureTransport=false; false
            - s3:GetObject * aws:SecureTransport=1; a number is neither
            - s3:GetObject *; a missing key
            """
        ),
        rule(
            "Bool",
            "aws:SecureTransport",
            "false",
            "+ s3:GetObject * aws:SecureTransport=false; false of JSON\n- s3:GetObject *; a missing key is not false"
        ),
        rule(
            "BoolIfExists",
            "aws:MultiFactorAuthPresent",
            "'true'",
            "+ s3:GetObject *; a missing key\n- s3:GetObject * aws:MultiFactorAuthPresent=false; but not false"
        ),
        rule(
            "BinaryEquals",
            "x:hash",
            "'AQID'",
            """
            + x:Do * x:hash=AQID; the same bytes
            - x:Do * x:hash=aqid; letters of base64 have their case
            - x:Do * x:hash=AQI; no base64
            - x:Do *; a missing key
            """
        ),
        rule(
            "IpAddress",
            "aws:SourceIp",
            "['203.0.113.0/24','2001:db8::/32','192.0.2.1']",
            """
            + s3:GetObject * aws:SourceIp=203.0.113.0; the first of a block
            + s3:GetObject * aws:SourceIp=203.0.113.255; the last
            - s3:GetObject * aws:SourceIp=203.0.114.0; the next
            + s3:GetObject * aws:SourceIp=192.0.2.1; an address is a block of one
            - s3:GetObject * aws:SourceIp=192.0.2.2; and of no other
            + s3:GetObject * aws:SourceIp=2001:DB8:ffff::1; version 6
            - s3:GetObject * aws:SourceIp=2001:db9::1; outside
            + s3:GetObject * aws:SourceIp=::ffff:203.0.113.7; version 4 as version 6 writes it
            + s3:GetObject * aws:SourceIp=::ffff:cb00:7107; in hexadecimal
            - s3:GetObject * aws:SourceIp=203.0.113.07; zeros before a number: no address
            - s3:GetObject * aws:SourceIp=203.0.113; no address
            + s3:GetObject * aws:SourceIp=2001:db8::1%eth0; a zone counts for nothing
            - s3:GetObject * aws:SourceIp=203.0.113.7%eth0; version 4 has none
            - s3:GetObject *; a missing key
            """
        ),
        rule(
            "NotIpAddress",
            "aws:SourceIp",
            "['10.0.0.0/8','fd00::/8']",
            """
            - s3:GetObject * aws:SourceIp=10.255.0.1; in a block
            - s3:GetObject * aws:SourceIp=fd12::1; in the other
            + s3:GetObject * aws:SourceIp=11.0.0.0; in none
            + s3:GetObject *; a missing key
            """
        ),
        rule(
            "IpAddress",
            "aws:SourceIp",
            "'0.0.0.0/0'",
            "+ s3:GetObject * aws:SourceIp=8.8.8.8; all of version 4\n- s3:GetObject * aws:SourceIp=2001:db8::1; none of version 6"
        ),
        rule(
            "IpAddress",
            "aws:SourceIp",
            "'10.1.2.3/8'",
            "+ s3:GetObject * aws:SourceIp=10.9.9.9; bits behind the prefix count for nothing"
        ),
        rule(
            "IpAddress",
            "aws:SourceIp",
            "'::/0'",
            "+ s3:GetObject * aws:SourceIp=fe80::1; all of version 6\n- s3:GetObject * aws:SourceIp=8.8.8.8; none of version 4"
        ),
        rule(
            "IpAddress",
            "aws:SourceIp",
            "'::ffff:10.0.0.0/104'",
            "+ s3:GetObject * aws:SourceIp=10.1.1.1; a block of version 4 as version 6 writes it"
        ),
    ]
}
