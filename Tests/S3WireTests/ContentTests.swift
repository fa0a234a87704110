import S3Wire
import ServiceModel
import Testing

/// Bodies in chunks that nobody has signed, cut in any way; those that are signed are tried with clients.
@Suite struct ContentTests {
    /// Gives a body in pieces.
    private final class Body: @unchecked Sendable {
        // Of one test.
        private var rest: ArraySlice<UInt8>
        private let size: Int

        init(_ text: String, by size: Int) {
            rest = Array(text.utf8)[...]
            self.size = size
        }

        func next() -> [UInt8] {
            defer { rest = rest.dropFirst(size) }
            return Array(rest.prefix(size))
        }
    }

    private func read(
        _ body: String,
        by size: Int,
        length: Int,
        trailer: String = "x-amz-checksum-crc32"
    ) throws -> (text: String, trailers: [String: String]) {
        let request = S3Request(
            method: "PUT",
            path: "/shelf/a",
            query: "",
            headers: [
                ("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER"),
                ("x-amz-decoded-content-length", String(length)), ("x-amz-trailer", trailer),
            ]
        )
        let payload = try #require(try S3Payload(request, isPresigned: false))
        let source = Body(body, by: size)
        let content = try S3Content(request, payload, nil, from: { source.next() }).content
        var bytes: [UInt8] = []
        while case let piece = try content.next(), !piece.isEmpty { bytes += piece }
        return (String(decoding: bytes, as: UTF8.self), content.trailers)
    }

    @Test(arguments: [1, 2, 3, 7, 1000]) func chunksAreReadWhereverTheyAreCut(_ size: Int) throws {
        let body = "5\r\nhello\r\nA\r\n, 12345678\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n"
        let (text, trailers) = try read(body, by: size, length: 15)
        #expect(text == "hello, 12345678" && trailers == ["x-amz-checksum-crc32": "AAAAAA=="])
        #expect(try read("0\r\n\r\n", by: size, length: 0).text == "")
    }

    @Test(arguments: [
        ("5\r\nhello\r\n", 5, "IncompleteBody"), ("5\r\nhello\r\n0\r\n\r\n", 6, "IncompleteBody"),
        ("5\r\nhelloX\r\n0\r\n\r\n", 5, "InvalidRequest"), ("-1\r\n\r\n0\r\n\r\n", 5, "InvalidRequest"),
        ("6\r\nhello!\r\n0\r\n\r\n", 5, "InvalidRequest"), ("\r\n\r\n", 5, "InvalidRequest"),
        ("7fffffffffffffff\r\nx", 5, "InvalidRequest"), ("ffffffffffffffff\r\nx", 5, "InvalidRequest"),
        ("0\r\nx-amz-checksum-sha1:AAAA\r\n\r\n", 0, "InvalidRequest"), ("0\r\nnonsense\r\n\r\n", 0, "InvalidRequest"),
        (
            "0\r\nx-amz-checksum-crc32:AA\r\nx-amz-checksum-crc32:AA\r\n\r\n", 0, "InvalidRequest"
        ), ("0" + String(repeating: "0", count: 5000), 0, "InvalidRequest"), ("", 5, "IncompleteBody"),
    ])
    func whatIsMalformedIsRefused(_ body: String, _ length: Int, _ code: String) throws {
        for size in [1, 4096] {
            do {
                _ = try read(body, by: size, length: length)
                Issue.record("it was not refused")
            } catch let error as ServiceError {
                #expect(error.code == code)
            }
        }
    }
}
