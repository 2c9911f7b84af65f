import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BcfRecord, bcfFile, bcfRecord, bitsOf, floatBits, ints, perSample, texts, uint32 } from '../../../tests/support/bcf-bytes.ts'
import { QueryError } from '../../common/errors.ts'
import { open } from '../../node.ts'
import type { SessionContext } from '../../session/session-context.ts'
import { shortestDouble } from './stored-appender.ts'

const HEADER = [
  '##fileformat=VCFv4.2',
  '##contig=<ID=late,IDX=3>',
  '##contig=<ID=first,IDX=0>',
  '##FILTER=<ID=q10,Description="low",IDX=1>',
  '##FILTER=<ID=s50,Description="half",IDX=9>',
  '##INFO=<ID=N,Number=1,Type=Integer,Description="one",IDX=2>',
  '##INFO=<ID=L,Number=.,Type=Integer,Description="list",IDX=3>',
  '##INFO=<ID=F,Number=.,Type=Float,Description="floats",IDX=4>',
  '##INFO=<ID=S,Number=.,Type=String,Description="words",IDX=5>',
  '##INFO=<ID=B,Number=0,Type=Flag,Description="flag",IDX=6>',
  '##FORMAT=<ID=GT,Number=1,Type=String,Description="genotype",IDX=7>',
  '##FORMAT=<ID=D,Number=.,Type=Integer,Description="depths",IDX=8>',
]
const COLUMNS = '#CHROM\tPOS\tID\tREF\tALT\tQUAL\tFILTER\tINFO'
const SITES = [...HEADER, COLUMNS]
const CALLS = [...HEADER, `${COLUMNS}\tFORMAT\tx\ty`]

let folder = ''
let db: SessionContext
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'locusql-bcf-unit-'))
  db = await open()
  db.setOption('execution.workers', 'off')
})
afterAll(async () => {
  await db.close()
  rmSync(folder, { recursive: true })
})

let files = 0
async function rows(bytes: Uint8Array, columns = '*', options = ''): Promise<readonly object[]> {
  const location = path.join(folder, `${files++}.bcf`)
  writeFileSync(location, bytes)
  return db.sql(`SELECT ${columns} FROM read_bcf($1${options})`, [location]).toArray()
}
const sites = (records: readonly BcfRecord[], columns: string, minorVersion = 2) =>
  rows(bcfFile(SITES, records.map(bcfRecord), minorVersion), columns)
const calls = (records: readonly BcfRecord[], columns: string, minorVersion = 2) =>
  rows(
    bcfFile(
      CALLS,
      records.map(record => bcfRecord({ samples: 2, ...record })),
      minorVersion,
    ),
    columns,
  )

test('contigs, filters and keys are named by their numbers in the header', async () => {
  const found = await sites(
    [{ contig: 3, filters: ints(2, [9]) }, { filters: ints(1, [1, 9]) }, { filters: ints(1, [0]) }],
    'chrom, filter',
  )
  expect(found).toEqual([
    { chrom: 'late', filter: 's50' },
    { chrom: 'first', filter: 'q10;s50' },
    { chrom: 'first', filter: 'PASS' },
  ])
})

test('integers of every width, missing values and the end of vectors', async () => {
  const found = await sites(
    [
      {
        info: [
          [2, ints(1, [-120])],
          [3, ints(1, [1, -128, 3])],
        ],
      },
      {
        info: [
          [2, ints(2, [-32_760])],
          [3, ints(2, [300, -32_767])],
        ],
      },
      {
        info: [
          [2, ints(4, [2 ** 31 - 1])],
          [3, ints(4, [-(2 ** 31), -(2 ** 31) + 1])],
        ],
      },
      {
        info: [
          [2, ints(1, [-128])],
          [
            3,
            ints(
              1,
              Array.from({ length: 20 }, (_, i) => i),
            ),
          ],
        ],
      },
      {
        info: [
          [2, ints(1, [])],
          [3, Uint8Array.of(0)],
        ],
      },
      {
        info: [
          [2, ints(1, [5])],
          [2, ints(1, [6])],
        ],
      },
    ],
    'N, L',
  )
  expect(found).toEqual([
    { N: -120, L: [1, null, 3] },
    { N: -32_760, L: [300] },
    { N: 2 ** 31 - 1, L: null },
    { N: null, L: Array.from({ length: 20 }, (_, i) => i) },
    { N: null, L: null },
    { N: 5, L: null },
  ])
})

test('floats, texts and flags', async () => {
  const found = await sites(
    [
      {
        quality: uint32(bitsOf(30.1)),
        info: [
          [4, floatBits([bitsOf(0.5), 0x7f800001, bitsOf(-2), 0x7f800002])],
          [5, texts('a,.,b')],
          [6, Uint8Array.of(0)],
        ],
      },
      {
        quality: uint32(bitsOf(Number.NaN)),
        info: [
          [4, floatBits([0x7f800001])],
          [5, texts('.')],
          [6, ints(1, [1])],
        ],
      },
      {
        info: [
          [4, ints(1, [3])],
          [5, texts('x\0\0')],
        ],
      },
    ],
    'qual, F, S, B',
  )
  expect(found).toEqual([
    { qual: 30.1, F: [0.5, null, -2], S: ['a', null, 'b'], B: true },
    { qual: Number.NaN, F: null, S: null, B: true },
    { qual: null, F: [3], S: ['x'], B: false },
  ])
})

