-- Statements of PostgreSQL and its relatives, one a line, each accepted by libpg-query or node-sql-parser.
-- A line that ends in `-- reason` is refused by this engine on purpose; every other one parses here too.
SELECT a FROM t FOR UPDATE -- no locks
SELECT a INTO u FROM t -- written as CREATE TABLE u AS
SELECT FROM t -- a query has columns
SELECT * FROM ROWS FROM (f(1), g(2)) AS r -- written as joins
SELECT * FROM f(1) AS t (a int, b text) -- functions know their types
SELECT a FROM ONLY t
SELECT a COLLATE "C" FROM t -- text compares by bytes
SELECT a OPERATOR(pg_catalog.+) b FROM t -- no operators of users
SELECT @ a, |/ b FROM t -- abs and sqrt are functions
SELECT ARRAY(SELECT a FROM t) -- written with list()
SELECT a LIKE ANY (ARRAY['x', 'y']) FROM t -- written with OR
SELECT B'101', U&'\0061' -- E'' strings, no bit strings
SELECT a IS DOCUMENT, a IS NORMALIZED FROM t -- no XML, no normal forms
SELECT f(VARIADIC a) FROM t -- no variadic calls
SELECT a FROM t ORDER BY a USING < -- written as ASC
SELECT xmlelement(name foo) -- no XML
SELECT JSON_OBJECT('a': 1) -- no JSON constructors
SELECT a FROM t GROUP BY DISTINCT a -- no duplicates of grouping sets to remove
SELECT (t).* FROM t -- written as t.*
SELECT a.b.c.d FROM a.b.c
SELECT count(*) FROM a, b WHERE a.x = b.x AND NOT a.y
SELECT CAST(a AS character varying(10)), a::numeric(5), a::time(3) without time zone FROM t
SELECT interval '1' year, interval '1-2' year to month, time '10:00'
SELECT nullif(a, 0), least(a, b), current_user FROM t
SELECT a BETWEEN b = c AND d FROM t
SELECT a NOT IN (VALUES (1), (2)) FROM t
SELECT * FROM (VALUES (1, 2)) AS v (a, b) WHERE (a, b) IN (SELECT 1, 2)
SELECT sum(a) OVER (PARTITION BY b ORDER BY c RANGE BETWEEN INTERVAL '1 day' PRECEDING AND CURRENT ROW) FROM t
SELECT rank(1) WITHIN GROUP (ORDER BY a), mode() WITHIN GROUP (ORDER BY b) FROM t
SELECT x FROM (SELECT 1 AS x UNION (SELECT 2 EXCEPT SELECT 3) ORDER BY x) s
WITH RECURSIVE t (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SEARCH DEPTH FIRST BY n SET o SELECT * FROM t -- no SEARCH and CYCLE
WITH x AS (DELETE FROM t RETURNING *) SELECT * FROM x -- statements are not inputs
INSERT INTO t VALUES (DEFAULT, 1)
INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING
INSERT INTO t VALUES (1) RETURNING a
UPDATE t SET a = u.a FROM u WHERE t.b = u.b
UPDATE t SET a = DEFAULT
UPDATE t SET (a, b) = (SELECT 1, 2) -- no row from a subquery
DELETE FROM t USING u WHERE t.a = u.a
MERGE INTO t USING u ON t.a = u.a WHEN MATCHED THEN DELETE -- no merges
TRUNCATE t
CREATE TABLE t (a int CHECK (a > 0))
CREATE TABLE t (a int REFERENCES u (a)) -- no foreign keys
CREATE TABLE t (a int, FOREIGN KEY (a) REFERENCES u (b)) -- no foreign keys
CREATE TABLE t (a, b) AS SELECT 1, 2
CREATE TABLE t (LIKE u) -- written as CREATE TABLE t AS
CREATE TABLE t AS SELECT 1 WITH NO DATA -- written with LIMIT 0
CREATE UNLOGGED TABLE t (a int) -- no log
CREATE TABLE t () -- a table has columns
CREATE TABLE t (a int) PARTITION BY RANGE (a) -- no partitioned tables
CREATE MATERIALIZED VIEW v AS SELECT 1 -- written as CREATE TABLE AS
CREATE RECURSIVE VIEW v (n) AS SELECT 1 -- written with WITH RECURSIVE
CREATE SCHEMA s -- no schemas
CREATE SEQUENCE s -- no sequences
CREATE FUNCTION f() RETURNS int AS 'SELECT 1' LANGUAGE sql -- functions are registered in JavaScript
CREATE TYPE t AS ENUM ('a', 'b') -- no types of users
CREATE INDEX ON t (a)
CREATE INDEX i ON t USING btree (a) INCLUDE (b) WHERE a > 1 -- indexes have no effect
ALTER TABLE t ADD COLUMN b int -- written as CREATE OR REPLACE TABLE
DROP SCHEMA s -- no schemas
DROP SEQUENCE s -- no sequences
DROP TABLE a, b RESTRICT
BEGIN
COMMIT
ROLLBACK
GRANT SELECT ON t TO u -- no users
COPY t FROM 'x.csv' -- written as INSERT INTO t SELECT
COPY t (a, b) TO 'x.csv' -- written as a query
COPY t TO STDOUT
COPY t TO 'x.csv' CSV HEADER -- options stand in parentheses
COPY (SELECT 1) TO PROGRAM 'gzip' -- runs no programs
EXPLAIN (COSTS OFF) SELECT 1 -- options of another planner
EXPLAIN (FORMAT YAML) SELECT 1 -- text and JSON only
EXPLAIN EXECUTE q
SHOW TIME ZONE -- an option with two words
SET TIME ZONE 'UTC' -- an option with two words
SET search_path TO a, b -- no schemas
SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY -- no transactions
SET SESSION work_mem = '64MB'
LOCK TABLE t -- no locks
LISTEN c -- no notifications
DO 'SELECT 1' -- no procedures in other languages
DECLARE c CURSOR FOR SELECT 1 -- results stream
FETCH NEXT FROM c -- results stream
CALL p(1, x => 2)
EXECUTE q (1)
REFRESH MATERIALIZED VIEW v -- no materialized views
COMMENT ON TABLE t IS 'x' -- no comments
SELECT `a` FROM `t` -- names take double quotes
SELECT :name -- parameters have numbers
SELECT @v -- no session variables in expressions
SELECT $name -- parameters have numbers
REPLACE INTO t VALUES (1)
SHOW DATABASES
USE db -- no databases
