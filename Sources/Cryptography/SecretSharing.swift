/// A secret in shares, of which some together give it back, and fewer say nothing at all.
///
/// Each byte of the secret is the value at 0 of a polynomial with otherwise random coefficients; a share holds the values
/// at its index.
///
/// Source: A. Shamir, "How to share a secret", Communications of the ACM 22 (1979).
public enum SecretSharing {
    /// Splits `secret` into `count` shares.
    ///
    /// - Parameters:
    ///   - secret: 1 to 64 bytes.
    ///   - threshold: How many shares are needed to combine it: 2 or more.
    ///   - count: How many shares there are: `threshold` to 255.
    /// - Returns: The shares, of one new set.
    /// - Throws: ``CryptographyError/invalidArgument`` for other numbers.
    public static func split(
        _ secret: SecretBytes,
        threshold: Int,
        count: Int
    ) throws(CryptographyError) -> [SecretShare] {
        guard 1...SecretShare.greatestByteCount ~= secret.count, threshold >= 2, threshold <= count, count <= 255 else {
            throw .invalidArgument
        }
        let set = try RandomBytes.make(SecretShare.setByteCount)
        let coefficients = try SecretBytes(random: secret.count * (threshold - 1))
        return (1...UInt8(count)).map { index in
            let value = unsafe SecretBytes(count: secret.count) { memory in
                secret.withBytes { secret in
                    coefficients.withBytes { coefficients in
                        for position in secret.indices {
                            // Horner's rule, from the highest power down to the secret.
                            var sum: UInt8 = 0
                            for power in 1..<threshold {
                                sum = GF256.multiply(sum ^ coefficients[position * (threshold - 1) + power - 1], index)
                            }
                            unsafe memory[position] = sum ^ secret[position]
                        }
                    }
                }
            }
            return SecretShare(set: set, threshold: threshold, index: index, value: value)
        }
    }

    /// Combines shares to the secret.
    ///
    /// More shares than needed are checked against the others.
    ///
    /// - Parameter shares: In any order.
    /// - Returns: The secret.
    /// - Throws: ``SecretShareError``.
    public static func combine(_ shares: [SecretShare]) throws(SecretShareError) -> SecretBytes {
        guard let first = shares.first else { throw .tooFew(given: 0, needed: nil) }
        for share in shares where share.set != first.set { throw .otherSet(first.index, share.index) }
        for share in shares where share.threshold != first.threshold || share.value.count != first.value.count {
            throw .contradiction(share.index)
        }
        for (position, share) in shares.enumerated()
        where shares[..<position].contains(where: { $0.index == share.index }) {
            throw .duplicate(share.index)
        }
        guard shares.count >= first.threshold else { throw .tooFew(given: shares.count, needed: first.threshold) }
        let needed = Array(shares.prefix(first.threshold))
        for share in shares.dropFirst(first.threshold) {
            guard value(at: share.index, through: needed).isEqual(to: share.value) else {
                throw .contradiction(share.index)
            }
        }
        return value(at: 0, through: needed)
    }

    /// The values at `index` of the polynomials that go through all of `shares`: Lagrange's interpolation.
    private static func value(at index: UInt8, through shares: [SecretShare]) -> SecretBytes {
        unsafe SecretBytes(count: shares.first?.value.count ?? 0) { memory in
            unsafe memory.initializeMemory(as: UInt8.self, repeating: 0)
            for share in shares {
                var weight: UInt8 = 1
                for other in shares where other.index != share.index {
                    let inverse = GF256.inverse(share.index ^ other.index)
                    weight = GF256.multiply(weight, GF256.multiply(index ^ other.index, inverse))
                }
                share.value.withBytes { value in
                    for position in value.indices {
                        unsafe memory[position] ^= GF256.multiply(weight, value[position])
                    }
                }
            }
        }
    }
}
