import ArgumentParser
import Diagnostics
import JSON
import POSIX

/// `magpie iam rotate-access-key`: from a user's access key to another, a step at a time.
struct RotateAccessKeyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotate-access-key",
        abstract: "Takes the next step from a user's access key to a new one.",
        discussion: """
            1. makes a second key, 2. hands it over: into a file, or to standard output, 3. waits until it was used, and the \
            old one not since, 4. deactivates the old key, 5. deletes it. Each call does what can be done and says what comes \
            next: which step that is, the keys themselves tell, so that it can be called again after whatever went wrong.
            """
    )

    @OptionGroup var service: ServiceAddress

    @Option(help: ArgumentHelp("The user.", valueName: "user"))
    var userName: String

    @Option(
        help: ArgumentHelp("A new file for the new key, as ~/.aws/credentials has it.", valueName: "file")
    )
    var credentialsFile: String?

    @Flag(help: "Does not wait until the new key was used.")
    var force = false

    @Flag(help: "Deletes a new key that was never used, and makes another: its secret was lost.")
    var restart = false

    /// An access key as the service shows it.
    struct Key: Equatable {
        var id: String
        var isActive: Bool
        /// ISO 8601; empty for a key that was never used.
        var usedAt: String
    }

    /// What is to be done next.
    enum Step: Equatable {
        /// The user has no key, or one.
        case make
        /// The new key was not used yet.
        case wait(new: String)
        /// The old key was used after the new one: something still has it.
        case straggler(old: String)
        case deactivate(old: String)
        case delete(old: String)
    }

    /// The next step, by the keys that there are.
    ///
    /// - Parameters:
    ///   - keys: One or two, or none, the older first.
    ///   - force: Whether it is not waited until the new key was used.
    /// - Returns: The step.
    static func step(_ keys: [Key], force: Bool) -> Step {
        guard keys.count > 1, let new = keys.last, let old = keys.first else { return .make }
        if !old.isActive { return .delete(old: old.id) }
        if force { return .deactivate(old: old.id) }
        if new.usedAt.isEmpty { return .wait(new: new.id) }
        return old.usedAt > new.usedAt ? .straggler(old: old.id) : .deactivate(old: old.id)
    }

    func run() throws {
        var keys = try self.keys()
        if restart {
            guard case .wait(let new) = RotateAccessKeyCommand.step(keys, force: false) else {
                throw Diagnostic("there is no new key that was never used", hint: "leave out --restart")
            }
            try change("DeleteAccessKey", new)
            keys.removeAll { $0.id == new }
        }
        let again = "'magpie iam rotate-access-key --user-name \(userName)'"
        switch RotateAccessKeyCommand.step(keys, force: force) {
        case .make: try makeKey(again)
        case .wait(let new):
            throw Diagnostic(
                "the new key \(new) was not used yet",
                hint: "have programs use it, then \(again) again; with --restart if its secret was lost"
            )
        case .straggler(let old):
            throw Diagnostic(
                "the old key \(old) was used after the new one",
                hint: "find what still has it, then \(again) again; --force does not wait"
            )
        case .deactivate(let old):
            try change("UpdateAccessKey", old, ["Status": .string("Inactive")])
            say("step 4 of 5: the old key \(old) is inactive; \(again) deletes it, once nothing has failed")
        case .delete(let old):
            try change("DeleteAccessKey", old)
            say("step 5 of 5: the old key \(old) is deleted")
        }
    }

    private func say(_ text: String) {
        var output = Array("\(text)\n".utf8)
        StandardOutput.write(&output)
    }

    private func change(_ operation: String, _ id: String, _ more: [String: JSONValue] = [:]) throws {
        let input: [String: JSONValue] = ["UserName": .string(userName), "AccessKeyId": .string(id)]
        _ = try service.perform("iam:\(operation)", .object(input.merging(more) { $1 }))
    }

    /// The keys, in the order in which they were made: the list has them so.
    private func keys() throws -> [Key] {
        let list = try service.perform("iam:ListAccessKeys", .object(["UserName": .string(userName)]))
        return try (list["AccessKeyMetadata"]?.array ?? []).map { key in
            let id = key["AccessKeyId"] ?? .null
            let use = try service.perform("iam:GetAccessKeyLastUsed", .object(["AccessKeyId": id]))
            return Key(
                id: id.string ?? "",
                isActive: key["Status"] == .string("Active"),
                usedAt: use["AccessKeyLastUsed"]?["LastUsedDate"]?.string ?? ""
            )
        }
    }

    private func makeKey(_ again: String) throws {
        let answer = try service.perform("iam:CreateAccessKey", .object(["UserName": .string(userName)]))
        guard let key = answer["AccessKey"], let id = key["AccessKeyId"]?.string,
            let secret = key["SecretAccessKey"]?.string
        else { throw Diagnostic.foreignAnswer("no access key") }
        guard let credentialsFile else {
            var output = answer.bytes + [10]
            StandardOutput.write(&output)
            return StandardError.print("step 2 of 5: have programs use the new key \(id), then \(again) again")
        }
        let text = "[default]\naws_access_key_id = \(id)\naws_secret_access_key = \(secret)\n"
        do {
            try create(credentialsFile, Array(text.utf8))
        } catch {
            // The secret is nowhere: so must be the key.
            try change("DeleteAccessKey", id)
            throw error
        }
        say("step 2 of 5: the new key \(id) is in \(credentialsFile); have programs use it, then \(again) again")
    }

    private func create(_ path: String, _ bytes: [UInt8]) throws {
        do throws(SystemError) {
            try PrivateFile.create(Array(path.utf8), bytes)
        } catch {
            throw Diagnostic(
                "\(path): \(error)",
                hint: "name a file that is not there, in a folder that can be written to"
            )
        }
    }
}
