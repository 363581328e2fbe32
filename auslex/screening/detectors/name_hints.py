"""Words that make a likely name likelier, or say that it is none."""

from __future__ import annotations

from auslex.screening.detectors.name_words import words

# What people do. A likely name that does one of these is somebody's.
DOES = words(
    """
    said says told tells wrote writes rang phoned telephoned called emailed texted messaged replied answered deposed
    deposes swore swears testified testifies instructs instructed lent borrowed owes owed admitted admits denied denies
    complained alleges alleged claims signed hit kicked punched assaulted threatened shouted laughed married divorced
    gave asked asks drove drives lives resides attended attends arrived left works worked hasnt hasn't doesnt doesn't
    won't wont didn't didnt wants agreed agrees refused refuses received paid pays saw heard knows died moved seconded
    resigned retired started stopped reckons declared tabled abstained voted chaired presented explained confirmed
    requested lodged commenced bought sold rents rented owns owned borrows became remains testifies deposed
    """
)

# Before a likely name: those whom somebody tells of, and what is done with them.
LIKELY_ROLES = words(
    """
    executors trustees directors beneficiaries parents sons daughters brothers sisters neighbours children ex
    builder broker counsel instructor contact vendor mortgagee superintendent names op nc pt nok poi it's its
    introducing met know knew appoint married marry referring stopped psychologist employee reviewer witnesses
    holder proprietor defendants plaintiffs applicants respondents claimants employees saw person moved seconded
    carried yeah yes proprietors mortgagors lessees lessors members attendees apologies
    """
)
LIKELY_LEADS = {
    "to": words("introduced lent gave owed paid sold leased payable referred assigned transferred pay return"),
    "from": words("borrowed bought hired instructions transfer"),
    "with": words("came left went lives lived worked meeting met"),
    "by": words("attended interviewed told taken moved seconded opened reported"),
    "of": words("report children instructions prospects termination assessment"),
    "for": words("affidavit prepare instructions reference will"),
    "as": words("known"),
    "on": words("checks check served relied"),
    "re": words("advice instructions file"),
    "w/": words("spoke met meeting conf"),
    "w": words("spoke met meeting conf"),
    "are": words("executors children parents directors trustees parties witnesses beneficiaries sons daughters"),
    "is": words("guarantor lessee lessor trustee tenant director father mother client's partner agent child it he she"),
    "and": words("me him her"),
    "that": words("so claims claimed says alleges said denies told"),
}

# Their holders act in public: whoever is named behind one is left alone.
OFFICES = words(
    """
    Justice Justices Judge Judges Magistrate Magistrates Registrar Commissioner President Deputy Member Members Senator
    Minister Premier Viscount Lord Lords Baron Earl Chancellor Governor Ombudsman Coroner Recorder
    Honour Honourable Hon Officers Patrol Inspectors Drs
    """
)

