public import POSIX

extension Canary {
    /// Puts it into its bucket.
    ///
    /// - Throws: `SystemError` when the service may not write there, or there is no room.
    public func plant() throws(SystemError) {
        guard let root = bucket.root else { throw SystemError(2) }
        begin()
        do throws(SystemError) {
            let file = try PlacedFile(creating: key, in: root)
            let status = try file.status()
            progress.withLock { $0.planted = status }
            let bytes = text
            try file.write(bytes.span, at: 0)
        } catch {
            unplant()
            throw error
        }
    }

    /// Notes that it is in its bucket from now on, or about to be.
    public func begin() { progress.withLock { $0.begin = .monotonic() } }

    /// Takes it away where the service has made it, and it is still the same file.
    public func unplant() {
        // Where it is not there any more, or is another, there is nothing to take away; what cannot be removed is an object like
        // any other from then on, and named like a canary.
        guard let root = bucket.root, let planted = progress.withLock({ $0.planted.take() }),
            let status = try? root.status(of: key), status.isSameFile(as: planted)
        else { return }
        try? root.remove(key)
    }
}
