BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0008');
CREATE TABLE broadcast (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	chat_id INTEGER NOT NULL, 
	message_id INTEGER NOT NULL, 
	report_id INTEGER, 
	language VARCHAR NOT NULL, 
	started BOOLEAN NOT NULL, 
	created_at DATETIME NOT NULL
);
INSERT INTO "broadcast" VALUES(1,5183830101,34,NULL,'en',0,'2026-11-30 06:10:27.772860');
INSERT INTO "broadcast" VALUES(2,5183830101,38,41,'en',1,'2026-11-30 06:10:28.037871');
CREATE TABLE job (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	chat_id INTEGER NOT NULL, 
	thread_id INTEGER, 
	request_id INTEGER NOT NULL, 
	user_id INTEGER NOT NULL, 
	stage VARCHAR NOT NULL, 
	created_at DATETIME NOT NULL, words VARCHAR, album_id VARCHAR, language VARCHAR, preferences VARCHAR, failure VARCHAR, found VARCHAR, answered BOOLEAN DEFAULT 0 NOT NULL, kept_until DATETIME, unasked BOOLEAN DEFAULT 0 NOT NULL, 
	UNIQUE (chat_id, request_id)
);
INSERT INTO "job" VALUES(1,5163907214,NULL,1,5163907214,'done','2026-11-30 06:10:11.587292','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(2,5163907214,NULL,3,5163907214,'done','2026-11-30 06:10:17.720180','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(3,5163907214,NULL,5,5163907214,'done','2026-11-30 06:10:18.698713','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(4,5163907214,NULL,7,5163907214,'done','2026-11-30 06:10:19.544575','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(5,5163907214,NULL,9,5163907214,'done','2026-11-30 06:10:20.409602','Kovács',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,'["Kov\u00e1cs"]',1,NULL,0);
INSERT INTO "job" VALUES(6,5163907214,NULL,12,5163907214,'done','2026-11-30 06:10:21.861399','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}','{"error": "NothingToRead", "details": {}}',NULL,0,NULL,0);
INSERT INTO "job" VALUES(7,5163907214,NULL,14,5163907214,'done','2026-11-30 06:10:22.618480','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(8,5163907214,NULL,16,5163907214,'done','2026-11-30 06:10:23.177900','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(9,-1002148538836,NULL,2,5163907214,'done','2026-11-30 06:10:25.610585','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(10,5171247225,NULL,42,5171247225,'amend','2026-11-30 06:10:28.609902','Kovács',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(11,5174392944,NULL,44,5174392944,'correct','2026-11-30 06:10:29.238616','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,'[]',1,NULL,0);
INSERT INTO "job" VALUES(12,5178587236,NULL,49,5178587236,'fetch','2026-11-30 06:10:30.323224','','4933360694017155','en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(13,5180684382,NULL,52,5180684382,'done','2026-11-30 06:10:33.160656','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(14,5181732955,NULL,54,5181732955,'done','2026-11-30 06:10:33.802031','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(15,5168101506,NULL,56,5168101506,'refine','2026-11-30 06:10:34.810809','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(16,5169150079,NULL,58,5169150079,'reply','2026-11-30 06:10:35.730526','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,0,NULL,0);
INSERT INTO "job" VALUES(17,5170198652,NULL,60,5170198652,'reply','2026-11-30 06:10:42.333903','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}','{"error": "NothingToRead", "details": {}}',NULL,0,NULL,0);
INSERT INTO "job" VALUES(18,5172295798,NULL,62,5172295798,'read','2026-11-30 06:10:45.938186','','4612039909960152','en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,0,NULL,0);
INSERT INTO "job" VALUES(19,5173344371,NULL,68,5173344371,'correct','2026-11-30 06:10:46.207470','Atlantis
Kovács',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,0,NULL,0);
INSERT INTO "job" VALUES(20,5175441517,NULL,71,5175441517,'read','2026-11-30 06:10:53.184636','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,0,NULL,0);
INSERT INTO "job" VALUES(21,5176490090,NULL,74,5176490090,'fetch','2026-11-30 06:10:53.941774','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,0,NULL,0);
INSERT INTO "job" VALUES(22,5177538663,NULL,76,5177538663,'fetch','2026-11-30 06:10:54.274786','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,0,NULL,0);
INSERT INTO "job" VALUES(23,5179635809,NULL,80,5179635809,'fetch','2026-11-30 06:10:55.784599','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,0,NULL,0);
CREATE TABLE lesson (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	job_id INTEGER NOT NULL, 
	request_id INTEGER NOT NULL, 
	content VARCHAR NOT NULL, 
	taken BOOLEAN NOT NULL, 
	UNIQUE (job_id, request_id), 
	FOREIGN KEY(job_id) REFERENCES job (id) ON DELETE CASCADE
);
INSERT INTO "lesson" VALUES(1,7,18,'[{"read":"Brunnar","meant":"Brunner","ticked":true}]',0);
CREATE TABLE outgoing (
	"key" VARCHAR NOT NULL, 
	job_id INTEGER NOT NULL, 
	message_id INTEGER, 
	final BOOLEAN NOT NULL, "view" VARCHAR, 
	PRIMARY KEY ("key"), 
	FOREIGN KEY(job_id) REFERENCES job (id) ON DELETE CASCADE
);
INSERT INTO "outgoing" VALUES('job:1:0',1,2,1,'changes');
INSERT INTO "outgoing" VALUES('job:2:0',2,4,1,NULL);
INSERT INTO "outgoing" VALUES('job:3:0',3,6,1,NULL);
INSERT INTO "outgoing" VALUES('job:4:0',4,8,1,'raw');
INSERT INTO "outgoing" VALUES('job:5:0',5,10,1,NULL);
INSERT INTO "outgoing" VALUES('job:6:0',6,13,1,NULL);
INSERT INTO "outgoing" VALUES('job:7:0',7,15,1,NULL);
INSERT INTO "outgoing" VALUES('job:8:0',8,17,1,NULL);
INSERT INTO "outgoing" VALUES('job:9:0',9,3,1,NULL);
INSERT INTO "outgoing" VALUES('job:10:0',10,43,1,NULL);
INSERT INTO "outgoing" VALUES('job:11:0',11,45,1,NULL);
INSERT INTO "outgoing" VALUES('job:12:0',12,51,1,NULL);
INSERT INTO "outgoing" VALUES('job:13:0',13,53,1,NULL);
INSERT INTO "outgoing" VALUES('job:14:0',14,55,1,NULL);
INSERT INTO "outgoing" VALUES('job:15:0',15,57,1,NULL);
INSERT INTO "outgoing" VALUES('job:16:0',16,59,0,NULL);
INSERT INTO "outgoing" VALUES('job:17:0',17,61,0,NULL);
INSERT INTO "outgoing" VALUES('job:18:0',18,69,0,NULL);
INSERT INTO "outgoing" VALUES('job:19:0',19,70,0,NULL);
INSERT INTO "outgoing" VALUES('job:20:0',20,72,0,NULL);
INSERT INTO "outgoing" VALUES('job:21:0',21,75,0,NULL);
INSERT INTO "outgoing" VALUES('job:22:0',22,77,0,NULL);
INSERT INTO "outgoing" VALUES('job:23:0',23,NULL,0,NULL);
CREATE TABLE page (
	photo_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	state VARCHAR NOT NULL, 
	reading VARCHAR, 
	note VARCHAR, 
	former VARCHAR, 
	failure VARCHAR, 
	PRIMARY KEY (photo_id, number), 
	FOREIGN KEY(photo_id) REFERENCES photo (id) ON DELETE CASCADE
);
INSERT INTO "page" VALUES(1,1,'done','{"lines":[{"text":"We had a lovley dinner with Anna on 14 May","raw":"We had a lovley dinner with Anna on 14 May","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"We","confidence":0.85},{"text":"had","confidence":0.85},{"text":"a","confidence":0.85},{"text":"lovley","confidence":0.85},{"text":"dinner","confidence":0.85},{"text":"with","confidence":0.85},{"text":"Anna","confidence":0.85},{"text":"on","confidence":0.85},{"text":"14","confidence":0.97},{"text":"May","confidence":0.85}],"posteriors":""},{"text":"and the wether was fine","raw":"and the wether was fine","confidence":0.9,"box":[[0,20],[300,20],[300,38],[0,38]],"words":[{"text":"and","confidence":0.85},{"text":"the","confidence":0.85},{"text":"wether","confidence":0.85},{"text":"was","confidence":0.85},{"text":"fine","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"We had a lovley dinner with Anna on 14 May","raw":"We had a lovley dinner with Anna on 14 May","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"We","confidence":0.85},{"text":"had","confidence":0.85},{"text":"a","confidence":0.85},{"text":"lovley","confidence":0.85},{"text":"dinner","confidence":0.85},{"text":"with","confidence":0.85},{"text":"Anna","confidence":0.85},{"text":"on","confidence":0.85},{"text":"14","confidence":0.97},{"text":"May","confidence":0.85}],"posteriors":""},{"text":"and the wether was fine","raw":"and the wether was fine","confidence":0.9,"box":[[0,20],[300,20],[300,38],[0,38]],"words":[{"text":"and","confidence":0.85},{"text":"the","confidence":0.85},{"text":"wether","confidence":0.85},{"text":"was","confidence":0.85},{"text":"fine","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["We had a lovely dinner with Anna on 14 May","and the weather was fine"],"changes":[{"before":"lovley","after":"lovely","line":1,"start":9,"by":"model"},{"before":"wether","after":"weather","line":2,"start":8,"by":"model"}],"corrector":"local","refused":[],"notice":""}}',NULL,NULL);
INSERT INTO "page" VALUES(2,1,'done','{"lines":[{"text":"Dear Mr Okafar","raw":"Dear Mr Okafar","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Mr","confidence":0.85},{"text":"Okafar","confidence":0.2}],"posteriors":""},{"text":"your 1204 letters are here","raw":"your 1204 letters are here","confidence":0.9,"box":[[0,20],[300,20],[300,38],[0,38]],"words":[{"text":"your","confidence":0.85},{"text":"1204","confidence":0.2},{"text":"letters","confidence":0.85},{"text":"are","confidence":0.85},{"text":"here","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[{"line":0,"word":2},{"line":1,"word":1}]}','{"page":{"lines":[{"text":"Dear Mr Okafar","raw":"Dear Mr Okafar","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Mr","confidence":0.85},{"text":"Okafar","confidence":0.2}],"posteriors":""},{"text":"your 1204 letters are here","raw":"your 1204 letters are here","confidence":0.9,"box":[[0,20],[300,20],[300,38],[0,38]],"words":[{"text":"your","confidence":0.85},{"text":"1204","confidence":0.2},{"text":"letters","confidence":0.85},{"text":"are","confidence":0.85},{"text":"here","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[{"line":0,"word":2},{"line":1,"word":1}]},"correction":{"lines":["Dear Mr Okafar","your 1204 letters are here"],"changes":[],"corrector":"local","refused":[],"notice":""}}',NULL,NULL);
INSERT INTO "page" VALUES(3,1,'done','{"lines":[{"text":"A list of what we need","raw":"A list of what we need","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"A","confidence":0.85},{"text":"list","confidence":0.85},{"text":"of","confidence":0.85},{"text":"what","confidence":0.85},{"text":"we","confidence":0.85},{"text":"need","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"A list of what we need","raw":"A list of what we need","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"A","confidence":0.85},{"text":"list","confidence":0.85},{"text":"of","confidence":0.85},{"text":"what","confidence":0.85},{"text":"we","confidence":0.85},{"text":"need","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["A list of what we need"],"changes":[],"corrector":"local","refused":[],"notice":""}}',NULL,NULL);
INSERT INTO "page" VALUES(4,1,'done','{"lines":[{"text":"We have receivcd your lettcr about the garden","raw":"We have receivcd your lettcr about the garden","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"We","confidence":0.85},{"text":"have","confidence":0.85},{"text":"receivcd","confidence":0.85},{"text":"your","confidence":0.85},{"text":"lettcr","confidence":0.85},{"text":"about","confidence":0.85},{"text":"the","confidence":0.85},{"text":"garden","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"We have receivcd your lettcr about the garden","raw":"We have receivcd your lettcr about the garden","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"We","confidence":0.85},{"text":"have","confidence":0.85},{"text":"receivcd","confidence":0.85},{"text":"your","confidence":0.85},{"text":"lettcr","confidence":0.85},{"text":"about","confidence":0.85},{"text":"the","confidence":0.85},{"text":"garden","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["We have received your letter about the garden"],"changes":[{"before":"receivcd","after":"received","line":1,"start":8,"by":"spelling"},{"before":"lettcr","after":"letter","line":1,"start":22,"by":"spelling"}],"corrector":"local","refused":[],"notice":""}}',NULL,NULL);
INSERT INTO "page" VALUES(5,1,'done','{"lines":[{"text":"Dear Dr Kovocs, thank you for the books","raw":"Dear Dr Kovocs, thank you for the books","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Dr","confidence":0.85},{"text":"Kovocs,","confidence":0.85},{"text":"thank","confidence":0.85},{"text":"you","confidence":0.85},{"text":"for","confidence":0.85},{"text":"the","confidence":0.85},{"text":"books","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"Dear Dr Kovács, thank you for the books","raw":"Dear Dr Kovocs, thank you for the books","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Dr","confidence":0.85},{"text":"Kovács,","confidence":1.0},{"text":"thank","confidence":0.85},{"text":"you","confidence":0.85},{"text":"for","confidence":0.85},{"text":"the","confidence":0.85},{"text":"books","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[{"before":"Kovocs","after":"Kovács","line":1,"start":8,"by":"glossary"}],"doubts":[]},"correction":{"lines":["Dear Dr Kovács, thank you for the books"],"changes":[{"before":"Kovocs","after":"Kovács","line":1,"start":8,"by":"glossary"}],"corrector":"local","refused":[],"notice":""}}','{"page":{"lines":[{"text":"Dear Dr Kovocs, thank you for the books","raw":"Dear Dr Kovocs, thank you for the books","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Dr","confidence":0.85},{"text":"Kovocs,","confidence":0.85},{"text":"thank","confidence":0.85},{"text":"you","confidence":0.85},{"text":"for","confidence":0.85},{"text":"the","confidence":0.85},{"text":"books","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["Dear Dr Kovocs, thank you for the books"],"changes":[],"corrector":"local","refused":[],"notice":""}}',NULL);
INSERT INTO "page" VALUES(6,1,'done',NULL,NULL,NULL,'{"error": "NothingToRead", "details": {}}');
INSERT INTO "page" VALUES(7,1,'done','{"lines":[{"text":"Dear Mrs Brunnar, please send them back","raw":"Dear Mrs Brunnar, please send them back","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Mrs","confidence":0.85},{"text":"Brunnar,","confidence":0.85},{"text":"please","confidence":0.85},{"text":"send","confidence":0.85},{"text":"them","confidence":0.85},{"text":"back","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"Dear Mrs Brunnar, please send them back","raw":"Dear Mrs Brunnar, please send them back","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Mrs","confidence":0.85},{"text":"Brunnar,","confidence":0.85},{"text":"please","confidence":0.85},{"text":"send","confidence":0.85},{"text":"them","confidence":0.85},{"text":"back","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["Dear Mrs Brunnar, please send them back"],"changes":[],"corrector":"local","refused":[],"notice":""}}',NULL,NULL);
INSERT INTO "page" VALUES(8,1,'done','{"lines":[{"text":"Nobody need know about this","raw":"Nobody need know about this","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Nobody","confidence":0.85},{"text":"need","confidence":0.85},{"text":"know","confidence":0.85},{"text":"about","confidence":0.85},{"text":"this","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"Nobody need know about this","raw":"Nobody need know about this","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Nobody","confidence":0.85},{"text":"need","confidence":0.85},{"text":"know","confidence":0.85},{"text":"about","confidence":0.85},{"text":"this","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["Nobody need know about this"],"changes":[],"corrector":"local","refused":[],"notice":""}}',NULL,NULL);
INSERT INTO "page" VALUES(9,1,'done','{"lines":[{"text":"A list of what we need","raw":"A list of what we need","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"A","confidence":0.85},{"text":"list","confidence":0.85},{"text":"of","confidence":0.85},{"text":"what","confidence":0.85},{"text":"we","confidence":0.85},{"text":"need","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"A list of what we need","raw":"A list of what we need","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"A","confidence":0.85},{"text":"list","confidence":0.85},{"text":"of","confidence":0.85},{"text":"what","confidence":0.85},{"text":"we","confidence":0.85},{"text":"need","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["A list of what we need"],"changes":[],"corrector":"local","refused":[],"notice":""}}',NULL,NULL);
INSERT INTO "page" VALUES(10,1,'done','{"lines":[{"text":"Dear Dr Kovocs, thank you for the books","raw":"Dear Dr Kovocs, thank you for the books","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Dr","confidence":0.85},{"text":"Kovocs,","confidence":0.85},{"text":"thank","confidence":0.85},{"text":"you","confidence":0.85},{"text":"for","confidence":0.85},{"text":"the","confidence":0.85},{"text":"books","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"Dear Dr Kovocs, thank you for the books","raw":"Dear Dr Kovocs, thank you for the books","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Dr","confidence":0.85},{"text":"Kovocs,","confidence":0.85},{"text":"thank","confidence":0.85},{"text":"you","confidence":0.85},{"text":"for","confidence":0.85},{"text":"the","confidence":0.85},{"text":"books","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["Dear Dr Kovocs, thank you for the books"],"changes":[],"corrector":"local","refused":[],"notice":""}}',NULL,NULL);
INSERT INTO "page" VALUES(11,1,'read','{"lines":[{"text":"Dear Dr Kovocs, thank you for the books","raw":"Dear Dr Kovocs, thank you for the books","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Dr","confidence":0.85},{"text":"Kovocs,","confidence":0.85},{"text":"thank","confidence":0.85},{"text":"you","confidence":0.85},{"text":"for","confidence":0.85},{"text":"the","confidence":0.85},{"text":"books","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"Dear Dr Kovocs, thank you for the books","raw":"Dear Dr Kovocs, thank you for the books","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Dr","confidence":0.85},{"text":"Kovocs,","confidence":0.85},{"text":"thank","confidence":0.85},{"text":"you","confidence":0.85},{"text":"for","confidence":0.85},{"text":"the","confidence":0.85},{"text":"books","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["Dear Dr Kovocs, thank you for the books"],"changes":[],"corrector":"local","refused":[],"notice":""}}',NULL,NULL);
INSERT INTO "page" VALUES(12,1,'done','{"lines":[{"text":"the first","raw":"the first","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"the","confidence":0.85},{"text":"first","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"the first","raw":"the first","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"the","confidence":0.85},{"text":"first","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["the first"],"changes":[],"corrector":"local","refused":[],"notice":""}}',NULL,NULL);
INSERT INTO "page" VALUES(13,1,'done','{"lines":[{"text":"the second","raw":"the second","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"the","confidence":0.85},{"text":"second","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"the second","raw":"the second","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"the","confidence":0.85},{"text":"second","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["the second"],"changes":[],"corrector":"local","refused":[],"notice":""}}',NULL,NULL);
INSERT INTO "page" VALUES(14,1,'done','{"lines":[{"text":"Dear Mrs Brunnar, please send them back","raw":"Dear Mrs Brunnar, please send them back","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Mrs","confidence":0.85},{"text":"Brunnar,","confidence":0.85},{"text":"please","confidence":0.85},{"text":"send","confidence":0.85},{"text":"them","confidence":0.85},{"text":"back","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"Dear Mrs Brunnar, please send them back","raw":"Dear Mrs Brunnar, please send them back","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Mrs","confidence":0.85},{"text":"Brunnar,","confidence":0.85},{"text":"please","confidence":0.85},{"text":"send","confidence":0.85},{"text":"them","confidence":0.85},{"text":"back","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["Dear Mrs Brunnar, please send them back"],"changes":[],"corrector":"local","refused":[],"notice":""}}',NULL,NULL);
INSERT INTO "page" VALUES(15,1,'done','{"lines":[{"text":"Dear Mrs Brunnar, please send them back","raw":"Dear Mrs Brunnar, please send them back","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Mrs","confidence":0.85},{"text":"Brunnar,","confidence":0.85},{"text":"please","confidence":0.85},{"text":"send","confidence":0.85},{"text":"them","confidence":0.85},{"text":"back","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"Dear Mrs Brunnar, please send them back","raw":"Dear Mrs Brunnar, please send them back","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Mrs","confidence":0.85},{"text":"Brunnar,","confidence":0.85},{"text":"please","confidence":0.85},{"text":"send","confidence":0.85},{"text":"them","confidence":0.85},{"text":"back","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["Dear Mrs Brunnar, please send them back"],"changes":[],"corrector":"local","refused":[],"notice":""}}',NULL,NULL);
INSERT INTO "page" VALUES(16,1,'corrected','{"lines":[{"text":"We saw Avalon and the wether was fine","raw":"We saw Avalon and the wether was fine","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"We","confidence":0.85},{"text":"saw","confidence":0.85},{"text":"Avalon","confidence":0.85},{"text":"and","confidence":0.85},{"text":"the","confidence":0.85},{"text":"wether","confidence":0.85},{"text":"was","confidence":0.85},{"text":"fine","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"We saw Avalon and the wether was fine","raw":"We saw Avalon and the wether was fine","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"We","confidence":0.85},{"text":"saw","confidence":0.85},{"text":"Avalon","confidence":0.85},{"text":"and","confidence":0.85},{"text":"the","confidence":0.85},{"text":"wether","confidence":0.85},{"text":"was","confidence":0.85},{"text":"fine","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["We saw Avalon and the wether was fine"],"changes":[],"corrector":"spelling","refused":[],"notice":""}}',NULL,NULL);
INSERT INTO "page" VALUES(17,1,'corrected','{"lines":[{"text":"Dear Dr Kovocs, thank you for the books","raw":"Dear Dr Kovocs, thank you for the books","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Dr","confidence":0.85},{"text":"Kovocs,","confidence":0.85},{"text":"thank","confidence":0.85},{"text":"you","confidence":0.85},{"text":"for","confidence":0.85},{"text":"the","confidence":0.85},{"text":"books","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"Dear Dr Kovocs, thank you for the books","raw":"Dear Dr Kovocs, thank you for the books","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Dr","confidence":0.85},{"text":"Kovocs,","confidence":0.85},{"text":"thank","confidence":0.85},{"text":"you","confidence":0.85},{"text":"for","confidence":0.85},{"text":"the","confidence":0.85},{"text":"books","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["Dear Dr Kovocs, thank you for the books"],"changes":[],"corrector":"spelling","refused":[],"notice":""}}',NULL,NULL);
INSERT INTO "page" VALUES(18,1,'done',NULL,NULL,NULL,'{"error": "NothingToRead", "details": {}}');
INSERT INTO "page" VALUES(23,1,'read','{"lines":[{"text":"Dear Dr Kovocs, thank you for the books","raw":"Dear Dr Kovocs, thank you for the books","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Dr","confidence":0.85},{"text":"Kovocs,","confidence":0.85},{"text":"thank","confidence":0.85},{"text":"you","confidence":0.85},{"text":"for","confidence":0.85},{"text":"the","confidence":0.85},{"text":"books","confidence":0.85}],"posteriors":""},{"text":"and for Atlantis","raw":"and for Atlantis","confidence":0.9,"box":[[0,20],[300,20],[300,38],[0,38]],"words":[{"text":"and","confidence":0.85},{"text":"for","confidence":0.85},{"text":"Atlantis","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}',NULL,NULL,NULL);
INSERT INTO "page" VALUES(19,1,'read','{"lines":[{"text":"page 0","raw":"page 0","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"page","confidence":0.85},{"text":"0","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}',NULL,NULL,NULL);
CREATE TABLE photo (
	id INTEGER NOT NULL, 
	job_id INTEGER NOT NULL, 
	message_id INTEGER NOT NULL, 
	file_id VARCHAR NOT NULL, 
	unique_id VARCHAR NOT NULL, 
	count INTEGER, 
	PRIMARY KEY (id), 
	UNIQUE (job_id, message_id), 
	FOREIGN KEY(job_id) REFERENCES job (id) ON DELETE CASCADE
);
INSERT INTO "photo" VALUES(1,1,1,'BQACx6EIkDeeeDnRzY_DJ2SKTW14lpXwC-E29mPVvUqCBsQ-R8nmGJMVFS1L9vaNhx3L','sTT-IQbf5DQVBlw',1);
INSERT INTO "photo" VALUES(2,2,3,'BQACf3cHiAygk9WEMKMX-z6OfHKaoIM7YVeM2_xUaYVSfqzHpqBYwsQHH6gWiXFrQWie','CSOt_JXY9_YR8Mk',1);
INSERT INTO "photo" VALUES(3,3,5,'BQACJylSqtzn0zOXbKNv9e_M_cxsUFia1KbiGemVO44z8wc_2Frxa9GuBzSTBKC9jide','8oxiG1SODeqdBkw',1);
INSERT INTO "photo" VALUES(4,4,7,'BQACYlHph5Nmljr8uBZY-YlEoJjxQHjCH-YxtUEI2w3ds8lznnV0NMF6iMth6c_A2K4T','iOfEKys2I2T2RZw',1);
INSERT INTO "photo" VALUES(5,5,9,'BQACCKImDJd7XmFI8S9FEzjB2uR0Im11rC4uwQcemhS9Au1HRjJUrsaiFL2f1Q9CfZXX','Hqf_Omr1dioAWug',1);
INSERT INTO "photo" VALUES(6,6,12,'BQACb0D1QeAU52shLX46vo4gezC8j4CPupFvybYWEdmnjsALbkeGw06ScB3zsV9DXGxe','doMZjOhCYY8s1rM',1);
INSERT INTO "photo" VALUES(7,7,14,'BQACKYN2jAIHEOMgFGyp7cbh_4BvhsY1JubheYvl5nmrG-t8efXVsN5vLywRPgUjcqzI','vWkaIeLJHUdxeH0',1);
INSERT INTO "photo" VALUES(8,8,16,'BQACRSvf8gANnL3m7W9GUchYKzsYJbSBiq4vaagBCTeMZqZb8HtHix1nzuWstthLSryC','DoaQE4WifPXVthA',1);
INSERT INTO "photo" VALUES(9,9,1,'BQACSDg6XSFBm3me8HKyh97KOz9kAmYcL4fLAp9HJgoGmJ-1ZcVEGFwgmajCrTmEguIV','oedQGxZeMkewVgc',1);
INSERT INTO "photo" VALUES(10,10,42,'BQAC5zJp7V4CamGy748HjeDesdmvN7ncx2_tW0F3MXxVTwMQDojp4sIuNn0O4cKId_wj','GoKpp_RKS867B80',1);
INSERT INTO "photo" VALUES(11,11,44,'BQAC18PnRcnizw5O4uGLk6-liKIZoVAVBXzVF77OifNIBhlW0_ETcGkGNVu0Dg5Lo0J6','pZfVlOVmKNKbSnc',1);
INSERT INTO "photo" VALUES(12,12,49,'BQACD3I_p5Y-iSmIDHhlDr-IItAY6E7FF6SJs29gbmKulAKYZneRrOn8x0_Oeoffcu24','53N3LX7s3yNNMho',1);
INSERT INTO "photo" VALUES(13,12,50,'BQACUSvATxo5XEYSF5AcwGe38tJycON84KNhMBlrWKJpiultYqquvPYh0Y3M3INunNWV','apNxiZ2jTwsB1t8',1);
INSERT INTO "photo" VALUES(14,13,52,'BQACZ_7ZJkEbQKuPCHvk-x2hDqjQWY5JzG7IR5N15xl6TmAYHRCnvVrQyeeMmMs9BL2S','VCLU5sbewovsq4M',1);
INSERT INTO "photo" VALUES(15,14,54,'BQACYHXB4SFHBiTSS9TAY-yAmgjNtUCUWSIxhA8QInDPuKelyC1_IklDsVncAqYJ6vym','uhcbBqCBFMczTQM',1);
INSERT INTO "photo" VALUES(16,15,56,'BQACbVV-SZqJKlDSd1IcgCHwwPonQJBNZjPHgafigYxS1Gl2N2otINIphMgX6bdtNb5E','z7Ai0uI1frtxSZc',1);
INSERT INTO "photo" VALUES(17,16,58,'BQACH7GAgTPrALlxzm55XBW8LmM9YshAKgThPwlDEvr58FMuVF5RxukqlCfy7t_27Ss-','2D2Zg3za5N298tk',1);
INSERT INTO "photo" VALUES(18,17,60,'BQACr6XU_qVxOipuCDgejUwmNKbFXTMlaDL2CmQSg68A-KywnM92yzzh5SZvmmZ8J4EX','QWlLlLrKsdOsG60',1);
INSERT INTO "photo" VALUES(19,18,62,'BQACL4ns03g4wUtI-rm3evBd7PE6nxyK1GEydMZPqbwqWEhq-M5PgWogj7_IowoWlNmo','J9Dz1BU1Jd15bn0',1);
INSERT INTO "photo" VALUES(20,18,63,'BQACHIdLe3bplrPlsYBRbUSBQ5IQBZUZ6IkIXEHU3QM8B6Silgm-Bs-Qu-CJaQgG_Ndv','SxRtXLiJ9hY5T6s',NULL);
INSERT INTO "photo" VALUES(21,18,64,'BQACBB3O8kpNBuF_G8TO1uLzkmPA7JO_9ubkdQJDpxKhzGveEcoEJno1UdxVhZeZa4F7','D9WoOcojOPlVtYQ',NULL);
INSERT INTO "photo" VALUES(22,18,65,'BQACTNA4CSgxiHx88LOR-tlN75h56VwHb6bmbyd_BYPdfIu9lBSG0bGSZW_37wijkTo4','6i5AQpl-tfteNWs',NULL);
INSERT INTO "photo" VALUES(23,19,68,'BQACLkFRbqCCqYLB073gflfHkCzAqQnobCWMYwztF3uiojLfhWeUlOwuXqqDjO2CjJYk','oZ1efDnRI3UuxC8',1);
INSERT INTO "photo" VALUES(24,18,66,'BQACjr5MRyxJYO93CXXhTu0dEp44vtCjDlN39J2Qh9j10fBT8O13pRJYpshW-Vuks0Rt','b14ipDxfVm8LCh0',NULL);
INSERT INTO "photo" VALUES(25,18,67,'BQACivS5rkr78y4nQQHLUd8Qvx6ChNYOBZT2A-Z-vUaky7fKqjglRywqRfQFfFYDgU71','Y5wQRdEfWpfC6pY',NULL);
INSERT INTO "photo" VALUES(26,20,71,'BQAC_NqUGajigaUuR3BRIWugsZEy3SdWjCZ4XtgaoM-FBiJZXAxL6dDtzgeIa850eOLE','8NLvfOiR4HegAKc',NULL);
INSERT INTO "photo" VALUES(27,21,74,'BQACj1SAmkq7Ya3_MyS8QL9osBDl-79Q19YR0aX_wBdmKdF3jwCZ1GZShd7bM0bWyI-5','3HgWmPqcw6rqRsA',NULL);
INSERT INTO "photo" VALUES(28,22,76,'BQACxrtbDISbF9WMVHNP0I8ZNRl_fpqAmwVggbxgBYxuSedqQwi-87jU1ch8OWNC9tzg','n1TftxuqrlzehrQ',NULL);
INSERT INTO "photo" VALUES(29,12,78,'BQACrNF77q0FbOxYaBN_NtkZ9FWj8uXX_0eo9cU-t4984kCfqpnrZJIiU0mxGJgYkAJD','YMWbUgM71HTPrtE',NULL);
INSERT INTO "photo" VALUES(30,23,80,'BQAC9F4mMEC13yr2fbCTynlaCCzfMz2CIt4mqTRmGcPN4IGas1ypmAJCFN-0BHcgTPh3','ZmXKh_60YwQ27LM',NULL);
CREATE TABLE preference (
	chat_id INTEGER NOT NULL, 
	content VARCHAR NOT NULL, 
	PRIMARY KEY (chat_id)
);
INSERT INTO "preference" VALUES(-1002148538836,'{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":true,"topics":[]}');
INSERT INTO "preference" VALUES(5167052933,'{"language":"de","correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}');
CREATE TABLE question (
	chat_id INTEGER NOT NULL, 
	message_id INTEGER NOT NULL, 
	asked_at DATETIME NOT NULL, 
	PRIMARY KEY (chat_id, message_id)
);
INSERT INTO "question" VALUES(5163907214,24,'2026-11-30 06:10:24.573143');
CREATE TABLE recipient (
	broadcast_id INTEGER NOT NULL, 
	chat_id INTEGER NOT NULL, 
	reached BOOLEAN, 
	PRIMARY KEY (broadcast_id, chat_id), 
	FOREIGN KEY(broadcast_id) REFERENCES broadcast (id) ON DELETE CASCADE
);
INSERT INTO "recipient" VALUES(2,5163907214,NULL);
CREATE TABLE refused (
	user_id INTEGER NOT NULL, 
	told_at DATETIME NOT NULL, 
	PRIMARY KEY (user_id)
);
INSERT INTO "refused" VALUES(5184878674,'2026-11-30 06:10:27.417195');
CREATE TABLE term (
	id INTEGER NOT NULL, 
	chat_id INTEGER NOT NULL, 
	wrong VARCHAR NOT NULL, 
	"right" VARCHAR NOT NULL, 
	PRIMARY KEY (id), 
	UNIQUE (chat_id, wrong, "right")
);
INSERT INTO "term" VALUES(1,5163907214,'','Okafor');
INSERT INTO "term" VALUES(2,5163907214,'Amoxicilin','Amoxicillin');
INSERT INTO "term" VALUES(3,-1002148538836,'','Brunner');
INSERT INTO "term" VALUES(4,5174392944,'','Kovács');
CREATE TABLE "update" (
	id INTEGER NOT NULL, 
	payload VARCHAR, 
	received_at DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "update" VALUES(482310001,NULL,'2026-11-30 06:10:11.429251');
INSERT INTO "update" VALUES(482310002,NULL,'2026-11-30 06:10:17.209527');
INSERT INTO "update" VALUES(482310003,NULL,'2026-11-30 06:10:17.691912');
INSERT INTO "update" VALUES(482310004,NULL,'2026-11-30 06:10:18.524315');
INSERT INTO "update" VALUES(482310005,NULL,'2026-11-30 06:10:19.269238');
INSERT INTO "update" VALUES(482310006,NULL,'2026-11-30 06:10:19.460247');
INSERT INTO "update" VALUES(482310007,NULL,'2026-11-30 06:10:20.144803');
INSERT INTO "update" VALUES(482310008,NULL,'2026-11-30 06:10:20.359068');
INSERT INTO "update" VALUES(482310009,NULL,'2026-11-30 06:10:21.084528');
INSERT INTO "update" VALUES(482310010,NULL,'2026-11-30 06:10:21.623538');
INSERT INTO "update" VALUES(482310011,NULL,'2026-11-30 06:10:22.528845');
INSERT INTO "update" VALUES(482310012,NULL,'2026-11-30 06:10:23.138145');
INSERT INTO "update" VALUES(482310013,NULL,'2026-11-30 06:10:23.743927');
INSERT INTO "update" VALUES(482310014,NULL,'2026-11-30 06:10:24.012023');
INSERT INTO "update" VALUES(482310015,NULL,'2026-11-30 06:10:24.216691');
INSERT INTO "update" VALUES(482310016,NULL,'2026-11-30 06:10:24.496555');
INSERT INTO "update" VALUES(482310017,NULL,'2026-11-30 06:10:24.667512');
INSERT INTO "update" VALUES(482310018,NULL,'2026-11-30 06:10:24.909926');
INSERT INTO "update" VALUES(482310019,NULL,'2026-11-30 06:10:25.204958');
INSERT INTO "update" VALUES(482310020,NULL,'2026-11-30 06:10:25.499934');
INSERT INTO "update" VALUES(482310021,NULL,'2026-11-30 06:10:26.086845');
INSERT INTO "update" VALUES(482310022,NULL,'2026-11-30 06:10:26.374064');
INSERT INTO "update" VALUES(482310023,NULL,'2026-11-30 06:10:26.575784');
INSERT INTO "update" VALUES(482310024,NULL,'2026-11-30 06:10:26.824493');
INSERT INTO "update" VALUES(482310025,NULL,'2026-11-30 06:10:27.123344');
INSERT INTO "update" VALUES(482310026,NULL,'2026-11-30 06:10:27.395992');
INSERT INTO "update" VALUES(482310027,NULL,'2026-11-30 06:10:27.643001');
INSERT INTO "update" VALUES(482310028,NULL,'2026-11-30 06:10:27.729188');
INSERT INTO "update" VALUES(482310029,NULL,'2026-11-30 06:10:27.943503');
INSERT INTO "update" VALUES(482310030,NULL,'2026-11-30 06:10:28.006969');
INSERT INTO "update" VALUES(482310031,NULL,'2026-11-30 06:10:28.371459');
INSERT INTO "update" VALUES(482310032,NULL,'2026-11-30 06:10:28.575057');
INSERT INTO "update" VALUES(482310033,NULL,'2026-11-30 06:10:29.215152');
INSERT INTO "update" VALUES(482310034,NULL,'2026-11-30 06:10:29.788484');
INSERT INTO "update" VALUES(482310035,NULL,'2026-11-30 06:10:30.074983');
INSERT INTO "update" VALUES(482310036,NULL,'2026-11-30 06:10:30.274933');
INSERT INTO "update" VALUES(482310037,NULL,'2026-11-30 06:10:30.293391');
INSERT INTO "update" VALUES(482310038,NULL,'2026-11-30 06:10:33.031714');
INSERT INTO "update" VALUES(482310039,NULL,'2026-11-30 06:10:33.772488');
INSERT INTO "update" VALUES(482310040,NULL,'2026-11-30 06:10:34.541228');
INSERT INTO "update" VALUES(482310041,NULL,'2026-11-30 06:10:34.695864');
INSERT INTO "update" VALUES(482310042,NULL,'2026-11-30 06:10:35.515668');
INSERT INTO "update" VALUES(482310043,NULL,'2026-11-30 06:10:35.667287');
INSERT INTO "update" VALUES(482310044,NULL,'2026-11-30 06:10:42.291496');
INSERT INTO "update" VALUES(482310045,NULL,'2026-11-30 06:10:45.840194');
INSERT INTO "update" VALUES(482310046,NULL,'2026-11-30 06:10:45.861709');
INSERT INTO "update" VALUES(482310047,NULL,'2026-11-30 06:10:45.875410');
INSERT INTO "update" VALUES(482310048,NULL,'2026-11-30 06:10:45.897164');
INSERT INTO "update" VALUES(482310049,NULL,'2026-11-30 06:10:45.908172');
INSERT INTO "update" VALUES(482310050,NULL,'2026-11-30 06:10:45.925356');
INSERT INTO "update" VALUES(482310051,NULL,'2026-11-30 06:10:45.965956');
INSERT INTO "update" VALUES(482310052,NULL,'2026-11-30 06:10:53.012122');
INSERT INTO "update" VALUES(482310053,NULL,'2026-11-30 06:10:53.159319');
INSERT INTO "update" VALUES(482310054,'{"message": {"channel_chat_created": false, "delete_chat_photo": false, "group_chat_created": false, "reply_to_message": {"channel_chat_created": false, "delete_chat_photo": false, "edit_date": 1796019033, "group_chat_created": false, "supergroup_chat_created": false, "chat": {"first_name": "", "id": 5180684382, "type": "private"}, "date": 1796019033, "message_id": 53, "from": {"first_name": "", "id": 7205118346, "is_bot": true}}, "supergroup_chat_created": false, "text": "Dear Mrs Brunner, please send them back", "chat": {"first_name": "", "id": 5180684382, "type": "private"}, "date": 1796019053, "message_id": 73, "from": {"first_name": "", "id": 5180684382, "is_bot": false, "language_code": "en"}}, "update_id": 482310054}','2026-11-30 06:10:53.468786');
INSERT INTO "update" VALUES(482310055,'{"callback_query": {"chat_instance": "5181748500198865", "data": "save:14:pdf", "id": "882240106831757355", "message": {"message_id": 55, "date": 1796019033, "chat": {"first_name": "", "id": 5181732955, "type": "private"}}, "from": {"first_name": "", "id": 5181732955, "is_bot": false, "language_code": "en"}}, "update_id": 482310055}','2026-11-30 06:10:53.620182');
INSERT INTO "update" VALUES(482310056,NULL,'2026-11-30 06:10:53.859245');
INSERT INTO "update" VALUES(482310057,NULL,'2026-11-30 06:10:54.211129');
INSERT INTO "update" VALUES(482310058,NULL,'2026-11-30 06:10:54.465740');
INSERT INTO "update" VALUES(482310059,'{"message": {"channel_chat_created": false, "delete_chat_photo": false, "entities": [{"length": 5, "offset": 0, "type": "bot_command"}], "group_chat_created": false, "supergroup_chat_created": false, "text": "/help", "chat": {"first_name": "", "id": 5182781528, "type": "private"}, "date": 1796019054, "message_id": 79, "from": {"first_name": "", "id": 5182781528, "is_bot": false, "language_code": "en"}}, "update_id": 482310059}','2026-11-30 06:10:54.575417');
INSERT INTO "update" VALUES(482310060,NULL,'2026-11-30 06:10:55.711362');
CREATE INDEX ix_update_received_at ON "update" (received_at);
CREATE INDEX ix_job_user_id ON job (user_id);
CREATE INDEX ix_job_created_at ON job (created_at);
CREATE INDEX ix_job_stage ON job (stage);
CREATE INDEX ix_outgoing_job_id ON outgoing (job_id);
CREATE INDEX ix_photo_unique_id ON photo (unique_id);
CREATE UNIQUE INDEX ix_job_album ON job (chat_id, album_id);
CREATE INDEX ix_job_kept_until ON job (kept_until);
CREATE INDEX ix_question_asked_at ON question (asked_at);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('job',23);
INSERT INTO "sqlite_sequence" VALUES('lesson',1);
INSERT INTO "sqlite_sequence" VALUES('broadcast',2);
COMMIT;
