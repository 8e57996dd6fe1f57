/** What stands on the page, and the computation that yields it. */
const conv = (length, channels, filters) => length * length * channels * filters + filters;
const layers = [conv(5, 1, 8), conv(5, 8, 16), 256 * 10 + 10];
const parameters = layers.reduce((a, b) => a + b);
const products = [24 * 24 * 8 * 25, 8 * 8 * 16 * 25 * 8, 256 * 10];
const allProducts = products.reduce((a, b) => a + b);
const hidden = 128;
const dense = { parameters: 784 * hidden + hidden + hidden * 10 + 10, products: 784 * hidden + hidden * 10 };

const batch = 32 * 28 * 28;
const copied = batch * 25;

const heldOut = 2000;
const standardError = (p) => 100 * Math.sqrt((p * (1 - p)) / heldOut);

// The mean of the largest of ten standard normal values, by integrating x · 10 · φ(x) · Φ(x)^9.
const largestOfTen = (() => {
  const step = 1e-3;
  let [sum, below] = [0, 0];
  for (let x = -8; x < 8; x += step) {
    const density = Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    sum += x * 10 * density * (below + (density * step) / 2) ** 9 * step;
    below += density * step;
  }
  return sum;
})();

const twice = Math.E / (Math.E + 9);
const deviation = Math.sqrt(2 / (25 + 200));

export default {
  worked: [
    { says: '784', value: 28 * 28 },
    { says: '100,480', value: 784 * hidden + hidden },
    { says: '5,994', value: parameters },
    { says: '115,200', value: products[0] },
    { says: '204,800', value: products[1] },
    { says: '2,560', value: products[2] },
    { says: '322,560', value: allProducts },
    { says: ['17 倍', '17 times'], value: dense.parameters / parameters },
    { says: '101,770', value: dense.parameters },
    { says: '101,632', value: dense.products },
    { says: '25,088', value: batch },
    { says: '627,200', value: copied },
    { says: '2.5 MB', value: (copied * 4) / 1e6 },
    { says: '161 MB', value: (copied * 4 * 64) / 1e6 },
    { says: ['每轮 250', '250 batches'], value: 8000 / 32 },
    { says: '1,000', value: 4 * (8000 / 32) },
    { says: ['到 999', 'to 999'], value: 4 * (8000 / 32) - 1 },
    { says: '2.303', value: Math.log(10) },
    { says: '2.30', value: Math.log(10) },
    { says: '0.232', value: twice },
    { says: '1.461', value: -Math.log(twice) },
    { says: '1.46', value: -Math.log(twice) },
    { says: '0.094', value: deviation },
    { says: '3%', value: (100 * 0.003) / deviation },
    { says: '3.2', value: (1 - 0.9) / Math.sqrt(1 - 0.999) },
    { says: '0.38', value: standardError(0.97) },
    { says: '0.75', value: 1.96 * standardError(0.97) },
    { says: '1.04', value: 1.96 * standardError(0.94) },
    { says: '1.54', value: largestOfTen },
    { says: '0.59', value: largestOfTen * standardError(0.97) },
    { says: '35', value: 1 * 6 + -1 * -21 + 2 * 4 + 0 * -26 },
    { says: '39', value: 1 * 7 + -1 * -22 + 2 * 5 + 0 * -27 },
  ],
  given: [
    { says: '2.0', from: 'TensorFlow 2.0, a version' },
    { says: '255', from: 'the largest grey value of a byte' },
    { says: '500,000', from: 'the limit of the exercise' },
    { says: '8,000', from: 'digits to train on' },
    { says: '2,000', from: 'digits held out' },
    { says: '128', from: 'units of the dense network' },
    { says: '256', from: 'the flattened 4×4×16' },
    { says: '180', from: 'turning a filter; and a TensorFlow.js message, 2·5·6·3 elements' },
    { says: '100%', from: 'Zhang et al. 2017, table 1: Inception on CIFAR-10, random labels, training set' },
    { says: '0.9', from: 'the usual first moment decay of Adam' },
    { says: '0.999', from: 'the usual second moment decay of Adam' },
    { says: '0.5', from: 'two accuracies half a point apart' },
    { says: '0.02', from: 'a gradient of the example' },
    { says: '97.4', from: 'measured on wasm: reference solution, seed 1' },
    { says: '97.5', from: 'measured on wasm: seed 2' },
    { says: '97.8', from: 'measured on wasm: seed 3' },
    { says: '96.75', from: 'measured: the same network at a rate that stays at 0.003, seed 1' },
    { says: '0.0003', from: 'a learning rate that was tried' },
    { says: '0.001', from: 'a learning rate that was tried' },
    { says: '0.003', from: 'a learning rate that was tried' },
    { says: '0.01', from: 'a learning rate that was tried' },
    { says: '0.03', from: 'a learning rate that was tried' },
    { says: '0.1', from: 'a learning rate that was tried' },
    ...['1.556', '0.258', '92.05', '0.816', '0.140', '95.05', '0.492', '0.085', '0.344', '0.071', '95.70', '0.562', '0.221', '91.65', '2.362', '2.316', '10.35'].map((says) => ({ says, from: 'measured: the reference network, seed 1, by a learning rate that stays' })),
  ],
};
