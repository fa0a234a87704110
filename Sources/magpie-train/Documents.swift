import ArgumentParser
import Classification
import Foundation
import JSON

/// Trains the model of documents' classes.
struct Documents: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Trains the model that says what a document is, and reports how well it does."
    )

    @Option(help: "A folder with CLASS.jsonl files: a line is {\"source\", \"text\"}.")
    var corpus: String

    @Option(help: "The folder with templates: CLASS/KIND.LANGUAGE.txt.")
    var texts: String

    @Option(help: "Folders of source code, one folder or file a project.")
    var code: [String] = []

    @Option(help: "Folders of configuration files.")
    var settings: [String] = []

    @Option(help: "Folders of documents that anybody may read, one folder a source.")
    var open: [String] = []

    @Option(help: "How many documents are made from each template.")
    var copies = 12

    @Option(help: "How often the documents are gone through after counting.")
    var passes = 3

    @Option(help: "How far what is learnt then counts, from 0 to 1.")
    var learning = 0.12

    @Option(help: "The file for the model.")
    var output: String

    @Option(help: "The file for the report.")
    var report: String

    func run() throws {
        var sources = Sources()
        var trainer = DocumentTrainer(classes: DocumentClass.allCases.map(\.name))
        try readCorpus(into: &trainer, &sources)
        try composeTexts(into: &trainer, &sources)
        for (folders, label) in [(code, DocumentClass.sourceCode), (settings, .credentials), (open, .other)] {
            for folder in folders { readFolder(folder, label, into: &trainer, &sources) }
        }
        (trainer.passCount, trainer.learning) = (passes, learning)
        let evaluation = Evaluation(trainer, sources)
        var model = trainer.train(note: "built in")
        // Texts that are made are all alike: what came true of those that others wrote counts for more.
        let harmless = DocumentClass.allCases.filter { !$0.isFinding }.map { Int($0.rawValue) }
        DocumentTrainer.calibrate(&model, with: evaluation.predictions, precision: 0.95, harmless: Set(harmless)) {
            sources.isReal[$0.source] ? 1 : 0.2
        }
        try Data(model.bytes).write(to: URL(filePath: output))
        try evaluation.report(model).write(toFile: report, atomically: true, encoding: .utf8)
    }

    // MARK: Reading

    /// Each source of the corpus is one that is held back.
    private func readCorpus(into trainer: inout DocumentTrainer, _ sources: inout Sources) throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: corpus).filter { $0.hasSuffix(".jsonl") }
            .sorted()
        for file in files {
            let name = String(file.dropLast(6))
            guard let label = DocumentClass(name: name == "public" ? "other" : name) else { continue }
            var random = SeededGenerator(seed: 7)
            for line in try Data(contentsOf: URL(filePath: "\(corpus)/\(file)")).split(separator: UInt8(ascii: "\n")) {
                let json = try JSONValue(parsing: Array(line))
                guard let text = json["text"]?.string, let origin = json["source"]?.string else { continue }
                let source = sources.number("\(name): \(origin)", isReal: true)
                trainer.add(Array(text.utf8), name: nil, label, origin: -source, source, &random)
            }
        }
    }

    /// Documents that are made: all of one kind are held back together, in all languages.
    private func composeTexts(into trainer: inout DocumentTrainer, _ sources: inout Sources) throws {
        for label in DocumentClass.allCases {
            let folder = "\(texts)/\(label.name)"
            guard let files = try? FileManager.default.contentsOfDirectory(atPath: folder).sorted() else { continue }
            for (number, file) in files.enumerated() where file.hasSuffix(".txt") {
                let parts = file.split(separator: ".")
                guard parts.count == 3 else { continue }
                let template = Template(try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8))
                let fold = parts[0].utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xffff } % 5
                let source = sources.number("made texts, part \(fold + 1)", isReal: false, fold: fold)
                var random = SeededGenerator(seed: UInt64(fold + 1))
                for copy in 0..<copies {
                    let seed = file.utf8.reduce(UInt64(copy)) { $0 &* 1_099_511_628_211 ^ UInt64($1) }
                    var composer = Composer(seed: seed, language: String(parts[1]))
                    let (name, text) = composer.compose(template)
                    trainer.add(
                        Array(text.utf8),
                        name: copy % 2 == 0 ? name : nil,
                        label,
                        origin: number,
                        source,
                        &random
                    )
                }
            }
        }
    }

    /// Files of a folder; of each project at most 40, of at most 20 kB, and folds of five hold projects back.
    private func readFolder(
        _ folder: String,
        _ label: DocumentClass,
        into trainer: inout DocumentTrainer,
        _ sources: inout Sources
    ) {
        let manager = FileManager.default
        // A part of the corpus that is not there has no texts; the counts in the report say so.
        let projects = ((try? manager.contentsOfDirectory(atPath: folder)) ?? []).sorted()
        for project in projects {
            let fold = project.utf8.reduce(0) { ($0 &* 31 &+ Int($1)) & 0xffff } % 5
            let source = sources.number("\(label.name), projects \(fold + 1)", isReal: true, fold: fold)
            var random = SeededGenerator(seed: UInt64(fold + 1))
            var count = 0
            let root = "\(folder)/\(project)"
            let below = (manager.enumerator(atPath: root)?.allObjects as? [String])?.sorted() ?? []
            for path in below.isEmpty ? [root] : below.map({ "\(root)/\($0)" }) where count < 40 {
                guard let data = manager.contents(atPath: path), data.count > 200, !data.prefix(4096).contains(0),
                    label != .sourceCode || Documents.isCode(path)
                else { continue }
                count += 1
                trainer.add(
                    Array(data.prefix(20_000)),
                    name: count % 2 == 0 ? path : nil,
                    label,
                    origin: 1000 + fold,
                    source,
                    &random
                )
            }
        }
    }

    private static func isCode(_ path: String) -> Bool {
        let known: Set<String> = [
            "c", "h", "cc", "cpp", "hpp", "py", "pl", "pm", "rb", "js", "ts", "java", "go", "rs", "swift", "sh", "lua",
            "php",
            "cs", "kt", "scala", "hs", "ml", "el", "tcl", "sql", "css", "m4", "cmake", "awk", "r", "jl",
        ]
        return known.contains(path.split(separator: ".").last.map { $0.lowercased() } ?? "")
    }
}

