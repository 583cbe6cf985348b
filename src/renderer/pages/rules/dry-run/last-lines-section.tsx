import { Select, Stack, Text, Title } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveLine } from '../../../../shared/contract/live-view';
import { InertLine } from '../../../components/display/inert-text';
import { PathText } from '../../../components/display/path-text';
import type { RuleLines } from '../preview/use-rule-lines';

/** Matches of an edited rule in the last lines of one of its files. */
export function LastLinesSection({ lines: { path, paths, choose, lines } }: { readonly lines: RuleLines }) {
  const { t } = useTranslation();
  const id = useId();
  if (path === null) {
    return null;
  }
  return (
    <Stack component="section" aria-labelledby={id} gap="xs">
      <Title order={3} id={id}>
        {t('window.dryRun.lastLines')}
      </Title>
      {paths.length > 1 ? (
        <Select
          aria-label={t('window.dryRun.lastLinesFile')}
          allowDeselect={false}
          searchable
          data={paths}
          value={path}
          onChange={choose}
        />
      ) : (
        <PathText path={path} size="xs" c="dimmed" />
      )}
      {lines !== null && <LastLines path={path} lines={lines} />}
    </Stack>
  );
}

interface LastLinesProps {
  readonly path: string;
  readonly lines: readonly LiveLine[] | 'none';
}

function LastLines({ path, lines }: LastLinesProps) {
  const { t } = useTranslation();
  if (lines === 'none' || lines.length === 0) {
    return (
      <Text c="dimmed" aria-live="polite">
        {t('window.dryRun.lastLinesNone')}
      </Text>
    );
  }
  const matches = lines.filter(({ rules }) => rules.length > 0).length;
  return (
    <>
      <Text aria-live="polite">{t('window.dryRun.lastLinesFound', { count: matches, lines: lines.length })}</Text>
      <div
        className="logbell-live"
        role="list"
        tabIndex={0}
        style={{ maxHeight: 200, paddingBlock: 4 }}
        aria-label={t('window.dryRun.lastLinesOf', { path })}
      >
        {lines.map(({ text, cut, marks, rules }, index) => (
          <Text
            key={`${index} ${text}`}
            role="listitem"
            className="logbell-last-line"
            ff="monospace"
            size="xs"
            data-matched={rules.length > 0 || undefined}
          >
            <InertLine text={text} marks={marks} />
            {cut && '…'}
          </Text>
        ))}
      </div>
    </>
  );
}
