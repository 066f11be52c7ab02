import http from "node:http";

/** An answer, as it came over the wire but for its transfer encoding. */
export type Answered = { status: number; headers: http.IncomingHttpHeaders; body: string; bytes: Buffer };
export type Asked = { method?: string; headers?: Record<string, string>; body?: string | Buffer | undefined };

/**
 * Sends a request that no browser would: any path as it is, any header, Host and Origin too. Follows nothing.
 * @param origin of the server, `http://127.0.0.1:1234`
 */
export const ask = (origin: string, path: string, { method = "GET", headers = {}, body }: Asked = {}) =>
  new Promise<Answered>((resolve, reject) => {
    const { hostname: host, port } = new URL(origin);
    const request = http.request({ host, port, path, method, headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("error", reject);
      response.on("end", () => {
        const bytes = Buffer.concat(parts);
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: bytes.toString("utf8"),
          bytes,
        });
      });
    });
    request.on("error", reject);
    request.end(body);
  });
