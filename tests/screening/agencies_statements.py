"""Statements in the first person, interviews, notes of calls and lawyers' prompts, with personal data."""

from __future__ import annotations

STATEMENTS: tuple[str, ...] = (
    # Statements
    "My name is {woman}. I am 44 years old and I live at {address} with my husband and our two boys.",
    "I, {caps}, of {address}, retired nurse, say on oath as follows.",
    "I was born on {dob_said} at Lae in Papua New Guinea, and came to Queensland as a child with my aunt.",
    "I have known {man} for about twenty years. We both coached the under twelves, and he lives two streets away from"
    " me, at {near}.",
    "At about half past six I heard a bang. I saw {child} from number 9 running down the driveway and yelling out to"
    " {child} to get the hose.",
    "I rang my supervisor, {man}, on {mobile}. There was no answer, so I sent him a text saying that the guard was off"
    " the machine.",
    "When they asked for identification I gave them my licence, which is {licence}, and my Medicare card, {medicare}.",
    "I still have my old passport. The number on it is {passport}, and the visa is on page 11.",
    "On the phone he told me to move my savings to a safe account. He gave me the BSB {bsb} and the account number"
    " {account} and stayed on the line while I did it.",
    "I read out the sixteen numbers on the front of my card, {card}, because the lady said she was from the bank.",
    "I make this statement of my own free will. I can be contacted on {phone} or at {email}.",
    "My daughter {girl} was born on {dob_child}. Her father has not seen her since she started school.",
    "I have worked as a sole trader since 2009. My ABN is {abn}, and I do all of my own books.",
    "After we separated I changed the password on the tablet, but {child} guessed it straight away because it was only"
    " {passphrase}.",
    "The e-mail came from {email}, which I had never seen before, and it was signed with my own name, {anyone}.",
    "The man showed me a South Australian licence. I wrote the number, {sa}, on the back of my hand.",
    "I gave Mr {family} a copy of my payslip, and I can see now that it had my tax file number, {tfn}, printed at the"
    " bottom.",
    "He has my super details because my TFN, {tfn}, was on the form that we filled in together.",
    "My nephew {boy} drove me to the hospital in Lismore. The clerk asked for my Medicare number, and I read it from"
    " the card: {medicare}.",
    # Interviews
    "Q. What is your full name?\nA. {anyone}.\nQ. And your date of birth?\nA. {dob_said}.\nQ. Where do you live at the"
    " moment?\nA. {near}.",
    "Q: Whose phone number is {mobile}?\nA: That's my ex-wife's.\nQ: And her name?\nA: {woman}.",
    "INTERVIEWER: Do you have your driver's licence there?\nRESPONDENT: Yeah. It's {licence}.\nINTERVIEWER: And it's"
    " current?\nRESPONDENT: Until next year.",
    "Q44 Who else was in the car?\nA Just me and {given0}, and {given0} in the back.\nQ45 Do you know their"
    " surnames?\nA {given} is a {family}, I think.",
    "CASE OFFICER: Which passport did you use to board in Colombo?\nAPPLICANT (through interpreter): The one with"
    " number {foreign}. My brother {boy} has it now.",
    "COUNSEL: Which account was the rent paid into?\nWITNESS: BSB {bsb}, account {account}.\nCOUNSEL: In whose"
    " name?\nWITNESS: My father's.",
    "Q. Did you give anybody your internet banking password?\nA. No. Well, I told {child} it was {passphrase}, years"
    " ago.",
    "Investigator: The log shows a sign-in from {ip}. Is that your home connection?\nEmployee: I wouldn't know. I use"
    " the wifi at my partner's place, {near}.",
    "Q. You were paid under an ABN?\nA. Yes. {abn}.\nQ. Who told you to get one?\nA. {anyone}, the bloke who ran the"
    " gang.",
    # Notes of calls and attendances
    "Call in, 10.15. {woman} rang about her mother's will. Mother is {woman}, in care at Taree. Call back on {mobile}"
    " after three.",
    "Attended on Mr {family} at the remand centre. He wants his keys given to {anyone} at {near}. Told him we would"
    " ask.",
    "Spoke to {woman} of the body corporate committee, {landline}. She will send the minutes to us and to {email}.",
    "Client says that the Legal Aid letter went to the wrong place. Right place is {address}. Also changed mobile, now"
    " {mobile}.",
    "Identity verified face to face: passport {passport}, licence {licence}, both in the name of {anyone}, born"
    " {dob_noted}.",
    "Left message for {initials} on {phone}. If she rings while I am out, tell her the hearing is now on the 8th.",
    "Refund of fees: {initials}, {bsb}, {account}. Please do it before Friday.",
    # Prompts to an assistant
    "My client, {woman}, was dismissed from a childcare centre in Tarneit after she complained about ratios. She was"
    " born on {dob_said}. Does she have a general protections claim, and what is the time limit?",
    "My client, {man}, lives at {address}. His neighbour wants to remove a dividing fence. Which Act applies?",
    "Draft a letter of demand to {anyone}, {address}, for $13,200 owing under a loan agreement. Repayment is to be"
    " made to BSB {bsb} account {account}.",
    "Could you put the following into numbered paragraphs for an affidavit: I am {anyone}, I was born on {dob_said}, I"
    " have two children, {child} and {child}, and I have lived apart from {child} since May.",
    "I act for {man} (passport {foreign}), whose protection visa was refused. Summarise the case law on complementary"
    " protection.",
    "Summarise this for me: the insured, {man}, licence {licence}, hit a kangaroo near Cobar and the insurer says that"
    " he was not licensed to tow.",
    "We need a Jones v Dunkel submission. The other side did not call {anyone}, who was in the room, or {anyone}, who"
    " took the notes.",
    "Write an e-mail to my client at {email} telling him that the mediation is on 4 March. His first name is {boy}.",
    "What should a defence say where the plaintiff, Mr {family}, pleads that our client sent the e-mails from {ip} but"
    " the log is only a printout?",
    "Prepare a stat dec for {woman}, occupation chef, of {address}, saying that she lost her passport, {passport}, on"
    " a ferry.",
    "Please check whether this clause is enforceable. The guarantor is {woman}, date of birth {dob_noted}, driver"
    " licence {vic}, and she does not read English.",
    "Client is a carpenter on ABN {abn}, hurt his back at a site in Berwick. Is he a worker under the Victorian Act?"
    " His name is {man} and he can talk on {mobile}.",
    "Is a debtor entitled to the return of a card payment? He paid with {card} and the company, ACN {acn}, went into"
    " liquidation the next day.",
    "Our client's mother sent the deposit from the Netherlands ({iban_nl}). Does FIRB approval matter where the buyer,"
    " {anyone}, is a permanent resident?",
    "The wife says that the husband keeps money at an account with IBAN {iban}. Draft a request for disclosure to him"
    " at {email}.",
    "I want a chronology. {man} was born on {dob_old}; married {woman} in 1998; bought the house at {near} in 2003;"
    " separated in 2021.",
    "Advise whether {woman}, an employee of Numbat Mining Pty Ltd (ACN {acn}), can keep the car. She wrote from"
    " {email}.",
    "For testing our matter system I am pasting the config, please tell me why it fails: base_url is right, api_key is"
    " {key}, timeout is 30.",
    "Our precedent bank asks for a token when I run the script. I used {key} and got a 403. What does that mean?",
    "The client portal login is {email} with password {passphrase}. Please tell me how I should word the instruction"
    " to counsel on using it.",
    "Can my client, {lower}, get bail? 19 years old, lives with nan at {near} and has no priors",
    "hi, quick one. tenant {lower} (mobile {mobile}) says the bond of $2,080 was never lodged. where do we complain in"
    " Queensland?",
    "Please turn these into a letter to the ATO: client {woman}, TFN {tfn}, asks for remission of the general interest"
    " charge because she was in hospital from March.",
    "The company that sold the franchise is Gumnut Coffee Pty Ltd, ACN {acn}, and the person we dealt with was"
    " {anyone} on {mobile}. Is there a claim for misleading conduct?",
    "I asked for my wages to be paid to my wife's account because mine was frozen. Hers is with Westpac, BSB {bsb},"
    " account {account}.",
    "The driver's licence that I had then was a Northern Territory one, number {nt}, and I changed it for a Queensland"
    " one, {qld}, when we moved.",
    "My client was charged $880 on his card, {card}, for a training course that never ran. Who is the right"
    " respondent?",
    "Is this enough to prove publication: the post was made from {ip}, and my client's brother, {man}, admits that he"
    " was home alone?",
    "The website hosting account still has the old partner's password, {passphrase}, and he is refusing to hand over"
    " the domain. What orders can we seek?",
)
