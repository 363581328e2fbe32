"""The running text of `chambers`: briefs, affidavits, file notes, letters, messages and prompts."""

from __future__ import annotations

LETTERS = tuple(
    """\
§ Counsel is briefed to appear for {person}, the second respondent, at the callover on Thursday. Mr {family} can be \
reached on {mobile} but not before ten, he drives a bread run.
§ I, {caps}, of {address}, bus driver, make oath and say as follows:
§ 1. I am the applicant wife. I was born on {dob_w} in Gisborne and came to Australia when I was six.
§ {dotted} of the bank's recoveries area rang back. She says arrears on the facility, a/c {acct}, stand at $14,882.10 \
and no further indulgence will be given after 30 June.
§ The deponent's passport ({passport}) was sighted at the time of swearing and a copy is behind tab 4.
§ Pls summarise this for {person} in plain English, no more than a page, and leave out her address, {address}.
§ File note, 6.40 pm, shattered. Long call with {given0} re handover on Sunday, {given} says the ex has changed the \
locks again. Tried the ex too on {mobile}, rang out.
§ tel msg for {low_given} - {lower} rang re the bond, wants a call on {mobile} after 3, says its urgent
§ The deceased, {two_caps}, late of {address}, retired shearer, died at Tamworth Base Hospital on 11 July 2025 \
leaving \
a will dated 3 March 2009.
§ We act for {person}, trading as Southern Cross Gutters (ABN {abn}), who remains unpaid for works completed in April.
§ Unless $8,415.00 reaches BSB {bsb}, account {acct}, within 14 days of this letter our client will file in the Local \
Court without further notice to you.
§ The Commissioner's notice went to the wrong person: it quotes {tfn}, which is the tax file number of {person}, the \
bankrupt's brother.
§ Her Medicare card reads {medicare} and she is second on it.
§ Mr {family0} is licensed to drive under {lic_nsw} (NSW, class C) and has held that licence since 1998 without loss \
of it.
§ {lic_vic} is the Victorian driver licence the hire company photographed at the counter.
§ When breath tested the accused produced a Queensland licence numbered {lic_qld} in the name of {two_given}.
§ He holds South Australian licence {lic_sa}, provisional, and works nights at the abattoir.
§ Client surrendered her WA driver's ({lic_wa}) at the Mandurah licensing centre and has not driven since.
§ My client, holder of Tasmanian driver licence {lic_tas}, instructs that the camera has the wrong vehicle.
§ The ACT licence he used to open the account, {lic_act}, had been reported stolen in Belconnen in February.
§ Territory licence {lic_nt} was suspended for twelve months by the Court of Summary Jurisdiction, as it then was.
§ Proof of evidence of {person}. {given} will say that she was walking the dog past {street} at about ten past six \
when \
she heard the collision.
§ Please send the sealed orders to our client by post at {po_box} and by email to {email}; she does not have a printer.
§ Hi {given0}, the barrister's clerk needs your date of birth for the subpoena return. I have {dob_n}, is that right? \
Ta, {given0}
§ "I was born in Sarajevo on the {dob_day}," the witness says at paragraph 2, "and my brother two years after."
§ Could you draft a s 60I letter from these notes: mother {person}, DOB {dob}, two kids at Balga Primary; father \
{person}, whereabouts unknown, last phone {phone}.
§ The subscriber behind {ip} at 21:07 AEST on 4 May 2025 was the second defendant, according to the provider's return.
§ Posts 3 to 11 were all made from one connection, {ip}, which the respondent concedes was his home internet.
§ Netbank was entered from {ip} eleven minutes after the husband left mediation.
§ The password to the brief on ShareFile is {pass} and expires Friday.
§ {given0}, the USB is at reception. It unlocks with {pass}. Don't forward it.
§ She kept her myGov sign-in on a sticky note (user name her email, password {pass}) and he had the run of it for a \
year.
§ Can someone tell the IT people that a key was committed with the exhibits script? It is {key} and needs to be \
revoked today.
§ debug this pls, the e-lodgment script 401s. I set Authorization: Bearer {key} and nothing else changed
§ The filing fee of $1,545 went on my own credit card, {card}, expiry 04/28, so I'd like it back before the statement.
§ On 9 January the complainant's card was used, in full {card}, to buy four tyres in Dandenong.
§ Client paid the mediator with credit card {card} (her late mother's) which the executor now queries.
§ Remit the distribution to the niece overseas at {iban}; she says SWIFT is not needed within SEPA.
§ The French notary asks that the balance be sent under IBAN {iban} in the name of {person}.
§ Funds were layered through three accounts abroad, the last of them {iban}, before returning as a loan.
§ The company, ACN {acn}, of which Ms {family0} is sole director, was deregistered under s 601AB on 2 August.
§ {surname_first} was appointed director of the trustee (A.C.N. {acn}) the day after the freezing order.
§ Our client, who quotes {abn} on every invoice as his ABN, was told he was an employee only after he was hurt.
§ The subcontractor is registered for GST under {abn}; his wife, {person}, does the books.
§ By the time he'd given his Tax File Number, which was {tfn}, and his date of birth, {dob}, the caller had hung up.
§ Withholding at 47% started because payroll never had her TFN. It's {tfn}, she brought the letter in.
§ He banks with Bendigo at Kyneton under {bsb} and {acct}, both in his sole name.
§ Compensation is to be paid to the injured worker direct: the account is {acct} with the Commonwealth, branch {bsb}.
§ The wife's wages go to {acct} (BSB {bsb}), the husband's she has never seen.
§ I confirm our telephone attendance this morning upon {person}, who is presently staying with a cousin at {address}.
§ Service was effected on Ms {family0} personally at {street} in Reservoir at 7.15 am on Saturday; she said \
"not you again" and took the papers.
§ The process server tried {address} three times. A neighbour, {person}, says they moved to {rural} after Christmas.
§ The farm at {rural} was put in joint names in 1987 and Mr {family0} Snr always treated it as his.
§ You can write to me care of my daughter, {two_given}, {address}. She reads my letters to me.
§ {person}'s sister-in-law, {person}, was in the room. {family0} was not; he had gone for cigarettes.
§ The children live with Ms {family0} and spend alternate weekends with Mr {family1} at his mother's.
§ Present: {initials} (instructing), {dotted} of counsel, {person} and an interpreter in Dinka. {family} wept \
throughout.
§ Conference notes. {given0} remembers the gate being shut; {given0} says open. Neither has read the other's statement.
§ hey {low_given} its {low_given} from the legal centre, appt moved to 2pm weds, ring {phone} if u cant make it
§ {lower} dropped in w/out appt. fine from toll road. lives {address_low}, ph {local}, wont do email
§ can u call {low_given} back on {local}? she's at her mums till tues
§ Ms {family0} left a number, {local}, and one overseas, {overseas}, where she will be from the 12th.
§ The grandmother may be contacted in the village through a neighbour's phone ({overseas}) before noon our time.
§ My Ref: {caps_family} - Family Provision. We confirm that costs agreement was signed by {person} on 1 September.
§ RE: ESTATE OF {caps}, DECEASED
§ {reversed} appeared before me this day at Busselton and, having been duly sworn, was examined on the contents of it.
§ Dr {family0} examined the plaintiff in March and found no wasting. Sister {family1}, the practice nurse, took the \
history.
§ Constable's notes: driver gave name as {two_given}, d.o.b. {dob_n}, and said "I only had two".
§ The young person (born {dob}) was interviewed without an adult present, contrary to s 13.
§ For the visa file: subclass 866 applicant {person}, travelling on Iranian passport {passport_o}, arrived by air in \
2013.
§ He entered on document {passport_o}, a passport issued at Kathmandu, and was granted a bridging visa C.
§ My passport was with him the whole time. The number is {passport}; I know it by heart from asking the consulate.
§ Passport Office confirms that {passport} was cancelled at the mother's request and a child alert lodged.
§ Bulk-billed on 2 June under {medicare} (Medicare), although on that day our client was in Port Vila.
§ The Medicare no. the clinic has for {person} is {medicare}, which is her late husband's.
§ Subpoena to produce: all records of attendances by {person} born {dob}, Medicare {medicare}, from 1 January 2019.
§ My name is {person}. I am forty-one. I used to live at {address} but since the fire I sleep at my aunt's.
§ I am the same {two_given} who swore an affidavit in this proceeding on 6 May 2025.
§ Affirmed by {two_given} at Lakemba this 4th day of April 2026, before me, a justice of the peace.
§ "{given0}, mate, pick up," the message begins. The number it came from, {mobile}, is subscribed to {person}.
§ Kindly let me have {given0}'s new email. The old one ({email}) bounces.
§ Email chain between {email} and {email} is privileged and was produced by mistake; please delete it.
§ Cc me and {person} <{email}> on anything to the registry, thanks. {given0}
§ Write me a firm but polite letter of demand to {person}, {address}, who owes my client $3,200 for fencing.
§ Translate into Vietnamese for our client Mrs {family0}: "Your hearing is on Monday. Please bring your passport, \
{passport}."
§ Turn the following into a chronology. {person} met {person} in 2004; they wed at Umina in 2007; first child, \
{given0}, \
born {dob_w}; separated under one roof 2019.
§ What's the limitation period here? {person} (DOB {dob}) fell at the Inala shops on 3 Feb 2021 and was under a \
guardian, {person}, until last year.
§ Fix the grammar only: "Me and {person} was at {street} when {person} come thru the window, I seen him clear as day."
§ At the time of the loan neither Mr {person} nor his de facto, Miss {person}, could read English beyond a shopping \
list.
§ {initials}, by her tutor {person}, v the Area Health Service: tutor's consent is annexed.
§ Beneficiaries under clause 5 are {person}, {person} and {person} in equal shares, and if any predeceases, her \
children.
§ Witnesses still to be proofed: {person} (neighbour), {person} (tow truck), {dotted} (the actuary).
§ Grandfather paid the school fees by direct debit out of {acct} at the credit union, where the BSB is {bsb}.
§ ATO objection: the assessment under {tfn} counts the same $61,000 twice. {person} never had a second job.
§ Superannuation was claimed early in her name by somebody who knew the TFN ({tfn}), birthday ({dob_n}) and maiden \
name.
§ Debtor skipped. Last known: {address}. Drives a ute, licence {lic_qld} (Qld). Mother in {street}, Gunnedah.
§ Insured's driver was {person}; she gave her licence at the scene as {lic_vic}, issued in Melbourne.
§ Alleged dishonesty: between March and May he had patients pay by card into {bsb} {acct}, his private account.
§ The undertaking as to damages was signed {person}, in the hand of {person}, which is the whole problem.
§ Bail conditions: reside at {address}; report Mon, Wed, Fri; not approach {person} or go within 200 m of {street}.
§ Protected person is {two_given}. Her present address must not be disclosed to the respondent: {address}.
§ He texted from {mobile}, then {mobile}, then, when blocked on both, emailed from {email}.
§ I said to {given0} I'd fix it, and to {given0} I said nothing. That's what it was about, your Honour.
§ Kind regards,
{person}
Paralegal, Edmund Barton Chambers
M {mobile} | {email}
§ Regards {given0}
ps {given0}'s direct line is {land}, not the one on the web site
§ Yours faithfully,

{two_given}
Principal solicitor, direct {land}
§ Lawyers for the lender say the guarantor signed as "{dotted}" but her birth certificate has {two_given}.
§ Please deposit the settlement moneys: {person}, {bsb} / {acct}. He asks that it not go to the joint account.
§ She has had the same e-mail since 2003, {email}, and the same mobile, {mobile}.
§ The guarantee names the company by its ACN only. {acn} turns out to be the debtor's wife's company, not his.
§ A search against {acn} as company number shows one director, {person}, and a charge to the ANZ.
§ She was paid as contractor through a company she had never heard of (its A.C.N. being {acn}), with her own name as \
director.
§ The shelf company, ACN {acn}, has one shareholder, {person}, and no assets.
§ When asked at the s 596A examination for the ACN of the second company Mr {family0} said "{acn}, from memory".
§ The card he used on the night, numbered {card}, was cancelled before breakfast.
§ I authorise chambers to debit the conference fee from {card}, valid to 11/29, name as above. {person}
§ Fraud team confirm skimming of {card} at the servo in Gunnedah, also of {card} the same afternoon.
§ She read out her credit card over the phone to a man calling himself Telstra: {card}, then the expiry.
§ To pay from Ireland she gave us {iban} as the account the money would come from.
§ Trustee's question: may we pay Ms {family0} into a foreign account? She has sent this IBAN, {iban}, and nothing else.
§ We were told on Friday to change the beneficiary account to {iban}, an IBAN nobody here had seen before. It was a \
fraud.
§ The administrator of the site traced the review to {ip} (an address on a home NBN service in Kirwan).
§ Was it {ip} or {ip} that the stalker's emails came from? The headers show both IPs.
§ According to the telco the IP allocated to Mr {family0}'s modem that night was {ip}.
§ please add {ip} to the allow list, that's my home connection, thanks {given0}
§ Interpreter's Medicare problem again: system wants ten digits, card says {medicare}, valid to 08/2028.
§ {medicare} is the number on the Medicare card found in the handbag, together with a photo of {given0}.
§ Mother's Medicare {medicare}, the children are 2, 3 and 4 on the same card.
§ Bring ID. You gave us a passport numbered {passport} last time but it has run out. {given0} from the clinic
§ The Italian passport was {passport_o}; the Australian one, in her married name, is {passport}.
§ Biodata page, p/port {passport}, shows {caps} and a sex marker which is in dispute.
§ Forgot to say: the PDF of the psych report opens with {pass}. {given0}
§ His ex guessed the password ({pass}, the dog and the house number) and read everything for months.
§ new starter {low_given} cant log on, i set her pw to {pass} like u said, still no
§ the old deploy notes have a live token in them, {key}, someone pls rotate
§ Client says TFN is {tfn} but the letter from the ATO has {tfn}. Ask {given0} to check with the agent.
§ Amended return: {two_given}, {tfn} (TFN), year ended 30 June 2023, nil tax payable.
§ T.F.N. {tfn} belongs to the estate, not to the executor, {person}.
§ Invoice disputes: the handyman, {person}, has put down {abn} for an ABN, registered only from August.
§ She has carried on business as a hairdresser since 2011, Australian Business Number {abn}, from {street}.
§ Is a cleaner with her own ABN ({abn}) an employee? Facts: {person}, one client, uniform supplied, set hours.
§ Kindly pay {given0}'s witness expenses to Suncorp {acct}, BSB number {bsb}. They come to $84.60.
§ The joint account (no. {acct}, Westpac) is to be frozen save for $600 a week; the wife's own, {acct}, is not touched.
§ Rent went weekly to {bsb} {acct}; the agent says that is not their trust account and it was {person}'s.
§ bsb is {bsb} acc {acct} name {lower}, thx heaps
§ What he gave police was licence {lic_wa}, a Western Australian one, and the name {person}.
§ Licence no {lic_sa} (S.A.) disqualified until further order. He says he never got the letter at {rural}.
§ N.S.W. d/l {lic_nsw}, heavy rigid; points: 11.
§ Our client was born {dob_w}; the hospital says {dob_n}. Her licence, {lic_vic} from VicRoads, follows the hospital.
§ On {dob_w} she was born at the Mater, the second of twins; her brother {given0} did not live.
§ DOB conflict: intake has {dob_n}, Centrelink has {dob_n}. Ask {given0}'s mother.
§ Dictated by {initials}, typed by {given0}: the children's birthdays are {dob_w} and {dob_w}, please fix the schedule.
§ Scanned tax return, page 1, boxes read by machine: TFN {tfn_boxes}; name {caps}; {dob_boxes} (date of birth).
§ The boxes on the claim form come out as {medicare_boxes} for the Medicare number and {acct_boxes} for the account.
§ {family_first} gives her family name first; the registry has entered it the other way round on every document.
§ Interpreter booked for {family_first} at ten and, after lunch, for {family_first}. Neither is to be named in court.
§ She was in Busselton, at {street}, when the first letter came, and in Inala, at {street}, for the second.
§ The lease is of {unit_of}, with one car space, to {person} for twelve months from 8 May.
§ {person}, also known as {two_given}, is the registered proprietor of {unit_of}.
§ To whom it may concern: {two_given} has volunteered at this centre each Wednesday since 2022. {person}, manager
§ Ring {given0} on {land} ext 214, or after six on {local}, the home line.
§ Statement of {person}'s carer. I have looked after {given} since her stroke. Her pension goes in on Thursdays, \
{acct} with BSB {bsb}.
§ Objection is taken to paragraphs 4 to 9 of the affidavit of {person} affirmed 2 May and to the whole of {family}'s \
annexure C.
§ What we have for him: mobile on {mobile}, emails as {email}, sleeps at {street}, born {dob_n}, answers to {given0}.
§ The bequest reads "to my god-daughter {two_given} of {rural} my piano and to {given0} the stool".
§ Mother deposes that {given0}, then nine, rang her on {mobile} from the boot of Mr {family0}'s car.
§ Any cheque should be drawn to {dotted}, not to {two_given}, since the bank will not have both.
§ Between ourselves, {given0}, I don't believe a word Mrs {family0} says, and nor does {dotted}, who is against us.
""".removeprefix("§ ")
    .strip("\n")
    .split("\n§ ")
)
