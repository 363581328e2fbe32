"""Texts in a third set of registers: instructions to an assistant, court papers, police and medical notes, business.

Frozen: written before the rules for names were tuned again, and measured once before anything was changed for it. To
tune, use `practice`.
`python -m tests.screening.papers COUNT SEED [--obfuscated]` writes them as JSON lines, as `corpus` does.
"""

from __future__ import annotations

import sys
from random import Random

from tests.screening.corpus import Labelled, obfuscate, write
from tests.screening.registers import people_of, texts

PEOPLE = people_of(
    """
    Graham/Whitaker, Judith/Pemberton, Shane/Dalgleish, Narelle/Cusack, Brett/Lonergan, Kerrie/Mathieson,
    Douglas/Farquhar, Rhonda/Skelton, Ashleigh/Tranter, Mitchell/Grogan, Corey/Baxter, Jacinta/Moloney,
    Benjamin/Abernathy, Georgia/Hollis, Elspeth/Drummond, Rowan/Tipping, Phillipa/Lavender, Keith/Nankervis,
    Jindalee/Marrawal, Tjakura/Nampijinpa, Lowanna/Bancroft, Hoang/Luu, Bich Ngoc/Trinh, Khanh/Doan, Yen/Phan,
    Guo/Shen, Yuxuan/Xu, Siu Fong/Leung, Chun Kit/Yip, Haruka/Nakamura, Kenji/Watanabe, Soo-bin/Jeon, Dae/Yoon,
    Niran/Suwannarat, Ketut/Suardana, Rosalinda/Bautista, Efren/Magsaysay, Jaswinder/Dhaliwal, Navjot/Brar,
    Meenakshi/Subramaniam, Rohan/Deshpande, Sumudu/Wickramasinghe, Dinesh/Rajapaksa, Imran/Qureshi, Sadia/Malik,
    Mahmoud/El-Sayed, Rima/Chahine, Fadi/Boutros, Parviz/Ahmadi, Nasrin/Karimi, Farhad/Sultani, Cem/Aydin,
    Elif/Ozturk, Dimitra/Pappas, Andreas/Christodoulou, Rosaria/Lombardi, Domenico/Calabrese, Vesna/Markovic,
    Slobodan/Djordjevic, Tomasz/Zielinski, Halina/Wisniewska, Larysa/Melnyk, Femke/Bakker, Joost/van Dijk,
    Lieselotte/Baumgartner, Gunther/Vogel, Pilar/Echeverria, Rodrigo/Fuentes, Nyibol/Ajak, Deng/Mabior,
    Ngozi/Eze, Kwame/Boateng, Tapiwa/Mutasa, Mele/Vaka, Filipo/Tuilagi, Kahurangi/Paki, Grainne/Mulcahy,
    Fergus/MacAllister, Celeste/Fournier, Ingrid/Lindqvist, Shira/Goldberg, Yared/Haile, Ifrah/Abdi, Alan/Frost,
    Julie/Pratt, Stephen/Nolan, Karen/Weatherall, Christopher/Yee, Amanda/Fong, Anthony/Sgro, Linda/Zahra
    """
)
POSITIVE = (
    # Instructions to an assistant
    "Draft a letter of demand to {person} for the unpaid invoices. Her address is {address}.",
    "Summarise the evidence of {person} and say whether {family} is credible.",
    "My client is {person}. She wants to know if she can contest the will of her uncle {person}.",
    "Can you check this? {person} (phone {phone}) wants to withdraw from the joint venture.",
    "Rewrite this e-mail to {person} so that it is less aggressive.",
    "I am acting for the husband, {person}, in property proceedings against {person}.",
    "We need a chronology. {person} started work in 2016. {family} was dismissed in 2021.",
    "Prepare an affidavit for {person} about the accident on Parramatta Road.",
    "What are the prospects of {person} in an unfair dismissal claim?",
    "Please help me write a reference for {person}, who has worked for us for six years.",
    "Translate this message from {person} into plain English.",
    "Assume that {person} lent {person} $20,000 without a written agreement.",
    "Is it defamation if {person} posts that {person} stole from the club?",
    "My landlord is called {person} and lives at {address}.",
    "Include my details: {person}, {address}, {phone}, {email}.",
    "For the form: TFN {tfn}, born {dob}, Medicare {medicare}.",
    "Fill in the direct debit: BSB {bsb}, account no. {account}, name {person}.",
    "Here is my licence number for the application: {licence}",
    "My passport number is {passport}. Do I need it for the notary?",
    # Letters of demand, correspondence between firms
    "Dear Ms {family0},\nYour client: {person}\nOur client: {person}",
    "We are instructed by {person} to demand payment of $4,300.",
    "Unless Mr {family0} pays within seven days, proceedings will follow.",
    "We refer to our telephone conversation with {person} of your office.",
    "Our client denies that she ever met Mr {family0} or his partner, {person}.",
    "Please remit to BSB {bsb} account {account} and quote our reference.",
    "Kindly direct correspondence to {email} or to {box}.",
    "Yours sincerely\n{person}\nSpecial Counsel\nDirect {phone}",
    "cc {person}, {person}",
    "By e-mail: {email}\nAttention: {person}",
    # Court papers
    "{caps}\nApplicant\n\nand\n\n{caps}\nRespondent",
    "The first respondent, {person}, was the sole director of the company.",
    "The second plaintiff is {person}. She is the widow of {person}.",
    "The Court heard from {person}, who manages the site, and from {person}, who does not.",
    "Mr {family0} appeared for the applicant; Ms {family0} appeared for the respondent.",
    "Annexure B is a statutory declaration made by {person} on 4 May 2022.",
    "The deceased is survived by his wife {person} and by his children {person} and {person}.",
    "{person}, aged 42, was the passenger. {family} suffered a fracture.",
    "I, {person} of {address}, do solemnly and sincerely declare:",
    "Deponent: {person}\nFiled for: the Applicant",
    "Served on {person} personally at {address} at 4.10 pm.",
    "Person to be examined: {person}",
    "Subpoena to give evidence addressed to {person}",
    "A consent order was signed by {person} and {person} on 6 June.",
    # Police facts, statements
    "About 11.40 pm the accused, {person}, drove from the hotel. Police stopped {family} at a breath test.",
    "VICTIM: {person} DOB {dob}\nPOI: {person} DOB {dob}",
    "Senior Constable {family0} cautioned the young person.",
    "Witness {person} told police that she had seen a white van.",
    "My name is {person}. I was born on {dob}. I live at {address}.",
    "The informant, {initials}, gave the number plate.",
    "He gave the name {person} and a date of birth of {dob}.",
    "She was the registered owner. Licence no. {licence}.",
    "The complainant's mobile number ({phone}) was found in the accused's contacts.",
    # Medical and expert notes
    "Re: {person}, DOB: {dob}, Medicare no. {medicare}",
    "Thank you for referring {person}, who is 58 and works as a welder.",
    "Mrs {family0} presented with lower back pain. I reviewed Mrs {family} again in May.",
    "Treating doctor: Dr {given0} {family}",
    "Pt: {surname_first}. NOK: {person}.",
    "Professor {family0} disagrees with Dr {family0} on causation.",
    "Psychologist {person} assessed {person} over three sessions.",
    # Wills, deeds, conveyancing, tenancy
    "I leave my jewellery to my niece {person} and my shares to my friend {person}.",
    "Vendor: {person} and {person}\nPurchaser: {person} and/or nominee",
    "Guarantor: {person} of {address}, driver licence {licence}",
    "The lessee is {person} and the guarantor is {person}.",
    "Transfer from {caps} to {caps} as joint tenants",
    "SIGNED SEALED AND DELIVERED by {caps} in the presence of {person}",
    "Tenant 1: {person}, mobile {phone}\nTenant 2: {person}, mobile {phone}",
    "Property manager {person} inspected on Thursday.",
    "The registered proprietor, {person}, mortgaged the land in 2011.",
    # Business, minutes, personnel, support
    "Present: {person} (chair), {person}, {person}\nApologies: {person}",
    "{person} moved, {person} seconded, that the accounts be adopted.",
    "Minutes taken by {person}.",
    "Director: {person}, appointed 1 July 2019\nSecretary: {person}",
    "Termination of {person}: meeting with {person} from human resources at 2 pm.",
    "Ticket 4417 opened by {person} <{email}>: cannot log in from {ip}.",
    "Assigned to {person}. Reporter: {person}.",
    "Invoice to: {person}, {address}. ABN {abn}.",
    "Trading as Ironbark Fencing, ABN {abn}, contact {person}.",
    "Company secretary of Wattlebird Mining Pty Ltd (ACN {acn}) since 2014: {person}.",
    "Card on file: {card}, holder {person}.",
    "Remit in euro to IBAN {iban}.",
    "Superannuation member {person}, TFN: {tfn}, beneficiary {person} (spouse).",
    "Performance review\nEmployee: {person}\nManager: {person}",
    "Please ask {person} to sign by Friday.",
    "{person} has resigned as trustee.",
    "{person} is the new chief executive.",
    "Meeting w {person} Tues 3pm re settlement",
    # Messages and dictation
    "hello this is {person} im calling about my court date can you call me on {phone}",
    "spoke to {person} today she reckons the bond was never lodged",
    "{given0}: are you coming tomorrow\n{given0}: yes at nine",
    "my ex husband {person} earns cash and hides it",
    "New paragraph. The wife says that {person} moved out in March. Full stop.",
    "do i have to pay {person} back if there was no contract",
    "text me {phone} or email {email}",
    "i live at {address} and want to fight my fine",
    # Machines
    '{{"party": "{person}", "role": "applicant", "email": "{email}", "mobile": "{phone}"}}',
    "client_name: {person}\nclient_dob: {dob}\nclient_tfn: {tfn}",
    "<name>{person}</name><phone>{phone}</phone><licence>{licence}</licence>",
    "id,client,dob,phone\n17,{person},{dob},{phone}\n18,{person},{dob},{phone}",
    "DATABASE_URL=postgres://app:{password}@db.internal:5432/matters",
    "curl https://api.example.com -H 'X-Api-Key: {secret}'",
    "slack_token = '{secret}'",
)
NEGATIVE = (
    "Browne v Dunn (1893) 6 R 67 requires the point to be put to the witness.",
    "See Barker v Wingo, Jones v Bartlett (2000) 205 CLR 166 and Re Wakim; Ex parte McNally (1999) 198 CLR 511.",
    "As Smith J said in Lambert v Weichelt (1954) 28 ALJ 282, the discretion is wide.",
    "R v Keogh (No 2) (2014) 121 SASR 307; R v Chamberlain (1983) 72 FLR 1.",
    "per Allsop CJ, Besanko and Middleton JJ at [45]; Perram J dissenting at [112].",
    "Gummow ACJ, Hayne, Crennan, Kiefel and Bell JJ allowed the appeal.",
    "Justice Mary Gaudron wrote separately.",
    "In Craig v South Australia (1995) 184 CLR 163 certiorari was confined.",
    "In the Marriage of Kennon (1997) 22 Fam LR 1 remains authority on contributions.",
    "In the matter of Idylic Solutions Pty Ltd [2012] NSWSC 568, Ward J reviewed the cases.",
    "Ex parte Aala was applied in Minister for Immigration v Li (2013) 249 CLR 332.",
    "Palmer Bruyn & Parker Pty Ltd v Parsons (2001) 208 CLR 388 concerned injurious falsehood.",
    "Wilson v Anderson [2002] HCA 29; Fejo v Northern Territory (1998) 195 CLR 96.",
    "The Anton Piller order and the Mareva injunction need full disclosure; so does a Norwich Pharmacal order.",
    "The Calderbank offer expired; the Jones v Dunkel inference was not drawn; Hearne v Street applied.",
    "The rule in Browne v Dunn, the Briginshaw standard and the Wednesbury test are distinct.",
    "Freehills and King & Wood Mallesons acted; Clayton Utz and Minter Ellison were also retained.",
    "Ernst & Young, Price Waterhouse and Arthur Andersen audited the group.",
    "David Jones, Myer, Harris Scarfe and Best & Less are retailers.",
    "Macquarie University, Charles Sturt University and James Cook University offer law.",
    "St Vincent's Hospital, Royal Prince Alfred Hospital and Sir Charles Gairdner Hospital were notified.",
    "Alice Springs, Mount Isa, Port Augusta, Katherine and Charters Towers are remote.",
    "Victoria Park, Albert Park, Lane Cove, Elizabeth Bay and Margaret River are places.",
    "The William Street office and the Pitt Street Mall store closed.",
    "Lane Cove Council, Shire of Augusta Margaret River and City of Stirling made by-laws.",
    "The Sherman Act, the Clayton Act and the Ralph Report were cited.",
    "What is the limitation period for a Breach of Contract claim in Western Australia?",
    "Terms and Conditions, Privacy Policy and Cookie Notice apply. Conditions Precedent must be met.",
    "The Senate Standing Committee on Legal and Constitutional Affairs reported in June 2018.",
    "Statement of Agreed Facts, Notice of Appeal, Originating Process and Further Amended Defence are listed.",
    "Explain Good Faith, Unconscionable Conduct and Promissory Estoppel in Contract Law.",
    "The Treasurer, Attorney-General and Minister for Home Affairs were parties.",
    "Good Friday, Easter Monday, Boxing Day and Anzac Day are excluded.",
    "The premium rose from $1,204.50 to $1,310.75 on 30/06/2024, an increase of 8.82%.",
    "Tribunal file 2023/0091724-001, lot 12 DP 1098765, was adjourned to 14 August 2025 at 10:15.",
    "The vessel MV Lady Gwendolen collided with the Wagon Mound and the Sea Angel.",
    "Title Reference 50123456, Volume 11234 Folio 567, Parish of St George.",
    "Section 60CC(2)(a), regulation 2.12(1)(b) and rule 13.04 apply; so does Schedule 1 item 12.",
    "Visa subclass 482 costs $3,115; form 1229 is for minors; refer to PAM3.",
    "Microsoft Teams, Adobe Sign, Google Drive and Lexis Advance were used.",
    "Order the transcript by 12 noon; see pages 101-118 and lines 5-9.",
    "The Harman undertaking and the Hague Convention bind the parties.",
    "Latham CJ's judgment is quoted in Lockhart J's reasons; Dixon J agreed.",
)


def make(chance: Random) -> Labelled:
    """Two to five pieces, some of them with personal data."""
    return texts(chance, POSITIVE, NEGATIVE, PEOPLE)


if __name__ == "__main__":
    write(make, obfuscate, sys.argv[1:])
