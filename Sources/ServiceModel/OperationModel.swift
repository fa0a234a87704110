/// An operation of a service as AWS names it, with its parameters: what both the command line and the service read
/// requests by.
public struct OperationModel: Sendable {
    /// What a parameter may be.
    public indirect enum Shape: Sendable {
        /// A text of so many characters, and of a form if that is named.
        case string(ClosedRange<Int>, TextForm? = nil)
        /// One of some words.
        case word([String])
        case integer(ClosedRange<Int>)
        case boolean
        /// Bytes, so many of them, which JSON has as base64.
        case blob(ClosedRange<Int>)
        /// ISO 8601, or seconds since 1970.
        case time
        case list(Shape, ClosedRange<Int>)
        /// A map, of so many members; by default from any texts to any texts.
        case map(ClosedRange<Int>, keys: Shape? = nil, values: Shape? = nil)
        /// An object with these members, and what AWS's messages call it, where they show one.
        case structure([Parameter], String? = nil)
        /// An object whose members the handler knows.
        case document
    }

    /// A parameter.
    public struct Parameter: Sendable {
        /// As AWS writes it: `EventBusName`.
        public var name: String
        public var shape: Shape
        public var isRequired: Bool
        /// Whether no message may show what is in it.
        public private(set) var isSecret = false
        /// Whether clients make one up, a UUID, where the user gives none: it tells a request that is repeated from a new one.
        public private(set) var isToken = false
        /// What it is, for help; not for members of structures.
        public var help: String

        /// Describes a parameter that may be left out.
        public static func optional(_ name: String, _ shape: Shape, _ help: String = "") -> Parameter {
            Parameter(name, shape, isRequired: false, help)
        }

        /// Describes a parameter that must be there.
        public static func required(_ name: String, _ shape: Shape, _ help: String = "") -> Parameter {
            Parameter(name, shape, isRequired: true, help)
        }

        private init(_ name: String, _ shape: Shape, isRequired: Bool, _ help: String) {
            self.name = name
            self.shape = shape
            self.isRequired = isRequired
            self.help = help
        }

        /// The same parameter, with something in it that no message may show.
        public var secret: Parameter {
            var parameter = self
            parameter.isSecret = true
            return parameter
        }

        /// The same parameter, as one that clients make up.
        public var token: Parameter {
            var parameter = self
            parameter.isToken = true
            return parameter
        }

        /// The option of the command line: `event-bus-name`.
        public var option: String { OperationModel.dashed(name) }
    }

    /// Who may ask for it.
    public enum Access: Sendable {
        /// Whoever may see what is masked.
        case read
        /// Whoever may act on findings.
        case operate
        /// Whoever may see values.
        case reveal
        /// Administrators.
        case admin
    }

    /// What the audit log gets.
    public enum Auditing: Sendable {
        /// That somebody may not: bounded for each user. Else nothing, as whoever may ask may see the answer.
        case denials
        /// An entry once it is done, and before it is answered: nothing is shown that is not written down.
        case outcome
        /// An entry before it is done, and one of what came of it.
        case intentAndOutcome
    }

    /// The service's name in requests: `events`; empty until ``of(_:)`` has said it.
    public private(set) var service = ""
    /// As AWS writes it: `PutRule`.
    public var name: String
    /// What it does: a sentence.
    public var help: String
    public var access: Access
    public var auditing: Auditing
    /// Whether it waits for something: how long its answers take says nothing of the service.
    public var waits = false
    /// What it is refused with whatever its parameters are, as it is about something that there is not; `nil` for others.
    public private(set) var unsupported: ServiceError?
    /// What metrics count it under: the service's name, or a part of the service.
    public private(set) var group = ""
    public var parameters: [Parameter]
    private var ownActions: [String]?

    /// Describes an operation.
    ///
    /// - Parameters:
    ///   - name: As AWS writes it.
    ///   - access: Who may ask for it.
    ///   - help: A sentence.
    ///   - parameters: All that it takes.
    ///   - auditing: What the audit log gets; by default nothing of what only reads, and the outcome of what shows values.
    ///   - actions: What policies call what is done to each of its resources, where that is not the operation's name.
    public init(
        _ name: String,
        _ access: Access,
        _ help: String,
        _ parameters: [Parameter] = [],
        auditing: Auditing? = nil,
        actions: [String]? = nil
    ) {
        self.name = name
        self.access = access
        self.help = help
        self.parameters = parameters
        ownActions = actions
        self.auditing =
            auditing
            ?? {
                switch access {
                case .read: .denials
                case .reveal: .outcome
                case .operate, .admin: .intentAndOutcome
                }
            }()
    }

    /// The same operation, as one of a service.
    ///
    /// - Parameters:
    ///   - service: The service's name in requests.
    ///   - group: What metrics count it under, if that is not the service.
    ///   - auditing: What the audit log gets of all its operations; `nil` for what each of them says.
    /// - Returns: The operation with its service.
    public func of(_ service: String, group: String? = nil, auditing: Auditing? = nil) -> OperationModel {
        var model = self
        model.service = service
        model.qualifiedName = "\(service):\(name)"
        model.group = group ?? service
        if let auditing { model.auditing = auditing }
        return model
    }

    /// An operation of AWS that is about something that there is not here.
    ///
    /// - Parameters:
    ///   - name: As AWS writes it.
    ///   - reason: A sentence.
    ///   - code: What it is refused with: of the errors that AWS names for its service, the one that fits.
    /// - Returns: The operation, which is refused before its parameters are looked at.
    public static func refused(
        _ name: String,
        because reason: String,
        code: String = "UnsupportedOperation"
    ) -> OperationModel {
        var model = OperationModel(name, .read, "Refused: \(reason)")
        model.unsupported = ServiceError(code, reason)
        return model
    }

    /// The same operation, as one that waits for something.
    public var waiting: OperationModel {
        var model = self
        model.waits = true
        return model
    }

    /// The name in requests, audit logs and metrics: `events:PutRule`; empty until ``of(_:)`` has said the service.
    public private(set) var qualifiedName = ""

    /// What policies call what is done to each of its resources, in their order; at least one: `events:PutRule`.
    public var actions: [String] { (ownActions ?? [name]).map { "\(service):\($0)" } }

    /// The command: `put-rule`.
    public var command: String { OperationModel.dashed(name) }

    /// `EventBusName` as `event-bus-name`.
    public static func dashed(_ name: String) -> String {
        var text = ""
        let characters = Array(name)
        for (index, character) in characters.enumerated() {
            let startsWord =
                index > 0 && character.isUppercase
                && (characters[index - 1].isLowercase
                    || (index + 1 < characters.count && characters[index + 1].isLowercase))
            if startsWord { text += "-" }
            text += character.lowercased()
        }
        return text
    }
}
