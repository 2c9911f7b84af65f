import { describe, expect, test } from 'vitest'
import { createFunctionRegistry } from '../functions/create-function-registry.ts'
import { arithmetic } from './arithmetic.ts'
import { caseOf } from './case-of.ts'
import { comparison, inList } from './comparison.ts'
import { conjunction } from './conjunction.ts'
import type { Expr, LiteralValue } from './expr.ts'
import { formatConjuncts, formatExpr } from './format-expr.ts'
import { formatSortKey } from './format-sort-key.ts'
import { aggregateCall, functionCall } from './function-call.ts'

const functions = createFunctionRegistry()
const chrom: Expr = { kind: 'column', id: 0, name: 'chrom', type: { kind: 'dictionary' } }
const start: Expr = { kind: 'column', id: 1, name: 'start', type: { kind: 'uint32' } }
const qual: Expr = { kind: 'column', id: 2, name: 'qual', type: { kind: 'float64' } }
const flag: Expr = { kind: 'column', id: 3, name: 'flag', type: { kind: 'boolean' } }
const alts: Expr = { kind: 'column', id: 4, name: 'alts', type: { kind: 'list', item: { kind: 'utf8' } } }

function int(value: number): Expr {
  return { kind: 'literal', type: { kind: 'int32' }, value }
}
function text(value: LiteralValue): Expr {
  return { kind: 'literal', type: { kind: 'utf8' }, value }
}
const add = (left: Expr, right: Expr) => arithmetic('+', { left, right })
const times = (left: Expr, right: Expr) => arithmetic('*', { left, right })
const minus = (left: Expr, right: Expr) => arithmetic('-', { left, right })
const equals = (left: Expr, right: Expr) => comparison('=', { left, right })
const atLeast = (left: Expr, right: Expr) => comparison('>=', { left, right })
const atMost = (left: Expr, right: Expr) => comparison('<=', { left, right })
const call = (name: string, ...args: Expr[]) => functionCall({ name, args }, functions)

describe('formatExpr', () => {
  test.each<[string, Expr]>([
    ["chrom = 'chr1'", equals(chrom, text('chr1'))],
    ["chrom = 'it''s'", equals(chrom, text("it's"))],
    ['start BETWEEN 100 AND 200', conjunction([atLeast(start, int(100)), atMost(start, int(200))])],
    ['start NOT BETWEEN 100 AND 200', { kind: 'not', operand: conjunction([atLeast(start, int(100)), atMost(start, int(200))]) }],
    [
      "chrom = 'a' AND start BETWEEN 1 AND 2 AND flag",
      conjunction([equals(chrom, text('a')), atLeast(start, int(1)), atMost(start, int(2)), flag]),
    ],
    ['start >= 1 AND qual <= 2.0', conjunction([atLeast(start, int(1)), atMost(qual, int(2))])],
    ['flag AND (flag OR NOT flag)', { kind: 'and', operands: [flag, { kind: 'or', operands: [flag, { kind: 'not', operand: flag }] }] }],
    ['(start + 1) * 2', times(add(start, int(1)), int(2))],
    ['start - (1 - 2)', minus(start, minus(int(1), int(2)))],
    ['start - 1 - 2', minus(minus(start, int(1)), int(2))],
    ['start IN (1, 2)', inList(start, [int(1), int(2)])],
    ['start NOT IN (1)', { kind: 'not', operand: inList(start, [int(1)]) }],
    ['qual IS NULL', { kind: 'is-null', operand: qual }],
    ['qual IS NOT NULL', { kind: 'not', operand: { kind: 'is-null', operand: qual } }],
    ["chrom LIKE 'chr%'", { kind: 'like', operand: chrom, pattern: text('chr%'), caseSensitive: true }],
    [
      "chrom NOT ILIKE 'a!%' ESCAPE '!'",
      { kind: 'not', operand: { kind: 'like', operand: chrom, pattern: text('a!%'), caseSensitive: false, escape: '!' } },
    ],
    ['TRY_CAST(chrom AS INTEGER)', { kind: 'cast', operand: chrom, to: { kind: 'int32' }, onError: 'null' }],
    ['CASE WHEN flag THEN 1 ELSE 2 END', caseOf([{ when: flag, then: int(1) }], int(2))],
    ['upper(CAST(chrom AS VARCHAR))', call('upper', chrom)],
    ['-(start + 1)', call('negate', add(start, int(1)))],
    ['-(-start)', call('negate', call('negate', start))],
    ['~start', call('bit_not', start)],
    ["'a' || 'b'", call('||', text('a'), text('b'))],
    ['alts[1]', call('list_element', alts, int(1))],
    ['[1, 2]', call('list_value', int(1), int(2))],
    [
      'start IS DISTINCT FROM 1',
      call('is_distinct_from', start, start.kind === 'column' ? { kind: 'literal', type: start.type, value: 1 } : start),
    ],
    [
      "{'a': 1}",
      {
        kind: 'call',
        name: 'struct_pack',
        args: [int(1)],
        type: { kind: 'struct', fields: [{ name: 'a', type: { kind: 'int32' }, nullable: true }] },
        portable: true,
      },
    ],
    ['count(*)', aggregateCall({ name: 'count', args: [] }, functions)],
    ['sum(DISTINCT start) FILTER (WHERE flag)', aggregateCall({ name: 'sum', args: [start], distinct: true, filter: flag }, functions)],
    [
      "string_agg(CAST(chrom AS VARCHAR), ',' ORDER BY start DESC NULLS FIRST)",
      aggregateCall(
        { name: 'string_agg', args: [chrom, text(',')], orderBy: [{ expr: start, descending: true, nullsFirst: true }] },
        functions,
      ),
    ],
    ['NULL', text(null)],
    ['$2', { kind: 'parameter', index: 1, type: { kind: 'int32' } }],
  ])('%s', (expected, expr) => {
    expect(formatExpr(expr)).toBe(expected)
  })

  test('qualifiers', () => {
    const expr = equals(chrom, text('chr1'))
    expect(formatExpr(expr, { qualifier: 'v' })).toBe("v.chrom = 'chr1'")
    expect(formatExpr(add(start, qual), { qualifiers: new Map([[1, 'a']]) })).toBe('a.start + qual')
    expect(formatSortKey({ expr: start, descending: false, nullsFirst: false }, { qualifier: 'v' })).toBe('v.start ASC NULLS LAST')
  })

  test('a list of filters joins the halves of a BETWEEN', () => {
    const filters = [equals(chrom, text('chr1')), atLeast(start, int(100)), atMost(start, int(200))]
    expect(formatConjuncts(filters, { qualifier: 'v' })).toEqual(["v.chrom = 'chr1'", 'v.start BETWEEN 100 AND 200'])
  })
})
