/**
 * Replaces characters beyond ASCII in each built file by escapes, so that the file takes less memory. V8 keeps the
 * source of a module, with two bytes for each character if one of them is beyond Latin-1: one “ or 알 doubles it.
 *
 * @returns {import('vite').Plugin}
 */
export function asciiCode() {
  return {
    name: 'ascii-code',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === 'chunk') {
          file.code = withEscapes(file.code);
        }
      }
    },
  };
}

/**
 * The code with escapes such as `\u201c`, or as it is if the escapes take more memory. Throws for a backslash before
 * such a character, as `\` and an escape would mean something else.
 *
 * @param {string} code
 */
export function withEscapes(code) {
  const changed = /(?<!\\)(?:\\\\)*\\[^\0-\x7f]/.exec(code);
  if (changed !== null) {
    throw new Error(`An escape would change this: ${changed[0]}`);
  }
  const escaped = code.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return escaped.length < 2 * code.length ? escaped : code;
}
