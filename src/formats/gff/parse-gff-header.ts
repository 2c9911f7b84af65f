/** Reads the directives among the lines in front of the features. One that cannot be read is kept as a line and says nothing. */
import type { GffHeader } from './gff-header.ts'

export function parseGffHeader(lines: readonly string[]): GffHeader {
  const version = lines.map(line => /^##gff-version\s+(\S+)/i.exec(line)?.[1]).find(found => found !== undefined)
  const sequenceRegions = lines.flatMap(line => {
    const [, id, start, end] = /^##sequence-region\s+(\S+)\s+(-?\d+)\s+(\d+)\s*$/.exec(line) ?? []
    return id === undefined ? [] : [{ id, start: Number(start), end: Number(end) }]
  })
  return { version, sequenceRegions, lines }
}
