/** A text on one line: line ends, tabs and other control characters as \n, \t, \x1b, so that no value can move the cursor. */
export function oneLine(text: string): string {
  if (!/[\x00-\x1f\x7f]/.test(text)) return text
  return text.replace(/[\x00-\x1f\x7f]/g, character => {
    if (character === '\n') return '\\n'
    if (character === '\t') return '\\t'
    if (character === '\r') return '\\r'
    return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`
  })
}
