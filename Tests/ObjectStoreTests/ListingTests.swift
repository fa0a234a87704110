import Foundation
import JSON
import POSIX
import ServiceModel
import Testing

@testable import ObjectStore

/// Lists of objects: what is in them, in which order, and that pages fit together.
@Suite struct ListingTests {
    /// Keys as S3 would hold them, and a list of these that needs no tree: what is right is told from it.
    private struct Flat {
        var keys: [String]

        func list(prefix: String, delimiter: String, after: String) -> [String] {
            var names: [String] = []
            for key in keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) })
            where key.utf8.starts(with: prefix.utf8) && after.utf8.lexicographicallyPrecedes(key.utf8) {
                let rest = key.dropFirst(prefix.count)
                guard !delimiter.isEmpty, let end = rest.range(of: delimiter)?.upperBound else {
                    names.append(key)
                    continue
                }
                let group = "\(prefix)\(rest[..<end])"
                if names.last != "[\(group)]", !after.hasPrefix(group) { names.append("[\(group)]") }
            }
            return names
        }
    }

    private static let keys = [
        "a", "a-b", "a.txt", "a/b", "a/b-c", "a/b.d/e", "a/c/d/e", "a0", "b/", "c/d/", "c/e", "docs/2026-11/report.pdf",
        "docs/2026-12/report.pdf", "docs/index", "zoo", "é/ü", "~tilde", "with space/and+plus", "%41", "A/B", "a!b/c",
    ]
    // A file and a folder cannot have one name.
    private static let possible = keys.filter { $0 != "a" }

    @Test(arguments: [1, 2, 3, 1000])
    func pagesFitTogetherWhateverIsAskedFor(_ limit: Int) throws {
        let shelf = try Shelf()
        for key in Self.possible { try shelf.put(key) }
        let flat = Flat(keys: Self.possible)
        for prefix in [
            "", "a", "a/", "a/b", "a/b.d/", "b", "b/", "c/d/", "docs/2026-1", "é", "none/", "a//", "../", "%4",
        ] {
            for delimiter in ["", "/", "-", "b", "/b"] {
                for after in ["", "a", "a/", "a/b", "a/c", "b/", "docs/2026-11/", "zz", "\u{7F}"] {
                    let input: [String: JSONValue] = [
                        "Prefix": .string(prefix), "Delimiter": .string(delimiter), "StartAfter": .string(after),
                    ]
                    let names = try shelf.list(input, by: limit)
                    let right = flat.list(prefix: prefix, delimiter: delimiter, after: after)
                    #expect(names == right, "prefix '\(prefix)' delimiter '\(delimiter)' after '\(after)'")
                }
            }
        }
    }

    @Test func bigFoldersAreReadInPartsThatAreKept() throws {
        let shelf = try Shelf()
        var keys: [String] = []
        for number in 0..<500 { keys.append("many/\(number % 7 == 0 ? "folder\(number)/x" : "file\(number)")") }
        for key in keys { try shelf.put(key) }
        let pages = FolderPages(pageSize: 16)
        var names: [String] = []
        var query = ObjectListing.Query(limit: 9)
        repeat {
            let listing = try ObjectListing(query, in: shelf.root, pages)
            names += listing.entries.map { String(decoding: $0.key, as: UTF8.self) }
            query.place = listing.end
        } while query.place != nil
        #expect(names == keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }

    @Test func whatIsMadeAndRemovedMeanwhileMovesNothingElse() throws {
        let shelf = try Shelf()
        for number in 10..<40 { try shelf.put("d/\(number)") }
        let first = try shelf.ask("ListObjectsV2", ["MaxKeys": .number(10), "Prefix": .string("d/")])
        let token = try #require(first["NextContinuationToken"])
        // The key that the page ended with, one before it, and one behind it.
        for name in ["d/19", "d/12", "d/20"] { try FileManager.default.removeItem(at: shelf.url(name)) }
        try shelf.put("d/115")
        try shelf.put("d/205")
        let rest = try shelf.list(["Prefix": .string("d/"), "ContinuationToken": token])
        #expect(rest == ["d/205"] + (21..<40).map { "d/\($0)" })
        #expect(shelf.refusal("ListObjectsV2", ["ContinuationToken": .string("d/19")]) == "InvalidArgument")
    }

    @Test func theFirstVersionGoesOnBehindItsMarker() throws {
        let shelf = try Shelf()
        for key in ["a/1", "a/2", "b", "c/3", "d"] { try shelf.put(key) }
        var names: [String] = []
        var marker = ""
        for _ in 0..<10 {
            let page = try shelf.ask(
                "ListObjects",
                ["MaxKeys": .number(1), "Delimiter": .string("/"), "Marker": .string(marker)]
            )
            names += (page["Contents"]?.array ?? []).compactMap { $0["Key"]?.string }
            names += (page["CommonPrefixes"]?.array ?? []).compactMap { $0["Prefix"]?.string }
            guard page["IsTruncated"] == .boolean(true) else { break }
            marker = try #require(page["NextMarker"]?.string)
        }
        #expect(names == ["a/", "b", "c/", "d"])
        let none = try shelf.ask("ListObjects", ["MaxKeys": .number(0)])
        #expect(none["IsTruncated"] == .boolean(false) && none["Contents"] == nil)
    }

    @Test func nothingButFilesIsListed() throws {
        let shelf = try Shelf()
        try shelf.put("plain")
        try shelf.put("folder/.magpie-0123", "half written")
        try shelf.put(".magpie-uploads/x")
        try shelf.put("outside/x")
        let manager = FileManager.default
        try manager.createSymbolicLink(atPath: shelf.url("link").path, withDestinationPath: "plain")
        try manager.createSymbolicLink(atPath: shelf.url("away").path, withDestinationPath: "/etc")
        #expect(unsafe mkfifo(shelf.url("pipe").path, 0o600) == 0)
        let socket = try LocalSocket(listeningAt: Array(shelf.url("socket").path.utf8))
        defer { _ = socket }
        #expect(try shelf.list() == ["folder/", "outside/x", "plain"])
        #expect(try shelf.list(["Prefix": .string("away/")]) == [])
        for key in [
            "link", "away/passwd", "pipe", "socket", ".magpie-uploads/x", "folder/.magpie-0123", "../x", "a//b",
        ] {
            #expect(shelf.refusal("HeadObject", ["Key": .string(key)]) == "NoSuchKey", "\(key)")
        }
    }

    @Test func namesThatAreNoTextAreListedAndRead() throws {
        let shelf = try Shelf()
        let names: [[UInt8]] = [[0xFF, 0x41], Array("tab\tnew\nline".utf8), Array("é+ %".utf8), [0xC3]]
        for name in names { try shelf.put(name, "of \(name.count)") }
        let page = try shelf.ask("ListObjectsV2", ["EncodingType": .string("url")])
        let listed = (page["Contents"]?.array ?? []).compactMap { $0["Key"]?.string }
        #expect(listed == ["tab%09new%0Aline", "%C3", "%C3%A9%2B%20%25", "%FFA"])
        for name in names {
            #expect(try shelf.get(ObjectKey.text(name)).body == "of \(name.count)")
        }
        // Another way to say é.
        let twice = "\u{10FFC3}\u{10FFA9}+ %"
        #expect(shelf.refusal("HeadObject", ["Key": .string(twice)]) == "InvalidArgument")
    }

    @Test func bucketsAreListedInTheOrderOfTheirNames() throws {
        let shelf = try Shelf()
        let buckets = try shelf.ask("ListBuckets")["Buckets"]?.array ?? []
        #expect(buckets.compactMap { $0["Name"]?.string } == ["away", "shelf"])
        let made = try #require(buckets.last?["CreationDate"]?.integer)
        #expect(abs(Double(made) - Timestamp.now().secondsSince1970) < 3600)
        #expect(shelf.refusal("HeadBucket", ["Bucket": .string("none")]) == "NoSuchBucket")
        #expect(shelf.refusal("HeadBucket", ["Bucket": .string("away")]) == "ServiceUnavailable")
        #expect(
            shelf.refusal("HeadBucket", ["ExpectedBucketOwner": .string("111111111111")]) == "AccessDenied"
        )
    }
}
