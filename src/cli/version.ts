/** The version of the package, which the build writes here. */
declare const LOCUSQL_VERSION: string | undefined

export const version = typeof LOCUSQL_VERSION === 'string' ? LOCUSQL_VERSION : 'development'
