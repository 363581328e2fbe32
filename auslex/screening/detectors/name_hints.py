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
    remembers recalls recalled thinks thought believes believed felt feels wept cried laughed smiled nodded looked went
    came took got brought forgot insisted insists suggested suggests hopes hoped needs loves hates rings calls texts
    emails messages sends sent mentioned noticed apologised screamed yelled begged promised slept ate drank woke walked
    resigned retired started stopped reckons declared tabled abstained voted chaired presented explained confirmed
    requested lodged commenced bought sold rents rented owns owned borrows became remains testifies deposed
    """
)

# Of these, what firms do as well.
FIRMS_DO = words(
    """
    wrote called claims signed works worked wants agreed agrees refused refuses received paid pays owns owned bought
    sold rents rented became remains lodged commenced requested confirmed explained presented declared moved started
    stopped owes owed denies denied claimed replied answered gave leases took got needs sends sent brought suggests
    suggested hopes promised went came insists insisted calls looked
    """
)
# What is called after people: with three words it is hardly a family name.
BUILDINGS = words("Chambers College School Trust Bank Club Court House Hall Bar Case Street Bridge Lake Bay Mount")
FIRM_ENDS = words(
    """
    Lawyers Solicitors Barristers Legal Advisory Consulting Accountants Associates Conveyancing Advisers Realty Plumbing
    Freight Electrical Logistics Transport Constructions Homes Property Properties Motors Cleaning Catering Landscaping
    Roofing Painting Tiling Carpentry Engineering Solutions Systems Software Technologies Accounting Insurance Finance
    Financial Mortgages Management Medical Dental Clinic Physiotherapy Pharmacy Veterinary Childcare Preschool
    Kindergarten Academy Institute Union Association Federation Alliance Network Agency Authority Department Commission
    Tribunal Registry Services Service Supplies Bakery Cafe Restaurant Hotel Motel Tavern Vineyards Estates Pastoral
    Nurseries Media Studios Productions Tours Airlines Airways Shipping Couriers Removals Storage Hire Rentals Towing
    Repairs Tyres Automotive Aviation Mining Resources Minerals Petroleum Solar Pension Allowance Payment Benefit
    Programme Program Statement Agreement Contract Certificate Schedule Application Notice Summons Subpoena
    Affidavit Declaration Plan Policy Scheme Package
    """
)

# Before a likely name: those whom somebody tells of, and what is done with them.
LIKELY_ROLES = words(
    """
    executors trustees directors beneficiaries parents sons daughters brothers sisters neighbours children ex builder
    broker counsel instructor contact vendor mortgagee superintendent names op nc pt nok poi it's its introducing met
    know knew appoint married marry referring stopped psychologist employee reviewer witnesses starter trainee intern
    temp hire dir sec principal nominee debtor creditor payee beneficiary donee appointor accused aggrieved victim
    attendees carer interpreter tutor sender recipient mr mrs ms aunt uncle nan pop gran grandma grandpa shareholder
    signatory holder proprietor defendants plaintiffs applicants respondents claimants employees saw person moved
    seconded carried yeah yes proprietors mortgagors lessees lessors members attendees apologies
    """
)
LIKELY_LEADS = {
    "to": words(
        "introduced lent gave owed paid sold leased payable referred assigned transferred pay return let subscribed"
        " drawn credited handed posted couriered delivered according promised related next opposite it him"
        " answers answered said"
    ),
    "upon": words("attendance served service call called"),
    "from": words("borrowed bought hired instructions transfer"),
    "with": words("came left went lives lived worked meeting met"),
    "by": words(
        "attended interviewed told taken moved seconded opened reported typed dictated notarised accompanied held"
        " issued booked witnessed certified countersigned translated collected approved"
    ),
    "of": words(
        "report children instructions prospects termination assessment hand number account licence passport photo"
        " photograph signature carer partner employer landlord solicitor counsel benefit absence presence tutor"
    ),
    "for": words(
        "affidavit prepare instructions reference will this booked interpreter appointment message msg care trust"
        " summarise summary letter cheque"
    ),
    "as": words("known signed"),
    "on": words("checks check served relied effected called"),
    "at": words("contact"),
    "under": words("clause"),
    "re": words("advice instructions file"),
    "w/": words("spoke met meeting conf"),
    "w": words("spoke met meeting conf"),
    "are": words("executors children parents directors trustees parties witnesses beneficiaries sons daughters"),
    "is": words("guarantor lessee lessor trustee tenant director father mother client's partner agent child it he she"),
    "and": words("me him her"),
    "that": words(
        "deposes states recalls believes thinks agrees insists so claims claimed says alleges said denies told"
    ),
}

# Their holders act in public: whoever is named behind one is left alone.
OFFICES = words(
    """
    Justice Justices Judge Judges Magistrate Magistrates Registrar Commissioner President Deputy Member Members Senator
    Minister Premier Viscount Lord Lords Baron Earl Chancellor Governor Ombudsman Coroner Recorder
    Honour Honourable Hon Officers Patrol Inspectors Drs Attorney-General Solicitor-General Governor-General
    Auditor-General Commissioner-General Surgeon-General Registrar-General
    """
)

# They begin sentences or titles, and are nobody's given name.
SENTENCE_WORDS = words(
    """
    Although Because Like Only Even Despite Following According Having Being Given Instead Perhaps Maybe Unless Once
    Later Next Last Indeed Thus Hence Therefore Accordingly Nevertheless Meanwhile Did Deputy Chief President Vice
    Associate Assistant Purchase Sale Net Total Annual Monthly Weekly Daily Gross Base Market Fixed Variable Interest
    Professor Hey Morning Afternoon Good Dearest Sir Madam Lord Lady Baron Pope Saint New Old Big Little Upper Lower
    Greater Inner Outer Point Port Cape Camp Fort Mt Mount Lake Harbour Creek Springs Heights Head Heads Plains Vale
    Forest Ridge Reef Range Desert Gulf Downs Waters Junction Landing Crossing Best Real Stamp Sick Long Short Team
    Project Operation Exercise Model Series Version Type Level Stage Phase Step Unit Lot Suite Shop Flat Order Invoice
    Matter File Reference Subject Attachment Attached Enclosed Page Line Row Column Item Items Date Time Place Address
    Suburb Postcode Witnesses Parties Purchaser Vendor Lessor Lessee Employer Employee Insurer Insured Trustee
    Beneficiary Executor Guarantor Borrower Lender Landlord Tenant Claimant Deponent Referrer Patient Carer Caller
    Cyclone Hurricane Typhoon Tropical Taskforce Strike Yet Absent Home Business Trade Roman Government Executive
    Managing Human Mile Parte Aust Psychologist Between Neighbours Dr Doctor Viscount Justice Judge Senator Member
    Officers Resident Scheme Super Group Parent Copy Original Certified Letter Receipt Certificate Transcript Scan
    Photo Statement Login Log Insert Select Update Delete Create Drop Grantor Overseas Internet
    """
)
# Given names that are places: with an unknown word behind them they are a team or a firm as often.
PLACES = words(
    """
    Adelaide Victoria Sydney Perth Darwin Florence Georgia Jordan Chelsea Madison Charlotte Austin Dallas Paris
    Virginia Carolina Katherine Alice Elizabeth Beverley Camden Albany Roma Sienna Geneva Vienna Milan Santiago
    Kimberley
    """
)
# Labels of what has a name and is nobody.
THINGS = words(
    """
    suburb town city place location venue address court bank employer company firm school hospital product vehicle
    subject re matter case language country nationality ship vessel business trading brand occupation make model
    religion as class status premises property street state region project hotel restaurant church club team title book
    film song species breed colour drug medication diagnosis cf eg ie note see in at and or held per
    """
)
# They end the names of places, firms and things. Some of them are family names as well: then more must speak for one.
PLACE_ENDS = words(
    """
    Harbour Creek Springs Heights Head Heads Plains Vale Forest Ridge Reef Range Desert Gulf Downs Waters Junction
    Landing Crossing Point Port Isa Wagga Estate Gardens Rd St Ave Tce Hwy Cres Pde Drive Street Act Bill Day Grove
    Leave Duty Tax Cup Code Counsel Prosecutor Defence Bench Pay Maps Sea Ocean Township Village Farms Reserve Frontage
    Family Families Environment Manager Officer Director Secretary Assistant Bank Team Group Holdings Foundation
    Society Festival Games League Club Tigers Lions Eagles Deal Sons Bros Station Mission Dam Sound Cove River Bay Park
    Beach Island Islands Hills Valley Lane Mount Bridge Square Court House College School Church Trust Companies
    Networks Party Entertainment Energy Patent Meeting Lawyers Legal Fencing Partners Partner Creditors Business Fund
    Stores Deed Order Report Test Principle Rule Rules Undertaking Inquiry Syndicate Brokerage Pathology Guild Rev
    Review Catholic Waverley Farm Ville Road Plaza Mall Arcade Tower Building Centre Highway Gorge Peninsula Region
    Shire Council Hospital University Medal Oration Lecture Prize Award Series
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
Owen Dixon, Garfield Barwick, Isaac Isaacs, Samuel Griffith, Edmund Barton, Harry Gibbs, Anthony Mason,
Gerard Brennan, Murray Gleeson, Robert Menzies, Gough Whitlam, John Latham, Adrian Knox, Lionel Murphy, Ninian Stephen,
Harper Lee, Charles Dickens, William Shakespeare, Jane Austen, George Orwell, Lewis Carroll, Oscar Wilde, Mark Twain,
Henry Lawson, Banjo Paterson, Franz Kafka,
Dan Murphy, Hungry Jack, Bing Lee, Peter Alexander, Ted Baker, Tom Ford, Michael Kors, Marc Jacobs, Kate Spade,
Tiffany Co, Rio Tinto, Du Pont, Smithkline Beecham, Falun Gong, Sparke Helmore, Mills Oakley, Piper Alderman,
Gilbert Tobin, Moray Agnew, Wotton Kearney, Lander Rogers, Mason Sier, Kemp Strang, Dibbs Abbott, Cooper Grace,
Pol Pot, Karl Marx, Adolf Hitler, Albert Einstein, Isaac Newton, Karl Popper, Ned Kelly, Captain Cook,
John Deere, Massey Ferguson, Ayers Rock, Victor Harbor, Julia Creek, Charters Towers, Charlotte Pass, Victor Harbour,
Sri Lanka, Santa Fe, San Francisco, San Diego, Costa Rica, Victoria Cross, Georgia Tech
"""
EPONYMS = frozenset(" ".join(name.split()) for name in _EPONYMS.split(","))
