/** Something wrong with one field of what was sent. `code` names a sentence in lib/i18n (`problem.CODE`). */
export type Problem = {
  field: string;
  code: string;
  values?: Record<string, string | number>;
  /** It breaks no rule: whoever says that it is on purpose may go on. */
  warning?: true;
};

/** What a person confirms who goes on in spite of a warning: this very one, not whatever comes up next. */
export const warningKey = ({ code, values }: Problem): string => [code, ...Object.values(values ?? {})].join(" ");

/** Whether a problem is a warning that was given, and gone past on purpose. */
export const isWarned = (problem: Problem, onPurpose: readonly string[] = []): boolean =>
  problem.warning === true && onPurpose.includes(warningKey(problem));

/** The few reasons for which a command or a read says no. Everything else is an exception. */
export const REFUSALS = {
  /** Nothing is published: it waits for somebody's review; `current` names the suggestion and its entry. */
  suggested: 202,
  not_signed_in: 401,
  not_allowed: 403,
  second_factor: 403,
  review_required: 403,
  own_suggestion: 403,
  not_found: 404,
  conflict: 409,
  exists: 409,
  not_empty: 409,
  gone: 410,
  invalid: 422,
  frozen: 423,
  too_many: 429,
  busy: 503,
  /** The database cannot be reached; whether anything was stored nobody knows. */
  away: 503,
} as const satisfies Record<string, number>;

export type RefusalCode = keyof typeof REFUSALS;

export const isRefusalCode = (text: string): text is RefusalCode => Object.hasOwn(REFUSALS, text);

/** An expected no, as a value: nothing was stored. `current` is what stands in the way (a newer version). */
export type Refusal = { ok: false; code: RefusalCode; problems: Problem[]; current?: unknown };
export type Answer<T> = ({ ok: true } & T) | Refusal;

export const refuse = (code: RefusalCode, problems: Problem[] = [], current?: unknown): Refusal =>
  current === undefined ? { ok: false, code, problems } : { ok: false, code, problems, current };

export const invalid = (...problems: Problem[]): Refusal => refuse("invalid", problems);
