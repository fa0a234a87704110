import Testing

@testable import Validators

/// What passes every check and is nobody's, and what looks like it and is somebody's.
@Suite struct SampleTests {
    static let samples: [(Validator, String)] = [
        (.emailAddress, "jane@example.com"), (.emailAddress, "jane@mail.Example.ORG"),
        (.emailAddress, "jane@host.test"), (.emailAddress, "jane@a.invalid"),
        (.emailAddress, "jane@mail.comz"), (.emailAddress, "jane@files.lan"),
        (.ipAddress, "10.1.2.3"), (.ipAddress, "172.31.0.9"), (.ipAddress, "192.168.4.5"), (.ipAddress, "192.0.2.7"),
        (.ipAddress, "198.51.100.9"), (.ipAddress, "203.0.113.4"), (.ipAddress, "100.100.1.1"),
        (.ipAddress, "169.254.3.4"), (.ipAddress, "2001:db8::17"), (.ipAddress, "2001:0DB8:1::2"),
        (.ipAddress, "fd12:3456::1"), (.ipAddress, "fe80::1c2"),
        (.nationalPhone, "555-0199"), (.nanpNumber, "(212) 555-0187"), (.nanpNumber, "+1 816 555 1212"),
        (.nanpNumber, "4255550100"),
    ]

    static let others: [(Validator, String)] = [
        (.emailAddress, "jane@examples.com"), (.emailAddress, "jane@example.co.uk"), (.emailAddress, "jane@example.de"),
        (.emailAddress, "jane@acme.museum"), (.emailAddress, "jane@shop.example"),
        (.emailAddress, "jane@xn--bcher-kva.xn--p1ai"),
        (.ipAddress, "11.1.2.3"), (.ipAddress, "172.32.0.9"), (.ipAddress, "192.169.4.5"), (.ipAddress, "192.0.3.7"),
        (.ipAddress, "93.184.216.34"), (.ipAddress, "2001:db80::1"), (.ipAddress, "2a00:1450:4001:830::200e"),
        (.nanpNumber, "(212) 556-0187"), (.nanpNumber, "+1 555 816 1212"), (.usSSN, "536-22-8726"),
    ]

    @Test(arguments: samples)
    func samplesAreKnown(_ validator: Validator, _ text: String) {
        let isSample = validator.isSample(text.utf8.span)
        #expect(validator.accepts(text: text))
        #expect(isSample)
    }

    @Test(arguments: others)
    func whatIsSomebodysIsNoSample(_ validator: Validator, _ text: String) {
        let isSample = validator.isSample(text.utf8.span)
        #expect(validator.accepts(text: text))
        #expect(!isSample)
    }

    @Test(arguments: [
        ("AKIAIOSFODNN7EXAMPLE", true), ("my-EXAMPLE-token-1", true), ("GEZDGNBVGY3TQOJQ", true),
        ("JBSWY3DPEHPK3PXP", true), ("IFBEGRCFIZDUQSKK", true), ("example-of-mine-77", false), ("EXAMPL", false),
        ("6YEDDSPBNHZZXW7C", false), ("GEZDGNBVGY3TQOJ", false), ("GEZDGNBVGY3TQOJ1", false),
    ])
    func secretsOfDocumentationAreKnown(_ text: String, _ isSample: Bool) {
        let answer = SampleSecret.isSample(text.utf8.span)
        #expect(answer == isSample)
    }

    @Test(arguments: [
        ("umac-64@openssh.com", false), ("chacha20-poly1305@openssh.com", false), ("zlib@openssh.com", false),
        ("curve25519-sha256@libssh.org", false), ("security@openssh.com", true), ("jane-9@acme.org", true),
        ("queue@1.2.3-rc.next", false), ("left-pad@1.3.com", false), ("jane@163.com", true), ("jane@1and1.com", true),
        ("jane@3d.io", true),
    ])
    func namesOfAlgorithmsAndVersionsAreNoAddresses(_ text: String, _ isAddress: Bool) {
        #expect(Validator.emailAddress.accepts(text: text) == isAddress)
    }

    @Test(arguments: [
        ("20240304102211.GA12345@mail.acme.org", false), ("5f3a9c1b-7d2e-4f60-8a1b-2c3d4e5f6071@acme.org", false),
        ("CAF1bN2Q7zXk9aB3cD4eF5gH6iJ7kL8mN9oP@mail.acme.org", false), ("1709547731.123456.1@server.acme.org", false),
        ("13812345678@163.com", true), ("rosa.lind-hollerbach1987@acme.org", true), ("12345678+rosa@acme.org", true),
        ("MaxMustermannAusMusterstadt@acme.org", true), ("abc123def456@acme.org", true),
    ])
    func identifiersOfMessagesAreNoAddresses(_ text: String, _ isAddress: Bool) {
        #expect(Validator.emailAddress.accepts(text: text) == isAddress)
    }

    @Test(arguments: [
        ("2222222222", true), ("555 555 555", true), ("123-45-6789", true), ("9876543210", true), ("7890123456", true),
        ("2222222223", false), ("1234567891", false), ("123456", false), ("A222222222", false), ("12:34:56", false),
    ])
    func numbersThatStandForOthersAreKnown(_ text: String, _ expected: Bool) {
        let isSample = SampleNumber.isSample(text.utf8.span)
        #expect(isSample == expected)
    }

    @Test(arguments: [("4000 0566 5566 5556", true), ("6200000000000005", true), ("4485275742308327", false)])
    func cardsForTestsAreKnown(_ text: String, _ expected: Bool) {
        let isSample = Validator.paymentCard.isSample(text.utf8.span)
        #expect(isSample == expected)
    }
}
