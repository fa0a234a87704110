public import Classification
import Cryptography

/// The models that are part of the program.
///
/// They are the files under `Rules/Models/` as they were when the program was built.
public enum BuiltInModels {
    /// Says what a document is.
    ///
    /// It is read when it is first asked for, which takes about a millisecond.
    public static let documents: DocumentModel = {
        guard let model = try? DocumentModel(bytes(of: PackedModels.documents)) else { otherVersion() }
        return model
    }()

    /// The names of people that are known; read when they are first asked for, as ``documents``.
    public static let names: PersonNames = {
        guard let names = PersonNames(bytes(of: PackedModels.names)) else { otherVersion() }
        return names
    }()

    private static func bytes(of text: StaticString) -> [UInt8] {
        let characters = unsafe UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        return unsafe Base64.bytes(characters.span) ?? []
    }

    private static func otherVersion() -> Never {
        preconditionFailure("the program was built from a model of another version: make it again with 'magpie-train'")
    }
}
