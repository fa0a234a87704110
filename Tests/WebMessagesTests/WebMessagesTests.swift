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

/// Messages that are written without the values that they stand for.
@Suite struct WebRequestMessageTests {
    @Test func aRequestIsReadAsItWasWritten() throws {
        var message = WebRequestMessage("POST", "/?x=y")
        message.add("X-Amz-Target", " \t TrentService.Encrypt \t")
        message.setHost("localhost:4599")
        message.add("user-AGENT", "")
        message.add("x", " ")
        let read = try #require(WebRequest(message.bytes(id: 300, from: "::1", port: 65_535, body: [1, 2, 0])))
        let lines: [WebRequest.Header] = [
            .init("host", "localhost:4599"), .init("x-amz-target", "TrentService.Encrypt"), .init("user-agent", ""),
            .init("x", ""),
        ]
        let expected = WebRequest(
            id: 300,
            "POST",
            "/?x=y",
            headers: lines,
            body: [1, 2, 0],
            from: "::1",
            port: 65_535
        )
        #expect(read == expected)
    }

    @Test func anAnswerIsSentAsHTTPHasIt() {
        let answer = WebAnswer(id: 9, 404, headers: [.init("content-type", "text/plain")], body: Array("none".utf8))
        let text = """
            HTTP/1.1 404 Not Found\r\ncontent-type: text/plain\r\ndate: now\r\ncontent-length: 4\r\n\r\nnone
            """
        #expect(WebAnswer.id(of: answer.bytes) == 9)
        #expect(WebAnswer.httpBytes(of: answer.bytes, date: "now") == Array(text.utf8))
        let nameless = WebAnswer(299).bytes
        #expect(WebAnswer.httpBytes(of: nameless, date: "now")?.starts(with: "HTTP/1.1 299 \r\n".utf8) == true)
    }

    /// Nothing that a line holds makes it two, and what comes in a file is no answer that is whole.
    @Test func whatWouldBeReadOtherwiseIsNotSent() {
        for line in [("a", "b\r\nc: d"), ("a", "b\nc"), ("a b", "c"), ("", "c"), ("a:", "c"), ("a", "\u{0}")] {
            let answer = WebAnswer(200, headers: [.init(line.0, line.1)])
            #expect(WebAnswer.httpBytes(of: answer.bytes, date: "now") == nil, "\(line)")
        }
        var answer = WebAnswer(200)
        answer.content = WebAnswer.Content(at: 0, count: 1)
        #expect(WebAnswer.httpBytes(of: answer.bytes, date: "now") == nil)
        let whole = WebAnswer(200, body: [1]).bytes
        for count in 0..<whole.count { #expect(WebAnswer.httpBytes(of: Array(whole.prefix(count)), date: "") == nil) }
    }
}
