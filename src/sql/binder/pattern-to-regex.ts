/** SIMILAR TO and GLOB patterns as regular expressions that match the whole text. */

/** SQL's: `%` any text, `_` any character, `| * + ? {m,n} () []` as in regular expressions, everything else itself. */
export function similarToRegex(pattern: string, escapeCharacter: string): string {
  let regex = ''
  let inClass = false
  const characters = [...pattern]
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i] ?? ''
    if (escapeCharacter !== '' && character === escapeCharacter && i + 1 < characters.length) regex += literally(characters[++i] ?? '')
    else if (inClass) regex += character === '\\' ? '\\\\' : character
    else if (character === '%') regex += '.*'
    else if (character === '_') regex += '.'
    else if ('|*+?{}()[]'.includes(character)) regex += character
    else regex += literally(character)
    if (character === '[') inClass = true
    if (character === ']') inClass = false
  }
  return `(?s)^(?:${regex})$`
}

/** The shell's: `*` any text, `?` any character, `[a-c]` one of these, `[!a]` any other. */
export function globToRegex(pattern: string): string {
  let regex = ''
  const characters = [...pattern]
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i] ?? ''
    const close = character === '[' ? characters.indexOf(']', i + 2) : -1
    if (close > 0) {
      const negated = characters[i + 1] === '!'
      const inside = characters
        .slice(i + (negated ? 2 : 1), close)
        .join('')
        .replaceAll('\\', '\\\\')
      regex += `[${negated ? '^' : ''}${inside}]`
      i = close
    } else if (character === '*') regex += '.*'
    else if (character === '?') regex += '.'
    else regex += literally(character)
  }
  return `(?s)^(?:${regex})$`
}

function literally(character: string): string {
  return /[\\^$.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character
}
