/** What stands on the page, and the computation that yields it. */
import { joules, llama1b, llama3b, measured } from '../phone.mjs';

const [, small, , quantised] = measured;
const easy = 0.8;
const hard = 0.2;
const device = easy * 95 + hard * 60;
const ideal = easy * 95 + hard * 90;
const real = easy * 95 + hard * (0.8 * 90 + 0.2 * 60);
const share = hard * 0.8 + easy * 0.05;

const tokens = (a, k) => (1 - a ** (k + 1)) / (1 - a);
const speedup = (a, k, c, v = 1) => tokens(a, k) / (k * c + v);
const draft = quantised.decode / small.decode;
const check = 5 / quantised.prefill;
const step = 1 / quantised.decode;

const head = llama3b.embedding / 1e9;
const layers = 0.6 * 14 + 0.4 * 28;
const body = quantised.read - head;
const exit = (body * layers) / 28 + head * 1.4;

/** The program of the page. */
const gears = (down, up) => {
  let celsius = 25;
  let level = 2;
  let changes = 0;
  for (let second = 0; second < 600; second++) {
    celsius += (25 + 4 * [0, 2.5, 6.3][level] - celsius) / 240;
    const next = celsius > down ? 1 : celsius < up ? 2 : level;
    if (next !== level) changes++;
    level = next;
  }
  return changes;
};

export default {
  worked: [
    { says: ['平均 240', 'mean of 240'], value: 120 + share * 600 },
    { says: '720', value: 120 + 600 },
    { says: '92.8%', value: real },
    { says: '94%', value: ideal },
    { says: '88%', value: device },
    { says: '400', value: share * 1e6 * 0.002 },
    { says: '3.36', value: tokens(0.8, 4) },
    { says: '0.39', value: draft },
    { says: '1.31', value: speedup(0.8, 4, draft) },
    { says: '0.90', value: speedup(0.6, 4, draft) },
    { says: '2.80', value: speedup(0.8, 4, 0.05) },
    { says: '55.7', value: 1e3 * check },
    { says: '50.8', value: 1e3 * step },
    { says: '1.10', value: check / step },
    { says: '1.26', value: speedup(0.8, 4, draft, check / step) },
    { says: '19.6', value: layers },
    { says: '1.43', value: 28 / layers },
    { says: ['0.39 GB，', '0.39 GB or'], value: head },
    { says: '18%', value: (100 * head) / quantised.read },
    { says: '2.16', value: quantised.read },
    { says: '1.77', value: body },
    { says: '1.79', value: exit },
    { says: '1.21', value: quantised.read / exit },
    { says: '1,024', value: (448 / 14) ** 2 },
    { says: ['256 个', '256 at'], value: (224 / 14) ** 2 },
    { says: '11.4', value: (448 / 14) ** 2 / quantised.prefill },
    { says: '2.9', value: (224 / 14) ** 2 / quantised.prefill },
    { says: ['6.3 瓦', '6.3 watts'], value: joules(llama3b.params) * quantised.decode },
    { says: ['6.2 瓦', 'takes 6.2'], value: joules(llama1b.params) * small.decode },
    { says: ['2.5 瓦', '2.5 watts'], value: joules(llama1b.params) * 20 },
    { says: ['从 254 次', '254 changes'], value: gears(40, 40) },
    { says: ['降到 3 次', 'become 3'], value: gears(41, 37) },
    { says: '5.9', value: quantised.resident + small.resident },
  ],
  given: [
    { says: ['120 毫秒', '120 ms'], from: 'latency on the device, of the example' },
    { says: '600', from: 'what the cloud adds, of the example' },
    { says: '0.002', from: 'assumed dollars per call' },
    { says: '3.2', from: 'Llama 3.2, the name of the model' },
    { says: '89.7', from: 'Llama 3.2 model card: prefill, 3B SpinQuant' },
    { says: '50.2', from: 'Llama 3.2 model card: tokens per second, 1B SpinQuant' },
    { says: '448', from: 'side of the image, of the example' },
    { says: '224', from: 'side of the image, of the example' },
    { says: '0.1', from: 'MobileLLM: joules per token and billion parameters' },
  ],
};
