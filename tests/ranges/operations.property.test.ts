/** Every range operation, from SQL text to rows, against its definition: both coordinate systems, extra keys, NULLs, positions to 2^53. */
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { open } from '../../src/node.ts'
import * as brute from './brute-force.ts'

const db = await open({ 'execution.workers': 'off', 'execution.batch_size': 7 })
afterAll(() => db.close())

const CONTIGS = ['chr10', 'chr2', 'chrX']
const STRANDS = ['+', '-', '.']

interface Given {
  readonly contig: number | null
  readonly start: number | null
  readonly length: number | null
  readonly strand: number | null
}

const given = (least: number): fc.Arbitrary<Given> =>
  fc.record({
    contig: fc.option(fc.nat({ max: 2 }), { freq: 12 }),
    start: fc.option(fc.integer({ min: 0, max: 25 }), { freq: 15 }),
    length: fc.option(fc.oneof(fc.integer({ min: least, max: 4 }), fc.integer({ min: least, max: 25 })), { freq: 15 }),
    strand: fc.option(fc.nat({ max: 2 }), { freq: 12 }),
  })
const list = (least: number) => fc.array(given(least), { maxLength: 24, size: 'max' })

const settings = fc.record({
  closed: fc.boolean(),
  lift: fc.constantFrom(0, 0, 2 ** 31 - 10, 2 ** 40, 2 ** 53 - 100),
  stranded: fc.boolean(),
  least: fc.constantFrom(0, 1),
})
type Settings = typeof settings extends fc.Arbitrary<infer T> ? T : never

/** As rows of a table, in the shown coordinates. */
function table(rows: readonly Given[], { closed, lift }: Settings) {
  return rows.map(({ contig, start, length, strand }, row) => ({
    chrom: contig === null ? null : (CONTIGS[contig] ?? null),
    start: start === null ? null : start + lift + (closed ? 1 : 0),
    end: start === null || length === null ? null : start + length + lift,
    strand: strand === null ? null : (STRANDS[strand] ?? null),
    row,
  }))
}

/** Half-open, without the lift; group -1 where the contig or a position is NULL. A strand of NULL is '.'. */
function intervals(rows: readonly Given[], { stranded }: Settings): brute.Row[] {
  return rows.map(({ contig, start, length, strand }) => {
    const isNull = contig === null || start === null || length === null
    const key = (contig ?? 0) * 3 + (stranded ? (strand ?? 2) : 0)
    return { group: isNull ? -1 : key, start: start ?? 0, end: (start ?? 0) + (length ?? 0) }
  })
}

const whole = (rows: readonly Given[]) =>
  rows.filter(({ contig, start, length, strand }) => contig !== null && start !== null && length !== null && strand !== null)

/** A typed table, so that one without rows has its columns too. */
async function register(name: string, rows: readonly Given[], of: Settings): Promise<void> {
  const values = table(rows, of).map(
    row =>
      `(${row.chrom === null ? 'NULL' : `'${row.chrom}'`}, ${row.start ?? 'NULL'}, ${row.end ?? 'NULL'}, ${row.strand === null ? 'NULL' : `'${row.strand}'`}, ${row.row})`,
  )
  const columns = 'chrom VARCHAR, start BIGINT, "end" BIGINT, strand VARCHAR, row INT'
  await db.sql(`CREATE OR REPLACE TABLE ${name} (${columns})`).toArray()
  if (values.length > 0) await db.sql(`INSERT INTO ${name} VALUES ${values.join(', ')}`).toArray()
}

async function answer(sql: string, of: Settings): Promise<(string | number | null)[][]> {
  db.setOption('bio.coordinate_system_zero_based', !of.closed)
  const rows = await db.sql(sql).toArray()
  return rows.map(row => Object.values(row).map(value => (typeof value === 'bigint' ? Number(value) : (value as string | number | null))))
}

const on = ({ stranded }: Settings) => (stranded ? ", on_cols => ['strand']" : '')
const shown = (start: number, { closed, lift }: Settings) => start + lift + (closed ? 1 : 0)
const both = settings.chain(of => fc.tuple(list(of.least), list(of.least), fc.constant(of)))
const check = (property: fc.IAsyncProperty<unknown>, numRuns = 120) => fc.assert(property, { numRuns, seed: 20261130 })

