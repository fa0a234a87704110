import Glibc

/// Who is at the other end of a TCP connection within the machine, by the kernel's table of connections.
///
/// Source: proc_pid_net(5), `/proc/PID/net/tcp`; the numbers of states are in the kernel's `net/tcp_states.h`.
public enum LoopbackPeer {
    /// The longest table that is read, in bytes: some 100,000 connections.
    private static let longest = 16 << 20

    /// The other end of a connection.
    public struct Place: Sendable, Hashable {
        let address: [UInt8]
        let port: Int

        /// Describes a place; `nil` for what is no address.
        ///
        /// - Parameters:
        ///   - address: `127.0.0.1` or `::1`.
        ///   - port: The port there.
        public init?(_ address: String, port: Int) {
            guard let bytes = InternetAddressText.bytes(address) else { return nil }
            self.init(bytes, port)
        }

        init(_ address: [UInt8], _ port: Int) { (self.address, self.port) = (address, port) }
    }

    /// The users whose sockets are the other ends of connections.
    ///
    /// Only a connection that stands, and whose socket somebody still holds, has an owner: what nobody holds any more has number 0
    /// there, which is no word about root. While it stands no other has the same addresses and ports.
    ///
    /// - Parameters:
    ///   - places: The other ends.
    ///   - ports: Where this end may be.
    ///   - folder: The network's folder: `/proc/self/net`, or that of another process in its network.
    /// - Returns: The numbers of the users who have made the sockets, for those connections that there are once.
    /// - Throws: ``SystemError`` when a table cannot be read, or is longer than 16 MiB.
    /// - Complexity: O(*n*) in all connections of the machine, however many places are asked for.
    public static func userIDs(
        of places: Set<Place>,
        to ports: Set<Int>,
        in folder: String = "/proc/self/net"
    ) throws(SystemError) -> [Place: UInt32] {
        var found: [Place: [UInt32]] = [:]
        for name in ["tcp", "tcp6"] {
            let table: [UInt8]
            do throws(SystemError) {
                table = try FileContents.read(Array("\(folder)/\(name)".utf8), upTo: longest)
            } catch {
                // A kernel without IPv6 has no such table.
                guard name == "tcp6", error.isNotFound else { throw error }
                continue
            }
            for (place, owner) in owners(of: places, to: ports, in: table) { found[place, default: []].append(owner) }
        }
        return found.compactMapValues { $0.count == 1 ? $0[0] : nil }
    }

    /// The owners of connections in a table.
    static func owners(of places: Set<Place>, to ports: Set<Int>, in table: [UInt8]) -> [(Place, UInt32)] {
        // As the kernel may write them: sockets of IPv6 have IPv4 addresses, too.
        var known: [Place: Place] = [:]
        for place in places {
            known[place] = place
            known[Place(mapped(place.address), place.port)] = place
        }
        return table.split(separator: 10).dropFirst().compactMap { line in
            // Most lines are of others: they are not looked at further than their state and ports.
            let fields = line.split(separator: 32, maxSplits: 10)
            guard fields.count > 9, fields[3].elementsEqual(established.utf8), let other = Place(table: fields[2]),
                ports.contains(other.port), let own = Place(table: fields[1]), let place = known[own],
                let user = UInt32(String(decoding: fields[7], as: UTF8.self)),
                let node = UInt64(String(decoding: fields[9], as: UTF8.self)), node != 0
            else { return nil }
            return (place, user)
        }
    }

    private static let established = "01"

    /// An IPv4 address as sockets of IPv6 have it: RFC 4291, section 2.5.5.2.
    private static func mapped(_ address: [UInt8]) -> [UInt8] {
        address.count == 4 ? [UInt8](repeating: 0, count: 10) + [0xFF, 0xFF] + address : address
    }
}

extension LoopbackPeer.Place {
    /// Reads `0100007F:11F7`: words of four bytes in the order of the machine, and a port.
    fileprivate init?(table text: ArraySlice<UInt8>) {
        guard let colon = text.firstIndex(of: UInt8(ascii: ":")),
            let port = LoopbackPeer.number(text[(colon + 1)...], atMost: 4)
        else { return nil }
        let words = text[..<colon]
        guard words.count == 8 || words.count == 32 else { return nil }
        var address: [UInt8] = []
        for start in stride(from: words.startIndex, to: words.endIndex, by: 8) {
            guard let word = LoopbackPeer.number(words[start..<start + 8], atMost: 8) else { return nil }
            address += unsafe withUnsafeBytes(of: UInt32(word)) { unsafe Array($0) }
        }
        self.init(address, port)
    }
}

extension LoopbackPeer {
    /// A number in hexadecimal digits; `nil` for none, too many, and other characters.
    fileprivate static func number(_ digits: ArraySlice<UInt8>, atMost count: Int) -> Int? {
        guard !digits.isEmpty, digits.count <= count else { return nil }
        var value = 0
        for digit in digits {
            switch digit {
            case 0x30...0x39: value = value << 4 | Int(digit - 0x30)
            case 0x41...0x46: value = value << 4 | Int(digit - 0x41 + 10)
            default: return nil
            }
        }
        return value
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
