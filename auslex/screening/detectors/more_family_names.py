"""Family names beyond those of `family_names`; written down from general knowledge like those.

A name proves nothing alone.
"""

from __future__ import annotations

from auslex.screening.detectors.name_words import words

MORE_FAMILY = words(
    """
    Abbott Abel Abela Abrahams Abrahamson Abreu Acheson Acton Adair Adami Adcock Addington Addis Afonso Agius Aguilera
    Ahern Aherne Ainsley Aird Airey Akuffo Alagich Alba Albrecht Alcorn Alderton Aldred Alekna Alessi Alford Alger
    Alighieri Allard Allbright Alleyne Allsop Almond Alston Altmann Amar Ambrose Ames Amir Amos Amundsen Anders Angel
    Angelini Angus Annan Annand Ansell Anstey Anthony Antonelli Appleton Aquilina Arambewela Aranda Araujo Archibald
    Arden Ardern Arena Argyle Arkwright Armour Arrowsmith Arthur Artis Ashcroft Asher Ashford Aston Atkin Attwell
    Attwood Aubert Audley Auer Austen Avery Ayers Aylett Aylward Azzopardi Backhouse Bacon Badger Bagley Bagnall Bahari
    Bain Baines Baker Baldacchino Ball Ballantyne Banks Barbour Barden Barnfield Baron Barron Barrowman Barry Bartels
    Bartholomew Bartley Bartos Barwick Baskin Bass Basson Bateson Batten Baum Bayley Bayliss Baynes Beach Beamish Beard
    Beardsley Beasley Beaton Beckham Bedford Beech Begg Begley Behan Behrens Belcher Belfield Belmonte Beltran
    Benavides Benedict Benetti Benjamin Benton Bereket Berg Bergin Bergman Bergmann Berkeley Bernal Berrigan Bertoli
    Bertram Best Bettencourt Betts Beveridge Beverley Bevilacqua Bhatnagar Bickerton Biddle Biggins Biggs Billing
    Billings Billington Bilton Binns Birchall Bird Birkett Bishop Bjork Black Blackett Blackmore Blaikie Blain Blainey
    Blakeley Blakemore Blakey Blanchard Bland Blandford Blaney Blewett Bloom Bloomfield Blyth Boehm Bohm Boland Bolger
    Bolton Bond Bonham Bonner Bonnici Borland Boswell Bottrell Boulton Bouzid Bow Bowe Bower Bowers Bowler Bowles
    Brabham Bracken Brad Bradfield Bragg Bramble Brand Branson Bray Bremner Brenner Brereton Brett Bridges Bridgman
    Bright Brindley Britton Broad Broderick Brodie Brody Brook Brooke Brooker Brookes Brophy Brosnan Brough Brunner
    Brunton Bryan Bryce Bryson Buchan Buck Buckingham Buckle Bugeja Bull Burch Burchett Burden Burford Burley Burnham
    Burr Burridge Burt Busby Bush Butcher Butterfield Buxton Byers Byron Cabral Cachia Cadman Caffrey Cain Caine
    Callahan Callanan Calleja Callister Calvert Calvin Camm Campion Canavan Candy Cann Canning Cantwell Cardwell
    Cargill Carl Carlin Carlson Carlton Carney Carrick Carrigan Carrington Carruthers Carver Castello Castle Catania
    Caton Cattanach Causley Cavill Cawley Cawthorne Chaffey Chalmers Channing Chanthavong Charters Chea Cheek Cheney
    Cherry Chew Chidgey Childs Chin Chisholm Chrisp Christofides Christoforou Chudleigh Church Churchill Cilento Cioffi
    Clapham Clapton Clare Claxton Clay Cleaver Cleland Cleveland Coady Cocking Cody Coe Coffey Coker Colbert Colby
    Coleridge Colless Colley Collinson Collis Colman Colquhoun Colville Comino Compton Conde Condon Conlon Connelly
    Connors Conrad Coombe Coombs Cooney Cope Copley Corcoran Cordeiro Cordell Corey Cormack Cornell Cornwall Corr
    Corrigan Corry Cosgriff Costa Coster Cotter Cotterill Cotton Couch Coughlan Counihan Couper Court Courtney Cousins
    Coutts Coward Cowell Cowie Cowley Coyle Coyne Crabb Crabtree Cramer Craven Creagh Crean Creed Cremin Crisp Crofts
    Croker Crombie Crook Crooks Cross Crossley Crouch Crow Crozier Cudmore Cuffe Culley Cummins Cunneen Curry Curtin
    Cuthbertson Cutler Czarnecki Dacey Dacosta Dadd Dale Daley Dallas Damiani Dangerfield Daniel Dann Darby Darcy Dare
    Darling Darlington Darmanin Dart Daunt David Dawe Dawkins Day Dean Deering Degraaf Dehghani Dell Dellios Denby
    Denham Denison Denman Dennett Denny Dent Derbyshire Dermody Desmond Devereux Devitt Dewhurst Diamond Dickenson
    Diggins Diggle Dillon Dimitriou Dinan Dineen Ditchfield Dobbs Dodge Dodson Dolan Donald Donelly Donohoe Donohue
    Doolan Dornan Dorsey Doughty Dowd Dowdell Dowding Dowell Downer Downie Downing Dowse Drake Driver Drury Dryden
    Ducas Dudley Duff Duke Dukes Dumas Dunbar Duncombe Dundas Dunford Dunkley Dunne Dunning Dunphy Dunsmore Dupuis
    Duque Duran Durant Durkin Durrant Duval Dyke Dykes Dyson Eades Eagle Eames Earl Earle East Easton Eastwood Ebert
    Ebner Eccles Eccleston Eddy Eden Edgar Edge Edgerton Edmondson Edmunds Eglinton Ehrlich Eklund Elder Eldridge
    Elliot Ellsworth Elmes Elphick Elton Elwood Ely Emery Emmanuel Emmett English Ennis Enright Erikson Ernst Erskine
    Espinosa Essex Etheridge Eustace Everingham Everitt Ewart Ewing Faber Fabian Fabre Fahey Fairbanks Fairbrother
    Fairclough Fairley Fairweather Faisal Falconer Falk Falkner Faraday Farley Farmer Farnham Farquhar Farr Farrar
    Farrington Farrow Favaloro Fearn Fearnley Feeney Fehily Fellows Felton Fennell Fenwick Ferdinand Fergusson Ferris
    Ferry Fields Finney Finnigan Fish Fitz Fitzgibbon Fitzroy Fitzsimons Flack Flannery Flatley Flett Flint Flood
    Florio Flower Flowers Floyd Foale Foote Ford Foreman Forman Forrester Forte Fortescue Foss Foulds Fowles Fox Foy
    Frazer Frazier Freame Frederick Fredericks Freedman Freer French Freney Freund Frew Friis Frost Fryer Fujimoto
    Fullerton Fulton Funk Furness Furse Gabriel Gad Gage Gair Gale Gall Gallego Gamble Gannon Garbutt Gardener Garratt
    Garrick Garrity Garvey Garwood Gaspar Gates Gatt Gattuso Gauci Gaudron Gavin Gaynor Gee Genovese Gentle George
    Gerard Gerber Gerrard Ghali Gibb Gibbins Gibney Giddings Gifford Gilbertson Gilfillan Gilham Gillen Gillett Gillies
    Gillingham Gillis Gilroy Gioia Gittins Giuffre Gladstone Glasgow Glass Gleeson Glen Glenn Glennon Glynn Godden
    Godwin Goff Gokhale Gold Goldsmith Gonsalves Gooch Good Goodall Goode Gooden Goodrich Goodyear Gore Gormley Gorton
    Goss Goulding Gourlay Govender Gow Grace Grant Grantham Grayson Greenfield Greenhill Greer Gregg Gregson Greig
    Gribble Grice Grier Grieve Grigg Griggs Grimwood Grindrod Groenewald Groom Grose Gross Grove Grubb Guest Guevara
    Guidi Guinness Gunasekera Gunn Gunner Guy Haag Hadad Hadden Haddow Hadfield Hadley Hague Halabi Hales Haley Hall
    Hallam Haller Hallett Halloran Halpin Halse Halstead Hamann Hambly Hamer Hamill Hamlyn Hammer Hampson Hand Hann
    Hannah Haque Harber Harcourt Harden Hardie Hardman Hare Harkin Harkins Harman Harmon Harms Harold Harriott Harrold
    Harrower Harry Harte Hartigan Hartman Hartog Hartshorn Hartwell Hartwig Haslam Hassell Hatch Hatcher Hathaway
    Hatton Haughton Havili Hawkes Hawley Haworth Hawthorn Haydon Hayes-Smith Hazell Headley Heald Heap Heard Heather
    Heaton Hebert Hedges Heller Helm Helms Hemming Hemsworth Henley Henning Henricks Henriksen Hepburn Hepworth Herd
    Herman Hermann Heron Herring Hession Hester Hewett Hewson Heydon Heywood Hibbert Hickman Hidalgo Hiett Higginson
    Higham Hilder Hill Hillary Hillier Hillman Hills Hilton Hinchcliffe Hinde Hinds Hines Hirst Hitchcock Hitchens Ho
    Hoad Hoare Hobson Hockey Hocking Hodder Hodson Hogarth Hogg Holbrook Holcombe Holden Holder Holding Holley Holliday
    Hollings Hollingsworth Hollis Holly Holm Holzman Homer Hood Hook Hooker Hope Hopgood Hopkin Hopkinson Horan Hore
    Horgan Horn Horner Hornsby Horrocks Horsley Hoskin Hosking Hough Houlihan Houston Howells Howes Howie Howson Hoy
    Hoyle Hristov Hubner Huckstep Hugh Hull Hume Hurd Hurrell Husain Hussey Hutchins Hutchison Huxley Hyndman Hynes
    Igoe Imrie Ingleby Ioannidis Ireland Irons Irvin Isaac Isaacson Isherwood Ivers Ives Ivory Izzard Jack Jackman
    Jacob Jacobson Jaensch Jagger Jakobsen Janszen Jaramillo Jarman Jarrett Jasper Jay Jefferson Jeffery Jeffrey
    Jeffreys Jenkin Jenkinson Jenner Jenson Jepson Joannou Joel John Johnsen Jolly Jonas Jonsson Jorgensen Jory
    Josipovic Joubert Jowett Joy Joyner Jubb Judge Juhasz Julian Jurkovic Kaba Kable Kahn Kai Kalra Kanani Karan Kassab
    Kaufman Kaufmann Kaye Kearns Keast Keaton Keats Keble Keefe Keelan Keeley Keen Keene Kefalas Keir Keith Kellett
    Kelley Kellner Kells Kelson Kelvin Kempson Keneally Kennard Kennelly Kenneth Kenning Kenyon Kerin Kermode Kessler
    Ketteridge Kettle Kew Key Keyes Keys Kiely Kiernan Kilgour Killeen Kilmartin Kimball Kimber Kincaid Kingdon
    Kinghorn Kingsbury Kingsley Kinsella Kipling Kipper Kiraly Kirkham Kirwan Kitson Kline Kneebone Knights Knoll Knott
    Knowlton Kohl Komorowski Kong Kopp Korda Kosta Kostas Kostov Kotze Koval Kowal Krajewski Krebs Kremer Krishna Kroll
    Krupa Kubik Kumarasinghe Kyle Labuschagne Lacy Ladd Lafferty Lagos Lakatos Lake Lalor Lamb Lamberti Lamont Lander
    Landon Landry Lane Langer Langlois Lanham Lansdowne Lantos Laparra Lapsley Larkins Larson Laskaris Latham Lauder
    Laurence Laursen Lavender Laver Lavery Law Lawlor Lawrie Lawton Laxton Lazarus Lazzaro Leach Leadbetter Leal Leask
    Leavy Leech Leeds Leeming Leggett Lehane Leibowitz Leicester Leigh Leitch Leith Lemieux Lennon Lenton Leon Letts
    Lewin Leyden Leyton Libby Liddle Lidgett Lilley Lillis Lima Lincoln Lind Lindquist Lindsey Linehan Linklater Lipman
    Lister Liston Little Litton Livingston Llewellyn Lobo Lockett Lockley Lodge Loftus Lohan Lomas Lomax Loney Long
    Longbottom Longhurst Longman Longmore Loong Lord Loreto Loughlin Loughran Louis Lourenco Love Loveday Lovegrove
    Lovett Low Lowery Lowry Loy Lubbock Luca Lucchese Lucey Luciano Luck Ludlow Lukac Luke Lumley Lumsden Lund Lundberg
    Lundgren Lunn Lunt Lupton Luther Luxford Luxton Lyle Lynas Lyndon Lyne Lynn Lynskey Lyon Lysaght Mabbott Mabey
    MacBride MacCallum MacDonnell MacDougall MacFarlane MacIntosh MacIntyre MacKellar MacLeod MacMahon MacNamara
    MacNeil MacPherson MacQueen Macaulay Macedo Machin Maciel Mack Mackey Mackie Mackinnon Mackintosh Macklin Macri
    Macy Maddison Maddock Madigan Madison Maestri Magee Maggs Magill Magro Mahon Maia Makin Mallett Mallia Mallinson
    Malone Mandal Mandela Mander Manfredi Mangan Mangion Manley Manna Manson Mant Mantel Manton Manzo Mapp Marais March
    Marcus Mares Margolis Marin Marinelli Marinos Mark Markey Markle Marks Marland Marley Marlow Marrone Marsland
    Martinelli Martino Marwood Masterson Mata Mathieson Matthew Mattingly Mattner Maude Maughan Maurer Maurice May
    Mayes Mayfield Maynard Mayo Mays McAdam McAlpine McAndrew McAuliffe McCain McCarron McCartan McCartney McCaskill
    McClintock McCloskey McColl McConachie McConville McCoy McCrae McCrory McCullough McCusker McDiarmid McDonagh
    McEvoy McEwen McFarland McGann McGee McGeoch McGinley McGinn McGlynn McGovern McHale McIvor McKechnie McKee McKell
    McKelvey McKeon McKeown McKern McKerrow McKie McKinlay McKinley McKnight McLachlan McLauchlan McLaughlan McLeish
    McLellan McLelland McLennan McLoughlin McMaster McMullen McMurray McMurtrie McNab McNair McNamee McNaughton McNicol
    McNulty McPhail McQuade McShane McVeigh McVey McWhirter McWilliam McWilliams Meade Meadows Mealey Mears Medwin
    Meehan Meek Meikle Meldrum Melis Mellor Mellors Merrill Merriman Merritt Merry Metzger Meyers Michael Michaels
    Michel Michelson Midgley Miguel Mikkelsen Milano Milford Milla Millard Millen Milligan Millington Milner Milton
    Minchin Minton Mitchelson Mitchum Mizzi Moffatt Moffitt Mogg Molony Molyneux Monahan Monk Monks Monro Montague
    Monteith Montero Moon Moorcroft Moore-Jones Moorhead Morcom Moreland Moreton Morey Morgenstern Morin Moroney
    Morrell Morrice Morse Mortimer Moseley Moser Moses Mosley Moss Mostyn Motta Moulton Mount Mountford Mowat Mowbray
    Moyle Moynihan Moysey Muir Muldoon Mulhall Mulkearns Mullan Mullane Mullaney Mullis Mulroney Mulvaney Mulvey Munday
    Mundy Mungo Muniz Munn Munroe Munson Murdock Murgatroyd Muriel Murnane Murrell Murtagh Murtha Muscat Musgrove
    Muston Mutch Myer Nadeem Nagle Naidoo Nance Nandan Nankervis Nardi Natale Nathan Neale Neame Neeson Neilsen Neilson
    Neish Nelligan Nesbitt Netherton Nettle Neuman Newby Newham Newlands Newnham Newsham Newsome Nguyen-Tran Niall
    Niblett Niblock Nichol Nicol Nicoll Nicolls Nicolson Niehaus Nielson Nino Noakes Nobbs Noble Noel Noonan Noor
    Norbury Nordin Norrish North Northrop Nott Nottle Nowland Noyce Nunan Nunn Nurse Nye Nyman Oakey Ochoa Odell Odgers
    Ogilvy Ohara Olds Olivier Ollivier Olney Olson Onslow Opie Oram Orchard Ord Orellana Orford Oriel Orme Ormsby Orr
    Orsini Orton Orwell Osborn Osbourne Osmond Ostler Oswald Ott Ottaway Ovens Pacino Packer Paddon Padgett Page Paige
    Painter Palacios Palermo Pallas Panizza Pankhurst Pantano Papalia Papp Paquette Pardo Parfitt Parham Parish Park
    Parks Parnell Parrish Parslow Pasquale Pastor Patterson-Jones Patton Payton Paz Peace Peachey Peacock Pearl Pearman
    Pears Pearsall Peart Pease Peckham Peel Pegg Pena Pender Pendlebury Pendleton Penglase Penman Penn Pennell Penney
    Pennington Pepper Percy Perillo Perkin Perrott Perrottet Perumal Petherick Petrelli Pettigrew Petty Peyton Philby
    Philip Philippou Philips Phillipson Philp Phipps Phoenix Picard Piccoli Pickard Pickford Pickles Pidgeon Piercy
    Pierre Pike Pilgrim Pilkington Pilling Pinder Pinheiro Pinto Piper Pirie Pisani Pitman Pittman Platt Playford
    Pleasance Plumb Podesta Poidevin Polglase Politis Polk Polson Pomeroy Pong Pont Ponting Poole Pooley Pope Popovich
    Poppins Porter Posner Potts Poulos Poulsen Pound Powers Poynter Pratt Preece Prentice Presley Prestwood Prevost
    Price Prichard Priddle Priest Priestley Primrose Prince Pringle Prior Pritchett Probert Prosser Proudfoot Prout
    Provenzano Pryce Pryde Psaila Puckett Pullen Pulling Purdy Purkiss Purnell Purser Purvis Puttnam Pyne Quadri Quan
    Quarles Quayle Quealy Queiroz Quill Quinlivan Quintana Quirk Rabbitt Radley Radosavljevic Rae Raffles Rainbird
    Raine Raines Rainsford Raj Rajaratnam Rajendran Raju Raleigh Ralston Ramadan Ramage Ramasamy Randell Randle Rapley
    Rattray Rau Raven Ravenscroft Rawlins Rawlinson Rawson Ray Rayment Rea Read Reade Reay Rebelo Redden Redman Redpath
    Reece Reese Reeve Reich Reidy Reinhardt Reiter Reith Remington Renfrew Rennie Renton Renwick Restrepo Revell
    Rhoades Riccardi Rice Rich Richard Riches Rickards Ricketts Riddle Ridge Ridgeway Ridout Rigg Riggs Rimmer Ripley
    Ritter Rivers Robb Robert Robey Roca Rocca Roche Rochester Rochford Rodd Roden Roderick Rodrigo Rodwell Roe Rofe
    Rogan Rogerson Roland Rolland Rollins Rollinson Rolls Romney Ronald Rook Rooke Rosa Rosati Roscoe Rosenbaum Rosie
    Rosier Ross-Smith Rossiter Rota Roughley Rountree Rouse Routledge Rowan Rowell Rowlands Rowlandson Rowse Rowson
    Roxburgh Royce Royston Rozario Rudge Rudolph Ruff Rugg Rule Runciman Rundle Ruse Rush Rusk Ruskin Ruthven Rutland
    Rutter Ruxton Rymer Sabatini Sabella Sach Sachdev Sackville Sadek Sadiq Saez Salem Salmon Salmond Salt Salter
    Saltmarsh Samaras Sampson Samson Samuel San Sandeman Sander Sandstrom Sangha Sankey Santana Santangelo Sapra
    Saraiva Sarmiento Sassoon Saunderson Sava Savage Saverio Saville Savoy Saxon Sayer Sayers Scanlon Scarborough
    Schiavone Schiller Schilling Schindler Schmitz Scholes Schroder Schulze Schuster Schutz Schweitzer Sclater Scoble
    Scollay Scotto Scrivener Scully Seagrave Sealy Seaman Sear Sears Seaward Seccombe Seddon Sedgwick Seeley Sefton
    Seifert Selby Selim Sellars Selleck Semmens Semple Sergeant Severin Sforza Shadbolt Shand Shanks Sharman Sharp
    Sheather Sheedy Sheehy Sheen Sheffield Shelley Shelton Shepard Shephard Shepherd Sher Sherman Sherrard Sherriff
    Sherrin Sherry Sherwin Shiels Shillington Shipley Shirley Short Shorten Shorter Shrimpton Shuttleworth Sibley
    Siciliano Siddall Siddle Siegel Sierra Siewert Sills Silver Silverstein Silvester Sim Simeon Simkin Simmonds
    Simonsen Simpkin Simunovic Singer Singleton Sinnott Skeggs Skelton Skene Skidmore Skipworth Skoglund Skuse Slavin
    Slee Sleeman Sleigh Sloane Slocombe Sloper Smale Small Smeaton Smee Smethurst Smiley Smithson Smythe Snape Snell
    Snook Snow Snowden Sobers Soderstrom Solano Solari Solis Soloman Solovyov Somers Somerset Sommers Soper Soria
    Soulsby South Southam Southgate Sowden Sowter Sparke Sparks Sparrow Spears Speight Spender Spiers Spiller Spinelli
    Spinks Spokes Spratt Springer Springett Spry Spurr Squires Stacey Stack Stackpole Stacy Stainer Staines Stainton
    Stamatis Stamford Stamp Stanaway Standen Standley Standring Stanfield Stanford Stannard Stansfield Staples Stark
    Starkey Starling Starr Steadman Stebbing Steed Steedman Steel Steen Steer Stefanidis Steinberg Steinmetz Stenning
    Stephen Stern Steward Stewart-Brown Stiles Stillman Stilwell Stimson Stock Stocker Stocks Stockton Stockwell Stoker
    Stone Stoneham Stonehouse Storer Storr Story Stowe Stoyanov Strahan Stratford Strathmore Straus Strauss Streeton
    Stretton Stringer Stroud Stubbings Stubbs Stuckey Studdert Studley Sturgeon Sturt Sugden Suleiman Summerfield
    Summers Summerville Sumpter Sunderland Suresh Surridge Surtees Swain Swaine Swan Swann Swanwick Sweet Sweetman
    Swift Swindells Swinton Switzer Sylvester Symes Symington Symons Synnott Szalai Tabone Tadros Tafoya Taft Taggart
    Tait Tal Talia Tallis Tamaki Tancredi Tandy Taplin Tapp Tarrant Tasker Tatum Teague Teal Tee Telfer Temple
    Templeman Tennyson Terrell Terzi Thacker Thackray Theodore Theron Thiele Thirkell Thom Thomason Thomasson Thorburn
    Thorn Thornley Thorogood Thorp Thrower Thurlow Thwaites Tibbetts Tibbits Tiernan Tighe Tilbrook Tiller Tilley
    Tillman Timmins Timms Tindal Tindall Tinker Tippett Tipping Titmus Tivendale Tobias Todorov Toffoli Toll Tolley
    Tollis Tolmie Tolstoy Tom Tomasevic Tomkins Tomlin Toms Toole Toomey Toop Tootell Topping Torrance Torres Torrisi
    Tory Tosi Tovey Towers Towle Towner Townley Townshend Tracy Trainor Trask Travis Treacy Trefry Tregenza Tremain
    Trembath Trengove Trent Trevena Trewin Trezise Trigg Trimble Trinder Tripathi Triplett Tritton Trotman Trott
    Trotter Troup Troy Trueman Trumble Trussell Tuck Tudor Tuffin Tuite Tull Tulloch Tully Tunks Tunnicliffe Tunstall
    Turkovic Turley Turpin Turrell Turton Tutt Tweddle Tweed Twyford Tye Tyers Tyldesley Tynan Tyne Tyson Udall Uhr
    Ukich Ulrich Umar Ungar Unsworth Upham Uppal Upshall Upson Upward Uren Uribe Urry Usher Utting Vaile Valdes Vale
    Valentin Valerio Vallance Valle Vallejo Valli Vanderberg Vanstone Vasile Vaskess Vassallo Vassiliou Veale Vega
    Veitch Velez Venn Venning Vera Verdi Verdon Vere Verity Verney Verrall Verrier Vial Vicars Vicary Victor Vidler
    Viera Vieyra Vigil Vigors Villa Villagran Villani Villiers Vince Vine Viner Viney Vinson Virgo Visconti Vitali
    Vitelli Vivekananda Vlahakis Vlasic Voight Volk Vong Voss Vucic Vukelic Waddy Wadeson Wadham Wadley Wadsworth
    Wagener Waghorn Waide Wain Waite Wake Wakeham Wakelin Wakely Wakeman Wald Walden Waldman Waldock Waldren Wale
    Walford Walkden Walkom Wall Wallbridge Wallington Wallwork Walmsley Walpole Walshe Walters-Jones Walther
    Walton-Smith Wanigasekara Warboys Warby Wardle Ware Wareham Warfield Wark Warland Warlow Warn Warne Warr Warrener
    Warrick Warwick Wasley Wass Waterfield Waterford Waterman Waters Waterson Watkin Watkinson Watmough Watters Waugh
    Wayland Wayne Wearne Weatherall Weatherby Weatherhead Weathers Weaver Weber-Jones Webley Weddell Wedderburn Weekes
    Weeks Weeraratne Weerasekera Weidenbach Weiland Weinstock Weisman Weizman Welbourn Weld Welling Wellman Wells-Jones
    Welton Wendt Wenham Wenke Wesley West Westbrook Westcott Westerman Westfall Westlake Westley Westman Westmoreland
    Westphal Westwick Wetherby Wetherill Whaley Whalley Whatley Whatmough Wheaton Wheelan Wheelhouse Wheelwright
    Whidborne Whiddon Whincop Whinney Whipp Whisker Whitbread Whitcher White-Jones Whitehall Whitehouse Whitehurst
    Whitelaw Whitelock Whiteman Whitfeld Whitham Whitley Whitlock Whitman Whitney Whitrow Whittington Whittle Whitton
    Whitwell Whitworth Whyte Wickens Wickham Wickremasinghe Wicks Widdowson Wiese Wiesner Wigg Wiggins Wight Wightman
    Wignall Wilby Wilcock Wilcoxson Wild Wilder Wildman Wiles Wiley Wilford Wilhelm Wilk Wilken Wilkin Willard Willcox
    Willey William Willing Willingham Willington Willison Willmott Willox Wills-Jones Wilmott Wilsher Wilshire Wilsmore
    Wilton Wiltshire Winch Winchester Winder Windle Windross Wingate Wingfield Winn Winnett Winslow Winston Winstone
    Winter Wintle Winton Winward Wisely Wiseman Wishart Witham Witherspoon Withnall Witt Witter Witting Wittmann
    Wohlers Wolfson Wolmer Wolseley Wolski Womersley Wong-Smith Wonnocott Wood Woodall Woodbridge Woodburn Woodbury
    Woodford Woodger Woodham Woodhead Woodman Woodrow Woods Woodside Woodson Woodville Woodyard Woodyatt Woof Woolf
    Woolfe Woollett Woolman Woolnough Woolston Wooster Wooten Wootton Wordsworth Worley Wormald Worner Worsley Worthing
    Wotherspoon Wotton Wragg Wrathall Wray Wren Wrench Wrigglesworth Wrigley Wroe Wurst Wyld Wylde Wyllie Wyness Wynne
    Wyss Xavier Xerri Yabsley Yaman Yarwood Yasin Yeatman Yeats Yeend Yelverton Yeoman Yesilova Yewen Yoder Yorke
    Youens Youl Youngman Youngs Yuille Zabala Zacharia Zaki Zalewski Zambrano Zanetti Zanotti Zappala Zarb Zavala
    Zelenko Zeller Zelman Zhukov Ziadeh Zilberman Zimmer Zink Zohar Zorba Zuccaro Zucco Zuckerman Zupan Zurita Zwar
    Zwart Zylstra
    """
)
