import Cryptography
public import POSIX
import ServiceModel

/// Parts of objects that are not whole yet, in a folder of the service's own: they outlive the process, and nobody scans them.
///
/// Each upload has a folder with a file that describes it, and of each part a file that holds it and one that describes it;
/// the latter comes last, so that a part is there whole or not at all.
public final class UploadStore: Sendable {
    /// How much may be kept.
    public struct Limits: Sendable {
        /// Of all parts together, in bytes.
        public var bytes: Int
        /// How long an upload may take, in seconds.
        public var seconds: Double
        /// What must stay free on the disk, in bytes.
        public var reserve: Int

        /// Describes limits.
        public init(bytes: Int, seconds: Double, reserve: Int) {
            (self.bytes, self.seconds, self.reserve) = (bytes, seconds, reserve)
        }
    }

    private struct State {
        /// The bytes of all parts, and of those that are being received.
        var bytes = 0
        /// Uploads that are being put together, or removed.
        var busy: Set<String> = []
    }

    /// The most parts of an upload.
    static let mostParts = 10_000
    /// The most uploads at a time.
    private static let mostUploads = 10_000
    /// The longest description, in bytes.
    private static let longest = 65_536

    private let path: [UInt8]
    private let limits: @Sendable () -> Limits
    private let keys: UploadKeys?
    private let state = Monitor(State())
    /// Held while a part is noted.
    private let noting = Monitor(())
    private let root: Directory

    /// Opens the folder at `path`, or makes it, and removes what is left of parts that were never whole.
    ///
    /// - Parameters:
    ///   - path: Of a folder that nobody else uses.
    ///   - keys: Gives data keys to uploads of objects that will be encrypted; without it their parts lie in clear.
    ///   - limits: How much may be kept now.
    /// - Throws: `SystemError` when it cannot be used.
    public init(
        _ path: [UInt8],
        sealing keys: UploadKeys? = nil,
        _ limits: @escaping @Sendable () -> Limits
    ) throws(SystemError) {
        self.path = path
        self.keys = keys
        self.limits = limits
        try Directory.make(path)
        root = try Directory(path: path)
        var bytes = 0
        for upload in try all() {
            let folder = try Directory(Array(upload.id.utf8), in: root)
            let parts = try parts(of: upload)
            bytes += parts.reduce(0) { $0 + $1.size }
            let known = Set(parts.map(\.file))
            for entry in try folder.entries() {
                let name = String(decoding: entry.name, as: UTF8.self)
                guard !known.contains(name), !name.hasSuffix(".json") else { continue }
                try folder.remove(entry.name)
            }
        }
        state.withLock { $0.bytes = bytes }
    }

    // MARK: Uploads

    /// All uploads, in the order of their keys and ids.
    ///
    /// - Throws: `SystemError` when the folder cannot be read.
    func all() throws(SystemError) -> [Upload] {
        var uploads: [Upload] = []
        for entry in try root.entries() where entry.kind == .directory {
            let id = String(decoding: entry.name, as: UTF8.self)
            if let upload = try described(id) { uploads.append(upload) }
        }
        return uploads.sorted { left, right in
            left.key == right.key ? left.id < right.id : Array(left.key.utf8).isBefore(Array(right.key.utf8))
        }
    }

    /// The upload of an id for an object.
    ///
    /// - Throws: ``ServiceError`` with the code `NoSuchUpload`; `SystemError` when that cannot be told.
    func upload(_ id: String, of key: String, in bucket: String) throws -> Upload {
        guard id.utf8.count == 32, id.utf8.allSatisfy({ 48...57 ~= $0 || 97...102 ~= $0 }),
            let upload = try described(id), upload.bucket == bucket, upload.key == key
        else {
            throw ServiceError(
                "NoSuchUpload",
                "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed."
            )
        }
        return upload
    }

    private func described(_ id: String) throws(SystemError) -> Upload? {
        do throws(SystemError) {
            return Upload(id, try PrivateFile.read(file("upload.json", of: id), upTo: UploadStore.longest).bytes)
        } catch {
            guard error.isNotFound else { throw error }
            return nil
        }
    }

