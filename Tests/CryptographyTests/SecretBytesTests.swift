import Cryptography
import Foundation
import Testing

@Suite struct SecretBytesTests {
    /// Not within a function: how such a type is printed has an address in it, with whatever digits.
    struct Holder { var secret: SecretBytes }

    @Test func nothingThatPrintsShowsThem() {
        let secret = SecretBytes(Array("hunter2-invented".utf8))
        var dumped = ""
        dump(Holder(secret: secret), to: &dumped)
        let texts = ["\(secret)", String(reflecting: secret), String(describing: Holder(secret: secret)), dumped]
        for text in texts {
            #expect(!text.contains("hunter2") && !text.contains("104"), "\(text)")
            #expect(text.contains("‹16 secret bytes›"))
        }
        #expect(Mirror(reflecting: secret).children.isEmpty)
    }

    @Test func whatIsWipedIsGone() {
        var bytes: [UInt8] = [1, 2, 3]
        let secret = SecretBytes(wiping: &bytes)
        #expect(bytes.isEmpty)
        #expect(secret.exposed() == [1, 2, 3])
    }

    @Test func randomOnesDiffer() throws {
        let secrets = try (0..<100).map { _ in try SecretBytes(random: 32) }
        #expect(Set(secrets.map { $0.exposed() }).count == 100)
        #expect(secrets.allSatisfy { $0.count == 32 })
    }

    @Test func areComparedByTheirBytes() {
        let secret = SecretBytes([1, 2, 3])
        #expect(secret.isEqual(to: SecretBytes([1, 2, 3])))
        for other in [[1, 2], [1, 2, 4], [0, 2, 3], [1, 2, 3, 0], []] as [[UInt8]] {
            #expect(!secret.isEqual(to: SecretBytes(other)))
            #expect(!areEqual([1, 2, 3], other))
        }
        #expect(SecretBytes([]).isEqual(to: SecretBytes([])))
        #expect(areEqual([], []))
        #expect(areEqual([9, 8], [9, 8]))
    }

    @Test func lendsItsBytes() throws {
        let count = SecretBytes([5, 6]).withBytes { bytes in bytes.count }
        #expect(count == 2)
        let isEmpty = SecretBytes([]).withBytes { bytes in bytes.isEmpty }
        #expect(isEmpty)
        #expect(throws: CryptographyError.failure) {
            try SecretBytes([5]).withBytes { (_) throws(CryptographyError) in throw CryptographyError.failure }
        }
    }

    @Test func thereAreMoreThanTheSecureHeapHolds() {
        _ = SecureMemory.prepare(byteCount: 1 << 16)
        #expect(SecureMemory.prepare(byteCount: 1 << 16))
        let secrets = (0..<200).map { SecretBytes([UInt8](repeating: UInt8($0), count: 1000)) }
        for (index, secret) in secrets.enumerated() {
            #expect(secret.exposed() == [UInt8](repeating: UInt8(index), count: 1000))
        }
    }

    @Test func memoryIsPrepared() throws {
        #expect(SecureMemory.prepare(byteCount: 1 << 16))
        let limits = try String(contentsOfFile: "/proc/self/limits", encoding: .utf8)
        #expect(limits.contains(/Max core file size\s+0\s+0\b/))
        // The secure heap is locked at least, and everything where the process may.
        let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
        let locked = try #require(status.firstMatch(of: /VmLck:\s+(\d+) kB/)).1
        #expect(try #require(Int(locked)) >= 64)
    }
}
