// npm run admin:link: a one-time link for the first administrator. npm run admin:link -- NAME: a way back in for
// somebody who has lost a password or a second factor. Whoever has a shell here may make one; it is written down.
import { Halt } from "@/lib/cli/bootstrap.mjs";
import { command } from "@/lib/cli/command";
import { firstAdminLink, type PrintableLink, wayBackLink } from "@/lib/cli/one-time-links";
import { config } from "@/lib/config";
import { store } from "@/lib/data/client";

function print({ url, expiresAt }: PrintableLink): number {
  const until = `${expiresAt.toISOString().slice(0, 16).replace("T", " ")} UTC`;
  console.log(`${url}\nIt works once, until ${until}. Give it to nobody else.`);
  return 0;
}

await command(async () => {
  const settings = config();
  const [name, ...rest] = process.argv.slice(2);
  if (rest.length > 0) throw new Halt("One name at most: npm run admin:link -- NAME");
  try {
    if (name !== undefined) {
      const link = await wayBackLink(store(), settings, new Date(), name);
      if (link) return print(link);
      throw new Halt(`Nobody who may sign in is called ${name}.`);
    }
    const link = await firstAdminLink(store(), settings, new Date());
    if (link) return print(link);
    throw new Halt("There is an administrator already. For a way back in: npm run admin:link -- NAME");
  } finally {
    await store().close();
  }
});
