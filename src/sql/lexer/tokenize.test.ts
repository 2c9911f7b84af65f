import { describe, expect, test } from 'vitest'
import { symbols, tokenKind } from './token-kind.ts'
import { tokenValue } from './token-value.ts'
import { tokenize } from './tokenize.ts'

const kindNames = new Map<number, string>(Object.entries(tokenKind).map(([name, kind]) => [kind, name]))

/** 'kind value' of every token but the end. */
function tokensOf(text: string): string[] {
  const tokens = tokenize(text)
  return Array.from({ length: tokens.count - 1 }, (_, i) => {
    // i is below count.
    const [kind, start, end] = [tokens.kinds[i]!, tokens.starts[i]!, tokens.ends[i]!]
    if (kind >= tokenKind.firstSymbol) return symbols[kind - tokenKind.firstSymbol]!
    return `${kindNames.get(kind)} ${tokenValue({ text, kind, start, end })}`
  })
}

function errorOf(text: string): unknown {
  try {
    tokensOf(text)
  } catch (error) {
    return error
  }
  return 'no error'
}

describe('literals', () => {
  test.each([
    ["'it''s'", "string it's"],
    ["''", 'string '],
    ["'C:\\new'", 'string C:\\new'],
    ["'two\nlines'", 'string two\nlines'],
    ["E'a\\tb\\'c''d\\\\'", "escapeString a\tb'c'd\\"],
    ["e'\\x41\\101\\u0041\\U0001F600\\q'", 'escapeString AAA😀q'],
    ["E'\\xC3\\xA9'", 'escapeString é'],
    ["$$it's$$", "dollarString it's"],
    ['$tag$a $$ b $other$$tag$', 'dollarString a $$ b $other$'],
    ["x'DEad'", 'binary DEad'],
    ['"a""b"', 'quotedName a"b'],
    ['""', 'quotedName '],
    ['1_000_000', 'number 1000000'],
    ['0xFF_ff', 'number 0xFFff'],
    ['0b101', 'number 0b101'],
    ['.5', 'number .5'],
    ['5.', 'number 5.'],
    ['1.5e-10', 'number 1.5e-10'],
    ['1e6', 'number 1e6'],
    ['$12', 'numberedParameter $12'],
    ['?', 'placeholder ?'],
  ])('%s', (text, expected) => {
    expect(tokensOf(text)).toEqual([expected])
  })
})

describe('names, symbols and comments', () => {
  test('names take letters of any script and may not begin with a digit', () => {
    expect(tokensOf('бла naïve 染色体 _x a$1 Ω')).toEqual(['word бла', 'word naïve', 'word 染色体', 'word _x', 'word a$1', 'word Ω'])
  })

  test('E and X are names where no quote follows', () => {
    expect(tokensOf("e E1 x xy 'z'")).toEqual(['word e', 'word E1', 'word x', 'word xy', 'string z'])
  })

  test('the longest symbol wins', () => {
    expect(tokensOf('a!~~*b->>c::d:=e=>f**g//h<=i<>j!=k==l')).toEqual(
      'word a,!~~*,word b,->>,word c,::,word d,:=,word e,=>,word f,**,word g,//,word h,<=,word i,<>,word j,!=,word k,==,word l'.split(','),
    )
    expect(tokensOf('a=-1<-2')).toEqual(['word a', '=', '-', 'number 1', '<', '-', 'number 2'])
    expect(tokensOf('a[1:2].b')).toEqual(['word a', '[', 'number 1', ':', 'number 2', ']', '.', 'word b'])
  })

  test('comments and every kind of blank are skipped', () => {
    expect(tokensOf('\uFEFFa -- b\n/* c /* d */ e */ f\u00A0g\u3000h -- end')).toEqual(['word a', 'word f', 'word g', 'word h'])
    expect(tokensOf('a--b')).toEqual(['word a'])
    expect(tokensOf('')).toEqual([])
  })

  test('offsets count UTF-16 units', () => {
    const tokens = tokenize("'😀' b")
    expect([...tokens.starts.subarray(0, 3)]).toEqual([0, 5, 6])
    expect([...tokens.ends.subarray(0, 3)]).toEqual([4, 6, 6])
  })
})

