/** depth('a.bam'): how many alignments cover each position, as runs of equal depth or position by position. */
import type { TableFunction, TableFunctionArgument } from '../../catalog/catalog.ts'
import type { Field } from '../../columnar/data-type.ts'
import { QueryError } from '../../common/errors.ts'
import type { JsonValue } from '../../common/json.ts'
import type { Expr } from '../../expr/expr.ts'
import { coordinateSystemOf } from '../../genomics/coordinate-system.ts'
import { createColumnIds } from '../../logical/column-ids.ts'
import type { LogicalPlan } from '../../logical/logical-plan.ts'
import { depthNode } from '../../logical/nodes/depth-node.ts'
import { filterNode } from '../../logical/nodes/filter-node.ts'
import { scanNode } from '../../logical/nodes/scan-node.ts'
import type { FileTables } from '../file-tables.ts'
import { RangeOptions } from '../range-functions/range-options.ts'
import type { SessionConfig } from '../session-config.ts'
import { alignmentArgument } from './alignment-argument.ts'
import { regionOption } from './region-option.ts'

const NAME = 'depth'
/** Unmapped, secondary, failed its checks, duplicate: what samtools depth leaves out. */
const FILTER_FLAG = 1796
const POSITIONAL = ['zero_based', 'per_base']

export function depth(files: FileTables, config: SessionConfig): TableFunction {
  return {
    name: NAME,
    summary:
      'How many alignments cover the positions of a sorted BAM, SAM or CRAM file: runs of equal depth above 0 (chrom, start, end, depth), or with per_base => true every position of contigs that have alignments (chrom, pos, depth). Deletions and skipped bases do not count; mates that overlap count twice. Options: filter_flag (1796), min_mapping_quality (0), region (text) or regions (a list of texts, or a BED file), zero_based, index_path, reference_path.',
    example: `SELECT * FROM ${NAME}('reads.bam', min_mapping_quality => 20, region => 'chr1:1,000-2,000')`,
    async bind(args, named, warn) {
      const options = readOptions(args.slice(1), named)
      const fileOptions = pathOptions(options)
      const { location, format } = await alignmentArgument(NAME, args[0], files)
      const table = await files.open({ location, format, options: { zero_based: true, binary_cigar: true, ...fileOptions } })
      const contigs = table.info.contigs ?? []
      const filterFlag = options.integer('filter_flag', { min: 0, max: 65_535 }) ?? FILTER_FLAG
      const minQuality = options.integer('min_mapping_quality', { min: 0, max: 255 }) ?? 0
      const isZeroBased = options.flag('zero_based', config.flag('bio.coordinate_system_zero_based'))
      const form = options.flag('per_base', false) ? 'positions' : 'runs'
      const regions = await regionOption(options, {
        of: NAME,
        contigs: contigs.map(contig => contig.name),
        readFile: path => files.readRegions(path),
        warn,
      })
      options.rejectOthers()
      const ids = createColumnIds()
      const scan = scanNode({ table: files.stemOf(location), provider: table }, ids)
      const bounded = regions === undefined ? scan : { ...scan, request: { ...scan.request, regions } }
      const input = filterAlignments(bounded, { filterFlag, minQuality })
      const scope = {
        file: location.slice(location.lastIndexOf('/') + 1),
        form,
        coordinates: coordinateSystemOf({ zeroBased: isZeroBased }),
        contigs,
        ...(regions && { regions }),
        parameters: { filter_flag: filterFlag, min_mapping_quality: minQuality },
      } as const
      const alignments = { contig: columnOf(input, 'chrom'), start: columnOf(input, 'start'), cigar: columnOf(input, 'cigar') }
      return depthNode({ alignments, scope, input }, ids)
    },
  }
}

/** `args`: behind the path. */
function readOptions(args: readonly TableFunctionArgument[], named: { readonly [name: string]: JsonValue }): RangeOptions {
  const values: Record<string, JsonValue> = { ...named }
  for (const [i, argument] of args.entries()) {
    const name = POSITIONAL[i]
    if (name === undefined || argument.kind !== 'value') {
      throw new QueryError(
        'PLAN',
        `${NAME} takes the path of one file, and named options: ${NAME}('reads.bam', min_mapping_quality => 20).`,
      )
    }
    values[name] = argument.value
  }
  return new RangeOptions(NAME, values)
}

function pathOptions(options: RangeOptions): { readonly [name: string]: string } {
  const indexPath = options.text('index_path')
  const referencePath = options.text('reference_path')
  return {
    ...(indexPath !== undefined && { index_path: indexPath }),
    ...(referencePath !== undefined && { reference_path: referencePath }),
  }
}

/** flags & filter_flag = 0 AND mapping_quality >= …, which the scan applies. */
function filterAlignments(
  input: LogicalPlan,
  { filterFlag, minQuality }: { readonly filterFlag: number; readonly minQuality: number },
): LogicalPlan {
  const operands: Expr[] = []
  const flags = columnOf(input, 'flags')
  const number = (value: number): Expr => ({ kind: 'literal', type: { kind: 'uint32' }, value })
  if (filterFlag > 0) {
    const both: Expr = { kind: 'arithmetic', op: '&', left: flags, right: number(filterFlag) }
    operands.push({ kind: 'compare', op: '=', left: both, right: number(0) })
  }
  if (minQuality > 0) operands.push({ kind: 'compare', op: '>=', left: columnOf(input, 'mapping_quality'), right: number(minQuality) })
  return operands.length === 0 ? input : filterNode({ kind: 'and', operands }, input)
}

function columnOf({ schema, ids }: LogicalPlan, name: string): Expr & { readonly kind: 'column' } {
  const place = schema.fields.findIndex(field => field.name === name)
  // Tables of alignments have these columns.
  const field: Field = schema.fields[place]!
  return { kind: 'column', id: ids[place]!, name, type: field.type }
}
