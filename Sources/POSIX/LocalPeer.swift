import Glibc

/// Who is at the other end of a local socket, as the kernel had it when the connection was made.
///
/// Source: `SO_PEERCRED` and `SO_PEERGROUPS` in unix(7) and socket(7).
public struct LocalPeer: Sendable, Hashable {
    /// The user's number: the effective one.
    public var userID: UInt32
    /// The numbers of the groups: the effective one first, then the supplementary ones; at most 65,537.
    public var groupIDs: [UInt32]
    /// The process; 0 for one of a container that this process cannot see into.
    public var processID: Int32

    /// Describes somebody.
    public init(userID: UInt32, groupIDs: [UInt32] = [], processID: Int32 = 0) {
        self.userID = userID
        self.groupIDs = groupIDs
        self.processID = processID
    }

    /// The service of systemd that the process belongs to: `backup.service`; `nil` when it belongs to none, or that cannot
    /// be told for certain.
    ///
    /// The kernel says the number of the process that has connected; who ends right after that could have another process
    /// get the same number. So it counts only while the process runs as the same user, and has run since before `time`.
    /// Whoever is the same user as a service can do to it what it likes anyway.
    ///
    /// Units of users, containers and sessions are none: their owners call them what they like.
    ///
    /// - Parameter time: When the connection was taken, by ``bootTicks()``.
    /// - Returns: The unit's name.
    /// - Complexity: Reads three files of `/proc`, some 30 µs.
    public func systemdUnit(connectedBy time: UInt64) -> String? {
        guard processID > 0, let folder = try? Directory(path: Array("/proc/\(processID)".utf8)) else { return nil }
        // The folder is the process's, also when its number has got another one meanwhile: then all reading fails.
        func text(_ name: String) -> String? {
            // Who has ended meanwhile is nobody's unit.
            (try? FileContents.read(Array(name.utf8), in: folder, upTo: 65_536)).map {
                String(decoding: $0, as: UTF8.self)
            }
        }
        guard let status = text("status"), LocalPeer.effectiveUser(in: status) == userID,
            let start = text("stat").flatMap(LocalPeer.startTicks), start <= time
        else { return nil }
        return text("cgroup").flatMap(LocalPeer.systemdUnit(inControlGroups:))
    }

    /// Now, in hundredths of a second since the machine was started, as `/proc/PID/stat` has the start of a process.
    public static func bootTicks() -> UInt64 {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_BOOTTIME, &time)
        return UInt64(clamping: time.tv_sec) * 100 + UInt64(clamping: time.tv_nsec / 10_000_000)
    }

    /// The service that a process belongs to, by its `/proc/PID/cgroup`.
    ///
    /// Source: cgroups(7), "/proc/[pid]/cgroup"; systemd.slice(5).
    static func systemdUnit(inControlGroups text: String) -> String? {
        for line in text.split(separator: "\n") {
            // NUMBER:CONTROLLERS:PATH; the second version has no controllers, the first has one that is called so.
            let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard fields.count == 3, fields[1].isEmpty || fields[1] == "name=systemd" else { continue }
            let parts = fields[2].split(separator: "/")
            guard let root = parts.first, root.hasSuffix(".slice"), root != "user.slice", root != "machine.slice",
                let unit = parts.first(where: { !$0.hasSuffix(".slice") }), unit.hasSuffix(".service")
            else { continue }
            // A name that a controller could be called is kept apart by a line.
            return String(unit.first == "_" ? unit.dropFirst() : unit)
        }
        return nil
    }

    /// The effective user in a `/proc/PID/status`.
    static func effectiveUser(in text: String) -> UInt32? {
        let line = text.split(separator: "\n").first { $0.hasPrefix("Uid:") }
        // Real, effective, saved, of the file system.
        guard let numbers = line?.split(whereSeparator: { $0 == "\t" || $0 == " " }), numbers.count > 2 else {
            return nil
        }
        return UInt32(numbers[2])
    }

    /// When a process was started, by its `/proc/PID/stat`, whose second field may hold anything but ends with a bracket.
    static func startTicks(in text: String) -> UInt64? {
        guard let end = text.lastIndex(of: ")") else { return nil }
        let fields = text[text.index(after: end)...].split(separator: " ")
        return fields.count > 19 ? UInt64(fields[19]) : nil
    }
}

extension LocalSocket {
    /// Who is at the other end; `nil` when the kernel does not say it.
    public var peer: LocalPeer? {
        var credentials = PeerCredentials()
        var length = socklen_t(MemoryLayout<PeerCredentials>.size)
        guard unsafe getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &credentials, &length) == 0 else { return nil }
        return LocalPeer(
            userID: credentials.userID,
            groupIDs: [credentials.groupID] + supplementaryGroups().filter { $0 != credentials.groupID },
            processID: credentials.processID
        )
    }

    /// The other groups of the other end; none where the kernel does not say them (before Linux 4.13).
    private func supplementaryGroups() -> [UInt32] {
        var count = 32
        while count <= LocalSocket.mostGroups {
            var groups = [UInt32](repeating: 0, count: count)
            var length = socklen_t(count * MemoryLayout<UInt32>.size)
            let result = unsafe getsockopt(descriptor, SOL_SOCKET, LocalSocket.peerGroups, &groups, &length)
            let found = Int(length) / MemoryLayout<UInt32>.size
            if result == 0 { return Array(groups.prefix(found)) }
            guard errno == ERANGE else { return [] }
            count = max(found, count * 2)
        }
        return []
    }

    /// As Linux has it, in groups.
    private static let mostGroups = 65_536
    /// `SO_PEERGROUPS`, which Glibc's module leaves out.
    private static let peerGroups: CInt = 59
}

/// The C structure `ucred`, which Glibc's module leaves out.
private struct PeerCredentials {
    var processID: Int32 = 0
    var userID: UInt32 = 0
    var groupID: UInt32 = 0
}
