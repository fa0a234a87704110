import Foundation
import JSON
import ObjectEncryption
import POSIX
import ServiceModel
import Testing

@testable import ObjectStore

/// What objects hold, and what is said of them.
@Suite struct ReadingTests {
    @Test func anObjectIsReadWhole() throws {
        let shelf = try Shelf()
        try shelf.put("docs/a.json", "0123456789")
        let (head, body) = try shelf.get("docs/a.json")
        #expect(body == "0123456789")
        #expect(head["ContentLength"]?.integer == 10)
        #expect(head["ContentType"]?.string == "application/json")
        #expect(head["AcceptRanges"]?.string == "bytes")
        #expect(try shelf.ask("HeadObject", ["Key": .string("docs/a.json")]) == head)
        let etag = try #require(head["ETag"]?.string)
        #expect(etag.count == 36 && etag.hasPrefix("\"") && etag.hasSuffix("-1\""))
        try shelf.put("docs/a.json", "abcdefghij")
        #expect(try shelf.get("docs/a.json").head["ETag"]?.string != etag)
        #expect(shelf.refusal("GetObject", ["Key": .string("docs")]) == "NoSuchKey")
        #expect(shelf.refusal("GetObject", ["Key": .string("docs/")]) == "NoSuchKey")
        #expect(shelf.refusal("GetObject", ["Key": .string("docs/a.json/")]) == "NoSuchKey")
        let version = ["Key": JSONValue.string("docs/a.json"), "VersionId": .string("1")]
        #expect(shelf.refusal("HeadObject", version) == "NoSuchVersion")
    }

    @Test func anEmptyFolderIsAnEmptyObject() throws {
        let shelf = try Shelf()
        try shelf.put("a/b/")
        let (head, body) = try shelf.get("a/b/")
        #expect(body.isEmpty && head["ContentLength"]?.integer == 0)
        #expect(head["ETag"]?.string == "\"d41d8cd98f00b204e9800998ecf8427e\"")
    }

    /// A header, and the body and the range that it gets; `nil` for what is refused.
    static let ranges: [(header: String, body: String?, range: String?)] = [
        ("bytes=0-0", "0", "bytes 0-0/10"), ("bytes=2-4", "234", "bytes 2-4/10"),
        ("bytes=7-", "789", "bytes 7-9/10"), ("bytes=-3", "789", "bytes 7-9/10"),
        ("bytes=8-100", "89", "bytes 8-9/10"), ("bytes=-100", "0123456789", "bytes 0-9/10"),
        ("bytes=9-99999999999999999999", "9", "bytes 9-9/10"), ("bytes=10-", nil, nil), ("bytes=-0", nil, nil),
        // What is no range of bytes, or more than one, asks for the whole.
        ("bytes=4-2", "0123456789", nil), ("bytes=0-1,3-4", "0123456789", nil), ("lines=1-2", "0123456789", nil),
        ("bytes=-", "0123456789", nil), ("bytes=+1-2", "0123456789", nil), ("", "0123456789", nil),
    ]

    @Test(arguments: ranges)
    func partsAreReadByRange(_ header: String, _ body: String?, _ range: String?) throws {
        let shelf = try Shelf()
        try shelf.put("digits", "0123456789")
        guard let body else {
            #expect(shelf.refusal("GetObject", ["Key": .string("digits"), "Range": .string(header)]) == "InvalidRange")
            return
        }
        let answer = try shelf.get("digits", ["Range": .string(header)])
        #expect(answer.body == body && answer.head["ContentRange"]?.string == range)
        #expect(answer.head["ContentLength"]?.integer == body.utf8.count)
    }

