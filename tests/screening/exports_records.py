"""Templates of `exports`: what systems write. A line of ~~~ stands between two.

Two braces side by side are written twice, as `fill` makes one of two.
"""

from __future__ import annotations

from tests.screening.exports_negatives import blocks

RECORDS = blocks(
    """
{"fullName": "{person}", "mobile": "{mobile}", "email": "{email}", "marketingOptIn": true}
~~~
{"customer":{"firstName":"{given0}","lastName":"{family}","dateOfBirth":"{dob_iso}","id":"cus_Nf8"},"status":"ACTIVE"}
~~~
{
  "matter": "2026-00418",
  "client": {
    "contact": "{person}",
    "phone": "{phone}",
    "postalAddress": "{address}"
  },
  "tax": { "tfn": "{tfn}", "abn": "{abn}" }
}
~~~
{"type":"kyc.check","result":"PASS","document":{"kind":"PASSPORT","number":"{passport}","holder":"{caps}"},"score":0.97}
~~~
{"driver-licence": {"state": "NSW", "licence-number": "{nsw}", "card-number": "redacted"}, "verified": false}
~~~
{"payload": "{\\"name\\": \\"{person}\\", \\"dob\\": \\"{dob_iso}\\", \\"mobile\\": \\"{mob}\\"}", "attempt": 3}
~~~
{"refund_to": {"account_name": "{person}", "bsb": "{bsb}", "account_number": "{acct}"}, "amount_cents": 12950}
~~~
[{"owner":"{person}","pets":2},{"owner":"{person}","pets":0},{"owner":"{person}","pets":1}]
~~~
{"event":"login","ts":"2026-11-03T22:14:09Z","clientIp":"{ip}","ua":"okhttp/4.12.0","user_email":"{email}"}
~~~
{"name": "create_contact", "arguments": {"display_name": "{person}", "phone_number": "{mobile}", "tags": ["vip"]}}}}
~~~
{"tool": "send_sms", "input": {"to": "{mobile}", "body": "Hi {given0}, your parcel is at the counter until Friday."}}}}
~~~
{"role": "tool", "content": "{\\"medicare_number\\": \\"{medi}\\", \\"irn\\": 1, \\"patient\\": \\"{person}\\"}"}
~~~
{"payment_method":{"pan":"{card16}","exp":"09/29","brand":"visa","cardholderName":"{caps}"},"three_ds":true}
~~~
{"employee_id": 20418, "tax_file_number": "{tfn9}", "super_fund_usi": "STA0100AU", "emergencyContact": "{person}"}
~~~
{"entity":{"legalName":"Harrowgate Civil Pty Ltd","acn":"{acn9}","abn":"{abn11}","gst":true},"director":"{person}"}
~~~
{"beneficiary":{"iban":"{iban}","name":"{person}"},"ccy":"EUR","amt":"1840.00"}
~~~
<Contact>
  <Name>{person}</Name>
  <DateOfBirth>{dob_iso}</DateOfBirth>
  <Mobile>{mobile}</Mobile>
  <Street>{street}</Street>
</Contact>
~~~
<patient mrn="0048213"><given>{given0}</given><family>{family}</family><medicare>{medi}</medicare></patient>
~~~
<Body><VerifyLicence><State>VIC</State><LicenceNo>{vic}</LicenceNo><Surname>{caps_family}</Surname></VerifyLicence></Body>
~~~
<Payee abn="{abn11}" contact="{person}"><Bank bsb="{bsb}" account="{acct}"/></Payee>
~~~
<td class="lbl">Passport no.</td><td>{passport}</td></tr><tr><td class="lbl">Date of birth</td><td>{dob}</td>
~~~
<a href="mailto:{email}">Email the executor</a> or <a href="tel:{mob}">call</a>
~~~
tenant:
  name: {person}
  phone: "{mobile}"
  email: {email}
  premises: {address}
  rent_weekly: 615
~~~
applicants:
  - full_name: {person}
    dob: {dob_iso}
    licence: { state: QLD, number: "{qld}" }
  - full_name: {person}
    dob: {dob_iso}
    licence: { state: TAS, number: {tas} }
~~~
on_call:
  primary: {person} <{email}>
  backup: {person} <{email}>
  escalation_minutes: 15
~~~
name,email,phone,last_seen
{person},{email},{phone},2026-10-30
{person},{email},{phone},2026-11-02
{person},,{phone},2026-09-18
~~~
ClientID,Surname,GivenName,DOB,TFN
10441,{family0},{given},{dob},{tfn9}
10442,{family0},{given},{dob},{tfn9}
~~~
emp_no;employee;bsb;account_no;net_pay
0071;{person};{bsb};{acct};2104.66
0072;{person};{bsb};{acct};1987.10
~~~
"Invoice","Supplier","ABN","Address"
"INV-7730","Tallow & Pike Joinery","{abn}","{address}"
"INV-7731","Gumleaf Signage","{abn}","{address}"
~~~
Patient\tMedicare\tDOB\tGP
{person}\t{medicare}\t{dob}\tDr {family0}
{person}\t{medicare}\t{dob}\tDr {family0}
~~~
Student\tYear\tParent/carer\tContact no
{person}\t7\t{person}\t{mobile}
{person}\t9\t{person}\t{landline}
~~~
IP\tHits\tCountry
{ip}\t418\tAU
{ip}\t77\tNZ
{ip6}\t12\tAU
~~~
INSERT INTO clients (id, full_name, dob, mobile) VALUES (4412, "{person}", '{dob_iso}', '{mob}');
~~~
INSERT INTO bank_details (emp_id, bsb, acct_no, acct_name) VALUES
  (88, '{bsb}', '{acct}', "{person}"),
  (89, '{bsb}', '{acct}', "{person}");
~~~
UPDATE staff SET tfn = '{tfn9}', home_address = "{address}" WHERE staff_id = 3071;
~~~
SELECT * FROM applications WHERE email = '{email}' OR passport_no = '{passport}' LIMIT 10;
~~~
-[ RECORD 1 ]---+---------------------
id              | 90218
contact_name    | {person}
contact_mobile  | {mob}
licence_no      | {lic}
created_at      | 2026-04-11 09:30:02+10
~~~
db.users.findOne({ email: "{email}" })
// => { _id: ObjectId("64fa0c2be1"), name: "{person}", phone: "{mobile}", plan: "pro" }
~~~
Account Name: Wirrabara Plumbing (Prospect)
Primary Contact: {person}
Direct: {landline}
Mobile: {mobile}
Owner: {person}
Stage: Proposal sent
~~~
Lead #55120 | Source: web form | Assigned to: {person} | Lead: {person} | Ph: {phone} | {email} | Budget 40-60k
~~~
Activity log
03/11/2026 10:12  Call logged by {person}: left voicemail on {mobile}
04/11/2026 15:40  Email sent to {email}
06/11/2026 09:05  Meeting booked with {person}, office at {address}
~~~
MSH|^~\\&|PAS|BRH|LAB|PATHCO|202611021430||ADT^A01|MSG00491|P|2.4
PID|1||884120^^^BRH^MR||{family0}^{given}||{dob8}|F|||{street}^^Bunbury^WA^6230||{mob}
NK1|1|{family0}^{given}|SPO||{mob}
~~~
PID|1||0031877^^^HOSP^MR~{medi}^^^AUSHIC^MC||{family0}^{given}^^^MRS||{dob8}|F
~~~
12/11/2026  OSKO PAYMENT FROM {caps}          REF RENT W46      615.00 CR
12/11/2026  EFTPOS 8841 BIGGINS GROCER MOREE            -84.20
13/11/2026  TFR TO {bsb6} {acct}              -1,200.00
~~~
Statement period 1 Oct 2026 - 31 Oct 2026
Account name   {caps}
BSB {bsb}   Account {account}
Opening balance $4,118.02   Closing balance $3,906.77
~~~
Transfer successful
From: Everyday Saver
To: {person}
BSB: {bsb}
Account number: {account}
Amount: $850.00
Receipt no. N110483920117
~~~
1 {bsb} {acct} 53 0000185000{caps}                Wages 14NOV
~~~
SWIFT MT103
:50K:/{iban}
{caps}
:59:/{iban}
{caps}
:70:INV 20417
~~~
2026-11-04 08:13:55,120 INFO  [http-nio-8080-exec-4] AuthService - login ok user={email} ip={ip} took=41ms
~~~
Nov  4 03:22:10 gw01 sshd[20911]: Failed password for invalid user admin from {ip} port 51022 ssh2
~~~
{ip} - - [04/Nov/2026:11:02:17 +1100] "GET /matters/418?page=2 HTTP/1.1" 200 5123 "-" "curl/8.5.0"
~~~
[WARN] duplicate customer: existing="{person}" incoming="{person}" match=phone({mob})
~~~
level=error msg="card declined" card={card16} gateway=westgate code=51 trace=9f0c2d1e77
~~~
{"msg":"outbound sms","to":"{mobile}","template":"reminder","vars":{"first_name":"{given0}","time":"14:30"}}}}
~~~
Traceback (most recent call last):
  File "/srv/app/onboard.py", line 88, in verify
    raise ValueError(f"TFN failed check digit")
ValueError: applicant '{person}' tfn='{tfn}' dob='{dob_iso}'
~~~
java.lang.IllegalStateException: No account for {email}
\tat au.example.billing.Ledger.find(Ledger.java:210)
\tat au.example.billing.Ledger.post(Ledger.java:97)
Caused by: java.sql.SQLException: Key (medicare_no)=({medi}) already exists.
~~~
DETAIL:  Key (email)=({email}) already exists.
STATEMENT:  insert into members (email, name) values ($1, $2)
PARAMETERS: $1 = '{email}', $2 = '{person}'
~~~
POST /v1/charges HTTP/1.1
Host: api.payments.example
Authorization: Bearer {stripe}
X-Forwarded-For: {ip}
Content-Type: application/x-www-form-urlencoded
~~~
GET /api/me HTTP/2
authorization: Bearer {jwt}
x-real-ip: {ip}
accept: application/json
~~~
curl -s https://api.vendor.example/v2/files -H "X-Api-Key: {hex32}" -H "Accept: application/json"
~~~
curl -u "deploy:{pw}" -X POST https://ci.internal.example/job/build
~~~
Authorization: Basic {b64}
~~~
Received: from mail.parcelmail.example (mail.parcelmail.example [{ip}]) by mx2.plains.example; Tue, 3 Nov 2026
From: {person} <{email}>
To: "{surname_first}" <{email}>
Subject: Signed deed
~~~
OPENAI_API_KEY={openai}
LOG_LEVEL=info
PORT=8080
~~~
# .env.production
DB_HOST=db-prod-1.internal
DB_USER=app_rw
DB_PASSWORD={pw}
STRIPE_SECRET_KEY={stripe}
FEATURE_EXPORT=true
~~~
[default]
aws_access_key_id = {aws_id}
aws_secret_access_key = {aws_secret}
region = ap-southeast-2
~~~
DATABASE_URL=postgres://ledger:{pw_plain}@db.internal:5432/ledger?sslmode=require
~~~
mongodb+srv://reporting:{pw_plain}@cluster0.q8x1z.example.net/matters?retryWrites=true
~~~
<add name="Main" connectionString="Server=sql01;Database=Matters;User Id=svc_matters;Password={pw};Encrypt=True;" />
~~~
spring.datasource.username=svc_docs
spring.datasource.password={pw}
spring.mail.password={pw}
~~~
slack:
  channel: "#alerts"
  bot_token: {slack}
sentry:
  environment: staging
~~~
client = OpenAI(api_key="{openai}")
resp = client.models.list()
~~~
const s3 = new S3Client({ credentials: { accessKeyId: "{aws_id}", secretAccessKey: "{aws_secret}" } });
~~~
DefaultEndpointsProtocol=https;AccountName=discoverystore;AccountKey={azure};EndpointSuffix=core.example.net
~~~
Here is the deploy key that fails to load:
{pem}
~~~
Set-Cookie: session={hex32}; Path=/; HttpOnly; Secure; SameSite=Lax
~~~
docker login registry.example.net -u builder -p {git}
~~~
git clone https://oauth2:{git}@git.example.net/platform/search.git
~~~
Wi-Fi: ChambersGuest
Password: {pw}
Valid: this week
~~~
BEGIN:VCARD
VERSION:4.0
FN:{person}
ORG:Quandong Freight
TEL;TYPE=cell:{mobile}
EMAIL;TYPE=work:{email}
BDAY:{dob8}
END:VCARD
~~~
BEGIN:VCARD
VERSION:3.0
N:{family0};{given};;;
TEL;TYPE=HOME,VOICE:{landline}
END:VCARD
~~~
BEGIN:VEVENT
UID:7f3c0a11-4471-20261112
DTSTART:20261118T003000Z
SUMMARY:Conference with {person}
ATTENDEE;CN={person};PARTSTAT=ACCEPTED:mailto:{email}
LOCATION:{address}
END:VEVENT
~~~
| Witness | Role | Phone | Interviewed |
|---|---|---|---|
| {person} | forklift driver | {mobile} | yes |
| {person} | shift supervisor | {phone} | no |
~~~
| Field | Value |
| :-- | :-- |
| Licence no. | {lic} |
| Passport | {passport} |
| Medicare | {medicare} |
| Loan ref | LN-0093812 |
~~~
- **Client:** {person}
- **DOB:** {dob}
- **Next of kin:** {person} (sister), {phone}
- **File:** 26/0771
~~~
## Custodians
1. {person} - CFO - mailbox {email}
2. {person} - site manager - mailbox {email}
3. {person} - payroll - laptop asset 00412
~~~
Custodian: {person} | From: {email} | To: {email} | Sent: 2024-03-18 16:02 | BegDoc: HGC.0001.0004.0217
~~~
DocID  HGC.0002.0001.0093
Author  {surname_first}
Recipients  {surname_first}; {surname_first}
Title  Draft services agreement v3.docx
~~~
?first_name={given0}&last_name={family}&phone={mob}&utm_source=newsletter
~~~
https://forms.example.com.au/prefill?email={email}&ref=A-20931
~~~
ABR lookup: ABN {abn} - Active from 01 Jul 2015 - Entity type: Individual/Sole Trader - Name: {surname_first}
~~~
ASIC extract
Company: Harrowgate Civil Pty Ltd
ACN: {acn}
Director: {caps}
Address: {address}
Appointed: 14/02/2019
Born: {dob}
~~~
ID CHECK RESULT - 100 POINTS
[PASS] Australian passport  {passport}
[PASS] Driver licence (SA)  {sa}
[FAIL] Medicare             {medicare}  name mismatch
~~~
DVS response: Y  docType=DL state=WA licenceNumber={wa} familyName={caps_family} birthDate={dob_iso} vrn=77120394
~~~
document_type: drivers_license_nt
license_number: {nt}
confidence: 0.88
holder: {caps}
~~~
doc_type=passport country=NZL doc_no={new_zealand} surname={caps_family} dob={dob_iso} expiry=2031-05-09
~~~
{"passengers":[{"title":"MS","name":"{caps}","passport":{"no":"{british}","issuer":"GBR"}}}}],"pnr":"K7QX2M"}
~~~
update public.leads set notes = 'Spoke to {person} on {phone}, call back after 5' where id = 7719
~~~
{"iban": "{iban}", "holder": "{person}"}
~~~
creditor_iban,creditor_name,amount_eur
{iban},{person},1200.00
{iban},{person},480.50
~~~
supplier: Lyrebird Catering
abn: {abn11}
acn: {acn9}
remit: { bsb: "{bsb}", acc: "{acct}" }
~~~
{"geo":{"ip":"{ip6}","city":"Hobart"},"session_id":"b1f0-77","page":"/pricing"}
~~~
2026-11-09T04:11:20Z WAF block rule=942100 src={ip} uri=/login.php
2026-11-09T04:11:21Z WAF block rule=942100 src={ip} uri=/wp-admin
~~~
"cc_number" => "{card}", "cc_name" => "{person}", "billing_address" => "{address}"
~~~
dob: {dob_iso} # from the intake form
given_names: {given0}
surname: {family}
driver_licence_act: "{act}"
"""
)
