/** The quality codec of CRAM 3.1 (CRAM codecs §6): models chosen by the qualities before, the place in the read, and how often they changed. */
import { CodecFault } from './codec-fault.ts'
import { CompressedInput } from './compressed-input.ts'
import { AdaptiveModel, RangeDecoder } from './range-decoder.ts'

const VERSION = 5
const GLOBAL = { manyParameters: 1, selectorTable: 2, reversed: 4 } as const
/** `oneLength`: the specification calls it do_len, and means that every record is as long as the first. */
const FLAG = { duplicates: 2, oneLength: 4, selector: 8, qualityMap: 16, positions: 32, deltas: 64, qualities: 128 } as const
const CONTEXTS = 1 << 16
const POSITIONS = 1024

interface Parameters {
  readonly context: number
  readonly flags: number
  readonly symbolCount: number
  readonly qualityMask: number
  readonly qualityShift: number
  readonly qualityAt: number
  readonly selectorAt: number
  readonly positionAt: number
  readonly deltaAt: number
  readonly qualityMap: Uint8Array | undefined
  readonly qualities: Uint8Array
  readonly positions: Uint8Array | undefined
  readonly deltas: Uint8Array | undefined
  /** Of the last record; -1: there was none. */
  lastLength: number
}

interface Settings {
  readonly flags: number
  readonly mostSelector: number
  readonly selectorTable: Uint8Array
  readonly parameters: readonly Parameters[]
}

/** `size`: what the data must inflate to. */
export function decodeFqzcomp(bytes: Uint8Array, size: number): Uint8Array {
  const input = new CompressedInput(bytes)
  const told = input.uint7()
  if (told !== size) throw new CodecFault(`fqzcomp data says that it inflates to ${told} bytes, not ${size}`)
  const settings = readSettings(input)
  return new QualityDecoder(input, settings, size).decode()
}

function readSettings(input: CompressedInput): Settings {
  const version = input.byte()
  if (version !== VERSION) throw new CodecFault(`fqzcomp data has the version ${version}`)
  const flags = input.byte()
  const count = flags & GLOBAL.manyParameters ? input.byte() : 1
  let mostSelector = flags & GLOBAL.manyParameters ? count : 0
  let selectorTable: Uint8Array = Uint8Array.from({ length: 256 }, (_, selector) => Math.min(selector, Math.max(0, count - 1)))
  if (flags & GLOBAL.selectorTable) {
    mostSelector = input.byte()
    selectorTable = readTable(input, 256)
  }
  if (count === 0) throw new CodecFault('fqzcomp data has no parameters')
  const parameters = Array.from({ length: count }, () => readParameters(input))
  if (selectorTable.some(which => which >= count)) throw new CodecFault('fqzcomp data selects parameters that it does not have')
  return { flags, mostSelector, selectorTable, parameters }
}

function readParameters(input: CompressedInput): Parameters {
  const context = input.uint16()
  const flags = input.byte()
  const symbolCount = input.byte()
  const quality = input.byte()
  const places = input.byte()
  const morePlaces = input.byte()
  const qualityMap = flags & FLAG.qualityMap ? input.take(symbolCount) : undefined
  const qualities = flags & FLAG.qualities ? readTable(input, 256) : Uint8Array.from({ length: 256 }, (_, value) => value)
  const positions = flags & FLAG.positions ? readTable(input, POSITIONS) : undefined
  const deltas = flags & FLAG.deltas ? readTable(input, 256) : undefined
  return {
    context,
    flags,
    symbolCount,
    qualityMask: (1 << (quality >> 4)) - 1,
    qualityShift: quality & 15,
    qualityAt: places >> 4,
    selectorAt: places & 15,
    positionAt: morePlaces >> 4,
    deltaAt: morePlaces & 15,
    qualityMap,
    qualities,
    positions,
    deltas,
    lastLength: -1,
  }
}

