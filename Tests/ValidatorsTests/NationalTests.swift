import Testing

@testable import Validators

/// A value of a national number, whether its check must accept it, and why.
struct NationalCase: Sendable, CustomTestStringConvertible {
    var validator: Validator
    var text: String
    var isAccepted: Bool
    var why: String

    var testDescription: String { "\(validator.rawValue) \(isAccepted ? "accepts" : "refuses") \(why)" }
}

/// Every national number: valid ones as people write them, then a wrong check digit, a wrong length, an impossible date
/// and whatever else its rule refuses.
///
/// The numbers are published examples or made for this test; none is a person's.
@Suite struct NationalTests {
    static func cases(
        _ validator: Validator,
        _ accepted: [String],
        refuses: KeyValuePairs<String, String>
    ) -> [NationalCase] {
        accepted.map { NationalCase(validator: validator, text: $0, isAccepted: true, why: $0) }
            + refuses.map { NationalCase(validator: validator, text: $0.key, isAccepted: false, why: $0.value) }
    }

    @Test(arguments: europe + americas + asiaAndPacific + africaAndMiddleEast)
    func keepsToTheRule(_ example: NationalCase) {
        #expect(example.validator.accepts(text: example.text) == example.isAccepted)
    }

    /// Every other last character must fail where there is a check digit: that is what a check digit is.
    @Test(arguments: europe + americas + asiaAndPacific + africaAndMiddleEast)
    func noticesAnotherLastDigit(_ example: NationalCase) {
        guard example.isAccepted, !Self.withoutCheckDigit.contains(example.validator) else { return }
        var bytes = Array(example.text.utf8)
        guard let last = bytes.lastIndex(where: { $0 &- 48 < 10 }), last == bytes.count - 1 else { return }
        let right = bytes[last]
        for digit in UInt8(ascii: "0")...UInt8(ascii: "9") where digit != right {
            bytes[last] = digit
            #expect(!example.validator.accepts(text: String(decoding: bytes, as: UTF8.self)), "\(bytes)")
        }
    }

    /// Numbers whose last digit checks nothing: it is a serial number, a century or an issue, or there is no check.
    static let withoutCheckDigit: Set<Validator> = [
        .auMedicare, .atSVNR, .dkCPR, .isKennitala, .lvPK, .usSSN, .usITIN, .usEIN, .ukUTR, .usMBI, .deIDCard,
    ]

