import { describe, expect, it } from 'vitest';
import { checkNodeAndPlatform } from '../../../scripts/setup/project.mjs';

describe('the check of Node.js and the platform', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '26.1.0'])('lets Node.js %s on Linux pass', (version) => {
    expect(() => checkNodeAndPlatform(version, 'linux')).not.toThrow();
  });

  it.each(['18.20.4', '20.18.9'])('stops Node.js %s', (version) => {
    expect(() => checkNodeAndPlatform(version, 'linux')).toThrow('node-too-old');
  });

  it('stops on another system', () => {
    expect(() => checkNodeAndPlatform('22.0.0', 'darwin')).toThrow('not-linux');
  });
});
