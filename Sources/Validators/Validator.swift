/// A checksum or parser that a rule may ask for, by the name that it has in rule files.
///
/// A check sees the value in ASCII, with the separators that were written. None allocates more than a few bytes, and
/// each takes well below a microsecond.
public enum Validator: String, CaseIterable, Sendable {
    /// Everything passes.
    case none

    // Numbers of any kind.
    case luhn

    // Credentials.
    case awsAccessKeyID, awsSecretKey, base64, basicAuth, cookie, githubToken, jwt, npmToken, privateKeyPEM, puttyKey
    case urlCredentials

    // Payment and finance.
    case abaRouting, bic, bitcoinAddress, creditCardExpiry, cusip, ethereumAddress, iban, isin, lei, magneticStripe
    case paymentCard, sedol

    // Health.
    case caBCPHN, deaNumber, gs1, npi, udi, ukNHS, usMBI, auMedicare

    // Persons and things anywhere.
    case date, dateOfBirth, emailAddress, imei, ipAddress, latLong, macAddress, nanpNumber, mrz, uuid, vin
    case internationalPhone, nationalPhone

    // National numbers, by country.
    case arCUIT, atSVNR, auABN, auTFN, balticPersonalCode, beNRN, bgEGN, brCNPJ, brCPF, caSIN, chAHV, clRUT, cnRIC
    case coNIT, czRC, deIDCard, deSVNR, deSteuerID, dkCPR, esCCC, esCIF, esDNI, esNIE, esNIF, esNSS, fiHETU, frNIR
    case frRIB, frTIN, grAFM, grAMKA, hkID, hrOIB, huTAJ, huTaxID, iePPS, ilID, inAadhaar, isKennitala, itCIN
    case itCodiceFiscale, itPartitaIVA, jmbg, jpMyNumber, krRRN, luMatricule, lvPK, mxCURP, nlBSN, noFNR, nzIRD
    case plNIP, plPESEL, ptNIF, roCNP, sePersonnummer, sgNRIC, thID, trTCKN, twID, ukDrivingLicence, ukNINO, ukUTR
    case usEIN, usITIN, usSSN, zaID

    // Numbers of companies, accounts, patients and things, by country.
    case esVAT, grVAT, hrVAT, plVAT, ptVAT
    case aeID, arCBU, atUID, auACN, auIHI, beVAT, bgEIK, bgPNF, brCNH, brCNS, brPIS, brRenavam, brVoter, byUNP, caBN
    case chUID, cnUSCC, cyVAT, czICO, deKVNR, dkCVR, doRNC, ecCI, eeKMKR, eeRegistry, esCUPS, fiYTunnus, frSIREN
    case frTVA, gbCHI, gbVAT, gtNIT, huAccount, huVAT, iccid, idNPWP, ieVAT, ilHP, imo, inEPIC, inGSTIN, inVID, jpCN
    case krBRN, kwCivil, kzIIN, ltPVM, luTVA, lvPVN, maICE, mdIDNO, mePIB, mkEDB, mod11And10, mtVAT, mxCLABE, nlBTW
    case noKonto, noOrgnr, nzNHI, orcid, peRUC, plCard, plNRB, plPassport, plREGON, ptCard, pyRUC, roCUI, ruINN
    case ruOGRN, ruSNILS, saID, seOrgnr, sepaCreditor, sgUEN, siDDV, skDPH, svNIT, trVKN, twUBN, uaEDRPOU, uaRNTRC
    case ukUPN, uyCI, uyRUT, veRIF, vnMST, zaTax
    case exYuAccount, irCode, maghrebAccount, ptNIB, ptNISS, svDUI

    /// Tells whether the value passes.
    public func accepts(_ value: Span<UInt8>) -> Bool { entry.check(value) }

    /// How many random values of the right shape it takes, on average, for one to pass: 1 when shape is all there is.
    ///
    /// Of two identifiers that claim the same bytes, the one whose check is less likely to pass by chance wins.
    public var oddsOfChance: Int { entry.odds }

    private typealias Entry = (odds: Int, check: (Span<UInt8>) -> Bool)

