"""Training steps of the convolutional network with PyTorch, in a process of its own.

Reads lines {"batch": 32, "steps": 5} and answers {"ms": {"eager": [...]}}, one figure per step.
"""
import json
import sys
import time

import torch
from torch import nn


def network():
    return nn.Sequential(
        nn.Conv2d(1, 32, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(32, 64, 3), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(64 * 5 * 5, 128), nn.ReLU(),
        nn.Linear(128, 10),
    )


class Batch:
    def __init__(self, size):
        torch.manual_seed(1)
        self.x = torch.rand(size, 1, 28, 28)
        self.y = torch.arange(size) % 10
        self.model = network()
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=1e-3)
        self.loss = nn.CrossEntropyLoss()

    def steps(self, count):
        ms = []
        for _ in range(count):
            start = time.perf_counter()
            self.optimizer.zero_grad()
            loss = self.loss(self.model(self.x), self.y)
            loss.backward()
            self.optimizer.step()
            loss.item()  # the others hand back the loss, too
            ms.append(1000 * (time.perf_counter() - start))
        return {"eager": ms}


def main():
    answer = lambda value: print(json.dumps(value), flush=True)
    answer({"ready": f"PyTorch {torch.__version__}", "threads": torch.get_num_threads()})
    batches = {}
    for line in sys.stdin:
        ask = json.loads(line)
        size = ask["batch"]
        if size not in batches:
            batches[size] = Batch(size)
        answer({"ms": batches[size].steps(ask["steps"])})


main()