test('overlap: every join type, least overlap, keys and output', async () => {
  await check(
    fc.asyncProperty(
      both,
      fc.constantFrom('inner', 'left', 'semi', 'anti'),
      fc.constantFrom(1, 1, 2, 5),
      async ([a, b, of], type, least) => {
        await register('a', a, of)
        await register('b', b, of)
        const left = intervals(a, of)
        const right = intervals(b, of)
        const shares = (x: brute.Row, y: brute.Row) =>
          least === 1 ? brute.meets(x, y) : brute.meets(x, y) && Math.min(x.end, y.end) - Math.max(x.start, y.start) >= least
        const order = (j: number, k: number) => right[j]!.start - right[k]!.start || right[j]!.end - right[k]!.end || j - k
        const pairs = left.map(x => right.flatMap((y, j) => (shares(x, y) ? [j] : [])).sort(order))
        const onlyLeft = type === 'semi' || type === 'anti'
        const expected = pairs.flatMap((hits, i): (number | null)[][] => {
          if (type === 'semi') return hits.length > 0 ? [[i]] : []
          if (type === 'anti') return hits.length > 0 ? [] : [[i]]
          if (type === 'left' && hits.length === 0) return [[i, null]]
          return hits.map(j => [i, j])
        })
        const columns = onlyLeft ? 'row' : 'row_1, row_2'
        const sql = `SELECT ${columns} FROM overlap('a', 'b', join_type => '${type}', min_overlap => ${least}${on(of)})`
        expect(await answer(sql, of), sql).toEqual(expected)
        if (type === 'inner') {
          const once = `SELECT row FROM overlap('a', 'b', overlap_output => 'left', distinct_output => true, min_overlap => ${least}${on(of)})`
          expect(await answer(once, of)).toEqual(pairs.flatMap((hits, i) => (hits.length > 0 ? [[i]] : [])))
          const many = `SELECT count(*) FROM overlap('a', 'b', min_overlap => ${least}${on(of)})`
          expect(await answer(many, of)).toEqual([[expected.length]])
        }
      },
    ),
  )
})

test('count_overlaps and coverage: a number a left row', async () => {
  await check(
    fc.asyncProperty(both, async ([a, b, of]) => {
      await register('a', a, of)
      await register('b', b, of)
      const right = intervals(b, of)
      const counts = intervals(a, of).map(x => brute.overlaps(x, right).length)
      expect(await answer(`SELECT row, count FROM count_overlaps('a', 'b'${on(of)})`, of)).toEqual(counts.map((n, i) => [i, n]))
      const bases = intervals(a, of).map(x => (x.group < 0 ? 0 : brute.coveredBases(x, right)))
      expect(await answer(`SELECT row, coverage FROM coverage('a', 'b'${on(of)})`, of)).toEqual(bases.map((n, i) => [i, n]))
    }),
  )
})

test('nearest: k, overlap, direction by strand, max_distance', async () => {
  const options = fc.record({
    k: fc.integer({ min: 1, max: 4 }),
    overlap: fc.boolean(),
    direction: fc.constantFrom(undefined, 'upstream', 'downstream'),
    maxDistance: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }),
  })
  await check(
    fc.asyncProperty(both, options, async ([a, b, of], { k, overlap, direction, maxDistance }) => {
      await register('a', a, of)
      await register('b', b, of)
      const right = intervals(b, of)
      const sideOf = (row: Given) => (direction === undefined ? 0 : (direction === 'upstream' ? -1 : 1) * (row.strand === 1 ? -1 : 1))
      const expected = intervals(a, of).flatMap((x, i) => {
        const limits = maxDistance === undefined ? {} : { maxDistance }
        const hits = brute.nearest(x, right, { k, overlap, gapOffset: of.closed ? 1 : 0, side: sideOf(a[i]!), ...limits })
        return hits.length > 0 ? hits.map(hit => [i, hit.row, hit.distance]) : [[i, null, null]]
      })
      const more = `${direction ? `, direction => '${direction}'` : ''}${maxDistance === undefined ? '' : `, max_distance => ${maxDistance}`}`
      const sql = `SELECT row_1, row_2, distance FROM nearest('a', 'b', k => ${k}, overlap => ${overlap}${more}${on(of)})`
      expect(await answer(sql, of), sql).toEqual(expected)
    }),
  )
})

/** Keys bytewise, as texts. */
const keyOf = (group: number, { stranded }: Settings) => [
  CONTIGS[Math.floor(group / 3)] ?? '',
  ...(stranded ? [STRANDS[group % 3] ?? ''] : []),
]
const byKey = (of: Settings) => (x: { group: number; start: number }, y: { group: number; start: number }) => {
  const [k, l] = [keyOf(x.group, of).join('\0'), keyOf(y.group, of).join('\0')]
  return k < l ? -1 : k > l ? 1 : x.start - y.start
}

