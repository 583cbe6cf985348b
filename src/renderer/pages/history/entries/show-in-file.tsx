import { Alert, Anchor, Skeleton, Stack, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { createContext, type ReactNode, use, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Result } from '../../../../shared/common/result';
import type { MatchEntry, ReceivedFacts } from '../../../../shared/contract/history';
import type { FileViewFault, FileViewLine, LinesAround } from '../../../../shared/contract/live-view';
import type { NoAnswer } from '../../../bridge/actions';
import { useActions } from '../../../bridge/app-context';
import { InertLine } from '../../../components/display/inert-text';
import { LinesDrawer } from '../../../components/display/lines-drawer';
import { PathText } from '../../../components/display/path-text';
import { useFormats } from '../../../format/times';

const ShowInFileContext = createContext<((match: MatchEntry) => void) | null>(null);

/** Provides the drawer that shows a match in its file, or a received alert, to all entries below. */
export function ShowInFileProvider({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const [match, setMatch] = useState<MatchEntry | null>(null);
  const [opened, { open, close }] = useDisclosure(false);
  const show = useMemo(
    () => (next: MatchEntry) => {
      setMatch(next);
      open();
    },
    [open],
  );
  return (
    <ShowInFileContext value={show}>
      {children}
      <LinesDrawer
        opened={opened}
        title={t(match?.received ? 'window.inFile.alert' : 'window.inFile.show')}
        onClose={close}
      >
        {match && (match.received ? <AlertFacts facts={match.received} /> : <LineInFile match={match} />)}
      </LinesDrawer>
    </ShowInFileContext>
  );
}

/**
 * Link to a match in its file, or to the labels of a received alert; renders nothing without a provider or if the
 * line's offset is unknown.
 */
export function ShowInFile({ match }: { readonly match: MatchEntry }) {
  const { t } = useTranslation();
  const show = use(ShowInFileContext);
  const { offset, entry, received } = match;
  const isKnown = offset !== undefined || entry !== undefined || received !== undefined;
  return show === null || !isKnown ? null : (
    <Anchor component="button" type="button" size="xs" underline="always" flex="none" onClick={() => show(match)}>
      {t(received ? 'window.inFile.alert' : 'window.inFile.show')}
    </Anchor>
  );
}

/** Labels and annotations of a received alert. */
function AlertFacts({ facts }: { readonly facts: ReceivedFacts }) {
  const { t } = useTranslation();
  return (
    <Stack gap="md" style={{ overflowY: 'auto' }}>
      {(['labels', 'annotations'] as const).map((kind) =>
        Object.keys(facts[kind]).length === 0 ? null : (
          <Table key={kind} captionSide="top" layout="fixed">
            <Table.Caption ta="start">{t(`window.inFile.${kind}`)}</Table.Caption>
            <Table.Tbody>
              {Object.entries(facts[kind]).map(([name, value]) => (
                <Table.Tr key={name}>
                  <Table.Th scope="row" w="35%" style={{ overflowWrap: 'anywhere' }}>
                    <InertLine text={name} />
                  </Table.Th>
                  <Table.Td style={{ overflowWrap: 'anywhere' }}>
                    <InertLine text={value} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        ),
      )}
    </Stack>
  );
}

/** Line of a match in its file with the lines around it, or the reason why it cannot be shown. */
function LineInFile({ match: { id, path } }: { readonly match: MatchEntry }) {
  const { t } = useTranslation();
  const actions = useActions();
  const [answer, setAnswer] = useState<Result<LinesAround, FileViewFault | NoAnswer> | null>(null);
  useEffect(() => {
    let current = true;
    void actions.lineInFile(id).then((found) => {
      if (current) {
        setAnswer(found);
      }
    });
    return () => {
      current = false;
    };
  }, [actions, id]);
  if (answer === null) {
    return <Skeleton height={72} aria-label={t('window.loading')} role="status" />;
  }
  return answer.ok ? (
    <Lines around={answer.value} />
  ) : (
    <>
      <PathText path={path} />
      <Fault fault={answer.error} />
    </>
  );
}

function Fault({ fault }: { readonly fault: FileViewFault | NoAnswer }) {
  const { t } = useTranslation();
  switch (fault) {
    case 'no-answer':
      return <Alert color="red" role="alert" title={t('window.notice.noAnswer')} />;
    case 'foreign':
    case 'denied':
    case 'failed':
      return (
        <Alert color="red" role="alert">
          {t(`window.live.state.${fault}`)}
        </Alert>
      );
    case 'unknown':
    case 'gone':
    case 'changed':
    case 'compressed':
    case 'vacuumed':
      return (
        <Alert color="gray" role="alert">
          {t(`window.inFile.fault.${fault}`)}
        </Alert>
      );
  }
}

function Lines({ around: { path, offset, before, matched, after } }: { readonly around: LinesAround }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => box.current?.querySelector('[data-matched]')?.scrollIntoView({ block: 'center' }), []);
  const rows = [...before, ...matched, ...after];
  const isMatched = (index: number): boolean => index >= before.length && index < before.length + matched.length;
  return (
    <>
      <PathText path={path} />
      {offset !== undefined && (
        <Text size="xs" c="dimmed">
          {t('window.inFile.at', { offset: formats.count(offset) })}
        </Text>
      )}
      <div
        ref={box}
        className="logbell-live"
        role="list"
        tabIndex={0}
        style={{ minHeight: 0 }}
        aria-label={t('window.inFile.lines', { path })}
      >
        {rows.map((line, index) => (
          <Row key={`${index} ${line.text}`} line={line} matched={isMatched(index)} />
        ))}
      </div>
    </>
  );
}

function Row({ line: { text, cut }, matched }: { readonly line: FileViewLine; readonly matched: boolean }) {
  return (
    <div
      role="listitem"
      className="logbell-last-line"
      data-matched={matched || undefined}
      aria-current={matched || undefined}
    >
      <InertLine text={text} />
      {cut && '…'}
    </div>
  );
}
