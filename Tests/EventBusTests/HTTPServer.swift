import Foundation
import JSON

/// A server that notes what it is asked, and gives tokens.
final class HTTPServer {
    /// A request: `method`, `path`, `headers` with names in small letters, and `body`.
    typealias Request = JSONValue

    let port: Int
    private let process = Process()
    /// Is closed when nobody holds the server any more.
    private let life = Pipe()
    private let log: URL

    /// `/token` gives a token, each time another; `/once` refuses the first of them; all else is taken.
    private static let program = """
        import http.server, json, os, sys, threading
        class Server(http.server.BaseHTTPRequestHandler):
            tokens = 0
            def answer(self):
                body = self.rfile.read(int(self.headers.get("content-length") or 0)).decode()
                headers = {name.lower(): value for name, value in self.headers.items()}
                request = {"method": self.command, "path": self.path, "headers": headers, "body": body}
                print(json.dumps(request), file=log, flush=True)
                status, answer = 204, b""
                if self.path.startswith("/token"):
                    Server.tokens += 1
                    status, answer = 200, json.dumps({"access_token": f"t{Server.tokens}", "expires_in": 600}).encode()
                elif self.path.startswith("/nothing"):
                    status, answer = 200, b"{}"
                elif self.path.startswith("/once") and headers.get("authorization") == "Bearer t1":
                    status = 401
                self.send_response(status)
                if status != 204: self.send_header("content-length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)
            do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = answer
            def log_message(self, *_): pass
        log = open(sys.argv[1], "a")
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
        # It ends with whoever has started it, however that ends.
        threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
        print(server.server_port, flush=True)
        server.serve_forever()
        """

    private struct Failure: Error {}

    /// Starts a server that keeps its log in `folder`.
    init(in folder: URL) throws {
        log = folder.appending(path: "requests-\(UUID().uuidString)")
        try Data().write(to: log)
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-c", HTTPServer.program, log.path]
        let output = Pipe()
        process.standardOutput = output
        process.standardInput = life
        // Whoever waits for what tests print does not wait for the server.
        process.standardError = FileHandle.nullDevice
        try process.run()
        let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
        guard let port = Int(line.filter(\.isNumber)) else {
            throw Failure()
        }
        self.port = port
    }

    deinit {
        // That it has ended by itself is as good.
        try? life.fileHandleForWriting.close()
    }

    /// What it was asked, in order.
    func requests() throws -> [Request] {
        try String(contentsOf: log, encoding: .utf8).split(separator: "\n").map {
            try JSONValue(parsing: Array($0.utf8))
        }
    }
}
