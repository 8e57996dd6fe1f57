/** What stands on the page, and the computation that yields it. */
const device = 120; // ms
const extra = 600; // ms
const share = 0.2;
const mean = device + share * extra;

const easy = { share: 0.8, device: 95, cloud: 97 };
const hard = { share: 0.2, device: 60, cloud: 90 };
/** Accuracy where `sent` of the easy and of the hard requests, as shares of all, go to the cloud. */
const accuracy = (sentEasy, sentHard) =>
  (easy.share - sentEasy) * easy.device + sentEasy * easy.cloud + (hard.share - sentHard) * hard.device + sentHard * hard.cloud;
const missed = hard.share / 4;
const bill = (sent) => ((1e6 * sent) / 1000) * 2;

const accepted = (alpha, k) => (1 - alpha ** (k + 1)) / (1 - alpha);
const speedUp = (alpha, k, c) => accepted(alpha, k) / (1 + k * c);
const grouped = (billions) => (billions * 4.5) / 8; // GB
const left = 3 - grouped(3) - (2 * 28 * 8 * 128 * 2 * 4096) / 1e9 - 0.3;

export default {
  worked: [
    { says: '240', value: mean },
    { says: '720', value: device + extra },
    { says: '88.0%', value: accuracy(0, 0) },
    { says: '94.0%', value: accuracy(0, hard.share) },
    { says: '92.6%', value: accuracy(missed, hard.share - missed) },
    { says: '95.6%', value: accuracy(easy.share, hard.share) },
    { says: ['400 元', '400 yuan'], value: bill(share) },
    { says: ['2,000 元', '2,000 yuan'], value: bill(1) },
    { says: '3.36', value: accepted(0.8, 4) },
    { says: '1.94', value: accepted(0.5, 4) },
    { says: '2.40', value: speedUp(0.8, 4, 0.1) },
    { says: '1.29', value: speedUp(0.8, 4, 0.4) },
    { says: '1.38', value: speedUp(0.5, 4, 0.1) },
    { says: '0.75', value: speedUp(0.5, 4, 0.4) },
    { says: '0.17', value: grouped(0.3) },
    { says: '0.68', value: grouped(1.2) },
    { says: '0.54', value: left },
    { says: ['与 24', 'and 24'], value: (12 * 18) / 9 },
  ],
  given: [
    { says: '120', from: 'the example: latency on the device, ms' },
    { says: '600', from: 'the example: extra latency of the cloud, ms' },
    { says: ['100 万次', '1 million requests'], from: 'the example: requests a day' },
    { says: '0.3B', from: 'the example: a draft model' },
    { says: '1.2B', from: 'the example: a larger draft model' },
    { says: '0.9', from: 'the example: a confidence' },
    { says: '1.0', from: 'Android documentation: thermal headroom at which severe throttling starts' },
  ],
};
