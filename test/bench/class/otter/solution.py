import numpy as np

SMALLEST_PROBABILITY = 1e-7


def init_params(n_in, n_hidden, n_out, seed):
    """Weights with standard deviation 1/sqrt(fan-in), biases zero."""
    random = np.random.default_rng(seed)
    return {
        "W1": random.normal(0, 1 / np.sqrt(n_in), (n_in, n_hidden)),
        "b1": np.zeros(n_hidden),
        "W2": random.normal(0, 1 / np.sqrt(n_hidden), (n_hidden, n_out)),
        "b2": np.zeros(n_out),
    }


def forward(x, p):
    """x [N, n_in] -> class probabilities y_hat [N, n_out], with every value that backward needs."""
    z1 = x @ p["W1"] + p["b1"]
    a1 = np.tanh(z1)
    z2 = a1 @ p["W2"] + p["b2"]
    e = np.exp(z2 - z2.max(axis=1, keepdims=True))
    y_hat = e / e.sum(axis=1, keepdims=True)
    return {"z1": z1, "a1": a1, "z2": z2, "y_hat": y_hat}


def loss(y_hat, y):
    """Cross-entropy in nats, averaged over the rows."""
    return -np.sum(y * np.log(np.clip(y_hat, SMALLEST_PROBABILITY, 1))) / y.shape[0]


def backward(x, y, f, p):
    """Gradient of the mean loss with respect to every parameter."""
    dz2 = (f["y_hat"] - y) / x.shape[0]
    dz1 = dz2 @ p["W2"].T * (1 - f["a1"] ** 2)
    return {"W1": x.T @ dz1, "b1": dz1.sum(axis=0), "W2": f["a1"].T @ dz2, "b2": dz2.sum(axis=0)}


def update(p, g, learning_rate):
    """One step downhill."""
    return {name: p[name] - learning_rate * g[name] for name in p}


def train(x, y, hidden, epochs, learning_rate, seed, on_epoch=None):
    """Whole-batch gradient descent. on_epoch hears the mean loss before the epoch's step."""
    p = init_params(x.shape[1], hidden, y.shape[1], seed)
    for epoch in range(epochs):
        f = forward(x, p)
        if on_epoch is not None:
            on_epoch(epoch, loss(f["y_hat"], y))
        p = update(p, backward(x, y, f, p), learning_rate)
    return p


def predict(x, p):
    """The most probable class of every row."""
    return forward(x, p)["y_hat"].argmax(axis=1).tolist()
