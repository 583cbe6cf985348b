import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  type Icon,
  IconAlertTriangle,
  IconCircleCheck,
  IconDeviceMobileMessage,
  IconFilter,
} from '@tabler/icons-react';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type {
  DigestEntry,
  EscalationEntry,
  HeldEntry,
  HistoryEntry,
  MatchEntry,
  ProblemEntry,
  TestEntry,
} from '../../../../shared/contract/history';
import { InertBlock, InertLine } from '../../../components/display/inert-text';
import { PathText } from '../../../components/display/path-text';
import { PracticeBadge } from '../../../components/display/state-badges';
import { TextsList } from '../../../components/display/texts-list';
import { useSentences } from '../../../format/sentences';
import { useFormats } from '../../../format/times';
import { ShowInFile } from './show-in-file';

const SHOWN_CHARACTERS = 400;

/** One entry of the history, with the reason for its decision. */
export const HistoryItem = memo(function HistoryItem({ entry }: { readonly entry: HistoryEntry }) {
  switch (entry.kind) {
    case 'match':
      return <MatchItem entry={entry} />;
    case 'held':
      return <HeldItem entry={entry} />;
    case 'test':
    case 'digest':
    case 'escalation':
      return <OwnText entry={entry} />;
    case 'problem':
      return <ProblemItem entry={entry} />;
  }
});

function MatchItem({ entry }: { readonly entry: MatchEntry }) {
  const sentences = useSentences();
  return (
    <TextedFrame shape={IconFilter} title={entry.rule} entry={entry}>
      <div className="logbell-entry-head">
        <PathText path={entry.path} size="xs" c="dimmed" />
        <ShowInFile match={entry} />
      </div>
      <LogLine line={entry.line} />
      <div>{sentences.decision(entry.decision)}</div>
    </TextedFrame>
  );
}

/** Held matches of a flood, counted together. */
function HeldItem({ entry }: { readonly entry: HeldEntry }) {
  const { t } = useTranslation();
  const sentences = useSentences();
  return (
    <TextedFrame shape={IconFilter} title={entry.rule} entry={entry}>
      <div>{t('held.more', { count: entry.count })}</div>
      <div>{sentences.held(entry.decision)}</div>
    </TextedFrame>
  );
}

/** Text without a match: a test, a digest of late texts, or an escalation. */
function OwnText({ entry }: { readonly entry: TestEntry | DigestEntry | EscalationEntry }) {
  const { t } = useTranslation();
  return <TextedFrame shape={IconDeviceMobileMessage} title={t(`window.history.${entry.kind}`)} entry={entry} />;
}

interface TextedFrameProps {
  readonly shape: Icon;
  readonly title: string;
  readonly entry: Exclude<HistoryEntry, ProblemEntry>;
  readonly children?: ReactNode;
}

/** Entry with the message that was sent, and its texts. */
function TextedFrame({ shape, title, entry, children }: TextedFrameProps) {
  const badge = entry.texts.some(({ practice }) => practice) && <PracticeBadge />;
  return (
    <Frame shape={shape} title={title} at={entry.at} badge={badge}>
      {children}
      <SentText content={entry.content} />
      {entry.texts.length > 0 && <TextsList texts={entry.texts} />}
    </Frame>
  );
}

function ProblemItem({ entry }: { readonly entry: ProblemEntry }) {
  const { t } = useTranslation();
  const sentences = useSentences();
  const formats = useFormats();
  const over = entry.clearedAt;
  return (
    <Frame
      shape={over === null ? IconAlertTriangle : IconCircleCheck}
      color={over === null ? 'var(--mantine-color-error)' : undefined}
      title={sentences.problemTitle(entry)}
      at={entry.at}
    >
      <div className="logbell-dimmed">
        {over === null ? sentences.problemRemedy(entry) : t('window.history.over', { time: formats.moment(over) })}
      </div>
    </Frame>
  );
}

function SentText({ content }: { readonly content: string }) {
  const { t } = useTranslation();
  return content === '' ? null : (
    <div className="logbell-entry-sent">
      <span className="logbell-dimmed">{t('window.history.content')}</span> <InertBlock text={content} />
    </div>
  );
}

interface FrameProps {
  readonly shape: Icon;
  readonly color?: string | undefined;
  readonly title: string;
  readonly at: number;
  readonly badge?: ReactNode;
  readonly children: ReactNode;
}

/** Plain elements with CSS classes: a long list renders many of them between two frames. */
function Frame({ shape: Shape, color, title, at, badge, children }: FrameProps) {
  const formats = useFormats();
  return (
    <article className="logbell-entry" aria-label={title}>
      <Shape size={18} stroke={1.7} color={color ?? 'var(--mantine-color-dimmed)'} aria-hidden />
      <div className="logbell-entry-body">
        <div className="logbell-entry-head">
          <div className="logbell-entry-title">
            <span>
              <InertLine text={title} />
            </span>
            {badge}
          </div>
          <time dateTime={new Date(at).toISOString()}>{formats.moment(at)}</time>
        </div>
        {children}
      </div>
    </article>
  );
}

/** Line of a log; a very long one is cut until it is unfolded. */
function LogLine({ line }: { readonly line: string }) {
  const { t } = useTranslation();
  const [whole, { toggle }] = useDisclosure(false);
  const characters = Array.from(line);
  const long = characters.length > SHOWN_CHARACTERS;
  return (
    <div>
      <pre className="logbell-entry-line">
        <InertBlock text={long && !whole ? `${characters.slice(0, SHOWN_CHARACTERS).join('')}…` : line} />
      </pre>
      {long && (
        <Button variant="subtle" size="compact-xs" aria-expanded={whole} onClick={toggle}>
          {t(whole ? 'window.history.hideLine' : 'window.history.showLine')}
        </Button>
      )}
    </div>
  );
}
