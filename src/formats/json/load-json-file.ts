/** Looks at the beginning of a JSON file, once for each version of it and each set of options. */
import type { Field } from '../../columnar/data-type.ts'
import type { Schema } from '../../columnar/schema.ts'
import { QueryError } from '../../common/errors.ts'
import { suggest } from '../../common/suggest.ts'
import type { ByteSource } from '../../io/byte-source.ts'
import type { Compression } from '../../io/compression.ts'
import { detectCompression } from '../../io/detect-compression.ts'
import { readLines } from '../../io/lines/read-lines.ts'
import type { FormatContext } from '../file-format.ts'
import { namedType } from '../named-type.ts'
import { VersionedCache } from '../versioned-cache.ts'
import { arrayLines } from './array-lines.ts'
import { JsonTypeInference } from './infer-json-type.ts'
import type { JsonOptions } from './json-options.ts'
import { readWholeText } from './read-whole-text.ts'
import { skipBlanks } from './scan-json.ts'

export interface JsonFile {
  readonly schema: Schema
  readonly compression: Compression
  readonly layout: 'lines' | 'array'
}

const ZERO_BASED = 'bio.coordinate_system_zero_based'
const OPEN_BRACKET = 91
/** More of the file is not looked at, unless all of it was asked for. */
const SAMPLE_BYTES = 16 << 20

const cache = new VersionedCache<JsonFile>(64)

export async function loadJsonFile(source: ByteSource, options: JsonOptions, context: FormatContext): Promise<JsonFile> {
  const { store, signal } = context
  const { version } = await source.stat(signal === undefined ? {} : { signal })
  const key = `${JSON.stringify(options)} ${source.location}`
  const known = cache.get(store, key, version)
  if (known !== undefined) return known
  const compression = await detectCompression(source, signal)
  const layout = options.format === 'auto' ? await detectLayout(source, compression, context) : options.format
  const inference = new JsonTypeInference()
  const most = options.sampleSize < 0 ? Number.POSITIVE_INFINITY : Math.max(1, options.sampleSize)
  if (layout === 'array') {
    const { bytes, length } = await readWholeText({ source, compression }, context)
    sampleBlock(arrayLines(bytes, length, source.location), inference, most)
  } else await sampleLines({ source, compression, inference, most }, context)
  const file = { schema: schemaOf(inference.fields(), options, source.location), compression, layout }
  cache.set(store, { location: key, version }, file)
  return file
}

async function detectLayout(source: ByteSource, compression: Compression, context: FormatContext): Promise<'lines' | 'array'> {
  const { codecs, meter, limits, signal } = context
  for await (const { bytes, positions, count } of readLines({
    source,
    codecs,
    compression,
    meter,
    lineBytes: limits.lineBytes,
    ...(signal && { signal }),
  })) {
    const end = positions[count - 1] ?? 0
    const first = skipBlanks(bytes, 0, end)
    if (first < end) return bytes[first] === OPEN_BRACKET ? 'array' : 'lines'
  }
  return 'lines'
}

interface Sampling {
  readonly source: ByteSource
  readonly compression: Compression
  readonly inference: JsonTypeInference
  readonly most: number
}

async function sampleLines({ source, compression, inference, most }: Sampling, context: FormatContext): Promise<void> {
  const { codecs, meter, limits, signal, warn } = context
  const request = { source, codecs, compression, meter, lineBytes: limits.lineBytes, warn, ...(signal && { signal }) }
  let lines = 0
  let sampled = 0
  for await (const block of readLines(request)) {
    lines += sampleBlock(block, inference, most - lines)
    sampled += block.positions[block.count * block.stride - 1] ?? 0
    if (lines >= most || (sampled > SAMPLE_BYTES && most !== Number.POSITIVE_INFINITY)) return
  }
}

/** Gives the number of lines that were looked at. A line that is no object tells nothing: reading it will be an error. */
function sampleBlock(
  block: { readonly bytes: Uint8Array; readonly start: number; readonly count: number; readonly positions: Int32Array },
  inference: JsonTypeInference,
  most: number,
): number {
  const decoder = new TextDecoder()
  let start = block.start
  let line = 0
  for (; line < block.count && line < most; line++) {
    const newline = block.positions[line] ?? start // one position a line, as no tabs were asked for
    const row = parseLine(decoder.decode(block.bytes.slice(start, newline)))
    if (row !== undefined) inference.add(row)
    start = newline + 1
  }
  return line
}

function parseLine(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    // An object that is no array has text keys.
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined // JSON.parse's only error: it is no JSON
  }
}

function schemaOf(inferred: readonly Field[], { types = {}, zeroBased }: JsonOptions, location: string): Schema {
  const names = inferred.map(field => field.name)
  if (names.length === 0) {
    const message = `${location} has no columns: it is empty, or no line of it is a JSON object.`
    throw new QueryError('FORMAT', message, { location })
  }
  for (const name of Object.keys(types)) {
    if (names.includes(name)) continue
    const similar = suggest(name, names)
    const hint = similar === undefined ? `Columns are ${names.slice(0, 8).join(', ')}.` : `Did you mean "${similar}"?`
    throw new QueryError('CONFIGURATION', `Option types names "${name}", which is no column of the file. ${hint}`)
  }
  const fields = inferred.map(field => {
    const written = Object.hasOwn(types, field.name) ? types[field.name] : undefined
    return written === undefined ? field : { ...field, type: namedType(written, field.name) }
  })
  return { fields, ...(zeroBased === undefined ? {} : { metadata: { [ZERO_BASED]: String(zeroBased) } }) }
}
