import type { Environment } from './config-dir';

/** The two keys of a Naver Cloud account (SENS authentication page: Access Key ID and Secret Key). */
export interface Keys {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** Keys of which one or both may be missing. */
export type SomeKeys = { readonly [Name in keyof Keys]?: Keys[Name] };

/** Both keys, or null when one is missing. */
export function bothKeys(keys: SomeKeys): Keys | null {
  const { accessKey, secretKey } = keys;
  return accessKey !== undefined && secretKey !== undefined ? { accessKey, secretKey } : null;
}

/** The variables of an environment that hold a key. */
export function keyVariables(environment: Environment): Environment {
  const names = ['LOGBELL_ACCESS_KEY', 'LOGBELL_SECRET_KEY'];
  return Object.fromEntries(names.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])));
}

/** The keys in LOGBELL_ACCESS_KEY and LOGBELL_SECRET_KEY; one that cannot be a key counts as missing. */
export function environmentKeys(environment: Environment): SomeKeys {
  const accessKey = cleanKey(environment['LOGBELL_ACCESS_KEY'] ?? '');
  const secretKey = cleanKey(environment['LOGBELL_SECRET_KEY'] ?? '');
  return { ...(accessKey !== null && { accessKey }), ...(secretKey !== null && { secretKey }) };
}

/**
 * The environment as it is, which from then on lacks the keys: programs that Logbell starts inherit it, and Node's
 * diagnostic reports list it (Node, "Diagnostic report").
 */
export function takeKeysOut(environment: Record<string, string | undefined>): Environment {
  const taken = { ...environment };
  delete environment['LOGBELL_ACCESS_KEY'];
  delete environment['LOGBELL_SECRET_KEY'];
  return taken;
}

/** A key without the blanks around it, as pasting brings them; null when it is empty or holds blanks, quotes or controls. */
export function cleanKey(pasted: string): string | null {
  const key = pasted.trim();
  return /^[^\s"'`\p{C}]{1,200}$/u.test(key) ? key : null;
}
