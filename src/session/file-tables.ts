/** Opens files as tables. */
import type { TableProvider } from '../catalog/table-provider.ts'
import type { JsonValue } from '../common/json.ts'
import type { FileFormat } from '../formats/file-format.ts'
import { loadFileFormat } from '../formats/load-file-format.ts'
import { fileStem } from '../sql/binder/file-stem.ts'
import { detectFormat } from './detect-format.ts'
import type { SessionConfig } from './session-config.ts'
import type { SessionPlatform } from './session-platform.ts'

export interface FileRequest {
  readonly location: string
  /** Absent: by the file's name, then by its first bytes. */
  readonly format?: string
  readonly options: { readonly [name: string]: JsonValue }
}

export interface OpenedFile {
  readonly provider: TableProvider
  readonly format: string
  readonly stem: string
}

export class FileTables {
  readonly #platform: SessionPlatform
  readonly #config: SessionConfig

  constructor(platform: SessionPlatform, config: SessionConfig) {
    this.#platform = platform
    this.#config = config
  }

  async open(request: FileRequest): Promise<TableProvider> {
    return (await this.openWithFormat(request)).provider
  }

  async openWithFormat(request: FileRequest): Promise<OpenedFile> {
    throw new Error(`${request.location}`)
  }

  stemOf(location: string): string {
    return fileStem(location)
  }

  loadFormat(name: string): Promise<FileFormat> {
    return loadFileFormat(name.toLowerCase())
  }
}
void detectFormat
