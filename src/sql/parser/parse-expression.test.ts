import { describe, expect, test } from 'vitest'
import type { Expression } from '../ast/expression.ts'
import { parseExpression } from './parse-expression.ts'

/** The tree without spans. */
function tree(text: string): unknown {
  return withoutSpans(parseExpression(text))
}

function withoutSpans(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, child) => (key === 'span' || key === 'opSpan' ? undefined : child)))
}

const id = (name: string) => ({ name, quoted: false })
const column = (...names: string[]) => ({ kind: 'name', name: { parts: names.map(id) } })
const number = (text: string) => ({ kind: 'number', text })
const binary = (left: unknown, op: string, right: unknown) => ({ kind: 'binary-op', op, left, right })
const plain = { named: [], star: false, distinct: false, orderBy: [], ignoreNulls: false }
const call = (name: string, args: readonly unknown[], rest: object = {}) => ({
  kind: 'call',
  call: { name: { parts: [id(name)] }, args, ...plain, ...rest },
})
const [a, b, c, x] = [column('a'), column('b'), column('c'), column('x')]

describe('operators', () => {
  test('AND binds tighter than OR, and chains of one kind are flat', () => {
    const and = { kind: 'logical', op: 'and', operands: [b, c] }
    expect(tree('a OR b AND c')).toEqual({ kind: 'logical', op: 'or', operands: [a, and] })
    expect(tree('a AND b AND c')).toEqual({ kind: 'logical', op: 'and', operands: [a, b, c] })
  })

  test('a sign binds tighter than ^, :: tighter than a sign, // like /', () => {
    expect(tree('-2 ^ 2')).toEqual(binary({ kind: 'unary', op: '-', operand: number('2') }, '^', number('2')))
    expect(tree('-1::INT')).toMatchObject({ kind: 'unary', op: '-', operand: { kind: 'cast', operand: number('1') } })
    expect(tree('a // 10 * 10')).toEqual(binary(binary(a, '//', number('10')), '*', number('10')))
    expect(tree('a ** b')).toEqual(binary(a, '^', b))
  })

  test('both spellings of equality', () => {
    expect(tree('a == b')).toEqual(binary(a, '=', b))
    expect(tree('a != b')).toEqual(binary(a, '<>', b))
  })

  test('patterns, with ESCAPE', () => {
    const like = { kind: 'like', operator: 'like', negated: true, operand: a, pattern: b }
    expect(tree("a NOT LIKE b ESCAPE '!'")).toEqual({ ...like, escape: { kind: 'string', value: '!' } })
    expect(tree('a !~* b')).toEqual({ ...like, operator: 'regex-insensitive' })
    expect(tree('a GLOB b')).toEqual({ ...like, operator: 'glob', negated: false })
    expect(tree('a NOT SIMILAR TO b')).toEqual({ ...like, operator: 'similar' })
  })

  test('IN takes a list, a query, a list literal and a list value', () => {
    expect(tree('a IN (1)')).toEqual({ kind: 'in-list', negated: false, operand: a, list: [number('1')] })
    expect(tree('a NOT IN [1, b]')).toEqual({ kind: 'in-list', negated: true, operand: a, list: [number('1'), b] })
    expect(tree('a IN (SELECT 1)')).toMatchObject({ kind: 'in-query', negated: false, operand: a })
    expect(tree('a IN ((SELECT 1) UNION (SELECT 2))')).toMatchObject({ kind: 'in-query', query: { body: { kind: 'set-operation' } } })
    expect(tree('a IN ((SELECT 1), 2)')).toMatchObject({ kind: 'in-list', list: [{ kind: 'subquery' }, number('2')] })
    const any = { kind: 'quantified', op: '=', quantifier: 'any', left: a, right: { list: b } }
    expect(tree('a IN b')).toEqual(any)
    expect(tree('a NOT IN b')).toEqual({ kind: 'unary', op: 'not', operand: any })
  })

  test('ANY, SOME and ALL', () => {
    expect(tree('a > ALL (SELECT 1)')).toMatchObject({
      kind: 'quantified',
      op: '>',
      quantifier: 'all',
      right: { query: { kind: 'query' } },
    })
    expect(tree('a = SOME (b)')).toEqual({ kind: 'quantified', op: '=', quantifier: 'any', left: a, right: { list: b } })
    expect(tree('a + any(b)')).toEqual(binary(a, '+', call('any', [b])))
  })

  test('BETWEEN SYMMETRIC, IS tests', () => {
    expect(tree('a NOT BETWEEN SYMMETRIC b AND c')).toEqual({
      kind: 'between',
      negated: true,
      symmetric: true,
      operand: a,
      low: b,
      high: c,
    })
    expect(tree('a IS NOT UNKNOWN')).toEqual({ kind: 'is', test: 'unknown', negated: true, operand: a })
    expect(tree('a NOTNULL')).toEqual({ kind: 'is', test: 'null', negated: true, operand: a })
    expect(tree('a IS NOT DISTINCT FROM b')).toEqual({ kind: 'is-distinct', negated: true, left: a, right: b })
  })
})

