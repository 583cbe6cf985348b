import type { Keys } from '../../settings/secrets/keys';
import type { Secrets } from '../../settings/secrets/secrets';

/** Keys that are ready to be stored. */
export interface SealedKeys {
  /** Files that `store` writes. */
  readonly files: readonly string[];
  readonly isEncrypted: boolean;
  /** Writes the files; false on a write error. */
  readonly store: () => boolean;
}

/** The place that `logbell setup` keeps the keys in. */
export interface KeyStore {
  /** True if both keys are there. */
  readonly isComplete: () => boolean;
  readonly seal: (keys: Keys) => SealedKeys;
}

/** Creates a store on the keys file of a person. */
export function ownKeyStore(secrets: Secrets, secretsFile: string): KeyStore {
  return {
    isComplete: () => {
      const { accessKey, secretKey } = secrets.view();
      return accessKey === 'set' && secretKey === 'set';
    },
    seal: (keys) => ({
      files: [secretsFile],
      isEncrypted: false,
      store: () => secrets.save({ ...keys, keepInFile: true }).ok,
    }),
  };
}
