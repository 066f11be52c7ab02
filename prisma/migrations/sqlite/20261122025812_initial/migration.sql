-- CreateTable
CREATE TABLE "Place" (
    "slug" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "nameUk" TEXT NOT NULL,
    "precision" TEXT NOT NULL,
    "lat" REAL,
    "lon" REAL,
    "adm1" TEXT,
    "adm1Vocabulary" TEXT,
    "adm1Name" TEXT,
    "country" TEXT NOT NULL,
    "timeZone" TEXT,
    "aliases" TEXT NOT NULL DEFAULT '[]',
    "retractedAt" DATETIME,
    "updatedAt" DATETIME NOT NULL,
    "revision" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "Party" (
    "slug" TEXT NOT NULL PRIMARY KEY,
    "kind" TEXT NOT NULL,
    "nameEn" TEXT NOT NULL,
    "nameUk" TEXT NOT NULL,
    "sideSlug" TEXT,
    "retractedAt" DATETIME,
    "updatedAt" DATETIME NOT NULL,
    "revision" INTEGER NOT NULL,
    CONSTRAINT "Party_sideSlug_fkey" FOREIGN KEY ("sideSlug") REFERENCES "Party" ("slug") ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- CreateTable
CREATE TABLE "Source" (
    "slug" TEXT NOT NULL PRIMARY KEY,
    "file" TEXT,
    "publisher" TEXT,
    "publishedOn" TEXT,
    "publishedOnPrecision" TEXT,
    "url" TEXT,
    "canonicalUrl" TEXT,
    "archiveUrl" TEXT,
    "retrievedAt" DATETIME,
    "sha256" TEXT,
    "retractedAt" DATETIME,
    "updatedAt" DATETIME NOT NULL,
    "revision" INTEGER NOT NULL
);

-- CreateTable
CREATE TABLE "Corridor" (
    "slug" TEXT NOT NULL PRIMARY KEY,
    "originSlug" TEXT NOT NULL,
    "destinationSlug" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "continuedAsSlug" TEXT,
    "mergedIntoSlug" TEXT,
    "retractedAt" DATETIME,
    "updatedAt" DATETIME NOT NULL,
    "revision" INTEGER NOT NULL,
    CONSTRAINT "Corridor_originSlug_fkey" FOREIGN KEY ("originSlug") REFERENCES "Place" ("slug") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "Corridor_destinationSlug_fkey" FOREIGN KEY ("destinationSlug") REFERENCES "Place" ("slug") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "Corridor_continuedAsSlug_fkey" FOREIGN KEY ("continuedAsSlug") REFERENCES "Corridor" ("slug") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "Corridor_mergedIntoSlug_fkey" FOREIGN KEY ("mergedIntoSlug") REFERENCES "Corridor" ("slug") ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- CreateTable
CREATE TABLE "CorridorDay" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "corridorSlug" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "datePrecision" TEXT NOT NULL,
    "periodFrom" TEXT,
    "periodTo" TEXT,
    "timeZone" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "noteEn" TEXT NOT NULL DEFAULT '',
    "noteUk" TEXT NOT NULL DEFAULT '',
    "evacueesMin" INTEGER,
    "evacueesMax" INTEGER,
    "evacueesQualifier" TEXT,
    "grade" TEXT NOT NULL,
    "blameContested" BOOLEAN NOT NULL,
    "evidenced" BOOLEAN NOT NULL,
    "announcedBy" TEXT NOT NULL DEFAULT '',
    "blamed" TEXT NOT NULL DEFAULT '',
    "claimKeys" TEXT NOT NULL DEFAULT '',
    "sourceSlugs" TEXT NOT NULL DEFAULT '',
    "retractedAt" DATETIME,
    "publishedAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    "revision" INTEGER NOT NULL,
    CONSTRAINT "CorridorDay_corridorSlug_fkey" FOREIGN KEY ("corridorSlug") REFERENCES "Corridor" ("slug") ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- CreateTable
CREATE TABLE "Claim" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "scope" TEXT NOT NULL,
    "dayId" TEXT,
    "corridorSlug" TEXT,
    "placeSlug" TEXT,
    "date" TEXT,
    "dateTo" TEXT,
    "datePrecision" TEXT,
    "kind" TEXT NOT NULL,
    "claimantSlug" TEXT NOT NULL,
    "speaker" TEXT,
    "addresseeSlug" TEXT,
    "outcome" TEXT,
    "countOf" TEXT,
    "countMin" INTEGER,
    "countMax" INTEGER,
    "countQualifier" TEXT,
    "unverifiedBySlug" TEXT,
    "summaryEn" TEXT NOT NULL DEFAULT '',
    "summaryUk" TEXT NOT NULL DEFAULT '',
    "sourceSlug" TEXT NOT NULL,
    "sourcePlace" TEXT,
    "statement" TEXT NOT NULL,
    "saidOn" TEXT,
    "saidOnPrecision" TEXT,
    "position" INTEGER NOT NULL,
    "retractedAt" DATETIME,
    "updatedAt" DATETIME NOT NULL,
    "revision" INTEGER NOT NULL,
    CONSTRAINT "Claim_dayId_fkey" FOREIGN KEY ("dayId") REFERENCES "CorridorDay" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "Claim_corridorSlug_fkey" FOREIGN KEY ("corridorSlug") REFERENCES "Corridor" ("slug") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "Claim_placeSlug_fkey" FOREIGN KEY ("placeSlug") REFERENCES "Place" ("slug") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "Claim_claimantSlug_fkey" FOREIGN KEY ("claimantSlug") REFERENCES "Party" ("slug") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "Claim_addresseeSlug_fkey" FOREIGN KEY ("addresseeSlug") REFERENCES "Party" ("slug") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "Claim_unverifiedBySlug_fkey" FOREIGN KEY ("unverifiedBySlug") REFERENCES "Party" ("slug") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "Claim_sourceSlug_fkey" FOREIGN KEY ("sourceSlug") REFERENCES "Source" ("slug") ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- CreateTable
CREATE TABLE "Check" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "corridorSlug" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "actorId" TEXT NOT NULL,
    CONSTRAINT "Check_corridorSlug_fkey" FOREIGN KEY ("corridorSlug") REFERENCES "Corridor" ("slug") ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- CreateTable
CREATE TABLE "ChangeSet" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "at" DATETIME NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "authorRole" TEXT NOT NULL,
    "actorId" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Revision" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" DATETIME NOT NULL,
    "entryKind" TEXT NOT NULL,
    "entry" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "fields" TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    "prevHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "changeSetId" TEXT NOT NULL,
    CONSTRAINT "Revision_changeSetId_fkey" FOREIGN KEY ("changeSetId") REFERENCES "ChangeSet" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- CreateTable
CREATE TABLE "AuditLog" (
    "seq" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "at" DATETIME NOT NULL,
    "actorId" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "entryKind" TEXT,
    "entry" TEXT,
    "detail" TEXT NOT NULL DEFAULT '{}',
    "prevHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL
);

-- CreateTable
CREATE TABLE "Draft" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "entryKind" TEXT NOT NULL,
    "entry" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "baseRevision" INTEGER NOT NULL,
    "authorId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "Draft_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "passwordHash" TEXT,
    "role" TEXT NOT NULL,
    "disabledAt" DATETIME,
    "totpSecret" TEXT,
    "totpConfirmedAt" DATETIME,
    "totpLastStep" INTEGER,
    "passwordAt" DATETIME,
    "createdAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "RecoveryCode" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "usedAt" DATETIME,
    CONSTRAINT "RecoveryCode_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "lastSeenAt" DATETIME NOT NULL,
    "revokedAt" DATETIME,
    "secondFactorAt" DATETIME,
    "device" TEXT NOT NULL DEFAULT '',
    CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- CreateTable
CREATE TABLE "OneTimeLink" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "purpose" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "userId" TEXT,
    "createdAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "usedAt" DATETIME,
    "voidedAt" DATETIME,
    CONSTRAINT "OneTimeLink_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "value" TEXT NOT NULL,
    "updatedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "RequestKey" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "actorId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "answer" TEXT NOT NULL
);

-- CreateIndex
CREATE INDEX "Party_sideSlug_idx" ON "Party"("sideSlug");

-- CreateIndex
CREATE UNIQUE INDEX "Source_file_key" ON "Source"("file");

-- CreateIndex
CREATE UNIQUE INDEX "Source_canonicalUrl_key" ON "Source"("canonicalUrl");

-- CreateIndex
CREATE UNIQUE INDEX "Source_sha256_key" ON "Source"("sha256");

-- CreateIndex
CREATE INDEX "Corridor_destinationSlug_idx" ON "Corridor"("destinationSlug");

-- CreateIndex
CREATE INDEX "Corridor_continuedAsSlug_idx" ON "Corridor"("continuedAsSlug");

-- CreateIndex
CREATE INDEX "Corridor_mergedIntoSlug_idx" ON "Corridor"("mergedIntoSlug");

-- CreateIndex
CREATE UNIQUE INDEX "Corridor_originSlug_destinationSlug_purpose_key" ON "Corridor"("originSlug", "destinationSlug", "purpose");

-- CreateIndex
CREATE INDEX "CorridorDay_date_corridorSlug_idx" ON "CorridorDay"("date", "corridorSlug");

-- CreateIndex
CREATE UNIQUE INDEX "CorridorDay_corridorSlug_date_key" ON "CorridorDay"("corridorSlug", "date");

-- CreateIndex
CREATE INDEX "Claim_dayId_idx" ON "Claim"("dayId");

-- CreateIndex
CREATE INDEX "Claim_corridorSlug_idx" ON "Claim"("corridorSlug");

-- CreateIndex
CREATE INDEX "Claim_placeSlug_idx" ON "Claim"("placeSlug");

-- CreateIndex
CREATE INDEX "Claim_claimantSlug_idx" ON "Claim"("claimantSlug");

-- CreateIndex
CREATE INDEX "Claim_addresseeSlug_idx" ON "Claim"("addresseeSlug");

-- CreateIndex
CREATE INDEX "Claim_unverifiedBySlug_idx" ON "Claim"("unverifiedBySlug");

-- CreateIndex
CREATE INDEX "Claim_sourceSlug_idx" ON "Claim"("sourceSlug");

-- CreateIndex
CREATE INDEX "Claim_scope_date_idx" ON "Claim"("scope", "date");

-- CreateIndex
CREATE INDEX "Check_corridorSlug_date_idx" ON "Check"("corridorSlug", "date");

-- CreateIndex
CREATE INDEX "Check_at_idx" ON "Check"("at");

-- CreateIndex
CREATE INDEX "ChangeSet_at_idx" ON "ChangeSet"("at");

-- CreateIndex
CREATE UNIQUE INDEX "Revision_prevHash_key" ON "Revision"("prevHash");

-- CreateIndex
CREATE UNIQUE INDEX "Revision_hash_key" ON "Revision"("hash");

-- CreateIndex
CREATE INDEX "Revision_entryKind_entry_seq_idx" ON "Revision"("entryKind", "entry", "seq");

-- CreateIndex
CREATE INDEX "Revision_at_idx" ON "Revision"("at");

-- CreateIndex
CREATE INDEX "Revision_changeSetId_idx" ON "Revision"("changeSetId");

-- CreateIndex
CREATE UNIQUE INDEX "AuditLog_prevHash_key" ON "AuditLog"("prevHash");

-- CreateIndex
CREATE UNIQUE INDEX "AuditLog_hash_key" ON "AuditLog"("hash");

-- CreateIndex
CREATE INDEX "AuditLog_at_idx" ON "AuditLog"("at");

-- CreateIndex
CREATE INDEX "AuditLog_actorId_at_idx" ON "AuditLog"("actorId", "at");

-- CreateIndex
CREATE INDEX "AuditLog_entryKind_entry_idx" ON "AuditLog"("entryKind", "entry");

-- CreateIndex
CREATE INDEX "Draft_entryKind_entry_idx" ON "Draft"("entryKind", "entry");

-- CreateIndex
CREATE INDEX "Draft_authorId_idx" ON "Draft"("authorId");

-- CreateIndex
CREATE UNIQUE INDEX "User_name_key" ON "User"("name");

-- CreateIndex
CREATE INDEX "RecoveryCode_userId_idx" ON "RecoveryCode"("userId");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE INDEX "OneTimeLink_userId_idx" ON "OneTimeLink"("userId");

-- CreateIndex
CREATE INDEX "RequestKey_createdAt_idx" ON "RequestKey"("createdAt");

CREATE TRIGGER "Revision_no_update" BEFORE UPDATE ON "Revision" BEGIN
  SELECT RAISE(ABORT, 'guard:revision_append_only');
END;

CREATE TRIGGER "Revision_no_delete" BEFORE DELETE ON "Revision" BEGIN
  SELECT RAISE(ABORT, 'guard:revision_append_only');
END;

CREATE TRIGGER "AuditLog_no_update" BEFORE UPDATE ON "AuditLog" BEGIN
  SELECT RAISE(ABORT, 'guard:audit_log_append_only');
END;

CREATE TRIGGER "AuditLog_no_delete" BEFORE DELETE ON "AuditLog" BEGIN
  SELECT RAISE(ABORT, 'guard:audit_log_append_only');
END;

CREATE TRIGGER "ChangeSet_no_update" BEFORE UPDATE ON "ChangeSet" BEGIN
  SELECT RAISE(ABORT, 'guard:change_set_append_only');
END;

CREATE TRIGGER "ChangeSet_no_delete" BEFORE DELETE ON "ChangeSet" BEGIN
  SELECT RAISE(ABORT, 'guard:change_set_append_only');
END;

CREATE TRIGGER "ChangeSet_guards_insert" BEFORE INSERT ON "ChangeSet" BEGIN
  SELECT RAISE(ABORT, 'guard:change_set_kind') WHERE NEW."kind" NOT IN ('addition', 'correction', 'retraction', 'merge', 'redaction');
  SELECT RAISE(ABORT, 'guard:change_set_author_role') WHERE NEW."authorRole" NOT IN ('seed', 'contributor', 'editor', 'admin');
END;

CREATE TRIGGER "ChangeSet_guards_update" BEFORE UPDATE ON "ChangeSet" BEGIN
  SELECT RAISE(ABORT, 'guard:change_set_kind') WHERE NEW."kind" NOT IN ('addition', 'correction', 'retraction', 'merge', 'redaction');
  SELECT RAISE(ABORT, 'guard:change_set_author_role') WHERE NEW."authorRole" NOT IN ('seed', 'contributor', 'editor', 'admin');
END;

CREATE TRIGGER "Check_guards_insert" BEFORE INSERT ON "Check" BEGIN
  SELECT RAISE(ABORT, 'guard:check_dates') WHERE NEW."date" NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]';
END;

CREATE TRIGGER "Check_guards_update" BEFORE UPDATE ON "Check" BEGIN
  SELECT RAISE(ABORT, 'guard:check_dates') WHERE NEW."date" NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]';
