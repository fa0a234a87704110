import Records
import Reporting

/// Events in the envelope of EventBridge.
struct Wording: EventWording {
    func found(_ detail: String, id: String, time: Double) -> String {
        envelope(detail, id, time, source: "aws.macie", type: "Macie Finding")
    }

    func resolved(_ detail: String, because reason: String, id: String, time: Double) -> String {
        // Of its own source and type, so that no rule for findings takes it for a new one.
        envelope(
            "{\"reason\":\"\(reason)\",\"finding\":\(detail)}",
            id,
            time,
            source: "magpie",
            type: "Finding Resolved"
        )
    }

    private func envelope(_ detail: String, _ id: String, _ time: Double, source: String, type: String) -> String {
        """
        {"version":"0","id":"\(id)","detail-type":"\(type)","source":"\(source)","account":"000000000000",\
        "time":"\(UTCTime.text(secondsSince1970: time))","region":"local","resources":[],"detail":\(detail)}
        """
    }
}
