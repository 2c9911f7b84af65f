/** A text on one line: line ends, tabs and other control characters as \n, \t, \x1b, so that no value can move the cursor. */
const CONTROL = /\p{Cc}/u
const EVERY_CONTROL = /\p{Cc}/gu
const LETTERS: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '\\r' }

export function oneLine(text: string): string {
  if (!CONTROL.test(text)) return text
  return text.replace(EVERY_CONTROL, character => LETTERS[character] ?? `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`)
}
