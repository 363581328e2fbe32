"""Letters to and from agencies, schools, hospitals, banks and insurers, with personal data."""

from __future__ import annotations

LETTERS: tuple[str, ...] = (
    # Benefits and disability
    "Dear Ms {family}\n\nWe have decided that you were paid $4,318.60 more Parenting Payment than you should have been"
    " between 3 July and 11 December. Our records show your address as {address}; if you have moved, tell us within 14"
    " days.",
    "I am writing on behalf of my mother, {woman}, who was born on {dob_old} and lives alone at {near}. Centrelink"
    " stopped her Age Pension on 2 May and nobody has told her why.",
    "Please pay any arrears into the account Mr {family} has always used, which is BSB {bsb}, account number"
    " {account}, and confirm to us in writing when that has been done.",
    "The National Disability Insurance Agency has approved supports for {anyone} ({dob_said}) for twelve months. The"
    " plan nominee is the participant's sister, {woman}, who can be reached on {mobile}.",
    "You asked us to review the decision not to fund a power wheelchair for {anyone}. We rang you on {phone} on two"
    " occasions and left a message each time.",
    "Our client's Disability Support Pension was cancelled because a letter went to {near}, where she has not lived"
    " since the separation.",
    "To help us find your record, please have ready your Medicare card. The card we hold for you is numbered"
    " {medicare}, and it expires in March.",
    "The claimant, {anyone}, provided the following as proof of identity: a driver licence issued in Queensland,"
    " number {qld}; a Medicare card, number {medicare_ref}; and a rates notice addressed to {block}",
    "Carer Allowance for {man}, your son, born {dob_child}, ends on his sixteenth birthday.",
    "We could not process the transfer because the BSB you gave, {bsb}, does not belong to the bank named on your"
    " form.",
    # Tax and superannuation
    "Dear {anyone}\n\nWe have amended your assessment for the 2023 income year. Please quote your tax file number,"
    " {tfn}, whenever you write to us about this notice.",
    "We act for the trustee of the late {anyone}. The deceased's TFN was {tfn} and the final return has not yet been"
    " lodged.",
    "Our member, {man}, asks that the whole of his benefit be rolled over. His tax file number is {tfn}, he was born"
    " on {dob}, and he can be telephoned at work on {landline}.",
    "Mr {family} traded as a tiler under ABN {abn} until June, when he became an employee of Southern Cross Interiors"
    " Pty Ltd (ACN {acn}).",
    "The Commissioner says that the invoices quoted an Australian Business Number, {abn}, which had been cancelled two"
    " years before the work was done.",
    "The taxpayer's return was lodged through an agent who had written down TFN {tfn} in place of her own, which is"
    " {tfn}.",
    "Refunds for the activity statement went to an account at a credit union (BSB {bsb}, account {account}) that the"
    " taxpayer says she never opened.",
    "Dear Trustee\n\nI wish to nominate my wife, {woman}, of {address}, to receive my death benefit. Her date of birth"
    " is {dob}.",
    "The superannuation guarantee charge is owed by Brolga Freight Pty Limited, ACN {acn}, whose sole director,"
    " {anyone}, lives at {address}.",
    "You can find the amount withheld on the payment summary for employee {surname_first}, TFN {tfn}.",
    # Immigration
    "Dear Mr {family}\n\nYour application for a Partner (Temporary) (class UK) visa has been refused. You travelled to"
    " Australia on passport {foreign} and were last granted a bridging visa on 9 August.",
    "The applicant, {man}, is stateless. He was born on {dob_said} in a refugee camp and holds no passport; his wife"
    " holds Australian passport {passport}.",
    "The sponsor is {anyone}, an Australian citizen, whose passport number is {passport} and who has lived at"
    " {address} since 2017.",
    "Please update the contact details on the departmental file. The review applicant's new e-mail address is {email}"
    " and her new mobile is {mobile}.",
    "Identity remains unresolved: the passport presented at the border, {foreign}, was in the name of {anyone}, while"
    " the national identity card gave a date of birth of {dob_said}.",
    "At interview the visa holder gave a telephone number overseas, {abroad}, as that of her aunt, {woman}.",
    "Ms {family}'s former migration agent took a copy of her passport (No {foreign}) and never gave the original back.",
    "We note the citizenship application of {anyone}, born {dob_said}, lodged with passport {foreign} and driver"
    " licence {licence}.",
    # Police, prisons, courts' registries
    "I refer to your request under the Freedom of Information Act for the records held about {anyone}, date of birth"
    " {dob}. Forty-one documents fall within the request.",
    "Prisoner {surname_first} was received into reception on 4 February. Next of kin: his partner, {man}, telephone"
    " {phone}.",
    "Since his release on parole Mr {family} has lived at {near} with his grandmother, {woman}, and reports every"
    " Tuesday.",
    "The infringement was issued to the holder of Victorian licence {vic}, who has since nominated {anyone} as the"
    " driver of the vehicle.",
    "Your driver licence, number {nsw}, is suspended for three months from 1 July. You must not drive in New South"
    " Wales in that time.",
    "The Registrar of Motor Vehicles says South Australian licence {sa} belonged to the respondent at all relevant"
    " times.",
    "Officers who stopped the utility on the Great Northern Highway were shown a Western Australian licence, {wa}, in"
    " the name of {anyone}.",
    "She surrendered her Tasmanian driver's licence ({tas}) at the Burnie counter and asked for a receipt.",
    "A Northern Territory licence numbered {nt} was found in the glovebox with a receipt made out to {anyone}.",
    "His ACT licence, {act}, had lapsed in January, and the insurer declined the claim for that reason alone.",
    # Schools, hospitals, universities
    "Dear Mr and Mrs {family}\n\nI write about an incident in the playground involving {given0}, which our deputy"
    " principal discussed with you on {phone}.",
    "{woman} presented to the Emergency Department at 02:40. She is a diabetic, born {dob_said}, Medicare {medicare},"
    " and was brought in by her cousin {boy}.",
    "Thank you for referring this pleasant shearer, {man} (DOB {dob_noted}), whom I saw in my rooms at the request of"
    " his insurer.",
    "Re: {caps}\nDOB: {dob_noted}\nMedicare: {medicare_ref}\nAddress: {address}\n\nThis man ruptured his left Achilles"
    " tendon while loading a truck.",
    "The school was told by telephone that {woman} would be collected from the office by her uncle, {man}, and took a"
    " copy of his licence ({licence}).",
    "The allegation is that the student, {anyone}, sat an online examination from the address {ip} while a second"
    " person, logged in from {ip}, answered the questions.",
    "Dear {child}\n\nThe Academic Misconduct Committee has upheld the allegation against you. A copy of this letter"
    " was sent to your private address, {email}, because your student account is locked.",
    "Our audit log has the essay being uploaded at 23:51 from {ip}, an address that the University does not own.",
    "We hold immunisation records for {woman}, born {dob_child}, under her mother's Medicare number, {medicare}.",
    # Banks, credit and land
    "Your complaint is that the bank raised your credit limit without asking about your income. The card in question"
    " is your Low Rate card, {card}.",
    "The lender says that {anyone} signed the contract electronically from IP address {ip} after a code was sent to"
    " {mobile}.",
    "The borrower is {anyone} of {address}. The amount of credit is $18,750.00 and the annual percentage rate is"
    " 23.5%. Repayments are debited from BSB {bsb} account {account}.",
    "The transferor's solicitors have asked for the balance to be paid by cheque to {anyone} and by bank transfer to"
    " {bsb} {account}.",
    "The registered proprietors as joint tenants are {anyone} and {anyone}, both of {address}.",
    "The caveator, {man}, claims an equitable interest in the land and gives as his address for service {address} and"
    " as his e-mail {email}.",
    "On 12 March an unknown person used the complainant's card, {card}, to book four flights and a hotel in Bali.",
    "Funds of the estate held in Rotterdam were sent from IBAN {iban_nl} and reached the executor's account in Hobart"
    " six days later.",
    "The overseas pension is still paid by the Greek fund to {iban_gr}, over which her nephew {man} has a mandate.",
    # Insurers, adjusters, agents
    "We attended the insured's home at {address} on the morning after the storm and were shown around by her"
    " son-in-law, {man}.",
    "The insured, {anyone}, paid the excess by credit card ({card}) and asked that the settlement go to BSB {bsb},"
    " account no. {account}.",
    "The at-fault driver gave his name as {man}, his licence as {licence} and his number as {mobile}, but the number"
    " does not connect.",
    "In my view the fire began in the ceiling space above the laundry. The tenant, Ms {family}, was at work, which her"
    " supervisor confirmed to me on {landline}.",
    "Dear {anyone}\n\nYour lease of {address} ends on 30 September. Please tell us by text on {mobile} or by e-mail to"
    " {email} whether you would like to stay.",
    "The vendor has instructed our agency that she can be contacted only through her daughter {girl} at {email} while"
    " she is in hospital.",
    "Keys for {near} were handed to the tenant's brother, {man}, who showed us licence {licence}.",
    "The bond was lodged in two names, {anyone} and {anyone}, and is to be refunded to account {account} with BSB"
    " {bsb}.",
    "Surveillance was carried out at {near} on three days. The subject was seen to carry a gas cylinder without any"
    " sign of discomfort, and later drove to his brother's house at {near}.",
    # Workplaces and ombudsmen
    "You told the Fair Work Ombudsman that {anyone}, who runs the restaurant under ABN {abn}, paid you $14 an hour in"
    " cash.",
    "The complainant says the council published her home address, {address}, and her telephone number, {phone}, with"
    " its business papers.",
    "We have spoken with {anyone}, who worked night shift with you, and with {anyone}, who did the rosters. Neither"
    " supports the allegation.",
    "Dear Ombudsman\n\nMy name is {woman} and I am a prisoner at Casuarina. My mail is being opened although it comes"
    " from my lawyer. My sister is at {box} if you want to write to her.",
    "The agency disclosed the complainant's passport number ({passport}) and date of birth ({dob_said}) to a former"
    " partner, which was an interference with her privacy.",
    "Nobody at the telco asked for more than a date of birth, {dob_said}, before handing over control of {mobile} to"
    " the fraudster.",
    "For the refund we need your full name, a BSB and an account. You have given us {mixed}, {bsb} and {account};"
    " please check them.",
    "The notice was returned unclaimed from {box}. We then tried {email}, which bounced.",
    "I am the owner of the land at {rural}, and I object to the grant of the exploration licence over it.",
    "The former employee kept her work laptop, and her password, {passphrase}, still opens the payroll system.",
    "The contractor left the key for the storage account, {key}, in a public repository, and the Commissioner was told"
    " nine days later.",
    "We will pay your United Kingdom pension arrears to the account you nominated, {iban_gb}, in the first week of"
    " each month.",
    "The registered office of the employer, Pelican Scaffold Pty Ltd (ACN {acn}), is now the sole director's garage at"
    " {near}.",
    "The officer wrote the shared password for the case system, {passphrase}, on a note stuck to the monitor, where"
    " visitors could read it.",
    "Ms {family} complained that the hotel had kept an image of both sides of her credit card, number {card}, for six"
    " years.",
    "Please send the Medicare rebate to my son. I am on his card, {medicare_ref}, although I no longer live with him.",
)
