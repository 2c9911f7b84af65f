/** Unquoted names: a letter of any script or `_`, then letters, digits, marks, `_` and `$`. */

export function startsWord(text: string, offset: number): boolean {
  const code = text.charCodeAt(offset)
  if (code < 128) return isAsciiLetter(code)
  const point = text.codePointAt(offset)
  return point !== undefined && /^\p{ID_Start}$/u.test(String.fromCodePoint(point))
}

/** The offset after the word at `start`. The tag of a dollar string ends at its `$`. */
export function scanWord(text: string, start: number, kind: 'name' | 'tag' = 'name'): number {
  let end = start
  while (end < text.length) {
    const code = text.charCodeAt(end)
    if (code < 128) {
      if (!isAsciiLetter(code) && !(code >= 48 && code <= 57) && !(code === 36 && kind === 'name')) return end
      end++
      continue
    }
    const character = String.fromCodePoint(text.codePointAt(end) ?? 0)
    if (!/^\p{ID_Continue}$/u.test(character)) return end
    end += character.length
  }
  return end
}

function isAsciiLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95
}
