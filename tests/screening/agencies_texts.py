"""Decisions, findings, reports, pleadings and forms, with personal data."""

from __future__ import annotations

DECISIONS: tuple[str, ...] = (
    # Tribunals and courts
    "The applicant, {man}, is a retired bus driver. He suffers from ischaemic heart disease and says he cannot walk"
    " more than 150 metres.",
    "I accept the evidence of Mrs {family} that she telephoned the landlord on {phone} at least four times about the"
    " mould before she moved out.",
    "Mr {family} gave evidence by video link from {near}, where he was staying with friends.",
    "The Tribunal finds that the notice to vacate was posted to {address}, although the renter had told the agent of"
    " her new address, {box}.",
    "The first respondent, {anyone}, was at all material times the sole director of Kookaburra Cladding Pty Ltd ACN"
    " {acn}.",
    "There is no dispute that {man} was born in Tehran on {dob_said} or that he entered Australia in 2012 on a"
    " passport, {foreign}, that was not his own.",
    "In cross-examination {woman} agreed that the mobile service {mobile} was hers and that she alone used it.",
    "The child, whom I shall call {girl}, was born on {dob_child} and has lived with the paternal grandmother,"
    " {woman}, since she was three.",
    "The plaintiff is registered for GST under ABN {abn}. Her invoices ask for payment to BSB {bsb}, account"
    " {account}.",
    "The detective said that the account with the login {email} had been opened from {ip}, an address allotted that"
    " night to the accused's household.",
    "The deceased, {woman}, was 61 when she died at her home, {address}, some time after 10 pm on 6 June.",
    "I find that {man}, born {dob_said}, died on 19 October in the Royal Hobart Hospital from complications of a fall"
    " in his unit at {near}.",
    "Counsel assisting read a statement from the deceased's brother, {man}. He had last spoken to {girl}, their"
    " sister, by telephone ({abroad}) two days before.",
    "The neighbour, {anyone}, heard two voices through the wall of {near} and rang triple zero at 11.14 pm.",
    "The evidence is that Ms {family} transferred $27,400 to the defendant's account (BSB {bsb}; account number"
    " {account}) believing it to be a deposit on a caravan.",
    "Three withdrawals were made in Naples with the testator's debit card, {card}, after his death.",
    "The will appoints {anyone} of {address} as executor and leaves the residue to the testator's three children,"
    " {child}, {child} and {child}.",
    "Neither {family0} nor {family0} was called, and no explanation was offered for their absence.",
    "The protected person is {woman}. The respondent must not go within 200 metres of {address} or contact her on"
    " {mobile} or by any other means.",
    "The Board notes that the practitioner wrote prescriptions in the name of {anyone}, using a Medicare number,"
    " {medicare}, that belonged to the practitioner's mother-in-law.",
    "Services were claimed for patient {surname_first} on Medicare card {medicare_ref} on days when the clinic was"
    " closed.",
    "The Crown case was that the accused hired the van with a false licence, {nsw}, in the name of {anyone}.",
    "On the first count, that he used a passport numbered {passport} knowing that it had been issued on false"
    " information, the accused pleaded guilty.",
    "The bankrupt, {anyone}, disclosed one account only, at a branch in Cairns (BSB {bsb}, a/c {account}), and did not"
    " mention the account in Poland, {iban_pl}.",
    "It was put to Mr {family} that the money went to his cousin's account in Leeds, IBAN {iban_gb}. He said that he"
    " did not recall.",
    "The appellant has held driver licence {licence} since she was eighteen and has no other entry on her record.",
    "Service was effected by leaving the documents with {anyone}, an adult, at {address} at 7.20 am.",
    # Pleadings and deeds
    "The plaintiff, {anyone}, is and was at all material times a pharmacist carrying on business under ABN {abn} in"
    " the town of Orange.",
    "On or about 3 May the defendant, {woman}, posted on a public page the words: '{woman} is a thief. She lives at"
    " {near}. Ring her on {mobile} and tell her what you think.'",
    "By e-mail sent from {email} to some forty parents of the school, the defendant published of and concerning the"
    " plaintiff the matter complained of.",
    "The matter was downloaded in Victoria by at least one person, namely {anyone}, from IP address {ip}.",
    "THIS DEED is made between {caps} of {address} (Releasor) and Wirraway Transport Pty Ltd ACN {acn} (Releasee).",
    "The guarantor, {mixed}, of {address}, holder of driver licence {licence}, guarantees to the credit provider the"
    " due payment of all moneys owing.",
    "The Purchaser's deposit of $64,000 is to be paid to the deposit holder's trust account, BSB {bsb}, account"
    " {account}, by 5 pm on the next business day.",
    "Full name of hirer: {anyone}\nDate of birth: {dob_noted}\nLicence: {licence}\nPhone: {phone}\nCredit card for"
    " security: {card}",
    # Investigations and reports
    "The investigator interviewed the complainant, {woman}, at a cafe in Fyshwick because she did not want to be seen"
    " at work. She asked that she be contacted only at {email}.",
    "Allegation 2: that on 17 April {anyone} sent a message to a junior colleague, {anyone}, reading 'come over, I am"
    " at {near}'.",
    "Access logs for the finance system show {family0}'s user account active from {ip} between 1.05 am and 1.48 am,"
    " when he says that he was asleep.",
    "The person of interest drives a silver dual cab, has a dog, and shares the house at {address} with a woman"
    " believed to be {woman}.",
    "Enquiries at the electoral roll place the debtor, {man}, at {address}. A neighbour gave a home number of {local}"
    " for his mother.",
    "Home visit, Thursday. Mum ({girl}) answered the door, baby on hip. Her partner {boy} stayed in the bedroom. Nan,"
    " {woman}, was there too and can be rung on {mobile}.",
    "{boy} told me that he sleeps at his aunty {girl}'s on school nights because there is no bed for him at {near}.",
    "The foster carers, {anyone} and {anyone}, have had {child} (born {dob_child}) in their care since Easter.",
    "I asked {girl} who keeps her safe. She said her pop, and that his number was {local}.",
    "The worker was unable to contact Ms {family} on {mobile} and left a card under the door of {near}.",
    "The assessor spoke by telephone with the claimant's treating psychologist and with his wife, {woman} ({phone}).",
    "The inmate's phone list has three approved numbers: his mother, {woman}, {landline}; his solicitor; and a friend,"
    " {boy}, {mobile}.",
    "Reception record. Name: {surname_first}. Born: {dob_noted}. Last address: {address}. Property: one wallet with NT"
    " licence {nt}, one phone.",
    "During a cell search officers found a note in which the prisoner had written a card number, {card}, and the words"
    " 'exp March'.",
    "The loss adjuster was shown a receipt made out to {anyone} of {rural} for the pump and the irrigator.",
    "It appears that the thief first entered the insured's mailbox, {email}, from an address overseas, {ip}, and then"
    " changed the bank details on the invoice to BSB {bsb}, account {account}.",
    # Forms and tables
    "APPLICANT\nFamily name: {family0}\nGiven names: {given}\nDate of birth: {dob_noted}\nPassport: {foreign}\nE-mail:"
    " {email}",
    "Employee: {anyone}\nTFN: {tfn}\nBSB: {bsb}\nAccount: {account}\nSuper fund: Hesta\nStart date: 14 October",
    "Name | Born | Licence | Telephone\n{anyone} | {dob_noted} | {licence} | {mobile}\n{anyone} | {dob_noted} |"
    " {licence} | {mobile}",
    "Particulars of the parties\n1. {mixed}, {address}\n2. {mixed}, {address}\n3. Minister for Home Affairs",
    "Payee: {anyone}\nBank: Bendigo\nBSB / account: {bsb} / {account}\nAmount: $1,204.55\nReason: overpaid rent",
    "Participant: {anyone}\nPlan manager: Wattlebird Plan Management (ABN {abn})\nNominee's phone: {phone}\nNominee's"
    " email: {email}",
    "Deceased: {caps}\nDate of birth: {dob_noted}\nUsual address: {address}\nSenior next of kin: {man} (husband),"
    " {phone}",
    "Tenant 1: {anyone}, {email}, {mobile}\nTenant 2: {anyone}, {email}, {mobile}\nPremises: {address}",
    "Patient {surname_first}; MCN {medicare}; DOB {dob_noted}; lives with daughter; referred by GP.",
    "Payment details given over the counter: card number {card}, expiry 09/28, name on card {caps}.",
    "Vendor: {anyone} (TFN {tfn})\nVendor: {anyone} (TFN {tfn})\nForeign resident capital gains withholding: nil",
    "Company: Billabong Solar Pty Ltd\nACN: {acn}\nABN: {abn}\nDirector: {anyone}\nDirector's address: {address}",
    "Witness list\n(a) {anyone}, neighbour, {phone}\n(b) {anyone}, employer, {email}\n(c) Dr {family0}, treating"
    " general practitioner",
    "Title reference 12/754881. Registered proprietor: {caps}. Mortgagee: Commonwealth Bank. Notices to {address}.",
    "Account name {anyone}, sort code not used, IBAN {iban}, reference PENSION.",
    "Student: {anyone}; enrolled email: {email}; last sign-in from {ip}; result withheld.",
    "Handover: router login admin, password {passphrase}; alarm company to be told of the new tenant, {anyone},"
    " {mobile}.",
    "The liquidator of Jabiru Fencing Pty Ltd, Australian Company Number {acn}, has had no books from its former"
    " director, {man}.",
    "By the time the card was stopped, {card} had been charged eleven times by the same gaming site.",
    "The respondent admitted that he had signed in to his former wife's e-mail with her password, which he had guessed"
    " was {passphrase}.",
    "A forensic copy of the handset shows it joined to the home network, with the public address {ip}, throughout the"
    " evening.",
    "The transfer to Warsaw, to IBAN {iban_pl}, left the deceased's account four hours after she was admitted to"
    " hospital.",
)