END;

CREATE TRIGGER "Claim_guards_insert" BEFORE INSERT ON "Claim" BEGIN
  SELECT RAISE(ABORT, 'guard:claim_scope') WHERE NEW."scope" NOT IN ('corridor_day', 'corridor', 'day', 'region', 'country');
  SELECT RAISE(ABORT, 'guard:claim_date_precision') WHERE NEW."datePrecision" NOT IN ('day', 'range', 'inferred');
  SELECT RAISE(ABORT, 'guard:claim_kind') WHERE NEW."kind" NOT IN ('announcement', 'agreement', 'outcome', 'obstacle', 'blame', 'denial', 'rejection', 'evacuees', 'casualties');
  SELECT RAISE(ABORT, 'guard:claim_outcome') WHERE NEW."outcome" NOT IN ('held', 'partly_held', 'failed');
  SELECT RAISE(ABORT, 'guard:claim_count_of') WHERE NEW."countOf" NOT IN ('people', 'vehicles', 'killed', 'injured');
  SELECT RAISE(ABORT, 'guard:claim_count_qualifier') WHERE NEW."countQualifier" NOT IN ('exact', 'about', 'at_least', 'up_to');
  SELECT RAISE(ABORT, 'guard:claim_said_on_precision') WHERE NEW."saidOnPrecision" NOT IN ('day', 'range', 'inferred');
  SELECT RAISE(ABORT, 'guard:claim_dates') WHERE NEW."date" NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR NEW."dateTo" NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR NEW."saidOn" NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]';
  SELECT RAISE(ABORT, 'guard:claim_counts_not_negative') WHERE NEW."countMin" < 0 OR NEW."countMax" < 0;
  SELECT RAISE(ABORT, 'guard:claim_counts_ordered') WHERE NEW."countMin" > NEW."countMax";
  SELECT RAISE(ABORT, 'guard:claim_counts_qualified') WHERE (NEW."countQualifier" IS NULL) <> (NEW."countMin" IS NULL AND NEW."countMax" IS NULL) OR NEW."countMin" IS NULL AND NEW."countQualifier" <> 'up_to' OR NEW."countMax" IS NULL AND NEW."countQualifier" <> 'at_least';
  SELECT RAISE(ABORT, 'guard:claim_period') WHERE NEW."dateTo" IS NOT NULL AND (NEW."date" IS NULL OR NEW."date" > NEW."dateTo");
  SELECT RAISE(ABORT, 'guard:claim_scope_fits') WHERE (NEW."scope" = 'corridor_day') <> (NEW."dayId" IS NOT NULL) OR (NEW."scope" = 'corridor') <> (NEW."corridorSlug" IS NOT NULL) OR (NEW."scope" IN ('region', 'country')) <> (NEW."placeSlug" IS NOT NULL) OR NEW."scope" = 'day' AND NEW."date" IS NULL;
  SELECT RAISE(ABORT, 'guard:claim_addressee') WHERE NEW."kind" = 'blame' AND NEW."addresseeSlug" IS NULL;
