import Testing

@testable import Validators

@Suite struct PersonalTests {
    static let unitedStates =
        cases(
            { USSocialSecurity.isValid($0) },
            accepts: ["123-45-6788": "formatted", "536904399": "plain", "111-22-3334": "not all equal"],
            refuses: [
                "000-45-6789": "area 000", "666-45-6789": "area 666", "900-45-6789": "area 9xx",
                "123-00-6789": "group 00", "123-45-0000": "serial 0000", "078-05-1120": "a wallet's sample card",
                "219-09-9999": "an advertisement", "457-55-5462": "an advertisement", "12345678": "8 digits",
                "111-11-1111": "equal digits", "222-33-4444": "equal digits in each part", "123-45-6789": "counting",
                "123456789": "counting, plain", "876-54-3210": "counting down",
            ]
        )
        + cases(
            { USIndividualTaxpayer.isValid($0) },
            accepts: ["912-90-3456": "group 90", "912-50-3456": "group 50"],
            refuses: ["912-93-3456": "group 93", "812-90-3456": "no 9", "912-49-3456": "group 49"]
        )
        + cases(
            { USEmployer.isValid($0) },
            accepts: ["91-1144442": "formatted", "042103594": "plain"],
            refuses: ["07-1144442": "prefix 07", "00-1144442": "prefix 00", "91-114444": "8 digits"]
        )
        + cases(
            { NationalProvider.isValid($0) },
            accepts: ["1234567893": "the sample of CMS", "2234567891": "begins with 2"],
            refuses: ["1234567894": "a wrong digit", "3234567890": "begins with 3", "123456789": "9 digits"]
        )
        + cases(
            { DEANumber.isValid($0) },
            accepts: ["AB1234563": "a practitioner", "F91234563": "a company"],
            refuses: [
                "AB1234564": "a wrong digit", "NB1234563": "no registrant", "AB0000000": "zeros",
                "A81234563": "a digit",
            ]
        )
        + cases(
            { MedicareBeneficiary.isValid($0) },
            accepts: ["1EG4-TE5-MK73": "the sample of CMS", "1EG4TE5MK73": "plain"],
            refuses: ["0EG4TE5MK73": "begins with 0", "1SG4TE5MK73": "an S", "1EG4TE5MK7": "10 characters"]
        )

    static let contacts =
        cases(
            { EmailAddress.isValid($0) },
            accepts: [
                "jane.doe@example.org": "plain", "a+b@mail.example.co.uk": "tag",
                "x@xn--bcher-kva.xn--p1ai": "punycode",
                "o'hara@example.museum": "apostrophe", "git@forge.example": "a remote's user",
            ],
            refuses: [
                "a..b@example.org": "two dots", ".a@example.org": "leading dot", "a.@example.org": "trailing dot",
                "a@example": "no dot", "a@-example.org": "leading hyphen", "icon@2x.png": "a file name",
                "a@example.c": "short top level", "a@b.123": "digits on top", "a@@example.org": "two signs",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@b.org": "65 characters before",
                "getty@tty1.service": "a unit of systemd", "a@example..org": "an empty label",
            ]
        )
        + cases(
            { IPAddress.isValid($0) },
            accepts: [
                "192.0.2.17": "version 4", "8.8.8.8": "short", "2001:db8::1": "compressed", "fe80::1": "two groups",
                "2001:db8:0:0:1:2:3:4": "eight groups", "::ffff:192.0.2.1": "embedded", "2001:db8::": "open end",
            ],
            refuses: [
                "127.0.0.1": "loopback", "0.0.0.0": "unspecified", "255.255.255.0": "a mask", "1.2.3": "three parts",
                "256.1.1.1": "256", "01.2.3.4": "leading zero", "1.2.3.4.5": "five parts", "::1": "loopback",
                "::": "unspecified", "1:2:3:4:5:6:7": "seven groups", "1::2::3": "two gaps", "12345::1": "long group",
                "dead::beef": "a name in C++", "00:11:22:33:44:55:66:77": "a fingerprint", "1:2:3:4:5:6:7:8:9": "nine",
                ":1:2:3:4:5:6:7": "open beginning", "1:2:3:4:5:6:7:": "open end", "12:34:56": "a time",
                "0:0:0:0:0:0:0:1": "loopback in full", "1:2:3:4:5:6:7:8::": "eight groups and a gap",
                "1:::2": "three colons",
            ]
        )
        + cases(
            { MACAddress.isValid($0) },
            accepts: [
                "00:1a:2b:3c:4d:5e": "colons", "00-1A-2B-3C-4D-5E": "hyphens", "001a.2b3c.4d5e": "dots",
                "001a2b3c4d5e": "no groups",
            ],
            refuses: [
                "00:1a:2b:3c:4d-5e": "mixed", "ff:ff:ff:ff:ff:ff": "broadcast", "01:00:5e:00:00:01": "multicast",
                "00:00:00:00:00:00": "null", "00:1a:2b:3c:4d": "five", "00:1a:2b:3c:4d:5g": "no digit",
            ]
        )
        + cases(
            { LatLong.isValid($0) },
            accepts: [
                "41.948614,-87.655311": "decimal", "48° 8′ 14″ N, 11° 34′ 31″ E": "sexagesimal",
                "-33.8688 151.2093": "space",
                "48 8.23 N 11 34.5 E": "minutes",
            ],
            refuses: [
                "91.948614,-87.655311": "latitude 91", "41.9,-187.6": "longitude 187", "41, 87": "no fraction",
                "0.0, 0.0": "the origin", "41.9": "one number", "48° 68′ N, 11° 34′ E": "minute 68",
            ]
        )

