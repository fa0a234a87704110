public enum Validator: String, CaseIterable, Sendable {
    case none
    case luhn
    case paymentCard
    case iban
    case abaRouting
    case usSSN
    case usITIN
    case usEIN
    case npi
    case deaNumber
    case usMBI
    case caSIN
    case caBCPHN
    case ukNHS
    case ukNINO
    case ukUTR
    case ukDrivingLicence
    case frNIR
    case frTIN
    case frRIB
    case deSteuerID
    case deIDCard
    case deSVNR
    case deIBANAccount
    case itCodiceFiscale
    case itPartitaIVA
    case itCIN
    case esDNI
    case esNIE
    case esNIF
    case esCIF
    case esNSS
    case esCCC
    case ptNIF
    case ptCC
    case nlBSN
    case beNRN
    case luMatricule
    case atSVNR
    case chAHV
    case plPESEL
    case plNIP
    case plREGON
    case czRC
    case skRC
    case huTAJ
    case huTaxID
    case roCNP
    case bgEGN
    case hrOIB
    case siEMSO
    case rsJMBG
    case grAMKA
    case grAFM
    case eeIK
    case ltAK
    case lvPK
    case sePersonnummer
    case noFNR
    case dkCPR
    case fiHETU
    case isKennitala
    case iePPS
    case mtID
    case cyTIC
    case trTCKN
    case ilID
    case zaID
    case brCPF
    case brCNPJ
    case brRG
    case clRUT
    case arCUIT
    case mxCURP
    case mxRFC
    case coNIT
    case peRUC
    case uyCI
    case ecCI
    case veRIF
    case auTFN
    case auABN
    case auACN
    case auMedicare
    case nzIRD
    case nzNHI
    case inAadhaar
    case inPAN
    case inGSTIN
    case cnRIC
    case hkID
    case twID
    case krRRN
    case jpMyNumber
    case jpCorporate
    case sgNRIC
    case thID
    case myNRIC
    case idNIK
    case phNone
    case vin
    case imei
    case isin
    case lei
    case cusip
    case sedol
    case bic
    case gs1
    case udi
    case creditCardExpiry
    case date
    case dateOfBirth
    case latLong
    case mrz
    case magneticStripe
    case subeCard
    case bitcoinAddress
    case ethereumAddress
    case jwt
    case basicAuth
    case base64
    case githubToken
    case npmToken
    case awsAccessKeyID
    case awsSecretKey
    case privateKeyPEM
    case puttyKey
    case uuid
    case emailAddress
    case ipAddress
    case macAddress
    case urlCredentials
    case cookie
    public func accepts(_ value: Span<UInt8>) -> Bool {
        switch self {
        case .dateOfBirth: CalendarDate.isDateOfBirth(value)
        case .luhn: Luhn.isValid(value)
        case .paymentCard: PaymentCard.isValid(value)
        case .iban: IBAN.isValid(value)
        case .abaRouting: ABARouting.isValid(value)
        case .usSSN: USSocialSecurity.isValid(value)
        case .usITIN: USIndividualTaxpayer.isValid(value)
        case .usEIN: USEmployer.isValid(value)
        case .npi: NationalProvider.isValid(value)
        case .deaNumber: DEANumber.isValid(value)
        case .usMBI: MedicareBeneficiary.isValid(value)
        case .vin: VIN.isValid(value)
        case .imei: IMEI.isValid(value)
        case .isin: ISIN.isValid(value)
        case .lei: LEI.isValid(value)
        case .cusip: CUSIP.isValid(value)
        case .sedol: SEDOL.isValid(value)
        case .bic: BIC.isValid(value)
        case .gs1: GS1.isValid(value)
        case .udi: UDI.isValid(value)
        case .creditCardExpiry: CardExpiry.isValid(value)
        case .date: CalendarDate.isValid(value)
        case .latLong: LatLong.isValid(value)
        case .mrz: MRZ.isValid(value)
        case .magneticStripe: MagneticStripe.isValid(value)
        case .bitcoinAddress: BitcoinAddress.isValid(value)
        case .ethereumAddress: EthereumAddress.isValid(value)
        case .jwt: JSONWebToken.isValid(value)
        case .basicAuth: BasicAuth.isValid(value)
        case .base64: Base64.isValid(value)
        case .githubToken: GitHubToken.isValid(value)
        case .npmToken: GitHubToken.isValid(value)
        case .awsAccessKeyID: AWSAccessKeyID.isValid(value)
        case .awsSecretKey: AWSSecretKey.isValid(value)
        case .privateKeyPEM: PrivateKeyPEM.isValid(value)
        case .puttyKey: PuTTYKey.isValid(value)
        case .uuid: UUID.isValid(value)
        case .emailAddress: EmailAddress.isValid(value)
        case .ipAddress: IPAddress.isValid(value)
        case .macAddress: MACAddress.isValid(value)
        case .urlCredentials: URLCredentials.isValid(value)
        case .cookie: Cookie.isValid(value)
        default: true
        }
    }
    public var oddsOfChance: Int {
        switch self {
        case .none: 1
        case .luhn: 10
        case .paymentCard: 10
        case .iban: 97
        case .abaRouting: 10
        case .usSSN: 1
        case .usITIN: 2
        case .usEIN: 1
        case .npi: 10
        case .deaNumber: 10
        case .usMBI: 1
        case .vin: 1
        case .imei: 10
        case .isin: 10
        case .lei: 97
        case .cusip: 10
        case .sedol: 10
        case .bic: 2
        case .gs1: 10
        case .udi: 10
        case .creditCardExpiry: 2
        case .date: 1
        case .latLong: 1
        case .mrz: 1000
        case .magneticStripe: 10
        case .bitcoinAddress: 1073741824
        case .ethereumAddress: 1
        case .jwt: 1073741824
        case .basicAuth: 4
        case .base64: 1
        case .githubToken: 4294967296
        case .npmToken: 4294967296
        case .awsAccessKeyID: 1
        case .awsSecretKey: 2
        case .privateKeyPEM: 1048576
        case .puttyKey: 1048576
        case .uuid: 1
        case .emailAddress: 1
        case .ipAddress: 1
        case .macAddress: 1
        case .urlCredentials: 1
        case .cookie: 1
        default: 10
        }
    }
}
