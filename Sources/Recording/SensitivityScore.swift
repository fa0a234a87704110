import Foundation

/// How sensitive a bucket or folder is, on Macie's scale.
///
/// From 1, analysed and nothing found, over 50, nothing analysed yet, to 100, much found; -1 when nothing could be
/// analysed although something is there. With *a* objects analysed of *c* that can be, and *w* the sum over objects
/// with findings of 1 for high, 0.5 for medium and 0.1 for low severity:
///
/// - nothing found: 50 − 49 · *a* / *c*;
/// - else: 51 + 49 · (1 − (1 − √(*w* / *a*)) · (1 − log₁₀(1 + *w*) / 4)), both factors at least 0.
///
/// So the share of sensitive objects counts, and so does their number; a single one in many is above any bucket without.
///
/// Source of the scale: https://docs.aws.amazon.com/macie/latest/user/discovery-scoring-s3.html
public enum SensitivityScore {
    /// Computes the score of a bucket or folder.
    ///
    /// - Parameters:
    ///   - analysed: Objects that were looked at, completely or in part.
    ///   - classifiable: Objects that can be looked at.
    ///   - failed: Objects that could not be looked at because of an error.
    ///   - findings: Objects with findings, by severity from 1, low, to 3, high.
    /// - Returns: From 1 to 100; -1 when nothing was looked at because of errors.
    public static func score(analysed: Int, classifiable: Int, failed: Int, findings: [Int: Int]) -> Int {
        let weight =
            Double(findings[3] ?? 0) + 0.5 * Double(findings[2] ?? 0) + 0.1 * Double(findings[1] ?? 0)
        guard analysed > 0 else { return failed > 0 ? -1 : 50 }
        guard weight > 0 else {
            return Int((50 - 49 * min(1, Double(analysed) / Double(max(classifiable, analysed)))).rounded())
        }
        let share = max(0, 1 - (weight / Double(analysed)).squareRoot())
        let amount = max(0, 1 - log10(1 + weight) / 4)
        return Int((51 + 49 * (1 - share * amount)).rounded())
    }
}
