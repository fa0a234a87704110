import POSIX

/// Reads the names in folders part by part, and keeps the parts of big folders for whoever asks for the next page.
///
/// Each part costs a look at the whole folder: a part is therefore much bigger than a page of a list.
final class FolderPages: Sendable {
    /// Names of a folder, in the order of keys.
    struct Page: Sendable {
        var names: [[UInt8]]
        /// Whether there are none behind these.
        var isLast: Bool
    }

    private struct Kept {
        var folder: FileStatus
        var start: [UInt8]
        var prefix: [UInt8]
        var page: Page
    }

    /// The most names of a part.
    let pageSize: Int
    private let kept = Monitor<[Kept]>([])

    /// How many parts are kept.
    private static let mostKept = 4
    /// A folder may change again within the same tick of the clock by which it tells that it has changed; in seconds.
    private static let quiet = 1.0

    /// Reads parts of so many names.
    init(pageSize: Int = 32_768) { self.pageSize = pageSize }

    /// The names in a folder from `start` on that begin with `prefix`.
    func page(of folder: Directory, from start: [UInt8], prefix: [UInt8]) throws(SystemError) -> Page {
        let status = try folder.status()
        if let page = known(status, start, prefix) { return page }
        let now = Timestamp.now()
        let names = try folder.keyNames(from: start, prefix: prefix, limit: pageSize) { ObjectPath.isHidden($0) }
        let page = Page(names: names, isLast: names.count < pageSize)
        if !page.isLast, now.seconds(since: status.changed) > FolderPages.quiet {
            let new = Kept(folder: status, start: start, prefix: prefix, page: page)
            kept.withLock { kept in
                kept = kept.filter { $0.folder.isSameFile(as: status) ? $0.folder == status : true }
                if kept.count == FolderPages.mostKept { kept.removeFirst() }
                kept.append(new)
            }
        }
        return page
    }

    /// A part that is kept and has `start` in it, from there on.
    private func known(_ folder: FileStatus, _ start: [UInt8], _ prefix: [UInt8]) -> Page? {
        kept.withLock { kept in
            for part in kept where part.folder == folder && part.prefix == prefix && !start.isBefore(part.start) {
                guard let last = part.page.names.last, !last.isBefore(start) else { continue }
                let first = part.page.names.partitionIndex { !$0.isBefore(start) }
                return Page(names: Array(part.page.names[first...]), isLast: false)
            }
            return nil
        }
    }
}

extension [[UInt8]] {
    /// The first index of sorted elements at which `belongs` holds, which holds for all behind it too.
    fileprivate func partitionIndex(_ belongs: ([UInt8]) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if belongs(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
