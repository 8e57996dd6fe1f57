/** What stands on the page, and the computation that yields it. */
const bandwidth = 6400e6 * 8; // bytes a second: 64 bits wide, 6,400 MT/s
const grouped = 4 + 16 / 32; // bits a weight
const bytes = (billions, bits) => (billions * 1e9 * bits) / 8;
const limit = (billions, bits) => bandwidth / bytes(billions, bits);
const planned = 0.6;

const cachePerToken = 2 * 28 * 8 * 128 * 2; // K and V, layers, KV heads, dimension, fp16
const cache = cachePerToken * 4096;
const runtime = 0.3e9;
const used = bytes(3, grouped) + cache + runtime;

const answer = 0.1 * 3 * 200; // joules
const battery = 50e3;

export default {
  worked: [
    { says: '14 GB', value: bytes(7, 16) / 1e9 },
    { says: '3.94', value: bytes(7, grouped) / 1e9 },
    { says: '51.2', value: bandwidth / 1e9 },
    { says: '4.5', value: grouped },
    { says: '6 GB', value: bytes(3, 16) / 1e9 },
    { says: '3 GB', value: bytes(3, 8) / 1e9 },
    { says: '1.69', value: bytes(3, grouped) / 1e9 },
    { says: '8.5', value: limit(3, 16) },
    { says: '17.1', value: limit(3, 8) },
    { says: '30.3', value: limit(3, grouped) },
    { says: ['约 18', 'about 18'], value: planned * limit(3, grouped) },
    { says: '5.1', value: planned * limit(3, 16) },
    { says: '5.3', value: (238 / 60) * (4 / 3) },
    { says: '114688', value: cachePerToken },
    { says: '0.47', value: cache / 1e9 },
    { says: '2.46', value: used / 1e9 },
    { says: '0.54', value: (3e9 - used) / 1e9 },
    { says: '0.8', value: 8 * 0.1 },
    { says: '1.4B', value: (8e9 * 0.1 * 8) / grouped / 1e9 },
    { says: ['3 秒', '3 seconds'], value: (2 * 3e9 * 1000) / 2e12 },
    { says: ['60 焦', '60 joules'], value: answer },
    { says: '833', value: battery / answer },
    { says: '0.12%', value: (100 * answer) / battery },
    { says: '12%', value: 100 * (grouped / (4 + 16 / 1024) - 1) },
  ],
  given: [
    { says: '6400', from: 'LPDDR5-6400: million transfers a second, in its name' },
    { says: '238', from: 'Brysbaert 2019, words per minute, silent reading of English non-fiction' },
    { says: '128', from: 'Llama 3.2 3B configuration, dimension of a head' },
    { says: '4,096', from: 'the example: tokens of context' },
    { says: '0.3', from: 'assumed: runtime and activations, GB' },
    { says: '1,000', from: 'the example: tokens of a prompt' },
    { says: '0.1', from: 'MobileLLM, joules per token and billion parameters' },
    { says: '200', from: 'the example: tokens of an answer' },
    { says: '1,024', from: 'the size of a group in the snippet' },
    { says: '3.2', from: 'the name of a model' },
  ],
};