# They begin sentences or titles, and are nobody's given name.
SENTENCE_WORDS = words(
    """
    Although Because Like Only Even Despite Following According Having Being Given Instead Perhaps Maybe Unless Once
    Later Next Last Indeed Thus Hence Therefore Accordingly Nevertheless Meanwhile Did Deputy Chief President Vice
    Associate Assistant Purchase Sale Net Total Annual Monthly Weekly Daily Gross Base Market Fixed Variable Interest
    Professor Hey Morning Afternoon Good Dearest Sir Madam Lord Lady Baron Pope Saint New Old Big Little Upper Lower
    Greater Inner Outer Point Port Cape Camp Fort Mt Mount Lake Harbour Creek Springs Heights Head Heads Plains
    Vale Forest Ridge Reef Range Desert Gulf Downs Waters Junction Landing Crossing Best Real Stamp Sick Long Short
    Team Project Operation Exercise Model Series Version Type Level Stage Phase Step Unit Lot Suite Shop Flat Order
    Invoice Matter File Reference Subject Attachment Attached Enclosed Page Line Row Column Item Items Date Time Place
    Address Suburb Postcode Witnesses Parties Purchaser Vendor Lessor Lessee Employer Employee Insurer Insured Trustee
    Beneficiary Executor Guarantor Borrower Lender Landlord Tenant Claimant Deponent Referrer Patient Carer Caller
    Yet Absent Home Business Trade Roman Government Executive Managing Human Mile Parte Aust
    Psychologist Between Neighbours Dr Doctor Viscount Justice Judge Senator Member Officers Resident
    Scheme Super Group Parent
    """
)
# They end the names of places, firms and things. Some of them are family names as well: then more must speak for one.
PLACE_ENDS = words(
    """
    Harbour Creek Springs Heights Head Heads Plains Vale Forest Ridge Reef Range Desert Gulf Downs Waters Junction
    Landing Crossing Point Port Isa Wagga Estate Gardens Rd St Ave Tce Hwy Cres Pde Drive Street Act Bill Day Grove
    Leave Duty Tax Cup Code Counsel Prosecutor Defence Bench Pay Maps Manager Officer Director Secretary Assistant
    Bank Team Group Holdings Foundation Society Festival Games League Club Tigers Lions Eagles Deal Sons Bros Station
    Mission Dam Sound Cove River Bay Park Beach Island Islands Hills Valley Lane Mount Bridge Square Court House
    College School Church Trust Companies Networks Party Entertainment Energy Patent Meeting Lawyers Legal Fencing
    Partners Partner Creditors Business Fund Stores Deed Order Report Test Principle Rule Rules Undertaking Inquiry
    Syndicate Brokerage Pathology Guild Rev Review Catholic Waverley Farm Ville Road Plaza Mall Arcade Tower Building
    Centre Highway Gorge Peninsula Region Shire Council Hospital University Medal Oration Lecture Prize Award Series
    """
)

# Firms, brands, places and rules of law that are called as people are.
_EPONYMS = """
James Hardie, David Jones, Arthur Andersen, Harvey Norman, John Fairfax, George Weston, Morgan Stanley,
Calvin Klein, Ralph Lauren, Tommy Hilfiger, Jack Daniel, Spencer Bower, Johnny Walker, Charles Sturt,
Charles Darwin, James Cook, Edith Cowan, Peter MacCallum, Mary MacKillop, Max Planck, Ernest Henry, Jim Beam,
Hugo Boss, Adam Smith, Murray Goulburn, Clayton Utz, Minter Ellison, Arthur Robinson, Stephen Jaques, Blake Dawson,
Phillips Fox, Russell Kennedy, Maurice Blackburn, Slater Gordon, Hall Wilcox, Thomson Geer, Norton Rose,
Herbert Smith, Baker McKenzie, Holding Redlich, Colin Biggers, Barry Nilsson, Johnson Winter, Macpherson Kelley,
Henry Davis, Davis York, Ernst Young, Price Waterhouse, Merrill Lynch, Smith Barney, Dow Jones, Lion Nathan,
Darrell Lea, Dick Smith, Harris Scarfe, Harvey Nichols, Ray White, Jenny Craig, Michael Hill, Sara Lee,
Elizabeth Arden, Thomas Cook, Clifford Chance, Paul Hastings, Kirkland Ellis, Harry Potter, Peter Rabbit,
Donald Duck, Santa Claus, Lloyd Morgan, Colonial Mutual, Estee Lauder, Max Factor, Helena Rubinstein,
Anton Piller, Norwich Pharmacal, Wagon Mound, Doli Incapax, Roma Tomato, Ben Nevis, Stanley Gibbons,
Alice Springs, Margaret River, Kelvin Grove, Blair Athol, Lee Point, Warwick Farm, Glen Waverley, Glen Iris,
Glen Innes, Glen Huntly, Glen Eira, Glen Alpine, Rose Bay, Helena Valley, Port Arthur, Murray Darling, Dee Why,
Harper Lee, Charles Dickens, William Shakespeare, Jane Austen, George Orwell, Lewis Carroll, Oscar Wilde, Mark Twain,
Henry Lawson, Banjo Paterson, Franz Kafka,
Sri Lanka, Santa Fe, San Francisco, San Diego, Costa Rica, Victoria Cross, Georgia Tech
"""
EPONYMS = frozenset(" ".join(name.split()) for name in _EPONYMS.split(","))
