/** The `<key=value,…>` part of a VCF header line (VCFv4.3 §1.4), quoted strings with their escapes, lists in brackets. */

export interface StructuredLine {
  /** In the line's order; a repeated key keeps its first value. */
  readonly values: ReadonlyMap<string, string>
  /** False: a quote or the closing bracket is missing, and the last value is what was left. */
  readonly closed: boolean
}

/** `text` begins with '<'. Never throws: real headers hold unquoted commas and missing quotes, and most do no harm. */
export function parseStructuredLine(text: string): StructuredLine {
  const values = new Map<string, string>()
  let at = 1
  while (at < text.length) {
    if (text[at] === '>') return { values, closed: true }
    const keyEnd = endOfKey(text, at)
    const key = text.slice(at, keyEnd).trim()
    if (text[keyEnd] !== '=') {
      // A word without a value: the rest of an unquoted description that held a comma.
      at = text[keyEnd] === ',' ? keyEnd + 1 : keyEnd
      continue
    }
    const value = text[keyEnd + 1] === '"' ? quotedValue(text, keyEnd + 2) : plainValue(text, keyEnd + 1)
    if (!values.has(key)) values.set(key, value.text)
    if (value.end >= text.length) return { values, closed: false }
    at = text[value.end] === ',' ? value.end + 1 : value.end
  }
  return { values, closed: false }
}

interface Value {
  readonly text: string
  readonly end: number // where the line goes on; its length if it does not
}

function endOfKey(text: string, from: number): number {
  let at = from
  while (at < text.length && text[at] !== '=' && text[at] !== ',' && text[at] !== '>') at++
  return at
}

/** `from` stands after the opening quote. Only \" and \\ are escapes. */
function quotedValue(text: string, from: number): Value {
  let value = ''
  for (let at = from; at < text.length; at++) {
    const letter = text[at]
    if (letter === '\\' && (text[at + 1] === '"' || text[at + 1] === '\\')) value += text[++at]
    else if (letter === '"') return { text: value, end: skipToSeparator(text, at + 1) }
    else value += letter
  }
  return { text: value.endsWith('>') ? value.slice(0, -1) : value, end: text.length }
}

/** What follows a closing quote up to the comma belongs to nothing. */
function skipToSeparator(text: string, from: number): number {
  let at = from
  while (at < text.length && text[at] !== ',' && text[at] !== '>') at++
  return at
}

/** A value without quotes; commas inside brackets belong to it: Values=[WholeGenome, Exome]. */
function plainValue(text: string, from: number): Value {
  let depth = 0
  let at = from
  for (; at < text.length; at++) {
    const letter = text[at]
    if (letter === '[') depth++
    else if (letter === ']') depth--
    else if (letter === '>' || (letter === ',' && depth <= 0)) break
  }
  return { text: text.slice(from, at), end: at }
}
