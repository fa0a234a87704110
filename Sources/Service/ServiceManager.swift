import POSIX

/// The system's service manager, if one has started this process.
///
/// Source: sd_notify(3).
public enum ServiceManager {
    public static func notify(_ state: String) {
        guard let path = System.environment("NOTIFY_SOCKET") else { return }
        LocalSocket.sendDatagram(Array(state.utf8), to: Array(path.utf8))
    }

    /// Tells it regularly that all is well, as long as it is and if it wants to know.
    public static func feedWatchdog(while isAlive: @escaping @Sendable () -> Bool) {
        guard let text = System.environment("WATCHDOG_USEC"), let microseconds = Int(text), microseconds > 0 else {
            return
        }
        Threads.detach {
            while isAlive() {
                notify("WATCHDOG=1")
                Threads.sleep(milliseconds: max(1, microseconds / 3000))
            }
        }
    }
}
