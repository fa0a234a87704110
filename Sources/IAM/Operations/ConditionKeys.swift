import Accounts
import JSON
import ServiceModel

extension IAMService {
    /// The ARN of something of IAM.
    static func arn(_ resource: String) -> String { AccountLocation.current.iamARN(of: resource) }

    /// The condition keys that a request has by its parameters.
    ///
    /// Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
    static func conditions(_ call: IAMCall) -> [String: [String]] {
        var conditions: [String: [String]] = [:]
        let name = call.request.operation.name
        if name.hasPrefix("Attach") || name.hasPrefix("Detach"), let arn = call.text("PolicyArn") {
            conditions["iam:PolicyARN"] = [arn]
        }
        if let boundary = call.text("PermissionsBoundary") { conditions["iam:PermissionsBoundary"] = [boundary] }
        if let service = call.text("AWSServiceName") { conditions["iam:AWSServiceName"] = [service] }
        let tags = Tag.list(call.input["Tags"])
        for tag in tags { conditions["aws:RequestTag/\(tag.key)"] = [tag.value] }
        let keys = tags.map(\.key) + (call.input["TagKeys"]?.array.compactMap(\.string) ?? [])
        if !keys.isEmpty { conditions["aws:TagKeys"] = keys }
        return conditions
    }
}
