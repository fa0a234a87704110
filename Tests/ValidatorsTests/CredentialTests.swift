import Testing

@testable import Validators

/// Tokens are put together here, so that no scanner takes this file for a leak.
@Suite struct CredentialTests {
    /// A run of Base64 characters that repeats only after 64 of them.
    static let base64 = "q7Zt1mXc9RbE4sVhYk2LdPw8JfGu0NaQ6iTo3BxC5yWzMlHvKeUrSgDnAjOpF+I/"

    static let http =
        cases(
            { JSONWebToken.isValid($0) },
            accepts: [
                "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UifQ.c2ln": "RFC 7519",
                "eyJhbGciOiJub25lIn0.eyJhIjoxfQ.": "unsigned",
                "eyJ0eXAiOiJKV1QifQ.e30": "only typ",
            ],
            refuses: [
                "eyJub3RhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln": "neither alg nor typ",
                "eyJhbGciOiJub25lIn0": "one part",
                "eyJhIjp7ImFsZyI6MX19.eyJhIjoxfQ.": "alg one level too deep", "eyJhbGciOiJub25lIn.eyJh.": "cut off",
                "eyJhIjoiYWxnIn0.eyJhIjoxfQ.": "alg is a value", "!!!!.e30.": "no Base64",
            ]
        )
        + cases(
            { BasicAuth.isValid($0) },
            accepts: ["QWxhZGRpbjpvcGVuIHNlc2FtZQ==": "RFC 7617", "dXNlcjpodW50ZXIy": "no padding needed"],
            refuses: [
                "bm9jb2xvbg==": "no colon", "dXNlcjo=": "no password", "OnBhc3M=": "no user",
                "dXNlcjoAAQ==": "control bytes",
                "QWxhZGRpbjpvcGVuIHNlc2FtZQ=": "wrong padding", "dTr/": "no UTF-8",
            ]
        )
        + cases(
            { Base64.isValid($0) },
            accepts: ["Zm9vYg==": "padded", "Zm9vYg": "not padded", "__-_": "URL alphabet", "Zm9v\nYmFy": "line end"],
            refuses: [
                "Zm9vY": "a length that cannot be", "Zm9vYh==": "unused bits", "Zm9v=": "too much",
                "Zm9v YmFy": "a space", "====": "padding",
            ]
        )
        + cases(
            { Cookie.isValid($0) },
            accepts: [
                "id=TWlrZQ": "a pair", "Cookie: a=1; b=2": "a header",
                "Set-Cookie: id=TWlrZQ; Path=/; HttpOnly": "attributes",
                "a=\"b\"": "quoted",
            ],
            refuses: [
                "id": "no value", "id=": "empty", "=x": "no name", "a b=c": "a space in the name",
                "Cookie:": "only a name", "a=b c": "a space",
            ]
        )
        + cases(
            { URLCredentials.isValid($0) },
            accepts: [
                "postgres://app:Xk9mQ7pT2v@db.example/prod": "database", "redis://:Xk9mQ7pT2v@cache": "no user",
                "https://u:p@ss@example.org": "a sign in the password",
                "mongodb+srv://u:Xk9mQ7@c0.example": "scheme with plus",
                "ftp://u:$ecret9@nas": "dollar in lower case",
            ],
            refuses: [
                "postgres://app@db.example": "no password", "postgres://app:@db": "empty",
                "https://u:${PW}@h": "variable",
                "https://u:$PASSWORD@h": "variable", "https://u:<password>@h": "placeholder",
                "https://u:changeme@h": "placeholder",
                "https://user:Password1@h": "placeholder with a digit", "https://u:****@h": "masked",
                "https://h:80/a@b": "a port and a path",
                "//u:Xk9mQ7@h": "no scheme", "https://u:{{ pw }}@h": "template", "https://u:%s@h": "format",
            ]
        )

