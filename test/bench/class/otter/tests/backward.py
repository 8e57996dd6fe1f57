from otter.test_files import test_case

OK_FORMAT = False

name = "backward"
SIZES = ((5, 4, 6, 3), (7, 3, 2, 4))


def same(backward, name):
    import oracle

    for x, y, p in oracle.cases(1, *SIZES):
        oracle.near(backward(x, y, oracle.forward(x, p), p)[name], oracle.numeric_gradient(x, y, p, name), name, 1e-4)


@test_case(points=7, name="backward-W2")
def of_W2(backward):
    same(backward, "W2")


@test_case(points=4, name="backward-b2")
def of_b2(backward):
    same(backward, "b2")


@test_case(points=7, name="backward-W1")
def of_W1(backward):
    same(backward, "W1")


@test_case(points=4, name="backward-b1")
def of_b1(backward):
    same(backward, "b1")


@test_case(points=3, name="backward-by-hand")
def by_hand(env):
    import types

    loaded = {value.__name__.split(".")[0] for value in env.values() if isinstance(value, types.ModuleType)}
    assert not loaded & {"autograd", "jax", "tensorflow", "torch"}
