/** Lines of a BED file that are no records: comments, `track` and `browser` lines for genome browsers, lines of blanks. */
import { firstBytes, type LineRule } from '../text/line-rule.ts'

const HASH = 35
const BLANK = 32
const TAB = 9
const WORDS = ['track', 'browser'].map(word => new TextEncoder().encode(word))

export const bedLineRule: LineRule = {
  suspects: firstBytes('#tb \t'),
  skips(bytes, start, end) {
    if (bytes[start] === HASH) return true
    const line = bytes.subarray(start, end)
    return WORDS.some(word => beginsWithWord(line, word)) || line.every(byte => byte === BLANK || byte === TAB)
  },
}

/** The line is the word, or the word and something behind a blank: contigs may be called track1. */
function beginsWithWord(line: Uint8Array, word: Uint8Array): boolean {
  const next = line[word.length]
  return line.length >= word.length && (next === undefined || next === BLANK || next === TAB) && word.every((byte, i) => line[i] === byte)
}
