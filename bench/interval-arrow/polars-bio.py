# The range operations of polars-bio over DataFrames in memory, to DataFrames: one JSON line an operation.
# python polars-bio.py THREADS RUNS OPERATIONS LEFT RIGHT [GENOME]     LEFT and RIGHT: a name whose .chrom.i32, .start.i32 and .end.i32 exist, or a folder of Parquet files
import json, os, re, sys, time, warnings

threads, runs, operations, left, right = sys.argv[1], int(sys.argv[2]), re.compile(sys.argv[3]), sys.argv[4], sys.argv[5]
os.environ["POLARS_MAX_THREADS"] = threads  # before polars is imported
os.environ["TQDM_DISABLE"] = "1"
warnings.simplefilter("ignore")
import polars as pl
import polars_bio as pb
import pyarrow as pa

pb.set_option("datafusion.execution.target_partitions", threads)
pb.set_option("datafusion.bio.coordinate_system_zero_based", True)
genome = [line.split("\t") for line in open(sys.argv[6]).read().split("\n") if line] if len(sys.argv) > 6 else []
COLUMNS = ["chrom", "start", "end"]


def words(path):
    with open(path, "rb") as file:
        data = file.read()
    return pl.from_arrow(pa.Array.from_buffers(pa.int32(), len(data) // 4, [None, pa.py_buffer(data)]))


def table(name):
    if os.path.isdir(name):
        frame = pl.read_parquet(name + "/*.parquet", columns=["contig", "pos_start", "pos_end"])
        return frame.rename({"contig": "chrom", "pos_start": "start", "pos_end": "end"})
    contigs = pl.Series([name for name, _ in genome])
    return pl.DataFrame({"chrom": contigs.gather(words(name + ".chrom.i32")), "start": words(name + ".start.i32"), "end": words(name + ".end.i32")})


a, b = table(left), table(right)
to = {"output_type": "polars.DataFrame"}
two = {"cols1": COLUMNS, "cols2": COLUMNS}
one = {"cols": COLUMNS, **to}
asked = {
    "overlap": lambda: pb.overlap(a, b, **two, **to).height,
    "overlap-count": lambda: pb.overlap(a, b, **two).select(pl.len()).collect().item(),
    "nearest1": lambda: pb.nearest(a, b, **two, **to).height,
    "nearest5": lambda: pb.nearest(a, b, k=5, **two, **to).height,
    "count_overlaps": lambda: pb.count_overlaps(a, b, **two, **to).height,
    "coverage": lambda: pb.coverage(a, b, **two, **to).height,
    "subtract": lambda: pb.subtract(a, b, **two, **to).height,
    "merge": lambda: pb.merge(a, **one).height,
    "cluster": lambda: pb.cluster(a, **one).height,
}
if genome:
    view = pl.DataFrame({"chrom": [name for name, _ in genome], "start": [0] * len(genome), "end": [int(length) for _, length in genome]})
    asked["complement"] = lambda: pb.complement(a, view_df=view, view_cols=COLUMNS, **one).height

for operation, run in asked.items():
    if not operations.search(operation):
        continue
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        rows = run()
        times.append((time.perf_counter() - began) * 1000)
    print(json.dumps({"operation": operation, "times": times, "rows": rows}), flush=True)
