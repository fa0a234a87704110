import Testing

@testable import PostgreSQL

/// What a server may say before it has proved that it knows the password.
@Suite struct ServerScreenTests {
    private func request(_ code: UInt8, _ data: String = "") -> [UInt8] {
        [UInt8(ascii: "R"), 0, 0, 0, UInt8(8 + data.utf8.count), 0, 0, 0, code] + Array(data.utf8)
    }

    private func refusal(_ messages: [[UInt8]]) -> PostgreSQLError? {
        var screen = ServerScreen()
        do throws(PostgreSQLError) {
            for message in messages { _ = try screen.admit(message) }
            return nil
        } catch {
            return error
        }
    }

    @Test func onlySCRAMPassesAndInItsOrder() throws {
        let proof = [request(10, "SCRAM-SHA-256\0\0"), request(11, "r=a,s=b,i=4096"), request(12, "v=c"), request(0)]
        #expect(refusal(proof) == nil)
        for missing in 0..<3 {
            var messages = proof
            messages.remove(at: missing)
            #expect(refusal(messages) != nil)
        }
        #expect(refusal([request(3)])?.message.contains("in clear") == true)
        #expect(refusal([request(5, "salt")])?.message.contains("as MD5") == true)
        #expect(refusal([request(0)])?.isUnasked == true)
        #expect(refusal([proof[0], request(3)]) != nil)
        #expect(refusal([proof[0], request(11, "r=a,s=b,i=2000000000")]) != nil)
        #expect(refusal([[UInt8(ascii: "T"), 127, 255, 255, 255]]) != nil)
    }

    @Test func halfAMessageWaitsAndNoticesAreDropped() throws {
        var screen = ServerScreen()
        let message = request(10, "SCRAM-SHA-256\0\0")
        #expect(try screen.admit([UInt8(ascii: "N"), 0, 0, 0, 5, 0]).isEmpty)
        #expect(try screen.admit(Array(message[..<6])).isEmpty)
        #expect(try screen.admit(Array(message[6...])) == message)
    }
}
