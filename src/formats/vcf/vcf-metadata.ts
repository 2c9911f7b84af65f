/** A VCF header as Arrow metadata: text keys, with JSON for what has structure. */
import type { VcfField, VcfHeader } from './vcf-header.ts'
import type { VcfOptions } from './vcf-options.ts'

type Metadata = Readonly<Record<string, string>>

/** Of one INFO or FORMAT column. */
export function fieldMetadata(field: VcfField, fieldType: 'INFO' | 'FORMAT'): Metadata {
  const shared = {
    'bio.vcf.field.description': field.description,
    'bio.vcf.field.type': field.type,
    'bio.vcf.field.number': field.number,
    'bio.vcf.field.field_type': fieldType,
  }
  return fieldType === 'FORMAT' ? { ...shared, 'bio.vcf.field.format_id': field.id } : shared
}

/** Of the table: the whole header, whatever fields were chosen as columns, and the chosen samples. */
export function schemaMetadata(
  header: VcfHeader,
  chosen: { readonly options: VcfOptions; readonly sampleIndexes: readonly number[] },
): Metadata {
  const samples = JSON.stringify(chosen.sampleIndexes.map(index => header.samples[index]))
  return {
    'bio.coordinate_system_zero_based': String(chosen.options.zeroBased),
    'bio.vcf.file_format': header.fileFormat,
    'bio.vcf.filters': JSON.stringify(header.filters),
    'bio.vcf.contigs': JSON.stringify(header.contigs.map(({ name, length }) => ({ id: name, length }))),
    'bio.vcf.alternative_alleles': JSON.stringify(header.alternativeAlleles),
    'bio.vcf.info_fields': JSON.stringify(header.infoFields),
    'bio.vcf.format_fields': JSON.stringify(header.formatFields),
    'bio.vcf.samples': samples,
    'bio.vcf.genotypes.sample_names': samples,
  }
}
