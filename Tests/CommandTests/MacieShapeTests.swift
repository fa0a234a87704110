import Foundation
import JSON
import Testing

/// Findings, buckets and jobs in the shapes of Amazon Macie.
@Suite struct MacieShapeTests {
    private static let start =
        DaemonTests.start + """
            macie() { magpie macie2 "$@"; }
            get() { python3 -c 'import json, sys; print(eval("d" + sys.argv[1], {"d": json.load(sys.stdin), "len": len, "sorted": sorted}))' "$1"; }

            """

    @Test func findingsAreListedCountedShownAndRevealed() async throws {
        let outcome = try await DaemonTests().shell().run(
            Self.start + #"""
                for i in 1 2 3; do printf "ORDER-12345$i\n" > bucket/order$i.txt; done; printf 'TICKET-1234\n' > bucket/ticket.txt; settled
                macie list-findings --max-results 3 > page.json; get '["findingIds"].__len__()' < page.json
                macie list-findings --max-results 3 --next-token $(get '["nextToken"]' < page.json) > last.json
                get '["findingIds"].__len__()' < last.json; get '.get("nextToken")' < last.json
                macie create-sample-findings --finding-types SensitiveData:S3Object/Personal Policy:IAMUser/S3BucketPublic
                macie list-findings --max-results 4 > page.json; get '["findingIds"].__len__()' < page.json
                macie list-findings --max-results 4 --next-token $(get '["nextToken"]' < page.json) > last.json
                get '["findingIds"].__len__()' < last.json; get '.get("nextToken")' < last.json
                macie get-findings --finding-ids $(get '["findingIds"][0]' < last.json) | get '["findings"][0]["sample"]'
                macie list-findings --finding-criteria '{"criterion":{"sample":{"eq":["false"]},"resourcesAffected.s3Object.key":{"prefix":["ticket"]}}}' > ticket.json
                id=$(get '["findingIds"][0]' < ticket.json); macie get-findings --finding-ids $id | get '["findings"][0]["resourcesAffected"]["s3Object"]["key"]'
                macie list-findings --sort-criteria attributeName=createdAt,orderBy=ASC | get '["findingIds"].__len__()'
                macie get-finding-statistics --group-by type --finding-criteria '{"criterion":{"sample":{"eq":["false"]}}}' | get '["countsByGroup"][0]["count"]'
                macie get-finding-statistics --group-by resourcesAffected.s3Bucket.name | get '["countsByGroup"][0]'
                macie get-sensitive-data-occurrences-availability --finding-id $id | get '["code"]'
                macie get-sensitive-data-occurrences --finding-id $id 2>&1 | grep -c 'no reason'
                macie update-reveal-configuration --configuration status=ENABLED > /dev/null
                macie get-sensitive-data-occurrences --finding-id $id | get '["sensitiveDataOccurrences"]["TICKET"][0]["value"]'
                """#
        )
        #expect(outcome.errors == "")
        #expect(
            outcome.lines == [
                "3", "1", "None", "{}", "4", "2", "None", "True", "ticket.txt", "6", "3",
                "{'count': 4, 'groupKey': 'bucket'}", "AVAILABLE", "1", "TICKET-1234",
            ],
            "\(outcome.output)"
        )
    }

    @Test func bucketsAreDescribedSearchedAndProfiled() async throws {
        let outcome = try await DaemonTests().shell().run(
            Self.start + #"""
                printf 'ORDER-123456\n' > bucket/order.txt; printf 'nothing\n' > bucket/plain.txt; settled
                macie describe-buckets > b.json; get '["buckets"][0]["objectCount"]' < b.json; get '["buckets"][0]["automatedDiscoveryMonitoringStatus"]' < b.json
                macie describe-buckets --criteria '{"bucketName":{"prefix":"buck"},"objectCount":{"gte":2}}' | get '["buckets"].__len__()'
                macie describe-buckets --criteria '{"bucketName":{"neq":["bucket"]}}' | get '["buckets"].__len__()'
                macie search-resources --bucket-criteria '{"includes":{"and":[{"simpleCriterion":{"comparator":"EQ","key":"S3_BUCKET_NAME","values":["bucket"]}}]}}' | get '["matchingResources"][0]["matchingBucket"]["bucketName"]'
                arn=arn:aws:s3:::bucket
                macie get-resource-profile --resource-arn $arn | get '["statistics"]["totalItemsSensitive"]'
                macie update-resource-profile --resource-arn $arn --sensitivity-score-override 100
                macie get-resource-profile --resource-arn $arn | get '["sensitivityScore"]'
                macie list-resource-profile-artifacts --resource-arn $arn | get '["artifacts"][0]["sensitive"]'
                macie list-resource-profile-detections --resource-arn $arn | get '["detections"][0]["id"]'
                macie update-resource-profile-detections --resource-arn $arn --suppress-data-identifiers id=ORDER,type=MANAGED
                macie list-resource-profile-detections --resource-arn $arn | get '["detections"][0]["suppressed"]'
                macie get-resource-profile --resource-arn arn:aws:s3:::none 2>&1 | grep -c ResourceNotFoundException
                """#
        )
        #expect(outcome.errors == "")
        #expect(
            outcome.lines == [
                "2", "MONITORED", "1", "0", "bucket", "1", "{}", "100", "True", "ORDER", "{}", "True", "1",
            ],
            "\(outcome.output)"
        )
    }

    @Test func jobsHaveMaciesShapes() async throws {
        let outcome = try await DaemonTests().shell().run(
            Self.start + #"""
                printf 'ORDER-123456\n' > bucket/order.txt; settled
                job() { macie create-classification-job --client-token $1 --job-type ONE_TIME --name first --s3-job-definition '{"bucketDefinitions":[{"accountId":"000000000000","buckets":["bucket"]}]}' | get '["jobId"]'; }
                id=$(job one); [ "$id" = "$(job one)" ] && echo same
                for i in $(seq 2400); do [ $(macie describe-classification-job --job-id $id | get '["jobStatus"]') = COMPLETE ] && break; sleep 0.05; done
                macie describe-classification-job --job-id $id > job.json; get '["jobStatus"]' < job.json
                get '["s3JobDefinition"]["bucketDefinitions"][0]["buckets"]' < job.json; get '["samplingPercentage"]' < job.json
                nightly() { macie create-classification-job --client-token two --job-type SCHEDULED --name nightly --schedule-frequency '{"dailySchedule":{}}' --s3-job-definition '{"bucketCriteria":{"includes":{"and":[{"simpleCriterion":{"comparator":"STARTS_WITH","key":"S3_BUCKET_NAME","values":["buck"]}}]}}}' "$@"; }
                nightly --managed-data-identifier-selector NONE 2>&1 | grep -c ValidationException
                nightly > nightly.json; later=$(get '["jobId"]' < nightly.json)
                macie list-classification-jobs --filter-criteria '{"includes":[{"comparator":"EQ","key":"jobType","values":["SCHEDULED"]}]}' | get '["items"][0]["name"]'
                macie update-classification-job --job-id $later --job-status COMPLETE 2>&1 | grep -c ValidationException
                macie update-classification-job --job-id $later --job-status USER_PAUSED; macie update-classification-job --job-id $later --job-status CANCELLED
                macie describe-classification-job --job-id $later | get '["jobStatus"]'
                magpie jobs list | grep -c nightly; macie describe-buckets | get '["buckets"][0]["jobDetails"]["isDefinedInJob"]'
                """#
        )
        #expect(outcome.errors == "")
        #expect(
            outcome.lines == [
                "same", "COMPLETE", "['bucket']", "100", "1", "nightly", "1", "{}", "{}", "CANCELLED", "1", "TRUE",
            ],
            "\(outcome.output)"
        )
    }
}
