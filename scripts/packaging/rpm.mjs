/** Builds an .rpm from a tree of files with rpmbuild(8). */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { filesBelow, setModes, setTimes } from './tree-files.mjs';

/**
 * An .rpm to build.
 *
 * @typedef {object} RpmBuild
 * @property {string} tree folder with the files, as below /
 * @property {string} file the .rpm to write
 * @property {string} name
 * @property {string} version as rpm sorts it
 * @property {string} summary
 * @property {string} description
 * @property {string} homepage
 * @property {string} packager
 * @property {readonly string[]} requires
 * @property {string} afterInstall script file
 * @property {string} beforeRemove script file
 * @property {string} [afterRemove] script file
 * @property {readonly string[]} ownFolders folders that belong to this package alone, with all below them
 * @property {boolean} isQuick true for a larger package that is built in less time
 * @property {number} time of all files, seconds since 1970
 */

/** Payload settings of rpm: level and format. */
const PAYLOADS = { small: 'w6.xzdio', quick: 'w1.gzdio' };

/**
 * Builds the package: the same bytes for the same tree and time.
 *
 * @param {RpmBuild} build
 */
export function buildRpm(build) {
  const work = mkdtempSync(join(tmpdir(), 'logbell-rpm-'));
  try {
    setModes(build.tree);
    setTimes(build.tree, build.time);
    const spec = join(work, `${build.name}.spec`);
    writeFileSync(spec, specFile(build));
    // No debug packages, stripping or search for dependencies: the files are final.
    const macros = [
      ...[`_topdir ${work}`, `_rpmdir ${join(work, 'made')}`, '_buildhost localhost', '_build_id_links none'],
      ...['use_source_date_epoch_as_buildtime 1', 'clamp_mtime_to_source_date_epoch 1', 'debug_package %{nil}'],
      ...[
        '__os_install_post %{nil}',
        `_binary_payload ${build.isQuick ? PAYLOADS.quick : PAYLOADS.small}`,
        '_smp_build_ncpus 1',
      ],
    ];
    const args = [...macros.flatMap((macro) => ['--define', macro]), '--target', 'x86_64', '-bb', '--quiet', spec];
    execFileSync('rpmbuild', args, {
      env: { ...process.env, SOURCE_DATE_EPOCH: String(build.time) },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const made = join(work, 'made', 'x86_64');
    const [name = ''] = readdirSync(made);
    mkdirSync(dirname(build.file), { recursive: true });
    execFileSync('cp', [join(made, name), `${build.file}.new`]);
    renameSync(`${build.file}.new`, build.file);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * The spec file (rpm-spec(7)).
 *
 * @param {RpmBuild} build
 */
function specFile(build) {
  const folders = build.ownFolders.flatMap((folder) => withFoldersBelow(join(build.tree, folder)));
  const files = filesBelow(build.tree).map((file) => `"/${relative(build.tree, file)}"`);
  return `Name: ${build.name}
Version: ${build.version}
Release: 1
Summary: ${build.summary}
License: MIT
URL: ${build.homepage}
Packager: ${build.packager}
AutoReqProv: no
${build.requires.map((each) => `Requires: ${each}\n`).join('')}
%description
${build.description}

%install
mkdir -p %{buildroot}
cp -a ${build.tree}/. %{buildroot}/

%post
${scriptBody(build.afterInstall)}
%preun
${scriptBody(build.beforeRemove)}
${build.afterRemove === undefined ? '' : `%postun\n${scriptBody(build.afterRemove)}`}
%files
${folders.map((folder) => `%dir "/${relative(build.tree, folder)}"\n`).join('')}${files.join('\n')}
`;
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function withFoldersBelow(folder) {
  const below = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return [
    folder,
    ...below
      .map(({ name }) => name)
      .sort()
      .flatMap((name) => withFoldersBelow(join(folder, name))),
  ];
}

/** @param {string} file a shell script; rpm gives scriptlets their interpreter, and percent signs are macros */
function scriptBody(file) {
  return readFileSync(file, 'utf8')
    .replace(/^#!.*\n/, '')
    .replaceAll('%', '%%');
}