    static let europe =
        cases(
            .atSVNR,
            ["1237 010180", "1237010180"],
            refuses: ["1238010180": "a wrong check digit", "123701018": "nine digits", "1237320180": "a 32nd day"]
        )
        + cases(
            .balticPersonalCode,
            ["37605030299", "33309240064"],
            refuses: [
                "37605030298": "a wrong check digit", "37613030299": "a 13th month", "97605030299": "a century to come",
            ]
        )
        + cases(
            .beNRN,
            ["85.07.30-033.28", "85073003328"],
            refuses: [
                "85.07.30-033.29": "a wrong complement", "85.13.30-033.28": "a 13th month", "8507300332": "ten digits",
            ]
        )
        + cases(
            .bgEGN,
            ["7523169263"],
            refuses: ["7523169264": "a wrong check digit", "7533169263": "a 33rd month"]
        )
        + cases(
            .chAHV,
            ["756.9217.0769.85", "7569217076985"],
            refuses: [
                "756.9217.0769.84": "a wrong check digit", "757.9217.0769.85": "another country",
                "756.9217.0769": "no check digit",
            ]
        )
        + cases(
            .czRC,
            ["710319/2745", "7103192745"],
            refuses: [
                "710319/2746": "no multiple of eleven", "711319/2745": "a 13th month", "710319/274": "nine digits",
            ]
        )
        + cases(
            .deSteuerID,
            ["36574261809", "36 574 261 809"],
            refuses: [
                "36574261808": "a wrong check digit", "06574261809": "a leading zero",
                "12345678903": "ten different digits",
                "11112345678": "a digit four times",
            ]
        )
        + cases(
            .deIDCard,
            ["L01X00T47", "L01X00T471", "T22000129", "T220001293", "C01X00T478"],
            refuses: [
                "L01X00T472": "a wrong check digit", "LA1X00T47": "a letter not in use", "101X00T47": "a digit first",
            ]
        )
        + cases(
            .deSVNR,
            ["15 070649 C 103", "15070649C103"],
            refuses: ["15070649C104": "a wrong check digit", "15073249C103": "a 32nd day", "150706491103": "no letter"]
        )
        + cases(
            .dkCPR,
            ["211062-5629", "2110625629"],
            refuses: ["321062-5629": "a 32nd day", "211362-5629": "a 13th month"]
        )
        + cases(
            .esCCC,
            ["2100 0418 45 0200051332", "21000418450200051332"],
            refuses: ["21000418460200051332": "a wrong first check digit", "2100041845020005133": "19 digits"]
        )
        + cases(
            .esCIF,
            ["J99216582", "J-99216582"],
            refuses: ["J99216583": "a wrong check digit", "I99216582": "a letter not in use"]
        )
        + cases(
            .esDNI,
            ["54362315K", "54.362.315-K", "12345678Z"],
            refuses: ["54362315L": "a wrong letter", "99999999R": "the placeholder", "5436231K": "seven digits"]
        )
        + cases(
            .esNIE,
            ["X2482300W", "X-2482300-W"],
            refuses: ["X2482300A": "a wrong letter", "W2482300W": "a wrong series"]
        )
        + cases(.esNIF, ["54362315K", "X2482300W", "M1234567L"], refuses: ["M1234567A": "a wrong letter"])
        + cases(
            .esNSS,
            ["281234567840", "28/12345678/40"],
            refuses: ["281234567841": "a wrong check", "991234567840": "no province"]
        )
        + cases(
            .fiHETU,
            ["131052-308T"],
            refuses: ["131052-308U": "a wrong character", "321052-308T": "a 32nd day", "131052308T": "no sign"]
        )
        + cases(
            .frNIR,
            ["295109912611193", "2 95 10 99 126 111 93"],
            refuses: ["295109912611194": "a wrong key", "29510991261119": "14 digits"]
        )
        + cases(
            .frTIN,
            ["3023217600053", "30 23 217 600 053"],
            refuses: ["3023217600054": "a wrong check", "9023217600053": "a first digit not in use"]
        )
        + cases(.frRIB, ["20041010050500013M02606"], refuses: ["20041010050500013M02607": "a wrong key"])
        + cases(.grAFM, ["094259216"], refuses: ["094259217": "a wrong check digit", "000000000": "only zeros"])
        + cases(
            .grAMKA,
            ["01013099997"],
            refuses: ["01013099998": "a wrong check digit", "01133099997": "a 13th month"]
        )
        + cases(
            .hrOIB,
            ["33392005961"],
            refuses: ["33392005962": "a wrong check digit", "11111111111": "one digit only"]
        )
        + cases(.huTAJ, ["111 111 110", "123456788"], refuses: ["123456789": "a wrong check digit"])
        + cases(
            .huTaxID,
            ["8071592153"],
            refuses: ["8071592154": "a wrong check digit", "7071592153": "another first digit"]
        )
        + cases(.iePPS, ["6433435F", "1234567T"], refuses: ["6433435E": "a wrong letter", "643343F": "six digits"])
        + cases(
            .isKennitala,
            ["120174-3399", "1201743399"],
            refuses: ["1201743389": "a wrong check digit", "1213743399": "a 13th month"]
        )
        + cases(.itCIN, ["X0542811101000000123456"], refuses: ["Y0542811101000000123456": "a wrong letter"])
        + cases(
            .itCodiceFiscale,
            ["RCCMNL83S18D969H", "RSSMRA85T10A562S", "rssmra85t10a562s"],
            refuses: [
                "RCCMNL83S18D969A": "a wrong letter", "RCCMNL83G18D969H": "no month", "RCCMNL83S99D969H": "no day",
            ]
        )
        + cases(
            .itPartitaIVA,
            ["00743110157"],
            refuses: ["00743110158": "a wrong check digit", "0074311015": "ten digits"]
        )
        + cases(
            .jmbg,
            ["0101006500006"],
            refuses: ["0101006500007": "a wrong check digit", "3201006500006": "a 32nd day"]
        )
        + cases(
            .luMatricule,
            ["1893120105732"],
            refuses: ["1893120105733": "a wrong check digit", "1893130105732": "a 13th month"]
        )
        + cases(
            .lvPK,
            ["161175-19997", "32673600679"],
            refuses: ["161175-19998": "a wrong check digit", "161375-19997": "a 13th month"]
        )
        + cases(
            .nlBSN,
            ["111222333", "1112.22.333"],
            refuses: ["111222334": "a wrong sum", "000000000": "only zeros"]
        )
        + cases(
            .noFNR,
            ["15108695088"],
            refuses: ["15108695089": "a wrong check digit", "45338695088": "a 33rd month"]
        )
        + cases(.plNIP, ["856-734-62-15", "8567346215"], refuses: ["8567346216": "a wrong check digit"])
        + cases(
            .plPESEL,
            ["44051401359"],
            refuses: ["44051401358": "a wrong check digit", "44133401359": "a 34th day"]
        )
        + cases(
            .ptNIF,
            ["501964843", "123456789"],
            refuses: ["501964844": "a wrong check digit", "401964843": "a first digit not in use"]
        )
        + cases(
            .ptNISS,
            ["10136532137", "13514944929", "11947852402"],
            refuses: [
                "10136532138": "a wrong check digit", "30136532137": "another first digit", "1013653213": "ten digits",
            ]
        )
        + cases(
            .roCNP,
            ["1630615123457"],
            refuses: ["1630615123458": "a wrong check digit", "1631315123457": "a 13th month"]
        )
        + cases(
            .sePersonnummer,
            ["880320-0016", "198803200016"],
            refuses: [
                "880320-0017": "a wrong check digit", "881320-0016": "a 13th month",
                "178803200016": "a century too early",
            ]
        )
        + cases(
            .ukDrivingLicence,
            ["MORGA657054SM9IJ"],
            refuses: ["MORGA677054SM9IJ": "a 17th month", "9ORGA657054SM9IJ": "a name that begins with 9"]
        )
        + cases(
            .ukNHS,
            ["943 476 5870", "9434765870"],
            refuses: ["9434765871": "a wrong check digit", "943476587": "nine digits"]
        )
        + cases(
            .ukNINO,
            ["AB123456C", "JG 10 37 59 A"],
            refuses: [
                "QQ123456C": "the sample of forms", "BG123456C": "a prefix not in use", "AB123456E": "a wrong suffix",
            ]
        )
        + cases(
            .ukUTR,
            ["1955839661", "1955839661K"],
            refuses: ["2955839661": "a wrong check digit", "195583966": "nine digits"]
        )

