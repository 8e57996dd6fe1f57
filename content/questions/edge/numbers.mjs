/** What stands on the topic's page, and the computation that yields it. */
const bytesEach = (4 + 16 / 32) / 8;
const cache = (2 * 28 * 8 * 128 * 2 * 4096) / 1e9; // GB
const speed = (bandwidth) => ((bandwidth * 0.6) / 20 - cache) / bytesEach; // billions
const prefill = (prompt, billions) => (2 * billions * 1e9 * prompt) / 2e12; // seconds
const answer = (billions) => 0.1 * billions * 200; // joules
const limit = (bits) => 51.2 / ((3 * bits) / 8);

const cascade = 0.8 * 95 + 0.2 * 90;
const npu = (switches) => 20 * 0.1 + (20 * 0.9) / 10 + switches * 0.3;
const speedUp = (alpha, k, c) => (1 - alpha ** (k + 1)) / ((1 - alpha) * (1 + k * c));

export default {
  worked: [
    { says: '51.2', value: (6400e6 * 8) / 1e9 },
    { says: '0.5625', value: bytesEach },
    { says: '4.5', value: bytesEach * 8 },
    { says: '0.47', value: cache },
    { says: '1.9B', value: speed(51.2) },
    { says: '4.0B', value: (3 - cache - 0.3) / bytesEach },
    { says: '2.0B', value: (2 * 2e12) / (2 * 1000) / 1e9 },
    { says: '2.5B', value: (50e3 * 0.001) / answer(1) },
    { says: ['50 焦', '50 joules'], value: 50e3 * 0.001 },
    { says: '1.69', value: 3 * bytesEach },
    { says: ['0.75 秒', '0.75 s'], value: prefill(250, 3) },
    { says: '8.5', value: limit(16) },
    { says: '30.3', value: limit(4.5) },
    { says: ['5,000 万', '50 million'], value: 100e3 * 500 },
    { says: ['400 元', '400 yuan'], value: ((100e3 * 500) / 1e6) * 8 },
    { says: '88%', value: 0.8 * 95 + 0.2 * 60 },
    { says: '94%', value: cascade },
    { says: '15.8', value: npu(40) },
    { says: '6.8', value: npu(10) },
    { says: '720', value: 120 + 600 },
    { says: '3.3B', value: speed(51.2 * 1.5) },
    { says: '2.40', value: speedUp(0.8, 4, 0.1) },
    { says: '1.07', value: speed(51.2) * bytesEach },
    { says: '1.6', value: 0.8 * 97 + 0.2 * 90 - cascade },
    { says: ['20 焦', '20 joules'], value: answer(1) },
  ],
  given: [
    { says: '4,096', from: 'the example: tokens of context' },
    { says: '1,000', from: 'the example: tokens of a prompt' },
    { says: '250', from: 'the example: tokens of the prompt that are left' },
    { says: '200', from: 'the example: tokens of an answer' },
    { says: '0.3', from: 'assumed: runtime and activations, GB' },
    { says: '0.1', from: 'MobileLLM, joules per token and billion parameters; also the share of the battery that the product allows, and the time of a draft' },
    { says: '0.4', from: 'the example: time of a draft in steps of the large model' },
    { says: '0.8', from: 'the example: acceptance' },
    { says: '0.5', from: 'the example: acceptance' },
    { says: '600', from: 'the example: latency of the cloud, ms' },
  ],
};