/** Ascending values as the lengths of their runs, of which equal ones are counted. */
function readTable(input: CompressedInput, size: number): Uint8Array {
  const runs: number[] = []
  let last = -1
  for (let sum = 0; sum < size; ) {
    const run = input.byte()
    runs.push(run)
    sum += run
    if (run === last) {
      const copies = input.byte()
      for (let i = 0; i < copies; i++) runs.push(run)
      sum += run * copies
      if (runs.length > size * 2) throw new CodecFault('a table of fqzcomp data has too many runs')
    }
    last = run
  }
  const table = new Uint8Array(size)
  let at = 0
  for (let value = 0, next = 0; at < size; value++) {
    let length = 0
    let part: number | undefined
    do {
      part = runs[next++]
      length += part ?? 0
    } while (part === 255)
    if (part === undefined) throw new CodecFault('a table of fqzcomp data is too short')
    if (value > 255) throw new CodecFault('a table of fqzcomp data has more than 256 values')
    const end = Math.min(size, at + length)
    table.fill(value, at, end)
    at = end
  }
  return table
}

class QualityDecoder {
  private readonly settings: Settings
  private readonly coder: RangeDecoder
  private readonly out: Uint8Array
  private readonly symbolCount: number
  /** By context; made when first met. */
  private readonly qualities: (AdaptiveModel | undefined)[] = new Array(CONTEXTS)
  private readonly lengths = Array.from({ length: 4 }, () => new AdaptiveModel(256))
  private readonly duplicate = new AdaptiveModel(2)
  private readonly reversal = new AdaptiveModel(2)
  private readonly selectors: AdaptiveModel | undefined
  private readonly reversed: { readonly from: number; readonly to: number }[] = []

  constructor(input: CompressedInput, settings: Settings, size: number) {
    this.settings = settings
    this.coder = new RangeDecoder(input)
    this.out = new Uint8Array(size)
    this.symbolCount = Math.max(...settings.parameters.map(parameters => parameters.symbolCount)) + 1
    if (this.symbolCount > 256) throw new CodecFault('fqzcomp data has more than 256 symbols')
    this.selectors = settings.mostSelector > 0 ? new AdaptiveModel(Math.min(256, settings.mostSelector + 1)) : undefined
  }

  decode(): Uint8Array {
    const { out, settings, coder } = this
    for (let at = 0; at < out.length; ) {
      const selector = this.selectors?.decode(coder) ?? 0
      const parameters = settings.parameters[settings.selectorTable[selector]!]! // the table was checked
      const length = this.recordLength(parameters)
      if (length === 0 || at + length > out.length) throw new CodecFault(`a record of fqzcomp data has ${length} qualities`)
      if (settings.flags & GLOBAL.reversed && this.reversal.decode(coder) === 1) this.reversed.push({ from: at, to: at + length })
      if (parameters.flags & FLAG.duplicates && this.duplicate.decode(coder) === 1) {
        if (at < length) throw new CodecFault('a record of fqzcomp data repeats one that is not there')
        out.copyWithin(at, at - length, at)
      } else this.decodeRecord(parameters, { selector, from: at, to: at + length })
      at += length
    }
    for (const { from, to } of this.reversed) out.subarray(from, to).reverse()
    return out
  }

  private recordLength(parameters: Parameters): number {
    if (parameters.lastLength >= 0 && parameters.flags & FLAG.oneLength) return parameters.lastLength
    let length = 0
    for (const [i, model] of this.lengths.entries()) length += model.decode(this.coder) * 256 ** i
    parameters.lastLength = length
    return length
  }

  private decodeRecord(parameters: Parameters, record: { readonly selector: number; readonly from: number; readonly to: number }): void {
    const { out, coder, qualities } = this
    const { positions, deltas, qualityMap, qualityMask, qualityShift, qualityAt, positionAt, deltaAt } = parameters
    const fixed = parameters.context + (parameters.flags & FLAG.selector ? record.selector << parameters.selectorAt : 0)
    let context = parameters.context
    let before = 0
    let last = 0
    let changes = 0
    for (let at = record.from, left = record.to - record.from; left > 0; at++, left--) {
      // In range below: contexts have 16 bits, tables are as long as their keys.
      let model = qualities[context]
      if (model === undefined) {
        model = new AdaptiveModel(this.symbolCount)
        qualities[context] = model
      }
      const quality = model.decode(coder)
      out[at] = qualityMap === undefined ? quality : (qualityMap[quality] ?? 0)
      before = (before << qualityShift) + parameters.qualities[quality]!
      let next = fixed + ((before & qualityMask) << qualityAt)
      if (positions !== undefined) next += positions[Math.min(left, POSITIONS - 1)]! << positionAt
      if (deltas !== undefined) {
        next += deltas[Math.min(changes, 255)]! << deltaAt
        if (last !== quality) changes++
        last = quality
      }
      context = next & (CONTEXTS - 1)
    }
  }
}
