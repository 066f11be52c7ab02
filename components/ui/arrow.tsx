/** From one name to the next, pointing the way people read; `label` says it to those who hear the page. */
export function Arrow({ label }: { label: string }) {
  return (
    <>
      <svg className="arrow" viewBox="0 0 20 14" aria-hidden="true" focusable="false">
        <path d="M1 7h17M12 1.5L18 7l-6 5.5" strokeWidth="2" />
      </svg>
      <span className="sr"> {label} </span>
    </>
  );
}
