import Extraction
import Findings
import Testing

/// Files that only a key opens, as keytool, OpenSSL, GnuPG, KeePassXC, PuTTY and others begin them.
@Suite struct LockedStoreTests {
    private static func bytes(_ digits: String, _ rest: Int = 64) -> [UInt8] {
        let values = digits.utf8.map { $0 < 58 ? $0 - 48 : $0 - 87 }
        return stride(from: 0, to: values.count, by: 2).map { values[$0] << 4 | values[$0 + 1] }
            + [UInt8](repeating: 0xA5, count: rest)
    }

    static let stores: [(String, [UInt8])] = [
        (
            "application/x-java-keystore",
            bytes("feedfeed00000002000000010000000100107365727665722d6c696e647176697374000001a22a1b7464")
        ),
        ("application/x-java-jce-keystore", bytes("cececece0000000200000001000000030003616263000001a22a1b7464")),
        ("application/x-pkcs12", bytes("308203e00201033082038a06092a864886f70d010701a082037b04820377")),
        ("application/pkcs8-encrypted", bytes("3082052d305706092a864886f70d01050d304a302906092a864886f70d01")),
        ("application/pgp-keys", bytes("9486046b0cd3da16092b06010401da470f01010740a4d23e93e84c75c8e2215d")),
        ("application/x-keepass", bytes("03d9a29a67fb4bb50100030002100031c1f2e6bf714350be5805216afc5a")),
        ("application/x-keepass", bytes("03d9a29a65fb4bb503000000040003001a2b3c4d5e6f")),
        ("application/x-password-safe", Array("PWS3".utf8) + bytes("")),
        (
            "application/x-krb5-keytab",
            bytes("0502000000450002000c41434d452e4558414d504c4500046e667331000466696c65000000016a0b1c2d020012")
        ),
        (
            "application/x-gnupg-private-key",
            Array("Created: 20261130T013900\nKey: (protected-private-key (ecc (curve Ed25519)\n".utf8)
        ),
    ]

    @Test(arguments: stores)
    func storesAreToldAndNamed(_ type: String, _ bytes: [UInt8]) {
        let found = Collector.read(bytes)
        #expect(found.stores == [": \(type)"])
        #expect(found.gaps == [": encrypted"])
        let isWanted = Extractor.isWanted(for: bytes.span)
        #expect(isWanted)
        let packed = Sniffer.packedType(of: bytes.span)
        #expect(packed == type)
        let inside = Collector.read(ZipMaker.file([ZipMaker.Member("keys/store", bytes)]))
        #expect(inside.stores == ["keys/store: \(type)"])
        #expect(inside.gaps == ["keys/store: encrypted"])
    }

    /// What only a key opens and is no store of keys.
    private static let locked: [(String, [UInt8])] = [
        ("application/x-luks", bytes("4c554b53babe0002000000000000")),
        ("application/x-bitlocker", [0xEB, 0x58, 0x90] + Array("-FVE-FS-".utf8) + bytes("")),
        ("application/x-openssl-salted", Array("Salted__".utf8) + bytes("0102030405060708")),
        ("application/age-encryption", Array("age-encryption.org/v1\n-> X25519 abc\n".utf8)),
        ("application/x-ansible-vault", Array("$ANSIBLE_VAULT;1.1;AES256\n6162\n".utf8)),
        (
            "application/x-putty-key-encrypted",
            Array("PuTTY-User-Key-File-3: ssh-ed25519\r\nEncryption: aes256-cbc\r\nComment: c\r\n".utf8)
        ),
        ("application/vnd.rar", bytes("526172211a070100e1d2c3b421040000010f")),
        ("application/vnd.rar", bytes("526172211a0700ce99738000")),
    ]

    @Test(arguments: locked)
    func lockedFilesAreGaps(_ type: String, _ bytes: [UInt8]) {
        let found = Collector.read(bytes)
        #expect(found.stores == [], "\(type)")
        #expect(found.gaps == [": encrypted"], "\(type)")
    }

    /// Certificates, public keys and texts are no stores.
    @Test(
        arguments: [
            bytes("feedfeed000000020000000100000002000263610000" + "01a22a1b8b020005582e35303900000004aabbccdd"),
            bytes("308202ff308201e7a00302010202146b949e261b839e08f627a63b7d8b6afd"),
            bytes("9833046b0cd3da16092b06010401da470f01010740a4d23e93e84c75c8e2215d"),
            Array("Created: 2026-11-30 by the committee\nKey: minor\n".utf8),
            [0x95, 0x20] + Array("bullet points in Windows-1252".utf8),
            Array("PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\n".utf8), bytes("050200000045ffff"),
            bytes("526172211a07010033921badd4010001"),
        ]
    )
    func othersAreNone(_ bytes: [UInt8]) {
        #expect(Collector.read(bytes).stores == [])
        #expect(!Collector.read(bytes).gaps.contains(": encrypted"))
    }

    @Test func changedBytesDoNoHarm() {
        for (_, bytes) in Self.stores { Collector.readChanged(bytes, in: 4, times: 200, seed: UInt64(bytes.count)) }
    }
}
