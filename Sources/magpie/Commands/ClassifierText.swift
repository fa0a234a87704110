import Classification
import FindingDocuments
import JSON
import Terminal

/// What is said of classes of documents.
enum ClassifierText {
    /// How a class did on documents that it was not trained with, for people.
    static func report(_ model: DocumentModel, file: String) -> [UInt8] {
        guard let trial = model.trial else { return [] }
        let found = share(trial.found, of: trial.like)
        let wrong = share(trial.wrong, of: trial.unlike)
        var lines = [
            "\(model.classes[0]): \(trial.like) documents like it and \(trial.unlike) unlike it, each told by a model without it",
            "  of 100 documents like it, \(found) would be found (\(trial.found) of \(trial.like))",
            "  of 100 others, \(wrong) would be taken for it (\(trial.wrong) of \(trial.unlike))",
        ]
        if trial.like < 50 || trial.unlike < 50 {
            lines.append("  these numbers rest on few documents: with 50 and more of each kind they mean more")
        }
        if 100 * trial.wrong > 2 * trial.unlike {
            lines.append("  too many others are taken for it: add such documents to those unlike it")
        }
        if 2 * trial.found < trial.like {
            lines.append("  less than half would be found: add more documents like it, and more of one kind")
        }
        lines.append("written to \(file); 'magpie classifier test \(file) PATH' tries it")
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }

    /// The same for tools.
    static func json(_ model: DocumentModel, file: String) -> [UInt8] {
        var json = JSONWriter()
        add(model, file: file, to: &json)
        json.endRecord()
        return json.bytes
    }

    private static func add(_ model: DocumentModel, file: String, to json: inout JSONWriter) {
        json.beginObject()
        json.member("name", model.classes[0])
        json.member("file", file)
        if let trial = model.trial {
            json.member("like", trial.like)
            json.member("found", trial.found)
            json.member("unlike", trial.unlike)
            json.member("wrong", trial.wrong)
        }
        json.key("bound")
        json.share(model.bounds[0])
        json.endObject()
    }

    /// Classes, one a line.
    static func list(_ models: [(DocumentModel, String)], _ format: ClassifierCommand.Format) -> [UInt8] {
        if format == .json {
            var json = JSONWriter()
            json.beginObject()
            json.key("classifiers")
            json.beginArray()
            for (model, file) in models { add(model, file: file, to: &json) }
            json.endArray()
            json.endObject()
            json.endRecord()
            return json.bytes
        }
        guard !models.isEmpty else { return [] }
        var rows = [["class", "found of 100", "false of 100", "like", "unlike", "file"]]
        for (model, file) in models {
            let trial = model.trial
            rows.append(
                [
                    model.classes[0], trial.map { share($0.found, of: $0.like) } ?? "-",
                    trial.map { share($0.wrong, of: $0.unlike) } ?? "-", trial.map { String($0.like) } ?? "-",
                    trial.map { String($0.unlike) } ?? "-", file,
                ]
            )
        }
        return Columns.lines(rows)
    }

    /// What a class says of an object.
    static func line(
        _ path: [UInt8],
        _ probability: Double,
        _ isFound: Bool,
        _ format: ClassifierCommand.Format
    ) -> [UInt8] {
        if format == .json {
            var json = JSONWriter()
            json.beginObject()
            json.path(path)
            json.member("found", isFound)
            json.key("probability")
            json.share(probability)
            json.endObject()
            json.endRecord()
            return json.bytes
        }
        let percent = "\(Int((100 * probability).rounded())) %"
        let columns = [(isFound ? "yes" : "no", 5), (percent, 7)].map { text, width in
            text + String(repeating: " ", count: max(1, width - text.count))
        }
        return Array("\(columns.joined())\(TerminalText.escaped(path))\n".utf8)
    }

    /// How many of 100; with a digit behind the point where that matters.
    private static func share(_ part: Int, of all: Int) -> String {
        guard all > 0, part > 0 else { return "0" }
        let tenths = (1000 * part + all / 2) / all
        return tenths >= 100 ? "\((tenths + 5) / 10)" : "\(tenths / 10).\(tenths % 10)"
    }
}
