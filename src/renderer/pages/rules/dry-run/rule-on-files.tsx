import { Divider } from '@mantine/core';
import type { Rule } from '../../../../shared/settings/schema';
import { DryRunSection } from './dry-run-section';
import { LastLinesSection } from './last-lines-section';

/** Shows an edited rule on real files: on their last lines at once, on everything on demand. */
export function RuleOnFiles({ rule }: { readonly rule: Rule }) {
  return (
    <>
      <LastLinesSection rule={rule} />
      <Divider />
      <DryRunSection rule={rule} />
    </>
  );
}
