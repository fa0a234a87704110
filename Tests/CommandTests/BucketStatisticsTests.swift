import Foundation
import JSON
import Testing

/// `macie2:GetBucketStatistics` at the socket.
@Suite struct BucketStatisticsTests {
    @Test func theServiceSumsUpItsBuckets() async throws {
        let shell = try DaemonTests().shell(builtInRules: true)
        try shell.write(
            "ask.py",
            """
            import socket, sys
            client = socket.socket(socket.AF_UNIX); client.connect(sys.argv[1]); reader = client.makefile('rb')
            for line in sys.stdin.buffer:
                client.sendall(line); print(reader.readline().decode(), end='')
            """
        )
        let outcome = try await shell.run(
            DaemonTests.start + #"""
                printf 'payment card 4242 4242 4242 4242\n' > bucket/card.txt
                python3 -c 'import sys; sys.stdout.buffer.write(bytes(i * 37 % 256 for i in range(100)))' > bucket/noise.bin
                settled
                printf '%s\n' 'macie2:GetBucketStatistics {"accountId":"000000000000"}' \
                    'macie2:GetBucketStatistics {"accountId":"123456789012"}' | python3 ask.py $MAGPIE_SOCKET
                """#
        )
        #expect(outcome.lines.count == 2 && outcome.errors == "", "\(outcome.output)\n\(outcome.errors)")
        let answer = try JSONValue(parsing: Array(outcome.lines[0].dropFirst().utf8))
        #expect(answer["bucketCount"]?.integer == 1 && answer["objectCount"]?.integer == 2)
        #expect(answer["sizeInBytes"]?.integer == 133)
        #expect(answer["bucketStatisticsBySensitivity"]?["sensitive"]?["totalCount"]?.integer == 1)
        #expect(answer["unclassifiableObjectCount"]?["fileType"]?.integer == 1)
        #expect(answer["unclassifiableObjectSizeInBytes"]?["total"]?.integer == 100)
        #expect(answer["bucketCountByEffectivePermission"]?["publiclyAccessible"]?.integer == 0)
        #expect(answer["lastUpdated"]?.string?.hasSuffix("Z") == true)
        #expect(outcome.lines[1].contains("ResourceNotFoundException"))
    }
}
