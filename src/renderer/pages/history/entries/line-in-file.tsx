import { Alert, Skeleton, Text } from '@mantine/core';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FileViewFault, FileViewLine, LinesAround } from '../../../../shared/contract/live-view';
import type { MatchEntry } from '../../../../shared/contract/history';
import type { Result } from '../../../../shared/common/result';
import type { NoAnswer } from '../../../bridge/actions';
import { useActions } from '../../../bridge/app-context';
import { InertLine } from '../../../components/display/inert-line';
import { PathText } from '../../../components/display/path-text';
import { useFormats } from '../../../format/times';

/** Line of a match in its file with the lines around it, or the reason why it cannot be shown. */
export function LineInFile({ match: { id, path } }: { readonly match: MatchEntry }) {
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
      <Text size="xs" c="dimmed">
        {t('window.inFile.at', { offset: formats.count(offset) })}
      </Text>
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
