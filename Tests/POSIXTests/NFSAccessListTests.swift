import Testing

@testable import POSIX

/// Lists of rights as file systems hand them out.
@Suite struct NFSAccessListTests {
    /// Type, flags, kind of user, rights, user.
    private typealias Entry = (UInt32, UInt32, UInt32, UInt32, UInt32)

    private static func bytes(_ words: [UInt32]) -> [UInt8] {
        words.flatMap { word in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) } }
    }

    private func numbers(_ entries: [Entry], count: UInt32? = nil) -> [UInt8] {
        let words = entries.flatMap { [$0.0, $0.1, $0.2, $0.3, $0.4] }
        return NFSAccessListTests.bytes([0, count ?? UInt32(entries.count)] + words)
    }

    private func names(_ entries: [(UInt32, UInt32, UInt32, String)], count: UInt32? = nil) -> [UInt8] {
        NFSAccessListTests.bytes([count ?? UInt32(entries.count)])
            + entries.flatMap { entry in
                let name = Array(entry.3.utf8)
                return NFSAccessListTests.bytes([entry.0, entry.1, entry.2, UInt32(name.count)])
                    + name + Array(repeating: 0, count: (4 - name.count % 4) % 4)
            }
    }

    private func everyone(_ entries: [Entry], isFolder: Bool = true) -> UInt32? {
        NFSAccessList(numbers(entries), .numbers)?.everyone(isFolder: isFolder)
    }

    @Test func everyonesEntriesCountInTheirOrder() {
        #expect(everyone([]) == 0)
        #expect(everyone([(0, 0, 1, 0x1, 3)]) == 4)
        #expect(everyone([(0, 0, 1, 0x21, 3)]) == 5)
        #expect(everyone([(1, 0, 1, 0x1, 3), (0, 0, 1, 0x21, 3)]) == 1)
        #expect(everyone([(0, 0, 1, 0x21, 3), (1, 0, 1, 0x1, 3)]) == 5)
        // What is refused to the owner, the group or somebody is not refused to everybody.
        #expect(everyone([(1, 0, 1, 0x1, 1), (1, 0x40, 1, 0x1, 2), (1, 0, 0, 0x1, 7), (0, 0, 1, 0x1, 3)]) == 4)
        #expect(everyone([(0, 0, 1, 0x1f_01ff, 1), (0, 0x40, 1, 0x21, 2), (0, 0, 0, 0x1, 1000)]) == 0)
        // For what will be made in a folder; to be logged.
        #expect(everyone([(0, 0xb, 1, 0x1, 3), (2, 0, 1, 0x1, 3), (3, 0, 1, 0x1, 3)]) == 0)
        // All that are logged in.
        #expect(everyone([(0, 0, 1, 0x1, 9)]) == 4)
        #expect(everyone([(1, 0, 1, 0x1, 8), (0, 0, 1, 0x1, 3)]) == 4)
    }

    @Test func rightsAreThoseOfAMode() {
        #expect(everyone([(0, 0, 1, 0x2, 3)]) == 2)
        #expect(everyone([(0, 0, 1, 0x4, 3)]) == 2)
        #expect(everyone([(0, 0, 1, 0x40, 3)]) == 2)
        #expect(everyone([(0, 0, 1, 0x40, 3)], isFolder: false) == 0)
        // Who may change the list or the owner may do everything; to read them is nothing.
        #expect(everyone([(0, 0, 1, 0x4_0000, 3)]) == 7)
        #expect(everyone([(0, 0, 1, 0x8_0000, 3)]) == 7)
        #expect(everyone([(0, 0, 1, 0x12_0088, 3)]) == 0)
    }

    @Test func namesAreReadAsNumbersAre() {
        func everyone(_ entries: [(UInt32, UInt32, UInt32, String)]) -> UInt32? {
            NFSAccessList(names(entries), .names)?.everyone(isFolder: true)
        }
        #expect(everyone([(0, 0, 0x21, "EVERYONE@")]) == 5)
        #expect(everyone([(0, 0, 0x21, "OWNER@"), (0, 0x40, 0x21, "GROUP@"), (0, 0, 0x1, "ann@x.example")]) == 0)
        #expect(everyone([(1, 0, 0x1, "EVERYONE@"), (0, 0, 0x21, "AUTHENTICATED@")]) == 1)
        #expect(everyone([(0, 0, 0x1, "SOMEBODY@")]) == 4)
        #expect(everyone([(0, 0, 0x1, "EVERYONE@EVERYONE@x")]) == 0)
        let shared = NFSAccessList(
            names([(0, 0, 0x21, "ann@x.example"), (0, 0x40, 0x2, "staff"), (1, 0, 1, "bob")]),
            .names
        )
        #expect(shared?.named == ["user:ann@x.example:r-x", "group:staff:-w-"])
        #expect(NFSAccessList(numbers([(0, 0x40, 0, 1, 50)]), .numbers)?.named == ["group:50:r--"])
    }

    @Test func whatIsNotUnderstoodIsNotKnown() {
        #expect(everyone([(4, 0, 1, 0x1, 3)]) == nil)
        #expect(everyone([(0, 0, 2, 0x1, 3)]) == nil)
        #expect(everyone([(0, 0, 1, 0x1, 0)]) == nil)
        #expect(everyone([(0, 0, 1, 0x1, 11)]) == nil)
        #expect(everyone(Array(repeating: (0, 0, 1, 0x1, 3), count: 128)) == 4)
        #expect(everyone(Array(repeating: (0, 0, 1, 0x1, 3), count: 129)) == nil)
        #expect(NFSAccessList(names(Array(repeating: (0, 0, 1, ""), count: 4096)), .names) == nil)
        #expect(NFSAccessList(names(Array(repeating: (0, 0, 1, "a"), count: 3000)), .names)?.named.count == 100)
    }

    @Test func aListThatWasCutAnywhereIsNotKnown() {
        let lists: [([UInt8], NFSAccessList.Format)] = [
            (numbers([(0, 0, 1, 0x1, 1), (0, 0, 1, 0x21, 3)]), .numbers),
            (names([(0, 0, 0x1, "OWNER@"), (0, 0, 0x21, "EVERYONE@")]), .names),
        ]
        for (bytes, format) in lists {
            #expect(NFSAccessList(bytes, format) != nil)
            #expect(NFSAccessList(bytes + [0], format) == nil)
            for count in bytes.indices { #expect(NFSAccessList(Array(bytes.prefix(count)), format) == nil) }
            // Any byte may be another one: the bytes are read to an end, and nothing beyond.
            for index in bytes.indices {
                for value: UInt8 in [0, 1, 0x7f, 0x80, 0xff] {
                    var other = bytes
                    other[index] = value
                    _ = NFSAccessList(other, format)
                }
            }
        }
        for count: UInt32 in [3, 128, 129, 0x7fff_ffff, .max] {
            #expect(NFSAccessList(numbers([(0, 0, 1, 1, 3)], count: count), .numbers) == nil)
            #expect(NFSAccessList(names([(0, 0, 1, "EVERYONE@")], count: count), .names) == nil)
        }
        for length: UInt32 in [5, 0x7fff_ffff, 0xffff_fffd, .max] {
            #expect(NFSAccessList(NFSAccessListTests.bytes([1, 0, 0, 1, length, 0]), .names) == nil)
        }
    }

    /// What `nfs4_setfacl` 0.3.7 gives the kernel for a folder, by the list that it is given, and what everybody may do then.
    private static let written: [(list: String, bytes: String, everyone: UInt32, named: [String])] = [
        (
            "A::OWNER@:rwatTnNcCoy,A::GROUP@:rxtncy,A::EVERYONE@:rxtncy",
            """
            00000003 00000000 00000000 001e019f 00000006 4f574e45 52400000 00000000 00000040 001200a9 00000006 47524f55
            50400000 00000000 00000000 001200a9 00000009 45564552 594f4e45 40000000
            """,
            5, []
        ),
        (
            "D::EVERYONE@:waxTC,A::EVERYONE@:rtncy",
            """
            00000002 00000001 00000000 00040126 00000009 45564552 594f4e45 40000000 00000000 00000000 00120089 00000009
            45564552 594f4e45 40000000
            """,
            4, []
        ),
        (
            "A:g:staff@example.org:RX,A::ann@example.org:RWX,A:fdi:EVERYONE@:rwx,A::OWNER@:RWX",
            """
            00000004 00000000 00000040 001200a9 00000011 73746166 66406578 616d706c 652e6f72 67000000 00000000 00000000
            001601ff 0000000f 616e6e40 6578616d 706c652e 6f726700 00000000 0000000b 00000023 00000009 45564552 594f4e45
            40000000 00000000 00000000 001601ff 00000006 4f574e45 52400000
            """,
            0, ["group:staff@example.org:r-x", "user:ann@example.org:rwx"]
        ),
    ]

    @Test func whatTheToolWritesIsRead() throws {
        for vector in Self.written {
            let words = vector.bytes.split { $0 == " " || $0 == "\n" }.map { UInt32($0, radix: 16) ?? 0 }
            let list = try #require(NFSAccessList(Self.bytes(words), .names), "\(vector.list)")
            #expect(list.everyone(isFolder: true) == vector.everyone, "\(vector.list)")
            #expect(list.named == vector.named, "\(vector.list)")
        }
    }

    /// Named users and groups of a list of POSIX have what its mask leaves; they are not everybody.
    @Test func theMaskLimitsAListOfPOSIX() {
        func entry(_ tag: UInt8, _ permissions: UInt8, _ id: UInt8 = 0xff) -> [UInt8] {
            [tag, 0, permissions, 0, id, 0, 0, 0]
        }
        let bytes =
            [2, 0, 0, 0] + entry(1, 7) + entry(2, 7, 9) + entry(4, 5) + entry(8, 6, 50) + entry(0x10, 5)
            + entry(0x20, 4)
        let entries = AccessControlEntry.entries(of: AccessList(bytes: bytes[...]))
        #expect(entries.map(\.isGroup) == [false, true])
        #expect(entries.map(\.id) == [9, 50])
        #expect(entries.map(\.permissions) == [5, 4])
        for count in bytes.indices {
            #expect(AccessControlEntry.entries(of: AccessList(bytes: bytes.prefix(count))).count <= 2)
        }
    }
}
