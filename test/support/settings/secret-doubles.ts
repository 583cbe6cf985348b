import type { SecretsFile, StoredSecrets } from '../../../src/main/settings/secrets/secrets-file';
import type { Vault } from '../../../src/main/settings/secrets/vault';

/** A keyring that can be locked; its ciphertexts carry its name. */
export class FakeKeyring implements Vault {
  readonly name: string;
  locked = false;

  constructor(name = 'gnome_libsecret') {
    this.name = name;
  }

  backend(): string {
    return this.name;
  }

  encrypt(text: string): ReturnType<Vault['encrypt']> {
    return this.locked ? { ok: false, error: 'locked' } : { ok: true, value: `${this.name}:${btoa(text)}` };
  }

  decrypt(ciphertext: string): ReturnType<Vault['decrypt']> {
    const [name, text] = ciphertext.split(':');
    return this.locked || name !== this.name ? { ok: false, error: 'locked' } : { ok: true, value: atob(text ?? '') };
  }
}

/** In-memory `secrets.json` that can be made to fail. */
export class FakeSecretsFile implements SecretsFile {
  content: StoredSecrets | null = null;
  refuses = false;

  read(): StoredSecrets | null {
    return this.content;
  }

  fault(): null {
    return null;
  }

  write(secrets: StoredSecrets | null): void {
    if (this.refuses) {
      throw new Error('read-only');
    }
    this.content = secrets;
  }
}
