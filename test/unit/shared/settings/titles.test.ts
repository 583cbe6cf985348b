import { expect, it } from 'vitest';
import { groupTitle, ruleTitle } from '../../../../src/shared/settings/titles';

it.each(['', '  '])('uses the id of items without a name (“%s”)', (name) => {
  expect([ruleTitle({ id: 'disk', name }), groupTitle({ id: 'night', name })]).toEqual(['disk', 'night']);
});

it('uses the names of a rule and a group', () => {
  expect([ruleTitle({ id: 'disk', name: 'Disk' }), groupTitle({ id: 'night', name: 'Night' })]).toEqual([
    'Disk',
    'Night',
  ]);
});
