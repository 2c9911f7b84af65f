/** Reads the header of a Pairs file. A line that cannot be read is kept as a line and says nothing. */
import type { PairsHeader } from './pairs-header.ts'

export function parsePairsHeader(lines: readonly string[]): PairsHeader {
  const columns = textBehind(lines, 'columns')
  return {
    version: lines.map(line => /^##\s*pairs format v(\S+)/i.exec(line)?.[1]).find(found => found !== undefined),
    sorted: textBehind(lines, 'sorted'),
    shape: textBehind(lines, 'shape'),
    genomeAssembly: textBehind(lines, 'genome_assembly'),
    chromsizes: lines.flatMap(line => {
      const [, name, length] = /^#chromsize:\s*(\S+)\s+(\d+)\s*$/.exec(line) ?? []
      return name === undefined ? [] : [{ name, length: Number(length) }]
    }),
    columns: columns === undefined || columns === '' ? undefined : columns.split(/\s+/),
    lines,
  }
}

function textBehind(lines: readonly string[], key: string): string | undefined {
  const prefix = `#${key}:`
  return lines
    .find(line => line.startsWith(prefix))
    ?.slice(prefix.length)
    .trim()
}
