import EventRules
import JSON
package import Records

/// What the bus tells of what it has given up.
extension EventBus {
    package static let targetFailed = "Target Failed"

    package func tell(of letter: DeadLetterRecord) {
        say(.targetFailed(rule: letter.rule, target: letter.targetName, code: letter.code))
        let event = Event(letter.envelope)
        // Not for an event of this kind: that would go round for ever.
        guard event?.source != EventBus.ownSource || event?.detailType != EventBus.targetFailed else { return }
        // The letter is kept, and a problem; that nobody hears of it is noted there.
        try? announce(
            EventBus.targetFailed,
            .object([
                "rule": .string(letter.rule), "eventBus": .string(letter.bus), "target": .string(letter.targetName),
                "arn": .string(ARN.shown(letter.targetARN)), "code": .string(letter.code),
                "message": .string(letter.message),
                "attempts": .number(Double(letter.attempts)), "eventId": .string(event?.id ?? ""),
            ])
        )
    }
}
