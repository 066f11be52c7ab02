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
  async send({ path, fields }: Form, changes: Record<string, string>): Promise<Response> {
    const body = new FormData();
    for (const [name, value] of fields) if (!(name in changes)) body.append(name, value);
    for (const [name, value] of Object.entries(changes)) body.append(name, value);
    const encoded = fields.some(([name]) => name.startsWith("$ACTION"));
    return this.#ask(path, {
      method: "POST",
      // a plain form is sent as one line, an action's in parts
      body: encoded ? body : new URLSearchParams([...body].map(([name, value]) => [name, String(value)])),
    });
  }

  async #ask(path: string, request: RequestInit): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { cookie, origin: this.origin, "accept-language": "en" };
    const answer = await fetch(new URL(path, this.origin), { ...request, headers, redirect: "manual" });
    for (const line of answer.headers.getSetCookie()) {
      const [name = "", value = ""] = (line.split(";")[0] ?? "").split(/=(.*)/s);
      if (value) this.#cookies.set(name, value);
      else this.#cookies.delete(name);
    }
    return answer;
  }
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
