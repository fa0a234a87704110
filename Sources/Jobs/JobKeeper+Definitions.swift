import JSON
import Records

extension JobKeeper {
    static func plan(_ job: JobRecord) throws -> JobPlan {
        try JobPlan(try JSONValue(parsing: Array(job.definition.utf8)))
    }

    /// A definition that knows when the run before was.
    static func definition(_ text: String, runSince: Double?) -> String {
        // A definition that is no JSON stays as it is: no run can be made of it, which is said then.
        guard let runSince, case .object(var members) = try? JSONValue(parsing: Array(text.utf8)) else { return text }
        members["LastRun"] = .number(runSince)
        return JSONValue.object(members).json
    }
}
