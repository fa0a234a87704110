"""Texts with data of people, as they lie on file shares of offices, councils, clinics, harbours, clubs and families; written without regard to how detectors take them."""

CASES = [
    ("vorstand_2026-01.txt", """\
Protokoll der Vorstandssitzung, Schützengilde Hollenstedt 1884 e.V.
Ort: Gasthaus Zur Linde, Beginn 19.30 Uhr

TOP 1  Begrüßung. Entschuldigt fehlt «NAME:Rüdiger Tiedemann» («O:Hüft-OP»).
TOP 2  Neuaufnahmen
       a) «NAME:Swenja Rathjen», geb. «DOB:17.06.1998», «ADDRESS:Moisburger Stieg 14», Tel. «PHONE:04165 / 80 93 61»
       b) «NAME:Claas-Hinrich Meinecke», geb. «DOB:2. 9. 1974», «ADDRESS:Achtern Höven 3a», mobil «PHONE:0172 / 9 38 47 15»
TOP 3  Beitragseinzug: bei «NAME:Fam. Wobbe» kam die Lastschrift zurück, neue IBAN «IBAN:DE38 2075 0000 1808 3465 43».
TOP 4  Waffensachkunde: «NAME:Jörn Eckelmann» reicht die WBK Nr. «O:WBK-31/0772-B» nach.

Nächster Termin 27.02., Ende 21.50 Uhr
gez. «NAME:Antje Kröger», Schriftführerin
"""),
    ("lohnkonto_Pfleger.txt", """\
Lohnkonto 2025                                     Seniorenstift St. Anna gGmbH
..............................................................................
Pers.-Nr. ......... 00731
Name .............. «NAME:Pfleger, Mariola»
Geb.-Datum ........ «DOB:08.11.1979»
Straße ............ «ADDRESS:Obere Gasse 27»
PLZ Ort ........... 97762 Hammelburg
SV-Nummer ......... «NATID:18 081179 P 505»
Identifikationsnr.  «TAX:83 974 036 521»
Steuerklasse ...... 3 / 1,0     Konfession rk
Krankenkasse ...... AOK Bayern  BGRS 111
Kontoverbindung ... «IBAN:DE28790650289175318153»  BIC «O:GENODEF1HAB»
Eintritt .......... 01.04.2016
"""),
    ("au_meldung.eml", """\
From: «NAME:Svetlana Brückner» <«EMAIL:s.brueckner@kita-regenbogen-ilmenau.de»>
To: Personalbüro <«O:personal@kita-regenbogen-ilmenau.de»>
Subject: WG: Krankmeldung
Date: Mon, 12 Jan 2026 06:48:02 +0100

Guten Morgen, bitte im Plan eintragen.

-------- Weitergeleitete Nachricht --------
Von: «NAME:Ronny Seyfarth» <«EMAIL:ronny-seyfarth@freenet.de»>
Betreff: Krankmeldung

Hallo «NAME:Svetlana», ich war gestern noch in der Notaufnahme, «O:Bandscheibenvorfall L4/L5». AU bis 30.01., eAU ist abrufbar, meine Versichertennummer falls die Kasse fragt: «HEALTH:S301628715». Erreichbar bin ich bei meiner Mutter unter «PHONE:03677-46 18 90».

Gruß «NAME:Ronny»
"""),
    ("mietaufstellung.csv", """\
Objekt;Whg;Mieter;Geb.;Kaution EUR;Konto Mieter;Telefon
Feldstr. 9;EG li;«NAME:Abdelkader Boukhris»;«DOB:03.02.1968»;870;«IBAN:DE32360501055153088815»;«PHONE:0201 8843107»
Feldstr. 9;EG re;«NAME:Waltraud Szymaniak»;«DOB:25.05.1939»;420;«IBAN:DE67360501058793910532»;«PHONE:0201/315594»
Feldstr. 9;1. OG;«NAME:Lisa-Marie Overbeck» + «NAME:Tim Gehrke»;«DOB:14.10.1996»;1150;«IBAN:DE90430609671057710090»;«PHONE:0178 5561093»
Feldstr. 9;DG;leer;;;;
"""),
    ("verkehrsunfall_pol.txt", """\
Polizeiinspektion Stade                         Vorgangsnr. 2026 00 093 771
VU mit Personenschaden, 09.01.2026, 17:22 Uhr, B73 Höhe Abzw. Dollern

ON 01  Fahrer: «NAME:GERDES, Holger Wilhelm»
       *«DOB:19.12.1957» in Stade, wh. «ADDRESS:Horneburger Str. 112, 21684 Stade»
       Führerschein-Nr. «DL:J010DO6Q461»   Kl. B, BE
       Pkw VW Caddy, amtl. Kz. «O:STD-HG 575», FIN «VIN:WV2ZZZ2K2JX205506»
ON 02  Radfahrerin: «NAME:ABDI, Hodan», *«DOB:01.01.1994» Mogadischu
       Reiseausweis Nr. «PASSPORT:K0PYXHXLV», Tel. «PHONE:+49 (0)152 0746 2281»
       Verletzung: «O:Schlüsselbeinfraktur rechts», Elbe Klinikum
Zeuge: «NAME:Maik Dubbels», Tel. privat «PHONE:04141-79 50 3»
"""),
    ("notarielle_urkunde.txt", """\
UR-Nr. 118/2026 R

Verhandelt zu Bad Kreuznach am 16. Januar zweitausendsechsundzwanzig

Vor mir, dem unterzeichneten Notar, erschienen heute:

1. Herr «NAME:Karl-Otto Weidenbach», geboren am «DOB:11. April 1946», wohnhaft in «ADDRESS:55545 Bad Kreuznach, Rüdesheimer Straße 81»,
   ausgewiesen durch Personalausweis Nr. «NATID:LTHNPF5K63»;
2. dessen Ehefrau «NAME:Ingeborg Weidenbach geb. Schick», geboren am «DOB:30. Juli 1949», ebenda, von Person bekannt;
3. Frau «NAME:Dr. Constanze Weidenbach-Yoo», geboren am «DOB:2. Dezember 1977», «ADDRESS:Seestraße 5, 8703 Erlenbach ZH», Reisepass der Bundesrepublik Deutschland Nr. «PASSPORT:C2FLGFPT8».

Steuerliche Identifikationsnummern: zu 1. «TAX:61325814797», zu 2. «TAX:51046273197», zu 3. «TAX:28173046544».
"""),
    ("adt_a01.hl7", "MSH|^~\\&|ORBIS|KHB|LIS|KHB|20260113071500||ADT^A01|MSG00731|P|2.5\nPID|1||«O:7731094»^^^KHB^PI~«HEALTH:B389608763»^^^^NI||«NAME:Bergander^Tilo^Friedrich»||«DOB:19610823»|M|||«ADDRESS:Lessingweg 6»^^Bautzen^^02625^DE||«PHONE:03591 67 40 22»^PRN^PH|||M\nNK1|1|«NAME:Bergander^Ulrike»|SPO||«PHONE:0151 23674409»\nDG1|1||«O:I21.0»^«O:Akuter transmuraler Vorderwandinfarkt»^I10|||A\nIN1|1||«O:104940005»|BARMER\n"),
    ("bank_export_spk.csv", "\"Auftragskonto\";\"Buchungstag\";\"Valutadatum\";\"Buchungstext\";\"Verwendungszweck\";\"Beguenstigter/Zahlungspflichtiger\";\"Kontonummer/IBAN\";\"BIC (SWIFT-Code)\";\"Betrag\";\"Waehrung\"\n\"«IBAN:DE43733500004270235551»\";\"05.01.26\";\"05.01.26\";\"DAUERAUFTRAG\";\"Unterhalt «NAME:Jonah» Jan\";\"«NAME:Nicole Verhoeven»\";\"«IBAN:DE83354500007583867819»\";\"«O:WELADED1MOR»\";\"-430,00\";\"EUR\"\n\"«IBAN:DE43733500004270235551»\";\"07.01.26\";\"07.01.26\";\"GUTSCHR. UEBERWEISUNG\";\"danke fuers auslegen\";\"«NAME:Mehmet Ali Turhan»\";\"«IBAN:DE53100110017075926633»\";\"«O:NTSBDEB1XXX»\";\"62,50\";\"EUR\"\n\"«IBAN:DE43733500004270235551»\";\"08.01.26\";\"08.01.26\";\"FOLGELASTSCHRIFT\";\"Strom Abschlag 01/26 Vk 3011 7754\";\"Stadtwerke Kleve GmbH\";\"«O:DE43324500005428819822»\";\"«O:WELADED1KLE»\";\"-88,00\";\"EUR\"\n"),
    ("einsatzplan_dlrg.md", """\
# Wachplan Strand Kellenhusen, KW 28

| Tag | Wachführer | Bootsführer | Notfallkontakt |
|---|---|---|---|
| Mo | «NAME:Finn Asmussen» | «NAME:Kerstin Pries» | «PHONE:0160 7749120» («O:Mutter Asmussen») |
| Di | «NAME:Kerstin Pries» | «NAME:Ole Wulff» | «PHONE:04364-9035» |
| Mi | «NAME:Ole Wulff» | unbesetzt | «PHONE:0175 / 33 80 962» |

Unverträglichkeiten: «NAME:Finn» «O:Bienengift (Notfallset im Rucksack!)»
"""),
    ("anmeldung_mittelschule.txt", """\
ANMELDUNG  Mittelschule Traunreut   Schuljahr 2026/27

Familienname des Schülers: _«NAME:Ioniță»__________  Vorname(n): _«NAME:Darius Gabriel»____
geboren am: _«DOB:22.8.2015»_ in: _Bacău (RO)_  Staatsangeh.: _rumänisch_  Bekenntnis: _orth._
Erziehungsberechtigte/r: _«NAME:Florentina Ioniță»_____ (alleinsorgeberechtigt)
Anschrift: _«ADDRESS:Kantstraße 31/2, 83301 Traunreut»____
Telefon: _«PHONE:08669 90 14 77»_  Notfall: _«PHONE:0176 611 90 284»_
Masernschutz nachgewiesen: [x]   Förderbedarf: «O:LRS, Logopädie seit 2022»
"""),
    ("rezeption_uebergabe.txt", """\
Übergabe Nachtdienst 14.1.
- Zi 207 «NAME:Hr. Papadakis» will um 5:40 geweckt werden, Taxi bestellt
- Zi 311 Karte abgelehnt, Ersatzkarte telefonisch: «CARD:5232 7620 8086 3610» gültig «EXP:08/27» Prüfz. «CVV:681» (nach Buchung schreddern!!)
- Fundsache: Brieftasche von «NAME:Emilia Stranz», Perso «NATID:LY1PZ73M5» drin, liegt im Safe
- «NAME:Fr. Zanetti» reklamiert Minibar, Rückruf «PHONE:+39 348 771 0926»
"""),
    ("fragebogen_rente.txt", """\
V0100  Antrag auf Versichertenrente (Auszug, OCR)

1  Versi cherungs nummer   «NATID:53240261H787»
2  Name  «NAME:Hauschildt»     Geburtsname «NAME:Möhring»
   Vorname «NAME:Rosemarie»
   Geburts datum «DOB:24.02.1961»
   Straße, Haus nummer «ADDRESS:Deichreihe 8»
   2 5 5 7 6  Brokdorf
   Telefonisch tagsüber zu erreichen «PHONE:04829/5 17»
9.3 IBAN  «IBAN:DE23 2225 0020 5475 8209 71»
    Geldinstitut  Sparkasse Westholstein
11  Steueriden tifika tions nummer «TAX:45 912 318 069»
"""),
    ("kondolenz.txt", """\
Liebe «NAME:Familie Hasenfratz»,

wir sind sehr traurig über den Tod eurer Oma «NAME:Theresia» (* «DOB:6. Januar 1931»). Kränze bitte an Bestattungen Öxle, «ADDRESS:Riedlinger Straße 40». Wer statt Blumen spenden will: Hospiz, Konto der Enkelin «NAME:Annabell Hasenfratz», «IBAN:DE27 6545 0070 6087 1872 93».

«NAME:Gisela und Alfons Striebel»
"""),
    ("fuehrerscheinkontrolle.csv", """\
lfd;mitarbeiter;gebdat;fs-nr;klassen;gueltig bis;geprueft
1;«NAME:Behrends, Insa»;«DOB:12.07.1985»;«DL:N704JGY9A41»;B BE;«O:19.01.2033»;ja
2;«NAME:Cakmak, Orhan»;«DOB:30.03.1971»;«DL:K221781QH33»;B C CE;«O:19.01.2033»;ja
3;«NAME:Freese, Jan-Ole»;«DOB:05.11.1999»;«DL:M0707IQG021»;B;«O:02.09.2034»;nein
4;«NAME:Wlodarczyk, Beata»;«DOB:21.09.1966»;«DL:04137/12/1602»;B;;PL-FS
"""),
    ("at_dienstzettel.txt", """\
Dienstzettel gem. § 2 AVRAG
Arbeitgeber: Gasthof Postwirt KG, Söll
Dienstnehmerin: «NAME:Eszter Baranyai», geb. am «DOB:14.05.1990», StA Ungarn
SV-Nr.: «NATID:4694 140590»
wohnhaft: «ADDRESS:Dorf 84/Top 3, 6306 Söll», Tel.: «PHONE:0664/88 41 70 36»
Gehaltskonto: «IBAN:AT96 3638 0879 3199 1498» (Raiba)
Verwendung: Zimmermädchen, 6-Tage-Woche
"""),
    ("at_befund.txt", """\
An Dr. «NAME:Leitgeb» / Ordination Leibnitz
Betrifft: Pat. «NAME:Hödl Franz Josef», VSNR «NATID:1948080353», 8430 «ADDRESS:Grottenhofstraße 17»
Dg.: «O:Colitis ulcerosa», Th.: Mesalazin 1 g 1-0-1. Ko in 6 Wo.
Rückfragen Sohn: «PHONE:+43 676 3804417»
"""),
    ("ch_verein.csv", """\
Anrede,Name,Vorname,Strasse,PLZ,Ort,Geb,Natel,AHVN13
Herr,«NAME:Aeschlimann»,«NAME:Beat»,«ADDRESS:Oberdorf 12»,3550,Langnau i.E.,«DOB:3.4.1959»,«PHONE:079 418 63 05»,«NATID:756.8098.9350.22»
Frau,«NAME:Zgraggen»,«NAME:Vreni»,«ADDRESS:Gotthardstr. 88»,6472,Erstfeld,«DOB:11.10.1971»,«PHONE:078 920 31 47»,«NATID:756.8502.2607.33»
Herr,«NAME:Thaqi»,«NAME:Burim»,«ADDRESS:Zürcherstr. 204a»,8953,Dietikon,«DOB:29.1.1988»,«PHONE:+41 76 335 80 12»,«NATID:756.4520.3695.64»
"""),
    ("ch_betreibung.txt", """\
Betreibungsamt Oberland, Dienststelle Thun
Zahlungsbefehl Nr. 62601884
Schuldner: «NAME:Lötscher Patrick», «ADDRESS:Frutigenstrasse 61, 3604 Thun», geb. «DOB:18.02.1983», Heimatort Escholzmatt
Gläubiger: Krankenkasse, Vers.-Nr. «O:80756015210098733406», Forderung Fr. 1'841.30 nebst 5 % Zins
Zahlbar auf «IBAN:CH22 0079 0721 1850 1320 8»
"""),
    ("note_reunion_cse.txt", """\
CSE du 15/01/2026 - compte rendu (diffusion restreinte)

Point 4, situations individuelles :
 * «NAME:Jean-Philippe Lavergne», licenciement pour inaptitude, «O:épicondylite reconnue en MP 57». Joignable au «PHONE:06.42.17.85.30».
 * «NAME:Aïssatou Camara» : prime de crèche à régulariser, NIR «NATID:2 91 03 99 341 243 94»
 * «NAME:Mme Le Goff» demande un acompte de 600 €, RIB ci-dessous
   «IBAN:FR76 1558 9351 1409 9063 0004 008»   CMB Plouay
Prochaine réunion le 12/02.
"""),
    ("attestation_hebergement.txt", """\
Je soussignée «NAME:Ghislaine Perrichon», née le «DOB:9 mars 1955» à Roanne (42), demeurant «ADDRESS:4 bis impasse des Tanneurs, 42300 Roanne», titulaire de la carte d'identité n° «NATID:230842802944», atteste sur l'honneur héberger à mon domicile M. «NAME:Yacine Belhadj», né le «DOB:27/07/2001» à Tlemcen, passeport algérien n° «PASSPORT:138466341», depuis le 1er septembre 2025.

Fait pour servir et valoir ce que de droit. Tél. «PHONE:04 77 68 31 92»
"""),
    ("ordonnance_kine.txt", """\
Dr «NAME:Solène Kervadec»  -  RPPS «O:10104285989»
«ADDRESS:18, quai de l'Odet» 29000 Quimper

le 08/01/2026
Mme «NAME:TANGUY Mauricette», née le «DOB:14/09/1943»
n° SS : «NATID:2430929232377 02»
15 séances de kinésithérapie, «O:PTG droite» du 22/12/2025. A domicile, code porte «O:27A4».
"""),
    ("impots_foyer.txt", """\
DÉCLARANT 1 ........ «NAME:CHARPENTIER OLIVIER»      N° fiscal : «TAX:04 26 717 546 353»
DÉCLARANT 2 ........ «NAME:CHARPENTIER NÉE ZANOTTI SANDRA»   N° fiscal : «TAX:0946434830488»
Adresse ............ «ADDRESS:RÉSIDENCE LES CIGALES BAT C, 221 CHEMIN DU VALLON, 83500 LA SEYNE-SUR-MER»
Enfants à charge ... «NAME:LILOU» («DOB:03/05/2012»), «NAME:MATHÉO» («DOB:19/11/2014»)
RFR ................ 41 230 €   Parts : 3
"""),
    ("adherents_judo.csv", "licence;nom;prenom;ne_le;ceinture;tel_parent;mail_parent\n«O:M19062012ROUSS01»;«NAME:ROUSSEAU»;«NAME:Gabin»;«DOB:19/06/2012»;orange;«PHONE:0678341290»;«EMAIL:fam.rousseau44@orange.fr»\n«O:F08032014KONEX02»;«NAME:KONÉ»;«NAME:Inaya»;«DOB:08/03/2014»;jaune;«PHONE:07 55 12 98 40»;«EMAIL:mkone.nantes@gmail.com»\n«O:M30012011LEGAL01»;«NAME:LE GALL»;«NAME:Ewen»;«DOB:30/01/2011»;verte;«PHONE:+33 6 19 03 77 58»;«EMAIL:anne-so.legall@laposte.net»\n"),
    ("sinistre_auto.txt", """\
Compte rendu téléphonique - sinistre 26-0077413-K

Assuré «NAME:M. Dos Santos Rui» appelle à 10h12. Accrochage parking Leclerc.
Véhicule Clio V, immat. «O:FX-381-LM», VIN «VIN:VF1RJA00565258695»
Permis n° «DL:440975253476» délivré 93. Tél «PHONE:07.81.44.20.66»
Tiers : «NAME:Marie-Thérèse Vasseur», «ADDRESS:7 rue du Four à Chaux, 60200 Compiègne», fixe «PHONE:03 44 86 19 27»
Franchise 300 € à prélever, nouveau compte: «IBAN:FR7630003021406857967249086»
"""),
    ("testament_olographe.txt", """\
Ceci est mon testament qui révoque toutes dispositions antérieures.
Je, «NAME:Odette Marguerite Boissonnat», née à Tulle le «DOB:21 octobre 1932», demeurant «ADDRESS:le bourg, 19150 Cornil», lègue à mon neveu «NAME:Régis Boissonnat» ma maison et le livret A n° «BANK:00386288411» de la Caisse d'Epargne ; à «NAME:Josiane Peyrat», ma voisine, l'horloge.
Fait à Cornil le 3 janvier 2026
"""),
    ("be_fiche_fr.txt", """\
FICHE SIGNALÉTIQUE TRAVAILLEUR        ASBL Les Coquelicots, Namur
Nom, prénoms : «NAME:Vandenbroeck Aurélie, Julie»
NISS : «NATID:87.04.12-674.45»
Date nais. : «DOB:12/04/1987»     Etat civil : cohabitante légale
Adresse : «ADDRESS:rue des Brasseurs 77 bte 4, 5000 Namur»
GSM : «PHONE:0476/38.91.05»
Compte : «IBAN:BE96 0016 9390 1805»
Pers. à prévenir : «NAME:Quentin Lambotte» («PHONE:0499 20 71 63»)
"""),
    ("be_mutualiteit.txt", """\
Christelijke Mutualiteit - kantoor Lier
Lid: «NAME:Goossens Rita», rijksregisternr «NATID:520803 168 17», «ADDRESS:Mechelsesteenweg 203/1, 2500 Lier»
Terugbetaling: «O:hoorapparaat links» € 697,32 op rekening «IBAN:BE91733968918276»
"""),
    ("ct_atencion.txt", """\
REGISTRO DE LLAMADAS - turno tarde

17:05 Sra. «NAME:Encarnación Villalba Rus» (DNI «NATID:50042082Q») no puede entrar en la banca online. Móvil: «PHONE:655 90 31 77».
17:18 D. «NAME:Ousmane Diop», NIE «NATID:Y 9015651 X», pide duplicado de tarjeta. La antigua «CARD:4940 0834 0609 7858» cad. «EXP:02/27» queda bloqueada.
17:40 «NAME:Maite Iriarte», cuenta «IBAN:ES80 3035 0083 2488 4814 1399», reclama 38 € de comisión. Domicilio «ADDRESS:C/ Estafeta 41, 3º B, 31001 Pamplona».
"""),
    ("nomina_enero.txt", """\
EMPRESA: Conservas Rías del Sur, S.L.   CIF: «COMPANY:B59180729»   C.C.C. «O:36/1034417/82»
TRABAJADOR: «NAME:Loureiro Castiñeiras, Manuel»
NIF: «NATID:11086487-G»    Nº AFIL. S.S.: «HEALTH:36 66777373 57»
CATEGORÍA: Oficial 2ª   ANTIGÜEDAD: 04/06/2007
LÍQUIDO A PERCIBIR ............... 1.548,22
Abono en cta.: «IBAN:ES75 2080 5300 7519 9313 0874»
"""),
    ("derivacion_ap.txt", """\
Servicio Andaluz de Salud   Hoja de interconsulta
Paciente: «NAME:Jiménez Heredia, Dolores»  FN «DOB:07/12/1951»  NUHSA «HEALTH:AN7154550107»
Dom.: «ADDRESS:Bda. La Paz, bq. 6, 2º C, Cádiz»  Tlf «PHONE:956 28 40 13»
JC: «O:diabetes mellitus tipo 2 mal controlada», HbA1c 9,1 %. Se solicita valoración por Endocrino.
"""),
    ("alumnado_1eso.tsv", "Nº\tApellidos\tNombre\tF. nac.\tDNI tutor\tTfno\n1\t«NAME:Arrieta Goñi»\t«NAME:Uxue»\t«DOB:12-02-2013»\t«NATID:15248671Q»\t«PHONE:948 15 27 60»\n2\t«NAME:Benhaddou»\t«NAME:Salma»\t«DOB:30-08-2013»\t«NATID:X9107232Z»\t«PHONE:631 40 88 25»\n3\t«NAME:Cordón Mayayo»\t«NAME:Izan»\t«DOB:01-11-2012»\t«NATID:95079142V»\t«PHONE:677-81-30-94»\n"),
    ("escritura_es.txt", """\
COMPARECEN: De una parte, DOÑA «NAME:PILAR ECHEVARRÍA ZUBIZARRETA», mayor de edad, viuda, vecina de Getxo, con domicilio en «ADDRESS:Avenida Algortako, 19, 5º izda.», y con D.N.I. número «NATID:97.227.055-Y».
Y de otra, DON «NAME:ALEXEI MOROZOV», nacido el «DOB:4 de mayo de 1984», con pasaporte de su nacionalidad número «PASSPORT:75 0762012» y N.I.E. «NATID:Z-2200981-R».
El precio se abona por transferencia a «IBAN:ES5400495310836648750912».
"""),
    ("chat_padres.txt", """\
[14/1 21:03] «PHONE:+34 618 22 09 47»: soy la mamá de «NAME:Leire», el bizum de la excursión a quién?
[14/1 21:05] «NAME:Rosa Tutora»: al «PHONE:699 14 73 02», 18 € por niño
[14/1 21:07] «PHONE:+34 722 56 81 90»: «NAME:Unai» no va, tiene «O:varicela»
"""),
    ("cedolino.txt", """\
LIBRO UNICO DEL LAVORO        Ditta: Tessitura Bisentina srl  P.IVA «COMPANY:09901630609»
Matr. 0093  «NAME:CECCARELLI DEBORA»
C.F. «NATID:CCCDBR85L62M082T»    Nata il «DOB:22/07/1985»
Residenza: «ADDRESS:Via della Ferriera 15/B», 01100 Viterbo
Livello 3S   Netto in busta   1.412,00
Accredito: «IBAN:IT03U0893114500000014271777»
"""),
    ("accettazione_ps.txt", """\
Pronto Soccorso - triage verde                      12/01/2026 03.14
Paz.: «NAME:Nardelli Ruggero»   nato a Trento il «DOB:18.11.1948»
cod. fisc. «NATID:NRDRGR48S18L378E»  tess. sanitaria «HEALTH:80380001646132328900»
Via «ADDRESS:dei Mille 62», tel. figlia «PHONE:0461 93 28 17» / «PHONE:347-5519028»
Anamnesi: «O:FA in TAO», caduta accidentale. Inviato rx bacino.
"""),
    ("soci_cai.csv", """\
Tessera;Cognome;Nome;Nato il;Codice Fiscale;Cellulare;E-mail
«O:0148837»;«NAME:Brambati»;«NAME:Ilaria»;«DOB:05/09/1979»;«NATID:BRMLRI79P45A794N»;«PHONE:339 6410285»;«EMAIL:ila.brambati@virgilio.it»
«O:0151062»;«NAME:Rota»;«NAME:Gianmario»;«DOB:27/01/1956»;«NATID:RTOGMR56A27G856H»;«PHONE:035/4872019»;«EMAIL:gm.rota@tiscali.it»
«O:0153371»;«NAME:Dell'Orto»;«NAME:Tommaso»;«DOB:13/12/1991»;«NATID:DLLTMS91T13E507Z»;«PHONE:+39 320 7738461»;«EMAIL:tommaso.dellorto@pec.it»
"""),
    ("atto_notorio.txt", """\
Il sottoscritto «NAME:Salvatore Inguglia», nato a Sciacca (AG) il «DOB:2 febbraio 1963», C.F. «NATID:NGGSVT63B02I533M», residente in «ADDRESS:Contrada Foggia n. 9, Sciacca», identificato a mezzo C.I.E. n. «NATID:CA02231PK», patente «DL:U1E233779C», DICHIARA che unici eredi della defunta «NAME:Agata Montalbano» sono i figli «NAME:Salvatore» e «NAME:Carmelina».
"""),
    ("polizza_rca.txt", """\
Contraente ........: «NAME:Zorzi Manuela»
Cod. fiscale ......: «NATID:ZRZMNL75H54L407O»
Targa .............: «O:GH 407 WP»      Telaio «VIN:ZFA3120000J689346»
Residenza .........: «ADDRESS:Borgo Cavour 33, Treviso»
Recapito ..........: «PHONE:0422.58.13.90»
Pagamento .........: carta Visa «CARD:4532-3440-7117-2382» scad. «EXP:11/28»
"""),
    ("ledenlijst_vv.csv", """\
Relatiecode;Naam;Tussenv;Roepnaam;Geb.dat;Straat;Postcode;Plaats;Mobiel;IBAN
PLKX88R;«NAME:Berg»;van den;«NAME:Sjoerd»;«DOB:14-3-1995»;«ADDRESS:Hoofdweg 112»;9617 AH;Harkstede;«PHONE:06-48210973»;«IBAN:NL76 RABO 0140 6740 04»
PMDQ02T;«NAME:Tjassens»;;«NAME:Hilde»;«DOB:2-12-2008»;«ADDRESS:Borgweg 41a»;9626 AA;Schildwolde;«PHONE:06 3377 1582»;«IBAN:NL12 SNSB 0504 6542 76»
PLWZ71H;«NAME:Ünal»;;«NAME:Tarık»;«DOB:27-7-1987»;«ADDRESS:Steenakkers 3»;9621 TC;Slochteren;«PHONE:0598-421160»;«IBAN:NL90INGB0574040714»
"""),
    ("spoedpost.txt", """\
HAP Gelderse Vallei - waarneembericht
Pt: mw. «NAME:J.C. Vermeulen-Hofstra», «DOB:30-06-1938», BSN «NATID:4585 55 459»
Adres: «ADDRESS:Zandlaan 7 (appt 22), Bennekom»    tel mantelzorger «PHONE:0318 41 72 95»
Verzekering: Menzis, nr. «HEALTH:007628902»
S: sinds gisteren koorts en hoesten. E: «O:pneumonie re onder». P: amoxicilline 3dd500
"""),
    ("belastingdienst_brief.txt", """\
Belastingdienst/Toeslagen
«NAME:D. Kowalska»
«ADDRESS:Spoorlaan 290-B»
5017 JZ TILBURG

Burgerservicenummer: «NATID:741954552»     Beschikkingsnr. «O:8831.02.447.T.26.0001»
Uw toeslagpartner: «NAME:R.M. Nowak», BSN «NATID:733.074.741»
Wij betalen € 214 op «IBAN:NL63 BUNQ 0615 5339 65».
"""),
    ("aangifte.txt", """\
Proces-verbaal van aangifte  PL0900-2026011877-1
Aangever: «NAME:Willem Adriaan Poortvliet», geboren «DOB:8 oktober 1969» te Goes, legitimatie rijbewijs nummer «DL:5665937438», adres «ADDRESS:Singelstraat 56, 4461 HZ Goes», bereikbaar «PHONE:0113-25 80 44».
Ontvreemd: fiets Gazelle, framenummer «O:GZ7730418», pinpas Rabobank «O:pasnr 3408» en paspoort «PASSPORT:NX1R7P0B3».
"""),
    ("kadry_wykaz.csv", """\
Lp.;Nazwisko i imię;PESEL;Data zatrudnienia;Konto;Tel.
1;«NAME:Gawrońska Bożena»;«NATID:68051322386»;1999-03-01;«BANK:71 1020 5558 1477 7935 7680 3429»;«PHONE:604 718 225»
2;«NAME:Hajduk Sławomir»;«NATID:75092887613»;2008-10-15;«BANK:59124047196600044275997674»;«PHONE:32 255 18 07»
3;«NAME:Iwaniuk Oksana»;«NATID:89120265328»;2022-05-02;«BANK:86 1140 2004 4036 7722 3345 2221»;«PHONE:+48 730 114 902»
4;«NAME:Jurczyk-Pawlak Alicja»;«NATID:01221824260»;2024-09-01;«BANK:66105012143566429376996108»;«PHONE:(33) 812 40 76»
"""),
    ("skierowanie.txt", """\
SKIEROWANIE DO PORADNI SPECJALISTYCZNEJ: kardiologiczna
Pacjent: «NAME:Mirosław Drzazga»      ur. «DOB:11.07.1957»
PESEL «NATID:57071185594»
Adres zam.: «ADDRESS:ul. Piłsudskiego 8 m. 3, 05-300 Mińsk Mazowiecki»
Rozpoznanie (ICD-10): «O:I48.0»    NFZ oddział 07
Lekarz: «NAME:lek. Agnieszka Bieńkowska», PWZ «O:0650707», NPWZ na pieczątce
"""),
    ("umowa_najmu_pl.txt", """\
UMOWA NAJMU LOKALU MIESZKALNEGO
Wynajmujący: «NAME:Grażyna Stępień», legit. się dow. os. seria i nr «NATID:BSG815690», zam. «ADDRESS:os. Złotego Wieku 41/16, 31-618 Kraków»
Najemca: «NAME:Andriej Lysenko», paszport «PASSPORT:FE344279», PESEL «NATID:96030919919», tel. «PHONE:+48 573 902 118»
Czynsz 2400 zł, płatny do 10. dnia miesiąca na rachunek nr «BANK:03 1160 2202 9906 6109 5417 8401».
"""),
    ("pit_uwagi.txt", """\
PIT-37 za 2025 - do poprawy!
podatnik: «NAME:Zbigniew Cichoń», pesel «NATID:62040445816», NIP firmy żony «TAX:814-93-77-414»
małżonka: «NAME:Teresa Cichoń» z d. «NAME:Mrozek», ur. «DOB:15 stycznia 1964 r.»
e-mail do kontaktu: «EMAIL:z.cichon@poczta.onet.pl», kom. «PHONE:0-692-441-083»
US Nowy Sącz - nadpłata 614 zł na konto z zeszłego roku
"""),
    ("folha_ponto.txt", """\
CARTÃO DE PONTO   Competência 01/2026
Empregador: Transportes Serra Azul Ltda  CNPJ «COMPANY:36.867.460/0001-69»
Empregado.: «NAME:JOSÉ ERIVALDO DOS SANTOS»       Mat.: 2207
CPF.......: «TAX:942.057.885-25»     PIS: «NATID:191.52910.55-8»
CTPS......: «O:88142 série 0031-BA»     Nasc.: «DOB:17/05/1982»
CNH.......: «DL:88779709434» cat. E  validade 03/2029
Atestado dia 14 (CID «O:M54.5»), 3 dias
"""),
    ("ficha_matricula.txt", """\
E.M. Profª «O:Dalva Quintanilha» — Matrícula 2026
Aluno(a): «NAME:Maria Eduarda Lins Cavalcanti»   Nasc: «DOB:03/10/2017»   Sexo: F
Mãe: «NAME:Jaqueline Lins»   RG «NATID:8.147.203» SDS/PE   CPF «TAX:17609729752»
End.: «ADDRESS:Rua da Harmonia, 88, casa B — Casa Amarela», Recife  CEP 52051-390
Fone p/ recado: «PHONE:81 9 8714-6620» (vó «NAME:Neide»)   NIS «NATID:17489429216»
Cartão SUS: «HEALTH:834 4870 3978 1907»   Alergia: «O:dipirona»
"""),
    ("extrato_pix.csv", "data;tipo;nome;chave;valor\n05/01/2026;PIX ENVIADO;«NAME:Tainá Borges»;«PHONE:+5548991730264»;-120,00\n06/01/2026;PIX RECEBIDO;«NAME:Otacílio M. Prado»;«TAX:096.474.547-08»;890,00\n06/01/2026;PIX ENVIADO;Padaria Kaiser;«O:55677370000150»;-23,40\n09/01/2026;PIX ENVIADO;«NAME:Suelen Vieira»;«EMAIL:suelenv.arq@uol.com.br»;-300,00\n"),
    ("bo_policia.txt", """\
BOLETIM DE OCORRÊNCIA Nº 1182/2026 - 4º DP Londrina
COMUNICANTE: «NAME:Ivone Hatsue Tanaka», brasileira, casada, nascida em «DOB:22/12/1958», RG «NATID:3.418.207-5»/PR, residente à «ADDRESS:Av. Higienópolis 1505 ap 1102», telefone «PHONE:(43) 3327-1184».
VEÍCULO: Fiat Strada placa «O:BEX7D41», chassi «VIN:9BD578348KY103696», Renavam «O:01187430295».
Título de eleitor na carteira furtada: «NATID:149573270680».
"""),
    ("contrato_honorarios.txt", "CONTRATANTE: «NAME:ESPÓLIO DE RAIMUNDO NONATO BRITO», representado pela inventariante «NAME:Francisca das Chagas Brito», aposentada, CPF «TAX:822 237 024 30», NIT «NATID:16160397053», conta poupança CAIXA ag. «O:0032» op. 013 nº «BANK:00098114-7», celular «PHONE:(98) 98122-7045».\n"),
    ("convenio_guia.xml", "<ans:dadosBeneficiario><ans:numeroCarteira>«HEALTH:0064930018844270»</ans:numeroCarteira><ans:atendimentoRN>N</ans:atendimentoRN><ans:nomeBeneficiario>«NAME:Rogério Antunes Kaspary»</ans:nomeBeneficiario><ans:numeroCNS>«HEALTH:817957987338858»</ans:numeroCNS></ans:dadosBeneficiario><ans:hipoteseDiagnostica><ans:diagnosticoCID>«O:F32.1»</ans:diagnosticoCID></ans:hipoteseDiagnostica>\n"),
    ("junta_freguesia.txt", """\
ATESTADO DE RESIDÊNCIA
A Junta de Freguesia de Alfena atesta que «NAME:Deolinda da Conceição Moutinho», viúva, nascida a «DOB:28-04-1940», titular do C.C. n.º «NATID:75814932 8 ZX8», contribuinte n.º «TAX:180 578 740», reside na «ADDRESS:Travessa do Reguengo, 17 r/c esq.», 4445-210 Alfena.
Telefone: «PHONE:22 967 41 83»
"""),
    ("recibo_vencimento.txt", """\
Recibo de vencimento   Janeiro/2026
Nome: «NAME:Telmo Ricardo Faustino»       N.º mec. 118
NIF: «TAX:270610413»    N.º Seg. Social: «NATID:15270041283»
IBAN: «IBAN:PT50 0033 6544 0852 5789 9692 7»     Apólice acid. trab. 0007441932
"""),
    ("lonelista.csv", """\
anstnr;namn;personnr;clearing;konto;e-post
3014;«NAME:Backlund, Jennie»;«NATID:830617-3363»;«O:8327-9»;«BANK:44 710 362-8»;«EMAIL:jennie.backlund@bredband2.se»
3022;«NAME:Ismail, Hodan»;«NATID:19940228-0649»;«O:6112»;«BANK:318 447 902»;«EMAIL:hodanismail94@hotmail.se»
3031;«NAME:Sjödin, Per-Arne»;«NATID:590905-2739»;«O:3300»;«BANK:590905-4417»;«EMAIL:per-arne.sjodin@norrnod.se»
"""),
    ("remiss_ortopeden.txt", """\
Remiss till Ortopedkliniken, Sunderby sjukhus
Patient: «NAME:Enar Waara»   pnr «NATID:19471103-0991»
Adress: «ADDRESS:Byavägen 418, 955 91 Råneå»    Tfn hem «PHONE:0924-553 17», mobil hustru «PHONE:070 633 81 40»
Frågeställning: «O:coxartros sin», smärta vid belastning sedan 2 år.
"""),
    ("brf_medlemmar.txt", """\
Brf Sjöhästen, lgh-förteckning (får ej spridas)
1101  «NAME:Gunilla Öst»  f. «DOB:540312»  «PHONE:08-650 47 19»
1102  «NAME:Kristoffer & Amira Lindahl-Saleh»  «EMAIL:lindahlsaleh@gmail.com»  «PHONE:073-981 20 66»
1201  dödsbo efter «NAME:Åke Rundqvist», pnr «NATID:310725-3696», kontakt sonen «NAME:Bo», «PHONE:+46 70 514 22 83»
1202  andrahand: «NAME:Yi Zhang», passnr «PASSPORT:EJ6897302»
Autogiro avgift: «IBAN:SE19 6002 8934 1248 0972 3617»
"""),
    ("polisanmalan.txt", "Målsägande «NAME:Elsa Nyqvist», «NATID:020814-3727», Studentvägen 9 ... korr: «ADDRESS:Studentvägen 19 lgh 1304, Uppsala». Stulet: Visakort «CARD:4581 1164 2503 1567», körkort «O:nr 020814-77», iPhone IMEI «IMEI:35 947508 301118 0».\n"),
    ("no_turnusliste.txt", """\
Turnus uke 4 - hjemmetjenesten Øst
«O:Kari»  ->  «NAME:Astrid Bjørkelund» («NATID:190238 05920»), nøkkelboks «O:4471», «ADDRESS:Solbergveien 6C»
          pårørende datter: «NAME:Hege» tlf «PHONE:951 08 337»
«O:Jonas» ->  «NAME:Odd-Arne Sivertsen», f. «DOB:4/7-1944», «ADDRESS:Kirkegata 31», «O:KOLS, oksygen 1,5 l»
          fastlege «PHONE:69 33 10 74»
"""),
    ("no_lonnslipp.txt", "Lønnsslipp jan. 2026  Ansatt: «NAME:Wiktoria Sandvik»  Fnr: «NATID:28049245604»  Kontonr: «BANK:1506.07.54583»  Adresse: «ADDRESS:Tverrveien 14, 3730 Skien»  Org.nr arbeidsgiver «COMPANY:970 992 693»\n"),
    ("dk_boligforening.csv", """\
lejemål;lejer;cpr;indflyttet;tlf;mail
12-03;«NAME:Birthe Kragelund»;«NATID:231148-1560»;01-05-1989;«PHONE:86 42 17 08»;«EMAIL:birthekragelund@webspeed.dk»
12-04;«NAME:Abdirahman Yusuf Ali»;«NATID:0101850099»;15-08-2019;«PHONE:+45 31 77 02 64»;«EMAIL:ayali@live.dk»
12-05;«NAME:Frederikke Holm Dam»;«NATID:170699 2851»;01-02-2025;«PHONE:22904183»;«EMAIL:frede.dam@stud.au.dk»
"""),
    ("dk_tandlaege.txt", "Journal: «NAME:Svend-Erik Toft», cpr-nr. «NATID:050539 - 3007», bor «ADDRESS:Vestergade 77 st. th., 5700 Svendborg». Sygesikring gr. 1, danmark nr. «HEALTH:275927562». Pen.-allergi. Betaler til reg. «O:0828» konto «BANK:3866932566».\n"),
    ("fi_vuokra.txt", """\
VUOKRASOPIMUS
Vuokralainen: «NAME:Onni Heikki Väisänen», hetu «NATID:230598-795T», puh. «PHONE:045 1187 402»
Vuokralainen 2: «NAME:Siiri Annala», hetu «NATID:070203A177L»
Kohde: «ADDRESS:Tulliportinkatu 52 B 18, 70100 Kuopio»
Vuokranantajan tili: «IBAN:FI13 5600 2459 3107 27» (OP)
"""),
    ("is_hlutafelag.txt", "Félagsmenn: «NAME:Þorgerður Ýr Sveinsdóttir» kt. «NATID:030591-7209», «ADDRESS:Hafnarbraut 12, 780 Höfn»; «NAME:Ragnar Ingi Óskarsson», kennitala «NATID:2112582339», s. «PHONE:478 1184», banki «O:0169-26»-«BANK:004417», «IBAN:IS38 0169 5105 3269 4528 2070 34».\n"),
    ("personel_izin.txt", """\
İZİN FORMU
Adı Soyadı ........: «NAME:Serpil Karagöz»
T.C. Kimlik No ....: «NATID:71944991600»
Sicil .............: 4471
Doğum tarihi ......: «DOB:19.08.1987»
İzin adresi .......: «ADDRESS:Çınarlı Mah. 61020 Sk. No:7 D:12, Seyhan/Adana»
Tel ...............: «PHONE:0 (533) 618 24 07»
Rapor: «O:lomber disk hernisi», 10 gün
"""),
    ("havale_listesi.csv", "sıra;ad soyad;iban;tutar;açıklama\n1;«NAME:Oğuzhan Bilgiç»;«IBAN:TR11 0006 2028 7603 2891 5112 57»;18.450,00;ocak maaş\n2;«NAME:Nurgül Tekinalp»;«IBAN:TR110001005513163308243193»;17.220,00;ocak maaş\n3;«NAME:Şaban Ali Dağdelen»;«IBAN:TR14 0006 4021 1141 3853 0462 41»;22.008,50;ocak + yol\n"),
    ("vekaletname.txt", "VEKİL EDEN: «NAME:HATİCE NUR ERDOĞMUŞ», T.C. kimlik no: «NATID:10854707260», Kırşehir, Mucur nüfusuna kayıtlı, «DOB:01/03/1951» doğumlu; adres: «ADDRESS:Yenice Mah. Ahi Evran Cd. 18/3 Kırşehir». Vekil: «NAME:Av. Cem Sezgin», vergi no «TAX:5467172174», «EMAIL:av.cemsezgin@barokirsehir.org.tr», pasaport no «PASSPORT:U76729877».\n"),
    ("kargo_iade.txt", "Alıcı «NAME:Burak Yalçınkaya» evde yok, komşusu «NAME:Fatma Hanım» almadı. Cep: «PHONE:+90 542 771 09 36», adres tarifi: «ADDRESS:Atatürk Bulvarı Gül Apt. No 44 kat 2», Ereğli. Kapıda ödeme 418,90 TL.\n"),
    ("mzdovy_list.txt", """\
MZDOVÝ LIST 2025          Pekařství U Dvou lip s.r.o., IČO «COMPANY:55200711»
Příjmení a jméno: «NAME:Havlíčková Zdeňka»    roz. «NAME:Bártová»
Rodné číslo: «NATID:746123/8576»        Zdr. poj.: 111 VZP
Bydliště: «ADDRESS:Na Spravedlnosti 1144, 530 02 Pardubice»
Účet: «BANK:8245337919/0300»    Tel.: «PHONE:728 413 906»
Děti: «NAME:Vojtěch» RČ «NATID:1109083217», «NAME:Anežka» RČ «NATID:1455176140»
"""),
    ("propousteci_zprava.txt", """\
Propouštěcí zpráva - interní odd.
Pacient: «NAME:Stanislav Kučírek», nar. «DOB:8. 3. 1949», č. pojištěnce «HEALTH:490308 6782»
Bytem: «ADDRESS:Dolní Lhota čp. 61»
Dg.: «O:I50.1 Selhání levé komory», Th: furosemid 40 mg 1-0-0
Kontakt: dcera «NAME:Mgr. Ivana Kučírková», «PHONE:+420 604 117 832», «EMAIL:kucirkova.iv@seznam.cz»
"""),
    ("clenove_hasici.csv", "jméno;nar.;adresa;mobil;OP č.\n«NAME:Miloš Petřvalský»;«DOB:21.11.1968»;«ADDRESS:Hlavní 12, Bílovec»;«PHONE:603 557 018»;«NATID:269844740»\n«NAME:Radka Šimíčková»;«DOB:7.6.1990»;«ADDRESS:K Rybníku 88, Bílovec»;«PHONE:+420777190338»;«NATID:188993975»\n"),
    ("sk_ziadost.txt", """\
Žiadosť o príspevok
Žiadateľ: «NAME:Ružena Hudáková», r. č. «NATID:566014 / 7603», OP č. «NATID:HK394846»
Trvalý pobyt: «ADDRESS:Štúrova 27/8, 085 01 Bardejov»
Číslo účtu: «IBAN:SK82 0200 0000 0018 8457 4417»   t. č. «PHONE:0911 634 207»
"""),
    ("stat_plata.txt", """\
STAT DE PLATĂ - ianuarie 2026         S.C. Morărit Crișana S.R.L.  CUI «COMPANY:RO32849064»
Nr  Nume și prenume               CNP              Net     Cont
1   «NAME:Bălan Viorica»                 «NATID:2710916057510»    3.114   «IBAN:RO30BTRL5811047774300509»
2   «NAME:Crăciun Sorin-Mihai»           «NATID:1840229057630»    4.060   «IBAN:RO65 RNCB 2562 2076 0465 9509»
3   «NAME:Szilágyi Ildikó»               «NATID:6010705052025»    2.987   «IBAN:RO97OTPV1892200309887414»
"""),
    ("bilet_trimitere.txt", "Bilet de trimitere: pacient «NAME:Gheorghe Lăcătuș», CNP «NATID:1520418224898», domiciliat «ADDRESS:str. Păcurari nr. 114, bl. 540, sc. B, ap. 9, Iași», Dg. «O:HTA gr. III», CID asigurat «HEALTH:34786147079566984390». Telefon fiică: «PHONE:0745.318.206»\n"),
    ("contract_comodat.txt", "Comodant: «NAME:Ionela Dragomirescu», identificată cu CI seria «NATID:XB nr. 320599», CNP «NATID:2661130065371», str. «ADDRESS:Liviu Rebreanu 41, Bistrița», e-mail «EMAIL:ionela_drag@yahoo.com», cont «IBAN:RO54 INGB 0011 9268 4091 7716»\n"),
    ("hu_berjegyzek.csv", """\
sorszám;név;adóazonosító;TAJ;szül. idő;bankszámla
1;«NAME:Horváthné Bódi Ágnes»;«TAX:8387148814»;«HEALTH:895 127 327»;«DOB:1972.12.28»;«BANK:11773009-72448576-49334518»
2;«NAME:Kolompár Rikárdó»;«TAX:8462307422»;«HEALTH:056735154»;«DOB:1993.07.28»;«BANK:10400133-63295585-86361230»
"""),
    ("hu_jegyzokonyv.txt", "Tanú: «NAME:Tóth Levente», szül. «DOB:1988. március 5.», an.: «NAME:Fekete Mária», lakcíme: «ADDRESS:6720 Szeged, Kárász utca 11. fszt. 2.», szem. ig. sz.: «NATID:907589TE», mobil: «PHONE:+36 30 418 7706». Rendszám «O:AA BC-418».\n"),
    ("bg_trudov.txt", "Трудов договор № 14: «NAME:Десислава Христова Атанасова», ЕГН «NATID:7852140838», л.к. № «NATID:648744839», изд. МВР Пловдив, адрес: «ADDRESS:гр. Пловдив, бул. Марица 88, вх. Б, ап. 21», тел. «PHONE:0887 41 90 36», IBAN «IBAN:BG85 FINV 9150 7858 0533 74».\n"),
    ("gr_misthodosia.txt", """\
ΜΙΣΘΟΔΟΣΙΑ ΙΑΝΟΥΑΡΙΟΥ 2026
Ονοματεπώνυμο: «NAME:Παπαγεωργίου Ελένη»     ΑΦΜ: «TAX:138849502»    ΑΜΚΑ: «NATID:14068322420»
Διεύθυνση: «ADDRESS:Αγίου Δημητρίου 52, 546 32 Θεσσαλονίκη»
Λογαριασμός: «IBAN:GR50 0172 7926 8056 8565 4323 874»   Κιν.: «PHONE:6974 118 302»
Ημ. γέννησης: «DOB:14/06/1983»   Α.Δ.Τ.: «NATID:ΑΝ 154041»
"""),
    ("hr_pristupnica.txt", "PRISTUPNICA NK Sloga: «NAME:Krešimir Jurčević», OIB «NATID:49555060900», rođ. «DOB:27.10.1984.», «ADDRESS:Vukovarska cesta 33, 31000 Osijek», mob «PHONE:091 772 0348», br. osobne «NATID:129007996», IBAN «IBAN:HR34 2360 0004 3307 1491 4»\n"),
    ("si_recept.txt", "Recept: «NAME:Marjetka Hribar», EMŠO «NATID:2309961508450», ZZZS št. «HEALTH:047247005», «ADDRESS:Kidričeva 9, 3000 Celje», Dg «O:E03.9». Mož: tel. «PHONE:041 377 820».\n"),
    ("rs_ugovor.txt", "Уговор о делу: «NAME:Милица Станојевић», ЈМБГ «NATID:1107988716610», бр. л.к. «NATID:009432800», «ADDRESS:Таковска 17/4, Београд»; уплата на рачун «BANK:160-6484050790485-79».\n"),
    ("ee_lv_lt.txt", """\
Kontaktid / kontakti / kontaktai
- «NAME:Liisu Õunapuu», ik «NATID:48703125300», «PHONE:+372 5612 0834», «IBAN:EE94 2289 9743 8405 5909»
- «NAME:Jānis Ozoliņš», p.k. «NATID:240779-15222», «ADDRESS:Brīvības iela 201-17, Rīga», tālr. «PHONE:29 418 703»
- «NAME:Rūta Kazlauskienė», a. k. «NATID:46905084819», «ADDRESS:Savanorių pr. 118-4, Kaunas», «IBAN:LT30 7044 0177 3249 2252»
"""),
    ("kadry_ru.csv", """\
№;ФИО;Дата рождения;ИНН;СНИЛС;Паспорт;Телефон
1;«NAME:Белозёрова Татьяна Игоревна»;«DOB:14.02.1981»;«TAX:52604556019210»;«NATID:147-872-700 00»;«PASSPORT:22 05 965211»;«PHONE:8 (910) 384-17-02»
2;«NAME:Гайнутдинов Рустам Маратович»;«DOB:30.09.1976»;«TAX:16558243410550»;«NATID:505-134-870 54»;«PASSPORT:92 01 456765»;«PHONE:+7 927 044 81 36»
3;«NAME:Дорошенко Павел Андреевич»;«DOB:08.06.1999»;«TAX:78100035649186»;«NATID:629-949-926 78»;«PASSPORT:40 19 004212»;«PHONE:89213307145»
"""),
    ("zayavlenie_ru.txt", """\
Начальнику ОП № 3
от «NAME:Кузьминой Аллы Борисовны», проживающей: «ADDRESS:г. Тверь, ул. Желябова, д. 19, кв. 44»
тел. дом. «PHONE:(4822) 35-70-18»

ЗАЯВЛЕНИЕ. Прошу принять меры: 11.01.2026 мне позвонили с номера «PHONE:+7 (495) 118-40-27» и убедили назвать код. С карты «CARD:2202 4234 3332 4916» списано 48 000 руб. Паспорт: серия «PASSPORT:28 03 № 008758».
"""),
    ("vypiska_epikriz.txt", "Выписной эпикриз. Пациент: «NAME:Нестеренко Виктор Ильич», «DOB:23.04.1958» г.р., полис ОМС «HEALTH:7745651330864849», адрес «ADDRESS:Самара, Московское шоссе 81-112». Диагноз: «O:ИБС, стенокардия напряжения II ФК». Жена: «NAME:Нина Павловна», «PHONE:8-937-640-22-19».\n"),
    ("ua_dovidka.txt", "ДОВІДКА видана «NAME:Гриценку Тарасу Олеговичу», «DOB:17.01.1990» р.н., РНОКПП «TAX:3288929687», паспорт № «PASSPORT:007250404», про те, що він проживає за адресою: «ADDRESS:вул. Личаківська, 64, кв. 7, м. Львів». Рахунок «IBAN:UA983052999308614818506543211».\n"),
    ("shain_daicho.csv", """\
社員番号,氏名,フリガナ,生年月日,住所,携帯,個人番号
0417,«NAME:長谷川 翔太»,«NAME:ハセガワ ショウタ»,«DOB:1991年4月12日»,«ADDRESS:愛知県名古屋市千種区今池2-18-5-803»,«PHONE:090-4417-8203»,«NATID:953031847831»
0422,«NAME:村上 由紀子»,«NAME:ムラカミ ユキコ»,«DOB:1968年11月3日»,«ADDRESS:愛知県春日井市鳥居松町5丁目41»,«PHONE:0568-81-4470»,«NATID:2912 9841 3110»
0431,«NAME:グエン ティ ラン»,«NAME:グエン ティ ラン»,«DOB:1999年7月20日»,«ADDRESS:愛知県小牧市中央1-260 寮12»,«PHONE:070-1382-0944»,«NATID:555379331604»
"""),
    ("monshin.txt", """\
問診票                      令和8年1月13日
お名前　«NAME:藤井 千尋»　　（ふりがな　«NAME:ふじい ちひろ»）
生年月日　«DOB:昭和55年9月2日»　　性別　女
ご住所　〒730-0013　«ADDRESS:広島市中区八丁堀14-4 ルミエール1101»
お電話　«PHONE:082-221-7740»　携帯　«PHONE:080 5627 1193»
既往歴　«O:甲状腺機能低下症»
"""),
    ("furikomi.txt", """\
お世話になっております。«NAME:古川»です。
出張旅費の振込先を変更してください。
銀行名：ゆうちょ銀行　記号 «BANK:14350»　番号 «BANK:92161771»
口座名義：«NAME:フルカワ タケシ»
メール：«EMAIL:t.furukawa1975@docomo.ne.jp»
"""),
    ("cn_fangke.txt", "访客登记：«NAME:刘建国»，身份证 «NATID:320106197908121639»，手机 «PHONE:139 5168 2047»，车牌 «O:苏A·7K418»，被访人 «NAME:王丽娟»，时间 14:20。护照（外宾）：«NAME:Marco Bellini» «PASSPORT:YB8331069»\n"),
    ("kr_geubyeo.csv", "사번,성명,주민등록번호,계좌,휴대폰\n1104,«NAME:김민서»,«NATID:880415-2714067»,«BANK:110-417-882036»,«PHONE:010-4471-8803»\n1117,«NAME:박준혁»,«NATID:950922-1438056»,«BANK:3333-04-7719025»,«PHONE:010 2285 9140»\n"),
    ("tw_guahao.txt", "掛號資料：姓名 «NAME:林淑芬»，身分證字號 «NATID:F298358884»，生日 «DOB:民國65年3月18日»，電話 «PHONE:0932-417-880»，住址 «ADDRESS:新北市板橋區文化路一段188巷6號4樓»\n"),
    ("hk_mpf.txt", "MPF enrolment: «NAME:CHEUNG Wing Yan», HKID «NATID:G872202(0)», DOB «DOB:16-Nov-1992», addr «ADDRESS:Flat 12C, Block 4, Sui Wo Court, Sha Tin», mobile «PHONE:+852 6417 8820», bank a/c «BANK:922-301269-833».\n"),
    ("in_school.csv", """\
Adm No,Student,Father,DOB,Aadhaar,Contact,Address
2214,«NAME:Ananya Deshpande»,«NAME:Vivek Deshpande»,«DOB:11/08/2014»,«NATID:7429 6291 2503»,«PHONE:98220 41773»,"«ADDRESS:Flat 6, Shanti Niwas, Karve Rd»"
2219,«NAME:Mohammed Faizan»,«NAME:Abdul Rahim Shaikh»,«DOB:02/01/2015»,«NATID:807725666849»,«PHONE:+91-7038204417»,"«ADDRESS:H.No. 418, Bhavani Peth»"
"""),
    ("in_kyc_note.txt", "Sir, pls update KYC of partner Mrs «NAME:Kamala Venkataraman»: PAN «TAX:POJPV6585I», aadhar no. «NATID:4502-8092-2805», voter id «NATID:TNX0346696», cust acc no «BANK:50100247025690» IFSC «O:HDFC0000417». Firm GST «COMPANY:33YLJBK6426J1Z4». Her old passport was «PASSPORT:L9870100».\n"),
    ("sg_tenancy.txt", "Tenant: «NAME:Muhammad Hafiz bin Roslan», NRIC «NATID:S9060423F», HP «PHONE:8417 3390»; co-tenant «NAME:Nguyen Thi Bich», FIN «NATID:G9235650M». Premises: «ADDRESS:Blk 417 Pasir Ris Drive 6 #08-233».\n"),
    ("my_ph_id_th.txt", """\
crew list MV Seri Bayu (partial)
1  «NAME:Ahmad Zulkifli bin Hassan»   MY   IC «NATID:780417-03-5519»   pp «PASSPORT:A81432223»
2  «NAME:Rodelio P. Macaraeg»         PH   SIRB «O:C0884173»  «DOB:29 Feb 1984»  pp «PASSPORT:P6092976A»
3  «NAME:I Wayan Sudarma»             ID   NIK «NATID:5103871207813127»  pp «PASSPORT:C1380483»
4  «NAME:Somchai Phrommin»            TH   ID «NATID:7-1163-30498-17-9»   «DOB:04/11/1990»
"""),
    ("gp_referral_uk.txt", """\
2WW REFERRAL - COLORECTAL
Patient: «NAME:Mrs Eileen Braithwaite»       NHS No. «HEALTH:788 048 0099»
DoB: «DOB:17 Aug 1950»     Tel: «PHONE:01535 604417»  (mob «PHONE:07854 339 018» - hard of hearing, text pls)
«ADDRESS:9 Spring Row, Oakworth, Keighley BD22 7PQ»
Reason: «O:PR bleeding 6/52, FIT 184». Interpreter not needed.
Referrer: «NAME:Dr S. Mahmood», GMC «O:6622526»
"""),
    ("paye_starter.txt", """\
STARTER CHECKLIST (typed from paper form, second page missing)
Last name  «NAME:Ogunleye»     First names  «NAME:Temitope Grace»
NINO  «NATID:SG 41 77 20 B»     DOB  «DOB:05/12/1996»
Address  «ADDRESS:Flat 3, 118 Lower Addiscombe Road, Croydon»  CR0 6AD
Statement B. Student loan plan 2.
Pay into: sort code «BANK:30-98-41» acc «BANK:44178820» (Lloyds)
Next of kin: «NAME:Bisi Ogunleye» (sister) «PHONE:+44 7931 440 287»
"""),
    ("parish_minutes.txt", """\
LITTLE WENLOCK PARISH COUNCIL - notes for the clerk, NOT for the website

Allotments: plot 7 given up by «NAME:Mr Ted Hazlehurst» (now in The Larches, ring daughter «NAME:Alison» on «PHONE:01952 411 783»).
Grant cheque to be made out to «NAME:Rev'd J. A. Cowper», «ADDRESS:The Vicarage, Church Lane».
Complaint re dog fouling from «EMAIL:brenda.tuckwell@btinternet.com». She names «NAME:Gavin Prosser» of «ADDRESS:no 14 Malthouse Bank».
"""),
    ("uk_sar.eml", """\
From: «EMAIL:deborah_quilter@sky.com»
To: DPO <«O:dpo@wrekinhousing.example.org.uk»>
Subject: subject access request

I want everything you hold on me. «NAME:Deborah Quilter» (formerly «NAME:Debbie Spragg»), tenant since 2009 at «ADDRESS:61 Sutherland Avenue, TF2 7BX», born «DOB:1st March 1968», NI no «NATID:NB884107C». Attached is my licence «DL:QUILT653018D99XY». Please ring not write: «PHONE:07415-883-206».
"""),
    ("lettings_ie.txt", """\
RTB registration
Landlord: «NAME:Fionnuala Ní Bhriain», PPSN «NATID:1825962GA», «ADDRESS:Cloonacool, Tubbercurry, Co. Sligo» F91 X4T7
Tenants: «NAME:Gustavo Henrique Peixoto» (PPS No. «NATID:6763849C»), mobile «PHONE:085 - 117 4420»
Rent to: «IBAN:IE61 AIBK 9372 2317 9377 73»
"""),
    ("scot_vax.txt", "CHI «HEALTH:1108723330» - «NAME:Morag Urquhart», «DOB:11.08.72», «ADDRESS:Tigh na Mara, Achiltibuie», shingles dose 1, batch 8TK41. CHI «HEALTH:240451 3850» - «NAME:Hector Urquhart», declined.\n"),
    ("w4_batch.csv", """\
emp_id,name,ssn,filing,address,city,st,zip,routing,account
7731,"«NAME:Castellano, Vincent J»",«NATID:344-81-6814»,S,«ADDRESS:418 Wharton St Apt 2R»,Philadelphia,PA,19147,«BANK:036008487»,«BANK:6315533392»
7734,"«NAME:Whitehorse, Dana»",«NATID:713-43-5668»,MFJ,«ADDRESS:HC 63 Box 417»,Winslow,AZ,86047,«BANK:122104567»,«BANK:246549414»
7740,"«NAME:Tran, Minh-Chau»",«NATID:344977089»,HOH,«ADDRESS:10922 Bellaire Blvd #117»,Houston,TX,77072,«BANK:113070862»,«BANK:999124534539»
"""),
    ("er_note_us.txt", """\
ED PROVIDER NOTE (unsigned draft)
Pt: «NAME:KOWALCZYK, JEROME T»     MRN «O:00773410»     DOB «DOB:11/02/1958» (67 y.o.)
Medicare «HEALTH:5QM8-WY7-RJ76»    PCP NPI «HEALTH:1875372306»
CC: «O:chest pain radiating to L arm». Wife «NAME:Lorraine» («PHONE:414.771.0938») at bedside.
Home: «ADDRESS:3417 S Kinnickinnic Ave, Milwaukee WI 53207»
"""),
    ("police_us.txt", """\
INCIDENT 26-004417   Officer B. #1184
V1: «NAME:Latoya Denise Crenshaw», B/F, DOB «DOB:07-19-1990», OLN «DL:21481784» (GA), ph «PHONE:(706) 884-1730», «ADDRESS:2210 Old Savannah Rd Lot 41, Augusta»
S1: «NAME:"Tre" Dontrell Mays», DOB «DOB:1/8/97», SSN per prior booking «NATID:255 48 5576»
Stolen: 2019 Nissan Altima, GA tag «O:RTK 4417», VIN «VIN:1N4BL4BV9KA570839»
"""),
    ("church_pledges.txt", """\
St. Brendan's - pledges for the roof, Jan
«NAME:Mr & Mrs Walter Dombrowski»   $1,200   ck 4417
«NAME:Sister Mary Perpetua»   $50
«NAME:Gil Archuleta»   $25/mo, Visa «CARD:4147 4871 9003 1380» exp «EXP:6/27», says call first «PHONE:505-884-1172»
«NAME:Peggy O'Donoghue»   $300 in memory of «NAME:Frank O'Donoghue» («DOB:3/3/1938» - «O:12/9/2025»)
"""),
    ("cobra_letter.txt", """\
«NAME:Shirley A. Vandergrift»
«ADDRESS:77 Mulberry Ln»
Zanesville, OH 43701

RE: COBRA continuation, subscriber ID «HEALTH:YRP883A41770», SSN ending in «O:4417»
Dependents: «NAME:Caleb Vandergrift» (SSN «NATID:739-75-8170», born «DOB:April 9, 2011»)
"""),
    ("itin_app.txt", "W-7 pkg for client «NAME:Guadalupe Sandoval Ortiz»: prior ITIN «TAX:920-78-7932», Mexican passport «PASSPORT:G66364091», US entry 08/2019, kids «NAME:Mateo» «DOB:2014-03-30» and «NAME:Lupita» «DOB:2018-10-05». Cell «PHONE:+1 (559) 884-2073».\n"),
    ("pharmacy_us.txt", "Rx «O:7741882»: «NAME:Harlan Stubbs» DOB «DOB:08/30/1947» lisinopril 20 mg; prescriber «NAME:Dr Anita Bhalla» DEA «HEALTH:BB6889022» NPI «HEALTH:1258497530»; delivered to «ADDRESS:RR 2 Box 88, Elkins WV».\n"),
    ("can_intake.txt", """\
Newcomer intake - settlement office, Moncton
Client: «NAME:Farzana Haidari»     UCI «O:11-0441-7783»     SIN «NATID:386 904 692»
DOB «DOB:1989-06-21»    Phone «PHONE:(506) 883-1740»   Address «ADDRESS:Apt 4 - 211 St. George St, Moncton NB E1C 1V6»
Child: «NAME:Yalda», «DOB:2019-12-02», NB Medicare «HEALTH:990 571 619»
Passport (AFG): «PASSPORT:P09499624»
"""),
    ("qc_paie.csv", "matricule,nom,prénom,NAS,transit,institution,folio,adresse\n441,«NAME:Thibodeau»,«NAME:Marie-Ève»,«NATID:575 239 876»,«O:30417»,815,«BANK:0742132»,\"«ADDRESS:88, rang Saint-Louis, Saint-Flavien»\"\n447,«NAME:Nguyen-Côté»,«NAME:Olivier»,«NATID:290605211»,«O:20041»,815,«BANK:0724699»,\"«ADDRESS:1407-B, rue Cartier, Lévis»\"\n"),
    ("au_intake.txt", """\
NDIS intake
Participant: «NAME:Jarrah Coleman-Wright»    NDIS no. «HEALTH:435429592»
D.O.B. «DOB:30/04/2016»     Medicare «HEALTH:3739 16801 1» ref 3
Mum: «NAME:Tahlia Coleman», TFN for the FTB form «TAX:779 446 378», CRN «NATID:883 275 406K»
«ADDRESS:Lot 7 Old Coach Road, Tiaro QLD 4650»   M: «PHONE:0427 118 340»
BSB «BANK:084-417» Acct «BANK:77 103 8842»
"""),
    ("nz_tenancy.txt", "Tenancy of «ADDRESS:41B Tainui Terrace, Nelson 7011»: «NAME:Hemi Ruwhiu», NZDL «DL:EK515741», IRD «TAX:173-900-104», bond refund to «BANK:12-3141-0084417-50», ph «PHONE:021 884 4170». NHI of flatmate on the incident form: «HEALTH:GPR5297».\n"),
    ("za_uif.txt", """\
UIF UI-19 (scanned, corrected)
«NAME:Dlamini N.P.»     ID «NATID:8704133994086»   start 01/03/2019   R 7 441,00
«NAME:van Rooyen J.»    ID «NATID:620925 9590 082»   start 15/08/2004   R 11 820,00
Bank: Capitec, acc «BANK:1449246882», cell «PHONE:+27 73 884 1170»
"""),
    ("il_form101.txt", "טופס 101: שם משפחה «NAME:בן-דוד» שם פרטי «NAME:מיכל» מספר זהות «NATID:356476473» תאריך לידה «DOB:17/06/1988» כתובת «ADDRESS:רחוב הרצל 41, רחובות» טלפון «PHONE:054-7718820»\n"),
    ("ae_visa.txt", "Visa cancellation: «NAME:Rajesh Kumar Pillai», Emirates ID «NATID:784-1984-5796453-8», passport «PASSPORT:Z3606085», UID «O:408988142», mob «PHONE:+971 50 884 1703», salary a/c «IBAN:AE360333503558810338355».\n"),
    ("eg_ar.txt", "الاسم: «NAME:محمد عبد الرحمن السيد»، الرقم القومي: «NATID:28506170104433»، تاريخ الميلاد: «DOB:17/06/1985»، الهاتف: «PHONE:01012884417»، العنوان: «ADDRESS:١٨ شارع الجمهورية، المنصورة»\n"),
    ("mx_expediente.txt", """\
EXPEDIENTE LABORAL
Nombre: «NAME:ROSA ISELA MALDONADO PUENTE»
CURP: «NATID:MAPR850714MNLLNS01»   RFC: «TAX:MAPR8507146B1»   NSS: «NATID:43512437419»
Domicilio: «ADDRESS:Calle Zaragoza 118 Nte., Col. Centro, Cadereyta Jiménez, N.L.»
CLABE BBVA: «BANK:012580448953476783»     Cel. «PHONE:81 2884 1706»
INE clave de elector: «NATID:MLPNRS85071419M400»
"""),
    ("ar_sueldos.csv", "legajo;apellido y nombre;cuil;cbu;domicilio\n88;«NAME:ACOSTA, MARTA BEATRIZ»;«TAX:27-27172146-9»;«BANK:0110418308286524221127»;«ADDRESS:Belgrano 1140 PB»\n91;«NAME:QUIROGA, LEANDRO»;«TAX:20-29480102-3»;«BANK:0720077936362164991219»;«ADDRESS:B° Los Álamos mz 8 c 14»\n"),
    ("cl_co_pe.txt", """\
Postulantes:
CL  «NAME:Francisca Huenchumilla Soto», RUT «NATID:18.486.485-1», «PHONE:+56 9 8417 7032», «EMAIL:fran.huenchu@gmail.com»
CO  «NAME:Jhon Jairo Cárdenas», C.C. «NATID:1.098.145.606» de Bucaramanga, «PHONE:318 417 8802»
PE  «NAME:Milagros Quispe Huamán», DNI «NATID:43712764», RUC «TAX:10235037683», «ADDRESS:Jr. Los Geranios 418, Huancayo»
EC  «NAME:Byron Chicaiza», cédula «NATID:0306768201»; UY «NAME:Lucía Etcheverry», CI «NATID:1.042.401-4»
"""),
    ("stm_0115.sta", """\
:20:STARTUMS
:25:«BANK:70169464/0000418770»
:28C:15/1
:60F:C260114EUR4177,20
:61:2601150115D850,00N005NONREF//POS 2
:86:105?00FOLGELASTSCHRIFT?20EREF+MIETE 01/26?21SVWZ+Miete Whg 14?22Januar?30«O:GENODEF1M08»?31«IBAN:DE78701500007893001576»?32«NAME:ROSWITHA ENGLMAIER»
:61:2601150115C1240,00N062NONREF
:86:166?00GUTSCHRIFT?20SVWZ+Rueckzahlung Darlehen?30«O:BYLADEM1MIL»?31«IBAN:DE24711525707419003329»?32«NAME:ANTON U. MARIA GSCHWENDTNER»
:62F:C260115EUR4567,20
"""),
    ("camt_ch.xml", """\
<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs><Amt Ccy="CHF">418.70</Amt>
<RltdPties><Dbtr><Nm>«NAME:Corinne Bühlmann-Frei»</Nm><PstlAdr><StrtNm>«ADDRESS:Rebhaldenweg»</StrtNm><BldgNb>11</BldgNb><PstCd>8910</PstCd><TwnNm>Affoltern am Albis</TwnNm><Ctry>CH</Ctry></PstlAdr></Dbtr>
<DbtrAcct><Id><IBAN>«IBAN:CH1409000984988679290»</IBAN></Id></DbtrAcct></RltdPties>
<RmtInf><Strd><CdtrRefInf><Ref>023933493275759172233765239</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>
"""),
    ("epd_bundle.json", """\
{"resourceType":"Bundle","type":"collection","entry":[
 {"resource":{"resourceType":"Patient","id":"p-0441","identifier":[{"system":"urn:oid:2.16.756.5.32","value":"«NATID:7569660396685»"}],
  "name":[{"family":"«NAME:Maillard»","given":["«NAME:Océane»","«NAME:Lou»"]}],"gender":"female","birthDate":"«DOB:1995-02-11»",
  "telecom":[{"system":"phone","value":"«PHONE:+41 79 884 17 03»"},{"system":"email","value":"«EMAIL:oceane.maillard@bluewin.ch»"}],
  "address":[{"line":["«ADDRESS:Route de Berne 88»"],"postalCode":"1010","city":"Lausanne"}]}},
 {"resource":{"resourceType":"Condition","code":{"coding":[{"system":"http://snomed.info/sct","code":"«O:195967001»","display":"«O:Asthma»"}]},"subject":{"reference":"Patient/p-0441"}}}]}
"""),
    ("edi_834.txt", "INS*Y*18*030*XN*A***FT~REF*0F*«NATID:610712092»~NM1*IL*1*«NAME:MCALLISTER*ROWAN*E»***34*«NATID:610712092»~PER*IP**HP*«PHONE:2078841703»~N3*«ADDRESS:41 LOBSTER COVE RD»~N4*BOOTHBAY*ME*04537~DMG*D8*«DOB:19810227»*F~\n"),
    ("paxlst.edi", """\
UNB+UNOA:4+KL+USCBP+260115:0940+26011500417++APIS'
NAD+FL+++«NAME:VANDERLINDEN:FEMKE:ELISE»'
ATT+2++F'
DTM+329:«DOB:930418»'
LOC+178+AMS'
NAT+2+NLD'
DOC+P:110:111+«PASSPORT:NU4R27K81»'
DTM+36:310902'
"""),
    ("crew_list_imo.txt", """\
IMO FAL FORM 5                                       Vessel: Nordic Heron     Port: Gdynia
No  Family name, given names        Rank     Nationality  Date/place of birth        ID
1   «NAME:JOHANNESSEN, TROND»              MASTER   NOR          «DOB:22.05.1966» TROMSO          «PASSPORT:CCA61253»
2   «NAME:PETRENKO, SERHII»                C/OFF    UKR          «DOB:03.10.1978» IZMAIL          «PASSPORT:FN774768»
3   «NAME:DELA CRUZ, ARNEL B.»             BSN      PHL          «DOB:17.12.1989» ILOILO          «PASSPORT:P7396964B»
"""),
    ("family_tree.ged", """\
0 @I17@ INDI
1 NAME «NAME:Leopoldine /Grabherr/»
1 SEX F
1 BIRT
2 DATE «DOB:14 NOV 1949»
2 PLAC Dornbirn, Vorarlberg
1 RESI
2 ADDR «ADDRESS:Haselstauderstraße 41»
2 PHON «PHONE:+43 5572 418703»
0 @I18@ INDI
1 NAME «NAME:Elmar /Grabherr/»
1 BIRT
2 DATE «DOB:2 FEB 1975»
"""),
    ("contacts.vcf", "BEGIN:VCARD\nVERSION:3.0\nN:«NAME:Strömberg;Per-Olof;;;»\nFN:«NAME:PO Strömberg»\nTEL;TYPE=CELL:«PHONE:+46 76 884 17 03»\nitem1.ADR;TYPE=HOME:;;«ADDRESS:Sjövägen 4»;Vaxholm;;185 31;Sweden\nBDAY:«DOB:1961-10-29»\nNOTE:portkod «O:4417»\nEND:VCARD\nBEGIN:VCARD\nVERSION:4.0\nFN:«NAME:Azra Hadžić»\nTEL;VALUE=uri:tel:«PHONE:+387-61-884-170»\nEMAIL:«EMAIL:azra.hadzic@bih.net.ba»\nEND:VCARD\n"),
    ("export.ldif", """\
dn: uid=ctremblay,ou=people,dc=cegep-outaouais,dc=qc,dc=ca
objectClass: inetOrgPerson
uid: «O:ctremblay»
cn: «NAME:Carole Tremblay»
sn: «NAME:Tremblay»
mail: «EMAIL:carole.tremblay@cegep-outaouais.qc.ca»
mobile: «PHONE:+1 819 884 1703»
homePostalAddress: «ADDRESS:41 rue des Érables» $ Gatineau QC $ J8Y 3M2
employeeNumber: «O:004417»
"""),
    ("kunden_dump.sql", """\
-- MariaDB dump 10.19
INSERT INTO `kunden` (`id`,`anrede`,`nachname`,`vorname`,`gebdat`,`strasse`,`plz`,`ort`,`tel`,`iban`) VALUES
(4417,'Frau','«NAME:Lütkebohmert»','«NAME:Hedwig»','«DOB:1953-08-08»','«ADDRESS:Up de Hacke 8»','48691','Vreden','«PHONE:02564/88417»','«IBAN:DE27401545301573169237»'),
(4418,'Herr','«NAME:N\\'Diaye»','«NAME:Serigne»','«DOB:1987-12-24»','«ADDRESS:Weseler Str. 253»','48151','Münster',NULL,'«IBAN:DE02400501506673948641»');
"""),
    ("pg_copy.sql", "COPY public.member (id, full_name, born, phone, email, national_id) FROM stdin;\n17\t«NAME:Inês Vilhena»\t«DOB:1990-01-31»\t«PHONE:+351 964 417 088»\t«EMAIL:ines.vilhena@sapo.pt»\t«TAX:260721450»\n18\t«NAME:Bernat Puigdomènech»\t«DOB:1977-05-19»\t«PHONE:+34 972 41 88 07»\t\\N\t«NATID:93200205L»\n\\.\n"),
    ("ocr_perso.txt", """\
BUNDES REPUBLIK  DEUTSCH LAND      PERSONAL AUSWEIS
«NATID:LN66M4MH9»
[a] «NAME:NIEDERMEYER»
«NAME:FRAUKE  ANN-SOPHIE»
Geburtstag/Date of birth
«DOB:2 8.0 3.1 9 9 4»
DEUTSCH   LÜBECK
Gültig bis  «O:16.05.2033»
Anschrift  «ADDRESS:23552 LÜBECK HÜXSTRASSE 88»
"""),
    ("ocr_cartevitale.txt", """\
 V I T A L E    carte d'assurance maladie
 «NAME:BEAUVILLAIN  CLOTILDE»
 «NATID:2 88 11 76 540 496 05»
 émise le 14/03/2019
"""),
    ("ocr_passport_mrz.txt", "PASSEPORT  REPUBLIQUE FRANCAISE\n«NAME:OUEDRAOGO»\n«NAME:Salif, Théophile»\n«DOB:05 06 1983»\nP<FRA«NAME:OUEDRAOGO<<SALIF<THEOPHILE»<<<<<<<<<<<<<<<\n«PASSPORT:21CK417702FRA8306052M3102145<<<<<<<<<<<<<<08»\n"),
    ("fax_zorg.txt", """\
VAN: Apotheek De Linde  fax «O:0342-41 77 20»        BLZ 1/1
AAN: huisarts «NAME:Brouwer»
Betr.: «NAME:dhr. K. el Idrissi»  geb.dat «DOB:01/07/62»  bsn «NATID:324063210»
«O:metformine 1000 mg» niet meer vergoed. Graag nieuw recept. Dhr. bereikbaar op «PHONE:06.41.88.20.37»
"""),
    ("helpdesk_chat.log", """\
[09:14:02] visitor-8817: hello i cant log in, my mail is «EMAIL:kgosi.molefe77@gmail.com»
[09:14:40] agent «O:Lindiwe»: Please confirm your full name & date of birth
[09:15:11] visitor-8817: «NAME:Kgosietsile Molefe», «DOB:14 Sept 1977»
[09:15:58] agent Lindiwe: and the last four of the card?
[09:16:20] visitor-8817: i just give you all «CARD:5436 6773 5522 7669» «EXP:10/26» cvc «CVV:904»
"""),
    ("club_mail.eml", """\
From: "«NAME:Marloes Duinkerken»" <«EMAIL:marloes@duinkerken.nl»>
To: «O:bestuur@kvwesterkwartier.nl»
Subject: Fwd: adres trainer
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Nieuwe trainer vanaf februari:

«NAME:Bram Postma» (geb. «DOB:19 mei 1991»)
«ADDRESS:Tolberterstraat 88», 9351 BH Leek
tel: «PHONE:0594 - 88 41 70»
reiskosten naar «IBAN:NL64 TRIO 0866 4702 04» t.n.v. «NAME:B. Postma e/o L. Visser»
"""),
    ("invoice_private.txt", """\
«NAME:Agnieszka Kolasa» Tłumaczenia
NIP «TAX:8695424694» / REGON «COMPANY:750885532»
«ADDRESS:ul. Nowy Świat 8/10 lok. 4», Łódź

RACHUNEK nr 3/01/2026 dla: «NAME:Jarosław Wdowiak», tel. «PHONE:606 884 170»
do zapłaty 340,00 zł; nr konta «IBAN:PL19 1050 1461 4330 9930 9852 0490»
"""),
    ("crypto_refund.txt", "refund for «NAME:Stellan Aspelin» failed twice, he now wants it in btc: «CRYPTO:bc1qw2rvguw54r8crmet66e336erhledj7jk66h6kl» (old wallet was «CRYPTO:1CKtBsy7vYqx3sqkFQHsqiJ6evmN8a9932»). his mail: «EMAIL:stellan@aspelin.se»\n"),
    ("geo_pflege.csv", "fahrer;uhrzeit;breite;laenge;kunde\n«O:Tour 4»;07:12;«COORD:50.941278»;«COORD:6.958281»;«NAME:Käthe Schmickler»\n«O:Tour 4»;07:41;«COORD:50.933410»;«COORD:6.971164»;«NAME:Willi Odenthal»\n"),
    ("simswap.txt", "Ticket 88417: SIM-Tausch für «NAME:Dragan Milošević», Rufnr. «PHONE:0049 151 88417703», IMEI alt «IMEI:351458090368205», IMEI neu «IMEI:861430-48-893322-4», ICCID «O:8949020000057428615»\n"),
    ("lu_affiliation.txt", "CCSS affiliation: «NAME:Schroeder Mike», matricule «NATID:1991 0624 14660», «ADDRESS:12, rue de l'École, L-4813 Rodange», IBAN «IBAN:LU09 0019 8479 1090 1786», GSM «PHONE:+352 691 884 170»\n"),
    ("mt_cy.txt", "Payroll Malta/Cyprus: «NAME:Marija Zammit» ID card «NATID:0226576M», «IBAN:MT25 VALL 2201 3685 4836 7386 3753 848»; «NAME:Andreas Hadjigeorgiou» ARC/ID «NATID:5858739», «IBAN:CY79 0020 0171 5397 3133 9902 5751», mob «PHONE:+357 99 884170»\n"),
    ("hotel_es.csv", "apellido1,apellido2,nombre,tipo doc,num doc,f.nac,nacionalidad,entrada\n«NAME:Fabregat»,«NAME:Oliver»,«NAME:Neus»,D,«NATID:33585828D»,«DOB:24/03/1972»,ESP,14/01/2026\n«NAME:Brennan»,,«NAME:Siobhán»,P,«PASSPORT:PB0946756»,«DOB:02/08/1985»,IRL,14/01/2026\n«NAME:El Amrani»,,«NAME:Karim»,N,«NATID:X6763467H»,«DOB:11/11/1999»,MAR,15/01/2026\n"),
    ("amex_travel.txt", "Booking ref QK7TRM, traveller «NAME:Ms. Ingrid Falkenberg-Ruud», charge my Amex «CARD:3715 708142 94446», good thru «EXP:12/2028», 4-digit code «CVV:7140», billing «ADDRESS:Bygdøy allé 41, 0265 Oslo»\n"),
    ("donor_es.json", "{\"socio\":{\"nombre\":\"«NAME:Ainhoa Lizarralde Otegi»\",\"nif\":\"«NATID:85919036Y»\",\"cuota\":15,\"iban\":\"«IBAN:ES7420955381137939357572»\",\"tel\":\"«PHONE:+34943418870»\",\"dir\":\"«ADDRESS:Zubieta kalea 8, 2. ezk.»\",\"cp\":\"20007\"}}\n"),
    ("xing_cv.txt", """\
«NAME:Dipl.-Ing. (FH) Yvonne Kretzschmar»
geboren «DOB:1981-07-05» in Freiberg · verheiratet · 2 Kinder
«ADDRESS:Chemnitzer Str. 118 · 09599 Freiberg» · «PHONE:+49(0)3731/884170» · «EMAIL:yvonne@kretzschmar-freiberg.de»

seit 2014   Projektleiterin Gießerei, Schmiedeberg
2006-2014   Konstrukteurin, Zwickau
Hobbys: Bergbau-Chor, Klettern
"""),
    ("schadenmeldung_hp.txt", """\
Vers.-Schein HPV «O:044.177/03»
Anspruchsteller(in): «NAME:Nguyễn Thị Hồng Nhung», «ADDRESS:Allee der Kosmonauten 88, 12681 Berlin»
Bankverb. d. Geschädigten: Kto «BANK:4417880» BLZ «O:10070024»
Telef. Rückspr. am 12.1. mit Hr. «NAME:Bartoszek» («PHONE:(030) 88 41 77-03»): Hund hat gebissen, «O:Bisswunde Unterarm», AU 5 Tg.
"""),
]
