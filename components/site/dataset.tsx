/** What search engines of data read: a finished JSON-LD text without `<`. */
export function Dataset({ json }: { json: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: quotes must stay quotes in a data block, and `<` is escaped in it
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: json }} />;
}
