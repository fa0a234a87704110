import Testing

/// `magpie macie2`, and what follows from it for scans.
@Suite struct MacieTests {
    private static let start =
        DaemonTests.start + """
            found() { for i in $(seq 2400); do [ "$(magpie findings list | grep -c "$1")" = "$2" ] && echo "$1 $2" && return; sleep 0.05; done; magpie findings list; cat log; }

            """

    @Test func whatIsMadeIsLookedForAtOnce() async throws {
        let shell = try DaemonTests().shell()
        let outcome = try await shell.run(
            Self.start + #"""
                printf 'badge QX-123456\n' > bucket/badge.txt; printf 'badge QX-000000\na line between that is long enough for it\nQX-111111\n' > bucket/test.txt
                printf 'badge QX-777777\n' > bucket/known.txt; printf 'qx-777777\n' > bucket/words.list
                settled; magpie findings list | grep -c badge.txt
                id=$(magpie macie2 create-custom-data-identifier --name Badge --regex 'QX-[0-9]{6}' --keywords badge --ignore-words QX-000000 --maximum-match-distance 20 --format text)
                found badge.txt 1; found known.txt 1; magpie findings list | grep -c test.txt
                magpie findings show $(magpie findings list | awk '/badge.txt/ {print $4}') | grep -o '"arn":"[^"]*custom-data[^"]*"' | grep -c "$id"
                magpie macie2 test-custom-data-identifier --regex 'QX-[0-9]{6}' --keywords badge --sample-text 'badge QX-123456 QX-654321, badge QX-1' | tr -d ' \n'
                echo
                magpie macie2 create-custom-data-identifier --name Bad --regex '(' 2>&1 | grep -c ValidationException
                magpie macie2 create-allow-list --name words --criteria '{"s3WordsList":{"bucketName":"bucket","objectKey":"words.list"}}' > list.json
                found known.txt 0
                magpie macie2 get-allow-list --id $(sed -n 's/.*"id": "\(.*\)".*/\1/p' list.json) | grep -o '"code": "OK"'
                magpie macie2 delete-custom-data-identifier --id $id
                found badge.txt 0
                magpie audit list --log service | awk '$4 ~ /^macie2:/ {print $4, $5}' | grep -c "DeleteCustomDataIdentifier $id"
                """#
        )
        #expect(outcome.errors == "")
        #expect(
            outcome.lines == [
                "0", "badge.txt 1", "known.txt 1", "0", "1", #"{"matchCount":2}"#, "1", "known.txt 0", #""code": "OK""#,
                "{}", "badge.txt 0", "2",
            ],
            "\(outcome.output)"
        )
    }

    @Test func aFilterArchivesAndAPauseRests() async throws {
        let shell = try DaemonTests().shell()
        let outcome = try await shell.run(
            Self.start + #"""
                settled
                id=$(magpie macie2 create-findings-filter --name tickets --action ARCHIVE --finding-criteria '{"criterion":{"resourcesAffected.s3Object.key":{"prefix":["ticket"]}}}' | sed -n 's/.*"id": "\(.*\)".*/\1/p')
                printf 'TICKET-1234\n' > bucket/ticket.txt; printf 'ORDER-123456\n' > bucket/order.txt; settled
                magpie findings list | grep -c ticket.txt; magpie findings list --archived | grep -c ticket.txt
                magpie findings list | grep -c order.txt
                magpie macie2 delete-findings-filter --id $id
                magpie macie2 update-macie-session --status PAUSED
                printf 'ORDER-654321\n' > bucket/later.txt; sleep 1
                magpie findings list | grep -c later.txt
                magpie macie2 update-macie-session --status ENABLED
                found later.txt 1
                magpie macie2 disable-macie; magpie macie2 list-allow-lists 2>&1 | grep -c 'Macie is not enabled'
                magpie macie2 enable-macie; magpie macie2 list-members 2>&1 | grep -c UnsupportedOperation
                """#
        )
        #expect(outcome.errors == "")
        #expect(
            outcome.lines.filter { $0 != "{}" } == ["0", "1", "1", "0", "later.txt 1", "1", "1"],
            "\(outcome.output)"
        )
    }
}
