"""Deletes from this environment the GPU libraries that PyTorch does not load where there is no GPU.

PyPI's PyTorch for Linux comes with several GB of them. Some are linked against and must be there; the rest
is opened by name when a GPU is used. What the process has mapped after a training step is what counts.
"""
import pathlib
import site

import torch

torch.nn.Linear(4, 2)(torch.ones(3, 4)).sum().backward()
with open("/proc/self/maps") as maps:
    mapped = {line.split(maxsplit=5)[-1].strip() for line in maps}
for folder in site.getsitepackages():
    for file in pathlib.Path(folder, "nvidia").rglob("*"):
        if file.is_file() and not file.is_symlink() and (".so" in file.name or file.suffix == ".a") and str(file.resolve()) not in mapped:
            file.unlink()