    static let tokens =
        cases(
            { GitHubToken.isValid($0) },
            accepts: [
                "gh" + "p_zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17": "personal",
                "npm" + "_zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17": "npm",
            ],
            refuses: [
                "gh" + "p_zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq18": "a wrong checksum",
                "zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq17": "no prefix",
                "gh" + "p_zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq1": "too short",
                "gh" + "p_zQWBuTSOoRi4A9spHcVY5ncnsDkxk-0mLq17": "a hyphen",
            ]
        )
        + cases(
            { AWSAccessKeyID.isValid($0) },
            accepts: ["AKIA" + "Z7QX2MBT5WDLRKJ4": "long-term", "ASIA" + "Z7QX2MBT5WDLRKJ4": "temporary"],
            refuses: [
                "AKIA" + "IOSFODNN7EXAMPLE": "the documentation's", "AKIA" + "XXXXXXXXXXXXXXXX": "a placeholder",
                "AKIA" + "Z7QX2MBT5WDLRKJ": "too short", "AKIA" + "Z7QX2MBT5WDLRKJ1": "a 1",
                "AIDA" + "Z7QX2MBT5WDLRKJ4": "a user's id",
            ]
        )
        + cases(
            { AWSSecretKey.isValid($0) },
            accepts: [String(base64.prefix(40)): "random"],
            refuses: [
                "wJalrXUtnFEMI/K7MDENG/bPxRfiCY" + "EXAMPLEKEY": "the documentation's",
                String(base64.prefix(39)): "too short",
                "da39a3ee5e6b4b0d3255bfef95601890afd80709": "a hash",
                "DA39a3ee5e6b4b0d3255bfef95601890afd80709": "a hash in two cases",
                "abcdefghijklmnopqrstuvwxyzabcdefghijklmn": "one case",
                "Aa1Aa1Aa1Aa1Aa1Aa1Aa1Aa1Aa1Aa1Aa1Aa1Aa1A": "repetition",
            ]
        )

    static let keys =
        cases(
            { PrivateKeyPEM.isValid($0) },
            accepts: [
                pem("RSA PRIVATE KEY", "MIIEpAIBAAKCAQEA" + base64): "PKCS #1",
                pem("PRIVATE KEY", "MC4CAQAwBQYDK2VwBCIEI" + base64): "short",
                pem("OPENSSH PRIVATE KEY", "b3BlbnNzaC1rZXktdjEA" + base64): "OpenSSH",
                pem("PGP PRIVATE KEY BLOCK", "\nlQOYBF" + base64): "PGP",
                pem("RSA PRIVATE KEY", "\\nMIIEpAIBAAKCAQEA" + base64): "escaped",
                pem("RSA PRIVATE KEY", "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES\n\n" + base64): "encrypted",
            ],
            refuses: [
                pem("RSA PRIVATE KEY", "..."): "a placeholder",
                pem("PUBLIC KEY", "MIIEpAIBAAKCAQEA" + base64): "public",
                pem("RSA PRIVATE KEY", base64): "no DER", pem("OPENSSH PRIVATE KEY", base64): "no magic",
                pem("PGP PRIVATE KEY BLOCK", "mQENBF" + base64): "a public packet", "-----BEGIN ": "cut off",
            ]
        )
        + cases(
            { PuTTYKey.isValid($0) },
            accepts: [
                putty("Public-Lines: 1\nAAAAB3NzaC1yc2E\nPrivate-Lines: 1\nAAAA"): "version 2",
                putty("Public-Lines: 1\r\nAAAAB3Nz\r\nPrivate-Lines: 8\r\nqqqq"): "CRLF",
            ],
            refuses: [
                putty("Public-Lines: 1\nAAAAB3Nz\n"): "no private part",
                putty("Private-Lines: 1\nAAAA\nPublic-Lines: 1\nAAAA"): "wrong order",
                putty("Public-Lines: 1\nhello\nPrivate-Lines: 1\nAAAA"): "no public key",
                putty("Public-Lines: 1\nAAAA\nPrivate-Lines: 0\n"): "no lines",
            ]
        )

    private static func pem(_ label: String, _ body: String) -> String {
        "-----BEGIN \(label)-----\n\(body)\n-----END \(label)-----"
    }

    private static func putty(_ rest: String) -> String {
        "PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\nComment: c\n" + rest
    }

    @Test(arguments: http) func web(_ example: Case) { #expect(example.isRight, "\(example.text)") }

    @Test(arguments: tokens) func token(_ example: Case) { #expect(example.isRight, "\(example.text)") }

    @Test(arguments: keys) func key(_ example: Case) { #expect(example.isRight, "\(example.text)") }

    @Test func hashesMatchTheirStandards() {
        func hex(_ digest: InlineArray<32, UInt8>) -> String {
            digest.indices.map { String(digest[$0] >> 4, radix: 16) + String(digest[$0] & 15, radix: 16) }.joined()
        }
        #expect(
            hex(SHA256.digest("abc".utf8.span)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        )
        #expect(
            hex(Keccak256.digest("".utf8.span)) == "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"
        )
        #expect(CRC32.checksum("123456789".utf8.span) == 0xCBF4_3926)
    }
}
