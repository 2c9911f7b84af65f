import { expect, test } from 'vitest'
import { AttributeCursor } from './attribute-cursor.ts'
import { type GffDialect, gff3Dialect, gtfDialect } from './gff-dialect.ts'

const BOTH = [gff3Dialect, gtfDialect]

function parse(text: string, dialect: GffDialect): readonly (readonly [string, string | null])[] {
  const bytes = new TextEncoder().encode(`xx${text}yy`)
  const cursor = new AttributeCursor(dialect)
  const textOf = (from: number, to: number) => new TextDecoder().decode(bytes.subarray(from, to))
  const found: [string, string | null][] = []
  cursor.begin(bytes, 2, bytes.length - 2)
  while (cursor.next()) {
    found.push([textOf(cursor.tagStart, cursor.tagEnd), cursor.valueStart < 0 ? null : textOf(cursor.valueStart, cursor.valueEnd)])
  }
  return found
}

test.each(BOTH)('$format: nothing', dialect => {
  for (const text of ['', '.', ';', ' ; ;']) expect(parse(text, dialect)).toEqual([])
})

test.each(BOTH)('$format: the usual form of GFF3', dialect => {
  expect(parse('ID=a;Parent=b,c;Note=', dialect)).toEqual([
    ['ID', 'a'],
    ['Parent', 'b,c'],
    ['Note', ''],
  ])
  expect(parse('ID=a; Name="b c";', dialect)).toEqual([
    ['ID', 'a'],
    ['Name', 'b c'],
  ])
  expect(parse('a=b=c', dialect)).toEqual([['a', 'b=c']])
})

test.each(BOTH)('$format: the usual form of GTF', dialect => {
  expect(parse('gene_id "a"; level 2; tag "x"; tag "y"', dialect)).toEqual([
    ['gene_id', 'a'],
    ['level', '2'],
    ['tag', 'x'],
    ['tag', 'y'],
  ])
  expect(parse('note "a; b=c"; gene_id "" ;', dialect)).toEqual([
    ['note', 'a; b=c'],
    ['gene_id', ''],
  ])
  expect(parse('note "say "x" twice"; b "y"', dialect)).toEqual([
    ['note', 'say "x" twice'],
    ['b', 'y'],
  ])
})

test.each(BOTH)('$format: tags alone, quotes that are not closed', dialect => {
  expect(parse('pseudo; a "x"', dialect)).toEqual([
    ['pseudo', null],
    ['a', 'x'],
  ])
  expect(parse('pseudo ;b', dialect)).toEqual([
    ['pseudo', null],
    ['b', null],
  ])
  expect(parse('a "x; b "y"', dialect)).toEqual([['a', 'x; b "y']])
  expect(parse('a "x', dialect)).toEqual([['a', 'x']])
})

test('where a text could be either, the dialect decides', () => {
  expect(parse('some tag=x y', gff3Dialect)).toEqual([['some tag', 'x y']])
  expect(parse('note x=y', gtfDialect)).toEqual([['note', 'x=y']])
  expect(parse('gene_id = "a b";', gtfDialect)).toEqual([['gene_id', 'a b']])
  // GFF3 knows no quotes: a semicolon ends a value.
  expect(parse('Note="a;b"', gff3Dialect)).toEqual([
    ['Note', '"a'],
    ['b"', null],
  ])
})
