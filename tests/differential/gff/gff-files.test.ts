// Every GFF3 and GTF file of the shared data, told by an independent reading in Python.
import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { QueryError } from '../../../src/common/errors.ts'
import { open } from '../../../src/node.ts'
import { sharedData } from '../../support/shared-data.ts'

const script = path.join(import.meta.dirname, 'read_gff.py')
const hasPython = isInstalled('python3')
if (!hasPython) console.warn('SKIPPED: python3 is needed to read GFF files independently.')

const files = ['gff', 'gtf'].flatMap(format => {
  const folder = sharedData(format)
  if (folder === undefined) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => /\.(gff|gff3|gtf)(\.gz|\.bgz)?$/.test(name))
    .sort()
    .map(name => ({ name: `${format}/${name}`, format, location: path.join(folder, name) }))
})

/** What the reading in Python takes otherwise, and why. */
const DIFFERENT: Readonly<Record<string, RegExp>> = {}

describe.skipIf(files.length === 0 || !hasPython)('GFF3 and GTF files', async () => {
  const db = await open({ 'execution.workers': 'off' })
  afterAll(() => db.close())
  const readings = hasPython ? readIndependently() : new Map<string, Reading>()

  test('there are many', () => expect(files.length).toBeGreaterThan(200))

  test.each(files)('$name: every field as Python reads it', async ({ name, format, location }) => {
    const wanted = readingAt(readings, location)
    const found = db.sql(`SELECT * FROM read_${format}('${location}')`).toArray()
    if (DIFFERENT[name] !== undefined) return expect(found).rejects.toThrow(DIFFERENT[name])
    if (wanted.faultyLine !== undefined) {
      const error = await found.catch((thrown: unknown) => thrown)
      if (!(error instanceof QueryError)) throw new Error(`line ${wanted.faultyLine} is broken, and was read`)
      expect(error.at.line, error.message).toBe(wanted.faultyLine)
      return
    }
    const rows = (await found).map(row => {
      const attributes = (row.attributes ?? []) as readonly { readonly tag: string; readonly value: string | null }[] // as the schema says
      return [
        row.chrom,
        row.start,
        row.end,
        row.type,
        row.source,
        row.score,
        row.strand,
        row.phase,
        attributes.map(({ tag, value }) => [tag, value]),
      ]
    })
    expect(rows).toEqual(wanted.rows)
    const [count] = await db.sql(`SELECT count(*) AS n FROM read_${format}('${location}')`).toArray()
    expect(count?.n).toBe(wanted.rows.length)
  })

  test.each(files)('$name: attributes as columns are those of the list', async ({ format, location }) => {
    const wanted = readingAt(readings, location)
    if (wanted.faultyLine !== undefined) return
    const tags = [...new Set(wanted.rows.flatMap(row => (row[8] as readonly (readonly [string, string | null])[]).map(([tag]) => tag)))]
      .filter(tag => /^\w+$/.test(tag))
      .slice(0, 5)
    if (tags.length === 0) return
    const columns = tags.map((tag, i) => `"${coreNames.has(tag.toLowerCase()) ? 'attr_' : ''}${tag}" AS t${i}`)
    const sql = `SELECT ${columns.join(', ')} FROM read_${format}('${location}', attr_fields => [${tags.map(tag => `'${tag}'`).join(', ')}])`
    // Names of columns do not know case, those of attributes do.
    if (new Set(tags.map(tag => tag.toLowerCase())).size < tags.length) return
    const rows = await db.sql(sql).toArray()
    for (const [i, row] of rows.entries()) {
      const attributes = wanted.rows[i]?.[8] as readonly (readonly [string, string | null])[]
      for (const [k, tag] of tags.entries()) {
        const values = attributes.filter(([name, value]) => name === tag && value !== null).map(([, value]) => value)
        expect(row[`t${k}`], `row ${i}, ${tag}`).toBe(values.length === 0 ? null : values.join(','))
      }
    }
  })
})

const coreNames = new Set(['chrom', 'start', 'end', 'type', 'source', 'score', 'strand', 'phase'])

interface Reading {
  readonly rows: readonly (readonly unknown[])[]
  readonly faultyLine: number | undefined
}

function readingAt(readings: ReadonlyMap<string, Reading>, location: string): Reading {
  const reading = readings.get(location)
  if (reading === undefined) throw new Error(`${location} was not read`)
  return reading
}

/** One process for all files: to start one by file would take most of the time. */
function readIndependently(): ReadonlyMap<string, Reading> {
  const input = files.map(({ format, location }) => `${format}\t${location}\n`).join('')
  const text = execFileSync('python3', [script], { input, maxBuffer: 1 << 30, encoding: 'utf8' })
  return new Map(text.split('\n').flatMap((line, i) => (files[i] === undefined ? [] : [[files[i].location, readingOf(JSON.parse(line))]])))
}

function readingOf(values: readonly unknown[]): Reading {
  const last = values.at(-1)
  const rows = values
    .filter(value => Array.isArray(value))
    .map(([...row]) => {
      if (row[5] !== null) row[5] = Math.fround(Number(row[5]))
      if (row[7] !== null) row[7] = Number(row[7])
      return row
    })
  return { rows, faultyLine: typeof last === 'number' ? last : undefined }
}

function isInstalled(tool: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${tool}`], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
