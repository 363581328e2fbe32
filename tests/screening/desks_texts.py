"""Letters, e-mails, deeds and court papers of a suburban office, with personal data, for `desks`."""

from __future__ import annotations

LETTERS = (
    "We act for {person} on the sale of {address} and enclose the contract in duplicate. Kindly let us know whether"
    " your client will pay the deposit by bank cheque.",
    "Dear Mr {family0},\nThank you for calling in on Tuesday. We will lodge the transfer once your cousin, {person},"
    " has signed the form in front of a witness.",
    "Our client may be reached on {mobile} at any hour, or at home on {home} before eight in the morning.",
    "Settlement is booked for 2.30 pm on the 14th. The surplus is to go to Mrs {family0}, BSB {bsb}, account"
    " {account}, and nothing is to be paid to the agent.",
    "Please note that with effect from 1 December our client's address for service will be {address}.",
    "For verification of identity we sighted New South Wales driver licence {nsw} and passport {passport}, both in"
    " the name of {person}.",
    "{person}\n{block}\n\nDear Ms {family}\n\nYour purchase at Toukley\n\nWe are pleased to say that your"
    " loan is now unconditional.",
    "BY POST AND E-MAIL: {email}\n\nMr {person}\n{block}\n\nDear {given},\n\nThank you for your instructions of last"
    " Friday about the fence.",
    "We have now had a reply from the lender. They ask that {person} produce a current licence, and note that the one"
    " on their file, Victorian licence number {vic}, expired in August.",
    "Would you please forward the executed discharge to our client's accountant, who will hold it to the order of"
    " {person}, and send a copy to {email}.",
    "Your tenant, {person}, is now eleven weeks behind. The forwarding address given to the agent was {address}, and"
    " the mobile, {mobile}, rings out.",
    "We enclose your 2025 income tax return for signing. Your tax file number, {tfn}, is printed on page one; please"
    " check that it agrees with your group certificate.",
    "The Commissioner has asked us to confirm that TFN {tfn} belongs to {person} and not to a relative who traded"
    " under the same name.",
    "As trustee, Karrabee Holdings Pty Ltd (ACN {acn}) resolved to distribute the whole of the income to {person}.",
    "Your refund of $1,284.60 should reach your account ({bsb}, {account}) within fourteen days. If it does not,"
    " ring me on {local}.",
    "We hold $46,000.00 in trust for you. So that we can pay it out on Monday, please confirm that the account on"
    " the form, number {account} at BSB {bsb}, is still yours.",
    "Dear Sir or Madam, I write for {person}, who lives at {address} and was born on {born}, and who tells me that"
    " a brother's super has gone to the wrong person.",
    "{person} has asked me, as financial counsellor, to seek a hardship variation. The repayments are debited"
    " from {bsb} {account} each second Thursday.",
    "Please accept this letter as authority to release my client's file to me. Client: {person}, date of birth"
    " {born}, of {address}.",
    "I spoke with the collections area today and was told the card in question, {card}, was charged off in March."
    " {given0} has no memory of ever having it.",
    "The disputed purchases were made on Mrs {family0}'s credit card, number {card}, while she was in hospital.",
    "Further to ours of the 9th, the buyers are {person} and {person}, as joint tenants, both of {address}.",
    "My client flew from Auckland on New Zealand passport {zealand} and asks for the original back before she flies"
    " home to see her mother.",
    "The visa grant notice should be sent to {email}; the applicant's Indian passport is number {indian}.",
    "We understand you act for {person}. Our client hears of a move to a brother's place at {street} and that"
    " the new number is {mobile}.",
    "I confirm the rates adjustment. The vendor, Ms {family0}, paid the third instalment herself by BPAY from account"
    " {account}.",
    "Please remit the overseas beneficiary's share to IBAN {iban} and let us have the bank's advice. The payee is"
    " {person}.",
    "The residuary legatee lives abroad, is on the telephone at {overseas} and banks at {iban}.",
    "Your policy lists {person} as the driver. The correct regular driver is young {given0}, who holds South"
    " Australian licence {sa}.",
    "We attach the tax invoice of Sandpiper Fencing, ABN {abn}, and ask that you pay half of it under the Dividing"
    " Fences Act.",
    "Kindly amend the employer's name on the payment summary to Wattlegrove Bakehouse Pty Ltd, ABN {abn}.",
    "The company's registered office is care of us, but its sole director, {person}, resides at {address}.",
    "We are instructed that your client has been driving past {street} after dark and has rung {local} on nine"
    " occasions without speaking.",
    "Medicare has issued a notice of charge. So that we may pay it please confirm your card number, which we have as"
    " {medicare}.",
    "The insurer's panel doctor needs Mr {family0}'s Medicare number before Thursday. It is {medicare}, and he is the"
    " second name on the card.",
    "Please post the keys to {box}, as {person} does not have a letterbox at the farm.",
    "All correspondence for the executor, {person}, should go to {box} and not to the house.",
    "Thank you for your e-mail. {person} has changed accountants and the new adviser would like the working papers"
    " sent to {email}.",
    "Your letter of 3 November was addressed to the wrong {family0}. Our client was born on {born}; the debtor is, we"
    " gather, a much younger man.",
    "Regarding the bond for {address}, the Rental Bond Board paid it to the other tenant, {person}, in error.",
    "We do not have your bank details for the balance. If they are still {bsb} and {account} a reply to that effect"
    " will be enough, but we shall ring you on {home} to be sure.",
)
DEEDS = (
    "THIS IS THE LAST WILL of me {caps} of {address}, retired nurse.",
    "I, {person}, of {address}, revoke all former wills and appoint my child {person} to be my executor.",
    "I GIVE my wedding ring to my grandchild {person} and the sum of $5,000 to each of {person} and {person}.",
    "This is a first codicil to the will of me, {person}, made on 12 May 2014. In clause 4 the name {person} is"
    " replaced by {person}.",
    "BETWEEN {caps} of {address} (the Lessor) and Tidewater Nails Pty Ltd ACN {acn} (the Lessee).",
    "The Guarantor, {person}, born on {born} and holding driver licence number {qld} issued in Queensland, guarantees"
    " the Borrower's obligations.",
    "VENDOR: {mixed}, {address}\nVENDOR'S SOLICITOR: Pettifer Lowe & Co\nPURCHASER: {mixed} and {mixed}",
    "SIGNED SEALED AND DELIVERED by {caps} in the presence of a solicitor who explained the document.",
    "The deceased, {person}, late of {address}, died on 2 July 2025 leaving property in New South Wales.",
    "Inventory of property, item 4: Westpac savings account BSB {bsb}, number {account}, in the sole name of the"
    " deceased, $18,402.11.",
    "Item 7. Term deposit with the credit union, account no. {account}, maturing on 30 January 2026: $60,000.00.",
    "I nominate my spouse, {person} (born {born}), to receive all of my death benefit under the Fund's rules.",
    "Nominee 1: {person}, date of birth {born}, child, 50 per cent. Nominee 2: {person}, date of birth {born}, child,"
    " 50 per cent.",
    "The Borrower authorises the Lender to debit BSB {bsb}, account number {account}, on the first of each month.",
    "We, {person} and {person}, engage the firm on the terms below. Our address for accounts is {email}.",
    "Executed by Mulga Creek Haulage Pty Ltd (ACN {acn}) under section 127 by its sole director {person}.",
    "{person} appoints {person}, telephone {mobile}, to be enduring guardian and, if unable to act, {person}.",
    "The Retainer is with Bluewren Childcare Pty Ltd, ABN {abn}, and with {person} as guarantor of its costs.",
    "The parties to this deed of family arrangement are {caps}, {caps} and {caps}.",
    "The bearer of New Zealand passport {zealand}, {person}, was identified by us under the Verification of Identity"
    " Standard.",
    "The Lessee must pay the rent to the Lessor's bank account (BSB {bsb}, account {account}) without set-off.",
    "Notices to the Purchaser: attention {person}, {address}, e-mail {email}.",
)
COURT = (
    "Mr {family0} was stopped on the Pacific Highway and handed over his licence, number {nsw}. He blew 0.112.",
    "My client holds a Western Australian licence, no. {wa}, and did not know it had been suspended for a fine.",
    "The licence produced to the constable was issued in Tasmania, number {tas}, in the name of {person}.",
    "The traffic record is for licence {act}, issued in the ACT, and shows two entries for speeding.",
    "Northern Territory driver licence {nt} belongs to the passenger, {person}, who claims to have been driving.",
    "The applicant for bail is {person}, born {born}. The proposal is to live with an aunt at {address} and to report"
    " daily at Wyong.",
    "The surety offered is {person}, who is the accused's neighbour, lives at {address} and has $12,000 in an account"
    " with BSB {bsb} numbered {account}.",
    "The defendant must not go within 100 metres of {address} or contact {person} except through a lawyer.",
    "The person in need of protection is {person}. The defendant is a former partner, {person}, of {address}.",
    "Condition 9: the defendant must not ring or text {mobile} or send anything to {email}.",
    "The applicant, {person}, says that the mother has withheld {given0} since Easter. The child was born on {child}.",
    "There are two children of the marriage: {person}, born {child}, and {person}, born {child}.",
    "The mother proposes that handover be at {street}, her parents' house, and that the father text her on {mobile}"
    " when he is ten minutes away.",
    "On the Friday {given0} did not want to get out of the car. I rang {given}'s grandmother on {home} and she came"
    " over.",
    "Annexure C is a bundle of the messages sent from {mobile}, which I know to be {person}'s telephone.",
    "I, {person}, of {address}, cleaner, say on oath: I am the applicant and I make this affidavit from my own"
    " knowledge.",
    "The certificate of completion shows that the guarantee was signed by someone at IP address {ip}, whereas Mrs"
    " {family0} has no internet at home.",
    "The e-mails complained of all came from {ip}, which the carrier says was then allotted to the defendant's modem.",
    "According to the bank's log the transfer was set up at 3.12 am from {ip} by a user giving the name {person}.",
    "I was asked to look at the lender's access log. The session from {ip} on 9 October was not my client's.",
    "The provider's records give {ip} as the address from which the nomination form was uploaded.",
    "He was charged in the name {caps}, but the name on the birth certificate is {person}.",
    "The complainant told police that {surname_first} lived two doors down, at {street}.",
    "Payment of the compensation should be made direct to {person}'s account, {account}, BSB {bsb}.",
)
FILES = (
    "Rang the Tax Office about {person}'s TFN. The old one, {tfn}, was used by a thief and a new one will be posted to"
    " {box}.",
    "The trust needs a tax file number of its own: the return you lodged used the trustee's personal one, {tfn}.",
    "Please lodge the final return for the late {person} (tax file number {tfn}) before we distribute.",
    "Where the super fund's form asks for your TFN write {tfn}; where it asks for your employer, write ours.",
    "My client mows lawns under ABN {abn} and has no other income. Is he a contractor or an employee?",
    "The caterer's bill shows no GST, and its ABN, {abn}, belongs on the register to somebody else.",
    "We hold a tax invoice to {person} from a sole trader, ABN {abn}, for cleaning the stairs, $310.00.",
    "The guarantor company has been deregistered: a search of ACN {acn} shows that it was struck off in April.",
    "Please search the company. I have only the number, A.C.N. {acn}, and the name of one director, {person}.",
    "The charge was given by Silky Oak Joinery Pty Limited (ACN {acn}) (in liquidation).",
    "Minutes of the directors of Boronia Nominees Pty Ltd, ACN {acn}. Present: {person} (chair) and {person}.",
    "The hospital will not release the notes without {person}'s date of birth, {born}, and Medicare number {medicare}.",
    "The children are on their mother's Medicare card, number {medicare}, and the father wants a copy of his own.",
    "{given0} has been added to Medicare card {medicare}; please tell the family assistance people.",
    "My client's flat overseas has been sold and the price paid into {iban}, her IBAN there, less the agent's fee.",
    "A foreign account was left out of the property statement: IBAN {iban}, balance about 9,000 euro.",
    "The cousin's bank abroad asks us to quote the IBAN, {iban}, and the purpose of the transfer.",
    "The e-signing summary reads: viewed at 8.14 pm from {ip}, signed at 8.15 pm from {ip}.",
    "My client found a log-in to her photographs from {ip} and says that only {person} knew the password.",
    "The bookkeeper is to be let in to the office server from {ip} and nobody else from anywhere.",
    "{person} left a laptop with us for the expert. The password to it is {pw}.",
    "To open the attached payslip use the password {pw} and let me know if it will not print.",
    "The developer wrote in his handover note: client_secret={key}. Should we have it changed?",
    "The gym will not stop billing card no. {card}, though the membership was cancelled in writing.",
    "The filing fee was paid by credit card {card}, expiry 11/27, in the name of {person}.",
    "When asked for his licence he showed a picture of it on his telephone: {nsw}, class C, in the name of {person}.",
    "My client's licence ({vic}, Victoria) was taken from him at the roadside. May he drive to the appeal?",
    "Please put the number of the other driver's licence, Queensland {qld}, in paragraph 5 of the statement of claim.",
    "He has moved from Canberra. His ACT licence, {act}, runs out in May and he wants to swap it for a local one.",
    "Show the clerk the Territory licence, no. {nt}. It is the only one that has the old name on it.",
    "This is an appeal by {person}, licence number {nsw}, who lost eleven demerit points in nine months.",
    "The mother asks that the father hand over both children's passports, {passport} and {passport}.",
    "It is a condition of bail that he surrender passport {passport} and not apply for another.",
    "{person}'s passport, {passport}, stays in our safe until the parenting orders are made.",
    "His British passport ({british}) ran out during the lockdown and he has not replaced it.",
    "The child support goes into {bsb} {account}, a joint account, and {given0} empties it the same day.",
    "The statements of {person}, account number {account}, show cash taken out at the club on most nights in June.",
    "She closed the passbook account ({account}) and put the lot into {account} at the same branch, BSB {bsb}.",
    "There was a redraw of $9,000 on loan account {account} on 2 May, and the signature is not {person}'s.",
    "I have two e-mail addresses for Mr {family0}, {email} and {email}, and both of them bounce.",
    "The parties consent to electronic service: on the applicant at {email}, on the respondent at {email}.",
    "A Mrs {family0} came in off the street. She told me she was born on {born} and has never made a will.",
    "The beneficiary was born on {child}, so the trustee holds the fund until the eighteenth birthday.",
    "The birth certificate has {person} born on {born} and the licence says {born}. The bank will not take both.",
    "The insurer wants every driver's date of birth. Mine is {born} and the young one's is {child}.",
    "The police facts have the birth date wrong. {person} was born on {born}, not in the year they give.",
    "As the member was born on {born}, the preservation age is 60 and the benefit can be paid now.",
    "I have left two messages on {home} and one on {mobile}, and written to {address}, without any answer.",
    "The process server should try {address} before seven. The van is white, the mobile is {mobile}.",
    "The hire company gave us the hirer's licence, {nsw} of New South Wales, and a telephone number, {mobile}.",
    "The Adelaide driver, {person}, has licence {sa}; the Perth one would only read his out to us, {wa}.",
    "The neighbour at {street}, {person}, saw the van leave and will make a statement if somebody rings {home}.",
    "Your late mother's furniture is in a shed at {address}. The owner of it, {person}, wants it gone by Easter.",
)
TEXTS = (*LETTERS, *DEEDS, *COURT, *FILES)
