"""Executes a notebook where it lies, and prints what its cells printed, warnings too; with a folder, keeps its pictures there."""

import base64
import pathlib
import sys

import nbclient
import nbformat

path, *pictures = (pathlib.Path(each) for each in sys.argv[1:])
notebook = nbformat.read(path, as_version=4)
nbformat.validate(notebook)
nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3").execute()
for cell in notebook.cells:
    for number, output in enumerate(cell.get("outputs", [])):
        if output.output_type == "stream":
            print(output.text, end="")
        if pictures and "image/png" in output.get("data", {}):
            image = base64.b64decode(output.data["image/png"])
            (pictures[0] / f"{path.stem}-{cell.id}-{number}.png").write_bytes(image)
