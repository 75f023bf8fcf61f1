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
INSERT INTO "broadcast" VALUES(1,5184878674,36,NULL,'en',0,'2026-11-30 07:02:51.519027');
INSERT INTO "broadcast" VALUES(2,5184878674,40,43,'en',1,'2026-11-30 07:02:51.863158');
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
INSERT INTO "job" VALUES(1,5163907214,NULL,1,5163907214,'done','2026-11-30 07:02:11.873429','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(2,5163907214,NULL,3,5163907214,'done','2026-11-30 07:02:20.739170','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(3,5163907214,NULL,5,5163907214,'done','2026-11-30 07:02:21.855996','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(4,5163907214,NULL,7,5163907214,'done','2026-11-30 07:02:22.887424','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(5,5163907214,NULL,9,5163907214,'done','2026-11-30 07:02:24.441632','Kovács',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,'["Kov\u00e1cs"]',1,NULL,0);
INSERT INTO "job" VALUES(6,5163907214,NULL,12,5163907214,'done','2026-11-30 07:02:26.968574','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}','{"error": "NothingToRead", "details": {}}',NULL,0,NULL,0);
INSERT INTO "job" VALUES(7,5163907214,NULL,14,5163907214,'done','2026-11-30 07:02:28.292586','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(8,5163907214,NULL,16,5163907214,'done','2026-11-30 07:02:29.759662','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(9,5168101506,NULL,30,5168101506,'done','2026-11-30 07:02:34.482320','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(10,-1002148538836,NULL,2,5163907214,'done','2026-11-30 07:02:48.622486','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(11,5172295798,NULL,44,5172295798,'amend','2026-11-30 07:02:52.449769','Kovács',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(12,5175441517,NULL,46,5175441517,'correct','2026-11-30 07:02:53.348973','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,'[]',1,NULL,0);
INSERT INTO "job" VALUES(13,5179635809,NULL,51,5179635809,'fetch','2026-11-30 07:02:55.234742','','7706571211546510','en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(14,5181732955,NULL,54,5181732955,'done','2026-11-30 07:02:58.300455','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(15,5182781528,NULL,56,5182781528,'done','2026-11-30 07:03:00.280133','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(16,5169150079,NULL,58,5169150079,'refine','2026-11-30 07:03:02.512861','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(17,5170198652,NULL,60,5170198652,'reply','2026-11-30 07:03:03.886773','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,0,NULL,0);
INSERT INTO "job" VALUES(18,5171247225,NULL,62,5171247225,'reply','2026-11-30 07:03:10.407943','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}','{"error": "NothingToRead", "details": {}}',NULL,0,NULL,0);
INSERT INTO "job" VALUES(19,5173344371,NULL,64,5173344371,'read','2026-11-30 07:03:14.270178','','6566740496207540','en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,0,NULL,0);
INSERT INTO "job" VALUES(20,5174392944,NULL,70,5174392944,'correct','2026-11-30 07:03:14.363825','Atlantis
Kovács',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,0,NULL,0);
INSERT INTO "job" VALUES(21,5176490090,NULL,73,5176490090,'read','2026-11-30 07:03:22.497819','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,0,NULL,0);
INSERT INTO "job" VALUES(22,5177538663,NULL,76,5177538663,'fetch','2026-11-30 07:03:23.448212','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,0,NULL,0);
INSERT INTO "job" VALUES(23,5178587236,NULL,78,5178587236,'fetch','2026-11-30 07:03:23.702986','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,0,NULL,0);
INSERT INTO "job" VALUES(24,5180684382,NULL,82,5180684382,'fetch','2026-11-30 07:03:25.564867','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,0,NULL,0);
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
INSERT INTO "outgoing" VALUES('job:9:0',9,31,1,NULL);
INSERT INTO "outgoing" VALUES('job:10:0',10,3,1,NULL);
INSERT INTO "outgoing" VALUES('job:11:0',11,45,1,NULL);
INSERT INTO "outgoing" VALUES('job:12:0',12,47,1,NULL);
INSERT INTO "outgoing" VALUES('job:13:0',13,53,1,NULL);
INSERT INTO "outgoing" VALUES('job:14:0',14,55,1,NULL);
INSERT INTO "outgoing" VALUES('job:15:0',15,57,1,NULL);
INSERT INTO "outgoing" VALUES('job:16:0',16,59,1,NULL);
INSERT INTO "outgoing" VALUES('job:17:0',17,61,0,NULL);
INSERT INTO "outgoing" VALUES('job:18:0',18,63,0,NULL);
INSERT INTO "outgoing" VALUES('job:19:0',19,71,0,NULL);
INSERT INTO "outgoing" VALUES('job:20:0',20,72,0,NULL);
INSERT INTO "outgoing" VALUES('job:21:0',21,74,0,NULL);
INSERT INTO "outgoing" VALUES('job:22:0',22,77,0,NULL);
INSERT INTO "outgoing" VALUES('job:23:0',23,79,0,NULL);
INSERT INTO "outgoing" VALUES('job:24:0',24,NULL,0,NULL);
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
INSERT INTO "page" VALUES(9,1,'done','{"lines":[{"text":"Hi Tom, I''m back around six.","raw":"Hi Tom, I''m back around six.","confidence":0.9231710359454155,"box":[[153,204],[629,195],[630,264],[154,273]],"words":[{"text":"Hi","confidence":0.9754198789596558},{"text":"Tom,","confidence":0.8372176587581635},{"text":"I''m","confidence":0.9400946100552877},{"text":"back","confidence":0.9981811493635178},{"text":"around","confidence":0.9955596824487051},{"text":"six.","confidence":0.9905870407819748}],"posteriors":"eJztkO1PU3cUx7+3XNrrrIpM5Tq1XstP+pP74G0LqPg0+Jn49GKJEl22F3POqsynRdHhCzYSNETFYKw6RQWNVRRxoUpnN2BzLdSJYAFhU0TFzUw0GRshxsRs6a4a/wTfeXI+L84533yT7+EACAaywUED2JGMFDhAoUCFhkzMxMf4BCugw4l0ZCAL2WCYh/lYgIVYhMX4AEuwFDn4EJ9iJT7DKniwGmuwFrn4HOuwHhuwEZvwBTZjC/KwFdvwJfIRuozwSYQrEa5G+ALClxAOovE8osX4vfCIwRn8XV8CCUgCZbBB0xSYmcgrCptkrO2pjEk6NDfUZMacFBkCE8UkgIk2AigMlKrASGakeplNl9JUt2E3wYgHjjnoFIGHC0Q1C6LxASa8O4lKTia8MH1hi2Qrm5kx0RI/FCMY5cbKkpQugI7leNUCaToj76WaE1U2HJSoQhwyJ1KzyCW6hCHUpVNKWLZgG6YJPKMaHUXMgirZia5Jo4kzwanPZaak8SxT1plj3CyNUhkytVpl4tZmUEs208g4ShwaFcgUImTFxXOmd8yGVrdLVol3ve+mssuRqLrthKakSe50XSESP3mOk1h5k0kcoqsydc3OUnnrCFGfah6j6UR3UOt0RU0jij6Vl1J02TINb+vNFGc0PxpD4xPADeO5OMSbXh0sca8lCRwHY2jMvbN+kWbbOiZVXLvAlupJ9yTPOHW0IW9/6Xgl6PeUrdpRcnbkvJyqaUX5T/P/KNi4XPm6dKFje6FesnlZQUHFT9W/nLnm81X0Bk/6d5VdqF5xtaYua4f3v8KB77wfZfjL876qKZ1/pDi37HAwFLj+Q0fVxboH0VCL99tgna/j++ZIIBQrGmwoL1oSPLHnqP+bHN/ubccaWiPdt2/0+GuvDNyMdHt/rg9d7mxujV4Nx/b9+2PlzmX1VftrA77dld69FZG2lu7+6L3WrkdP+9rvHm9uaAp19d5tu9YWOxy7frZ4eVPQW1t/+sC5wLHTkfYnPf3tg9Ff+57/09Fb2XKzpfHWwL1bv3XHTsSi1Yc8N4KHAqFz5bVXKmoiHc/v93cOdt7piz178Nj/5+2upoeDf/X2PPwfOusZDg=="}],"reader":"rapidocr","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"Hi Tom, I''m back around six.","raw":"Hi Tom, I''m back around six.","confidence":0.9231710359454155,"box":[[153,204],[629,195],[630,264],[154,273]],"words":[{"text":"Hi","confidence":0.9754198789596558},{"text":"Tom,","confidence":0.8372176587581635},{"text":"I''m","confidence":0.9400946100552877},{"text":"back","confidence":0.9981811493635178},{"text":"around","confidence":0.9955596824487051},{"text":"six.","confidence":0.9905870407819748}],"posteriors":""}],"reader":"rapidocr","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["Hi Tom, I''m back around six."],"changes":[],"corrector":"local","refused":[],"notice":""}}',NULL,NULL);
INSERT INTO "page" VALUES(10,1,'done','{"lines":[{"text":"A list of what we need","raw":"A list of what we need","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"A","confidence":0.85},{"text":"list","confidence":0.85},{"text":"of","confidence":0.85},{"text":"what","confidence":0.85},{"text":"we","confidence":0.85},{"text":"need","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"A list of what we need","raw":"A list of what we need","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"A","confidence":0.85},{"text":"list","confidence":0.85},{"text":"of","confidence":0.85},{"text":"what","confidence":0.85},{"text":"we","confidence":0.85},{"text":"need","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["A list of what we need"],"changes":[],"corrector":"local","refused":[],"notice":""}}',NULL,NULL);
INSERT INTO "page" VALUES(11,1,'done','{"lines":[{"text":"Dear Dr Kovocs, thank you for the books","raw":"Dear Dr Kovocs, thank you for the books","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Dr","confidence":0.85},{"text":"Kovocs,","confidence":0.85},{"text":"thank","confidence":0.85},{"text":"you","confidence":0.85},{"text":"for","confidence":0.85},{"text":"the","confidence":0.85},{"text":"books","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"Dear Dr Kovocs, thank you for the books","raw":"Dear Dr Kovocs, thank you for the books","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Dr","confidence":0.85},{"text":"Kovocs,","confidence":0.85},{"text":"thank","confidence":0.85},{"text":"you","confidence":0.85},{"text":"for","confidence":0.85},{"text":"the","confidence":0.85},{"text":"books","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["Dear Dr Kovocs, thank you for the books"],"changes":[],"corrector":"local","refused":[],"notice":""}}',NULL,NULL);
INSERT INTO "page" VALUES(12,1,'read','{"lines":[{"text":"Dear Dr Kovocs, thank you for the books","raw":"Dear Dr Kovocs, thank you for the books","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Dr","confidence":0.85},{"text":"Kovocs,","confidence":0.85},{"text":"thank","confidence":0.85},{"text":"you","confidence":0.85},{"text":"for","confidence":0.85},{"text":"the","confidence":0.85},{"text":"books","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"Dear Dr Kovocs, thank you for the books","raw":"Dear Dr Kovocs, thank you for the books","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Dr","confidence":0.85},{"text":"Kovocs,","confidence":0.85},{"text":"thank","confidence":0.85},{"text":"you","confidence":0.85},{"text":"for","confidence":0.85},{"text":"the","confidence":0.85},{"text":"books","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["Dear Dr Kovocs, thank you for the books"],"changes":[],"corrector":"local","refused":[],"notice":""}}',NULL,NULL);
INSERT INTO "page" VALUES(13,1,'done','{"lines":[{"text":"the first","raw":"the first","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"the","confidence":0.85},{"text":"first","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"the first","raw":"the first","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"the","confidence":0.85},{"text":"first","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["the first"],"changes":[],"corrector":"local","refused":[],"notice":""}}',NULL,NULL);
INSERT INTO "page" VALUES(14,1,'done','{"lines":[{"text":"the second","raw":"the second","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"the","confidence":0.85},{"text":"second","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"the second","raw":"the second","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"the","confidence":0.85},{"text":"second","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["the second"],"changes":[],"corrector":"local","refused":[],"notice":""}}',NULL,NULL);
INSERT INTO "page" VALUES(15,1,'done','{"lines":[{"text":"Dear Mrs Brunnar, please send them back","raw":"Dear Mrs Brunnar, please send them back","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Mrs","confidence":0.85},{"text":"Brunnar,","confidence":0.85},{"text":"please","confidence":0.85},{"text":"send","confidence":0.85},{"text":"them","confidence":0.85},{"text":"back","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"Dear Mrs Brunnar, please send them back","raw":"Dear Mrs Brunnar, please send them back","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Mrs","confidence":0.85},{"text":"Brunnar,","confidence":0.85},{"text":"please","confidence":0.85},{"text":"send","confidence":0.85},{"text":"them","confidence":0.85},{"text":"back","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["Dear Mrs Brunnar, please send them back"],"changes":[],"corrector":"local","refused":[],"notice":""}}',NULL,NULL);
INSERT INTO "page" VALUES(16,1,'done','{"lines":[{"text":"Dear Mrs Brunnar, please send them back","raw":"Dear Mrs Brunnar, please send them back","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Mrs","confidence":0.85},{"text":"Brunnar,","confidence":0.85},{"text":"please","confidence":0.85},{"text":"send","confidence":0.85},{"text":"them","confidence":0.85},{"text":"back","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"Dear Mrs Brunnar, please send them back","raw":"Dear Mrs Brunnar, please send them back","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Mrs","confidence":0.85},{"text":"Brunnar,","confidence":0.85},{"text":"please","confidence":0.85},{"text":"send","confidence":0.85},{"text":"them","confidence":0.85},{"text":"back","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["Dear Mrs Brunnar, please send them back"],"changes":[],"corrector":"local","refused":[],"notice":""}}',NULL,NULL);
INSERT INTO "page" VALUES(17,1,'corrected','{"lines":[{"text":"We saw Avalon and the wether was fine","raw":"We saw Avalon and the wether was fine","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"We","confidence":0.85},{"text":"saw","confidence":0.85},{"text":"Avalon","confidence":0.85},{"text":"and","confidence":0.85},{"text":"the","confidence":0.85},{"text":"wether","confidence":0.85},{"text":"was","confidence":0.85},{"text":"fine","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"We saw Avalon and the wether was fine","raw":"We saw Avalon and the wether was fine","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"We","confidence":0.85},{"text":"saw","confidence":0.85},{"text":"Avalon","confidence":0.85},{"text":"and","confidence":0.85},{"text":"the","confidence":0.85},{"text":"wether","confidence":0.85},{"text":"was","confidence":0.85},{"text":"fine","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["We saw Avalon and the wether was fine"],"changes":[],"corrector":"spelling","refused":[],"notice":""}}',NULL,NULL);
INSERT INTO "page" VALUES(18,1,'corrected','{"lines":[{"text":"Dear Dr Kovocs, thank you for the books","raw":"Dear Dr Kovocs, thank you for the books","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Dr","confidence":0.85},{"text":"Kovocs,","confidence":0.85},{"text":"thank","confidence":0.85},{"text":"you","confidence":0.85},{"text":"for","confidence":0.85},{"text":"the","confidence":0.85},{"text":"books","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"Dear Dr Kovocs, thank you for the books","raw":"Dear Dr Kovocs, thank you for the books","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Dr","confidence":0.85},{"text":"Kovocs,","confidence":0.85},{"text":"thank","confidence":0.85},{"text":"you","confidence":0.85},{"text":"for","confidence":0.85},{"text":"the","confidence":0.85},{"text":"books","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["Dear Dr Kovocs, thank you for the books"],"changes":[],"corrector":"spelling","refused":[],"notice":""}}',NULL,NULL);
INSERT INTO "page" VALUES(19,1,'done',NULL,NULL,NULL,'{"error": "NothingToRead", "details": {}}');
INSERT INTO "page" VALUES(24,1,'read','{"lines":[{"text":"Dear Dr Kovocs, thank you for the books","raw":"Dear Dr Kovocs, thank you for the books","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Dr","confidence":0.85},{"text":"Kovocs,","confidence":0.85},{"text":"thank","confidence":0.85},{"text":"you","confidence":0.85},{"text":"for","confidence":0.85},{"text":"the","confidence":0.85},{"text":"books","confidence":0.85}],"posteriors":""},{"text":"and for Atlantis","raw":"and for Atlantis","confidence":0.9,"box":[[0,20],[300,20],[300,38],[0,38]],"words":[{"text":"and","confidence":0.85},{"text":"for","confidence":0.85},{"text":"Atlantis","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}',NULL,NULL,NULL);
INSERT INTO "page" VALUES(20,1,'read','{"lines":[{"text":"page 0","raw":"page 0","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"page","confidence":0.85},{"text":"0","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}',NULL,NULL,NULL);
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
INSERT INTO "photo" VALUES(1,1,1,'BQACJMScb6K1G1TSqfsId2udjSflizEOVbwxYBakmjDT3lHnFrjl3IIwN3hdVwiNiJx6','bSPaPaOL4--ZQHg',1);
INSERT INTO "photo" VALUES(2,2,3,'BQAC1dxUQXnk1Xy40BuTI7VgAa7ntFzoy4Rb3IcnsfrabzM6_XXy9YLdMmv6eeSb3jec','NX0788uI9fBjf9s',1);
INSERT INTO "photo" VALUES(3,3,5,'BQACzmf6XW1w1szZUbztJt2zD-SMbtHU4xhbY3pwsCYuUveALG2ZlTOFrbI0rlvD-SLo','DDdsXjyRsWZfWTs',1);
INSERT INTO "photo" VALUES(4,4,7,'BQAClptTh_ZCgDFmlCgDX2PGY2M8g_Fpzm034Ehr2iZFP21DpKaBQareymSQF7Sxu-hj','aYrFXzrcAZqiqQE',1);
INSERT INTO "photo" VALUES(5,5,9,'BQACGUntal1yqd_ZbP6R1fwfg3b6ErUfo5T-mhM2RC3zjBLPqaJERDU-Y5QrTsEDZ9ST','r9BTQIslHXmu0Gc',1);
INSERT INTO "photo" VALUES(6,6,12,'BQACgT_9aVHAkRgIAxd_vBsF2nq4ea6TpQYvklrTlmFp5s6-19dO7i8XA4XSK28p6e8e','jtvBM7EyqMlCKuM',1);
INSERT INTO "photo" VALUES(7,7,14,'BQACX8a-L3-z9Nq0EcHnp-eAwEkT0F8h40_QL1I28lrFh68MkDjSbTp3WnUhpPvVn2Md','bzOY_quc2iP3iIw',1);
INSERT INTO "photo" VALUES(8,8,16,'BQACvzOtdaZq4Qunaegl6DyeI-p4uQGRQmE8SU0MtVsvmQPvtHJPeOc8yL7mw3cMG5bb','W72cTiRtTcXLTlA',1);
INSERT INTO "photo" VALUES(9,9,30,'BQACzYXC-uBdH040OQaGQWLfRAV9ppm4EuHqRBUf_Bb0k0WJf13bQA_CCzc2B0SDzuwr','xs4bdGhNw3VtVLs',1);
INSERT INTO "photo" VALUES(10,10,1,'BQACqV3WIcel6MPtrDdVxGvnIse-PBh9AAnY52vbdLSjzYX9ffZmPJNWof58UFI32jKp','kY23O5itCEIg7Pk',1);
INSERT INTO "photo" VALUES(11,11,44,'BQACFQfZGJ2EOgjGTv2w9RNASlYhFYGEbbJg7RoxFm9EBmUdaZf3eriDeGr7ELFUFdy_','rIad1FP9oXqWxhA',1);
INSERT INTO "photo" VALUES(12,12,46,'BQACYphUYIeWO9Km7u2JL-ThqP3WMIeDWheDTJorjcazbsuQGxXlj47XWRt_-Bif8E27','CyqAsSjeh81bFoM',1);
INSERT INTO "photo" VALUES(13,13,51,'BQAC_KTFGwzZJFo7Cdw5VdTOM7vhaaGfVJsclO2E-ikGCjpulMCBBfZnCnwIN0QBFUpy','jD_hqzeI1fFP9p4',1);
INSERT INTO "photo" VALUES(14,13,52,'BQACyoggN5gRlvJLz5GaaxJx9ZTYF34boDHIW1MdMa9GuwjIpYynezjsORFJKQ6SZ2Uz','9zgzfgjdmyV_ywQ',1);
INSERT INTO "photo" VALUES(15,14,54,'BQACL5TpwBEmltSnfR_gLTCvlukRj3Jrwms-e4gto8S1iJyZ6kY1Rnd_VNqOfKYGbQYI','85t5yRNY3RtJhwg',1);
INSERT INTO "photo" VALUES(16,15,56,'BQACnzlEXcoSFDd8PTVJIVyLVz-1btkDb-t9G7kdNdo1kNqZarvNYgn_syhIYNuETWYi','73eJevJsCTyM6aA',1);
INSERT INTO "photo" VALUES(17,16,58,'BQAC_tZJMxNaEc3P6yQ8xOp9Soetffg5_S7k5IxcmVDzUNumwB1Wq3OIXqqmco_OcuR5','1EjW-0QQfZvnqBs',1);
INSERT INTO "photo" VALUES(18,17,60,'BQAC8-3EiIp1pJKDHQ59Fi21x88w_sY0CbgiSRzqQcb2wy8tRH7xoh_mVKIxcNpvfry3','4CdcYMmgoC1OYYc',1);
INSERT INTO "photo" VALUES(19,18,62,'BQACnDIIFvUS77pfNxL55q0UmGE1NwcudMKacGtGUJu1cZecR9H4XFWUpgMur3IXIYvS','c2obRCMy4gD-pUQ',1);
INSERT INTO "photo" VALUES(20,19,64,'BQACRPSEols7FqIYVC73iwO81LzS0Z0QRDk8-7wsdbp2CTtDZoRhtalJgsOsvTiGmGYk','dZpC9H8pkwpd6lY',1);
INSERT INTO "photo" VALUES(21,19,65,'BQACKnGBJxPUqRgvWcnbCnFFvxzyWLdIUkQT36syUfLrBCraapPKAP-t3NBfl0gu6cf1','eNYCegtyQiHAZ2w',NULL);
INSERT INTO "photo" VALUES(22,19,66,'BQACJLxqVM7GZBEGeI6bcv3MZ29cZVJ3Fy2g272wKLaSfty7FSWioAgccJ6pLlJDRtDZ','OLq_n0x7HoRw9nE',NULL);
INSERT INTO "photo" VALUES(23,19,67,'BQAClWJ3isB6cOwcrDtfWEy3oQRCUN4iSbQRDVOpnkJgx4LWiWMS4UuuXOwGS1rupV-h','WJsiu0JJprH-jQw',NULL);
INSERT INTO "photo" VALUES(24,20,70,'BQAC_A09GqN2YsNMvBZwmh3nLrVNPVpomOEDchgeUcvJbmVw6EkHeGIZGrmbueOzxMMX','HQ_QyzuozVtPGUk',1);
INSERT INTO "photo" VALUES(25,19,68,'BQAC7njj1eM0dWHluRDMF--bGckkMDBdb2ESDYMbuPHVXs386kTeu6_bqlvjb2pf10OP','YwQEqpj-veYw-Zo',NULL);
INSERT INTO "photo" VALUES(26,19,69,'BQACsRhBgqLva9V0olvD-oH6YVwdHrpitZnFOjMqy06EShKFMV-hvkwhHaHxDElpXyLm','3tX3S_gTz9sN2-A',NULL);
INSERT INTO "photo" VALUES(27,21,73,'BQACBPX_gwu8cBkOMq6Xpk2Gvy6LqEJeKbG03UsWDPVmzTO8eAdBeXod0gbsDpbzcJhv','KEen7uJMkOzMcRc',NULL);
INSERT INTO "photo" VALUES(28,22,76,'BQACi4eertQ86SrS1vP69OFhmTXA65sdDlIHDDS9MN5lJ2jJ2WFU9u1UK1nEb6o-B5ko','4AbmhMJfhGFbuPQ',NULL);
INSERT INTO "photo" VALUES(29,23,78,'BQAC6m_u-dnzgY2prbbopmCWDpkawLHPl1BxEiivAaIAA2qpjwchd5LOTm_MvWQ4GeiO','koH0b3S605rb5Jk',NULL);
INSERT INTO "photo" VALUES(30,13,80,'BQAC_s8iOq0XB89_E3Kef62DK_1wjuUe5yjKJTURZ52prIfc1_XsFQdoFx-xAGuN9jbp','6tWvkzFCJJzJ5uo',NULL);
INSERT INTO "photo" VALUES(31,24,82,'BQAC0elfRCYw0UUh2CkuGFDT47XCyF7Y101sJIra1mdVENp3XwVlHp-35lcj6tYLXW77','6xS8H_eGlsrykI8',NULL);
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
INSERT INTO "question" VALUES(5163907214,24,'2026-11-30 07:02:33.398280');
CREATE TABLE recipient (
	broadcast_id INTEGER NOT NULL, 
	chat_id INTEGER NOT NULL, 
	reached BOOLEAN, 
	PRIMARY KEY (broadcast_id, chat_id), 
	FOREIGN KEY(broadcast_id) REFERENCES broadcast (id) ON DELETE CASCADE
);
INSERT INTO "recipient" VALUES(2,5163907214,NULL);
INSERT INTO "recipient" VALUES(2,5168101506,NULL);
CREATE TABLE refused (
	user_id INTEGER NOT NULL, 
	told_at DATETIME NOT NULL, 
	PRIMARY KEY (user_id)
);
INSERT INTO "refused" VALUES(5185927247,'2026-11-30 07:02:51.179010');
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
INSERT INTO "term" VALUES(4,5175441517,'','Kovács');
CREATE TABLE "update" (
	id INTEGER NOT NULL, 
	payload VARCHAR, 
	received_at DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "update" VALUES(482310001,NULL,'2026-11-30 07:02:11.800732');
INSERT INTO "update" VALUES(482310002,NULL,'2026-11-30 07:02:20.229884');
INSERT INTO "update" VALUES(482310003,NULL,'2026-11-30 07:02:20.458068');
INSERT INTO "update" VALUES(482310004,NULL,'2026-11-30 07:02:21.668505');
INSERT INTO "update" VALUES(482310005,NULL,'2026-11-30 07:02:22.727078');
INSERT INTO "update" VALUES(482310006,NULL,'2026-11-30 07:02:22.858758');
INSERT INTO "update" VALUES(482310007,NULL,'2026-11-30 07:02:23.847879');
INSERT INTO "update" VALUES(482310008,NULL,'2026-11-30 07:02:24.343886');
INSERT INTO "update" VALUES(482310009,NULL,'2026-11-30 07:02:25.771657');
INSERT INTO "update" VALUES(482310010,NULL,'2026-11-30 07:02:26.939101');
INSERT INTO "update" VALUES(482310011,NULL,'2026-11-30 07:02:27.923623');
INSERT INTO "update" VALUES(482310012,NULL,'2026-11-30 07:02:29.232166');
INSERT INTO "update" VALUES(482310013,NULL,'2026-11-30 07:02:31.605079');
INSERT INTO "update" VALUES(482310014,NULL,'2026-11-30 07:02:32.702597');
INSERT INTO "update" VALUES(482310015,NULL,'2026-11-30 07:02:33.046493');
INSERT INTO "update" VALUES(482310016,NULL,'2026-11-30 07:02:33.296354');
INSERT INTO "update" VALUES(482310017,NULL,'2026-11-30 07:02:33.511138');
INSERT INTO "update" VALUES(482310018,NULL,'2026-11-30 07:02:33.698975');
INSERT INTO "update" VALUES(482310019,NULL,'2026-11-30 07:02:34.046115');
INSERT INTO "update" VALUES(482310020,NULL,'2026-11-30 07:02:34.374414');
INSERT INTO "update" VALUES(482310021,NULL,'2026-11-30 07:02:48.576026');
INSERT INTO "update" VALUES(482310022,NULL,'2026-11-30 07:02:49.552529');
INSERT INTO "update" VALUES(482310023,NULL,'2026-11-30 07:02:49.946829');
INSERT INTO "update" VALUES(482310024,NULL,'2026-11-30 07:02:50.159268');
INSERT INTO "update" VALUES(482310025,NULL,'2026-11-30 07:02:50.435836');
INSERT INTO "update" VALUES(482310026,NULL,'2026-11-30 07:02:50.822555');
INSERT INTO "update" VALUES(482310027,NULL,'2026-11-30 07:02:51.166805');
INSERT INTO "update" VALUES(482310028,NULL,'2026-11-30 07:02:51.421509');
INSERT INTO "update" VALUES(482310029,NULL,'2026-11-30 07:02:51.448997');
INSERT INTO "update" VALUES(482310030,NULL,'2026-11-30 07:02:51.622554');
INSERT INTO "update" VALUES(482310031,NULL,'2026-11-30 07:02:51.743312');
INSERT INTO "update" VALUES(482310032,NULL,'2026-11-30 07:02:52.199442');
INSERT INTO "update" VALUES(482310033,NULL,'2026-11-30 07:02:52.343516');
INSERT INTO "update" VALUES(482310034,NULL,'2026-11-30 07:02:53.164229');
INSERT INTO "update" VALUES(482310035,NULL,'2026-11-30 07:02:54.080812');
INSERT INTO "update" VALUES(482310036,NULL,'2026-11-30 07:02:54.871559');
INSERT INTO "update" VALUES(482310037,NULL,'2026-11-30 07:02:55.055649');
INSERT INTO "update" VALUES(482310038,NULL,'2026-11-30 07:02:55.097936');
INSERT INTO "update" VALUES(482310039,NULL,'2026-11-30 07:02:58.192379');
INSERT INTO "update" VALUES(482310040,NULL,'2026-11-30 07:02:59.448294');
INSERT INTO "update" VALUES(482310041,NULL,'2026-11-30 07:03:01.768058');
INSERT INTO "update" VALUES(482310042,NULL,'2026-11-30 07:03:02.139431');
INSERT INTO "update" VALUES(482310043,NULL,'2026-11-30 07:03:03.675650');
INSERT INTO "update" VALUES(482310044,NULL,'2026-11-30 07:03:03.851781');
INSERT INTO "update" VALUES(482310045,NULL,'2026-11-30 07:03:10.360585');
INSERT INTO "update" VALUES(482310046,NULL,'2026-11-30 07:03:14.156677');
INSERT INTO "update" VALUES(482310047,NULL,'2026-11-30 07:03:14.202626');
INSERT INTO "update" VALUES(482310048,NULL,'2026-11-30 07:03:14.219420');
INSERT INTO "update" VALUES(482310049,NULL,'2026-11-30 07:03:14.232250');
INSERT INTO "update" VALUES(482310050,NULL,'2026-11-30 07:03:14.243787');
INSERT INTO "update" VALUES(482310051,NULL,'2026-11-30 07:03:14.260426');
INSERT INTO "update" VALUES(482310052,NULL,'2026-11-30 07:03:14.281256');
INSERT INTO "update" VALUES(482310053,NULL,'2026-11-30 07:03:21.551935');
INSERT INTO "update" VALUES(482310054,NULL,'2026-11-30 07:03:22.452588');
INSERT INTO "update" VALUES(482310055,'{"message": {"channel_chat_created": false, "delete_chat_photo": false, "group_chat_created": false, "reply_to_message": {"channel_chat_created": false, "delete_chat_photo": false, "edit_date": 1796022180, "group_chat_created": false, "supergroup_chat_created": false, "chat": {"first_name": "", "id": 5181732955, "type": "private"}, "date": 1796022178, "message_id": 55, "from": {"first_name": "", "id": 7205118346, "is_bot": true}}, "supergroup_chat_created": false, "text": "Dear Mrs Brunner, please send them back", "chat": {"first_name": "", "id": 5181732955, "type": "private"}, "date": 1796022202, "message_id": 75, "from": {"first_name": "", "id": 5181732955, "is_bot": false, "language_code": "en"}}, "update_id": 482310055}','2026-11-30 07:03:22.780738');
INSERT INTO "update" VALUES(482310056,'{"callback_query": {"chat_instance": "5182797076344584", "data": "save:15:pdf", "id": "1791491561492195609", "message": {"message_id": 57, "date": 1796022180, "chat": {"first_name": "", "id": 5182781528, "type": "private"}}, "from": {"first_name": "", "id": 5182781528, "is_bot": false, "language_code": "en"}}, "update_id": 482310056}','2026-11-30 07:03:23.047858');
INSERT INTO "update" VALUES(482310057,NULL,'2026-11-30 07:03:23.404458');
INSERT INTO "update" VALUES(482310058,NULL,'2026-11-30 07:03:23.670631');
INSERT INTO "update" VALUES(482310059,NULL,'2026-11-30 07:03:24.018342');
INSERT INTO "update" VALUES(482310060,'{"message": {"channel_chat_created": false, "delete_chat_photo": false, "entities": [{"length": 5, "offset": 0, "type": "bot_command"}], "group_chat_created": false, "supergroup_chat_created": false, "text": "/help", "chat": {"first_name": "", "id": 5183830101, "type": "private"}, "date": 1796022204, "message_id": 81, "from": {"first_name": "", "id": 5183830101, "is_bot": false, "language_code": "en"}}, "update_id": 482310060}','2026-11-30 07:03:24.131730');
INSERT INTO "update" VALUES(482310061,NULL,'2026-11-30 07:03:25.324590');
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
INSERT INTO "sqlite_sequence" VALUES('job',24);
INSERT INTO "sqlite_sequence" VALUES('lesson',1);
INSERT INTO "sqlite_sequence" VALUES('broadcast',2);
COMMIT;
