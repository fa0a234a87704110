import Classification
import Foundation

/// Trains the model that tells secrets from names and texts, and measures it on words and sources that it has not seen.
///
/// `magpie-train secrets --words FILE,... --sources DIR,... --test-words FILE,... --test-sources DIR,... --output FILE
/// --report FILE`
enum SecretTraining {
    /// Runs the command.
    ///
    /// - Parameter arguments: What follows `magpie-train secrets`.
    /// - Throws: When files cannot be read or written.
    static func run(_ arguments: [String]) throws {
        var options: [String: [String]] = [:]
        for index in stride(from: 0, to: arguments.count - 1, by: 2) {
            options[arguments[index]] = arguments[index + 1].split(separator: ",").map(String.init)
        }
        func values(_ name: String) -> [String] {
            options[name] ?? { Main.fail("magpie-train secrets: \(name) is missing") }()
        }
        let training = Material(words: values("--words"), sources: values("--sources"))
        let test = Material(words: values("--test-words"), sources: values("--test-sources"))
        var report = SecretReport(training: training, test: test)
        var tables: [(name: String, weights: SecretWeights)] = []
        for name in ["key", "password"] {
            let samples = training.samples(name, count: 400_000, seed: 1)
            var learner = SecretLearner()
            learner.learn(samples, seed: 7)
            let weights = learner.weights
            report.add(name, weights, test.samples(name, count: 40_000, seed: 99), baseline: training.words)
            tables.append((name, weights))
        }
        try SecretReport.tables(tables).write(toFile: values("--output")[0], atomically: true, encoding: .utf8)
        try report.text.write(toFile: values("--report")[0], atomically: true, encoding: .utf8)
    }

    /// A value, and whether it is a secret.
    struct Sample {
        var bytes: [UInt8]
        var isSecret: Bool
    }

    /// Words and literals.
    struct Material {
        var words: [String]
        var literals: [String]
        var sources: [String]

        init(words files: [String], sources folders: [String]) {
            words = files.flatMap { file in
                // A list that is not there has no words; the counts in the report say so.
                (try? String(contentsOfFile: file, encoding: .utf8))?.split(separator: "\n").map(String.init) ?? []
            }
            .filter { $0.utf8.count > 2 && !$0.contains("'") }
            literals = folders.flatMap { PlainSamples.literals(in: $0, atMost: 150_000) }
            sources = folders.map { ($0 as NSString).lastPathComponent }
            if words.isEmpty || literals.isEmpty { Main.fail("magpie-train secrets: no words or no sources") }
        }

        /// As many secrets as others.
        func samples(_ question: String, count: Int, seed: UInt64) -> [Sample] {
            var random = SeededGenerator(seed: seed)
            var secrets = SecretSamples(words.map { $0.lowercased() }, seed: seed + 1)
            var others = PlainSamples(words, seed: seed + 2)
            var samples: [Sample] = []
            for _ in 0..<count / 2 {
                let secret = question == "key" ? secrets.key() : secrets.password()
                samples.append(Sample(bytes: Array(secret.utf8), isSecret: true))
                let share = random.number(0...99)
                let other = share < 50 ? random.one(of: literals) : share < 85 ? others.name() : others.other()
                samples.append(Sample(bytes: Array(other.utf8), isSecret: false))
            }
            samples.removeAll { $0.bytes.count < 3 }
            samples.shuffle(using: &random)
            return samples
        }
    }
}

/// Logistic regression by stochastic gradient descent, with steps that shrink for each weight (AdaGrad).
struct SecretLearner {
    private(set) var weights = SecretWeights()
    private var squares = [Float](repeating: 1e-3, count: SecretFeatures.count)

    /// Goes through the samples several times.
    mutating func learn(_ samples: [SecretTraining.Sample], seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var order = Array(samples.indices)
        for round in 0..<4 {
            order.shuffle(using: &random)
            for index in order { step(samples[index], rate: round < 3 ? 0.08 : 0.02) }
        }
    }

    private mutating func step(_ sample: SecretTraining.Sample, rate: Float) {
        let value = sample.bytes.span
        var sum = SecretFeatures.Sum()
        var features: [(Int, Float)] = []
        features.reserveCapacity(2 * value.count + 8)
        let share = SecretFeatures.share(of: value)
        SecretFeatures.visit(value) { feature, group in
            sum.add(weights.values[feature], to: group)
            features.append((feature, group == .gram ? share : 1))
        }
        let probability = Float(1 / (1 + exp(-sum.logOdds(of: value))))
        let error = probability - (sample.isSecret ? 1 : 0)
        for (feature, amount) in features {
            let gradient = error * amount + 2e-7 * weights.values[feature]
            squares[feature] += gradient * gradient
            weights.values[feature] -= rate * gradient / squares[feature].squareRoot()
        }
    }
}
