"""Reads GFF3 and GTF files independently. Of each line "dialect<tab>path" of the input it prints one line: the features as JSON arrays, and behind
them the number of the line at fault, if there is one."""
import gzip
import json
import re
import sys
import urllib.parse

GTF_ITEM = re.compile(r'\s*([^\s;=]+)\s*=?\s*(?:"((?:[^"]|"(?!\s*(?:;|$)))*)"|([^;"][^;]*?)?)\s*(?:;|$)')


def decoded(text, dialect):
    return urllib.parse.unquote_to_bytes(text).decode("utf-8", "replace") if dialect == "gff" else text


def attributes(text, dialect):
    if text == ".":
        return []
    if dialect == "gtf" or (re.match(r'\s*\w+ "', text) and "=" not in text):
        return [[tag, quoted if quoted is not None else bare] for tag, quoted, bare in (m.groups() for m in GTF_ITEM.finditer(text))]
    items = []
    for item in text.split(";"):
        item = item.lstrip(" ")
        if not item:
            continue
        tag, equals, value = item.partition("=")
        if not equals:
            tag, blank, value = item.partition(" ")
            items.append([decoded(tag, dialect), decoded(value.strip('" '), dialect) if blank and value.strip() else None])
            continue
        if len(value) > 1 and value[0] == value[-1] == '"':
            value = value[1:-1]
        items.append([decoded(tag, dialect), decoded(value, dialect)])
    return items


def missing(text):
    return None if text in (".", "") else text


def read(path, dialect):
    rows = []
    opened = gzip.open(path, "rb") if open(path, "rb").read(2) == b"\x1f\x8b" else open(path, "rb")
    for number, line in enumerate(opened.read().split(b"\n"), 1):
        line = line.decode("utf-8", "replace").removesuffix("\r")
        if number == 1:
            line = line.removeprefix("\ufeff")
        if line.startswith(("##FASTA", ">")):
            break
        if not line or line.startswith(("#", "track ", "browser ")):
            continue
        fields = line.split("\t")
        while len(fields) > 9 and fields[-1] == "":
            fields.pop()
        if len(fields) != 9 or not fields[3].isdigit() or not fields[4].isdigit() or int(fields[3]) > int(fields[4]):
            return [*rows, number]
        chrom, source, kind, start, end, score, strand, phase, text = fields
        row = [chrom, int(start), int(end), missing(decoded(kind, dialect)), missing(decoded(source, dialect)), missing(score), missing(strand), missing(phase)]
        rows.append([*row, attributes(text, dialect)])
    return rows


for request in sys.stdin.read().splitlines():
    dialect, path = request.split("\t", 1)
    print(json.dumps(read(path, dialect)))