END;

CREATE TRIGGER "Claim_guards_update" BEFORE UPDATE ON "Claim" BEGIN
  SELECT RAISE(ABORT, 'guard:claim_scope') WHERE NEW."scope" NOT IN ('corridor_day', 'corridor', 'day', 'region', 'country');
  SELECT RAISE(ABORT, 'guard:claim_date_precision') WHERE NEW."datePrecision" NOT IN ('day', 'range', 'inferred');
  SELECT RAISE(ABORT, 'guard:claim_kind') WHERE NEW."kind" NOT IN ('announcement', 'agreement', 'outcome', 'obstacle', 'blame', 'denial', 'rejection', 'evacuees', 'casualties');
  SELECT RAISE(ABORT, 'guard:claim_outcome') WHERE NEW."outcome" NOT IN ('held', 'partly_held', 'failed');
  SELECT RAISE(ABORT, 'guard:claim_count_of') WHERE NEW."countOf" NOT IN ('people', 'vehicles', 'killed', 'injured');
  SELECT RAISE(ABORT, 'guard:claim_count_qualifier') WHERE NEW."countQualifier" NOT IN ('exact', 'about', 'at_least', 'up_to');
  SELECT RAISE(ABORT, 'guard:claim_said_on_precision') WHERE NEW."saidOnPrecision" NOT IN ('day', 'range', 'inferred');
  SELECT RAISE(ABORT, 'guard:claim_dates') WHERE NEW."date" NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR NEW."dateTo" NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR NEW."saidOn" NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]';
  SELECT RAISE(ABORT, 'guard:claim_counts_not_negative') WHERE NEW."countMin" < 0 OR NEW."countMax" < 0;
  SELECT RAISE(ABORT, 'guard:claim_counts_ordered') WHERE NEW."countMin" > NEW."countMax";
  SELECT RAISE(ABORT, 'guard:claim_counts_qualified') WHERE (NEW."countQualifier" IS NULL) <> (NEW."countMin" IS NULL AND NEW."countMax" IS NULL) OR NEW."countMin" IS NULL AND NEW."countQualifier" <> 'up_to' OR NEW."countMax" IS NULL AND NEW."countQualifier" <> 'at_least';
  SELECT RAISE(ABORT, 'guard:claim_period') WHERE NEW."dateTo" IS NOT NULL AND (NEW."date" IS NULL OR NEW."date" > NEW."dateTo");
  SELECT RAISE(ABORT, 'guard:claim_scope_fits') WHERE (NEW."scope" = 'corridor_day') <> (NEW."dayId" IS NOT NULL) OR (NEW."scope" = 'corridor') <> (NEW."corridorSlug" IS NOT NULL) OR (NEW."scope" IN ('region', 'country')) <> (NEW."placeSlug" IS NOT NULL) OR NEW."scope" = 'day' AND NEW."date" IS NULL;
  SELECT RAISE(ABORT, 'guard:claim_addressee') WHERE NEW."kind" = 'blame' AND NEW."addresseeSlug" IS NULL;
