/** The words of the grammar, and which of them may not stand as a name without double quotes. */

/**
 * Words that always belong to the grammar. Deliberately few: `end`, `start`, `filter`, `ref`, `type`, `row`, `position`,
 * `offset`, `window`, `left`, `interval` and many more stay usable as unquoted column names.
 */
export const reservedWords: ReadonlySet<string> = new Set(
  (
    'all and as between case default distinct else except fetch from group having ilike in intersect into is join like limit ' +
    'not null on or order qualify select then true false union using when where with'
  ).split(' '),
)

/** Further words that cannot be the alias of a select item unless AS stands before them. */
export const notColumnAliases: ReadonlySet<string> = new Set(['offset', 'escape', 'returning', 'for'])

/** Further words that cannot be the alias of a table unless AS stands before them. */
export const notTableAliases: ReadonlySet<string> = new Set(
  'cross for full inner left natural offset right set tablesample returning lateral values pivot unpivot'.split(' '),
)

/** Words that are an alias unless JOIN follows: `a SEMI JOIN b`. */
export const joinModifiers: ReadonlySet<string> = new Set(['semi', 'anti', 'asof', 'positional'])

/** What a statement may start with: the candidates for "did you mean" at its first word. */
export const statementWords: readonly string[] = (
  'SELECT FROM WITH VALUES TABLE EXPLAIN DESCRIBE DESC SHOW SUMMARIZE SET RESET CREATE INSERT UPDATE DELETE PREPARE EXECUTE ' +
  'DEALLOCATE DROP COPY CALL BEGIN COMMIT ROLLBACK TRUNCATE REPLACE REINDEX'
).split(' ')

/** What may follow a select list or a table: the candidates for "did you mean" where a misspelt clause was read as an alias. */
export const clauseWords: readonly string[] = (
  'FROM WHERE GROUP HAVING WINDOW QUALIFY ORDER LIMIT OFFSET FETCH UNION INTERSECT EXCEPT JOIN INNER LEFT RIGHT FULL CROSS ' +
  'NATURAL ON USING AND OR NOT IN IS LIKE ILIKE BETWEEN SELECT VALUES SET STORED LOCATION OPTIONS TO DESC ASC FOR INTO'
).split(' ')

/** Every word of the grammar in upper case: for completion in a shell. */
export const keywords: readonly string[] = [
  ...new Set([
    ...statementWords,
    ...clauseWords,
    ...(
      'ALL ANALYZE ANTI ANY ARRAY AS ASOF BOTH BY CASE CAST COLUMNS CUBE CURRENT DEFAULT DISTINCT ELSE END ESCAPE EXCLUDE EXISTS EXTERNAL ' +
      'EXTRACT FALSE FILTER FIRST FOLLOWING FORMAT FUNCTIONS GLOB GROUPING GROUPS IF IGNORE INDEX INTERVAL INTO JSON KEY LAST LATERAL ' +
      'LEADING MATERIALIZED NAME NEXT NULL NULLS ONLY ORDINALITY OTHERS OUTER OVER OVERWRITE PARTITION PRECEDING PRIMARY RANGE RECURSIVE ' +
      'RENAME REPLACE RESPECT ROLLUP ROW ROWS SEMI SETS SIMILAR SOME SYMMETRIC TABLES TEMP TEMPORARY THEN TIES TRAILING TRUE TRY_CAST ' +
      'UNBOUNDED UNIQUE UNKNOWN VARIABLE VERBOSE VIEW WHEN WITHIN'
    ).split(' '),
  ]),
].sort()
