import { expect, it } from 'vitest';
import { groupTitle, ruleTitle } from '../../../../src/shared/settings/titles';

it.each(['', '  '])('calls what has no name (“%s”) by its id', (name) => {
  expect([ruleTitle({ id: 'disk', name }), groupTitle({ id: 'night', name })]).toEqual(['disk', 'night']);
});

it('calls a rule and a group by their names', () => {
  expect([ruleTitle({ id: 'disk', name: 'Disk' }), groupTitle({ id: 'night', name: 'Night' })]).toEqual([
    'Disk',
    'Night',
  ]);
});
