"""Training steps of the convolutional network with Keras on TensorFlow, in a process of its own.

Reads lines {"batch": 32, "steps": 5} and answers {"ms": {"train_on_batch": [...], "fit": [...]}}, one
figure per step. Both ways are measured with and without XLA; who compares takes the fastest.
"""
import json
import os
import sys
import time

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["CUDA_VISIBLE_DEVICES"] = ""

import keras
import numpy as np
import tensorflow as tf
from keras import layers


def network(jit_compile):
    model = keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(32, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(64, 3, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(),
        layers.Dense(128, activation="relu"),
        layers.Dense(10, activation="softmax"),
    ])
    model.compile(optimizer=keras.optimizers.Adam(1e-3), loss="categorical_crossentropy", jit_compile=jit_compile)
    return model


class Clock(keras.callbacks.Callback):
    """Time from the end of one step to the end of the next; the first of a `fit` has its preparations in it."""

    def on_train_begin(self, logs=None):
        self.ends = []

    def on_train_batch_end(self, batch, logs=None):
        self.ends.append(time.perf_counter())

    @property
    def ms(self):
        return [1000 * (b - a) for a, b in zip(self.ends, self.ends[1:])]


class Batch:
    def __init__(self, size):
        random = np.random.default_rng(1)
        self.x = tf.constant(random.random((size, 28, 28, 1), np.float32))
        self.y = tf.one_hot(np.arange(size) % 10, 10)
        # One element that repeats: the step is measured, not the input pipeline.
        self.data = tf.data.Dataset.from_tensors((self.x, self.y)).cache().repeat()
        # "auto" is what Keras does when nothing is said.
        self.models = {(way, jit): network(jit) for way in ("train_on_batch", "fit") for jit in ("auto", False)}

    def steps(self, count):
        return {f"{way}, jit_compile={jit}": getattr(self, way)(model, count) for (way, jit), model in self.models.items()}

    def train_on_batch(self, model, count):
        ms = []
        for _ in range(count):
            start = time.perf_counter()
            model.train_on_batch(self.x, self.y)
            ms.append(1000 * (time.perf_counter() - start))
        return ms

    def fit(self, model, count):
        clock = Clock()
        model.fit(self.data, steps_per_epoch=count + 1, epochs=1, verbose=0, callbacks=[clock])
        return clock.ms


def main():
    answer = lambda value: print(json.dumps(value), flush=True)
    answer({"ready": f"Keras {keras.__version__} on TensorFlow {tf.__version__}", "threads": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()})
    batches = {}
    for line in sys.stdin:
        ask = json.loads(line)
        size = ask["batch"]
        if size not in batches:
            batches[size] = Batch(size)
        answer({"ms": batches[size].steps(ask["steps"])})


main()
