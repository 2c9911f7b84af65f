import { expect, test } from 'vitest'
import { boundLines, planOf, planSession } from '../../../tests/support/plan-catalog.ts'
import { typeOf } from '../../expr/type-of.ts'

/** The expression as it is bound over the tables t and v, which share no names. */
async function bound(expression: string, parameters: readonly unknown[] = []): Promise<string> {
  const [line] = await boundLines(`SELECT ${expression} AS it FROM t, v`, planSession(), parameters)
  return line?.replace(/^Projection: /, '').replace(/ AS it$/, '') ?? ''
}

async function typeName(expression: string, parameters: readonly unknown[] = []): Promise<unknown> {
  const plan = await planOf(`SELECT ${expression} FROM t, v`, planSession(), parameters)
  return plan.kind === 'projection' && plan.exprs[0] ? typeOf(plan.exprs[0]) : undefined
}

test('numbers take the smallest of INTEGER, BIGINT, UBIGINT; a point or exponent makes a DOUBLE', async () => {
  expect(await typeName('2147483647')).toEqual({ kind: 'int32' })
  expect(await typeName('2147483648')).toEqual({ kind: 'int64' })
  expect(await typeName('-2147483648')).toEqual({ kind: 'int32' })
  expect(await typeName('-9223372036854775808')).toEqual({ kind: 'int64' })
  expect(await typeName('18446744073709551615')).toEqual({ kind: 'uint64' })
  expect(await typeName('0xFF')).toEqual({ kind: 'int32' })
  expect(await bound('0xFF')).toBe('255')
  expect(await typeName('1e6')).toEqual({ kind: 'float64' })
  expect(await typeName('.5')).toEqual({ kind: 'float64' })
})

test('a literal takes the type of the column it meets, where that holds its value', async () => {
  expect(await bound('start >= 1e6')).toBe('v.start >= 1000000')
  expect(await bound('start > -5')).toBe('CAST(v.start AS BIGINT) > -5')
  expect(await bound("start = '100'")).toBe('v.start = 100')
  expect(await bound('qual > 10')).toBe('v.qual > 10.0')
  expect(await bound("chrom = 'chr1'")).toBe("v.chrom = 'chr1'")
})

test('BETWEEN is two comparisons', async () => {
  expect(await bound('start BETWEEN 5 AND 7')).toBe('v.start BETWEEN 5 AND 7')
  expect(await bound('start NOT BETWEEN 5 AND 7')).toBe('v.start NOT BETWEEN 5 AND 7')
  expect(await bound('a BETWEEN SYMMETRIC 7 AND 5')).toBe('t.a BETWEEN 7 AND 5 OR t.a BETWEEN 5 AND 7')
})

test('chains of AND and OR are flat, and keep their parentheses where they differ', async () => {
  expect(await bound("a = 1 AND (b = 'x' AND c < 2) AND (a = 2 OR (a = 3 OR a = 4))")).toBe(
    "t.a = 1 AND t.b = 'x' AND t.c < 2.0 AND (t.a = 2 OR t.a = 3 OR t.a = 4)",
  )
})

test('tests for NULL and truth never give NULL', async () => {
  expect(await bound('a IS NOT NULL')).toBe('t.a IS NOT NULL')
  expect(await bound('(a = 1) IS TRUE')).toBe('t.a = 1 IS NOT NULL AND t.a = 1')
  expect(await bound('(a = 1) IS NOT FALSE')).toBe('NOT (t.a = 1 IS NOT NULL AND NOT t.a = 1)')
  expect(await bound('(a = 1) IS UNKNOWN')).toBe('t.a = 1 IS NULL')
  expect(await bound('a IS DISTINCT FROM 5')).toBe('t.a IS DISTINCT FROM 5')
})

test('IN lists convert item by item', async () => {
  expect(await bound("start IN (1, 2.0, '3')")).toBe('v.start IN (1, 2, 3)')
  expect(await bound("ref NOT IN ('A', 'C')")).toBe("v.ref NOT IN ('A', 'C')")
})

