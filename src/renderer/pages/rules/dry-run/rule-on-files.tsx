import { Divider } from '@mantine/core';
import type { Rule } from '../../../../shared/settings/schema';
import { DryRunSection } from './dry-run-section';
import { LastLinesSection } from './last-lines-section';

/** What a rule makes of the files as they are: of their last lines at once, and of all there is on demand. */
export function RuleOnFiles({ rule }: { readonly rule: Rule }) {
  return (
    <>
      <LastLinesSection rule={rule} />
      <Divider />
      <DryRunSection rule={rule} />
    </>
  );
}
