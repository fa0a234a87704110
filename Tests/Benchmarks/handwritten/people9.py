"""Texts with data of people, written before its author had looked at rules or detectors: an office share of a mid-sized company with staff in forty countries, its banks, mails, chats, configurations and programs."""

CASES = [
    ("mitarbeiterliste_2026.csv", """\
PersNr;Nachname;Vorname;Geb.-Dat.;SV-Nr.;Steuer-ID;IBAN;Eintritt
10042;«NAME:Bräutigam»;«NAME:Anneliese»;«DOB:12.04.1985»;«NATID:15120485B907»;«TAX:52314668971»;«IBAN:DE53370400445909103306»;01.03.2014
10043;«NAME:Szczepaniak»;«NAME:Grzegorz»;«DOB:30.11.1979»;«NATID:15301179S040»;«TAX:19174652039»;«IBAN:DE17500105171415439215»;15.08.2019
10051;«NAME:Öztürk-Wehner»;«NAME:Dilara»;«DOB:07.07.1991»;«NATID:12070791O108»;«TAX:53280736417»;«IBAN:DE24200411335310623504»;01.01.2022
"""),
    ("onboarding.eml", """\
From: People Team <«O:people@brightwater-logistics.co.uk»>
To: «EMAIL:temitope.adeyinka@brightwater-logistics.co.uk»
Subject: Your first day

Hi «NAME:Temi»,

so excited to have you with us on Monday! Before then please could you reply with a photo of your passport. We've got your NI number down as «NATID:PW 48 21 07 C» and your date of birth as «DOB:19/02/1996», shout if either is wrong. Payroll will use sort code «BANK:20-45-77» and account number «BANK:63918204» for your first salary.

Your buddy is «NAME:Rhiannon Blethyn» (x4417), mobile «PHONE:07911 204 668».

Welcome aboard,
«NAME:Siobhán Mulcahy»
Head of People
"""),
    ("ticket_4471.txt", """\
TICKET #4471  prio: normal   queue: servicedesk
Reporter: «NAME:Jolanda Vermeiren» <«EMAIL:j.vermeiren@hetgroenehart.be»>
Hallo, ik kan niet meer aanmelden in de self-service sinds mijn huwelijk. Mijn naam is nu «NAME:Jolanda Claes-Vermeiren». Rijksregisternummer «NATID:88.03.17-564.19». Kunt u mij bellen op «PHONE:0478 21 66 03»? Ik woon intussen in de «ADDRESS:Kapelstraat 14 bus 3, 2540 Hove».
"""),
    ("slack_export.json", """\
[{"type":"message","user":"U03KD81","text":"hey can someone update Marek's address in the CRM? new one is «ADDRESS:ul. Piotrkowska 211/9, 90-451 Łódź»","ts":"1763301122.000200"},
{"type":"message","user":"U03KD99","text":"done. is his pesel still «NATID:90021445175»?","ts":"1763301190.000300"},
{"type":"message","user":"U03KD81","text":"yep. phone changed too: «PHONE:+48 512 880 146»","ts":"1763301222.000400"}]
"""),
    ("whatsapp_chat.txt", """\
12.05.26, 18:41 - Tante «O:Hilde»: Kannst du mir bitte nochmal deine Kontonummer schicken für den Zuschuss
12.05.26, 18:44 - Lasse: Klar :) «IBAN:DE56 1001 0010 6774 2234 64» auf «NAME:Lasse Hinrichsen»
12.05.26, 18:45 - Tante «O:Hilde»: Danke! Und die neue Adresse?
12.05.26, 18:47 - Lasse: «ADDRESS:Eichendorffstr. 27, 24116 Kiel»
"""),
    ("teams_chat.txt", """\
[09:12] «NAME:Priyanka Raghunathan»: can you raise the laptop request for the new starter
[09:13] «NAME:Owen Trevithick»: sure, who is it?
[09:14] «NAME:Priyanka Raghunathan»: «NAME:Bartholomew Achebe», starts 3 Dec, deliver to «ADDRESS:Flat 6, 18 Larkspur Gardens, Bristol BS16 4PH», his mobile is «PHONE:07700 412 993»... no wait that's old, use «PHONE:07484 330 116»
"""),
    ("crm_export.tsv", """\
Account	Contact First	Contact Last	Title	Direct	Cell	Email	Billing Street	Billing City	ST	Zip
Harlow Dental	«NAME:Marisol»	«NAME:Quintanilla»	Office Mgr	«PHONE:(512) 288-4176»	«PHONE:512.744.0913»	«EMAIL:mquintanilla@harlowdental.com»	«ADDRESS:9021 Burnet Rd Ste 110»	Austin	TX	78758
«O:Peachtree Freight»	«NAME:Deshawn»	«NAME:Whitlock»	VP Ops	«PHONE:(404) 633-8127»	«PHONE:678-229-6401»	«EMAIL:dwhitlock@peachtreefreight.com»	«ADDRESS:4450 Fulton Industrial Blvd SW»	Atlanta	GA	30336
"""),
    ("crm_contacts.json", """\
[{"id":8812,"salutation":"Monsieur","lastName":"«NAME:Kerbrat»","firstName":"«NAME:Yann»","mobilePhone":"«PHONE:06 42 18 77 30»","email":"«EMAIL:yann.kerbrat@laposte.net»","birthdate":"«DOB:1974-09-21»","mailingStreet":"«ADDRESS:8 rue de la Corderie»","mailingPostalCode":"29200","mailingCity":"Brest"},
{"id":8813,"salutation":"Madame","lastName":"«NAME:Ndiaye-Roussel»","firstName":"«NAME:Aïssatou»","mobilePhone":"«PHONE:+33 7 68 02 14 95»","email":"«EMAIL:a.ndiaye.roussel@orange.fr»","birthdate":"«DOB:1988-01-05»","mailingStreet":"«ADDRESS:117 bis avenue Jean Jaurès»","mailingPostalCode":"69007","mailingCity":"Lyon"}]
"""),
    ("protokoll_jourfixe.md", """\
# Jour fixe 14.10.2026
Anwesend: «NAME:Hr. Dobberstein», «NAME:Fr. Yildirim-Kranz», «NAME:Hannes Prötzel», entschuldigt: «NAME:Wiebke Ohlendorf»

1. Urlaubsplanung: Fr. Yildirim-Kranz bis 2.11. abwesend, Vertretung Prötzel (Durchwahl 318, privat «PHONE:0175 - 90 44 812»)
2. Krankmeldung «NAME:Torben Quast», geb. «DOB:2.8.1990», AOK-Nr. «HEALTH:Q044611992»: Meldung an die Kasse ist raus
"""),
    ("minutes_board.docx.txt", """\
MINUTES of the meeting of the Board held on 4 November 2026 at 10.00
Present: «NAME:Dame Philippa Harcourt-Rees» (Chair), «NAME:Mr. Ikechukwu Obiora», «NAME:Ms Ffion Prosser»
In attendance: «NAME:Gareth Llewellyn» (Company Secretary)
Apologies were received from «NAME:Dr Anjali Deshmukh».
"""),
    ("arbeitsvertrag.txt", """\
Zwischen der Hanseatische Kranbau GmbH, «O:Am Seehafen 4, 27572 Bremerhaven»
und
Frau «NAME:Svantje Lührs», geboren am «DOB:17. September 1993», wohnhaft in «ADDRESS:27580 Bremerhaven, Hafenstraße 61»
- nachstehend Arbeitnehmerin genannt -
wird folgender Arbeitsvertrag geschlossen:
§ 1 Die Arbeitnehmerin wird zum 01.02.2027 als Disponentin eingestellt.
§ 9 Das Gehalt wird auf das Konto «IBAN:DE49292500008473723710» überwiesen.
"""),
    ("contrat_travail.txt", """\
CONTRAT DE TRAVAIL À DURÉE INDÉTERMINÉE
Entre la société Ateliers Morvan SAS, SIRET «O:15960028700019», et
Monsieur «NAME:Loïc Guéguen», né le «DOB:11 mars 1987» à Quimper, de nationalité française, demeurant au «ADDRESS:3 venelle du Pain Cuit, 29000 Quimper», immatriculé à la Sécurité sociale sous le numéro «NATID:1 87 03 29 354 140 03»
"""),
    ("contratto.txt", """\
CONTRATTO DI LOCAZIONE AD USO ABITATIVO
Tra il sig. «NAME:Ermenegildo Tassinari», nato a Ferrara il «DOB:12/10/1951», C.F. «NATID:TSSRNG51R12D548Y», di seguito locatore,
e la sig.ra «NAME:Xhensila Prifti», nata a Durazzo (EE) il «DOB:23/05/1992», codice fiscale «NATID:PRFXNS92E63Z100J», di seguito conduttrice, documento n. «PASSPORT:YB1840233»
Canone mensile € 640,00 da versare su «IBAN:IT44D0623013001467713033964»
"""),
    ("contrato_es.txt", """\
REUNIDOS
De una parte, D. «NAME:Casimiro Etxeberria Olabarri», mayor de edad, con D.N.I. «NATID:26220707V» y domicilio en «ADDRESS:C/ Iparraguirre 34, 3º izda., 48011 Bilbao».
De otra, Dña. «NAME:Ghizlane El Amrani», con N.I.E. «NATID:Y0640933Y», teléfono «PHONE:644 90 21 38»
"""),
    ("arztbrief.txt", """\
Klinikum Bad Hersfeld – Medizinische Klinik II
Chefarzt Prof. Dr. med. «NAME:R. Haselhorst»

Herrn Kollegen
Dr. med. «NAME:Eckart Wüllner»
«O:Breitenstr. 12»

Betr.: Patient «NAME:Kuno Bettermann», geb. «DOB:03.03.1948», wh. «ADDRESS:Rotenseestr. 4, 36251 Bad Hersfeld»
Sehr geehrter Herr Kollege «O:Wüllner»,
wir berichten über den o. g. Patienten, der sich vom 02.10. bis 09.10.2026 in unserer stationären Behandlung befand.
Diagnosen: I50.13, E11.9
"""),
    ("discharge_summary.txt", """\
DISCHARGE SUMMARY
Pt: «NAME:DELACROIX-MBEKI, Thandeka»   MRN 00418827   DOB «DOB:06-14-1969»  F
PCP: «NAME:Haruki Tanabe, MD»   NPI «HEALTH:1665900852»
Insurance: Aetna, Member ID «HEALTH:W248190336»
HPI: 57F w/ PMH of HTN presents with ...
Emergency contact: «NAME:Lwazi Mbeki» (son) «PHONE:617-884-2093»
"""),
    ("referral_nhs.txt", """\
Re: «NAME:Mrs Oluwaseun Bankole», d.o.b. «DOB:23.08.1957», NHS No «HEALTH:804 080 9320»
«ADDRESS:44 Peckham Park Road, London SE15 6TR»
Tel (home) «PHONE:020 7946 8812» (mob) «PHONE:07309 118 265»
Dear Doctor, thank you for seeing this pleasant 69 year old lady...
"""),
    ("lettre_medicale.txt", """\
Cher confrère,
J'ai vu ce jour en consultation votre patiente Mme «NAME:Fernande Cazeneuve» née «NAME:Lacombe», âgée de 78 ans («DOB:14/07/1948»), n° SS «NATID:2 48 07 31 024 206 68».
Bien confraternellement,
Dr «NAME:Gwenaëlle Prigent»
"""),
    ("payroll_run.csv", """\
emp_id,emp_name,ssn,gross,fed_wh,net,routing,acct
E2207,"«NAME:Kowalczyk, Brittany A»",«NATID:529-29-9694»,4210.55,512.10,3120.04,«BANK:122312333»,«BANK:0048213977»
E2208,"«NAME:Vang, Tou Ger»",«NATID:418-84-3651»,3875.00,433.18,2904.77,«BANK:065222111»,«BANK:7718203345»
E2215,"«NAME:St. Clair, Monique»",«NATID:614-67-2950»,5122.90,688.41,3699.02,«BANK:028411383»,«BANK:200418833»
"""),
    ("lohnabrechnung.txt", """\
Brutto/Netto-Abrechnung Oktober 2026                      Blatt 1
Personalnummer 00417   StKl 4   Kinder 1,0   Konf. rk   Krankenkasse Barmer
SV-Nummer  «NATID:15220876K253»   Geburtsdatum «DOB:22.08.76»   Steuer-ID «TAX:52 760 139 089»
Frau
«NAME:Edeltraud Kaczmarek»
«ADDRESS:Zechenweg 9»
45897 Gelsenkirchen
Bankverbindung Sparkasse «IBAN:DE77 4205 0001 3061 3467 05»
"""),
    ("bulletin_paie.txt", """\
BULLETIN DE PAIE          Période : 01/10/2026 au 31/10/2026
Matricule 00318    N° Sécu : «NATID:291057512807854»
Emploi : Gestionnaire ADV       Mme «NAME:KERAVEC Maëlys»
«ADDRESS:14 RUE DU FAUBOURG POISSONNIERE»
75010 PARIS
Net à payer 2 114,83   Virement : «IBAN:FR76 3000 4008 1823 2058 6810 120»
"""),
    ("folha_pagamento.csv", """\
matricula;nome;cpf;pis;banco;agencia;conta;salario
0031;«NAME:Wanderléia Aparecida Fonseca»;«NATID:651.228.888-25»;120.77418.03-5;341;0417;«BANK:21884-3»;2.870,00
0032;«NAME:Jucelino Batista dos Anjos»;«NATID:698.006.406-14»;124.01882.77-1;001;3390;«BANK:7714-0»;3.115,40
"""),
    ("liefer_adressen.txt", """\
Lieferung 1: «NAME:Familie Obermayr», «ADDRESS:Dorfstraße 3, A-5321 Koppl» (hinten klingeln), Tel. «PHONE:0664/184 20 77»
Lieferung 2: «NAME:Elfriede Stocker», «ADDRESS:Salzachgasse 18/2/5, 5020 Salzburg», Tel. «PHONE:+43 662 87 41 20»
"""),
    ("shipping_manifest.csv", """\
awb,consignee,addr1,addr2,city,postcode,country,phone
KX41882,«NAME:Ingeborg Thorsteinsdóttir»,«ADDRESS:Laugavegur 118»,,Reykjavík,105,IS,«PHONE:+354 661 8842»
KX41883,«NAME:Fergal O'Donoghue»,«ADDRESS:Derrynane, Caherdaniel»,Co. Kerry,,V93 K8P2,IE,«PHONE:+353 87 418 0226»
KX41884,«NAME:Matteo Brambilla»,«ADDRESS:Via Padova 88 sc. B»,,Milano,20131,IT,«PHONE:+39 347 118 4402»
"""),
    ("versicherung.txt", """\
Mutuelle des Artisans – Avis d'échéance
Assuré : «NAME:DELAUNAY Jean-Baptiste»        N° contrat : MA-4418827
Né le : «DOB:30/06/1962»                N° adhérent : 00418822
Bénéficiaire en cas de décès : «NAME:Mme Rosalie Delaunay» (épouse)
Prélèvement sur «IBAN:FR7630004008185644186341923»
"""),
    ("claim_form_au.txt", """\
MOTOR VEHICLE CLAIM FORM
Insured's name: «NAME:Lachlan Prendergast»
Residential address: «ADDRESS:22 Banksia Crescent, Toowoomba QLD 4350»
Driver licence no: «DL:081442736»    State: QLD     DOB: «DOB:9/11/1982»
Home ph: «PHONE:(07) 4638 1192»   Mob: «PHONE:0417 882 036»
VIN/Chassis: «VIN:1FTFW1ET8DC042273»
Medicare: «HEALTH:4227 54101 1»   TFN: «TAX:304 121 922»
"""),
    ("access.log", """\
10.4.2.18 - - [12/Nov/2026:08:14:02 +0100] "GET /account/reset?email=«EMAIL:kirsi.m%40elisanet.fi»&hetu=«NATID:140388-101D» HTTP/1.1" 200 5120
10.4.2.18 - - [12/Nov/2026:08:14:09 +0100] "POST /api/v2/orders HTTP/1.1" 201 88
10.4.2.21 - - [12/Nov/2026:08:15:40 +0100] "GET /search?q=«NAME:Veli-Matti+Hakkarainen»&phone=«PHONE:0407718824» HTTP/1.1" 200 911
"""),
    ("app.log", """\
2026-11-12T07:41:12.882Z INFO  [checkout] payment authorised customer="«NAME:Anneke van der Plas»" card=«CARD:5167327697477623» exp=04/29 amount=84.90
2026-11-12T07:41:19.003Z WARN  [kyc] document mismatch bsn=«NATID:548575174» dob=«DOB:1990-05-17» name=«NAME:A. van der Plas»
2026-11-12T07:42:55.120Z DEBUG [sms] sent OTP to «PHONE:+31 6 4821 7703»
"""),
    ("wiki_rufbereitschaft.md", """\
| Woche | Wer | Handy |
|---|---|---|
| KW 46 | «NAME:Malte Kröger» | «PHONE:0151 2284 7710» |
| KW 47 | «NAME:Nguyễn Thị Hồng Nhung» | «PHONE:0176 8841 0237» |
| KW 48 | «NAME:Björn Stångberg» | «PHONE:+46 70 418 22 07» |
"""),
    ("confluence_offboarding.txt", """\
Leavers November
- «NAME:Cosmin Bălănescu» last day 28/11, forward mail to «EMAIL:cosmin.balanescu84@yahoo.ro», CNP «NATID:1840319332874»
- «NAME:Ilinca Dragomirescu» last day 30/11, laptop return from «ADDRESS:Str. Mihai Eminescu nr. 44, ap. 7, Cluj-Napoca», tel «PHONE:0744 118 602»
"""),
    ("spisok_sotrudnikov.csv", """\
Табельный номер;Фамилия;Имя;Отчество;Дата рождения;СНИЛС;ИНН;Телефон
0417;«NAME:Добронравова»;«NAME:Евдокия»;«NAME:Тимофеевна»;«DOB:14.02.1981»;«NATID:806-973-879 60»;«TAX:608433978489»;«PHONE:+7 916 418-22-07»
0418;«NAME:Хабибуллин»;«NAME:Ильдар»;«NAME:Рашитович»;«DOB:30.09.1975»;«NATID:738-609-989 65»;«TAX:981245765903»;«PHONE:8 (903) 774-18-20»
"""),
    ("dogovor.txt", """\
Гражданин РФ «NAME:Черемисинов Аркадий Львович», «DOB:05.11.1968» г.р., паспорт «PASSPORT:45 08 418226», выдан ОВД района Хамовники, зарегистрированный по адресу: «ADDRESS:г. Москва, ул. Усачёва, д. 29, корп. 3, кв. 41», именуемый в дальнейшем «Заказчик»
"""),
    ("anketa_ua.txt", """\
Прізвище, ім'я, по батькові: «NAME:Гайдамака Соломія Остапівна»
Дата народження: «DOB:08.03.1994»
РНОКПП: «TAX:2353352116»
Тел.: «PHONE:+380 67 418 22 03»
Адреса: «ADDRESS:м. Львів, вул. Городоцька, 118, кв. 6»
"""),
    ("lichni_danni_bg.txt", """\
Три имена: «NAME:Радостина Кирилова Желязкова»
ЕГН: «NATID:8407129658»
Лична карта № «NATID:644180227», издадена на 11.02.2020 от МВР Пловдив
Постоянен адрес: «ADDRESS:гр. Пловдив, бул. „Руски“ № 54, ап. 12»
Банкова сметка: «IBAN:BG31UNCR70006090699643»
"""),
    ("ypallilos_gr.txt", """\
ΣΤΟΙΧΕΙΑ ΕΡΓΑΖΟΜΕΝΟΥ
Επώνυμο: «NAME:Χατζηγεωργίου»     Όνομα: «NAME:Ευγενία»     Πατρώνυμο: Στυλιανός
Ημ/νία γέννησης: «DOB:19/04/1986»
ΑΦΜ: «TAX:183263682»   ΑΜΚΑ: «NATID:19048643126»   ΑΔΤ: «NATID:ΑΚ 418226»
Διεύθυνση: «ADDRESS:Εγνατίας 118, 546 35 Θεσσαλονίκη»
Κινητό: «PHONE:6974 418 226»
"""),
    ("ge_hr.csv", """\
სახელი,გვარი,პირადი ნომერი,დაბადების თარიღი,ტელეფონი
«NAME:ნინო»,«NAME:გელაშვილი»,«NATID:01024418226»,«DOB:14.05.1990»,«PHONE:+995 599 41 82 26»
«NAME:გიორგი»,«NAME:კვარაცხელია»,«NATID:62001118227»,«DOB:02.11.1984»,«PHONE:+995 577 20 41 88»
"""),
    ("th_staff.csv", """\
ชื่อ,นามสกุล,เลขประจำตัวประชาชน,วันเกิด,โทรศัพท์
«NAME:สมชาย»,«NAME:วงศ์สุวรรณ»,«NATID:7-4826-29981-52-9»,«DOB:14/05/2533»,«PHONE:081-418-2267»
«NAME:ปิยะนุช»,«NAME:ศรีสมบูรณ์»,«NATID:4148136580121»,«DOB:02/11/2528»,«PHONE:089 774 1820»
"""),
    ("employees_he.txt", """\
שם משפחה: «NAME:אברמוביץ'»
שם פרטי: «NAME:יעל»
ת.ז.: «NATID:252837125»
תאריך לידה: «DOB:14.5.1990»
טלפון נייד: «PHONE:052-418-2267»
כתובת: «ADDRESS:רחוב הרצל 44, רמת גן»
"""),
    ("employee_ar.txt", """\
الاسم الكامل: «NAME:عبد الرحمن خالد الحسيني»
تاريخ الميلاد: «DOB:14/05/1990»
رقم الهوية الوطنية: «NATID:1084418226»
رقم الجوال: «PHONE:+966 50 418 2267»
"""),
    ("meibo.csv", """\
社員番号,氏名,フリガナ,生年月日,電話番号,住所
A0417,«NAME:小野寺 陽菜»,«NAME:オノデラ ヒナ»,«DOB:1992年3月14日»,«PHONE:090-4182-2670»,«ADDRESS:東京都杉並区高円寺南4-18-2»
A0418,«NAME:長谷部 蓮»,«NAME:ハセベ レン»,«DOB:1987年11月2日»,«PHONE:080-7741-8203»,«ADDRESS:神奈川県川崎市中原区小杉町1-20»
"""),
    ("zh_renshi.csv", """\
工号,姓名,身份证号,手机号,银行卡号
2041,«NAME:欧阳静怡»,«NATID:310104199005148034»,«PHONE:13841822670»,«CARD:6228481402085166»
2042,«NAME:徐志远»,«NATID:440305198511022946»,«PHONE:15077418203»,«CARD:6217008998550650»
"""),
    ("kr_insa.txt", """\
성명: «NAME:남궁민서»
주민등록번호: «NATID:900514-2494214»
휴대전화: «PHONE:010-4182-2670»
주소: «ADDRESS:서울특별시 마포구 월드컵북로 118, 1204호»
"""),
    ("tw_hr.txt", """\
姓名：«NAME:葉思妤»
身分證字號：«NATID:F261524309»
出生日期：民國79年5月14日
手機：«PHONE:0912-418-226»
"""),
    ("in_kyc.txt", """\
Name of applicant : «NAME:Venkataraman Subbulakshmi»
PAN : «NATID:MGNPE3697X»      Aadhaar : «NATID:5817 8424 5688»
Mobile : «PHONE:98418 22670»    DOB : «DOB:14-May-1990»
Address : «ADDRESS:Flat 3B, Sai Krupa Apts, 4th Cross, Malleshwaram, Bengaluru 560003»
A/c no. «BANK:004101518226» IFSC ICIC0000041
"""),
    ("ph_hr.csv", """\
LastName,FirstName,MI,SSS,PhilHealth,Pag-IBIG,TIN,Mobile
«NAME:Macaraeg»,«NAME:Rosalinda»,T,«NATID:34-4182267-8»,«HEALTH:12-041822670-3»,«NATID:1211-0418-2267»,«TAX:418-226-703-000»,«PHONE:0917 418 2267»
«NAME:Catacutan»,«NAME:Jun Jun»,B,«NATID:33-7741820-1»,«HEALTH:19-077418203-1»,«NATID:1210-7741-8203»,«TAX:774-182-031-000»,«PHONE:0998 774 1820»
"""),
    ("lk_form.txt", """\
Full name: «NAME:Wickramasinghe Arachchige Dilrukshi Perera»
NIC No: «NATID:855144182V»
New NIC: «NATID:199013501822»
Contact: «PHONE:077 418 2267»
"""),
    ("np_staff.txt", """\
Name: «NAME:Bishnu Prasad Adhikari»    Citizenship No.: «NATID:27-01-70-04182»     PAN No: «TAX:604182267»
Mobile: «PHONE:9841822670»   DOB (BS): 2047-01-31
"""),
    ("gh_payroll.csv", """\
StaffNo,Surname,OtherNames,GhanaCard,SSNIT,MoMo
K-041,«NAME:Owusu-Ansah»,«NAME:Akosua Serwaa»,«NATID:GHA-718204418-2»,«NATID:C018204418226»,«PHONE:024 418 2267»
K-042,«NAME:Tetteh»,«NAME:Nii Armah»,«NATID:GHA-700418226-1»,«NATID:D027741820311»,«PHONE:020 774 1820»
"""),
    ("ma_cin.txt", """\
Nom et prénom : «NAME:Bennouna Hicham»
CIN : «NATID:BK418226»
Né le : «DOB:14/05/1990» à Casablanca
N° CNSS : «NATID:118204182»
GSM : «PHONE:06 61 41 82 26»
RIB : «BANK:011780347049550038149957»
"""),
    ("mt_form.txt", """\
Name and Surname: «NAME:Ġorġ Buttiġieġ»
ID Card No: «NATID:418290M»
Address: «ADDRESS:44, Triq il-Kbira, Ħaż-Żebbuġ ZBG 1023»
Mobile: «PHONE:+356 7941 8226»
"""),
    ("cy_form.txt", """\
Ονοματεπώνυμο: «NAME:Ανδρέας Χαραλάμπους»
Αρ. Ταυτότητας: «NATID:00841822»
Αρ. Κοιν. Ασφαλίσεων: «NATID:1418226»
Τηλ.: «PHONE:99 418226»
"""),
    ("al_form.txt", """\
Emri: «NAME:Ardita»   Mbiemri: «NAME:Hoxhallari»
Numri personal (NID): «NATID:J05514182K»
Datëlindja: «DOB:14.05.1990»
Cel: «PHONE:069 418 2267»
"""),
    ("sv_empleados.csv", """\
nombre,dui,nit,isss,telefono
«NAME:Xiomara Yamileth Guandique»,«NATID:06922014-6»,«TAX:0614-140590-102-6»,«NATID:818204182»,«PHONE:7418-2267»
«NAME:José Napoleón Umanzor»,«NATID:05155393-3»,«TAX:1217-021184-101-8»,«NATID:809774182»,«PHONE:7774-1820»
"""),
    ("mx_nomina.csv", """\
NOMBRE,RFC,CURP,NSS,CLABE
«NAME:XÓCHITL ARREDONDO MONDRAGÓN»,«TAX:AEMX900514K41»,«NATID:AEMX900514MDFRNC08»,«NATID:12909041829»,«BANK:012180425169330492»
«NAME:CUAUHTÉMOC BALLESTEROS LUNA»,«TAX:BALC851102R82»,«NATID:BALC851102HJCLNH09»,«NATID:04058547714»,«BANK:012180370005702284»
"""),
    ("ar_legajo.txt", """\
LEGAJO 418 - Apellido y nombres: «NAME:Etchegoyen, Macarena Belén»
DNI: «NATID:35.418.226»     CUIL: «NATID:27-26900284-6»
Domicilio: «ADDRESS:Av. Rivadavia 4418, 6º B, CABA»
Cel: «PHONE:+54 9 11 4418-2267»
CBU: «BANK:2850590952744671837756»
"""),
    ("cl_ficha.txt", """\
Nombre: «NAME:Javiera Huenchumilla Soto»   RUT: «NATID:10.415.699-1»
Fecha Nac.: «DOB:14-05-1990»   Fono: «PHONE:+56 9 7418 2267»
Dirección: «ADDRESS:Pasaje Los Boldos 441, Temuco»
"""),
    ("co_hoja_vida.txt", """\
HOJA DE VIDA
«NAME:YURLEIDY PAOLA CASTIBLANCO»
C.C. «NATID:1.018.441.822» de Bogotá
Celular «PHONE:311 418 2267»
Dirección: «ADDRESS:Cra 41 # 82-26 Apto 703, Bogotá»
"""),
    ("za_hr.csv", """\
surname,initials,id_number,tax_ref,cell
«NAME:Mthembu»,N.P.,«NATID:9005143846087»,«TAX:0418226700»,«PHONE:083 418 2267»
«NAME:Oosthuizen»,J.H.,«NATID:8511027184082»,«TAX:2077418206»,«PHONE:072 774 1820»
"""),
    ("ng_kyc.json", """\
{"bvn":"«NATID:22418226703»","nin":"«NATID:74182267031»","surname":"«NAME:Okwuosa»","firstname":"«NAME:Chidinma»","msisdn":"«PHONE:08034182267»","dateOfBirth":"«DOB:14-May-1990»"}
"""),
    ("ke_staff.txt", """\
Employee: «NAME:Wanjiku Ng'ang'a»    ID No. «NATID:27418226»   KRA PIN «TAX:A004182267K»   NSSF «NATID:2004182267»   M-Pesa «PHONE:0722 418 226»
"""),
    ("tr_personel.csv", """\
Sicil;Adı;Soyadı;T.C. Kimlik No;Doğum Tarihi;Cep
418;«NAME:Gülşah»;«NAME:Karahasanoğlu»;«NATID:84571973116»;«DOB:14.05.1990»;«PHONE:0532 418 22 67»
419;«NAME:Oğuzhan»;«NAME:Şekerci»;«NATID:13120560378»;«DOB:02.11.1985»;«PHONE:0544 774 18 20»
"""),
    ("se_lon.txt", """\
Lönespecifikation oktober 2026
Namn: «NAME:Åsa-Britt Hjalmarsson»     Personnr: «NATID:900514-7211»
Bankkonto: clearing 8327-9, konto «BANK:984 418 226-7»
«ADDRESS:Kungsgatan 44 lgh 1203, 411 15 Göteborg»
"""),
    ("no_ansatt.json", """\
{"ansattnr":418,"fornavn":"«NAME:Ingvild»","etternavn":"«NAME:Skjelbreid»","fodselsnummer":"«NATID:14059032292»","kontonummer":"«BANK:15037580233»","mobil":"«PHONE:418 22 670»","adresse":"«ADDRESS:Storgata 44B»","postnr":"0182"}
"""),
    ("dk_loen.txt", """\
Medarbejder: «NAME:Bodil Krogsgaard»   CPR: «NATID:140590-4182»
Reg.nr. 5470  Konto «BANK:0004182267»
Adresse: «ADDRESS:Vesterbrogade 118, 3. tv., 1620 København V»   Mobil «PHONE:41 82 26 70»
"""),
    ("fi_palkka.csv", """\
Sukunimi;Etunimi;Henkilötunnus;Tilinumero;Puhelin
«NAME:Hyttinen»;«NAME:Sanna-Kaisa»;«NATID:140590-634R»;«IBAN:FI5312345662439400»;«PHONE:040 418 2267»
«NAME:Al-Jabouri»;«NAME:Mustafa»;«NATID:021101A8594»;«IBAN:FI3012345684647964»;«PHONE:+358 50 774 1820»
"""),
    ("cz_smlouva.txt", """\
Zaměstnanec: pan «NAME:Květoslav Vondráček», r. č. «NATID:850514/5737», bytem «ADDRESS:Na Hrobci 418/5, 128 00 Praha 2», č. účtu «BANK:35-7995429041/0800», tel. «PHONE:604 418 226»
"""),
    ("sk_dotaznik.txt", """\
Meno a priezvisko: «NAME:Ľudmila Hrušovská»
Rodné číslo: «NATID:905514/6342»
Trvalé bydlisko: «ADDRESS:Štefánikova 44, 949 01 Nitra»
Číslo OP: «NATID:HA418226»
Mobil: «PHONE:0905 418 226»
"""),
    ("hu_adatlap.txt", """\
Név: «NAME:Szentgyörgyi Boglárka»
Születési hely, idő: Szeged, «DOB:1990. május 14.»
Anyja neve: «NAME:Kelemen Piroska»
Adóazonosító jel: «TAX:8775212803»
TAJ szám: «HEALTH:041822674»
Lakcím: «ADDRESS:6720 Szeged, Kárász utca 14. II/3.»
"""),
    ("hr_ugovor.txt", """\
Radnik: «NAME:Zvonimir Ćosić-Marušić», OIB «NATID:62516250790», rođen «DOB:14.05.1990.», adresa «ADDRESS:Ulica kneza Branimira 44, 21000 Split», IBAN «IBAN:HR3824020061607347059»
"""),
    ("rs_zaposleni.csv", """\
Prezime,Ime,JMBG,Tekući račun,Telefon
«NAME:Stojiljković»,«NAME:Dragoslava»,«NATID:1405990718796»,«BANK:160-3296746418495-77»,«PHONE:064 418 2267»
«NAME:Petrović»,«NAME:Ljubiša»,«NATID:0211985711977»,«BANK:265-7228512755786-12»,«PHONE:+381 63 774 182»
"""),
    ("si_kadrovska.txt", """\
Ime in priimek: «NAME:Blažka Zupančič»   EMŠO: «NATID:1405990505776»   Davčna št.: «TAX:50799029»   TRR: «IBAN:SI56023121058182418»
"""),
    ("lt_sutartis.txt", """\
Darbuotojas «NAME:Vytautas Kazlauskas», asmens kodas «NATID:39005146356», gyvenantis «ADDRESS:Gedimino pr. 44-18, Vilnius», tel. «PHONE:+370 614 18226»
"""),
    ("lv_ligums.txt", """\
Darbinieks: «NAME:Zigmārs Bērziņš», personas kods «NATID:140590-11212», dzīvo «ADDRESS:Brīvības ielā 44-18, Rīgā»
"""),
    ("ee_leping.txt", """\
Töötaja: «NAME:Kertu Väljaots», isikukood «NATID:49005149555», elukoht «ADDRESS:Pärnu mnt 44-18, Tallinn», e-post «EMAIL:kertu.valjaots@mail.ee»
"""),
    ("pt_ficha.txt", """\
Nome completo: «NAME:Iolanda Marisa Trigueiros Falcão»
NIF: «TAX:183348729»   NISS: «NATID:12072936025»   CC: «NATID:85378589 9 ZX6»
Data Nasc.: «DOB:14/05/1990»   Telemóvel: «PHONE:914 182 267»
IBAN «IBAN:PT50 0035 0418 1824 4614 6938 3»
"""),
    ("payments.ach", """\
101 021000021 1234567892611120815A094101FIRST NATIONAL BANK    BRIGHTWATER LOGISTICS          
5200BRIGHTWATER LOG                     1234567890PPDPAYROLL   261115261115   1021000020000001
622127495093«BANK:0048213977       »0000312004E2207          «NAME:KOWALCZYK BRITTANY»      0021000020000001
622121274540«BANK:7718203345       »0000290477E2208          «NAME:VANG TOU GER»            0021000020000002
820000000200300000420000000000000000006024811234567890                         021000020000001
9000001000001000000020030000042000000000000000000602481                                       
"""),
    ("bacs_std18.txt", """\
VOL1418226                               HSBC                                1
HDR1A418226S  1A18226 F0100010001       26318 26318 000000
«BANK:20457763918204»09920457711223344    00000312004BRIGHTWATER PAY   E2207             «NAME:ADEYINKA T»
«BANK:40261774182031»09920457711223344    00000290477BRIGHTWATER PAY   E2208             «NAME:BLETHYN R»
"""),
    ("pain001.xml", """\
<CdtTrfTxInf><PmtId><EndToEndId>LOHN-2026-10-0417</EndToEndId></PmtId><Amt><InstdAmt Ccy="EUR">2114.83</InstdAmt></Amt>
<CdtrAgt><FinInstnId><BIC>«O:COBADEFFXXX»</BIC></FinInstnId></CdtrAgt><Cdtr><Nm>«NAME:Edeltraud Kaczmarek»</Nm><PstlAdr><StrtNm>«ADDRESS:Zechenweg»</StrtNm><BldgNb>9</BldgNb><PstCd>45897</PstCd></PstlAdr></Cdtr>
<CdtrAcct><Id><IBAN>«IBAN:DE96420500010051265061»</IBAN></Id></CdtrAcct></CdtTrfTxInf>
"""),
    ("umsatz.sta", """\
:20:STARTUMS
:25:42050001/«O:0004182267»
:28C:00211/001
:60F:C261112EUR11482,06
:61:2611121112DR640,00N034NONREF
:86:177?00SEPA-UEBERWEISUNG?109310?20EREF+MIETE NOVEMBER 2026?21KREF+NONREF?22SVWZ+Miete Zechenweg?30COBADEFFXXX?31«IBAN:DE81370400446512697330»?32«NAME:WOLFGANG TERHEIDEN»
:62F:C261112EUR10842,06
"""),
    ("dtaus.txt", """\
0128AGK42050001HANSEATISCHE KRANBAU GMBH  121126    0004182267
0216C42050001370400440«BANK:004182267»000000000000051000 0000000000000000000000029250000000418226700000211483   «NAME:LUEHRS SVANTJE»             
"""),
    ("cnab240.txt", """\
3410001300001A0000341041700000218844 «NAME:WANDERLEIA APARECIDA FONSECA»  00417               05112026BRL000000000000000000000002870 00
3410001300002B   200015186909980RUA DAS ACACIAS               00418               CENTRO         SAO PAULO           01310000SP
"""),
    ("zengin.txt", """\
12100041822670ﾊﾝｾｲｺｳｷﾞﾖｳ(ｶ                                1125 0001ﾐｽﾞﾎ           418ｼﾝｼﾞﾕｸ        14182267
20005ﾐﾂﾋﾞｼUFJ        118ｼﾌﾞﾔ          0000 1«BANK:4182267»«NAME:ｵﾉﾃﾞﾗ ﾋﾅ»                    0000250000 A0417
20009ﾐﾂｲｽﾐﾄﾓ        220ｶﾜｻｷ          0000 1«BANK:7741820»«NAME:ﾊｾﾍﾞ ﾚﾝ»                    0000318000 A0418
"""),
    ("n43.txt", """\
110182004182004182262611012611302000000011482069783HANSEATIC IBERIA SL
22    0182261112261112040101000000000640000418226700000000000
2301«NAME:ETXEBERRIA OLABARRI CASIMIRO»        ALQUILER NOVIEMBRE
"""),
    ("kuendigung.eml", """\
From: «NAME:Torsten Brinkschulte» <«EMAIL:t.brinkschulte@t-online.de»>
Betreff: Kündigung zum 31.12.

Sehr geehrte Frau «NAME:Ohlendorf»,

hiermit kündige ich meinen Arbeitsvertrag fristgerecht zum 31.12.2026. Bitte senden Sie mein Zeugnis an meine neue Anschrift:

«NAME:Torsten Brinkschulte»
«ADDRESS:Im Wiesengrund 7a»
«ADDRESS:59227 Ahlen»

Erreichbar bin ich unter «PHONE:02382/418226».

Mit freundlichen Grüßen
«NAME:T. Brinkschulte»
"""),
    ("bewerbung.txt", """\
Lebenslauf
Name:            «NAME:Mareike Fromm-Adjei»
Anschrift:       «ADDRESS:Kastanienallee 118, 10435 Berlin»
Telefon:         «PHONE:030/4418 2267»
geboren am:      «DOB:14.05.1990 in Neuruppin»
Familienstand:   verheiratet, ein Kind

Berufserfahrung
2019 – heute     Teamleiterin Einkauf, Fa. Wendt & Söhne
"""),
    ("resume_us.txt", """\
«NAME:JAMAL T. WASHBURN»
«ADDRESS:418 W Magnolia Ave, Knoxville, TN 37902» | «PHONE:865.418.2267» | «EMAIL:jamal.washburn22@gmail.com»
EXPERIENCE
Senior Buyer, Smoky Mountain Supply Co.  2019-present
References: «NAME:Latoya Greenbriar», former supervisor, «PHONE:(865) 774-1820»
"""),
    ("email_signature.txt", """\
Hi all, room change for Thursday: we are now in 4.12.

Cheers
«NAME:Caoimhe»

--
«NAME:Caoimhe Ní Bhraonáin»
Senior Procurement Specialist
Halloran Foods Ltd., Cork
T «PHONE:+353 21 418 2267» | M «PHONE:+353 86 774 1820»
"""),
    ("hotel_booking.txt", """\
Reservation 4418226
Guest: «NAME:Mr Takumi Ishibashi»     Pax: 2
Passport: «PASSPORT:TK4182267» (JPN)    DOB: «DOB:14MAY90»
Guaranteed by VISA «CARD:4539 5745 5989 2712» exp «EXP:08/28» cvc «CVV:418»
"""),
    ("visa_app.txt", """\
Surname (as in passport): «NAME:NGUYEN»
Given name(s): «NAME:THI HONG NHUNG»
Passport No.: «PASSPORT:C4182267»      Date of birth: «DOB:14/05/1990»    Place: HUE
Address in Vietnam: «ADDRESS:44 Lê Lợi, phường Phú Hội, Huế»
Tel: «PHONE:+84 93 418 2267»    CCCD: «NATID:046190041822»
"""),
    ("school_list.txt", """\
Klasse 3b – Klassenliste (nur für den internen Gebrauch)
«NAME:Achenbach, Mila»      «DOB:14.05.2017»   Notfall: «PHONE:0151 4182 2670» (Mutter)
«NAME:Çelebi, Ömer Asaf»    «DOB:02.11.2016»   Notfall: «PHONE:0176 7741 8203» (Vater)
«NAME:von Thülen, Fenja»    «DOB:30.01.2017»   Notfall: «PHONE:04202 41822» (Oma)
"""),
    ("vereinsbeitrag.txt", """\
SEPA-Lastschriftmandat
Gläubiger-ID «O:DE98ZZZ09999999999»   Mandatsreferenz 00418
Kontoinhaber: «NAME:Hedwig Schimmelpfennig»
Straße, Nr.: «ADDRESS:Lindenhof 4»
PLZ, Ort: «ADDRESS:06110 Halle (Saale)»
IBAN: «IBAN:DE77 8005 3762 1475 9571 54»
Ort, Datum, Unterschrift: Halle, 14.11.26  gez. H. Schimmelpfennig
"""),
    ("police_report.txt", """\
Sachverhalt: Am 12.11.2026 gegen 17:40 Uhr befuhr der Beschuldigte «NAME:Ruslan Tschernenko», geb. «DOB:14.05.1990» in Cherson, mit dem Pkw VW Golf, amtl. Kennzeichen «PLATE:GÖ-TS 418», die Weender Landstraße. Die Geschädigte «NAME:Irmtraud Kohlhase», whft. «ADDRESS:37075 Göttingen, Robert-Koch-Str. 44», erlitt ...
"""),
    ("court_us.txt", """\
Plaintiff, «NAME:MARGUERITE T. BOUDREAUX», by and through undersigned counsel, alleges as follows: Plaintiff resides at «ADDRESS:418 Dauphine Street, New Orleans, Louisiana 70116». Plaintiff's date of birth is «DOB:May 14, 1958» and the last four digits of her SSN are 4182.
"""),
    ("testament.txt", """\
Ich, «NAME:Gunhild Freifrau von Seckendorff», geb. «NAME:Maltzahn», geboren am «DOB:14. Mai 1938» in Stolp, setze hiermit meinen Neffen «NAME:Ruprecht von Maltzahn» zu meinem Alleinerben ein.
"""),
    ("mandat_uk.txt", """\
Instruction to your bank to pay by Direct Debit
Name(s) of account holder(s): «NAME:Mr D & Mrs P Ollerenshaw»
Branch sort code: «BANK:07-01-16»
Bank/building society account number: «BANK:41822670»
Reference: OLL418
"""),
    ("vaccination.csv", """\
patient_id,last,first,mi,dob,race,street,city,state,zip,lot
88412,«NAME:Yazzie»,«NAME:Delphine»,R,«DOB:05/14/1990»,AI,«ADDRESS:PO Box 418»,Chinle,AZ,86503,FK4182
88413,«NAME:Nakai»,«NAME:Leander»,,«DOB:11/02/1985»,AI,«ADDRESS:Hwy 191 Mile 418»,Many Farms,AZ,86538,FK4182
"""),
    ("lab_result.hl7", """\
MSH|^~\\&|LAB|KLINIK|KIS|KLINIK|20261112081402||ORU^R01|4418|P|2.5
PID|1||00418822^^^KLINIK^PI||«NAME:Bettermann^Kuno^^^Herr»||«DOB:19480303»|M|||«ADDRESS:Rotenseestr. 4^^Bad Hersfeld^^36251^DE»||«PHONE:06621418226»
OBX|1|NM|2345-7^Glucose||118|mg/dL|70-105|H
"""),
    ("patient_fhir.json", """\
{"resourceType":"Patient","identifier":[{"system":"http://fhir.de/sid/gkv/kvid-10","value":"«HEALTH:A983714070»"}],"name":[{"family":"«NAME:Ademović»","given":["«NAME:Selma»"]}],"telecom":[{"system":"phone","value":"«PHONE:0521 418226»"}],"birthDate":"«DOB:1990-05-14»","address":[{"line":["«ADDRESS:Detmolder Straße 418»"],"postalCode":"33605","city":"Bielefeld"}]}
"""),
    ("ldap_users.ldif", """\
dn: uid=wkeller,ou=people,dc=kranbau,dc=local
cn: «NAME:Walburga Keller»
sn: «NAME:Keller»
givenName: «NAME:Walburga»
mail: «EMAIL:walburga.keller@kranbau-hanse.de»
mobile: «PHONE:+49 173 4182267»
homePostalAddress: «ADDRESS:Deichstr. 44$27568 Bremerhaven»
employeeNumber: 10042
"""),
    ("contacts.vcf", """\
BEGIN:VCARD
VERSION:3.0
N:«NAME:Ulloa;Estefanía»;;;
FN:«NAME:Estefanía Ulloa»
TEL;TYPE=CELL:«PHONE:+593 99 418 2267»
ADR;TYPE=HOME:;;«ADDRESS:Av. Amazonas N24-118»;Quito;;170143;Ecuador
BDAY:«DOB:1990-05-14»
EMAIL:«EMAIL:stefy.ulloa@hotmail.com»
END:VCARD
"""),
    ("insert_customers.sql", """\
INSERT INTO customers (id, first_name, last_name, dob, phone, street, zip, city) VALUES
(418,'«NAME:Leopoldine»','«NAME:Kratochwil»','«DOB:1990-05-14»','«PHONE:+43 676 418 22 67»','«ADDRESS:Hütteldorfer Straße 118»','1140','Wien'),
(419,'«NAME:Đorđe»','«NAME:Savić»','«DOB:1985-11-02»','«PHONE:0699 774 18 203»','«ADDRESS:Am Spitz 4»','1210','Wien');
"""),
    ("fixture.rb", """\
create(:user, name: "«NAME:Solveig Aamodt»", ssn: "«NATID:02118500531»", phone: "«PHONE:+47 922 41 826»")
"""),
    ("seed.ts", """\
await db.user.create({ data: { fullName: '«NAME:Tiphaine Le Goff»', birthDate: new Date('«DOB:1990-05-14»'), iban: '«IBAN:FR7630004008183061327329520»', mobile: '«PHONE:+33 6 41 82 26 70»' } });
"""),
    ("notebook.ipynb", """\
{"cells":[{"cell_type":"code","outputs":[{"output_type":"stream","name":"stdout","text":["   name                 birth       phone\\n","0  «NAME:Hamza Belkacem»       «DOB:1990-05-14»  «PHONE:+213 661 41 82 26»\\n","1  «NAME:Louiza Aït Ouali»     «DOB:1985-11-02»  «PHONE:+213 770 77 41 82»\\n"]}],"source":["df[['name','birth','phone']].head(2)"]}]}
"""),
    ("invoice_private.txt", """\
RECHNUNG Nr. 2026-0418
Rechnungsempfänger:
Herrn «NAME:Alois Hintermeier»
«ADDRESS:Ringstr. 18»
«ADDRESS:94469 Deggendorf»
Kundennummer 41822    Rückfragen: «PHONE:0991/41 82 26»
Bitte überweisen Sie auf IBAN «IBAN:DE65 7415 0000 8762 9962 11»
"""),
    ("factura.txt", """\
Factura F-2026/0418
Cliente: «NAME:María del Rocío Valdivieso Prados»
NIF: «NATID:38507096J»
Dirección: «ADDRESS:Avda. de la Constitución, 44, 2ºB»
41001 Sevilla
Forma de pago: transferencia a «IBAN:ES62 2100 0418 4409 1851 1309»
"""),
    ("mail_fr.eml", """\
Bonjour «NAME:Clothilde»,

Peux-tu créer l'accès pour la nouvelle stagiaire ? Elle s'appelle «NAME:Maïwenn Tanguy», née le «DOB:14/05/2004». Son tel : «PHONE:07.41.82.26.70», et son mail perso «EMAIL:maiwenn.tgy@gmail.com».
Elle habite «ADDRESS:5 rue Saint-Guénolé, 29730 Guilvinec».

Merci, bises
«NAME:Erwan»
"""),
    ("mail_es.eml", """\
Hola «NAME:Begoña»:
Te paso los datos del nuevo: se llama «NAME:Iker Zubizarreta», DNI «NATID:23465691X», número de la Seguridad Social «NATID:481041822646», cuenta «IBAN:ES81 2100 0418 4872 8592 9301».
Un abrazo,
«NAME:Arantxa»
"""),
    ("mail_it.eml", """\
Ciao «NAME:Ludovica»,
ti mando i dati della signora: «NAME:Fortunata Cacciapuoti», nata a Napoli il «DOB:14.05.1958», cell. «PHONE:338 4182267», residente in «ADDRESS:via Foria 118, 80137 Napoli». Il suo CF è «NATID:CCCFTN58E54F839G».
Grazie
"""),
    ("mail_nl.eml", """\
Beste «NAME:Marloes»,
Kun je de nieuwe collega inschrijven? «NAME:Sjoerd Wiersma», geboren «DOB:14-05-1990», BSN «NATID:483165384», rekening «IBAN:NL18 RABO 0941 3573 77», mobiel «PHONE:06-41822670».
Adres: «ADDRESS:Nieuwe Ebbingestraat 118, 9712 NM Groningen»
Groetjes, «NAME:Lieke»
"""),
    ("mail_pl.eml", """\
Dzień dobry Pani «NAME:Bogumiło»,
proszę o dodanie nowego pracownika: «NAME:Przemysław Chrząszcz», ur. «DOB:14.05.1990» r., PESEL «NATID:90051425325», nr dowodu «NATID:CBR418226», zam. «ADDRESS:ul. Kościuszki 44 m. 18, 50-029 Wrocław», tel. «PHONE:601 418 226», konto «BANK:74 1020 1156 7048 3718 0555 6721».
Pozdrawiam
«NAME:Żaneta Grzelak»
"""),
    ("mail_ro.eml", """\
Bună ziua,
Subsemnata «NAME:Mădălina-Ștefania Vlădoiu», domiciliată în «ADDRESS:București, Șos. Colentina nr. 44, bl. 18, sc. B, ap. 26, sector 2», CI seria «NATID:RX nr. 418226», CNP «NATID:2900514142521», vă rog să-mi aprobați concediul.
"""),
    ("mail_tr.eml", """\
Merhaba «NAME:Nilgün Hanım»,
Yeni personelimiz «NAME:Bahadır Küçükyılmaz», TC «NATID:36425979218», doğum tarihi «DOB:14.05.1990», ikamet: «ADDRESS:Bağdat Cad. No: 418 D: 6 Kadıköy/İstanbul». IBAN: «IBAN:TR27 0006 4000 0014 1822 6787 49»
Saygılarımla,
«NAME:Serpil Akgündüz»
"""),
    ("mail_ru.eml", """\
Добрый день, «NAME:Марина Сергеевна»!
Прошу оформить пропуск на «NAME:Кашапову Гульнару Ильдаровну», паспорт «PASSPORT:9204 418226», тел. «PHONE:8-917-418-22-67».
С уважением,
«NAME:Валентин Подгорный»
"""),
    ("sms_dump.csv", """\
timestamp,to,body
2026-11-12 08:14,«PHONE:+447484330116»,"Hi «NAME:Blessing», your appointment with Dr «NAME:Okonjo» is on 18 Nov 9:40"
2026-11-12 08:15,«PHONE:+447911204668»,"Hi «NAME:Tariq», your parcel is at 44 High St locker 18"
"""),
    ("visitor_log.csv", """\
Datum;Uhrzeit;Besucher;Firma;Ausweis-Nr.;Gastgeber
12.11.2026;08:20;«NAME:Gerrit Haverkamp»;Linde;«NATID:L8VK41822»;«NAME:M. Kröger»
12.11.2026;10:05;«NAME:Chukwuemeka Eze»;SAP;«PASSPORT:B04182267»;«NAME:S. Lührs»
"""),
    ("fuhrpark.csv", """\
Kennzeichen;FIN;Fahrer;Führerschein;gültig bis
«O:HB-KR 418»;«VIN:1FTFW1ET6JC250907»;«NAME:Detlef Sandkühler»;«DL:J410A8L2K18»;14.05.2033
«O:HB-KR 419»;«VIN:1FTFW1ET4KA373702»;«NAME:Agnieszka Nowicka»;«DL:B772K41ZL06»;02.11.2030
"""),
    ("device_assign.csv", """\
asset;model;imei;user;tel
A-0418;iPhone 15;«IMEI:354374555859769»;«NAME:Lührs, Svantje»;«PHONE:0160 4182267»
A-0419;Pixel 8;«IMEI:359177920705186»;«NAME:Quast, Torben»;«PHONE:0160 7741820»
"""),
    ("survey_free_text.csv", """\
id,comment
1,"Please call me back, my number is «PHONE:0418 226 703», ask for «NAME:Bronwyn»"
2,"I was born on «DOB:14 May 1990» and still can't register"
3,"my medicare no is «HEALTH:2917 55638 1» and IRN 2"
4,"great service!!"
"""),
    ("ca_benefits.txt", """\
Employee: «NAME:Geneviève Thibodeau-Lacroix»    SIN: «NATID:637 912 163»
Address: «ADDRESS:1184 boul. Saint-Joseph E., app. 6, Montréal (Québec) H2J 1L2»
RAMQ: «HEALTH:THIG90551418»      Tél. rés.: «PHONE:514-418-2267»
Beneficiary: «NAME:Anaïs Lacroix» (fille), née le «DOB:14-05-2012»
"""),
    ("nz_payroll.txt", """\
Employee «NAME:Aroha Ngatai»  IRD «TAX:60-718-504»  Bank «BANK:12-3044-0418226-00»  DOB «DOB:14/05/1990»  «ADDRESS:44 Tamatea Road, Napier 4112»
"""),
    ("ie_revenue.csv", """\
PPSN,Surname,First,DOB,Eircode
«NATID:4917290SA»,«NAME:Mac Giolla Phádraig»,«NAME:Ruairí»,«DOB:14/05/1990»,D04 K8P2
«NATID:3444241C»,«NAME:Doherty-Walsh»,«NAME:Gráinne»,«DOB:02/11/1985»,T12 X41F
"""),
    ("ch_personal.csv", """\
Name;Vorname;AHV-Nr.;IBAN;Strasse;PLZ;Ort;Natel
«NAME:Zurbriggen»;«NAME:Reto»;«NATID:756.1918.1626.08»;«IBAN:CH53 0076 2933 6556 2688 3»;«ADDRESS:Bahnhofplatz 4»;3920;Zermatt;«PHONE:079 418 22 67»
«NAME:Bernasconi»;«NAME:Chiara»;«NATID:756.4977.9340.87»;«IBAN:CH17 0900 0278 0914 6410 4»;«ADDRESS:Via Nassa 18»;6900;Lugano;«PHONE:076 774 18 20»
"""),
    ("at_anmeldung.txt", """\
Meldezettel: Familienname «NAME:Obernosterer», Vorname «NAME:Notburga», geb. «DOB:14.05.1990», SVNR «NATID:1768 140590», Unterkunft: «ADDRESS:Innsbrucker Straße 44/6, 6060 Hall in Tirol»
"""),
    ("be_loon.txt", """\
Werknemer: «NAME:Wouter Vandenbroucke»   INSZ: «NATID:90051434890»
Domicilie: «ADDRESS:Gentsesteenweg 418, 9300 Aalst»   IBAN «IBAN:BE32 3950 3320 8302»
"""),
    ("sg_hr.csv", """\
emp,name,nric,dob,mobile,address
418,«NAME:Tan Hui Ling»,«NATID:S0656046F»,«DOB:14/05/1990»,«PHONE:9418 2267»,«ADDRESS:Blk 418 Ang Mo Kio Ave 10 #06-118»
419,«NAME:Muhammad Faizal bin Rosli»,«NATID:T8456791J»,«DOB:02/11/2001»,«PHONE:8774 1820»,«ADDRESS:22 Tampines St 81 #11-04»
"""),
    ("my_hr.txt", """\
Nama: «NAME:Nur Aisyah binti Abdul Rahman»   No. KP: «NATID:900514-14-1822»   No. Tel: «PHONE:012-418 2267»   No. Akaun (Maybank): «BANK:114182267033»
"""),
    ("id_karyawan.csv", """\
NIP,Nama,NIK,Tgl Lahir,No HP,NPWP
418,«NAME:Ni Luh Putu Widiastuti»,«NATID:5171035405900002»,«DOB:14-05-1990»,«PHONE:0812-4182-2670»,«TAX:41.822.670.0-901.000»
"""),
    ("br_ficha.txt", """\
Nome: «NAME:Raimundo Nonato Cavalcante»   RG: «NATID:41.822.670-3» SSP/CE   CPF: «NATID:932.816.063-42»
End.: «ADDRESS:Rua Barão de Aracati, 418 - Meireles»  Fortaleza - CE  CEP «O:60115-080»
CNH: «DL:04182267059»   Chave PIX: «PHONE:(85) 98418-2267»
"""),
    ("har_post.har", """\
{"log":{"entries":[{"request":{"method":"POST","url":"https://shop.brightwater.co.uk/checkout","postData":{"mimeType":"application/x-www-form-urlencoded","text":"first=«NAME:Imogen»&last=«NAME:Hathersage»&addr1=«ADDRESS:44+Cobble+Lane»&town=Whitby&postcode=YO22+4DE&tel=«PHONE:07700418226»&cc_number=«CARD:4929851883475796»&cc_exp=0829&cvv=«CVV:418»"}}}]}}
"""),
    ("log_kv.txt", """\
ts=2026-11-12T08:14:02Z level=info msg="user updated" user.name="«NAME:Dagmar Olechnowicz»" user.phone="«PHONE:+49 170 4182267»" user.iban=«IBAN:DE64100700240586948015» old.street="«ADDRESS:Kantstr. 44»"
"""),
]
