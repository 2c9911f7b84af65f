// The codec vectors of hts-specs: what each inflates to is there gzipped, with line ends that the codecs do not keep.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { crc32, gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { decodeArithmetic } from '../../../src/io/codecs/decode-arithmetic.ts'
import { decodeFqzcomp } from '../../../src/io/codecs/decode-fqzcomp.ts'
import { decodeRans4x8 } from '../../../src/io/codecs/decode-rans-4x8.ts'
import { decodeRansNx16 } from '../../../src/io/codecs/decode-rans-nx16.ts'
import { decodeTok3 } from '../../../src/io/codecs/decode-tok3.ts'
import { loadRansKernels } from '../../../src/io/codecs/kernels/rans-kernels.ts'
import { makeRandom } from '../../inflate/random.ts'
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
    const wanted = wantedOf(codec, file)
    const found = decode(readFileSync(path.join(folder, codec, file)), wanted.length)
    expect(Buffer.compare(found, wanted)).toBe(0)
  })

  const withKernels = vectors.filter(({ codec }) => codec === 'rans4x8' || codec === 'ransNx16' || codec === 'tok3')
  test.each(withKernels)('$codec/$file with the loops in WebAssembly, whole and broken', async ({ codec, file, decode }) => {
    const kernels = await loadRansKernels()
    if (kernels === undefined) throw new Error('This engine has no WebAssembly with SIMD.')
    const bytes = Uint8Array.from(readFileSync(path.join(folder, codec, file)))
    const wanted = wantedOf(codec, file).length
    expect(Buffer.compare(decode(bytes, wanted, kernels), decode(bytes, wanted))).toBe(0)
    const random = makeRandom(bytes.length)
    for (let round = 0; round < 12; round++) {
      const broken = bytes.slice(0, random.below(3) === 0 ? random.below(bytes.length) : bytes.length)
      if (broken.length > 0) broken[random.below(broken.length)] = random.below(256)
      expect(outcome(() => decode(broken, wanted, kernels))).toEqual(outcome(() => decode(broken, wanted)))
    }
  })
})

/** A sum over the bytes, or what is said of them. */
function outcome(decode: () => Uint8Array): number | string {
  try {
    return crc32(decode())
  } catch (error) {
    return String(error)
  }
}

function wantedOf(codec: string, file: string): Uint8Array {
  const name = file.replace(/\.\d+$/, '')
  return Uint8Array.from(plain(codec, name, gunzipSync(readFileSync(path.join(folder, 'gzip', `${name}.gz`)))))
}

function plain(codec: string, name: string, text: Uint8Array): Uint8Array {
  if (codec === 'tok3') return text.map(byte => (byte === NEWLINE ? 0 : byte))
  if (!name.startsWith('qvar')) return text
  const qualities = text.filter(byte => byte !== NEWLINE)
  return codec === 'fqzcomp' ? qualities.map(byte => byte - 33) : qualities
}
