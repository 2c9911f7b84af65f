/** Range operations on the cases of the system whose behaviour we follow. Where ours differs on purpose, the case says why. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { open } from '../../src/node.ts'
import { sharedData, sharedFile } from '../support/shared-data.ts'

type Row = readonly unknown[]

interface RangeCase {
  readonly id: string
  readonly op: {
    readonly function: string
    readonly left?: readonly Row[] | null
    readonly right?: readonly Row[] | null
    readonly view?: readonly Row[] | null
    readonly df?: string
    readonly df1?: string
    readonly df2?: string
    readonly zero_based?: boolean
    readonly left_zero_based?: boolean
    readonly right_zero_based?: boolean
    readonly min_dist?: number
    readonly k?: number
    readonly columns?: readonly string[]
    readonly left_columns?: readonly string[]
    readonly right_columns?: readonly string[]
    readonly overlap_output?: string
    readonly distinct_output?: boolean
    readonly naive_query?: boolean
    readonly suffixes?: readonly string[]
    readonly target_partitions?: number
  }
  readonly expected: Readonly<Record<string, number | string>> & {
    readonly rows?: readonly Row[]
    readonly columns?: readonly string[]
    readonly error?: string
  }
}

/** Ours: the same bases in closed coordinates, and no end of the genome that is made up. */
const differences: Readonly<Record<string, { readonly why: string; readonly rows?: readonly Row[]; readonly error?: RegExp }>> = {
  'compl-noview': { why: 'without a view or contig lengths there is no complement', error: /complement needs the lengths of the contigs/ },
  'compl-view': {
    why: 'closed gaps end before the next interval starts',
    rows: [
      ['a', 0, 99],
      ['a', 201, 299],
      ['a', 401, 500],
    ],
  },
  'compl-overlapping': {
    why: 'closed gaps end before the next interval starts',
    rows: [
      ['a', 0, 99],
      ['a', 401, 500],
    ],
  },
  'compl-view-contig-no-input': {
    why: 'closed gaps end before the next interval starts',
    rows: [
      ['a', 0, 99],
      ['a', 201, 500],
      ['b', 0, 300],
    ],
  },
  'sub-multi-right': {
    why: 'closed pieces end before what is taken away starts',
    rows: [
      ['a', 100, 149],
      ['a', 201, 299],
      ['a', 351, 500],
    ],
  },
  'sub-overlapping-right': {
    why: 'closed pieces end before what is taken away starts',
    rows: [
      ['a', 100, 149],
      ['a', 351, 500],
    ],
  },
  'sub-extra-cols': {
    why: 'closed pieces end before what is taken away starts',
    rows: [
      ['a', 100, 199, 'BRCA1'],
      ['a', 301, 399, 'BRCA1'],
      ['a', 501, 600, 'BRCA1'],
    ],
  },
}

const oracle = sharedFile('oracles/reference-cases.json')
const operations = ['overlap', 'nearest', 'count_overlaps', 'coverage', 'merge', 'cluster', 'complement', 'subtract']
const cases: readonly RangeCase[] =
  oracle === undefined
    ? []
    : JSON.parse(readFileSync(oracle, 'utf8')).cases.filter((one: RangeCase) => operations.includes(one.op.function))
const onRows = cases.filter(one => one.op.df === undefined && one.op.df1 === undefined)
const onFiles = cases.filter(one => one.op.df !== undefined || one.op.df1 !== undefined)

const db = await open({ 'execution.workers': 'off' })
afterAll(() => db.close())

function objects(rows: readonly Row[], columns?: readonly string[]): object[] {
  return rows.map(row => Object.fromEntries(row.map((value, i) => [columns?.[i] ?? ['chrom', 'start', 'end', 'name'][i], value])))
}

function optionsOf({ op }: RangeCase): object {
  const cols = op.columns?.slice(0, 3) ?? (op.df === undefined && op.df1 === undefined ? undefined : ['contig', 'pos_start', 'pos_end'])
  return {
    ...(op.min_dist !== undefined && { minDist: op.min_dist }),
    ...(op.k !== undefined && { k: op.k }),
    ...(op.overlap_output !== undefined && { overlapOutput: op.overlap_output }),
    ...(op.distinct_output !== undefined && { distinctOutput: op.distinct_output }),
    ...(op.naive_query !== undefined && { naiveQuery: op.naive_query }),
    ...(op.suffixes && { suffixes: op.suffixes }),
    ...(cols && op.columns === undefined && { cols }),
    ...(op.columns && { cols1: cols }),
  }
}

const names = { left: 'reference_left', right: 'reference_right', view: 'reference_view' }

