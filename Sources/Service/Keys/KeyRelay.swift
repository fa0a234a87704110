import Control
import POSIX
import ServiceModel

/// Hands requests on to the key process; short ones that come at the same time go together.
///
/// That way neither this process nor the other wakes a thread for each, and the audit log of keys is flushed once for all.
/// What may take long, as keys of RSA do, goes by itself and keeps nobody waiting.
final class KeyRelay: Sendable {
    private let group: GroupCommit<KeyCall, Result<[UInt8], ControlError>>

    /// Groups that are on their way at the same time: while one waits for the disk, the next is computed.
    private static let mostGroups = 2
    /// The longest parameters that go together with others, in bytes.
    private static let longest = 8192
    /// Operations that take some microseconds with a symmetric key, which is what they use unless an algorithm is named.
    static let quick: Set<String> = [
        "Encrypt", "Decrypt", "ReEncrypt", "GenerateDataKey", "GenerateDataKeyWithoutPlaintext", "GenerateRandom",
        "GenerateMac", "VerifyMac", "DescribeKey",
    ]

    /// Hands on to `keys`.
    init(_ keys: KeyProcess) { group = GroupCommit(writers: KeyRelay.mostGroups) { try keys.ask($0) } }

    /// Whether a request may go together with others.
    static func isShort(_ request: ServiceRequest) -> Bool {
        guard quick.contains(request.operation.name), let json = request.json, json.count <= longest else {
            return false
        }
        return !namesAlgorithm(json.span)
    }

    /// Whether parameters may name an algorithm to encrypt with: what has escapes may name anything.
    static func namesAlgorithm(_ json: Span<UInt8>) -> Bool {
        let name: InlineArray<_, UInt8> = [
            UInt8(ascii: "n"), UInt8(ascii: "A"), UInt8(ascii: "l"), UInt8(ascii: "g"), UInt8(ascii: "o"),
        ]
        var matched = 0
        for index in json.indices {
            let byte = json[index]
            if byte == UInt8(ascii: "\\") { return true }
            matched = byte == name[matched] ? matched + 1 : byte == name[0] ? 1 : 0
            if matched == name.count { return true }
        }
        return false
    }

    /// Has a request done, and gives the answer as JSON on one line, on whatever thread gets it.
    func send(_ call: KeyCall, then done: @escaping @Sendable (Result<[UInt8], any Error>) -> Void) {
        group.write(call) { answer in done(answer.flatMap { $0.mapError { $0 } }) }
    }
}
