-- One statement a line, each of this engine's dialect: all of them parse. Lines that begin with two dashes are comments.
-- Literals and names
SELECT 1
SELECT 1, 2.5, .5, 5., 1e6, 1.5E-3
SELECT 1_000_000
SELECT 0xFF, 0b101, 0o17
SELECT 'it''s', '', 'C:\new'
SELECT E'a\tb\u0041\x41\101'
SELECT $$dollar 'quoted'$$, $tag$with $$ inside$tag$
SELECT x'DEAD'
SELECT NULL, TRUE, FALSE
SELECT "a""b", "Group", "with space" FROM t
SELECT бла, naïve, 染色体 FROM t
SELECT DATE '2020-01-01', TIMESTAMP '2020-01-01 10:00:00', INTERVAL '1 day'
SELECT INTERVAL '2' HOUR, INTERVAL 3 DAY
SELECT BIGINT '5', DOUBLE PRECISION '1.5'
SELECT a AS "select", b AS group FROM t
SELECT start, end, filter, ref, alt, qual, type, row, position, name, strand, phase, score, source FROM v
SELECT v.end, v.order, v.select FROM v
SELECT end - start AS length, end FROM v WHERE end > start
SELECT CASE WHEN end > 1 THEN end ELSE start END FROM v
SELECT CASE end WHEN end THEN end + end END AS end FROM v
SELECT offset, window, left, right, interval, date, values, first, last, key, value FROM t
SELECT /* block /* nested */ comment */ 1 -- line comment
SELECT $1, $2
SELECT ?, ? + 1
-- Operators
SELECT a OR b AND c, NOT a AND b FROM t
SELECT a + b * c - d / e % f FROM t
SELECT a // 10 * 10 FROM t
SELECT 2 ^ 3 ^ 2, 2 ** 3, -2 ^ 2
SELECT a || b || c FROM t
SELECT a + b || c FROM t
SELECT flags & 4 = 0, flags | 16, flags # 1, flags << 2, flags >> 2, ~flags FROM r
SELECT a = b, a == b, a <> b, a != b, a < b, a <= b, a > b, a >= b FROM t
SELECT a = b IS NULL, a > 1 IS TRUE FROM t
SELECT a IS NULL, a IS NOT NULL, a ISNULL, a NOTNULL FROM t
SELECT a IS TRUE, a IS NOT FALSE, a IS UNKNOWN FROM t
SELECT a IS DISTINCT FROM b, a IS NOT DISTINCT FROM b FROM t
SELECT a BETWEEN 1 AND 2 AND b NOT BETWEEN 3 AND 4 FROM t
SELECT a BETWEEN SYMMETRIC 2 AND 1 FROM t
SELECT a IN (1, 2, 3), a NOT IN (4) FROM t
SELECT a IN (SELECT b FROM u), a NOT IN (SELECT b FROM u) FROM t
SELECT a IN (1) = true FROM t
SELECT a IN [1, 2] FROM t
SELECT name LIKE 'x%', name NOT LIKE '%y', name ILIKE 'z_' FROM t
SELECT name LIKE 'a!%' ESCAPE '!' FROM t
SELECT name LIKE 'x' || '%' FROM t
SELECT name SIMILAR TO '(a|b)%', name NOT SIMILAR TO 'c' FROM t
SELECT name ~ '^a', name ~* 'b$', name !~ 'c', name !~* 'd' FROM t
SELECT name GLOB '*.vcf' FROM t
SELECT a ~~ b, a !~~ b, a ~~* b, a !~~* b FROM t
SELECT tags @> ['a'], tags <@ ['a', 'b'], tags && ['c'] FROM t
SELECT doc -> 'a' ->> 'b' FROM t
SELECT a::INT, '5'::BIGINT::VARCHAR, -1::INT FROM t
SELECT CAST(a AS INTEGER), CAST(b AS DECIMAL(10, 2)), TRY_CAST(c AS DOUBLE) FROM t
SELECT a::INT[], b::VARCHAR[][], c::STRUCT(x INT, y VARCHAR), d::TIMESTAMP WITH TIME ZONE FROM t
SELECT (a, b) = (1, 2), ROW(a, b) FROM t
SELECT (a, b) IN ((1, 2), (3, 4)) FROM t
SELECT a = ANY (SELECT b FROM u), a > ALL (SELECT b FROM u), a = SOME ([1, 2]) FROM t
SELECT EXISTS (SELECT 1 FROM u WHERE u.a = t.a), NOT EXISTS (SELECT 1 FROM u) FROM t
SELECT (SELECT max(b) FROM u) + 1
SELECT ((SELECT 1) UNION (SELECT 2) ORDER BY 1 LIMIT 1)
SELECT CASE a WHEN 1 THEN 'one' WHEN 2 THEN 'two' ELSE 'many' END FROM t
SELECT CASE WHEN a THEN CASE WHEN b THEN 1 END ELSE 2 END FROM t
SELECT ts AT TIME ZONE 'UTC' FROM t
-- Lists, structs, lambdas
SELECT [1, 2, 3], [], [[1], [2, 3]]
SELECT ARRAY[1, 2], ARRAY[[1, 2], [3, 4]]
SELECT l[1], l[1][2], l[-1], l[2:3], l[:2], l[2:], l[:] FROM t
SELECT f(x)[1], (l)[1], t.l[1] FROM t
SELECT {'a': 1, 'b': 'two'}, {a: [1], "B": {c: 2}}
SELECT s.x, t.s.x, (s).x, f(s).x.y FROM t
SELECT s['x'] FROM t
SELECT list_transform(l, x -> x + 1), list_filter(l, (x, i) -> x > i) FROM t
SELECT list_transform(l, lambda x: x * 2) FROM t
SELECT unnest([1, 2, 3]) AS n
SELECT list_contains(filters, 'PASS') FROM v
-- Functions
SELECT count(*), count(DISTINCT a), sum(ALL b), count() FROM t
SELECT coalesce(a, b, 0), nullif(a, ''), greatest(1, 2), abs(-1), round(1.5, 0) FROM t
SELECT string_agg(name, ',' ORDER BY start DESC NULLS LAST) FROM t
SELECT count(*) FILTER (WHERE a > 1), sum(b) FILTER (a > 1) FROM t
SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY qual) FROM v
SELECT first_value(a IGNORE NULLS) OVER (ORDER BY b), lag(a) RESPECT NULLS OVER (ORDER BY b) FROM t
SELECT extract(year FROM d), extract('month' FROM d) FROM t
SELECT substring(s FROM 2 FOR 3), substring(s FOR 2), substring(s, 1, 2) FROM t
SELECT position('a' IN s), position(s, 'a') FROM t
SELECT trim(s), trim(BOTH ' ' FROM s), trim(LEADING FROM s), trim('x' FROM s), trim(s, 'x') FROM t
SELECT overlay(s PLACING 'xx' FROM 2 FOR 3) FROM t
SELECT left(s, 2), right(s, 2), replace(s, 'a', 'b') FROM t
SELECT read(x => 1, y := 2), f(1, named => [1, 2]) FROM t
SELECT current_date, current_timestamp
SELECT pg_catalog.lower('A')
SELECT overlaps(a.chrom, a.start, a.end, b.chrom, b.start, b.end) FROM a, b
-- Windows
SELECT row_number() OVER () FROM t
SELECT row_number() OVER (PARTITION BY chrom ORDER BY start, end DESC) AS n FROM t
SELECT sum(a) OVER (ORDER BY b ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) FROM t
SELECT sum(a) OVER (ORDER BY b ROWS UNBOUNDED PRECEDING) FROM t
SELECT sum(a) OVER (ORDER BY b RANGE BETWEEN 100 PRECEDING AND CURRENT ROW) FROM t
SELECT sum(a) OVER (ORDER BY b GROUPS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING EXCLUDE TIES) FROM t
SELECT sum(a) OVER (ORDER BY b ROWS 2 PRECEDING EXCLUDE CURRENT ROW), max(a) OVER (ROWS BETWEEN CURRENT ROW AND 1 + 1 FOLLOWING EXCLUDE NO OTHERS) FROM t
SELECT sum(a) OVER w, avg(a) OVER (w ORDER BY c) FROM t WINDOW w AS (PARTITION BY b), v AS (w)
SELECT count(*) FILTER (WHERE a > 0) OVER (PARTITION BY b) FROM t
SELECT median(x) OVER (PARTITION BY y) FROM t
SELECT * FROM t QUALIFY row_number() OVER (PARTITION BY gene ORDER BY qual DESC) = 1
SELECT a, rank() OVER w AS r FROM t WINDOW w AS (ORDER BY a) QUALIFY r <= 3
-- Select list
SELECT * FROM t
SELECT t.*, u.a FROM t, u
SELECT DISTINCT a, b FROM t
SELECT ALL a FROM t
SELECT DISTINCT ON (chrom) chrom, start FROM t ORDER BY chrom, start
SELECT * EXCLUDE (a, b) FROM t
SELECT * EXCLUDE a FROM t
SELECT * EXCEPT (a) FROM t
SELECT t.* EXCLUDE (a) REPLACE (b + 1 AS b) FROM t
SELECT * REPLACE (upper(ref) AS ref, upper(alt) AS alt) FROM v
SELECT * RENAME (a AS b) FROM t
SELECT COLUMNS('^AF'), COLUMNS(*), max(COLUMNS(* EXCLUDE (id))) FROM t
SELECT a, b, FROM t
SELECT a AS b, c d, e "f" FROM t
SELECT count(*) filter, sum(a) over FROM t
-- FROM
SELECT * FROM a, b, c
SELECT * FROM a JOIN b ON a.id = b.id
SELECT * FROM a INNER JOIN b USING (id, sample)
SELECT * FROM a LEFT JOIN b ON a.id = b.id LEFT OUTER JOIN c ON b.id = c.id
SELECT * FROM a RIGHT JOIN b USING (id) FULL OUTER JOIN c USING (id)
SELECT * FROM a CROSS JOIN b
SELECT * FROM a NATURAL JOIN b NATURAL LEFT JOIN c
SELECT * FROM a SEMI JOIN b ON a.id = b.id
SELECT * FROM a ANTI JOIN b USING (id)
SELECT * FROM a LEFT SEMI JOIN b ON a.id = b.id LEFT ANTI JOIN c ON a.id = c.id
SELECT * FROM a JOIN b JOIN c ON b.id = c.id ON a.id = b.id
SELECT * FROM (a JOIN b USING (id)) JOIN c USING (id)
SELECT * FROM (a JOIN b USING (id)) AS j
SELECT * FROM a JOIN (b CROSS JOIN c) ON a.id = b.id
SELECT * FROM t AS x, u y, v AS z (a, b), (SELECT 1) AS w (n)
SELECT * FROM (SELECT a FROM t) sub
SELECT * FROM (SELECT a FROM t)
SELECT * FROM ((SELECT 1) UNION ALL (SELECT 2)) AS q
SELECT * FROM (VALUES (1, 'a'), (2, 'b')) AS v (n, s)
SELECT * FROM (FROM t)
SELECT * FROM t, LATERAL (SELECT t.a + 1) AS l
SELECT * FROM t CROSS JOIN LATERAL unnest(t.list) AS u (item)
SELECT * FROM t LEFT JOIN LATERAL (SELECT * FROM u WHERE u.a = t.a LIMIT 1) x ON true
SELECT * FROM unnest([1, 2]) WITH ORDINALITY AS u (x, i)
SELECT * FROM 'calls.vcf.gz'
SELECT v.chrom FROM 'calls.vcf.gz' AS v JOIN 'genes.bed' g ON v.chrom = g.chrom
SELECT * FROM read_vcf('calls.vcf.gz', info_fields => ['AF', 'DP'], zero_based := true) AS v
SELECT * FROM overlap('a.bed', 'b.bed', on_cols => ['strand'])
SELECT * FROM overlap((SELECT * FROM v WHERE qual > 30), 'x.bed')
SELECT * FROM nearest('calls', (FROM genes SELECT chrom, start, end), k => 3, overlap => false)
SELECT * FROM main.calls, db.main.genes
SELECT chrom, count(*) FROM "My Table" GROUP BY chrom
SELECT * FROM semi, anti, asof WHERE semi.a = anti.a
FROM t
FROM t SELECT a, b WHERE a > 1
FROM 'x.bed' LIMIT 5
TABLE t
TABLE t ORDER BY a LIMIT 1
VALUES (1, 'a'), (2, 'b')
VALUES (1), (2) ORDER BY 1 DESC LIMIT 1
-- Grouping, ordering, limits
SELECT a, count(*) FROM t GROUP BY a HAVING count(*) > 1
SELECT a, b, sum(c) FROM t GROUP BY 1, 2 ORDER BY 3
SELECT a, sum(b) FROM t GROUP BY ALL ORDER BY ALL
SELECT a, sum(b) FROM t GROUP BY ALL ORDER BY ALL DESC NULLS LAST
SELECT a, b, sum(c) FROM t GROUP BY ROLLUP (a, b)
SELECT a, b, sum(c) FROM t GROUP BY CUBE (a, (b, c))
SELECT a, b, sum(c) FROM t GROUP BY GROUPING SETS ((a, b), a, (), ROLLUP (a))
SELECT a, b, sum(c) FROM t GROUP BY a, ROLLUP (b), ()
SELECT a, b FROM t GROUP BY (a, b)
SELECT grouping(a) FROM t GROUP BY CUBE (a)
SELECT a FROM t ORDER BY a ASC NULLS FIRST, b DESC NULLS LAST, c + 1
SELECT a FROM t LIMIT 10 OFFSET 5
SELECT a FROM t OFFSET 5 LIMIT 10
SELECT a FROM t LIMIT ALL
SELECT a FROM t LIMIT NULL OFFSET 1
SELECT a FROM t LIMIT 5 + 5
SELECT a FROM t LIMIT (SELECT 3)
SELECT a FROM t LIMIT $1 OFFSET $2
SELECT a FROM t OFFSET 2 ROWS FETCH FIRST 5 ROWS ONLY
SELECT a FROM t FETCH NEXT ROW ONLY
-- WITH and set operations
WITH x AS (SELECT 1) SELECT * FROM x
WITH x (a) AS (SELECT 1), y AS (SELECT a FROM x) SELECT * FROM x, y
WITH x AS MATERIALIZED (SELECT 1), y AS NOT MATERIALIZED (SELECT 2) SELECT * FROM x, y
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10) SELECT * FROM n
SELECT * FROM (WITH x AS (SELECT 1) SELECT * FROM x) AS s
SELECT a FROM t UNION SELECT a FROM u
SELECT a FROM t UNION ALL SELECT a FROM u UNION ALL SELECT a FROM w
SELECT 1 UNION SELECT 2 INTERSECT SELECT 3
SELECT 1 EXCEPT SELECT 2 EXCEPT ALL SELECT 3
SELECT 1 INTERSECT ALL SELECT 1
SELECT a FROM t UNION DISTINCT SELECT a FROM u
SELECT a FROM t UNION ALL BY NAME SELECT b AS a FROM u
SELECT a FROM t UNION BY NAME FROM u
(SELECT 1 UNION SELECT 2) INTERSECT SELECT 3
(SELECT a FROM t ORDER BY a LIMIT 1) UNION ALL (SELECT a FROM t ORDER BY a DESC LIMIT 1) ORDER BY 1
SELECT * FROM t UNION TABLE u
SELECT 1 UNION VALUES (2), (3)
-- EXPLAIN, DESCRIBE, SHOW, SUMMARIZE, SET
EXPLAIN SELECT * FROM t
EXPLAIN ANALYZE SELECT * FROM t
EXPLAIN VERBOSE SELECT * FROM t
EXPLAIN ANALYZE VERBOSE SELECT * FROM t
EXPLAIN (FORMAT JSON) SELECT * FROM t
EXPLAIN (ANALYZE, VERBOSE false, FORMAT TEXT) FROM t
EXPLAIN FORMAT JSON SELECT 1
EXPLAIN (SELECT 1)
EXPLAIN COPY (SELECT 1) TO 'x.csv'
DESCRIBE t
DESC main.t
DESCRIBE TABLE t
DESCRIBE 'calls.vcf.gz'
DESCRIBE SELECT a, b FROM t
SUMMARIZE t
SUMMARIZE 'calls.vcf.gz'
SUMMARIZE SELECT a FROM t
SHOW TABLES
SHOW FUNCTIONS
SHOW ALL
SHOW COLUMNS FROM t
SHOW COLUMNS IN main.t
SHOW execution.target_partitions
SHOW datafusion.execution.batch_size
SET execution.target_partitions = 4
SET execution.workers = auto
SET execution.workers TO off
SET bio.coordinate_system_zero_based = true
SET bio.coordinate_system_mismatch = 'convert'
SET datafusion.execution.batch_size TO 1024
SET VARIABLE max_remote_bytes = 200_000_000
SET execution.batch_size = DEFAULT
RESET execution.batch_size
RESET ALL
-- Tables and data
CREATE TABLE t (a INT, b VARCHAR NOT NULL, c DOUBLE DEFAULT 1.5, d DECIMAL(10, 2))
CREATE TABLE t (id BIGINT PRIMARY KEY, name TEXT UNIQUE, start UINTEGER, end UINTEGER)
CREATE TABLE t (a INT, b INT, PRIMARY KEY (a, b), UNIQUE (b))
CREATE TABLE t (a INT, CONSTRAINT one UNIQUE (a))
CREATE TABLE IF NOT EXISTS t AS SELECT * FROM u
CREATE OR REPLACE TABLE t AS SELECT 1 AS a
CREATE TEMP TABLE t AS VALUES (1)
CREATE OR REPLACE TEMPORARY TABLE t (l INT[], s STRUCT(x INT, y VARCHAR))
CREATE TABLE t AS FROM 'x.bed'
CREATE VIEW v AS SELECT * FROM t
CREATE OR REPLACE VIEW v (a, b) AS SELECT 1, 2
CREATE VIEW IF NOT EXISTS v AS FROM t
CREATE TEMP VIEW v AS TABLE t
CREATE EXTERNAL TABLE calls STORED AS VCF LOCATION 'calls.vcf.gz'
CREATE EXTERNAL TABLE IF NOT EXISTS calls STORED AS VCF LOCATION 'calls.vcf.gz' OPTIONS (info_fields 'AF,DP', zero_based true)
CREATE OR REPLACE EXTERNAL TABLE x LOCATION 'x.csv' STORED AS CSV OPTIONS ('format.delimiter' ';', format.has_header 'true')
CREATE EXTERNAL TABLE x (a INT, b VARCHAR) STORED AS CSV LOCATION 'x.csv'
CREATE INDEX i ON t (a)
CREATE UNIQUE INDEX IF NOT EXISTS i ON t (a DESC, lower(b))
INSERT INTO t VALUES (1, 'a'), (2, NULL)
INSERT INTO t (a, b) VALUES ($1, $2)
INSERT INTO t SELECT * FROM u
INSERT INTO t (a) (SELECT 1)
INSERT INTO t FROM u
INSERT INTO t DEFAULT VALUES
INSERT OVERWRITE t SELECT * FROM u
INSERT INTO t WITH x AS (SELECT 1) SELECT * FROM x
UPDATE t SET a = 1
UPDATE t AS x SET a = x.a + 1, b = 'c' WHERE x.a > 1
UPDATE t SET (a, b) = (1, 2)
DELETE FROM t
DELETE FROM t WHERE a IS NULL
DELETE FROM t AS x WHERE x.a = 1
PREPARE q AS SELECT * FROM t WHERE a = $1
PREPARE q (INT, VARCHAR) AS SELECT $1, $2
EXECUTE q
EXECUTE q (1, 'a')
DEALLOCATE q
DEALLOCATE PREPARE ALL
DROP TABLE t
DROP TABLE IF EXISTS t, main.u CASCADE
DROP VIEW v
DROP INDEX IF EXISTS i
COPY t TO 'out.csv'
COPY (SELECT * FROM v WHERE qual > 30) TO 'out.vcf.gz'
COPY (SELECT * FROM v) TO 'out.vcf.gz' (FORMAT vcf, INDEX csi, HEADER_FROM 'in.vcf.gz')
COPY (FROM v) TO 'out.tsv' WITH (HEADER true, DELIMITER '|', sort_on_write)
COPY t TO 'out.parquet' STORED AS PARQUET OPTIONS (compression 'zstd')
CALL register_vcf('calls.vcf.gz', 'calls')
CALL register_vcf('calls.vcf.gz', name => 'calls', info_fields => ['AF'])
-- Questions of users
SELECT chrom, start, ref, alt, AF FROM calls WHERE chrom = 'chr1' AND start BETWEEN 1e6 AND 2e6
SELECT a.name, b.name FROM a JOIN b ON a.chrom = b.chrom AND a.start <= b.end AND a.end >= b.start
SELECT chrom1, pos1 // 1_000_000 AS bin1, count(*) AS contacts FROM read_pairs('c.pairs.gz') WHERE chrom1 IN ('chr1', 'chr2') GROUP BY ALL ORDER BY contacts DESC LIMIT 1000
SELECT rg, count() AS total, count(*) FILTER (WHERE flags & 4 = 0) AS mapped FROM read_bam('s1.cram', reference := 'GRCh38.fa', tags := ['RG']) GROUP BY ALL
SELECT v.filter, v.qual FROM v WHERE v.filter = 'PASS' OR v.qual > 30 AND v.ref <> v.alt
WITH ex AS (SELECT * FROM merge((SELECT * FROM read_gtf('g.gtf.gz') WHERE type = 'exon'), "by" := ['gene_id', 'strand'])) SELECT gene_id, count(DISTINCT r.name) AS n FROM read_bam('rna.bam') r JOIN ex ON r.chrom = ex.chrom AND r.start < ex.end AND r.end > ex.start WHERE r.mapping_quality >= 10 GROUP BY ALL
SELECT transcript_id, chrom, start, "end", row_number() OVER (PARTITION BY transcript_id ORDER BY start) AS intron_no FROM subtract((SELECT * FROM read_gtf('g.gtf.gz') WHERE type = 'transcript'), 'exons.bed', "by" := ['transcript_id'])
COPY (SELECT v.* REPLACE (list_append(v.filters, 'LOWCOV') AS filters), d.depth AS "INFO/DEPTH" FROM read_vcf('in.vcf.gz') v LEFT JOIN depth('s1.bam') d ON d.chrom = v.chrom AND d.start <= v.start AND d.end >= v.end WHERE v.qual >= 30) TO 'out.vcf.gz' (FORMAT vcf, INDEX csi)
EXPLAIN ANALYZE SELECT m.*, g.AF FROM read_vcf('mine.vcf.gz', split_multiallelic := true) m LEFT JOIN read_vcf('gnomad.vcf.bgz', info := ['AF']) g ON m.chrom = g.chrom AND m.start = g.start WHERE g.AF IS NULL OR g.AF < 1e-4
-- Samples, macros, what other engines are told
SELECT * FROM t TABLESAMPLE SYSTEM (10)
SELECT * FROM t AS s TABLESAMPLE 10% REPEATABLE (7)
SELECT * FROM t USING SAMPLE 5 ROWS
WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x
CREATE MACRO add_one(a, b := 1) AS a + b
CREATE OR REPLACE MACRO some_of(t) AS TABLE SELECT * FROM t LIMIT 2
DROP MACRO IF EXISTS add_one
VACUUM t
ANALYZE t
PRAGMA enable_verification
SELECT [x + 1 FOR x IN l], l[1:5:2], name.upper(), s.* FROM t ORDER BY COLUMNS(*)
FROM VALUES (1, 2) AS t(a, b)
FROM (DESCRIBE t)
