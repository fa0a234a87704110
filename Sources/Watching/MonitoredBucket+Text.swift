import Terminal

extension MonitoredBucket {
    /// An object's key as people, events and messages have it: it does nothing to a terminal.
    public static func text(ofKey key: [UInt8]) -> String { TerminalText.escaped(key) }

    /// The key of which ``text(ofKey:)`` is this.
    public static func key(ofText text: String) -> [UInt8] { TerminalText.unescaped(text) }
}
