"""Words that say whether other words are somebody's name."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


# Given names that are common in Australia, across the languages spoken there. Alone they prove nothing.
GIVEN = words(
    """
    Aaron Abbas Abby Abdul Abdullah Abigail Adam Adele Aditya Adrian Ahmad Ahmed Aidan Aileen Aisha Ajay Akash
    Alan Albert Alec Alejandro Alex Alexander Alexandra Alexis Alfred Ali Alice Alicia Alison Alistair Allan
    Allen Allison Alyssa Amanda Amber Amelia Amina Amir Amit Amy Ana Anastasia Andre Andrea Andreas Andrew
    Angela Angelo Angus Anh Anil Anita Ann Anna Annabel Anne Annette Annie Anthony Antoinette Anton Antonia
    Antonio Anya April Archie Ariana Arjun Arthur Arun Ashley Ashok Audrey Austin Ava Ayesha Barbara Barry
    Beatrice Belinda Ben Benjamin Bernadette Bernard Beth Bethany Betty Beverley Bianca Bill Billy Blake Bob
    Bonnie Brad Bradley Brandon Brenda Brendan Brent Brett Brian Bridget Brigitte Brittany Brock Bronwyn Brooke
    Bruce Bryan Bryce Caitlin Caleb Callum Cameron Camille Carl Carla Carlos Carly Carmel Carmen Carol Caroline
    Carolyn Carrie Casey Cassandra Catherine Cathy Cecilia Celeste Chad Charles Charlie Charlotte Chelsea Cheryl
    Chloe Chris Christian Christina Christine Christopher Christy Cindy Claire Clara Clare Claudia Clayton
    Clifford Clive Cody Colin Colleen Connor Constance Corey Cory Courtney Craig Crystal Curtis Cynthia Daisy
    Dale Damian Damien Dan Dana Daniel Daniela Danielle Danny Darcy Daria Darren Darryl Dave David Dawn Dean
    Deborah Debra Declan Deepak Deirdre Denise Dennis Derek Desmond Diana Diane Dianne Diego Dimitri Dinh
    Dominic Dominique Donald Donna Doreen Doris Dorothy Doug Douglas Duc Duncan Dustin Dylan Edith Edward Edwin
    Eileen Elaine Eleanor Elena Eleni Eli Elias Elise Eliza Elizabeth Ella Ellen Elliot Ellie Elsa Emily Emma
    Enrico Enzo Eric Erica Erik Erin Ernest Esther Ethan Eugene Eva Evan Eve Evelyn Faisal Faith Farah Fatima
    Felicity Felix Fernando Finn Fiona Florence Frances Francesca Francis Francisco Frank Fraser Fred Frederick
    Gabriel Gabriella Gail Gareth Garry Gary Gavin Gayle Gemma Genevieve Geoff Geoffrey George Georgia Georgina
    Gerald Gerard Geraldine Gillian Gina Giovanni Giulia Giuseppe Gladys Glen Glenda Glenn Gloria Gordon Grace
    Graeme Graham Grant Greg Gregory Greta Guy Gwen Haley Hamish Hana Hannah Hao Harold Harriet Harrison Harry
    Harvey Hassan Hayden Hayley Heath Heather Hector Heidi Helen Helena Henry Herbert Hilary Hoa Holly Hong
    Howard Hugh Hugo Hussein Ian Ibrahim Imogen Imran Ingrid Irene Iris Isaac Isabel Isabella Isabelle Isla Ivan
    Ivy Jack Jackie Jackson Jacob Jacqueline Jade Jaime Jake James Jamie Jan Jana Jane Janelle Janet Janice
    Janine Jared Jasmin Jasmine Jason Javier Jay Jayden Jean Jeff Jeffery Jeffrey Jelena Jemma Jennifer Jenny
    Jeremy Jerome Jerry Jesse Jessica Jill Jillian Jim Jimmy Jin Jing Jo Joan Joanna Joanne Joao Jodie Joe Joel
    Johanna John Johnny Jon Jonathan Jordan Jorge Jose Joseph Josephine Josh Joshua Joy Joyce Juan Judith Judy
    Julia Julian Juliana Julie Juliet June Justin Justine Kai Karen Karin Karl Kate Katherine Kathleen Kathryn
    Kathy Katie Katrina Kavita Kay Kayla Keith Kelly Ken Kenneth Kerry Kevin Khalid Khanh Kieran Kim Kimberley
    Kimberly Kiran Kirsten Kirsty Klaus Kristen Kristin Kristina Kristy Kurt Kyle Kylie Lachlan Lakshmi Lan Lara
    Larry Laura Lauren Laurence Laurie Lawrence Leah Leanne Lee Leigh Leila Len Lena Leo Leon Leonard Leonie
    Leroy Leslie Lewis Li Liam Lilian Lily Lin Linda Lindsay Lisa Liz Lloyd Logan Lois Lorena Lorenzo Loretta
    Lorna Lorraine Louis Louisa Louise Luca Lucas Lucia Lucinda Lucy Luis Luke Lydia Lyn Lynda Lynette Lynn
    Lynne Mackenzie Madeleine Madeline Madison Maeve Maggie Mahmoud Mai Malcolm Mandy Manuel Marc Marcel Marcia
    Marco Marcus Margaret Maria Marian Marianne Marie Marilyn Mario Marion Marisa Mark Marlene Marta Martha
    Martin Marvin Mary Matilda Matt Matteo Matthew Maureen Maurice Max Maxine Maxwell May Maya Mei Meg Megan
    Mehmet Melanie Melinda Melissa Meredith Mia Michael Michele Michelle Miguel Mike Mikhail Mila Mildred Miles
    Milan Minh Miranda Miriam Mitchell Mohamed Mohammad Mohammed Molly Mona Monica Monique Morgan Muhammad
    Murray Myles Nadia Nadine Nancy Naomi Narelle Natalia Natalie Natasha Nathan Nathaniel Neha Neil Nerida Nga
    Ngoc Nhi Nicholas Nick Nicola Nicole Nigel Nikhil Nikola Nina Noah Noel Noelene Nora Norma Norman Olga
    Oliver Olivia Omar Oscar Owen Paige Pamela Paolo Patricia Patrick Paul Paula Pauline Pedro Peggy Penelope
    Penny Peta Pete Peter Petra Phil Philip Philippa Phillip Phoebe Phuong Pierre Piper Polly Prakash Priya
    Quang Quentin Quoc Rachael Rachel Raj Rajesh Ralph Ramon Randall Raquel Rashid Ravi Ray Raymond Rebecca
    Reece Regina Reginald Rene Renee Rhonda Rhys Ricardo Richard Rick Ricky Riley Rita Rob Robert Roberta
    Roberto Robin Robyn Rochelle Rod Roderick Rodney Roger Rohan Roland Ron Ronald Rory Rosa Rosalind Rosemary
    Rosie Ross Rowan Roy Ruby Russell Ruth Ryan Sabrina Sally Salma Salvatore Sam Samantha Samir Samira Samuel
    Sandra Sandy Sanjay Santiago Sara Sarah Sasha Saskia Scott Sean Sebastian Serena Sergei Sergio Seth Shane
    Shannon Sharon Shaun Shauna Shawn Shayne Sheila Shelley Sheryl Shirley Shreya Sienna Sigrid Silvia Simon
    Simone Skye Sofia Sonia Sonja Sophia Sophie Spencer Stacey Stan Stanley Stefan Stella Stephanie Stephen
    Steve Steven Stewart Stuart Sue Sunil Suresh Susan Susanna Susanne Suzanne Sven Svetlana Sylvia Tamara Tammy
    Tania Tanya Tara Tariq Tatiana Taylor Ted Teresa Terence Terry Tess Tessa Thanh Thao Theo Theodore Theresa
    Thomas Thuy Tiffany Tim Timothy Tina Toby Todd Tom Tomas Tommy Toni Tony Tracey Tracy Tran Travis Trent
    Trevor Trisha Tristan Troy Tuan Tyler Tyrone Uma Ursula Valentina Valerie Van Vanessa Vera Veronica Vicki
    Vicky Victor Vijay Vikram Vincent Viola Violet Virginia Vivian Vivienne Vladimir Wade Walter Warren Wayne
    Wei Wendy Wesley Whitney Will William Wilma Xavier Xin Yan Yasmin Ying Yolanda Yong Yosef Yuki Yusuf Yvette
    Yvonne Zac Zachary Zahra Zara Zhang Zoe
    """
)

HONORIFICS = words(
    "Mr Mrs Ms Miss Mx Messrs Dr Prof Professor Sir Dame Master Rev Reverend Father Sister Brother Pastor Rabbi Imam"
    " Sgt Sergeant Constable Detective Inspector Superintendent Officer Captain Capt Lieutenant Lt Major Colonel"
    " Corporal Private Nurse Const Cst Snr Det Insp Supt"
)
DOUBTFUL_TITLES = words("Private Master Major Officer")  # Other things are called so as well.
HONORIFICS_LOWER = frozenset(word.lower() for word in HONORIFICS - DOUBTFUL_TITLES)
HONORIFICS_UPPER = frozenset(word.upper() for word in HONORIFICS)

# Those whose names follow the word for them.
ROLES = words(
    """
    client clients plaintiff defendant applicant respondent appellant witness complainant claimant deponent
    guarantor mortgagor mortgagee tenant landlord lessee lessor employee employer patient deceased testator
    testatrix executor executrix beneficiary director secretary shareholder trustee borrower worker insured
    victim accused offender father mother husband wife son daughter brother sister child neighbour spouse
    partner ex-husband ex-wife stepfather stepmother grandmother grandfather uncle aunt cousin niece nephew
    friend colleague manager supervisor driver passenger pedestrian resident occupier owner purchaser vendor
    buyer seller caller customer cardholder subscriber passenger taxpayer student pupil teacher nurse doctor
    surgeon psychologist accountant solicitor barrister agent payee payer debtor creditor bankrupt donor grantee
    detainee prisoner applicant's settlor nominee signatory user member person man woman named called namely
    dear hi hello attention attn cc regards sincerely faithfully truly thanks cheers name surname client's
    caller carer referee informant dad mum mom boss stepson stepdaughter stepdad stepmum nanna grandson granddaughter
    fiance fiancee housemate flatmate roommate co-worker interpreter landlady attendee deceased's holder sponsor
    brother-in-law sister-in-law mother-in-law father-in-law son-in-law daughter-in-law half-brother
    half-sister step-son step-daughter step-father step-mother step-brother step-sister stepbrother stepsister
    ex-partner ex-boyfriend ex-girlfriend boyfriend girlfriend fiance grandchild grandchildren grandparents godmother
    godfather siblings twins renter renters lodger subtenant sub-tenant housekeeper babysitter substitute lawyer
    conveyancer notary paralegal bookkeeper carers guardian guardians attorneys pinop poi voi payer mortgagors
    guarantors tenants passengers grantor obligor
    transferor transferee caveator caveatee proponent litigant informants complainants subcontractor contractor
    apprentice trainee storeman labourer midwife paramedic dentist physiotherapist counsellor counselor therapist
    """
)
# Small words before a name, and what must stand before them for the name to be one.
LEADS = {
    "for": words("act acts acting acted appear appears appearing evidence behalf letter advice application records"),
    "of": words(
        "affidavit statement evidence behalf estate death signature testimony affirmation declaration custody details"
        " records interview arrest will name names case particulars date sister brother mother father aunt uncle son"
        " late children grandson granddaughter cousin friend"
        " daughter wife husband widow widower niece nephew xxn cross-examination"
    ),
    "by": words(
        "signed sworn affirmed witnessed executed prepared written given made declared owned sent emailed occupied"
        " driven represented lodged authored drafted treated examined assaulted employed told interviewed delivered"
    ),
    "to": words(
        "letter email write writing married introduced belongs belonging paid addressed sold leased transferred"
        " according sent known spoke owed lent gave similar reply respond response note granted engaged talked talking"
        " speak speaking handed issued awarded refer referring reports reported"
    ),
    "with": words(
        "spoke speak met meeting lives interview conference call married partnership talked discussed contract"
        " re-partnered repartnered partnered lived living cohabiting cohabited relationship reconciled friends dealt"
        " conversation argument"
    ),
    "from": words("email letter instructions call heard received evidence statement purchased bought message reply"),
    "is": words(
        "name names client witness deceased plaintiff applicant husband wife son daughter substitute attorney executor"
        " guardian partner landlord boss carer sister brother neighbour"
    ),
    "me": frozenset(["of"]),
    "see": frozenset(["to"]),
    "met": words("i he she they first never last also"),
    "as": words("name named"),
    "am": frozenset(["i", "and"]),
    "between": words("agreement deed contract marriage dispute lease made"),
    "against": words("claim proceedings complaint order allegation case"),
    "and": frozenset[str](),
}
VERBS = words(
    "contact email call phone ring text meet ask tell represent represents representing represented sue sued advise"
    " assist retain contacted emailed called telephoned texted i'm married interviewed employs employed"
)

# A capital does not make them a name; a name does not begin with them.
NOT_FIRST = words(
    """
    The A An In On At By For From To Of And Or But Nor So If When Where While Whether Why Who Whose Which What
    How Here There This That These Those It Its He She They We You I My Your His Her Their Our Is Was Were Are
    Be Been Am Has Had Have Do Does Did Can Could May Might Must Shall Should Will Would Not No Yes Please
    Thanks Thank Dear Hi Hello Attn Attention Cc Re See Cf Per Ex As Also However Further Moreover Under Over
    After Before Since Until During Against Between Section Sections Part Division Schedule Chapter Article
    Clause Rule Regulation Order Act Acts Bill Paragraph Para Item Annexure Exhibit Appendix Table Figure Note
    Form Page Volume Email Call Contact Phone Ring Ask Tell Tel Fax Mobile Draft Write Send Give Summarise
    Explain Compare Discuss Advise Review Find List Show Client Clients Regards Sincerely Faithfully Name
    Surname Kind Warm Best Yours Truly Signed Sworn Affirmed Witness Plaintiff Defendant Applicant Respondent
    Appellant Counsel Instructing Senior Junior Acting Former Late Both Each Every Any All Some Such Then Now
    Today Yesterday Tomorrow
    """
)
# No name of a person has them.
NEVER = words(
    """
    Court Courts Tribunal Commission Commissioner Committee Council Board Authority Agency Department Ministry
    Minister Parliament Senate House Government Governor Crown Queen King Commonwealth State States Territory
    Territories Federal Supreme High District Magistrates Local County Family Circuit Full Appeal Appeals
    Registry Registrar Chambers Bar Law Laws Legal Act Acts Regulation Regulations Rules Code Constitution Bill
    Gazette Treaty Convention Protocol Charter Ordinance Pty Ltd Limited Inc Incorporated Corporation Corp
    Company Co Holdings Nominees Group Trust Trustees Bank Banking Insurance Assurance Finance Financial
    Investments Investment Securities Properties Property Constructions Construction Developments Industries
    Services Enterprises Partners Partnership Associates Association Society Union Federation Foundation
    Institute University College School Hospital Clinic Centre Center Club Church Museum Library Airport
    Airlines Airways Railways Australia Australian Australasia Zealand England Britain British Kingdom America
    American Europe European Asia Pacific International National NSW VIC QLD TAS ACT Wales Victoria Queensland
    Tasmania Sydney Melbourne Brisbane Perth Adelaide Hobart Darwin Canberra London Newcastle Wollongong Geelong
    Parramatta Street Road Avenue Lane Drive Crescent Highway Place Parade Terrace Square Bridge River Mount
    Lake Island Islands Bay Beach Park Hills Valley North South East West Northern Southern Eastern Western
    Central January February March July August September October November December Monday Tuesday Wednesday
    Thursday Friday Saturday Sunday Easter Christmas Medicare Centrelink Tax Taxation Revenue Office Police
    Force Army Navy Defence Immigration Citizenship Affairs Health Education Treasury Attorney General Solicitor
    Director Public Prosecutions Ombudsman Privacy Information Consumer Competition Prudential Securities Fair
    Work Native Title Land Lands Equity Contract Contracts Tort Torts Crime Criminal Civil Procedure Practice
    Evidence Estate Will Deed Agreement Lease Mortgage Licence License Passport Visa Card Number Account Report
    Reports Review Journal Press Publishing Edition Series Justice Judge Judges Magistrate Honour Honours Hon
    Honourable CJ J JJ JA JJA P ACJ AJ AJA FM DCJ LJ LJJ QC KC SC SM AM AO OAM Minutes Notice Statement Summary
    Introduction Conclusion Background Facts Issue Issues Held Reasons Judgment Judgments Orders Application
    Proceedings Hearing Trial Costs Damages Chapter Google Microsoft Apple Facebook Amazon OpenAI Twitter
    Operations Electrics Electrical Motors Motor Stevedores Kong Hong Shipping Publications Brewery Mining
    Transport JR SR Internet Windows Linux Python Java Data Research Science Technology Technologies Systems
    Solutions Media News Times Herald Guardian Age Post Orchestra Band Hotel Motel Restaurant Cafe Bible Koran
    English French German Italian Spanish Chinese Indian Japanese Aboriginal Torres Strait First Second Third
    Fourth Great Old Royal Holy United Saint Africa African
    """
)
# Of those, the ones that are surnames or given names as well.
SURNAMES = words(
    """
    Park King Queen Torres Victoria Perth Adelaide Sydney London Lane Place Bay Beach Hills Valley North South
    East West Island Rivers River Lake Mount Crown Post Bank Law Laws Court Church Bridge Darwin French English
    German House Senate May January March August Street Saint Great Holy Royal Geelong Hobart Crescent Club
    Hong College School Hall General Major Press Age Guardian Justice Judge Governor Will Lease Form Page Rule Rules
    Chambers Bill Bar Case Trust Price Constable
    """
)

# What may stand right behind a name in capitals, and is no part of it.
ABBREVIATIONS = words(
    """
    BSB TFN ABN ACN ARBN DOB DL CRN IHI MRN URN ID PO NSW VIC QLD SA WA TAS NT ACT ATO GST IBAN IP RE PH TEL FAX MOB QC
    KC SC AM AO AC OAM JP MBE OBE CPA CA RN GP MP BA LLB LLM PHD MD NDIS PCYC USI ASIC SWIFT BIC VISA NOK POI
    Snr Jnr Sr Jr Vic Qld Tas Tel Mob Ph Fax Dob Abn Tfn Bsb Acn
    """
)

# Particles within names.
PARTICLES = r"(?:de|da|di|del|della|van|von|der|den|la|le|bin|binti|al|el|dos|du|ter)"
