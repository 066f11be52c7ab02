import { expect, it } from "vitest";
import { placeRow } from "@/tests/support/rows";
import { onEveryStore } from "@/tests/support/stores";

onEveryStore("the store", (fresh) => {
  it("stores what a transaction wrote", async () => {
    const store = await fresh();
    await store.transaction((tx) => tx.place.create({ data: placeRow("town") }));
    expect(await store.read.place.count()).toBe(1);
  });
});
