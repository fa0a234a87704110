import Identifiers

/// A value that was found, without the value: which identifier has found it, and its keyed digest.
public struct FoundValue: Hashable, Sendable {
    /// The identifier's id.
    public var type: String

    /// The fingerprint; for values that were not told apart, what stands for all of them.
    public var digest: String

    /// Describes a value.
    public init(type: String, digest: String) {
        self.type = type
        self.digest = digest
    }

    /// What tells a set of values from others.
    public static func mark(of values: Set<FoundValue>) -> String {
        var sum = ValueSum()
        for value in values { sum.add(fingerprint: value.digest) }
        return "\(values.count):\(sum.text)"
    }

    /// The values in what was found.
    ///
    /// Those that are not located stand for one value, which is another one when any of them is.
    public static func values(in detections: [Detection]) -> Set<FoundValue> {
        var values: Set<FoundValue> = []
        values.reserveCapacity(detections.reduce(0) { $0 + $1.occurrences.count + 1 })
        for detection in detections {
            let type = detection.identifier.id
            for case let digest? in detection.occurrences.lazy.map(\.fingerprint) {
                values.insert(FoundValue(type: type, digest: digest))
            }
            let others = detection.count - detection.occurrences.count
            guard others > 0 else { continue }
            values.insert(FoundValue(type: type, digest: "others:\(others):\(detection.otherValues?.text ?? "")"))
        }
        return values
    }
}
