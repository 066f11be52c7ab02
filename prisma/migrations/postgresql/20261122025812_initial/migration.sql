-- CreateEnum
CREATE TYPE "PlaceKind" AS ENUM ('settlement', 'district', 'region', 'country', 'not_stated');

-- CreateEnum
CREATE TYPE "PlacePrecision" AS ENUM ('settlement', 'district', 'region', 'country');

-- CreateEnum
CREATE TYPE "PartyKind" AS ENUM ('state', 'force', 'authority', 'agency', 'organisation', 'medium');

-- CreateEnum
CREATE TYPE "Purpose" AS ENUM ('evacuation', 'aid');

-- CreateEnum
CREATE TYPE "DayStatus" AS ENUM ('proposed', 'announced', 'held', 'partly_held', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "DatePrecision" AS ENUM ('day', 'range', 'inferred');

-- CreateEnum
CREATE TYPE "Grade" AS ENUM ('contested', 'both_sides', 'corroborated', 'single_source', 'unsourced');

-- CreateEnum
CREATE TYPE "ClaimScope" AS ENUM ('corridor_day', 'corridor', 'day', 'region', 'country');

-- CreateEnum
CREATE TYPE "ClaimKind" AS ENUM ('announcement', 'agreement', 'outcome', 'obstacle', 'blame', 'denial', 'rejection', 'evacuees', 'casualties');

-- CreateEnum
CREATE TYPE "Outcome" AS ENUM ('held', 'partly_held', 'failed');

-- CreateEnum
CREATE TYPE "CountOf" AS ENUM ('people', 'vehicles', 'killed', 'injured');

-- CreateEnum
CREATE TYPE "Qualifier" AS ENUM ('exact', 'about', 'at_least', 'up_to');

-- CreateEnum
CREATE TYPE "EntryKind" AS ENUM ('corridor_day', 'claim', 'corridor', 'place', 'party', 'source');

-- CreateEnum
CREATE TYPE "ChangeKind" AS ENUM ('addition', 'correction', 'retraction', 'merge', 'redaction');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('contributor', 'editor', 'admin');

-- CreateEnum
CREATE TYPE "AuthorRole" AS ENUM ('seed', 'contributor', 'editor', 'admin');

-- CreateEnum
CREATE TYPE "LinkPurpose" AS ENUM ('first_admin', 'invite', 'recover');

-- CreateTable
CREATE TABLE "Place" (
    "slug" TEXT NOT NULL,
    "kind" "PlaceKind" NOT NULL,
    "nameEn" TEXT NOT NULL,
    "nameUk" TEXT NOT NULL,
    "precision" "PlacePrecision" NOT NULL,
    "lat" DOUBLE PRECISION,
    "lon" DOUBLE PRECISION,
    "adm1" TEXT,
    "adm1Vocabulary" TEXT,
    "adm1Name" TEXT,
    "country" TEXT NOT NULL,
    "timeZone" TEXT,
    "aliases" TEXT NOT NULL DEFAULT '[]',
    "retractedAt" TIMESTAMP(3),
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "revision" INTEGER NOT NULL,

    CONSTRAINT "Place_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "Party" (
    "slug" TEXT NOT NULL,
    "kind" "PartyKind" NOT NULL,
    "nameEn" TEXT NOT NULL,
    "nameUk" TEXT NOT NULL,
    "sideSlug" TEXT,
    "retractedAt" TIMESTAMP(3),
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "revision" INTEGER NOT NULL,

    CONSTRAINT "Party_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "Source" (
    "slug" TEXT NOT NULL,
    "file" TEXT,
    "publisher" TEXT,
    "publishedOn" TEXT,
    "publishedOnPrecision" "DatePrecision",
    "url" TEXT,
    "canonicalUrl" TEXT,
    "archiveUrl" TEXT,
    "retrievedAt" TIMESTAMP(3),
    "sha256" TEXT,
    "retractedAt" TIMESTAMP(3),
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "revision" INTEGER NOT NULL,

    CONSTRAINT "Source_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "Corridor" (
    "slug" TEXT NOT NULL,
    "originSlug" TEXT NOT NULL,
    "destinationSlug" TEXT NOT NULL,
    "purpose" "Purpose" NOT NULL,
    "continuedAsSlug" TEXT,
    "mergedIntoSlug" TEXT,
    "retractedAt" TIMESTAMP(3),
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "revision" INTEGER NOT NULL,

    CONSTRAINT "Corridor_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "CorridorDay" (
    "id" TEXT NOT NULL,
    "corridorSlug" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "datePrecision" "DatePrecision" NOT NULL,
    "periodFrom" TEXT,
    "periodTo" TEXT,
    "timeZone" TEXT NOT NULL,
    "status" "DayStatus" NOT NULL,
    "noteEn" TEXT NOT NULL DEFAULT '',
    "noteUk" TEXT NOT NULL DEFAULT '',
    "evacueesMin" INTEGER,
    "evacueesMax" INTEGER,
    "evacueesQualifier" "Qualifier",
    "grade" "Grade" NOT NULL,
    "blameContested" BOOLEAN NOT NULL,
    "evidenced" BOOLEAN NOT NULL,
    "announcedBy" TEXT NOT NULL DEFAULT '',
    "blamed" TEXT NOT NULL DEFAULT '',
    "claimKeys" TEXT NOT NULL DEFAULT '',
    "sourceSlugs" TEXT NOT NULL DEFAULT '',
    "retractedAt" TIMESTAMP(3),
    "publishedAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "revision" INTEGER NOT NULL,

    CONSTRAINT "CorridorDay_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Claim" (
    "key" TEXT NOT NULL,
    "scope" "ClaimScope" NOT NULL,
    "dayId" TEXT,
    "corridorSlug" TEXT,
    "placeSlug" TEXT,
    "date" TEXT,
    "dateTo" TEXT,
    "datePrecision" "DatePrecision",
    "kind" "ClaimKind" NOT NULL,
    "claimantSlug" TEXT NOT NULL,
    "speaker" TEXT,
    "addresseeSlug" TEXT,
    "outcome" "Outcome",
    "countOf" "CountOf",
    "countMin" INTEGER,
    "countMax" INTEGER,
    "countQualifier" "Qualifier",
    "unverifiedBySlug" TEXT,
    "summaryEn" TEXT NOT NULL DEFAULT '',
    "summaryUk" TEXT NOT NULL DEFAULT '',
    "sourceSlug" TEXT NOT NULL,
    "sourcePlace" TEXT,
    "statement" TEXT NOT NULL,
    "saidOn" TEXT,
    "saidOnPrecision" "DatePrecision",
    "position" INTEGER NOT NULL,
    "retractedAt" TIMESTAMP(3),
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "revision" INTEGER NOT NULL,

    CONSTRAINT "Claim_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Check" (
    "id" TEXT NOT NULL,
    "corridorSlug" TEXT NOT NULL,
    "date" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "actorId" TEXT NOT NULL,

    CONSTRAINT "Check_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ChangeSet" (
    "id" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "kind" "ChangeKind" NOT NULL,
    "reason" TEXT NOT NULL,
    "authorRole" "AuthorRole" NOT NULL,
    "actorId" TEXT NOT NULL,

    CONSTRAINT "ChangeSet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Revision" (
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "entryKind" "EntryKind" NOT NULL,
    "entry" TEXT NOT NULL,
    "kind" "ChangeKind" NOT NULL,
    "reason" TEXT NOT NULL,
    "role" "AuthorRole" NOT NULL,
    "fields" TEXT NOT NULL,
    "before" TEXT,
    "after" TEXT,
    "prevHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "changeSetId" TEXT NOT NULL,

    CONSTRAINT "Revision_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "AuditLog" (
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "actorId" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "entryKind" TEXT,
    "entry" TEXT,
    "detail" TEXT NOT NULL DEFAULT '{}',
    "prevHash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "AuditLog_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "Draft" (
    "id" TEXT NOT NULL,
    "entryKind" "EntryKind" NOT NULL,
    "entry" TEXT NOT NULL,
    "payload" TEXT NOT NULL,
    "baseRevision" INTEGER NOT NULL,
    "authorId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "version" INTEGER NOT NULL,

    CONSTRAINT "Draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "User" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "passwordHash" TEXT,
    "role" "Role" NOT NULL,
    "disabledAt" TIMESTAMP(3),
    "totpSecret" TEXT,
    "totpConfirmedAt" TIMESTAMP(3),
    "totpLastStep" INTEGER,
    "passwordAt" TIMESTAMP(3),
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RecoveryCode" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "usedAt" TIMESTAMP(3),

    CONSTRAINT "RecoveryCode_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "userId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "lastSeenAt" TIMESTAMP(3) NOT NULL,
    "revokedAt" TIMESTAMP(3),
    "secondFactorAt" TIMESTAMP(3),
    "device" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OneTimeLink" (
    "id" TEXT NOT NULL,
    "purpose" "LinkPurpose" NOT NULL,
    "role" "Role" NOT NULL,
    "userId" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "usedAt" TIMESTAMP(3),
    "voidedAt" TIMESTAMP(3),

    CONSTRAINT "OneTimeLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "RequestKey" (
    "key" TEXT NOT NULL,
    "actorId" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "answer" TEXT NOT NULL,

    CONSTRAINT "RequestKey_pkey" PRIMARY KEY ("key")
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

-- AddForeignKey
ALTER TABLE "Party" ADD CONSTRAINT "Party_sideSlug_fkey" FOREIGN KEY ("sideSlug") REFERENCES "Party"("slug") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "Corridor" ADD CONSTRAINT "Corridor_originSlug_fkey" FOREIGN KEY ("originSlug") REFERENCES "Place"("slug") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "Corridor" ADD CONSTRAINT "Corridor_destinationSlug_fkey" FOREIGN KEY ("destinationSlug") REFERENCES "Place"("slug") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "Corridor" ADD CONSTRAINT "Corridor_continuedAsSlug_fkey" FOREIGN KEY ("continuedAsSlug") REFERENCES "Corridor"("slug") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "Corridor" ADD CONSTRAINT "Corridor_mergedIntoSlug_fkey" FOREIGN KEY ("mergedIntoSlug") REFERENCES "Corridor"("slug") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "CorridorDay" ADD CONSTRAINT "CorridorDay_corridorSlug_fkey" FOREIGN KEY ("corridorSlug") REFERENCES "Corridor"("slug") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "Claim" ADD CONSTRAINT "Claim_dayId_fkey" FOREIGN KEY ("dayId") REFERENCES "CorridorDay"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "Claim" ADD CONSTRAINT "Claim_corridorSlug_fkey" FOREIGN KEY ("corridorSlug") REFERENCES "Corridor"("slug") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "Claim" ADD CONSTRAINT "Claim_placeSlug_fkey" FOREIGN KEY ("placeSlug") REFERENCES "Place"("slug") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "Claim" ADD CONSTRAINT "Claim_claimantSlug_fkey" FOREIGN KEY ("claimantSlug") REFERENCES "Party"("slug") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "Claim" ADD CONSTRAINT "Claim_addresseeSlug_fkey" FOREIGN KEY ("addresseeSlug") REFERENCES "Party"("slug") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "Claim" ADD CONSTRAINT "Claim_unverifiedBySlug_fkey" FOREIGN KEY ("unverifiedBySlug") REFERENCES "Party"("slug") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "Claim" ADD CONSTRAINT "Claim_sourceSlug_fkey" FOREIGN KEY ("sourceSlug") REFERENCES "Source"("slug") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "Check" ADD CONSTRAINT "Check_corridorSlug_fkey" FOREIGN KEY ("corridorSlug") REFERENCES "Corridor"("slug") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "Revision" ADD CONSTRAINT "Revision_changeSetId_fkey" FOREIGN KEY ("changeSetId") REFERENCES "ChangeSet"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "Draft" ADD CONSTRAINT "Draft_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "RecoveryCode" ADD CONSTRAINT "RecoveryCode_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "OneTimeLink" ADD CONSTRAINT "OneTimeLink_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

CREATE FUNCTION "Revision_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'guard:revision_append_only' USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER "Revision_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "Revision" FOR EACH STATEMENT EXECUTE FUNCTION "Revision_append_only"();

CREATE FUNCTION "AuditLog_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'guard:audit_log_append_only' USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER "AuditLog_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "AuditLog" FOR EACH STATEMENT EXECUTE FUNCTION "AuditLog_append_only"();

CREATE FUNCTION "ChangeSet_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'guard:change_set_append_only' USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER "ChangeSet_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "ChangeSet" FOR EACH STATEMENT EXECUTE FUNCTION "ChangeSet_append_only"();

CREATE FUNCTION "Check_guards"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW."date" !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' THEN RAISE EXCEPTION 'guard:check_dates' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "Check_guards" BEFORE INSERT OR UPDATE ON "Check" FOR EACH ROW EXECUTE FUNCTION "Check_guards"();

CREATE FUNCTION "Claim_guards"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW."date" !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' OR NEW."dateTo" !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' OR NEW."saidOn" !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' THEN RAISE EXCEPTION 'guard:claim_dates' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF NEW."countMin" < 0 OR NEW."countMax" < 0 THEN RAISE EXCEPTION 'guard:claim_counts_not_negative' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF NEW."countMin" > NEW."countMax" THEN RAISE EXCEPTION 'guard:claim_counts_ordered' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF (NEW."countQualifier" IS NULL) <> (NEW."countMin" IS NULL AND NEW."countMax" IS NULL) OR NEW."countMin" IS NULL AND NEW."countQualifier" <> 'up_to' OR NEW."countMax" IS NULL AND NEW."countQualifier" <> 'at_least' THEN RAISE EXCEPTION 'guard:claim_counts_qualified' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF NEW."dateTo" IS NOT NULL AND (NEW."date" IS NULL OR NEW."date" > NEW."dateTo") THEN RAISE EXCEPTION 'guard:claim_period' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF (NEW."scope" = 'corridor_day') <> (NEW."dayId" IS NOT NULL) OR (NEW."scope" = 'corridor') <> (NEW."corridorSlug" IS NOT NULL) OR (NEW."scope" IN ('region', 'country')) <> (NEW."placeSlug" IS NOT NULL) OR NEW."scope" = 'day' AND NEW."date" IS NULL THEN RAISE EXCEPTION 'guard:claim_scope_fits' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF NEW."kind" = 'blame' AND NEW."addresseeSlug" IS NULL THEN RAISE EXCEPTION 'guard:claim_addressee' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "Claim_guards" BEFORE INSERT OR UPDATE ON "Claim" FOR EACH ROW EXECUTE FUNCTION "Claim_guards"();

CREATE FUNCTION "Corridor_guards"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF EXISTS (SELECT 1 FROM "Place" WHERE "slug" = NEW."originSlug" AND "timeZone" IS NULL) THEN RAISE EXCEPTION 'guard:corridor_origin_time_zone' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "Corridor_guards" BEFORE INSERT OR UPDATE ON "Corridor" FOR EACH ROW EXECUTE FUNCTION "Corridor_guards"();

CREATE FUNCTION "CorridorDay_guards"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW."date" !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' OR NEW."periodFrom" !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' OR NEW."periodTo" !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' THEN RAISE EXCEPTION 'guard:corridor_day_dates' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF NEW."evacueesMin" < 0 OR NEW."evacueesMax" < 0 THEN RAISE EXCEPTION 'guard:corridor_day_counts_not_negative' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF NEW."evacueesMin" > NEW."evacueesMax" THEN RAISE EXCEPTION 'guard:corridor_day_counts_ordered' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF (NEW."evacueesQualifier" IS NULL) <> (NEW."evacueesMin" IS NULL AND NEW."evacueesMax" IS NULL) OR NEW."evacueesMin" IS NULL AND NEW."evacueesQualifier" <> 'up_to' OR NEW."evacueesMax" IS NULL AND NEW."evacueesQualifier" <> 'at_least' THEN RAISE EXCEPTION 'guard:corridor_day_counts_qualified' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF NEW."id" <> NEW."corridorSlug" || '/' || NEW."date" THEN RAISE EXCEPTION 'guard:corridor_day_key' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  IF (NEW."periodFrom" IS NULL) <> (NEW."periodTo" IS NULL) OR NEW."date" < NEW."periodFrom" OR NEW."date" > NEW."periodTo" THEN RAISE EXCEPTION 'guard:corridor_day_period' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "CorridorDay_guards" BEFORE INSERT OR UPDATE ON "CorridorDay" FOR EACH ROW EXECUTE FUNCTION "CorridorDay_guards"();

CREATE FUNCTION "Place_guards"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW."timeZone" IS NULL AND EXISTS (SELECT 1 FROM "Corridor" WHERE "originSlug" = NEW."slug") THEN RAISE EXCEPTION 'guard:corridor_origin_time_zone' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "Place_guards" BEFORE INSERT OR UPDATE ON "Place" FOR EACH ROW EXECUTE FUNCTION "Place_guards"();

CREATE FUNCTION "Source_guards"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW."publishedOn" !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' THEN RAISE EXCEPTION 'guard:source_dates' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "Source_guards" BEFORE INSERT OR UPDATE ON "Source" FOR EACH ROW EXECUTE FUNCTION "Source_guards"();