    /// Keeps a new upload.
    ///
    /// - Throws: ``ServiceError`` when there are too many, or there is no data key for it; `SystemError` when it cannot be kept.
    func begin(_ upload: Upload) throws {
        var upload = upload
        guard try root.entries(limit: UploadStore.mostUploads).count < UploadStore.mostUploads else {
            throw ServiceError("SlowDown", "There are too many multipart uploads: complete or abort some.")
        }
        try keys?.seal(&upload)
        try Directory.make(folder(of: upload.id))
        try PrivateFile.replace(file("upload.json", of: upload.id), upload.json.span)
    }

    /// A new id.
    static func newID() throws -> String { try RandomText.make(32, of: Array("0123456789abcdef".utf8)) }

    /// Removes an upload with its parts.
    func remove(_ upload: Upload) throws {
        let name = Array(upload.id.utf8)
        let bytes = try parts(of: upload).reduce(0) { $0 + $1.size }
        let folder = try Directory(name, in: root)
        // First what says that there is one.
        do throws(SystemError) { try folder.remove(Array("upload.json".utf8)) } catch {
            guard error.isNotFound else { throw error }
        }
        try folder.flush()
        state.withLock { $0.bytes -= bytes }
        keys?.forget(upload)
        UploadStore.clear(folder)
        try root.removeFolder(name)
    }

    /// Removes what is in a folder; what cannot be removed is when the process begins anew.
    private static func clear(_ folder: Directory) {
        for entry in (try? folder.entries()) ?? [] { try? folder.remove(entry.name) }
    }

    /// Has something done to an upload that nothing else is done to meanwhile.
    ///
    /// - Throws: ``ServiceError`` when something is; what `body` throws.
    func alone<Value>(_ upload: Upload, _ body: () throws -> Value) throws -> Value {
        guard state.withLock({ $0.busy.insert(upload.id).inserted }) else {
            throw ServiceError("OperationAborted", "The upload is being completed or aborted.")
        }
        defer { _ = state.withLock { $0.busy.remove(upload.id) } }
        return try body()
    }

    /// Removes uploads that have taken too long, and folders of what is none.
    ///
    /// - Parameter now: In seconds since 1970.
    public func removeOld(at now: Double) {
        let oldest = now - limits().seconds
        for entry in (try? root.entries()) ?? [] {
            let id = String(decoding: entry.name, as: UTF8.self)
            // What cannot be read or removed is tried again.
            guard let upload = try? described(id) else {
                guard let folder = try? Directory(entry.name, in: root),
                    let status = try? folder.status(), Double(status.changed.seconds) < now - 3600
                else { continue }
                UploadStore.clear(folder)
                // What is left of it is tried again with the next round.
                try? root.removeFolder(entry.name)
                continue
            }
            if Double(upload.initiated) < oldest { try? alone(upload) { try remove(upload) } }
        }
    }

    // MARK: Parts

    /// The parts of an upload, in the order of their numbers.
    func parts(of upload: Upload) throws(SystemError) -> [Upload.Part] {
        let folder = try Directory(Array(upload.id.utf8), in: root)
        var parts: [Upload.Part] = []
        for entry in try folder.entries() {
            let name = String(decoding: entry.name, as: UTF8.self)
            guard name.hasSuffix(".json"), let number = Int(name.dropLast(5)) else { continue }
            let bytes = try FileContents.read(entry.name, in: folder, upTo: UploadStore.longest)
            if let part = Upload.Part(number, bytes) { parts.append(part) }
        }
        return parts.sorted { $0.number < $1.number }
    }

