/** What stands on the page, and the computation that yields it. */
import { joules, llama1b, llama3b, measured } from '../phone.mjs';

const device = 120; // ms
const extra = 600; // ms
const share = 0.2;
const mean = device + share * extra;

const easy = { share: 0.8, device: 95, cloud: 95 };
const hard = { share: 0.2, device: 60, cloud: 90 };
/** Accuracy where `sent` of the easy and of the hard requests, as shares of all, go to the cloud. */
const accuracy = (sentEasy, sentHard) =>
  (easy.share - sentEasy) * easy.device + sentEasy * easy.cloud + (hard.share - sentHard) * hard.device + sentHard * hard.cloud;
const missed = hard.share / 5;
const bill = (sent) => ((1e6 * sent) / 1000) * 2;

const accepted = (alpha, k) => (1 - alpha ** (k + 1)) / (1 - alpha);
const speedUp = (alpha, k, c) => accepted(alpha, k) / (1 + k * c);
const [, small, , large] = measured;
const warm = (model) => Math.round((model.decode / 2) * 10) / 10;

export default {
  worked: [
    { says: '240', value: mean },
    { says: '720', value: device + extra },
    { says: '88.0%', value: accuracy(0, 0) },
    { says: '94.0%', value: accuracy(0, hard.share) },
    { says: '92.8%', value: accuracy(missed, hard.share - missed) },
    { says: ['全部上云 | 94.0%', 'All to the cloud | 94.0%'], value: accuracy(easy.share, hard.share) },
    { says: ['400 元', '400 yuan'], value: bill(share) },
    { says: ['2,000 元', '2,000 yuan'], value: bill(1) },
    { says: '3.36', value: accepted(0.8, 4) },
    { says: '1.94', value: accepted(0.5, 4) },
    { says: '2.40', value: speedUp(0.8, 4, 0.1) },
    { says: '1.29', value: speedUp(0.8, 4, 0.4) },
    { says: '1.38', value: speedUp(0.5, 4, 0.1) },
    { says: '0.75', value: speedUp(0.5, 4, 0.4) },
    { says: '0.87', value: small.read },
    { says: '2.16', value: large.read },
    { says: '0.40', value: small.read / large.read },
    { says: '1.14', value: small.file },
    { says: '3.91', value: large.resident },
    { says: ['6.3 瓦', '6.3 watts'], value: joules(llama3b.params) * large.decode },
    { says: '9.3', value: 3 / joules(llama3b.params) },
    { says: '24.4', value: 3 / joules(llama1b.params) },
    { says: '25.1', value: small.decode / 2 },
    { says: '9.9', value: large.decode / 2 },
    { says: '30.4', value: (12 * warm(small)) / warm(large) },
    { says: ['32.1 亿', '3.21 billion'], value: llama3b.params },
    { says: ['12.3 亿', '1.23 billion'], value: llama1b.params },
  ],
  given: [
    { says: '120', from: 'the example: latency on the device, ms' },
    { says: '600', from: 'the example: extra latency of the cloud, ms' },
    { says: ['100 万次', '1 million requests'], from: 'the example: requests a day' },
    { says: '19.7', from: 'Llama 3.2 model card: tokens per second, 3B SpinQuant' },
    { says: '0.1', from: 'MobileLLM: joules per token and billion parameters' },
    { says: '3.2', from: 'the name of a model' },
    { says: '0.9', from: 'the example: a confidence' },
    { says: '1.0', from: 'Android documentation: thermal headroom at which severe throttling starts' },
  ],
};
