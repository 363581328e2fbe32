"""Given names beyond the most common ones, of people who live in Australia, wherever they come from.

Written down from general knowledge; no register and no data set was copied. A name proves nothing alone.
"""

from __future__ import annotations

from auslex.screening.detectors.name_words import words

MORE_GIVEN = words(
    """
    Aad Aaliyah Aarav Aarti Abbey Abbie Abdi Abdifatah Abdirahman Abdulrahman Abe Abeba Abebe Abel Abena Abha Abhijit
    Abhilash Abhinav Abhishek Abigael Abilio Abraham Abshir Abuk Achilleas Achilles Achol Ada Adaeze Adaora Addison
    Adebayo Adeel Adel Adela Adelina Adelle Aditi Adnan Adolfo Adriaan Adriana Adriano Adut Afaf Afework Afia Afonso
    Aftab Agapi Agata Agatha Agathe Aggeliki Agnes Agnieszka Agostino Agus Agustin Ahlam Ahmadi Ahmadshah Ahmet Ahsan
    Aida Ailsa Aimee Aine Aino Ainsley Aislinn Aisyah Aiyana Ajak Ajit Ajith Ajmal Ajok Akanksha Akec Akech Akhil Akiko
    Akinyi Akira Akol Akosua Akram Akuol Ala Alaa Alain Alana Alanna Alannah Alastair Alberto Albie Albina Aldina Aldo
    Aleisha Alejandra Aleki Aleksandar Aleksander Aleksandra Aleksei Alemitu Alessandra Alessandro Alessia Alessio
    Alethea Alexandre Alexandros Alexei Alexia Alf Alfie Alfio Alfonso Alfredas Alfredo Algernon Algirdas Alicja Alina
    Alisha Alisi Aliza Alkira Allegra Allira Allyson Alma Almaz Almudena Alofa Alok Alondra Alonso Aloysius Alphonse
    Althea Aluel Alva Alvaro Alvin Alvina Alyce Alycia Alyona Amadeu Amal Aman Amandeep Amandine Amani Amara Amarachi
    Amarjit Amaya Ambika Ambrose Ameen Ameer Ameera Amelie Americo Amin Aminah Aminata Aminullah Amira Amita Amjad Amna
    Amos Amparo Amrit Amrita Anabel Anabela Anahera Anahita Anais Analyn Anand Anandi Ananya Anas Anastasios Anatol
    Anatole Anatoly Anders Andrei Andres Andressa Andrija Andrius Andrzej Andy Anei Aneta Anette Angelica Angelika
    Angeliki Angelina Angeline Angelita Angharad Angie Aniela Anika Aniket Anirudh Anisa Anish Anitha Anjali Anju Anke
    Ankit Ankita Annegret Anneke Anneli Annelies Anneliese Annemarie Annika Anoma Anong Anouk Ansel Anshul Ansley Ante
    Antigone Antje Antoine Antonella Antoni Antonietta Antonino Antonis Anup Anupam Anura Anuradha Anwar Aoife Aparna
    Aperahama Aphrodite Apinya Apolline Apollo Apostolis Apostolos Arabella Araceli Aran Arash Aravind Archana Archer
    Archibald Ardeshir Areej Arend Argyri Argyro Ariadne Ariane Ariel Arif Arika Aristides Aristotelis Arja Arkadiusz
    Arkady Arlene Arlo Armando Armin Arna Arnaud Arnav Arne Arnel Arnold Aroha Arpita Arshad Artem Arturo Aruna Arvid
    Arvin Arvind Asad Asel Asghar Asha Ashani Asher Ashish Ashlee Ashleigh Ashlyn Ashwin Asif Asim Asipeli Asma Assunta
    Aster Astrid Asuka Atarangi Atawhai Atelaite Athanasia Athanasios Athena Athiei Atif Atong Atsushi Attila Attilio
    Atul Aubrey Audra August Augusto Aurelia Aurelie Aurelien Aurelio Aurora Avery Avi Avigail Avinash Aviva Avraham
    Awhina Axel Aya Ayaan Ayako Ayanda Ayaz Ayen Aygul Aylin Ayman Ayodele Ayse Aysel Ayub Ayuen Ayumi Ayush Azadeh
    Azhar Aziz Aziza Azizah Azman Azra Babak Babar Babette Bahar Bahram Bakhita Bala Balaji Balazs Balbir Baldev
    Baljinder Baljit Baltazar Balwinder Bambang Bao Baptiste Barb Barnaby Barrett Bartholomew Bartosz Baruch Baryalai
    Bashar Bashir Basil Basim Bassam Batbold Batoul Batsheva Bautista Bayani Bea Beata Beatrix Beatriz Beau Bec Beckett
    Behnam Behrouz Bekele Bekir Bela Belen Bella Benedict Benedicta Bengt Benita Benito Benjie Bennett Benny Benoit
    Bente Berenice Berhane Berk Bernadeth Bernardo Bernd Bernhard Bernice Bernie Bert Bertha Bertie Beryl Bess Bethan
    Bethlehem Bettina Beulah Bev Beverly Bharat Bharti Bhavani Bhavesh Bhavna Bhupinder Bibi Bich Biel Bikash Bilal
    Biljana Billie Bina Bindi Binh Birgit Birgitta Birrani Bjorn Blagoja Blanca Blanche Bo-ra Bobby Bodhi Bogdan
    Boglarka Boguslaw Bohdan Bojan Bol Bolormaa Boris Borislav Boyd Bozena Braden Brady Bradyn Braith Bram Branislav
    Branka Branko Brayden Bree Brenna Brennan Breno Briana Brianna Bridgette Bridie Briony Britney Brody Bron Bronte
    Bronwen Bruna Bruno Bryn Brynn Bryony Budi Bukola Burak Burnum Burt Bushra Busisiwe Byron Caden Cadence Caelan
    Caetano Caio Caitlyn Calista Callan Callie Calogero Calum Camila Camilla Camilo Candace Candice Caoimhe Cara Carey
    Carin Carina Carissa Carlo Carlota Carlotta Carmela Carmelina Carmelita Carmelo Carolina Caron Carrick Carsten
    Carys Casimir Caspar Cassia Cassie Cataldo Catalina Caterina Cath Cathal Cathleen Cathryn Catriona Cecil Cecile
    Cecily Cedric Cees Celestine Celia Celine Cem Cengiz Cerys Cesar Cezary Chai Chaim Chaminda Champika Chana Chandana
    Chandni Chandra Chandrika Chanel Chantal Chantelle Charanjit Charbel Charlene Charlize Charmaine Charu Chau Chaya
    Chen Cheng Cherie Cherry Chester Chetan Cheyenne Chi Chiamaka Chiara Chidi Chidinma Chiedza Chinedu Chinonso Chipo
    Chirag Chitra Chol Chrisoula Christa Christabel Christelle Christiane Christie Christoph Christos Chrysanthi
    Chrysoula Chrystal Chukwuemeka Chun Chung Chuol Cian Ciara Ciaran Cillian Clancy Clarence Clarissa Clark Claude
    Claudine Claudio Clem Clemence Clement Clementine Cleo Cliff Clifton Clint Clinton Clodagh Clothilde Clyde Coby
    Coen Colette Colm Concepcion Concetta Conor Constantina Constantine Consuelo Cooper Cor Cora Coral Coralie Corazon
    Corban Cordelia Corina Corinne Cormac Cornelia Cornelius Corrado Corrina Cosimo Cosmas Cosmo Cressida Crispin
    Cristian Cristiano Cristina Cristobal Csaba Cuong Cyril Cyrus Czeslaw Da-eun Dae-jung Dagmar Dahlia Daisuke Dalisay
    Daljeet Daljit Damiano Damini Damir Damon Danae Danica Daniele Danijel Danijela Danila Danilo Danuta Dao Daphne
    Darby Darcie Darija Dario Darius Dariush Dariusz Darko Darla Darlene Darrell Darshan Daryl Dasha Davi Davide Davina
    Davinder Davor Dawid Dawit Dayani Dayna Deanna Deb Debbie Deepa Deepika Deepthi Dejan Delfim Delfina Delia Delilah
    Della Delphine Delyth Demetra Demetrios Demi Deng Denis Deniz Denzel Deon Deqa Dermot Derya Desiree Despina Despo
    Detlef Dev Devi Devon Devorah Dewi Dexter Dhanya Dharma Dhruv Dianna Diarmuid Didier Diem Diep Dieter Dietrich
    Digby Dilan Dilani Dilek Dilini Dilip Dilpreet Dilshan Dimitra Dimitrios Dimitris Dimity Dimos Dina Dinah Dinesh
    Dino Dinusha Dionne Dirk Disha Divakar Divina Divya Djalu Dmitri Dmitry Dmytro Do-yun Dolores Domenic Domenica
    Domenico Domingos Dominika Donal Donatella Donato Donovan Dora Dorian Dorota Dorothea Dot Dotty Dougal Dragan
    Dragana Dragica Drago Drew Duane Dubravka Dulcie Dung Dusan Duska Dut Dwayne Dwight Dympna Dzenan Eamon Eamonn Earl
    Ebele Eberhard Ebony Ebru Eckhard Ed Eddie Eddy Eden Edgar Edgardo Edie Edin Edina Edite Edmond Edmund Edna Edouard
    Edson Eduardo Edwina Edyta Eero Effie Efrain Efrat Efren Efstathia Efstathios Eftihia Eglantine Ehab Einar Eirini
    Eitan Ejaz Eka Ekaterina Ekaterini Eko Elaina Elana Elani Elda Eldon Eleanora Eleftheria Eleftherios Elfrida
    Elfriede Elham Elia Eliana Elif Elin Elina Elinor Elio Eliot Elisa Elisabeth Elisha Elissa Eliyahu Elizabeta Elke
    Elliott Ellis Elly Elmer Elnaz Elodie Eloise Elpida Elsie Elske Elspeth Elton Elvira Elwyn Elysia Elzbieta Eman
    Emanuel Emanuele Emeka Emeline Emelita Emerson Emiko Emil Emile Emilia Emiliano Emilie Emilio Emina Emine Emlyn
    Emmanuel Emmanuelle Emmeline Emmett Emre Emrys Endah Endang Engin Enid Enkhbat Enrica Enrique Epeli Ephraim Eran
    Ercan Erdal Erdem Erich Erika Erlinda Ernestine Ernesto Ernie Ernst Erol Errol Erwin Erzsebet Eskil Esmail Esme
    Esmeralda Esperanza Esra Esteban Estela Estelle Ester Estrella Ethel Etienne Etta Ettore Etuate Euan Eugenia
    Eugenie Eugenio Eun-ji Eun-ju Eun-young Eunice Euphemia Evangelia Evangelina Evangeline Evangelos Evdokia Evelina
    Everett Everton Evgenia Evgeny Evie Ewa Ewan Eyerusalem Ezekiel Ezra Fa'afetai Fabian Fabiana Fabien Fabio Fabrice
    Fabrizio Fadi Fadia Faduma Fahad Fahim Faiza Faizal Falaniko Fale Falefa Fang Farai Fareed Farhad Farhan Farhiya
    Fariba Farid Farida Faris Farouk Farrah Farrukh Farshid Fartun Farzana Fatai Fatemeh Fatih Fatma Fawad Fawzia Fay
    Faye Federica Federico Fedor Fei Feleti Felicia Feliciano Felipe Fely Femi Femke Fenella Feng Ferdie Ferdinand
    Ferdinando Ferdows Ferenc Fereshteh Fergus Ferhat Fern Fernanda Fernao Fetu Fidel Fikre Fikret Fikru Filimone Filip
    Filipa Filipe Filipo Filippo Filomena Finbar Findlay Finlay Fionn Fiorella Firas Firouzeh Fitri Fleur Flora
    Florencia Florent Florian Floris Flynn Folasade Forrest Fortunato Fotini Fotios Fozia Franca Francesco Francisca
    Franco Francois Francoise Frankie Frans Franz Franziska Freda Freddie Frederic Frederica Freya Frida Frieda
    Friedrich Fritz Fuifui Fulvio Fumiko Funmi Fyodor Ga-eun Gabby Gabe Gabor Gabriela Gabriele Gabrielle Gad Gaetana
    Gaetano Gagan Gagandeep Gaia Galarrwuy Galina Gamze Ganesh Garang Garrett Garth Gaspard Gaspare Gaston Gatluak
    Gatwech Gaurav Gauri Gautam Gavan Gayan Gayani Gaye Gaynor Gaz Gede Geena Geert Geeta Geetha Genaro Genet Gennady
    Gennaro Genowefa Geordie Georges Georgiana Georgie Georgios Geraint Gerardo Gerda Gerhard Germaine Gerrit Gerry
    Gershon Gerti Gertrud Gertrude Getachew Ghada Ghassan Ghislaine Gia Giacomo Giang Gianluca Gianni Giannis Gideon
    Gigi Gil Gilbert Gilberto Giles Gilles Ginny Gino Giorgia Giorgio Giovanna Girish Girma Girolamo Gisela Gisele
    Giselle Gita Gitte Giuliana Giuliano Giulio Giuseppa Giuseppina Gizem Glenys Glynis Gobind Godfrey Golda Golnaz
    Goncalo Gonzalo Gopal Goran Gordana Gottfried Govind Gowri Graca Gracie Graciela Grady Grainne Grazia Graziano
    Graziella Grazyna Greer Greetje Gregor Gretel Griffin Grigor Grover Grzegorz Guadalupe Guang Gudrun Guglielmo Guido
    Guilherme Guillaume Guillermo Gul Gulalai Gulay Gulsen Gulshan Gunilla Gunnar Gunter Gunther Guo Guoqiang Gurbaksh
    Gurbir Gurdeep Gurjit Gurleen Gurmeet Gurmukh Gurpreet Gursharan Gurvinder Gus Gustav Gustave Gustavo Gwenda
    Gwendoline Gwendolyn Gweneth Gwyn Gwyneth Gyula Ha Ha-eun Haakon Habib Habiba Habibullah Hadas Hadassah Hadley
    Hae-won Hafiz Hafsa Haidar Haifa Haiyan Hakan Hakim Hala Halil Halima Halimo Halina Halvard Hamad Hamdi Hamed Hamid
    Hamidullah Hamza Hanan Hanh Hani Hanka Hanna Hanne Hanneke Hannelore Hans Hansen Haoran Haralambos Harald Harbhajan
    Hardeep Hari Harini Harish Harjinder Harjit Harleen Harley Harlow Harman Harmeet Haroon Haroun Harpal Harper
    Harpreet Harsh Harsha Hartmut Hartono Haruka Haruki Haruto Harvinder Hasan Hashim Hatem Hatice Hattie Hava Hawa
    Hayat Haydn Hazel Hazem Haziq Heba Hedley Hedwig Heike Heikki Heinrich Heinz Helene Helga Helmut Heloise Hema
    Hemalatha Hemant Hemi Hendra Hendrik Hendrika Heng Henk Henri Henrietta Henrik Henrique Henryk Herb Heriberto
    Hermann Hermione Hernan Herve Hester Hetty Hiba Hibo Hideo Hien Hieu Hilda Hilde Hildegard Hillary Hillel Himanshu
    Hina Hinata Hine Hinemoa Hirini Hiroki Hiroko Hiroshi Hirut Hisham Hitesh Hitomi Hiwot Ho-jin Hoang Hodan Hohepa
    Holger Hollis Homer Hone Hongmei Honora Horace Horacio Horst Hortense Hossein Howell Hristo Hrvoje Hua Huan Hubert
    Huda Hugues Hui Huiling Hulya Humaira Humberto Humphrey Hung Huong Huseyin Hussam Huw Huy Huyen Hyacinth Hye-jin
    Hye-won Hyun Hyun-jin Hyun-woo Iain Ianthe Ibolya Ida Idil Idris Ieuan Ifeanyi Ifeoma Ifrah Iftikhar Ignacio
    Ignatius Ignazio Igor Ihaia Ihaka Ihor Ijaz Ike Ikechukwu Ikram Ilan Ilana Ilaria Ilda Ileana Ilhan Ilias Ilija
    Ilka Ilona Ilse Imad Iman Imelda Immacolata Immanuel Imre In-sook Ina Inacio Inas Inaya Indah Inderjit Indie Indika
    Indira Indra Indu Ineke Ines Inez Inga Inge Ingeborg Inger Ingvar Inigo Inmaculada Inna Ioan Ioana Ioane Ioanna
    Ioannis Iolanda Iona Iosefa Iqra Ira Irawan Irena Ireneusz Irfan Irina Irini Irma Irmgard Irving Isabeau Isadora
    Isaiah Isaura Ishaan Ishaq Ishita Isidora Isidore Isidro Isikeli Isileli Iskandar Ismael Ismail Ismet Isobel Issa
    Istvan Isuru Italo Itsuki Itzel Itzhak Ivana Ivanka Ivano Ivica Ivo Ivor Iwona Izabela Izzy Jaafar Jaap Jabir Jacek
    Jacinda Jacinta Jacinto Jacki Jacklyn Jacoba Jacobus Jacques Jacqui Jada Jaden Jadranka Jadwiga Jae-hyun Jae-won
    Jael Jagadeesh Jagdeep Jagdish Jagjit Jago Jai Jaida Jaimie Jairo Jakob Jakub Jalal Jamal Jameela Jamil Jamila
    Janaka Janaki Jandamarra Janek Janette Janina Janis Janko Janna Jannali Janos Janusz Jarek Jari Jarli Jaroslav
    Jarrad Jarrah Jarred Jarrod Jarvis Jasbir Jasdeep Jasleen Jaslyn Jasmina Jasna Jaspal Jasper Jaspreet Jasvir
    Jaswinder Jatinder Javad Javed Jawad Jaxon Jaya Jayant Jayantha Jayanthi Jayanti Jayne Jayson Jazmin Jean-Claude
    Jean-Luc Jean-Marc Jean-Michel Jean-Paul Jean-Pierre Jeanette Jeanne Jeannie Jed Jedda Jeevan Jejomar Jelica Jelle
    Jemima Jena Jenna Jennelyn Jennie Jens Jericho Jeroen Jerrold Jerzy Jesper Jess Jessamy Jessie Jesus Jethro Jett
    Jhon Jhun Ji-a Ji-eun Ji-hoon Ji-hye Ji-min Ji-woo Ji-yeon Ji-young Jia Jiahao Jian Jiang Jianguo Jianhua Jianing
    Jiaqi Jiawei Jiaxin Jie Jignesh Jiho Jimena Jin-ho Jin-woo Jingjing Jingyi Jiri Jirra Jitendra Joachim Joakim Joana
    Joaquim Joaquin Jocasta Jocelyn Jochen Jock Jodi Jody Joelle Joerg Joey Johan Johann Johannes Johnathan Jok Joke
    Joko Jolanda Jolanta Jolene Jomar Jonah Jonas Jong-min Jonjon Jono Jonty Joo-won Jools Joop Joost Jorg Jorgen Joris
    Josef Josefa Josefina Josette Joshi Josiah Josiane Josie Josip Joss Jovan Jovana Jovelyn Jovica Jozef Jozsef Juana
    Juanita Juanito Judah Judd Jude Judit Jukka Jules Juliano Julien Julieta Juliette Julio Julius Juliusz Jun Jun-ho
    Junaid Jung-hee Junichi Junjie Junko Juno Jurgen Justina Jutta Jyothi Jyoti Kabir Kacey Kadek Kaden Kadir Kagiso
    Kailash Kaisa Kaitlin Kaitlyn Kaito Kaixin Kala Kaleb Kalina Kalinda Kalliopi Kalolaine Kalpana Kamal Kamala
    Kamaljit Kamau Kambiz Kamil Kamila Kamran Kana Kanagaratnam Kanako Kanchan Kandice Kane Kang Kannan Kanya Kaori
    Kapil Kara Karam Karamjit Karan Kareem Karel Kari Karim Karima Karina Karl-Heinz Karla Karlheinz Karlo Karma Karol
    Karolina Karsten Karthik Karthika Karuna Karyn Kasey Kashif Kashish Kasia Kaspar Kasper Kassandra Kasun Kata
    Katalin Katarina Katarzyna Katerina Kateryna Katharina Katharine Kathe Katherina Kathrin Katia Katica Katina Katja
    Katka Katrin Katya Kaushik Kaveh Kavitha Kavya Kaye Kaylene Kayley Kazimierz Kazuki Kazuko Kazuo Keanu Kebede
    Keegan Keeley Keely Keerthi Kees Keiko Keira Kel Kelepi Kellie Kelsey Kelsie Kelvin Kemal Kendall Kendra Kendrick
    Kenji Kenny Kent Kenta Kepueli Kereama Keren Kerri Kerrie Kerrin Kerryn Kester Ketan Ketut Kev Keyvan Keziah
    Khadija Khadra Khai Khairul Khaled Khalida Khalil Khloe Khoa Khurram Kiah Kian Kiara Kidane Kien Kiera Kieren
    Kiernan Kierra Kiet Kiki Kimani Kingsley Kinsey Kip Kirandeep Kirby Kiri Kiriaki Kirill Kirk Kirra Kirstie Kirstin
    Kirti Kishore Kit Kitty Kiyoshi Kjell Klara Knut Koa Kobi Koby Kofi Koichi Koji Komal Komang Konrad Konstantin
    Konstantina Konstantinos Koos Kora Koro Koroi Kostas Koula Kris Krishna Krishnan Krista Kristian Kristie Kristiina
    Kristof Kristofer Kristopher Krisztina Krithika Krunoslav Krystal Krystyna Krzysztof Ksenia Kuldeep Kulwinder Kumar
    Kumari Kumiko Kunal Kuol Kusum Kwabena Kwame Kwesi Kyah Kylian Kym Kyoko Kyra Kyriakos Kyung Kyung-hee Labib Lachie
    Ladan Ladislav Laetitia Lahiru Laila Lakhvir Laleh Lalit Lalita Lalitha Lam Lamar Lambros Lana Lance Lanh Lani
    Lanying Larisa Larissa Lars Lasantha Laszlo Lata Latha Latifa Latisha Latoya Latu Laufitu Laurel Laurent Lauretta
    Lauri Laurien Laurinda Lavanya Lavinia Lawan Lawson Laxmi Layla Layth Lazar Lea Leander Leandro Leane Leanna Lech
    Leda Leeanne Leela Leesa Lei Leif Leilani Lejla Leland Lelia Lemlem Lenka Lennart Lenny Lenore Leola Leona Leonardo
    Leone Leonel Leonid Leonidas Leonor Leonora Leopold Les Lesieli Lesleigh Lesley Lestari Lester Lesya Leszek Leticia
    Letitia Lev Levente Levi Lew Lex Lexi Leyla Lia Lian Liang Liaqat Liban Lidia Lidija Lieke Lien Liesbeth Liesel
    Liesl Liezl Ligaya Ligia Lihua Lijuan Lila Lili Lilia Liliana Lilibet Lilla Lillian Lillie Lilly Lina Linette Ling
    Linh Linnea Linus Lionel Lior Lisbeth Lisette Litia Lito Litsa Liudmyla Livia Liwayway Lixin Ljiljana Ljubica
    Ljubomir Llewellyn Lluis Lochie Loida Loimata Lola Lolesio Lonnie Loredana Lorelei Loren Lorenza Lori Lorne Losa
    Losaline Lothar Lotte Lottie Lou Louay Louella Loukas Loukia Lourdes Lovepreet Lowanna Lowitja Lual Luan Luana
    Lubna Lubomir Luc Lucero Lucette Lucho Lucian Luciana Luciano Lucie Lucien Lucienne Lucija Lucille Lucius Lucretia
    Lucyna Luda Ludmila Ludo Ludovic Ludwig Luella Luigi Luisa Luiz Luka Lukas Lukasz Lula Luong Lupe Luz Luzviminda
    Lyall Lyle Lyndal Lyndall Lyndon Lyndsay Lynley Lynsey Lyra Lysander Lyudmila Maaike Maarten Mabel Mabior Machar
    Maciej Macy Madalena Maddalena Maddie Maddison Madelyn Madhav Madhavi Madhu Madhuri Mads Mae Mafi Magda Magdalena
    Magdolna Magnus Maha Mahad Mahdi Mahela Mahendra Mahesh Mahin Mahmood Mahmud Mahnaz Mahsa Mahtab Mahuika Maia
    Mairead Maisie Maja Majid Majok Maka Makareta Makayla Makeda Maki Makiko Makoto Maksim Maksym Mal Malachi Malak
    Malakai Malathi Malee Maletino Malgorzata Malia Malik Malin Malini Malka Mallory Malti Malual Mamadou Mamie Mamta
    Manaia Manal Manav Mandana Mandeep Mandira Maneesh Manel Manfred Mangal Mangala Manikandan Maninder Manish Manisha
    Manjeet Manjit Manju Manjula Manmeet Manmohan Manny Manoj Manolis Manouchehr Manpreet Mansi Mansoor Mansour
    Mansoureh Manu Manuela Manvir Manyang Maqsood Mara Marcela Marcelle Marcello Marcelo Marcin Marcos Maree Marek
    Margareta Margarethe Margarida Margarita Margaux Margery Margherita Margie Margit Margo Margot Margrit Marguerite
    Mariah Marial Mariam Mariana Mariangela Mariano Maribel Maribeth Maricar Maricel Maricruz Marie-Claire Marie-Louise
    Marie-Therese Marieke Mariel Mariella Marietta Marija Marijana Marijke Marika Mariko Marilena Marilla Marilou Marin
    Marina Marino Marios Marisol Marit Marita Marites Maritza Marius Mariusz Marivic Marjan Marjorie Marjory Marko
    Markus Marla Marlee Marlon Marlyn Marnie Maroula Marshall Marthe Martijn Martim Martina Martine Marty Martyn Marwa
    Marwan Mary-Ann Marya Maryam Maryann Maryanne Marysia Masako Masato Mason Masoud Masoumeh Massimo Massoud Matej
    Mateo Mateus Mateusz Mathew Mathias Mathieu Mathilda Mathilde Matias Matilde Matiu Mato Mats Mattea Matthias Maud
    Maude Maura Mauricio Maurizio Mavis Maxime Maximilian Maximo Mayen Maysa Mayumi Mazen Mckenzie Meagan Meaghan
    Medhat Meena Meenakshi Meera Megha Mehdi Mehran Mehrdad Mehul Mehwish Meiling Meir Mekdes Mekonnen Mel Melania
    Melany Melchor Mele Meleane Melek Melina Melisande Melody Melvin Melvyn Menachem Mendel Mengyao Meral Mercedes
    Mercy Mere Mereana Merike Merindah Merle Merlin Merlinda Meron Merryn Mersiha Mert Merv Mervyn Meryem Meryl Meseret
    Metin Mette Mi-kyung Mi-sook Miah Mica Micah Michaela Michal Michalis Michel Michela Michelangelo Michelina Michiko
    Mick Mickey Midori Mieczyslaw Mieke Mihaela Mihai Mihail Mihajlo Mihi Mika Mikael Mikaela Mikaele Mikayla Mikel
    Mikhaila Miki Miklos Mikolaj Milada Milagros Milana Milena Mileva Milica Milind Milivoj Millicent Millie Milly Milo
    Milorad Milos Miloslav Milosz Milton Mim Mimi Min-ji Min-jun Min-seo Mina Minal Minerva Ming Mingming Minjarra
    Minna Minnie Minoo Minoru Miodrag Mira Mirabel Mireille Mirela Mirella Miriama Mirjana Mirko Miro Miroslav Miroslaw
    Mirri Mirwais Misaki Misha Mitali Mitch Mitko Mitra Miyuki Mladen Moala Moana Moeen Mohamad Mohan Mohd Mohini Mohit
    Mohsen Moira Mojca Mojgan Mojtaba Mollie Momcilo Momoko Monika Monserrat Monty Mordechai Moreno Moritz Morris Mort
    Morten Morteza Moses Moshe Mostafa Moustafa Mowan Mudassar Mukesh Mukul Mulu Mulugeta Mumtaz Muna Munir Murad
    Murali Murat Muriel Murilo Musa Musarrat Mushtaq Mustafa Mwangi Myfanwy Mykhailo Mykola Myra Myriam Myrna Myron
    Myrtle Mysha Nabil Nada Nadeem Nadeesha Nader Nadezhda Nadim Nadja Naeem Nafisa Naftali Nagarajan Nagesh Naheed
    Nahid Nahla Naila Naima Naina Najib Najibullah Najla Najma Nalin Nalini Namita Namrata Nan Nanai Nanami Nandi
    Nandini Nanette Naoki Naoko Narayanan Naren Narender Narendra Naresh Narges Nargis Narinder Nasim Nasir Nasra
    Nasreen Nasrin Nasser Natalija Natalya Natasa Nate Nathalie Natividad Nattapong Nattaporn Nattaya Natthapong
    Navdeep Naveed Naveen Navid Navin Navjot Navneet Nawal Nayan Nazanin Nazim Nazli Nebojsa Nechama Ned Neda Nedeljko
    Neela Neelam Neeraj Neeta Nektaria Nektarios Nelia Nelida Nell Nella Nellie Nelly Nelson Nemanja Nena Nenad Nenita
    Neralie Nerissa Nermin Nerys Neslihan Nessa Nesta Nestor Nettie Nev Neva Neve Nevena Neville Newton Ngahuia Ngaio
    Ngaire Ngan Nghia Ngozi Nguyet Nhan Nhung Nia Niall Niamh Nicanor Niccolo Nicholai Nicholette Nicki Nicky Nico
    Nicolaas Nicolai Nicolas Nicoletta Nicolette Nidhi Niek Niels Nienke Nieves Nigella Nighat Nika Nikau Niki Nikita
    Nikki Niko Nikolai Nikolaos Nikolas Nikolaus Nikolina Nikos Niles Nilesh Nilmini Niloufar Nils Nilufar Nima Nimal
    Nimali Nimesh Nimo Ning Nino Niramon Niran Nirav Nirmal Nirmala Nisha Nishant Nissim Nita Nithya Nitin Nitya Njeri
    Nkechi Nnamdi Noam Noboru Nobuko Noelia Noeline Noelle Noemi Nola Noman Noni Nonoy Noor Nooshin Norbert Norberto
    Noreen Norelle Norhayati Noriko Norm Nour Noura Novak Nuno Nunzia Nunziata Nunzio Nur Nuray Nuria Nurul Nuwan
    Nyabol Nyadak Nyah Nyakim Nyandeng Nyaring Nyaruach Nyibol Nyok Nyoman Nyree Obinna Oceane Octavia Octavio Odette
    Odile Ofa Ofelia Ofer Oksana Ola Olaf Olav Ole Oleg Oleksandr Oleksandra Olena Olesya Olha Oliana Olinda Olivera
    Olivier Oliwia Ollie Olof Olu Oluwaseun Olwen Olwyn Olympia Omer Omid Ondrej Onofrio Oodgeroo Oona Oonagh Opal
    Ophelia Orathai Orazio Orhan Oriana Orla Orlaith Orlando Ornella Orsolya Orson Orville Osama Osamu Osbert Oskar
    Osman Osvaldo Oswald Otavio Othman Otis Ottavia Otto Ozan Ozge Ozlem Paavo Pablo Paddy Padma Padraic Padraig
    Pallavi Palma Palmira Paloma Pam Pamina Panagiota Panagiotis Panayiota Panayiotis Pandora Pania Pankaj Pansy
    Pantelis Paola Paora Parag Paramjit Paraskevi Paresh Parichat Parisa Parker Parminder Parul Parvaneh Parvati
    Parveen Parvin Parviz Parwin Pascal Pascale Pasquale Pasqualina Patcharin Patrice Patricio Patrizia Patrycja Patsy
    Patti Paulette Pauli Paulina Paulo Pauly Pavan Pavel Pavithra Pavla Pavle Pavlo Pavlos Pawan Pawel Payal Payam
    Pearce Pearl Pegah Pejman Pekka Pema Peng Pengfei Peni Penina Penisoni Pepe Perce Percival Percy Perla Pernille
    Pero Perpetua Perrin Perry Persephone Petar Petelo Petera Petro Petronella Petros Petrus Petunia Peyman Peyton
    Phairot Philippe Phillipa Philomena Phineas Phong Phuc Phuoc Phyllida Phyllis Pia Pichai Piero Pierrette Piet
    Pieter Pietro Pilar Pina Pinar Ping Piotr Pip Pippa Pita Piyawan Piyush Placido Ploy Polina Polyxeni Pooja Poonam
    Pooya Poppy Pornthip Porsha Portia Pouya Prabhat Prabhjot Prabhu Pradeep Pradeepa Pradnya Prakriti Pramod Pranav
    Pranay Praphan Prasad Prasert Prashant Prasit Pratchaya Prateek Pratibha Pratik Praveen Predrag Preethi Preeti Prem
    Primrose Priscila Priscilla Pritam Priti Priyanka Priyantha Prudence Prue Przemyslaw Purnima Pushpa Putri Putu Qais
    Qaiser Qasim Qian Qiang Qing Qiuyue Quan Queenie Quincy Quinn Quinton Quyen Quynh Rabia Rabih Rachelle Rachna Radek
    Radha Radhika Radka Radmila Radomir Radovan Radwan Raelene Rafael Rafaela Rafal Raffaele Raffaella Rafiq Raghad
    Raghav Raghavan Raghda Raghu Ragnar Rahel Rahim Rahmatullah Rahul Raima Raina Rainer Raisa Raja Rajan Rajat Rajdeep
    Rajeev Rajendra Rajinder Rajiv Rajkumar Rajni Raju Rajwinder Rakesh Ralf Ram Rama Ramadan Raman Ramandeep Ramazan
    Ramesh Rami Ramin Ramiro Ramona Ramsay Ramya Ramzi Rana Randa Randal Randolph Randy Rangi Rania Ranjan Ranjana
    Ranjit Ranjith Ranko Raoul Raphael Raphaela Rasa Rasha Rashida Rashmi Rastko Ratan Ratana Ratko Ratna Rattana Ratu
    Raul Rauna Raveena Ravenna Ravinder Ravindra Rawiri Raya Rayan Rayleen Raylene Raymonde Razak Reagan Reba Rebekah
    Recep Reem Reena Reg Regan Reggie Rehan Reid Reiko Reina Reinaldo Reinhard Reinhold Reinier Reka Rekha Remi Remy
    Ren Rena Renaldo Renata Renate Renato Renaud Renske Renu Renuka Reshma Reuben Reuven Reva Revathi Revathy Rewi Rex
    Rey Reyhan Reynaldo Reza Rhea Rhett Rhian Rhiannon Rhoda Rhona Ria Riad Riak Rian Rianna Riaz Riccardo Richa Richie
    Ricki Rickie Rico Riet Rigoberto Rika Riku Rima Rina Rinaldo Rini Ripeka Ripley Rishi Ritchie Ritesh Ritu Rivka
    Riya Rizal Rizalina Rizwan Robbie Robina Rocca Rocco Rocio Rodel Rodica Rodolfo Rodrigo Rodrigue Roel Rogan Rogelio
    Rogerio Rohani Rohini Rohit Roisin Rola Rolando Rolf Rollo Romain Roman Romana Romano Romeo Romina Rommel Romola
    Romulo Romy Rona Ronan Ronda Ronel Roni Ronit Ronnie Roopa Rosabel Rosalba Rosalia Rosalie Rosalinda Rosalyn
    Rosamund Rosangela Rosanna Rosanne Rosaria Rosario Roscoe Roseanne Rosella Roselyn Rosemarie Rosetta Rosina Rosita
    Roslyn Rosnah Rossana Rowena Roxana Roxanne Roya Royce Roz Roza Rozalia Ruairi Ruba Ruben Rubina Rudi Rudo Rudolf
    Rudolph Rudy Ruel Rufino Rufus Ruggero Rui Ruia Ruixin Rukhsana Rune Rungnapa Ruoxi Rupa Rupert Rupinder Ruslan
    Russ Rustam Ruta Ruthie Ruud Ruwan Ruzica Ryder Ryo Ryoko Ryota Ryszard Saad Saba Sabah Sabatino Sabina Sabine
    Sabri Sacha Sachiko Sachin Sadaf Sade Sadhana Sadia Sadie Saeed Safaa Saffron Safia Sagal Sagar Sahar Sahil Sahra
    Said Saif Saima Sajid Sajjad Sakchai Sakina Sakura Saleem Saleh Salim Salima Sallie Salman Salome Salote Salvatrice
    Salwa Saman Samaneh Samar Samara Sameer Sami Samia Samina Samisoni Sammy Sampath Sampson Samson Sana Sanaa Sanath
    Sanaz Sandeep Sander Sandhya Sandor Sandrine Sandro Sanduni Sanela Sang-hoon Sangeeta Sanja Sanjana Sanjeev Sanjiv
    Sanna Santina Santino Santo Santosh Sanya Saoirse Saowalak Saphira Sapna Saqib Sara-Jane Saraswathi Saraswati
    Saravanan Sarfraz Sarina Sarit Sarita Sarra Sarvesh Sasa Sathish Satinder Satish Satoshi Satwinder Satya Saul Saula
    Saurabh Saverio Savita Savvas Sawsan Sawyer Sayaka Sayed Sayuri Scarlett Seamus Sebastiano Sebastiao Sebastien
    Seema Sefa Sefo Sefulu Segun Seini Sela Selam Selamawit Selena Selim Selina Selma Seluvaia Selvi Selwyn Semisi
    Semra Senait Senka Senthil Seo-jun Seo-yeon Sepideh Seppo Serafina Serap Serdar Serge Sergey Sergi Serhii Serhiy
    Serkan Sesilia Setareh Setareki Seung-ho Seung-min Severin Severine Seyma Seymour Shabana Shabnam Shadi Shae
    Shafiqa Shaheen Shahid Shahida Shahin Shahla Shahnaz Shahram Shahrul Shahrzad Shai Shaik Shailesh Shaima Shakeel
    Shakil Shakir Shakira Shalini Shamim Shamima Shan Shana Shanaya Shandra Shanelle Shani Shania Shanice Shankar
    Shanta Shanthi Shanti Shaohua Sharad Sharelle Shari Sharif Sharlene Sharman Sharmila Sharna Sharni Sharyn Shashi
    Shaul Shavonne Shay Shayla Shazia Shea Sheela Sheelagh Sheena Shefali Shehan Shekhar Shelagh Shelby Sheldon Shelly
    Sheree Shereen Sheridan Sherif Sherri Sherrie Sherrilyn Sherry Sherwin Sheryn Shigeru Shiloh Shilpa Shing Shinji
    Shiori Shira Shiran Shirin Shiv Shiva Shivani Shiyu Shizuka Shlomo Shmuel Sho Shobha Shobhana Shohreh Shona
    Shoshana Shota Shruti Shu Shuai Shuang Shubham Shulamit Shweta Shyam Shyla Siale Siamak Sian Siaosi Sibel Sibusiso
    Sid Siddharth Sidney Sidonie Siegfried Sierra Siew Sigmund Signe Sigurd Silas Silke Silvana Silvano Silvester
    Silvio Sima Simcha Simeon Simi Simona Simran Simranjit Sina Sinai Sinan Sindhu Sindy Sinead Sinisa Siobhan Sione
    Siosaia Siosiua Sipho Siri Siriporn Sirirat Sirpa Sissel Sissy Sita Sitara Siti Sitiveni Siu Siua Sivakumar Sivan
    Siyu Sjoerd Skylar Slavica Slavko Slawomir Slobodan Smita Sneha Snezana Soane Sofie Soha Sohail Soheil Soheila
    Sohrab Sol Solange Soledad Solomon Solomone Solveig Soma Sombat Somboon Somchai Somjai Somkid Somphong Somsak Sonal
    Sonali Sonam Sondra Song Sonny Sonu Sonya Soo-jin Soo-min Soojin Sophal Sophea Sophocles Soraya Sorcha Soren
    Soroush Sosefo Sota Sotiria Sotirios Soula Soundarya Spiridon Spiro Spiros Spyridon Spyros Srdjan Sreedevi
    Sreenivas Sridhar Srinivas Stacy Stamatia Stana Stanislav Stanislava Stanislaw Stanko Stavros Stavroula Stefania
    Stefanie Stefano Steffen Stelios Stellan Steph Stephan Stephane Stephania Stergios Stevan Stevie Stig Stina Stipe
    Stjepan Stojan Stoyan Su Suad Subash Subhash Suda Sudha Sudhir Sue-Ellen Suet Suha Suharto Sujata Sujatha Sukanya
    Sukarno Sukhbir Sukhdeep Sukhjit Sukhpreet Sukhvinder Sukhwinder Sulaiman Suleiman Suleyman Sultana Sumaira Suman
    Sumit Sumitra Sun-hee Sunaina Sunan Sundar Sunethra Sung Sung-ho Sung-min Sunisa Sunita Sunniva Supaporn Supatra
    Supriya Surachai Suraj Surbhi Surendra Surinder Surjit Susana Susann Susannah Susanto Sushil Sushila Sushma Susie
    Suthep Suwanna Suzan Suzana Suzannah Suzette Suzie Suzuko Suzy Svein Sveta Svetislav Svitlana Swapna Swathi Swati
    Sybil Syd Syed Sylvain Sylvester Sylviane Sylvie Szabolcs Szilvia Szymon Tabatha Tabitha Tad Tadashi Tadesse
    Tadeusz Tafadzwa Taha Taher Tahir Tahira Tahlia Tahnee Tahu Tainara Taiwo Taj Tajinder Tak Takahiro Takashi Takeshi
    Takumi Tal Tala Talal Talia Talitha Tallulah Tama Tamar Tamas Tamati Tamer Tamihana Tamika Tammie Tamsin Tanawat
    Tane Tangiwai Taniela Tanisha Tanja Tanveer Tanvi Tanvir Tao Tapiwa Taran Taraneh Taras Tarek Tarkan Tarni Tarryn
    Tarun Taryn Tasha Tasi Tasman Tassos Tate Tatenda Tatiane Tatjana Tatsuya Tatum Tatyana Tavita Taya Tayla Tayyab
    Teagan Teddy Tegan Teguh Tejal Tejinder Tendai Tennille Teo Teodor Teodora Teodoro Teresina Teresita Teri Terrance
    Terrence Terri Tesfaye Tessie Tetiana Tetsuya Tevita Tewodros Thabo Thach Thaddeus Thais Thalia Thanakorn Thanasis
    Thandi Thandiwe Thang Tharindu Thaworn Thea Thelma Themba Theodora Theodoros Theofanis Theoni Therese Theresia
    Theun Thevan Thi Thiago Thibault Thien Thierry Thilini Thinh Tho Thoa Thon Thongchai Thor Thora Thorsten Thuan
    Thurston Thushara Tia Tiago Tiana Tianyu Tiarna Tiarne Tibor Tien Tienke Tierney Tigist Tihomir Tilda Tillie Tilly
    Timmy Timo Timon Timur Tinashe Tineke Ting Tingting Tipene Titus Tiziana Toa Toan Tobias Tobin Todor Tolga Tomasi
    Tomasz Tomislav Tommaso Tomoko Tonia Tonya Topher Tor Torben Tordis Tori Torsten Tory Toshio Toula Tova Tove Toyin
    Traci Tracie Trajko Trang Travers Trev Trevelyan Tri Triantafillia Tricia Trinh Trish Tristram Trixie Trong Troye
    Truc Trudi Trudie Trudy Trung Truong Trupti Truus Tsegaye Tsubasa Tsz Tu Tui Tuivasa Tullio Tully Tulsi Tunde Tung
    Tupou Turgut Turi Tushar Tuyen Tuyet Twyla Ty Tyrell Tyson Tzipora Tziporah Ualesi Uday Udo Udom Ugo Ugur Uili
    Ujjwal Ulf Ulises Ulla Ulli Ulrich Ulrika Ulrike Ulu Uluaki Umar Umberto Umesh Umit Una Unaloto Unni Upeksha
    Upinder Upul Uri Uriah Urmila Urszula Usama Usha Usman Uta Ute Uwe Uzma Vaclav Vadim Vaea Vahid Vaibhav Vaishnavi
    Vaisigano Valda Valdemar Valentin Valentino Valeria Valerio Valery Valli Valma Valmai Vance Vanda Vandana Vani
    Vanja Vanna Varinder Varsha Varun Vasant Vasanth Vasco Vasiliki Vasilios Vasilis Vasily Vassilis Vasso Vasudha
    Vasyl Vaughan Vaughn Veda Veena Veikko Velibor Velma Venetia Venkat Venkatesh Verica Verity Vern Verna Vernon
    Veronika Veronique Veselin Vesna Vibha Vic Vicente Vichai Victoire Victoria Vida Vidya Viggo Vignesh Vijaya Vika
    Vikas Vikki Viktor Viktoria Viliame Viliami Vilma Vimal Vimala Vinay Vince Vincenza Vincenzo Vineet Vinh Vinicius
    Vinnie Vinod Violeta Violetta Vipin Vipul Viraj Virender Virgie Virgil Virgilio Virginie Vishal Vishnu Vita
    Vitalija Vitaliy Vitaly Vitas Vito Vitor Vitoria Vittoria Vittorio Viv Vivek Viviana Viviane Vivianna Vivien
    Vjekoslav Vlad Vladan Vladimira Vladislav Vlado Vlatko Vojislav Volha Volkan Volker Volodymyr Voula Vuk Vuong
    Vyacheslav Waclaw Wael Wafa Wahida Wahyu Waimarie Wairere Wairua Waisale Waka Wal Walburga Waldemar Waldo Waleed
    Walid Wallace Wally Walt Waltraud Wanda Wang Wani Wanida Wanjiru Waqar Waqas Waraporn Warrick Waru Warwick Wasantha
    Waseem Wasim Wassim Waveney Wayan Waylon Weiming Wen Wenche Wendell Wendi Wenjing Wenona Wenwen Werner Wes Whetu
    Wichai Widad Wiebe Wieslaw Wikitoria Wiktor Wiktoria Wilbert Wilbur Wilda Wiley Wilf Wilfred Wilfredo Wilfrid
    Wilfried Wilhelm Wilhelmina Willa Willard Willem Willemijn Willie Willis Willow Wilson Wim Winfried Winifred Winnie
    Winona Winsome Winston Wirat Wiremu Witold Wladyslaw Wojciech Wojtek Wolfgang Won-jun Wongsakorn Woodrow Woody
    Workinesh Wouter Wulan Wyatt Wynand Wynn Wynne Xander Xanthe Xavi Xena Xenia Xia Xiang Xiao Xiaohong Xiaoli
    Xiaoming Xiaowei Xiaoyan Ximena Xinyi Xinyu Xiomara Xiu Xiuying Xuan Xue Yaa Yaakov Yael Yahya Yair Yalda Yamini
    Yana Yang Yani Yanling Yann Yanna Yannick Yannis Yanti Yar Yara Yared Yaron Yaroslav Yasemin Yash Yashwant Yasin
    Yasir Yasmeen Yasmine Yasser Yasuko Yating Ye-jin Yee Yehuda Yehudi Yelena Yen Yeon-woo Yesenia Yesim Yevgenia
    Yevgeny Yi Yiannis Yifan Yilmaz Yiming Yindi Yingying Yiorgos Yitzhak Yiu Yixuan Ylva Yogesh Yohannes Yoko Yolande
    Yonatan Yong-ho Yoram Yorgos Yoshi Yoshiko Young Young-hee Young-ho Young-soo Younis Yousaf Youssef Ysabel Yu
    Yu-jin Yuan Yuchen Yudi Yue Yuen Yuhan Yui Yuk Yuka Yukiko Yuko Yulia Yulin Yuliya Yumi Yumiko Yun Yuna Yuni Yupin
    Yuri Yuriy Yurong Yusra Yuta Yuting Yuto Yutong Yvan Yves Yvon Zabihullah Zabiullah Zach Zachariah Zacharias Zack
    Zadie Zafar Zaheer Zahid Zahir Zaid Zain Zaina Zainab Zak Zakaria Zaki Zali Zalmai Zander Zandile Zane Zarah
    Zarghona Zaria Zavier Zayd Zbigniew Zdenek Zdenka Zdenko Zdravko Zdzislaw Zeeshan Zehra Zeina Zeke Zelda Zeljka
    Zeljko Zelko Zelma Zena Zenaida Zeno Zenon Zerihun Zerina Zev Zewdu Zeynab Zeynep Zhen Zhenya Zhenyu Zhi Zhigang
    Zhihao Zhiyuan Zhong Zia Ziad Zina Zinaida Zisis Zita Ziva Zivko Zixuan Ziyi Zlata Zlatan Zlatko Zodwa Zoey Zofia
    Zohreh Zoi Zola Zoltan Zora Zoran Zorica Zosia Zoya Zsa Zsofia Zsolt Zsuzsanna Zubair Zuhair Zuleika Zulkifli
    Zuzana Zuzanna Zvi Zvonimir Zygmunt
    """
)
