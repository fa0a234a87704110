import Control
import JSON
import ServiceModel

/// What `magpie jobs` offers: shorter names for the operations on classification jobs, and one for each status that a job
/// can be given.
enum JobCommands {
    /// The commands as operations, which the command line reads by.
    static let all = [
        command("Create", for: "CreateJob"), command("List", for: "ListJobs"),
        command("Show", for: "DescribeJob"), change("Pause", "Has a job rest."),
        change("Resume", "Has a job go on."), change("Cancel", "Ends a job for good."),
    ]

    private static let operations = [
        "Create": "CreateJob", "List": "ListJobs", "Show": "DescribeJob",
    ]
    private static let statuses = ["Pause": "USER_PAUSED", "Resume": "RUNNING", "Cancel": "CANCELLED"]
    private static let update = "UpdateJob"
    private static let status = "JobStatus"

    private static func command(_ name: String, for operation: String) -> OperationModel {
        let model = JobsModel.operation(operation)
        return OperationModel(name, .operate, model?.help ?? "", model?.parameters ?? [])
    }

    private static func change(_ name: String, _ help: String) -> OperationModel {
        let parameters = JobsModel.operation(update)?.parameters ?? []
        return OperationModel(name, .operate, help, parameters.filter { $0.name != status })
    }

    /// What is asked for by a command with these parameters.
    static func request(_ command: OperationModel, _ input: JSONValue) -> ControlRequest {
        var members = input.members
        members[status] = statuses[command.name].map { .string($0) }
        let name = operations[command.name] ?? update
        return ControlRequest("\(JobsModel.service):\(name)", input: JSONValue.object(members).bytes)
    }
}
