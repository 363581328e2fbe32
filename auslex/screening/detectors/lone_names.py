"""Given names that mean other things when they stand alone, and words that say that somebody follows."""

from __future__ import annotations

from auslex.screening.detectors.name_hints import PLACES
from auslex.screening.detectors.name_words import GIVEN, words

# Places, brands, firms, cases, saints: alone these are no persons, if nothing says so.
NOT_ALONE = PLACES | words(
    """
    Alexa Alexandria Alfred Allah Amir Athena August Augusta Aurora Avon Bali Balmain Brahma Buddha Byron Carina
    Celestine Charleville Cher Claude Cleo Coco Coral Cortana Dakota Dallas Danube Delphi Denver Dior Echo Eden Elektra
    Emerald Eros Esperance Everton Fiji Flora Gaia Gemini Genoa Giza Gucci Hermes Hon Hossain Hugo Imam India Indra
    Iona Israel Jana Java Jerusalem Jesus Juno Kelvin Kenya Khan Leonora Lima Lourdes Luna Magdalena Magnolia Malta
    Mars Max Mercedes Milo Miranda Mulan Nike Olympia Omega Oscars Pandora Paramount Persephone Petra Phoenix Polo
    Prada Prince Python Raja Rana Rani Rex Rio Roe Ross Ruby Russell Samson Santa Sharman Sheikh Shiva Sierra Siri Sri
    Sultan Tasman Terra Trinidad Tully Ulysses Valencia Venus Verona Vesta Virgil Vishnu Vita Wade Warwick Zara Zelda
    Zeus
    """
)
# Common given names that are family names, too, but seldom stand for one.
MOSTLY_GIVEN = GIVEN - words(
    """
    Abdullah Ahmad Ahmed Ali Allan Allen Alexander Anthony Arthur Austin Bernard Blake Brock Bruce Cameron Campbell
    Casey Chen Christie Clark Clayton Craig Curtis Davis Dean Dennis Donald Douglas Duncan Elliot Elliott Ellis Emerson
    Francis Fraser Gabriel George Glenn Gordon Graham Grant Gregory Hamish Harrison Harvey Hassan Henry Herbert Hong
    Howard Hussein Ibrahim Ivan Jackson Jacob James Jarvis Jordan Joseph Joyce Kelly Kennedy Khalid Kim Kirby Lam Lan
    Lawrence Lee Leigh Leslie Lewis Li Lin Lindsay Lloyd Logan Louis Lynn Mackenzie Marshall Martin Mason Maxwell
    Mitchell Mohamed Mohammed Morgan Murray Nelson Norman Oliver Owen Patrick Paul Perry Philip Phillip Quinn Ray
    Raymond Reid Richard Riley Robert Rodney Rory Rose Ross Roy Russell Ryan Scott Shannon Sheridan Simon Singh Spencer
    Stanley Stephen Stewart Stuart Taylor Terry Thomas Todd Tracey Tracy Tran Travis Trent Tyler Vincent Wade Walter
    Warren Wayne William Wilson Yang Yong Zhang
    """
)
# In small letters these are words.
NOT_SMALL = words(
    """
    reg mats harsh cor lien ester ante eve hung ploy una crystal christian roman august victoria jordan georgia siri
    alexa claude jasmine sherry brandy candy cherry ginger honey ebony angel harmony destiny genesis mercury venus
    viola marina regina maxim merlin olympia phoenix dallas paris china india java python julia rust swift gaia aurora
    luna nova echo eden raven storm dakota sierra savanna magnolia camellia veronica dahlia petunia tulip iris jarrah
    saffron clover clement constant lance gene norma minerva helena gala kamal sultan amir raja rana imam tara tori tor
    mica onyx amber jewel robin marlin martin wren merle phoebe cosmos atlas titan apollo hermes nike juno mars oscar
    victor romeo juliet sierra charlie delta echo mike papa quebec tango zulu alpha bravo hotel lima kilo uniform
    yankee whiskey foxtrot golf november mal mini mina mono moro mora nano pita pico polo porta rita sana sina tina via
    vita ida ira ora ana mai nia ali ala sam tim ben max dan jo ann van ron ken jim don bob joe tom les mel val sid guy
    ty ed al abe ana ava eva ian jan jin jun kai kim lan leo liz mei mia min nan nat ned ray rex roy rui sal shu sky
    sol tam tao tia uma una vic wei xin yan zen zoe dean dev dia dot dusty earl fidel foster franco frankie gale garth
    gill hari hector ike ines inga jerry jimmy johnny josh jules justice kali kelvin kermit kip lacy lane lark laura
    lea leaf lex linden lisp luke madonna marco maria mario mary matt mimi monty myrtle nelly newton nikita pascal paul
    petra pierce ping quinn ravel reef rene ricky rocky saga sally sandy sara scala selena shah sherwood stan stella
    sunita tally tamar tansy teddy terra tess tiger tiki tipi todd tommy tony tracy troy ursa vera vesta wally walter
    yoga yuan zara zelda
    """
) - words(
    "laura maria mary paul sally sandy sara stella sunita matt luke petra tracy tommy tony walter todd marco mario"
)
# Before somebody.
LEADS_TO_SOMEBODY = words(
    """
    name named called mr mrs ms miss dr prof sir aunt aunty uncle nan pop gran grandma grandpa mum mom dad mother
    father brother sister son daughter child baby wife husband partner spouse ex boyfriend girlfriend fiance fiancee
    friend mate neighbour neighbor boss manager landlord tenant flatmate housemate cousin niece nephew carer nurse twin
    client patient caller applicant respondent deponent witness cc attn ask asked asks tell told tells ring rang rings
    call called calls phone phoned text texted email emailed contact remind thank thanks thx ta cheers regards rgds
    love hi hey hello dear ps meet met says said mate
    """
)
# Before a name in small letters.
SMALL_LEADS = LEADS_TO_SOMEBODY | words(
    """
    to from for with by and or re its im i'm it's is am this me him her see saw let get help when if that because via
    about against between than while where after before unless until what did does has was are can could would should
    will nor neither both
    """
)
# Before a case that is called after a party.
CITING = words("in see cf following applied applying followed distinguished per")
# Before what is called after somebody.
TITLES_OF_THINGS = words(
    """
    Cyclone Hurricane Typhoon Operation Princess Prince Queen King Lake Port Mount Mt Project Fort Cape Camp Santa
    Saint St San Sao Lady Lord Hotel Team Club Storm Tropical Fund Trust Hospital School College Church Street Bay
    Point Island River Creek Valley Taskforce Exercise Model Justice Judge Magistrate Pope Emperor Sultan Sheikh Shah
    Tsar Kaiser Baron
    """
)