    static let americas =
        cases(
            .arCUIT,
            ["20-05536168-2", "30500010912"],
            refuses: ["20-05536168-3": "a wrong check digit", "22-05536168-2": "a prefix not in use"]
        )
        + cases(
            .brCNPJ,
            ["16.727.230/0001-97", "12ABC34501DE35"],
            refuses: ["16.727.230/0001-98": "a wrong check digit"]
        )
        + cases(
            .brCPF,
            ["390.533.447-05", "39053344705"],
            refuses: ["390.533.447-06": "a wrong check digit", "111.111.111-11": "one digit only"]
        )
        + cases(
            .caBCPHN,
            ["9698 658 215"],
            refuses: ["9698658216": "a wrong check digit", "8698658215": "another first digit"]
        )
        + cases(
            .caSIN,
            ["123-456-782"],
            refuses: ["123-456-783": "a wrong check digit", "046-454-286": "a leading zero"]
        )
        + cases(
            .clRUT,
            ["12.531.909-2", "76086428-5"],
            refuses: ["12.531.909-3": "a wrong check digit", "00.000.000-0": "only zeros"]
        )
        + cases(.coNIT, ["213.123.432-1", "800197268-4"], refuses: ["213.123.432-2": "a wrong check digit"])
        + cases(
            .mxCURP,
            ["BOXW310820HNERXN09"],
            refuses: ["BOXW310820HNERXN08": "a wrong check digit", "BOXW311320HNERXN09": "a 13th month"]
        )
        + cases(
            .svDUI,
            ["02905541-2", "024031358", "06419899-6"],
            refuses: ["02905541-3": "a wrong check digit", "0290554-2": "eight digits", "00000000-0": "only zeros"]
        )
        + cases(
            .usEIN,
            ["12-3456789", "20-1234567"],
            refuses: ["07-1234567": "a prefix not in use", "12-345678": "eight digits"]
        )
        + cases(
            .usITIN,
            ["912-90-3456", "988712233"],
            refuses: ["812-90-3456": "another first digit", "912-89-3456": "a group not in use"]
        )
        + cases(
            .usSSN,
            ["536-22-8726", "536 22 8726"],
            refuses: [
                "000-22-8726": "area 000", "666-22-8726": "area 666", "912-22-8726": "an area of the ITIN",
                "536-00-8726": "group 00", "536-22-0000": "serial 0000", "078-05-1120": "the number in the wallets",
            ]
        )

