import AllowLists
import Classifiers
import DetectorPreparation
public import Diagnostics
import IdentifierChoice
public import Scanning
public import ScanSetups
import TextScanning

extension ScanSetup {
    /// The options of a scan.
    ///
    /// - Parameters:
    ///   - threads: Threads that scan; at least 1.
    ///   - problems: Takes what is wrong with single files, identifiers and lines, which are left out.
    /// - Returns: What the setup says; all else, such as which paths are looked at, is as in any new options.
    /// - Throws: ``Diagnostic`` for a selection that makes no sense, or a custom identifier with the id of a managed
    ///   one; `PatternError` when memory runs out.
    public func options(threads: Int = 1, _ problems: inout [Diagnostic]) throws -> ScanOptions {
        let detector = try identifiers.detector(recognisingManagedSecrets: recognisesManagedSecrets, &problems)
        let allowed = AllowListFile.read(allowLists, &problems)
        var text = TextOptions(detector: detector, allowList: try allowed.allowList())
        text.allowed = allowed.others
        text.minimumConfidence = minimumConfidence
        text.locatedOccurrences = locatedOccurrences
        text.details = details
        text.classifier = ClassifierFiles.classifier(
            classification,
            lookingForKinds: text.looksForKindsOfDocuments,
            from: leastClassProbability,
            trained: identifiers.classifiers
        )
        var options = ScanOptions(text, threads: threads)
        options.maximumFileSize = maximumFileSize
        options.scansBinary = scansBinary
        return options
    }
}