describe('END and other words as names', () => {
  test('END closes CASE only where an operand has ended', () => {
    expect(tree('CASE WHEN end > 1 THEN end ELSE start END')).toEqual({
      kind: 'case',
      branches: [{ when: binary(column('end'), '>', number('1')), then: column('end') }],
      otherwise: column('start'),
    })
    expect(tree('CASE end WHEN end THEN end - end END')).toEqual({
      kind: 'case',
      operand: column('end'),
      branches: [{ when: column('end'), then: binary(column('end'), '-', column('end')) }],
    })
    expect(tree('CASE WHEN v.end IS NULL THEN f(end) ELSE -end END + end')).toMatchObject({ op: '+', right: column('end') })
  })

  test('words with a grammar of their own are names where that grammar does not follow', () => {
    const words =
      'start end filter ref alt type row position name interval date time timestamp array columns cast exists extract substring trim ' +
      'offset window left right full values table any some key first last rows range groups current over partition lambda glob set'
    for (const word of words.split(' ')) expect(tree(word), word).toEqual(column(word))
  })

  test('typed literals need a string', () => {
    expect(tree("date '2020-01-01'")).toMatchObject({ kind: 'typed-literal', type: { name: 'DATE' }, value: '2020-01-01' })
    expect(tree("INTERVAL '2' HOUR")).toMatchObject({ kind: 'typed-literal', type: { name: 'INTERVAL' }, value: '2 hour' })
    expect(tree('INTERVAL 3 days')).toMatchObject({ kind: 'typed-literal', value: '3 days' })
    expect(tree("timestamp with time zone 'now'")).toMatchObject({ type: { name: 'TIMESTAMP WITH TIME ZONE' } })
    expect(tree('v.interval')).toEqual(column('v', 'interval'))
  })
})

describe('calls', () => {
  test('plain, named, star, DISTINCT, ORDER BY, FILTER, OVER', () => {
    expect(tree('f(a, n => 1, "by" := 2)')).toEqual(
      call('f', [a], {
        named: [
          { name: id('n'), value: number('1') },
          { name: { name: 'by', quoted: true }, value: number('2') },
        ],
      }),
    )
    expect(tree('count(*)')).toEqual(call('count', [], { star: true }))
    expect(tree('f(DISTINCT a ORDER BY b DESC NULLS LAST)')).toEqual(
      call('f', [a], { distinct: true, orderBy: [{ expression: b, descending: true, nulls: 'last' }] }),
    )
    expect(tree('f(a) FILTER (WHERE b)')).toEqual(call('f', [a], { filter: b }))
    expect(tree('f(a IGNORE NULLS) OVER w')).toEqual(call('f', [a], { ignoreNulls: true, over: id('w') }))
  })

  test('frames', () => {
    expect(tree('f() OVER (w PARTITION BY a ORDER BY b RANGE 2 PRECEDING EXCLUDE TIES)')).toMatchObject({
      call: {
        over: {
          base: id('w'),
          partitionBy: [a],
          orderBy: [{ expression: b, descending: false }],
          frame: { unit: 'range', start: { kind: 'preceding', by: number('2') }, end: { kind: 'current-row' }, exclude: 'ties' },
        },
      },
    })
  })

  test('words between arguments become plain arguments', () => {
    expect(tree('substring(a FROM b FOR c)')).toEqual(call('substring', [a, b, c]))
    expect(tree('substring(a FOR b)')).toEqual(call('substring', [a, number('1'), b]))
    expect(tree('position(a IN b)')).toEqual(call('position', [b, a]))
    expect(tree('trim(LEADING a FROM b)')).toEqual(call('ltrim', [b, a]))
    expect(tree('trim(TRAILING FROM b)')).toEqual(call('rtrim', [b]))
    expect(tree('trim(a FROM b)')).toEqual(call('trim', [b, a]))
    expect(tree('trim(a, b)')).toEqual(call('trim', [a, b]))
    expect(tree('overlay(a PLACING b FROM 1 FOR 2)')).toEqual(call('overlay', [a, b, number('1'), number('2')]))
    expect(tree('a AT TIME ZONE b')).toEqual(call('timezone', [b, a]))
    expect(tree('extract(YEAR FROM a)')).toEqual({ kind: 'extract', part: 'year', operand: a })
  })

  test('-> is a lambda at the start of an argument and an operator elsewhere', () => {
    const lambda = { kind: 'lambda', parameters: [id('x')], body: binary(x, '+', number('1')) }
    expect(tree('f(a, x -> x + 1)')).toEqual(call('f', [a, lambda]))
    expect(tree('f(lambda x: x + 1)')).toEqual(call('f', [lambda]))
    expect(tree('f((x, i) -> x)')).toEqual(call('f', [{ kind: 'lambda', parameters: [id('x'), id('i')], body: x }]))
    expect(tree('f((a, b))')).toEqual(call('f', [{ kind: 'row', items: [a, b] }]))
    expect(tree("a -> 'k'")).toEqual(binary(a, '->', { kind: 'string', value: 'k' }))
  })
})