test('merge and cluster with aggregates, at every distance', async () => {
  await check(
    fc.asyncProperty(both, fc.integer({ min: 0, max: 4 }), async ([all, , of], distance) => {
      const a = whole(all)
      await register('a', a, of)
      const rows = intervals(a, of)
      // Closed intervals that touch are merged at distance 0, as the bases between are none; half-open ones must overlap.
      const runs = brute.merged(rows, distance).sort(byKey(of))
      const keys = of.stranded ? 'chrom, strand' : 'chrom'
      const merged = runs.map(run => [...keyOf(run.group, of), shown(run.start, of), run.end + of.lift, run.count])
      const sql = `SELECT ${keys}, start, "end", n_intervals FROM merge('a', min_dist => ${distance}${on(of)})`
      expect(await answer(sql, of), sql).toEqual(merged)
      const memberOf = (row: number) =>
        runs.findIndex(
          run => run.group === rows[row]!.group && run.start <= rows[row]!.start && rows[row]!.start <= run.end && holds(run, rows[row]!),
        )
      const order = rows.map((_, i) => i).sort((i, j) => byKey(of)(rows[i]!, rows[j]!) || rows[i]!.end - rows[j]!.end || i - j)
      const largest = runs.map((_, run) => Math.max(...rows.map((_, i) => i).filter(i => memberOf(i) === run)))
      const aggregates = `SELECT max_row FROM merge('a', min_dist => ${distance}, aggregates => ['max(row) AS max_row']${on(of)})`
      expect(await answer(aggregates, of)).toEqual(largest.map(row => [row]))
      const clusters = `SELECT row, cluster, cluster_start, cluster_end FROM cluster('a', min_dist => ${distance}${on(of)})`
      expect(await answer(clusters, of)).toEqual(
        order.map(i => [i, memberOf(i), shown(runs[memberOf(i)]!.start, of), runs[memberOf(i)]!.end + of.lift]),
      )
    }),
  )
})

/** Of the runs of one key, which do not overlap by their starts: the one that a row belongs to. */
function holds(run: { start: number; end: number }, row: brute.Row): boolean {
  return run.start <= row.start && row.end <= run.end && (row.start < run.end || row.start === run.start || row.end === row.start)
}

test('complement inside a view, subtract, expand, sort', async () => {
  const sides = fc.constantFrom('both', 'left', 'right')
  await check(
    fc.asyncProperty(
      both,
      sides,
      fc.integer({ min: -6, max: 6 }),
      fc.constantFrom(0, 0.5, 1, 2, 3),
      async ([x, y, of], side, pad, scale) => {
        const [a, b] = [whole(x), whole(y)]
        await register('a', a, of)
        await register('b', b, of)
        const [left, right] = [intervals(a, of), intervals(b, of)]
        const keys = of.stranded ? 'chrom, strand' : 'chrom'
        const gaps = right
          .flatMap(view => brute.piecesLeft(view, left).map(([start, end]) => ({ group: view.group, start, end })))
          .sort((v, w) => byKey(of)(v, w) || v.end - w.end)
          .map(({ group, start, end }) => [...keyOf(group, of), shown(start, of), end + of.lift])
        expect(await answer(`SELECT ${keys}, start, "end" FROM complement('a', view => 'b'${on(of)})`, of)).toEqual(gaps)
        const pieces = left.flatMap((row, i) => brute.piecesLeft(row, right).map(([s, e]) => [i, shown(s, of), e + of.lift]))
        expect(await answer(`SELECT row, start, "end" FROM subtract('a', 'b'${on(of)})`, of)).toEqual(pieces)
        if (of.lift > 2 ** 52) return
        const wider = (bases: (row: brute.Row) => number) =>
          left.map((row, i) => {
            let from = Math.round(row.start + of.lift - (side === 'right' ? 0 : bases(row)))
            let to = Math.round(row.end + of.lift + (side === 'left' ? 0 : bases(row)))
            if (from > to) from = to = Math.floor((from + to) / 2)
            return [i, Math.max(0, from) + (of.closed ? 1 : 0), Math.max(0, to)]
          })
        const padded = `SELECT row, start, "end" FROM expand('a', pad => ${pad}, side => '${side}')`
        expect(await answer(padded, of), padded).toEqual(wider(() => pad))
        const scaled = `SELECT row, start, "end" FROM expand('a', scale => ${scale}, side => '${side}')`
        expect(await answer(scaled, of), scaled).toEqual(wider(row => 0.5 * (scale - 1) * (row.end - row.start)))
      },
    ),
  )
})
