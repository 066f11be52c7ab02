// npm run sbom: what the software is made of, as CycloneDX 1.5, from the lock file alone. The same lock file gives the same
// bytes: no date and no number of its own, so that two of them can be compared.
import { readFileSync } from "node:fs";
import { command } from "@/lib/cli/command";
import { type Locked, lockedPackages } from "@/lib/cli/locked";

const purl = (name: string, version: string) => `pkg:npm/${name.replace(/^@/, "%40")}@${version}`;

/** An expression, or the one licence that SPDX knows by this name. */
const licenceOf = (licence: string) => (/[ (]/.test(licence) ? { expression: licence } : { license: { id: licence } });

const component = ({ name, version, licence, sha512, dev, optional }: Locked) => ({
  type: "library",
  "bom-ref": purl(name, version),
  name,
  version,
  scope: dev ? "excluded" : optional ? "optional" : "required",
  hashes: [{ alg: "SHA-512", content: Buffer.from(sha512, "base64").toString("hex") }],
  ...(licence && { licenses: [licenceOf(licence)] }),
  purl: purl(name, version),
});

await command(async () => {
  const { name, version } = JSON.parse(readFileSync("package.json", "utf8")) as { name: string; version: string };
  const bom = {
    $schema: "http://cyclonedx.org/schema/bom-1.5.schema.json",
    bomFormat: "CycloneDX",
    specVersion: "1.5",
    version: 1,
    metadata: { component: { type: "application", "bom-ref": purl(name, version), name, version } },
    components: lockedPackages().map(component),
  };
  console.log(JSON.stringify(bom, null, 2));
  return 0;
});
