/** A regular expression as a tree. */

/** Sorted, disjoint code point ranges: [first, last, first, last, …]. */
export type CharacterSet = readonly number[]

export type Assertion = 'text-start' | 'text-end' | 'line-start' | 'line-end' | 'word' | 'not-word'

export type RegexNode =
  | { readonly kind: 'empty' }
  | { readonly kind: 'set'; readonly ranges: CharacterSet }
  | { readonly kind: 'assert'; readonly what: Assertion }
  | { readonly kind: 'sequence' | 'choice'; readonly nodes: readonly RegexNode[] }
  | { readonly kind: 'repeat'; readonly node: RegexNode; readonly min: number; readonly max: number; readonly greedy: boolean }
  | { readonly kind: 'group'; readonly node: RegexNode; readonly index: number } // captures

export interface ParsedRegex {
  readonly node: RegexNode
  /** Capturing groups, without the whole match. */
  readonly groups: number
  readonly names: ReadonlyMap<string, number>
}

/** i, s, m and U of `(?i)`; the letters' meaning is RE2's. */
export interface RegexFlags {
  readonly ignoreCase: boolean
  readonly dotMatchesNewline: boolean
  readonly multiline: boolean
  readonly lazyByDefault: boolean
}

export const noFlags: RegexFlags = { ignoreCase: false, dotMatchesNewline: false, multiline: false, lazyByDefault: false }
