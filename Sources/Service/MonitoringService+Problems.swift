import Configuring
import Discovery
import EventBus
import Jobs
import ObjectActions
public import Problems
import Recording
import Records
import Watching

extension MonitoringService {
    /// The names of all that ``problems`` may tell.
    public static let problemNames: [Problem.Name] =
        [
            .bucket, .records, .results, .retention, .unreadObjects, .partialObjects, .action, .heldActions, .scanner,
            .job,
        ]

    /// What is wrong with the service now.
    ///
    /// It asks the records how many deliveries fail and how many objects are read in part: some milliseconds.
    public var problems: [Problem] {
        var problems = buckets.compactMap { bucket in
            let health = bucket.health
            return health.problem.map { problem in
                Problem(
                    .bucket,
                    of: bucket.record.name,
                    "bucket \(bucket.record.name): \(problem)",
                    hint: health.state == .offline
                        ? "it is looked for every \(settings.pollSeconds) s; see that the folder is there and mounted, and that the "
                            + "service may read it" : "all is compared again at the next walk"
                )
            }
        }
        if let problem = recorder.problem {
            problems.append(
                Problem(
                    .records,
                    "records cannot be written: \(problem)",
                    hint: "make room on the disk with the state folder, and see that the service may write there; "
                        + "what was found meanwhile is kept in memory and written then"
                )
            )
        }
        if let problem = recorder.resultProblem {
            problems.append(
                Problem(
                    .results,
                    problem,
                    hint: "make room on it, or set 'resultsFiles: 0' to do without these records"
                )
            )
        }
        if let problem = housekeeper.problem {
            problems.append(Problem(.retention, problem, hint: "make room on the disk with the state folder"))
        }
        let passing = scans.unread.passingCount
        if passing > 0 {
            problems.append(
                Problem(
                    .unreadObjects,
                    "\(passing) objects could not be read for reasons that may pass",
                    hint: "they are tried again; 'magpie buckets show NAME' lists what was left out, and why"
                )
            )
        }
        if let partial = partialObjects { problems.append(partial) }
        return problems + objects.problems + scans.problems + jobs.problems
    }

    /// Objects that were looked at only in part, with the reasons that come up most.
    private var partialObjects: Problem? {
        var counts: [String: Int] = [:]
        let tallies: [ObjectTally]
        do {
            tallies = try records.objectTallies()
        } catch {
            return Problem(
                .records,
                of: "reading",
                "records cannot be read: \(error)",
                hint: "see that the state folder's disk is there and whole"
            )
        }
        for tally in tallies where tally.verdict == "partial" {
            counts[tally.gap, default: 0] += tally.objects
        }
        let total = counts.values.reduce(0, +)
        guard total > 0 else { return nil }
        let reasons = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(3)
            .map { "\($0.key): \($0.value)" }
        return Problem(
            .partialObjects,
            "\(total) objects were looked at only in part (\(reasons.joined(separator: ", ")))",
            hint: "they may hold what was not found; 'magpie buckets show NAME --partial' names them",
            count: total
        )
    }
}
