/** Tells whether a character belongs to a class. */
export type CharacterSet = (codePoint: number) => boolean;

/** Tells whether a place in the text fulfils a condition; `lastEnd` is where the match before ended. */
export type PlaceTest = (text: string, position: number, lastEnd: number) => boolean;

export type RepeatMode = 'greedy' | 'lazy' | 'possessive';

/** A parsed regular expression. */
export type PatternNode =
  | { readonly kind: 'sequence'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'alternation'; readonly options: readonly PatternNode[] }
  /** One character; `literal` when it is a certain one. */
  | {
      readonly kind: 'character';
      readonly set: CharacterSet;
      readonly literal: number | undefined;
    }
  | { readonly kind: 'place'; readonly test: PlaceTest }
  | { readonly kind: 'group'; readonly index: number; readonly body: PatternNode }
  | {
      readonly kind: 'repeat';
      readonly body: PatternNode;
      readonly min: number;
      readonly max: number;
      readonly mode: RepeatMode;
    }
  /** What it has matched is not tried in another way. */
  | { readonly kind: 'atomic'; readonly body: PatternNode }
  | {
      readonly kind: 'look';
      readonly direction: 'ahead' | 'behind';
      readonly isNegated: boolean;
      readonly body: PatternNode;
    }
  | {
      readonly kind: 'backReference';
      readonly group: number;
      /** Characters are equal when their folded forms are. */
      readonly fold: (codePoint: number) => number;
    };
