/// How probabilities are made of scores, so that they mean what they say.
struct Calibration: Sendable, Equatable {
    /// By how much scores are multiplied to become logarithms of odds.
    var sharpness = 1.0
    /// What the odds of the best class are worth, and what each doubling of what is known of the document adds, as logarithms of odds.
    var slope = 1.0
    var length = 0.0
    /// What an answer of each class is worth besides.
    var intercepts: [Double]

    /// Takes scores for what they are.
    init(classCount: Int) { intercepts = [Double](repeating: 0, count: classCount) }

    /// How probable each class is by the scores alone.
    func odds(_ scores: [Double]) -> [Double] {
        let greatest = scores.max() ?? 0
        let odds = scores.map { exponential(($0 - greatest) * sharpness) }
        let sum = odds.reduce(0, +)
        return odds.map { $0 / sum }
    }

    /// How probable it is that the best class is right.
    ///
    /// - Parameters:
    ///   - said: Its probability by the scores alone.
    ///   - best: Its index.
    ///   - knownCount: How many of its features are known.
    /// - Returns: From 0 to 0.999.
    func worth(_ said: Double, of best: Int, knownCount: Int) -> Double {
        let sum = intercepts[best] + slope * Calibration.logOdds(said) + length * Calibration.measure(knownCount)
        return min(Calibration.mostWorth, 1 / (1 + exponential(-sum)))
    }

    /// No answer is surer than this: a thousand documents of a kind were never seen.
    private static let mostWorth = 0.999

    /// Documents with more features than this say no more.
    private static let mostFeatures = 2000

    /// A number that grows by 1 with each doubling of what is known of a document.
    static func measure(_ knownCount: Int) -> Double {
        logarithm(1 + Double(min(knownCount, mostFeatures))) / logarithm(2)
    }

    static func logOdds(_ probability: Double) -> Double {
        let inside = min(max(probability, 1e-6), 1 - 1e-6)
        return logarithm(inside / (1 - inside))
    }
}

extension DocumentTrainer {
    /// Makes the probabilities of a model what came true of `predictions`.
    ///
    /// - Parameters:
    ///   - model: The model; its bounds are set as well.
    ///   - predictions: What models that were trained without them have said of documents.
    ///   - precision: What share of the answers above a bound must be right.
    ///   - least: The least bound.
    ///   - harmless: The labels of documents of which hardly any may be answered otherwise above a bound: three in ten thousand.
    ///   - worth: How much a prediction counts among those of its class.
    public static func calibrate(
        _ model: inout DocumentModel,
        with predictions: [Prediction],
        precision: Double = 0.99,
        least: Double = DocumentModel.leastBound,
        harmless: Set<Int> = [],
        counting worth: (Prediction) -> Double = { _ in 1 }
    ) {
        let weights = balance(predictions, worth)
        var calibration = Calibration(classCount: model.classes.count)
        var best = (sharpness: 0.1, loss: Double.infinity)
        for step in 0..<60 {
            calibration.sharpness = 0.002 * exponential(Double(step) * 0.16)
            var loss = 0.0
            for (prediction, weight) in zip(predictions, weights) {
                loss -= weight * logarithm(max(calibration.odds(prediction.scores.values)[prediction.label], 1e-9))
            }
            if loss < best.loss { best = (calibration.sharpness, loss) }
        }
        calibration.sharpness = best.sharpness
        fit(&calibration, to: predictions, weights)
        model.calibration = calibration
        model.bounds = bounds(of: model, with: predictions, weights, precision: precision, least: least, harmless)
    }

    /// The weight of each prediction with which all classes count the same; they sum to the number of predictions.
    private static func balance(_ predictions: [Prediction], _ worth: (Prediction) -> Double) -> [Double] {
        var sizes: [Int: Double] = [:]
        for prediction in predictions { sizes[prediction.label, default: 0] += worth(prediction) }
        let share = Double(predictions.count) / Double(max(sizes.count, 1))
        return predictions.map { share * worth($0) / (sizes[$0.label] ?? 1) }
    }

