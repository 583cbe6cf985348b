/** What V8 says of a regular expression that it cannot read (its src/regexp/regexp-error.h), where flag `u` is not asked for. */
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

/** A kind of fault; its sentence is in src/shared/i18n under `regexFault`. `other`: one that only the engine has words for. */
export type RegexFaultCode = (typeof KINDS)[keyof typeof KINDS] | 'too-complex' | 'other';

/** Why a regular expression cannot be used. */
export interface RegexFault {
  readonly code: RegexFaultCode;
  /** The engine's own words, in English. */
  readonly reason: string;
}

/** An expression that the engine would take, but not within a bearable time. */
export const TOO_COMPLEX: RegexFault = { code: 'too-complex', reason: 'Too complex' };

/** The fault that an error of `new RegExp(source, flags)` tells of. */
export function regexFault(error: unknown, source: string, flags: string): RegexFault {
  const message = error instanceof Error ? error.message : String(error);
  // V8 repeats the source before what is wrong with it.
  const reason = message.replace(/^Invalid regular expression: /, '').replace(`/${source}/${flags}: `, '');
  return { code: isKnown(reason) ? KINDS[reason] : 'other', reason };
}

function isKnown(reason: string): reason is keyof typeof KINDS {
  return Object.hasOwn(KINDS, reason);
}
