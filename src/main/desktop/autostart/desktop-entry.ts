/** What an autostart entry of Logbell says. */
export interface DesktopEntry {
  /** The program and its arguments. */
  readonly command: readonly string[];
  /** False when the person switched it off in the desktop's own settings (`Hidden`, `X-GNOME-Autostart-enabled`). */
  readonly enabled: boolean;
  /** True when Logbell wrote the file, so that it may be removed. */
  readonly own: boolean;
}

const MARKER = 'X-Logbell-Autostart';

/** The autostart file of the XDG Autostart specification that runs `command` at login. */
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

/** Reads an autostart file back; null when it is none or its Exec line cannot be read. */
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

/** Desktop Entry specification, "The Exec key": quoted whole, with `"`, backtick, `$` and backslash escaped, and `%` doubled. */
function quoteArgument(argument: string): string {
  return `"${argument.replace(/["`$\\]/g, '\\$&').replace(/%/g, '%%')}"`;
}

/** Undoes quoting, for arguments quoted or plain; null when a quote is left open or a field code stands in it. */
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

/** The escapes of any string value in a desktop entry. */
function escapeValue(value: string): string {
  return value.replace(/\\/g, '\\\\').replace(/\n/g, '\\n').replace(/\t/g, '\\t').replace(/\r/g, '\\r');
}

const ESCAPES: Readonly<Record<string, string>> = { s: ' ', n: '\n', t: '\t', r: '\r', '\\': '\\' };

function unescapeValue(value: string): string {
  return value.replace(/\\([sntr\\])/g, (_all, letter: string) => ESCAPES[letter] ?? letter);
}
