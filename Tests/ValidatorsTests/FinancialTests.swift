import Testing

@testable import Validators

@Suite struct FinancialTests {
    static let cards =
        cases(
            { Luhn.isValid($0) },
            accepts: ["79927398713": "the sample of the standard", "4012 8888-8888.1881": "any separators"],
            refuses: [
                "79927398710": "a wrong check digit", "7": "one digit", "0000000000": "equal digits",
                "7992739871a": "a letter",
            ]
        )
        + cases(
            { PaymentCard.isValid($0) },
            accepts: [
                "4242424242424242": "Visa", "4242 4242 4242 4242": "spaces", "4242-4242-4242-4242": "hyphens",
                "2200 0000 0000 0004": "Mir",
            ],
            refuses: [
                "4242424242424243": "a wrong check digit", "4111111111111111": "a test number",
                "4917610000000000003": "a test number with 19 digits", "4242 4242-4242 4242": "two kinds of separator",
                "424242424242424": "Visa with 15 digits", "9242424242424240": "no such network",
                "42424242424242424242": "20 digits", "4242/4242/4242/4242": "slashes", "2205000000000009": "behind Mir",
            ]
        )
        + cases(
            { MagneticStripe.isValid($0) },
            accepts: [
                ";4242424242424242=29121010000000000000?": "track 2", "4242424242424242D29121010000": "EMV track 2",
                "%B4242424242424242^DOE/JANE^29121010000000000?": "track 1",
            ],
            refuses: [
                ";4242424242424242=29131010000000000000?": "month 13", ";4242424242424243=29121010000?": "wrong digit",
                "%B4242424242424242^D^29121010000000000?": "a name of one letter",
                ";4242424242424242=2912?": "no service code",
            ]
        )
        + cases(
            { CardExpiry.isValid($0) },
            accepts: [
                "02/26": "month and year", "02/2026": "long year", "2026-02": "ISO", "Feb 2026": "month name",
                "26-Feb": "year first with a name", "expY=2026, expM=02": "two fields", "0226": "no separator",
            ],
            refuses: [
                "13/26": "month 13", "00/26": "month 0", "02/99": "a year far off", "26/02": "a day and a month",
                "02/02/2026": "a whole date", "1326": "month 13 without separator", "02/1999": "an old year",
            ]
        )

    static let banking =
        cases(
            { DomesticAccount.formerYugoslavia($0) },
            accepts: [
                "160-5087836282163-75": "Serbia", "265-77418-68": "without leading zeros",
                "160508783628216375": "without dashes",
            ],
            refuses: [
                "160-5087836282163-76": "a wrong check", "160-5087836282163": "two parts",
                "16-5087836282163-75": "two digits of a bank",
                "160-5087836282163-75-1": "four parts", "000-0000000000000-00": "only zeros", "160--75": "no account",
            ]
        )
        + cases(
            { DomesticAccount.maghreb($0) },
            accepts: [
                "011780184320325350640481": "Morocco", "011 780 3767677576178466 81": "printed",
                "04018584870629565114": "Tunisia",
            ],
            refuses: [
                "011780184320325350640482": "a wrong check", "01178018432032535064048": "23 digits",
                "00000000000000000000": "only zeros",
            ]
        )
        + cases(
            { DomesticAccount.portugal($0) },
            accepts: ["003504185825379530436": "Portugal", "0035 0418 58424991333 80": "printed"],
            refuses: ["003504185825379530437": "a wrong check", "00350418582537953043": "20 digits"]
        )
        + cases(
            { IBAN.isValid($0) },
            accepts: [
                "DE89370400440532013000": "Germany", "DE89 3704 0044 0532 0130 00": "printed", "NO9386011117947": "15",
                "MT84MALT011000012345MTLCAST001S": "letters", "gb82west12345698765432": "small letters",
                "BR1800360305000010009795493C1": "single letters", "RU0304452522540817810538091310419": "33 characters",
            ],
            refuses: [
                "DE88370400440532013000": "wrong check digits", "DE8937040044053201300": "too short",
                "DE893704004405320130000": "too long", "ZZ89370400440532013000": "no such country",
                "DE8937040044053201300O": "a letter for a digit", "GB82123412345698765432": "digits for letters",
                "US89370400440532013000": "a country without accounts",
            ]
        )
        + cases(
            { ABARouting.isValid($0) },
            accepts: ["111000025": "a bank", "1110-0002-5": "hyphens", "021000021": "leading zero"],
            refuses: [
                "111000026": "a wrong digit", "000000000": "zeros", "500000005": "no district", "11100002": "8 digits",
            ]
        )
        + cases(
            { BIC.isValid($0) },
            accepts: ["DEUTDEFF": "8", "DEUTDEFF500": "11", "NEDSZAJJXXX": "head office"],
            refuses: [
                "DEUTQQFF": "no such country", "DEUTDEF": "7", "DEUTDEFF50": "10", "DEUTDEF0": "test network",
                "deutdeff": "small letters", "D3UTDEFF": "a digit in the name",
            ]
        )
        + cases(
            { ISIN.isValid($0) },
            accepts: ["US0378331005": "Apple", "DE000BAY0017": "letters", "XS0203470157": "Eurobond"],
            refuses: ["US0378331006": "a wrong digit", "QQ0378331005": "no such country", "US037833100": "11"]
        )
        + cases(
            { LEI.isValid($0) },
            accepts: ["213800KUD8LAJWSQ9D15": "the sample of python-stdnum"],
            refuses: [
                "213800KUD8LXJWSQ9D15": "a changed letter", "213800KUD8LAJWSQ9D1": "19",
                "213800KUD8LAJWSQ9DA5": "letter",
            ]
        )
        + cases(
            { CUSIP.isValid($0) },
            accepts: ["037833100": "Apple", "DUS0421C5": "letters"],
            refuses: ["037833101": "a wrong digit", "03783310": "8", "000000000": "zeros", "ABCDEFGH1": "no digits"]
        )
        + cases(
            { SEDOL.isValid($0) },
            accepts: ["B15KXQ8": "letters", "0263494": "digits"],
            refuses: ["B15KXQ9": "a wrong digit", "A15KXQ8": "a vowel", "1B5KXQ8": "a letter behind a digit"]
        )
        + cases(
            { BitcoinAddress.isValid($0) },
            accepts: [
                "1NEDqZPvTWRaoho48qXuLLsrYomMXPABfD": "Base58",
                "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4": "Bech32",
                "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4": "capitals (BIP 173)",
                "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0": "Bech32m (BIP 350)",
            ],
            refuses: [
                "1NEDqZPvTWRaoho48qXuLLsrYomMXPABfA": "a wrong checksum",
                "11NEDqZPvTWRaoho48qXuLLsrYomMXPABfD": "one 1 too many",
                "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5": "a wrong checksum",
                "bc1QW508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4": "two cases",
                "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3to": "a letter that is not used",
            ]
        )
        + cases(
            { EthereumAddress.isValid($0) },
            accepts: [
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed": "EIP-55",
                "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb": "EIP-55",
                "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed": "small letters",
            ],
            refuses: [
                "0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed": "a capital too many",
                "0x0000000000000000000000000000000000000000": "the null address",
                "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beae": "39 digits",
            ]
        )

    @Test(arguments: cards) func card(_ example: Case) { #expect(example.isRight, "\(example.text)") }

    @Test(arguments: banking) func bank(_ example: Case) { #expect(example.isRight, "\(example.text)") }
}
