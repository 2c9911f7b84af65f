/** Lines that are no features: comments, directives, lines for genome browsers. A FASTA section ends the features. */
import { firstBytes, type LineRule } from '../text/line-rule.ts'

const HASH = 35
const ANGLE = 62
const encoder = new TextEncoder()
const FASTA = encoder.encode('##FASTA')
const WORDS = ['track ', 'browser '].map(word => encoder.encode(word))

export const gffLineRule: LineRule = {
  suspects: firstBytes('#>tb'),
  skips: (bytes, start, end) => bytes[start] === HASH || WORDS.some(word => beginsWith(bytes, start, end, word)),
  // GFF3: a line that begins with '>' implies the directive.
  ends: (bytes, start, end) => bytes[start] === ANGLE || (bytes[start] === HASH && beginsWith(bytes, start, end, FASTA)),
}

function beginsWith(bytes: Uint8Array, start: number, end: number, word: Uint8Array): boolean {
  if (end - start < word.length) return false
  for (let i = 0; i < word.length; i++) if (bytes[start + i] !== word[i]) return false
  return true
}
