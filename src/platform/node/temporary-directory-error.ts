/** What is wrong with the directory for temporary files, and what to do about it. */
import { QueryError } from '../../common/errors.ts'

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist. Create it',
  ENOTDIR: 'is no directory. Use one',
  EACCES: 'may not be written to. Allow it',
  EPERM: 'may not be written to. Allow it',
  EROFS: 'is read-only. Make it writable',
  ENOSPC: 'is full. Free space there',
  EDQUOT: 'has reached its quota. Free space there',
  EFBIG: 'does not take files as large as this. Use one that does',
  EMFILE: 'was not used: this process has too many files open. Run fewer queries at once',
  ENFILE: 'was not used: this system has too many files open. Close some',
}

export function temporaryDirectoryError(folder: string, cause: unknown): QueryError {
  const code = (cause as NodeJS.ErrnoException).code ?? ''
  const reason = REASONS[code] ?? `cannot be used (${cause instanceof Error ? cause.message : cause}). Make it usable`
  const message = `The query does not fit into execution.memory_limit, and the directory for temporary files, ${folder}, ${reason}, set execution.temp_directory to another one, or raise the limit.`
  return new QueryError('RESOURCE', message, { location: folder }, { cause, reason: 'temp_directory' })
}
