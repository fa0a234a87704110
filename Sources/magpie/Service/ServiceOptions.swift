import Diagnostics
import Terminal
import ArgumentParser
import Control
import JSON
import POSIX

/// How a running service is found.
struct ServiceAddress: ParsableArguments {
    @Option(help: ArgumentHelp("The service's socket.", valueName: "file"))
    var socket: String?

    /// Asks the service, for JSON on one line.
    ///
    /// - Parameters:
    ///   - request: What to ask.
    ///   - role: The role that it is asked in; `nil` for none.
    /// - Returns: The answer.
    /// - Throws: ``Diagnostic`` when no service answers, or it refuses.
    func ask(_ request: ControlRequest, in role: String? = nil) throws -> [UInt8] {
        var request = request
        request.sessionToken = try sessionToken(of: role)
        let client = try connected()
        do {
            return try client.ask(request)
        } catch let error as ControlError {
            throw Diagnostic(error.code.map { "\($0): \(error.message)" } ?? error.message, hint: error.hint)
        } catch {
            throw Diagnostic("the service does not answer: \(error)", hint: "see its log")
        }
    }

    /// Has the service do an operation that AWS has named.
    ///
    /// - Parameters:
    ///   - operation: Such as `kms:Encrypt`.
    ///   - input: Its parameters.
    /// - Returns: What the operation answers.
    /// - Throws: ``Diagnostic`` when no service answers, or it refuses; `JSONError` when the answer is no JSON.
    func perform(_ operation: String, _ input: JSONValue) throws -> JSONValue {
        try JSONValue(parsing: try ask(ControlRequest(operation, input: Array(input.json.utf8))))
    }

    /// The token of a session of a role, which is begun; `nil` for no role.
    func sessionToken(of role: String?) throws -> String? {
        guard let role else { return nil }
        guard let token = try credentials(of: role)["SessionToken"]?.string else {
            throw Diagnostic.foreignAnswer("no session token")
        }
        return token
    }

    /// Begins a session of a role.
    ///
    /// - Parameters:
    ///   - role: Its name, or its ARN where it has a path.
    ///   - sessionName: What the session is called; `nil` for the user's name.
    ///   - seconds: How long it lasts; `nil` for as long as the role says.
    /// - Returns: Its credentials, as `sts:AssumeRole` answers them.
    /// - Throws: ``Diagnostic`` when the role's trust policy does not let the user in, who does not have the role anyway.
    func credentials(of role: String, sessionName: String? = nil, seconds: Int? = nil) throws -> JSONValue {
        let caller = try perform("sts:GetCallerIdentity", .object([:]))
        guard let account = caller["Account"]?.string else { throw Diagnostic.foreignAnswer("no account") }
        let duration = seconds.map { JSONValue.number($0) }
        let name = role.split(separator: "/").last.map(String.init) ?? role
        // A unit has its role from its instance profile, which lets in nobody else: it is there already.
        let isInRole = caller["Arn"]?.string?.hasPrefix("arn:aws:sts::\(account):assumed-role/\(name)/") == true
        let answer =
            isInRole && sessionName == nil
            ? try perform("sts:OpenSession", .present(["DurationSeconds": duration]))
            : try perform(
                "sts:AssumeRole",
                .present([
                    "RoleArn": .string(role.hasPrefix("arn:") ? role : "arn:aws:iam::\(account):role/\(role)"),
                    "RoleSessionName": .string(sessionName ?? ServiceAddress.userName),
                    "DurationSeconds": duration,
                ])
            )
        guard let credentials = answer["Credentials"] else { throw Diagnostic.foreignAnswer("no credentials") }
        return credentials
    }

    /// The ARN of a role that is named by its name, or by its ARN.
    func arn(ofRole role: String) throws -> String {
        if role.hasPrefix("arn:") { return role }
        let account = try perform("sts:GetCallerIdentity", .object([:]))["Account"]?.string
        guard let account else { throw Diagnostic.foreignAnswer("no account") }
        return "arn:aws:iam::\(account):role/\(role)"
    }

    /// The user's name as a session may be called; two characters at least.
    private static var userName: String {
        let name = System.userName(of: System.userID) ?? ""
        let isGood =
            name.count >= 2 && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_+=,.@-".contains($0)) }
        return isGood ? String(name.prefix(64)) : "user-\(System.userID)"
    }

