import { describe, expect, it } from 'vitest';
import { requiredLiterals } from '../../../../../src/main/engine/match/prefilter/required-literals';
import type { Requirement } from '../../../../../src/main/engine/match/prefilter/requirement';

/** Formats a requirement: "a & (b | c)". */
function said(requirement: Requirement | null): string | null {
  if (!requirement || requirement.kind === 'text') {
    return requirement?.text ?? null;
  }
  return `(${requirement.of.map(said).join(requirement.kind === 'any' ? ' | ' : ' & ')})`;
}

function ofRegex(regex: string, ignoreCase = false): string | null {
  return said(requiredLiterals({ regex, ignoreCase }));
}

function ofText(text: string, ignoreCase = false): string | null {
  return said(requiredLiterals({ text, ignoreCase }));
}

describe('the literals that a matching line must contain', () => {
  it('are the text of a text pattern', () => {
    expect(ofText('payment failed (50%)')).toBe('payment failed (50%)');
    expect(ofText('결제 실패')).toBe('결제 실패');
  });

  it('are the runs of plain characters of a regular expression', () => {
    expect(ofRegex('payment.*errno=[0-9]+')).toBe('(payment & errno=)');
    expect(ofRegex('^\\[ERROR\\]\\s+disk$')).toBe('([ERROR] & disk)');
    expect(ofRegex('\\bpanic\\b: \\w+')).toBe('panic: ');
  });

  it('include the branches of alternatives', () => {
    expect(ofRegex('(FATAL|CRITICAL) .*x')).toBe('((FATAL  | CRITICAL ) & x)');
    expect(ofRegex('warn|fail')).toBe('(warn | fail)');
    expect(ofRegex('(disk.*full|no.*space)')).toBe('((disk & full) | (no & space))');
  });

  it('are none if one branch needs none', () => {
    expect(ofRegex('(disk|[0-9]+)')).toBeNull();
    expect(ofRegex('(disk|)')).toBeNull();
    expect(ofRegex('[0-9]{7}-[0-9]{7}')).toBe('-');
    expect(ofRegex('\\d+')).toBeNull();
  });

  it('cover small classes, optional parts and counts', () => {
    expect(ofRegex('[Tt]oo many')).toBe('(Too many | too many)');
    expect(ofRegex('time(d )?out')).toBe('(timeout | timed out)');
    expect(ofRegex('(ab){2}c')).toBe('ababc');
    expect(ofRegex('fo+bar')).toBe('(fo & obar)');
    expect(ofRegex('(a.b)+c')).toBe('((a & b) & c)');
    expect(ofRegex('ab*c')).toBe('(a & c)');
    expect(ofRegex('x[^y]z')).toBe('(x & z)');
  });

  it('omit the longer of two branches if it contains the other', () => {
    expect(ofRegex('(re)?start')).toBe('start');
  });

  it('include positive lookaheads, and not negative ones', () => {
    expect(ofRegex('(?=.*disk)(?!.*test)full')).toBe('(disk & full)');
    expect(ofRegex('(?<=err)no')).toBe('(err & no)');
  });

  it('are lower case if case is ignored', () => {
    expect(ofRegex('OutOfMemory', true)).toBe('outofmemory');
    expect(ofText('오류 Code', true)).toBe('오류 code');
  });

  it('omit letters that characters beyond ASCII fold to', () => {
    expect(ofText('Disk Quota', true)).toBe('(di &  quota)');
    expect(ofRegex('é1é', true)).toBe('1');
  });

  it('keep those letters if the engine folds within ASCII only', () => {
    expect(ofRegex('dis\\_k', true)).toBe('dis_k');
  });

  it('omit what is in the text of a line but not in its bytes', () => {
    expect(ofText('cut…here')).toBe('(cut & here)');
    expect(ofText('bad\ufffdbyte')).toBe('(bad & byte)');
    expect(ofText('two\nlines')).toBe('(two & lines)');
  });

  it('omit halves of characters', () => {
    expect(ofText('\ud83d')).toBeNull();
    expect(ofRegex('\\_\\ud83d')).toBeNull();
    expect(ofRegex('\\_\\ud83d\\ude00')).toBe('_😀');
  });

  it('are none for a pattern that does not compile', () => {
    expect(ofRegex('(')).toBeNull();
  });

  it('do not grow without bound', () => {
    const words = Array.from({ length: 300 }, (_none, number) => `word${number}`).join('|');
    expect(ofRegex(words)).toBeNull();
    expect(ofRegex('(a|b|c)(d|e|f)(g|h|i)(j|k|l)')).toContain('adg');
    expect(ofRegex('x{2000}')).not.toBeNull();
  });
});
