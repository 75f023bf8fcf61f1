BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0010');
CREATE TABLE broadcast (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	chat_id INTEGER NOT NULL, 
	message_id INTEGER NOT NULL, 
	report_id INTEGER, 
	language VARCHAR NOT NULL, 
	started BOOLEAN NOT NULL, 
	created_at DATETIME NOT NULL
);
INSERT INTO "broadcast" VALUES(1,5169150079,42,NULL,'en',0,'2026-11-30 17:56:05.742439');
INSERT INTO "broadcast" VALUES(2,5169150079,46,49,'en',1,'2026-11-30 17:56:05.946440');
CREATE TABLE expense (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	chat_id INTEGER NOT NULL, 
	number INTEGER NOT NULL, 
	job_id INTEGER, 
	page INTEGER, 
	part INTEGER, 
	file VARCHAR, 
	asked_in INTEGER, 
	day DATE NOT NULL, 
	currency VARCHAR, 
	total INTEGER, 
	shop VARCHAR NOT NULL, 
	merchant VARCHAR NOT NULL, 
	words VARCHAR NOT NULL, 
	state VARCHAR NOT NULL, 
	counted BOOLEAN NOT NULL, 
	checked BOOLEAN NOT NULL, 
	duplicate_of INTEGER, 
	content VARCHAR NOT NULL, 
	UNIQUE (chat_id, number), 
	UNIQUE (job_id, page, part), 
	UNIQUE (chat_id, asked_in)
);
INSERT INTO "expense" VALUES(1,-1002148697216,1,11,0,0,'xOcPAwqi0pm0f9U',NULL,'2018-04-15','MYR',4490,'pasarminijinseng','PASAR MINI JIN SENG','pasar mini jin seng  seafood tofu rice 44.90 44,90 2018-04-15 15.04.2018 15.4.2018 15/04/2018 myr #1','counted',1,1,NULL,'{"chat_id":-1002148697216,"asked_by":5163907214,"receipt":{"merchant":"PASAR MINI JIN SENG","address":null,"day":"2018-04-15","other_day":null,"time":"18:02:00","currency":"MYR","places":2,"items":[{"name":"Seafood","amount":2340,"kind":"goods","quantity":null,"unit_price":null,"line":3},{"name":"Tofu","amount":650,"kind":"goods","quantity":null,"unit_price":null,"line":4},{"name":"Rice","amount":1500,"kind":"goods","quantity":null,"unit_price":null,"line":5}],"subtotal":null,"discount":null,"service":null,"tip":null,"tax":null,"tax_included":null,"rounding":null,"total":4490,"cash":10000,"change":5510,"payment":"cash","proof":["items","change"],"difference":null,"repairs":[],"first":1,"last":8,"net":null},"day":"2018-04-15","id":1,"number":1,"origin":{"job_id":11,"page":0,"index":0},"paid":[],"payer":null,"sharers":[5163907214],"claims":[{"item":0,"person":5168101506}],"charged":null,"state":"counted","duplicate_of":null}');
INSERT INTO "expense" VALUES(2,-1002148697216,2,12,0,0,'aTgh0xaCR45CCpw',NULL,'2018-04-15','MYR',NULL,'pasarminijinseng','PASAR MINI JIN SENG','pasar mini jin seng  seafood tofu rice 44.90 44,90 2018-04-15 15.04.2018 15.4.2018 15/04/2018 myr #2','duplicate',0,1,1,'{"chat_id":-1002148697216,"asked_by":5163907214,"receipt":{"merchant":"PASAR MINI JIN SENG","address":null,"day":"2018-04-15","other_day":null,"time":"18:02:00","currency":"MYR","places":2,"items":[{"name":"Seafood","amount":2340,"kind":"goods","quantity":null,"unit_price":null,"line":3},{"name":"Tofu","amount":650,"kind":"goods","quantity":null,"unit_price":null,"line":4},{"name":"Rice","amount":1500,"kind":"goods","quantity":null,"unit_price":null,"line":5}],"subtotal":null,"discount":null,"service":null,"tip":null,"tax":null,"tax_included":null,"rounding":null,"total":4490,"cash":10000,"change":5510,"payment":"cash","proof":["items","change"],"difference":null,"repairs":[],"first":1,"last":9,"net":null},"day":"2018-04-15","id":2,"number":2,"origin":{"job_id":12,"page":0,"index":0},"paid":[],"payer":null,"sharers":[5163907214,5168101506],"claims":[],"charged":null,"state":"duplicate","duplicate_of":1}');
INSERT INTO "expense" VALUES(3,5167052933,1,13,1,0,'xZhhtyviR8A8dlM',NULL,'2018-04-15','MYR',4590,'pasarminiahhuat','PASAR MINI AH HUAT','pasar mini ah huat  seafood tofu rice 45.90 45,90 2018-04-15 15.04.2018 15.4.2018 15/04/2018 myr #1','counted',1,1,NULL,'{"chat_id":5167052933,"asked_by":5167052933,"receipt":{"merchant":"PASAR MINI AH HUAT","address":null,"day":"2018-04-15","other_day":null,"time":"18:02:00","currency":"MYR","places":2,"items":[{"name":"Seafood","amount":2340,"kind":"goods","quantity":null,"unit_price":null,"line":3},{"name":"Tofu","amount":750,"kind":"goods","quantity":null,"unit_price":null,"line":4},{"name":"Rice","amount":1500,"kind":"goods","quantity":null,"unit_price":null,"line":5}],"subtotal":null,"discount":null,"service":null,"tip":null,"tax":null,"tax_included":null,"rounding":null,"total":4590,"cash":10000,"change":5510,"payment":"cash","proof":["items"],"difference":null,"repairs":[],"first":1,"last":8,"net":null},"day":"2018-04-15","id":3,"number":1,"origin":{"job_id":13,"page":1,"index":0},"paid":[],"payer":null,"sharers":[],"claims":[],"charged":null,"state":"counted","duplicate_of":null}');
INSERT INTO "expense" VALUES(4,5167052933,2,13,2,0,'pdNhTt1VurdIGyQ',NULL,'2018-04-15','MYR',4690,'pasarminiwang','PASAR MINI WANG','pasar mini wang  seafood tofu rice 46.90 46,90 2018-04-15 15.04.2018 15.4.2018 15/04/2018 myr #2','counted',1,1,NULL,'{"chat_id":5167052933,"asked_by":5167052933,"receipt":{"merchant":"PASAR MINI WANG","address":null,"day":"2018-04-15","other_day":null,"time":"18:02:00","currency":"MYR","places":2,"items":[{"name":"Seafood","amount":2340,"kind":"goods","quantity":null,"unit_price":null,"line":3},{"name":"Tofu","amount":850,"kind":"goods","quantity":null,"unit_price":null,"line":4},{"name":"Rice","amount":1500,"kind":"goods","quantity":null,"unit_price":null,"line":5}],"subtotal":null,"discount":null,"service":null,"tip":null,"tax":null,"tax_included":null,"rounding":null,"total":4690,"cash":10000,"change":5510,"payment":"cash","proof":["items"],"difference":null,"repairs":[],"first":1,"last":8,"net":null},"day":"2018-04-15","id":4,"number":2,"origin":{"job_id":13,"page":2,"index":0},"paid":[],"payer":null,"sharers":[],"claims":[],"charged":null,"state":"counted","duplicate_of":null}');
CREATE TABLE expense_change (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	expense_id INTEGER NOT NULL, 
	person INTEGER NOT NULL, 
	changed_at DATETIME NOT NULL, 
	"before" VARCHAR NOT NULL, 
	asked_in INTEGER, 
	undone_by INTEGER, 
	undone_in INTEGER, 
	UNIQUE (expense_id, asked_in), 
	UNIQUE (expense_id, undone_in), 
	FOREIGN KEY(expense_id) REFERENCES expense (id) ON DELETE CASCADE
);
INSERT INTO "expense_change" VALUES(1,1,5168101506,'2026-11-30 17:56:00.590990','{"chat_id":-1002148697216,"asked_by":5163907214,"receipt":{"merchant":"PASAR MINI JIN SENG","address":null,"day":"2018-04-15","other_day":null,"time":"18:02:00","currency":"MYR","places":2,"items":[{"name":"Seafood","amount":2340,"kind":"goods","quantity":null,"unit_price":null,"line":3},{"name":"Tofu","amount":650,"kind":"goods","quantity":null,"unit_price":null,"line":4},{"name":"Rice","amount":1500,"kind":"goods","quantity":null,"unit_price":null,"line":5}],"subtotal":null,"discount":null,"service":null,"tip":null,"tax":null,"tax_included":null,"rounding":null,"total":4490,"cash":10000,"change":5510,"payment":"cash","proof":["items","change"],"difference":null,"repairs":[],"first":1,"last":8,"net":null},"day":"2018-04-15","id":1,"number":1,"origin":{"job_id":11,"page":0,"index":0},"paid":[],"payer":null,"sharers":[5163907214],"claims":[],"charged":null,"state":"counted","duplicate_of":null}',482310033,NULL,NULL);
CREATE TABLE expense_share (
	expense_id INTEGER NOT NULL, 
	person INTEGER NOT NULL, 
	chat_id INTEGER NOT NULL, 
	day DATE NOT NULL, 
	currency VARCHAR NOT NULL, 
	paid INTEGER NOT NULL, 
	owed INTEGER NOT NULL, 
	PRIMARY KEY (expense_id, person), 
	FOREIGN KEY(expense_id) REFERENCES expense (id) ON DELETE CASCADE
);
INSERT INTO "expense_share" VALUES(1,5163907214,-1002148697216,'2018-04-15','MYR',4490,2150);
INSERT INTO "expense_share" VALUES(1,5168101506,-1002148697216,'2018-04-15','MYR',0,2340);
INSERT INTO "expense_share" VALUES(3,5167052933,5167052933,'2018-04-15','MYR',4590,4590);
INSERT INTO "expense_share" VALUES(4,5167052933,5167052933,'2018-04-15','MYR',4690,4690);
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
INSERT INTO "job" VALUES(1,5163907214,NULL,1,5163907214,'done','2026-11-30 17:55:44.786764','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(2,5163907214,NULL,3,5163907214,'done','2026-11-30 17:55:48.394554','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(3,5163907214,NULL,5,5163907214,'done','2026-11-30 17:55:48.871774','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(4,5163907214,NULL,7,5163907214,'done','2026-11-30 17:55:49.690200','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(5,5163907214,NULL,9,5163907214,'done','2026-11-30 17:55:50.482877','Kovács',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,'["Kov\u00e1cs"]',1,NULL,0);
INSERT INTO "job" VALUES(6,5163907214,NULL,12,5163907214,'done','2026-11-30 17:55:51.306024','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}','{"error": "NothingToRead", "details": {}}',NULL,0,NULL,0);
INSERT INTO "job" VALUES(7,5163907214,NULL,14,5163907214,'done','2026-11-30 17:55:51.811290','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(8,5163907214,NULL,16,5163907214,'done','2026-11-30 17:55:52.396564','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(9,5167052933,NULL,30,5167052933,'done','2026-11-30 17:55:54.181428','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(10,-1002148538836,NULL,2,5163907214,'done','2026-11-30 17:55:57.846367','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(11,-1002148697216,NULL,4,5163907214,'done','2026-11-30 17:55:59.726587','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(12,-1002148697216,NULL,8,5163907214,'done','2026-11-30 17:56:00.904860','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(13,5167052933,NULL,36,5167052933,'done','2026-11-30 17:56:02.374549','','2112898495142626','en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(14,5174392944,NULL,50,5174392944,'amend','2026-11-30 17:56:06.655894','Kovács',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(15,5177538663,NULL,52,5177538663,'correct','2026-11-30 17:56:07.138800','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,'[]',1,NULL,0);
INSERT INTO "job" VALUES(16,5181732955,NULL,57,5181732955,'fetch','2026-11-30 17:56:08.159175','','558510791204987','en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(17,5183830101,NULL,60,5183830101,'done','2026-11-30 17:56:10.901936','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(18,5184878674,NULL,62,5184878674,'done','2026-11-30 17:56:11.403785','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(19,5171247225,NULL,64,5171247225,'refine','2026-11-30 17:56:12.158991','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,1,NULL,0);
INSERT INTO "job" VALUES(20,5172295798,NULL,66,5172295798,'reply','2026-11-30 17:56:12.941043','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,0,NULL,0);
INSERT INTO "job" VALUES(21,5173344371,NULL,68,5173344371,'reply','2026-11-30 17:56:19.343068','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}','{"error": "NothingToRead", "details": {}}',NULL,0,NULL,0);
INSERT INTO "job" VALUES(22,5175441517,NULL,70,5175441517,'read','2026-11-30 17:56:22.712487','','8459694138134599','en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,0,NULL,0);
INSERT INTO "job" VALUES(23,5176490090,NULL,77,5176490090,'correct','2026-11-30 17:56:28.429655','Atlantis
Kovács',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,0,NULL,0);
INSERT INTO "job" VALUES(24,5178587236,NULL,79,5178587236,'read','2026-11-30 17:56:34.929490','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,0,NULL,0);
INSERT INTO "job" VALUES(25,5179635809,NULL,82,5179635809,'fetch','2026-11-30 17:56:35.492455','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,0,NULL,0);
INSERT INTO "job" VALUES(26,5180684382,NULL,84,5180684382,'fetch','2026-11-30 17:56:35.713727','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,0,NULL,0);
INSERT INTO "job" VALUES(27,5182781528,NULL,90,5182781528,'fetch','2026-11-30 17:56:37.617870','',NULL,'en','{"language":null,"correct":true,"raw_first":false,"flow":false,"retention_days":null,"automatic":false,"topics":[]}',NULL,NULL,0,NULL,0);
CREATE TABLE ledger_person (
	chat_id INTEGER NOT NULL, 
	person INTEGER NOT NULL, 
	"left" BOOLEAN NOT NULL, 
	PRIMARY KEY (chat_id, person)
);
INSERT INTO "ledger_person" VALUES(-1002148697216,5163907214,0);
INSERT INTO "ledger_person" VALUES(-1002148697216,5168101506,0);
INSERT INTO "ledger_person" VALUES(5167052933,5167052933,0);
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
INSERT INTO "lesson" VALUES(2,17,81,'[{"read":"Brunnar","meant":"Brunner","ticked":true}]',0);
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
INSERT INTO "outgoing" VALUES('job:11:0',11,5,1,'items');
INSERT INTO "outgoing" VALUES('job:12:0',12,9,1,NULL);
INSERT INTO "outgoing" VALUES('job:13:0',13,39,1,NULL);
INSERT INTO "outgoing" VALUES('job:13:1',13,40,1,NULL);
INSERT INTO "outgoing" VALUES('job:13:2',13,41,1,'items');
INSERT INTO "outgoing" VALUES('job:14:0',14,51,1,NULL);
INSERT INTO "outgoing" VALUES('job:15:0',15,53,1,NULL);
INSERT INTO "outgoing" VALUES('job:16:0',16,59,1,NULL);
INSERT INTO "outgoing" VALUES('job:17:0',17,61,1,NULL);
INSERT INTO "outgoing" VALUES('job:18:0',18,63,1,NULL);
INSERT INTO "outgoing" VALUES('job:19:0',19,65,1,NULL);
INSERT INTO "outgoing" VALUES('job:20:0',20,67,0,NULL);
INSERT INTO "outgoing" VALUES('job:21:0',21,69,0,NULL);
INSERT INTO "outgoing" VALUES('job:22:0',22,76,0,NULL);
INSERT INTO "outgoing" VALUES('job:23:0',23,78,0,NULL);
INSERT INTO "outgoing" VALUES('job:24:0',24,80,0,NULL);
INSERT INTO "outgoing" VALUES('job:25:0',25,83,0,NULL);
INSERT INTO "outgoing" VALUES('job:26:0',26,85,0,NULL);
INSERT INTO "outgoing" VALUES('update:482310070',18,89,1,NULL);
INSERT INTO "outgoing" VALUES('job:27:0',27,NULL,0,NULL);
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
INSERT INTO "page" VALUES(1,1,'done','{"lines":[{"text":"We had a lovley dinner with Anna on 14 May","raw":"We had a lovley dinner with Anna on 14 May","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"We","confidence":0.85},{"text":"had","confidence":0.85},{"text":"a","confidence":0.85},{"text":"lovley","confidence":0.85},{"text":"dinner","confidence":0.85},{"text":"with","confidence":0.85},{"text":"Anna","confidence":0.85},{"text":"on","confidence":0.85},{"text":"14","confidence":0.97},{"text":"May","confidence":0.85}],"posteriors":"","cells":[]},{"text":"and the wether was fine","raw":"and the wether was fine","confidence":0.9,"box":[[0,20],[300,20],[300,38],[0,38]],"words":[{"text":"and","confidence":0.85},{"text":"the","confidence":0.85},{"text":"wether","confidence":0.85},{"text":"was","confidence":0.85},{"text":"fine","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"We had a lovley dinner with Anna on 14 May","raw":"We had a lovley dinner with Anna on 14 May","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"We","confidence":0.85},{"text":"had","confidence":0.85},{"text":"a","confidence":0.85},{"text":"lovley","confidence":0.85},{"text":"dinner","confidence":0.85},{"text":"with","confidence":0.85},{"text":"Anna","confidence":0.85},{"text":"on","confidence":0.85},{"text":"14","confidence":0.97},{"text":"May","confidence":0.85}],"posteriors":"","cells":[]},{"text":"and the wether was fine","raw":"and the wether was fine","confidence":0.9,"box":[[0,20],[300,20],[300,38],[0,38]],"words":[{"text":"and","confidence":0.85},{"text":"the","confidence":0.85},{"text":"wether","confidence":0.85},{"text":"was","confidence":0.85},{"text":"fine","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["We had a lovely dinner with Anna on 14 May","and the weather was fine"],"changes":[{"before":"lovley","after":"lovely","line":1,"start":9,"by":"model"},{"before":"wether","after":"weather","line":2,"start":8,"by":"model"}],"corrector":"local","refused":[],"notice":""},"receipts":[]}',NULL,NULL);
INSERT INTO "page" VALUES(2,1,'done','{"lines":[{"text":"Dear Mr Okafar","raw":"Dear Mr Okafar","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Mr","confidence":0.85},{"text":"Okafar","confidence":0.2}],"posteriors":"","cells":[]},{"text":"your 1204 letters are here","raw":"your 1204 letters are here","confidence":0.9,"box":[[0,20],[300,20],[300,38],[0,38]],"words":[{"text":"your","confidence":0.85},{"text":"1204","confidence":0.2},{"text":"letters","confidence":0.85},{"text":"are","confidence":0.85},{"text":"here","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[{"line":0,"word":2},{"line":1,"word":1}]}','{"page":{"lines":[{"text":"Dear Mr Okafar","raw":"Dear Mr Okafar","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Mr","confidence":0.85},{"text":"Okafar","confidence":0.2}],"posteriors":"","cells":[]},{"text":"your 1204 letters are here","raw":"your 1204 letters are here","confidence":0.9,"box":[[0,20],[300,20],[300,38],[0,38]],"words":[{"text":"your","confidence":0.85},{"text":"1204","confidence":0.2},{"text":"letters","confidence":0.85},{"text":"are","confidence":0.85},{"text":"here","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[{"line":0,"word":2},{"line":1,"word":1}]},"correction":{"lines":["Dear Mr Okafar","your 1204 letters are here"],"changes":[],"corrector":"local","refused":[],"notice":""},"receipts":[]}',NULL,NULL);
INSERT INTO "page" VALUES(3,1,'done','{"lines":[{"text":"A list of what we need","raw":"A list of what we need","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"A","confidence":0.85},{"text":"list","confidence":0.85},{"text":"of","confidence":0.85},{"text":"what","confidence":0.85},{"text":"we","confidence":0.85},{"text":"need","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"A list of what we need","raw":"A list of what we need","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"A","confidence":0.85},{"text":"list","confidence":0.85},{"text":"of","confidence":0.85},{"text":"what","confidence":0.85},{"text":"we","confidence":0.85},{"text":"need","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["A list of what we need"],"changes":[],"corrector":"local","refused":[],"notice":""},"receipts":[]}',NULL,NULL);
INSERT INTO "page" VALUES(4,1,'done','{"lines":[{"text":"We have receivcd your lettcr about the garden","raw":"We have receivcd your lettcr about the garden","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"We","confidence":0.85},{"text":"have","confidence":0.85},{"text":"receivcd","confidence":0.85},{"text":"your","confidence":0.85},{"text":"lettcr","confidence":0.85},{"text":"about","confidence":0.85},{"text":"the","confidence":0.85},{"text":"garden","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"We have receivcd your lettcr about the garden","raw":"We have receivcd your lettcr about the garden","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"We","confidence":0.85},{"text":"have","confidence":0.85},{"text":"receivcd","confidence":0.85},{"text":"your","confidence":0.85},{"text":"lettcr","confidence":0.85},{"text":"about","confidence":0.85},{"text":"the","confidence":0.85},{"text":"garden","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["We have received your letter about the garden"],"changes":[{"before":"receivcd","after":"received","line":1,"start":8,"by":"spelling"},{"before":"lettcr","after":"letter","line":1,"start":22,"by":"spelling"}],"corrector":"local","refused":[],"notice":""},"receipts":[]}',NULL,NULL);
INSERT INTO "page" VALUES(5,1,'done','{"lines":[{"text":"Dear Dr Kovocs, thank you for the books","raw":"Dear Dr Kovocs, thank you for the books","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Dr","confidence":0.85},{"text":"Kovocs,","confidence":0.85},{"text":"thank","confidence":0.85},{"text":"you","confidence":0.85},{"text":"for","confidence":0.85},{"text":"the","confidence":0.85},{"text":"books","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"Dear Dr Kovács, thank you for the books","raw":"Dear Dr Kovocs, thank you for the books","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Dr","confidence":0.85},{"text":"Kovács,","confidence":1.0},{"text":"thank","confidence":0.85},{"text":"you","confidence":0.85},{"text":"for","confidence":0.85},{"text":"the","confidence":0.85},{"text":"books","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[{"before":"Kovocs","after":"Kovács","line":1,"start":8,"by":"glossary"}],"doubts":[]},"correction":{"lines":["Dear Dr Kovács, thank you for the books"],"changes":[{"before":"Kovocs","after":"Kovács","line":1,"start":8,"by":"glossary"}],"corrector":"local","refused":[],"notice":""},"receipts":[]}','{"page":{"lines":[{"text":"Dear Dr Kovocs, thank you for the books","raw":"Dear Dr Kovocs, thank you for the books","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Dr","confidence":0.85},{"text":"Kovocs,","confidence":0.85},{"text":"thank","confidence":0.85},{"text":"you","confidence":0.85},{"text":"for","confidence":0.85},{"text":"the","confidence":0.85},{"text":"books","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["Dear Dr Kovocs, thank you for the books"],"changes":[],"corrector":"local","refused":[],"notice":""},"receipts":[]}',NULL);
INSERT INTO "page" VALUES(6,1,'done',NULL,NULL,NULL,'{"error": "NothingToRead", "details": {}}');
INSERT INTO "page" VALUES(7,1,'done','{"lines":[{"text":"Dear Mrs Brunnar, please send them back","raw":"Dear Mrs Brunnar, please send them back","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Mrs","confidence":0.85},{"text":"Brunnar,","confidence":0.85},{"text":"please","confidence":0.85},{"text":"send","confidence":0.85},{"text":"them","confidence":0.85},{"text":"back","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"Dear Mrs Brunnar, please send them back","raw":"Dear Mrs Brunnar, please send them back","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Mrs","confidence":0.85},{"text":"Brunnar,","confidence":0.85},{"text":"please","confidence":0.85},{"text":"send","confidence":0.85},{"text":"them","confidence":0.85},{"text":"back","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["Dear Mrs Brunnar, please send them back"],"changes":[],"corrector":"local","refused":[],"notice":""},"receipts":[]}',NULL,NULL);
INSERT INTO "page" VALUES(8,1,'done','{"lines":[{"text":"Nobody need know about this","raw":"Nobody need know about this","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Nobody","confidence":0.85},{"text":"need","confidence":0.85},{"text":"know","confidence":0.85},{"text":"about","confidence":0.85},{"text":"this","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"Nobody need know about this","raw":"Nobody need know about this","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Nobody","confidence":0.85},{"text":"need","confidence":0.85},{"text":"know","confidence":0.85},{"text":"about","confidence":0.85},{"text":"this","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["Nobody need know about this"],"changes":[],"corrector":"local","refused":[],"notice":""},"receipts":[]}',NULL,NULL);
INSERT INTO "page" VALUES(9,1,'done','{"lines":[{"text":"Hi Tom, I''m back around six.","raw":"Hi Tom, I''m back around six.","confidence":0.94207877772195,"box":[[153,203],[628,200],[628,255],[153,257]],"words":[{"text":"Hi","confidence":0.9941401481628418},{"text":"Tom,","confidence":0.9386367052793503},{"text":"I''m","confidence":0.8341598312060038},{"text":"back","confidence":0.99936643242836},{"text":"around","confidence":0.9989213645458221},{"text":"six.","confidence":0.9615063071250916}],"posteriors":"eJztj/tTlFUYx7/nPcDuC3Exu7Gliwu87NF33+VlF0qpvIDHrKaaKWeaaqawi5pyUZL8ISidYbpMjKM5AxXWWGMxEwymuayIY7isSooiLjomy4YJEnHHCbXL6egv/gv90DPzfc4z55zP83wfAsAq5ZX6QgoOaMiAEwxzocMFAwuQixfxMl5BJkxkIweLsQR5yAfHMjyG5XgcT+BpPIvnsALPowAr8Spew+tYhdVYgzexFutQiCIUowQbUIq3sBFleBubEKhGYBcC3yJQj0AD2qrQ9h3amhCsQnAXLr1XI/Wp1DcYa/kYKdJfMhjnsNvdkOYs3Eapy8VTpW2kYR7nDphuuYyBdM6zwB6Eynmyjc0F7IDmdhkWCYMZwJ0SksgDsqeZ5nBne73yErNvQcRmm6lDpdTjgUahqhadAVy9i7s51zRYLDPlQJ7DkH5POuWzH56jWhXCnTzOIlHT4TByOOj9OqFyHpnPHHdzrjoyeLZGTMPlcqgqmAfMQu8g8OQyk3B9FmP5rqUqIwlMpbpCTLaAaFQ1DSNRSTGdlFNlBveaVh4VZfck81jdNDkztSwt1gZbnjvTCqoQw1ScVkpUYlJIn5olfjF99KE5+dF2ak9S9QSuO025gBEXn5SwJIfGe6IklEUXxhJFV2ZFMbfpNDQr8eQSS2yMnkSIxxPDnLZFaaa5lLJ7DcObT+6LltAjUYzEU0ZJtJsS7o62KKqpxMbj//hvB7mZaGIcEm6VMQQJBDG3n2Nuf0wElaeCjuLSnurCzNTU4hmrl2/46I2MZ4psa1+wFzQUXnlp34nKxryUC5tCjeVVe3xPNiYVzCv4vn5+iVj/fuTMlgq2sG7H5nW++h3LfBWesg+2N/tqx46FQn37vmru3Rq5cL2h+fDh5vIOX82h03WfiNKdg90/fJa9yF+zJXgguH99S+WK8t2fH+0UU+dHz/U37w33doz9Iva0nfvxUFP/sbre3o69YvPu0fDBnSVPtdf6zvR1tr7b+uHKiv3HT/0sxPjVS+LX0ZGBrqlJ4T91PhjqvjLU0PtHp09sPXL1cvDrjatONgZGhiLt/tYviyr9J0b6hRDTw2Jq8pqYENfEwa7IyVD4N3Fk6J+un8S20PWh4/XvrOlpOTs2fPn0gaONZbX+ixMDkhGjYnrqhpgUN0RLZLh7YPB3ERkVPSGxvVuIjqby4kh7+O/x/rNt4WC1z39RTN9kJsRfMk9JtfSLvsGhP8X0uAiH/wU3qmVt","cells":[{"text":"Hi Tom, I''m back around six.","confidence":0.9421,"box":[[153,205],[628,200],[628,255],[153,255]]}]}],"reader":"rapidocr","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"Hi Tom, I''m back around six.","raw":"Hi Tom, I''m back around six.","confidence":0.94207877772195,"box":[[153,203],[628,200],[628,255],[153,257]],"words":[{"text":"Hi","confidence":0.9941401481628418},{"text":"Tom,","confidence":0.9386367052793503},{"text":"I''m","confidence":0.8341598312060038},{"text":"back","confidence":0.99936643242836},{"text":"around","confidence":0.9989213645458221},{"text":"six.","confidence":0.9615063071250916}],"posteriors":"","cells":[]}],"reader":"rapidocr","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["Hi Tom, I''m back around six."],"changes":[],"corrector":"local","refused":[],"notice":""},"receipts":[]}',NULL,NULL);
INSERT INTO "page" VALUES(10,1,'done','{"lines":[{"text":"A list of what we need","raw":"A list of what we need","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"A","confidence":0.85},{"text":"list","confidence":0.85},{"text":"of","confidence":0.85},{"text":"what","confidence":0.85},{"text":"we","confidence":0.85},{"text":"need","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"A list of what we need","raw":"A list of what we need","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"A","confidence":0.85},{"text":"list","confidence":0.85},{"text":"of","confidence":0.85},{"text":"what","confidence":0.85},{"text":"we","confidence":0.85},{"text":"need","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["A list of what we need"],"changes":[],"corrector":"local","refused":[],"notice":""},"receipts":[]}',NULL,NULL);
INSERT INTO "page" VALUES(11,1,'done','{"lines":[{"text":"PASAR MINI JIN SENG","raw":"PASAR MINI JIN SENG","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"PASAR","confidence":0.85},{"text":"MINI","confidence":0.85},{"text":"JIN","confidence":0.85},{"text":"SENG","confidence":0.85}],"posteriors":"","cells":[]},{"text":"15.04.2018 18:02","raw":"15.04.2018 18:02","confidence":0.9,"box":[[0,20],[300,20],[300,38],[0,38]],"words":[{"text":"15.04.2018","confidence":0.97},{"text":"18:02","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Seafood 23.40","raw":"Seafood 23.40","confidence":0.9,"box":[[0,40],[300,40],[300,58],[0,58]],"words":[{"text":"Seafood","confidence":0.85},{"text":"23.40","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Tofu 6.50","raw":"Tofu 6.50","confidence":0.9,"box":[[0,60],[300,60],[300,78],[0,78]],"words":[{"text":"Tofu","confidence":0.85},{"text":"6.50","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Rice 15.00","raw":"Rice 15.00","confidence":0.9,"box":[[0,80],[300,80],[300,98],[0,98]],"words":[{"text":"Rice","confidence":0.85},{"text":"15.00","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Total RM 44.90","raw":"Total RM 44.90","confidence":0.9,"box":[[0,100],[300,100],[300,118],[0,118]],"words":[{"text":"Total","confidence":0.85},{"text":"RM","confidence":0.85},{"text":"44.90","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Cash 100.00","raw":"Cash 100.00","confidence":0.9,"box":[[0,120],[300,120],[300,138],[0,138]],"words":[{"text":"Cash","confidence":0.85},{"text":"100.00","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Change 55.10","raw":"Change 55.10","confidence":0.9,"box":[[0,140],[300,140],[300,158],[0,158]],"words":[{"text":"Change","confidence":0.85},{"text":"55.10","confidence":0.97}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"PASAR MINI JIN SENG","raw":"PASAR MINI JIN SENG","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"PASAR","confidence":0.85},{"text":"MINI","confidence":0.85},{"text":"JIN","confidence":0.85},{"text":"SENG","confidence":0.85}],"posteriors":"","cells":[]},{"text":"15.04.2018 18:02","raw":"15.04.2018 18:02","confidence":0.9,"box":[[0,20],[300,20],[300,38],[0,38]],"words":[{"text":"15.04.2018","confidence":0.97},{"text":"18:02","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Seafood 23.40","raw":"Seafood 23.40","confidence":0.9,"box":[[0,40],[300,40],[300,58],[0,58]],"words":[{"text":"Seafood","confidence":0.85},{"text":"23.40","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Tofu 6.50","raw":"Tofu 6.50","confidence":0.9,"box":[[0,60],[300,60],[300,78],[0,78]],"words":[{"text":"Tofu","confidence":0.85},{"text":"6.50","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Rice 15.00","raw":"Rice 15.00","confidence":0.9,"box":[[0,80],[300,80],[300,98],[0,98]],"words":[{"text":"Rice","confidence":0.85},{"text":"15.00","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Total RM 44.90","raw":"Total RM 44.90","confidence":0.9,"box":[[0,100],[300,100],[300,118],[0,118]],"words":[{"text":"Total","confidence":0.85},{"text":"RM","confidence":0.85},{"text":"44.90","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Cash 100.00","raw":"Cash 100.00","confidence":0.9,"box":[[0,120],[300,120],[300,138],[0,138]],"words":[{"text":"Cash","confidence":0.85},{"text":"100.00","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Change 55.10","raw":"Change 55.10","confidence":0.9,"box":[[0,140],[300,140],[300,158],[0,158]],"words":[{"text":"Change","confidence":0.85},{"text":"55.10","confidence":0.97}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["PASAR MINI JIN SENG","15.04.2018 18:02","Seafood 23.40","Tofu 6.50","Rice 15.00","Total RM 44.90","Cash 100.00","Change 55.10"],"changes":[],"corrector":"local","refused":[],"notice":""},"receipts":[{"merchant":"PASAR MINI JIN SENG","address":null,"day":"2018-04-15","other_day":null,"time":"18:02:00","currency":"MYR","places":2,"items":[{"name":"Seafood","amount":2340,"kind":"goods","quantity":null,"unit_price":null,"line":3},{"name":"Tofu","amount":650,"kind":"goods","quantity":null,"unit_price":null,"line":4},{"name":"Rice","amount":1500,"kind":"goods","quantity":null,"unit_price":null,"line":5}],"subtotal":null,"discount":null,"service":null,"tip":null,"tax":null,"tax_included":null,"rounding":null,"total":4490,"cash":10000,"change":5510,"payment":"cash","proof":["items","change"],"difference":null,"repairs":[],"first":1,"last":8,"net":null}]}',NULL,NULL);
INSERT INTO "page" VALUES(12,1,'done','{"lines":[{"text":"PASAR MINI JIN SENG","raw":"PASAR MINI JIN SENG","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"PASAR","confidence":0.85},{"text":"MINI","confidence":0.85},{"text":"JIN","confidence":0.85},{"text":"SENG","confidence":0.85}],"posteriors":"","cells":[]},{"text":"15.04.2018 18:02","raw":"15.04.2018 18:02","confidence":0.9,"box":[[0,20],[300,20],[300,38],[0,38]],"words":[{"text":"15.04.2018","confidence":0.97},{"text":"18:02","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Seafood 23.40","raw":"Seafood 23.40","confidence":0.9,"box":[[0,40],[300,40],[300,58],[0,58]],"words":[{"text":"Seafood","confidence":0.85},{"text":"23.40","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Tofu 6.50","raw":"Tofu 6.50","confidence":0.9,"box":[[0,60],[300,60],[300,78],[0,78]],"words":[{"text":"Tofu","confidence":0.85},{"text":"6.50","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Rice 15.00","raw":"Rice 15.00","confidence":0.9,"box":[[0,80],[300,80],[300,98],[0,98]],"words":[{"text":"Rice","confidence":0.85},{"text":"15.00","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Total RM 44.90","raw":"Total RM 44.90","confidence":0.9,"box":[[0,100],[300,100],[300,118],[0,118]],"words":[{"text":"Total","confidence":0.85},{"text":"RM","confidence":0.85},{"text":"44.90","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Cash 100.00","raw":"Cash 100.00","confidence":0.9,"box":[[0,120],[300,120],[300,138],[0,138]],"words":[{"text":"Cash","confidence":0.85},{"text":"100.00","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Change 55.10","raw":"Change 55.10","confidence":0.9,"box":[[0,140],[300,140],[300,158],[0,158]],"words":[{"text":"Change","confidence":0.85},{"text":"55.10","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Thank you","raw":"Thank you","confidence":0.9,"box":[[0,160],[300,160],[300,178],[0,178]],"words":[{"text":"Thank","confidence":0.85},{"text":"you","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"PASAR MINI JIN SENG","raw":"PASAR MINI JIN SENG","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"PASAR","confidence":0.85},{"text":"MINI","confidence":0.85},{"text":"JIN","confidence":0.85},{"text":"SENG","confidence":0.85}],"posteriors":"","cells":[]},{"text":"15.04.2018 18:02","raw":"15.04.2018 18:02","confidence":0.9,"box":[[0,20],[300,20],[300,38],[0,38]],"words":[{"text":"15.04.2018","confidence":0.97},{"text":"18:02","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Seafood 23.40","raw":"Seafood 23.40","confidence":0.9,"box":[[0,40],[300,40],[300,58],[0,58]],"words":[{"text":"Seafood","confidence":0.85},{"text":"23.40","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Tofu 6.50","raw":"Tofu 6.50","confidence":0.9,"box":[[0,60],[300,60],[300,78],[0,78]],"words":[{"text":"Tofu","confidence":0.85},{"text":"6.50","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Rice 15.00","raw":"Rice 15.00","confidence":0.9,"box":[[0,80],[300,80],[300,98],[0,98]],"words":[{"text":"Rice","confidence":0.85},{"text":"15.00","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Total RM 44.90","raw":"Total RM 44.90","confidence":0.9,"box":[[0,100],[300,100],[300,118],[0,118]],"words":[{"text":"Total","confidence":0.85},{"text":"RM","confidence":0.85},{"text":"44.90","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Cash 100.00","raw":"Cash 100.00","confidence":0.9,"box":[[0,120],[300,120],[300,138],[0,138]],"words":[{"text":"Cash","confidence":0.85},{"text":"100.00","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Change 55.10","raw":"Change 55.10","confidence":0.9,"box":[[0,140],[300,140],[300,158],[0,158]],"words":[{"text":"Change","confidence":0.85},{"text":"55.10","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Thank you","raw":"Thank you","confidence":0.9,"box":[[0,160],[300,160],[300,178],[0,178]],"words":[{"text":"Thank","confidence":0.85},{"text":"you","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["PASAR MINI JIN SENG","15.04.2018 18:02","Seafood 23.40","Tofu 6.50","Rice 15.00","Total RM 44.90","Cash 100.00","Change 55.10","Thank you"],"changes":[],"corrector":"local","refused":[],"notice":""},"receipts":[{"merchant":"PASAR MINI JIN SENG","address":null,"day":"2018-04-15","other_day":null,"time":"18:02:00","currency":"MYR","places":2,"items":[{"name":"Seafood","amount":2340,"kind":"goods","quantity":null,"unit_price":null,"line":3},{"name":"Tofu","amount":650,"kind":"goods","quantity":null,"unit_price":null,"line":4},{"name":"Rice","amount":1500,"kind":"goods","quantity":null,"unit_price":null,"line":5}],"subtotal":null,"discount":null,"service":null,"tip":null,"tax":null,"tax_included":null,"rounding":null,"total":4490,"cash":10000,"change":5510,"payment":"cash","proof":["items","change"],"difference":null,"repairs":[],"first":1,"last":9,"net":null}]}',NULL,NULL);
INSERT INTO "page" VALUES(13,1,'done','{"lines":[{"text":"A list of what we need","raw":"A list of what we need","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"A","confidence":0.85},{"text":"list","confidence":0.85},{"text":"of","confidence":0.85},{"text":"what","confidence":0.85},{"text":"we","confidence":0.85},{"text":"need","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"A list of what we need","raw":"A list of what we need","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"A","confidence":0.85},{"text":"list","confidence":0.85},{"text":"of","confidence":0.85},{"text":"what","confidence":0.85},{"text":"we","confidence":0.85},{"text":"need","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["A list of what we need"],"changes":[],"corrector":"local","refused":[],"notice":""},"receipts":[]}',NULL,NULL);
INSERT INTO "page" VALUES(14,1,'done','{"lines":[{"text":"PASAR MINI AH HUAT","raw":"PASAR MINI AH HUAT","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"PASAR","confidence":0.85},{"text":"MINI","confidence":0.85},{"text":"AH","confidence":0.85},{"text":"HUAT","confidence":0.85}],"posteriors":"","cells":[]},{"text":"15.04.2018 18:02","raw":"15.04.2018 18:02","confidence":0.9,"box":[[0,20],[300,20],[300,38],[0,38]],"words":[{"text":"15.04.2018","confidence":0.97},{"text":"18:02","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Seafood 23.40","raw":"Seafood 23.40","confidence":0.9,"box":[[0,40],[300,40],[300,58],[0,58]],"words":[{"text":"Seafood","confidence":0.85},{"text":"23.40","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Tofu 7.50","raw":"Tofu 7.50","confidence":0.9,"box":[[0,60],[300,60],[300,78],[0,78]],"words":[{"text":"Tofu","confidence":0.85},{"text":"7.50","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Rice 15.00","raw":"Rice 15.00","confidence":0.9,"box":[[0,80],[300,80],[300,98],[0,98]],"words":[{"text":"Rice","confidence":0.85},{"text":"15.00","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Total RM 45.90","raw":"Total RM 45.90","confidence":0.9,"box":[[0,100],[300,100],[300,118],[0,118]],"words":[{"text":"Total","confidence":0.85},{"text":"RM","confidence":0.85},{"text":"45.90","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Cash 100.00","raw":"Cash 100.00","confidence":0.9,"box":[[0,120],[300,120],[300,138],[0,138]],"words":[{"text":"Cash","confidence":0.85},{"text":"100.00","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Change 55.10","raw":"Change 55.10","confidence":0.9,"box":[[0,140],[300,140],[300,158],[0,158]],"words":[{"text":"Change","confidence":0.85},{"text":"55.10","confidence":0.97}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"PASAR MINI AH HUAT","raw":"PASAR MINI AH HUAT","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"PASAR","confidence":0.85},{"text":"MINI","confidence":0.85},{"text":"AH","confidence":0.85},{"text":"HUAT","confidence":0.85}],"posteriors":"","cells":[]},{"text":"15.04.2018 18:02","raw":"15.04.2018 18:02","confidence":0.9,"box":[[0,20],[300,20],[300,38],[0,38]],"words":[{"text":"15.04.2018","confidence":0.97},{"text":"18:02","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Seafood 23.40","raw":"Seafood 23.40","confidence":0.9,"box":[[0,40],[300,40],[300,58],[0,58]],"words":[{"text":"Seafood","confidence":0.85},{"text":"23.40","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Tofu 7.50","raw":"Tofu 7.50","confidence":0.9,"box":[[0,60],[300,60],[300,78],[0,78]],"words":[{"text":"Tofu","confidence":0.85},{"text":"7.50","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Rice 15.00","raw":"Rice 15.00","confidence":0.9,"box":[[0,80],[300,80],[300,98],[0,98]],"words":[{"text":"Rice","confidence":0.85},{"text":"15.00","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Total RM 45.90","raw":"Total RM 45.90","confidence":0.9,"box":[[0,100],[300,100],[300,118],[0,118]],"words":[{"text":"Total","confidence":0.85},{"text":"RM","confidence":0.85},{"text":"45.90","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Cash 100.00","raw":"Cash 100.00","confidence":0.9,"box":[[0,120],[300,120],[300,138],[0,138]],"words":[{"text":"Cash","confidence":0.85},{"text":"100.00","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Change 55.10","raw":"Change 55.10","confidence":0.9,"box":[[0,140],[300,140],[300,158],[0,158]],"words":[{"text":"Change","confidence":0.85},{"text":"55.10","confidence":0.97}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["PASAR MINI AH HUAT","15.04.2018 18:02","Seafood 23.40","Tofu 7.50","Rice 15.00","Total RM 45.90","Cash 100.00","Change 55.10"],"changes":[],"corrector":"local","refused":[],"notice":""},"receipts":[{"merchant":"PASAR MINI AH HUAT","address":null,"day":"2018-04-15","other_day":null,"time":"18:02:00","currency":"MYR","places":2,"items":[{"name":"Seafood","amount":2340,"kind":"goods","quantity":null,"unit_price":null,"line":3},{"name":"Tofu","amount":750,"kind":"goods","quantity":null,"unit_price":null,"line":4},{"name":"Rice","amount":1500,"kind":"goods","quantity":null,"unit_price":null,"line":5}],"subtotal":null,"discount":null,"service":null,"tip":null,"tax":null,"tax_included":null,"rounding":null,"total":4590,"cash":10000,"change":5510,"payment":"cash","proof":["items"],"difference":null,"repairs":[],"first":1,"last":8,"net":null}]}',NULL,NULL);
INSERT INTO "page" VALUES(15,1,'done','{"lines":[{"text":"PASAR MINI WANG","raw":"PASAR MINI WANG","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"PASAR","confidence":0.85},{"text":"MINI","confidence":0.85},{"text":"WANG","confidence":0.85}],"posteriors":"","cells":[]},{"text":"15.04.2018 18:02","raw":"15.04.2018 18:02","confidence":0.9,"box":[[0,20],[300,20],[300,38],[0,38]],"words":[{"text":"15.04.2018","confidence":0.97},{"text":"18:02","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Seafood 23.40","raw":"Seafood 23.40","confidence":0.9,"box":[[0,40],[300,40],[300,58],[0,58]],"words":[{"text":"Seafood","confidence":0.85},{"text":"23.40","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Tofu 8.50","raw":"Tofu 8.50","confidence":0.9,"box":[[0,60],[300,60],[300,78],[0,78]],"words":[{"text":"Tofu","confidence":0.85},{"text":"8.50","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Rice 15.00","raw":"Rice 15.00","confidence":0.9,"box":[[0,80],[300,80],[300,98],[0,98]],"words":[{"text":"Rice","confidence":0.85},{"text":"15.00","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Total RM 46.90","raw":"Total RM 46.90","confidence":0.9,"box":[[0,100],[300,100],[300,118],[0,118]],"words":[{"text":"Total","confidence":0.85},{"text":"RM","confidence":0.85},{"text":"46.90","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Cash 100.00","raw":"Cash 100.00","confidence":0.9,"box":[[0,120],[300,120],[300,138],[0,138]],"words":[{"text":"Cash","confidence":0.85},{"text":"100.00","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Change 55.10","raw":"Change 55.10","confidence":0.9,"box":[[0,140],[300,140],[300,158],[0,158]],"words":[{"text":"Change","confidence":0.85},{"text":"55.10","confidence":0.97}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"PASAR MINI WANG","raw":"PASAR MINI WANG","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"PASAR","confidence":0.85},{"text":"MINI","confidence":0.85},{"text":"WANG","confidence":0.85}],"posteriors":"","cells":[]},{"text":"15.04.2018 18:02","raw":"15.04.2018 18:02","confidence":0.9,"box":[[0,20],[300,20],[300,38],[0,38]],"words":[{"text":"15.04.2018","confidence":0.97},{"text":"18:02","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Seafood 23.40","raw":"Seafood 23.40","confidence":0.9,"box":[[0,40],[300,40],[300,58],[0,58]],"words":[{"text":"Seafood","confidence":0.85},{"text":"23.40","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Tofu 8.50","raw":"Tofu 8.50","confidence":0.9,"box":[[0,60],[300,60],[300,78],[0,78]],"words":[{"text":"Tofu","confidence":0.85},{"text":"8.50","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Rice 15.00","raw":"Rice 15.00","confidence":0.9,"box":[[0,80],[300,80],[300,98],[0,98]],"words":[{"text":"Rice","confidence":0.85},{"text":"15.00","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Total RM 46.90","raw":"Total RM 46.90","confidence":0.9,"box":[[0,100],[300,100],[300,118],[0,118]],"words":[{"text":"Total","confidence":0.85},{"text":"RM","confidence":0.85},{"text":"46.90","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Cash 100.00","raw":"Cash 100.00","confidence":0.9,"box":[[0,120],[300,120],[300,138],[0,138]],"words":[{"text":"Cash","confidence":0.85},{"text":"100.00","confidence":0.97}],"posteriors":"","cells":[]},{"text":"Change 55.10","raw":"Change 55.10","confidence":0.9,"box":[[0,140],[300,140],[300,158],[0,158]],"words":[{"text":"Change","confidence":0.85},{"text":"55.10","confidence":0.97}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["PASAR MINI WANG","15.04.2018 18:02","Seafood 23.40","Tofu 8.50","Rice 15.00","Total RM 46.90","Cash 100.00","Change 55.10"],"changes":[],"corrector":"local","refused":[],"notice":""},"receipts":[{"merchant":"PASAR MINI WANG","address":null,"day":"2018-04-15","other_day":null,"time":"18:02:00","currency":"MYR","places":2,"items":[{"name":"Seafood","amount":2340,"kind":"goods","quantity":null,"unit_price":null,"line":3},{"name":"Tofu","amount":850,"kind":"goods","quantity":null,"unit_price":null,"line":4},{"name":"Rice","amount":1500,"kind":"goods","quantity":null,"unit_price":null,"line":5}],"subtotal":null,"discount":null,"service":null,"tip":null,"tax":null,"tax_included":null,"rounding":null,"total":4690,"cash":10000,"change":5510,"payment":"cash","proof":["items"],"difference":null,"repairs":[],"first":1,"last":8,"net":null}]}',NULL,NULL);
INSERT INTO "page" VALUES(16,1,'done','{"lines":[{"text":"Dear Dr Kovocs, thank you for the books","raw":"Dear Dr Kovocs, thank you for the books","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Dr","confidence":0.85},{"text":"Kovocs,","confidence":0.85},{"text":"thank","confidence":0.85},{"text":"you","confidence":0.85},{"text":"for","confidence":0.85},{"text":"the","confidence":0.85},{"text":"books","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"Dear Dr Kovocs, thank you for the books","raw":"Dear Dr Kovocs, thank you for the books","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Dr","confidence":0.85},{"text":"Kovocs,","confidence":0.85},{"text":"thank","confidence":0.85},{"text":"you","confidence":0.85},{"text":"for","confidence":0.85},{"text":"the","confidence":0.85},{"text":"books","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["Dear Dr Kovocs, thank you for the books"],"changes":[],"corrector":"local","refused":[],"notice":""},"receipts":[]}',NULL,NULL);
INSERT INTO "page" VALUES(17,1,'read','{"lines":[{"text":"Dear Dr Kovocs, thank you for the books","raw":"Dear Dr Kovocs, thank you for the books","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Dr","confidence":0.85},{"text":"Kovocs,","confidence":0.85},{"text":"thank","confidence":0.85},{"text":"you","confidence":0.85},{"text":"for","confidence":0.85},{"text":"the","confidence":0.85},{"text":"books","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"Dear Dr Kovocs, thank you for the books","raw":"Dear Dr Kovocs, thank you for the books","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Dr","confidence":0.85},{"text":"Kovocs,","confidence":0.85},{"text":"thank","confidence":0.85},{"text":"you","confidence":0.85},{"text":"for","confidence":0.85},{"text":"the","confidence":0.85},{"text":"books","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["Dear Dr Kovocs, thank you for the books"],"changes":[],"corrector":"local","refused":[],"notice":""},"receipts":[]}',NULL,NULL);
INSERT INTO "page" VALUES(18,1,'done','{"lines":[{"text":"the first","raw":"the first","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"the","confidence":0.85},{"text":"first","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"the first","raw":"the first","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"the","confidence":0.85},{"text":"first","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["the first"],"changes":[],"corrector":"local","refused":[],"notice":""},"receipts":[]}',NULL,NULL);
INSERT INTO "page" VALUES(19,1,'done','{"lines":[{"text":"the second","raw":"the second","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"the","confidence":0.85},{"text":"second","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"the second","raw":"the second","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"the","confidence":0.85},{"text":"second","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["the second"],"changes":[],"corrector":"local","refused":[],"notice":""},"receipts":[]}',NULL,NULL);
INSERT INTO "page" VALUES(20,1,'done','{"lines":[{"text":"Dear Mrs Brunnar, please send them back","raw":"Dear Mrs Brunnar, please send them back","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Mrs","confidence":0.85},{"text":"Brunnar,","confidence":0.85},{"text":"please","confidence":0.85},{"text":"send","confidence":0.85},{"text":"them","confidence":0.85},{"text":"back","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"Dear Mrs Brunnar, please send them back","raw":"Dear Mrs Brunnar, please send them back","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Mrs","confidence":0.85},{"text":"Brunnar,","confidence":0.85},{"text":"please","confidence":0.85},{"text":"send","confidence":0.85},{"text":"them","confidence":0.85},{"text":"back","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["Dear Mrs Brunnar, please send them back"],"changes":[],"corrector":"local","refused":[],"notice":""},"receipts":[]}',NULL,NULL);
INSERT INTO "page" VALUES(21,1,'done','{"lines":[{"text":"Dear Mrs Brunnar, please send them back","raw":"Dear Mrs Brunnar, please send them back","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Mrs","confidence":0.85},{"text":"Brunnar,","confidence":0.85},{"text":"please","confidence":0.85},{"text":"send","confidence":0.85},{"text":"them","confidence":0.85},{"text":"back","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"Dear Mrs Brunnar, please send them back","raw":"Dear Mrs Brunnar, please send them back","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Mrs","confidence":0.85},{"text":"Brunnar,","confidence":0.85},{"text":"please","confidence":0.85},{"text":"send","confidence":0.85},{"text":"them","confidence":0.85},{"text":"back","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["Dear Mrs Brunnar, please send them back"],"changes":[],"corrector":"local","refused":[],"notice":""},"receipts":[]}',NULL,NULL);
INSERT INTO "page" VALUES(22,1,'corrected','{"lines":[{"text":"We saw Avalon and the wether was fine","raw":"We saw Avalon and the wether was fine","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"We","confidence":0.85},{"text":"saw","confidence":0.85},{"text":"Avalon","confidence":0.85},{"text":"and","confidence":0.85},{"text":"the","confidence":0.85},{"text":"wether","confidence":0.85},{"text":"was","confidence":0.85},{"text":"fine","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"We saw Avalon and the wether was fine","raw":"We saw Avalon and the wether was fine","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"We","confidence":0.85},{"text":"saw","confidence":0.85},{"text":"Avalon","confidence":0.85},{"text":"and","confidence":0.85},{"text":"the","confidence":0.85},{"text":"wether","confidence":0.85},{"text":"was","confidence":0.85},{"text":"fine","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["We saw Avalon and the wether was fine"],"changes":[],"corrector":"spelling","refused":[],"notice":""},"receipts":[]}',NULL,NULL);
INSERT INTO "page" VALUES(23,1,'corrected','{"lines":[{"text":"Dear Dr Kovocs, thank you for the books","raw":"Dear Dr Kovocs, thank you for the books","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Dr","confidence":0.85},{"text":"Kovocs,","confidence":0.85},{"text":"thank","confidence":0.85},{"text":"you","confidence":0.85},{"text":"for","confidence":0.85},{"text":"the","confidence":0.85},{"text":"books","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}','{"page":{"lines":[{"text":"Dear Dr Kovocs, thank you for the books","raw":"Dear Dr Kovocs, thank you for the books","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Dr","confidence":0.85},{"text":"Kovocs,","confidence":0.85},{"text":"thank","confidence":0.85},{"text":"you","confidence":0.85},{"text":"for","confidence":0.85},{"text":"the","confidence":0.85},{"text":"books","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]},"correction":{"lines":["Dear Dr Kovocs, thank you for the books"],"changes":[],"corrector":"spelling","refused":[],"notice":""},"receipts":[]}',NULL,NULL);
INSERT INTO "page" VALUES(24,1,'done',NULL,NULL,NULL,'{"error": "NothingToRead", "details": {}}');
INSERT INTO "page" VALUES(25,1,'read','{"lines":[{"text":"page 0","raw":"page 0","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"page","confidence":0.85},{"text":"0","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}',NULL,NULL,NULL);
INSERT INTO "page" VALUES(26,1,'read','{"lines":[{"text":"page 1","raw":"page 1","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"page","confidence":0.85},{"text":"1","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}',NULL,NULL,NULL);
INSERT INTO "page" VALUES(31,1,'read','{"lines":[{"text":"Dear Dr Kovocs, thank you for the books","raw":"Dear Dr Kovocs, thank you for the books","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"Dear","confidence":0.85},{"text":"Dr","confidence":0.85},{"text":"Kovocs,","confidence":0.85},{"text":"thank","confidence":0.85},{"text":"you","confidence":0.85},{"text":"for","confidence":0.85},{"text":"the","confidence":0.85},{"text":"books","confidence":0.85}],"posteriors":"","cells":[]},{"text":"and for Atlantis","raw":"and for Atlantis","confidence":0.9,"box":[[0,20],[300,20],[300,38],[0,38]],"words":[{"text":"and","confidence":0.85},{"text":"for","confidence":0.85},{"text":"Atlantis","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}',NULL,NULL,NULL);
INSERT INTO "page" VALUES(27,1,'read','{"lines":[{"text":"page 2","raw":"page 2","confidence":0.9,"box":[[0,0],[300,0],[300,18],[0,18]],"words":[{"text":"page","confidence":0.85},{"text":"2","confidence":0.85}],"posteriors":"","cells":[]}],"reader":"scripted","turned":0,"paragraphs":[0],"notice":"","changes":[],"doubts":[]}',NULL,NULL,NULL);
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
INSERT INTO "photo" VALUES(1,1,1,'BQACQ_8OXObIJMihWbyu7skksAmXQDFPLvsOafj2qAPqjaY7wo4BkWaMsxW_rECexBzG','-2I--i-bUd6iyeU',1);
INSERT INTO "photo" VALUES(2,2,3,'BQACjxNpmM6Ic76T_Hwtl0gBOC_qrz8foVdycgkLZ0HPZXfP2cuAISTcEkYKOvbAgbHu','esoK9cJ-N1aEHt8',1);
INSERT INTO "photo" VALUES(3,3,5,'BQAC7RVVQ0eXiWO3LXIapvEEAVfWjvx0ExfiFmEW5CTP3CkyqTDkAZiS4s3BmqsXmanH','JFLBX1Y0vrK4600',1);
INSERT INTO "photo" VALUES(4,4,7,'BQACl4Ktmf27jnaCx1m-x9us7_kgO120QvyEULVKHrtncRgbcgCTBaYGkJ-VqkSnJgcG','I6Kphlf1fNMkbPU',1);
INSERT INTO "photo" VALUES(5,5,9,'BQACSWg1fCdrOWYdxZcXdeYFP1Hz3nFufJFnrkNq5O-2eHr5DWn9bmjrHRMGE6zyRHS4','hhO3a5dkt4PmPRs',1);
INSERT INTO "photo" VALUES(6,6,12,'BQACkP6uxpL9WqmzZHs6eN13-lSnmkVcqn434u9RPdTodvV0mUlRTHDFTE4EPjahY5u5','WR6-Eqb-5lmxnww',1);
INSERT INTO "photo" VALUES(7,7,14,'BQACSVhoSBzERlTacyWJy7VCJBg2x0UD2orpxFQQrydnb3qxEuNxNUK3g9T9Rn3wpbIp','WEvY1fNIM2MkpT8',1);
INSERT INTO "photo" VALUES(8,8,16,'BQACUcciKvmX22EFXotHL8spNsWA4JWdKiC38H1eWLMju5QYPmvfhFFGMCHqzB8KA7ci','U5GFzEGwqzdBUHQ',1);
INSERT INTO "photo" VALUES(9,9,30,'BQAC7DhRwFqtYoRQtmey0-5M8yKupIEB0CNZJWzxkQ79tvYfcG4EoLcWKGGcHFS6d_RB','FgEdS0helUM-RAE',1);
INSERT INTO "photo" VALUES(10,10,1,'BQACbdsyylmqBaBWvYYuzMTJPCZAi0V2wsTrvwZXeftSrchRFCFZaBV1qMPdqhm_qVr_','9PYF_QH86ZZlr2g',1);
INSERT INTO "photo" VALUES(11,11,3,'BQAC2BXb4ZazeEOq2b2FQnkT3-y6OmP2VILY9kUi49lcXWQlPdqwlg9MpNwNEY5L75N5','xOcPAwqi0pm0f9U',1);
INSERT INTO "photo" VALUES(12,12,7,'BQACw9rpSuTZRq9YKgYdjnYtcxZF0BedP2NW2fPAvxjQSywML6p9M23-8fkF9tfY8648','aTgh0xaCR45CCpw',1);
INSERT INTO "photo" VALUES(13,13,36,'BQACk_OdqN8FPbfj4HIkL3_eijz3vjjvFLHBqjtm5uJe7EhLGGRUhQ8m6spP5h2HvmmD','JtCjevAGdImmTRg',1);
INSERT INTO "photo" VALUES(14,13,37,'BQAC-79FkdpHFvGgwlRUpocmqcCsrFgJS1GtDsuYpvuDm9pky9ihyW8v-TO9cVB4wjqs','xZhhtyviR8A8dlM',1);
INSERT INTO "photo" VALUES(15,13,38,'BQACzcq6S9LRyDz-N0Ar5wEsRvmS0Rs9Lx0c-uokGm157Ypxvu3IERJlaj8cGmCZyWWZ','pdNhTt1VurdIGyQ',1);
INSERT INTO "photo" VALUES(16,14,50,'BQACyt1Xd7pXBZDYNMS8Qa7J9jyL1wg-0_0lq5pwbBxCOnLWPIN1BAY5ia_boCgKAV5b','F_H2hjsV5bW_lHA',1);
INSERT INTO "photo" VALUES(17,15,52,'BQACkAnM_P-jKAqg1A2KIQpGIWW6pn7Oa_vUyXRs1DfCpfhdNcsD9JqjdUhXxqlvbm2H','jQi89Q6-_q1_Hjc',1);
INSERT INTO "photo" VALUES(18,16,57,'BQAChg5X8-2m_ZQy4m9y5S25x8T8jJgvNamrDFwzvf4vSp9dgACZfPM94kJudivHZijz','fYOZ9aqLfPV8lKs',1);
INSERT INTO "photo" VALUES(19,16,58,'BQACUWFpDgrfZJOVeQo769oDq0aFPcigaRAi-uCRZ2qCQ4WVw_PHZWiWXojAO0xcAxT1','h1UaWnrm584kxow',1);
INSERT INTO "photo" VALUES(20,17,60,'BQACooD1pxDBABpxj3M0e7vwui6T6up3VN-y8aGAsqRIpVAo8ZBFW_U9z9vYC_myJa4G','-Lu1t7gX_hy1sxY',1);
INSERT INTO "photo" VALUES(21,18,62,'BQACN6p7ITccQo69qRJRKoDm-HT3ostixgXyCWT51KOM2VMHM7jB3gIYp4HjLmyOBl7s','7rhN1F5e1Og3Juw',1);
INSERT INTO "photo" VALUES(22,19,64,'BQACFZGeSPEBghzxKapru1_Ac7WRGWK0lIK2Hqi1fweGjVuX9B3ZcNn-b9f1XmL1G2Cc','RR4zDDmUvCXVTgQ',1);
INSERT INTO "photo" VALUES(23,20,66,'BQACdRzzWc7gsihSIR6loAQUyqJiTl8VqQjYXOwgZkGP3MVEJZ7fGoAUx36XUNxYi1ys','U4AMNMZsv0k-i3c',1);
INSERT INTO "photo" VALUES(24,21,68,'BQACj6wULUsMPdHKjO5AfDaRTRrwOLFhRWtmcyJljZDtFxk99QEreMZ_a3_YUf_Y08vH','6BBFdSeuBtFFv7g',1);
INSERT INTO "photo" VALUES(25,22,70,'BQACFecALYjasCJVDhLGaRfW_wtGGahHX-LrVgdaNEGL8srxNNuo2eiFVhsfM3WIaRvw','E4cU57VuI_FjJ08',1);
INSERT INTO "photo" VALUES(26,22,71,'BQACAOwfIDIs2c4mL3Z5JV6IC3fcDvbCdVxSaWXJtkWtzC-mmxQ8EDqlPpewxQCgYi92','Vns61aTjkvp0xJw',1);
INSERT INTO "photo" VALUES(27,22,72,'BQACYdUZxfymoBSGVvxPat40HbuJUn_4ja2dAiOXVtkZyQYHUfsILMUF4MweykNrLvSX','E1AiJdZDBM7j_70',1);
INSERT INTO "photo" VALUES(28,22,73,'BQACcfIT7ErYv-5jTC77Ck-7bLFtWY1pBGmajRjOAM_8bmVOGV5ph1vMDP5BX3UQXt3C','xHuJfIfaleu0ZKY',NULL);
INSERT INTO "photo" VALUES(29,22,74,'BQACb0wfKQHksJE_uaIKTPF8zsX6CopjM3N8C90lOx54oZVmrIAnDAzayIDEua1KN4tb','a8CGGsQReaclYqU',NULL);
INSERT INTO "photo" VALUES(30,22,75,'BQACaYK9BF9SEVK5BYoo358rNtdkya8Wyrj1vZd2lQ_hpMX9fP8U2fhVtyRfAxXZsAPU','dvAokzO0fbqLYKA',NULL);
INSERT INTO "photo" VALUES(31,23,77,'BQACQ9v50Cke8rIE-tdkn8ROD69F56grm1nzeK60OeK4JKGXkayKqCoTlbx6KQ_804iI','M22CkRMBU2EE0WE',1);
INSERT INTO "photo" VALUES(32,24,79,'BQACxlUtmzfTnU0oyQtmt2rvN_TT9P35bFnIKGJmbOKv5ahMfZll1icONve6t1d3mGNt','WYJzPVHrp4aWW-E',NULL);
INSERT INTO "photo" VALUES(33,25,82,'BQACUjcVolccBjssLcggoONsBsqA11snPKF7r-B1ix0Y_QjqvTmqr0xGu-bs-m15L-ds','V8D4TMvL2sPZNv0',NULL);
INSERT INTO "photo" VALUES(34,26,84,'BQACGdJMVQXl_WBNq1h0dGrcxfcfLpNtptHurPa9rE47OJbanHyw66E6k2dXrFOoYVGD','nh_d5-RklBS-HCU',NULL);
INSERT INTO "photo" VALUES(35,16,86,'BQACTjXfv0XyiUxrJPxx2X_H9W8SfIIJV_Add9b0VjdPnD3LQvAT_f8SUGZesvdH5IHs','b8863pkhsrIpnZ4',NULL);
INSERT INTO "photo" VALUES(36,27,90,'BQACxlfzFRksfzxz_XqEo16L4VhVEyKSWnxhIp1iPLUy2Heq9EkRtc3q4KzU7_7G9fxv','IDkDSYfctHnXsek',NULL);
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
INSERT INTO "question" VALUES(5163907214,24,'2026-11-30 17:55:53.449367');
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
INSERT INTO "refused" VALUES(5170198652,'2026-11-30 17:55:59.397243');
CREATE TABLE settlement (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	chat_id INTEGER NOT NULL, 
	payer INTEGER NOT NULL, 
	receiver INTEGER NOT NULL, 
	currency VARCHAR NOT NULL, 
	amount INTEGER NOT NULL, 
	day DATE NOT NULL, 
	undone BOOLEAN NOT NULL, 
	asked_in INTEGER, 
	UNIQUE (chat_id, asked_in)
);
INSERT INTO "settlement" VALUES(1,-1002148697216,5168101506,5163907214,'MYR',2340,'2026-11-30',0,482310037);
CREATE TABLE settlement_message (
	chat_id INTEGER NOT NULL, 
	message_id INTEGER NOT NULL, 
	settlement_id INTEGER NOT NULL, 
	PRIMARY KEY (chat_id, message_id), 
	FOREIGN KEY(settlement_id) REFERENCES settlement (id) ON DELETE CASCADE
);
INSERT INTO "settlement_message" VALUES(-1002148697216,12,1);
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
INSERT INTO "update" VALUES(482310001,NULL,'2026-11-30 17:55:44.725199');
INSERT INTO "update" VALUES(482310002,NULL,'2026-11-30 17:55:48.114333');
INSERT INTO "update" VALUES(482310003,NULL,'2026-11-30 17:55:48.360091');
INSERT INTO "update" VALUES(482310004,NULL,'2026-11-30 17:55:48.847937');
INSERT INTO "update" VALUES(482310005,NULL,'2026-11-30 17:55:49.461331');
INSERT INTO "update" VALUES(482310006,NULL,'2026-11-30 17:55:49.621177');
INSERT INTO "update" VALUES(482310007,NULL,'2026-11-30 17:55:50.288586');
INSERT INTO "update" VALUES(482310008,NULL,'2026-11-30 17:55:50.452345');
INSERT INTO "update" VALUES(482310009,NULL,'2026-11-30 17:55:50.929923');
INSERT INTO "update" VALUES(482310010,NULL,'2026-11-30 17:55:51.269016');
INSERT INTO "update" VALUES(482310011,NULL,'2026-11-30 17:55:51.768740');
INSERT INTO "update" VALUES(482310012,NULL,'2026-11-30 17:55:52.317204');
INSERT INTO "update" VALUES(482310013,NULL,'2026-11-30 17:55:52.809201');
INSERT INTO "update" VALUES(482310014,NULL,'2026-11-30 17:55:53.016670');
INSERT INTO "update" VALUES(482310015,NULL,'2026-11-30 17:55:53.172426');
INSERT INTO "update" VALUES(482310016,NULL,'2026-11-30 17:55:53.373545');
INSERT INTO "update" VALUES(482310017,NULL,'2026-11-30 17:55:53.541172');
INSERT INTO "update" VALUES(482310018,NULL,'2026-11-30 17:55:53.700737');
INSERT INTO "update" VALUES(482310019,NULL,'2026-11-30 17:55:53.961205');
INSERT INTO "update" VALUES(482310020,NULL,'2026-11-30 17:55:54.155825');
INSERT INTO "update" VALUES(482310021,NULL,'2026-11-30 17:55:57.817568');
INSERT INTO "update" VALUES(482310022,NULL,'2026-11-30 17:55:58.279950');
INSERT INTO "update" VALUES(482310023,NULL,'2026-11-30 17:55:58.484528');
INSERT INTO "update" VALUES(482310024,NULL,'2026-11-30 17:55:58.700728');
INSERT INTO "update" VALUES(482310025,NULL,'2026-11-30 17:55:58.904015');
INSERT INTO "update" VALUES(482310026,NULL,'2026-11-30 17:55:59.168688');
INSERT INTO "update" VALUES(482310027,NULL,'2026-11-30 17:55:59.383929');
INSERT INTO "update" VALUES(482310028,NULL,'2026-11-30 17:55:59.548539');
INSERT INTO "update" VALUES(482310029,NULL,'2026-11-30 17:55:59.558197');
INSERT INTO "update" VALUES(482310030,NULL,'2026-11-30 17:55:59.616228');
INSERT INTO "update" VALUES(482310031,NULL,'2026-11-30 17:55:59.697463');
INSERT INTO "update" VALUES(482310032,NULL,'2026-11-30 17:56:00.297110');
INSERT INTO "update" VALUES(482310033,NULL,'2026-11-30 17:56:00.545070');
INSERT INTO "update" VALUES(482310034,NULL,'2026-11-30 17:56:00.873900');
INSERT INTO "update" VALUES(482310035,NULL,'2026-11-30 17:56:01.429556');
INSERT INTO "update" VALUES(482310036,NULL,'2026-11-30 17:56:01.753273');
INSERT INTO "update" VALUES(482310037,NULL,'2026-11-30 17:56:02.040046');
INSERT INTO "update" VALUES(482310038,NULL,'2026-11-30 17:56:02.315483');
INSERT INTO "update" VALUES(482310039,NULL,'2026-11-30 17:56:02.330481');
INSERT INTO "update" VALUES(482310040,NULL,'2026-11-30 17:56:02.336873');
INSERT INTO "update" VALUES(482310041,NULL,'2026-11-30 17:56:05.419410');
INSERT INTO "update" VALUES(482310042,NULL,'2026-11-30 17:56:05.653275');
INSERT INTO "update" VALUES(482310043,NULL,'2026-11-30 17:56:05.712280');
INSERT INTO "update" VALUES(482310044,NULL,'2026-11-30 17:56:05.861121');
INSERT INTO "update" VALUES(482310045,NULL,'2026-11-30 17:56:05.925586');
INSERT INTO "update" VALUES(482310046,NULL,'2026-11-30 17:56:06.461084');
INSERT INTO "update" VALUES(482310047,NULL,'2026-11-30 17:56:06.620415');
INSERT INTO "update" VALUES(482310048,NULL,'2026-11-30 17:56:07.099868');
INSERT INTO "update" VALUES(482310049,NULL,'2026-11-30 17:56:07.594524');
INSERT INTO "update" VALUES(482310050,NULL,'2026-11-30 17:56:07.936585');
INSERT INTO "update" VALUES(482310051,NULL,'2026-11-30 17:56:08.114247');
INSERT INTO "update" VALUES(482310052,NULL,'2026-11-30 17:56:08.128100');
INSERT INTO "update" VALUES(482310053,NULL,'2026-11-30 17:56:10.868025');
INSERT INTO "update" VALUES(482310054,NULL,'2026-11-30 17:56:11.376575');
INSERT INTO "update" VALUES(482310055,NULL,'2026-11-30 17:56:11.972423');
INSERT INTO "update" VALUES(482310056,NULL,'2026-11-30 17:56:12.133361');
INSERT INTO "update" VALUES(482310057,NULL,'2026-11-30 17:56:12.760978');
INSERT INTO "update" VALUES(482310058,NULL,'2026-11-30 17:56:12.913916');
INSERT INTO "update" VALUES(482310059,NULL,'2026-11-30 17:56:19.314170');
INSERT INTO "update" VALUES(482310060,NULL,'2026-11-30 17:56:22.643418');
INSERT INTO "update" VALUES(482310061,NULL,'2026-11-30 17:56:22.650230');
INSERT INTO "update" VALUES(482310062,NULL,'2026-11-30 17:56:22.658177');
INSERT INTO "update" VALUES(482310063,NULL,'2026-11-30 17:56:22.671763');
INSERT INTO "update" VALUES(482310064,NULL,'2026-11-30 17:56:22.686483');
INSERT INTO "update" VALUES(482310065,NULL,'2026-11-30 17:56:22.701168');
INSERT INTO "update" VALUES(482310066,NULL,'2026-11-30 17:56:28.402548');
INSERT INTO "update" VALUES(482310067,NULL,'2026-11-30 17:56:34.773109');
INSERT INTO "update" VALUES(482310068,NULL,'2026-11-30 17:56:34.901051');
INSERT INTO "update" VALUES(482310069,NULL,'2026-11-30 17:56:35.161998');
INSERT INTO "update" VALUES(482310070,NULL,'2026-11-30 17:56:35.288670');
INSERT INTO "update" VALUES(482310071,NULL,'2026-11-30 17:56:35.464238');
INSERT INTO "update" VALUES(482310072,NULL,'2026-11-30 17:56:35.684313');
INSERT INTO "update" VALUES(482310073,NULL,'2026-11-30 17:56:35.928559');
INSERT INTO "update" VALUES(482310074,'{"message": {"channel_chat_created": false, "delete_chat_photo": false, "entities": [{"length": 5, "offset": 0, "type": "bot_command"}], "group_chat_created": false, "supergroup_chat_created": false, "text": "/help", "chat": {"first_name": "", "id": 5185927247, "type": "private"}, "date": 1796061395, "message_id": 87, "from": {"first_name": "", "id": 5185927247, "is_bot": false, "language_code": "en"}}, "update_id": 482310074}','2026-11-30 17:56:36.044642');
INSERT INTO "update" VALUES(482310075,NULL,'2026-11-30 17:56:37.588535');
CREATE INDEX ix_update_received_at ON "update" (received_at);
CREATE INDEX ix_job_user_id ON job (user_id);
CREATE INDEX ix_job_created_at ON job (created_at);
CREATE INDEX ix_job_stage ON job (stage);
CREATE INDEX ix_outgoing_job_id ON outgoing (job_id);
CREATE INDEX ix_photo_unique_id ON photo (unique_id);
CREATE UNIQUE INDEX ix_job_album ON job (chat_id, album_id);
CREATE INDEX ix_job_kept_until ON job (kept_until);
CREATE INDEX ix_question_asked_at ON question (asked_at);
CREATE INDEX ix_expense_file ON expense (file);
CREATE INDEX ix_expense_day ON expense (chat_id, day);
CREATE INDEX ix_expense_share_sums ON expense_share (chat_id, day, currency, person, paid, owed);
CREATE INDEX ix_settlement_day ON settlement (chat_id, day);
CREATE INDEX ix_settlement_message_settlement_id ON settlement_message (settlement_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('job',27);
INSERT INTO "sqlite_sequence" VALUES('lesson',2);
INSERT INTO "sqlite_sequence" VALUES('expense',4);
INSERT INTO "sqlite_sequence" VALUES('expense_change',1);
INSERT INTO "sqlite_sequence" VALUES('settlement',1);
INSERT INTO "sqlite_sequence" VALUES('broadcast',2);
COMMIT;
