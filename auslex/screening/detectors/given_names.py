"""Given names beyond the most common ones, of people who live in Australia, wherever they come from.

Written down from general knowledge; no register and no data set was copied. A name proves nothing alone.
"""

from __future__ import annotations

from auslex.screening.detectors.name_words import words

MORE_GIVEN = words(
    """
    Aad Aaliyah Aarav Aarti Abdi Abdifatah Abdirahman Abdulrahman Abe Abeba Abebe Abel Abha Abhijit Abhinav Abhishek
    Abilio Abshir Achilleas Achol Ada Adaeze Adebayo Adel Aditi Adnan Adolfo Adriana Adriano Adut Afaf Afework
    Afonso Agapi Agatha Agathe Agnes Agnieszka Agostino Agus Agustin Ahlam Ahmet Aimee Aino Ainsley Ajit Ajith Ajmal
    Akanksha Akec Akhil Akiko Akinyi Akira Akol Akram Akuol Ala Alaa Alain Alana Alanna Alberto Albie Aldina Aldo
    Alejandra Aleksandar Aleksander Aleksandra Alessandra Alessandro Alessia Alexandre Alexandros Alexei Alexia Alf
    Alfie Alfio Alfonso Alfredo Algernon Alicja Alisha Alkira Allegra Allira Alma Almudena Alofa Alok Alondra Alonso
    Alphonse Aluel Alvaro Alyona Amadeu Amal Aman Amandeep Amandine Amara Amarjit Ambika Ameen Ameer Amelie Americo
    Amin Aminata Aminullah Amira Amita Amna Amos Amparo Amrit Amrita Anabel Anabela Anand Anandi Ananya Anas
    Anastasios Anatol Anatoly Anders Andrei Andres Andrija Andrzej Andy Anette Angelica Angelika Angeliki Angelina
    Angeline Anika Aniket Anirudh Anish Anjali Anju Ankit Ankita Annegret Anneke Annelies Anneliese Annemarie Annika
    Anoma Anong Anouk Ansel Anshul Ante Antigone Antoine Antonella Antonietta Antonino Anup Anupam Anura Anuradha
    Anwar Aoife Aparna Aperahama Apinya Apolline Apostolos Araceli Arash Archana Archibald Ardeshir Areej Arend
    Argyro Ariel Arika Aristides Arkadiusz Arkady Arlo Armando Arnaud Arnold Aroha Arpita Arturo Aruna Arvid Arvind
    Asha Asher Ashish Ashleigh Ashlyn Ashwin Asif Asim Asma Assunta Astrid Atarangi Athanasios Athena Attila Attilio
    Atul Aubrey Augusto Aurelia Aurelie Aurelio Aurora Avi Avigail Avinash Avraham Awhina Aya Ayaan Ayako Ayen Aylin
    Ayman Ayodele Ayse Aysel Ayub Ayumi Ayush Azadeh Aziz Azra Babak Bahram Bakhita Bala Balazs Balbir Baldev
    Baltazar Balwinder Bambang Bao Baptiste Barnaby Baruch Baryalai Bashar Bashir Basim Bassam Batoul Bayani Bea
    Beata Beatrix Beatriz Beau Bec Behnam Behrouz Bekir Bela Belen Benedict Bengt Benita Benito Bennett Benny Benoit
    Berhane Berk Bernardo Bernd Bernice Bertha Bertie Bess Bettina Beulah Bharat Bharti Bhavna Bhupinder Bich Biel
    Bilal Biljana Bina Bindi Binh Birgit Birgitta Birrani Bjorn Blagoja Blanche Bo-ra Bobby Bodhi Bogdan Boguslaw
    Bohdan Bojan Bol Boris Borislav Bozena Brady Braith Bram Branislav Branka Branko Bree Brenna Briony Brody Bron
    Bronte Bruno Bryony Budi Burak Burnum Bushra Caden Caetano Caitlyn Callie Calogero Camila Camilla Candice
    Carissa Carlo Carlota Carlotta Carmela Carmelina Carmelo Carolina Carrick Cassie Cataldo Catalina Caterina Cath
    Cathal Catriona Cecil Cecile Cecily Cedric Cees Celia Celine Cem Cengiz Cesar Cezary Chai Chaim Chaminda
    Champika Chana Chandana Chandni Chandra Chandrika Chantelle Charlene Charmaine Charu Chau Chaya Chen Cheng
    Chetan Cheyenne Chi Chiamaka Chidi Chinedu Chinonso Chipo Chirag Christa Christabel Christelle Christie
    Christoph Christos Chrysanthi Chrysoula Chukwuemeka Chun Chuol Ciara Cillian Clarence Clarissa Claude Claudine
    Claudio Clem Clement Clementine Cleo Clinton Clothilde Clyde Coen Colette Concepcion Concetta Conor Constantina
    Constantine Consuelo Cor Coralie Corazon Cordelia Corinne Cormac Cornelia Cornelius Corrado Cosimo Cosmo
    Cressida Crispin Cristian Cristina Cristobal Csaba Cuong Cyril Cyrus Czeslaw Dae-jung Dagmar Daisuke Dalisay
    Daljit Damiano Damini Damon Danica Daniele Danijel Danijela Danila Danilo Danuta Dao Daphne Darby Darija Dario
    Darius Dariush Dariusz Darko Darla Darlene Darrell Darshan Davina Davinder Davor Dawit Dayani Dayna Deanna Deb
    Debbie Deepa Deepika Dejan Delfim Delfina Delia Delilah Della Delphine Demi Deng Denis Deniz Denzel Deqa Dermot
    Derya Desiree Despina Detlef Dev Devi Devorah Dewi Dexter Dhanya Dhruv Diarmuid Didier Diem Diep Dieter Dietrich
    Dilani Dilek Dilip Dilshan Dimitra Dimitrios Dimitris Dimity Dina Dinah Dinesh Dino Dinusha Dirk Disha Divina
    Divya Djalu Dmitri Dmitry Dmytro Dolores Domenic Domenica Domenico Domingos Donal Donatella Donato Donovan Dora
    Dorian Dorota Dotty Dougal Dragan Dragana Dragica Drago Dubravka Dulcie Dung Dusan Dut Dzenan Eamon Ebele
    Eberhard Ebony Ebru Eckhard Ed Eddie Eden Edgar Edgardo Edie Edin Edite Edmund Edna Edouard Eduardo Edwina Edyta
    Eero Effie Efrain Efren Eftihia Ehab Einar Eitan Eka Ekaterini Elaina Elana Elda Eldon Eleftheria Eleftherios
    Elfriede Elham Elif Elin Elinor Elio Elisabeth Elisha Elissa Eliyahu Elizabeta Elke Elnaz Elodie Eloise Elsie
    Elske Elspeth Elton Elvira Elzbieta Eman Emanuel Emanuele Emeka Emeline Emiko Emil Emilia Emiliano Emilio Emina
    Emine Emmanuel Emmanuelle Emmett Emre Endang Engin Enid Enrica Ephraim Erdal Erika Erlinda Ernesto Ernie Ernst
    Erol Errol Erwin Erzsebet Eskil Esme Esmeralda Esperanza Esra Esteban Estela Estelle Ethel Etienne Etta Ettore
    Euan Eugenia Eugenie Eugenio Eun-ji Eunice Evangelia Evangelina Evangeline Evangelos Evelina Everett Evgeny Ewa
    Ewan Ezra Fa'afetai Fabian Fabien Fabio Fabrice Fadi Fadia Faduma Fahad Fahim Faiza Falefa Fang Farai Farhad
    Farhan Farhiya Fariba Farid Farida Faris Farouk Farshid Fartun Fatih Fatma Fawad Fawzia Fay Faye Federica
    Federico Fei Felipe Fely Femi Femke Feng Ferdie Ferdinand Ferdows Ferenc Fereshteh Fergus Fernanda Fernao Fetu
    Fidel Fikret Fikru Filipa Filipe Filipo Filippo Filomena Finbar Findlay Finlay Firas Firouzeh Fitri Flora
    Florencia Florent Floris Flynn Folasade Fortunato Franca Francesco Francisca Franco Francois Francoise Frankie
    Frans Franz Franziska Freda Freddie Frederic Freya Frida Friedrich Fritz Funmi Fyodor Gabby Gabe Gabor Gabrielle
    Gaetana Gaetano Gagan Gagandeep Galarrwuy Galina Ganesh Garrett Garth Gaspare Gaston Gatwech Gaurav Gauri Gautam
    Gayan Gayani Gaye Geert Geeta Gennady Gennaro Genowefa Geordie Georgie Georgios Geraint Gerardo Gerda Gerhard
    Germaine Gerrit Gerry Gershon Gertrud Gertrude Getachew Ghada Ghassan Ghislaine Gia Giacomo Giang Gianluca
    Gianni Gideon Gigi Gil Gilbert Gilberto Giles Gilles Ginny Gino Giorgia Giorgio Giovanna Girish Girolamo Gisela
    Gisele Gita Giuliana Giulio Glenys Gobind Golnaz Goncalo Gonzalo Gopal Goran Gordana Gottfried Govind Graca
    Graciela Grady Grazia Graziano Graziella Grazyna Greer Greetje Gretel Grover Grzegorz Guadalupe Guglielmo Guido
    Guillaume Guillermo Gul Gulay Gulshan Gunilla Gunnar Gunter Guo Gurbaksh Gurdeep Gurjit Gurmeet Gurpreet
    Gursharan Gus Gustav Gustave Gustavo Gwendolyn Gwyneth Gyula Ha Haakon Habib Habiba Habibullah Hadassah Haidar
    Haifa Hakan Hala Halil Halima Halimo Halina Halvard Hamad Hamdi Hamed Hamid Hamidullah Hamza Hanan Hanh Hani
    Hanna Hanneke Hannelore Hans Haralambos Hardeep Hari Harish Harjit Harley Harmeet Haroun Harper Harpreet Harsh
    Harsha Hartmut Haruka Haruki Harvinder Hasan Hatem Hatice Hattie Hawa Hayat Hazel Hazem Hedley Heike Heikki
    Heinrich Heinz Helene Helga Helmut Hema Hemant Hemi Hendra Hendrik Hendrika Heng Henk Henri Henrietta Henrique
    Henryk Heriberto Hermann Hermione Hernan Herve Hester Hetty Hiba Hibo Hideo Hien Hieu Hilda Hildegard Hillel
    Himanshu Hinemoa Hiroko Hiroshi Hisham Hitesh Hoang Hodan Hohepa Holger Hollis Hone Horace Horacio Horst Hossein
    Hrvoje Hua Hubert Huda Hui Humberto Huong Huseyin Hussam Huw Huy Huyen Hye-jin Hyun Ida Idil Ifeoma Ifrah
    Ignacio Ignatius Ignazio Igor Ihor Ike Ikechukwu Ilan Ilda Ilhan Ilija Ilona Ilse Imad Iman Imelda Immacolata
    Immanuel Imre Inacio Inas Inderjit Indika Indira Indu Ineke Ines Inga Inge Ingeborg Ingvar Inigo Inmaculada Inna
    Ioane Ioanna Ioannis Iona Iosefa Ira Irawan Irena Irina Irini Irma Irmgard Isadora Isaiah Isaura Ishaan Ishita
    Isidore Isidro Isileli Ismael Ismail Ismet Issa Istvan Isuru Itzhak Ivana Ivano Ivica Ivo Ivor Iwona Izabela
    Jaafar Jaap Jabir Jacek Jacinda Jacinta Jacinto Jacki Jacoba Jacobus Jacques Jadranka Jadwiga Jagdeep Jagdish
    Jagjit Jago Jai Jaimie Jairo Jalal Jamal Jamila Janaka Jandamarra Janina Jannali Janos Janusz Jari Jarli Jarrad
    Jarrah Jarred Jarrod Jarvis Jasbir Jasleen Jaslyn Jasmina Jasna Jasper Jaspreet Jaswinder Jatinder Javad Jawad
    Jaxon Jaya Jayant Jayantha Jayanti Jayne Jean-Claude Jean-Luc Jean-Marc Jean-Michel Jean-Paul Jean-Pierre
    Jeanette Jeannie Jedda Jejomar Jelica Jelle Jemima Jenna Jennie Jens Jeroen Jerrold Jerzy Jess Jessie Jett Jhun
    Ji-hoon Ji-woo Jia Jian Jie Jignesh Jimena Jin-woo Jiri Jirra Jitendra Joachim Joana Joaquim Joaquin Jocelyn
    Jochen Jock Jodi Joelle Joey Johan Johann Johannes Jok Joke Joko Jolanda Jolanta Jolene Jonjon Jono Jools Joop
    Joost Jorg Jorgen Joris Josefa Josefina Josiane Josie Josip Jovan Jovana Jovica Jozef Jozsef Juana Juanita Judd
    Jude Jukka Julien Julieta Juliette Julio Juliusz Jun Jun-ho Junko Juno Jurgen Justina Jutta Jyoti Kadir Kagiso
    Kailash Kaisa Kalinda Kalolaine Kalpana Kamal Kamala Kamaljit Kamau Kambiz Kamil Kamran Kanagaratnam Kanchan
    Kang Kanya Kaori Kara Karam Karan Karel Kari Karim Karima Karina Karla Karlheinz Karolina Karsten Karthik Karuna
    Karyn Kashish Kasper Kassandra Kasun Kata Katalin Katarina Katarzyna Katerina Kateryna Katharine Kathe Katherina
    Kathrin Katia Katica Katina Katja Katya Kaushik Kaveh Kavya Kaye Kazimierz Kazuo Keanu Keegan Keeley Keely Kees
    Keiko Keira Kelepi Kellie Kelsey Kelvin Kemal Kendall Kendra Kenji Kenny Kenta Kereama Kerri Kerrie Ketan Keyvan
    Khadija Khadra Khai Khaled Khalil Khloe Khoa Kian Kiara Kidane Kien Kierra Kiri Kirill Kirk Kirra Kirti Kitty
    Kiyoshi Kjell Klara Knut Koa Kofi Komal Konrad Konstantin Konstantina Konstantinos Koos Koro Kostas Koula
    Krishna Kristian Kristofer Kristopher Krithika Krunoslav Krystal Krystyna Krzysztof Ksenia Kulwinder Kumar
    Kumari Kunal Kuol Kusum Kwabena Kwame Kyah Kylian Kyoko Kyriakos Kyung Lachie Ladan Ladislav Laetitia Lahiru
    Laila Laleh Lalit Lalita Lam Lambros Lana Lance Larisa Lars Lasantha Laszlo Lata Latifa Laurent Laurinda Lawan
    Lawson Laxmi Layla Layth Lazar Leander Leandro Leanna Lech Leda Leela Leesa Lei Leif Leilani Leland Lennart
    Lenny Leonel Leonidas Leonor Leopold Lesieli Lesley Lestari Lesya Leszek Leticia Letitia Levi Lew Lexi Leyla Lia
    Lian Liang Liban Lidia Lidija Lieke Liesel Liesl Ligaya Ligia Lillian Lina Ling Linh Linus Lionel Lisbeth Litia
    Liudmyla Livia Liwayway Ljiljana Ljubica Ljubomir Loida Lola Lonnie Loredana Lorenza Losa Losaline Lothar Lotte
    Lottie Lou Louay Louella Loukia Lourdes Lowanna Lowitja Lual Luana Lubna Luc Lucero Lucho Luciana Luciano Lucien
    Lucienne Lucille Lucretia Lucyna Ludmila Ludwig Luella Luigi Luisa Lukas Luong Lupe Luzviminda Lyall Lyle Lyndon
    Lynley Lyra Lyudmila Maaike Maarten Mabel Mabior Machar Maciej Madalena Maddalena Maddie Maddison Madelyn Madhav
    Madhavi Madhu Madhuri Mae Magda Magdalena Magdolna Magnus Maha Mahad Mahdi Mahela Mahendra Mahesh Mahmood Mahnaz
    Mahsa Maia Maisie Maja Majid Makareta Makeda Makoto Maksim Maksym Malachi Malak Malakai Malee Maletino
    Malgorzata Malia Malini Malka Malti Malual Mamadou Mamta Manaia Manal Manav Mandana Mandeep Mandira Maneesh
    Manel Manfred Mangal Mangala Manish Manisha Manjeet Manjit Manju Manjula Manmohan Manny Manoj Manpreet Mansoor
    Mansour Manuela Manyang Mara Marcela Marcello Marcelo Marcin Maree Marek Margareta Margarethe Margarida
    Margarita Margery Margie Margo Margot Marguerite Marial Mariam Mariana Mariangela Mariano Maribel Maribeth
    Maricel Maricruz Marie-Claire Marie-Louise Marie-Therese Marieke Mariel Mariella Marietta Marija Marijana
    Marijke Marika Mariko Marilla Marilou Marin Marina Marios Marisol Marita Maritza Marius Mariusz Marivic Marjorie
    Marjory Marko Markus Marlee Marlon Marlyn Marnie Marthe Martijn Martim Martina Martine Marty Marwa Marwan Maryam
    Maryanne Masako Massimo Massoud Mateo Mateusz Mathew Mathieu Mathilda Matiu Mato Mats Mattea Matthias Maud
    Mauricio Maurizio Mavis Maxime Maximilian Maysa Mazen Medhat Meena Meenakshi Meera Megha Mehdi Mehrdad Mehul
    Meir Mel Mele Melek Melvin Menachem Mendel Meral Mercedes Mere Merindah Merle Merlinda Meron Merryn Mersiha Mert
    Merv Mervyn Metin Mette Mi-kyung Miah Mica Michal Michela Michelangelo Michiko Mick Mickey Mieczyslaw Mieke
    Mihail Mihajlo Mika Mikael Mikaela Mikaele Mikayla Miki Miklos Mikolaj Milada Milana Milena Mileva Milica Milind
    Milivoj Millicent Millie Milo Milorad Milos Miloslav Milton Mim Mimi Min-ji Min-jun Mina Minal Ming Minjarra
    Minnie Miodrag Mira Mirabel Mireille Mirela Mirella Mirjana Mirko Miroslav Miroslaw Mirri Mitali Mitch Mitko
    Mladen Moana Mohamad Mohan Mohini Mohit Mohsen Moira Mojgan Mollie Momcilo Monika Monserrat Monty Mordechai
    Morris Mort Morten Morteza Moses Moshe Moustafa Mowan Mukesh Mukul Mulu Muna Munir Murad Murat Muriel Musa
    Mustafa Mwangi Mykhailo Mykola Myra Myrna Myrtle Mysha Nabil Nada Nadeem Nadeesha Nader Nadezhda Nadim Naftali
    Nagesh Nahla Naina Najib Najibullah Najla Nalin Namita Namrata Nan Nandi Nandini Nanette Naoko Naren Narender
    Narendra Naresh Nargis Narinder Nasim Nasir Nasra Nasreen Nasrin Natalya Natasa Nate Nathalie Natividad
    Nattapong Navdeep Naveen Navid Navin Navjot Nawal Nazanin Nazim Nazli Nebojsa Nechama Nedeljko Neela Neelam
    Neeraj Neeta Nektaria Nektarios Nelida Nell Nellie Nemanja Nenad Nenita Nermin Neslihan Nessa Nestor Neve Nevena
    Neville Ngaio Ngaire Ngan Nghia Ngozi Nguyet Nhan Nhung Nia Niall Niamh Nicki Nicky Nico Nicolas Nicolette Nidhi
    Niek Niels Nienke Nieves Nikau Nikita Nikki Nikolai Nikolaos Nikolas Nikos Niles Nilesh Nilmini Niloufar Nils
    Nimal Nimali Nimesh Nimo Ning Niran Nirav Nirmal Nirmala Nisha Nishant Nissim Nitin Nitya Njeri Nkechi Nnamdi
    Noam Noelle Nola Noni Nonoy Norbert Norberto Noreen Noriko Nour Noura Nuno Nunzia Nunzio Nuray Nuwan Nyabol
    Nyadak Nyakim Nyandeng Nyoman Nyree Obinna Octavia Octavio Odette Odile Ofelia Ofer Oksana Olaf Ole Oleg
    Oleksandr Oleksandra Olena Olha Oliana Olinda Olivera Olivier Ollie Olu Oluwaseun Olwyn Omid Ondrej Oodgeroo
    Oona Ophelia Orazio Orhan Orla Orlando Ornella Orsolya Orson Orville Osama Osbert Oskar Osman Osvaldo Othman
    Otto Ozan Ozlem Paavo Pablo Paddy Padma Padraig Pallavi Palmira Paloma Pam Panagiota Panagiotis Pankaj Pansy
    Pantelis Paola Paora Parag Paramjit Paraskevi Paresh Parisa Parminder Parul Parvati Parvin Parwin Pascal Pascale
    Pasquale Pasqualina Patrice Patricio Patrizia Patsy Patti Paulo Pauly Pavan Pavel Pavle Pavlo Pawan Pawel Payal
    Payam Pekka Peng Peni Penina Percival Percy Perla Pero Perpetua Perry Petar Petelo Petro Petronella Petros
    Petunia Philippe Phillipa Philomena Phong Phuc Phuoc Phyllis Pia Pierrette Piet Pieter Pietro Pilar Pina Pinar
    Ping Piotr Pip Pippa Pita Piyush Polina Pooja Poonam Pooya Portia Prabhat Prabhu Pradeep Pradeepa Pradnya Pramod
    Pranav Pranay Prasad Prasert Prashant Prateek Pratibha Pratik Praveen Predrag Preeti Prem Primrose Priscilla
    Priti Priyanka Priyantha Prudence Przemyslaw Purnima Pushpa Putri Putu Qasim Qiang Qing Quan Queenie Quinn Quyen
    Quynh Rabih Rachna Radha Radhika Radmila Radovan Radwan Rafael Rafaela Rafal Raffaele Raffaella Rafiq Raghad
    Raghav Raghda Raghu Ragnar Rahim Rahmatullah Rahul Raina Rainer Raisa Rajan Rajat Rajdeep Rajeev Rajendra
    Rajinder Rajiv Rajni Raju Rakesh Ram Rama Ramadan Raman Ramazan Ramesh Rami Ramin Ramiro Ramona Ramya Ramzi Rana
    Rangi Rania Ranjan Ranjana Ranjit Ranjith Ranko Raoul Raphael Rasha Rashida Rashmi Ratan Ratko Ratna Ratu Raul
    Ravenna Ravinder Ravindra Raya Rayleen Raymonde Reagan Reba Recep Reem Reena Reg Reggie Reinaldo Reinhard
    Reinhold Reinier Rekha Remi Remy Renata Renate Renato Renske Renu Renuka Reshma Reuben Revathi Rewi Rex Rey
    Reynaldo Reza Rhea Rhett Rhiannon Rhoda Riad Rian Riccardo Richa Richie Ricki Rico Riet Rigoberto Rima Rina Rini
    Ripley Ritesh Ritu Rivka Rizalina Rocca Rocco Rocio Rodel Rodolfo Rodrigo Roel Rogelio Rohini Rohit Roisin Rola
    Rolando Rolf Roma Romain Roman Romeo Rommel Romulo Romy Rona Ronan Ronda Ronel Roni Ronnie Roopa Rosalba Rosalia
    Rosalie Rosalinda Rosalyn Rosamund Rosanna Rosanne Rosaria Rosario Roseanne Rosetta Rosina Roslyn Rossana Rowena
    Roxanne Roya Roz Ruba Ruben Rudi Rudo Rudolf Rufus Ruggero Rui Rune Rupa Rupert Rupinder Ruslan Russ Ruud Ruwan
    Ruzica Ryo Ryszard Saad Sabah Sabine Sabri Sacha Sachiko Sachin Sadaf Sade Sadhana Sadia Sadie Saeed Safaa
    Saffron Sagal Sagar Sahar Sahil Sahra Saif Sajid Saleh Salim Salome Salvatrice Saman Samar Sameer Samia Sammy
    Sampath Samson Sana Sanaa Sanath Sandeep Sander Sandor Sandrine Sandro Sanduni Sangeeta Sanja Sanjana Sanjeev
    Sanjiv Sanna Santina Santo Santosh Saoirse Sapna Saraswati Sarit Sarita Sarvesh Sasa Satinder Satish Satoshi
    Satya Saul Saurabh Saverio Savita Sawsan Sawyer Sayed Scarlett Seamus Sebastiano Sebastiao Sebastien Seema Sefa
    Segun Seini Sela Selam Selamawit Selena Selim Selina Selma Semisi Semra Senait Seo-yeon Sepideh Serafina Serdar
    Serge Sergey Serhii Serhiy Serkan Severine Seyma Shabnam Shae Shafiqa Shahin Shahla Shahram Shai Shailesh Shaima
    Shakir Shalini Shania Shanta Shanti Sharad Shari Sharif Sharman Sharna Sharni Shashi Shaul Shayla Sheela Shefali
    Shehan Shekhar Shelby Sheldon Shelly Sheree Sheridan Sherri Sherrie Sherry Shilpa Shinji Shiori Shira Shirin
    Shiv Shiva Shivani Shlomo Shmuel Shobha Shona Shoshana Shruti Shu Shubham Shulamit Shweta Shyam Siale Siamak
    Sibel Sibusiso Sid Siddharth Sidney Siegfried Siew Signe Sigurd Silas Silke Silvana Silvio Sima Simcha Simeon
    Simona Simran Sina Sinead Sinisa Siobhan Sione Siosaia Siosiua Sipho Siriporn Sirpa Sissy Sita Sitara Sitiveni
    Sivan Sjoerd Slavica Slavko Slawomir Slobodan Smita Sneha Snezana Soane Sofie Soha Soheil Sohrab Solange Soledad
    Solomon Solveig Somchai Somsak Sonal Sonali Sonam Sondra Sonny Sonu Soo-jin Soraya Soren Sosefo Sotiria Sotirios
    Spiridon Spiro Spiros Srdjan Sridhar Srinivas Stacy Stamatia Stana Stanislav Stanislava Stanislaw Stanko Stavros
    Stavroula Stefania Stefano Stelios Stellan Steph Stephan Stephane Stergios Stevan Stevie Stig Stipe Stjepan
    Stojan Suad Subhash Suda Sudha Sudhir Suha Sujata Sukhbir Sukhdeep Sukhjit Suleiman Suleyman Suman Sumit Sunaina
    Sundar Sunethra Sung Sung-min Sunita Surbhi Surendra Surinder Surjit Susana Susannah Sushil Sushila Sushma Susie
    Suzan Suzana Suzannah Suzette Suzie Svein Svetislav Svitlana Swapna Swati Sybil Syd Sylvain Sylviane Sylvie
    Szabolcs Szymon Tabitha Tadashi Tadesse Tadeusz Tafadzwa Taha Taher Tahlia Taiwo Takashi Takeshi Talal Talia
    Talitha Tamar Tamati Tamer Tamihana Tamika Tamsin Tane Taniela Tanvi Tao Tapiwa Taraneh Taras Tarek Tarkan Tarni
    Tarryn Tarun Tasha Tasi Tasman Tatenda Tatjana Tatum Tavita Taya Tayla Teagan Teddy Tegan Tejal Tendai Tennille
    Teodoro Teresita Terrence Terri Tesfaye Tessie Tetiana Tevita Thabo Thach Thanasis Thandi Thang Tharindu Thea
    Thelma Themba Theodora Theodoros Theofanis Theoni Therese Theun Thevan Thi Thibault Thien Thierry Thilini Thinh
    Tho Thoa Thor Thora Thorsten Thuan Thurston Thushara Tiago Tiarna Tiarne Tibor Tien Tigist Tihomir Tilda Tilly
    Timmy Timo Tinashe Tineke Ting Tipene Tiziana Toan Tobias Tobin Todor Tolga Tomasz Tomislav Tommaso Tomoko Tonia
    Tonya Topher Tor Torben Tori Torsten Toshio Tova Tracie Trajko Trang Travers Trevelyan Tri Triantafillia Trinh
    Tristram Trixie Trong Troye Truc Trudi Trudie Trudy Trung Trupti Truus Tsegaye Tullio Tully Tunde Tung Tupou
    Turgut Tushar Tuyen Tuyet Tyson Tzipora Uday Udo Ugo Ugur Uili Ujjwal Ulf Ulises Ulrich Ulrika Ulrike Ulu
    Umberto Umesh Umit Unni Upul Urmila Urszula Usama Usha Uwe Vaclav Vadim Vaea Vahid Vaibhav Valentin Valentino
    Valeria Valery Valma Vandana Vani Varsha Varun Vasant Vasco Vasiliki Vasilios Vasso Vasudha Vasyl Vaughan Vaughn
    Veena Veikko Velibor Velma Verica Verity Verna Vernon Veronique Veselin Vesna Vibha Vic Vicente Vidya Viggo
    Vikas Vikki Viktor Viktoria Viliami Vimal Vimala Vinay Vince Vincenza Vincenzo Vineet Vinh Vinnie Vinod Violeta
    Vipin Vipul Viraj Virender Virgie Virgil Virgilio Virginie Vishal Vishnu Vitaly Vito Vittoria Vittorio Viv Vivek
    Viviana Vjekoslav Vladislav Vlado Vlatko Vojislav Volker Volodymyr Voula Vuong Vyacheslav Waclaw Wael Wafa
    Wahida Wahyu Waimarie Wairere Waka Wal Walburga Waldemar Waldo Waleed Walid Wallace Wally Walt Waltraud Wanda
    Wanida Wanjiru Waqar Warrick Waru Warwick Wasantha Wassim Wayan Waylon Wen Wenona Werner Wes Whetu Widad Wiebe
    Wieslaw Wikitoria Wilbur Wilf Wilfred Wilfredo Wilfrid Wilfried Wilhelm Wilhelmina Willa Willem Willemijn Willow
    Wim Winfried Winifred Winnie Winona Winston Wiremu Witold Wladyslaw Wojciech Wolfgang Woody Wouter Wyatt Wynand
    Xanthe Xena Xenia Xia Xiao Ximena Xiomara Xiu Xuan Xue Yaa Yaakov Yael Yahya Yair Yalda Yamini Yana Yang Yani
    Yann Yannick Yannis Yanti Yara Yared Yaroslav Yasemin Yash Yashwant Yasin Yasir Yasmeen Yasser Yehuda Yehudi
    Yelena Yen Yesenia Yevgeny Yi Yiannis Yifan Yilmaz Yindi Yitzhak Yogesh Yohannes Yoko Yolande Yorgos Yoshi Young
    Young-ho Younis Youssef Yu Yuan Yue Yulia Yumi Yumiko Yun Yuri Yuriy Yvan Yves Yvon Zabiullah Zach Zack Zahir
    Zaid Zainab Zaki Zalmai Zander Zandile Zane Zbigniew Zdenek Zdenka Zdenko Zdravko Zdzislaw Zehra Zeina Zeke
    Zelda Zeljka Zeljko Zelma Zena Zenaida Zenon Zev Zeynab Zeynep Zhen Zhi Zhong Ziad Zisis Zita Zivko Zlata Zlatko
    Zodwa Zofia Zohreh Zoi Zola Zoltan Zoran Zorica Zoya Zsa Zsofia Zsuzsanna Zuhair Zuzana Zvi Zvonimir Zygmunt
    """
)
