import { describe, expect, it } from "vitest";
import { asKept, lasting, strip, Unpublishable, untilOf } from "@/lib/front/strip";

const page = (head: string, body: string) =>
  `<!DOCTYPE html><html lang="en"><head>${head}</head><body>${body}</body></html>`;

describe("a page as readers get it", () => {
  it("has none of the framework's scripts, flight data, preloads or comments", () => {
    const html = strip(
      page(
        '<link rel="preload" as="script" href="/_next/a.js"><link rel="modulepreload" href="/_next/b.js">' +
          '<link rel="stylesheet" href="/_next/static/a.css"><script src="/_next/static/c.js" async></script>',
        "<!--$--><p>Text</p><!--/$--><script>self.__next_f.push([1])</script>",
      ),
    );
    expect(html).toBe(
      '<!DOCTYPE html><html lang="en"><head><link rel="stylesheet" href="/_next/static/a.css"></head><body><p>Text</p></body></html>',
    );
  });

  it("takes out all of the flight data and nothing beside it, however it looks", () => {
    const flight = '<script>self.__next_f.push([1,"\\u003cb>"])</script>';
    const odd = '<script>self.__next_f.push([1,"<b>"])</script>';
    const text = "<p>&lt;script&gt;self.__next_f.push([1])&lt;/script&gt;</p>";
    const stripped = page("", `<p>One</p>${text}<p>Two</p>`);
    expect(strip(page("", `${flight}<p>One</p>${odd}${text}${flight}${flight}<p>Two</p>${odd}`))).toBe(stripped);
    expect(strip(page("", `<p>One</p>${text}<p>Two</p><script>self.__next_f.push([1]`))).toContain("<p>Two</p>");
    expect(() => strip(page("", `${flight}<p onclick="x()">x</p>${flight}`))).toThrow(Unpublishable);
  });

  it("keeps our own script files and structured data, and drops scripts of other hosts", () => {
    const html = strip(
      page(
        '<script src="/assets/bar.js" type="module"></script><script type="application/ld+json">{"a":1}</script><script src="//evil.example/x.js"></script>',
        "",
      ),
    );
    expect(html).toContain('src="/assets/bar.js"');
    expect(html).toContain('{"a":1}');
    expect(html).not.toContain("evil");
  });

  it.each([
    ["a part that was still loading", "<!--$?--><template id=B:0></template><!--/$-->"],
    ["a failed part", "<!--$!--><template></template><!--/$-->"],
    ["a part that a script would move", '<div hidden id="S:0">late</div>'],
    ["a style attribute", '<p style="color:red">x</p>'],
    ["a handler", '<p onclick="x()">x</p>'],
    ["a style attribute inside a template", '<template><p style="x">x</p></template>'],
  ])("is refused with %s", (_, body) => {
    expect(() => strip(page("", body))).toThrow(Unpublishable);
  });

  it("is refused when it is the framework's empty error document", () => {
    expect(() => strip('<!DOCTYPE html><html id="__next_error__"><head></head><body></body></html>')).toThrow(
      Unpublishable,
    );
  });

  it("shows its hidden sentence when it could not be renewed, and changes nothing else", () => {
    const html = '<p class="a" data-kept="" hidden="">Old</p><p hidden="">Other</p>';
    expect(asKept(html)).toBe('<p class="a" data-kept>Old</p><p hidden="">Other</p>');
  });

  it("is the same version whenever it was made, and another one when anything else differs", () => {
    const at = (made: string, kept: string, text: string) =>
      `<html lang="en" data-made="${made}"><p class="a" data-kept="" hidden="">Said at ${kept}</p><p data-as-of="">Made at ${kept}</p><p>${text}</p></html>`;
    expect(lasting(at("1", "9:01", "held"))).toBe(lasting(at("2", "9:02", "held")));
    expect(lasting(at("1", "9:01", "held"))).not.toBe(lasting(at("1", "9:01", "failed")));
    expect(lasting(asKept(at("1", "9:01", "held")))).not.toBe(lasting(at("1", "9:01", "held")));
  });

  it("tells until when it may be kept", () => {
    expect(untilOf('<html lang="en" data-until="2022-03-12T22:00:00.000Z">')).toEqual(new Date("2022-03-12T22:00:00Z"));
    expect(untilOf('<html lang="en">')).toBeNull();
    expect(untilOf('<html data-until="soon">')).toBeNull();
  });
});