    static let asiaAndPacific =
        cases(.auABN, ["83 914 571 673"], refuses: ["83914571674": "a wrong check", "8391457167": "ten digits"])
        + cases(
            .auMedicare,
            ["2123 45670 1", "21234567011"],
            refuses: ["2123456711": "a wrong check digit", "7123456701": "another first digit"]
        )
        + cases(.auTFN, ["123 456 782"], refuses: ["123456783": "a wrong sum", "000000000": "only zeros"])
        + cases(
            .cnRIC,
            ["11010519491231002X", "440524188001010014"],
            refuses: ["110105194912310021": "a wrong character", "11010519491331002X": "a 13th month"]
        )
        + cases(.hkID, ["A123456(3)", "G123456A"], refuses: ["A123456(4)": "a wrong check digit"])
        + cases(
            .inAadhaar,
            ["2341 2341 2346"],
            refuses: ["234123412347": "a wrong check digit", "134123412346": "a leading one"]
        )
        + cases(.jpMyNumber, ["1234 5678 9018"], refuses: ["123456789019": "a wrong check digit"])
        + cases(
            .krRRN,
            ["971013-9019902"],
            refuses: ["971013-9019903": "a wrong check digit", "971313-9019902": "a 13th month"]
        )
        + cases(
            .nzIRD,
            ["49091850", "49098576", "136410132"],
            refuses: ["49091851": "a wrong check digit", "9125568": "below the range"]
        )
        + cases(
            .sgNRIC,
            ["S1234567D", "G1234567X"],
            refuses: ["S1234567E": "a wrong letter", "A1234567D": "no series"]
        )
        + cases(
            .thID,
            ["1-2345-45678-78-1"],
            refuses: ["1234545678782": "a wrong check digit", "9234545678781": "another first digit"]
        )
        + cases(.twID, ["A123456789"], refuses: ["A123456788": "a wrong check digit", "A323456789": "no sex"])

    static let africaAndMiddleEast =
        cases(.ilID, ["039337423"], refuses: ["039337424": "a wrong check digit", "111111111": "one digit only"])
        + cases(
            .irCode,
            ["3035187304", "509-736796-0", "7638690389"],
            refuses: ["3035187305": "a wrong check digit", "303518730": "nine digits", "1111111111": "one digit only"]
        )
        + cases(
            .trTCKN,
            ["17291716060"],
            refuses: ["17291716061": "a wrong check digit", "07291716060": "a leading zero"]
        )
        + cases(
            .zaID,
            ["7503305044089", "750330 5044 089"],
            refuses: ["7503305044088": "a wrong check digit", "7513305044089": "a 13th month"]
        )
}