test('genotypes: phase, missing alleles, ploidy, alleles beyond nine, wide integers', async () => {
  const found = await calls(
    [
      {
        formats: [
          [
            7,
            perSample(1, [
              [2, 4],
              [2, 5],
            ]),
          ],
        ],
      },
      {
        formats: [
          [
            7,
            perSample(1, [
              [0, 0],
              [0, -127],
            ]),
          ],
        ],
      },
      {
        formats: [
          [
            7,
            perSample(2, [
              [26, 4, 3],
              [4, -32_767, -32_767],
            ]),
          ],
          [
            8,
            perSample(1, [
              [1, 2],
              [-128, -127],
            ]),
          ],
        ],
      },
      { formats: [[7, perSample(1, [[], []])]] },
      {},
    ],
    'genotypes.GT AS gt, genotypes.D AS d',
  )
  expect(found).toEqual([
    { gt: ['0/1', '0|1'], d: [null, null] },
    { gt: ['./.', null], d: [null, null] },
    { gt: ['12/1|0', '1'], d: [[1, 2], null] },
    { gt: [null, null], d: [null, null] },
    { gt: [null, null], d: [null, null] },
  ])
})

test('BCF 2.1 fills vectors up with missing values, and begins lists of texts with a comma', async () => {
  expect(
    await sites(
      [
        {
          info: [
            [3, ints(1, [1, -128, 3, -128])],
            [5, texts(',a,b')],
          ],
        },
      ],
      'L, S',
      1,
    ),
  ).toEqual([{ L: [1, null, 3], S: ['a', 'b'] }])
  expect(
    await calls(
      [
        {
          formats: [
            [
              7,
              perSample(1, [
                [2, 4],
                [2, -128],
              ]),
            ],
          ],
        },
      ],
      'genotypes.GT AS gt',
      1,
    ),
  ).toEqual([{ gt: ['0/1', '0'] }])
})

test('values of another type than the header says', async () => {
  const found = rows(bcfFile(SITES, [bcfRecord({}), bcfRecord({ info: [[2, ints(1, [1, 2])]] })]), 'N')
  await expect(found).rejects.toThrow(/, record 2 at byte \d+: INFO field N is "1,2", where the header says Type=Integer, Number=1\. Mend/)
  const skipped = await rows(bcfFile(SITES, [bcfRecord({}), bcfRecord({ info: [[2, texts('x')]] })]), 'N', ", on_malformed => 'skip'")
  expect(skipped).toEqual([{ N: null }])
  expect(
    await sites(
      [
        {
          info: [
            [2, texts('12')],
            [5, ints(1, [7])],
          ],
        },
        { info: [[2, floatBits([bitsOf(3)])]] },
      ],
      'N, S',
    ),
  ).toEqual([
    { N: 12, S: ['7'] },
    { N: 3, S: null },
  ])
})

test('positions: the telomere, and both coordinate systems', async () => {
  const file = bcfFile(SITES, [bcfRecord({ position: -1 }), bcfRecord({ position: 9, alleles: ['ACG', 'A', '<DEL>'] })])
  expect(await rows(file, 'start, "end", alt')).toEqual([
    { start: 0, end: 0, alt: 'C' },
    { start: 10, end: 12, alt: 'A,<DEL>' },
  ])
  expect(await rows(file.slice(), 'start, "end"', ', zero_based => true').catch((error: unknown) => (error as QueryError).message)).toMatch(
    /record 1 at byte \d+: start -1 does not fit into UInt32; give the table the option positions => 'int64'/,
  )
})

test('no change of a byte crashes the reader: it reads, or it is an error of ours', async () => {
  const file = bcfFile(CALLS, [
    bcfRecord({
      samples: 2,
      id: texts('rs1'),
      filters: ints(1, [1]),
      info: [
        [2, ints(1, [5])],
        [
          3,
          ints(
            1,
            Array.from({ length: 16 }, (_, i) => i),
          ),
        ],
        [5, texts('a,b')],
      ],
      formats: [
        [
          7,
          perSample(1, [
            [2, 4],
            [2, 5],
          ]),
        ],
        [8, perSample(2, [[1], [2]])],
      ],
    }),
    bcfRecord({ samples: 2, info: [[4, floatBits([bitsOf(1)])]] }),
  ])
  const start = 9 + new DataView(file.buffer).getUint32(5, true)
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: start, max: file.length - 1 }),
      fc.nat(255),
      fc.constantFrom('error', 'skip', 'null'),
      async (at, byte, policy) => {
        const broken = file.slice()
        broken[at] = byte
        const result = await rows(broken, '*', `, on_malformed => '${policy}'`).catch((error: unknown) => error)
        if (!Array.isArray(result)) {
          if (!(result instanceof QueryError)) throw result
          expect(result.code).not.toBe('INTERNAL')
        }
      },
    ),
    { seed: 7, numRuns: 600 },
  )
}, 60_000)

test('the shortest double of a float reads back as the float', () => {
  expect([30.1, 0.1, 1e-7, 123456.7, 3.4e38, -2.5, 1e10, 16777216.5].map(value => shortestDouble(Math.fround(value)))).toEqual([
    30.1, 0.1, 1e-7, 123456.7, 3.4e38, -2.5, 1e10, 16777216,
  ])
  fc.assert(
    fc.property(fc.float({ noNaN: true }), value => {
      expect(Math.fround(shortestDouble(value))).toBe(value)
    }),
    { seed: 7, numRuns: 2000 },
  )
})
