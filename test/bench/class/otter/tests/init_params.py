from otter.test_files import test_case

OK_FORMAT = False

name = "init_params"


@test_case(points=4, name="init-values")
def values(init_params):
    import numpy as np

    for n_in, n_hidden, n_out in ((4, 6, 3), (7, 5, 2)):
        p = init_params(n_in, n_hidden, n_out, 1)
        assert p["W1"].shape == (n_in, n_hidden) and p["W2"].shape == (n_hidden, n_out)
        assert p["b1"].shape == (n_hidden,) and p["b2"].shape == (n_out,)
        assert not p["b1"].any() and not p["b2"].any(), "biases start at zero"
        for weights in (p["W1"], p["W2"].T):
            assert np.all(np.abs(weights) < 5), "weights are small"
            assert len(np.unique(weights, axis=1).T) > 1, "units start alike"


@test_case(points=4, name="init-seed")
def seed(init_params):
    import numpy as np

    first, again, other = (init_params(4, 6, 3, seed) for seed in (1, 1, 2))
    for name in first:
        assert np.array_equal(first[name], again[name]), "the same seed gives the same weights"
    for name in ("W1", "W2"):
        assert not np.array_equal(first[name], other[name]), "another seed gives others"