    private var entry: Entry {
        switch self {
        case .none: (1, { _ in true })
        case .luhn: (10, Luhn.isValid)
        case .awsAccessKeyID: (1, AWSAccessKeyID.isValid)
        case .awsSecretKey: (2, AWSSecretKey.isValid)
        case .base64: (1, Base64.isValid)
        case .basicAuth: (4, BasicAuth.isValid)
        case .cookie: (1, Cookie.isValid)
        case .githubToken: (1 << 32, GitHubToken.isValid)
        case .jwt: (1 << 30, JSONWebToken.isValid)
        case .npmToken: (1 << 32, GitHubToken.isValid)
        case .privateKeyPEM: (1 << 20, PrivateKeyPEM.isValid)
        case .puttyKey: (1 << 20, PuTTYKey.isValid)
        case .urlCredentials: (1, URLCredentials.isValid)
        case .abaRouting: (10, ABARouting.isValid)
        case .bic: (2, BIC.isValid)
        case .bitcoinAddress: (1 << 30, BitcoinAddress.isValid)
        case .creditCardExpiry: (2, CardExpiry.isValid)
        case .cusip: (10, CUSIP.isValid)
        case .ethereumAddress: (1, EthereumAddress.isValid)
        case .iban: (97, IBAN.isValid)
        case .isin: (10, ISIN.isValid)
        case .lei: (97, LEI.isValid)
        case .magneticStripe: (10, MagneticStripe.isValid)
        case .paymentCard: (10, PaymentCard.isValid)
        case .sedol: (10, SEDOL.isValid)
        case .caBCPHN: (110, BritishColumbiaHealth.isValid)
        case .deaNumber: (10, DEANumber.isValid)
        case .gs1: (10, GS1.isValid)
        case .npi: (10, NationalProvider.isValid)
        case .udi: (10, UDI.isValid)
        case .ukNHS: (11, UKHealthService.isValid)
        case .usMBI: (1, MedicareBeneficiary.isValid)
        case .auMedicare: (10, AustralianMedicare.isValid)
        case .date: (1, CalendarDate.isValid)
        case .dateOfBirth: (1, CalendarDate.isDateOfBirth)
        case .emailAddress: (1, EmailAddress.isValid)
        case .imei: (10, IMEI.isValid)
        case .ipAddress: (1, IPAddress.isValid)
        case .latLong: (1, LatLong.isValid)
        case .macAddress: (1, MACAddress.isValid)
        case .nanpNumber: (2, NorthAmericanNumber.isValid)
        case .internationalPhone: (1, TelephoneNumber.isInternational)
        case .nationalPhone: (1, TelephoneNumber.isNational)
        case .mrz: (1000, MRZ.isValid)
        case .uuid: (1, UUID.isValid)
        case .vin: (1, VIN.isValid)
        case .arCUIT: (11, ArgentineTaxpayer.isValid)
        case .atSVNR: (11, AustrianSocialSecurity.isValid)
        case .auABN: (89, AustralianBusiness.isValid)
        case .auTFN: (11, AustralianTaxFile.isValid)
        case .balticPersonalCode: (10, BalticIdentity.isValid)
        case .beNRN: (48, BelgianIdentity.isValid)
        case .bgEGN: (10, BulgarianIdentity.isValid)
        case .brCNPJ: (100, BrazilianOrganisation.isValid)
        case .brCPF: (100, BrazilianTaxpayer.isValid)
        case .caSIN: (12, CanadianSocialInsurance.isValid)
        case .chAHV: (10, SwissSocialSecurity.isValid)
        case .clRUT: (11, ChileanTaxpayer.isValid)
        case .cnRIC: (11, ChineseIdentity.isValid)
        case .coNIT: (11, ColombianTaxpayer.isValid)
        case .czRC: (11, CzechIdentity.isValid)
        case .deIDCard: (1, GermanIdentityCard.isValid)
        case .deSVNR: (10, GermanPensionInsurance.isValid)
        case .deSteuerID: (115, GermanTaxpayer.isValid)
        case .dkCPR: (1, DanishIdentity.isValid)
        case .esCCC: (100, SpanishBankAccount.isValid)
        case .esCIF: (10, SpanishOrganisation.isValid)
        case .esDNI: (23, SpanishIdentityCard.isValid)
        case .esNIE: (23, SpanishForeigner.isValid)
        case .esNIF: (23, SpanishTaxpayer.isValid)
        case .esNSS: (97, SpanishSocialSecurity.isValid)
        case .fiHETU: (31, FinnishIdentity.isValid)
        case .frNIR: (97, FrenchSocialSecurity.isValid)
        case .frRIB: (97, FrenchBankAccount.isValid)
        case .frTIN: (511, FrenchTaxpayer.isValid)
        case .grAFM: (10, GreekTaxpayer.isValid)
        case .grAMKA: (10, GreekSocialSecurity.isValid)
        case .hkID: (11, HongKongIdentity.isValid)
        case .hrOIB: (10, CroatianIdentity.isValid)
        case .huTAJ: (10, HungarianSocialSecurity.isValid)
        case .huTaxID: (11, HungarianTaxpayer.isValid)
        case .iePPS: (23, IrishIdentity.isValid)
        case .ilID: (10, IsraeliIdentity.isValid)
        case .inAadhaar: (10, IndianIdentity.isValid)
        case .isKennitala: (11, IcelandicIdentity.isValid)
        case .itCIN: (26, ItalianBankAccount.isValid)
        case .itCodiceFiscale: (26, ItalianFiscalCode.isValid)
        case .itPartitaIVA: (10, { CompanyNumber.isPrefixedOrNot($0, ItalianVAT.isValid) })
        case .jmbg: (10, YugoslavIdentity.isValid)
        case .jpMyNumber: (10, JapaneseIdentity.isValid)
        case .krRRN: (10, KoreanIdentity.isValid)
        case .luMatricule: (100, LuxembourgIdentity.isValid)
        case .lvPK: (11, LatvianIdentity.isValid)
        case .mxCURP: (10, MexicanIdentity.isValid)
        case .nlBSN: (11, DutchIdentity.isValid)
        case .noFNR: (120, NorwegianIdentity.isValid)
        case .nzIRD: (11, NewZealandTaxpayer.isValid)
        case .plNIP: (11, PolishTaxpayer.isValid)
        case .plPESEL: (10, PolishIdentity.isValid)
        case .ptNIF: (14, PortugueseTaxpayer.isValid)
        case .roCNP: (11, RomanianIdentity.isValid)
        case .sePersonnummer: (10, SwedishIdentity.isValid)
        case .sgNRIC: (11, SingaporeanIdentity.isValid)
        case .thID: (12, ThaiIdentity.isValid)
        case .trTCKN: (110, TurkishIdentity.isValid)
        case .twID: (10, TaiwaneseIdentity.isValid)
        case .ukDrivingLicence: (1, UKDrivingLicence.isValid)
        case .ukNINO: (1, UKNationalInsurance.isValid)
        case .ukUTR: (10, UKTaxpayerReference.isValid)
        case .usEIN: (1, USEmployer.isValid)
        case .usITIN: (2, USIndividualTaxpayer.isValid)
        case .usSSN: (1, USSocialSecurity.isValid)
        case .zaID: (33, SouthAfricanIdentity.isValid)
        case .esVAT: (10, { CompanyNumber.isPrefixed($0, SpanishOrganisation.isValid) })
        case .grVAT: (10, { CompanyNumber.isPrefixed($0, GreekTaxpayer.isValid) })
        case .hrVAT: (10, { CompanyNumber.isPrefixed($0, CroatianIdentity.isValid) })
        case .plVAT: (11, { CompanyNumber.isPrefixed($0, PolishTaxpayer.isValid) })
        case .ptVAT: (14, { CompanyNumber.isPrefixed($0, PortugueseTaxpayer.isValid) })
        case .aeID: (90, AsianNumber.emirates)
        case .arCBU: (100, AmericanNumber.argentinaCBU)
        case .atUID: (10, CompanyNumber.austria)
        case .auACN: (10, AsianNumber.australiaCompany)
        case .auIHI: (10, OtherNumber.australiaHealth)
        case .beVAT: (97, CompanyNumber.belgium)
        case .bgEIK: (11, CompanyNumber.bulgaria)
        case .bgPNF: (10, EasternNumber.bulgariaForeigner)
        case .brCNH: (100, AmericanNumber.brazilCNH)
        case .brCNS: (11, AmericanNumber.brazilCNS)
        case .brPIS: (11, AmericanNumber.brazilPIS)
        case .brRenavam: (11, AmericanNumber.brazilRenavam)
        case .brVoter: (100, AmericanNumber.brazilVoter)
        case .byUNP: (11, EasternNumber.belarus)
        case .caBN: (10, OtherNumber.canadaBusiness)
        case .chUID: (11, CompanyNumber.switzerland)
        case .cnUSCC: (31, AsianNumber.chinaCredit)
        case .cyVAT: (26, CompanyNumber.cyprus)
        case .czICO: (11, CompanyNumber.czechia)
        case .deKVNR: (10, OtherNumber.germanyInsured)
        case .dkCVR: (11, CompanyNumber.denmark)
        case .doRNC: (10, AmericanNumber.dominicanRNC)
        case .ecCI: (20, AmericanNumber.ecuador)
        case .eeKMKR: (10, CompanyNumber.estoniaVAT)
        case .eeRegistry: (11, CompanyNumber.estoniaRegistry)
        case .esCUPS: (529, OtherNumber.spainSupply)
        case .fiYTunnus: (11, CompanyNumber.finland)
        case .frSIREN: (10, CompanyNumber.france)
        case .frTVA: (970, CompanyNumber.franceVAT)
        case .gbCHI: (90, OtherNumber.scotlandHealth)
        case .gbVAT: (48, CompanyNumber.unitedKingdom)
        case .gtNIT: (11, AmericanNumber.guatemala)
        case .huAccount: (100, OtherNumber.hungaryAccount)
        case .huVAT: (10, CompanyNumber.hungary)
        case .iccid: (10, OtherNumber.simCard)
        case .idNPWP: (10, AsianNumber.indonesia)
        case .ieVAT: (23, CompanyNumber.ireland)
        case .ilHP: (10, AsianNumber.israelCompany)
        case .imo: (10, OtherNumber.ship)
        case .inEPIC: (10, AsianNumber.indiaVoter)
        case .inGSTIN: (36, AsianNumber.indiaGSTIN)
        case .inVID: (10, AsianNumber.indiaVirtual)
        case .jpCN: (10, AsianNumber.japanCorporate)
        case .krBRN: (10, AsianNumber.koreaBusiness)
        case .kwCivil: (90, AsianNumber.kuwait)
        case .kzIIN: (90, EasternNumber.kazakhstan)
        case .ltPVM: (11, CompanyNumber.lithuania)
        case .luTVA: (89, CompanyNumber.luxembourg)
        case .lvPVN: (11, CompanyNumber.latvia)
        case .maICE: (97, AsianNumber.morocco)
        case .mdIDNO: (10, EasternNumber.moldova)
        case .mePIB: (11, EasternNumber.montenegro)
        case .mkEDB: (11, EasternNumber.northMacedonia)
        case .mod11And10: (10, CompanyNumber.mod11And10)
        case .mtVAT: (37, CompanyNumber.malta)
        case .mxCLABE: (10, AmericanNumber.mexicoCLABE)
        case .nlBTW: (11, CompanyNumber.netherlands)
        case .noKonto: (11, OtherNumber.norwayAccount)
        case .noOrgnr: (11, CompanyNumber.norway)
        case .nzNHI: (11, OtherNumber.newZealandHealth)
        case .orcid: (11, OtherNumber.researcher)
        case .peRUC: (11, AmericanNumber.peruRUC)
        case .plCard: (10, EasternNumber.polandCard)
        case .plNRB: (97, OtherNumber.polandAccount)
        case .plPassport: (10, EasternNumber.polandPassport)
        case .plREGON: (11, CompanyNumber.polandRegon)
        case .ptCard: (10, OtherNumber.portugalCard)
        case .pyRUC: (11, AmericanNumber.paraguay)
        case .roCUI: (11, CompanyNumber.romania)
        case .ruINN: (11, EasternNumber.russiaINN)
        case .ruOGRN: (11, EasternNumber.russiaOGRN)
        case .ruSNILS: (100, EasternNumber.russiaSNILS)
        case .saID: (10, AsianNumber.saudiArabia)
        case .seOrgnr: (10, CompanyNumber.sweden)
        case .sepaCreditor: (97, OtherNumber.sepaCreditor)
        case .sgUEN: (11, AsianNumber.singaporeEntity)
        case .siDDV: (11, CompanyNumber.slovenia)
        case .skDPH: (11, CompanyNumber.slovakia)
        case .svNIT: (11, AmericanNumber.elSalvador)
        case .trVKN: (10, AsianNumber.turkeyTax)
        case .twUBN: (5, AsianNumber.taiwanBusiness)
        case .uaEDRPOU: (11, EasternNumber.ukraineEDRPOU)
        case .uaRNTRC: (11, EasternNumber.ukraineRNTRC)
        case .ukUPN: (23, OtherNumber.ukPupil)
        case .uyCI: (10, AmericanNumber.uruguayCedula)
        case .uyRUT: (50, AmericanNumber.uruguayRUT)
        case .veRIF: (11, AmericanNumber.venezuela)
        case .vnMST: (11, AsianNumber.vietnam)
        case .zaTax: (10, AsianNumber.southAfricaTax)
        case .exYuAccount: (97, DomesticAccount.formerYugoslavia)
        case .irCode: (11, AsianNumber.iran)
        case .maghrebAccount: (97, DomesticAccount.maghreb)
        case .ptNIB: (97, DomesticAccount.portugal)
        case .ptNISS: (10, OtherNumber.portugalSocialSecurity)
        case .svDUI: (10, AmericanNumber.elSalvadorDUI)
        }
    }
}