/** Registered, so that each side can have a coordinate system of its own. */
function operandsOf({ op }: RangeCase): string[] {
  const sides = [
    { name: names.left, rows: op.left, columns: op.columns ?? op.left_columns, zeroBased: op.left_zero_based },
    { name: names.right, rows: op.right, columns: op.right_columns, zeroBased: op.right_zero_based },
  ]
  return sides.flatMap(({ name, rows, columns, zeroBased }) => {
    if (!rows || rows.length === 0) return []
    db.registerRows(name, objects(rows, columns), { zeroBased: zeroBased ?? op.zero_based ?? false })
    return [name]
  })
}

test.skipIf(onRows.length === 0).each(onRows.map(one => [one.id, one] as const))('%s', async (id, one) => {
  const { op, expected } = one
  const zeroBased = op.zero_based ?? false
  await db.sql(`SET execution.target_partitions = ${op.target_partitions ?? 1}`).toArray()
  const known = operandsOf(one)
  const twoSides = !['merge', 'cluster', 'complement'].includes(op.function)
  const left = op.left?.length === 0 ? [] : known[0]
  const right = op.right?.length === 0 ? [] : known[1]
  const options: Record<string, unknown> = { ...optionsOf(one) }
  if (op.columns && !twoSides) options.cols = options.cols1
  if (!twoSides) delete options.cols1
  if (op.columns && twoSides) options.cols2 = ['chrom', 'start', 'end']
  if (op.left?.length === 0 || op.right?.length === 0) options.zeroBased = zeroBased
  if (op.view) {
    db.registerRows(names.view, objects(op.view), { zeroBased })
    options.view = names.view
  }
  const operands = (twoSides ? [left, right] : [left]) as string[]
  const run = () =>
    op.function === 'complement' ? db.complement(operands[0] ?? '', options).toArray() : db.range(op.function, operands, options).toArray()
  const difference = differences[id]
  if (expected.error !== undefined || difference?.error) {
    const reason = { overlap_output: /overlap_output/, CoordinateSystemMismatchError: /0-based half-open.*1-based closed/ }
    await expect(run()).rejects.toThrow(difference?.error ?? reason[expected.error as keyof typeof reason])
    return
  }
  const found = await run()
  if (expected.columns && found.length > 0) expect(Object.keys(found[0] ?? {})).toEqual(expected.columns)
  const rows = difference?.rows ?? expected.rows
  if (rows)
    expect(
      found
        .map(row => Object.values(row))
        .map(String)
        .sort(),
    ).toEqual(
      rows
        .map(row => row.map(value => value ?? ''))
        .map(String)
        .sort(),
    )
})

/** Each total of the cases as an SQL expression over the operation's columns. */
const totals: Readonly<Record<string, string>> = {
  row_count: 'count(*)',
  sum_count: 'sum(count)',
  rows_with_count_gt_0: 'count(*) FILTER (WHERE count > 0)',
  max_count: 'max(count)',
  sum_coverage: 'sum(coverage)',
  rows_covered: 'count(*) FILTER (WHERE coverage > 0)',
  sum_end_minus_start: 'sum(pos_end - pos_start)',
  max_n_intervals: 'max(n_intervals)',
  distinct_clusters: 'count(DISTINCT cluster)',
  max_cluster_id: 'max(cluster)',
  null_distance: 'count(*) FILTER (WHERE distance IS NULL)',
  zero_distance: 'count(*) FILTER (WHERE distance = 0)',
  sum_distance: 'sum(distance)',
  max_distance: 'max(distance)',
}

describe.skipIf(onFiles.length === 0)('on two real sets of Parquet files', () => {
  beforeAll(async () => {
    for (const [name, folder] of [
      ['exons', 'exons'],
      ['fbrain', 'fBrain-DS14718'],
    ] as const) {
      const place = sharedData(`parquet/polars-bio/${folder}`) ?? ''
      const files = readdirSync(place).filter(file => file.endsWith('.parquet'))
      const parts = files.map(file => `SELECT * FROM '${path.join(place, file)}'`).join(' UNION ALL ')
      await db.sql(`CREATE OR REPLACE TABLE ${name} AS ${parts}`).toArray()
    }
  }, 120_000)

  test.each(onFiles.map(one => [one.id, one] as const))('%s', async (_, one) => {
    const { op, expected } = one
    await db.sql(`SET bio.coordinate_system_zero_based = ${op.zero_based ?? false}`).toArray()
    const operands = [op.df, op.df1, op.df2].flatMap(name => (name === undefined ? [] : [name.toLowerCase()]))
    const wanted = Object.entries(expected).filter(([name]) => name in totals)
    expect(wanted.length).toBeGreaterThan(0)
    const relation = db.range(op.function, operands, optionsOf(one))
    const [found] = await relation.select(...wanted.map(([name]) => `${totals[name]} AS ${name}`)).toArray()
    expect(Object.fromEntries(Object.entries(found ?? {}).map(([name, value]) => [name, Number(value)]))).toEqual(
      Object.fromEntries(wanted),
    )
  })
})
