import { parseArgs } from 'node:util';

/** Command-line options of the desktop app. */
export interface Flags {
  /** Start in the tray without a window, as at login. */
  readonly hidden: boolean;
  /** Folder to use in place of the default ones; null for those. */
  readonly configDir: string | null;
  /** Print this and exit; null to start. */
  readonly print: 'version' | 'help' | null;
}

/** Parses the arguments after the program's name. Unknown ones are left to Chromium. */
export function readFlags(args: readonly string[]): Flags {
  const { values } = parseArgs({
    args: [...args],
    strict: false,
    options: {
      hidden: { type: 'boolean' },
      'config-dir': { type: 'string' },
      version: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  const configDir = values['config-dir'];
  return {
    hidden: values.hidden === true,
    configDir: typeof configDir === 'string' && configDir !== '' ? configDir : null,
    print: values.help === true ? 'help' : values.version === true ? 'version' : null,
  };
}
