import Foundation
import POSIX
import Testing

@testable import PostgreSQL

/// What is believed of servers that are none, or that cannot prove who they are.
@Suite struct ServerTrustTests {
    /// A server that a script plays: `talk(client, reader)` is called after the request for TLS was answered with `tls`.
    private final class Impostor {
        private let process = Process()
        let folder: URL
        let port: Int
        var heard: String { (try? String(contentsOf: folder.appending(path: "heard"), encoding: .isoLatin1)) ?? "" }

        init(_ talk: String, tls: String = "N") throws {
            folder = FileManager.default.temporaryDirectory.appending(path: "magpie-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let script = """
                import socket, ssl, struct, subprocess, sys, threading, time
                subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                    "-keyout", "key.pem", "-out", "certificate.pem", "-days", "2", "-subj", "/CN=other",
                    "-addext", "subjectAltName=DNS:other.example"], check=True, stderr=subprocess.DEVNULL)
                heard = open("heard", "wb", buffering=0)
                class Client:
                    def __init__(self, socket): self.socket = socket
                    def read(self, count):
                        data = b""
                        while len(data) < count:
                            more = self.socket.recv(count - len(data))
                            if not more: raise OSError
                            data += more
                        heard.write(data)
                        return data
                    def send(self, kind, body): self.socket.sendall(kind + struct.pack("!i", len(body) + 4) + body)
                def talk(client):
                \(talk.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n"))
                def serve(connection):
                    try:
                        client = Client(connection)
                        size, code = struct.unpack("!ii", client.read(8))
                        if code == 80877103:
                            connection.sendall(b"\(tls)")
                            if "\(tls)" == "S":
                                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                                context.load_cert_chain("certificate.pem", "key.pem")
                                client.socket = context.wrap_socket(connection, server_side=True)
                            size, code = struct.unpack("!ii", client.read(8))
                        client.read(size - 8)
                        talk(client)
                    except OSError: pass
                    connection.close()
                server = socket.create_server(("127.0.0.1", 0))
                open("new", "w").write(str(server.getsockname()[1]))
                import os; os.rename("new", "port")
                while True: threading.Thread(target=serve, args=(server.accept()[0],), daemon=True).start()
                """
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = ["python3", "-c", script]
            process.currentDirectoryURL = folder
            try process.run()
            let place = folder.appending(path: "port")
            for _ in 0..<12_000 where !FileManager.default.fileExists(atPath: place.path) {
                Threads.sleep(milliseconds: 10)
            }
            port = try #require(Int(String(contentsOf: place, encoding: .utf8)))
        }

        deinit {
            // Not SIGTERM, which threads of tests may have blocked for their children.
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            try? FileManager.default.removeItem(at: folder)
        }

        func login(_ password: String = "Sunny-Harbor-77", host: String = "127.0.0.1") -> PostgreSQLLogin {
            PostgreSQLLogin(host: host, port: port, database: "postgres", user: "app", password: password)
        }
    }

    private func failure(_ body: () throws(PostgreSQLError) -> Void) -> PostgreSQLError? {
        do throws(PostgreSQLError) {
            try body()
            return nil
        } catch {
            return error
        }
    }

    /// Anybody can say that a password is wrong: that is no proof that it is dead.
    @Test func aRefusalOfAServerThatHasNotProvedItselfIsNotBelieved() throws {
        let server = try Impostor(#"client.send(b"E", b"SFATAL\0VFATAL\0C28P01\0Mno\0\0")"#)
        let old = server.login("old")
        #expect(failure { () throws(PostgreSQLError) in try PasswordChange.test(old) }?.isPasswordRefused == true)
        let current = server.login("new")
        let error = failure { () throws(PostgreSQLError) in _ = try PasswordChange.acceptance(of: old, known: current) }
        #expect(error?.message.contains("has not proved itself") == true)
        #expect(error?.isPasswordRefused == false)
        var elsewhere = current
        elsewhere.port += 1
        #expect(
            failure { () throws(PostgreSQLError) in _ = try PasswordChange.acceptance(of: old, known: elsewhere) }
                != nil
        )
    }

    /// A byte now and then does not hold a rotation up.
    @Test func slowBytesEndWithTheTimeOfTheLogin() throws {
        let server = try Impostor(
            #"for byte in b"R\0\0\0\x64" + bytes(96): client.socket.sendall(bytes([byte])); time.sleep(0.05)"#
        )
        var login = server.login()
        login.bounds.login = 300
        let start = Timestamp.monotonic()
        let slow = login
        let error = failure { () throws(PostgreSQLError) in try PasswordChange.test(slow) }
        #expect(error?.message == "the server did not answer in time")
        #expect(Timestamp.monotonic().seconds(since: start) < 5)
    }

    /// What a server may send is bounded, whatever it is.
    @Test func aServerThatSendsTooMuchIsLeft() throws {
        let server = try Impostor(
            #"""
            client.send(b"R", bytes(4))
            for _ in range(200): client.send(b"N", b"SNOTICE\0C00000\0M" + b"x" * 900 + b"\0\0")
            """#
        )
        var login = server.login()
        login.bounds.bytes = 1 << 16
        login.allowsAnyAuthentication = true
        let large = login
        let error = failure { () throws(PostgreSQLError) in try PasswordChange.test(large) }
        #expect(error?.message.contains("sends more than 65536 bytes") == true)
    }

    /// With TLS to another host its certificate counts: whoever has made it, and its name.
    @Test(arguments: ["other maker", "other name"])
    func aServerWithAnotherCertificateIsToldNothing(_ kind: String) throws {
        let server = try Impostor("client.read(1)", tls: "S")
        var login = server.login()
        login.sslMode = "verify-full"
        if kind == "other name" { login.sslRootCertificate = server.folder.appending(path: "certificate.pem").path }
        let strict = login
        let error = failure { () throws(PostgreSQLError) in try PasswordChange.test(strict) }
        #expect(error?.message.contains(kind == "other name" ? "does not match" : "certificate verify failed") == true)
        #expect(!server.heard.contains("app") && !server.heard.contains("Sunny"))
    }

    /// The server's real certificate is taken, by which the login is bound to the connection.
    @Test(.enabled(if: PostgreSQLCluster.isInstalled))
    func aServerWithItsCertificateIsTaken() throws {
        let cluster = try PostgreSQLCluster()
        defer { try? cluster.stop() }
        let certificate = try cluster.useTLS()
        var login = cluster.master
        login.sslMode = "verify-full"
        login.sslRootCertificate = certificate
        let rows = try PostgreSQLConnection(login, milliseconds: 5000).run(
            "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
        )
        #expect(rows == [["t"]])
        var wrong = cluster.login("postgres", "no-password")
        wrong.sslMode = "verify-full"
        wrong.sslRootCertificate = certificate
        #expect(try PasswordChange.acceptance(of: wrong, known: login) == nil)
        #expect(try PasswordChange.acceptance(of: login, known: login) != nil)
        var many = login
        many.bounds.rows = 10
        let bounded = many
        let error = failure { () throws(PostgreSQLError) in
            try PostgreSQLConnection(bounded, milliseconds: 5000).run("SELECT generate_series(1, 11)")
        }
        #expect(error?.message == "the server sends more than 10 rows")
    }
}
