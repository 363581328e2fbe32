"""Family names of people who live in Australia, wherever they come from.

Written down from general knowledge; no register and no data set was copied. A name proves nothing alone.
"""

from __future__ import annotations

from auslex.screening.detectors.name_words import words

FAMILY = words(
    """
    Abbasi Abboud Abdallah Abdel-Rahman Abdi Abdirahman Abdo Abdullah Abdullahi Abe Abebe Abeysekera Abood Abou
    Aboud Abraham Abramovich Acar Acharya Achol Achuil Acosta Adamczyk Adamovic Adams Adamson Addo Adebayo Adeyemi
    Adhikari Adib Adler Afamasaga Afolabi Afshar Agarwal Aggarwal Agostino Agrawal Aguilar Aguirre Agyeman Ahluwalia
    Ahmad Ahmadi Ahmadzai Ahmed Ahn Ahuja Ainsworth Aitken Ajak Akbari Akbulut Akhtar Akkari Akol Akram Aksoy Akuei
    Akyuz Al-Ali Al-Assad Al-Farsi Al-Hassan Al-Jabouri Al-Khatib Al-Mansour Al-Masri Al-Najjar Al-Rashid Al-Saadi
    Al-Sayed Alam Alameddine Albanese Albert Alcock Alderson Aldridge Alemu Alexandrou Alier Alizadeh Allan Allen
    Allison Almeida Aloisio Alonso Altun Alvarado Alvarez Alves Amarasinghe Amato Amin Amini Amiri Amituanai Amoah
    Anagnostou Anand Anastasiou Andersen Anderson Andersson Andrade Andreou Andrews Andric Angelopoulos Ansah Ansari
    Antic Antoniou Antoun Anwar Aoki Aoun Apostolou Appiah Appleby Aquino Arai Araya Archer Argyropoulos Arias
    Armitage Armstrong Arnold Arop Arora Arslan Asad Asadi Asante Ashby Ashraf Ashrafi Ashton Ashworth Asiata Aslam
    Aslan Asmar Aspinall Assaf Assefa Atalay Atallah Atem Athanasiou Atherton Atkins Atkinson Au-Yeung Aumua Austin
    Avci Avila Awad Awan Aydin Ayoub Ayres Ayuel Azar Azevedo Azimi Aziz Azizi Azzi Babic Bach Badawi Bae Baek Bagga
    Bagheri Bahrami Bai Baig Bailey Bains Baird Bajic Bajwa Baker-Ngalkin Bakker Bakri Balakrishnan Baldwin Ballard
    Balogh Banda Bandara Banerjee Banh Bannister Banovic Bansal Bao Barakat Barakzai Baran Barbaro Barber Barbieri
    Barbosa Barclay Barker Barlow Barnard Barnes Barnett Barone Barr Barratt Barrett Barrios Barros Barrow Bartlett
    Bartolo Barton Bashara Bashir Basile Basu Bateman Bates Batista Batra Battaglia Batty Bauer Bautista Baxter
    Bayram Bazzi Beattie Beaumont Bechara Becker Beckett Bediako Beek Begum Bekele Bell Bellini Benedetti Benitez
    Bennett Benson Bentley Beresford Berger Bergstrom Bernard Bernardi Bernardo Bernstein Berry Bertrand Bhagat
    Bhandari Bhardwaj Bhatia Bhatt Bhattacharya Bhattarai Bhatti Bianchi Bianco Bilgin Bingham Bior Birch Biswas
    Blackburn Blackman Blackwell Blagojevic Blair Blake Blanc Blanco Blum Blumenthal Boateng Bogdanovic Bol Bonanno
    Bondarenko Bonfiglio Bonnet Boonmee Booth Borg Borges Borkowski Bosch Bose Bosnjak Botha Boucher Bourke Boutros
    Bowden Bowen Bowman Boyce Boyd Boyko Boyle Bozkurt Bradbury Bradford Bradley Bradshaw Brady Bramley Braun
    Brennan Brewer Briggs Brito Broadbent Brock Brooks Brouwer Brown Browne Browning Bruce Bruni Bruno Bryant
    Buchanan Buckley Bui Bullock Bulut Burarrwanga Burgess Burke Burnett Burns Burrows Burton Bustamante Butler Butt
    Byrne Caballero Cabrera Cahill Cai Cairns Cakir Calabrese Calderon Callaghan Cama Cameron Camilleri Campbell
    Campos Cannon Cao Capuano Carbonaro Carbone Cardenas Cardoso Carey Carlisle Carlsen Carlsson Carmichael
    Carpenter Carr Carrasco Carrillo Carroll Carson Carter Cartwright Caruana Caruso Carvalho Casella Casey Cassidy
    Castaneda Castillo Castro Catalano Cattaneo Cavallaro Celik Cerny Cespedes Cetin Chadha Chadwick Chae Chahine
    Chaiyasit Chakraborty Chamberlain Chamoun Chan Chanda Chandler Chandra Chandran Chang Chao Chapman Charbel
    Charlton Chatterjee Chau Chaudhary Chaudhry Chauhan Chavez Chawla Cheema Chen Cheng Cheong Chester Cheung
    Chevalier Chia Chiang Chidiac Chikwanha Ching Chirwa Chishti Cho Choe Choi Chol Chong Choo Chopra Chou Choudhary
    Choudhury Chow Chowdhury Choy Christensen Christie Christodoulou Christou Chu Chua Chung Ciccone Cirillo
    Claassen Clancy Clark Clarke Clayton Cleary Clement Clements Clifford Coates Cochrane Coelho Coetzee Cohen Cole
    Coleman Coles Collier Collins Colombo Condello Connell Connolly Connor Constantinou Conti Contreras Conway Cook
    Cooke Coombes Cooper Copeland Coppola Corbett Cordova Correa Correia Cortes Cortez Cosentino Cosgrove Coskun
    Costanzo Costello Coulter Cowan Cox Craig Crane Crawford Creswell Croft Cronin Crosby Crowe Crowley Crowther
    Cruz Cui Cullen Cummings Cung Cunha Cunningham Curran Currie Curtis Cusack Cutajar Cuthbert Cvetkovic D'Agostino
    D'Amico D'Andrea D'Angelo D'Arcy D'Costa D'Souza Dabrowski Dagher Daher Dahir Dahl Dalton Daly Dam Daneshvar
    Dang Daniels Danilovic Dao Daoud Dar Darwish Das Dasgupta Daskalakis Datta Dau Davey Davidson Davies Davis
    Davison Dawson De-Angelis De-Luca De-Silva Deacon Debono Dekker Delaney Delgado Delic Demetriou Demir Demirci
    Dempsey Deng Dennis Denton Desai Deshmukh Deshpande Desta Devine Dey Dhaliwal Dhar Dhawan Dhillon Dhurrkay
    Di-Stefano Diallo Diamantis Dias Diaz Dib Dickinson Dickson Dijkstra DiMarco Dimitriadis Dimitropoulos
    Dimopoulos Ding Dinh Diop Dissanayake Dixit Dixon Dizon Djerrkura Djokic Djokovic Djordjevic Dlamini Doan Dobson
    Docherty Dodd Dogan Doherty Domingo Dominguez Donaldson Donnelly Donoghue Donovan Douglas Dowling Downey Doyle
    Dragovic Draper Drew Driscoll Drummond Duale Duan Duarte Dube Dubey Dubois Duda Dudek Duffy Dufour Duggan Duman
    Dumont Duncan Dunlop Dunn Dunstan Duong Duot Dupont Durand Duric Dutta Dvorak Dwyer Dyer Eaton Ebrahimi Economou
    Edmonds Edwards Efthimiou Egan Eid Ekanayake El-Hage El-Hassan El-Khoury El-Sayed Elias Elliott Ellis Ellison
    Elmi Emerson Endo Enriquez Erdem Erdogan Ergun Eriksen Eriksson Eroglu Escobar Eskandari Espinoza Espiritu
    Esposito Esteves Estrada Evangelista Evangelou Evans Everett Eze Fa'afiti Faalogo Faasavalu Fabbri Fadel Fahd
    Fairbairn Fakhoury Fakhri Falaniko Falcone Faleolo Fallahi Fallon Falzon Fang Farah Farahani Faraj Fares Farhadi
    Farhat Faria Farinella Farkas Farooq Farooqi Farrell Farrugia Fathi Faulkner Fawaz Fayad Fazio Fedorov Feldman
    Feng Fenton Ferguson Fernandes Fernandez Fernando Ferrara Ferrari Ferraro Ferreira Ferri Fielding Fifita
    Figueiredo Figueroa Filipo Filipovic Finau Finch Findlay Finkelstein Finlay Finn Finnegan Fiore Fischer Fisher
    Fitzgerald Fitzpatrick Fitzsimmons Flanagan Fleming Fletcher Flores Flynn Folau Foley Fong Fonoti Fonseca
    Fonseka Fontaine Fontana Fonua Foo Forbes Forrest Forster Forsyth Foster Fotopoulos Fotu Fournier Fowler Francis
    Francisco Franco Frank Franklin Fraser Freeman Freitas Friedman Fruean Fry Fu Fuchs Fuentes Fujii Fujita Fukuda
    Fuller Fung Furlan Gagnon Gajic Galanis Galarrwuy Galati Galea Gallagher Gallardo Gallegos Galli Gallo Galvin
    Gamage Gandhi Ganguly Gao Garang Garcia Gardiner Gardner Garg Garner Garnier Garrett Garrido Gatluak Gatto Gault
    Gauthier Ge Geary Gebre Gebremariam Geller Gentile Georgiadis Georgiou Georgopoulos Gerges Getachew Ghaffari
    Ghanem Ghani Ghannoum Ghasemi Ghorbani Ghosh Ghosn Giannakis Giannopoulos Gibbons Gibbs Gibson Gilbert Giles
    Gill Gillespie Gilmore Gimenez Giordano Girard Girma Giuliano Glover Goddard Godfrey Godoy Goel Goh Goldberg
    Golding Goldman Goldstein Golestani Gomes Gomez Goncalves Gondarra Gonzales Gonzalez Goodman Goodwin Gopal
    Gordon Gorman Gorski Goto Gould Goyal Grabowski Grady Graf Graham Grainger Grasso Graves Gray Greaves Grech
    Greco Green Greenberg Greene Greenwood Gregory Grewal Grey Griffin Griffith Griffiths Grimes Grogan Groot Groves
    Gruber Grubisic Gu Guan Guerin Guerrero Guha Gulati Guled Guler Gumana Gunaratne Gunasekara Gunawan Gunawardena
    Gunes Guo Gupta Gurruwiwi Gurung Gustafsson Gutierrez Guven Guzman Haan Habib Habibi Hachem Hackett Haddad
    Haddon Hadzic Hafoka Hagan Hagen Hagos Hahn Haidar Haidari Haidary Haider Haile Haines Hakim Hakimi Hale Halim
    Halliday Halvorsen Hamad Hamdan Hamid Hamilton Hammond Hamoud Hampton Hana Hancock Hanley Hanna Hannan Hansen
    Hanson Hao Haq Hara Harb Harding Hardy Hargreaves Hariri Harlow Harper Harrington Harris Harrison Hart Hartley
    Hartmann Hartono Harvey Harwood Hasan Hasegawa Hashem Hashemi Hashimoto Hashmi Hassan Hastings Hatzis Haugen
    Hawi Hawkins Hawthorne Hayashi Hayes Haynes Hayward Healy Heath Heffernan Hegde Heidari Helou Henderson Hendriks
    Hendry Heng Hennessy Henriques Henry Henshaw Herath Herbert Hernandez Herrera Herrmann Hersi Hettiarachchi
    Hewitt Hickey Hicks Hidayat Higgins Higgs Hijazi Hinton Hirsch Hirsi Hoang Hobbs Hodge Hodges Hodgson Hodzic
    Hoekstra Hoffman Hoffmann Hofmann Hogan Holland Holloway Holmes Holt Hoo Hooper Hopkins Hopoate Hopper Horak
    Horne Horowitz Horton Horvat Horvath Hossain Hosseini Hotak Hou Houghton Howard Howarth Howe Howell Hsieh Hsu Hu
    Hua Huang Huber Hudson Hughes Hui Humphrey Humphreys Humphries Hung Hunt Hunter Huq Hurley Hurst Hussain
    Hussaini Hussein Hutchinson Hutton Huynh Hwang Hyde Iacono Ibanez Ibekwe Ibrahim Ignacio Igwe Ikeda Ilic Im Ince
    Ingram Innes Inoue Ioane Ioannou Iqbal Irvine Irving Irwin Ishii Ishikawa Islam Ismail Issa Ito Ivanov Ivanova
    Ivanovic Ivanovski Iyengar Iyer Jabbour Jaber Jablonski Jackson Jacobs Jacobsen Jadhav Jafari Jagamarra Jain
    Jakovljevic Jalali Jalloh Jama Jamal James Jamieson Jamil Jang Jankovic Jankowski Jansen Janssen Japaljarri
    Japanangka Jara Jarvis Javadi Javed Javier Jaworski Jayasinghe Jayasuriya Jayawardena Jeffries Jelic Jenkins
    Jennings Jensen Jeon Jeong Jha Ji Jia Jiang Jimenez Jin Jo Johansen Johansson Johns Johnson Johnston Johnstone
    Jok Jones Jong Joo Jordan Joseph Joshi Jouni Jovanovic Jovanovski Joyce Juach Jun Jung Jungala Juric Jurrah
    Kabila Kabir Kaczmarek Kaddour Kagan Kaiser Kakar Kalogeropoulos Kamal Kamara Kamath Kamau Kaminski Kanaan Kane
    Kanellis Kang Kapadia Kaplan Kapoor Kapur Kara Karaca Karageorgiou Karagiannis Karagoz Karam Karamanlis Karim
    Karimi Kariuki Karki Karlsson Karras Karunaratne Karzai Kassem Kassis Kato Katsaros Kattan Katz Kaufusi
    Kauhalalalo Kaur Kautai Kavanagh Kay Kaya Kazemi Kazi Keane Kearney Keating Kebede Keenan Kefu Kelleher Keller
    Kelly Kemp Kendall Kennedy Kenny Kent Kermani Kerr Kershaw Keskin Keung Khademi Khalaf Khaled Khalid Khalil
    Khalili Khan Khanna Khatib Khatri Khatun Kho Khoo Khorasani Khoury Khuc Khumalo Kiani Kidd Kieu Kiir Kilic
    Kilpatrick Kim Kimani Kimura Kirby Kirk Kirkwood Kiss Klein Kngwarreye Knight Knowles Knox Knudsen Ko Kobayashi
    Koc Kocak Koch Kogan Koh Kohler Kohli Kokkinos Kolar Kondo Koning Konstantinou Kontos Koo Korhonen Korkmaz
    Koroma Kostic Kostopoulos Kotsis Kouri Kouris Koutsoukis Kovac Kovacevic Kovacic Kovacs Kovalchuk Kovalenko
    Kowalczyk Kowalski Kozlov Kozlowski Kraft Kralj Kramer Krause Kravchenko Krawczyk Krishnan Kristensen Krol
    Krstic Kruger Kubiak Kucera Kucharski Kuhn Kuiper Kuipers Kulkarni Kumar Kumara Kuol Kurian Kurniawan Kurt
    Kusuma Kuznetsov Kwak Kwan Kwok Kwon Kwong Kyriacou Kyriakou La La-Rosa Lac Lacey Lacroix Lacson Lahoud Lai
    Laing Laird Lal Lalara Lall Lam Lama Lambert Lambropoulos Lancaster Lang Lange Langford Lanza Lara Larkin Larsen
    Larsson Latif Latu Lau Lauina Laurent Laurie Lawler Lawrence Lawson Lazarevic Lazaridis Lazic Le Leary Lebedev
    Leblanc Leclerc Lee Lees Lefebvre Legg Legrand Lehmann Leiataua Leiva Lemaire Leonard Leone Leong Leota Leroy
    Leslie Lestari Lester Leung Levi Levin Levine Levitt Levy Lewandowski Lewis Li Lian Liang Liao Lieberman Lien
    Lim Lin Lindberg Linden Lindgren Lindqvist Lindsay Ling Linton Lis Liu Livanos Livingstone Liyanage Lloyd Lo
    Lo-Presti Locke Lockhart Lockwood Logan Loh Loke Lolohea Lombardi Lombardo Lomu Longo Lopes Lopez Loukas Lowe
    Lozano Lu Lual Lucas Lueth Lui Luk Lukic Lum Luo Luong Luthra Luu Ly Lynch Lyons Lysenko Ma Maalouf Mabior Mabo
    Macapagal MacDonald MacGregor Machado Machar Maciejewski MacKay Mackay Mackenzie MacKinnon MacLean Macleod
    MacMillan Madden Madsen Madut Maeda Mafi Magalhaes Magar Magnusson Magok Magri Magsaysay Maguire Mahajan Mahdavi
    Maher Mahfouz Mahmood Mahmoud Mahoney Mahony Mai Maier Maina Majeed Majewski Majok Mak Makasini Makhoul Makinen
    Makris Makuei Maldonado Malekzadeh Malhotra Malik Malinowski Maloney Malouf Malual Mammone Manalo Mancini
    Mancuso Mandel Mann Manning Manolis Mansfield Mansour Manu Manyang Mao Mapfumo Marasigan Marawili Marchand
    Marchenko Marchetti Marial Mariani Maric Marika Marini Marinkovic Marino Marjanovic Markou Markovic Maroun
    Marques Marquez Marr Marriott Marsden Marsh Marshall Martel Martelli Martin Martinez Martini Martinovic Martins
    Martyn Mason Masood Massey Masters Mataele Matagi Matheson Mathew Mathews Mathur Matic Matos Matsuda Matsumoto
    Mattar Matthews Mavros Mawut Maxwell Mayer Maymuru Mazur Mazza Mazzeo McAlister McAllister McArthur McAuley
    McBride McCabe McCall McCallum McCann McCarthy McClelland McClure McConnell McCormack McCormick McCracken
    McCulloch McDermott McDonald McDonnell McDougall McDowell McEwan McFadden McFarlane McGill McGinty McGowan
    McGrath McGregor McGuinness McGuire McHugh McInnes McIntosh McIntyre McKay McKenna McKenzie McKinnon McLaren
    McLaughlin McLean McLeod McMahon McManus McMillan McNally McNamara McNeil McNeill McPhee McPherson McQueen McRae
    McSweeney McTaggart Meagher Medina Mehra Mehta Mei Meier Meijer Mejia Melnyk Melo Melville Memon Mendes Mendez
    Mendis Mendoza Meng Menon Mensah Menzies Mercado Mercer Mercier Meredith Merrick Merwe Messina Metcalfe Meyer
    Miah Mian Micallef Michaelides Michalski Michaud Middleton Mifsud Mihailovic Mihajlovic Mikhael Miles Miletic
    Milic Millar Miller Mills Milne Milosavljevic Milosevic Miranda Mirza Mirzaei Mishra Misra Mistry Mitchell Mitri
    Mitropoulos Mitrovic Mittal Mladenovic Mo Moala Modi Moeakiola Moffat Moghaddam Mohamed Mohammadi Mohammed
    Mohamud Mohan Mohseni Mok Molenaar Molla Moller Molloy Molnar Moloney Momand Monaco Monaghan Monroe Montalto
    Monteiro Montgomery Montoya Moody Mooney Moore Mora Morabito Moradi Morales Moran Moreau Moreira Morel Morelli
    Moreno Moretti Morgan Mori Moriarty Morley Moro Morozov Morris Morrison Morrow Mortensen Morton Mou Mouawad
    Moura Mourad Mousavi Moussa Moya Moyo Mozaffari Mueller Mughal Mukherjee Mulder Mulholland Mullen Muller
    Mulligan Mullins Mulugeta Mundine Munoz Munro Munungurr Murakami Murdoch Murphy Murray Murthy Mustafa Musumeci
    Mutasa Mwangi Myers Naccache Nadar Nader Nagpal Nagy Nahas Naidu Naik Nair Naivalu Najafi Najjar Najm Nakagawa
    Nakamura Nakano Nakhle Nam Nambiar Nampijinpa Nanda Nangala Napaljarri Napangardi Napolitano Narang Narayan
    Narayanan Naseri Nash Nasir Nasr Nassar Nasser Nassif Natarajan Natoli Naude Naulu Navarro Nawaz Nayak Naylor
    Nazari Nazir Ncube Ndlovu Neal Nedeljkovic Negi Neill Nel Nelson Nemec Nemeth Neri Neumann Neves Neville Newell
    Newman Newton Ng Ngai Ngata Ngatai Nghiem Ngo Ngugi Nguyen Nham Nhial Ni Niazi Nicholas Nicholls Nichols
    Nicholson Nickson Nicolaou Nie Niekerk Nielsen Nieminen Nikolaidis Nikolic Nikolopoulos Nikolovski Nilsen
    Nilsson Nishimura Njoroge Nkosi Nogueira Noh Nolan Noori Norman Norouzi Norris Norton Nouri Novak Novakovic
    Novikov Novotny Nowak Nowakowski Nowicki Nugent Nugroho Nunes Nunez Nungurrayi Nur Nwosu Nyong O'Brien O'Connell
    O'Connor O'Dea O'Donnell O'Donoghue O'Driscoll O'Dwyer O'Farrell O'Grady O'Halloran O'Hara O'Keefe O'Keeffe
    O'Leary O'Loughlin O'Malley O'Meara O'Neil O'Neill O'Regan O'Reilly O'Riordan O'Rourke O'Shea O'Sullivan O'Toole
    Oakley Oates Obeid Oberoi Obi Obradovic Ocampo Ochieng Odhiambo Oduya Ogawa Ogden Oh Ojeda Ojo Okada Okafor
    Okeke Okonkwo Okoro Okoye Oladipo Oldfield Olivares Oliveira Oliver Oliveri Oliynyk Olsen Olsson Olszewski Omar
    Omid Omondi Oner Ong Ono Onyango Ooi Opoku Orlov Ormond Orozco Ortega Ortiz Osborne Osei Osman Osorio Ostrowski
    Othman Otieno Ou Owen Owens Owusu Ozcan Ozdemir Ozgur Ozkan Ozturk Pacheco Padilla Padmanabhan Pagano Pagonis
    Pahlavi Paik Paine Palmer Palu Palumbo Panagopoulos Pandey Pandit Pandya Panetta Pang Pangilinan Pantelis
    Papadakis Papadopoulos Papageorgiou Papandreou Papas Pappas Paraskevas Parata Paredes Parekh Pareroultja Parikh
    Parisi Parker Parkes Parkinson Parmar Parr Parra Parry Parsons Partridge Parvizi Pascoe Pascual Pasi Patel
    Paterson Pathak Pathirana Patil Paton Patrick Patterson Paul Paulo Pavic Pavlenko Pavlidis Pavlou Pavlov
    Pavlovic Pavone Pawar Pawlak Pawlowski Payne Pearce Pearson Peck Pedersen Peeters Peiris Pele Pellegrini
    Pellegrino Pelletier Pemberton Penfold Peng Pereira Perera Perez Peric Perisic Perkins Perlman Permata Perrin
    Perry Persson Petaia Peters Petersen Peterson Petkovic Petrakis Petrenko Petridis Petropoulos Petrov Petrova
    Petrovic Petrovski Petyarre Pfeiffer Pham Phan Phelan Phelps Phillips Phiri Phung Piazza Piccolo Pickering
    Pierce Pieris Pietrzak Pillai Piotrowski Pires Pisano Pitt Pizarro Pizzuto Plessis Plummer Pokorny Polat
    Polishchuk Pollard Pollock Polota-Nau Pomare Ponce Ponomarenko Poon Popal Popov Popovic Popovski Portelli Postma
    Potter Poudel Pouono Powell Prakash Prasad Pratama Premadasa Prendergast Prescott Preston Pretorius Pritchard
    Prochazka Procter Proctor Pryor Pugliese Puglisi Pulos Purcell Puri Purohit Pye Pyke Qaderi Qadir Qasim Qera
    Qian Qiao Qin Qiu Quach Quek Quigley Quinlan Quinn Quintero Quiroga Quizon Qureshi Raad Rabbani Rabin Rabinowitz
    Radcliffe Radic Radovanovic Radovic Raffaele Rafferty Rafiq Raghavan Rahal Rahayu Rahim Rahimi Rahman Rahmani
    Rahme Rai Raja Rajan Rajapaksa Rajput Rakic Ralph Ram Ramachandran Ramakrishnan Ramalho Raman Ramanathan
    Ramezani Ramirez Ramos Ramsay Ramsey Rana Ranasinghe Ranatunga Randall Randhawa Ranganathan Ranginui Rankin Rao
    Rapana Raptis Rasheed Rashid Rasmussen Rasouli Rastegar Rastogi Ratcliffe Rathore Ratnayake Ravi Ravouvou Rawat
    Rawiri Rawlings Raymond Raza Razak Reardon Reddy Reed Rees Reeves Regan Rehman Reid Reilly Ren Renard Renaud
    Renshaw Rewi Reyes Reynolds Rezaei Rezai Rhodes Riaz Ribeiro Ricci Richards Richardson Richmond Richter Riddell
    Ridley Riley Rinaldi Rioli Rios Riquelme Ritchie Rivas Rivera Rizk Rizzo Roach Robbins Roberts Robertson Robins
    Robinson Robson Rocha Rodgers Rodrigues Rodriguez Rogers Roh Rojas Romano Romanov Romeo Romero Rooney Ropati
    Roper Rosales Rosario Rose Rosen Rosenberg Rosenblum Rosenfeld Rosenthal Ross Rossi Rosso Roth Rothman Rousseau
    Roussos Roux Rowe Rowland Rowley Roy Rubin Rubinstein Rubio Rudd Rudenko Ruggeri Ruggiero Ruiter Ruiz Rushton
    Russell Russo Rutherford Rutkowski Ryan Ryu Saab Saad Saade Saba Sabbagh Sacco Sachdeva Sadeghi Sader Sadler
    Sadowski Saeed Safavi Safi Saha Sahin Sahni Said Saifoloi Saini Saito Sakai Sakamoto Sakr Salama Salameh Salas
    Salazar Saleem Saleh Salehi Salerno Saliba Salim Salinas Salloum Salonga Saluja Salvatore Samaan Samadi
    Samaraweera Sammut Samuels Sanchez Sanders Sanderson Sandhu Sandoval Sands Sanna Santoro Santos Santoso Saputra
    Sarantis Sargent Sarkar Sarkis Sarma Sarris Sartori Sarwar Sasaki Sassine Sato Sauer Saunders Savchenko Savic
    Savvas Sawyer Saxby Saxena Sayegh Schaefer Schafer Schembri Schipper Schmid Schmidt Schmitt Schneider Schofield
    Scholz Schouten Schroeder Schubert Schulte Schultz Schulz Schumacher Schwartz Schwarz Sciberras Scicluna Scott
    Seaton Segal Sehgal Seidel Sellers Sen Senanayake Seneviratne Sengupta Seo Seow Sepulveda Sequeira Serra Serrano
    Sesay Seth Sethi Setiawan Seuli Seumalo Sewell Seymour Sfeir Shafi Shah Shahbazi Shaheen Shaikh Shalhoub Shankar
    Shannon Shao Shapiro Sharif Sharifi Sharma Sharpe Shaw Shea Sheehan Sheikh Shen Sheppard Sheridan Sherpa
    Sherwood Shetty Shevchenko Shi Shields Shim Shimizu Shin Shirazi Shire Shrestha Shukla Shum Sialoa Siaosi
    Sibanda Siddiqi Siddiqui Sideris Sidhu Sidorov Sikka Sikora Sikorski Silberstein Silva Silverman Silvestri Simic
    Simmons Simms Simon Simons Simpson Sims Simsek Sinclair Singh Singhal Sinha Sio Siregar Siu Sivakumar Skinner
    Slade Slater Slattery Sloan Smirnov Smit Smith Smits Smyth Sneddon Soares Sobczak Sodhi Sohn Sokolov Solanki
    Solberg Soliman Solomon Soltani Somerville Soni Soo Sorensen Soriano Sorrentino Sosa Soto Sousa Southwell Souza
    Spanos Spencer Spicer Spiropoulos Spiteri Spooner Spyrou Squire Srinivasan Srisai Srivastava Stafford
    Stamatopoulos Stanikzai Stankovic Stanley Stanton Stapleton Stathopoulos Stavrou Stead Steele Stefanou
    Stefanovic Stefanovski Stein Steiner Stephens Stephenson Stepien Sterling Stevanovic Stevens Stevenson Stewart
    Steyn Stirling Stojanovic Stojanovski Stokes Storey Strachan Stratton Stuart Styles Su Suarez Subagio
    Subramaniam Subramanian Suh Suharto Sukkar Sullivan Sultana Sundaram Sung Suri Suryadi Susanto Susic Sutanto
    Sutcliffe Sutherland Sutton Suwan Suzuki Svensson Svoboda Swamy Swanepoel Swanson Sweeney Syed Sykes Symonds
    Szabo Szczepanski Szeto Szilagyi Szymanski Ta Tadesse Tadic Taha Taheri Tahir Tai Taione Takacs Takagi Takahashi
    Takeda Talbot Taleb Talwar Tam Tamang Tamihana Tamura Tan Tanaka Tandon Taneja Tanevski Tanner Tannous
    Tanuwijaya Tao Tapia Tariq Tarraf Tatafu Tate Taufa Tauiliili Taukafa Taumalolo Tautahi Tavakoli Tavares Tawhai
    Tay Taylor Te-Kanawa Tedesco Teh Tehrani Teixeira Tekin Tekle Telford Temel Tennant Teo Terry Tesfaye Teshome
    Tevaga Thach Thai Thakkar Thakur Thapa Thatcher Theodoridis Theodorou Thomas Thompson Thomsen Thomson Thorne
    Thornton Thorpe Thurston Tian Tien Tierney Timani Timmermans Ting Tipoki Tiwari Tjakamarra Tjampitjinpa
    Tjapaltjarri Tjungurrayi Tkachenko Tobin Todd Todorovic Todorovski Toh Toia Toleafoa Tolentino Tomaszewski Tomic
    Tomlinson Tompkins Ton Tong Tongia Tonkin Toprak Toth Touma Townsend Tracey Trajkovic Trajkovski Tran Trang
    Travers Treloar Tremblay Trevor Trieu Trimboli Trinh Trivedi Trujillo Truong Tsai Tsakiris Tsang Tse Tsiolkas
    Tso Tsui Tu Tuala Tuapou Tucker Tuiasosopo Tuilagi Tuimavave Tuipulotu Tuitupou Tuncer Tupou Tuqiri Turan Turk
    Turnbull Turner Tuttle Twomey Tyagi Tyler Tymoshenko Tzimas Uddin Ueda Uelese Ullah Unaipon Unal Underwood
    Upadhyay Upton Urbanski Urquhart Usman Uysal Vaidya Vainikolo Vaka Vakatawa Vakauta Valdez Valente Valenzuela
    Vance Varga Vargas Varghese Varma Vasic Vasiliev Vasiliou Vasilopoulos Vasquez Vaughan Vaz Vazquez Vea Veenstra
    Velasco Vella Venkatesh Venter Ventura Vergara Verhoeven Verma Vermeulen Vernon Versace Vesely Vickers Vidal
    Vidovic Vieira Villalobos Villanueva Villegas Villeneuve Vincent Vinh Virk Virtanen Visser Vitale Vlahos
    Vlahovic Vo Vogel Vogt Vohra Volkov Volkova Voulgaris Vries Vu Vujic Vukovic Vuksanovic Vuong Vyas Wada Waddell
    Wade Wadhwa Wagner Wagstaff Wahab Wahyudi Wainwright Waititi Wako Walczak Walia Walker Wallace Waller Wallis
    Walsh Walter Walters Walton Wang Wani Waqa Waqar Warburton Ward Warner Warren Warsame Watanabe Watkins Watson
    Watt Watts Waxman Webb Webber Weber Webster Weerasinghe Wehbe Wei Weinberg Weiner Weinstein Weir Weiss Weissman
    Welch Wells Welsh Wen Wentworth Werner Weston Westwood Wharepapa Wheeler Whelan Whitaker Whitby White Whitehead
    Whiteley Whitfield Whiting Whittaker Whitty Wibowo Wickramasinghe Widjaja Widodo Wieczorek Wijaya Wijeratne
    Wijesinghe Wilcox Wilde Wilkes Wilkie Wilkins Wilkinson Wilks Willems Willett Williams Williamson Willis Wills
    Wilmot Wilson Winkler Winters Wirrpanda Wise Wisniewski Withers Witkowski Wojciechowski Wojcik Woldu Wolfe Wolff
    Wong Wongsakul Woo Woodhouse Woodley Woodward Woolley Worthington Wozniak Wright Wroblewski Wu Wyatt Wyk Wylie
    Wynn Wysocki Xenakis Xia Xiang Xiao Xie Xing Xiong Xu Xue Xuereb Yacoub Yadav Yaghi Yalcin Yamada Yamaguchi
    Yamamoto Yamashita Yamazaki Yan Yanez Yang Yao Yap Yassine Yates Yau Yavuz Yazdani Ye Yee Yeo Yeoh Yeung Yi
    Yildirim Yildiz Yilmaz Yim Yin Yip Yogarajah Yohannes Yong Yoo Yoon York Yoshida Yothu Younan Younes Young
    Younis Yousaf Yousefi Youssef Yousuf Yu Yuan Yucel Yuen Yuksel Yulianto Yun Yung Yunkaporta Yunupingu Yunus
    Yusof Yusuf Zadran Zafar Zaharopoulos Zaher Zahid Zahir Zainal Zajac Zakharov Zaman Zamani Zammit Zamora Zand
    Zapata Zappia Zarei Zaveri Zawadzki Zec Zein Zeng Zervas Zewde Zhai Zhan Zhang Zhao Zheng Zhong Zhou Zhu Zhuang
    Zielinski Zimmerman Zimmermann Zito Zivkovic Zogbi Zoghbi Zoric Zou Zuniga
    """
)
