/// Numbers as people read them.
public enum Quantity {
    /// `12,345`.
    public static func grouped(_ number: Int) -> String {
        var text = ""
        for (index, digit) in String(number.magnitude).reversed().enumerated() {
            if index > 0, index.isMultiple(of: 3) { text.append(",") }
            text.append(digit)
        }
        return (number < 0 ? "-" : "") + String(text.reversed())
    }

    /// `1.4 GB`; units are powers of 1,000.
    public static func bytes(_ count: Double) -> String {
        var value = count
        for unit in ["B", "kB", "MB", "GB", "TB"] {
            if value < 999.5 {
                return value < 9.95 && unit != "B" ? "\(oneDigit(value)) \(unit)" : "\(Int(value.rounded())) \(unit)"
            }
            value /= 1000
        }
        return "\(oneDigit(value)) PB"
    }

    /// `0.02 s`, `3.1 s`, `2 min 5 s`, `3 h 12 min`.
    public static func duration(_ seconds: Double) -> String {
        let seconds = max(0, seconds)
        if seconds < 0.995 {
            let hundredths = Int((seconds * 100).rounded())
            return "0.\(hundredths < 10 ? "0" : "")\(hundredths) s"
        }
        return seconds < 59.5 ? "\(oneDigit(seconds)) s" : duration(wholeSeconds: Int(seconds.rounded()))
    }

    /// `3 s`, `2 min 5 s`, `3 h 12 min`.
    public static func duration(wholeSeconds whole: Int) -> String {
        if whole < 60 { return "\(whole) s" }
        if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
        return "\(whole / 3600) h \(whole % 3600 / 60) min"
    }

    /// `1 object`, `2 objects`.
    public static func count(_ number: Int, _ noun: String) -> String {
        "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
    }

    private static func oneDigit(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
