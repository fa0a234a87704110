/// The words that generated policies and requests are made of, with what each is worth, worked out by hand.
enum Vocabulary {
    static let actions = [
        "s3:GetObject", "s3:GetObjectTagging", "s3:PutObject", "kms:Decrypt", "S3:getobject", "sts:AssumeRole",
    ]
    static let actionPatterns = [
        "*", "s3:*", "s3:Get*", "S3:GETOBJECT", "s3:?etObject", "s3:*Object*", "kms:Decrypt", "kms:*", "*:*",
        "sts:Assume*",
        "s3:Put??ject", "s3:GetObject",
    ]
    static let resources = [
        "arn:aws:s3:::pay/rosa/a", "arn:aws:s3:::pay/otto/b:c", "arn:aws:s3:::pay", "arn:aws:s3:::pay/*/a",
        "arn:aws:kms:local:111122223333:key/1", "arn:aws:kms:local:444455556666:key/1", "*", "arn:aws:iam::a:b:x/y",
        "arn:aws:s3:::größe/ä",
        "arn:aws:iam::111122223333:role/ops/clerk",
    ]
    static let resourcePatterns = [
        "*", "**", "arn:aws:s3:::pay/*", "arn:aws:s3:::pay/${aws:username}/*", "arn:aws:s3",
        "arn:aws:kms:*:111122223333:key/*",
        "arn:aws:s3:::*/a", "arn:aws:s3:::pay/${*}/a", "arn:*:s3:::pay*", "arn:aws:s3:::pay/${aws:username, 'otto'}/*",
        "arn:aws:*:pay", "arn:aws:s3:::gr??e/?", "arn:aws:iam::${aws:PrincipalAccount}:role/*",
        "arn:aws:iam::${aws:username}:x/*", "arn:aws:s3:::pay/*:?",
        "arn:aws:?3:::p*/r*a/?", "arn:aws:s3:::pay/${aws:TagKeys}/*",
    ]

    static let keys = [
        "aws:username", "aws:PrincipalTag/unit", "aws:TagKeys", "aws:SourceIp", "aws:CurrentTime",
        "aws:SecureTransport",
        "s3:max-keys", "aws:PrincipalArn", "kms:EncryptionContext:unit", "AWS:UserName", "x:hash",
    ]
    static let texts = ["rosa", "otto", "ROSA", "pay", "it", "*", "r?sa", "größe", "GRÖSSE", "Größe", "", "a:b", "ab"]
    static let textPatterns = [
        "rosa", "ro*", "*a", "r?sa", "${aws:username}", "pay", "it", "*", "gr??e", "${aws:PrincipalTag/unit, 'pay'}",
        "größe",
        "${aws:missing}", "${*}", "${?}x", "?*", "", "x${$}",
    ]
    static let arns = [
        "arn:aws:iam::111122223333:user/rosa", "arn:aws:iam::111122223333:role/ops/clerk", "arn:aws:s3:::pay/a:b",
        "nothing",
    ]
    static let arnPatterns = [
        "arn:aws:iam::111122223333:user/*", "arn:aws:iam::*:role/*", "*", "arn:aws:iam", "arn:aws:s3:::pay/*",
        "arn:aws:iam::111122223333:user/${aws:username}", "arn:aws:iam:*:user/rosa", "${aws:PrincipalArn}",
        "${aws:username}",
    ]
    static let numbers: [String: Double] = [
        "0": 0, "-0": 0, "5": 5, "5.0": 5, "05": 5, "5.5": 5.5, "-3": -3, "1e1": 10, "10": 10, "1E+1": 10, "0.1": 0.1,
        "+5": 5,
        "123456789012345": 123_456_789_012_345, "1e-2": 0.01,
    ]
    static let badNumbers = ["", "five", "5.", "1e", "0x5", " 5", "NaN", "inf"]
    static let dates: [String: Double] = [
        "2026-01-01T00:00:00Z": 1_767_225_600, "2026-01-01": 1_767_225_600, "2026-01": 1_767_225_600,
        "1767225600": 1_767_225_600, "2026-01-01T01:00:00+01:00": 1_767_225_600, "2025-12-31T23:59Z": 1_767_225_540,
        "2026-01-01T00:00:00.5Z": 1_767_225_600.5, "1767225600.5": 1_767_225_600.5,
        "9999-12-31T23:59:59Z": 253_402_300_799, "1969-12-31T23:59:59Z": -1, "-1": -1, "0": 0,
        "2024-02-29T00:00:00Z": 1_709_164_800,
    ]
    static let badDates = ["soon", "2026-02-29", "2026-13-01", "2026-01-01T24:00:00Z", "2026-1-1", ""]
    static let binaries: Set<String> = ["AQI=", "AQID", "", "/+8="]
    static let badBinaries = ["AQI", "AQJ=", "****", "_-8="]

