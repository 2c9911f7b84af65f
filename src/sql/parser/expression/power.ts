/** How tightly operators bind, weakest first: PostgreSQL's table (manual §4.1.6), with `//` beside `/` and GLOB beside LIKE. */
export const power = {
  or: 10,
  and: 20,
  not: 30,
  is: 40, // IS, ISNULL, NOTNULL
  comparison: 50, // = <> < <= > >=, not associative
  membership: 60, // BETWEEN, IN, LIKE, ILIKE, SIMILAR TO, GLOB, not associative
  other: 70, // every operator not named elsewhere: || & | # << >> -> ->> @> <@ && ~ ~* !~ !~*, and prefix ~
  sum: 80, // + -
  product: 90, // * / // %
  exponent: 100, // ^, associates to the left
  timeZone: 110, // AT TIME ZONE
  collate: 120,
  sign: 130, // prefix + and -
} as const
