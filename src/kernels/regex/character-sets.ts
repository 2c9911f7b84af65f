/** Operations on sets of characters, and the sets that have names. */
import type { CharacterSet } from './syntax.ts'

const LAST = 0x10ffff

// `!` in this file: ranges come in pairs.

/** Sorts and merges ranges that touch. */
export function unionOf(ranges: readonly number[]): CharacterSet {
  const pairs: [number, number][] = []
  for (let i = 0; i < ranges.length; i += 2) pairs.push([ranges[i]!, ranges[i + 1]!])
  pairs.sort((a, b) => a[0] - b[0])
  const out: number[] = []
  for (const [first, last] of pairs) {
    if (out.length > 0 && first <= out[out.length - 1]! + 1) out[out.length - 1] = Math.max(out[out.length - 1]!, last)
    else out.push(first, last)
  }
  return out
}

export function complementOf(set: CharacterSet): CharacterSet {
  const out: number[] = []
  let next = 0
  for (let i = 0; i < set.length; i += 2) {
    if (set[i]! > next) out.push(next, set[i]! - 1)
    next = set[i + 1]! + 1
  }
  if (next <= LAST) out.push(next, LAST)
  return out
}

/** A set of more characters than this is only folded in its first ones, ASCII and Latin among them. */
const MOST_FOLDED = 4096

/** With the upper and lower case of each character. */
export function foldCase(set: CharacterSet): CharacterSet {
  const out = [...set]
  let folded = 0
  for (let i = 0; i < set.length; i += 2) {
    for (let code = set[i]!; code <= set[i + 1]! && folded < MOST_FOLDED; code++, folded++) {
      const character = String.fromCodePoint(code)
      for (const other of [character.toLowerCase(), character.toUpperCase()]) {
        const otherCode = other.codePointAt(0)!
        if (String.fromCodePoint(otherCode) === other && otherCode !== code) out.push(otherCode, otherCode)
      }
    }
  }
  return out.length === set.length ? set : unionOf(out)
}

function codes(text: string): readonly number[] {
  return Array.from(text, character => character.codePointAt(0)!)
}

const digit = codes('09')
const word = codes('09AZ__az')
const space = [9, 10, 12, 13, 32, 32]

/** `\d`, `\w`, `\s` and their opposites; ASCII, as in RE2. */
export const escapedSets: ReadonlyMap<string, CharacterSet> = new Map([
  ['d', digit],
  ['D', complementOf(digit)],
  ['w', word],
  ['W', complementOf(word)],
  ['s', space],
  ['S', complementOf(space)],
])

/** The names inside `[[:alpha:]]`. */
export const posixSets: ReadonlyMap<string, CharacterSet> = new Map([
  ['alnum', codes('09AZaz')],
  ['alpha', codes('AZaz')],
  ['ascii', [0, 127]],
  ['blank', codes('\t\t  ')],
  ['cntrl', [0, 31, 127, 127]],
  ['digit', digit],
  ['graph', codes('!~')],
  ['lower', codes('az')],
  ['print', codes(' ~')],
  ['punct', codes('!/:@[`{~')],
  ['space', codes('\t\r  ')],
  ['upper', codes('AZ')],
  ['word', word],
  ['xdigit', codes('09AFaf')],
])

const unicodeSets = new Map<string, CharacterSet>()

/** `\p{L}`, `\p{Greek}`; undefined: no such property. The platform's own tables are asked for every character once. */
export function unicodeSet(name: string): CharacterSet | undefined {
  const known = unicodeSets.get(name)
  if (known) return known
  if (!/^\w+$/.test(name)) return undefined
  const pattern = propertyPattern(name)
  if (!pattern) return undefined
  const out: number[] = []
  for (let code = 0; code <= LAST; code++) {
    if (!pattern.test(String.fromCodePoint(code))) continue
    if (out.length > 0 && out[out.length - 1] === code - 1) out[out.length - 1] = code
    else out.push(code, code)
  }
  unicodeSets.set(name, out)
  return out
}

/** A general category or a script; undefined where JavaScript knows neither. */
function propertyPattern(name: string): RegExp | undefined {
  for (const property of [name, `Script=${name}`]) {
    try {
      return new RegExp(`^\\p{${property}}$`, 'u')
    } catch (error) {
      // An unknown name is a SyntaxError; the next form may know it.
      if (!(error instanceof SyntaxError)) throw error
    }
  }
  return undefined
}