describe('errors', () => {
  test.each([
    ["SELECT 'abc", "The string that starts here is not closed: ' is missing.", 7],
    ["SELECT E'abc\\'", "The string that starts here is not closed: ' is missing.", 7],
    ['SELECT $a$ text $b$', 'The string that starts here is not closed: $a$ is missing.', 7],
    ['SELECT "abc', 'The quoted name that starts here is not closed: " is missing.', 7],
    ['SELECT /* a /* b */', 'The comment that starts here is not closed: */ is missing.', 7],
    ['SELECT 1\0', 'The SQL text contains a NUL character.', 8],
    ["SELECT '\0'", 'The SQL text contains a NUL character.', 8],
    ['SELECT `a`', 'Unexpected character `. Names are quoted with double quotes, not backticks.', 7],
    ['SELECT ‘a’', "Unexpected character ‘. Text is quoted with the straight quote '.", 7],
    ['SELECT “a”', 'Unexpected character “. Names are quoted with the straight quote ".', 7],
    ['SELECT !a', 'Unexpected character !. Write NOT, or != for "is not equal".', 7],
    ['SELECT 😀', 'Unexpected character 😀. Put names with such characters in double quotes.', 7],
    ['SELECT \x01', 'Unexpected character U+0001. Put names with such characters in double quotes.', 7],
    ['SELECT 1x', '"1x" is not a number. Leave a blank after a number, or quote a name that starts with a digit.', 7],
    ['SELECT 1__0', '"1__0" is not a number. Leave a blank after a number, or quote a name that starts with a digit.', 7],
    ['SELECT 0x', '"0x" is not a number. Leave a blank after a number, or quote a name that starts with a digit.', 7],
    ['SELECT $name', 'Parameters have numbers, not names: write $1 or ? instead of $name.', 7],
    ['SELECT $', 'Expected a number after "$", as in $1.', 7],
    ["x'ABC'", "A binary literal takes pairs of hexadecimal digits, as in x'DEAD'.", 0],
    ["E'\\u12'", 'The escape \\u needs hexadecimal digits, as in \\x41, \\u0041 or \\U00000041.', 0],
    ["E'\\xFF'", 'The bytes written with \\x or \\ooo in this string are not UTF-8.', 0],
    ["E'\\000'", 'A string cannot hold a NUL character.', 0],
    ["E'\\U00110000'", 'U+110000 is not a character that a string can hold.', 0],
  ])('%s', (text, message, sqlOffset) => {
    expect(errorOf(text)).toMatchObject({ code: 'SQL', message, at: { sqlOffset } })
  })

  test('a text of too many words is refused before it takes gigabytes', () => {
    expect(errorOf('1,'.repeat(2_600_000))).toMatchObject({
      code: 'RESOURCE',
      message: 'The SQL text has more than 5,000,000 words and signs. Load the data from a file or with registerRows instead.',
    })
  })
})

describe('long texts take linear time', () => {
  // Quadratic behaviour would take minutes at these lengths; the bound is loose because the machine may be busy.
  test.each([
    ['a literal of 3 MB', () => `SELECT '${"it''s ".repeat(500_000)}'`],
    ['an open literal of 20 MB', () => `SELECT '${"it''s ".repeat(3_500_000)}`],
    ['a comment of 20 MB', () => `/*${'* / '.repeat(5_000_000)}*/ SELECT 1`],
    ['many short comments', () => '/* a */ -- b\n'.repeat(300_000)],
    ['an escape string of 1 MB', () => `E'${'\\n\\x41'.repeat(170_000)}'`],
    ['a number of 4 MB', () => '1'.repeat(4_000_000)],
    ['a name of 4 MB', () => 'é'.repeat(400_000) + 'e'.repeat(4_000_000)],
    ['many dollar signs', () => `$a$${'$a'.repeat(1_000_000)}$a$`],
  ])('%s', (_name, build) => {
    const text = build()
    const started = performance.now()
    errorOf(text)
    expect(performance.now() - started).toBeLessThan(20_000)
  })
})
