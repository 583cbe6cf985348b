import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const RELEASED = /\.(deb|rpm|tar\.gz|AppImage|cdx\.json)$/;

/**
 * Writes SHA256SUMS for the packages in a folder and what comes with them, as sha256sum(1) checks it with `-c`.
 *
 * @param {string} folder
 */
export function writeChecksums(folder) {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => RELEASED.test(name)) : [];
  const lines = files.sort().map((name) => {
    const sum = createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex');
    return `${sum}  ${name}\n`;
  });
  if (lines.length > 0) {
    writeFileSync(join(folder, 'SHA256SUMS'), lines.join(''));
  }
}
