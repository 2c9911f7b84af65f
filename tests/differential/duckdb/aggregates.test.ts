/** Aggregates over groups with NULLs, one value and none give what DuckDB gives. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Engines, openEngines } from './engines.ts'
import { sameValue } from './same-value.ts'

let engines: Engines

beforeAll(async () => {
  engines = await openEngines()
})

afterAll(() => engines.close())

const rows = `
  (1, 3, 1.5, 'b', DATE '2024-01-31', 1.25), (1, 1, -2.0, 'a', DATE '2024-02-29', 2.50), (1, NULL, 4.0, NULL, NULL, NULL), (1, 7, 1.5, 'b', DATE '1999-12-31', 1.25),
  (1, 2, 9.25, 'c', DATE '2024-01-31', 3.75), (2, 5, 0.5, 'x', DATE '2000-01-01', 9.99), (3, NULL, NULL, NULL, NULL, NULL),
  (4, 10, 1.0, 'p', DATE '2020-01-01', 0.01), (4, 20, 2.0, 'q', DATE '2021-01-01', 0.02), (4, 30, 2.0, 'q', DATE '2022-01-01', 0.03)`
const table = `(SELECT k, x, y::DOUBLE AS y, s, d, m::DECIMAL(6, 2) AS m FROM (VALUES ${rows}) AS v(k, x, y, s, d, m)) AS t`

const aggregates = (
  'count(*) | count(x) | count(DISTINCT s) | sum(x) | sum(y) | sum(m) | avg(x) | avg(y) | avg(m) | min(s) | max(d) | min(m) | max(y) | ' +
  'stddev_samp(y) | stddev_pop(x) | var_samp(y) | var_pop(y) | sem(y) | skewness(y) | kurtosis(y) | kurtosis_pop(y) | median(x) | median(y) | ' +
  'quantile_cont(y, 0.3) | quantile_disc(x, 0.3) | quantile_cont(y, [0.25, 0.5]) | mad(y) | entropy(s) | product(x) | geomean(x) | ' +
  'bool_and(x > 1) | bool_or(x > 5) | bit_and(x) | bit_or(x) | bit_xor(x) | corr(y, x) | covar_pop(y, x) | covar_samp(y, x) | ' +
  'regr_slope(y, x) | regr_intercept(y, x) | regr_r2(y, x) | regr_avgx(y, x) | regr_avgy(y, x) | regr_count(y, x) | regr_sxx(y, x) | regr_syy(y, x) | regr_sxy(y, x) | ' +
  "arg_min(s, x) | arg_max(s, x) | min_by(d, y) | max_by(x, d) | string_agg(s, '-' ORDER BY x) | string_agg(DISTINCT s, ',' ORDER BY s) | array_agg(x ORDER BY y, x) | " +
  'list(x ORDER BY x DESC) FILTER (x > 1) | first(x ORDER BY y, x) | last(x ORDER BY y, x) | any_value(k) | sum(x) FILTER (WHERE x > 2) | min(x, 2) | max(x, 2) | ' +
  'arg_max(x, d, 2) | arg_min(x, y + x, 2) | approx_count_distinct(s) | sum(DISTINCT x) | avg(DISTINCT m) | max(INTERVAL 1 DAY * x) | min(d + x::INTEGER)'
)
  .split('|')
  .map(part => part.trim())

/** DuckDB has NaN, or an error, where too few values have no such number. */
const nullHere = new Set(['regr_intercept(y, x)', 'regr_slope(y, x)', 'corr(y, x)', 'regr_r2(y, x)', 'skewness(y)', 'entropy(s)', 'sem(y)'])

test.each(aggregates)('%s', async aggregate => {
  for (const key of [1, 2, 3, 4, 5]) {
    const sql = `SELECT CAST(${aggregate.replace('FILTER (x', 'FILTER (WHERE x')} AS VARCHAR) AS x FROM ${table} WHERE k = ${key}`
    const [theirs, ours] = [await engines.inDuckDb(sql), await engines.here(sql)]
    if (nullHere.has(aggregate) && ours === 'NULL') continue
    expect(sameList(theirs, ours), `group ${key}: DuckDB ${theirs}, here ${ours}`).toBe(true)
  }
})

function sameList(a: string, b: string): boolean {
  const [x, y] = [a, b].map(text => text.replace(/^\[|\]$/g, '').split(', '))
  return x !== undefined && y !== undefined && x.length === y.length && x.every((value, i) => sameValue(value, y[i] ?? ''))
}
