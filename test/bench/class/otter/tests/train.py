from otter.test_files import test_case

OK_FORMAT = False

name = "train"
ONCE = {}


def xor(train):
    """The long training, once for the tests that look at it."""
    import oracle

    if "xor" not in ONCE:
        heard = []
        ONCE["xor"] = train(*oracle.XOR, **oracle.XOR_TRAINING, on_epoch=lambda epoch, loss: heard.append(epoch)), heard
    return ONCE["xor"]


@test_case(points=3, name="train-zero-rate")
def zero_rate(train, init_params):
    import oracle

    x, y, *_ = oracle.iris()
    p = train(x, y, **{**oracle.SHORT, "learning_rate": 0})
    initial = init_params(4, oracle.SHORT["hidden"], 3, oracle.SHORT["seed"])
    for name in oracle.PARAMS:
        oracle.near(p[name], initial[name], name)


@test_case(points=3, name="train-on-epoch")
def on_epoch(train):
    import oracle

    x, y, *_ = oracle.iris()
    heard = []
    train(x, y, **oracle.SHORT, on_epoch=lambda epoch, loss: heard.append((epoch, float(loss))))
    assert [epoch for epoch, _ in heard] == list(range(oracle.SHORT["epochs"]))
    ends = [train(x, y, **{**oracle.SHORT, "epochs": epochs}) for epochs in range(oracle.SHORT["epochs"] + 1)]
    losses = [oracle.loss(oracle.forward(x, p)["y_hat"], y) for p in ends]
    got = [loss for _, loss in heard]
    assert any(all(abs(a - b) < 1e-3 for a, b in zip(got, wanted)) for wanted in (losses[:-1], losses[1:]))
    assert len(xor(train)[1]) == oracle.XOR_TRAINING["epochs"]


@test_case(points=4, name="train-steps")
def steps(train):
    import numpy as np
    import oracle

    x = np.repeat(np.random.default_rng(1).normal(size=(1, 4)), 4, axis=0)
    y = np.eye(3)[[2] * 4]
    o = {**oracle.SHORT, "learning_rate": 0.5}
    start = train(x, y, **{**o, "learning_rate": 0})
    got = train(x, y, **o)
    for steps in (1, 2, 3, 4):
        wanted = start
        for _ in range(o["epochs"] * steps):
            wanted = {name: wanted[name] - 0.5 * oracle.numeric_gradient(x, y, wanted, name) for name in oracle.PARAMS}
        if all(np.allclose(got[name], wanted[name], rtol=1e-4, atol=1e-5) for name in oracle.PARAMS):
            return
    raise AssertionError("the epochs do not end where plain gradient descent ends")


@test_case(points=4, name="train-repeatable")
def repeatable(train):
    import numpy as np
    import oracle

    x, y, *_ = oracle.iris()
    first, again, other = (train(x, y, **{**oracle.SHORT, "seed": seed}) for seed in (1, 1, 2))
    assert all(np.allclose(first[name], again[name]) for name in oracle.PARAMS)
    assert not np.allclose(first["W1"], other["W1"])


@test_case(points=6, name="train-xor")
def learns_xor(train):
    import oracle

    for seed in (1, 2, 3):
        p = xor(train)[0] if seed == 1 else train(*oracle.XOR, **{**oracle.XOR_TRAINING, "seed": seed})
        if oracle.accuracy(*oracle.XOR, p) == 1:
            return
    raise AssertionError("XOR is not learned")


@test_case(points=6, name="train-iris")
def learns_iris(train):
    import oracle

    x, y, held_out_x, held_out_y = oracle.iris()
    p = train(x, y, hidden=8, epochs=150, learning_rate=0.3, seed=1)
    assert oracle.accuracy(held_out_x, held_out_y, p) >= 0.9


@test_case(points=4, name="train-no-leak")
def no_leak(train):
    import gc
    import tracemalloc

    import oracle

    x, y, *_ = oracle.iris()
    left = []
    for epochs in (4, 14):
        gc.collect()
        tracemalloc.start()
        before = tracemalloc.get_traced_memory()[0]
        p = train(x, y, **{**oracle.SHORT, "epochs": epochs})
        gc.collect()
        left.append(tracemalloc.get_traced_memory()[0] - before)
        tracemalloc.stop()
        del p
    assert left[1] - left[0] < 10_000, "ten more epochs leave arrays behind"
