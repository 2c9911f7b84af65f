// How fast are the lines of a BGZF file found, with each inflater, whole and in pieces? One thread; bgzip of htslib beside it.
// npm run build && node bench/read-lines.mjs FILE.vcf.gz
import { spawnSync } from 'node:child_process'
import { cutByBytes } from '../dist/io/cut-by-bytes.js'
import { readLines } from '../dist/io/lines/read-lines.js'
import { createBrowserCodecs } from '../dist/platform/browser/browser-codecs.js'
import { createNodeCodecs } from '../dist/platform/node/node-codecs.js'
import { createNodeFileStore } from '../dist/platform/node/node-file-store.js'

const ROUNDS = 5
const PIECE_BYTES = 2 << 20
const [file] = process.argv.slice(2)
if (!file) {
  console.error('Usage: node bench/read-lines.mjs FILE.vcf.gz')
  process.exit(1)
}

const nodeCodecs = createNodeCodecs()
const questions = {
  'newlines, WebAssembly and zlib.crc32': () => read({ codecs: nodeCodecs }),
  'newlines and 8 tabs': () => read({ codecs: nodeCodecs, tabs: 8 }),
  'newlines and 8 tabs, pieces of 2 MiB': () => readPieces({ codecs: nodeCodecs, tabs: 8 }),
  'newlines, node:zlib': () => read({ codecs: createNodeCodecs({ inflater: 'zlib' }) }),
  'newlines, WebAssembly alone (browsers)': () => read({ codecs: createBrowserCodecs() }),
  'newlines, pako': () => read({ codecs: createBrowserCodecs({ inflater: 'pako' }) }),
  'bgzip -dc (no lines)': () => spawnSync('bgzip', ['-dc', file], { stdio: ['ignore', 'ignore', 'inherit'] }) && { bytes: 0 },
}

const times = new Map(Object.keys(questions).map(name => [name, []]))
let size = 0
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, ask] of Object.entries(questions)) {
    const start = performance.now()
    const { bytes } = await ask()
    times.get(name).push(performance.now() - start)
    size = Math.max(size, bytes)
  }
}
for (const [name, list] of times) {
  const median = list.sort((a, b) => a - b)[ROUNDS >> 1]
  console.log(`${name.padEnd(42)} median ${median.toFixed(0).padStart(6)} ms ${(size / median / 1000).toFixed(0).padStart(6)} MB/s of text`)
}

async function read(request) {
  const source = await createNodeFileStore().open(file)
  let bytes = 0
  for await (const block of readLines({ source, compression: 'bgzf', ...request })) {
    bytes += block.positions[block.count * block.stride - 1] + 1 - block.start
  }
  await source.close()
  return { bytes }
}

async function readPieces(request) {
  const source = await createNodeFileStore().open(file)
  const { size: fileBytes } = await source.stat()
  await source.close()
  let bytes = 0
  for (const chunk of cutByBytes(fileBytes, PIECE_BYTES)) bytes += (await read({ ...request, chunk })).bytes
  return { bytes }
}
