/** A LIKE pattern taken apart: stretches of literal bytes and single-character wildcards between the `%`. */
import { encodeUtf8 } from '../columnar/utf8.ts'

/** What must match consecutively: a byte, or ANY for one whole character (`_`). */
export type LikeSegment = Int16Array

export const ANY_CHARACTER = -1

export interface LikePattern {
  /** `a%b` has two segments; the first is tied to the start, the last to the end; empty ones match anywhere. */
  readonly segments: readonly LikeSegment[]
}

/** Undefined: the pattern ends in its escape character. `escapeCharacter` '' turns escaping off. */
export function parseLikePattern(pattern: string, escapeCharacter: string): LikePattern | undefined {
  const segments: LikeSegment[] = []
  let current: number[] = []
  const characters = [...pattern]
  for (let i = 0; i < characters.length; i++) {
    let character = characters[i]! // i < length
    if (character === escapeCharacter) {
      const escaped = characters[++i]
      if (escaped === undefined) return undefined
      character = escaped
    } else if (character === '%') {
      segments.push(Int16Array.from(current))
      current = []
      continue
    } else if (character === '_') {
      current.push(ANY_CHARACTER)
      continue
    }
    current.push(...encodeUtf8(character))
  }
  segments.push(Int16Array.from(current))
  return { segments }
}