describe('lists, structs, parentheses', () => {
  test('subscripts, slices and fields hang on anything', () => {
    expect(tree('f(a)[1]')).toEqual({ kind: 'subscript', operand: call('f', [a]), index: number('1') })
    expect(tree('a[1:b]')).toEqual({ kind: 'slice', operand: a, from: number('1'), to: b })
    expect(tree('a[:]')).toEqual({ kind: 'slice', operand: a })
    expect(tree('(a).b.c')).toEqual({ kind: 'field', operand: { kind: 'field', operand: a, name: id('b') }, name: id('c') })
    expect(tree('a.b.c')).toEqual(column('a', 'b', 'c'))
    expect(tree('[a, [b]]')).toEqual({ kind: 'list', items: [a, { kind: 'list', items: [b] }] })
    expect(tree("{'a b': a, c: b}")).toEqual({
      kind: 'struct',
      fields: [
        { name: { name: 'a b', quoted: true }, value: a },
        { name: id('c'), value: b },
      ],
    })
  })

  test('a parenthesis is a query, a row or an expression, whatever follows it', () => {
    expect(tree('((SELECT 1) + 1)')).toMatchObject({ kind: 'binary-op', left: { kind: 'subquery' } })
    expect(tree('(((SELECT 1)) UNION SELECT 2)')).toMatchObject({ kind: 'subquery', query: { body: { kind: 'set-operation' } } })
    expect(tree('((SELECT 1) LIMIT 1)')).toMatchObject({ kind: 'subquery', query: { body: { kind: 'nested' }, limit: number('1') } })
    expect(tree('((a))')).toEqual(a)
    expect(tree('((a), b)')).toEqual({ kind: 'row', items: [a, b] })
    expect(tree('((a)[1].x)::INT')).toMatchObject({ kind: 'cast', operand: { kind: 'field', operand: { kind: 'subscript' } } })
    expect(tree('(VALUES (1))')).toMatchObject({ kind: 'subquery' })
    expect(tree('(values)')).toEqual(column('values'))
  })

  test('types', () => {
    const type = (text: string) => (tree(`a::${text}`) as { type: unknown }).type // a cast node has a type
    expect(type('decimal(10, 2)[]')).toEqual({ name: 'DECIMAL', parameters: [10, 2], arrayDepth: 1 })
    expect(type('double precision')).toEqual({ name: 'DOUBLE PRECISION', parameters: [], arrayDepth: 0 })
    expect(type('timestamp(3) without time zone')).toEqual({ name: 'TIMESTAMP WITHOUT TIME ZONE', parameters: [3], arrayDepth: 0 })
    expect(type('struct(a int, "B" varchar[])')).toEqual({
      name: 'STRUCT',
      parameters: [],
      fields: [
        { name: id('a'), type: { name: 'INT', parameters: [], arrayDepth: 0 } },
        { name: { name: 'B', quoted: true }, type: { name: 'VARCHAR', parameters: [], arrayDepth: 1 } },
      ],
      arrayDepth: 0,
    })
  })

  test('strings go on after a line break, and only there', () => {
    expect(tree("'a'\n  'b'")).toEqual({ kind: 'string', value: 'ab' })
    expect(() => tree("'a' 'b'")).toThrow("Expected the end of the expression, found the string 'b'.")
  })
})

describe('spans', () => {
  const text = '(a + b) * f(c)[1]'
  test('run from the first to the last character of the construct, opening parentheses of its left side included', () => {
    const product = parseExpression(text) as Extract<Expression, { kind: 'binary-op' }>
    const slice = (span: { start: number; end: number }) => text.slice(span.start, span.end)
    expect(slice(product.span)).toBe(text)
    expect(slice(product.opSpan)).toBe('*')
    expect(slice(product.left.span)).toBe('a + b')
    expect(slice(product.right.span)).toBe('f(c)[1]')
  })
})
