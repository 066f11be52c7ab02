import NextAuth, { type AuthOptions } from "next-auth";

type Asked = {
  /** The path after /api/auth/. */
  action: string[];
  body: Record<string, string>;
  cookies: Record<string, string>;
};

// its types say NextApiRequest and NextApiResponse; it uses no more of them than stands below
type Handler = (request: object, response: object, options: AuthOptions) => Promise<unknown>;

/**
 * Runs next-auth on a request that we have read ourselves: with the cookies that it needs and no others (a malformed
 * callback cookie makes it answer 500), and without letting it choose where the browser goes.
 * @returns the Set-Cookie headers of what it did
 */
export async function runNextAuth({ action, body, cookies }: Asked, options: AuthOptions): Promise<string[]> {
  let setCookies: string[] = [];
  const response = {
    status: () => response,
    getHeader: () => setCookies,
    setHeader(name: string, value: string | string[]) {
      if (name.toLowerCase() === "set-cookie") setCookies = [value].flat();
      return response;
    },
    json: () => response,
    send: () => response,
    end: () => response,
  };
  const request = {
    method: "POST",
    query: { nextauth: action },
    body: { ...body, json: "true" },
    cookies,
    headers: {},
  };
  await (NextAuth as unknown as Handler)(request, response, options);
  return setCookies;
}
