import { Anchor } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { createContext, use, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MatchEntry } from '../../../../shared/contract/history';
import { LinesDrawer } from '../../../components/display/lines-drawer';
import { LineInFile } from './line-in-file';

const ShowInFileContext = createContext<((match: MatchEntry) => void) | null>(null);

/** Provides the drawer that shows a match in its file to all entries below. */
export function ShowInFileProvider({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const [match, setMatch] = useState<MatchEntry | null>(null);
  const [opened, { open, close }] = useDisclosure(false);
  const show = useMemo(
    () => (wanted: MatchEntry) => {
      setMatch(wanted);
      open();
    },
    [open],
  );
  return (
    <ShowInFileContext value={show}>
      {children}
      <LinesDrawer opened={opened} title={t('window.inFile.show')} onClose={close}>
        {match && <LineInFile match={match} />}
      </LinesDrawer>
    </ShowInFileContext>
  );
}

/** Link to a match in its file; renders nothing without a provider or if the line's offset is unknown. */
export function ShowInFile({ match }: { readonly match: MatchEntry }) {
  const { t } = useTranslation();
  const show = use(ShowInFileContext);
  return show === null || match.offset === undefined ? null : (
    <Anchor component="button" type="button" size="xs" underline="always" flex="none" onClick={() => show(match)}>
      {t('window.inFile.show')}
    </Anchor>
  );
}
