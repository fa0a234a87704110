import Diagnostics
import Terminal
import ArgumentParser
import Control
import Cryptography
import JSON
import POSIX

/// `magpie run`: gives a command secrets in its environment.
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Runs a command with secrets in its environment.",
        usage:
            "magpie run --secret <name>[#<key>]=<variable> [--secret ...] [--socket <file>] -- <command> [<argument> ...]",
        discussion: """
            The values go into variables of the command and nowhere else: not to the disk, not into arguments. With #key, the \
            variable gets that member of a secret that is JSON. The command takes the place of this process.
            """
    )

    @Option(
        help: ArgumentHelp(
            "A secret and the variable that gets its value; may be given more than once.",
            valueName: "name[#key]=variable"
        )
    )
    var secret: [String] = []

    @OptionGroup var service: ServiceAddress

    @Option(help: ArgumentHelp("Ask in a session of this role, which must trust you.", valueName: "role"))
    var role: String?

    @Argument(parsing: .postTerminator, help: "The command and its arguments.")
    var command: [String] = []

    func run() throws {
        guard let program = command.first else {
            throw Diagnostic("no command", hint: "magpie run --secret NAME=VARIABLE -- COMMAND")
        }
        let chosen = try secret.map(SecretVariable.init)
        guard !chosen.isEmpty else { throw Diagnostic("no secret", hint: "say --secret NAME=VARIABLE") }
        let token = try service.sessionToken(of: role)
        let client = try service.connected()
        var answers: [String: JSONValue] = [:]
        var variables: [(name: String, value: [UInt8])] = []
        for variable in chosen {
            let answer = try answers[variable.secret] ?? value(of: variable.secret, client, in: token)
            answers[variable.secret] = answer
            variables.append((variable.name, try variable.bytes(from: answer)))
        }
        do throws(SystemError) {
            try Program.become(program, arguments: Array(command.dropFirst()), adding: variables)
        } catch {
            throw Diagnostic(
                "\(TerminalText.escaped(program)): \(error)",
                hint: "the command behind -- must be a program that can be run"
            )
        }
    }

    private func value(of secret: String, _ client: ControlClient, in token: String?) throws -> JSONValue {
        let input = JSONValue.object(["SecretId": .string(secret)]).bytes
        do {
            let answer = try client.ask(ControlRequest("secretsmanager:GetSecretValue", input: input, in: token))
            return try JSONValue(parsing: answer)
        } catch let error as ControlError {
            throw Diagnostic(
                "\(TerminalText.escaped(secret)): \(error.message)",
                hint: error.hint ?? "see 'magpie secretsmanager list-secrets'"
            )
        } catch let error as SystemError {
            throw Diagnostic("the service does not answer: \(error)", hint: "see its log")
        }
    }

    /// A secret, the part of it, and the variable.
    private struct SecretVariable {
        var secret: String
        var key: String?
        var name: String

        init(_ text: String) throws {
            // A name may have an equals sign, a variable may not.
            guard let equals = text.lastIndex(of: "=") else {
                throw Diagnostic("'\(text)' names no variable", hint: "say --secret NAME=VARIABLE")
            }
            name = String(text[text.index(after: equals)...])
            let parts = text[..<equals].split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
            secret = String(parts[0])
            key = parts.count == 2 ? String(parts[1]) : nil
            guard !secret.isEmpty, SecretVariable.isName(name) else {
                throw Diagnostic("'\(text)' is not NAME=VARIABLE", hint: "a variable has letters, digits and '_'")
            }
        }

        private static func isName(_ text: String) -> Bool {
            guard let first = text.first, !first.isNumber else { return false }
            return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        }

        func bytes(from answer: JSONValue) throws -> [UInt8] {
            var bytes: [UInt8]
            if let text = answer["SecretString"]?.string {
                bytes = Array(text.utf8)
                if let key { bytes = Array(try member(key, of: bytes).utf8) }
            } else if let text = answer["SecretBinary"]?.string, let binary = Base64.bytes(text), key == nil {
                bytes = binary
            } else {
                throw Diagnostic("\(secret) is no text with members", hint: "leave out #\(key ?? "key")")
            }
            guard !bytes.contains(0) else {
                throw Diagnostic("\(secret) has a NUL byte, which no variable can hold", hint: "keep it as base64")
            }
            return bytes
        }

        private func member(_ key: String, of json: [UInt8]) throws -> String {
            guard let value = (try? JSONValue(parsing: json))?[key] else {
                throw Diagnostic(
                    "\(secret) is no JSON object with '\(key)'",
                    hint: "see what it holds with describe-secret"
                )
            }
            return value.string ?? value.json
        }
    }
}