    @Test func conditionsAreDecidedInTheirOrder() throws {
        let shelf = try Shelf()
        try shelf.put("x")
        let head = try shelf.ask("HeadObject", ["Key": .string("x")])
        let etag = try #require(head["ETag"])
        let bare = JSONValue.string((etag.string ?? "").filter { $0 != "\"" })
        let time = try #require(head["LastModified"]?.integer)
        let (before, now) = (JSONValue.number(time - 10), JSONValue.number(time))
        let other = JSONValue.string("\"0\"")
        let cases: [([String: JSONValue], String)] = [
            (["IfMatch": etag], "none"), (["IfMatch": bare], "none"), (["IfMatch": other], "PreconditionFailed"),
            (["IfMatch": .string("*")], "none"), (["IfNoneMatch": etag], "NotModified"),
            (["IfNoneMatch": .string("*")], "NotModified"), (["IfNoneMatch": other], "none"),
            (["IfModifiedSince": now], "NotModified"), (["IfModifiedSince": before], "none"),
            (["IfUnmodifiedSince": before], "PreconditionFailed"), (["IfUnmodifiedSince": now], "none"),
            // The tag counts, and the time no more.
            (["IfMatch": etag, "IfUnmodifiedSince": before], "none"),
            (["IfNoneMatch": other, "IfModifiedSince": now], "none"),
            (["IfNoneMatch": etag, "IfModifiedSince": before], "NotModified"),
        ]
        for (conditions, code) in cases {
            let input = conditions.merging(["Key": .string("x")]) { $1 }
            #expect(shelf.refusal("HeadObject", input) == code, "\(conditions)")
            #expect(shelf.refusal("GetObject", input) == code, "\(conditions)")
        }
    }

    @Test func theRequestSaysHowTheAnswerIsLabelled() throws {
        let shelf = try Shelf()
        try shelf.put("x.txt")
        let head = try shelf.get(
            "x.txt",
            ["ResponseContentType": .string("text/html"), "ResponseContentDisposition": .string("attachment")]
        ).head
        #expect(head["ContentType"]?.string == "text/html" && head["ContentDisposition"]?.string == "attachment")
    }

    @Test func whatWasSaidOfAnObjectGoesWithItsFile() throws {
        let shelf = try Shelf()
        try shelf.put("x", "0123456789")
        var attributes = ObjectAttributes()
        attributes.etag = "781e5e245d69b566979b86e28d23f2c7"
        attributes.headers = ["ContentType": "text/x-own", "CacheControl": "no\u{0A}store", "Host": "evil"]
        attributes.metadata = ["team": "red", "bad name": "x", "split": "a\r\nb"]
        attributes.checksums = ["ChecksumCRC32": "poTH4A=="]
        do {
            let file = try PlacedFile(Array("x".utf8), in: shelf.root)
            let modified = try file.status().modified
            try file.setAttribute(ObjectAttributes.name, to: attributes.json(size: 10, modified: modified))
            try file.setAttribute(ObjectAttributes.tagsName, to: Array(#"{"b":"2","a":"1"}"#.utf8))
        }
        let head = try shelf.ask("HeadObject", ["Key": .string("x"), "ChecksumMode": .string("ENABLED")])
        #expect(head["ETag"]?.string == "\"781e5e245d69b566979b86e28d23f2c7\"")
        #expect(head["ContentType"]?.string == "text/x-own" && head["CacheControl"] == nil && head["Host"] == nil)
        #expect(head["Metadata"] == .object(["team": .string("red")]))
        #expect(head["ChecksumCRC32"]?.string == "poTH4A==")
        let tags = try shelf.ask("GetObjectTagging", ["Key": .string("x")])["TagSet"]?.array ?? []
        #expect(tags.compactMap { $0["Key"]?.string } == ["a", "b"])
        // Another content: what was said of the old one holds no more.
        try shelf.put("x", "0123456780")
        let now = try shelf.ask("HeadObject", ["Key": .string("x"), "ChecksumMode": .string("ENABLED")])
        #expect(now["ETag"]?.string?.hasSuffix("-1\"") == true && now["ChecksumCRC32"] == nil)
    }

    @Test func attributesAreThoseThatAreNamed() throws {
        let shelf = try Shelf()
        try shelf.put("x", "0123")
        let answer = try shelf.ask(
            "GetObjectAttributes",
            ["Key": .string("x"), "ObjectAttributes": .array([.string("ObjectSize"), .string("ETag")])]
        )
        #expect(answer["ObjectSize"]?.integer == 4 && answer["StorageClass"] == nil)
        #expect(answer["ETag"]?.string?.contains("\"") == false)
    }

    /// Both modules name the files that are hidden.
    @Test func temporaryFilesHaveOneName() {
        #expect(ObjectPath.ownPrefix == InPlaceOperation.temporaryPrefix)
    }

    @Test func everyModelHasAHandler() throws {
        let shelf = try Shelf()
        #expect(shelf.table.unhandled == [] && shelf.table.unmodelled == [])
    }
}
