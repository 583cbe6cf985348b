/** What a message can name. */
export interface TemplateValues {
  readonly rule: string;
  readonly file: string;
  /** The line that matched, or all of an event of several lines: `{{event}}`. Of that, `{{line}}` is the line in which the match begins. */
  readonly line: string;
  readonly time: string;
  readonly host: string;
  readonly match: string;
  /** `{{1}}`, `{{2}}` …: numbered groups. */
  readonly groups: readonly string[];
  /** `{{name}}`: named groups; the names above win. */
  readonly named: Readonly<Record<string, string>>;
}

const VARIABLE = /\{\{\s*([\p{L}\p{N}_$]+)\s*\}\}/gu;

/** Fills a message in one pass, so that nothing in a log line is read as a variable; what is not known becomes empty. */
export function fillTemplate(message: string, values: TemplateValues): string {
  return message.replace(VARIABLE, (_whole, name: string) => valueOf(name, values));
}

function valueOf(name: string, values: TemplateValues): string {
  const { groups, named, ...own } = { ...values, line: matchedLine(values) };
  if (/^\d+$/.test(name)) {
    return groups[Number(name) - 1] ?? '';
  }
  const known = new Map(Object.entries({ event: values.line, ...named, ...own }));
  return known.get(name) ?? '';
}

function matchedLine({ line, match }: TemplateValues): string {
  const at = Math.max(0, line.indexOf(match));
  const start = at === 0 ? 0 : line.lastIndexOf('\n', at - 1) + 1;
  const end = line.indexOf('\n', at);
  return line.slice(start, end < 0 ? line.length : end);
}

/** Local time as messages show it: `11-22 23:05:09`. */
export function messageTime(at: number): string {
  const time = new Date(at);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = `${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`;
}
