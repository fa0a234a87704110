import CLinux
import Glibc

/// What this process knows of the machine and of itself.
public enum System {
    /// The machine's name in the network; the corresponding C function is `gethostname`.
    public static var hostName: String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard unsafe gethostname(&buffer, buffer.count - 1) == 0 else { return "localhost" }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// The arguments of the process as they came: any bytes but NUL.
    ///
    /// The first is the program's name. They are there without `/proc`, too, from which Swift reads its own.
    public static var arguments: [[UInt8]] {
        var arguments: [[UInt8]] = []
        while let argument = unsafe linux_argument(CInt(arguments.count)) {
            arguments.append(unsafe [UInt8](UnsafeRawBufferPointer(start: argument, count: strlen(argument))))
        }
        return arguments
    }

    /// Whether the first argument asks what the program is for.
    public static var isAskedForHelp: Bool {
        guard arguments.count > 1 else { return false }
        return ["--help", "-h"].contains { Array($0.utf8) == arguments[1] }
    }

    /// Whether the process runs as root.
    public static var isSuperuser: Bool { geteuid() == 0 }

    /// The value of an environment variable; `nil` when it is not set or empty.
    public static func environment(_ name: String) -> String? {
        guard let value = unsafe getenv(name), unsafe value.pointee != 0 else { return nil }
        return unsafe String(cString: value)
    }

    /// The login name of a user; `nil` when there is none.
    ///
    /// May ask a directory server: keep the answer. The corresponding C function is `getpwuid_r`.
    public static func userName(of id: UInt32) -> String? {
        unsafe user {
            unsafe getpwuid_r(id, $0, $1, $2, $3)
        } answer: {
            unsafe String(cString: $0.pw_name)
        }
    }

    /// The number of the user with this login name; `nil` when there is none.
    ///
    /// May ask a directory server. The corresponding C function is `getpwnam_r`.
    public static func userID(of name: String) -> UInt32? {
        unsafe user {
            unsafe getpwnam_r(name, $0, $1, $2, $3)
        } answer: {
            unsafe $0.pw_uid
        }
    }

    /// What the system knows of a user, who is looked up by one of its functions.
    ///
    /// - Parameters:
    ///   - lookUp: Calls `getpwuid_r` or `getpwnam_r`.
    ///   - answer: Takes what is wanted from what was found.
    /// - Returns: `nil` when there is no such user.
    static func user<Answer>(
        _ lookUp: (
            UnsafeMutablePointer<passwd>, UnsafeMutablePointer<CChar>, Int,
            UnsafeMutablePointer<UnsafeMutablePointer<passwd>?>
        ) -> CInt,
        answer: (passwd) -> Answer?
    ) -> Answer? {
        var entry = unsafe passwd()
        var result: UnsafeMutablePointer<passwd>?
        var buffer = [CChar](repeating: 0, count: 16_384)
        return unsafe buffer.withUnsafeMutableBufferPointer { memory in
            guard let start = memory.baseAddress,
                unsafe lookUp(&entry, start, memory.count, &result) == 0, unsafe result != nil
            else { return nil }
            return unsafe answer(entry)
        }
    }

    /// The name of a group; `nil` when there is none.
    ///
    /// May ask a directory server. The corresponding C function is `getgrgid_r`.
    public static func groupName(of id: UInt32) -> String? {
        unsafe group { unsafe getgrgid_r(id, $0, $1, $2, $3) }?.name
    }

    /// The number of the group with this name; `nil` when there is none.
    ///
    /// May ask a directory server. The corresponding C function is `getgrnam_r`.
    public static func groupID(of name: String) -> UInt32? {
        unsafe group { entry, buffer, count, result in unsafe getgrnam_r(name, entry, buffer, count, result) }?.id
    }

    /// The most memory that the members of a group may take while it is looked up, in bytes.
    private static let longestGroup = 1 << 20

    private static func group(
        _ lookUp: (
            UnsafeMutablePointer<Glibc.group>, UnsafeMutablePointer<CChar>, Int,
            UnsafeMutablePointer<UnsafeMutablePointer<Glibc.group>?>
        ) -> CInt
    ) -> (name: String, id: UInt32)? {
        var size = 16_384
        while size <= longestGroup {
            var entry = unsafe Glibc.group()
            var result: UnsafeMutablePointer<Glibc.group>?
            var buffer = [CChar](repeating: 0, count: size)
            var isTooLarge = false
            let found: (String, UInt32)? = unsafe buffer.withUnsafeMutableBufferPointer { memory in
                guard let start = memory.baseAddress else { return nil }
                isTooLarge = unsafe lookUp(&entry, start, memory.count, &result) == ERANGE
                guard unsafe result != nil else { return nil }
                return unsafe (String(cString: entry.gr_name), entry.gr_gid)
            }
            guard isTooLarge else { return found }
            size *= 4
        }
        return nil
    }

    /// Whether the process acts as a member of a group.
    ///
    /// The corresponding C function is `getgroups`.
    public static func isMember(ofGroup group: UInt32) -> Bool {
        if getegid() == group { return true }
        var groups = [gid_t](repeating: 0, count: 65_536)
        let count = unsafe getgroups(CInt(groups.count), &groups)
        return groups.prefix(Int(max(count, 0))).contains(group)
    }

    /// Whether a change of a file after a look at it always has another time than one before.
    ///
    /// So it is from Linux 6.13 on, whose file systems keep finer times for files that are looked at; earlier ones take the
    /// time of the last tick of the clock. The corresponding C function is `uname`.
    public static let hasFineFileTimes: Bool = {
        var names = utsname()
        guard unsafe uname(&names) == 0 else { return false }
        let release = unsafe withUnsafeBytes(of: &names.release) { unsafe String(decoding: $0, as: UTF8.self) }
        let numbers = release.split { !$0.isNumber }.prefix(2).compactMap { Int($0) }
        return numbers.count == 2 && (numbers[0], numbers[1]) >= (6, 13)
    }()

    /// The user that the process acts as.
    public static var userID: UInt32 { geteuid() }

    /// Has the heap grow by large pages, for a program that fills megabytes of it as it begins.
    ///
    /// Call it before there are other threads. The process then has up to a few megabytes more.
    public static func expectLargeHeap() { linux_expect_large_heap() }

    /// Ends the process at once, without waiting for other threads.
    public static func exit(_ status: CInt) -> Never { _exit(status) }
}
