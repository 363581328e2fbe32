"""Message slips, tapes, diaries, texts, forms and requests to an assistant, with personal data, for `desks`."""

from __future__ import annotations

SLIPS = (
    "WHILE YOU WERE OUT\nCaller: {person}\nOf: the builder's yard\nNumber: {mobile}\nMessage: will ring again after 3,"
    " wants to know if the letter went.",
    "Tues 10.40. Mrs {family0} rang. Very upset. Please call her back on {local} before lunch.",
    "{given0} from the bank rang re the discharge, says you have the number, if not it's {home}.",
    "Phone: {person} {mobile} - re his mum's will, not urgent, sounds like a cold.",
    "Mr {family0} called in without an appointment and left a bag of receipts. He is at {street} until Saturday and"
    " has no phone.",
    "Pls ring {person}, her new mobile is {mobile}, the old one ({mobile}) goes to her ex.",
    "Message for you from Reception: {family0} couldn't find parking and has gone home. Will do it by phone, {home}.",
    "Fri 4.55 pm. {given0}'s neighbour {person} on {mobile}. Passed away this morning. Asks what happens next.",
    "Ring back list: {person} {local}; {person} {mobile}; the Titles people; {person} {home}.",
    "{person} rang from overseas, it is the middle of the night there. Number {overseas}. Ring after 5 our time.",
)
TAPES = (
    "This is a letter to {person} at {address}. Dear {given} comma new paragraph I refer to our conference full stop.",
    "Tape four, side two. File note on {family0}. Attended on {person} for forty minutes, took instructions on the"
    " caveat, no charge.",
    "New letter please, to Mr and Mrs {family0}, that's the ones in {street}, not the cousins, marked without"
    " prejudice.",
    "Can you put in the affidavit that his date of birth is {born} and that he lives with {person}, new paragraph.",
    "E-mail this one don't post it. It goes to {email}, subject settlement figures, usual sign off.",
    "Memo to accounts. Draw a trust cheque for {person}, or better do it by EFT, BSB {bsb}, account {account}, and"
    " fix the ledger.",
    "On the licence form the number is {nsw}, I checked it against the card, and the expiry is June 2027, end of tape.",
    "Just insert after paragraph 6 that on the fourth of March {person} told my client, quote, it was never my"
    " signature, close quote.",
)
DIARY = (
    "Mon 9.15 {person} (probate, bring death cert). 10.00 {family0} and {family1} mediation. 2.00 dentist.",
    "Took {given0} through the guarantee line by line. Independent advice given. Did not think he followed clause 11.",
    "Drove out to {street} to have the old fellow sign. {person} and the district nurse witnessed. Home by six.",
    "Lunch w. {person}. Wants to buy out the brother. Get it valued first, I said. E-mail to {email} Thursday.",
    "Conference at the gaol with {family0}. He says the licence in the glovebox, {vic}, is his cousin {given0}'s.",
    "{person} turned up with the deeds at last. Also left a Medicare card, {medicare}, which I have put in the safe.",
    "Note to self: the office PEXA login changed today, password now {pw}. Tell nobody but the locum.",
    "Saw {person} re budget. Two Afterpays, one pawnbroker. The one card still in use is {card}. Cut it up together.",
)
MOBILES = (
    "hi its {lower} here, did you get my payslips?? my new number is {mobile}",
    "Hi love {given0} here, bank wants my bsb its {bsb} and acct {account} can u send it to them thanks xx",
    "running late sorry, stuck behind a truck. tell mr {family0} ill be there 10 past",
    "hello it is {person}, my licence is {nsw} you asked me for it yesterday",
    "Can u pls send the form to my wifes email {email} mine is full",
    "moved out on sat. im at {street} with my sister for now dont tell {given0}",
    "my medicare is {medicare} and the little ones are on the same card",
    "tfn is {tfn} sorry took so long had to find the letter. {given0}",
    "the mygov password is {pw} can you have a look for me i cant make head nor tail of it",
    "Dob {born}, full name {person}, let me know if u need anything else for the transfer",
    "He keeps ringing me from {mobile}. Do I answer? {given0}",
    "put it on my card {card} exp is next july, thanks heaps",
    "qld licence no is {qld}, i never changed it over when we came down",
    "my sons bday is {child} and his dads name is {person}",
)
ASKED = (
    "I act for {person}, who was born on {born} and lives at {address}. Please draft a short letter to the strata"
    " manager about water coming through the ceiling.",
    "Draft a deed of loan between {person} (lender) and a nephew, {person} (borrower) for $85,000, no interest,"
    " repayable on the sale of {address}.",
    "Please draft a statutory declaration for {person}, {address}, about a passport, number"
    " {passport}, lost in Denpasar in May.",
    "I am an accountant. My client {person}, TFN {tfn}, got a default assessment for 2021. What are the time limits"
    " for objecting, and can you draft the grounds?",
    "Can you summarise this e-mail from {email} for the file? The sender is a neighbour of my client, {person}.",
    "Rewrite this more firmly: Dear Mr {family0}, you have been told twice not to ring our client on {mobile}.",
    "My client {person} was refused a licence in Darwin. The old NT licence was {nt}. Is there a review, and where?",
    "What should the s 90 agreement say if {given0} keeps the house at {street} and {given0} keeps the super?",
    "Write a chronology: {person} met {person} in 2009; they bought {address} in 2012; they separated last winter.",
    "I have a client, {family0}, ABN {abn}, a sole trader who did not register for GST. Draft a voluntary disclosure.",
    "Please prepare short minutes of order. Applicant {caps}, respondent {caps}, child {person} born {child}.",
    "Put this into a bail affidavit. My client is {person}, who can live at {address} with {person}, who can be rung on"
    " {mobile}.",
    "Draft a demand to the director of Goldleaf Tiling Pty Ltd, ACN {acn}. That is {person}, whose e-mail is {email}.",
    "Is a bank entitled to combine accounts? It took my client's pension out of {account} (BSB {bsb}) to pay her card,"
    " {card}.",
    "My script for the document store stopped working, it says invalid key. The key I used is {key}",
    "Can you tell me why this fails when I send it a precedent?\ncurl -H 'Authorization: Bearer {key}' upload",
    "We use an add-in for our time sheets. The settings page shows api_key = {key} and asks for a region. Which one?",
    "Turn my notes into a costs letter. Client {person}; first seen 4 August; wants it sent to {email}; fixed fee"
    " $2,200.",
    "A British client, {person}, passport {british}, wants to make an Australian will. What do I need to ask?",
    "Please draft an e-mail telling the lawyers overseas that our client's account there is IBAN {iban} and that she"
    " cannot open another.",
)
MAILS = (
    "From: {person} <{email}>\nTo: conveyancing\nSubject: keys\n\nHi all, the agent still has the garage remote."
    " Could someone chase? Ta, {given}",
    "Hi team, the Wi-Fi in the conference room is back. The password is {pw}, please do not write it on the board.",
    "For the new temp: user name is reception2 and the password for the trust accounting program is {pw}.",
    "{given0}, your starting password for the payroll portal is {pw}. You will be made to change it.",
    "Payroll query: {person} says last fortnight's pay went to a closed account, {account}. The new one is BSB {bsb}"
    " account {account}.",
    "Super stapling: we need the TFN for the new clerk. She wrote {tfn} on the form but the fund rejects it.",
    "Please update the employee record for {person}: date of birth {born}, address {address}, next of kin {person} on"
    " {mobile}.",
    "Blocked sign-in to the office mailbox. Somebody tried from {ip}, and none of us was at work on Sunday.",
    "Our IT man says the scam invoice was sent from {ip} by someone who had got into {email}.",
    "The fraudster asked for the deposit to go to BSB {bsb} account {account}. Do not pay it. Ring the purchaser,"
    " {person}, on {mobile}.",
    "Please book the interpreter to see {person} at 11 on Tuesday. Prefers to be rung at home, {home}, not on the"
    " mobile.",
    "Sent from {person}'s phone. Ring me on {mobile}, I do not read this account at weekends.",
    "Yes go ahead and charge the search fees to the office American Express or mine, {card}, whichever works. {given0}",
    "The foreign bank has bounced our transfer twice. {given0} swears the IBAN is {iban}. Can you read it back to me?",
    "Hello, we need the swift code as well as the IBAN ({iban}) before we can send the legacy to your client.",
)
FORMS = (
    "NEW CLIENT SHEET\nName: {person}\nD.O.B.: {born}\nAddress: {address}\nMobile: {mobile}\nE-mail: {email}\nHow did"
    " you hear of us? Friend",
    "Borrower 1\nSurname: {family0}\nGiven names: {given}\nDriver licence: {nsw} (NSW)\nMedicare: {medicare}\nMarital"
    " status: widowed\nDependants: nil",
    "Guarantor details: {caps} / born {born} / licence {wa} WA / passport {passport} / 12 years at present address.",
    "SETTLEMENT STATEMENT\nBalance due to vendor   $412,806.14\nPayee: {person}   BSB: {bsb}   Account: {account}"
    "\nCouncil rates   $288.40",
    "TRUST LEDGER\nClient: {surname_first}\nMatter: purchase at Toukley\n14/08 Receipt 10882 deposit 4,500.00 Cr\n"
    "29/08 EFT to {bsb} {account} 4,500.00 Dr",
    "| Beneficiary | Born | Share | Pay to |\n|---|---|---|---|\n| {person} | {child} | 1/3 | {bsb} / {account} |"
    "\n| {person} | {child} | 2/3 | {bsb} / {account} |",
    "MOTOR CLAIM. Driver: {person}. Licence no: {sa} State: SA. Learner? No. Drink taken? No. Tel: {home}.",
    "At-fault driver: {mixed}\nTheir address: {address}\nTheir licence: {tas} (Tas)\nTheir insurer: not known",
    "TENANT 1 {person} DOB {born} LIC {vic} VIC\nTENANT 2 {person} DOB {born} LIC {act} ACT\nRENT $560 P.W.",
    "Name of deceased: {surname_first}\nDate of birth: {born}\nUsual address: {address}\nMedicare no.: {medicare}",
    "Tax file number declaration\n1 TFN: {tfn}\n2 Name: {person}\n3 Home address: {block}\n4 Born: {born}",
    "Rollover request. Member {person}. TFN {tfn}. Fund ABN {abn}. Whole balance: yes.",
    "Supplier: Hillcrest Plumbing | ABN {abn} | BSB {bsb} | A/c {account} | Terms 14 days",
    "Direct debit authority (credit card): name on card {caps}, number {card}, expiry 09/28, amount $330 a month.",
    "Party A: Larkspur Optical Pty Ltd, A.C.N. {acn}\nParty B: {person}\nStamp duty: nil",
    "Tenderer's company number: {acn}\nContact: {person}, {home}\nInsurance: sighted",
    "Travel document: passport no. {passport}, issued Sydney, holder {person}, place of birth Gosford.",
    "VOI checklist: passport {passport} sighted [x]  Medicare {medicare} sighted [x]  rates notice sighted [ ]",
    "Witness list\n1. {person}, {mobile}, saw the collision\n2. {person}, {local}, heard it\n3. {person}, no phone",
    "Emergency contact: {initials}, neighbour, {local}. Doctor: any. Allergies: penicillin.",
    "Firearms surrender form: holder {person}, licence to drive no. {qld}, safe at {address}.",
    "Child 1: {person} ({child}) lives with the mother. Child 2: {person} ({child}) week about.",
    "Visa card lost: {card}. Reported by {person} on {mobile} at 8.20 am. Replacement posted to {box}.",
)
SCRAPS = (
    "Partner 1 {person} TFN {tfn} | Partner 2 {person} TFN {tfn} | split 60/40",
    "LESSEE: {caps} T/AS KOOKABURRA PIES, A.B.N. {abn}, OF {address}",
    "we changed from a partnership so the abn is now {abn} can u fix the bas. {given0}",
    "Which is the employer, the trust or Pelican Tyres Pty Ltd ACN {acn}? The payslips say both.",
    "Claim form: claimant {person}, Medicare card {medicare}, injury left wrist, off work three weeks.",
    "Beneficiary: {person}\nIBAN: {iban}\nAmount: EUR 14,200.00\nCharges: ours",
    "sorry gave u the wrong iban before the right one is {iban}",
    "Draft a subpoena to the carrier for the name of whoever was using the IP address {ip} at 11.20 pm on 2 September.",
    "Portal audit: user {email} | 03/11/2025 09:12 | IP {ip} | viewed costs agreement",
    "Land titles log-in: user reception, password {pw}. Court portal: same user, password {pw}.",
    "the router password was {pw}, he changed it when he moved out and now i cant get into the cameras",
    "Is it safe to send a token such as {key} by e-mail to the firm that minds our computers?",
    "Pls take the valuation fee from my card, {card}, I will tell you the three digits by phone. {given0}",
    "Debts: store card nil; credit card {card} $6,118; owing to sister {person} $900.",
    "DRIVER LICENCE NO. {sa} (S.A.) SIGHTED BY J.P.",
    "Identity: WA driver's licence {wa}, exp 03/2029; birth certificate; no passport.",
    "hire car form - driver {person}, dob {born}, licence number {tas} tasmania",
    "Travel: parent's passport {passport}; child's passport {passport}; return tickets to be shown.",
    "Vendor's bank: bsb {bsb} a/c {account}. Agent's commission comes out of the deposit.",
    "Pls pay wages to BSB {bsb} Acct {account} from this week, not the old one. Thanks, {person}",
    "cc: {email}; {email}",
    "you can email me at {email} but my sister reads it so be careful",
    "Sale to {family0}, file in the second drawer. Keys with {given0} at {street}. Alarm is off.",
    "Toll notice came to {address} but the car was sold to {person} in June, ask for his number, I think {mobile}",
)
NOTES = (*SCRAPS, *SLIPS, *TAPES, *DIARY, *MOBILES, *ASKED, *MAILS, *FORMS)
