/** What is compared with DuckDB: templates of expressions, by topic. Kinds of values are in expressions.ts. */

/** Topics are parted by lines, templates by `;`. */
const written = `
length({t}) ; upper({t}) ; lower({t}) ; reverse({t}) ; trim({t}) ; ltrim({t}) ; rtrim({t}) ; trim({t}, {w}) ; ltrim({t}, {w}) ; rtrim({t}, {w})
substring({t}, {s}) ; substring({t}, {s}, {i}) ; left({t}, {s}) ; right({t}, {s}) ; lpad({t}, {s}, {w}) ; rpad({t}, {s}, {w})
split_part({t}, {w}, {s}) ; string_split({t}, {w}) ; starts_with({t}, {w}) ; ends_with({t}, {w}) ; contains({t}, {w}) ; position({w} IN {t}) ; instr({t}, {w})
replace({t}, {w}, {t}) ; translate({t}, {w}, {t}) ; repeat({t}, {s}) ; ascii({t}) ; unicode({t}) ; ord({t}) ; strlen({t}) ; bit_length({t}) ; concat({t}, {i}, {t}) ; concat_ws({w}, {t}, {t})
{t} || {t} ; md5({t}) ; sha1({t}) ; sha256({t}) ; hex({t}) ; bin({t}) ; to_base64(encode({t})) ; url_encode({t}) ; strip_accents({t}) ; nfc_normalize({t}) ; length_grapheme({t})
levenshtein({t}, {t}) ; damerau_levenshtein({t}, {t}) ; hamming({t}, {t}) ; jaccard({t}, {t}) ; jaro_similarity({t}, {t}) ; jaro_winkler_similarity({t}, {t})
regexp_matches({t}, '[a-c]') ; regexp_replace({t}, '[a-c]', 'X') ; regexp_replace({t}, '[a-c]', 'X', 'g') ; regexp_extract({t}, '([A-Z]+)', 1) ; regexp_extract_all({t}, '[a-z]') ; regexp_full_match({t}, '[A-Za-z]+')
regexp_split_to_array({t}, ',') ; regexp_escape({t}) ; {t} LIKE 'a%' ; {t} ILIKE '%CG%' ; {t} SIMILAR TO '[A-Z]+.*' ; format('{}-{}', {t}, {i}) ; printf('%s|%d', {t}, {s}) ; format('{:>6}', {t}) ; printf('%5.2f', {d}) ; format('{:,}', {i})
format_bytes({i}) ; parse_filename({t}) ; left_grapheme({t}, {s}) ; right_grapheme({t}, {s}) ; array_to_string({L}, {w}) ; chr({s})
abs({i}) ; abs({d}) ; abs({m}) ; sign({i}) ; sign({d}) ; sign({m}) ; -({i}) ; -({d}) ; -({m}) ; round({d}) ; round({d}, {s}) ; round({m}) ; round({m}, 1) ; floor({d}) ; floor({m}) ; ceil({d}) ; ceil({m}) ; trunc({d}) ; trunc({m})
sqrt({n}) ; cbrt({d}) ; exp({s}) ; ln({n}) ; log({n}) ; log2({n}) ; log10({n}) ; log({n}, {n}) ; power({s}, {s}) ; power({d}, 2) ; gcd({i}, {i}) ; lcm({s}, {s}) ; factorial({s}) ; gamma({n}) ; lgamma({n}) ; even({d}) ; signbit({d}) ; nextafter({d}, {d})
sin({d}) ; cos({d}) ; tan({n}) ; asin(0.5) ; acos(0.5) ; atan({d}) ; atan2({d}, {n}) ; sinh({n}) ; cosh({n}) ; tanh({d}) ; asinh({d}) ; acosh({n}) ; cot({n}) ; degrees({d}) ; radians({d}) ; isnan({d}) ; isinf({d}) ; isfinite({d}) ; bit_count({i}) ; xor({s}, {s})
{i} + {s} ; {i} - {s} ; {i} * {s} ; {i} % {s} ; {i} // {s} ; {i} & {s} ; {i} | {s} ; ~{i} ; {d} + {d} ; {d} * {d} ; {d} - {d} ; greatest({i}, {s}) ; least({d}, {n}) ; greatest({t}, {t}) ; fdiv({d}, {n}) ; fmod({d}, {n})
{m} + {m} ; {m} - {m} ; {m} * {s} ; {m} % {s} ; {m} + {s} ; {m} - {s} ; {m} < {m} ; {m} = {m} ; {m} > {s} ; {m} + {d} ; CAST({m} AS INTEGER) ; CAST({m} AS DOUBLE) ; CAST({m} AS VARCHAR) ; CAST({m} AS DECIMAL(38,3)) ; TRY_CAST({m} AS DECIMAL(3,1)) ; CAST({i} AS DECIMAL(12,2)) ; TRY_CAST({d} AS DECIMAL(9,2))
year({D}) ; month({D}) ; day({D}) ; quarter({D}) ; week({D}) ; dayofweek({D}) ; isodow({D}) ; dayofyear({D}) ; isoyear({D}) ; yearweek({D}) ; decade({D}) ; century({D}) ; millennium({D}) ; era({D}) ; epoch({D}) ; julian({D}) ; dayname({D}) ; monthname({D}) ; last_day({D})
year({T}) ; hour({T}) ; minute({T}) ; second({T}) ; millisecond({T}) ; microsecond({T}) ; epoch({T}) ; epoch_ms({T}) ; epoch_us({T}) ; dayofweek({T}) ; last_day({T}) ; date_part({p}, {T}) ; date_part({p}, {D}) ; EXTRACT(dow FROM {T}) ; EXTRACT(epoch FROM {I}) ; EXTRACT(month FROM {I}) ; EXTRACT(hour FROM {I})
date_trunc({p}, {T}) ; date_trunc({p}, {D}) ; date_diff({p}, {T}, {T}) ; date_diff({p}, {D}, {D}) ; date_diff('week', DATE '2000-01-01', {D}) ; date_sub({p}, {T}, {T}) ; date_sub({p}, {D}, {D}) ; datediff('month', {D}, {D}) ; age({T}, {T}) ; age({D}::TIMESTAMP, {D}::TIMESTAMP) ; time_bucket(INTERVAL '15 minutes', {T}) ; time_bucket(INTERVAL '2 months', {D})
{D} + {s} ; {D} - {s} ; {D} - {D} ; {D} + {I} ; {D} - {I} ; {T} + {I} ; {T} - {I} ; {T} - {T} ; {I} + {I} ; {I} - {I} ; {I} * {s} ; -({I}) ; {D} < {T} ; {T} < {T} ; {I} < {I} ; {I} = {I} ; make_date({s} + 2020, {s}, {s}) ; strftime({T}, '%Y-%m-%d %H:%M:%S.%f') ; strftime({D}, '%a %A %b %B %j %w %u %y %-d %-m')
strftime({T}, '%I %p %U %W %V %G %g %n') ; strptime('2024-02-29 13:45:00', '%Y-%m-%d %H:%M:%S') ; try_strptime({t}, '%Y') ; CAST({T} AS DATE) ; CAST({D} AS TIMESTAMP) ; CAST({T} AS VARCHAR) ; CAST({I} AS VARCHAR) ; to_days({s}) ; to_months({s}) ; to_hours({s}) ; to_years({s}) ; to_weeks({s}) ; to_minutes({s}) ; epoch_ms(1000 * {s})
generate_series({D}, DATE '2024-03-02', INTERVAL '400 years') ; range({s}) ; range({s}, {s}) ; generate_series({s}, 10, 3) ; greatest({D}, {D}) ; least({T}, {T})
len({l}) ; list_sort({l}) ; list_reverse({l}) ; list_reverse_sort({l}) ; list_distinct({l}) ; list_unique({l}) ; list_contains({l}, {s}) ; list_position({l}, {s}) ; list_append({l}, {s}) ; list_prepend({s}, {l}) ; list_concat({l}, {l}) ; list_sum({l}) ; list_avg({l}) ; list_min({l}) ; list_max({l}) ; list_count({l}) ; list_first({l}) ; list_last({l})
list_median({l}) ; list_mode({l}) ; list_product({l}) ; list_has_any({l}, {l}) ; list_has_all({l}, {l}) ; list_extract({l}, {s}) ; ({l})[{s}] ; ({l})[{s}:{s}] ; list_slice({l}, {s}, {s}) ; array_pop_back({l}) ; array_pop_front({l}) ; flatten([{l}, {l}]) ; list_resize({l}, {s} + 2, 0) ; list_where({l}, [true, false, true]) ; list_select({l}, [2, 1])
list_aggregate({l}, 'sum') ; list_aggregate({l}, 'stddev_samp') ; list_zip({l}, {L}) ; list_intersect({l}, {l}) ; list_grade_up({l}) ; list_sort({L}) ; list_distinct({L}) ; list_contains({L}, 'b') ; {l} = {l} ; {l} < {l} ; unnest({l}) ; list_stddev_pop({l}) ; list_var_samp({l}) ; list_bit_or({l}) ; list_entropy({l})
list_transform({l}, x -> x + 1) ; list_filter({l}, x -> x > 1) ; list_reduce({l}, (a, b) -> a + b) ; list_transform({l}, (x, i) -> x * i) ; list_transform({L}, x -> upper(x))
coalesce({i}, {s}) ; nullif({i}, {s}) ; ifnull({t}, 'x') ; if({b}, {i}, {s}) ; {b} AND {b} ; {b} OR {b} ; NOT {b} ; CASE WHEN {b} THEN {t} ELSE 'z' END ; {i} BETWEEN {s} AND {s} ; {i} IN ({s}, {s}, NULL) ; {i} IS DISTINCT FROM {s} ; {t} < {t} ; {b} < {b}
octet_length({B}) ; hex({B}) ; md5({B}) ; base64({B}) ; {B} || {B} ; {B} < {B} ; {B} = {B} ; decode({B}) ; from_base64('QUJD') ; unhex('4142') ; unbin('01000001') ; to_base({s} + 5, 2) ; to_base(255, 16, 4)
CAST({i} AS VARCHAR) ; CAST({d} AS INTEGER) ; CAST({d} AS VARCHAR) ; TRY_CAST({t} AS INTEGER) ; TRY_CAST({t} AS DATE) ; CAST({b} AS INTEGER) ; CAST({i} AS BOOLEAN) ; CAST({i} AS TINYINT) ; TRY_CAST({i} AS SMALLINT) ; CAST({b} AS VARCHAR) ; TRY_CAST('1.5' AS INTEGER) ; TRY_CAST(' 12 ' AS INTEGER) ; TRY_CAST('1e3' AS DOUBLE) ; TRY_CAST('0x1f' AS INTEGER) ; TRY_CAST('t' AS BOOLEAN) ; TRY_CAST('yes' AS BOOLEAN)
`

export const templates: readonly string[] = written
  .split(/[;\n]/)
  .map(template => template.trim())
  .filter(template => template !== '')
