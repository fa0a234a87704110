import Terminal
import JSON
import ServiceModel

/// Answers of the event bus for people, where EventBridge has no answer of its own that scripts would expect.
enum EventsText {
    /// What makes text of an operation's answers; `nil` when they are shown as JSON.
    static func text(_ operation: OperationModel) -> ((JSONValue) -> [UInt8])? {
        switch operation.name {
        case "ListRuleMetrics": metrics
        case "ListDeadLetters": deadLetters
        case "DryRunRule": dryRun
        case "ReplayFindings": replay
        default: nil
        }
    }

    private static func replay(_ answer: JSONValue) -> [UInt8] {
        let text = "\(answer.count("MatchedCount")) of \(answer.count("ExaminedCount")) findings met the rule\n"
        guard let next = answer["NextToken"]?.string else { return Array(text.utf8) }
        return Array((text + "there are more: go on with --next-token \(TerminalText.escaped(next))\n").utf8)
    }

    private static func metrics(_ answer: JSONValue) -> [UInt8] {
        var rows = [
            ["rule", "matched", "target", "delivered", "failed", "waiting", "oldest", "dead", "arn", "problem"]
        ]
        for rule in answer.values(at: ["Rules"]) {
            let head = [rule.shown("Name"), rule.count("Matched")]
            let targets = rule.values(at: ["Targets"])
            if targets.isEmpty { rows.append(head + ["none"]) }
            for (index, target) in targets.enumerated() {
                var row = index == 0 ? head : ["", ""]
                row += [target.shown("Id"), target.count("Delivered"), target.count("FailedAttempts")]
                row += [target.count("Waiting"), target.seconds("OldestWaitingSeconds"), target.count("DeadLetters")]
                rows.append(row + [target.shown("Arn"), target.shown("Problem")])
            }
        }
        return Columns.lines(rows)
    }

    private static func deadLetters(_ answer: JSONValue) -> [UInt8] {
        var rows = [["time", "rule", "target", "error", "retries", "event", "message"]]
        for letter in answer.values(at: ["DeadLetters"]) {
            let rule = letter.shown("RuleArn")
            rows.append([
                letter.shown("Time"), rule.split(separator: "/").last.map(String.init) ?? rule,
                letter.shown("TargetId"), letter.shown("ErrorCode"), letter.count("RetryAttempts"),
                EventLine.text(ofEventIn: letter), letter.shown("ErrorMessage"),
            ])
        }
        var text = rows.count == 1 ? Array("there are none\n".utf8) : Columns.lines(rows)
        if answer["NextToken"] != nil { text += "more with --next-token \(answer.shown("NextToken"))\n".utf8 }
        return text
    }

    private static func dryRun(_ answer: JSONValue) -> [UInt8] {
        var text =
            "\(answer.count("MatchedCount")) of \(answer.count("ExaminedCount")) events would have met the pattern\n"
        let days = answer["MatchedByDay"]
        if case .object(let members) = days {
            for day in members.keys.sorted() { text += "  \(day)  \(days?.count(day) ?? "")\n" }
        }
        let examples = answer.values(at: ["Examples"])
        if !examples.isEmpty { text += examples.count == 1 ? "this is:\n" : "the first \(examples.count) of them:\n" }
        for example in examples { text += "  \(EventLine.text(ofEventIn: example))\n" }
        return Array(text.utf8)
    }
}

/// An event on a line, for people: when, what, and about which object.
enum EventLine {
    static func text(_ event: JSONValue) -> String {
        func text(_ path: String...) -> String? {
            guard case .string(let text) = event.values(at: path[...]).first else { return nil }
            return TerminalText.escaped(text)
        }
        let finding = ["detail"] + (event["detail"]?["finding"] == nil ? [] : ["finding"])
        func resource(_ path: String...) -> String? {
            guard case .string(let text) = event.values(at: (finding + path)[...]).first else { return nil }
            return TerminalText.escaped(text)
        }
        let bucket = resource("resourcesAffected", "s3Bucket", "name") ?? text("detail", "bucket", "name")
        let key = resource("resourcesAffected", "s3Object", "key") ?? text("detail", "object", "key")
        let object = [bucket, key].compactMap { $0 }.joined(separator: "/")
        var words = [text("time"), text("source"), text("detail-type")]
        words += [resource("severity", "description"), object.isEmpty ? nil : object]
        // What the service's own events say besides.
        if text("source") == "magpie" {
            words += EventLine.members.map { text("detail", $0) }
        }
        return words.compactMap { $0 }.joined(separator: "  ")
    }

    private static let members = [
        "name", "jobStatus", "rule", "target", "code", "health", "coverage", "gap", "severity", "reason",
        "problems",
    ]

    /// The line of the event that an answer carries as text.
    static func text(ofEventIn answer: JSONValue) -> String {
        guard case .string(let text) = answer["Event"], let event = try? JSONValue(parsing: Array(text.utf8)) else {
            return "-"
        }
        return EventLine.text(event)
    }
}

extension JSONValue {
    /// A text for the terminal; `-` when there is none.
    fileprivate func shown(_ name: String) -> String {
        if case .string(let text) = self[name] { TerminalText.escaped(text) } else { "-" }
    }

    private func wholePart(_ name: String) -> Int? {
        if case .number(let number) = self[name] { number.wholePart } else { nil }
    }

    fileprivate func count(_ name: String) -> String {
        wholePart(name).map { Quantity.grouped($0) } ?? "-"
    }

    fileprivate func seconds(_ name: String) -> String {
        wholePart(name).map { Quantity.duration(wholeSeconds: $0) } ?? "-"
    }
}
