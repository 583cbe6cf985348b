import { TRACES } from '../../shared/settings/choices';
import type { FileSource, MultiLine } from '../../shared/settings/schema';
import { type DurationUnit, readDuration, writeDuration } from './duration-parts';

/** How lines can be grouped: not at all, by a known form of traces, or by a regular expression of one's own. */
export const GROUPINGS = ['none', ...TRACES, 'custom'] as const;

/** A file as its form holds it. */
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

/** The form of a file that does not exist yet. */
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

/** The form of a file. */
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

/** The file a form describes. */
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

/** The field of the form beside which a fault at `path` (within the file, `multiLine.firstLine`) is shown; null when there is none. */
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
