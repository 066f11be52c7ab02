type End = { href: string; text: string } | null;

/** Links to what comes before and after; nothing where there is neither. */
export function Pager({ label, previous, next }: { label: string; previous: End; next: End }) {
  if (!previous && !next) return null;
  return (
    <nav className="pager" aria-label={label}>
      {previous ? (
        <a rel="prev" href={previous.href}>
          {previous.text}
        </a>
      ) : (
        <span />
      )}
      {next && (
        <a rel="next" href={next.href}>
          {next.text}
        </a>
      )}
    </nav>
  );
}
