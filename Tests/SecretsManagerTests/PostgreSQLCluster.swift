import Foundation
import JSON
import PostgreSQL
import Testing

/// A PostgreSQL server of its own for tests, at a port of the loopback interface; gone when the process of the tests
/// is.
///
/// It logs every statement, and takes no login without a password but that of the superuser over its socket.
final class PostgreSQLCluster: Sendable {
    let folder: URL
    let port: Int

    /// Where Debian puts the programs.
    private static let programs = "/usr/lib/postgresql/15/bin"

    /// Whether there is a server to start; otherwise says how to get one.
    static let isInstalled: Bool = {
        let isThere = FileManager.default.isExecutableFile(atPath: "\(programs)/initdb")
        if !isThere { print("No PostgreSQL 15: its tests are left out. 'apt-get install postgresql' brings it.") }
        return isThere
    }()

    init() throws {
        folder = URL(filePath: "/tmp/magpie-pg-\(UUID().uuidString.prefix(8))")
        port = Int.random(in: 20_000..<30_000)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        if getuid() == 0 { try Self.run("/usr/bin/chown", ["postgres", folder.path]) }
        let (data, programs) = (folder.appending(path: "data").path, Self.programs)
        try Self.asServer(
            "\(programs)/initdb -D \(data) -A scram-sha-256 -U postgres --pwfile=<(echo master-password) -N"
        )
        let settings = """
            listen_addresses = '127.0.0.1'
            port = \(port)
            unix_socket_directories = '\(folder.path)'
            log_statement = 'all'
            log_min_error_statement = 'debug5'
            fsync = off
            shared_buffers = '1MB'
            """
        let file = try FileHandle(forWritingTo: folder.appending(path: "data/postgresql.conf"))
        try file.seekToEnd()
        try file.write(contentsOf: Data((settings + "\n").utf8))
        try file.close()
        try watch()
        try start()
    }

    /// Ends the server and removes the folder as soon as this process is gone, however it ends.
    private func watch() throws {
        let stop = "\(Self.programs)/pg_ctl -D \(folder.appending(path: "data").path) -m immediate stop"
        try Self.asServer(
            "(while [ -e /proc/\(getpid()) ]; do sleep 1; done; \(stop); rm -rf \(folder.path)) </dev/null >/dev/null 2>&1 &"
        )
    }

    func start() throws {
        let (data, log) = (folder.appending(path: "data").path, folder.appending(path: "log").path)
        try Self.asServer("\(Self.programs)/pg_ctl -D \(data) -l \(log) -w start")
    }

    func stop() throws {
        try Self.asServer("\(Self.programs)/pg_ctl -D \(folder.appending(path: "data").path) -m immediate -w stop")
    }

    /// Has the server use TLS with a certificate for 127.0.0.1, and returns a copy of that.
    func useTLS() throws -> String {
        let data = folder.appending(path: "data").path
        try Self.asServer(
            "umask 077; openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout \(data)/server.key "
                + "-out \(data)/server.crt -days 2 -subj /CN=test -addext subjectAltName=IP:127.0.0.1 2>/dev/null; "
                + "echo 'ssl = on' >> \(data)/postgresql.conf; \(Self.programs)/pg_ctl -D \(data) -w restart -l \(data)/../log"
        )
        return "\(data)/server.crt"
    }

    /// All that the server has written to its log.
    var log: String {
        get throws { try String(contentsOf: folder.appending(path: "log"), encoding: .utf8) }
    }

    /// A server refuses to be root.
    private static func asServer(_ script: String) throws {
        // What goes on in the background must hold no descriptor by which Foundation sees the end of a process.
        let close =
            "for n in /proc/self/fd/*; do n=${n##*/}; if ((n > 2)); then eval \"exec $n>&-\"; fi; done 2>/dev/null; "
        let script = close + script
        if getuid() == 0 {
            try run("/usr/sbin/runuser", ["-u", "postgres", "--", "/bin/bash", "-c", script])
        } else {
            try run("/bin/bash", ["-c", script])
        }
    }

    private static func run(_ program: String, _ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: "/tmp")
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(program) \(arguments)")
    }

    // MARK: Logins

    func login(_ user: String, _ password: String) -> PostgreSQLLogin {
        PostgreSQLLogin(host: "127.0.0.1", port: port, database: "postgres", user: user, password: password)
    }

    var master: PostgreSQLLogin { login("postgres", "master-password") }

    /// Whether a user may log in.
    func logsIn(_ user: String, _ password: String) throws -> Bool {
        do {
            try PasswordChange.test(login(user, password))
            return true
        } catch  where error.isPasswordRefused {
            return false
        }
    }

    /// Runs statements as superuser.
    @discardableResult
    func run(_ sql: String) throws -> [[String]] {
        try PostgreSQLConnection(master, milliseconds: 5000).run(sql)
    }

    /// The value of a secret for a user.
    func secret(_ user: String, _ password: String, master arn: String? = nil) -> String {
        let more = arn.map { #","masterarn":"\#($0)""# } ?? ""
        return
            #"{"engine":"postgres","host":"127.0.0.1","port":\#(port),"username":\#(JSONText.quoted(user)),"password":"\#(password)","dbname":"postgres"\#(more)}"#
    }
}