/// The sources of documents, by number.
struct Sources {
    private(set) var names: [String] = []
    private(set) var isReal: [Bool] = []
    /// Which of them are held back together.
    private(set) var folds: [Int] = []

    /// The number of a source.
    mutating func number(_ name: String, isReal real: Bool, fold: Int? = nil) -> Int {
        if let index = names.firstIndex(of: name) { return index }
        names.append(name)
        isReal.append(real)
        folds.append(fold.map { -1 - $0 } ?? names.count - 1)
        return names.count - 1
    }
}

extension DocumentTrainer {
    /// Adds a document as it is classified, and a short piece of it, as many documents are short.
    mutating func add(
        _ text: [UInt8],
        name: String?,
        _ label: DocumentClass,
        origin: Int,
        _ source: Int,
        _ random: inout SeededGenerator
    ) {
        var whole = DocumentFeatures()
        if let name { whole.addName(Array(name.utf8)) }
        for part in DocumentSample.parts(of: text.count) { whole.addText(text.span.extracting(part)) }
        examples.append(Example(whole, label: Int(label.rawValue), origin: origin, source: source))
        guard text.count > 3000 else { return }
        let length = 400 + random.below(2000)
        let start = random.below(text.count - length)
        var piece = DocumentFeatures()
        piece.addText(text.span.extracting(start..<start + length))
        examples.append(Example(piece, label: Int(label.rawValue), origin: origin, source: source))
    }
}
