import { spawnSync } from 'node:child_process';
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { completionScript } from '../../../src/main/cli/usage/completion-scripts';

function program(): Command {
  const logbell = new Command('logbell').description('It’s a: test').option('--config-dir <dir>', "the folder's path");
  logbell.command('watch').description('Watch: files').option('-v, --verbose', 'all');
  const outbox = logbell.command('outbox').option('--json', 'JSON');
  outbox.command('resend <id>').description("don't lose it").option('--yes', 'sure');
  return logbell;
}

/** What bash offers after these words; the last one is being typed. */
function offered(...words: readonly string[]): readonly string[] {
  const script = `${completionScript(program(), 'bash') ?? ''}
COMP_WORDS=(logbell ${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length}
_logbell; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', script], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.split('\n').filter((line) => line !== '');
}

describe('completion scripts', () => {
  it('complete commands, subcommands and options in bash', () => {
    expect(offered('')).toEqual(['watch', 'outbox', 'help', '--config-dir', '--help']);
    expect(offered('w')).toEqual(['watch']);
    expect(offered('watch', '--')).toEqual(['--verbose', '--help']);
    expect(offered('outbox', 're')).toEqual(['resend']);
    expect(offered('outbox', 'resend', '--y')).toEqual(['--yes']);
    expect(offered('watch', 'outbox', '--j')).toEqual([]);
  });

  it('quote descriptions in zsh and fish', () => {
    const zsh = completionScript(program(), 'zsh') ?? '';
    expect(zsh).toContain(String.raw`'watch:Watch\: files'`);
    expect(zsh).toContain(String.raw`'resend:don'\''t lose it'`);
    const fish = completionScript(program(), 'fish') ?? '';
    expect(fish).toContain("complete -c logbell -f -n '__fish_use_subcommand' -a watch -d 'Watch: files'");
    expect(fish).toContain(
      String.raw`-n '__fish_seen_subcommand_from outbox; and not __fish_seen_subcommand_from resend help' -a resend -d 'don\'t lose it'`,
    );
    expect(fish).toContain("-l config-dir -r -d 'the folder\\'s path'");
  });

  it('are known for three shells', () => {
    expect(completionScript(program(), 'tcsh')).toBeNull();
    expect(completionScript(program(), 'toString')).toBeNull();
  });
});