    /// Addresses as bits: which version, and the bits themselves.
    static let addresses: [String: String] = [
        "10.1.2.3": "4:" + bits([10, 1, 2, 3]), "10.1.2.4": "4:" + bits([10, 1, 2, 4]),
        "203.0.113.7": "4:" + bits([203, 0, 113, 7]), "::ffff:10.1.2.3": "4:" + bits([10, 1, 2, 3]),
        "::ffff:a01:203": "4:" + bits([10, 1, 2, 3]),
        "2001:db8::1": "6:" + bits([32, 1, 13, 184] + zeros(11) + [1]),
        "2001:DB8:0:0:0:0:0:1": "6:" + bits([32, 1, 13, 184] + zeros(11) + [1]),
        "fe80::1%eth0": "6:" + bits([254, 128] + zeros(13) + [1]), "::": "6:" + bits(zeros(16)),
    ]
    static let badAddresses = ["", "10.1.2", "10.01.2.3", "256.1.1.1", "1::2::3", "%eth0", "10.1.2.3%eth0", "gg::"]
    /// Blocks as the first bits of what lies in them.
    static let blocks: [String: String] = [
        "10.0.0.0/8": "4:" + bits([10]), "10.1.2.3": "4:" + bits([10, 1, 2, 3]),
        "10.1.2.3/32": "4:" + bits([10, 1, 2, 3]),
        "10.1.2.3/8": "4:" + bits([10]), "0.0.0.0/0": "4:", "::/0": "6:",
        "10.1.2.2/31": "4:" + bits([10, 1, 2, 2]).dropLast(),
        "2001:db8::/32": "6:" + bits([32, 1, 13, 184]), "fe80::/10": "6:" + bits([254, 128]).dropLast(6),
        "2001:db8::1/128": "6:" + bits([32, 1, 13, 184] + zeros(11) + [1]), "::ffff:10.0.0.0/104": "4:" + bits([10]),
    ]

    private static func zeros(_ count: Int) -> [UInt8] { [UInt8](repeating: 0, count: count) }

    private static func bits(_ bytes: [UInt8]) -> String {
        bytes.map { byte in (0..<8).map { byte >> (7 - $0) & 1 == 1 ? "1" : "0" }.joined() }.joined()
    }

    static let principals: [PolicyPrincipalCase] = [
        .init("user", "arn:aws:iam::111122223333:user/rosa", "111122223333", "AIDAROSAROSAROSAROSA", nil),
        .init("user", "arn:aws:iam::444455556666:user/otto", "444455556666", "AIDAOTTOOTTOOTTOOTTO", nil),
        .init("root", "arn:aws:iam::111122223333:root", "111122223333", "111122223333", nil),
        .init("root", "arn:aws:iam::444455556666:root", "444455556666", "444455556666", nil),
        .init(
            "assumedRole",
            "arn:aws:sts::111122223333:assumed-role/clerk/s",
            "111122223333",
            "AROACLERKCLERKCLERKC:s",
            "arn:aws:iam::111122223333:role/ops/clerk"
        ),
        .init("federatedUser", "arn:aws:sts::111122223333:federated-user/eva", "111122223333", "111122223333:eva", nil),
        .init("service", "events.amazonaws.com", "", "", nil), .init("anonymous", "", "", "", nil),
    ]
    static let principalNames = [
        "*", "111122223333", "arn:aws:iam::111122223333:root", "arn:aws:iam::444455556666:root",
        "arn:aws:iam::111122223333:user/rosa", "arn:aws:iam::444455556666:user/otto", "AIDAROSAROSAROSAROSA",
        "AROACLERKCLERKCLERKC", "arn:aws:iam::111122223333:role/ops/clerk",
        "arn:aws:sts::111122223333:assumed-role/clerk/s",
        "arn:aws:sts::111122223333:federated-user/eva",
    ]
    static let serviceNames = ["events.amazonaws.com", "secretsmanager.amazonaws.com"]
}
