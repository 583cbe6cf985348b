/**
 * Runs `electron FOLDER` in the fallback Electron, which has no default app of its own: reads the command line
 * (`electron --help`: -r, -v and the app's path), takes that app's name and version, and imports its main file.
 */
import { app } from 'electron';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * @typedef {{ main?: string, name?: string, productName?: string, version?: string, desktopName?: string }} Manifest
 * @typedef {typeof app & { setAppPath(path: string): void, setVersion(version: string): void }} DefaultApp
 *   the methods that Electron's default app uses (electron/electron, default_app/main.ts)
 */
const defaultApp = /** @type {DefaultApp} */ (app);

/**
 * @param {readonly string[]} args without the executable
 * @returns {{ modules: string[], version: boolean, appPath: string | undefined }}
 */
function readCommandLine(args) {
  const modules = [];
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index] ?? '';
    if (argument === '-r' || argument === '--require') {
      index += 1;
      modules.push(args[index] ?? '');
    } else if (argument.startsWith('--require=')) {
      modules.push(argument.slice('--require='.length));
    } else if (argument === '-v' || argument === '--version') {
      return { modules, version: true, appPath: undefined };
    } else if (!argument.startsWith('-')) {
      return { modules, version: false, appPath: argument };
    }
  }
  return { modules, version: false, appPath: undefined };
}

/**
 * Finds the app's folder and the file to import, for a folder with a package.json or a single file.
 *
 * @param {string} path
 * @returns {{ folder: string, main: string, manifest: Manifest }}
 */
function resolveApp(path) {
  const target = resolve(path);
  if (!existsSync(target)) {
    throw new Error(`There is no app at ${target}`);
  }
  if (statSync(target).isFile() && !target.endsWith('.asar')) {
    return { folder: dirname(target), main: target, manifest: {} };
  }
  /** @type {unknown} */
  const content = JSON.parse(readFileSync(join(target, 'package.json'), 'utf8'));
  const manifest = /** @type {Manifest} */ (content);
  return { folder: target, main: join(target, manifest.main ?? 'index.js'), manifest };
}

/** @param {ReturnType<typeof resolveApp>} found */
function becomeApp({ folder, manifest }) {
  Object.assign(process, { defaultApp: true });
  defaultApp.setAppPath(folder);
  const name = manifest.productName ?? manifest.name;
  if (name !== undefined) {
    app.setName(name);
  }
  if (manifest.version !== undefined) {
    defaultApp.setVersion(manifest.version);
  }
  if (manifest.desktopName !== undefined) {
    app.setDesktopName(manifest.desktopName);
  }
}

const commandLine = readCommandLine(process.argv.slice(1));
const requireFromHere = createRequire(join(process.cwd(), 'here.js'));
for (const module of commandLine.modules) {
  requireFromHere(module);
}
if (commandLine.version) {
  console.log(`v${process.versions.electron}`);
  process.exit(0);
}
if (commandLine.appPath === undefined) {
  console.error('Usage: electron [switches] APP');
  process.exit(1);
}
try {
  const found = resolveApp(commandLine.appPath);
  becomeApp(found);
  await import(pathToFileURL(found.main).href);
} catch (error) {
  console.error(error);
  process.exit(1);
}
