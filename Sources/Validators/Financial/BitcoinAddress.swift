/// Checks a Bitcoin address.
///
/// Source: https://en.bitcoin.it/wiki/Base58Check_encoding; BIP 173 and BIP 350 (Bech32, Bech32m).
enum BitcoinAddress {
    /// Tells whether `value` is an address of the main network: `1...`, `3...` or `bc1...`, with its checksum.
    ///
    /// - Returns: One random text of this shape in four thousand million (Base58) or one thousand million passes.
    /// - Complexity: About 2 µs for Base58, 500 ns for Bech32; no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        if ASCII.hasText("bc1", in: value) || ASCII.hasText("BC1", in: value) { return Bech32.isSegWitAddress(value) }
        guard (25...35).contains(value.count), let payload = Base58.decoded(value), payload[0] == 0 || payload[0] == 5
        else { return false }
        let checksum = SHA256.digest(SHA256.digest(payload.span.extracting(0..<21)).span)
        for index in 0..<4 where checksum[index] != payload[21 + index] { return false }
        return true
    }
}
