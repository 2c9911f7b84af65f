/** Writes what the engine gives into the .slt files whose records expect something else. */
import { readFileSync, writeFileSync } from 'node:fs'
import type { SltFailure } from './run-slt.ts'

export function completeSlt(failures: readonly SltFailure[]): void {
  for (const file of new Set(failures.map(failure => failure.file))) {
    const lines = readFileSync(file, 'utf8').split('\n')
    const own = failures.filter(failure => failure.file === file).sort((a, b) => b.record.line - a.record.line)
    // From the last to the first, so that line numbers of earlier records stay right.
    for (const { record, corrected } of own) lines.splice(record.line - 1, record.endLine - record.line, ...corrected)
    writeFileSync(file, lines.join('\n'))
  }
}
