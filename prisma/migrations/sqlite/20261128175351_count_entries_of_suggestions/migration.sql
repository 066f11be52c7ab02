DROP TRIGGER IF EXISTS "Revision_no_update";
DROP TRIGGER IF EXISTS "Revision_no_delete";
DROP TRIGGER IF EXISTS "AuditLog_no_update";
DROP TRIGGER IF EXISTS "AuditLog_no_delete";
DROP TRIGGER IF EXISTS "ChangeSet_no_update";
DROP TRIGGER IF EXISTS "ChangeSet_no_delete";
DROP TRIGGER IF EXISTS "ChangeSet_guards_insert";
DROP TRIGGER IF EXISTS "ChangeSet_guards_update";
DROP TRIGGER IF EXISTS "Check_guards_insert";
DROP TRIGGER IF EXISTS "Check_guards_update";
DROP TRIGGER IF EXISTS "Claim_guards_insert";
DROP TRIGGER IF EXISTS "Claim_guards_update";
DROP TRIGGER IF EXISTS "Corridor_guards_insert";
DROP TRIGGER IF EXISTS "Corridor_guards_update";
DROP TRIGGER IF EXISTS "CorridorDay_guards_insert";
DROP TRIGGER IF EXISTS "CorridorDay_guards_update";
DROP TRIGGER IF EXISTS "Draft_guards_insert";
DROP TRIGGER IF EXISTS "Draft_guards_update";
DROP TRIGGER IF EXISTS "OneTimeLink_guards_insert";
DROP TRIGGER IF EXISTS "OneTimeLink_guards_update";
DROP TRIGGER IF EXISTS "Party_guards_insert";
DROP TRIGGER IF EXISTS "Party_guards_update";
DROP TRIGGER IF EXISTS "Place_guards_insert";
DROP TRIGGER IF EXISTS "Place_guards_update";
DROP TRIGGER IF EXISTS "Revision_guards_insert";
DROP TRIGGER IF EXISTS "Revision_guards_update";
DROP TRIGGER IF EXISTS "Source_guards_insert";
DROP TRIGGER IF EXISTS "Source_guards_update";
DROP TRIGGER IF EXISTS "User_guards_insert";
DROP TRIGGER IF EXISTS "User_guards_update";

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Draft" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "entryKind" TEXT NOT NULL,
    "entry" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "baseRevision" INTEGER NOT NULL,
    "authorId" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "entries" INTEGER NOT NULL DEFAULT 1,
    "reason" TEXT NOT NULL DEFAULT '',
    "suggestedAt" DATETIME,
    "comment" TEXT NOT NULL DEFAULT '',
    "decidedById" TEXT,
    "decidedAt" DATETIME,
    CONSTRAINT "Draft_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT,
    CONSTRAINT "Draft_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "User" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT
);
INSERT INTO "new_Draft" ("authorId", "baseRevision", "comment", "createdAt", "decidedAt", "decidedById", "entry", "entryKind", "id", "payload", "reason", "state", "suggestedAt", "updatedAt", "version") SELECT "authorId", "baseRevision", "comment", "createdAt", "decidedAt", "decidedById", "entry", "entryKind", "id", "payload", "reason", "state", "suggestedAt", "updatedAt", "version" FROM "Draft";
DROP TABLE "Draft";
ALTER TABLE "new_Draft" RENAME TO "Draft";
CREATE INDEX "Draft_entryKind_entry_idx" ON "Draft"("entryKind", "entry");
CREATE INDEX "Draft_authorId_idx" ON "Draft"("authorId");
CREATE INDEX "Draft_decidedById_idx" ON "Draft"("decidedById");
CREATE INDEX "Draft_state_suggestedAt_idx" ON "Draft"("state", "suggestedAt");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- What waits already: as it is kept
UPDATE "Draft" SET "entries" = coalesce(json_extract("payload", '$.entries'), 1) WHERE "state" <> 'draft';

CREATE TRIGGER "Revision_no_update" BEFORE UPDATE ON "Revision" WHEN coalesce(NEW."redactedAt" IS NOT NULL AND NEW."digest" = coalesce(OLD."digest", NEW."digest") AND (NEW."digest" IS NULL) = (OLD."after" IS NULL) AND (NEW."before" IS NULL) = (OLD."before" IS NULL) AND (NEW."after" IS NULL) = (OLD."after" IS NULL) AND NEW."seq" = OLD."seq" AND NEW."at" = OLD."at" AND NEW."entryKind" = OLD."entryKind" AND NEW."entry" = OLD."entry" AND NEW."kind" = OLD."kind" AND NEW."reason" = OLD."reason" AND NEW."role" = OLD."role" AND NEW."fields" = OLD."fields" AND NEW."prevHash" = OLD."prevHash" AND NEW."hash" = OLD."hash" AND NEW."changeSetId" = OLD."changeSetId", 0) = 0 BEGIN
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
  SELECT RAISE(ABORT, 'guard:change_set_origin') WHERE NEW."origin" NOT IN ('form', 'seed', 'import', 'merge', 'revert');
END;

CREATE TRIGGER "ChangeSet_guards_update" BEFORE UPDATE ON "ChangeSet" BEGIN
  SELECT RAISE(ABORT, 'guard:change_set_kind') WHERE NEW."kind" NOT IN ('addition', 'correction', 'retraction', 'merge', 'redaction');
  SELECT RAISE(ABORT, 'guard:change_set_author_role') WHERE NEW."authorRole" NOT IN ('seed', 'contributor', 'editor', 'admin');
  SELECT RAISE(ABORT, 'guard:change_set_origin') WHERE NEW."origin" NOT IN ('form', 'seed', 'import', 'merge', 'revert');
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
  SELECT RAISE(ABORT, 'guard:draft_state') WHERE NEW."state" NOT IN ('draft', 'suggested', 'sent_back', 'rejected');
END;

CREATE TRIGGER "Draft_guards_update" BEFORE UPDATE ON "Draft" BEGIN
  SELECT RAISE(ABORT, 'guard:draft_entry_kind') WHERE NEW."entryKind" NOT IN ('corridor_day', 'claim', 'corridor', 'place', 'party', 'source');
  SELECT RAISE(ABORT, 'guard:draft_state') WHERE NEW."state" NOT IN ('draft', 'suggested', 'sent_back', 'rejected');
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
