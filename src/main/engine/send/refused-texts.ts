/** What to do with a text that SENS refused alone. */
type RefusalVerdict = 'fail' | 'set-aside';

/**
 * Remembers texts refused with a 400, which does not say whose fault it is (SENS documents no codes for it): the
 * sender number's, the content's or the recipient's. A text refused while another of its request was taken is itself
 * at fault. Else it is set aside, still owed and blocking nothing, until SENS takes another text; refused again after
 * that, the fault is its own.
 */
export interface RefusedTexts {
  isSetAside(textId: number): boolean;
  judge(textId: number, othersTaken: boolean): RefusalVerdict;
  /** SENS took a text: those set aside get their second try. */
  somethingTaken(): void;
  /** Access has changed: everything starts anew. */
  forget(): void;
}

export function createRefusedTexts(): RefusedTexts {
  const aside = new Set<number>();
  const secondTry = new Set<number>();
  return {
    isSetAside: (textId) => aside.has(textId),
    judge: (textId, othersTaken) => {
      if (othersTaken || secondTry.delete(textId)) {
        return 'fail';
      }
      aside.add(textId);
      return 'set-aside';
    },
    somethingTaken: () => {
      for (const textId of aside) {
        secondTry.add(textId);
      }
      aside.clear();
    },
    forget: () => {
      aside.clear();
      secondTry.clear();
    },
  };
}
