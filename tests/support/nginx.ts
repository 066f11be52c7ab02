import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "@/lib/cli/serving";
import { runInFront } from "@/tests/support/in-front";
import { commandOf } from "@/tests/support/programs";

export const NO_NGINX = "There is no nginx (Debian: nginx-light): nothing below runs behind one.";
export const hasNginx = commandOf("nginx") !== undefined;

/**
 * Runs nginx in the foreground with the nginx.conf of a folder, which is removed with it.
 * @param port at which it answers then
 * @returns what ends it
 */
export async function runNginx(folder: string, port: number): Promise<() => Promise<void>> {
  const { stop } = await runInFront("nginx", ["-p", folder, "-c", path.join(folder, "nginx.conf")], { folder, port });
  return stop;
}

/** nginx in front of several instances. */
export interface Nginx {
  /** Where readers and editors come in; every instance is as good as any other. */
  url: string;
  /** Doors to one instance each, in order, under the address of the site. */
  doors: string[];
  stop(): Promise<void>;
}

/** The file that docs/deploy/nginx.conf is put beside: what is told to others is what is tested. */
const PROXY = path.resolve("docs/deploy/nginx-proxy.conf");

const upstreams = (instances: readonly number[]): string => `
    upstream instances {
      ${instances.map((port) => `server 127.0.0.1:${port} max_fails=0;`).join("\n      ")}
      keepalive 32;
    }
    ${instances.map((port, i) => `upstream instance${i} { server 127.0.0.1:${port}; }`).join("\n    ")}
    include ${PROXY};`;

/**
 * Starts nginx in the foreground of a folder of its own, on free ports of the loopback.
 * @param instances their ports, in order; they may start later
 */
export async function startNginx(instances: readonly number[]): Promise<Nginx> {
  const [port = 0, ...doors] = await Promise.all([0, ...instances].map(freePort));
  const folder = mkdtempSync(path.join(tmpdir(), "tracker-nginx-"));
  const site = `127.0.0.1:${port}`;
  // a header that is set here takes the place of all that were set around it
  const door = `
        proxy_set_header Connection "";
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header Host ${site};
        proxy_set_header Origin http://${site};`;
  const server = (listen: number, upstream: string) => `
    server {
      listen 127.0.0.1:${listen};
      location / {
        proxy_pass http://${upstream};${listen === port ? "" : door}
      }
    }`;
  const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  writeFileSync(
    path.join(folder, "nginx.conf"),
    `daemon off;
  worker_processes 1;
  pid ${folder}/nginx.pid;
  error_log stderr warn;
  events { worker_connections 1024; }
  http {
    ${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join("\n    ")}
    ${upstreams(instances)}
    ${server(port, "instances")}
    ${doors.map((door, i) => server(door, `instance${i}`)).join("\n    ")}
  }
`,
  );
  const stop = await runNginx(folder, port);
  return {
    url: `http://${site}`,
    doors: doors.map((door) => `http://127.0.0.1:${door}`),
    stop,
  };
}
