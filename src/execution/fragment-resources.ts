/** What every thread that runs fragments has at hand. */
import type { FileFormat } from '../formats/file-format.ts'
import type { FunctionRegistry } from '../functions/function-registry.ts'
import type { CodecRegistry } from '../io/codec.ts'
import type { ObjectStore } from '../io/object-store.ts'

export interface FragmentResources {
  readonly store: ObjectStore
  readonly codecs: CodecRegistry
  readonly functions: FunctionRegistry
  readonly limits: FragmentLimits
  /** Loads a format by name. */
  readonly loadFormat: (name: string) => Promise<FileFormat>
}

/** What stops a decompression bomb before memory does: a file that has more is an error of code RESOURCE. */
export interface FragmentLimits {
  readonly lineBytes: number
  readonly headerBytes: number
}
