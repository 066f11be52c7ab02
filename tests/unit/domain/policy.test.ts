import { describe, expect, it } from "vitest";
import {
  authorRole,
  may,
  operatorActor,
  type Permission,
  POLICY,
  personActor,
  refusedTo,
  seedActor,
} from "@/lib/domain/policy";
import { AUTHOR_ROLES, ROLES } from "@/lib/domain/vocabulary";

const permissions = Object.keys(POLICY) as Permission[];

describe("who may do what", () => {
  // read aloud; a new permission must be added here, too
  const ALOUD: Record<Permission, [contributor: boolean, editor: boolean, admin: boolean]> = {
    "draft.save": [true, true, true],
    "handover.leave": [true, true, true],
    "draft.open_others": [false, true, true],
    "record.publish": [false, true, true],
    "record.suggest": [true, true, true],
    "record.review": [false, true, true],
    "record.check": [false, true, true],
    "history.authors": [false, true, true],
    "record.revert_others": [false, false, true],
    "record.redact": [false, false, true],
    "record.freeze": [false, false, true],
    "people.manage": [false, false, true],
    "settings.change": [false, false, true],
    "audit.read": [false, false, true],
  };

  for (const permission of permissions)
    for (const [i, role] of ROLES.entries())
      it(`${role} ${ALOUD[permission]?.[i] ? "may" : "may not"} ${permission}`, () => {
        expect(may(role, permission)).toBe(ALOUD[permission][i]);
        const actor = personActor({ id: "p1", name: "quiet-heron", role });
        const refused = ALOUD[permission][i] ? null : { ok: false, code: "not_allowed", problems: [] };
        expect(refusedTo(actor, permission)).toEqual(refused);
      });

  it("an admin may do what an editor may, an editor what a contributor may", () => {
    for (const permission of permissions) {
      if (may("contributor", permission)) expect(may("editor", permission)).toBe(true);
      if (may("editor", permission)) expect(may("admin", permission)).toBe(true);
    }
  });

  it("the seed may publish and nothing else, an operator nothing of the record", () => {
    expect(permissions.filter((permission) => !refusedTo(seedActor, permission))).toEqual([
      "record.publish",
      "record.suggest",
    ]);
    expect(permissions.filter((permission) => !refusedTo(operatorActor, permission))).toEqual([]);
  });
});

describe("the author that history names", () => {
  it("is a role, never a person", () => {
    for (const role of ROLES) expect(authorRole(personActor({ id: "p1", name: "quiet-heron", role }))).toBe(role);
    expect(authorRole(seedActor)).toBe("seed");
    expect(AUTHOR_ROLES).toEqual(["seed", ...ROLES]);
  });

  it("is never an operator", () => {
    expect(() => authorRole(operatorActor)).toThrow();
  });
});