    /// Receives a part, in place of one with the same number.
    ///
    /// - Parameters:
    ///   - number: From 1 to ``mostParts``.
    ///   - upload: Of what.
    ///   - byteCount: How many bytes will come.
    ///   - receive: Gives them to its argument, and says what they are.
    /// - Returns: The part, which is on the disk.
    /// - Throws: ``ServiceError`` when there is no room; what `receive` throws.
    func put(
        _ number: Int,
        of upload: Upload,
        byteCount: Int,
        _ receive: (_ take: ([UInt8]) throws -> Void) throws -> (etag: String, checksums: [String: String])
    ) throws -> Upload.Part {
        try reserve(byteCount)
        var isKept = false
        defer { if !isKept { state.withLock { $0.bytes -= byteCount } } }
        let name = "\(number)-\(try RandomText.make(16, of: Array("0123456789abcdef".utf8)))"
        let folder = try Directory(Array(upload.id.utf8), in: root)
        let writer = try PartWriter(number, of: upload, try keys?.key(of: upload), byteCount: byteCount)
        let (etag, checksums) = try write(name, in: folder, writer, receive)
        let part = Upload.Part(
            number: number,
            file: name,
            size: byteCount,
            etag: etag,
            checksums: checksums,
            modified: Timestamp.now().seconds
        )
        let old: Upload.Part?
        do {
            old = try note(part, of: upload, in: folder)
        } catch {
            // What stays behind goes with the upload; the failure that is told is the one that matters.
            try? folder.remove(Array(name.utf8))
            throw error
        }
        isKept = true
        if let old {
            state.withLock { $0.bytes -= old.size }
            // What stays behind goes with the upload.
            try? folder.remove(Array(old.file.utf8))
        }
        return part
    }

    /// Notes that a part is there, in place of one with the same number, which is returned.
    private func note(_ part: Upload.Part, of upload: Upload, in folder: Directory) throws -> Upload.Part? {
        try noting.withLock { _ in
            let name = "\(part.number).json"
            // What is completed or aborted meanwhile takes no more parts.
            guard try described(upload.id) != nil else {
                throw ServiceError("NoSuchUpload", "The specified upload does not exist.")
            }
            let old = try? FileContents.read(Array(name.utf8), in: folder, upTo: UploadStore.longest)
            try PrivateFile.replace(file(name, of: upload.id), part.json.span)
            return old.flatMap { Upload.Part(part.number, $0) }
        }
    }

    private func write(
        _ name: String,
        in folder: Directory,
        _ writer: PartWriter,
        _ receive: (_ take: ([UInt8]) throws -> Void) throws -> (etag: String, checksums: [String: String])
    ) throws -> (etag: String, checksums: [String: String]) {
        var file = try DraftFile(in: folder, temporaryName: Array("\(name).draft".utf8))
        try file.file.allocate(writer.storedByteCount)
        let head = writer.head
        try file.file.write(head.span, at: 0)
        var offset = head.count
        let sums = try receive { piece in
            let stored = try writer.stored(piece)
            try file.file.write(stored.span, at: offset)
            offset += stored.count
        }
        let end = try writer.end()
        try file.file.write(end.span, at: offset)
        try file.file.flush()
        try file.place(as: Array(name.utf8), in: folder)
        try folder.flush()
        return sums
    }

    private func reserve(_ count: Int) throws {
        let limits = limits()
        // Where nobody can tell how much is free, nothing is taken in.
        let free = (try? DiskSpace(at: path).free) ?? 0
        let isTaken = state.withLock { state in
            guard state.bytes + count <= limits.bytes, free - count >= limits.reserve else { return false }
            state.bytes += count
            return true
        }
        guard isTaken else {
            throw ServiceError(
                "InsufficientStorage",
                "There is no room for the part: 'uploadMegabytes' under 'limits' says how much all uploads may take together."
            )
        }
    }

    /// Opens what a part holds.
    func open(_ part: Upload.Part, of upload: Upload) throws -> PartReader {
        let file = HeldFile(try OpenFile(Array(part.file.utf8), in: try Directory(Array(upload.id.utf8), in: root)))
        // Without keys nothing was sealed by this service, and what another has sealed cannot be read.
        guard upload.sealing == nil || keys != nil else { throw PartReader.damaged }
        return try PartReader(part, in: file, of: upload, try keys?.key(of: upload))
    }

    private func folder(of id: String) -> [UInt8] { path + [UInt8(ascii: "/")] + Array(id.utf8) }

    private func file(_ name: String, of id: String) -> [UInt8] {
        folder(of: id) + [UInt8(ascii: "/")] + Array(name.utf8)
    }
}
