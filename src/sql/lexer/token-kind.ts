/** What a token is: one number, so that the tokens of a long text fit in a byte array. */
export const tokenKind = {
  end: 0,
  word: 1, // unquoted name or keyword
  quotedName: 2, // "name"
  string: 3, // 'text'
  escapeString: 4, // E'text\n'
  dollarString: 5, // $tag$text$tag$
  binary: 6, // x'DEAD'
  number: 7,
  numberedParameter: 8, // $1
  placeholder: 9, // ?
  firstSymbol: 16, // 16 + the index in `symbols`
} as const

/** Operators and punctuation. Where one is the beginning of another the longer stands first: the first that matches is taken. */
export const symbols: readonly string[] = (
  '!~~* ~~* !~~ !~* ->> ~~ ~* !~ !=  -> :: := => == <> <= >= << >> <@ @> || && // ** ' + '= < > + - * / % ^ & | # ~ . , ; : ( ) [ ] { }'
)
  .split(' ')
  .filter(symbol => symbol !== '')
