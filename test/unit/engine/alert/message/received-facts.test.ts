import { expect, it } from 'vitest';
import { receivedFacts } from '../../../../../src/main/engine/alert/message/received-facts';

it('labels and annotations are told apart from the groups of a pattern', () => {
  const named = { 'labels.instance': 'web-1', 'annotations.summary': 'slow', code: '500' };
  expect(receivedFacts(named)).toEqual({ labels: { instance: 'web-1' }, annotations: { summary: 'slow' } });
  expect(receivedFacts({ code: '500' })).toBeNull();
});

it('what is too long is left out', () => {
  const named = { 'labels.a': 'x', 'labels.b': 'x'.repeat(9_000), 'annotations.c': 'y' };
  expect(receivedFacts(named)).toEqual({ labels: { a: 'x' }, annotations: {} });
});