END;

CREATE TRIGGER "Corridor_guards_insert" BEFORE INSERT ON "Corridor" BEGIN
  SELECT RAISE(ABORT, 'guard:corridor_purpose') WHERE NEW."purpose" NOT IN ('evacuation', 'aid');
  SELECT RAISE(ABORT, 'guard:corridor_origin_time_zone') WHERE EXISTS (SELECT 1 FROM "Place" WHERE "slug" = NEW."originSlug" AND "timeZone" IS NULL);
END;

CREATE TRIGGER "Corridor_guards_update" BEFORE UPDATE ON "Corridor" BEGIN
  SELECT RAISE(ABORT, 'guard:corridor_purpose') WHERE NEW."purpose" NOT IN ('evacuation', 'aid');
  SELECT RAISE(ABORT, 'guard:corridor_origin_time_zone') WHERE EXISTS (SELECT 1 FROM "Place" WHERE "slug" = NEW."originSlug" AND "timeZone" IS NULL);
END;

CREATE TRIGGER "CorridorDay_guards_insert" BEFORE INSERT ON "CorridorDay" BEGIN
  SELECT RAISE(ABORT, 'guard:corridor_day_date_precision') WHERE NEW."datePrecision" NOT IN ('day', 'range', 'inferred');
  SELECT RAISE(ABORT, 'guard:corridor_day_status') WHERE NEW."status" NOT IN ('proposed', 'announced', 'held', 'partly_held', 'failed', 'cancelled');
  SELECT RAISE(ABORT, 'guard:corridor_day_evacuees_qualifier') WHERE NEW."evacueesQualifier" NOT IN ('exact', 'about', 'at_least', 'up_to');
  SELECT RAISE(ABORT, 'guard:corridor_day_grade') WHERE NEW."grade" NOT IN ('contested', 'both_sides', 'corroborated', 'single_source', 'unsourced');
  SELECT RAISE(ABORT, 'guard:corridor_day_dates') WHERE NEW."date" NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR NEW."periodFrom" NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR NEW."periodTo" NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]';
  SELECT RAISE(ABORT, 'guard:corridor_day_counts_not_negative') WHERE NEW."evacueesMin" < 0 OR NEW."evacueesMax" < 0;
  SELECT RAISE(ABORT, 'guard:corridor_day_counts_ordered') WHERE NEW."evacueesMin" > NEW."evacueesMax";
  SELECT RAISE(ABORT, 'guard:corridor_day_counts_qualified') WHERE (NEW."evacueesQualifier" IS NULL) <> (NEW."evacueesMin" IS NULL AND NEW."evacueesMax" IS NULL) OR NEW."evacueesMin" IS NULL AND NEW."evacueesQualifier" <> 'up_to' OR NEW."evacueesMax" IS NULL AND NEW."evacueesQualifier" <> 'at_least';
  SELECT RAISE(ABORT, 'guard:corridor_day_key') WHERE NEW."id" <> NEW."corridorSlug" || '/' || NEW."date";
  SELECT RAISE(ABORT, 'guard:corridor_day_period') WHERE (NEW."periodFrom" IS NULL) <> (NEW."periodTo" IS NULL) OR NEW."date" < NEW."periodFrom" OR NEW."date" > NEW."periodTo";
