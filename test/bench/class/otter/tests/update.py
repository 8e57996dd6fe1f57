from otter.test_files import test_case

OK_FORMAT = False

name = "update"


@test_case(points=5, name="update-step")
def step(update):
    import numpy as np
    import oracle

    for learning_rate in (0.1, 1.5):
        random = np.random.default_rng(1)
        p, g = oracle.network(random, 4, 6, 3), oracle.network(random, 4, 6, 3)
        kept = {name: p[name].copy() for name in p}
        moved = update(p, g, learning_rate)
        for name in oracle.PARAMS:
            oracle.near(moved[name], kept[name] - learning_rate * g[name], name)
            assert np.array_equal(p[name], kept[name]), "the old parameters stay"
