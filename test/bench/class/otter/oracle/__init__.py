"""What the tests hold a submission against. A folder: otter takes a second script beside a submission for another submission."""

import json
import pathlib

import numpy as np

PARAMS = ("W1", "b1", "W2", "b2")
SHORT = dict(hidden=5, epochs=4, learning_rate=0.2, seed=1)
XOR = (np.array([[0, 0], [0, 1], [1, 0], [1, 1]], float), np.eye(2)[[0, 1, 1, 0]])
XOR_TRAINING = dict(hidden=8, epochs=2000, learning_rate=0.5, seed=1)


def network(random, n_in, n_hidden, n_out):
    return {
        "W1": random.normal(0, 0.8, (n_in, n_hidden)),
        "b1": random.normal(0, 0.5, n_hidden),
        "W2": random.normal(0, 0.8, (n_hidden, n_out)),
        "b2": random.normal(0, 0.5, n_out),
    }


def batch(random, rows, n_in, n_out):
    return random.normal(size=(rows, n_in)), np.eye(n_out)[random.integers(n_out, size=rows)]


def cases(seed, *sizes):
    """For each (rows, n_in, n_hidden, n_out) a batch and a network."""
    for rows, n_in, n_hidden, n_out in sizes:
        random = np.random.default_rng([seed, rows, n_in])
        yield (*batch(random, rows, n_in, n_out), network(random, n_in, n_hidden, n_out))


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def forward(x, p):
    z1 = x @ p["W1"] + p["b1"]
    a1 = np.tanh(z1)
    z2 = a1 @ p["W2"] + p["b2"]
    return {"z1": z1, "a1": a1, "z2": z2, "y_hat": softmax(z2)}


def loss(y_hat, y):
    return -np.sum(y * np.log(np.clip(y_hat, 1e-7, 1))) / len(y)


def numeric_gradient(x, y, p, name, step=1e-5):
    """Central differences of the loss in every entry of one parameter."""
    gradient = np.zeros_like(p[name])
    for at in np.ndindex(*gradient.shape):
        moved = [loss(forward(x, {**p, name: p[name] + sign * step * one_at(p[name], at)})["y_hat"], y) for sign in (1, -1)]
        gradient[at] = (moved[0] - moved[1]) / (2 * step)
    return gradient


def one_at(like, at):
    one = np.zeros_like(like)
    one[at] = 1
    return one


def near(actual, wanted, what, tolerance=1e-6):
    actual = np.asarray(actual)
    wanted = np.asarray(wanted)
    assert actual.shape == wanted.shape, f"{what} has the shape {actual.shape}, not {wanted.shape}"
    assert np.allclose(actual, wanted, rtol=tolerance, atol=tolerance), f"{what} is not right: {actual}, not {wanted}"


def iris():
    """Rows and labels to learn from, and those held out: 120 and 30 of Fisher's flowers, standardised."""
    data = json.loads((pathlib.Path(__file__).parent / "iris.json").read_text())
    measures, labels = np.array(data["measures"]), np.array(data["labels"])
    order = np.random.default_rng(2024).permutation(len(labels))
    learn, held_out = order[:120], order[120:]
    x = (measures - measures[learn].mean(axis=0)) / measures[learn].std(axis=0)
    y = np.eye(3)[labels]
    return x[learn], y[learn], x[held_out], y[held_out]


def accuracy(x, y, p):
    return np.mean(forward(x, p)["y_hat"].argmax(axis=1) == y.argmax(axis=1))
