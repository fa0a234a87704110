import CLinux

/// What can be expected of a file system.
public enum FileSystemKind: Sendable {
    /// On this machine: every change is made by its kernel, which tells of it.
    case local
    /// On another machine, or in another program: changes may be made that this kernel does not know of.
    case remote
    /// No files at all, but windows into the kernel.
    case pseudo

    /// Source: statfs(2), and `linux/magic.h`.
    private static let remoteNumbers: Set<UInt64> = [
        0x6969, 0x517B, 0xFF53_4D42, 0xFE53_4D42, 0x6573_5546, 0x0102_1997, 0x00C3_6400, 0x5346_414F, 0x7375_7245,
        0x0BD0_0BD0, 0x4750_4653,
    ]
    private static let pseudoNumbers: Set<UInt64> = [
        0x9FA0, 0x6265_6572, 0x6462_6720, 0x27_E0EB, 0x6367_7270, 0x1CD1, 0x7472_6163, 0x7363_6673,
    ]

    /// Those with a disk of which was tried that a write through a mapping moves a file's times again after what was written
    /// before has gone to the disk: ext4 (and 2 and 3), XFS, btrfs.
    private static let numbersWithTimes: Set<UInt64> = [0xEF53, 0x5846_5342, 0x9123_683E]

    /// Whether times tell of writes through mappings, on a file system of this number.
    static func movesTimesOfMappings(_ number: UInt64) -> Bool { numbersWithTimes.contains(number & 0xFFFF_FFFF) }

    init(_ number: UInt64) {
        // Some are negative numbers of 32 bits, which arrive with all upper bits set.
        let number = number & 0xFFFF_FFFF
        self =
            if FileSystemKind.remoteNumbers.contains(number) {
                .remote
            } else if FileSystemKind.pseudoNumbers.contains(number) {
                .pseudo
            } else { .local }
    }
}

extension Directory {
    /// What can be expected of the file system that the folder lies on.
    public var fileSystemKind: FileSystemKind { FileSystemKind(linux_file_system_kind(descriptor)) }
}