    static let dates =
        cases(
            { CalendarDate.isValid($0) },
            accepts: [
                "1970-01-31": "ISO", "31/01/1970": "day first", "01/31/1970": "month first", "31.1.70": "short",
                "Jan 31, 1970": "month name first", "31 January 1970": "month name second",
                "21 marca 1989": "month of Polish", "3 Mayıs 1979": "month of Turkish",
                "12 сентября 1983": "month of Russian",
                "2000-02-29": "leap day",
                "31st of January 1970": "ordinal", "1970-Jan-31": "year first", "3. märz 1971": "German",
                "19700131": "one run", "2 février 1980": "French", "5 de mayo de 1999": "Spanish",
            ],
            refuses: [
                "1970-02-30": "30 February", "1900-02-29": "no leap year", "32/01/1970": "day 32",
                "13/13/1970": "month 13",
                "31 Foo 1970": "no month", "1970-01": "no day", "1970-01-31-1": "four parts", "00/01/1970": "day 0",
                "19701331": "month 13 in one run",
            ]
        )
        + cases(
            { CalendarDate.isDateOfBirth($0) },
            accepts: ["1900-01-01": "the first", "31/12/2030": "the last", "Feb 3, 71": "short year"],
            refuses: ["1899-12-31": "too early", "2031-01-01": "too late", "9999-12-31": "a placeholder"]
        )

    static let things =
        cases(
            { UUID.isValid($0) },
            accepts: [
                "f81d4fae-7dec-11d0-a765-00a0c91e6bf6": "RFC", "{F81D4FAE-7DEC-41D0-A765-00A0C91E6BF6}": "braces",
            ],
            refuses: [
                "00000000-0000-0000-0000-000000000000": "nil", "11111111-1111-4111-8111-111111111111": "a placeholder",
                "f81d4fae-7dec-01d0-a765-00a0c91e6bf6": "version 0", "f81d4fae-7dec-11d0-2765-00a0c91e6bf6": "variant",
                "f81d4fae7dec-11d0-a765-00a0c91e6bf6": "a hyphen missing",
            ]
        )
        + cases(
            { IMEI.isValid($0) },
            accepts: ["49-015420-323751-8": "the sample of GSMA", "3568680000414120": "with software version"],
            refuses: ["490154203237519": "a wrong digit", "770154203237513": "no such body", "49015420323751": "14"]
        )
        + cases(
            { VIN.isValid($0) },
            accepts: ["1M8GDM9AXKP042788": "the sample of 49 CFR", "WVWZZZ1JZXW000001": "Europe, no check digit"],
            refuses: [
                "1M8GDM9A1KP042788": "a wrong digit", "1M8GDM9AXKP04278O": "an O", "12345678901234567": "digits",
                "WVWZZZ1JZXWABCDEF": "letters at the end",
            ]
        )
        + cases(
            { GS1.isValid($0) },
            accepts: [
                "4006381333931": "GTIN-13", "73513537": "GTIN-8", "036000291452": "GTIN-12",
                "10614141000415": "GTIN-14",
            ],
            refuses: ["4006381333932": "a wrong digit", "400638133393": "a digit missing", "0000000000000": "zeros"]
        )
        + cases(
            { UDI.isValid($0) },
            accepts: [
                "(01)51022222233336(11)141231(17)150707(10)A213B1(21)1234": "GS1", "+A123BJC5D6E71G": "HIBC",
                "+A99912345/$$52001510X33": "HIBC in two parts",
                "=/A9999XYZ100T0944=,000025=A99971312345600": "ISBT 128",
            ],
            refuses: [
                "(01)51022222233337(11)141231": "a wrong digit", "+A123BJC5D6E71H": "a wrong character", "=A9": "short",
            ]
        )
        + cases(
            { MRZ.isValid($0) },
            accepts: [
                "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\nL898902C36UTO7408122F1204159ZE184226B<<<<<10": "TD3",
                "I<UTOD231458907<<<<<<<<<<<<<<<7408122F1204159UTO<<<<<<<<<<<6ERIKSSON<<ANNA<MARIA<<<<<<<<<<": "TD1",
                "L898902C36UTO7408122F1204159ZE184226B<<<<<10": "one line",
                "I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<D231458907UTO7408122F1204159<<<<<<<6": "TD2",
                "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\\nL898902C36UTO7408122F1204159ZE184226B<<<<<10":
                    "in JSON",
                "L898902C36UTO7408122F1204159ZE184226B&lt;&lt;&lt;&lt;&lt;10": "in HTML",
            ],
            refuses: [
                "L898902C37UTO7408122F1204159ZE184226B<<<<<10": "a wrong digit",
                "L898902C36UTO7408122F1204159ZE184": "short",
                "L898902C36UTO7408122F1204159ZE184226B&gt;&gt;&gt;&gt;&gt;10": "another reference",
                "<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<<": "fillers",
            ]
        )

    @Test(arguments: unitedStates) func american(_ example: Case) { #expect(example.isRight, "\(example.text)") }

    @Test(arguments: contacts) func contact(_ example: Case) { #expect(example.isRight, "\(example.text)") }

    @Test(arguments: dates) func date(_ example: Case) { #expect(example.isRight, "\(example.text)") }

    @Test(arguments: things) func thing(_ example: Case) { #expect(example.isRight, "\(example.text)") }
}
