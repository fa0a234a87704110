public import Findings

extension Sniffer {
    /// Whether an object is an archive or compressed, by its first bytes and what was made of them.
    ///
    /// Documents that are archives in their turn, as those of office programs are, count as such.
    public static func isArchive(_ bytes: Span<UInt8>, _ content: ContentKind) -> Bool {
        if case .packed(let type) = content { return archives.contains(type) }
        // A tar file lies open, and so is packed for nobody (POSIX.1-2017, pax, "ustar Interchange Format").
        let mark = Array("ustar".utf8)
        return bytes.count >= 512 && mark.indices.allSatisfy { bytes[257 + $0] == mark[$0] }
    }

    private static let archives: Set<String> = [
        "application/zip", "application/gzip", "application/x-bzip2", "application/x-xz", "application/zstd",
        "application/x-lz4", "application/x-7z-compressed", "application/vnd.rar", "application/vnd.ms-cab-compressed",
        "application/vnd.debian.binary-package", "application/x-lzip", "application/x-xar", "application/x-ms-wim",
        "application/x-squashfs", "application/x-compress", "application/x-lzop", "application/x-rpm",
        "application/x-snappy-framed",
    ]
}
