"""Texts with data of people as they lie on office shares in many countries, written without regard to how detectors take them."""

CASES = [
    ("stammdaten.csv", """\
PersNr;Anrede;Name;Vorname;GebDat;GebOrt;SVNR;StID;Strasse;PLZ;Ort;Tel priv.;Eintritt;StKl
00412;Fr.;«NAME:Hollmann»;«NAME:Ricarda»;«DOB:12.04.1987»;Bremen;«NATID:29120487H068»;«TAX:21822307457»;«ADDRESS:Osterdeich 114»;28205;Bremen;«PHONE:0421 4976213»;01.09.2012;I
00413;Hr.;«NAME:Szymanski»;«NAME:Marek»;«DOB:30.11.1979»;Kattowitz;«NATID:29301179S024»;«TAX:48934102671»;«ADDRESS:Am Wall 31a»;28195;Bremen;«PHONE:0152 53881746»;15.03.2014;III
00417;Fr.;«NAME:Öztürk-Behrens»;«NAME:Selin»;«DOB:02.07.1994»;Delmenhorst;«NATID:29020794O374»;«TAX:16530187243»;«ADDRESS:Schwachhauser Heerstr. 202»;28213;Bremen;«PHONE:0176 88421097»;01.02.2020;IV
00421;Hr.;«NAME:Graf von Treskow»;«NAME:Hubertus»;«DOB:19.01.1966»;Celle;«NATID:29190166G808»;«TAX:74562301096»;«ADDRESS:Rembertiring 6»;28203;Bremen;«PHONE:0421/33 85 70»;01.04.1998;III
"""),
    ("verdienstabrechnung.txt", """\
Entgeltabrechnung 02/2026                                Blatt 1
Nordsee Kühlhaus GmbH & Co. KG

Herrn
«NAME:Matthias Vollbrecht»
«ADDRESS:Hafenstr. 77»
27572 Bremerhaven

Pers.-Nr.   1187      Geb.-Datum  «DOB:03.05.1981»    Steuerklasse 3
SV-Nummer   «NATID:29030581V816»     Krankenkasse  hkk
IdNr.       «TAX:25 937 164 819»   Konfession    ev

Grundgehalt                       3.412,00
vwl. Zuschuss                        26,59
Gesamtbrutto                      3.438,59
Lohnsteuer                          228,16
KV                                  278,52
RV                                  319,79
Auszahlungsbetrag                 2.518,94

Bankverbindung: «IBAN:DE41 2925 0000 0034 3794 07»  («O:BRLADE21BRS»)
"""),
    ("mandat.txt", """\
SEPA-Lastschriftmandat
Gläubiger-Identifikationsnummer: «O:DE48ZZZ00001183472»     Mandatsreferenz: TSV-2026-00317
Ich ermächtige den TSV Eintracht Felde e.V., Zahlungen von meinem Konto mittels Lastschrift einzuziehen.

Kontoinhaber/in: «NAME:Gesine Lüttjohann»
Straße, Nr.:     «ADDRESS:Dorfstraße 3b»
PLZ, Ort:        24242 Felde
IBAN:            «IBAN:DE272105 0170 1040 4773 52»
Geburtsdatum d. Mitglieds: «DOB:08/09/2014»   Mitglied: «NAME:Jonte Lüttjohann»
Felde, 11.01.2026
"""),
    ("labor.txt", """\
LABORBEFUND                         MVZ Labor Dr. «NAME:Reinhold Stegemann» u. Kollegen
Pat.: «NAME:ECKHARDT, Rosemarie»   *«DOB:17.10.1949»   w
Tgb.-Nr. 2602-44190      Eing. 17.02.26 07:51
Kassen-Nr. 108018007  Vers.-Nr. «HEALTH:R080084862»  Status 5000000

Analyt            Wert   Einheit   Referenz
Leukozyten        9,8    /nl       3,9-10,2
Hämoglobin        11,2-  g/dl      11,8-15,8
Kreatinin         1,31+  mg/dl     0,50-0,90
eGFR (CKD-EPI)    39     ml/min
HbA1c             7,4+   %         <6,0
TSH basal         2,11   mU/l      0,27-4,20
"""),
    ("arztbrief.txt", """\
Sehr geehrter Herr Kollege «NAME:Dr. Bärwald»,

wir berichten über Ihre Patientin Frau «NAME:Annegret Ohlendorf», *«DOB:05.03.1957», «ADDRESS:Ringstr. 19, 31789 Hameln», die sich vom 02.-09.02.2026 in unserer stationären Behandlung befand.

Diagnosen: «O:paroxysmales Vorhofflimmern (I48.0G)», «O:arterielle Hypertonie»
Medikation: Apixaban 5 mg 1-0-1, Bisoprolol 2,5 mg 1-0-0

Mit freundlichen kollegialen Grüßen
PD Dr. med. «NAME:K. Strunz»
"""),
    ("unfall.txt", """\
Schadenmeldung Kfz-Haftpflicht
VN: «NAME:Detlef Kamphausen»  /  VS-Nr. KH 20-118-4429
amtl. Kz.: «O:NE-DK 412»     FIN: «VIN:WVWZZZ1K7AW670158»
Unfallgegner: «NAME:Sükrü Aydemir», «ADDRESS:Gladbacher Str. 140, 41462 Neuss», Kz. «O:MG-SA 1907», Tel. «PHONE:02131-5287714»
Fahrer zum Unfallzeitpunkt: Sohn «NAME:Lukas», geb. «DOB:24.12.05», FS-Nr. «DL:N0718RRE351»
"""),
    ("virement.txt", """\
Ordre de virement permanent
Donneur d'ordre : Mme «NAME:Solène Kerguelen»
IBAN débiteur : «IBAN:FR76 1558 9351 0855 2930 6123 621»
Bénéficiaire : «NAME:Yannick Le Goff»
IBAN bénéficiaire : «IBAN:FR7620041010157416642998303»
Montant : 480,00 EUR le 5 de chaque mois - motif : pension «NAME:Maëlle»
"""),
    ("bulletin.txt", """\
BULLETIN DE PAIE          Période : janvier 2026
SARL Boulangerie du Vieux Port   SIRET «COMPANY:836 906 065 83258»   APE 1071C

Salarié : «NAME:BOUCHARD Jean-Philippe»
Matricule : 0037   N° SS : «NATID:1 83 07 33 063 264 31»
Emploi : ouvrier boulanger   Coef. 185
«ADDRESS:14 cours de la Marne»
33800 BORDEAUX

Salaire de base    151,67 h   12,84    1 947,44
Heures sup. 25 %    17,33 h   16,05      278,15
Net à payer avant impôt               1 756,20
Virement sur «IBAN:FR7630003003750001234869702»
"""),
    ("cpam.txt", """\
Votre correspondant : Mme «NAME:Haddou»
N° de sécurité sociale : «NATID:2 91 12 69 381 686 84»
Madame «NAME:Inès Charpentier»,
Nous avons bien reçu votre avis d'arrêt de travail du 06/02/2026. Vous êtes née le «DOB:24 décembre 1991» à Lyon 1er.
Pour nous joindre : 36 46 (service gratuit + prix appel)
"""),
    ("ordonnance.txt", """\
Docteur «NAME:Bénédicte Salvignol»
Médecin généraliste - RPPS «O:10003482917»
«O:22 av. Jean Jaurès, 31000 Toulouse» - «O:05.61.48.27.93»

Toulouse, le 14/02/26
M. «NAME:Gilbert Taillefer», 71 ans, né le «DOB:2.6.54»

AMLODIPINE 5 mg : 1 cp le matin, 3 mois
METFORMINE 850 : 1 cp matin et soir
"""),
    ("rh.tsv", """\
Matricule	Nom	Prénom	Né(e) le	N° sécu	Tél. perso	Adresse	CP	Ville
A118	«NAME:GAUTHIER»	«NAME:Élodie»	«DOB:19/08/1990»	«NATID:290083806714897»	«PHONE:06 72 19 84 05»	«ADDRESS:7 impasse des Tilleuls»	38000	Grenoble
A122	«NAME:N'DIAYE»	«NAME:Ousmane»	«DOB:03/01/1986»	«NATID:186019934357463»	«PHONE:07 81 55 20 63»	«ADDRESS:41 bd Gambetta, bât. C»	38000	Grenoble
A125	«NAME:DE SOUSA»	«NAME:Paulo»	«DOB:11/11/1973»	«NATID:173119913280275»	«PHONE:06.50.37.91.28»	«ADDRESS:3 ter rue Thiers»	38100	Grenoble
"""),
    ("busta.txt", """\
CEDOLINO PAGA - Gennaio 2026
Dipendente: «NAME:PELLEGRINO SALVATORE»   Cod. Fisc.: «NATID:PLLSVT84C09G273J»
Nato a Palermo (PA) il «DOB:09/03/1984» - Residenza: «ADDRESS:Via Maqueda 218, 90134 Palermo PA»
Matr. INPS «O:5503318842»   Liv. 4   Qualifica: magazziniere
Retribuzione lorda   1.842,33
Netto in busta       1.431,00
Accredito: «IBAN:IT16 B 02008 04600 000121617960»
"""),
    ("anagrafica.csv", """\
Cognome;Nome;Luogo nascita;Data nascita;CF;Indirizzo;CAP;Comune;Cell
«NAME:Zanetti»;«NAME:Federica»;Padova;«DOB:28/05/1991»;«NATID:ZNTFRC91E68G224N»;«ADDRESS:Via Altinate 9»;35121;Padova;«PHONE:3408817264»
«NAME:D'Amico»;«NAME:Rocco»;Bari;«DOB:14/10/1968»;«NATID:DMCRCC68R14A662L»;«ADDRESS:Via Piovese 133/A»;35127;Padova;«PHONE:349 5520187»
«NAME:Brunelli»;«NAME:Tommaso»;Verona;«DOB:01/02/2000»;«NATID:BRNTMS00B01L781Z»;«ADDRESS:P.zza Insurrezione 4»;35139;Padova;«PHONE:+393271149062»
"""),
    ("delega.txt", "Io sottoscritta «NAME:Loredana Vianello» (C.F. «NATID:VNLLDN59L61L736G»), nata a Venezia il «DOB:21 luglio 1959», C.I. n. «NATID:CA73918EK» rilasciata dal Comune di Venezia, delego mio figlio «NAME:Nicolò Scarpa» al ritiro della raccomandata.\n"),
    ("fattura.xml", """\
<CessionarioCommittente>
  <DatiAnagrafici>
    <CodiceFiscale>«NATID:MRCLRI77S70H501B»</CodiceFiscale>
    <Anagrafica><Nome>«NAME:Ilaria»</Nome><Cognome>«NAME:Marchetti»</Cognome></Anagrafica>
  </DatiAnagrafici>
  <Sede><Indirizzo>«ADDRESS:Via Tuscolana 1184»</Indirizzo><CAP>00174</CAP><Comune>Roma</Comune><Provincia>RM</Provincia><Nazione>IT</Nazione></Sede>
</CessionarioCommittente>
"""),
    ("nomina.csv", """\
Apellidos;Nombre;DNI/NIE;NAF;F. nac.;Cuenta;Móvil
«NAME:Urquijo Belmonte»;«NAME:Nerea»;«NATID:56581100L»;«HEALTH:489829594735»;«DOB:23/04/1989»;«IBAN:ES5420950105343466082359»;«PHONE:622184905»
«NAME:El Amrani»;«NAME:Youssef»;«NATID:Y0915955V»;«HEALTH:482369657666»;«DOB:12/12/1993»;«IBAN:ES3001822518490439158443»;«PHONE:688 40 17 32»
"""),
    ("informe.txt", """\
INFORME DE ALTA - Servicio de Traumatología
Paciente: «NAME:QUINTANILLA ROBLES, M.ª DOLORES»   NHC: «O:0338812»   F. Nac.: «DOB:06/01/1947»
NUHSA: «HEALTH:AN0338812041»   Tfno.: «PHONE:958 27 41 06»
Domicilio: «ADDRESS:C/ Recogidas, 48, 4.º A», 18005 GRANADA
Motivo de ingreso: «O:fractura subcapital de cadera izquierda»
Médico responsable: Dr. «NAME:Bastida»
"""),
    ("hacienda.txt", """\
Modelo 100 - Declaración IRPF 2025
Primer declarante  NIF «TAX:83331280A»  «NAME:VILLANUEVA OTERO, GONZALO»  Fecha nacimiento «DOB:15-09-1975»
Cónyuge            NIF «TAX:13515213E»  «NAME:CARBALLEIRA REY, UXÍA»
Cuenta devolución  «IBAN:ES72 2080 0451 25 3007293742»
"""),
    ("p45.txt", """\
P45 Part 1A - Details of employee leaving work
Employer PAYE reference   475/LB00412
Employee's National Insurance number   «NATID:CE 41 87 26 B»
Title  Mrs    Surname «NAME:ABUBAKAR-REED»   First name(s) «NAME:Fatima Louise»
Leaving date 28 02 2026
Tax code at leaving date 1257L    Week 1/Month 1 no
Date of birth «DOB:09 11 1986»      Gender F
Address «ADDRESS:61 Cotham Brow, Bristol», BS6 6AN
"""),
    ("gp.txt", """\
Dear Dr «NAME:Ramanathan»

Re: «NAME:Mr Gareth PROSSER»  DOB «DOB:22/01/1953»  NHS No: «HEALTH:394 991 3238»
«ADDRESS:Tŷ Gwyn, 4 Heol y Parc, Pontarddulais», Swansea SA4 8RT

Thank you for referring this pleasant 73-year-old retired signalman. Echo shows EF 38 %. I have started ramipril 1.25 mg and asked the heart failure nurses to see him. He can be reached on «PHONE:01792 881 407» (wife «NAME:Eirlys»).

Yours sincerely
«NAME:Dr H. Lindqvist»
Consultant Cardiologist
"""),
    ("tenancy.txt", """\
ASSURED SHORTHOLD TENANCY
Tenant 1: «NAME:Zainab Chaudhry», DOB «DOB:30-03-1995», NINO «NATID:SK883014D», share code «O:W82 KX4 91P»
Tenant 2: «NAME:Callum McAllister», DOB «DOB:7.8.94», driving licence «DL:MCALL908074C99FT»
Guarantor: «NAME:Mr T. Chaudhry», «ADDRESS:118 Stamford Road, Manchester M16 0LN»
Rent to: Ashbourne Lets, sort code «BANK:30-94-57» a/c no «BANK:61408837»
"""),
    ("expenses.txt", "pls pay my expenses to the joint account now - s/c «BANK:090128», acc «BANK:29174406» (Santander, «NAME:R Okonjo & L Petrie»), ta. «NAME:Rosie» x\n"),
    ("w2.txt", """\
a Employee's social security number  «NATID:296-89-9542»
b Employer identification number (EIN)  «TAX:30-4143443»
c Employer: Blue Heron Diner LLC, «O:2217 E Washington Ave», Madison WI 53704
e Employee's name  «NAME:Jolene R Kowalczyk»
f «ADDRESS:508 Division St Apt 3», Madison WI 53704
1 Wages 31,882.40   2 Fed tax 2,914.06   3 SS wages 31,882.40   16 State wages 31,882.40
"""),
    ("ach.txt", """\
DIRECT DEPOSIT AUTHORIZATION
Employee: «NAME:Tyrell Washington Jr.»     SSN (last four not accepted): «NATID:496 47 6452»
Bank: Regions   Routing: «BANK:062049229»   Account: «BANK:0194773820»   [x] Checking [ ] Savings
Signature: «NAME:T. Washington»    Date 2/3/26
"""),
    ("er.txt", """\
ED TRIAGE NOTE
«NAME:HARGROVE,DESTINY M»  MRN «O:00884172»  DOB «DOB:06/14/2001»  24 y.o. F  Acct# «O:70031882»
CC: «O:abd pain x2d». PMH asthma. NKDA.
Ins: BCBS TN  Member ID «HEALTH:ZEC904417728»  Grp 118820
Emerg contact: «NAME:Hargrove, Lynette» (mother) «PHONE:423-418-7719»
PCP: «NAME:S. Vellankal MD»
"""),
    ("mbi.txt", "Beneficiary «NAME:Walter J. Pruitt» — Medicare Number «HEALTH:8KD9-R47-NX26», Part A eff 05-01-2011, plan H5521-133, phone «PHONE:(314) 862-0457».\n"),
    ("dmv.txt", """\
Name: «NAME:Xiomara Santos-Bell»
TX DL «DL:41882706» exp «O:09/2029»  Class C
Plate «O:RKT 4471» (TX)   VIN «VIN:5TDYZ3DC1LS152546»
"""),
    ("imm.txt", "I-9 List A: Permanent Resident Card, USCIS# «NATID:A 218-447-903», Form I-551; Passport India «PASSPORT:T7714093», exp. 11/30/2031; applicant «NAME:Raghav Deshpande», born «DOB:Nov. 8, 1988».\n"),
    ("ficha.txt", """\
FICHA DE REGISTRO DE EMPREGADO
Nome: «NAME:Rosângela Aparecida Tavares»
Data de nasc.: «DOB:17/05/1983»     Naturalidade: Uberlândia/MG
CPF: «TAX:452.368.295-00»   RG: «NATID:MG-12.884.017» SSP/MG   PIS/PASEP: «NATID:126.71967.02-2»
CTPS «O:0044182» série 00317-MG    CNH: «DL:33566982076»
Endereço: «ADDRESS:Rua Goiás, 772, apto 301, Centro», Uberlândia - MG, 38400-086
Banco 341  Ag. 0417  C/C «BANK:28814-7»
"""),
    ("pix.txt", "Oi «NAME:Dani», a chave pix da «NAME:Marlene» é o cpf dela: «TAX:29510809055». Se não der usa o cel «PHONE:11 9 8714-2260»\n"),
    ("nfe.xml", "<dest><CPF>«TAX:63746945380»</CPF><xNome>«NAME:JOAO BATISTA FONTOURA»</xNome><enderDest><xLgr>«ADDRESS:AVENIDA BORGES DE MEDEIROS»</xLgr><nro>1501</nro><xBairro>PRAIA DE BELAS</xBairro><xMun>PORTO ALEGRE</xMun><UF>RS</UF><CEP>90119900</CEP><fone>«PHONE:51992817740»</fone></enderDest><email>«EMAIL:jb.fontoura@uol.com.br»</email></dest>\n"),
    ("sus.txt", """\
Cartão Nacional de Saúde: «HEALTH:749 8616 2160 6694»
Paciente: «NAME:Ivonete Gomes da Silva»   Mãe: «NAME:Terezinha Gomes»   DN: «DOB:02/10/1958»
"""),
    ("kadry.csv", """\
L.p.;Nazwisko i imię;PESEL;Data ur.;Adres zam.;Nr rachunku;NIP/US
1;«NAME:Wróbel Justyna»;«NATID:88041250123»;«DOB:12.04.1988»;«ADDRESS:ul. Grabiszyńska 61/4, 53-503 Wrocław»;«BANK:13 1140 2004 8825 1107 7966 4462»;Wrocław-Fabryczna
2;«NAME:Chmielewski Radosław»;«NATID:75113018550»;«DOB:30.11.1975»;«ADDRESS:ul. Legnicka 17 m. 22, 53-671 Wrocław»;«BANK:44102052260000081182219275»;Wrocław-Fabryczna
3;«NAME:Sikora-Lis Hanna»;«NATID:03270930341»;«DOB:09.07.2003»;«ADDRESS:pl. Strzegomski 2, 53-681 Wrocław»;«BANK:97 1090 2398 0000 3485 3383 9569»;Psie Pole
"""),
    ("wniosek.txt", """\
WNIOSEK URLOPOWY / aktualizacja danych
Imię i nazwisko: «NAME:Bartłomiej Dudek»
Dowód osobisty: «NATID:CDR160601», paszport «PASSPORT:EK2944315»
Tel.: «PHONE:794-118-036», e-mail prywatny: «EMAIL:bartek.dudek88@gmail.com»
"""),
    ("zus.txt", "Ubezpieczony: «NAME:Halina Gawrońska», PESEL «NATID:56091816062», decyzja z 12.02.2026, rozpoznanie «O:M16.1», wypłata na rachunek «IBAN:PL22124010240000016342174905»\n"),
    ("loonstrook.txt", """\
Loonstrook januari 2026
Werknemer: «NAME:D.J. (Daan) Terpstra»          Personeelsnr. 20417
Adres: «ADDRESS:Nieuwestad 88-II», 8911 CX Leeuwarden
Geb.datum: «DOB:14-06-1990»   BSN: «NATID:673080602»   Loonheffingskorting: ja
Bruto  2.904,00   Netto 2.331,18
Betaald op «IBAN:NL29 RABO 0329 8240 74»
"""),
    ("zorg.csv", """\
clientnr,achternaam,tussenv,roepnaam,geboren,bsn,verzekeraar,polisnr
5541,«NAME:Hiddink»,ten,«NAME:Jannie»,«DOB:03-12-1938»,«NATID:894299505»,Menzis,«O:401882937»
5542,«NAME:Bakker»,,«NAME:Wubbo»,«DOB:19-04-1944»,«NATID:212653325»,Zilveren Kruis,«O:117340268»
"""),
    ("anwb.txt", "Kenteken «O:G-841-TX», bestuurder mevr. «NAME:Noortje van Wijngaarden», 06 nummer «PHONE:0613847720», staat stil op A28 hmp 112,4\n"),
    ("id.txt", "Paspoortnr: «PASSPORT:NXR41K7D2» geldig tot 04 FEB 2031, rijbewijs «DL:5288014739»\n"),
    ("se_lista.csv", """\
Anst.nr;Efternamn;Förnamn;Personnummer;Adress;Postnr;Ort;Mobil;Clearing;Konto
1041;«NAME:Åkesson»;«NAME:Ebba»;«NATID:19920317-1781»;«ADDRESS:Drottninggatan 55 lgh 1203»;602 32;Norrköping;«PHONE:0708-81 42 07»;8327-9;«BANK:934 118 204-7»
1044;«NAME:Hosseini»;«NAME:Navid»;«NATID:19870928-1706»;«ADDRESS:Idungatan 12 B»;603 56;Norrköping;«PHONE:073-551 90 28»;5357;«BANK:00 417 82»
1052;«NAME:Wallström»;«NAME:Göte»;«NATID:19610105-5363»;«ADDRESS:Vattentorpet 3»;610 20;Kimstad;«PHONE:011-39 22 41»;6000;«BANK:512 884 019»
"""),
    ("journal.txt", "Journalanteckning 2026-02-10. Pat «NAME:Gunvor Sandell», pnr «NATID:420508-7077». Söker för «O:dyspné». Anhörig: dottern «NAME:Annika», tel «PHONE:0920 - 22 81 44».\n"),
    ("norsk.txt", """\
Arbeidsavtale mellom Fjordfisk AS (org.nr. «COMPANY:910 647 431») og «NAME:Torunn Eikeland», f.nr. «NATID:150388 95718», bosatt «ADDRESS:Strandgaten 21, 5013 Bergen».
Lønn utbetales til kontonr. «BANK:3624.10.88906».
"""),
    ("dansk.txt", """\
Kære «NAME:Birgitte»
Vi skal bruge dit cpr. nr. – er det stadig «NATID:150674-4438»? Og lønkonto reg. «O:5301» konto «BANK:0000 248817».
Vh «NAME:Kasper Damgaard», «O:tlf. 33 41 08 27»
"""),
    ("suomi.csv", """\
Sukunimi;Etunimi;Hetu;Katuosoite;Postinumero;Postitoimipaikka;Puhelin;Tilinumero
«NAME:Mäkinen»;«NAME:Outi»;«NATID:110479-020B»;«ADDRESS:Hämeenkatu 14 C 31»;33100;Tampere;«PHONE:045 781 2206»;«IBAN:FI76 5732 3809 3298 22»
«NAME:Nieminen»;«NAME:Eetu»;«NATID:020503A670P»;«ADDRESS:Satakunnankatu 22 A 4»;33210;Tampere;«PHONE:+358 50 3371 804»;«IBAN:FI42 1045 2477 4047 77»
"""),
    ("schweiz.txt", """\
LOHNAUSWEIS 2025
A/C  AHV-Nr. «NATID:756.5885.0480.02»   Geburtsdatum «DOB:21.08.1976»
H    Frau «NAME:Franziska Rüegsegger», «ADDRESS:Thunstrasse 44», 3005 Bern
I    Käserei Gantrisch AG, UID «COMPANY:CHE-228.415.509»
1. Lohn  78'450   8. Bruttolohn total 78'450   11. Nettolohn 68'912
Auszahlung: «IBAN:CH91 0079 0542 9520 4875 3»
"""),
    ("suisse.txt", "Assuré : «NAME:Loïc Monney», né le «DOB:11.02.1999», n° AVS «NATID:7562741656937», n° de carte d'assuré «O:80756003518824071936», natel «PHONE:+41 78 841 27 06», «ADDRESS:rue de Lausanne 61, 1700 Fribourg»\n"),
    ("ticino.txt", "Gentile signora «NAME:Bernasconi-Frapolli», il Suo nuovo numero AVS è «NATID:756.1973.0842.97». Domicilio: «ADDRESS:via Nassa 29, 6900 Lugano».\n"),
    ("oegk.txt", "Dienstnehmer: «NAME:Grabher Marcel», VSNR «NATID:4216220895», geb. «DOB:22.08.1995», «ADDRESS:Moosmahdstraße 9, 6850 Dornbirn», Eintritt 1.3.2026, IBAN «IBAN:AT30 2060 2082 2948 7160», Tel. «PHONE:+43 (0)664 / 881 72 04»\n"),
    ("meldezettel.txt", """\
Familienname: «NAME:Stojanović»
Vorname: «NAME:Dragana»
Geb.Dat.: «DOB:4.10.1982»  Geb.Ort: Niš
Hauptwohnsitz: «ADDRESS:Quellenstraße 151/2/14», 1100 Wien
Reisedokument: Reisepass Nr. «PASSPORT:014882730» (SRB)
"""),
    ("india_hr.csv", """\
Emp Code,Employee Name,Father's Name,DOB,PAN,UAN,Aadhaar,Bank A/c,IFSC,Mobile
PN0417,«NAME:Kavitha Subramaniam»,«NAME:R. Subramaniam»,«DOB:12-Apr-1990»,«TAX:VJPPS0858P»,«NATID:101284417730»,«NATID:6457 8446 8723»,«BANK:0418101033872»,CNRB0000418,«PHONE:98400 71832»
PN0422,«NAME:Harpreet Singh Gill»,«NAME:Jaswant Singh»,«DOB:03-Nov-1985»,«TAX:IUCPG4367S»,«NATID:100773184902»,«NATID:516410051184»,«BANK:33140100018827»,BARB0LUDHIA,«PHONE:9417728830»
"""),
    ("kyc_in.txt", "Dear Sir, kindly update my KYC. Name: «NAME:Mohammed Irfan Shaikh», S/o «NAME:Abdul Rehman Shaikh», R/o «ADDRESS:Flat No. 302, Sai Krupa CHS, Plot 14, Sector 9, Vashi, Navi Mumbai - 400703». PAN «TAX:OVXPS0503S», Voter ID «NATID:RGM2254266», passport «PASSPORT:U2290417».\n"),
    ("jp_meibo.csv", """\
社員No,氏名,フリガナ,生年月日,郵便番号,住所,携帯,個人番号
0412,«NAME:小林 由美子»,«NAME:コバヤシ ユミコ»,«DOB:S58.7.3»,330-0854,«ADDRESS:埼玉県さいたま市大宮区桜木町4-217-6»,«PHONE:080-6617-2039»,«NATID:931026418120»
0418,«NAME:中村 拓海»,«NAME:ナカムラ タクミ»,«DOB:H9.11.22»,336-0017,«ADDRESS:埼玉県さいたま市南区南浦和2-38-9»,«PHONE:070-4418-7762»,«NATID:612320126369»
"""),
    ("jp_mail.txt", """\
«NAME:松本»様

お世話になっております。ご依頼の件、パスポート番号は«PASSPORT:TR4417082»、運転免許証番号は第«DL:301288417350»号です。
届け先：〒814-0001 «ADDRESS:福岡市早良区百道浜1-7-5 メゾン百道204»

«NAME:藤田 彩»
携帯 «PHONE:090-7712-4830»
"""),
    ("au_pay.txt", """\
TFN DECLARATION
Your name: «NAME:Jarrah Kennedy-Boyle»
TFN: «TAX:362 357 744»    DOB «DOB:18/10/1997»
Home address: «ADDRESS:3/27 Gertrude St», Fitzroy VIC 3065
BSB «BANK:063-104»  Acct «BANK:1082 4417»
Super: AustralianSuper member no. «O:71882043», Medicare «HEALTH:6794 41164 1» ref 2
"""),
    ("ca.txt", "T4 slip — employee: «NAME:Beaulieu, Marc-André», «ADDRESS:2280 rue Fleury E, Montréal QC H2B 1K8»; SIN «NATID:204 776 348»; RAMQ «HEALTH:BEAM 7904 1718»; transit «O:10012-001» compte «BANK:1088417»\n"),
    ("on_dl.txt", "Ontario driver's licence «DL:B2207-41187-90417», OHIP «HEALTH:4080 755 418-XN», DOB «DOB:1979/04/17», «NAME:Wendy Boudreau», tel. «PHONE:705-882-4017»\n"),
    ("tr_ik.csv", """\
Sicil No;Adı;Soyadı;TCKN;Doğum Tarihi;Cep Tel;Adres;IBAN
417;«NAME:Gülşen»;«NAME:Karabulut»;«NATID:86095080882»;«DOB:11.09.1986»;«PHONE:0505 318 27 41»;«ADDRESS:Bahçelievler Mah. 7. Cad. No:41/5 Çankaya Ankara»;«IBAN:TR89 0006 4000 0074 5151 0021 31»
422;«NAME:Oğuzhan»;«NAME:Tekin»;«NATID:65299927964»;«DOB:23.01.1992»;«PHONE:0541 770 19 06»;«ADDRESS:Kızılırmak Mah. 1443. Sok. 18/9 Çankaya Ankara»;«IBAN:TR210001002194662535617310»
"""),
    ("tr_rapor.txt", "Hasta Adı: «NAME:Fadime Özkan»  T.C.: «NATID:61370119716»  D.T.: «DOB:1954»  Tanı: «O:Tip 2 DM»  Yakını: «NAME:Hüseyin Özkan» «PHONE:(0532) 714 08 83»\n"),
    ("whatsapp.txt", """\
[14.02.26, 18:22:07] «O:Tante Moni»: hallo ihr lieben, neue nummer!! «PHONE:0151 70418826»
[14.02.26, 18:22:41] «O:Tante Moni»: und adresse ab märz: «ADDRESS:Eichenweg 12, 49808 Lingen»
[14.02.26, 18:25:10] «O:Sven R.»: super danke, hast du noch die iban von opa
[14.02.26, 18:31:55] «O:Tante Moni»: «IBAN:DE22 2665 0001 6026 9817 00»
"""),
    ("teams.txt", """\
«NAME:Kerstin Wuttke» 09:41
Kannst du bitte den Beitrag für «NAME:Hr. Pomplun» prüfen? KVNR «HEALTH:P282325016», ist wohl seit 1.1. freiwillig.
«NAME:Jens Oberländer» 09:44
mach ich. GebDat?
«NAME:Kerstin Wuttke» 09:44
«DOB:07.06.71»
"""),
    ("thread.eml", """\
From: «NAME:Nadine Vogt» <«EMAIL:n.vogt@kanzlei-vogt-partner.de»>
To: «EMAIL:d.reimers@bauverein-altona.de»
Subject: AW: AW: Kaution Whg. 14

Hallo «NAME:Herr Reimers»,
anbei wie besprochen. Die Rückzahlung bitte auf «IBAN:DE19200505501093185228» (Inhaberin: «NAME:A. Kowollik»).

> Am 09.02.2026 um 11:02 schrieb «NAME:D. Reimers»:
> Guten Tag Frau Vogt,
> neue Anschrift der Mandantin lautet «ADDRESS:Max-Brauer-Allee 261, 22769 Hamburg», richtig?
>
>> Am 06.02.2026 schrieb «NAME:Nadine Vogt»:
>> Tel. der Mandantin: «PHONE:040/43 18 77 20»
"""),
    ("signature.txt", """\
Cordialement,

-- 
«NAME:Ségolène d'Aubigny»
Responsable achats / Purchasing Manager
«PHONE:+33 (0)2 40 18 77 52»  |  «PHONE:+33 6 88 41 20 97»
«EMAIL:s.daubigny@chantiers-loire.fr»
"""),
    ("sig2.txt", """\
Kind regards

«NAME:Bronagh Mulhern» | Payroll Officer
T: «PHONE:+353 1 884 1720»  M: «PHONE:+353 86 417 7720»
E: «EMAIL:bronagh.mulhern@lisdoon.ie»
"""),
    ("minutes.md", """\
# Betriebsratssitzung 12.02.2026
Anwesend: «NAME:Ute Dannenberg», «NAME:Ralf Piontek», «NAME:Aynur Güler»
TOP 3 (vertraulich): Abmahnung «NAME:Kevin Hoppe», Personalakte 1187, BEM-Verfahren «NAME:Frau Lessing»
"""),
    ("pain001.xml", """\
<CdtTrfTxInf>
  <PmtId><EndToEndId>GEHALT-2026-02-0417</EndToEndId></PmtId>
  <Amt><InstdAmt Ccy="EUR">2518.94</InstdAmt></Amt>
  <CdtrAgt><FinInstnId><BIC>«O:GENODEF1OBR»</BIC></FinInstnId></CdtrAgt>
  <Cdtr><Nm>«NAME:Friederike Untiedt»</Nm></Cdtr>
  <CdtrAcct><Id><IBAN>«IBAN:DE58280618222946510737»</IBAN></Id></CdtrAcct>
  <RmtInf><Ustrd>Gehalt Februar 2026</Ustrd></RmtInf>
</CdtTrfTxInf>
"""),
    ("camt.xml", "<RltdPties><Dbtr><Nm>«NAME:Krzysztof Bielak»</Nm><PstlAdr><StrtNm>«ADDRESS:Wandsbeker Chaussee»</StrtNm><BldgNb>«O:218»</BldgNb><PstCd>22089</PstCd><TwnNm>Hamburg</TwnNm></PstlAdr></Dbtr><DbtrAcct><Id><IBAN>«IBAN:PL77105000997603188629836326»</IBAN></Id></DbtrAcct></RltdPties>\n"),
    ("mt940.sta", """\
:20:STARTUMS
:25:21050170/«BANK:1003482917»
:28C:00031/001
:60F:C260210EUR4418,22
:61:2602110211D480,00NDDTNONREF
:86:105?00FOLGELASTSCHRIFT?10931?20EREF+88201?21MREF+TSV-2026-00317?30NOLADE21KIE?31«IBAN:DE88210501701078595411»?32«NAME:GESINE LUETTJOHANN»
:62F:C260211EUR3938,22
-
"""),
    ("ubl.xml", """\
<cac:AccountingCustomerParty><cac:Party>
<cac:PartyName><cbc:Name>«NAME:Ole Martin Bakken»</cbc:Name></cac:PartyName>
<cac:PostalAddress><cbc:StreetName>«ADDRESS:Kirkeveien 88B»</cbc:StreetName><cbc:CityName>Oslo</cbc:CityName><cbc:PostalZone>0364</cbc:PostalZone></cac:PostalAddress>
<cac:Contact><cbc:Telephone>«PHONE:+47 928 41 770»</cbc:Telephone><cbc:ElectronicMail>«EMAIL:ole.bakken@online.no»</cbc:ElectronicMail></cac:Contact>
</cac:Party></cac:AccountingCustomerParty>
"""),
    ("shopware.json", """\
{
  "orderNumber": "10418",
  "orderCustomer": {"salutation": "Frau", "firstName": "«NAME:Wiebke»", "lastName": "«NAME:Carstensen»", "email": "«EMAIL:wiebke.carstensen@web.de»"},
  "billingAddress": {"street": "«ADDRESS:Norderstraße 133»", "zipcode": "24939", "city": "Flensburg", "phoneNumber": "«PHONE:046148817»"},
  "transactions": [{"paymentMethod": "SEPA", "customFields": {"iban": "«IBAN:DE35217500000634319354»", "accountHolder": "«NAME:Wiebke Carstensen»"}}]
}
"""),
    ("woo.csv", """\
order_id,billing_first_name,billing_last_name,billing_address_1,billing_city,billing_postcode,billing_phone,billing_email
88204,«NAME:Tamsin»,«NAME:Pengelly»,«ADDRESS:2 Quay Hill»,Falmouth,TR11 3HG,«PHONE:01326 418 770»,«EMAIL:tamsin.pengelly@btinternet.com»
88205,«NAME:Arjun»,«NAME:Mehrotra»,«ADDRESS:Flat 9, 31 Clapham Rd»,London,SW9 0JD,«PHONE:07462 118 804»,«EMAIL:arjun_mehrotra@yahoo.co.uk»
"""),
    ("hubspot.json", "{\"id\":\"5518820\",\"properties\":{\"firstname\":\"«NAME:Lieselotte»\",\"lastname\":\"«NAME:Ammann»\",\"mobilephone\":\"«PHONE:+41792204417»\",\"address\":\"«ADDRESS:Seestrasse 204»\",\"zip\":\"8810\",\"city\":\"Horgen\",\"date_of_birth\":\"«DOB:1968-02-29»\",\"hs_object_id\":\"5518820\",\"lifecyclestage\":\"customer\"},\"archived\":false}\n"),
    ("sf.csv", """\
"Id","LastName","FirstName","Birthdate","MobilePhone","MailingStreet","MailingCity","MailingPostalCode"
"0035g00000Xk1LqAAJ","«NAME:Thibodeaux»","«NAME:Renée»","«DOB:1971-08-19»","«PHONE:(337) 418-2207»","«ADDRESS:1120 Johnston St»","Lafayette","70501"
"""),
    ("dump.sql", """\
-- MySQL dump 10.13  Distrib 8.0.36
LOCK TABLES `kunden` WRITE;
INSERT INTO `kunden` (`id`,`vorname`,`nachname`,`geburtsdatum`,`strasse`,`plz`,`ort`,`telefon`,`mail`) VALUES
(1,'«NAME:Imke»','«NAME:Folkerts»','«DOB:1990-05-02»','«ADDRESS:Süderstr. 9»','26721','Emden','«PHONE:04921-88417»','«EMAIL:imkefolkerts@gmx.de»'),
(2,'«NAME:Ahmed»','«NAME:Bouzid»','«DOB:1982-12-17»','«ADDRESS:Petkumer Straße 140»','26725','Emden',NULL,'«EMAIL:a.bouzid@freenet.de»'),
(3,'«NAME:Theda»','«NAME:Ulferts»','«DOB:1959-09-30»','«ADDRESS:Am Delft 4»','26721','Emden','«PHONE:0172/4188207»','«EMAIL:theda.ulferts@ewetel.net»');
UNLOCK TABLES;
"""),
    ("pgdump.sql", """\
COPY public.members (id, surname, given_names, born, nino, mobile) FROM stdin;
17	«NAME:Fothergill»	«NAME:Beatrix Anne»	«DOB:1949-02-11»	«NATID:YB204188A»	«PHONE:+447700841772»
18	«NAME:Oyinlola»	«NAME:Temitope»	«DOB:1991-10-04»	«NATID:PK718204C»	«PHONE:+447398204417»
\\.
"""),
    ("fixtures.yml", """\
user_0417:
  anrede: Herr
  name: «NAME:Burkhard Siemsglüß»
  geb: «DOB:1955-07-12»
  anschrift: «ADDRESS:Lange Reihe 14, 20099 Hamburg»
  fon: "«PHONE:+49 (40) 2488-1704»"
  versicherten_nr: «HEALTH:S769730387»
"""),
    ("card.vcf", """\
BEGIN:VCARD
VERSION:4.0
FN:«NAME:Jean-Baptiste Wauters»
N:«NAME:Wauters;Jean-Baptiste»;;M.;
TEL;VALUE=uri;TYPE="voice,cell":tel:«PHONE:+32-478-41-88-20»
ADR;TYPE=home:;;«ADDRESS:Chaussée de Charleroi 112»;Saint-Gilles;;1060;Belgique
BDAY:«DOB:19740118»
NOTE:NN «NATID:74.01.18-654.76»
END:VCARD
"""),
    ("ldap.ldif", """\
dn: uid=hlindner,ou=people,dc=stadtwerke,dc=local
cn: «NAME:Heidrun Lindner»
sn: «NAME:Lindner»
givenName: «NAME:Heidrun»
mail: «EMAIL:h.lindner@stadtwerke-zeitz.de»
telephoneNumber: «PHONE:+49 3441 88 41-207»
mobile: «PHONE:+49 1525 4188207»
homePostalAddress: «ADDRESS:Weberstraße 18»$06712 Zeitz
employeeNumber: 20417
"""),
    ("tabelle.html", """\
<table border="1"><tr><th>Name</th><th>Geburtstag</th><th>Telefon</th></tr>
<tr><td>«NAME:Ottilie Kranz»</td><td>«DOB:3. März 1938»</td><td>«PHONE:08031 / 41 88 2»</td></tr>
<tr><td>«NAME:Xaver Niedermeier»</td><td>«DOB:28. Februar 1942»</td><td>«PHONE:08031 / 90 417»</td></tr></table>
"""),
    ("liste.md", """\
| Nom | Prénom | Date de naissance | Tél. | Allergies |
|---|---|---|---|---|
| «NAME:Pelletier» | «NAME:Malo» | «DOB:04/06/2016» | «PHONE:06 41 88 20 37» | arachides |
| «NAME:Traoré» | «NAME:Aïssata» | «DOB:19/01/2017» | «PHONE:07 60 41 88 22» | - |
"""),
    ("ocr.txt", """\
BUNDESREPUBLIK DEUTSCHLAND
PERSONALAUSWEIS / IDENTITY CARD
Name/Surname/Nom
«NAME:HEIDENREICH»
Vornamen/Given names
«NAME:MARLIES GERDA»
Geburtstag    Staatsangehörigkeit
«DOB:27.09.1963»   DEUTSCH
Geburtsort
GÖRLITZ
Gültig bis     «NATID:L3XK41PF57»
04.05.2031
"""),
    ("ocr_rg.txt", """\
REPUBLICA FEDERATIVA DO BRASIL
REGISTRO GERAL «NATID:38.417.882-X»   DATA DE EXPEDICAO 12/MAR/2014
NOME «NAME:EDUARDO HENRIQUE SALGADO»
FILIACAO «NAME:MARIA LUCIA SALGADO»
NATURALIDADE S.PAULO -SP   DATA DE NASCIMENTO «DOB:03/JUL/1990»
CPF «TAX:850740315/83»
"""),
    ("mrz.txt", """\
P<GBR«NAME:STANWICK<<AMELIA<ROSE»<<<<<<<<<<<<<<<<<<
«PASSPORT:118842073»2GBR«O:8804178»F3101252<<<<<<<<<<<<<<06
"""),
    ("tsv.tsv", """\
Surname	Forename	D.O.B.	NI No.	Next of kin	NoK tel
«NAME:Jankowski»	«NAME:Alicja»	«DOB:14/09/89»	«NATID:SX 20 41 88 C»	«NAME:Piotr Jankowski»	«PHONE:07518 820417»
«NAME:Bainbridge»	«NAME:Colin»	«DOB:02/12/61»	«NATID:WA 88 41 27 D»	«NAME:Jean Bainbridge»	«PHONE:0191 488 2071»
"""),
    ("log1.log", """\
2026-02-12T09:14:07.118Z INFO  c.a.kyc.IdCheck - verify ok customer=88204 name='«NAME:Marisa Quintão»' nif=«TAX:218936656» dob=«DOB:1985-03-30» doc=CC
2026-02-12T09:14:09.442Z WARN  c.a.sms.Gateway - retry msisdn=«PHONE:351934188207» tpl=otp
"""),
    ("log2.log", "Feb 12 04:11:02 mx1 postfix/smtp[20417]: 4XkQ2h1z: to=<«EMAIL:regine.bublitz@kabelmail.de»>, relay=mx.kabelmail.de[«O:203.0.113.44»]:25, status=sent\n"),
    ("pay.log", "2026-02-12 10:02:11 DEBUG gateway.acquirer - auth request pan=«CARD:5424184866655912» exp=«EXP:2803» cvc=«CVV:417» amt=EUR 88.20\n"),
    ("booking.txt", "Booking guarantee – MasterCard «CARD:5412-6072-6979-4940» exp. «EXP:03/29» cvc «CVV:884», cardholder «NAME:Ms Ingrid Solheim»\n"),
    ("fax.txt", """\
RESERVATION HOTEL BELLERIVE
Carte VISA n° «CARD:4970 3322 6339 1331»   validité «EXP:11 / 27»   crypto «CVV:302»
Titulaire : «NAME:M. Aurélien Tissot»
"""),
    ("reise.txt", "Mietwagen: Karte Amex «CARD:3755 076746 01142» («NAME:Dr. H. Falkenhagen»), FS «DL:H21K0718R44», Rückfragen «PHONE:+49-172-418-8207»\n"),
    ("karte.txt", "die Kreditkartennummer von «NAME:Tanja» fürs Abo: «CARD:4556491962784568», läuft «EXP:12/2030» ab, Code hinten «CVV:093»\n"),
    ("refund.csv", """\
date,customer,card,expiry,amount
2026-02-03,«NAME:Gwendolyn Achebe»,«CARD:4539 1913 4687 8092»,«EXP:07/28»,-44.10
2026-02-04,«NAME:Piers Holloway»,«CARD:5299 6029 7301 9567»,«EXP:01/27»,-18.82
"""),
    ("maestro.txt", "Maestro «CARD:6759 6297 2345 1320», Inhaber «NAME:Josef Obermüller»\n"),
    ("diners.txt", "Diners Club «CARD:3852 377890 6252» valid thru «EXP:06-29»\n"),
    ("dob1.txt", "«NAME:Henning» wird am Samstag 60 – geboren am «DOB:14. Februar 1966», bitte Karte unterschreiben!\n"),
    ("dob2.txt", "Wir freuen uns über die Geburt unserer Tochter «NAME:Malin Josefine Harder», *«DOB:09.01.2026», 3.480 g, 52 cm\n"),
    ("dob3.txt", """\
«NAME:Ernst August Wilkens»
* «DOB:3. Oktober 1931»   † 28. Januar 2026
Die Trauerfeier findet am 6. Februar statt.
"""),
    ("dob4.txt", "nata a Lecce l'«DOB:8/3/1972», coniugata, cittadina italiana: «NAME:Patrizia Greco»\n"),
    ("dob5.txt", "NOM : «NAME:Vandenbroucke»   PRENOM : «NAME:Gauthier»   NE LE : «DOB:01-12-1969» A : TOURCOING\n"),
    ("dob6.txt", "D/Dña. «NAME:Remedios Almagro Cuesta», nacida en Jaén el día «DOB:9 de octubre de 1960»\n"),
    ("dob7.txt", "Ur. dn. «DOB:7 lipca 1984 r.» w Radomiu, syn Jana i Marii, «NAME:Łukasz Gajda»\n"),
    ("dob8.txt", "geboren te Assen op «DOB:22 maart 1975»: «NAME:Roelof Jan Huizing»\n"),
    ("dob9.txt", "Doğum yeri ve tarihi: Trabzon, «DOB:17 Ekim 1990» — «NAME:Emine Çakır»\n"),
    ("dob10.txt", "Född «DOB:1958-11-30» i Luleå. Namn: «NAME:Stig Öberg». Syntymäaika «DOB:30.11.1958»\n"),
    ("dob11.txt", "CHILD'S NAME: «NAME:Teddy Marchbanks»  (DoB «DOB:05.09.21»)  Key worker: «NAME:Miss Poole»  Medical: carries EpiPen\n"),
    ("dob12.json", "{\"birth\": {\"day\": 14, \"month\": 8, \"year\": 1983}, \"birthDate\": \"«DOB:1983-08-14»\", \"legalName\": \"«NAME:Consuelo Vargas-Pike»\"}\n"),
    ("adr1.txt", "Das Paket bitte nicht in die Packstation, sondern zu meiner Mutter: «NAME:Ilse Rathke», «ADDRESS:Am alten Bahnhof 7, Hinterhaus, 16303 Schwedt». Sie ist vormittags da.\n"),
    ("adr2.txt", """\
«NAME:Mr & Mrs D. Featherby»
«ADDRESS:Rose Cottage
Back Lane
Nether Wallop
Stockbridge»
SO20 8EZ
"""),
    ("adr3.txt", "Ich wohne seit Dezember in der «ADDRESS:Lützowstr. 55» in 10785 Berlin, 3. OG links.\n"),
    ("adr4.txt", """\
SHIP TO:
«NAME:KEISHA R. DUMONT»
«ADDRESS:2904 BAYOU VISTA LN»
HOUMA LA 70363-4418
"""),
    ("adr5.txt", """\
c/o «NAME:Famille Roussel»
«ADDRESS:Résidence Les Glycines, Apt 12
35 rue du Général de Gaulle»
59110 LA MADELEINE
"""),
    ("adr6.txt", "Entregar a «NAME:Sebastião Moura», «ADDRESS:Travessa das Flores 18, R/C Esq.», 2900-417 Setúbal, contacto «PHONE:265 418 820»\n"),
    ("adr7.txt", "Adres korespondencyjny: «NAME:Weronika Stępień», «ADDRESS:al. Jana Pawła II 43A/37B», 01-001 Warszawa\n"),
    ("adr8.txt", "Recibe: Doña «NAME:Amparo», en «ADDRESS:Pza. del Pilar 3, esc. B, 1.º dcha.», 46001 València, llamar antes al «PHONE:+34 963 41 88 20».\n"),
    ("adr9.txt", "Spedire a: «NAME:Geom. Oreste Castagna», «ADDRESS:loc. Poggio Murella 14», 58014 Manciano (GR) - «PHONE:0564-418820»\n"),
    ("adr10.txt", "Bezorgen bij «NAME:fam. Postma», «ADDRESS:De Wieken 14», 8501 NP Joure, of bij de buren op 16.\n"),
    ("adr11.txt", "Leveres til «NAME:Astrid Lunde», «ADDRESS:Øvre Bakklandet 44», 7013 Trondheim. Ring «PHONE:41 88 20 77»\n"),
    ("adr12.txt", "She now lives at «ADDRESS:58 Wattle Grove, Apt 4, Brunswick East» VIC 3057 with her carer.\n"),
    ("adr13.txt", "〒604-8186 «ADDRESS:京都府京都市中京区車屋町通御池下ル梅屋町358-2» «NAME:吉田 茂樹»様方\n"),
    ("adr14.txt", "Permanent address: «ADDRESS:H.No. 4-118/2, Street No. 8, Habsiguda», Hyderabad, Telangana 500007\n"),
    ("tel1.txt", "Rückruf erbeten: «NAME:Herr Quandt», «PHONE:0 56 51 / 4 18 82»\n"),
    ("tel2.txt", "tel «PHONE:0033 6 41 88 20 77» (whatsapp) - demander «NAME:Mme Pietri»\n"),
    ("tel3.txt", "Call me on oh seven... easier in digits: «PHONE:07418 820 417» x «NAME:Fi»\n"),
    ("tel4.txt", "Reach «NAME:Shonda» at «PHONE:313.882.0417» ext 22 or her cell «PHONE:3138820418».\n"),
    ("tel5.txt", "mein handy: «PHONE:+49(0)1573/4188207»\n"),
    ("tel6.txt", "Mob. «PHONE:+91-98410-41882», Off: «O:044 2815 4188»\n"),
    ("tel7.txt", "Cel.: «PHONE:55 (41) 99188-2077» falar com «NAME:Seu Osvaldo»\n"),
    ("tel8.txt", "kom. «PHONE:+48.605.418.820»\n"),
    ("tel9.txt", "«NAME:Pfarrer Nüßlein» ist nur unter «PHONE:09131 4188 - 20» erreichbar (AB), privat «PHONE:09131.20417».\n"),
    ("tel10.txt", "telefono casa «PHONE:02 4188207», ufficio «PHONE:02-88204177 int. 4», cell «PHONE:3894188207»\n"),
    ("vers.txt", "Beihilfestelle: Antragsteller «NAME:OStR Volkmar Diesing», Beihilfe-Nr. «O:4418820», Rechnung Dr. «NAME:Mahlke» vom 3.2.26, Diagnose: «O:Lumbalgie»\n"),
    ("pension.txt", """\
Rentenversicherungsnummer: «NATID:53 180455 K 979»
Kundennummer der Agentur: 271D041882
"""),
    ("grenz.txt", "Identifiant fiscal (SPI) : «TAX:04 05 309 764 405» – n° de télédéclarant non communiqué – CNI «NATID:X4RTBPFW4» – permis n° «DL:14AB41882»\n"),
    ("nino.txt", "Nat Ins: «NATID:LW041882C»\n"),
    ("utr.txt", "Self Assessment UTR «TAX:33479 86376», CIS verified, trading as Ludlow Fencing, prop. «NAME:Desmond Ludlow»\n"),
    ("chi.txt", "Patient «NAME:Morag Sinclair», CHI «HEALTH:1204580308», lives alone, «ADDRESS:14 Kirk Wynd, Kirriemuir» DD8 4HG\n"),
    ("itin.txt", "ITIN «TAX:932-76-5766» (spouse: none). Dependents: «NAME:Nayeli», «DOB:10/02/2018»; «NAME:Iker», «DOB:05/30/2020»\n"),
    ("ppsn.txt", "Revenue: PPSN «NATID:3641538KA», «NAME:Cathal Ó Súilleabháin», BIC «O:BOFIIE2D», IBAN «IBAN:IE03 BOFI 9000 1724 7835 45»\n"),
    ("belg.txt", "Rijksregisternr. «NATID:91.05.14-137.31», rekening «IBAN:BE57 0016 2604 3635», «NAME:Tine Verhaeghe», gsm «PHONE:0478 41 88 20»\n"),
    ("lux.txt", "Matricule national : «O:1979 0418 88207», compte «IBAN:LU50 0019 4975 3133 8659», «NAME:Claudine Thill»\n"),
    ("cz.txt", "Zaměstnanec: «NAME:Vlastimil Krejčí», r.č. «NATID:740412/3760», bydliště «ADDRESS:Husova 118/4, 370 01 České Budějovice», účet «IBAN:CZ33 0800 0000 0039 6483 8741»\n"),
    ("ro.txt", "Subsemnata «NAME:Ionescu Mihaela-Roxana», CNP «NATID:2850417148011», domiciliată în «ADDRESS:Str. Zorilor nr. 18, bl. C4, sc. A, ap. 7», Cluj-Napoca, posesoare a CI seria KX nr. «NATID:884172», cont «IBAN:RO40 RNCB 0106 4222 5283 5781»\n"),
    ("nz.txt", "«NAME:Tama Waititi-Ross», IRD «TAX:116-008-491», NHI «HEALTH:KXB4186», bank «BANK:03-0518-0275949-00»\n"),
    ("za.txt", "Employee «NAME:Thandiwe Nkosi», ID no. «NATID:9104179381083»\n"),
    ("il.txt", "ת\"ז: «NATID:056201486», שם: «NAME:יעל בן דוד», נייד: «PHONE:054-418-8207»\n"),
    ("greece.txt", "«NAME:Κωνσταντίνα Αλεξίου», ΑΜΚΑ «NATID:14078091338», κιν. «PHONE:6944 188 207», IBAN «IBAN:GR67 0140 6989 6906 7569 9479 598»\n"),
    ("mx.txt", "Trabajadora: «NAME:Guadalupe Zepeda Ortiz»; CURP «NATID:ZEOG880417MJCPRD83»; tel. «PHONE:33 1418 8207»\n"),
    ("ar.txt", "Señor «NAME:Ezequiel Bianchi» DNI «NATID:31.418.820» CUIL «TAX:20-31418820-9» Tel «PHONE:011 15-4188-2077»\n"),
    ("recruit.txt", """\
Candidate shortlist (confidential)
1) «NAME:Ottoline Grey» - notice 3 mths, curr. sal £61k - «PHONE:07881 204 417»
2) «NAME:Femi Akinola» - available now - «EMAIL:femi.akinola.dev@proton.me»
3) «NAME:Sarah-Jane Whitlock» - mat leave until May, «O:pregnant» - do not call before noon
"""),
    ("beschwerde.txt", """\
Sehr geehrte Damen und Herren,

am 03.02. habe ich bei Ihnen den Vertrag 20-4418820 widerrufen und bis heute keine Antwort. Meine Tochter «NAME:Franka» hat mehrfach angerufen. Bitte erstatten Sie die 88,20 EUR auf mein Konto bei der Sparkasse Ulm, «IBAN:DE12630500000139807405», und schicken Sie die Bestätigung an «ADDRESS:Kornhausgasse 5, 89073 Ulm».

Hochachtungsvoll
«NAME:Waltraud Zimmermann-Kehl»
"""),
    ("passdaten.csv", """\
Name lt. Pass;Pass-Nr;gültig bis;Nat.;geb.
«NAME:Kleinhenz, Marion»;«PASSPORT:C3X41KP82»;«O:17.08.2031»;D;«DOB:11.11.1967»
«NAME:Kleinhenz, Theo»;«PASSPORT:CG7R04NY1»;«O:02.02.2029»;D;«DOB:25.06.2009»
"""),
    ("dashcam.json", "{\"driver\":\"«NAME:Emil Ravnsborg»\",\"trip\":[{\"t\":1770888001,\"lat\":«COORD:55.676812»,\"lon\":«COORD:12.568144»},{\"t\":1770888061,\"lat\":«COORD:55.677903»,\"lon\":«COORD:12.571820»}],\"plate\":\"«O:CK 41 882»\"}\n"),
    ("device.csv", """\
user,imei,iccid,msisdn
«O:j.fuchs»,«IMEI:353328119821567»,«O:8949020000408459135»,«PHONE:+491721882041»
"""),
]
