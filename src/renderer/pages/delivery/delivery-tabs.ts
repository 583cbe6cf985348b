import { useState } from 'react';
import { useNavigation } from '../../navigation/navigation';
import type { PartName, Target } from '../../navigation/problem-target';

/** Tabs of the delivery page in display order. */
export const DELIVERY_TABS = ['connection', 'people', 'channels', 'limits'] as const;

type DeliveryTab = (typeof DELIVERY_TABS)[number];

const TAB_OF_PART: Partial<Readonly<Record<PartName, DeliveryTab>>> = {
  sens: 'connection',
  keys: 'connection',
  recipients: 'people',
  groups: 'people',
  channels: 'channels',
  copies: 'channels',
  fallback: 'channels',
  problems: 'channels',
  cost: 'limits',
  policy: 'limits',
  sending: 'limits',
};

/** Current tab, and the function to open another. A link to a part opens its tab before the part gets the focus. */
export function useDeliveryTab(): readonly [DeliveryTab, (tab: DeliveryTab) => void] {
  const { target } = useNavigation();
  const [tab, setTab] = useState<DeliveryTab>('connection');
  const [followed, setFollowed] = useState<Target | null>(null);
  const wanted = target?.part ? TAB_OF_PART[target.part] : undefined;
  if (target !== followed) {
    setFollowed(target);
    setTab(wanted ?? tab);
  }
  return [tab, setTab];
}
