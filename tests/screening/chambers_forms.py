"""The layouts of `chambers`: intake sheets, court forms, schedules, tables, chronologies, facts sheets, exports."""

from __future__ import annotations

FORMS = tuple(
    """\
§ INTAKE - TUESDAY EVENING CLINIC
Name: {person}
Lives at: {address}
Best no.: {phone}
Born: {dob_n}
Safe to leave a message? No
§ FINANCIAL STATEMENT (FAMILY LAW)
1. Full name ................ {two_given}
2. Date of birth ............ {dob_n}
3. Address .................. {address}
4. Occupation ............... florist
§ Item 37  Bank: Greater Bank  BSB ...... {bsb}  A/c no ...... {acct}  Balance ...... $2,118
§ Tax file no. (optional) ....... {tfn}
Medicare no. .................. {medicare}
Driver licence (NSW) .......... {lic_nsw}
§ AFFIDAVIT
Filed on behalf of: the applicant
Deponent: {mixed}
Deponent's address: {block}
Occupation: disability support worker
§ Prepared by: {person}
Tel: {land}
Email: {email}
Address for service: {address}
§ PROBATE - SCHEDULE OF ASSETS
(a) Savings, Bank of Queensland, {bsb} {acct}: $40,211.07
(b) 1,100 Telstra shares: $4,422.00
(c) House at {address}: $815,000
§ INVENTORY OF PROPERTY
Real estate | {rural} | $1,240,000
Term deposit | {acct} | $75,000
Vehicle | 2016 Hilux | $22,500
§ Executor   {two_caps}
of         {address_caps}
relation   eldest daughter
§ POLICE FACTS SHEET
Accused: {surname_first}   DOB: {dob_n}
Address: {address}
Lic: {lic_nsw}   Class: C
Charge: s 54(1) Road Transport Act 2013
§ POI 1: {caps} ({dob_n}), of no fixed place
POI 2: {caps} ({dob_n}), {street}
Victim: withheld
§ APPLICATION FOR INTERVENTION ORDER
Affected family member: {person} b. {dob_n}
Respondent: {person} b. {dob_n}
Children: {given0} ({dob_n}), {given0} ({dob_n})
§ Aggrieved | DOB | Contact
{person} | {dob_n} | {phone}
{person} | {dob_n} | {phone}
§ surname;given names;born;medicare
{family0};{given};{dob_n};{medicare}
{family0};{given};{dob_n};{medicare}
§ Client\tMobile\tEmail
{person}\t{mobile}\t{email}
{person}\t{mobile}\t{email}
{person}\t{mobile}\t{email}
§ Payee\tBSB\tAccount\tAmount
{person}\t{bsb}\t{acct}\t1,250.00
{dotted}\t{bsb}\t{acct}\t640.00
§ | Creditor | ABN | Owing |
|---|---|---|
| {person} t/as Ezy Mow | {abn} | $880 |
| {person} t/as Tilt Tray 24 | {abn} | $2,310 |
§ | Witness | Phone | To prove |
| --- | --- | --- |
| {person} | {phone} | the signature |
| {person} | {phone} | the skid marks |
§ CHRONOLOGY
{dob_w}: husband, {person}, born at Mount Isa
{dob_w}: wife, {person}, born at Suva
14 February 1999: marriage
2 May 2023: separation
§ Date | Event | Source
{dob_n} | Birth of plaintiff ({person}) | Birth cert, tab 1
30.6.2017 | Starts at smelter | Tab 4
§ LIST OF DOCUMENTS, PART 1
12. Copy passport {passport} of {person}, undated
13. Letter, plaintiff to GIO, 9 May 2022
14. Copy Vic licence {lic_vic}, front only
§ DISCOVERY, CATEGORY 4: statements for {bsb} / {acct} (defendant and {person}), July 2020 to June 2023
§ FORM 80 - PERSONAL PARTICULARS
Family name (as in passport)  {caps_family}
Date of birth  {dob_n}
Passport number  {passport_o}
Telephone overseas  {overseas}
§ Sponsor's details
Name {two_given}
Passport/ImmiCard {passport}
Residential {address}
Day phone {phone}
§ WORKER'S INJURY CLAIM FORM
Worker: {person}
Medicare number: {medicare}
TFN: {tfn}
Pay to: BSB {bsb} Acc {acct}
§ CERTIFICATE OF CAPACITY. Patient {reversed}, dob {dob_n}, m'care {medicare}, fit for light duties four hours a day.
§ Employer: {person} as trustee for a family trust
ABN: {abn}
Trustee ACN: {acn}
Ph: {land}
§ STATUTORY DECLARATION
I, {two_given}, {address}, pensioner,
do solemnly and sincerely declare that the licence ({lic_tas}, Tasmania) was in my glovebox when the car was taken.
§ Declared at Port Pirie by {person} on 3 March 2026.
ID sighted: SA licence {lic_sa}
§ WITNESS: ______________________
Name (print): {caps}
Address: {address_caps}
§ 100 POINTS OF ID
[x] Passport {passport} - 70
[x] ACT licence {lic_act} - 40
[ ] Rates notice
§ ID CHECK // {person} // WA DL {lic_wa} // exp 11/29 // ok
§ ID seen: NT drivers lic. {lic_nt}; m/care {medicare}; no photo. Initialled KT.
§ Name/DOB/Lic: {person} / {dob_n} / {lic_qld} (QLD)
§ {reversed} - dob {dob_n} - ph {phone} - listed 9.30 court 3
{reversed} - dob {dob_n} - ph {phone} - listed 11.00 court 3
§ DUTY LIST (Criminal)
1. {caps}
2. {caps}
3. {caps}
4. {caps}
§ APPEARANCES
For the mother: {initials}
For the father: {initials}
Independent children's lawyer: {person}
§ WHILE YOU WERE OUT
To: {given0}
Caller: Mr {family0}
Number: {local}
Message: cheque hasn't come
§ VM 8.52am | {phone} | {person} | running late, bus
VM 9.15am | {phone} | didnt leave a name
§ client: {lower}
ph: {mobile}
addr: {address_low}
issue: rent arrears, 3 wks
§ {{"matter": "CLC-2291", "client": "{person}", "dob": "{dob_n}", "mobile": "{mobile}", "email": "{email}"}}
§ {{"payee": "{person}", "bsb": "{bsb}", "account_number": "{acct}", "amount": 1280.5}}
§ matter_no,client,tfn,abn
2026-118,{person},{tfn},{abn}
2026-119,{person},{tfn},{abn}
§ - client: {person}
- born: {dob}
- licence: {lic_vic} (Vic)
- wants: restricted licence for work
§ * Husband's super: member since 2002, TFN held, {tfn}
* Wife's super: TFN held, {tfn}
* Neither has a self-managed fund
§ Debtor ........ {person}
Trading as .... Coastal Tiling
A.B.N. ........ {abn}
Last known .... {address}
§ NOTICE OF DEMAND
To: {person}
    {block}
Amount: $6,075.00
Pay: BSB {bsb}, A/C {acct}, quoting DR-4471
§ Director: {person}
Company number (ACN): {acn}
Australian business number: {abn}
Home address: {block}
§ ASIC extract
A.C.N. {acn}
Dir. {reversed}, {address_caps}, born {dob_n} at Hobart
Sec. vacant
§ Australian Company No. | {acn}
Shareholder | {person}, 60 ord
Shareholder | {person}, 40 ord
§ Bank details for refund of surplus trust money
Acc name  {person}
BSB  {bsb}
Acc no  {acct}
§ Overseas payee
Name: {person}
IBAN: {iban}
Bank: as per invoice
Reason: half share of mother's flat
§ Beneficiary / IBAN / Share
{person} / {iban} / 50%
{person} / {iban} / 50%
§ TELEGRAPHIC TRANSFER. Ordering customer {person}; credit {iban}; details "settlement Tooronga".
§ Wire: EUR 14,000 to acct (IBAN) {iban}, ref estate; balance held at {bsb} {acct} pending the tax clearance.
§ CARD AUTHORITY
Cardholder: {person}
Number: {card}
Expiry: 09/27
Amount: transcript fee, $412.50
§ 17/03  {card}  BUNNINGS DANDENONG  $211.40  disputed
18/03  {card}  COLES EXPRESS  $90.15  disputed
§ Paid by: AMEX/VISA/MC
Card no: {card}
Name on card: {caps}
§ LOGIN HISTORY, exhibit F-4
02/05 23:11 | {ip} | password accepted
02/05 23:14 | {ip} | payee added: {person}
§ Date;Source IP;Action
2025-06-01;{ip};login
2025-06-01;{ip};download of client list
§ Received: from [{ip}] by mx1; Mon, 4 Aug 2025 19:22:10 +1000
From: {person} <{email}>
Subject: you will be sorry
§ Device: iPhone 12. Last IP {ip}. User {email}. Recovery phone {mobile}.
§ Portal: eCourts
User: {email}
Pass: {pass}
§ Conference room wifi
network CHAMBERS-GUEST
key {pass}
§ Laptop handover to {given0}: BitLocker off, local admin pwd = {pass}, Outlook same as before
§ OPENAI_API_KEY={key}
MODEL=gpt-4o-mini
§ curl -s https://api.example.org/v1/matters -H "X-Api-Key: {key}"
§ settings.ini
user=clerk9
password={pass}
token={key}
§ PROMPT: You are a family lawyer. Facts follow.
Wife: {person}, {dob_n}.
Husband: {person}, {dob_n}.
Property: {address}, title in his name.
Draft proposed orders under s 79.
§ Using the notes below, prepare a bail affidavit in the first person.
- accused {two_given}, {dob_n}
- can live with aunt ({person}) at {address}
- aunt's phone {phone}
§ Extract every party and address from this and give me a table: "{person} of {address} let to {person} and {person} \
the flat at {address} from 1 July."
§ TO: all clerks
FROM: {person}
RE: new extension
Mine is now {land}; mobile unchanged on {mobile}.
§ PARTIES' CONTACTS (not for filing)
Mother {given0}: {mobile}
Father {given0}: {mobile}
Nan ({family0}): {local}
§ Nominee A: {person}, c/- {po_box}
Nominee B: {person}, {rural}
§ RATES NOTICE
Owner: {two_caps}
Property: {address_caps}
Assessment due 31 August
§ Tenant(s): {person} & {person}
Premises: {address}
Bond: $2,240
Forwarding address: {address}
§ SERVED  [x] personally  [ ] by post
On: {person}
At: {street}, Karama
By: {person}, licensed process server
§ Patient label: {reversed}  {dob_n}  {medicare}  Ward 4B
§ CENTRELINK NOMINEE FORM
Your name: {person}
Your date of birth: {dob_n}
Nominee: {person}
Nominee's phone: {phone}
§ SS 1 payslip: {reversed}, TFN {tfn}, pays into {bsb}-{acct}
§ Vendor: {dotted}
Purchaser: {person} and {person} as joint tenants
Purchaser's TFN supplied: {tfn}, {tfn}
§ NEXT OF KIN  {person} (sister) {phone}
GP           Dr {family0}
INTERPRETER  not required
§ Signed: {person}
Witnessed: {person}
of {rural}
§ ENDURING POWER OF ATTORNEY
Principal {two_given}, born {dob_n}
Attorney {two_given}, {address}, tel {phone}
Commences on loss of capacity
""".removeprefix("§ ")
    .strip("\n")
    .split("\n§ ")
)
