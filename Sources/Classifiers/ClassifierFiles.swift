import BuiltInModels
public import Classification
public import Diagnostics
package import Identifiers
import POSIX
package import ContentClasses
package import Findings
import Terminal

/// Files with classes of documents that users have trained.
public enum ClassifierFiles {
    /// The place for classes that an administrator keeps for the whole machine.
    public static let systemFolder = Array("/etc/magpie/classifiers.d".utf8)

    /// What such files end in, in a folder.
    public static let fileExtension = ".model"

    /// The most classes that are used at the same time: each costs some microseconds an object.
    public static let most = 32

    /// Reads the bytes of all classes at some paths, files or folders; without a path, those of the machine's folder if it is there.
    ///
    /// What cannot be read is a problem and left out.
    public static func texts(_ paths: [[UInt8]], _ problems: inout [Diagnostic]) -> [SourceText] {
        var texts: [SourceText] = []
        let isThere = (try? FileStatus.of(systemFolder).kind) == .directory
        for path in paths.isEmpty && isThere ? [systemFolder] : paths {
            do throws(SystemError) {
                for file in try files(at: path) {
                    let bytes = try FileContents.read(file, upTo: DocumentModel.mostBytes)
                    texts.append(SourceText(name: TerminalText.escaped(file), bytes: bytes))
                }
            } catch {
                problems.append(Diagnostic(path, error))
            }
        }
        if texts.count > most {
            problems.append(
                Diagnostic(
                    "there are \(texts.count) classifiers, and only \(most) are used",
                    hint: "take some of them away"
                )
            )
            texts.removeLast(texts.count - most)
        }
        return texts
    }

    private static func files(at path: [UInt8]) throws(SystemError) -> [[UInt8]] {
        guard try FileStatus.of(path).kind == .directory else { return [path] }
        let folder = try Directory(path: path)
        let suffix = Array(fileExtension.utf8)
        return try folder.entries().map(\.name)
            .filter {
                $0.first != UInt8(ascii: ".") && $0.count > suffix.count && $0.suffix(suffix.count) == suffix[...]
            }
            .map(folder.path(of:))
    }

    /// The models in files; what is none, or cannot be told from another, is a problem and left out.
    public static func models(_ texts: [SourceText], _ problems: inout [Diagnostic]) -> [DocumentModel] {
        usable(texts, &problems).map(\.model)
    }

    /// The files that can be used, with their models.
    public static func usable(
        _ texts: [SourceText],
        _ problems: inout [Diagnostic]
    ) -> [(text: SourceText, model: DocumentModel)] {
        var models: [(text: SourceText, model: DocumentModel)] = []
        for text in texts {
            do throws(Diagnostic) {
                let model = try model(text)
                guard !models.contains(where: { $0.model.classes[0] == model.classes[0] }) else {
                    throw Diagnostic(
                        "\(text.name): there is another classifier '\(model.classes[0])'",
                        hint: "train one of them under another name"
                    )
                }
                models.append((text, model))
            } catch {
                problems.append(error)
            }
        }
        return models
    }

    /// The model in a file.
    ///
    /// - Throws: What is wrong with it, with the name of the file.
    public static func model(_ text: SourceText) throws(Diagnostic) -> DocumentModel {
        let model: DocumentModel
        do throws(DocumentModel.Failure) {
            model = try DocumentModel(text.bytes)
        } catch {
            throw Diagnostic("\(text.name): \(error)")
        }
        guard model.classes.count == 2, model.classes[1] == DocumentClass.other.name, isFree(model.classes[0]) else {
            throw Diagnostic(
                "\(text.name): this model is not one of a class and all others",
                hint: "make one with 'magpie classifier train'"
            )
        }
        return model
    }

    /// Whether a class may be called so: names of built-in classes and of their findings are taken.
    public static func isFree(_ name: String) -> Bool {
        DocumentModel.isName(name) && DocumentClass(name: name) == nil
            && !DocumentIdentifiers.all.contains { $0.id == name }
    }

    /// From which probability on a sensitive class is a finding unless something else is said.
    public static let leastProbability = DocumentModel.leastBound

    /// What classifies objects, with what is built in and what users have trained.
    ///
    /// - Parameters:
    ///   - scope: Which objects; `nil` when nobody asks for classes.
    ///   - looksForKinds: Whether kinds of documents are looked for, for which is classified even if nobody asks.
    ///   - probability: From which one on a sensitive class of documents is a finding, from 0 to 1.
    ///   - texts: Files of trained classes; those that cannot be used are left out.
    /// - Returns: The classifier, which reads its model when it is first asked; `nil` when there is nothing to classify for.
    package static func classifier(
        _ scope: ClassificationScope?,
        lookingForKinds looksForKinds: Bool,
        from probability: Double,
        trained texts: [SourceText]
    ) -> ContentClassifier? {
        let isNeeded = looksForKinds || !texts.isEmpty
        guard let scope = scope ?? (isNeeded ? .whereItIsFinding : nil) else { return nil }
        var classifier = ContentClassifier(scope) { BuiltInModels.documents }
        classifier.leastProbability = probability
        // What is wrong with them was told with the identifiers that they make.
        var known: [Diagnostic] = []
        classifier.trained = models(texts, &known)
        return classifier
    }

    /// Under what findings of a class are reported: a custom data identifier of its name.
    package static func identifier(for model: DocumentModel) -> ManagedDataIdentifier {
        ManagedDataIdentifier(
            id: model.classes[0],
            name: model.classes[0],
            category: .customIdentifier,
            severity: SeverityThresholds([.medium: 1]),
            variants: []
        )
    }
}
