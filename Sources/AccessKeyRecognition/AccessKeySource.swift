public import IAM
public import LeakRecognition
public import SecretsManager

/// The secrets of access keys, so that one that lies in a file is recognised: the finding names the user, the key, whether it can
/// be used and when it was used last.
public struct AccessKeySource: FurtherValues {
    private let identities: IAMService
    /// What a finding calls the part of an access key that was found.
    private static let part = "SecretAccessKey"

    /// Recognises the access keys of a service.
    public init(_ identities: IAMService) { self.identities = identities }

    public func forEach(
        _ body: (FingerprintSource, _ labels: [String]) throws -> Void,
        missing miss: (_ arn: String, _ version: String) -> Void
    ) throws {
        try identities.forEachAccessKey({ try body(AccessKeySource.source($0), $1) }, missing: miss)
    }

    public func source(of arn: String, _ version: String) throws -> FingerprintSource? {
        try identities.accessKeyValue(version).map(AccessKeySource.source)
    }

    public func labels(of arn: String) -> [String: [String]]? { identities.accessKeyLabels(ofUser: arn) }

    static func source(_ key: AccessKeyValue) -> FingerprintSource {
        let part = FingerprintSource.Part(label: part, value: key.secret)
        return FingerprintSource(
            secretARN: key.userARN,
            name: "access key of \(key.user)",
            versionID: key.id,
            parts: [part]
        )
    }
}

extension LeakWatch {
    /// Notes what has happened to access keys.
    public func hear(_ change: AccessKeyChange) {
        switch change {
        case .came(let key): hear(.came(AccessKeySource.source(key)))
        case .went(let id, let arn): hear(.went(secretARN: arn, versionID: id))
        case .changed(let arn): noteStages(of: arn)
        }
    }
}
