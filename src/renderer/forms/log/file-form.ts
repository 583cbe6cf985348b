import { TRACES } from '../../../shared/settings/choices';
import type { MultiLine } from '../../../shared/settings/log-schema';
import type { FileSource } from '../../../shared/settings/schema';
import { type DurationUnit, readDuration, writeDuration } from '../field-values';

/** Ways to group lines: none, a known form of stack traces, or an own regular expression. */
export const GROUPINGS = ['none', ...TRACES, 'custom'] as const;

/** Form values of a file. */
export interface FileValues {
  readonly path: string;
  readonly encoding: FileSource['encoding'];
  readonly start: FileSource['start'];
  readonly grouping: (typeof GROUPINGS)[number];
  readonly firstLine: string;
  readonly waitAmount: number | string;
  readonly waitUnit: DurationUnit;
  readonly maxLines: number | string;
  /** Zero for never. */
  readonly flushAmount: number | string;
  readonly flushUnit: DurationUnit;
}

/** Form values of a new file. */
export const NEW_FILE: FileValues = {
  path: '',
  encoding: 'auto',
  start: 'end',
  grouping: 'none',
  firstLine: '',
  waitAmount: 1,
  waitUnit: 's',
  maxLines: 500,
  flushAmount: 0,
  flushUnit: 's',
};

export function fileToValues({ path, encoding, start, flushAfter, multiLine }: FileSource): FileValues {
  const flush = readDuration(flushAfter);
  const values = { ...NEW_FILE, path, encoding, start, flushAmount: flush.amount, flushUnit: flush.unit };
  if (multiLine === null) {
    return values;
  }
  const wait = readDuration(multiLine.timeout);
  return {
    ...values,
    grouping: multiLine.preset ?? 'custom',
    firstLine: multiLine.firstLine ?? '',
    waitAmount: wait.amount,
    waitUnit: wait.unit,
    maxLines: multiLine.maxLines,
  };
}

export function valuesToFile(id: string, values: FileValues): FileSource {
  const { path, encoding, start, flushAmount, flushUnit } = values;
  const flush = Number(flushAmount);
  return {
    id,
    path: path.trim(),
    encoding,
    start,
    flushAfter: flush === 0 ? '' : writeDuration({ amount: flush, unit: flushUnit }),
    multiLine: multiLineOf(values),
  };
}

function multiLineOf({ grouping, firstLine, waitAmount, waitUnit, maxLines }: FileValues): MultiLine | null {
  if (grouping === 'none') {
    return null;
  }
  const limits = {
    timeout: writeDuration({ amount: Number(waitAmount), unit: waitUnit }),
    maxLines: Number(maxLines),
  };
  return grouping === 'custom' ? { firstLine, ...limits } : { preset: grouping, ...limits };
}

/** Field to show a problem at, by its path within the file (`multiLine.firstLine`); null if there is none. */
export function fileField(path: string): keyof FileValues | null {
  const fields: Readonly<Record<string, keyof FileValues>> = {
    path: 'path',
    encoding: 'encoding',
    start: 'start',
    flushAfter: 'flushAmount',
    multiLine: 'grouping',
    'multiLine.firstLine': 'firstLine',
    'multiLine.timeout': 'waitAmount',
    'multiLine.maxLines': 'maxLines',
  };
  return fields[path] ?? null;
}
