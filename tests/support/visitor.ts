import { once } from "node:events";
import http from "node:http";
import { type DefaultTreeAdapterTypes, defaultTreeAdapter, html, parse } from "parse5";

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

/** A form as a browser without JavaScript would send it: where to, and every field with its value. */
export interface Form {
  path: string;
  fields: [string, string][];
}

/** Somebody with a browser that runs no scripts: keeps cookies, reads forms, sends them. Follows no redirect. */
export class Visitor {
  readonly #cookies = new Map<string, string>();

  /** @param origin of the server, `http://127.0.0.1:1234`; another one after it was started again */
  constructor(public origin: string) {}

  /** Somebody whose browser was given the same cookies. */
  twin(): Visitor {
    const twin = new Visitor(this.origin);
    for (const [name, value] of this.#cookies) twin.#cookies.set(name, value);
    return twin;
  }

  async get(path: string): Promise<Response> {
    return this.#ask(path, {});
  }

  /**
   * Reads a page and gives the form in it that has a field called `field`.
   * @throws Error where there is no such page or form
   */
  async form(path: string, field: string): Promise<Form> {
    const answer = await this.get(path);
    const page = await answer.text();
    if (!answer.ok)
      throw new Error(`${path} was answered with ${answer.status} ${answer.headers.get("location") ?? ""}`);
    for (const form of elements(parse(page).childNodes).filter(({ tagName }) => tagName === "form")) {
      const fields = elements(form.childNodes).flatMap(fieldsOf);
      if (fields.some(([name]) => name === field)) return { path: attribute(form, "action") || path, fields };
    }
    throw new Error(`${path} has no form with a field called ${field}`);
  }

  /** Sends a form with some fields changed, and others added. */
  async send(form: Form, changes: Record<string, string>): Promise<Response> {
    return (await this.typed(form, changes))();
  }

  /** Makes a form ready to be sent: what a browser does before anything reaches the server. @returns what sends it */
  async typed(form: Form, changes: Record<string, string>): Promise<() => Promise<Response>> {
    const { bytes, type } = await encoded(form, changes);
    return () => this.#ask(form.path, { method: "POST", body: bytes, headers: { "content-type": type } });
  }

  /**
   * Begins to send a form, as a slow line does: half of it has arrived at the server.
   * @returns what sends the rest, and resolves with the answer
   */
  async begin(form: Form, changes: Record<string, string>): Promise<() => Promise<Response>> {
    const { bytes, type } = await encoded(form, changes);
    const half = Math.floor(bytes.length / 2);
    const request = http.request(new URL(form.path, this.origin), {
      method: "POST",
      agent: false,
      headers: {
        ...this.#headers(),
        "content-type": type,
        "content-length": bytes.length,
        expect: "100-continue",
      },
    });
    const answered = once(request, "response") as Promise<[http.IncomingMessage]>;
    answered.catch(() => {});
    request.flushHeaders();
    // the server says so once it has read the head
    await once(request, "continue");
    request.write(bytes.subarray(0, half));
    return async () => {
      request.end(bytes.subarray(half));
      const [answer] = await answered;
      const headers = Object.entries(answer.headers).map(([name, value]) => [name, String(value)] as [string, string]);
      return new Response(Buffer.concat(await answer.toArray()), { status: answer.statusCode ?? 0, headers });
    };
  }

  #headers(): Record<string, string> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    return { cookie, origin: this.origin, "accept-language": "en" };
  }

  async #ask(path: string, request: RequestInit): Promise<Response> {
    const headers = { ...this.#headers(), ...request.headers };
    const answer = await fetch(new URL(path, this.origin), { ...request, headers, redirect: "manual" });
    for (const line of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split(/=(.*)/s);
      if (value) this.#cookies.set(name, value);
      else this.#cookies.delete(name);
    }
    return answer;
  }
}

/** The bytes of a form as it is sent, and of which type they are. */
async function encoded(
  form: Form,
  changes: Record<string, string>,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; type: string }> {
  const body = new Response(bodyOf(form, changes));
  return { bytes: new Uint8Array(await body.arrayBuffer()), type: body.headers.get("content-type") ?? "" };
}

/** A form as it is sent, with some fields changed, and others added: an action's in parts, a plain one as one line. */
function bodyOf({ fields }: Form, changes: Record<string, string>): FormData | URLSearchParams {
  const body = new FormData();
  for (const [name, value] of fields) if (!(name in changes)) body.append(name, value);
  for (const [name, value] of Object.entries(changes)) body.append(name, value);
  const encoded = fields.some(([name]) => name.startsWith("$ACTION"));
  return encoded ? body : new URLSearchParams([...body].map(([name, value]) => [name, String(value)]));
}

const attribute = (element: Element, name: string) => element.attrs.find((attr) => attr.name === name)?.value;

/** All elements among the nodes and below them, in the order of the page. */
function elements(nodes: readonly Node[]): Element[] {
  return nodes.flatMap((node) => (defaultTreeAdapter.isElementNode(node) ? [node, ...elements(node.childNodes)] : []));
}

/** What a control adds to its form; buttons add nothing. */
function fieldsOf(control: Element): [string, string][] {
  const name = attribute(control, "name");
  if (!name || attribute(control, "disabled") !== undefined) return [];
  if (control.tagName === html.TAG_NAMES.TEXTAREA) {
    const [text] = control.childNodes;
    return [[name, text && defaultTreeAdapter.isTextNode(text) ? text.value : ""]];
  }
  if (control.tagName === html.TAG_NAMES.SELECT) {
    const options = elements(control.childNodes).filter(({ tagName }) => tagName === "option");
    const chosen = options.find((option) => attribute(option, "selected") !== undefined) ?? options[0];
    return chosen ? [[name, attribute(chosen, "value") ?? ""]] : [];
  }
  if (control.tagName !== html.TAG_NAMES.INPUT) return [];
  const type = attribute(control, "type") ?? "text";
  if (type === "submit" || type === "file") return [];
  if ((type === "checkbox" || type === "radio") && attribute(control, "checked") === undefined) return [];
  return [[name, attribute(control, "value") ?? ""]];
}
