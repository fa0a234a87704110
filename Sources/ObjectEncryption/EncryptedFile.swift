import Cryptography
public import EncryptedMessages
public import POSIX

/// Reads an encrypted file without changing it.
public enum EncryptedFile {
    /// The ARNs of the KMS keys for which a file says that it is encrypted; `nil` when it is no message, or cannot be read.
    ///
    /// Nothing of that is authentic: only who has the data key can tell.
    public static func kmsKeys(of name: [UInt8], in folder: Directory) -> [String]? {
        guard let file = try? PlacedFile(name, in: folder),
            case .success(let header)? = try? Content.header(in: file, step: .inspect, policy: .required)
        else { return nil }
        return header.dataKeys.compactMap(\.kmsKey)
    }

    /// Gives the plaintext of a file to `body`, piece by piece, after all of it was verified once.
    ///
    /// What is given is verified again, frame by frame: the file may be another by then.
    ///
    /// - Parameters:
    ///   - name: The file's name.
    ///   - folder: Its folder.
    ///   - keys: Gives the data key.
    ///   - policy: Which messages are read.
    ///   - body: Gets the pieces.
    /// - Returns: The message's header.
    /// - Throws: ``EncryptedFileError``, or what `body` throws.
    public static func read(
        _ name: [UInt8],
        in folder: Directory,
        keys: any DataKeySource,
        policy: CommitmentPolicy = .required,
        _ body: (Span<UInt8>) throws -> Void
    ) throws -> MessageHeader {
        var failure: (any Error)?
        do throws(Ending) {
            let file = try system(.open) { () throws(SystemError) in try PlacedFile(name, in: folder) }
            let size = try system(.open) { () throws(SystemError) in try file.status().size }
            file.adviseSequential()
            let header: MessageHeader
            switch try Content.header(in: file, step: .inspect, policy: policy) {
            case .success(let found): header = found
            case .failure(let error): throw .failed(.inspect, .message(error))
            }
            let key: SecretBytes
            do throws(DataKeyError) { key = try keys.dataKey(for: header) } catch {
                throw .failed(.dataKey, .dataKey(error))
            }
            try Content.verify(messageIn: file, size, header, key)
            try Content.pieces(ofMessageIn: file, size, header, key) { piece in
                guard failure == nil else { return }
                do { try body(piece) } catch { failure = error }
            }
            if failure == nil { return header }
        } catch {
            throw EncryptedFileError(error)
        }
        throw failure ?? EncryptedFileError(.failed(.copy, .verification))
    }
}

/// Why an encrypted file cannot be read.
public struct EncryptedFileError: Error, CustomStringConvertible {
    /// What is wrong: one clause, lower case, no full stop.
    public let description: String

    init(_ ending: Ending) {
        switch ending {
        case .conflict(let conflict): description = conflict.description
        case .refused(let refusal): description = refusal.description
        case .failed(.verify, .verification): description = "the message was changed, or is not whole"
        case .failed(_, let cause): description = cause.description
        }
    }
}
