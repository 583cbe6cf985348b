/** Content of an autostart entry that matters to Logbell. */
export interface DesktopEntry {
  /** Program and its arguments. */
  readonly command: readonly string[];
  /** False after the person switched it off in the desktop's own settings (`Hidden`, `X-GNOME-Autostart-enabled`). */
  readonly enabled: boolean;
  /** True if Logbell wrote the file and so may remove it. */
  readonly own: boolean;
}

const MARKER = 'X-Logbell-Autostart';

/** Text of an XDG autostart file that runs `command` at login. */
export function writeDesktopEntry(command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Logbell',
    'Comment=Watches log files and texts the person on call',
    'Comment[ko]=로그 파일을 감시하고 당직자에게 문자를 보냅니다',
    `Exec=${escapeValue(command.map(quoteArgument).join(' '))}`,
    'Icon=io.github.logbell.Logbell',
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    `${MARKER}=true`,
    '',
  ].join('\n');
}

/** Parses an autostart file; null if it is none or its Exec line cannot be parsed. */
export function readDesktopEntry(text: string): DesktopEntry | null {
  const values = mainGroup(text);
  const command = splitExec(unescapeValue(values.get('Exec') ?? ''));
  if (command === null || command.length === 0) {
    return null;
  }
  return {
    command,
    enabled: values.get('Hidden') !== 'true' && values.get('X-GNOME-Autostart-enabled') !== 'false',
    own: values.get(MARKER) === 'true',
  };
}

function mainGroup(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  let group = '';
  for (const line of text.split(/\r?\n/)) {
    group = /^\[(.*)\]\s*$/.exec(line)?.[1] ?? group;
    const pair = /^([^#[=]+?)\s*=\s*(.*)$/.exec(line);
    if (group === 'Desktop Entry' && pair?.[1] !== undefined && pair[2] !== undefined) {
      values.set(pair[1], pair[2]);
    }
  }
  return values;
}

/**
 * Quotes one argument: in double quotes, with `"`, backtick, `$` and backslash escaped and `%` doubled (Desktop Entry
 * specification, "The Exec key").
 */
function quoteArgument(argument: string): string {
  return `"${argument.replace(/["`$\\]/g, '\\$&').replace(/%/g, '%%')}"`;
}

/** Splits an Exec line into quoted or plain arguments; null if a quote is left open or a field code occurs. */
function splitExec(exec: string): string[] | null {
  const found: string[] = [];
  const argument = /\s*(?:"((?:[^"\\]|\\[\s\S])*)"|([^\s"]+))(?=\s|$)/uy;
  while (exec.slice(argument.lastIndex).trim() !== '') {
    const at = argument.lastIndex;
    const part = argument.exec(exec);
    if (part === null || argument.lastIndex === at) {
      return null;
    }
    const quoted = part[1]?.replace(/\\([\s\S])/g, '$1');
    found.push((quoted ?? part[2] ?? '').replace(/%%/g, '%'));
  }
  return found;
}

/** Applies the escapes of any string value in a desktop entry. */
function escapeValue(value: string): string {
  return value.replace(/\\/g, '\\\\').replace(/\n/g, '\\n').replace(/\t/g, '\\t').replace(/\r/g, '\\r');
}

const ESCAPES: Readonly<Record<string, string>> = { s: ' ', n: '\n', t: '\t', r: '\r', '\\': '\\' };

function unescapeValue(value: string): string {
  return value.replace(/\\([sntr\\])/g, (_all, letter: string) => ESCAPES[letter] ?? letter);
}
