import type { BuiltAction } from "@/tests/support/manifests";

/**
 * The body with which a browser's script calls a server action: what it was bound to first (a state of no interest here),
 * then the form.
 * @param args in the place of both, as the framework writes them: what no form of ours would send
 */
export async function actionBody(
  { id }: Pick<BuiltAction, "id">,
  fields: Record<string, string>,
  args?: string,
): Promise<{ type: string; body: Buffer }> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(`_1_${name}`, value);
  // the first digit tells how many arguments an action has: 4 for one, 6 for two
  form.append("0", args ?? (id.startsWith("4") ? '["$K1"]' : '[null,"$K1"]'));
  const request = new Response(form);
  return { type: request.headers.get("content-type") ?? "", body: Buffer.from(await request.arrayBuffer()) };
}
