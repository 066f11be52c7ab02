import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AuditLink, auditHashOf, type ChainLink, GENESIS, hashOf, parseHead, sha256 } from "@/lib/domain/chain";

const link: ChainLink = {
  seq: 7,
  at: new Date("2022-03-14T10:00:00.000Z"),
  entryKind: "corridor_day",
  entry: "mariupol-to-zaporizhzhia/2022-03-14",
  kind: "correction",
  reason: "A second report, «з Маріуполя»",
  role: "editor",
  after: '{"status":"held"}',
  prevHash: GENESIS,
};
const audit: AuditLink = {
  seq: 3,
  at: link.at,
  actorId: "p1",
  action: "correction",
  entryKind: "corridor_day",
  entry: link.entry,
  detail: '{"revision":7}',
  prevHash: GENESIS,
};
const hex = (text: string) => createHash("sha256").update(text).digest("hex");

describe("the public chain", () => {
  it("hashes the documented array, written out here by hand", () => {
    const line = `[1,7,"2022-03-14T10:00:00.000Z","corridor_day","mariupol-to-zaporizhzhia/2022-03-14","correction","A second report, «з Маріуполя»","editor","${hex('{"status":"held"}')}","${"0".repeat(64)}"]`;
    expect(hashOf(link)).toBe(hex(line));
  });

  it("can be recomputed with a program that is not ours", () => {
    expect(execFileSync("sha256sum", { input: '{"status":"held"}' }).toString().slice(0, 64)).toBe(
      sha256('{"status":"held"}'),
    );
  });

  it("begins from 64 zeros", () => {
    expect(GENESIS).toMatch(/^0{64}$/);
  });

  it("gives another hash when any field is changed", () => {
    const changes: Partial<ChainLink>[] = [
      { seq: 8 },
      { at: new Date("2022-03-14T10:00:00.001Z") },
      { entryKind: "claim" },
      { entry: "mariupol-to-zaporizhzhia/2022-03-15" },
      { kind: "addition" },
      { reason: "" },
      { role: "admin" },
      { after: '{"status":"failed"}' },
      { after: null },
      { prevHash: "1".repeat(64) },
    ];
    expect(new Set(changes.flatMap(Object.keys))).toEqual(new Set(Object.keys(link)));
    const hashes = changes.map((change) => hashOf({ ...link, ...change }));
    expect(new Set([hashOf(link), ...hashes]).size).toBe(changes.length + 1);
  });

  it("cannot be made to agree by moving text from one field to the next", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (entry, reason, more) => {
        const one = hashOf({ ...link, entry: entry + more, reason });
        const other = hashOf({ ...link, entry, reason: more + reason });
        expect(one === other).toBe(more === "");
      }),
    );
  });

  it("still verifies when only the digest of a payload is left", () => {
    const digest = sha256(link.after as string);
    const array = [
      1,
      link.seq,
      link.at,
      link.entryKind,
      link.entry,
      link.kind,
      link.reason,
      link.role,
      digest,
      link.prevHash,
    ];
    expect(hex(JSON.stringify(array))).toBe(hashOf(link));
  });
});

describe("the audit log's chain", () => {
  it("gives another hash when any field is changed", () => {
    const changes: Partial<AuditLink>[] = [
      { seq: 4 },
      { at: new Date(0) },
      { actorId: "p2" },
      { action: "addition" },
      { entryKind: null },
      { entry: null },
      { detail: "{}" },
      { prevHash: "1".repeat(64) },
    ];
    expect(new Set(changes.flatMap(Object.keys))).toEqual(new Set(Object.keys(audit)));
    expect(new Set([auditHashOf(audit), ...changes.map((change) => auditHashOf({ ...audit, ...change }))]).size).toBe(
      changes.length + 1,
    );
  });
});

it("a head is read as it is printed, and nothing else is a head", () => {
  const hash = "0123456789abcdef".repeat(4);
  expect(parseHead(`14:${hash}`)).toEqual({ seq: 14, hash });
  for (const text of [
    "",
    "14",
    hash,
    `0:${hash}`,
    `014:${hash}`,
    `14:${hash}0`,
    `14:${hash.toUpperCase()}`,
    `14 ${hash}`,
  ]) {
    expect(parseHead(text)).toBeNull();
  }
});
