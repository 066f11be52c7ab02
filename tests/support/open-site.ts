import { openStore, type Store } from "@/lib/data/client";
import { type Called, storeCallers } from "@/tests/support/callers";
import { type Ground, plant } from "@/tests/support/planted";
import { startServer, type TestServer } from "@/tests/support/server";

/** The address of a site that others can reach, spoken to as its proxy would. */
export const SITE = "https://corridors.example.org";
export const SESSION = "__Host-tracker.session";
const SECRET = "a secret of the tests, 32 characters and more";

export type OpenSite = {
  server: TestServer;
  store: Store;
  ground: Ground;
  called: Called;
  stop(): Promise<void>;
};

/** A server that strangers can reach, on SQLite, with plant()'s record and everybody who may knock at it. */
export async function openSite(): Promise<OpenSite> {
  const server = await startServer({ env: { SITE_URL: SITE, NEXTAUTH_SECRET: SECRET } });
  const store = openStore(server.databaseUrl);
  const ground = await plant(store);
  const called = await storeCallers(store, SECRET, SESSION);
  return {
    server,
    store,
    ground,
    called,
    async stop() {
      await store.close();
      await server.stop();
    },
  };
}
