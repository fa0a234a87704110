/// Files that the kernel keeps memory in.
public enum SwapSpace {
    /// Whether a file is in use as swap space; source: proc_swaps(5).
    ///
    /// - Parameters:
    ///   - status: The file's.
    ///   - path: Where the kernel lists swap space; where there is no such list, there is none.
    /// - Returns: Whether the kernel lists it.
    /// - Throws: `SystemError` when the list cannot be read, so that it is not known.
    public static func contains(
        _ status: FileStatus,
        listedIn path: [UInt8] = Array("/proc/swaps".utf8)
    ) throws(SystemError) -> Bool {
        let table: [UInt8]
        do throws(SystemError) {
            table = try FileContents.read(path)
        } catch  where error.isNotFound {
            return false
        }
        return table.split(separator: 10).dropFirst().contains { line in
            let path = unescaped(line.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") })
            // A path that leads nowhere from here does not lead to the file either.
            guard let other = try? FileStatus.of(path) else { return false }
            return other.isSameFile(as: status)
        }
    }

    /// Blanks and the like stand there as a backslash and three octal digits.
    private static func unescaped(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            let digits = rest.prefix(3)
            if byte == UInt8(ascii: "\\"), digits.count == 3, digits.allSatisfy({ 48...55 ~= $0 }) {
                result.append(UInt8(truncatingIfNeeded: digits.reduce(0) { $0 << 3 | Int($1 - 48) }))
                rest = rest.dropFirst(3)
            } else {
                result.append(byte)
            }
        }
        return result
    }
}
