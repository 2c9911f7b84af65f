/** Whether an assertion of a regular expression holds between two characters of a text. */
import type { Assertion } from './syntax.ts'

export function assertionHolds(what: Assertion, text: string, at: number): boolean {
  switch (what) {
    case 'text-start':
      return at === 0
    case 'text-end':
      return at === text.length
    case 'line-start':
      return at === 0 || text.charCodeAt(at - 1) === 10
    case 'line-end':
      return at === text.length || text.charCodeAt(at) === 10
    case 'word':
      return isWord(text, at - 1) !== isWord(text, at)
    case 'not-word':
      return isWord(text, at - 1) === isWord(text, at)
  }
}

/** ASCII letters, digits and the underscore. */
function isWord(text: string, at: number): boolean {
  return at >= 0 && at < text.length && /\w/.test(text.charAt(at))
}
