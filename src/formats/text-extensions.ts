/** Names of text files end like this, or with a compression's name behind it. */
export function textExtensions(...extensions: readonly string[]): readonly string[] {
  return extensions.flatMap(extension => [extension, `${extension}.gz`, `${extension}.bgz`, `${extension}.bgzf`])
}
