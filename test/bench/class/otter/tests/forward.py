from otter.test_files import test_case

OK_FORMAT = False

name = "forward"
SIZES = ((5, 4, 6, 3), (1, 2, 3, 4))


@test_case(points=7, name="forward-hidden")
def hidden(forward):
    import numpy as np
    import oracle

    for x, _, p in oracle.cases(1, *SIZES):
        f = forward(x, p)
        oracle.near(f["z1"], x @ p["W1"] + p["b1"], "z1")
        oracle.near(f["a1"], np.tanh(f["z1"]), "a1")


@test_case(points=7, name="forward-output")
def output(forward):
    import oracle

    for x, _, p in oracle.cases(1, *SIZES):
        f = forward(x, p)
        oracle.near(f["z2"], f["a1"] @ p["W2"] + p["b2"], "z2")
        oracle.near(f["y_hat"], oracle.softmax(f["z2"]), "y_hat")


@test_case(points=3, name="forward-stable")
def stable(forward):
    import numpy as np
    import oracle

    x = np.array([[1.0], [-1.0], [1.0]])
    p = {"W1": np.array([[20.0, 20.0]]), "b1": np.zeros(2), "W2": np.array([[500.0, 499.0, 0.0], [500.0, 499.0, 0.0]]), "b2": np.zeros(3)}
    oracle.near(forward(x, p)["y_hat"], oracle.forward(x, p)["y_hat"], "y_hat")
