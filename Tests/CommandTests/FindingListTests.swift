import Foundation
import Testing

/// How long lists are cut and gone on with, and how answers are shown.
@Suite struct FindingListTests {
    @Test func aListSaysWhereItStopsAndGoesOn() async throws {
        let outcome = try await DaemonTests().shell().run(
            DaemonTests.start + """
                for number in 1 2 3 4 5; do printf "ORDER-00000$number\\n" > bucket/$number.txt; done; settled
                magpie findings list --limit 2 > first 2> more; cat more | head -n 1
                position=$(sed -n 's/.*--after \\([^,]*\\),.*/\\1/p' more)
                magpie findings list --limit 2 --after $position > second 2> more
                position=$(magpie findings list --format json --after $position | sed 's/.*"position":"\\([^"]*\\)".*/\\1/')
                magpie findings list --after $position | wc -l
                last=$(sed -n 's/.*--after \\([^,]*\\),.*/\\1/p' more)
                magpie findings list --limit 2 --after $last > third 2> more; wc -c < more
                cat first second third | awk '{ print $NF }' | sort
                magpie findings list --limit 5 2>&1 | wc -l
                magpie findings list --after bogus; echo $?
                id=$(awk 'NR == 1 { print $4 }' first)
                magpie findings show $id --format text | grep -c '^SEVERITY'
                magpie findings archive $id --reason known --format json | grep -c "\\"id\\":\\"$id"
                magpie wait-settled --timeout 600 --format json
                magpie events list-event-buses --output text | grep -c '^EVENTBUSES.*event-bus/default.*default$'
                magpie events list-event-buses --output json | grep -c '"Name": "default"'
                """
        )
        #expect(
            outcome.lines == [
                "magpie: warning: there are more findings than the 2 that are listed", "0", "0", "bucket/1.txt",
                "bucket/2.txt", "bucket/3.txt", "bucket/4.txt", "bucket/5.txt", "5", "2", "1", "1", "{\"unread\":0}",
                "1", "1",
            ]
        )
        #expect(outcome.errors.contains("'bogus' is no position in the list of findings"))
    }
}