END;

CREATE TRIGGER "CorridorDay_guards_update" BEFORE UPDATE ON "CorridorDay" BEGIN
  SELECT RAISE(ABORT, 'guard:corridor_day_date_precision') WHERE NEW."datePrecision" NOT IN ('day', 'range', 'inferred');
  SELECT RAISE(ABORT, 'guard:corridor_day_status') WHERE NEW."status" NOT IN ('proposed', 'announced', 'held', 'partly_held', 'failed', 'cancelled');
  SELECT RAISE(ABORT, 'guard:corridor_day_evacuees_qualifier') WHERE NEW."evacueesQualifier" NOT IN ('exact', 'about', 'at_least', 'up_to');
  SELECT RAISE(ABORT, 'guard:corridor_day_grade') WHERE NEW."grade" NOT IN ('contested', 'both_sides', 'corroborated', 'single_source', 'unsourced');
  SELECT RAISE(ABORT, 'guard:corridor_day_dates') WHERE NEW."date" NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR NEW."periodFrom" NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' OR NEW."periodTo" NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]';
  SELECT RAISE(ABORT, 'guard:corridor_day_counts_not_negative') WHERE NEW."evacueesMin" < 0 OR NEW."evacueesMax" < 0;
  SELECT RAISE(ABORT, 'guard:corridor_day_counts_ordered') WHERE NEW."evacueesMin" > NEW."evacueesMax";
  SELECT RAISE(ABORT, 'guard:corridor_day_counts_qualified') WHERE (NEW."evacueesQualifier" IS NULL) <> (NEW."evacueesMin" IS NULL AND NEW."evacueesMax" IS NULL) OR NEW."evacueesMin" IS NULL AND NEW."evacueesQualifier" <> 'up_to' OR NEW."evacueesMax" IS NULL AND NEW."evacueesQualifier" <> 'at_least';
  SELECT RAISE(ABORT, 'guard:corridor_day_key') WHERE NEW."id" <> NEW."corridorSlug" || '/' || NEW."date";
  SELECT RAISE(ABORT, 'guard:corridor_day_period') WHERE (NEW."periodFrom" IS NULL) <> (NEW."periodTo" IS NULL) OR NEW."date" < NEW."periodFrom" OR NEW."date" > NEW."periodTo";
