"""Given names beyond the most common ones, of people who live in Australia, wherever they come from.

Written down from general knowledge; no register and no data set was copied. A name proves nothing alone.
"""

from __future__ import annotations

from auslex.screening.detectors.name_words import words

MORE_GIVEN = words(
    """
    Aad Aaliyah Aarav Aarti Abdi Abdifatah Abdirahman Abdulrahman Abe Abeba Abebe Abel Abha Abhijit Abhilash Abhinav
    Abhishek Abilio Abraham Abshir Abuk Achilleas Achilles Achol Ada Adaeze Adebayo Adeel Adel Adela Aditi Adnan
    Adolfo Adriana Adriano Adut Afaf Afework Afonso Aftab Agapi Agatha Agathe Aggeliki Agnes Agnieszka Agostino Agus
    Agustin Ahlam Ahmadshah Ahmet Ahsan Aimee Aino Ainsley Aisyah Ajak Ajit Ajith Ajmal Ajok Akanksha Akec Akech
    Akhil Akiko Akinyi Akira Akol Akram Akuol Ala Alaa Alain Alana Alanna Alberto Albie Aldina Aldo Alejandra Aleki
    Aleksandar Aleksander Aleksandra Alemitu Alessandra Alessandro Alessia Alexandre Alexandros Alexei Alexia Alf
    Alfie Alfio Alfonso Alfredo Algernon Alicja Alisha Alisi Alkira Allegra Allira Alma Almaz Almudena Alofa Alok
    Alondra Alonso Alphonse Aluel Alvaro Alyona Amadeu Amal Aman Amandeep Amandine Amara Amarjit Ambika Ameen Ameer
    Amelie Americo Amin Aminata Aminullah Amira Amita Amjad Amna Amos Amparo Amrit Amrita Anabel Anabela Anahera
    Analyn Anand Anandi Ananya Anas Anastasios Anatol Anatoly Anders Andrei Andres Andressa Andrija Andrzej Andy
    Anei Anette Angelica Angelika Angeliki Angelina Angeline Angelita Anika Aniket Anirudh Anish Anitha Anjali Anju
    Ankit Ankita Annegret Anneke Annelies Anneliese Annemarie Annika Anoma Anong Anouk Ansel Anshul Ante Antigone
    Antoine Antonella Antonietta Antonino Antonis Anup Anupam Anura Anuradha Anwar Aoife Aparna Aperahama Aphrodite
    Apinya Apolline Apostolis Apostolos Araceli Arash Aravind Archana Archibald Ardeshir Areej Arend Argyri Argyro
    Ariel Arika Aristides Aristotelis Arkadiusz Arkady Arlene Arlo Armando Arnaud Arnel Arnold Aroha Arpita Arturo
    Aruna Arvid Arvin Arvind Asad Asghar Asha Asher Ashish Ashleigh Ashlyn Ashwin Asif Asim Asipeli Asma Assunta
    Aster Astrid Atarangi Atawhai Atelaite Athanasia Athanasios Athena Athiei Atif Atong Attila Attilio Atul Aubrey
    Augusto Aurelia Aurelie Aurelio Aurora Avi Avigail Avinash Avraham Awhina Aya Ayaan Ayako Ayaz Ayen Aylin Ayman
    Ayodele Ayse Aysel Ayub Ayuen Ayumi Ayush Azadeh Azhar Aziz Azizah Azman Azra Babak Babar Bahram Bakhita Bala
    Balaji Balazs Balbir Baldev Baljinder Baljit Baltazar Balwinder Bambang Bao Baptiste Barb Barnaby Baruch
    Baryalai Bashar Bashir Basim Bassam Batoul Bayani Bea Beata Beatrix Beatriz Beau Bec Behnam Behrouz Bekele Bekir
    Bela Belen Benedict Bengt Benita Benito Benjie Bennett Benny Benoit Berhane Berk Bernadeth Bernardo Bernd
    Bernice Bernie Bertha Bertie Beryl Bess Bethlehem Bettina Beulah Bev Bharat Bharti Bhavani Bhavna Bhupinder Bich
    Biel Bilal Biljana Billie Bina Bindi Binh Birgit Birgitta Birrani Bjorn Blagoja Blanca Blanche Bo-ra Bobby Bodhi
    Bogdan Boguslaw Bohdan Bojan Bol Boris Borislav Bozena Brady Braith Bram Branislav Branka Branko Bree Brenna
    Breno Briony Brody Bron Bronte Bruna Bruno Bryony Budi Burak Burnum Bushra Caden Caetano Caio Caitlyn Callie
    Calogero Camila Camilla Camilo Candice Carissa Carlo Carlota Carlotta Carmela Carmelina Carmelita Carmelo
    Carolina Carrick Cassie Cataldo Catalina Caterina Cath Cathal Catriona Cecil Cecile Cecily Cedric Cees Celia
    Celine Cem Cengiz Cesar Cezary Chai Chaim Chaminda Champika Chana Chandana Chandni Chandra Chandrika Chantelle
    Charanjit Charlene Charmaine Charu Chau Chaya Chen Cheng Cherie Chetan Cheyenne Chi Chiamaka Chidi Chinedu
    Chinonso Chipo Chirag Chitra Chol Chrisoula Christa Christabel Christelle Christie Christoph Christos Chrysanthi
    Chrysoula Chukwuemeka Chun Chung Chuol Ciara Cillian Clarence Clarissa Claude Claudine Claudio Clem Clement
    Clementine Cleo Cliff Clinton Clothilde Clyde Coen Colette Concepcion Concetta Conor Constantina Constantine
    Consuelo Cor Coralie Corazon Cordelia Corinne Cormac Cornelia Cornelius Corrado Cosimo Cosmo Cressida Crispin
    Cristian Cristina Cristobal Csaba Cuong Cyril Cyrus Czeslaw Da-eun Dae-jung Dagmar Daisuke Dalisay Daljeet
    Daljit Damiano Damini Damon Danica Daniele Danijel Danijela Danila Danilo Danuta Dao Daphne Darby Darcie Darija
    Dario Darius Dariush Dariusz Darko Darla Darlene Darrell Darshan Davi Davina Davinder Davor Dawit Dayani Dayna
    Deanna Deb Debbie Deepa Deepika Deepthi Dejan Delfim Delfina Delia Delilah Della Delphine Demetrios Demi Deng
    Denis Deniz Denzel Deqa Dermot Derya Desiree Despina Despo Detlef Dev Devi Devorah Dewi Dexter Dhanya Dhruv
    Diarmuid Didier Diem Diep Dieter Dietrich Dilani Dilek Dilip Dilpreet Dilshan Dimitra Dimitrios Dimitris Dimity
    Dimos Dina Dinah Dinesh Dino Dinusha Dirk Disha Divakar Divina Divya Djalu Dmitri Dmitry Dmytro Do-yun Dolores
    Domenic Domenica Domenico Domingos Donal Donatella Donato Donovan Dora Dorian Dorota Dotty Dougal Dragan Dragana
    Dragica Drago Dubravka Dulcie Dung Dusan Dut Dzenan Eamon Ebele Eberhard Ebony Ebru Eckhard Ed Eddie Eden Edgar
    Edgardo Edie Edin Edite Edmund Edna Edouard Edson Eduardo Edwina Edyta Eero Effie Efrain Efren Efstathios
    Eftihia Ehab Einar Eirini Eitan Ejaz Eka Ekaterini Eko Elaina Elana Elda Eldon Eleftheria Eleftherios Elfriede
    Elham Elif Elin Elinor Elio Elisabeth Elisha Elissa Eliyahu Elizabeta Elke Elmer Elnaz Elodie Eloise Elpida
    Elsie Elske Elspeth Elton Elvira Elzbieta Eman Emanuel Emanuele Emeka Emeline Emelita Emiko Emil Emilia Emiliano
    Emilio Emina Emine Emmanuel Emmanuelle Emmett Emre Endah Endang Engin Enid Enrica Enrique Epeli Ephraim Erdal
    Erika Erlinda Ernesto Ernie Ernst Erol Errol Erwin Erzsebet Eskil Esme Esmeralda Esperanza Esra Esteban Estela
    Estelle Estrella Ethel Etienne Etta Ettore Etuate Euan Eugenia Eugenie Eugenio Eun-ji Eun-ju Eun-young Eunice
    Evangelia Evangelina Evangeline Evangelos Evdokia Evelina Everett Everton Evgenia Evgeny Evie Ewa Ewan
    Eyerusalem Ezra Fa'afetai Fabian Fabiana Fabien Fabio Fabrice Fadi Fadia Faduma Fahad Fahim Faiza Faizal
    Falaniko Fale Falefa Fang Farai Farhad Farhan Farhiya Fariba Farid Farida Faris Farouk Farrukh Farshid Fartun
    Fatai Fatih Fatma Fawad Fawzia Fay Faye Federica Federico Fei Feleti Felipe Fely Femi Femke Feng Ferdie
    Ferdinand Ferdows Ferenc Fereshteh Fergus Fernanda Fernao Fetu Fidel Fikre Fikret Fikru Filimone Filipa Filipe
    Filipo Filippo Filomena Finbar Findlay Finlay Firas Firouzeh Fitri Flora Florencia Florent Floris Flynn Folasade
    Fortunato Fotini Fotios Fozia Franca Francesco Francisca Franco Francois Francoise Frankie Frans Franz Franziska
    Freda Freddie Frederic Freya Frida Friedrich Fritz Fuifui Funmi Fyodor Ga-eun Gabby Gabe Gabor Gabriela
    Gabrielle Gaetana Gaetano Gagan Gagandeep Galarrwuy Galina Ganesh Garang Garrett Garth Gaspare Gaston Gatluak
    Gatwech Gaurav Gauri Gautam Gayan Gayani Gaye Gaz Gede Geert Geeta Geetha Genet Gennady Gennaro Genowefa Geordie
    Georgie Georgios Geraint Gerardo Gerda Gerhard Germaine Gerrit Gerry Gershon Gertrud Gertrude Getachew Ghada
    Ghassan Ghislaine Gia Giacomo Giang Gianluca Gianni Giannis Gideon Gigi Gil Gilbert Gilberto Giles Gilles Ginny
    Gino Giorgia Giorgio Giovanna Girish Girma Girolamo Gisela Gisele Gita Giuliana Giulio Giuseppa Giuseppina
    Glenys Gobind Golnaz Goncalo Gonzalo Gopal Goran Gordana Gottfried Govind Gowri Graca Graciela Grady Grazia
    Graziano Graziella Grazyna Greer Greetje Gretel Grover Grzegorz Guadalupe Guang Guglielmo Guido Guilherme
    Guillaume Guillermo Gul Gulalai Gulay Gulshan Gunilla Gunnar Gunter Guo Guoqiang Gurbaksh Gurbir Gurdeep Gurjit
    Gurleen Gurmeet Gurmukh Gurpreet Gursharan Gurvinder Gus Gustav Gustave Gustavo Gwenda Gwendoline Gwendolyn
    Gwyneth Gyula Ha Ha-eun Haakon Habib Habiba Habibullah Hadassah Hae-won Hafiz Haidar Haifa Haiyan Hakan Hakim
    Hala Halil Halima Halimo Halina Halvard Hamad Hamdi Hamed Hamid Hamidullah Hamza Hanan Hanh Hani Hanna Hanneke
    Hannelore Hans Haoran Haralambos Harbhajan Hardeep Hari Harini Harish Harjinder Harjit Harleen Harley Harman
    Harmeet Haroon Haroun Harpal Harper Harpreet Harsh Harsha Hartmut Hartono Haruka Haruki Haruto Harvinder Hasan
    Hatem Hatice Hattie Hawa Hayat Hazel Hazem Haziq Hedley Heike Heikki Heinrich Heinz Helene Helga Helmut Hema
    Hemalatha Hemant Hemi Hendra Hendrik Hendrika Heng Henk Henri Henrietta Henrique Henryk Herb Heriberto Hermann
    Hermione Hernan Herve Hester Hetty Hiba Hibo Hideo Hien Hieu Hilda Hildegard Hillel Himanshu Hina Hinata Hinemoa
    Hiroki Hiroko Hiroshi Hirut Hisham Hitesh Hitomi Hiwot Ho-jin Hoang Hodan Hohepa Holger Hollis Hone Hongmei
    Horace Horacio Horst Hossein Hrvoje Hua Huan Hubert Huda Hui Huiling Humaira Humberto Huong Huseyin Hussam Huw
    Huy Huyen Hye-jin Hye-won Hyun Hyun-jin Hyun-woo Ida Idil Ifeoma Ifrah Iftikhar Ignacio Ignatius Ignazio Igor
    Ihaia Ihaka Ihor Ijaz Ike Ikechukwu Ilan Ilda Ilhan Ilija Ilona Ilse Imad Iman Imelda Immacolata Immanuel Imre
    In-sook Inacio Inas Indah Inderjit Indie Indika Indira Indu Ineke Ines Inga Inge Ingeborg Ingvar Inigo
    Inmaculada Inna Ioane Ioanna Ioannis Iona Iosefa Iqra Ira Irawan Irena Irfan Irina Irini Irma Irmgard Isadora
    Isaiah Isaura Ishaan Ishaq Ishita Isidore Isidro Isikeli Isileli Iskandar Ismael Ismail Ismet Issa Istvan Isuru
    Itsuki Itzhak Ivana Ivano Ivica Ivo Ivor Iwona Izabela Jaafar Jaap Jabir Jacek Jacinda Jacinta Jacinto Jacki
    Jacoba Jacobus Jacques Jadranka Jadwiga Jae-hyun Jae-won Jagadeesh Jagdeep Jagdish Jagjit Jago Jai Jaimie Jairo
    Jalal Jamal Jamila Janaka Janaki Jandamarra Janina Jannali Janos Janusz Jari Jarli Jarrad Jarrah Jarred Jarrod
    Jarvis Jasbir Jasdeep Jasleen Jaslyn Jasmina Jasna Jasper Jaspreet Jasvir Jaswinder Jatinder Javad Javed Jawad
    Jaxon Jaya Jayant Jayantha Jayanthi Jayanti Jayne Jayson Jean-Claude Jean-Luc Jean-Marc Jean-Michel Jean-Paul
    Jean-Pierre Jeanette Jeannie Jedda Jeevan Jejomar Jelica Jelle Jemima Jenna Jennelyn Jennie Jens Jericho Jeroen
    Jerrold Jerzy Jess Jessie Jett Jhon Jhun Ji-a Ji-eun Ji-hoon Ji-hye Ji-min Ji-woo Ji-yeon Ji-young Jia Jiahao
    Jian Jianguo Jianhua Jianing Jiaqi Jiawei Jiaxin Jie Jignesh Jimena Jin-ho Jin-woo Jingjing Jingyi Jiri Jirra
    Jitendra Joachim Joana Joaquim Joaquin Jocelyn Jochen Jock Jodi Jody Joelle Joey Johan Johann Johannes Jok Joke
    Joko Jolanda Jolanta Jolene Jomar Jong-min Jonjon Jono Joo-won Jools Joop Joost Jorg Jorgen Joris Josefa
    Josefina Josiane Josie Josip Jovan Jovana Jovelyn Jovica Jozef Jozsef Juana Juanita Juanito Judd Jude Jukka
    Julien Julieta Juliette Julio Juliusz Jun Jun-ho Junaid Jung-hee Junichi Junjie Junko Juno Jurgen Justina Jutta
    Jyothi Jyoti Kacey Kadek Kadir Kagiso Kailash Kaisa Kaito Kaixin Kala Kalinda Kalliopi Kalolaine Kalpana Kamal
    Kamala Kamaljit Kamau Kambiz Kamil Kamran Kana Kanagaratnam Kanchan Kang Kannan Kanya Kaori Kara Karam Karamjit
    Karan Karel Kari Karim Karima Karina Karla Karlheinz Karolina Karsten Karthik Karthika Karuna Karyn Kasey Kashif
    Kashish Kasper Kassandra Kasun Kata Katalin Katarina Katarzyna Katerina Kateryna Katharine Kathe Katherina
    Kathrin Katia Katica Katina Katja Katya Kaushik Kaveh Kavya Kaye Kaylene Kazimierz Kazuki Kazuko Kazuo Keanu
    Kebede Keegan Keeley Keely Keerthi Kees Keiko Keira Kel Kelepi Kellie Kelsey Kelvin Kemal Kendall Kendra Kenji
    Kenny Kenta Kepueli Kereama Kerri Kerrie Kerryn Ketan Ketut Kev Keyvan Khadija Khadra Khai Khairul Khaled
    Khalida Khalil Khloe Khoa Khurram Kian Kiara Kidane Kien Kierra Kiki Kirandeep Kiri Kiriaki Kirill Kirk Kirra
    Kirti Kishore Kitty Kiyoshi Kjell Klara Knut Koa Kofi Koichi Komal Komang Konrad Konstantin Konstantina
    Konstantinos Koos Koro Koroi Kostas Koula Krishna Kristian Kristofer Kristopher Krithika Krunoslav Krystal
    Krystyna Krzysztof Ksenia Kuldeep Kulwinder Kumar Kumari Kumiko Kunal Kuol Kusum Kwabena Kwame Kyah Kylian Kyoko
    Kyriakos Kyung Kyung-hee Lachie Ladan Ladislav Laetitia Lahiru Laila Lakhvir Laleh Lalit Lalita Lalitha Lam
    Lambros Lana Lance Lanying Larisa Larissa Lars Lasantha Laszlo Lata Latha Latifa Latu Laufitu Laurent Laurinda
    Lavanya Lavinia Lawan Lawson Laxmi Layla Layth Lazar Leander Leandro Leanna Lech Leda Leeanne Leela Leesa Lei
    Leif Leilani Leland Lemlem Lennart Lenny Leone Leonel Leonidas Leonor Leonora Leopold Lesieli Lesley Lestari
    Lesya Leszek Leticia Letitia Levi Lew Lex Lexi Leyla Lia Lian Liang Liaqat Liban Lidia Lidija Lieke Liesel Liesl
    Liezl Ligaya Ligia Lihua Lijuan Lili Liliana Lillian Lina Ling Linh Linus Lionel Lisbeth Litia Lito Litsa
    Liudmyla Livia Liwayway Lixin Ljiljana Ljubica Ljubomir Loida Loimata Lola Lolesio Lonnie Loredana Lorenza Losa
    Losaline Lothar Lotte Lottie Lou Louay Louella Loukas Loukia Lourdes Lovepreet Lowanna Lowitja Lual Luana Lubna
    Luc Lucero Lucho Luciana Luciano Lucien Lucienne Lucille Lucretia Lucyna Ludmila Ludwig Luella Luigi Luisa Luiz
    Lukas Luong Lupe Luzviminda Lyall Lyle Lyndon Lynley Lyra Lyudmila Maaike Maarten Mabel Mabior Machar Maciej
    Madalena Maddalena Maddie Maddison Madelyn Madhav Madhavi Madhu Madhuri Mae Mafi Magda Magdalena Magdolna Magnus
    Maha Mahad Mahdi Mahela Mahendra Mahesh Mahin Mahmood Mahnaz Mahsa Mahtab Mahuika Maia Maisie Maja Majid Majok
    Maka Makareta Makeda Maki Makoto Maksim Maksym Mal Malachi Malak Malakai Malathi Malee Maletino Malgorzata Malia
    Malini Malka Malti Malual Mamadou Mamta Manaia Manal Manav Mandana Mandeep Mandira Maneesh Manel Manfred Mangal
    Mangala Manikandan Maninder Manish Manisha Manjeet Manjit Manju Manjula Manmeet Manmohan Manny Manoj Manolis
    Manouchehr Manpreet Mansoor Mansour Mansoureh Manuela Manvir Manyang Maqsood Mara Marcela Marcello Marcelo
    Marcin Marcos Maree Marek Margareta Margarethe Margarida Margarita Margery Margie Margo Margot Marguerite Marial
    Mariam Mariana Mariangela Mariano Maribel Maribeth Maricar Maricel Maricruz Marie-Claire Marie-Louise
    Marie-Therese Marieke Mariel Mariella Marietta Marija Marijana Marijke Marika Mariko Marilla Marilou Marin
    Marina Marios Marisol Marita Marites Maritza Marius Mariusz Marivic Marjorie Marjory Marko Markus Marlee Marlon
    Marlyn Marnie Maroula Marthe Martijn Martim Martina Martine Marty Marwa Marwan Mary-Ann Maryam Maryanne Masako
    Masato Masoud Masoumeh Massimo Massoud Mateo Mateus Mateusz Mathew Mathieu Mathilda Matiu Mato Mats Mattea
    Matthias Maud Mauricio Maurizio Mavis Maxime Maximilian Mayen Maysa Mazen Medhat Meena Meenakshi Meera Megha
    Mehdi Mehran Mehrdad Mehul Mehwish Meiling Meir Mekdes Mel Melchor Mele Meleane Melek Melvin Menachem Mendel
    Mengyao Meral Mercedes Mere Mereana Merindah Merle Merlinda Meron Merryn Mersiha Mert Merv Mervyn Meseret Metin
    Mette Mi-kyung Mi-sook Miah Mica Michal Michalis Michela Michelangelo Michelina Michiko Mick Mickey Mieczyslaw
    Mieke Mihail Mihajlo Mihi Mika Mikael Mikaela Mikaele Mikayla Miki Miklos Mikolaj Milada Milagros Milana Milena
    Mileva Milica Milind Milivoj Millicent Millie Milo Milorad Milos Miloslav Milton Mim Mimi Min-ji Min-jun Min-seo
    Mina Minal Ming Mingming Minjarra Minnie Minoo Minoru Miodrag Mira Mirabel Mireille Mirela Mirella Mirjana Mirko
    Miroslav Miroslaw Mirri Mirwais Mitali Mitch Mitko Mitra Miyuki Mladen Moala Moana Moeen Mohamad Mohan Mohd
    Mohini Mohit Mohsen Moira Mojgan Mojtaba Mollie Momcilo Monika Monserrat Monty Mordechai Morris Mort Morten
    Morteza Moses Moshe Moustafa Mowan Mudassar Mukesh Mukul Mulu Mulugeta Mumtaz Muna Munir Murad Murali Murat
    Muriel Murilo Musa Musarrat Mushtaq Mustafa Mwangi Mykhailo Mykola Myra Myrna Myrtle Mysha Nabil Nada Nadeem
    Nadeesha Nader Nadezhda Nadim Naeem Naftali Nagarajan Nagesh Naheed Nahla Naila Naina Najib Najibullah Najla
    Nalin Namita Namrata Nan Nanai Nandi Nandini Nanette Naoki Naoko Narayanan Naren Narender Narendra Naresh Narges
    Nargis Narinder Nasim Nasir Nasra Nasreen Nasrin Nasser Natalya Natasa Nate Nathalie Natividad Nattapong
    Nattaporn Nattaya Natthapong Navdeep Naveed Naveen Navid Navin Navjot Navneet Nawal Nazanin Nazim Nazli Nebojsa
    Nechama Nedeljko Neela Neelam Neeraj Neeta Nektaria Nektarios Nelia Nelida Nell Nellie Nelson Nemanja Nenad
    Nenita Nermin Neslihan Nessa Nestor Nev Neve Nevena Neville Ngahuia Ngaio Ngaire Ngan Nghia Ngozi Nguyet Nhan
    Nhung Nia Niall Niamh Nicki Nicky Nico Nicolas Nicoletta Nicolette Nidhi Niek Niels Nienke Nieves Nighat Nikau
    Niki Nikita Nikki Nikolai Nikolaos Nikolas Nikos Niles Nilesh Nilmini Niloufar Nils Nima Nimal Nimali Nimesh
    Nimo Ning Nino Niramon Niran Nirav Nirmal Nirmala Nisha Nishant Nissim Nithya Nitin Nitya Njeri Nkechi Nnamdi
    Noam Noboru Nobuko Noelle Noemi Nola Noman Noni Nonoy Nooshin Norbert Norberto Noreen Norhayati Noriko Norm Nour
    Noura Nuno Nunzia Nunziata Nunzio Nur Nuray Nurul Nuwan Nyabol Nyadak Nyakim Nyandeng Nyaruach Nyibol Nyok
    Nyoman Nyree Obinna Octavia Octavio Odette Odile Ofa Ofelia Ofer Oksana Olaf Ole Oleg Oleksandr Oleksandra Olena
    Olha Oliana Olinda Olivera Olivier Ollie Olu Oluwaseun Olwyn Olympia Omid Ondrej Oodgeroo Oona Ophelia Orathai
    Orazio Orhan Orla Orlando Ornella Orsolya Orson Orville Osama Osamu Osbert Oskar Osman Osvaldo Otavio Othman
    Otto Ozan Ozlem Paavo Pablo Paddy Padma Padraig Pallavi Palma Palmira Paloma Pam Panagiota Panagiotis Panayiota
    Panayiotis Pania Pankaj Pansy Pantelis Paola Paora Parag Paramjit Paraskevi Paresh Parichat Parisa Parminder
    Parul Parvaneh Parvati Parvin Parviz Parwin Pascal Pascale Pasquale Pasqualina Patcharin Patrice Patricio
    Patrizia Patsy Patti Paulo Pauly Pavan Pavel Pavithra Pavle Pavlo Pavlos Pawan Pawel Payal Payam Pejman Pekka
    Peng Pengfei Peni Penina Penisoni Perce Percival Percy Perla Pero Perpetua Perry Petar Petelo Petera Petro
    Petronella Petros Petunia Peyman Peyton Phairot Philippe Phillipa Philomena Phong Phuc Phuoc Phyllis Pia Pichai
    Piero Pierrette Piet Pieter Pietro Pilar Pina Pinar Ping Piotr Pip Pippa Pita Piyawan Piyush Ploy Polina
    Polyxeni Pooja Poonam Pooya Poppy Pornthip Portia Pouya Prabhat Prabhjot Prabhu Pradeep Pradeepa Pradnya Pramod
    Pranav Pranay Praphan Prasad Prasert Prashant Prasit Pratchaya Prateek Pratibha Pratik Praveen Predrag Preeti
    Prem Primrose Priscila Priscilla Priti Priyanka Priyantha Prudence Przemyslaw Purnima Pushpa Putri Putu Qais
    Qaiser Qasim Qian Qiang Qing Qiuyue Quan Queenie Quinn Quyen Quynh Rabia Rabih Rachna Radha Radhika Radmila
    Radovan Radwan Raelene Rafael Rafaela Rafal Raffaele Raffaella Rafiq Raghad Raghav Raghavan Raghda Raghu Ragnar
    Rahel Rahim Rahmatullah Rahul Raina Rainer Raisa Rajan Rajat Rajdeep Rajeev Rajendra Rajinder Rajiv Rajkumar
    Rajni Raju Rajwinder Rakesh Ram Rama Ramadan Raman Ramandeep Ramazan Ramesh Rami Ramin Ramiro Ramona Ramya Ramzi
    Rana Rangi Rania Ranjan Ranjana Ranjit Ranjith Ranko Raoul Raphael Rasha Rashida Rashmi Ratan Ratana Ratko Ratna
    Rattana Ratu Raul Ravenna Ravinder Ravindra Raya Rayleen Raymonde Razak Reagan Reba Recep Reem Reena Reg Reggie
    Reiko Reinaldo Reinhard Reinhold Reinier Rekha Remi Remy Ren Renata Renate Renato Renske Renu Renuka Reshma
    Reuben Revathi Revathy Rewi Rex Rey Reynaldo Reza Rhea Rhett Rhiannon Rhoda Riad Riak Rian Riaz Riccardo Richa
    Richie Ricki Rico Riet Rigoberto Riku Rima Rina Rinaldo Rini Ripeka Ripley Ritesh Ritu Rivka Rizal Rizalina
    Rizwan Rocca Rocco Rocio Rodel Rodolfo Rodrigo Roel Rogelio Rogerio Rohani Rohini Rohit Roisin Rola Rolando Rolf
    Roma Romain Roman Romano Romeo Rommel Romulo Romy Rona Ronan Ronda Ronel Roni Ronnie Roopa Rosalba Rosalia
    Rosalie Rosalinda Rosalyn Rosamund Rosangela Rosanna Rosanne Rosaria Rosario Roseanne Rosemarie Rosetta Rosina
    Roslyn Rosnah Rossana Rowena Roxanne Roya Roz Ruba Ruben Rubina Rudi Rudo Rudolf Ruel Rufino Rufus Ruggero Rui
    Ruia Ruixin Rune Rungnapa Ruoxi Rupa Rupert Rupinder Ruslan Russ Ruud Ruwan Ruzica Ryder Ryo Ryota Ryszard Saad
    Sabah Sabatino Sabine Sabri Sacha Sachiko Sachin Sadaf Sade Sadhana Sadia Sadie Saeed Safaa Saffron Sagal Sagar
    Sahar Sahil Sahra Saif Saima Sajid Sajjad Sakchai Sakura Saleh Salim Salome Salote Salvatrice Saman Samaneh
    Samar Sameer Samia Samina Samisoni Sammy Sampath Samson Sana Sanaa Sanath Sanaz Sandeep Sander Sandhya Sandor
    Sandrine Sandro Sanduni Sang-hoon Sangeeta Sanja Sanjana Sanjeev Sanjiv Sanna Santina Santo Santosh Saoirse
    Saowalak Sapna Saqib Saraswathi Saraswati Saravanan Sarfraz Sarit Sarita Sarvesh Sasa Sathish Satinder Satish
    Satoshi Satwinder Satya Saul Saula Saurabh Saverio Savita Savvas Sawsan Sawyer Sayaka Sayed Scarlett Seamus
    Sebastiano Sebastiao Sebastien Seema Sefa Sefo Sefulu Segun Seini Sela Selam Selamawit Selena Selim Selina Selma
    Seluvaia Selvi Semisi Semra Senait Senthil Seo-jun Seo-yeon Sepideh Serafina Serdar Serge Sergey Serhii Serhiy
    Serkan Setareh Setareki Seung-ho Severine Seyma Shabana Shabnam Shae Shafiqa Shaheen Shahid Shahida Shahin
    Shahla Shahnaz Shahram Shahrul Shahrzad Shai Shailesh Shaima Shakeel Shakil Shakir Shalini Shamim Shan Shania
    Shankar Shanta Shanthi Shanti Shaohua Sharad Shari Sharif Sharman Sharna Sharni Shashi Shaul Shayla Shazia
    Sheela Shefali Shehan Shekhar Shelby Sheldon Shelly Sheree Sheridan Sherri Sherrie Sherry Shigeru Shilpa Shing
    Shinji Shiori Shira Shirin Shiv Shiva Shivani Shiyu Shlomo Shmuel Sho Shobha Shohreh Shona Shoshana Shota Shruti
    Shu Shuai Shuang Shubham Shulamit Shweta Shyam Siale Siamak Siaosi Sibel Sibusiso Sid Siddharth Sidney Siegfried
    Siew Signe Sigurd Silas Silke Silvana Silvio Sima Simcha Simeon Simi Simona Simran Simranjit Sina Sinai Sindhu
    Sinead Sinisa Siobhan Sione Siosaia Siosiua Sipho Siriporn Sirirat Sirpa Sissy Sita Sitara Siti Sitiveni Siu
    Siua Sivakumar Sivan Siyu Sjoerd Slavica Slavko Slawomir Slobodan Smita Sneha Snezana Soane Sofie Soha Sohail
    Soheil Soheila Sohrab Solange Soledad Solomon Solomone Solveig Sombat Somboon Somchai Somjai Somkid Somphong
    Somsak Sonal Sonali Sonam Sondra Sonny Sonu Soo-jin Soo-min Sophocles Soraya Soren Soroush Sosefo Sota Sotiria
    Sotirios Soula Soundarya Spiridon Spiro Spiros Spyridon Srdjan Sreenivas Sridhar Srinivas Stacy Stamatia Stana
    Stanislav Stanislava Stanislaw Stanko Stavros Stavroula Stefania Stefano Stelios Stellan Steph Stephan Stephane
    Stergios Stevan Stevie Stig Stipe Stjepan Stojan Suad Subash Subhash Suda Sudha Sudhir Suet Suha Suharto Sujata
    Sujatha Sukanya Sukarno Sukhbir Sukhdeep Sukhjit Sukhpreet Sukhwinder Suleiman Suleyman Sumaira Suman Sumit
    Sun-hee Sunaina Sunan Sundar Sunethra Sung Sung-ho Sung-min Sunita Supaporn Supatra Surachai Surbhi Surendra
    Surinder Surjit Susana Susannah Susanto Sushil Sushila Sushma Susie Suthep Suwanna Suzan Suzana Suzannah Suzette
    Suzie Svein Svetislav Svitlana Swapna Swathi Swati Sybil Syd Syed Sylvain Sylviane Sylvie Szabolcs Szymon
    Tabitha Tadashi Tadesse Tadeusz Tafadzwa Taha Taher Tahir Tahira Tahlia Tainara Taiwo Tajinder Tak Takahiro
    Takashi Takeshi Takumi Talal Talia Talitha Tama Tamar Tamati Tamer Tamihana Tamika Tamsin Tanawat Tane Taniela
    Tanveer Tanvi Tao Tapiwa Taraneh Taras Tarek Tarkan Tarni Tarryn Tarun Tasha Tasi Tasman Tassos Tatenda Tatiane
    Tatjana Tatsuya Tatum Tavita Taya Tayla Teagan Teddy Tegan Teguh Tejal Tejinder Tendai Tennille Teodoro Teresina
    Teresita Terrence Terri Tesfaye Tessie Tetiana Tetsuya Tevita Tewodros Thabo Thach Thais Thanakorn Thanasis
    Thandi Thang Tharindu Thaworn Thea Thelma Themba Theodora Theodoros Theofanis Theoni Therese Theun Thevan Thi
    Thiago Thibault Thien Thierry Thilini Thinh Tho Thoa Thon Thongchai Thor Thora Thorsten Thuan Thurston Thushara
    Tiago Tianyu Tiarna Tiarne Tibor Tien Tigist Tihomir Tilda Tilly Timmy Timo Tinashe Tineke Ting Tingting Tipene
    Tiziana Toa Toan Tobias Tobin Todor Tolga Tomasi Tomasz Tomislav Tommaso Tomoko Tonia Tonya Topher Tor Torben
    Tori Torsten Toshio Toula Tova Tracie Trajko Trang Travers Trev Trevelyan Tri Triantafillia Trinh Trish Tristram
    Trixie Trong Troye Truc Trudi Trudie Trudy Trung Trupti Truus Tsegaye Tsubasa Tsz Tui Tuivasa Tullio Tully Tunde
    Tung Tupou Turgut Tushar Tuyen Tuyet Tyson Tzipora Ualesi Uday Udo Udom Ugo Ugur Uili Ujjwal Ulf Ulises Ulrich
    Ulrika Ulrike Ulu Uluaki Umberto Umesh Umit Unaloto Unni Upinder Upul Urmila Urszula Usama Usha Usman Uwe Uzma
    Vaclav Vadim Vaea Vahid Vaibhav Vaishnavi Vaisigano Valentin Valentino Valeria Valery Valma Vandana Vani
    Varinder Varsha Varun Vasant Vasanth Vasco Vasiliki Vasilios Vasilis Vasso Vasudha Vasyl Vaughan Vaughn Veena
    Veikko Velibor Velma Venkat Venkatesh Verica Verity Vern Verna Vernon Veronique Veselin Vesna Vibha Vic Vicente
    Vichai Vidya Viggo Vignesh Vijaya Vika Vikas Vikki Viktor Viktoria Viliame Viliami Vimal Vimala Vinay Vince
    Vincenza Vincenzo Vineet Vinh Vinicius Vinnie Vinod Violeta Vipin Vipul Viraj Virender Virgie Virgil Virgilio
    Virginie Vishal Vishnu Vitaly Vito Vitor Vitoria Vittoria Vittorio Viv Vivek Viviana Vjekoslav Vladislav Vlado
    Vlatko Vojislav Volker Volodymyr Voula Vuong Vyacheslav Waclaw Wael Wafa Wahida Wahyu Waimarie Wairere Wairua
    Waisale Waka Wal Walburga Waldemar Waldo Waleed Walid Wallace Wally Walt Waltraud Wanda Wani Wanida Wanjiru
    Waqar Waqas Waraporn Warrick Waru Warwick Wasantha Waseem Wassim Wayan Waylon Weiming Wen Wenjing Wenona Wenwen
    Werner Wes Whetu Wichai Widad Wiebe Wieslaw Wikitoria Wilbur Wilf Wilfred Wilfredo Wilfrid Wilfried Wilhelm
    Wilhelmina Willa Willem Willemijn Willow Wim Winfried Winifred Winnie Winona Winston Wirat Wiremu Witold
    Wladyslaw Wojciech Wolfgang Won-jun Wongsakorn Woody Workinesh Wouter Wulan Wyatt Wynand Xanthe Xena Xenia Xia
    Xiang Xiao Xiaohong Xiaoli Xiaoming Xiaoyan Ximena Xinyi Xinyu Xiomara Xiu Xiuying Xuan Xue Yaa Yaakov Yael
    Yahya Yair Yalda Yamini Yana Yang Yani Yanling Yann Yannick Yannis Yanti Yar Yara Yared Yaroslav Yasemin Yash
    Yashwant Yasin Yasir Yasmeen Yasser Yating Ye-jin Yee Yehuda Yehudi Yelena Yen Yeon-woo Yesenia Yevgeny Yi
    Yiannis Yifan Yilmaz Yiming Yindi Yingying Yiorgos Yitzhak Yiu Yixuan Yogesh Yohannes Yoko Yolande Yong-ho
    Yorgos Yoshi Yoshiko Young Young-hee Young-ho Young-soo Younis Yousaf Youssef Yu Yu-jin Yuan Yuchen Yudi Yue
    Yuen Yuhan Yui Yuk Yuka Yulia Yulin Yumi Yumiko Yun Yuna Yuni Yupin Yuri Yuriy Yuta Yuting Yuto Yutong Yvan Yves
    Yvon Zabihullah Zabiullah Zach Zacharias Zack Zafar Zahid Zahir Zaid Zainab Zaki Zalmai Zander Zandile Zane
    Zarghona Zbigniew Zdenek Zdenka Zdenko Zdravko Zdzislaw Zeeshan Zehra Zeina Zeke Zelda Zeljka Zeljko Zelma Zena
    Zenaida Zenon Zerihun Zev Zewdu Zeynab Zeynep Zhen Zhenyu Zhi Zhigang Zhihao Zhiyuan Zhong Ziad Zisis Zita Zivko
    Zixuan Ziyi Zlata Zlatko Zodwa Zofia Zohreh Zoi Zola Zoltan Zoran Zorica Zoya Zsa Zsofia Zsuzsanna Zubair Zuhair
    Zulkifli Zuzana Zvi Zvonimir Zygmunt
    """
)
