/** Kind of a settings fault; src/shared/i18n has the sentences under `settingsProblem`. */
export type SettingsProblemCode =
  | 'not-json'
  | 'unreadable'
  | 'too-large'
  | 'not-saved'
  | 'not-an-object'
  | 'unknown-field'
  | 'missing'
  | 'wrong-type'
  | 'bad-choice'
  | 'too-long'
  | 'too-many'
  | 'bad-id'
  | 'bad-duration'
  | 'bad-listen'
  | 'bad-receive-listen'
  | 'bad-range'
  | 'needs-tls'
  | 'needs-token'
  | 'tls-on-socket'
  | 'no-receiver'
  | 'no-receive-token'
  | 'bad-value'
  | 'out-of-range'
  | 'newer-version'
  | 'duplicate-id'
  | 'unknown-file'
  | 'unknown-recipient'
  | 'no-recipients'
  | 'bad-regex'
  | 'too-many-regexes'
  | 'matches-empty'
  | 'matches-anything'
  | 'matches-most'
  | 'never-counts'
  | 'watches-nothing'
  | 'always-quiet'
  | 'unknown-variable'
  | 'bad-pattern'
  | 'bad-multi-line'
  | 'unknown-group'
  | 'no-key'
  | 'pair-and-absence'
  | 'same-name'
  | 'never-affordable'
  | 'effect-barred'
  | 'effect-needs'
  | 'shorter-than'
  | 'never-reached'
  | 'escalates-to-recipient'
  | 'bad-length'
  | 'bad-time'
  | 'bad-zone'
  | 'empty-span'
  | 'bad-number'
  | 'bad-foreign-number'
  | 'number-not-textable'
  | 'bad-country-code'
  | 'bad-from'
  | 'from-personal'
  | 'empty-path'
  | 'relative-path'
  | 'costly-glob'
  | 'path-or-journal'
  | 'only-with-path'
  | 'bad-journal-match'
  | 'journal-directory-alone'
  | 'bad-url'
  | 'http-not-loopback'
  | 'http-in-clear'
  | 'no-url-or-id'
  | 'url-with-login'
  | 'bad-secret'
  | 'unknown-channel'
  | 'no-alertmanager'
  | 'alerts-to-alertmanager'
  | 'no-alertmanager-token'
  | 'same-url'
  | 'bad-label'
  | 'own-label'
  | 'no-channels'
  | 'secret-in-settings'
  | 'secret-in-header'
  | 'no-channel-secret'
  | 'no-channel-credential'
  | 'unused-channel'
  | 'bad-header'
  | 'own-header'
  | 'bad-header-value'
  | 'bad-host'
  | 'bad-mail-address'
  | 'mail-in-clear'
  | 'unusual-port'
  | 'no-service-id'
  | 'bad-service-id'
  | 'no-from'
  | 'no-keys'
  | 'no-credentials'
  | 'credentials-hidden'
  | 'no-system-settings'
  | 'system-denied'
  | 'service-denied'
  | 'keys-unreadable'
  | 'keys-too-large'
  | 'prints-keys'
  | 'sens-v1';

/**
 * A fault in the settings: its path (`rules[0].match.regex`), its kind and the values of its sentence, never a number
 * or key.
 */
export interface SettingsProblem {
  readonly path: string;
  readonly code: SettingsProblemCode;
  readonly params: Readonly<Record<string, string>>;
}

/** Creates a problem; `path` lists keys and indexes from the top. */
export function settingsProblem(
  path: readonly PropertyKey[],
  code: SettingsProblemCode,
  params: Readonly<Record<string, string>> = {},
): SettingsProblem {
  return { path: fieldPath(path), code, params };
}

/** Formats `['rules', 0, 'match']` as `rules[0].match`. */
function fieldPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>((written, key) => {
    if (typeof key === 'number') {
      return `${written}[${key}]`;
    }
    return written === '' ? String(key) : `${written}.${String(key)}`;
  }, '');
}
