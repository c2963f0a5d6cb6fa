"""An output checked without learnframe, with Python's standard library alone.

    python3 tests/stranger/check.py OUT

Holds every file against manifest.json, the chain of ledger.json against itself, the data package and the
provenance against the files, and follows every file of the provenance to the files that were read.
"""

import hashlib
import json
import sys
from pathlib import Path
from urllib.parse import quote

OUT = Path(sys.argv[1])
checked = 0


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def load(path):
    return json.loads((OUT / path).read_text("utf-8"))


def hold(what, holds):
    global checked
    if not holds:
        raise SystemExit(f"does not hold: {what}")
    checked += 1


def digest(file):
    """What is told of a file: a file that names people has a keyed digest, which needs the key to be checked, or none."""
    return file.get("sha256") or file.get("hmac_sha256") or "not-told"


def digest_of_list(files):
    return sha256("".join(f"{digest(file)}  {file['path']}\n" for file in files).encode())


def sorted_by_path(files):
    return sorted(files, key=lambda file: file["path"].encode())


manifest = load("manifest.json")
for file in manifest["outputs"]:
    data = (OUT / file["path"]).read_bytes()
    hold(file["path"], sha256(data) == file["sha256"] and len(data) == file["bytes"])

releases, previous = load("ledger.json")["releases"], None
for number, release in enumerate(releases, 1):
    rest = {key: value for key, value in release.items() if key != "hash"}
    text = json.dumps(rest, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    hold(f"the hash of release {number}", sha256(text.encode()) == release["hash"])
    hold(f"the place of release {number}", release["number"] == number and release["previous"] == previous)
    previous = release["hash"]
languages = manifest.get("languages", ["en"])
tell_of_releases = {"methods.html"} | {f"{language}/methods.html" for language in languages}
pages = [file for file in manifest["outputs"] if file["path"].endswith(".html") and file["path"] not in tell_of_releases]
hold("the pages of the last release", digest_of_list(sorted_by_path(pages)) == releases[-1]["release"]["pages"])
hold("the inputs of the last release", digest_of_list(sorted_by_path(manifest["inputs"])) == releases[-1]["inputs"])

for resource in load("data/datapackage.json")["resources"]:
    data = (OUT / "data" / resource["path"]).read_bytes()
    hold(resource["path"], resource["hash"] == f"sha256:{sha256(data)}" and resource["bytes"] == len(data))
    header = data.split(b"\n", 1)[0].decode().split(",")
    hold(f"columns of {resource['path']}", header == [field["name"] for field in resource["schema"]["fields"]])

document = load("provenance.jsonld")
hold("every context is within the document", isinstance(document["@context"], dict))
nodes = {node["@id"]: node for node in document["@graph"]}


def links(node):
    for key in ("used", "wasDerivedFrom", "wasGeneratedBy", "wasAssociatedWith"):
        value = node.get(key, [])
        yield from [value] if isinstance(value, str) else value


for node in nodes.values():
    keys = [key for key in node if not key.startswith("@")]
    hold(f"the terms of {node['@id']}", all(key in document["@context"] for key in keys + [node["@type"]]))
    hold(f"the links of {node['@id']}", all(link in nodes for link in links(node)))


def reached(start):
    seen, todo = set(), [start]
    while todo:
        for link in nodes[todo.pop()].get("wasDerivedFrom", []):
            if link not in seen:
                seen.add(link)
                todo.append(link)
    return seen


inputs = {f"#input/{quote(file['path'], safe='/-._~')}": file for file in manifest["inputs"]}
for name, file in inputs.items():
    told = (nodes[name].get("sha256"), nodes[name].get("hmacSha256"))
    hold(f"what is told of {file['path']}", told == (file.get("sha256"), file.get("hmac_sha256")))
    hold(f"no size without a plain hash of {file['path']}", ("bytes" in file) == ("sha256" in file))
for path in [file["path"] for file in manifest["outputs"]] + ["manifest.json"]:
    name = quote(path, safe="/-._~")
    hold(f"what made {path}", nodes[nodes[name]["wasGeneratedBy"]]["@type"] == "Activity")
    hold(f"what {path} was made from", any(link in inputs for link in reached(name)))

print(f"{checked} statements hold")