    /// Connects to the service.
    ///
    /// - Throws: ``Diagnostic`` when none answers.
    func connected() throws(Diagnostic) -> ControlClient {
        let places = socket.map { [$0] } ?? ServiceAddress.places
        var failure: SystemError?
        for place in places {
            do throws(SystemError) {
                return try ControlClient(path: Array(place.utf8))
            } catch {
                if failure == nil || !error.isNotFound { failure = error }
            }
        }
        let tried = places.map { TerminalText.escaped($0) }.joined(separator: ", ")
        throw Diagnostic(
            "no service answers at \(tried)\(failure.map { ": \($0)" } ?? "")",
            hint: "start 'magpied', or say where it listens with --socket or MAGPIE_SOCKET"
        )
    }

    /// Where a service may listen.
    private static var places: [String] {
        if let variable = System.environment("MAGPIE_SOCKET") { return [variable] }
        let state = Environment.current().stateFolder
        let machine = ["/run/magpie/magpie.sock", "/var/lib/magpie/magpie.sock"]
        return (state.map { ["\($0)/magpie.sock"] } ?? []) + machine.filter { $0 != state.map { "\($0)/magpie.sock" } }
    }
}

/// How a running service is found, and how its answers are shown.
struct ServiceOptions: ParsableArguments {
    @OptionGroup var address: ServiceAddress

    @Option(help: "text or json.")
    var format: IdentifiersCommand.Format?

    @Option(help: ArgumentHelp("Ask in a session of this role, which must trust you.", valueName: "role"))
    var role: String?

    /// Asks the service.
    ///
    /// - Throws: ``Diagnostic`` when no service answers, or it refuses.
    func ask<Answer: Codable>(_ request: ControlRequest, for type: Answer.Type) throws -> (
        answer: Answer, json: [UInt8]
    ) {
        let json = try ask(request)
        return (try ControlCoding.value(json, type), json)
    }

    /// Asks the service and prints the answer: as JSON, or as `text` has it.
    ///
    /// - Parameters:
    ///   - request: What to ask.
    ///   - type: That of the answer.
    ///   - member: The only part of the answer that is shown as JSON; `nil` for all of it.
    ///   - text: Makes text for people.
    /// - Throws: ``Diagnostic`` when no service answers, or it refuses.
    func print<Answer: Codable>(
        _ request: ControlRequest,
        as type: Answer.Type,
        showing member: String? = nil,
        text: (Answer) -> [UInt8]
    ) throws {
        var (answer, output) = try ask(request, for: type)
        if format == .json {
            if let member { output = ServiceOptions.part(member, of: output) }
            output.append(UInt8(ascii: "\n"))
        } else {
            output = text(answer)
        }
        StandardOutput.write(&output)
    }

    /// A member of an answer, as it stands there.
    static func part(_ member: String, of answer: [UInt8]) -> [UInt8] {
        JSONText.value(at: [.member(member)], in: answer).map(Array.init) ?? answer
    }

    /// Asks the service, for JSON on one line; see ``ServiceAddress/ask(_:in:)``.
    func ask(_ request: ControlRequest) throws -> [UInt8] { try address.ask(request, in: role) }

    /// Has the service do an operation that AWS has named; see ``ServiceAddress/perform(_:_:)``.
    func perform(_ operation: String, _ input: JSONValue) throws -> JSONValue {
        try JSONValue(parsing: try ask(ControlRequest(operation, input: input.bytes)))
    }

    /// Connects to the service; see ``ServiceAddress/connected()``.
    func connected() throws(Diagnostic) -> ControlClient { try address.connected() }
}

extension ControlRequest {
    /// Creates a request.
    ///
    /// - Parameters:
    ///   - operation: Such as `magpie:GetServiceStatus`.
    ///   - parameters: What it takes; those that are `nil` are left out.
    init(_ operation: String, _ parameters: [String: JSONValue?]) {
        self.init(operation, input: JSONValue.present(parameters).bytes)
    }
}

/// Columns of text.
enum Columns {
    /// Rows as lines, each column as wide as its widest cell.
    static func lines(_ rows: [[String]]) -> [UInt8] {
        var widths: [Int] = []
        for row in rows {
            for (index, cell) in row.enumerated() {
                if index == widths.count { widths.append(0) }
                widths[index] = max(widths[index], cell.count)
            }
        }
        var text = ""
        for row in rows {
            var line = ""
            for (index, cell) in row.enumerated() {
                line +=
                    index + 1 == row.count ? cell : cell + String(repeating: " ", count: widths[index] - cell.count + 2)
            }
            text += line + "\n"
        }
        return Array(text.utf8)
    }
}

extension Diagnostic {
    /// A service answered with something else than this version asks for: `answer`, such as "no list of objects".
    static func foreignAnswer(_ answer: String) -> Diagnostic {
        Diagnostic(
            "the service answers with \(answer)",
            hint: "use the 'magpie' of the service's version"
        )
    }
}
