DROP TRIGGER IF EXISTS "Revision_append_only" ON "Revision";
DROP FUNCTION IF EXISTS "Revision_append_only"();
DROP TRIGGER IF EXISTS "Revision_updates" ON "Revision";
DROP FUNCTION IF EXISTS "Revision_updates"();
DROP TRIGGER IF EXISTS "AuditLog_append_only" ON "AuditLog";
DROP FUNCTION IF EXISTS "AuditLog_append_only"();
DROP TRIGGER IF EXISTS "ChangeSet_append_only" ON "ChangeSet";
DROP FUNCTION IF EXISTS "ChangeSet_append_only"();
DROP TRIGGER IF EXISTS "Check_guards" ON "Check";
DROP FUNCTION IF EXISTS "Check_guards"();
DROP TRIGGER IF EXISTS "Claim_guards" ON "Claim";
DROP FUNCTION IF EXISTS "Claim_guards"();
DROP TRIGGER IF EXISTS "Corridor_guards" ON "Corridor";
DROP FUNCTION IF EXISTS "Corridor_guards"();
DROP TRIGGER IF EXISTS "CorridorDay_guards" ON "CorridorDay";
DROP FUNCTION IF EXISTS "CorridorDay_guards"();
DROP TRIGGER IF EXISTS "Place_guards" ON "Place";
DROP FUNCTION IF EXISTS "Place_guards"();
DROP TRIGGER IF EXISTS "Source_guards" ON "Source";
DROP FUNCTION IF EXISTS "Source_guards"();

-- AlterTable
ALTER TABLE "Draft" ADD COLUMN     "entries" INTEGER NOT NULL DEFAULT 1;

-- What waits already: as it is kept
UPDATE "Draft" SET "entries" = coalesce(("payload"::jsonb ->> 'entries')::int, 1) WHERE "state" <> 'draft';

CREATE FUNCTION "Revision_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'guard:revision_append_only' USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER "Revision_append_only" BEFORE DELETE OR TRUNCATE ON "Revision" FOR EACH STATEMENT EXECUTE FUNCTION "Revision_append_only"();

CREATE FUNCTION "Revision_updates"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF (NEW."redactedAt" IS NOT NULL AND NEW."digest" = coalesce(OLD."digest", NEW."digest") AND (NEW."digest" IS NULL) = (OLD."after" IS NULL) AND (NEW."before" IS NULL) = (OLD."before" IS NULL) AND (NEW."after" IS NULL) = (OLD."after" IS NULL) AND NEW."seq" = OLD."seq" AND NEW."at" = OLD."at" AND NEW."entryKind" = OLD."entryKind" AND NEW."entry" = OLD."entry" AND NEW."kind" = OLD."kind" AND NEW."reason" = OLD."reason" AND NEW."role" = OLD."role" AND NEW."fields" = OLD."fields" AND NEW."prevHash" = OLD."prevHash" AND NEW."hash" = OLD."hash" AND NEW."changeSetId" = OLD."changeSetId") IS NOT TRUE THEN RAISE EXCEPTION 'guard:revision_append_only' USING ERRCODE = 'integrity_constraint_violation'; END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER "Revision_updates" BEFORE UPDATE ON "Revision" FOR EACH ROW EXECUTE FUNCTION "Revision_updates"();

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
