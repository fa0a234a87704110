public import POSIX

/// Scans single objects of a folder, on one thread.
public struct ObjectScanner: ~Copyable {
    private var scanner: FileScanner

    /// Creates a scanner.
    ///
    /// - Throws: What making a scanner throws: memory ran out.
    public init(_ options: ScanOptions, _ control: ScanControl) throws { scanner = try FileScanner(options, control) }

    /// Scans one object.
    ///
    /// No link on the way to it is followed, and the object must be a regular file.
    ///
    /// - Parameters:
    ///   - key: The path below `root`.
    ///   - root: An open folder.
    /// - Returns: The report; its path is that of `root` and the key.
    public mutating func scan(_ key: [UInt8], in root: Directory) -> FileReport {
        let path = root.path(of: key)
        do throws(SystemError) {
            var folder = root
            let names = key.split(separator: UInt8(ascii: "/")).map(Array.init)
            guard let name = names.last else { throw SystemError(2) }
            for name in names.dropLast() { folder = try Directory(name, in: folder) }
            let kind = try folder.kind(of: name)
            guard kind == .regular else {
                return FileReport(
                    path: path,
                    coverage: .skipped(kind == .symbolicLink ? .symbolicLink : .special(kind))
                )
            }
            let file = try OpenFile(name, in: folder)
            return scanner.scan(file, path: path) { _, _ in }
        } catch {
            return FileReport(path: path, coverage: .skipped(CoverageGap(error)))
        }
    }
}

extension FingerprintKey {
    /// The fingerprint that `value` has in reports under this key; `nil` only when memory runs out.
    public func fingerprint(of value: [UInt8]) -> String? {
        guard var fingerprinter = try? Fingerprinter(self) else { return nil }
        return fingerprinter.fingerprint(of: value.span)
    }
}