END;

CREATE TRIGGER "Draft_guards_insert" BEFORE INSERT ON "Draft" BEGIN
  SELECT RAISE(ABORT, 'guard:draft_entry_kind') WHERE NEW."entryKind" NOT IN ('corridor_day', 'claim', 'corridor', 'place', 'party', 'source');
END;

CREATE TRIGGER "Draft_guards_update" BEFORE UPDATE ON "Draft" BEGIN
  SELECT RAISE(ABORT, 'guard:draft_entry_kind') WHERE NEW."entryKind" NOT IN ('corridor_day', 'claim', 'corridor', 'place', 'party', 'source');
END;

CREATE TRIGGER "OneTimeLink_guards_insert" BEFORE INSERT ON "OneTimeLink" BEGIN
  SELECT RAISE(ABORT, 'guard:one_time_link_purpose') WHERE NEW."purpose" NOT IN ('first_admin', 'invite', 'recover');
  SELECT RAISE(ABORT, 'guard:one_time_link_role') WHERE NEW."role" NOT IN ('contributor', 'editor', 'admin');
END;

CREATE TRIGGER "OneTimeLink_guards_update" BEFORE UPDATE ON "OneTimeLink" BEGIN
  SELECT RAISE(ABORT, 'guard:one_time_link_purpose') WHERE NEW."purpose" NOT IN ('first_admin', 'invite', 'recover');
  SELECT RAISE(ABORT, 'guard:one_time_link_role') WHERE NEW."role" NOT IN ('contributor', 'editor', 'admin');
