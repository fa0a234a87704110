import Accounts
import ArgumentParser
import Configuring
import Diagnostics
import JSON
import POSIX
import Service

/// The service without anything that stays: for tests of programs that use an SDK of AWS.
extension Magpied {
    /// The port unless somebody says another.
    private static let standardPort = 4599
    private static let standardRegion = "us-east-1"
    /// How long the start may take, in milliseconds.
    private static let patience = 60_000

    /// Refuses options that have no meaning together.
    func validateEphemeral() throws {
        guard ephemeral else {
            guard port == nil, account == nil, region == nil, !anyCredentials, renewed == nil else {
                throw ValidationError("--port, --account, --region and --any-credentials belong to --ephemeral")
            }
            return
        }
        guard config == nil, watch.isEmpty, state == nil, socket == nil, !check else {
            throw ValidationError("--ephemeral takes no configuration, and watches and keeps nothing")
        }
        if let port, !(0...65_535).contains(port) { throw ValidationError("--port takes a number up to 65535") }
        if let account, !AccountLocation.isAccount(account) {
            throw ValidationError("--account takes twelve digits")
        }
        if let region, !AccountLocation.isRegion(region) {
            throw ValidationError("--region takes small letters, digits and hyphens, as in us-east-1")
        }
    }

    /// What the service does when nothing stays.
    func ephemeralSettings() throws -> Settings {
        let state: [UInt8]
        do throws(SystemError) {
            state = try VolatileFolder.make(lockedBy: "lock")
        } catch {
            throw Diagnostic("no folder can be made in /dev/shm: \(error)", hint: "make room there, or in /tmp")
        }
        var settings = Settings(state: state)
        settings.location = AccountLocation(
            account: account ?? AccountLocation.standard.account,
            region: region ?? Magpied.standardRegion
        )
        settings.api.listen = [APISettings.Place(host: "127.0.0.1", port: port ?? Magpied.standardPort)]
        settings.api.takesAnyCredentials = anyCredentials
        settings.api.isResettable = true
        // Whoever measures it has one key.
        settings.limits.accessKeyRequestsPerSecond = 1_000_000
        // There is nothing to be scanned.
        settings.discovery.identifiers = "none"
        settings.threads = 1
        settings.resultsFiles = 0
        return settings
    }

    /// What the service before this one has left; `nil` where there was none.
    func inheritance() throws -> Succession? {
        guard let renewed else { return nil }
        guard let (message, front) = Renewal.inherited(renewed), let inheritance = Succession(message, front) else {
            throw Diagnostic("nothing was left to begin anew with", hint: "start magpied without --renewed")
        }
        return inheritance
    }

    /// Forgets everything, and begins anew in the same process.
    func beginAnew(_ succession: Succession, _ settings: Settings) {
        var arguments = ["magpied", "--ephemeral", "--account", settings.location.account, "--region"]
        arguments += [settings.location.region, "--port"]
        // Where it listens stays, even should that process die later.
        arguments.append(succession.endpoint.split(separator: ":").last.map(String.init) ?? "0")
        if anyCredentials { arguments.append("--any-credentials") }
        do throws(SystemError) {
            // The next one removes the folder: its lock is gone then.
            try Renewal.begin(arguments + ["--renewed"], leaving: succession.message, and: succession.front)
        } catch {
            Log.write(.error, "the service cannot begin anew", ["error": "\(error)"])
            VolatileFolder.remove(settings.state)
            System.exit(2)
        }
    }

    /// Says on standard output where the service is, and by which key it is reached: a line of JSON.
    func announce(_ daemon: Daemon, _ settings: Settings) {
        do {
            let deadline = Timestamp.monotonic().adding(milliseconds: Magpied.patience)
            guard let endpoint = daemon.endpoint(by: deadline) else {
                throw Diagnostic("SDKs cannot be served", hint: "see the lines above; --port takes another port")
            }
            var line: [String: JSONValue] = [
                "endpoint": .string(endpoint), "region": .string(settings.location.region),
                "account": .string(settings.location.account),
            ]
            if !anyCredentials {
                let key = try daemon.makeDeveloper()
                line["accessKeyId"] = .string(key.id)
                line["secretAccessKey"] = .string(key.secret)
            }
            try OutputFile(standardOutput: ()).write(JSONValue.object(line).bytes + [10])
        } catch {
            let problem = Diagnostic(describing: error)
            Log.write(.error, problem.message, ["hint": problem.hint])
            VolatileFolder.remove(settings.state)
            System.exit(2)
        }
    }
}
