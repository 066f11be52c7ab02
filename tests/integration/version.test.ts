import { expect, it } from "vitest";
import { markChecked } from "@/lib/commands/checks";
import { redact } from "@/lib/commands/redactions";
import { saveSettings } from "@/lib/commands/settings";
import { readVersion } from "@/lib/data/version";
import { by, CORRIDOR, DATE, dayForm, layGround, person, publishDay, yes } from "@/tests/support/record";
import { onEveryStore } from "@/tests/support/stores";

onEveryStore("the version of the record", (fresh) => {
  it("is another after everything that readers can see, and the same while nothing happens", async () => {
    const store = await fresh();
    const versions = [await readVersion(store.read)];
    const next = async () => versions.push(await readVersion(store.read));
    await layGround(store);
    await next();
    await publishDay(store, dayForm({ noteEn: "A word." }));
    await next();
    await yes(markChecked(by(store), { corridors: [CORRIDOR], date: DATE }));
    await next();
    expect(new Set(versions.map(({ past }) => past)).size).toBe(1);
    const untouched = versions[0]?.past;
    await yes(saveSettings(by(store, { actor: person("admin-1", "admin") }), { titleEn: "Another title" }));
    await next();
    const retitled = versions.at(-1)?.past;
    expect(retitled).not.toBe(untouched);
    await yes(
      redact(by(store, { actor: person("admin-1", "admin") }), {
        entryKind: "corridor_day",
        entry: `${CORRIDOR}/${DATE}`,
        texts: ["A word"],
        reason: "It named a private person.",
      }),
    );
    await next();
    expect(versions.at(-1)?.past).not.toBe(retitled);
    expect(new Set(versions.map(({ now }) => now)).size).toBe(versions.length);
    expect(await readVersion(store.read)).toEqual(versions.at(-1));
  });
});
