/** Messages of V8 for invalid regular expressions (its src/regexp/regexp-error.h), without those of flag `u`. */
const KINDS = {
  'Unterminated group': 'unclosed-group',
  "Unmatched ')'": 'unopened-group',
  'Unterminated character class': 'unclosed-class',
  'Range out of order in character class': 'class-order',
  'Nothing to repeat': 'nothing-to-repeat',
  'Invalid quantifier': 'bad-repeat',
  'numbers out of order in {} quantifier': 'count-order',
  'Invalid group': 'bad-group',
  'Invalid flag group': 'bad-group',
  'Multiple dashes in flag group': 'bad-group',
  'Repeated flag in flag group': 'bad-group',
  'Invalid capture group name': 'bad-group-name',
  'Duplicate capture group name': 'same-group-name',
  'Invalid named capture referenced': 'no-such-group',
  'Invalid named reference': 'no-such-group',
  'Invalid escape': 'bad-escape',
  '\\ at end of pattern': 'escape-at-end',
} as const;

/** Kind of a fault; src/shared/i18n has the sentences under `regexFault`. `other`: only the engine has a message. */
export type RegexFaultCode = (typeof KINDS)[keyof typeof KINDS] | 'too-complex' | 'other';

/** Reason why a regular expression cannot be used. */
export interface RegexFault {
  readonly code: RegexFaultCode;
  /** Message of the JavaScript engine, in English. */
  readonly reason: string;
}

/** Fault of an expression that is valid but would take too long to compile. */
export const TOO_COMPLEX: RegexFault = { code: 'too-complex', reason: 'Too complex' };

/** Classifies an error of `new RegExp(source, flags)`. */
export function regexFault(error: unknown, source: string, flags: string): RegexFault {
  const message = error instanceof Error ? error.message : String(error);
  // V8 repeats the source before the reason.
  const reason = message.replace(/^Invalid regular expression: /, '').replace(`/${source}/${flags}: `, '');
  return { code: isKnown(reason) ? KINDS[reason] : 'other', reason };
}

function isKnown(reason: string): reason is keyof typeof KINDS {
  return Object.hasOwn(KINDS, reason);
}
