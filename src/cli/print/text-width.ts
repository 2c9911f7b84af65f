/** How many terminal columns a text takes: combining marks take none, wide East Asian characters and emoji two. */
const MARK = /\p{Mn}|\p{Me}|\p{Cf}/u
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u

export function textWidth(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length
  let width = 0
  for (const character of text) width += MARK.test(character) ? 0 : WIDE.test(character) ? 2 : 1
  return width
}

export function padText(text: string, width: number, side: 'left' | 'right' | 'both'): string {
  const missing = Math.max(0, width - textWidth(text))
  if (side === 'right') return text + ' '.repeat(missing)
  if (side === 'left') return ' '.repeat(missing) + text
  return ' '.repeat(missing >> 1) + text + ' '.repeat(missing - (missing >> 1))
}
