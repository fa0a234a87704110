import JSON
import ServiceModel
import Testing

@testable import ObjectStore

/// Checksums of what is received.
@Suite struct ContentSumsTests {
    private struct Request: ParameterReading {
        var input: JSONValue
    }

    /// The check value of the catalogue of CRCs, of `123456789`.
    @Test(arguments: [
        ("x-amz-checksum-crc32c", ["ChecksumCRC32C": "4waSgw=="]),
        ("X-Amz-Checksum-CRC32", ["ChecksumCRC32": "y/Q5Jg=="]),
        ("x-other, x-amz-checksum-crc32c", ["ChecksumCRC32C": "4waSgw=="]), ("x-amz-checksum-crc32cc", [:]),
    ])
    func onlyWhatATrailerAnnouncesIsMade(_ trailer: String, _ expected: [String: String]) throws {
        let sums = try ContentSums(Request(input: .object(["Trailer": .string(trailer)])), isKept: false)
        sums.update(Array("123456789".utf8))
        #expect(try sums.finish([:]).checksums == expected)
    }
}
