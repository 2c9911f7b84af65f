/** Reads `[…]` of a regular expression, after its opening bracket. */
import { complementOf, escapedSets, foldCase, posixSets, unicodeSet, unionOf } from './character-sets.ts'
import type { PatternCursor } from './pattern-cursor.ts'
import type { CharacterSet } from './syntax.ts'

export function parseClass(cursor: PatternCursor, ignoreCase: boolean): CharacterSet {
  const negated = cursor.accept('^')
  const ranges: number[] = []
  // A bracket that comes first is a member.
  for (let first = true; first || !cursor.at(']'); first = false) {
    if (cursor.done) throw cursor.error('has a bracket that is not closed')
    const named = namedSet(cursor)
    if (named) ranges.push(...named)
    else ranges.push(...range(cursor))
  }
  cursor.accept(']')
  const set = unionOf(ranges)
  const folded = ignoreCase ? foldCase(set) : set
  return negated ? complementOf(folded) : folded
}

function namedSet(cursor: PatternCursor): CharacterSet | undefined {
  const posix = cursor.acceptPattern(/\[:(\^?)(\w+):\]/y)
  if (posix) {
    const set = posixSets.get(posix[2] ?? '')
    if (!set) throw cursor.error(`names the unknown class ${posix[0]}`)
    return posix[1] === '^' ? complementOf(set) : set
  }
  const letter = cursor.acceptPattern(/\\([dDwWsS])/y)
  if (letter) return escapedSets.get(letter[1] ?? '')
  const property = cursor.acceptPattern(/\\([pP])\{(\w+)\}/y)
  if (!property) return undefined
  const set = unicodeSet(property[2] ?? '')
  if (!set) throw cursor.error(`names the unknown property ${property[0]}`)
  return property[1] === 'P' ? complementOf(set) : set
}

/** One character, or two with a dash between; a dash before the closing bracket is itself. */
function range(cursor: PatternCursor): CharacterSet {
  const first = member(cursor)
  if (!cursor.acceptPattern(/-(?!\])/y)) return [first, first]
  const last = member(cursor)
  if (last < first) throw cursor.error('has a range that ends before it starts')
  return [first, last]
}

function member(cursor: PatternCursor): number {
  return cursor.accept('\\') ? cursor.escapedCode() : (cursor.take().codePointAt(0) ?? 0)
}
