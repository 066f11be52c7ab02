import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { freePort } from "@/lib/cli/serving";
import { needed, raw, startBare } from "@/tests/bench/bare";
import { measureCold } from "@/tests/bench/cold";
import { measureFirstText } from "@/tests/bench/first-text";
import { CONNECTIONS, LOADER } from "@/tests/bench/load";
import { figure, type Report } from "@/tests/bench/report";
import { madeUpFile } from "@/tests/bench/stores";
import { REAL_TALK } from "@/tests/bench/synthetic-claims";
import { IN_TURN, inTurn } from "@/tests/bench/turns";
import { hasNginx, runNginx } from "@/tests/support/nginx";
import { startServer } from "@/tests/support/server";

/** The board that readers are measured on. */
export const SIZE = { corridors: 20, days: 30, until: "2026-01-31", talk: REAL_TALK };

/** nginx on a free port of the loopback, serving `page` as it is and compressed. */
async function startNginx(page: Buffer): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(path.join(tmpdir(), "tracker-bench-nginx-"));
  mkdirSync(path.join(folder, "html"));
  writeFileSync(path.join(folder, "html", "board"), page);
  writeFileSync(path.join(folder, "html", "board.gz"), gzipSync(page, { level: 9 }));
  const port = await freePort();
  writeFileSync(
    path.join(folder, "nginx.conf"),
    `${process.getuid?.() === 0 ? "user root;" : ""} daemon off; worker_processes auto; pid ${folder}/pid; error_log stderr error;
    events { worker_connections 1024; }
    http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; open_file_cache max=10;
      client_body_temp_path ${folder}; proxy_temp_path ${folder}; fastcgi_temp_path ${folder}; uwsgi_temp_path ${folder};
      scgi_temp_path ${folder};
      server { listen 127.0.0.1:${port}; root ${folder}/html; default_type text/html; gzip_static on; } }`,
  );
  const stop = await runNginx(folder, port);
  return { url: `http://127.0.0.1:${port}/board`, stop };
}

/** The board under the product's server and under plain `next start`, each beside nginx serving the very same bytes. */
export async function measureBoard(): Promise<Report[]> {
  const rows: Report["rows"] = [];
  if (!hasNginx)
    console.warn("*** There is no nginx here: nothing is measured beside it (Debian: apt install nginx-light).");
  const servers = [
    ["npm start", "start"],
    ["next start, no publisher", "bare"],
  ] as const;
  const store = await madeUpFile(SIZE);
  const { url: databaseUrl } = store;
  for (const [name, mode] of servers) {
    const server = await startServer({ databaseUrl, mode });
    try {
      const url = `${server.url}/en`;
      const answer = await fetch(url, { headers: { "accept-encoding": "identity" } });
      if (!answer.ok) throw new Error(`the board was answered with ${answer.status}`);
      const page = Buffer.from(await answer.arrayBuffer());
      const nginx = hasNginx ? await startNginx(page) : null;
      try {
        for (const encoding of ["identity", "gzip"]) {
          const { headers, body } = await raw(url, encoding);
          const bares = [await startBare(headers, body), await startBare(needed(headers), body)];
          const asked: [name: string, url: string][] = [
            [name, url],
            ["bare Node, the same answer", bares[0]?.url ?? ""],
            ["bare Node, the same body alone", bares[1]?.url ?? ""],
            ...(nginx ? [["nginx, the same body alone", nginx.url] as [string, string]] : []),
          ];
          const urls = asked.map(([, url]) => url);
          const found = await inTurn(urls, encoding, CONNECTIONS).finally(() =>
            Promise.all(bares.map(({ stop }) => stop())),
          );
          for (const [i, { perSecond, p50, p99, ours }] of found.entries()) {
            const times = [figure(p50, 1), figure(p99, 1)];
            rows.push([
              asked[i]?.[0] ?? "",
              encoding,
              figure(body.length),
              figure(perSecond),
              ...times,
              figure(ours, 2),
            ]);
          }
        }
      } finally {
        await nginx?.stop();
      }
    } finally {
      await server.stop();
    }
  }
  const speed: Report = {
    title: "The board, requests per second",
    columns: ["server", "encoding", "bytes", "requests/s", "p50 ms", "p99 ms", "ours is of it"],
    rows,
    notes: [
      `\`/en\` with ${SIZE.corridors} corridors and bars of ${SIZE.days} days, ${CONNECTIONS} connections from ${LOADER} on the same machine, ${IN_TURN}. The same answer: with the headers of ours, among them the policies for security; the same body alone: with the three headers without which no browser could read it.`,
    ],
  };
  return [speed, await measureFirstText(store), await measureCold()];
}
