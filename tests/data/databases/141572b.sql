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
INSERT INTO "broadcast" VALUES(1,5169150079,36,NULL,'en',0,'2026-11-30 08:00:22.956024');
INSERT INTO "broadcast" VALUES(2,5169150079,40,43,'en',1,'2026-11-30 08:00:23.334776');
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
INSERT INTO "job" VALUES(1,5163907214,NULL,1,5163907214,'done','2026-11-30 07:59:52.127104','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(2,5163907214,NULL,3,5163907214,'done','2026-11-30 08:00:00.279310','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(3,5163907214,NULL,5,5163907214,'done','2026-11-30 08:00:01.195932','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(4,5163907214,NULL,7,5163907214,'done','2026-11-30 08:00:02.878171','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(5,5163907214,NULL,9,5163907214,'done','2026-11-30 08:00:04.517844','Kovács',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,'["Kov\u00e1cs"]',1,NULL,0);
INSERT INTO "job" VALUES(6,5163907214,NULL,12,5163907214,'done','2026-11-30 08:00:05.744864','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}','{"error": "NothingToRead", "details": {}}',NULL,0,NULL,0);
INSERT INTO "job" VALUES(7,5163907214,NULL,14,5163907214,'done','2026-11-30 08:00:06.369699','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(8,5163907214,NULL,16,5163907214,'done','2026-11-30 08:00:07.597966','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(9,5167052933,NULL,30,5167052933,'done','2026-11-30 08:00:10.546089','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(10,-1002148538836,NULL,2,5163907214,'done','2026-11-30 08:00:20.201084','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(11,5174392944,NULL,44,5174392944,'amend','2026-11-30 08:00:24.158595','Kovács',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(12,5177538663,NULL,46,5177538663,'correct','2026-11-30 08:00:25.095374','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,'[]',1,NULL,0);
INSERT INTO "job" VALUES(13,5181732955,NULL,51,5181732955,'fetch','2026-11-30 08:00:28.365116','','808869596372496','en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(14,5183830101,NULL,54,5183830101,'done','2026-11-30 08:00:31.869194','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(15,5184878674,NULL,56,5184878674,'done','2026-11-30 08:00:32.650600','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(16,5171247225,NULL,58,5171247225,'refine','2026-11-30 08:00:33.510939','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(17,5172295798,NULL,60,5172295798,'reply','2026-11-30 08:00:35.203654','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,0,NULL,0);
INSERT INTO "job" VALUES(18,5173344371,NULL,62,5173344371,'reply','2026-11-30 08:00:41.935641','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}','{"error": "NothingToRead", "details": {}}',NULL,0,NULL,0);
INSERT INTO "job" VALUES(19,5175441517,NULL,64,5175441517,'read','2026-11-30 08:00:45.851506','','5914771660268222','en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,0,NULL,0);
INSERT INTO "job" VALUES(20,5176490090,NULL,71,5176490090,'correct','2026-11-30 08:00:52.845360','Atlantis
Kovács',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,0,NULL,0);
INSERT INTO "job" VALUES(21,5178587236,NULL,73,5178587236,'read','2026-11-30 08:01:05.650671','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,0,NULL,0);
INSERT INTO "job" VALUES(22,5179635809,NULL,76,5179635809,'fetch','2026-11-30 08:01:06.512826','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,0,NULL,0);
INSERT INTO "job" VALUES(23,5180684382,NULL,78,5180684382,'fetch','2026-11-30 08:01:06.930959','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,0,NULL,0);
INSERT INTO "job" VALUES(24,5182781528,NULL,82,5182781528,'fetch','2026-11-30 08:01:08.903403','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,0,NULL,0);
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
INSERT INTO "outgoing" VALUES('job:19:0',19,70,0,NULL);
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
INSERT INTO "page" VALUES(20,1,'read','{"lines":[{"text":"page 0","raw":"page 0","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"page","confidence":0.85},{"text":"0","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}',NULL,NULL,NULL);
INSERT INTO "page" VALUES(21,1,'read','{"lines":[{"text":"page 1","raw":"page 1","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"page","confidence":0.85},{"text":"1","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}',NULL,NULL,NULL);
INSERT INTO "page" VALUES(22,1,'read','{"lines":[{"text":"page 2","raw":"page 2","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"page","confidence":0.85},{"text":"2","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}',NULL,NULL,NULL);
INSERT INTO "page" VALUES(26,1,'read','{"lines":[{"text":"Dear Dr Kovocs, thank you for the books","raw":"Dear Dr Kovocs, thank you for the books","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Dr","confidence":0.85},{"text":"Kovocs,","confidence":0.85},{"text":"thank","confidence":0.85},{"text":"you","confidence":0.85},{"text":"for","confidence":0.85},{"text":"the","confidence":0.85},{"text":"books","confidence":0.85}],"posteriors":""},{"text":"and for Atlantis","raw":"and for Atlantis","confidence":0.9,"box":[[0,20],[300,20],[300,38],[0,38]],"words":[{"text":"and","confidence":0.85},{"text":"for","confidence":0.85},{"text":"Atlantis","confidence":0.85}],"posteriors":""}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}',NULL,NULL,NULL);
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
INSERT INTO "photo" VALUES(1,1,1,'BQACxjm8iT_4AF6c2qDMgK6tRJQjXddVxXBHKYD24GjBimkcvo5_E-Q8aQJ9mnrju76w','S6uFbOMj6Cyu1ls',1);
INSERT INTO "photo" VALUES(2,2,3,'BQACxtQbLcJqqFhGk2DsQPqoogJYIhcJDAgi_dFw6ArpfZUE9MNzopNQhNQUzL5usHIK','NRIy-XTLYBel--M',1);
INSERT INTO "photo" VALUES(3,3,5,'BQACJn4wAk7vaq4YW_PMEhzs4tg6CmMcTfpuBlCnsjegVa3BdjfMszvUQdmczfsrUR9F','poIGaDJlSlH-lDc',1);
INSERT INTO "photo" VALUES(4,4,7,'BQACt86XWwCXtQ7hPjleWlm9GF7X3L1QkNZnHT9QDA1Y9N4Cq1rwlG4Qfr3TUw-7XETa','qVn9nqxSUIEzjZY',1);
INSERT INTO "photo" VALUES(5,5,9,'BQAChSGwoQ6Z_Jgmvyaqn9pU39wCjPOjh5GfPvoZoPJgSs7LR4Xt6M_QYaMNFT8dFrAq','h4CqhAjrOBKdsAE',1);
INSERT INTO "photo" VALUES(6,6,12,'BQACto7Eh37rBXchU3HDwpvo0RtVX2wgEljEd1Ed-IHFEmZ_oFLAhQTrZ_Hai4hm0HHz','qG8pxYEMqsr-l98',1);
INSERT INTO "photo" VALUES(7,7,14,'BQAC2YfFIbZMp_p1XzNywlp99dZppMdLGABr_gZgdgFcPstLUAwMj7L5gDXkCK18cDQH','YnesQllLq1S-_TA',1);
INSERT INTO "photo" VALUES(8,8,16,'BQACYIblfAX4BPvXekE0_WNmQjANqPPYDb5cCzvAtbcftvt1PD8Rfdg6vDE7FKoams2W','XQzOdvAq5lGJEXI',1);
INSERT INTO "photo" VALUES(9,9,30,'BQAClwlHvrv2BDA3-pHhcjcf9qMAhWe2Scb4YiqAAr05uz6nR9NdAXJAh7uWoUR0vTbY','hwsAlT9pH2ZxQeM',1);
INSERT INTO "photo" VALUES(10,10,1,'BQACeM5Gaf1JDyVieMdZ_Yq_vtbgUi7qEZ00IFSRI5UX_vIGeiAVyLwZhGLWaN857bR0','eAHlRBSlYnc15NM',1);
INSERT INTO "photo" VALUES(11,11,44,'BQACG-FFupeUUHR8VpRmMRv0esix2Kmu8vdMwUxmNaBk6YeAevse61zd7RrTkQl67NSs','U8ROiXj2N7YiTVw',1);
INSERT INTO "photo" VALUES(12,12,46,'BQACSIHwPuNFrTfVmjCZgdbQowsYrcMMepten3MO1TgGj2kgHTFUXmk0KhoL4tdcerGU','_Iq79RSzouELyWE',1);
INSERT INTO "photo" VALUES(13,13,51,'BQACpK7I_nXiuDfw2DHzHTGpdwX58AQEgUC6oYbUvHbqHpvk6_tt58IYvSAmfh737qaj','TIyY9z6-jdPWyOc',1);
INSERT INTO "photo" VALUES(14,13,52,'BQACHigpIyfo94U2gCD48NBxnekk7CWaIZQnFqkQz8fa-68WNbD6QqP-KlBQmT6wv1XL','xAI-1dQ9Z_vjZm8',1);
INSERT INTO "photo" VALUES(15,14,54,'BQAC5p8CKvLeN7IrV7GI8e1OBFcx-spPquSKlzQpwdIk-mNUtcktNxm6zQSzQrWAEvKO','vJ0OvpanOyWckz0',1);
INSERT INTO "photo" VALUES(16,15,56,'BQACJOubyg2oDSVbYYNsobULh2Z-VkyzBwkwM-HGSno52ipxv3o1U_WM88hUTfjX8WPi','d9oK9W4-DWx-FAI',1);
INSERT INTO "photo" VALUES(17,16,58,'BQAChoLrIM-Cfj47POFbrtzeG7RfB5ZgsWC1529O0oXdvUPdArDfKUazExfLyRJExMdr','b_chef5mv_kvi8Q',1);
INSERT INTO "photo" VALUES(18,17,60,'BQACFJOhWGMhkXDtE5usaL3gXF0BO9aHu_bvAuTKmHwQ9eC1PCKMYJYYMCw2Cy_dAsRP','zCrFiG8a56yHaLo',1);
INSERT INTO "photo" VALUES(19,18,62,'BQAC_MQdV-MuJFAZZ0DhLRWu1NQ_Pq9urnIgqqx6bkI8TPyGdE-MnS76NAAV9nRFnRgG','VID7eDeSDB1Jw9M',1);
INSERT INTO "photo" VALUES(20,19,64,'BQACaWWi6mT7f52RTgwm3SmbuTVkDExtmCZaoa9Op97GCCXni6so6LbyBD5pfpopEdyA','SRw2Vu9PznNrMwE',1);
INSERT INTO "photo" VALUES(21,19,65,'BQACbl9rNVpRpRYXVZy9zIK17sJCLF3duzJ4w_-jVPmxEvsWjgt9iuOZgyhRB0tfz6xw','T5qTq2lOUkobloA',1);
INSERT INTO "photo" VALUES(22,19,66,'BQACsI9R00dJmvHsmZvvYGeZZtTW4DR1FrCk2kKjma0u45bU_ClvwECOk3HyvqCsegBU','9iN6wk0OJdwze4o',1);
INSERT INTO "photo" VALUES(23,19,67,'BQAC0SpxSV4cXxtceZVAMTAMY9aibvGT5blyPCvXL6RNwZ_N-QpJn-D0ceME6f29FqNs','0xt9hRxOdoo1G7c',NULL);
INSERT INTO "photo" VALUES(24,19,68,'BQACMTs_B2bnRHIr0liln9npI1C3mx8Ko9PXq1PmyflN_Q4SOmNio1rabZxHdw8MjOsE','i74M9APlRMf9vnI',NULL);
INSERT INTO "photo" VALUES(25,19,69,'BQACoahiydkHRrVKTDUBdUTRs2SWitsgFICwsM197MKLbaf_D6nl6y7AogVpgDvOwTL5','o3oNypQ5BuTpjWQ',NULL);
INSERT INTO "photo" VALUES(26,20,71,'BQACy8-HfNUKZwag20lI8V4YrRkY2Sn4eJDtqmbrjkWFB1EEF8FWa88XP2_q9xV8DUfT','t64amZjcpCg-iJ0',1);
INSERT INTO "photo" VALUES(27,21,73,'BQACNymq1xwdhifhFLox-wDdbGx-I0b7frbDl3efZ_V_ZxfctsEyyW0mulJixNX7CYu3','x5qN9SIkjwAuV-o',NULL);
INSERT INTO "photo" VALUES(28,22,76,'BQACcXPPguXWQZs3YLRCIRDn8YZx3RmvsflXlGp_9CiOwwN-H_JiaF4xR5QvZYfAOp9o','gSN0kRyvtt5RJhE',NULL);
INSERT INTO "photo" VALUES(29,23,78,'BQACT4kDiDbw9JcWvIlkrupGYk3I6DC_E69NZXjyu6AW-xjjva3TLSe9MM_tdKJAxojk','11efapTQ9xEaUE8',NULL);
INSERT INTO "photo" VALUES(30,13,80,'BQACN3NLssoYAE0zlb-fS7U0rhtcDuRabSyYaB0USN1dPTdpLKNJ14eAAOykLnRkSm1_','EwvsuwZtiCQyB3I',NULL);
INSERT INTO "photo" VALUES(31,24,82,'BQAC418fDvJBK4mimyRq4HGMhacTmCcP-r8-s_73uAlt7G-xD9Yi6bogH5Dk4x6ttrzg','sJBbn6QXQQPjgxk',NULL);
CREATE TABLE preference (
	chat_id INTEGER NOT NULL, 
	content VARCHAR NOT NULL, 
	PRIMARY KEY (chat_id)
);
INSERT INTO "preference" VALUES(-1002148538836,'{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":true,"topics":[]}');
INSERT INTO "preference" VALUES(5168101506,'{"language":"de","correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}');
CREATE TABLE question (
	chat_id INTEGER NOT NULL, 
	message_id INTEGER NOT NULL, 
	asked_at DATETIME NOT NULL, 
	PRIMARY KEY (chat_id, message_id)
);
INSERT INTO "question" VALUES(5163907214,24,'2026-11-30 08:00:09.655150');
CREATE TABLE recipient (
	broadcast_id INTEGER NOT NULL, 
	chat_id INTEGER NOT NULL, 
	reached BOOLEAN, 
	PRIMARY KEY (broadcast_id, chat_id), 
	FOREIGN KEY(broadcast_id) REFERENCES broadcast (id) ON DELETE CASCADE
);
INSERT INTO "recipient" VALUES(2,5163907214,NULL);
INSERT INTO "recipient" VALUES(2,5167052933,NULL);
CREATE TABLE refused (
	user_id INTEGER NOT NULL, 
	told_at DATETIME NOT NULL, 
	PRIMARY KEY (user_id)
);
INSERT INTO "refused" VALUES(5170198652,'2026-11-30 08:00:22.605075');
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
INSERT INTO "term" VALUES(4,5177538663,'','Kovács');
CREATE TABLE "update" (
	id INTEGER NOT NULL, 
	payload VARCHAR, 
	received_at DATETIME NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "update" VALUES(482310001,NULL,'2026-11-30 07:59:51.958005');
INSERT INTO "update" VALUES(482310002,NULL,'2026-11-30 07:59:59.990481');
INSERT INTO "update" VALUES(482310003,NULL,'2026-11-30 08:00:00.242015');
INSERT INTO "update" VALUES(482310004,NULL,'2026-11-30 08:00:00.897049');
INSERT INTO "update" VALUES(482310005,NULL,'2026-11-30 08:00:02.308610');
INSERT INTO "update" VALUES(482310006,NULL,'2026-11-30 08:00:02.621674');
INSERT INTO "update" VALUES(482310007,NULL,'2026-11-30 08:00:04.033767');
INSERT INTO "update" VALUES(482310008,NULL,'2026-11-30 08:00:04.489855');
INSERT INTO "update" VALUES(482310009,NULL,'2026-11-30 08:00:05.105652');
INSERT INTO "update" VALUES(482310010,NULL,'2026-11-30 08:00:05.659493');
INSERT INTO "update" VALUES(482310011,NULL,'2026-11-30 08:00:06.336515');
INSERT INTO "update" VALUES(482310012,NULL,'2026-11-30 08:00:07.232065');
INSERT INTO "update" VALUES(482310013,NULL,'2026-11-30 08:00:08.365383');
INSERT INTO "update" VALUES(482310014,NULL,'2026-11-30 08:00:09.019796');
INSERT INTO "update" VALUES(482310015,NULL,'2026-11-30 08:00:09.207901');
INSERT INTO "update" VALUES(482310016,NULL,'2026-11-30 08:00:09.531965');
INSERT INTO "update" VALUES(482310017,NULL,'2026-11-30 08:00:09.795603');
INSERT INTO "update" VALUES(482310018,NULL,'2026-11-30 08:00:09.995895');
INSERT INTO "update" VALUES(482310019,NULL,'2026-11-30 08:00:10.261427');
INSERT INTO "update" VALUES(482310020,NULL,'2026-11-30 08:00:10.488122');
INSERT INTO "update" VALUES(482310021,NULL,'2026-11-30 08:00:20.019597');
INSERT INTO "update" VALUES(482310022,NULL,'2026-11-30 08:00:21.116515');
INSERT INTO "update" VALUES(482310023,NULL,'2026-11-30 08:00:21.492132');
INSERT INTO "update" VALUES(482310024,NULL,'2026-11-30 08:00:21.765646');
INSERT INTO "update" VALUES(482310025,NULL,'2026-11-30 08:00:22.048037');
INSERT INTO "update" VALUES(482310026,NULL,'2026-11-30 08:00:22.357577');
INSERT INTO "update" VALUES(482310027,NULL,'2026-11-30 08:00:22.599184');
INSERT INTO "update" VALUES(482310028,NULL,'2026-11-30 08:00:22.775899');
INSERT INTO "update" VALUES(482310029,NULL,'2026-11-30 08:00:22.859811');
INSERT INTO "update" VALUES(482310030,NULL,'2026-11-30 08:00:23.199698');
INSERT INTO "update" VALUES(482310031,NULL,'2026-11-30 08:00:23.292063');
INSERT INTO "update" VALUES(482310032,NULL,'2026-11-30 08:00:23.683255');
INSERT INTO "update" VALUES(482310033,NULL,'2026-11-30 08:00:23.942619');
INSERT INTO "update" VALUES(482310034,NULL,'2026-11-30 08:00:24.791818');
INSERT INTO "update" VALUES(482310035,NULL,'2026-11-30 08:00:26.707951');
INSERT INTO "update" VALUES(482310036,NULL,'2026-11-30 08:00:28.043168');
INSERT INTO "update" VALUES(482310037,NULL,'2026-11-30 08:00:28.260164');
INSERT INTO "update" VALUES(482310038,NULL,'2026-11-30 08:00:28.311579');
INSERT INTO "update" VALUES(482310039,NULL,'2026-11-30 08:00:31.450523');
INSERT INTO "update" VALUES(482310040,NULL,'2026-11-30 08:00:32.573087');
INSERT INTO "update" VALUES(482310041,NULL,'2026-11-30 08:00:33.344058');
INSERT INTO "update" VALUES(482310042,NULL,'2026-11-30 08:00:33.474400');
INSERT INTO "update" VALUES(482310043,NULL,'2026-11-30 08:00:34.720707');
INSERT INTO "update" VALUES(482310044,NULL,'2026-11-30 08:00:35.027669');
INSERT INTO "update" VALUES(482310045,NULL,'2026-11-30 08:00:41.763879');
INSERT INTO "update" VALUES(482310046,NULL,'2026-11-30 08:00:45.372055');
INSERT INTO "update" VALUES(482310047,NULL,'2026-11-30 08:00:45.392875');
INSERT INTO "update" VALUES(482310048,NULL,'2026-11-30 08:00:45.453998');
INSERT INTO "update" VALUES(482310049,NULL,'2026-11-30 08:00:45.534112');
INSERT INTO "update" VALUES(482310050,NULL,'2026-11-30 08:00:45.640006');
INSERT INTO "update" VALUES(482310051,NULL,'2026-11-30 08:00:45.775315');
INSERT INTO "update" VALUES(482310052,NULL,'2026-11-30 08:00:52.734039');
INSERT INTO "update" VALUES(482310053,NULL,'2026-11-30 08:01:05.332722');
INSERT INTO "update" VALUES(482310054,NULL,'2026-11-30 08:01:05.619625');
INSERT INTO "update" VALUES(482310055,'{"message": {"channel_chat_created": false, "delete_chat_photo": false, "group_chat_created": false, "reply_to_message": {"channel_chat_created": false, "delete_chat_photo": false, "edit_date": 1796025632, "group_chat_created": false, "supergroup_chat_created": false, "chat": {"first_name": "", "id": 5183830101, "type": "private"}, "date": 1796025632, "message_id": 55, "from": {"first_name": "", "id": 7205118346, "is_bot": true}}, "supergroup_chat_created": false, "text": "Dear Mrs Brunner, please send them back", "chat": {"first_name": "", "id": 5183830101, "type": "private"}, "date": 1796025665, "message_id": 75, "from": {"first_name": "", "id": 5183830101, "is_bot": false, "language_code": "en"}}, "update_id": 482310055}','2026-11-30 08:01:05.996383');
INSERT INTO "update" VALUES(482310056,'{"callback_query": {"chat_instance": "5184894228636022", "data": "save:15:pdf", "id": "4184395573538639855", "message": {"message_id": 57, "date": 1796025632, "chat": {"first_name": "", "id": 5184878674, "type": "private"}}, "from": {"first_name": "", "id": 5184878674, "is_bot": false, "language_code": "en"}}, "update_id": 482310056}','2026-11-30 08:01:06.184384');
INSERT INTO "update" VALUES(482310057,NULL,'2026-11-30 08:01:06.435638');
INSERT INTO "update" VALUES(482310058,NULL,'2026-11-30 08:01:06.824246');
INSERT INTO "update" VALUES(482310059,NULL,'2026-11-30 08:01:07.371319');
INSERT INTO "update" VALUES(482310060,'{"message": {"channel_chat_created": false, "delete_chat_photo": false, "entities": [{"length": 5, "offset": 0, "type": "bot_command"}], "group_chat_created": false, "supergroup_chat_created": false, "text": "/help", "chat": {"first_name": "", "id": 5185927247, "type": "private"}, "date": 1796025667, "message_id": 81, "from": {"first_name": "", "id": 5185927247, "is_bot": false, "language_code": "en"}}, "update_id": 482310060}','2026-11-30 08:01:07.599225');
INSERT INTO "update" VALUES(482310061,NULL,'2026-11-30 08:01:08.763373');
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
