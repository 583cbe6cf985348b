import type { SettingsProblem } from '../../shared/settings/validation/problems';

/** Problems split into those of form fields and the rest. */
export interface PlacedProblems {
  readonly fields: Readonly<Record<string, SettingsProblem>>;
  readonly elsewhere: readonly SettingsProblem[];
}

/**
 * Assigns problems to fields. `base` is the path of the edited part (`rules[2]`); `field` maps a path within it to a
 * field.
 */
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

/** True if `path` is `base` or below it. */
export function isWithin(path: string, base: string): boolean {
  return path === base || path.startsWith(`${base}.`) || path.startsWith(`${base}[`);
}
