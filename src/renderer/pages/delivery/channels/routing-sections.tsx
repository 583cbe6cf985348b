import { Checkbox, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { durationWords } from '../../../../shared/i18n/duration-words';
import { FALLBACK_REASONS } from '../../../../shared/settings/channels/channel-kinds';
import { useSettings } from '../../../bridge/app-context';
import { AutosaveDuration } from '../../../components/fields/autosave-fields';
import { ChannelSelect } from '../../../components/fields/channel-select';
import { Section } from '../../../components/layout/section';
import { withCopies, withFallback, withProblems } from '../../../forms/channel-routes';
import { readDuration } from '../../../forms/field-values';
import { channelNames } from '../../../format/channel-names';
import { useRouting } from './use-routing';

/** Channels that get a copy of every alert. */
export function CopiesSection() {
  const { t } = useTranslation();
  const settings = useSettings();
  const { errorAt, save } = useRouting();
  const { channels } = settings.delivery;
  return (
    <Section part="copies" title={t('window.route.copies')} text={t('window.copies.text')}>
      <Stack gap="md">
        <ChannelSelect
          label={t('window.copies.to')}
          value={channels}
          error={errorAt('delivery.channels')}
          onChange={(to) => save((now) => withCopies(now, to))}
        />
        <Consequence>
          {channels.length === 0
            ? t('window.copies.none')
            : t('window.copies.says', { names: channelNames(channels, settings) })}
        </Consequence>
      </Stack>
    </Section>
  );
}

/** Channels that stand in for texts that do not get through, and when. */
export function FallbackSection() {
  const { t } = useTranslation();
  const { fallback } = useSettings().delivery;
  const { errorAt, save } = useRouting();
  return (
    <Section part="fallback" title={t('window.route.fallback')} text={t('window.fallback.text')}>
      <Stack gap="md">
        <ChannelSelect
          label={t('window.fallback.to')}
          value={fallback?.to ?? []}
          error={errorAt('delivery.fallback.to')}
          onChange={(to) => save((now) => withFallback(now, { to }))}
        />
        {fallback && (
          <>
            <AutosaveDuration
              key={fallback.after}
              label={t('window.fallback.after')}
              description={t('window.fallback.afterHelp')}
              offered={['s', 'm']}
              saved={fallback.after}
              error={errorAt('delivery.fallback.after')}
              onLeave={(after) => after !== fallback.after && save((now) => withFallback(now, { after }))}
            />
            <Checkbox.Group
              label={t('window.fallback.on')}
              value={fallback.on}
              error={errorAt('delivery.fallback.on')}
              onChange={(chosen) =>
                save((now) => withFallback(now, { on: FALLBACK_REASONS.filter((reason) => chosen.includes(reason)) }))
              }
            >
              <Stack gap="xs" mt={6}>
                {FALLBACK_REASONS.map((reason) => (
                  <Checkbox key={reason} value={reason} label={t(`window.fallback.reason.${reason}`)} />
                ))}
              </Stack>
            </Checkbox.Group>
          </>
        )}
        <FallbackConsequence />
      </Stack>
    </Section>
  );
}

function FallbackConsequence() {
  const { t, i18n } = useTranslation();
  const settings = useSettings();
  const { fallback } = settings.delivery;
  if (!fallback) {
    return <Consequence>{t('window.fallback.none')}</Consequence>;
  }
  const { to, after, on } = fallback;
  const reasons = on.map((reason) => t(`window.fallback.because.${reason}`));
  const key = readDuration(after).amount === 0 ? 'window.fallback.now' : 'window.fallback.says';
  const says = t(key, {
    after: durationWords(after, (word, values) => t(word, { ...values })),
    reasons: new Intl.ListFormat(i18n.language, { type: 'disjunction' }).format(reasons),
    names: channelNames(to, settings),
  });
  return (
    <Stack gap={4}>
      <Consequence>{says}</Consequence>
      {on.includes('unknown') && <Text c="dimmed">{t('window.fallback.maybe')}</Text>}
    </Stack>
  );
}

/** Channels that hear of Logbell's own problems. */
export function ProblemRouteSection() {
  const { t } = useTranslation();
  const settings = useSettings();
  const { problems } = settings;
  const { errorAt, save } = useRouting();
  return (
    <Section part="problems" title={t('window.route.problems')} text={t('window.problemRoute.text')}>
      <Stack gap="md">
        <ChannelSelect
          label={t('window.problemRoute.to')}
          value={problems?.to ?? []}
          error={errorAt('problems.to')}
          onChange={(to) => save((now) => withProblems(now, { to }))}
        />
        {problems && (
          <AutosaveDuration
            key={problems.after}
            label={t('window.problemRoute.after')}
            description={t('window.problemRoute.afterHelp')}
            offered={['s', 'm']}
            saved={problems.after}
            error={errorAt('problems.after')}
            onLeave={(after) => after !== problems.after && save((now) => withProblems(now, { after }))}
          />
        )}
        <Consequence>
          {problems
            ? t(readDuration(problems.after).amount === 0 ? 'window.problemRoute.now' : 'window.problemRoute.says', {
                after: durationWords(problems.after, (word, values) => t(word, { ...values })),
                names: channelNames(problems.to, settings),
              })
            : t('window.problemRoute.none')}
        </Consequence>
      </Stack>
    </Section>
  );
}

/** Says in plain words what these settings lead to. */
function Consequence({ children }: { readonly children: ReactNode }) {
  return (
    <Text c="dimmed" role="status" style={{ overflowWrap: 'anywhere' }}>
      {children}
    </Text>
  );
}
