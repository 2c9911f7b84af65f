/** Which letter parts the fields of a file: the one by which most of the first lines have the same number of fields, and more than one. */
import type { CsvDialect } from './csv-dialect.ts'
import { type SampleBytes, sampleRecords } from './csv-sample.ts'

const CANDIDATES = [',', '\t', ';', '|'].map(letter => letter.charCodeAt(0))
const LINES = 200

export function detectDelimiter(sample: SampleBytes, dialect: Omit<CsvDialect, 'delimiter'>): number {
  const scores = CANDIDATES.map(delimiter => ({ delimiter, ...score(sample, { ...dialect, delimiter }) }))
  // Sorting is stable: a comma before the others.
  const [best] = scores.filter(({ fields }) => fields > 1).sort((a, b) => b.share - a.share || b.fields - a.fields)
  return best?.delimiter ?? CANDIDATES[0]! // the list is not empty
}

/** The most frequent number of fields, and how many of the lines have it. */
function score(sample: SampleBytes, dialect: CsvDialect): { readonly fields: number; readonly share: number } {
  const records = sampleRecords(sample, dialect, LINES)
  const counts = new Map<number, number>()
  for (const { fields } of records) counts.set(fields.length, (counts.get(fields.length) ?? 0) + 1)
  const [fields, lines] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [0, 0]
  return { fields, share: records.length === 0 ? 0 : lines / records.length }
}
