/** The shapes of the statuses, once per page. Each has an outline of its own, so that no colour is needed to tell them apart. */
export function StatusSprite() {
  return (
    <svg className="sprite" width="0" height="0" aria-hidden="true" focusable="false">
      <symbol id="s-held" viewBox="0 0 24 24">
        <circle className="f-held" cx="12" cy="12" r="10" />
        <path className="s-paper" d="M10 7l5 5-5 5" fill="none" strokeWidth="2.5" />
      </symbol>
      <symbol id="s-partly_held" viewBox="0 0 24 24">
        <circle className="s-held" cx="12" cy="12" r="9" fill="none" strokeWidth="2.2" />
        <path className="f-held" d="M12 3a9 9 0 0 0 0 18z" />
      </symbol>
      <symbol id="s-failed" viewBox="0 0 24 24">
        <path className="s-failed" d="M4 4l16 16M20 4L4 20" fill="none" strokeWidth="4.5" />
      </symbol>
      <symbol id="s-cancelled" viewBox="0 0 24 24">
        <circle className="s-unknown" cx="12" cy="12" r="9" fill="none" strokeWidth="2.2" />
        <path className="s-unknown" d="M7 12h10" fill="none" strokeWidth="3" />
      </symbol>
      <symbol id="s-announced" viewBox="0 0 24 24">
        <circle className="s-unknown" cx="12" cy="12" r="9" fill="none" strokeWidth="2.2" />
      </symbol>
      <symbol id="s-proposed" viewBox="0 0 24 24">
        <circle className="s-unknown" cx="12" cy="12" r="9" fill="none" strokeWidth="2.2" strokeDasharray="3.2 2.45" />
      </symbol>
      <symbol id="s-outcome_not_reported" viewBox="0 0 24 24">
        <path className="s-unknown" d="M12 1.5L22.5 12 12 22.5 1.5 12z" fill="none" strokeWidth="2" />
        <path
          className="s-unknown"
          d="M9.3 9.6c.2-3.6 5.4-3.3 5.2 0-.1 1.8-2.6 1.9-2.6 4"
          fill="none"
          strokeWidth="2"
        />
        <circle className="f-unknown" cx="11.9" cy="16.6" r="1.3" />
      </symbol>
    </svg>
  );
}
