import Classification

/// How well a model does on sources that it was not trained with.
struct Evaluation {
    let predictions: [DocumentTrainer.Prediction]
    private let trainer: DocumentTrainer
    private let sources: Sources

    init(_ trainer: DocumentTrainer, _ sources: Sources) {
        self.trainer = trainer
        self.sources = sources
        predictions = trainer.predictWithoutSource { sources.folds[$0] }
    }

    /// The report, as Markdown.
    func report(_ model: DocumentModel) -> String {
        var lines = [
            "# The model of documents", "",
            "Each source was told by a model that was trained without it. Classes count the same, whatever their size.",
            "",
        ]
        for (title, isReal) in [("Sources that others wrote", true), ("Texts made from templates", false)] {
            let some = predictions.filter { sources.isReal[$0.source] == isReal }
            guard !some.isEmpty else { continue }
            lines += ["## \(title)", ""] + table(some, model) + [""]
        }
        lines += bounds(model)
        lines += ["## By source", "", "| source | documents | right |", "|---|---:|---:|"]
        for (index, name) in sources.names.enumerated() {
            let some = predictions.filter { $0.source == index }
            guard !some.isEmpty else { continue }
            let right = some.count { guess($0, model).0 == $0.label }
            lines.append("| \(name) | \(some.count) | \(Evaluation.text(Double(right) / Double(some.count))) |")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// From which probability on documents of a class are findings, and what that finds, over all sources.
    private func bounds(_ model: DocumentModel) -> [String] {
        var lines = [
            "## Findings for what a document is", "",
            "From the bound on, an answer in the class is a finding. Of 100 documents of the class so many are found; so many are "
                + "taken for it of the documents of classes that are no findings, and of those of the others that are.",
            "",
            "| class | bound | found of 100 | false of harmless ones | false of other sensitive ones |",
            "|---|---:|---:|---:|---:|",
        ]
        for label in DocumentClass.allCases where label.isFinding {
            let (index, bound) = (Int(label.rawValue), model.bounds[Int(label.rawValue)])
            var (all, found) = (0, 0)
            var (harmless, alarms, others, wrong) = (0, 0, 0, 0)
            for prediction in predictions {
                let (best, probability) = guess(prediction, model)
                let isFinding = best == index && probability >= bound
                if prediction.label == index {
                    all += 1
                    found += isFinding ? 1 : 0
                } else if DocumentClass.allCases[prediction.label].isFinding {
                    others += 1
                    wrong += isFinding ? 1 : 0
                } else {
                    harmless += 1
                    alarms += isFinding ? 1 : 0
                }
            }
            let share = Int((100 * Double(found) / Double(max(all, 1))).rounded())
            lines.append(
                "| \(label.name) | \(Evaluation.text(bound)) | \(share) | \(alarms) of \(harmless) | \(wrong) of \(others) |"
            )
        }
        return lines + [""]
    }

    private func guess(_ prediction: DocumentTrainer.Prediction, _ model: DocumentModel) -> (Int, Double) {
        let verdict = trainer.verdict(of: prediction, by: model)
        return (verdict.best, verdict.probability)
    }

    private func table(_ some: [DocumentTrainer.Prediction], _ model: DocumentModel) -> [String] {
        let names = trainer.classes
        var confusion = [[Double]](repeating: [Double](repeating: 0, count: names.count), count: names.count)
        var bins = [(said: Double, right: Double, weight: Double)](repeating: (0, 0, 0), count: 10)
        var sure = (right: 0.0, all: 0.0)
        var sensitive = (sure: 0.0, all: 0.0)
        var sizes = [Double](repeating: 0, count: names.count)
        for prediction in some { sizes[prediction.label] += 1 }
        for prediction in some {
            let (best, probability) = guess(prediction, model)
            let weight = 1 / sizes[prediction.label]
            confusion[prediction.label][best] += weight
            let bin = min(9, Int(probability * 10))
            bins[bin].said += probability * weight
            bins[bin].right += best == prediction.label ? weight : 0
            bins[bin].weight += weight
            if DocumentClass.allCases[prediction.label].isSensitive {
                sensitive.all += weight
                if probability >= 0.9, best == prediction.label { sensitive.sure += weight }
            }
            if DocumentClass.allCases[best].isSensitive, probability >= 0.9 {
                sure.all += weight
                if best == prediction.label { sure.right += weight }
            }
        }
        let present = names.indices.filter { sizes[$0] > 0 }
        let scores = present.map { index -> Double in
            let found = confusion[index][index]
            let taken = present.reduce(0) { $0 + confusion[$1][index] }
            return found == 0 ? 0 : 2 * found / (1 + taken)
        }
        let total = bins.reduce(0) { $0 + $1.weight }
        let error = bins.reduce(0) { $0 + abs($1.said - $1.right) } / max(total, 1)
        let right = present.reduce(0) { $0 + confusion[$1][$1] } / Double(max(present.count, 1))
        var lines = [
            "- documents: \(some.count); accuracy \(Evaluation.text(right)); macro F1 "
                + "\(Evaluation.text(scores.reduce(0, +) / Double(max(scores.count, 1)))); ECE \(Evaluation.text(error))",
            "- answers in a sensitive class with a probability of 0.9 or more: \(Evaluation.text(sure.right / max(sure.all, 1e-9))) "
                + "right; \(Evaluation.text(sensitive.sure / max(sensitive.all, 1e-9))) of the sensitive documents get one",
            "",
            "| class | F1 | " + names.joined(separator: " | ") + " |",
            "|---|---:|" + names.map { _ in "---:|" }.joined(),
        ]
        for (index, score) in zip(present, scores) {
            lines.append(
                "| \(names[index]) | \(Evaluation.text(score)) | "
                    + confusion[index].map { Evaluation.text($0) }.joined(separator: " | ") + " |"
            )
        }
        return lines
    }

    /// A share with two digits.
    private static func text(_ share: Double) -> String {
        let hundredths = Int((share * 1000).rounded())
        let rest = hundredths % 1000
        return "\(hundredths / 1000).\(rest < 10 ? "00" : rest < 100 ? "0" : "")\(rest)"
    }
}
