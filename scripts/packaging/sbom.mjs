/** Writes the bill of materials of a package: what it carries, with versions, hashes and licenses (CycloneDX 1.5, JSON). */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { projectFolder } from '../setup/project.mjs';
import { packageName } from './content.mjs';

const MILLISECONDS = 1_000;
const NPM_OUTPUT_BYTES = 50_000_000;

/**
 * The parts of a bill of materials that are read here.
 *
 * @typedef {{ 'bom-ref': string, name: string, version: string }} Component
 * @typedef {{ ref: string, dependsOn: readonly string[] }} Dependency
 * @typedef {object} Bill
 * @property {string} serialNumber
 * @property {{ timestamp: string, component: Component }} metadata
 * @property {readonly Component[]} components
 * @property {readonly Dependency[]} dependencies
 */

/**
 * Writes the bill that npm makes of the installed packages, reduced to those that the package carries. The same input gives
 * the same bytes.
 *
 * @param {string} file
 * @param {object} content
 * @param {string} content.name of the package
 * @param {readonly import('./content.mjs').ShippedPackage[]} content.packages from npm
 * @param {readonly { name: string, version: string, license: string, purl: string }[]} content.runtimes besides npm packages
 * @param {number} content.time seconds since 1970
 */
export function writeSbom(file, { name, packages, runtimes, time }) {
  const bill = installedPackages();
  const own = bill.metadata.component;
  const carried = new Set(packages.map((each) => `${packageName(each)}@${each.version}`));
  const components = [
    ...bill.components.filter((component) => carried.has(component['bom-ref'])),
    ...runtimes.map(({ name: runtime, version, license, purl }) => ({
      'bom-ref': `${runtime}@${version}`,
      ...{ type: 'application', name: runtime, version, scope: 'required', purl },
      licenses: [{ license: { name: license } }],
    })),
  ];
  const refs = new Set([own['bom-ref'], ...components.map((component) => component['bom-ref'])]);
  const dependencies = bill.dependencies
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter((other) => refs.has(other)) }));
  const timestamp = new Date(time * MILLISECONDS).toISOString();
  const component = { ...own, type: 'application', name };
  const written = { ...bill, metadata: { ...bill.metadata, timestamp, component }, components, dependencies };
  const serialNumber = `urn:uuid:${uuidOf(JSON.stringify({ ...written, serialNumber: '' }))}`;
  writeFileSync(file, `${JSON.stringify({ ...written, serialNumber }, undefined, 2)}\n`);
}

/** @returns {Bill} of everything in node_modules */
function installedPackages() {
  const args = ['sbom', '--sbom-format=cyclonedx', '--loglevel=error'];
  const output = execFileSync('npm', args, { cwd: projectFolder, maxBuffer: NPM_OUTPUT_BYTES, encoding: 'utf8' });
  /** @type {unknown} */
  const bill = JSON.parse(output);
  return /** @type {Bill} */ (bill);
}

/**
 * A version 8 UUID made of a hash (RFC 9562, 5.8).
 *
 * @param {string} content
 */
function uuidOf(content) {
  const hex = createHash('sha256').update(content).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
