/// What is mounted where, as the kernel tells the process.
public enum MountTable {
    /// The bytes of the table that are read at most.
    private static let longest = 16 << 20

    /// The mounts at and below a folder, by number and place.
    ///
    /// Only for comparing with what was there before. Source: proc_pid_mountinfo(5).
    ///
    /// - Parameter path: Absolute and without links.
    /// - Returns: For each its number, a blank and its path; empty where the kernel does not tell.
    public static func places(below path: [UInt8]) -> Set<[UInt8]> {
        let table = try? FileContents.read(Array("/proc/thread-self/mountinfo".utf8), upTo: longest)
        guard let table else { return [] }
        var places: Set<[UInt8]> = []
        for line in table.split(separator: UInt8(ascii: "\n")) {
            let fields = line.split(separator: UInt8(ascii: " "), maxSplits: 5)
            guard fields.count > 4 else { continue }
            let place = unescaped(fields[4])
            guard place == path || place.isBelow(path) else { continue }
            places.insert(Array(fields[0]) + [UInt8(ascii: " ")] + place)
        }
        return places
    }

    /// A path in which blanks, tabs, line feeds and backslashes are written as `\\040`.
    static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            let digits = rest.prefix(3)
            guard byte == UInt8(ascii: "\\"), digits.count == 3, digits.allSatisfy({ (48...55).contains($0) }) else {
                result.append(byte)
                continue
            }
            result.append(UInt8(truncatingIfNeeded: digits.reduce(0) { $0 * 8 + Int($1) - 48 }))
            rest = rest.dropFirst(3)
        }
        return result
    }
}
