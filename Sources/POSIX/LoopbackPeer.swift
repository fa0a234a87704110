import Glibc

/// Who is at the other end of a TCP connection within the machine, by the kernel's table of connections.
///
/// Source: proc_pid_net(5), `/proc/PID/net/tcp`; the numbers of states are in the kernel's `net/tcp_states.h`.
public enum LoopbackPeer {
    /// The longest table that is read, in bytes: some 100,000 connections.
    private static let longest = 16 << 20

    /// The user whose socket is the other end of a connection.
    ///
    /// Only a connection that stands, and whose socket somebody still holds, has an owner: what nobody holds any more has number 0
    /// there, which is no word about root. While it stands no other has the same addresses and ports.
    ///
    /// - Parameters:
    ///   - address: The other end's address.
    ///   - port: Its port.
    ///   - ports: Where this end may be.
    ///   - folder: The network's folder: `/proc/self/net`, or that of another process in its network.
    /// - Returns: The number of the user who has made the socket; `nil` when there is no such connection, or more than one.
    /// - Throws: ``SystemError`` when a table cannot be read, or is longer than 16 MiB.
    public static func userID(
        of address: String,
        port: Int,
        to ports: Set<Int>,
        in folder: String = "/proc/self/net"
    ) throws(SystemError) -> UInt32? {
        guard let bytes = InternetAddressText.bytes(address) else { return nil }
        var found: [UInt32] = []
        for name in ["tcp", "tcp6"] {
            let table: [UInt8]
            do throws(SystemError) {
                table = try FileContents.read(Array("\(folder)/\(name)".utf8), upTo: longest)
            } catch {
                // A kernel without IPv6 has no such table.
                guard name == "tcp6", error.isNotFound else { throw error }
                continue
            }
            found += owners(of: bytes, port, to: ports, in: table)
        }
        return found.count == 1 ? found[0] : nil
    }

    /// The owners of connections in a table.
    static func owners(of address: [UInt8], _ port: Int, to ports: Set<Int>, in table: [UInt8]) -> [UInt32] {
        table.split(separator: 10).dropFirst().compactMap { line in
            let fields = line.split(separator: 32)
            guard fields.count > 9, String(decoding: fields[3], as: UTF8.self) == established,
                let own = place(fields[1]), let other = place(fields[2]),
                own == (address, port) || own == (mapped(address), port),
                ports.contains(other.port), let user = UInt32(String(decoding: fields[7], as: UTF8.self)),
                let node = UInt64(String(decoding: fields[9], as: UTF8.self)), node != 0
            else { return nil }
            return user
        }
    }

    private static let established = "01"

    /// An IPv4 address as sockets of IPv6 have it: RFC 4291, section 2.5.5.2.
    private static func mapped(_ address: [UInt8]) -> [UInt8] {
        address.count == 4 ? [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF] + address : address
    }

    /// Reads `0100007F:11F7`: words of four bytes in the order of the machine, and a port.
    private static func place(_ text: some Collection<UInt8>) -> (address: [UInt8], port: Int)? {
        let parts = text.split(separator: UInt8(ascii: ":"))
        guard parts.count == 2, parts[0].count == 8 || parts[0].count == 32,
            let port = Int(String(decoding: parts[1], as: UTF8.self), radix: 16)
        else { return nil }
        var address: [UInt8] = []
        var rest = parts[0][...]
        while !rest.isEmpty {
            guard let word = UInt32(String(decoding: rest.prefix(8), as: UTF8.self), radix: 16) else { return nil }
            address += unsafe withUnsafeBytes(of: word) { unsafe Array($0) }
            rest = rest.dropFirst(8)
        }
        return (address, port)
    }
}

extension LocalPeer {
    /// The services of systemd that the processes of a user belong to now; `nil` stands for all that belong to none.
    ///
    /// - Parameter userID: The user's number.
    /// - Returns: Nothing for a user without processes.
    /// - Throws: ``SystemError`` when processes cannot be looked at.
    /// - Complexity: Two files of `/proc` for each process, some 30 µs.
    public static func systemdUnits(ofUser userID: UInt32) throws(SystemError) -> Set<String?> {
        var units: Set<String?> = []
        for entry in try Directory(path: Array("/proc".utf8)).entries() where entry.name.allSatisfy({ 48...57 ~= $0 }) {
            guard let folder = try? Directory(path: Array("/proc/".utf8) + entry.name) else { continue }
            // Who has ended meanwhile belongs to nothing.
            guard let status = try? FileContents.read(Array("status".utf8), in: folder, upTo: 65_536),
                effectiveUser(in: String(decoding: status, as: UTF8.self)) == userID,
                let groups = try? FileContents.read(Array("cgroup".utf8), in: folder, upTo: 65_536)
            else { continue }
            units.insert(systemdUnit(inControlGroups: String(decoding: groups, as: UTF8.self)))
        }
        return units
    }
}

extension System {
    /// The numbers of the groups that a user belongs to by the system's lists, the first one first.
    ///
    /// May ask a directory server. The corresponding C function is `getgrouplist`.
    ///
    /// - Returns: `nil` when there is no such user, or it has more than 65,536.
    public static func groups(ofUser id: UInt32) -> [UInt32]? {
        unsafe user {
            unsafe getpwuid_r(id, $0, $1, $2, $3)
        } answer: { entry in
            var groups = [gid_t](repeating: 0, count: 65_536)
            var count = CInt(groups.count)
            guard unsafe getgrouplist(entry.pw_name, entry.pw_gid, &groups, &count) >= 0 else { return nil }
            return Array(groups.prefix(Int(count)))
        }
    }
}