END;

CREATE TRIGGER "Party_guards_insert" BEFORE INSERT ON "Party" BEGIN
  SELECT RAISE(ABORT, 'guard:party_kind') WHERE NEW."kind" NOT IN ('state', 'force', 'authority', 'agency', 'organisation', 'medium');
END;

CREATE TRIGGER "Party_guards_update" BEFORE UPDATE ON "Party" BEGIN
  SELECT RAISE(ABORT, 'guard:party_kind') WHERE NEW."kind" NOT IN ('state', 'force', 'authority', 'agency', 'organisation', 'medium');
END;

CREATE TRIGGER "Place_guards_insert" BEFORE INSERT ON "Place" BEGIN
  SELECT RAISE(ABORT, 'guard:place_kind') WHERE NEW."kind" NOT IN ('settlement', 'district', 'region', 'country', 'not_stated');
  SELECT RAISE(ABORT, 'guard:place_precision') WHERE NEW."precision" NOT IN ('settlement', 'district', 'region', 'country');
  SELECT RAISE(ABORT, 'guard:corridor_origin_time_zone') WHERE NEW."timeZone" IS NULL AND EXISTS (SELECT 1 FROM "Corridor" WHERE "originSlug" = NEW."slug");
END;

CREATE TRIGGER "Place_guards_update" BEFORE UPDATE ON "Place" BEGIN
  SELECT RAISE(ABORT, 'guard:place_kind') WHERE NEW."kind" NOT IN ('settlement', 'district', 'region', 'country', 'not_stated');
  SELECT RAISE(ABORT, 'guard:place_precision') WHERE NEW."precision" NOT IN ('settlement', 'district', 'region', 'country');
  SELECT RAISE(ABORT, 'guard:corridor_origin_time_zone') WHERE NEW."timeZone" IS NULL AND EXISTS (SELECT 1 FROM "Corridor" WHERE "originSlug" = NEW."slug");
