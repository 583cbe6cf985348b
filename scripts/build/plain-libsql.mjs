const LIBSQL = '/node_modules/libsql/index.js';
const LIBSQL_LOADER = /const \{ load, currentTarget \}[^]*?\nfunction requireNative\(\) \{[^]*?\n\}\n/;

/**
 * Replaces how libsql finds its binary, so that it can be bundled. Its own way takes two more packages, which write a
 * diagnostic report at each start to learn which C library there is; npm installs only the binary that fits.
 *
 * @returns {import('vite').Plugin}
 */
export function plainLibsql() {
  return {
    name: 'plain-libsql',
    transform(code, id) {
      return id.endsWith(LIBSQL) ? { code: withPlainLoader(code), map: null } : null;
    },
  };
}

/**
 * The code with a loader that tries the binary for glibc, then that for musl. Throws if libsql loads its binary in
 * another way.
 *
 * @param {string} code of libsql's index.js
 */
export function withPlainLoader(code) {
  if (!LIBSQL_LOADER.test(code)) {
    throw new Error('libsql loads its binary in another way than this plugin expects.');
  }
  return code.replace(
    LIBSQL_LOADER,
    `const requireNative = () => {
      const binary = '@libsql/linux-' + process.arch;
      try {
        return require(binary + '-gnu');
      } catch (error) {
        if (error.code !== 'MODULE_NOT_FOUND') {
          throw error;
        }
        return require(binary + '-musl');
      }
    };\n`,
  );
}
