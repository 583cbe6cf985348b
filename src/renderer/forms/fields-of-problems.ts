import type { SettingsProblem } from '../../shared/settings/problems';

/** Faults sorted into those beside a field of the form and the rest. */
export interface PlacedProblems {
  readonly fields: Readonly<Record<string, SettingsProblem>>;
  readonly elsewhere: readonly SettingsProblem[];
}

/** Sorts faults: `base` is the path of what the form edits (`rules[2]`), `field` names the form's field for a path within it. */
export function placeProblems(
  problems: readonly SettingsProblem[],
  base: string,
  field: (path: string) => string | null,
): PlacedProblems {
  const fields: Record<string, SettingsProblem> = {};
  const elsewhere: SettingsProblem[] = [];
  for (const problem of problems) {
    const within = isWithin(problem.path, base) ? problem.path.slice(base.length).replace(/^\./, '') : null;
    const name = within === null ? null : field(within);
    if (name === null) {
      elsewhere.push(problem);
    } else {
      fields[name] ??= problem;
    }
  }
  return { fields, elsewhere };
}

/** Whether `path` is `base` or lies in it. */
export function isWithin(path: string, base: string): boolean {
  return path === base || path.startsWith(`${base}.`) || path.startsWith(`${base}[`);
}
