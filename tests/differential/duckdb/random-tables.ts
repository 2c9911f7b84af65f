/** Statements that make four small random tables with NULLs, repeated values and empty tables. */
import type { QueryType } from './query-type.ts'
import type { RandomSource } from './random-source.ts'

export const tables: Readonly<Record<string, readonly QueryType[]>> = {
  a: ['int', 'int', 'text', 'float'],
  b: ['int', 'text', 'bool', 'date'],
  c: ['int', 'float', 'text', 'int', 'bool'],
  d: ['int', 'date', 'date', 'text'],
}

const SQL_TYPES = { int: 'INTEGER', float: 'DOUBLE', text: 'VARCHAR', bool: 'BOOLEAN', date: 'DATE' } as const

/** Columns of table `a` are a0, a1 …, but the first of each is `k`, so that USING and NATURAL have something to join. */
export function columnName(table: string, index: number): string {
  return index === 0 ? 'k' : `${table}${index}`
}

export function createTables(random: RandomSource): readonly string[] {
  return Object.entries(tables).flatMap(([table, types]) => {
    const columns = types.map((type, i) => `${columnName(table, i)} ${SQL_TYPES[type]}`)
    const rows = Array.from(
      { length: random.chance(8) ? 0 : random.below(9) },
      () => `(${types.map(type => cell(type, random)).join(', ')})`,
    )
    const create = `CREATE OR REPLACE TABLE ${table} (${columns.join(', ')})`
    return rows.length === 0 ? [create] : [create, `INSERT INTO ${table} VALUES ${rows.join(', ')}`]
  })
}

function cell(type: QueryType, random: RandomSource): string {
  return random.chance(18) ? 'NULL' : literal(type, random)
}

/** Fractions are quarters: sums of them are exact in any order. */
export function literal(type: QueryType, random: RandomSource): string {
  switch (type) {
    case 'int':
      return String(random.below(9) - 3)
    case 'float':
      return `(${(random.below(33) - 12) / 4})::DOUBLE`
    case 'text':
      return `'${random.pick(['', 'a', 'b', 'ab', 'B', 'x y', 'ä', 'abc', '%', 'zz'])}'`
    case 'bool':
      return random.pick(['true', 'false'])
    case 'date':
      return `DATE '${random.pick(['2024-02-28', '2024-02-29', '2024-03-01', '2023-12-31', '2024-01-01', '1969-07-20', '2000-01-03'])}'`
  }
}
