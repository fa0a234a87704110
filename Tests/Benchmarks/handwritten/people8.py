"""Texts with data of people from universities, letting, shipping, insurers, sports, telecoms, tax advisers and registers, written after the seventh part was mended and before anybody looked how detectors take them."""

CASES = [
    ("immatrikulation.txt", """\
Studierendensekretariat                                       Antrag auf Immatrikulation SoSe 2026
Familienname:        «NAME:Achtelik»              Geschlecht: w
Vornamen:            «NAME:Jolanthe Maria»
Geburtsdatum/-ort:   «DOB:23.05.2004» Gleiwitz
Semesteranschrift:   «ADDRESS:Wilhelmsplatz 6, Zi. 214, 37073 Göttingen»
Heimatanschrift:     «ADDRESS:ul. Zwycięstwa 21/4, 44-100 Gliwice»
Krankenkasse:        TK, Vers.-Nr. «HEALTH:H562301233»
E-Mail:              «EMAIL:j.achtelik@stud.uni-goe.de»   Mobil: «PHONE:0157 3318 2046»
"""),
    ("pruefungsliste.csv", """\
Matrikel;Name;Vorname;Geburtsdatum;Note
21840117;«NAME:Dreesbach»;«NAME:Konstantin»;«DOB:1999-07-14»;1,7
21840233;«NAME:Uzunkaya»;«NAME:Melis»;«DOB:2001-02-27»;2,3
21840418;«NAME:Vandersanden»;«NAME:Joris»;«DOB:2000-11-08»;nb
"""),
    ("transcript_us.txt", """\
OFFICIAL TRANSCRIPT                              Registrar: «NAME:Phyllis Gunnarsson»
Student: «NAME:Okparaocha, Kelechi D.»        SSN: «NATID:619-36-7566»       DOB: «DOB:03/22/2003»
Address: «ADDRESS:1450 N Wolcott Ave Apt 3F, Chicago, IL 60622»
CS 374  A-   4.0 cr      MATH 461  B+  3.0 cr
"""),
    ("mieterselbstauskunft.txt", """\
MIETERSELBSTAUSKUNFT                         1. Mietinteressent        2. Mietinteressent
Name, Vorname                                «NAME:Tschauder, Bernd»         «NAME:Quirin, Stella»
Geburtsdatum                                 «DOB:08.12.1980»              «DOB:17.06.1984»
Derzeitige Anschrift                         «ADDRESS:Merianstr. 44, 34127 Kassel»
Telefon                                      «PHONE:0561 / 220 41 88»        «PHONE:0170-33 18 204»
Nettoeinkommen                               3.200 EUR               2.450 EUR
"""),
    ("lease_uk.txt", """\
ASSURED SHORTHOLD TENANCY
Landlord: «NAME:Mrs Araminta Featherstonehaugh» of «ADDRESS:The Old Rectory, Great Tew, OX7 4AH»
Tenant: «NAME:Mr Oluwadamilola Fashola» (born «DOB:11 August 1993», passport «PASSPORT:531882046») «PHONE:07958 331 820»
Deposit to be paid to sort code «BANK:60-83-71» account «BANK:33182046»
"""),
    ("bail_fr.txt", """\
ENTRE LES SOUSSIGNÉS : Mme «NAME:Ghislaine Peyrissac», née le «DOB:03/02/1959» à Aurillac, demeurant «ADDRESS:12 impasse des Tilleuls, 15000 Aurillac», ci-après le bailleur, ET M. «NAME:Mamadou Diakhaté», né le «DOB:29/09/1990» à Thiès (Sénégal), titulaire du titre de séjour n° «NATID:7503182046», ci-après le locataire. Garant : «NAME:Awa Diakhaté», tél. «PHONE:07 53 31 82 04».
"""),
    ("crew_list.csv", """\
no,family_name,given_names,rank,nationality,dob,passport,seaman_book
1,«NAME:PANAGIOTAKIS»,«NAME:STAVROS»,MASTER,GRC,«DOB:1971-04-02»,«PASSPORT:AP3318204»,GR88120
2,«NAME:DELOS REYES»,«NAME:JEROME ALVIN»,AB,PHL,«DOB:1994-12-19»,«PASSPORT:P3318204B»,C0331820
3,«NAME:MAZURENKO»,«NAME:BOHDAN»,2/ENG,UKR,«DOB:1988-08-30»,«PASSPORT:FK331820»,AB/331820
"""),
    ("versicherung_schaden.json", """\
{"schadennummer":"KH-26-331820","versicherungsnehmer":{"anrede":"Frau","vorname":"«NAME:Roswitha»","nachname":"«NAME:Puttkammer»","geburtsdatum":"«DOB:12.02.1957»","strasse":"«ADDRESS:Lange Reihe 118»","plz":"20099","ort":"Hamburg","telefon":"«PHONE:040 3318204»","iban":"«IBAN:DE88200505500777679361»"},"fahrzeug":{"kennzeichen":"«O:HH-RP 118»","fin":"«VIN:WVWZZZ8R9U3761411»"}}
"""),
    ("sinistro_pt.txt", """\
Participação de sinistro
Tomador do seguro: «NAME:Hermenegilda Carrapatoso» NIF «TAX:296105317»
Data de nascimento: «DOB:02-10-1966»  Telemóvel: «PHONE:963 318 204»
Condutor: «NAME:Vasco Carrapatoso», carta de condução «DL:L-3318204 6»
Morada: «ADDRESS:Travessa do Cidral 5, 3000-118 Coimbra»
"""),
    ("spielerpass.csv", """\
Passnr;Name;Vorname;geb.;Verein;Telefon Eltern
«O:0331-8204»;«NAME:Benhaddou»;«NAME:Ilyas»;«DOB:04.03.2013»;SV Nord;«PHONE:0157 82043318»
«O:0331-8211»;«NAME:Kretschmar»;«NAME:Fynn»;«DOB:21.09.2012»;SV Nord;«PHONE:0341/3318204»
"""),
    ("marathon.txt", """\
Startnr  Name                      Jg/geb.      Verein               Notfallkontakt
0118     «NAME:Hinnerk Petersen»         «DOB:12.04.1979»   LG Elbe              «PHONE:0172 3318204» (Frau)
0119     «NAME:Zofia Grabarczyk»         «DOB:30.08.1991»   -                    «PHONE:+48 601 331 820»
0120     «NAME:Tadhg Ó Murchú»           «DOB:05.05.1986»   Dublin City          «PHONE:+353 86 331 8204»
"""),
    ("telco_kuendigung.eml", """\
From: «NAME:Gudrun Zschoche» <«EMAIL:gudrun.zschoche@arcor.de»>
Subject: Kündigung Vertrag 33182046

Sehr geehrte Damen und Herren,
ich kündige den Anschluss «PHONE:0375 331820» zum nächstmöglichen Termin. Vertragspartner war mein verstorbener Mann «NAME:Wolfram Zschoche» («DOB:14.08.1938»). Kundenkennwort liegt vor. Anschrift: «ADDRESS:Reichenbacher Straße 77, 08056 Zwickau».
«NAME:Gudrun Zschoche»
"""),
    ("porting_nl.json", """\
{"portering":{"msisdn":"«PHONE:0633182046»","klant":{"voorletters":"A.J.","achternaam":"«NAME:Hoogeveen-Baptista»","geboortedatum":"«DOB:1983-03-31»","iban":"«IBAN:NL73BUNQ0783929180»","adres":"«ADDRESS:Oudegracht 331-B»","postcode":"3511 PC"}}}
"""),
    ("steuerbescheid.txt", """\
Finanzamt Wesel                              Steuernummer «TAX:130/5331/8204»
Bescheid für 2024 über Einkommensteuer
Herrn und Frau
«NAME:Alwin und Marlies Brockerhoff»
«ADDRESS:Xantener Str. 33»
46509 Xanten
Identifikationsnummern «TAX:31 479 602 533» (Ehemann), «TAX:10 963 564 275» (Ehefrau)
"""),
    ("tax_return_us.txt", """\
Form 1040 (2025)
Your first name and middle initial «NAME:Tyrone B.»   Last name «NAME:Vandergrift»    Your social security number «NATID:460-51-6998»
Spouse «NAME:Ximena Vandergrift»                       Spouse's social security number «NATID:104-92-9176»
Home address «ADDRESS:77 Quail Ridge Rd», Bozeman MT 59715
Routing number «BANK:040909226»  Account number «BANK:66711393772»
"""),
    ("uid_vat_ch.txt", """\
Rechnung 2026-33
Treuhand Ochsenbein GmbH, «TAX:CHE-116.281.710 MWST»
Herr «NAME:Urs-Peter Abderhalden»
«ADDRESS:Hinterdorfstrasse 18, 9650 Nesslau»
IBAN «IBAN:CH14 8080 8611 9727 8179 6»
"""),
    ("registo_civil_br.txt", """\
CERTIDÃO DE NASCIMENTO
Nome: «NAME:Enzo Gabriel Sacramento Falcão»
Nascido aos «DOB:18 de março de 2024»
Filiação: «NAME:Rosicleide Sacramento» e «NAME:Adenilson Falcão»
CPF: «NATID:573.030.711-05»
"""),
    ("cedula_ve.csv", """\
cedula,nombres,apellidos,telefono,fecha_nac
V-«NATID:18331820»,«NAME:Yuleisy del Carmen»,«NAME:Urdaneta»,«PHONE:0414-3318204»,«DOB:15/07/1989»
V-«NATID:20418331»,«NAME:Wilmer José»,«NAME:Barboza»,«PHONE:0424-8204331»,«DOB:02/01/1992»
"""),
    ("dui_sv.txt", """\
Yo, «NAME:Krissia Abigail Menjívar», mayor de edad, con DUI «NATID:03318204-6» y domicilio en «ADDRESS:Colonia Escalón, Pasaje 3 N.º 118, San Salvador», teléfono «PHONE:7331-8204», autorizo...
"""),
    ("carnet_uy.txt", """\
Afiliado: «NAME:Gonzalo Etchegoyen» C.I. «NATID:3.331.820-4» Fecha nac. «DOB:11/11/1985» Tel. «PHONE:099 331 820»
Mutualista: CASMU   Domicilio: «ADDRESS:Bvar. Artigas 1833 ap. 402, Montevideo»
"""),
    ("amka_doctor.txt", """\
ΒΕΒΑΙΩΣΗ ΝΟΣΗΛΕΙΑΣ
Ασθενής: «NAME:Ευθύμιος Τσακαλίδης»
ΑΜΚΑ: «NATID:12035830996»
Ημ. γέννησης: «DOB:12/03/1958»
Τηλέφωνο: «PHONE:2310 331 820»
Διάγνωση: πνευμονία
"""),
    ("spravka_by.txt", """\
СПРАВКА
Выдана «NAME:Ковалевич Янине Викентьевне», «DOB:04.05.1987» г.р., паспорт «PASSPORT:MP3318204», идентификационный номер «NATID:4040587A033PB5», адрес: «ADDRESS:г. Гродно, ул. Горького, 33-82», тел. «PHONE:+375 29 331-82-04».
"""),
    ("kz_iin.csv", """\
ФИО,ИИН,телефон,адрес
«NAME:Нурланова Айгерим Сериковна»,«NATID:910715401238»,«PHONE:+7 701 331 8204»,"«ADDRESS:Алматы, ул. Абая 33, кв. 18»"
"""),
    ("geo_id.txt", """\
სახელი, გვარი: «NAME:თამარ გელაშვილი»
პირადი ნომერი: «NATID:01033182046»
ტელ: «PHONE:599 33 18 20»
"""),
    ("mk_vraboten.txt", """\
Вработен: «NAME:Благица Трајковска», ЕМБГ «NATID:0509983450563», роден/а «DOB:05.09.1983», адреса «ADDRESS:ул. Партизанска 18/33, Битола», тел. «PHONE:070 331 820», сметка во банка
"""),
    ("al_kontrata.txt", """\
Kontratë pune: punëmarrësi «NAME:Arjeta Hoxhallari», lindur më «DOB:14.02.1990», nr. personal «NATID:J05214033K», tel. «PHONE:+355 69 331 8204», banimi «ADDRESS:Rruga e Durrësit 118, Tiranë».
"""),
    ("lv_pacients.csv", """\
vārds;uzvārds;personas kods;tālrunis;adrese
«NAME:Līga»;«NAME:Zvirbule»;«NATID:140583-11202»;«PHONE:29331820»;«ADDRESS:Brīvības iela 118-33, Rīga»
"""),
    ("cy_arc.txt", """\
Employee: «NAME:Chrystalla Hadjimichael»
Social insurance no: «NATID:3318204»
ID card: «NATID:00933182»
Mobile: «PHONE:99 331820»
"""),
    ("mt_payslip.txt", """\
Payslip Jan 2026
Name: «NAME:Josmar Buttigieg»   ID No: «NATID:0331882M»   SS No: «NATID:B01331820»
Address: «ADDRESS:33, Triq il-Kbira, Birkirkara BKR 1182»
IBAN: «O:MT31MALT01100000000000000000123»
"""),
    ("ph_tin.csv", """\
Name,TIN,SSS No,PhilHealth,Mobile
«NAME:Dimaculangan, Rowena»,«TAX:331-820-466-000»,«NATID:33-1820466-1»,«HEALTH:12-331820466-7»,«PHONE:0917 331 8204»
«NAME:Pangilinan, Jayson»,«TAX:204-633-182-000»,«NATID:34-2046331-8»,«HEALTH:01-204633182-4»,«PHONE:+63 918 204 6331»
"""),
    ("lk_nic.txt", """\
Patient: «NAME:Tharindu Wickramasinghe»  NIC: «NATID:198833102046»  Tel: «PHONE:077 331 8204»
Guardian: «NAME:Nilmini Wickramasinghe»  NIC «NATID:586331820V»
"""),
    ("np_form.txt", """\
Full Name: «NAME:Sushila Gurung Tamang»
Citizenship No.: «NATID:27-01-70-33182»
Mobile: «PHONE:9841331820»
Permanent Address: «ADDRESS:Ward 5, Lalitpur 44700»
"""),
    ("eg_nid.txt", """\
الاسم: «NAME:منى عبد الفتاح السيد»
الرقم القومي: «NATID:28903152104563»
تليفون: «PHONE:01003318204»
العنوان: «ADDRESS:١٨ شارع التحرير، الدقي، الجيزة»
"""),
    ("ma_cin.csv", """\
Nom,Prénom,CIN,Téléphone,Adresse
«NAME:Bennouna»,«NAME:Ghita»,«NATID:BE331820»,«PHONE:06 61 33 18 20»,"«ADDRESS:33 rue Ibn Batouta, Casablanca»"
"""),
    ("gh_card.txt", """\
Applicant «NAME:Abena Serwaa Boakye»; Ghana Card «NATID:GHA-733182046-1»; phone «PHONE:024 433 1820»; born «DOB:2 June 1995»; GPS address «O:GA-183-8164».
"""),
    ("et_ticket.txt", """\
Customer «NAME:Selamawit Gebremariam» called from «PHONE:+251 911 331 820» about policy 33182; date of birth «DOB:11-09-1988».
"""),
    ("support_chat.json", """\
{"messages":[{"from":"agent","text":"Hi, may I have your full name and date of birth?"},{"from":"visitor","text":"«NAME:Bronagh McAlinden», «DOB:17/03/1981»"},{"from":"agent","text":"And a number we can reach you on?"},{"from":"visitor","text":"«PHONE:028 9033 1820»"}]}
"""),
    ("kafka_event.json", """\
{"event":"customer.updated","payload":{"givenName":"«NAME:Sigfús»","familyName":"«NAME:Þorvaldsson»","kennitala":"«NATID:050588-2389»","msisdn":"«PHONE:+3546633182»","homeAddress":"«ADDRESS:Laugavegur 118, 105 Reykjavík»"}}
"""),
    ("xml_hr.xml", """\
<Employee id="331"><FirstName>«NAME:Pernille»</FirstName><LastName>«NAME:Krogsgaard»</LastName><Cpr>«NATID:220885-0981»</Cpr><Phone>«PHONE:40 33 18 20»</Phone><Street>«ADDRESS:Strandvejen 118, 3. th»</Street><Zip>2900</Zip></Employee>
"""),
    ("rust_fixture.rs", """\
let p = Person { name: "«NAME:Eilidh Macpherson»".into(), dob: "«DOB:1990-01-31»".into(), nhs: "«HEALTH:683 586 8309»".into(), mobile: "«PHONE:07933 182 046»".into() };
"""),
    ("kotlin_test.kt", """\
val customer = Customer(firstName = "«NAME:Wojciech»", lastName = "«NAME:Szczepaniak»", pesel = "«NATID:79122449411»", iban = "«IBAN:PL46563418695584541375694346»", phone = "«PHONE:+48 502 331 820»")
"""),
    ("sql_update.sql", """\
UPDATE members SET surname='«NAME:Niewiadomska»', phone='«PHONE:+48 22 331 82 04»', street='«ADDRESS:ul. Puławska 118»' WHERE pesel='«NATID:91030896857»';
INSERT INTO donors VALUES (33, '«NAME:Clotilde Vanneste»', '«DOB:1947-05-05»', '«IBAN:BE42995637881454»', '«ADDRESS:Vlasmarkt 18»', '9000', 'Gent');
"""),
    ("apache_form.log", """\
10.1.2.3 - - [11/Feb/2026:09:12:11 +0100] "GET /anmeldung?name=«NAME:Ferdinand+Oberhuber»&geb=«DOB:1966-03-19»&tel=«PHONE:0512331820»&iban=«IBAN:AT161600021746194448» HTTP/1.1" 302 0
"""),
    ("hausarzt_notiz.txt", """\
11.2. Hausbesuch Frau «NAME:Adelgunde Pfisterer», 91 J., «ADDRESS:Kapellenweg 3». RR 160/90. Tochter («NAME:Gertrud», «PHONE:08331 82046») wünscht Pflegegrad-Antrag. VNr «HEALTH:I463533872».
"""),
    ("dental_us.txt", """\
PATIENT REGISTRATION
Name: «NAME:Shaniqua Delacroix-Webb»     Birthdate: «DOB:09/14/1987»     SS#: «NATID:356-39-9606»
Home phone: «PHONE:(504) 331-8204»     Employer: Crescent City Freight
Insurance: Delta Dental   Member ID: «HEALTH:DDL331820466»
Responsible party: «NAME:Antoine Webb»
"""),
    ("wills_se.txt", """\
Undertecknad «NAME:Ing-Marie Thorstensson», personnr «NATID:490212-3571», bosatt «ADDRESS:Norra Esplanaden 33, 903 30 Umeå», testamenterar till min systerdotter «NAME:Linnéa Brandefjord».
"""),
    ("fi_vuokra.txt", """\
Vuokrasopimus. Vuokralainen: «NAME:Jari-Pekka Ylikangas», hetu «NATID:050977-8016», puh. «PHONE:044 331 8204», osoite «ADDRESS:Hämeenkatu 18 B 33, 33200 Tampere». Vuokra tilille «IBAN:FI46 1161 2960 2093 43».
"""),
    ("no_lonn.csv", """\
ansattnr;etternavn;fornavn;fødselsnummer;kontonummer;mobil
118;«NAME:Haugstvedt»;«NAME:Ragnhild»;«NATID:15027904448»;«BANK:1503 48 21079»;«PHONE:933 18 204»
119;«NAME:Al-Jaberi»;«NAME:Noor»;«NATID:03099204892»;«BANK:9713 05 33184»;«PHONE:466 33 182»
"""),
    ("cz_smlouva.txt", """\
Nájemce: «NAME:Zbyněk Hruška», nar. «DOB:16. 7. 1982», bytem «ADDRESS:Sokolská 118, 500 02 Hradec Králové», č. OP «NATID:203318204», tel. «PHONE:777 331 820», číslo účtu «BANK:19-2000145399/0800».
"""),
    ("hu_berles.txt", """\
Bérlő: «NAME:Pálinkás Zsófia», szül.: «DOB:1994.06.11.», anyja neve: «NAME:Bodnár Erzsébet», szem. ig. szám: «NATID:331820TA», lakcím: «ADDRESS:4025 Debrecen, Piac utca 33. 2/18.», tel.: «PHONE:+36 20 331 8204»
"""),
    ("it_condominio.csv", """\
Interno,Condomino,Codice fiscale,Telefono,IBAN
1,«NAME:Scognamiglio Assunta»,«NATID:SCGSNT54L61F839F»,«PHONE:081 331 8204»,«IBAN:IT45G7749129515001251309534»
2,«NAME:Tommaso Quattrocchi»,«NATID:QTTTMS83C09G273L»,«PHONE:338 331 8204»,«IBAN:IT48W5518195622046261183142»
"""),
    ("es_colegio.txt", """\
Alumno/a: «NAME:Nahia Olabarrieta Sáez»     F. nacimiento: «DOB:03/09/2015»
Padre: «NAME:Unax Olabarrieta»  DNI «NATID:63100822T»  Tfno. «PHONE:633 18 20 46»
Madre: «NAME:Amparo Sáez»   DNI «NATID:95438719N»  Tfno. «PHONE:699 33 18 20»
Domicilio: «ADDRESS:Calle Hurtado de Amézaga 18, 3.º C, 48008 Bilbao»
Alergias: frutos secos
"""),
    ("ca_benefits.txt", """\
Claimant «NAME:Aoife Papineau-Singh»  SIN «NATID:612 235 366»  DOB «DOB:1979/10/05»
Mailing: «ADDRESS:33-1820 Comox St, Vancouver BC V6G 1R2»   Tel «PHONE:604-331-8204»
Direct deposit: transit «BANK:04820» inst «O:010» acct «BANK:3318204»
"""),
    ("nz_school2.csv", """\
NSN,Surname,Given,DOB,Caregiver,Phone
«O:118331820»,«NAME:Faleolo»,«NAME:Sione»,«DOB:14/06/2012»,«NAME:Mele Faleolo»,«PHONE:021 331 820»
«O:118331933»,«NAME:Hetherington»,«NAME:Poppy»,«DOB:30/01/2013»,«NAME:Craig Hetherington»,«PHONE:027 820 4633»
"""),
    ("au_rental.txt", """\
Applicant 1: «NAME:Kirra Mulholland»   DOB «DOB:06/02/1991»   Driver licence «DL:018 331 820» (VIC)
Current address: «ADDRESS:Unit 4/118 Sydney Road, Coburg VIC 3058»   Mobile «PHONE:0433 182 046»
BSB «BANK:063-118»  Acc «BANK:1033 1820»
"""),
    ("jp_kaiin.csv", """\
会員番号,氏名,生年月日,電話番号,住所
118,«NAME:早乙女 凛»,«DOB:1993年7月2日»,«PHONE:080-3318-2046»,«ADDRESS:大阪府堺市北区中百舌鳥町3-18»
119,«NAME:五十嵐 健太»,«DOB:1988年12月9日»,«PHONE:06-6331-8204»,«ADDRESS:北海道札幌市中央区北1条西18-3»
"""),
    ("cn_huiyuan.txt", """\
会员姓名:«NAME:司徒雨桐» 手机:«PHONE:13633182046» 身份证:«NATID:51010719920816222X» 地址:«ADDRESS:成都市武侯区人民南路四段33号»
"""),
    ("in_rent.txt", """\
Tenant: «NAME:Gurvinder Kaur Ahluwalia» D/o «NAME:Balwant Singh Ahluwalia», PAN «TAX:YOBPK7994N», Aadhaar «NATID:8959 7582 4471», Mob. «PHONE:98140 33182», R/o «ADDRESS:H.No. 118, Sector 33-B, Chandigarh 160020»
"""),
    ("id_form.txt", """\
Nama Lengkap : «NAME:Siti Nurhaliza Rahmawati»
NIK : «NATID:3273014507900002»
Tgl Lahir : «DOB:05-07-1990»
No. HP : «PHONE:0813 2033 1820»
Alamat : «ADDRESS:Jl. Cihampelas No. 118, Bandung 40131»
No. Rek BCA : «BANK:3318204663»
"""),
    ("th_customer.csv", """\
ชื่อ,เลขบัตรประชาชน,โทรศัพท์
«NAME:ปิยะพงษ์ วัฒนกุล»,«NATID:3-4788-84398-62-3»,«PHONE:089-331-8204»
"""),
    ("tr_sozlesme.txt", """\
KİRACI: «NAME:Şükriye Karaosmanoğlu», T.C. Kimlik No: «NATID:87146005854», D.T.: «DOB:19.05.1980», Tel: «PHONE:0505 331 82 04», IBAN: «IBAN:TR87 4560 9020 1279 2699 1580 95», Adres: «ADDRESS:Atatürk Cad. No: 118 D: 33, Alsancak / İzmir»
"""),
    ("il_school.csv", """\
שם,ת.ז.,טלפון,כתובת
«NAME:יעל רוזנצוויג»,«NATID:315172379»,«PHONE:054-3318204»,«ADDRESS:הרצל 118 חיפה»
"""),
    ("ro_angajat.txt", """\
Nume: «NAME:Dumitrașcu»   Prenume: «NAME:Răzvan-Ilie»
CNP: «NATID:1860819245914»   CI seria «NATID:SV 331820»
Adresa: «ADDRESS:Str. Ștefan cel Mare nr. 33, bl. 18, ap. 4, Suceava»
Telefon: «PHONE:0745 331 820»   IBAN: «IBAN:RO38 RNCB WX1X CJUD CO6X 4X49»
"""),
]
