/** What Prisma's adapters tell of a failed statement. */
interface Cause {
  kind?: string;
  originalCode?: string;
  originalMessage?: string;
  table?: string;
  constraint?: { fields?: string[]; index?: string };
}

function causeOf(error: unknown): Cause {
  const { meta, cause } = (error ?? {}) as { meta?: { driverAdapterError?: { cause?: Cause } }; cause?: Cause };
  return meta?.driverAdapterError?.cause ?? cause ?? {};
}

/**
 * The name of what refused a write, the same on both databases: a guard (`revision_append_only`), a unique
 * index (`CorridorDay_corridorSlug_date_key`), a primary key (`Place_pkey`) or `foreign_key`.
 * Undefined for every other error.
 */
export function refusedBy(error: unknown): string | undefined {
  const { kind, originalCode, originalMessage = "", table, constraint } = causeOf(error);
  const guard = /guard:(\w+)/.exec(originalMessage)?.[1];
  if (guard) return guard;
  if (kind === "UniqueConstraintViolation") {
    if (constraint?.index) return constraint.index;
    if (originalCode === "SQLITE_CONSTRAINT_PRIMARYKEY") return `${table}_pkey`;
    return `${table}_${constraint?.fields?.join("_")}_key`;
  }
  // SQLite never says which; on it, a refused deletion has the code of a trigger.
  if (kind === "ForeignKeyConstraintViolation" || kind === "RestrictViolation") return "foreign_key";
  return undefined;
}

/** True when somebody else holds the lock or two transactions crossed: the same again may succeed. */
export function isBusy(error: unknown): boolean {
  const { code } = (error ?? {}) as { code?: string };
  const { kind, originalCode } = causeOf(error);
  return (
    code === "P1008" ||
    code === "P2034" ||
    kind === "SocketTimeout" ||
    kind === "TransactionWriteConflict" ||
    originalCode === "55P03"
  );
}

/** States in which a PostgreSQL server ends a connection, takes none or can't write: stopping, crashed, starting, full. */
const GOING_AWAY = /^(?:57P0[1-5]|08...|53[1-3]00|58030)$/;
/** What the driver says of a lost connection, which has neither code nor cause. */
const CONNECTION =
  /connection (?:terminated|error|ended)|ECONNREFUSED|ECONNRESET|timeout exceeded when trying to connect/i;
/** What is said of a database that answers nothing, by us and by Prisma, whose only writer still waits for it. */
const UNANSWERED = /The transaction took longer than \d+ ms|Unable to start a transaction in the given time/;

/** What SQLite says of a disk that is full, fails or cannot be written to: the store is there again when that is mended. */
const DISK = /^SQLITE_(?:FULL|IOERR|CANTOPEN)/;

/**
 * True when the database cannot be reached: nothing of the statement may have happened, or, where the connection was lost
 * in the middle of it, all of it.
 */
export function isAway(error: unknown): boolean {
  const { code = "", message = "" } = (error ?? {}) as { code?: string; message?: string };
  const { kind = "", originalCode = "" } = causeOf(error);
  return (
    /^P10(?:01|02|17)$/.test(code) ||
    /^(?:DatabaseNotReachable|ConnectionClosed|TooManyConnections)$/.test(kind) ||
    GOING_AWAY.test(originalCode) ||
    DISK.test(originalCode) ||
    CONNECTION.test(message) ||
    UNANSWERED.test(message)
  );
}
