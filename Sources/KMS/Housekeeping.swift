import Auditing
import CustomerKeys
public import JSON
import POSIX
import Problems
public import ServiceModel

/// What happens to keys without anybody asking: rotation, deletion, expiry; and who is told of it.
extension KeyService {
    /// Does what is due, every now and then, until the process ends.
    public func keepHouse() {
        while true {
            doHousework()
            Threads.sleep(milliseconds: 30_000)
        }
    }

    /// Does what is due once; what fails is a problem until it works.
    func doHousework() {
        if auditFile.failure != nil { _ = auditFile.retry() }
        housekeeping.attempt("what is due to keys cannot be done (rotation, deletion, expiry)") { try doWhatIsDue() }
        housekeeping.attempt("it cannot be kept what keys were last used for") { try keepUses() }
        housekeeping.attempt("the audit log of keys cannot be anchored") { try anchorAudit() }
        housekeeping.attempt("old files of the audit log of keys cannot be removed") { try retireAudit() }
    }

    /// Does what is due.
    ///
    /// Times are absolute and kept: what is due while the service is down, or while a key is disabled, is done later, and a
    /// clock that is put back deletes nothing early.
    public func doWhatIsDue() throws {
        let now = settings.now()
        for key in catalogue.keys.values {
            if let date = key.deletionAt, date <= now {
                try edit { $0.remove(key) }
                vault.forget(key)
                try announce("KMS CMK Deletion", ["key-id": .string(key.id)])
            }
            if let rotation = key.rotation, rotation.next <= now, key.state == .enabled, !vault.isSealed {
                try rotate(key, rotation, at: now)
            }
            if key.materials.contains(where: { $0.isPresent && $0.validTo ?? .infinity <= now }) {
                try expire(key, at: now)
            }
        }
        for document in try store.wrappingKeys() {
            // One that cannot be read opens nothing: it goes as those do that have expired.
            let json = try? JSONValue(parsing: Array(document.text.utf8))
            if json?["expiry"]?.number ?? 0 <= now { try edit { $0.removeWrappingKey(document.name) } }
        }
    }

    private func rotate(_ key: Key, _ rotation: Key.Rotation, at now: Double) throws {
        let new = try newMaterial(of: key, .pendingRotation, at: now)
        try edit { edit in
            guard var key = edit.catalogue.keys[key.id], key.rotation?.next == rotation.next, key.state == .enabled
            else { return }
            key.materials.append(new)
            _ = key.rotate(.automatic, at: now)
            // From the day on which it was due: a late rotation does not delay the ones after it.
            var next = rotation.next
            while next <= now { next += Double(rotation.period) * KeyService.day }
            key.rotation?.next = next
            edit.put(key)
        }
        try announce("KMS CMK Rotation", ["key-id": .string(key.id)])
    }

    private func expire(_ key: Key, at now: Double) throws {
        try edit { edit in
            guard var key = edit.catalogue.keys[key.id] else { return }
            for index in key.materials.indices where key.materials[index].validTo ?? .infinity <= now {
                key.materials[index].wrapped = nil
            }
            edit.put(key)
        }
        vault.forget(key)
        try announce("KMS Imported Key Material Expiration", ["key-id": .string(key.id)])
    }

    // MARK: Notices

    /// Keeps that something was done for who does not tell of it.
    ///
    /// - Parameters:
    ///   - request: What was asked for.
    ///   - error: The code of the error that it ended with; `nil` for none.
    /// - Throws: When it cannot be kept.
    public func announceCall(_ request: ServiceRequest, error: String?) throws {
        let user = (request.principal.userID, request.principal.name)
        try announce(KMSModel.callType, KMSModel.detail(of: request.operation, request.input, by: user, error: error))
    }

    /// Keeps something that has happened, to be told.
    func announce(_ type: String, _ detail: [String: JSONValue]) throws {
        let text = JSONValue.object([
            "type": .string(type), "time": .number(settings.now()), "detail": .object(detail),
        ])
        try edit { edit in
            let last = try store.notices().last.flatMap { Int($0.name) } ?? 0
            let name = SortableNumber.text(last + 1)
            edit.putNotice(name, text.json)
        }
        notices.notifyAll()
    }

    /// What has happened, until it is acknowledged; waits some time when there is nothing.
    ///
    /// - Parameters:
    ///   - name: The name of the last notice that was told, which is forgotten now with those before it; empty for none.
    ///   - milliseconds: How long to wait at most.
    /// - Returns: A list of names and notices.
    /// - Throws: When the keys cannot be read.
    public func takeNotices(after name: String, waiting milliseconds: Int) throws -> JSONValue {
        let told = try store.notices().filter { $0.name <= name }
        if !told.isEmpty { try edit { edit in for notice in told { edit.removeNotice(notice.name) } } }
        var waiting = try store.notices()
        if waiting.isEmpty {
            let deadline = Timestamp.monotonic().adding(milliseconds: milliseconds)
            // What cannot be read ends the wait, and is the error of the read that follows.
            _ = notices.wait(until: deadline) { _ in ((try? store.notices().isEmpty) ?? true) ? nil : true }
            waiting = try store.notices()
        }
        return .array(
            try waiting.map { notice in
                .object(["name": .string(notice.name), "notice": try JSONValue(parsing: Array(notice.text.utf8))])
            }
        )
    }
}
