/** What stands on the page, and the computation that yields it. */
const fit = (E, A, alpha, B, beta) => (N, D) => E + A / N ** alpha + B / D ** beta;
const original = fit(1.69, 406.4, 0.34, 410.7, 0.28);
const again = fit(1.8172, 482.01, 0.3478, 2085.43, 0.3658);
const [small, large, little, much] = [7e9, 70e9, 140e9, 1.4e12];

const checked = 0.9 + 0.1 * 0.8 * 0.9;
const variance = 0.88 * 0.12 + 0.92 * 0.08;
const standardError = Math.sqrt(variance / 200);
const needed = Math.ceil((1.96 / 0.04) ** 2 * variance);

export default {
  worked: [
    { says: '2.18', value: original(small, little) },
    { says: '2.04', value: original(small, much) },
    { says: '1.94', value: original(large, much) },
    { says: '2.17', value: again(small, little) },
    { says: '2.07', value: again(small, much) },
    { says: '1.97', value: again(large, much) },
    { says: '0.15', value: original(small, little) - original(small, much) },
    { says: '0.10', value: original(small, much) - original(large, much) },
    { says: '| 100 |', value: (large * much) / (small * little) },
    { says: ['1.4 万亿', '1.4 trillion'], value: little * 10 },
    { says: '34.9%', value: 100 * 0.9 ** 10 },
    { says: '81.7%', value: 100 * 0.98 ** 10 },
    { says: '98.95', value: 100 * 0.9 ** (1 / 10) },
    { says: '0.972', value: checked },
    { says: '75.3%', value: 100 * checked ** 10 },
    { says: '2.99', value: 100 * standardError },
    { says: '1.34', value: 0.04 / standardError },
    { says: '431', value: needed },
    { says: '1.79', value: (14 - 6) / Math.sqrt(14 + 6) },
    { says: '14.4', value: (needed * 2) / 60 },
  ],
  given: [
    { says: '1.69', from: 'Hoffmann et al. 2022, approach 3' },
    { says: '1.8172', from: 'Besiroglu et al. 2024' },
    { says: '482.01', from: 'Besiroglu et al. 2024' },
    { says: '0.3478', from: 'Besiroglu et al. 2024' },
    { says: '2085.43', from: 'Besiroglu et al. 2024' },
    { says: '0.3658', from: 'Besiroglu et al. 2024' },
    { says: '400', from: 'Hoffmann et al. 2022, abstract: over 400 models; and the 431 in round words' },
    { says: ['1,400 亿', '140 billion'], from: 'the smaller amount of data of the example, 20 tokens a parameter' },
    { says: '0.90', from: 'success of a step in the example' },
    { says: '200', from: 'samples of the example' },
    { says: '500', from: 'upper end of the usual number of samples' },
    { says: '1.96', from: 'two-sided 95% of a normal distribution' },
    { says: ['13 亿', '1.3 billion'], from: 'InstructGPT paper, abstract' },
    { says: ['1,750 亿', '175 billion'], from: 'InstructGPT paper, abstract' },
  ],
};
