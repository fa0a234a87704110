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
        let text = PackedModels.documents
        let characters = unsafe Array(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
        guard let bytes = Base64.bytes(characters.span), let model = try? DocumentModel(bytes) else {
            preconditionFailure(
                "the program was built from a model of another version: run 'make train' and build it again"
            )
        }
        return model
    }()
}
