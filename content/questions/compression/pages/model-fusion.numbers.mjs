/** What stands on the page, and the computation that yields it. */
const rho = 0.6;
const count = 5;
const ratio = (r, n) => r + (1 - r) / n;

// Mean square error of relu(w1 x) + relu(w2 x) against |x|, with E x² = 1/3: each half line is wrong by (|w| - 1) |x|.
const error = (w1, w2) => ((w1 - 1) ** 2 / 2 + (-w2 - 1) ** 2 / 2) / 3;

// The snippet's 2,001 points from -1 to 1.
const points = 2001;
const half = (points - 1) / 2;
const meanSquare = ((half + 1) * (2 * half + 1)) / (3 * half * points);

// Three element-wise kernels over a 4096 x 4096 tensor in fp16, on 2,039 GB/s.
const bytes = 2 * 4096 * 4096;
const microseconds = (traffic) => (1e6 * traffic) / 2039e9;

export default {
  worked: [
    { says: '70 GB', value: 5 * 7 * 2 },
    { says: '14 GB', value: 7 * 2 },
    { says: '94 GB', value: 47 * 2 },
    { says: '86', value: (100 * (60.8 - 58.9)) / (61.1 - 58.9) },
    { says: '0.68', value: ratio(rho, count) },
    { says: '0.825', value: Math.sqrt(ratio(rho, count)) },
    { says: '17.5%', value: 100 * (1 - Math.sqrt(ratio(rho, count))) },
    { says: '0.775', value: Math.sqrt(rho) },
    { says: '0.447', value: Math.sqrt(ratio(0, count)) },
    { says: '0.0033', value: error(1.1, -0.9) },
    { says: '0.3337', value: meanSquare },
    { says: '33.6', value: bytes / 1e6 },
    { says: '201', value: (6 * bytes) / 1e6 },
    { says: '98.7', value: microseconds(6 * bytes) },
    { says: '67 MB', value: (2 * bytes) / 1e6 },
    { says: '32.9', value: microseconds(2 * bytes) },
  ],
  given: [
    { says: '58.9', from: 'Hinton et al. 2015, table 1, baseline' },
    { says: '61.1', from: 'Hinton et al. 2015, table 1, ensemble of 10' },
    { says: '60.8', from: 'Hinton et al. 2015, table 1, distilled single model' },
    { says: '4096', from: 'a tensor of the width of Llama-2-7B' },
    { says: '2,039', from: 'NVIDIA A100 80GB SXM data sheet, GB/s' },
    { says: '2,001', from: 'sample points of the snippet' },
    { says: '90.94', from: 'Wortsman et al. 2022, abstract' },
    { says: '0.6', from: 'the correlation of the example' },
  ],
};