    /// Logistic regression of what came true on what the scores say, the class, and the length, by gradient descent.
    private static func fit(_ calibration: inout Calibration, to predictions: [Prediction], _ weights: [Double]) {
        let cases = predictions.indices.map { index -> (odds: Double, length: Double, best: Int, isRight: Double) in
            let odds = calibration.odds(predictions[index].scores.values)
            let best = odds.indices.max { odds[$0] < odds[$1] } ?? 0
            return (
                Calibration.logOdds(odds[best]), Calibration.measure(predictions[index].scores.knownCount) - meanLength,
                best,
                best == predictions[index].label ? 1 : 0
            )
        }
        let total = max(weights.reduce(0, +), 1)
        var shift = 0.0
        for _ in 0..<2000 {
            var (slope, length, common) = (0.0, 0.0, 0.0)
            var intercepts = calibration.intercepts.map { -$0 * shrinking }
            for (one, weight) in zip(cases, weights) {
                let sum =
                    calibration.intercepts[one.best] + shift + calibration.slope * one.odds
                    + calibration.length * one.length
                let miss = (one.isRight - 1 / (1 + exponential(-sum))) * weight
                slope += miss * one.odds
                length += miss * one.length
                intercepts[one.best] += miss
                common += miss
            }
            slope -= (calibration.slope - 1) * shrinking
            length -= calibration.length * shrinking
            calibration.slope = max(0.1, calibration.slope + 0.5 * slope / total)
            calibration.length += 0.1 * length / total
            shift += 0.5 * common / total
            for index in intercepts.indices { calibration.intercepts[index] += 2 * intercepts[index] / total }
        }
        for index in calibration.intercepts.indices {
            calibration.intercepts[index] += shift - calibration.length * meanLength
        }
    }

    /// How many documents what was assumed before counts for.
    private static let shrinking = 5.0
    /// About the middle of the lengths that documents have, as ``Calibration/measure(_:)`` has it.
    private static let meanLength = 8.0

    /// From which probability on the answers of each class are right as often as is asked for.
    private static func bounds(
        of model: DocumentModel,
        with predictions: [Prediction],
        _ weights: [Double],
        precision: Double,
        least: Double,
        _ harmless: Set<Int>
    ) -> [Double] {
        let mostAlarms = alarmShare * Double(predictions.count { harmless.contains($0.label) })
        var answers = [[(probability: Double, label: Int, weight: Double)]](repeating: [], count: model.classes.count)
        for (prediction, weight) in zip(predictions, weights) {
            let verdict = model.verdict(prediction.scores)
            answers[verdict.best].append((verdict.probability, prediction.label, weight))
        }
        return answers.enumerated().map { index, answers in
            var bound = 2.0
            var (right, all, alarms) = (0.0, 0.0, 0.0)
            for answer in answers.sorted(by: { $0.probability > $1.probability }) {
                guard answer.probability >= least else { break }
                // A document that is sensitive in another way is mistaken, too, but is one to be protected.
                let isOther = answer.label != index && !harmless.isEmpty && !harmless.contains(answer.label)
                all += isOther ? otherShare * answer.weight : answer.weight
                if answer.label == index { right += answer.weight }
                if answer.label != index, harmless.contains(answer.label) { alarms += 1 }
                // A single mistake among few answers says little: one is always taken to have been made.
                let isPrecise = right / (all + 1) >= precision || answers.count < 100 && right == all
                if isPrecise, alarms <= mostAlarms { bound = answer.probability }
            }
            return bound
        }
    }

    /// What share of harmless documents may be answered otherwise above a bound.
    private static let alarmShare = 0.0003
    /// What a document of another class that is no harmless one counts among mistakes.
    private static let otherShare = 0.25
}
