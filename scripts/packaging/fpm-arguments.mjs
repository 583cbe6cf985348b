import { parseArgs } from 'node:util';

/**
 * What electron-builder asks fpm for.
 *
 * @typedef {object} DebRequest
 * @property {string} packageFile the .deb to write
 * @property {string} compression gz or xz, among others
 * @property {{ source: string, target: string }[]} mappings
 * @property {string | undefined} afterInstall script file
 * @property {string | undefined} afterRemove script file
 * @property {string} name
 * @property {string} version
 * @property {string} architecture
 * @property {string} maintainer
 * @property {string} section
 * @property {string} priority
 * @property {string} homepage
 * @property {string} description first line: synopsis
 * @property {readonly string[]} depends
 * @property {readonly string[]} recommends
 */

const text = /** @type {const} */ ({ type: 'string', default: '' });
const optional = /** @type {const} */ ({ type: 'string' });
const list = /** @type {const} */ ({ type: 'string', multiple: true });

/**
 * Reads the arguments that electron-builder gives fpm (app-builder-lib, FpmTarget). Throws at one it does not know.
 *
 * @param {readonly string[]} args
 * @returns {DebRequest}
 */
export function readFpmArguments(args) {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      source: { ...optional, short: 's' },
      target: { ...optional, short: 't' },
      depends: { ...list, short: 'd' },
      force: { type: 'boolean' },
      log: optional,
      license: optional,
      vendor: optional,
      'deb-recommends': list,
      'deb-compression': { type: 'string', default: 'xz' },
      'deb-priority': { type: 'string', default: 'optional' },
      category: { type: 'string', default: 'utils' },
      architecture: text,
      'after-install': optional,
      'after-remove': optional,
      description: text,
      version: text,
      package: text,
      name: text,
      maintainer: text,
      url: text,
    },
  });
  if (values.target !== 'deb') {
    throw new Error('Only -t deb is understood.');
  }
  return {
    packageFile: values.package,
    compression: values['deb-compression'],
    mappings: positionals.map(readMapping),
    afterInstall: values['after-install'],
    afterRemove: values['after-remove'],
    name: values.name,
    version: values.version,
    architecture: values.architecture,
    maintainer: values.maintainer,
    section: values.category,
    priority: values['deb-priority'],
    homepage: values.url,
    description: values.description,
    depends: values.depends ?? [],
    recommends: values['deb-recommends'] ?? [],
  };
}

/** @param {string} argument SOURCE=TARGET */
function readMapping(argument) {
  const split = argument.lastIndexOf('=');
  return { source: argument.slice(0, split), target: argument.slice(split + 1) };
}
