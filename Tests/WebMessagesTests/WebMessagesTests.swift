import HelperProcesses
import POSIX
import Testing

import WebMessages

@Suite struct WebMessagesTests {
    @Test func messagesAreReadAsTheyWereWritten() throws {
        var settings = WebSettings(
            addresses: [.init(host: "::1", port: 4599), .init(host: "127.0.0.1", port: 0)],
            socket: "/run/x",
            hosts: ["keys.example.com"]
        )
        settings.bodySeconds = 3
        #expect(WebSettings(settings.bytes) == settings)
        let request = WebRequest(
            id: 7,
            "POST",
            "/?a=b",
            headers: [.init("host", "localhost"), .init("x", "")],
            body: [0, 255],
            from: "127.0.0.1",
            port: 4000
        )
        #expect(WebRequest(request.bytes) == request)
        #expect(request.header("host") == "localhost")
        let answer = WebAnswer(id: 7, 404, headers: [.init("a", "b")], body: [1, 2])
        #expect(WebAnswer(answer.bytes) == answer)
        for report in [WebReport.listening(settings.addresses), .failed("no")] {
            #expect(WebReport(report.bytes) == report)
        }
    }

    @Test func whatIsNoMessageIsNone() {
        let bytes = WebRequest(id: 7, "POST", "/", headers: [.init("host", "x")], body: [1]).bytes
        for count in 0..<bytes.count { #expect(WebRequest(Array(bytes.prefix(count))) == nil) }
        #expect(WebRequest(bytes + [0]) == nil)
        #expect(WebAnswer([]) == nil)
        #expect(WebSettings([9, 9]) == nil)
        #expect(WebReport([7]) == nil)
    }

    @Test(arguments: [
        ("localhost", true), ("localhost:4599", true), ("LOCALHOST:4599", true), ("127.0.0.1:4599", true),
        ("[::1]:4599", true), ("bucket.localhost:4599", true), ("keys.example.com", true),
        ("keys.example.com:8443", true), ("127.0.0.2:4599", true),
        ("localhost:80", false), ("localhost.", false), (".localhost", false), ("evil.example:4599", false),
        ("evil.localhost.example", false), ("127.0.0.1.nip.io:4599", false), ("", false), ("[::1", false),
        ("localhost:4599:1", false), ("localhost:+4599", false), ("a@localhost:4599", false), ("[]:4599", false),
    ])
    func onlyNamesThatNobodyElseCanOwnAreHosts(_ host: String, _ isAccepted: Bool) {
        let settings = WebSettings(addresses: [.init(host: "127.0.0.2", port: 4599)], hosts: ["keys.example.com"])
        #expect(settings.accepts(host: host, ports: [4599]) == isAccepted)
    }
}