END;

CREATE TRIGGER "Revision_guards_insert" BEFORE INSERT ON "Revision" BEGIN
  SELECT RAISE(ABORT, 'guard:revision_entry_kind') WHERE NEW."entryKind" NOT IN ('corridor_day', 'claim', 'corridor', 'place', 'party', 'source');
  SELECT RAISE(ABORT, 'guard:revision_kind') WHERE NEW."kind" NOT IN ('addition', 'correction', 'retraction', 'merge', 'redaction');
  SELECT RAISE(ABORT, 'guard:revision_role') WHERE NEW."role" NOT IN ('seed', 'contributor', 'editor', 'admin');
END;

CREATE TRIGGER "Revision_guards_update" BEFORE UPDATE ON "Revision" BEGIN
  SELECT RAISE(ABORT, 'guard:revision_entry_kind') WHERE NEW."entryKind" NOT IN ('corridor_day', 'claim', 'corridor', 'place', 'party', 'source');
  SELECT RAISE(ABORT, 'guard:revision_kind') WHERE NEW."kind" NOT IN ('addition', 'correction', 'retraction', 'merge', 'redaction');
  SELECT RAISE(ABORT, 'guard:revision_role') WHERE NEW."role" NOT IN ('seed', 'contributor', 'editor', 'admin');
END;

CREATE TRIGGER "Source_guards_insert" BEFORE INSERT ON "Source" BEGIN
  SELECT RAISE(ABORT, 'guard:source_published_on_precision') WHERE NEW."publishedOnPrecision" NOT IN ('day', 'range', 'inferred');
  SELECT RAISE(ABORT, 'guard:source_dates') WHERE NEW."publishedOn" NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]';
END;

CREATE TRIGGER "Source_guards_update" BEFORE UPDATE ON "Source" BEGIN
  SELECT RAISE(ABORT, 'guard:source_published_on_precision') WHERE NEW."publishedOnPrecision" NOT IN ('day', 'range', 'inferred');
  SELECT RAISE(ABORT, 'guard:source_dates') WHERE NEW."publishedOn" NOT GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]';
END;

CREATE TRIGGER "User_guards_insert" BEFORE INSERT ON "User" BEGIN
  SELECT RAISE(ABORT, 'guard:user_role') WHERE NEW."role" NOT IN ('contributor', 'editor', 'admin');
END;

CREATE TRIGGER "User_guards_update" BEFORE UPDATE ON "User" BEGIN
  SELECT RAISE(ABORT, 'guard:user_role') WHERE NEW."role" NOT IN ('contributor', 'editor', 'admin');
END;
