// Every broken VCF file of the shared data gives what its manifest demands.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { QueryError } from '../../src/common/errors.ts'
import { createNodeFileStore } from '../../src/platform/node/node-file-store.ts'
import { sharedData } from '../support/shared-data.ts'
import { type ReadResult, readVcfFile } from '../support/vcf-text.ts'

const folder = sharedData('malformed')
const store = createNodeFileStore()

interface Demand {
  readonly name: string
  readonly demand: string
  readonly line: number | undefined
  readonly isRegion: boolean
}

/** The lines before the records of the files that break record 11: see "header+11". */
const HEADER_LINES = 10

const demands: readonly Demand[] = (folder === undefined ? '' : readFileSync(path.join(folder, 'MANIFEST.tsv'), 'utf8'))
  .split('\n')
  .flatMap(text => {
    const [name = '', , , demand = '', , where = '', query = ''] = text.split('\t')
    if (!name.startsWith('vcf/')) return []
    const record = /^header\+(\d+)$/.exec(where)?.[1]
    const line = record === undefined ? undefined : HEADER_LINES + Number(record)
    return [{ name, demand, line, isRegion: query.startsWith('region query') }]
  })

describe.skipIf(folder === undefined)('broken VCF files', () => {
  test.each(demands)('$name gives $demand', async ({ name, demand, line, isRegion }) => {
    const location = path.join(folder ?? '', name)
    const started = performance.now()
    const filters = isRegion ? [onContig('ctg11a')] : []
    const result = await readVcfFile(store, location, { filters }).catch((error: unknown) => error)
    const counted = await readVcfFile(store, location, { filters, projection: [] }).catch((error: unknown) => error)
    expect(performance.now() - started).toBeLessThan(20_000)
    if (result instanceof QueryError) {
      // A warning may be an error: what it must not be is fewer rows.
      expect(['ERR', 'WARN']).toContain(demand)
      expect(result.message).toContain(location)
      if (line !== undefined) expect(result.at.line).toBe(line)
      return
    }
    const { rows, warnings } = result as ReadResult // no QueryError: the result, or a failed test
    if (demand.startsWith('OK:')) expect([rows.length, (counted as ReadResult).count]).toEqual([Number(demand.slice(3)), rows.length])
    else if (demand === 'WARN') expect(warnings.length).toBeGreaterThan(0)
    else expect(demand).toBe('it was read')
    expect(JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? String(value) : value))).not.toContain('\\r')
  })
})

function onContig(contig: string) {
  return {
    kind: 'compare',
    op: '=',
    left: { kind: 'column', id: 0, name: 'chrom', type: { kind: 'dictionary' } },
    right: { kind: 'literal', type: { kind: 'utf8' }, value: contig },
  } as const
}
