/// What whoever asks may see of many resources.
///
/// An operation on many resources asks it about each before it lists, counts or changes that one. One request has one; it is
/// used on one thread.
public final class Visibility {
    /// Decides about an action on a resource, or on none: why not, with all about it where that is wanted; `nil` when it is
    /// allowed.
    public typealias Decision = (_ action: String, _ resource: ServiceResource?, _ isExplained: Bool) -> ServiceError?

    private let action: String
    private let decide: Decision?
    private var known: [Question: Bool] = [:]
    /// The last one that is hidden, and what was asked about it.
    private var hidden: (action: String, resource: ServiceResource)?

    /// Why the last one that is hidden is so; `nil` while none is.
    public var refusal: ServiceError? { hidden.flatMap { decide?($0.action, $0.resource, true) } }

    private struct Question: Hashable {
        var action: String
        var arn: String
    }

    /// Has `decide` say what may be seen.
    ///
    /// - Parameters:
    ///   - action: What is asked about each resource, such as `macie2:ListFindings`.
    ///   - decide: Decides.
    public init(_ action: String, _ decide: @escaping Decision) {
        self.action = action
        self.decide = decide
    }

    private init() {
        action = ""
        decide = nil
    }

    /// For whoever no policy limits.
    public static var everything: Visibility { Visibility() }

    /// Whether nothing is hidden, whatever there is.
    public var isEverything: Bool { decide == nil }

    /// Whether a resource may be seen.
    ///
    /// - Parameters:
    ///   - resource: Which.
    ///   - other: The action that makes it visible, where that is not the operation's own.
    /// - Returns: Whether it may; each resource is decided about once.
    public func allows(_ resource: ServiceResource, to other: String? = nil) -> Bool {
        guard let decide else { return true }
        let question = Question(action: other ?? action, arn: resource.arn)
        if let known = known[question] { return known }
        let isAllowed = decide(question.action, resource, false) == nil
        known[question] = isAllowed
        if !isAllowed { hidden = (question.action, resource) }
        return isAllowed
    }

    /// Refuses whoever may see none of some resources; where there are none, whoever may not see such at all.
    ///
    /// - Throws: ``ServiceError`` with the code `AccessDeniedException`; what looks them up may throw others.
    public func requireSome(of resources: () throws -> [ServiceResource]) throws {
        guard let decide else { return }
        let resources = try resources()
        guard !resources.isEmpty else {
            if let refusal = decide(action, nil, true) { throw refusal }
            return
        }
        // All are asked about: what is known then costs nothing later.
        let visible = resources.count { allows($0) }
        if visible == 0, let refusal { throw refusal }
    }

    /// The same error; where what it does not find is only hidden, the audit log is told why.
    ///
    /// - Parameters:
    ///   - error: What is said whether there is something or not.
    ///   - isThere: Whether there is something.
    /// - Returns: The error.
    public func hiding(_ error: ServiceError, _ isThere: Bool) -> ServiceError {
        var error = error
        guard isThere, let refusal else { return error }
        error.hidden = refusal.message
        error.explanation = refusal.explanation
        return error
    }
}
