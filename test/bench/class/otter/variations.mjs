/** What is put in the place of what in solution.py: other right ways to write it, and mistakes. */
export const RIGHT = [
  [['x @ p["W1"] + p["b1"]', 'np.matmul(x, p["W1"]) + p["b1"]']],
  [['.argmax(axis=1).tolist()', '.argsort(axis=1)[:, -1].tolist()']],
  [['dz1.sum(axis=0)', 'np.einsum("ij->j", dz1)'], ['(1 - f["a1"] ** 2)', '(1 - np.tanh(f["z1"]) ** 2)']],
  [['e / e.sum(axis=1, keepdims=True)', 'np.array([row / row.sum() for row in e])']],
];

export const WRONG = [
  [['a1 = np.tanh(z1)', 'a1 = np.maximum(z1, 0)']],
  [[' - z2.max(axis=1, keepdims=True)', '']],
  [['np.clip(y_hat, SMALLEST_PROBABILITY, 1)', 'y_hat']],
  [['(f["y_hat"] - y) / x.shape[0]', '(y - f["y_hat"]) / x.shape[0]']],
  [['(f["y_hat"] - y) / x.shape[0]', '(f["y_hat"] - y)']],
  [['p[name] - learning_rate * g[name]', 'p[name] + learning_rate * g[name]']],
  [['argmax(axis=1)', 'argmin(axis=1)']],
  [['default_rng(seed)', 'default_rng()']],
];
