"""Templates of `exports`: what people write, say and fill in. A line of ~~~ stands between two."""

from __future__ import annotations

from tests.screening.exports_negatives import blocks

TALK = blocks(
    """
hey its {lower} from the tuesday group can u text me on {mob} thx
~~~
this is {lower} from unit 4, the gate code changed again, ring me {mob}
~~~
hi {given_low} its {lower} here new number {mob} delete the old one
~~~
can u send it to {email} pls my work one keeps bouncing lol
~~~
yeah nah just post it to {addr_low} and leave it on the porch
~~~
ok so my tfn is {tfn} yeah and my date of birth is {dob_low}
~~~
um yep the licence number is uh {tas} it was issued in launceston i think
~~~
so the b s b is {bsb6} and then the account is {acct} and thats in my name
~~~
right so it's {lower} calling about the fence again um my number's {mob} thank you bye
~~~
medicare is {medicare_only} and im number two on the card
~~~
dob {dob_low} if u need it, licence {nsw} nsw
~~~
rego is done, i used dads card {card16} exp 04/28, shh
~~~
lol {given_low} forgot the netflix password again its {pw}
~~~
wifi is BirdsNest_5G pw {pw} make yourself at home
~~~
my boss {lower} said to ring payroll on {landline} but no one picks up
~~~
who do i speak to about this?? my name is {lower} and my email is {email}
~~~
salam brother, can you call my uncle on {abroad} he has the papers inshallah
~~~
Ciao bella, nonna's new address is {address}, ci vediamo domenica!
~~~
Kia ora, I'm {person}, whānau moved over from Rotorua; passport {new_zealand} if immigration asks. Ngā mihi
~~~
xin chào anh, em là {person}, số điện thoại của em là {mobile}, cảm ơn anh nhiều
~~~
你好 我叫 {person} 我的电话是 {mob} 请尽快联系我
~~~
Agent: Can I get your licence number?
Customer: Sure, it's {vic}
Agent: And the state of issue?
Customer: Victoria
~~~
Agent: Could I have the full name on the account please?
Customer: {person}
Agent: Thanks {given}. And date of birth?
Customer: {dob}
~~~
BOT: What's the best number to reach you on?
USER: {mobile}
BOT: Thanks! And an email?
USER: {email}
~~~
Q: What is your Medicare number?
A: {medicare_only}
Q: And the reference next to your name?
A: 2
~~~
[14:02] Support: Which BSB is the refund going to?
[14:03] You: {bsb}
[14:03] Support: and account number?
[14:04] You: {account}
~~~
OPERATOR: Your tax file number?
CALLER: Yeah hang on. {tfn}.
OPERATOR: Perfect. Address on file?
CALLER: {address}.
~~~
Who am I speaking with?
> {lower}
What is the delivery address?
> {addr_low}
~~~
Speaker 1: And your passport, is it Australian?
Speaker 2: Yes, {passport}, it runs out next June.
Speaker 1: Lovely.
~~~
Interviewer: State your name for the recording.
Interviewee: {person}.
Interviewer: Date of birth?
Interviewee: {dob}.
~~~
assistant: Please paste the card you'd like to use.
user: {card}
assistant: I can't process card numbers in chat.
~~~
Draft an email to {person}, whose mobile is {mobile}, saying the hearing is moved to 10 am.
~~~
Write a polite reminder to my tenant {person} at {address} that rent is nine days late.
~~~
Summarise this for me: {person} (born {dob}) fell at work on 3 March and has been certified unfit since.
~~~
Fill in the form with these: name {person}, TFN {tfn}, BSB {bsb}, account {account}, super fund Banksia Super.
~~~
Turn this into a table: {person} {mobile}; {person} {mobile}; {person} {mobile}
~~~
Translate into Greek: "Dear Mrs {family0}, your appointment is on Monday."
~~~
Is {abn} a valid ABN? My accountant {person} says the check digit is wrong.
~~~
Why does this say invalid? I typed my passport {passport} and my birthday {dob} exactly as printed.
~~~
You are a receptionist. The caller is {person}, phone {phone}. Book a visit for Thursday.
~~~
Help me write a bond claim. Tenants were {person} and {person}, property {address}, bond $2,400.
~~~
My python script keeps getting 401, is this the right key? {key}
~~~
i accidentally pushed {key} to a public repo what do i do first
~~~
Can you log in for me? username is my email {email}, password {pw}
~~~
Check whether {ip} is in our allow list, somebody from there tried to reset my password twice.
~~~
Hi {given0},

Please find attached the signed lease.

Kind regards
{person}
Property Manager, Bluewren Realty
M {mobile} | E {email}
~~~
On Tue, 3 Nov 2026 at 4:12 pm, {person} <{email}> wrote:
> Thanks for that. My mobile is {mobile} if the courier gets lost.
> Cheers, {given}
~~~
-----Original Message-----
From: {surname_first}
Sent: Wednesday, 4 November 2026 8:51 AM
To: {surname_first}
Cc: {person}
Subject: RE: RE: Keys for level 3
~~~
> > Could you confirm the trust account details?
> BSB {bsb}, Acc {account}, name Alder & Finch Law Practice Trust.
Confirmed by phone with {person} this morning.
~~~
---------- Forwarded message ---------
From: {person} <{email}>
To: <{email}>

Passport scan attached, number {passport}, DOB {dob}.
~~~
Regards,
{mixed}
Senior Associate
Level 9, Tallowood Chambers
T: {landline}  F: {landline}
{box}
~~~
Sent from my phone
{person}
{mobile}
~~~
Out of office: I am away until 24 November. For urgent matters ring {person} on {phone}.
~~~
APPLICANT DETAILS
Surname
{caps_family}
Given names
{given}
Date of birth
{dob}
Licence number
{lic}
~~~
SECTION B - BANK ACCOUNT FOR REFUND
BSB
{bsb}
Account number
{account}
Account held in the name of
{caps}
~~~
FORM 7A
Name of child
{person}
Residential address
{address2}
Parent/guardian telephone
{phone}
~~~
MEDICARE NUMBER
{medicare_only}
REF NO.
2
VALID TO
03/2028
PATIENT NAME
{caps}
~~~
Full name ............ {person}
Born ................. {dob}
Address .............. {address}
Mobile ............... {mobile}
~~~
Tax file number ...................... {tfn}
I have applied for a TFN ............. [ ]
Name ................................. {surname_first}
~~~
[x] Driver licence   No. {sa}   State: SA
[ ] Passport         No. ________
[x] Medicare card    No. {medicare}
~~~
☑ I am the account holder   Name: {caps}
☐ I act under a power of attorney
Card no. {card}   Expiry 11/27
~~~
1. Full name: {person}   2. Sex: F   3. D.O.B.: {dob}   4. Country of birth: Samoa
~~~
Signed: ______________   Print name: {caps}   Date: 14/11/2026   Witness: {caps}
~~~
TAX INVOICE
Callaghan Tree Lopping   ABN {abn}
Bill to: {person}, {address}
Stump removal x2   $660.00
Pay to BSB {bsb} Acc {account}
~~~
RECEIPT 0048812
CORNER PANTRY MEREWETHER
ABN {abn}
FLAT WHITE  5.20
CARD ************4417
CUSTOMER: {caps}
~~~
PAYSLIP  Period ending 15 Nov 2026
Employee: {surname_first}   No. 00417
Employer: Sandbar Hospitality Pty Ltd   ABN: {abn}
Gross 2,480.00   Tax 512.00   Net 1,968.00
Paid to {bsb} / {account}
~~~
TFN declaration received for {person}: {tfn}. Payroll ID 20933.
~~~
Payment confirmation
You paid {person} $320.00 using PayID {mobile}.
Reference: water bill
~~~
Osko to PayID {email} ({caps}) $75.00 12 Nov 2026 9:14 pm
~~~
Booking reference K7QX2M
Passenger 1: {family0}/{given}
Passenger 2: {family0}/{given}
SYD-DPS QF43 22DEC 1015
Contact {mobile}
~~~
E-ticket 081-2419907731. Traveller: {caps}. Passport {passport}. Frequent flyer tier: Gold. Seat 34C.
~~~
Guest: {person}
Passport/ID: {foreign}
Card on file: {card}
Check-in 2 Dec, 3 nights, room 412
~~~
RENTAL APPLICATION
Applicant: {person}  DOB {dob}
Current address: {address}
Current landlord: {person}, ph {phone}
Licence: {vic} (VIC)
~~~
Referee 1: {person}, team leader, {phone}
Referee 2: {person}, teacher, {email}
~~~
Claim CLM-2026-1188. Insured: {person}. Other driver: {person}, licence {qld} (Qld), ph {mobile}. Rear-end, no injuries.
~~~
Policyholder {person} of {address} lodged a storm claim on 9 November; assessor {person} attended, {mobile}.
~~~
Dear Dr {family0},
Re: {person}, DOB {dob}, Medicare {medicare}
Thank you for seeing this patient with six weeks of left knee pain.
~~~
Pt: {surname_first}   DOB: {dob}   MC#: {medicare}   Ph(h): {landline}   Ph(m): {mobile}
Bloods: Hb 131, WCC 6.4, Plt 240
~~~
ENROLMENT 2027 - Year 3
Child: {person} (born {dob_child})
Parent 1: {person}  mob. {mobile}
Parent 2: {person}  mob. {mobile}
Home: {address}
~~~
Excursion list: {person}, {person}, {person}. Medical forms outstanding for {given0}.
~~~
Emergency contact (not living with student): {person} / aunt / {mobile}
~~~
Just listed! Open Saturday 11-11.30. Call {person} on {mobile} or email {email}. #marrickville #realestate
~~~
Lost cat near the oval, answers to Biscuit. If found please ring {person} {mobile} or bring her to {address}
~~~
Happy birthday to my best mate {person}!! Born {dob} and still the loudest person at the pub
~~~
DO NOT HIRE {caps} from Gumtree, took $900 deposit and blocked me. The number is {mobile}, acc {bsb} {account}
~~~
RIP {person}. Service Friday 2pm, flowers to {address}.
~~~
Witness statement of {person}, {address}, born {dob}: I was walking my dog at about 6.40 pm.
~~~
Trust deed: settlor {person}; trustee Magpie Larder Holdings Pty Ltd ACN {acn}; ABN {abn}.
~~~
Director ID done. Company ACN is {acn} and I'm the sole director, {person}, home address {address}
~~~
Guarantor: {mixed}, holder of Northern Territory driver licence {nt}, of {address}
~~~
WA licence {wa} was produced by the driver, who gave the name {person} and date of birth {dob}.
~~~
ACT licence no {act}, name {caps}, sighted 11/11/2026 by counter staff
~~~
She holds a Tasmanian driver's licence ({tas}) and an Irish passport.
~~~
My SA licence {sa} expired while I was overseas, do I resit the test?
~~~
Please wire to IBAN {iban}, account holder {person}. Reference: school fees term 4.
~~~
Mum's bank overseas wants the IBAN, I think it's {iban}
~~~
card declined again, tried {card} and the amex {card}, both fine yesterday
~~~
phone order: 2 x large vegetarian, {given_low}, {mob}, pick up 6.30
~~~
Fwd voicemail (0:42): "Hi, it's {person} from next door at {street}, could you ring me back on {landline}? Ta."
~~~
TO DO
- ring {person} {mobile}
- post deed to {box}
- pay {person} ({bsb} {account})
~~~
minutes 4/11 present: {person}, {person}, {person}. apologies: {person}
~~~
Next shift: {lower} 6-2, {lower} 2-10, {lower} overnight. swap? text {mob}
~~~
Sold to {person} ({abroad}), ship to {address}, tracking to {email}
~~~
whats the tax file no for {lower}? i have {tfn9} but payroll says it bounced
~~~
server got hammered from {ip} and {ip} all night, can legal send a takedown to abuse desk
~~~
prod is down, someone rotated it, new db password is {pw} (don't tell {given_low})
~~~
Please update my details: old phone {phone}, new phone {phone}. Old address {address}. New address {address}.
~~~
Visa grant: {caps}, passport {indian} (India), born {dob}, subclass 482, stay until 30 June 2029
~~~
I, {person}, TFN {tfn}, trading under ABN {abn}, authorise my agent {person} to act for me.
~~~
Reply STOP to opt out. Hi {given0}, your order is ready at Fernhill. Questions? {landline}
~~~
Vendor: Spinifex Data Pty Ltd (ACN {acn}) of {address}. Purchaser to be advised.
~~~
does anyone know who is behind ACN {acn}? they owe us 4k and the phone {landline} is dead
~~~
SIGNED for Kestrel Yard Pty Ltd A.C.N. {acn} by its director {caps}
~~~
Our company number is {acn9} and the tax people want the ABN as well, {abn11}, is that the same thing?
~~~
iban pls? {iban} and its under {lower}
~~~
Kontoinhaber {person}, IBAN {iban}, danke und liebe Grüße aus Brisbane
~~~
Name on card
{caps}
Card number
{card}
Expiry
08/28
~~~
Agent: And the long number on the front?
Caller: {card}
Agent: Expiry?
Caller: oh four twenty nine
~~~
Please cancel card {card}, lost at the airport on Sunday. Cardholder {person}.
~~~
kids medicare {medicare}, {given_low} had the flu shot friday
~~~
Postman works with Bearer {jwt} but our app gets 403, why?
~~~
old login for the portal: {email} / {pw}
~~~
Refund form: BSB - {bsb6}, ACC - {acct}, name as per card - {person}
"""
)
