import { renameSync } from "node:fs";
import http, { type IncomingHttpHeaders } from "node:http";
import { gunzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { startServer } from "@/tests/support/server";

/** The answer as it comes over the line, not yet decompressed. */
function ask(url: string, headers: Record<string, string> = {}) {
  return new Promise<{ status?: number; headers: IncomingHttpHeaders; bytes: Buffer }>((resolve, reject) => {
    http
      .get(url, { headers }, async (response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(chunk);
        resolve({ status: response.statusCode, headers: response.headers, bytes: Buffer.concat(chunks) });
      })
      .on("error", reject);
  });
}

it("the served files are compressed for whoever takes it, and say so when the record cannot be read", async () => {
  const server = await startServer({ beginning: "seeded" });
  try {
    const address = `${server.url}/data/claims.csv`;
    const plain = await ask(address);
    const zipped = await ask(address, { "accept-encoding": "gzip" });
    expect(plain.headers["content-encoding"]).toBeUndefined();
    expect(plain.headers["content-type"]).toBe("text/csv; charset=utf-8; header=present");
    expect(plain.headers["content-disposition"]).toMatch(
      /^attachment; filename="claims-\d{4}-\d\d-\d\dT[\d-]+Z\.csv"$/,
    );
    expect(zipped.headers["content-encoding"]).toBe("gzip");
    expect(zipped.headers.vary).toContain("Accept-Encoding");
    expect(gunzipSync(zipped.bytes).equals(plain.bytes)).toBe(true);
    expect(zipped.bytes.length).toBeLessThan(plain.bytes.length / 2);
    const known = zipped.headers.etag as string;
    expect((await ask(address, { "accept-encoding": "gzip", "if-none-match": known })).status).toBe(304);
    expect((await ask(`${address}?status=open`)).status).toBe(400);

    renameSync(`${server.dataDir}/tracker.db`, `${server.dataDir}/elsewhere.db`);
    const asked = `${address}?from=2022-01-01`;
    const away = await ask(asked);
    expect(away.status).toBe(503);
    expect(away.bytes.toString()).toBe("The record cannot be read at the moment. Please try again in a minute.\n");
    renameSync(`${server.dataDir}/elsewhere.db`, `${server.dataDir}/tracker.db`);
    expect((await ask(asked)).status).toBe(200);
    expect((await ask(address)).bytes.equals(plain.bytes)).toBe(true);
  } finally {
    await server.stop();
  }
}, 60_000);
