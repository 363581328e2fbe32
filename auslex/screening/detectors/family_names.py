"""Family names of people who live in Australia, wherever they come from.

Written down from general knowledge; no register and no data set was copied. A name proves nothing alone.
"""

from __future__ import annotations

from auslex.screening.detectors.more_family_names import MORE_FAMILY
from auslex.screening.detectors.name_words import words

FAMILY = MORE_FAMILY | words(
    """
    Abalos Abbasi Abberton Abboud Abdallah Abdel-Rahman Abdi Abdirahman Abdo Abdullah Abdullahi Abe Abebe Abeysekera
    Abood Abou Aboud Abraham Abramov Abramovich Acar Acharya Achol Achuil Ackland Acosta Acuil Adamczyk Adamovic
    Adams Adamson Addison Addo Adebayo Adeyemi Adhikari Adib Adiputra Adler Adut Aekarat Afamasaga Afolabi Afshar
    Agany Agarwal Agbaje Agbayani Aggarwal Agnew Agostino Agrawal Aguer Aguilar Aguirre Agyeman Ahluwalia Ahmad
    Ahmadi Ahmadzai Ahmed Ahn Ahuja Ainsworth Aiono Aitken Ajak Akande Akbari Akbulut Akers Akhtar Akkari Akol Akot
    Akram Aksoy Aktas Akuei Akyuz Al-Ali Al-Assad Al-Farsi Al-Hassan Al-Jabouri Al-Khatib Al-Mansour Al-Masri
    Al-Najjar Al-Rashid Al-Saadi Al-Sayed Alam Alameddine Albanese Albert Albury Alcantara Alcock Alderson Aldous
    Aldridge Aleer Alemu Alexandrou Alier Alinejad Alizadeh Allan Allardyce Allen Allison Almario Almeida Alofa
    Aloisio Alonso Altun Alvarado Alvarez Alves Amarasinghe Amato Amin Amini Amiri Amituanai Amoah Amory Anagnostou
    Anand Anastasiou Andersen Anderson Anderson-Wright Andersson Ando Andrade Andreou Andrews Andric Angelopoulos
    Angove Annear Ansah Ansari Antic Antoniou Antonopoulos Antoun Anwar Anyang Aoki Aoun Apirana Apostolou Appiah
    Appleby Applegate Aquino Arai Araya Arbuthnot Archer Argall Argyropoulos Arias Arkell Armitage Armstrong Arnold
    Arok Arop Arora Arslan Arthurson Asad Asadi Asante Ashby Ashdown Ashraf Ashrafi Ashton Ashworth Asiata Askew
    Aslam Aslan Asmar Aspinall Assaf Assefa Astley Atalay Atallah Atem Athanasiou Atherton Atkins Atkinson Attard
    Attenborough Au-Yeung Auld Aumua Austin Auva'a Avci Avila Awad Awan Axford Aydin Aydogan Ayele Ayling Ayoub
    Ayres Ayuel Azar Azevedo Azimi Aziz Azizi Azzi Babic Babich Bacani Bach Badawi Bae Baek Bagga Bagheri Bagshaw
    Bahrami Bai Baig Bailey Bainbridge Bains Baird Bajic Bajwa Baker-Ngalkin Bakker Bakri Balagtas Balakrishnan
    Balderstone Baldwin Balfour Ballard Balogh Balogun Bamblett Bancroft Banda Bandara Banerjee Banfield Banh Bani
    Bannister Banovic Bansal Bao Barakat Barakzai Baran Barbaro Barber Barbieri Barbosa Barclay Bardsley Barham
    Barker Barlow Barnaby Barnard Barnes Barnett Barone Barr Barraclough Barratt Barrett Barrington Barrios Barros
    Barrow Bartlett Bartolo Barton Bashara Bashir Basile Basilio Basnet Bassett Bastow Basu Batchelor Bateman Bates
    Batista Batra Battaglia Battersby Batty Bauer Baumann Bautista Baverstock Baxter Bayraktar Bayram Bazzi Beale
    Beattie Beaumont Bechara Becker Beckett Beckwith Bediako Beek Begum Bekele Bell Bellamy Bellingham Bellini
    Benbow Bendall Benedetti Benitez Bennett Bennetts Benson Bent Bentley Beresford Berger Bergstrom Bernard
    Bernardi Bernardo Bernstein Berriman Berry Bertrand Bestwick Bettany Bevan Bhagat Bhandari Bhardwaj Bhatia Bhatt
    Bhattacharya Bhattarai Bhatti Bhuiyan Bhullar Bianchi Bianco Biar Biddulph Bignell Bilgin Billingsley Bingham
    Bior Birch Birrell Birri Biswas Blackburn Blackman Blackwell Blackwood Bladen Blagojevic Blair Blake Blakely
    Blanc Blanco Blazevic Bligh Blum Blumenthal Blundell Boateng Boddington Bodsworth Bogdanovic Bol Bonanno
    Bondarenko Bonfiglio Bonnet Bonython Boonmee Booth Boothby Borg Borges Borkowski Borthwick Bosch Bose Bosnjak
    Bosworth Botha Boucher Bourke Bourne Boutros Bowden Bowen Bowker Bowman Bowyer Boyce Boyd Boyko Boyle Bozic
    Bozkurt Brackenreg Bradbury Bradford Bradley Bradshaw Brady Braithwaite Bramley Bramwell Brandt Brannigan Brar
    Braun Breen Brennan Brewer Brewster Briggs Brightwell Briscoe Bristow Brito Broadbent Brock Brockman Bromley
    Brooks Broughton Brouwer Brown Browne Browning Brownlow Bruce Brumby Bruni Bruno Bryant Buchanan Buckland
    Buckley Buckmaster Budd Buenaventura Bui Bullock Bulut Bunbury Bunting Burarrwanga Burbidge Burchell Burdett
    Burgess Burgoyne Burke Burnett Burns Burnside Burrell Burrows Burston Burton Bustamante Butler Butt Butterworth
    Byford Byrne Byun Caballero Cabrera Cadden Cadwallader Cahill Cai Cairns Cakir Calabrese Calder Calderon
    Caldwell Callaghan Callander Cama Cameron Camilleri Campbell Campos Cannington Cannon Cao Capstick Capuano
    Caputo Carberry Carbonaro Carbone Cardenas Cardew Cardoso Carew Carey Carlisle Carlsen Carlsson Carmichael
    Carmody Carnegie Carpenter Carr Carrasco Carrillo Carroll Carson Carstairs Carter Carthew Cartwright Caruana
    Caruso Carvalho Casella Casey Cassar Cassidy Castaneda Castillo Castles Castro Catalano Catapang Catchpole
    Caterson Catt Cattaneo Cavallaro Cavanagh Celik Cen Cerny Cespedes Cetin Cha Chadha Chadwick Chae Chahine Chai
    Chaiyaporn Chaiyasit Chakraborty Challis Chamberlain Chamberlin Chamoun Chan Chanda Chandler Chandra Chandran
    Chang Chao Chaplin Chapman Chappell Charbel Charlesworth Charlton Charoensuk Chatfield Chatterjee Chau Chaudhary
    Chaudhry Chauhan Chavez Chawla Cheema Cheeseman Cheetham Chen Cheng Cheong Chester Chesterton Cheung Chevalier
    Chia Chiang Chidiac Chikowore Chikwanha Ching Chirwa Chishti Chiu Chivers Cho Choe Choi Chol Chong Choo Chopra
    Chou Choudhary Choudhury Chow Chowdhury Choy Christensen Christie Christodoulou Christou Chu Chua Chukwu Chun
    Chung Churcher Ciccone Cinar Cirillo Claassen Clancy Claridge Clark Clarke Clayton Cleary Clegg Clement Clements
    Clifford Clifton Clough Clowes Coates Cobb Cochrane Cockburn Coelho Coetzee Coghlan Cohen Colclough Coldwell
    Cole Coleman Coles Collard Collett Collier Collingwood Collins Colombo Comerford Commins Concepcion Condello
    Congdon Connell Connolly Connor Considine Constantinou Conte Conti Contreras Conway Cook Cooke Coombes Cooper
    Copeland Coppola Corbett Corbould Cordova Cornish Corpuz Correa Correia Cortes Cortez Cosentino Cosgrove Coskun
    Costanzo Costello Cottrell Coulson Coulter Coulthard Courtenay Coventry Cowan Cowdery Cox Cracknell Craig Crane
    Cranston Crase Crawford Crawley Creighton Cresswell Creswell Crichton Croft Crompton Cronin Crosbie Crosby Crowe
    Crowhurst Crowley Crowther Cruickshank Cruz Cubillo Cui Cullen Cullinane Cumming Cummings Cung Cunha Cunningham
    Curnow Curran Currie Curtis Cusack Cutajar Cuthbert Cvetkovic D'Agostino D'Amico D'Andrea D'Angelo D'Arcy
    D'Costa D'Souza Dabrowski Dagher Daher Dahir Dahl Dalisay Dalrymple Dalton Daly Dam Dampier Daneshvar Dang
    Daniels Danilovic Danvers Dao Daoud Dar Darragh Darwish Das Dasgupta Daskalakis Dassanayake Datta Dau Daubney
    Davenport Davey Davidson Davies Davis Davison Dawes Dawson De-Angelis De-Luca De-Silva DeAngelis DeSantis Deacon
    Deakin Deane Debono Dekker Delacruz Delahunty Delaney Delgado Delic Demetriou Demir Demirci Demissie Dempsey
    Dempster Deng Denholm Denning Dennis Denton Derrick Desai Deshmukh Deshpande Desta Dettmann Devereaux Devine
    Devlin Dewar Dey Dhaliwal Dhamarrandji Dhar Dhawan Dhieu Dhillon Dhingra Dhurrkay Di-Stefano DiMarco Diallo
    Diamantis Dias Diaz Dib Dibble Dickens Dickinson Dickson Diep Dietrich Digby Dijkstra Dimitriadis Dimitropoulos
    Dimopoulos Ding Dingle Dinh Dinsdale Diop Dissanayake Dixit Dixon Dizon Djerrkura Djokic Djokovic Djordjevic
    Djuric Dlamini Doan Dobell Dobson Docherty Dodd Dodds Dogan Doherty Domingo Dominguez Donaghy Donaldson Dong
    Donnellan Donnelly Donoghue Donovan Dooley Dorrington Douglas Dowling Downes Downey Doyle Drabsch Dragovic
    Draper Drayton Drew Drewery Drinkwater Driscoll Drummond Drysdale Duale Duan Duarte Dube Dubey Dubois Duckworth
    Duda Dudek Duffield Duffy Dufour Dugdale Duggan Duman Dumont Duncan Dunlop Dunn Dunstall Dunstan Duong Duot
    Dupont Durack Durand Durham Duric Dut Dutt Dutta Dutton Dvorak Dwyer Dyer Eagleton Eastaugh Eastman Eaton
    Eberhardt Ebrahimi Eckersley Economidis Economou Edgecombe Edmonds Edwards Efthimiou Egan Eggleston Eid
    Ekanayake Ekwueme El-Hage El-Hassan El-Khoury El-Sayed Elias Elkington Ellery Ellicott Elliott Ellis Ellison
    Elmi Elphinstone Elsworth Emerson Endersby Endo Engel Enriquez Entwistle Erdem Erdogan Ergun Eriksen Eriksson
    Eroglu Errington Escobar Eskandari Espino Espinoza Espiritu Esposito Esteves Estrada Evangelista Evangelou Evans
    Evatt Everett Eversham Eyre Eze Ezekiel Fa'afiti Faalogo Faamausili Faasavalu Fabbri Fadel Fagan Fahd Fainga'a
    Fairbairn Fairfax Fajardo Fakatava Fakhoury Fakhri Falaniko Falcone Faleolo Fallahi Fallon Falzon Fan Fang
    Fanning Farah Farahani Faraj Fares Farhadi Farhat Faria Farinella Farkas Farnsworth Farooq Farooqi Farrell
    Farrelly Farrugia Fathi Faulkner Fawaz Fawcett Fayad Fazio Featherston Fedorov Feldman Fenech Feng Fenton
    Ferguson Fernandes Fernandez Fernando Ferrante Ferrara Ferrari Ferraro Ferreira Ferri Ferrier Fiedler Fielding
    Fifita Figueiredo Figueroa Fikadu Filipo Filipovic Finau Finch Findlay Finkelstein Finlay Finlayson Finn
    Finnegan Finnerty Fiore Firth Fischer Fishburn Fisher Fitzgerald Fitzpatrick Fitzsimmons Flaherty Flanagan Fleay
    Fleming Fletcher Flinders Flockhart Flores Flynn Fok Folau Foley Fong Fonoti Fonseca Fonseka Fontaine Fontana
    Fonua Foo Forbes Forrest Forster Forsyth Foskett Foster Fothergill Fotheringham Fotiadis Fotopoulos Fotu
    Fournier Fowler Francis Francisco Franco Frank Franklin Fraser Freckleton Freebairn Freeman Freitas Friedman
    Friedrich Frith Fruean Fry Fu Fuchs Fuentes Fujii Fujita Fukuda Fuller Fung Furlan Furlong Furphy Fusco Fusitu'a
    Gabbett Gaffney Gagnon Gai Gajic Galang Galanis Galarrwuy Galati Galbraith Galea Gallagher Gallardo Gallegos
    Galli Gallo Galloway Galvin Gamage Gambier Ganambarr Gandhi Ganguly Gao Garang Garcia Gardiner Gardner Garg
    Garland Garner Garnett Garnier Garrawurra Garrett Garrido Garside Gascoigne Gatdula Gatluak Gatti Gatto Gault
    Gaunt Gautam Gauthier Gavan Gaykamangu Ge Geary Gebre Gebremariam Gebremedhin Geddes Geller Gentile Georgiadis
    Georgiou Georgopoulos Geraghty Gerges Getachew Ghaffari Ghanem Ghani Ghannoum Ghasemi Ghimire Ghorbani Ghosh
    Ghosn Giannakis Giannopoulos Gibbons Gibbs Gibson Gilbert Gilchrist Giles Gill Gillard Gillespie Gilligan
    Gilmore Gilmour Gimenez Giordano Girard Girma Giuliano Gladwin Glasson Gledhill Glover Goddard Godfrey Godoy
    Goel Goh Goldberg Golding Goldman Goldstein Goldsworthy Golestani Gomes Gomez Goncalves Gondarra Gonzales
    Gonzalez Goodchild Goodfellow Goodman Goodwin Gopal Gordon Gorman Gorski Gosling Goto Gough Gould Gower Goyal
    Grabowski Grady Graf Graham Grainger Grasso Graves Gray Greaves Grech Greco Green Greenaway Greenberg Greene
    Greenhalgh Greenslade Greenwood Gregory Grenfell Grewal Grey Grgic Griffin Griffith Griffiths Grimes Grimshaw
    Grogan Groot Grosvenor Grover Groves Gruber Grubisic Gu Guan Guerin Guerra Guerrero Guevarra Guha Gulati Guled
    Guler Gulliver Gumana Gumbo Gunaratne Gunasekara Gunawan Gunawardena Gunes Gunning Gunther Guo Gupta Gurruwiwi
    Gurung Gustafsson Guthrie Gutierrez Guven Guzman Gwynne Haan Haas Habib Habibi Hachem Hackett Haddad Haddon
    Hadzic Hafoka Hagan Hagen Haggerty Hagos Hahn Haidar Haidari Haidary Haider Haig Haigh Haile Haines Hajjar Hakim
    Hakimi Hale Halim Halliday Halls Halvorsen Hamad Hamdan Hamersley Hamid Hamidah Hamilton Hammersley Hammond
    Hamoud Hampton Han Hana Hancock Handley Hanley Hanlon Hanna Hannaford Hannan Hannigan Hanrahan Hansen Hanson Hao
    Haq Hara Harada Harawira Harb Harbison Hardacre Hardcastle Harding Hardwick Hardy Hargrave Hargreaves Hariri
    Harkness Harley Harlow Harmer Harper Harpur Harrigan Harrington Harris Harrison Harrop Hart Hartley Hartmann
    Hartnett Hartono Hartshorne Harvey Harwood Hasan Hasegawa Hashem Hashemi Hashim Hashimoto Hashmi Hassall Hassan
    Hastie Hastings Hatfield Hatzis Haugen Havea Hawes Hawi Hawke Hawker Hawkins Hawksworth Hawthorne Hayashi Hayden
    Hayes Haynes Hayward Haywood Hazelwood Healy Heaney Heath Heathcote Heffernan Hegarty Hegde Heidari Heinrich
    Heke Helou Hemmings Henderson Hendriks Hendry Heneghan Heng Hennessy Henriques Henry Henshaw Herangi Herath
    Herbert Hernandez Herrera Herrmann Herron Hersi Heslop Hetherington Hettiarachchi Hewitt Heyward Hibberd Hickey
    Hicks Hidayat Higginbotham Higgins Higgs Hijazi Hindmarsh Hinton Hirano Hirsch Hirsi Hislop Hoang Hobbs Hockings
    Hockley Hodge Hodges Hodgkinson Hodgson Hodzic Hoekstra Hoffman Hoffmann Hofmann Hogan Hohaia Holdsworth Holgate
    Holland Hollands Holloway Holman Holmes Holmwood Holroyd Holt Honeyman Hong Hoo Hooper Hopcroft Hopkins Hopoate
    Hopper Hopwood Horak Hordern Hornby Horne Horomia Horowitz Horsfall Horton Horvat Horvath Hoskins Hossain
    Hosseini Hotak Hou Houghton Howard Howarth Howe Howell Howlett Hsieh Hsu Hu Hua Huang Hubbard Huber Huddleston
    Hudson Huggett Hughes Hui Hulme Humffray Humphrey Humphreys Humphries Hung Hunia Hunt Hunter Huntley Huq Hurley
    Hurst Hussain Hussaini Hussein Hutchings Hutchinson Hutton Huxtable Huynh Hwang Hyde Hyland Iacono Ibanez Ibekwe
    Ibrahim Idris Ignacio Igwe Ikeda Ilagan Iles Ilic Illingworth Im Ince Ingham Inglis Ingram Innes Inoue Ioane
    Ioannou Iqbal Ironside Irvine Irving Irwin Isaacs Ishii Ishikawa Islam Ismail Issa Ito Ivanov Ivanova Ivanovic
    Ivanovski Iwasaki Iyengar Iyer Jaafar Jabbour Jaber Jabiru Jablonski Jackson Jacobs Jacobsen Jadhav Jaeger
    Jafari Jagamarra Jaidee Jain Jakovljevic Jalali Jalloh Jama Jamal James Jamieson Jamil Jampijinpa Jang Jankovic
    Jankowski Jansen Janssen Japaljarri Japanangka Jara Jardine Jarvis Javadi Javed Javier Jaworski Jayasinghe
    Jayasuriya Jayawardena Jeffcott Jefferies Jeffries Jelic Jellicoe Jenkins Jennings Jensen Jeon Jeong Jephcott
    Jessop Jewell Jha Ji Jia Jiang Jimenez Jin Jo Jobson Johal Johansen Johansson Johns Johnson Johnston Johnstone
    Jok Jolley Jones Jong Joo Jordan Joseph Joshi Jouni Jovanovic Jovanovski Joyce Juach Judd Jukic Jun Jung Jungala
    Juric Jurrah Juuk Kabila Kabir Kaczmarek Kaddour Kagan Kaiser Kakar Kalogeropoulos Kamal Kamara Kamaruddin
    Kamath Kamau Kaminski Kanaan Kane Kanellis Kang Kantilla Kapadia Kaplan Kapoor Kapur Kara Karaca Karageorgiou
    Karagiannis Karagoz Karaka Karam Karamanlis Karatas Karim Karimi Kariuki Karki Karlsson Karpany Karras
    Karunaratne Karzai Kassa Kassem Kassis Katic Kato Katsaros Kattan Katz Kaufusi Kauhalalalo Kaul Kaur Kautai
    Kavanagh Kawasaki Kay Kaya Kazemi Kazi Kazmi Keane Kearney Keating Kebede Keegan Keenan Keepa Kefu Keighley
    Kellaway Kelleher Keller Kelly Kelsall Kemp Kendall Kendrick Kenneally Kennedy Kenny Kent Kenworthy Keogh
    Kereama Kermani Kerr Kerrigan Kershaw Keskin Keung Khademi Khadka Khalaf Khaled Khalid Khalil Khalili Khan
    Khanna Khatib Khatri Khatun Kho Khokhar Khoo Khorasani Khoury Khuc Khumalo Kiani Kidane Kidd Kidman Kieu Kiir
    Kikuchi Kilic Kilpatrick Kim Kimani Kimberley Kimura Kingsford Kingston Kinnear Kirby Kirk Kirkpatrick Kirkwood
    Kiss Kitching Kittisak Klein Knapp Knezevic Kngwarreye Knight Knowles Knox Knudsen Ko Kobayashi Koc Kocak Koch
    Kogan Koh Kohler Kohli Koirala Kojima Kokkinos Kolar Kondo Koning Konstantinou Kontos Koo Korhonen Korkmaz
    Koroma Kostic Kostopoulos Kotsis Kouri Kouris Koutsoukis Kovac Kovacevic Kovacic Kovacs Kovalchuk Kovalenko
    Kowalczyk Kowalewski Kowalski Kozlov Kozlowski Kraft Kralj Kramer Kraus Krause Kravchenko Krawczyk Krishnan
    Kristensen Krol Krstic Kruger Kuang Kubiak Kubo Kucera Kucharski Kuek Kuhn Kuiper Kuipers Kuir Kulkarni Kumar
    Kumara Kunoth Kuol Kurian Kurniawan Kurt Kusuma Kuznetsov Kwak Kwan Kwok Kwon Kwong Kyriacou Kyriakides Kyriakou
    La La-Rosa Lac Lacey Lachlan Lacroix Lacson Lahoud Lai Laidlaw Laing Laird Lal Lalara Lall Lam Lama Lambert
    Lambropoulos Lambrou Lamond Lampard Lancaster Landsborough Lang Langdon Lange Langford Langley Langton Lanyon
    Lanza Lao Lara Larkin Larsen Larsson Latif Latimer Latu Lau Lauina Laurel Laurent Laurie Lauti Laverty Lawler
    Lawless Lawrence Lawson Laycock Lazarevic Lazaridis Lazic Le Leadbeater Leahy Leary Leavasa Lebedev Leblanc
    Leclerc Lee Lees Leeson Lefebvre Legaspi Legg Legrand Lehmann Lei Leiataua Leighton Leiva Lemaire Lemalu Lemma
    Lennox Leonard Leone Leong Leota Leroy Leslie Lestari Lester Leung Levi Levin Levine Levinson Levitt Levy
    Lewandowska Lewandowski Lewis Leyland Li Lian Liang Liao Liddell Lieberman Lien Lightfoot Lillywhite Lim Limbu
    Lin Linacre Lindberg Lindeman Linden Lindgren Lindqvist Lindsay Ling Lingard Linley Linton Lis Litchfield
    Littlewood Liu Livanos Livesey Livingstone Liyanage Lloyd Lo Lo-Presti Locke Lockhart Lockwood Lockyer Lofthouse
    Logan Loh Loizou Lok Loke Lolohea Lombardi Lombardo Lomu Longmuir Longo Longstaff Lonsdale Looney Lopes Lopez
    Lorenz Lorimer Loukas Lovell Lovelock Lowe Lowther Loxton Lozano Lu Lual Lucas Ludwig Lueth Lui Luk Lukic Lum
    Lumibao Luo Luong Luscombe Luthra Luttrell Luu Ly Lyall Lynam Lynch Lyons Lysenko Lyttleton Ma Maalouf Mabior
    Mabo MacDonald MacGregor MacKay MacKinnon MacLean MacMillan Macapagal Macaraeg Machado Machar Maciejewski Mackay
    Mackenzie Macleod Madden Maddern Maddox Madsen Madut Maeda Mafi Mafileo Magalhaes Magar Magarey Magbanua
    Magnusson Magok Magri Magsaysay Maguire Mahajan Mahathir Mahdavi Mahe Maher Mahfouz Mahmood Mahmoud Mahoney
    Mahony Mahuta Mai Maier Maina Mainwaring Maitland Majeed Majewski Majok Mak Makasini Makepeace Makhoul Makinen
    Makris Makuei Maldonado Malekzadeh Malhotra Malietoa Malik Malinowski Mallory Maloney Malonzo Malouf Malual
    Maluk Mammone Manalo Mancini Mancuso Mandel Mandic Manihera Mann Manning Mannix Manolis Mansell Mansfield
    Mansour Manu Manuel Manyang Manyok Mao Mapfumo Marasigan Marawili Marchand Marchant Marchenko Marchetti Marial
    Mariani Maric Marika Marini Marinkovic Marino Marjanovic Markham Markou Markovic Marlowe Maroun Marques Marquez
    Marr Marriott Marsden Marsh Marshall Marshman Marston Martel Martelli Martin Martindale Martinez Martini
    Martinovic Martins Martyn Maslin Mason Masood Massey Masters Masterton Mataele Matagi Matenga Mather Matheson
    Mathew Mathews Mathur Matic Matos Matsuda Matsui Matsumoto Mattar Matthews Maudsley Mavros Mawson Mawut Maxfield
    Maxwell Maybury Mayer Maymuru Mayne Mayom Mazumder Mazur Mazza Mazzeo Mbeki McAlister McAllister McArthur
    McAuley McBride McCabe McCaffrey McCall McCallum McCann McCarthy McClelland McClure McConnell McCormack
    McCormick McCracken McCulloch McDermott McDonald McDonnell McDonough McDougall McDowell McElroy McEwan McFadden
    McFarlane McGarry McGill McGillivray McGinty McGowan McGrath McGregor McGuinness McGuire McHugh McIlroy
    McInerney McInnes McIntosh McIntyre McKay McKellar McKenna McKenzie McKinnon McLaren McLaughlin McLean McLeod
    McMahon McManus McMillan McNally McNamara McNeil McNeill McPhee McPherson McQueen McRae McSweeney McTaggart
    Meagher Mealing Medcalf Medhurst Medina Mehra Mehta Mei Meier Meijer Mejia Mekonnen Melnyk Melo Melrose Melville
    Memon Mendes Mendez Mendis Mendoza Meng Mengistu Menon Mensah Menzies Mercado Mercer Mercier Meredith Merrick
    Merrigan Merwe Messina Metcalf Metcalfe Meyer Miah Mian Micallef Michaelides Michalski Michaud Middleton Mifsud
    Mihailovic Mihajlovic Mihaka Mikhael Milburn Miles Miletic Milic Millar Miller Mills Millward Milne
    Milosavljevic Milosevic Minogue Miranda Mirritji Mirza Mirzaei Mishra Misra Mistry Mitchell Mitford Mitri
    Mitropoulos Mitrovic Mittal Miura Miyamoto Miyazaki Mladenovic Mo Moala Modi Moeakiola Moffat Moghaddam Mohamed
    Mohammadi Mohammed Mohamud Mohan Mohseni Mok Mokhtar Molenaar Molla Moller Molloy Molnar Moloney Momand Monaco
    Monaghan Monash Moncrieff Mondal Monroe Montalto Monteiro Montford Montgomery Monti Montoya Moody Mooney Moore
    Moorhouse Mora Morabito Moradi Morales Moran Moreau Morehu Moreira Morel Morelli Moreno Moresby Moretti Morgan
    Mori Moriarty Morita Morley Moro Moroz Morozov Morphett Morris Morrison Morrissey Morrow Morseu Mortensen
    Mortlock Morton Mossop Mou Mouawad Moura Mourad Mousavi Moussa Moya Moyo Mozaffari Mueller Mughal Mukasa
    Mukherjee Mulatu Mulcahy Mulder Mulholland Mullen Muller Mulligan Mullins Mulugeta Mumford Mundine Munnings
    Munoz Munro Munungurr Munyarryun Murakami Murata Murchison Murdoch Murgha Murphy Murray Murthy Musgrave Mustafa
    Musumeci Mutasa Mwangi Myers Naccache Nadar Nader Nagpal Nagy Nahas Naidu Naik Nair Nairn Naivalu Najafi Najjar
    Najm Nakagawa Nakajima Nakamarra Nakamura Nakano Nakhle Nam Namatjira Nambiar Nampijinpa Nanda Nangala
    Napaljarri Napanangka Napangardi Napier Napoli Napolitano Narang Narayan Narayanan Naseri Nash Nasir Nasr Nassar
    Nasser Nassif Nasution Natarajan Natividad Natoli Naude Naufahu Naughton Naulu Navarro Nawaz Nayak Naylor Nazari
    Nazir Ncube Ndlovu Neal Nedeljkovic Needham Negash Negi Negri Neill Nel Nelson Nemec Nemeth Neri Netherway
    Nettleton Neumann Neves Neville Newbold Newbury Newcombe Newell Newland Newman Newton Ng Ngai Ngan Ngata Ngatai
    Nghiem Ngo Ngor Ngugi Nguyen Nham Nhial Ni Niazi Nicholas Nicholls Nichols Nicholson Nickson Nicolaou Nie
    Niekerk Nielsen Nieminen Nightingale Nikolaidis Nikolic Nikolopoulos Nikolovski Nikora Nilsen Nilsson Ning
    Nisbet Nishimura Nixon Njoroge Nkosi Nnamdi Noguchi Nogueira Noh Nolan Nomura Noori Noorzai Norcott Norman
    Norouzi Norris Northcote Norton Norwood Nouri Novak Novakovic Novikov Novotny Nowak Nowakowski Nowicki Nugent
    Nugroho Nundhirribala Nunes Nunez Nungarrayi Nungurrayi Nur Nuttall Nwachukwu Nwosu Nyathi Nyong O'Brien
    O'Connell O'Connor O'Dea O'Donnell O'Donoghue O'Driscoll O'Dwyer O'Farrell O'Grady O'Halloran O'Hara O'Keefe
    O'Keeffe O'Leary O'Loughlin O'Malley O'Meara O'Neil O'Neill O'Regan O'Reilly O'Riordan O'Rourke O'Shea
    O'Sullivan O'Toole Oakden Oakes Oakley Oates Obeid Oberg Obermeier Oberoi Obi Obiora Obradovic Ocampo Ochieng
    Oddie Odhiambo Oduya Ogawa Ogden Ogilvie Ogunleye Oh Ojeda Ojo Okada Okafor Okechukwu Okeke Okonjo Okonkwo Okoro
    Okoye Oladipo Olawale Oldfield Oldham Oliphant Olivares Oliveira Oliver Oliveri Oliynyk Olsen Olsson Olszewski
    Omar Omid Omondi Oner Ong Ono Onyango Ooi Opoku Orlando Orlov Ormerod Ormond Orozco Ortega Ortiz Osborne Osei
    Osgood Osman Osorio Ostrowski Ota Othman Otieno Otsuka Otto Ou Oughton Outram Overton Owen Owens Owusu Oxley
    Oyelaran Ozcan Ozdemir Ozgur Ozkan Ozturk Pacheco Padilla Padmanabhan Paewai Pagano Paget Pagonis Pahlavi Paik
    Paine Pakenham Palelei Palfreyman Palling Palmer Palmieri Palu Palumbo Pan Panagopoulos Pandey Pandit Pandya
    Panetta Pang Panganiban Pangilinan Pannell Pantelidis Pantelis Papadakis Papadimitriou Papadopoulos Papageorgiou
    Papandreou Papas Pappas Paraskevas Parata Pardoe Paredes Parekh Pareroultja Parikh Parisi Parker Parkes
    Parkhurst Parkin Parkinson Parmar Parr Parra Parrott Parry Parsons Partridge Parvizi Pascoe Pascual Pasi Passi
    Passmore Patel Paterson Pathak Pathirana Patil Paton Patrick Patten Patterson Pattison Pauga Paul Paulo Pavic
    Pavlenko Pavlidis Pavlou Pavlov Pavlovic Pavone Pawar Pawlak Pawlowski Paxton Payne Peake Pearce Pearson Peck
    Pedder Pedersen Peebles Peeters Peiris Pele Pelham Pellegrini Pellegrino Pelletier Pemberton Penfold Peng
    Penhall Penrose Pepperell Percival Pereira Perera Perez Peric Perisic Perkins Perlman Permata Perrett Perrin
    Perrot Perry Persson Pervaiz Petaia Peters Petersen Peterson Petkovic Petrakis Petrenko Petridis Petrie
    Petropoulos Petrou Petrov Petrova Petrovic Petrovski Pettit Petyarre Pfeiffer Pham Phan Phelan Phelps Phillips
    Philpott Phiri Phromma Phung Piazza Piccolo Pickering Pickett Pierce Pieris Pietrzak Piggott Pihama Pilcher
    Pillai Pillay Pineda Pinkerton Pinnock Piok Piotrowski Piras Pires Pisano Pitt Pizarro Pizzuto Plessis Plowman
    Plummer Plunkett Pohatu Pohl Pokharel Pokorny Polat Polishchuk Polkinghorne Pollard Pollock Polota-Nau Pomare
    Ponce Ponomarenko Ponsford Poon Popal Popov Popovic Popovski Popplewell Portelli Porteous Postlethwaite Postma
    Potae Potter Poudel Poulton Pouono Powell Powles Prakash Prasad Pratama Premadasa Prendergast Prescott Preston
    Pretorius Pridham Prins Pritchard Prochazka Procter Proctor Prowse Pryor Pugh Pugliese Puglisi Pulos Pulu
    Purcell Purdie Puri Purnomo Purohit Puruntatameri Pye Pyke Pyo Qaderi Qadir Qasim Qera Qian Qiao Qin Qiu Quach
    Quaid Quek Quiambao Quigley Quilty Quinlan Quinn Quintero Quirke Quiroga Quizon Qureshi Raad Rabbani Rabin
    Rabinowitz Radcliffe Radford Radic Radovanovic Radovic Raffaele Rafferty Rafiq Raghavan Rahal Rahayu Rahim
    Rahimi Rahman Rahmani Rahme Rai Rainford Raja Rajan Rajapaksa Rajput Rakic Ralph Ram Ramachandran Ramakrishnan
    Ramalho Raman Ramanathan Rameka Ramezani Ramirez Ramos Ramsay Ramsbottom Ramsden Ramsey Rana Ranasinghe
    Ranatunga Randall Randhawa Ranganathan Ranginui Rankin Rankine Ransome Rao Rapana Raptis Rasheed Rashid
    Rasmussen Rasouli Rastegar Rastogi Ratana Ratcliffe Rathbone Rathore Ratnayake Rattanaporn Ravi Ravouvou Rawat
    Rawiri Rawlings Raymond Rayner Raza Razak Razali Reardon Reddy Redfern Redgrave Redmond Reed Rees Reeves Regan
    Regmi Rehman Reid Reilly Ren Renard Renaud Rendell Renshaw Rewi Reyes Reynolds Rezaei Rezai Rhee Rhodes Riaz
    Ribeiro Ricci Richards Richardson Richmond Richter Rickard Riddell Ridgway Ridley Rigby Riley Rinaldi Rioli
    Riordan Rios Riquelme Ristic Ritchie Rivas Rivera Rizk Rizzo Roach Robards Robbins Roberts Robertson Robins
    Robinson Robles Robson Rocha Rodgers Rodrigues Rodriguez Roebuck Rogers Roh Rojas Rolfe Romano Romanov Romeo
    Romero Ronan Rookwood Rooney Ropati Roper Rosales Rosario Rose Rosen Rosenberg Rosenblum Rosenfeld Rosenthal
    Rosewarne Ross Rossetti Rossi Rosso Rostami Roth Rothman Rothwell Roughsey Rourke Rousseau Roussos Roux
    Rowbotham Rowe Rowland Rowley Rowntree Roxas Roy Royle Ruatapu Rubin Rubinstein Rubio Rudd Ruddock Rudenko
    Ruggeri Ruggiero Ruiter Ruiz Rumbold Rushton Russell Russo Rutherford Rutkowski Rutledge Ryan Ryder Rymill Ryu
    Saab Saad Saade Saba Sabbagh Sacco Sachdeva Sadeghi Sader Sadleir Sadler Sadowski Saeed Saelee Saetang Safavi
    Safi Saha Sahin Sahni Said Saifoloi Saini Saito Sakai Sakamoto Sakr Salama Salameh Salas Salazar Saleem Saleh
    Salehi Salerno Saliba Salim Salinas Salisbury Salleh Salloum Salonga Saluja Salvatore Samaan Samadi Samarasinghe
    Samaraweera Sammut Samuels Sanchez Sanders Sanderson Sandford Sandhu Sandilands Sandoval Sands Sangthong Sanna
    Sansom Santiago Santoro Santos Santoso Sapolu Saputra Sarantis Sargeant Sargent Sarkar Sarkis Sarma Sarris
    Sartori Sarwar Sasaki Sassine Sato Sauer Saunders Savchenko Savic Savva Savvas Sawyer Saxby Saxena Sayegh
    Scanlan Scarlett Schaefer Schafer Schembri Scherer Schipper Schmid Schmidt Schmitt Schneider Schofield Scholz
    Schouten Schreiber Schroeder Schubert Schulte Schultz Schulz Schumacher Schwartz Schwarz Sciberras Scicluna
    Scobie Scott Scougall Seabrook Searle Seaton Segal Sehgal Seidel Sellers Selwyn Sen Senanayake Seneviratne
    Sengupta Seo Seok Seow Sepulveda Sequeira Serra Serrano Sesay Seth Sethi Setiadi Setiawan Seuli Seumalo Sewell
    Sexton Seymour Sfeir Shackleton Shafi Shah Shahbazi Shaheen Shaikh Shalhoub Shanahan Shankar Shannon Shao
    Shapiro Sharif Sharifi Sharma Sharpe Sharples Shaughnessy Shaw Shea Shearer Sheehan Sheikh Sheldon Shen Sheppard
    Sheridan Sherlock Sherpa Sherwood Shetty Shevchenko Shi Shibata Shields Shiferaw Shillito Shim Shimizu Shin
    Shipton Shirazi Shire Shoebridge Shorthouse Shrestha Shukla Shum Sialoa Siaosi Sibanda Siddiqi Siddiqui
    Sidebottom Sideris Sidhu Sidorov Sikder Sikka Sikora Sikorski Silberstein Silcock Silva Silverman Silvestri
    Simanjuntak Simcock Simic Simmons Simms Simon Simons Simpson Sims Simsek Sinclair Singh Singhal Sinha Sio
    Siregar Sit Siu Sivakumar Skehan Skinner Slade Slater Slattery Sloan Smallwood Smedley Smirnov Smit Smith
    Smithers Smits Smyth Sneddon Snelling Snowball Soares Sobczak Sodhi Sohn Sokolov Solanki Solberg Soliman Solomon
    Soltani Somerville Sommer Song Soni Soo Sorensen Soriano Sorrentino Sosa Sotiriou Soto Sousa Southwell Souza
    Spalding Spanos Speakman Spence Spencer Spicer Spillane Spiropoulos Spiteri Spofforth Spooner Spurling Spyrou
    Squire Srinivasan Srisai Srivastava Stafford Stainsby Stamatopoulos Standish Stanekzai Stanhope Stanikzai
    Stankovic Stanley Stanton Stapleton Stathopoulos Staveley Stavrou Stead Steele Stefanou Stefanovic Stefanovski
    Stein Steiner Stenhouse Stephens Stephenson Stepien Sterling Stevanovic Stevens Stevenson Stewart Steyn Stirling
    Stockdale Stoddart Stojanovic Stojanovski Stokes Stokoe Storey Stott Strachan Stradbroke Stratton Streeter
    Strickland Strutt Stuart Sturgess Styles Su Suardana Suarez Subagio Subedi Subramaniam Subramanian Suffolk
    Sugiyama Suh Suharto Sukhum Sukkar Suksawat Sulaiman Sullivan Sultana Sumner Sumulong Sundaram Sung Suri Suryadi
    Susanto Susic Sutanto Sutcliffe Sutherland Sutton Suwan Suwandi Suzuki Svensson Svoboda Swamy Swanepoel Swanson
    Swanston Sweeney Swinburne Syed Sykes Symonds Szabo Szczepanski Szeto Szewczyk Szilagyi Szymanski Ta Tadesse
    Tadic Tago Taguchi Taha Taheri Tahir Tai Taiapa Taimani Taione Takacs Takagi Takahashi Takarangi Takeda Talakai
    Talbot Taleb Talukder Talwar Tam Tamang Tamihana Tamura Tan Tanaka Tancred Tandon Taneja Tanevski Tang Taniguchi
    Tanjung Tankard Tanner Tannous Tanuwijaya Tao Taouk Tapia Tapsell Tariq Tarraf Tas Tatafu Tate Tattersall Taufa
    Tauiliili Taukafa Taukeiaho Taumalolo Taumata Taumoepeau Tautahi Tavakoli Tavares Tawhai Tay Taylor Te-Kanawa
    Tebbutt Tedesco Tefera Teh Tehrani Teixeira Tekin Tekle Telford Temel Templeton Teng Tennant Teo Terry Tesfay
    Tesfaye Teshome Testa Tevaga Tewksbury Thach Thackeray Thai Thakkar Thakur Thapa Thatcher Theodoridis Theodorou
    Thiik Thomas Thompson Thomsen Thomson Thongdee Thornbury Thorne Thornhill Thornton Thorpe Thurgood Thurston Tian
    Tickner Tidswell Tien Tierney Tieu Tilbury Timani Timmermans Ting Tinsley Tipene Tipoki Tipungwuti Tisdale
    Titmuss Tiwari Tjakamarra Tjampitjinpa Tjapaltjarri Tjungurrayi Tjupurrula Tkachenko Tkachuk Tobin Todd
    Todorovic Todorovski Toh Toia Toleafoa Tolentino Tolhurst Tomaszewski Tomic Tomkinson Tomlinson Tompkins Ton
    Tong Tongia Tonkin Toohey Toprak Torrens Toth Touma Townsend Tracey Trafford Trajkovic Trajkovski Tran Trang
    Travers Treadwell Tregear Treloar Tremblay Trenerry Trethewey Trevithick Trevor Trickett Trieu Trimboli Trinh
    Trinidad Tripodi Trivedi Troughton Trujillo Truong Truscott Tsai Tsakiris Tsang Tse Tsiolkas Tso Tsui Tu Tuala
    Tuapou Tuazon Tucker Tuckey Tuiasosopo Tuilagi Tuimavave Tuipulotu Tuisila Tuitupou Tukaki Tuncer Tunnecliffe
    Tupou Tupua Tuqiri Turan Turei Turk Turnbull Turner Tuttle Tuxworth Twigg Twomey Tyagi Tyler Tymoshenko Tyndall
    Tyrrell Tzimas Uddin Ueda Uelese Ueno Uhila Ullah Umeh Unaipon Unal Underwood Upadhyay Upton Urbanski Urquhart
    Usman Uysal Uzor Vaidya Vainikolo Vaipulu Vaka Vakatawa Vakauta Valdez Valente Valentine Valentini Valenzuela
    Vance Vandenberg Varga Vargas Varghese Varley Varma Vasic Vasiliev Vasiliou Vasilopoulos Vasquez Vaughan Vaz
    Vazquez Vea Veenstra Veikune Velasco Vella Venables Venkataraman Venkatesh Venter Ventura Verco Vergara
    Verhoeven Verma Vermeulen Vernon Versace Vesely Vickers Vickery Vidal Vidovic Vieira Villalobos Villanueva
    Villareal Villegas Villeneuve Vincent Vinh Virk Virtanen Visser Vitale Vivian Vlahos Vlahovic Vo Vogel Vogt
    Vohra Volkov Volkova Vos Voulgaris Vries Vu Vujic Vukovic Vuksanovic Vunipola Vuong Vyas Waaka Wada Waddell
    Waddington Wade Wadhwa Wagner Wagstaff Wahab Waheed Wahyudi Wainwright Waititi Wakefield Wako Walcott Walczak
    Waldron Walgar Walia Walker Walkley Wallace Waller Wallis Walsh Walsham Walter Walters Walton Wan Wanambi Wang
    Wani Wanjiku Wanless Waqa Waqar Warburton Ward Wardak Wardell Wardrop Waring Warner Warnock Warren Warrington
    Warsame Watanabe Waterhouse Watkins Watling Watson Watt Wattana Watts Waxman Weatherill Webb Webber Weber
    Webster Wedgwood Weerasinghe Wegner Wehbe Wei Weinberg Weiner Weinstein Weir Weiss Weissman Welch Wells Welsby
    Welsh Wen Wentworth Werner Westacott Westbury Westgarth Weston Westwood Wetherall Wharepapa Wharton Wheatley
    Wheeler Whelan Whitaker Whitby Whitcombe White Whitehead Whiteley Whitfield Whitford Whiting Whitmore Whittaker
    Whittingham Whitty Wibowo Wickramasinghe Widjaja Widodo Wieczorek Wigley Wijaya Wijeratne Wijesinghe Wilberforce
    Wilcox Wilde Wilding Wilkes Wilkie Wilkins Wilkinson Wilks Willcocks Willems Willett Williams Williamson Willis
    Willoughby Wills Wilmot Wilson Windsor Winfield Winiata Winkler Winstanley Winterbottom Winters Wirrpanda Wise
    Wisniewski Withers Witkowski Wojciechowski Wojcik Wol Wolde Woldemariam Woldu Wolf Wolfe Wolfenden Wolff
    Wolstenholme Wong Wongsa Wongsakul Woo Woodcock Woodgate Woodhouse Woodley Woodruff Woodward Woolcock Wooldridge
    Woollard Woolley Worrall Worthington Wozniak Wragge Wright Wrobel Wroblewski Wu Wunungmurra Wyatt Wyk Wylie
    Wyndham Wynn Wysocki Xenakis Xia Xiang Xiao Xie Xing Xiong Xu Xue Xuereb Yacoub Yadav Yaghi Yalcin Yallop Yamada
    Yamaguchi Yamamoto Yamashita Yamazaki Yan Yanez Yang Yao Yap Yardley Yassine Yates Yau Yavuz Yazdani Ye Yee Yel
    Yelland Yeo Yeoh Yeomans Yeung Yewdall Yi Yildirim Yildiz Yilmaz Yim Yimer Yin Yip Yirrkala Yogarajah Yohannes
    Yokoyama Yong Yoo Yoon York Yoshida Yothu Younan Younes Young Younis Yousaf Yousafzai Yousefi Youssef Yousuf Yu
    Yuan Yucel Yue Yuen Yuksel Yulianto Yun Yung Yunkaporta Yunupingu Yunus Yusof Yusuf Zadran Zafar Zaharopoulos
    Zaher Zahid Zahir Zaidi Zainal Zajac Zakharchenko Zakharov Zaman Zamani Zammit Zamora Zand Zapata Zappia Zarei
    Zaveri Zawadzki Zec Zein Zeleke Zeng Zervas Zewde Zhai Zhan Zhang Zhao Zheng Zhong Zhou Zhu Zhuang Ziegler
    Zielinski Zimmerman Zimmermann Zito Zivkovic Zogbi Zoghbi Zografos Zoric Zou Zulu Zuniga
    """
)
