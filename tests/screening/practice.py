"""Texts to tune rules on: the same registers as `registers`, in other words and with other people.

`python -m tests.screening.practice COUNT SEED [--obfuscated]` writes them as JSON lines.
"""

from __future__ import annotations

import sys
from random import Random

from tests.screening.corpus import Labelled, obfuscate, write
from tests.screening.registers import people_of, texts

PEOPLE = people_of(
    """
    Kylie/Worthington, Bruce/Mackenzie, Jarrod/Pym, Leanne/Staunton, Trudy/Hollingworth, Clem/Okely, Merle/Burgess,
    Tuyet/Vo, Duc Anh/Bui, Ngoc/Truong, Li Na/Zhou, Wen/Fung, Siew Lan/Ong, Takeshi/Mori, Ji-woo/Park, Rosario/Santos,
    Gagandeep/Dhillon, Lakshmi/Iyer, Chaminda/Silva, Rashida/Hossain, Layla/Khoury, Tarek/Nasser, Darius/Rahimi,
    Emine/Yildiz, Kostas/Papas, Vasiliki/Manos, Rocco/De Luca, Concetta/Romano, Milica/Jovic, Branko/Ilic,
    Katarzyna/Wojcik, Dmytro/Koval, Hendrik/van den Berg, Liesbeth/ter Horst, Paulo/Mendes, Guadalupe/Ortiz,
    Nyadak/Chol, Emeka/Nwosu, Rudo/Chikwanha, Semisi/Tupou, Ana/Faleolo, Hemi/Ngata, Niamh/O'Keefe, Declan/Byrne,
    Marie-Claire/Dubois, Sigrid/Haugen, Moshe/Adler, Selam/Tesfaye, Amina/Farah, Warrick/Jagamarra, Colin/Ede
    """
)
POSITIVE = (
    "Attendance note: {person}, mob {phone}. Advice re will.",
    "New enquiry - {person} (DOB {dob}) - parenting orders.",
    "Spoke to {person}. She will email the lease to {email}.",
    "Other party: {person}; their solicitor is {person}.",
    "ID sighted: driver licence {licence}, passport {passport}.",
    "Wife {person} and stepson {person} also live there.",
    "Mr {family0} rang at 3 pm; Ms {family0} was not in.",
    "To: {person} <{email}>; Cc: {person} <{email}>",
    "Hello {given}, could you send me your bank details?",
    "Warm regards,\n{person}\nSenior Associate\nT {phone}",
    "On Friday {person} emailed to say the goods were faulty.",
    "{person} wrote:\n> we will be there at ten",
    "I have moved to {address}. Mail still goes to {box}.",
    "Refund to BSB {bsb} Account {account} please.",
    "MR {caps_family}: No further questions.",
    "Q. What is your full name? A. {person}.",
    "Q. When were you born? A. {dob}.",
    "A. I went with {person} to the bank.",
    "THE WITNESS {caps} was recalled.",
    "I, {person}, solicitor, make oath and say as follows.",
    "I know {person} through church.",
    "In 2018 {person} lent me money. {family} never asked for it back.",
    "Sworn at Dubbo by {person} on 4 May 2023",
    "BETWEEN {caps} (the Vendor) and {caps} (the Purchaser)",
    "SIGNED by {caps}",
    "My executors are {person} and {person}.",
    "The children are {person} (born {dob}) and {person} (born {dob}).",
    "| Client | Birth date | Licence |\n|---|---|---|\n| {person} | {dob} | {licence} |",
    "Name\tDOB\tMobile\n{person}\t{dob}\t{phone}",
    "name;email;bsb;account\n{person};{email};{bsb};{account}",
    "Family name: {family0}\nGiven name(s): {given}",
    "Name (surname first): {surname_first}",
    "Last name {family0}, first name {given}.",
    "Driver licence no (Qld) {licence} class C",
    "Licence number: {licence}",
    "DL No. {licence}",
    "Date of birth (as on passport): {dob}",
    "Birthdate {dob}, aged 43",
    "Passport details: number {passport}, expires 2031",
    "Copy of passport {passport} attached.",
    "Next of kin: {person}, tel. {phone}",
    "Carer: {person}",
    "Deceased: {caps}",
    "Referee - {person}, {phone}",
    "yo its {person} from the other day",
    "my ex {person} keeps calling from {phone}",
    "the agent is {person} and she wont fix the heater",
    "dob {dob}, tfn {tfn}, medicare {medicare}",
    "can {person} kick me out of {address}?",
    "{person} said he would pay.",
    "{person} and {person} are suing me.",
    "I was told by {person} that the hearing was off.",
    "Dear {given},",
    "Thanks {given}, see you then.",
    "Re: {person} - estate planning",
    "In the matter of a complaint by {person}",
    "Letter from {initials} to {initials} dated 2 June.",
    "{initials} gave evidence by video link.",
    "Ms {initials} of counsel appeared.",
    "The surgeon, Dr {initials}, was not called.",
    "Paid to {person} on 3 March: $450.",
    "The keys were left with {person}, who lives next door.",
    "{person}, a nurse, saw the fall.",
    "{person}'s car hit the fence.",
    "Sgt {family0} interviewed {person} that night.",
    '{{"client": {{"first_name": "{given0}", "last_name": "{family}", "dob": "{dob}", "licence": "{licence}"}}}}',
    "first_name={given0}&last_name={family}&phone={phone}",
    "user={email} from={ip} at 10:11",
    "account name {person} account no {account} bsb {bsb}",
)
NEGATIVE = (
    "Smith v Leurs (1945) 70 CLR 256 is about control of children.",
    "Re Kirk; Ex parte Industrial Court [2010] HCA 1 concerned jurisdictional error.",
    "Registrar of Titles v Franzon (1975) 132 CLR 611.",
    "The Motor Accidents Compensation Act 1999 (NSW) and the Limitation Act 1969 (NSW) apply.",
    "Wagga Wagga Local Court lists matters on Monday and Tuesday.",
    "Notice to Produce, Statement of Claim and Points of Defence were filed.",
    "Melbourne Cup Day and Australia Day are public holidays.",
    "Westpac Banking Corporation, Qantas Airways and Rio Tinto Limited merged nothing.",
    "General Protections claims lie under Part 3-1 of the Fair Work Act 2009 (Cth).",
    "Justice Gageler, Justice Gordon and Justice Edelman delivered joint reasons.",
    "Byron Bay, Coffs Harbour and Port Macquarie are in New South Wales.",
    "First Home Owner Grant and Land Tax are state matters.",
    "Invoice No 55120987 dated 12/04/2022 totals $3,410.50 including GST.",
    "Table 4\nItem\tUnits\tTotal\nA\t12\t34500\nB\t144\t990000",
    "Harper Lee wrote To Kill a Mockingbird, which counsel quoted.",
    "Apple Pay and Google Maps were not in evidence.",
    "Peter Garrett Drive was closed for works.",
    "Your Honour, I tender Exhibit Seven.",
    "Annual Leave and Long Service Leave accrue. Sick Leave does not cash out.",
    "Is Daniel M'Naghten still the test? See M'Naghten's Case (1843) 10 Cl & F 200.",
)


def make(chance: Random) -> Labelled:
    """Two to five pieces, some of them with personal data."""
    return texts(chance, POSITIVE, NEGATIVE, PEOPLE)


if __name__ == "__main__":
    write(make, obfuscate, sys.argv[1:])
