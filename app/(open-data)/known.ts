/** Whether the reader has what a tag stands for, with its quotes: then it need not be sent again. */
export function isKnown(request: Request, tag: string): boolean {
  const known = request.headers.get("if-none-match") ?? "";
  return known.split(",").some((one) => ["*", tag].includes(one.trim().replace(/^W\//, "")));
}