test('patterns', async () => {
  expect(await bound("b LIKE 'a!%' ESCAPE '!'")).toBe("t.b LIKE 'a!%' ESCAPE '!'")
  expect(await bound("b NOT ILIKE 'a%'")).toBe("t.b NOT ILIKE 'a%'")
  expect(await bound("b SIMILAR TO '(A|C)+%'")).toBe("regexp_matches(t.b, '(?s)^(?:(A|C)+.*)$')")
  expect(await bound("b GLOB 'a*.[!b]?'")).toBe("regexp_matches(t.b, '(?s)^(?:a.*\\.[^b].)$')")
  expect(await bound("b ~ '^A'")).toBe("regexp_matches(t.b, '^A')")
  expect(await bound("b !~* '^A'")).toBe("NOT regexp_matches(t.b, '^A', 'i')")
})

test('CASE with an operand compares it; branches get one type', async () => {
  expect(await bound('CASE a WHEN 1 THEN 2 ELSE c END')).toBe('CASE WHEN t.a = 1 THEN 2.0 ELSE t.c END')
  expect(await typeName("CASE WHEN a = 1 THEN 'x' END")).toEqual({ kind: 'utf8' })
})

test('casts name their types in every spelling', async () => {
  const types: Record<string, unknown> = {
    INT: { kind: 'int32' },
    INTEGER: { kind: 'int32' },
    BIGINT: { kind: 'int64', declared: true },
    SMALLINT: { kind: 'int16' },
    TINYINT: { kind: 'int8' },
    UINTEGER: { kind: 'uint32' },
    UBIGINT: { kind: 'uint64' },
    USMALLINT: { kind: 'uint16' },
    UTINYINT: { kind: 'uint8' },
    REAL: { kind: 'float32' },
    FLOAT: { kind: 'float64' },
    'FLOAT(24)': { kind: 'float32' },
    DOUBLE: { kind: 'float64' },
    'DOUBLE PRECISION': { kind: 'float64' },
    'VARCHAR(10)': { kind: 'utf8' },
    'CHARACTER VARYING(3)': { kind: 'utf8' },
    TEXT: { kind: 'utf8' },
    STRING: { kind: 'utf8' },
    BOOLEAN: { kind: 'boolean' },
    DATE: { kind: 'date' },
    TIMESTAMP: { kind: 'timestamp', unit: 'us' },
    'INT[]': { kind: 'list', item: { kind: 'int32' } },
    'INT[][]': { kind: 'list', item: { kind: 'list', item: { kind: 'int32' } } },
    'STRUCT(x INT, y TEXT)': {
      kind: 'struct',
      fields: [
        { name: 'x', type: { kind: 'int32' }, nullable: true },
        { name: 'y', type: { kind: 'utf8' }, nullable: true },
      ],
    },
  }
  for (const [name, type] of Object.entries(types)) expect([name, await typeName(`CAST(NULL AS ${name})`)]).toEqual([name, type])
  expect(await bound("TRY_CAST(b AS INT) + '5'::INT")).toBe("TRY_CAST(t.b AS INTEGER) + CAST('5' AS INTEGER)")
})

test('struct fields by dot and subscript, after a table name or a column', async () => {
  expect(await bound('genotypes.GT')).toBe('v.genotypes.GT')
  expect(await bound('v.genotypes.gt')).toBe('v.genotypes.GT')
  expect(await bound("genotypes['GT']")).toBe('v.genotypes.GT')
  expect(await bound("{'x': 1, 'y': a}.y")).toBe("{'x': 1, 'y': t.a}.y")
})

test('a chain of || is one call', async () => {
  expect(await bound("b || '-' || ref")).toBe("t.b || '-' || v.ref")
})

test('parameters are literals of the type of their value', async () => {
  const values: readonly [unknown, unknown][] = [
    [5, { kind: 'int32' }],
    [2 ** 40, { kind: 'int64' }],
    [0.5, { kind: 'float64' }],
    [-0, { kind: 'float64' }],
    [7n, { kind: 'int64', declared: true }],
    [2n ** 63n, { kind: 'uint64' }],
    ['x', { kind: 'utf8' }],
    [true, { kind: 'boolean' }],
    [null, { kind: 'null' }],
    [new Uint8Array([1]), { kind: 'binary' }],
    [[1, 2], { kind: 'list', item: { kind: 'int32' } }],
  ]
  for (const [value, type] of values) expect([value, await typeName('$1', [value])]).toEqual([value, type])
  expect(await bound('a = ? AND b = ?', [1, 'x'])).toBe("t.a = 1 AND t.b = 'x'")
})
