// The codec vectors of hts-specs: what each inflates to is there gzipped, with line ends that the codecs do not keep.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { decodeArithmetic } from '../../../src/io/codecs/decode-arithmetic.ts'
import { decodeFqzcomp } from '../../../src/io/codecs/decode-fqzcomp.ts'
import { decodeRans4x8 } from '../../../src/io/codecs/decode-rans-4x8.ts'
import { decodeRansNx16 } from '../../../src/io/codecs/decode-rans-nx16.ts'
import { decodeTok3 } from '../../../src/io/codecs/decode-tok3.ts'
import { sharedData } from '../bam/shared-alignments.ts'

const folder = path.join(sharedData, 'cram-codecs/hts-specs/cram/codecs')
const decoders = { rans4x8: decodeRans4x8, ransNx16: decodeRansNx16, range: decodeArithmetic, fqzcomp: decodeFqzcomp, tok3: decodeTok3 }
const NEWLINE = 10

const vectors = existsSync(folder)
  ? Object.entries(decoders).flatMap(([codec, decode]) => readdirSync(path.join(folder, codec)).map(file => ({ codec, file, decode })))
  : []
if (vectors.length === 0) console.warn(`SKIPPED: there is no ${folder}; codecs are not compared.`)

describe.skipIf(vectors.length === 0)('codec vectors', () => {
  test.each(vectors)('$codec/$file', ({ codec, file, decode }) => {
    const name = file.replace(/\.\d+$/, '')
    const text = gunzipSync(readFileSync(path.join(folder, 'gzip', `${name}.gz`)))
    const wanted = Uint8Array.from(plain(codec, name, text))
    const found = decode(readFileSync(path.join(folder, codec, file)), wanted.length)
    expect(Buffer.compare(found, wanted)).toBe(0)
  })
})

function plain(codec: string, name: string, text: Uint8Array): Uint8Array {
  if (codec === 'tok3') return text.map(byte => (byte === NEWLINE ? 0 : byte))
  if (!name.startsWith('qvar')) return text
  const qualities = text.filter(byte => byte !== NEWLINE)
  return codec === 'fqzcomp' ? qualities.map(byte => byte - 33) : qualities
}
