import { appendFileSync } from "node:fs";
import { testEnvironment } from "@/lib/config";

const { faultsShare, faultsFigures } = testEnvironment();

/** The limit of a test that counts long, in ms: a day, so that only what hangs for good is ended. */
const A_DAY = 86_400_000;

/**
 * How often something is done to the product.
 * @param short in `npm test`
 * @param long under `npm run test:faults`, of which FAULTS_SHARE takes a part
 */
export const times = (short: number, long: number): number =>
  faultsShare === 0 ? short : Math.max(short, Math.round(long * faultsShare));

/** The limit of a test in ms: `ms` in `npm test`, none to speak of where it may do a thousand times as much. */
export const within = (ms: number): number => (faultsShare === 0 ? ms : A_DAY);

/** A line of the table that `npm run test:faults` prints. */
export interface Figure {
  fault: string;
  database: string;
  times: number;
  result: string;
}

/** Tells what was measured: on the screen, and to whoever wants the table. */
export function figure(fault: string, database: string, often: number, result: string): void {
  console.log(`${fault} (${database}), ${often} times: ${result}`);
  const line: Figure = { fault, database, times: often, result };
  if (faultsFigures) appendFileSync(faultsFigures, `${JSON.stringify(line)}\n`);
}

/** The databases' names as tables have them. */
export const DATABASES = { sqlite: "SQLite", postgresql: "PostgreSQL" } as const;
