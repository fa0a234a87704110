/// Files that the kernel keeps memory in.
public enum SwapSpace {
    /// Whether a file is in use as swap space; source: proc_swaps(5).
    public static func contains(_ status: FileStatus) -> Bool {
        guard let table = try? FileContents.read(Array("/proc/swaps".utf8)) else { return false }
        return table.split(separator: 10).dropFirst().contains { line in
            let path = unescaped(line.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") })
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
