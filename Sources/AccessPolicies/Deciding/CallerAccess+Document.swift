public import JSON
import Synchronization

/// Callers as documents: how a process that knows them tells one that decides.
///
/// A document is a JSON object with all that ``CallerAccess`` has, policies by their texts; the same caller always gives the
/// same bytes, so that a digest of them can stand for it.
extension CallerAccess {
    /// What was written of a caller, shared by its copies.
    final class Document: Sendable {
        let written = Mutex<(bytes: [UInt8], digest: [UInt8])?>(nil)
    }

    /// The caller as a document, with a digest of that.
    ///
    /// - Parameter digest: Makes the digest; always the same function.
    /// - Returns: JSON on one line, and what `digest` has made of it.
    /// - Throws: What `digest` throws.
    /// - Complexity: Linear in the policies' lengths for the first of a caller's copies that is asked, nothing for the others.
    public func document<Failure>(
        digest: ([UInt8]) throws(Failure) -> [UInt8]
    ) throws(Failure) -> (bytes: [UInt8], digest: [UInt8]) {
        try document.written.withLock { (written) throws(Failure) in
            if let written { return written }
            let bytes = json.bytes
            let new = (bytes, try digest(bytes))
            written = new
            return new
        }
    }

    private var json: JSONValue {
        .present([
            "principal": .present([
                "kind": .string(principal.kind.rawValue), "arn": .string(principal.arn),
                "account": .string(principal.account), "uniqueID": .string(principal.uniqueID),
                "roleARN": principal.roleARN.map { .string($0) },
            ]),
            "identity": CallerAccess.json(identity), "boundary": boundary.map(\.json),
            "session": session.map(CallerAccess.json), "serviceControl": .array(serviceControl.map(CallerAccess.json)),
            "context": .object(
                Dictionary(uniqueKeysWithValues: context.keys.map { ($0, .array(context[$0].map { .string($0) })) })
            ),
        ])
    }

    private static func json(_ policies: [AccessPolicy]) -> JSONValue { .array(policies.map(\.json)) }

    /// That a document describes no caller: something of it is missing.
    public struct Incomplete: Error {}

    /// Reads what ``document(digest:)`` has written.
    ///
    /// A policy that this version does not understand denies everything.
    ///
    /// - Throws: ``Incomplete`` for anything else: nothing of a caller is left out, as that might be what limits it.
    public init(document: JSONValue) throws(Incomplete) {
        guard let principal = PolicyPrincipal(document["principal"]),
            let identity = CallerAccess.policies(document["identity"]),
            case .array(let levels)? = document["serviceControl"],
            case .object(let keys)? = document["context"]
        else { throw Incomplete() }
        let serviceControl = levels.compactMap { CallerAccess.policies($0) }
        let boundary = document["boundary"].map(CallerAccess.policy)
        let session = document["session"].map { CallerAccess.policies($0) }
        guard serviceControl.count == levels.count, boundary.map({ $0 != nil }) ?? true,
            session.map({ $0 != nil }) ?? true
        else { throw Incomplete() }
        var context = PolicyContext()
        for (key, values) in keys { context.set(key, values: values.array.compactMap(\.string)) }
        self.init(
            principal,
            identity: identity,
            boundary: boundary ?? nil,
            session: session ?? nil,
            serviceControl: serviceControl,
            context: context
        )
    }

    private static func policies(_ json: JSONValue?) -> [AccessPolicy]? {
        guard case .array(let elements)? = json else { return nil }
        let policies = elements.compactMap(policy)
        return policies.count == elements.count ? policies : nil
    }

    private static func policy(_ json: JSONValue) -> AccessPolicy? {
        guard let name = json["name"]?.string,
            let kind = json["kind"]?.string.flatMap(AccessPolicy.Kind.init(rawValue:))
        else { return nil }
        guard let text = json["text"]?.string else {
            return .unreadable(named: name, reason: json["unreadable"]?.string ?? "It has no text.", as: kind)
        }
        do throws(PolicyError) {
            return try AccessPolicy(parsing: text, as: kind, named: name, atMost: AccessPolicy.longestText)
        } catch {
            return .unreadable(named: name, reason: "\(error)", as: kind)
        }
    }
}

extension AccessPolicy {
    fileprivate var json: JSONValue {
        .present([
            "name": .string(name), "kind": .string(kind.rawValue),
            "text": unreadableReason == nil ? .string(String(decoding: text, as: UTF8.self)) : nil,
            "unreadable": unreadableReason.map { .string($0) },
        ])
    }
}

extension PolicyPrincipal {
    fileprivate init?(_ json: JSONValue?) {
        guard let json, let kind = json["kind"]?.string.flatMap(Kind.init(rawValue:)), let arn = json["arn"]?.string,
            let account = json["account"]?.string, let uniqueID = json["uniqueID"]?.string
        else { return nil }
        self.init(kind: kind, arn: arn, account: account, uniqueID: uniqueID, roleARN: json["roleARN"]?.string)
    }
}
