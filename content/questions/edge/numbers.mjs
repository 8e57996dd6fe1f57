/** What stands on the page, and the computation that yields it. */
import { bandwidth, battery, joules, llama1b, llama3b, measured } from './phone.mjs';

const [, small, plain, quantised] = measured;
const prompt = 512;
const answer = 200;
const first = (m) => prompt / m.prefill;
const rest = (m) => answer / m.decode;

// Low-rank adapter, rank 16, on all seven projections of Llama 3.2 3B (width 3,072, keys and values 1,024, feed-forward 8,192), fp16.
const adapter = 2 * 16 * 28 * (2 * (3072 + 3072) + 2 * (3072 + 1024) + 3 * (3072 + 8192));

// 40 ms on the CPU, 90% of it in operators that the NPU runs ten times faster; 1.6 ms per way back to the CPU.
const islands = (n) => 36 / 10 + 4 + 1.6 * n;

// A router that sends 80% of the hard fifth to the cloud, and 5% of the easy rest.
const routed = 0.8 * (0.95 * 95 + 0.05 * 95) + 0.2 * (0.8 * 90 + 0.2 * 60);

export default {
  worked: [
    { says: ['32.1 亿', '3.21 billion'], value: llama3b.params },
    { says: ['2.55 GB，', '2.55 GB,'], value: quantised.file },
    { says: ['3.91 GB，', '3.91 GB running'], value: quantised.resident },
    { says: ['64 焦', '64 joules'], value: joules(llama3b.params) * answer },
    { says: '6.43', value: plain.file },
    { says: '7.78', value: plain.resident },
    { says: '24.2', value: first(plain) },
    { says: '26.3', value: rest(plain) },
    { says: '5.7', value: first(quantised) },
    { says: '10.2', value: rest(quantised) },
    { says: '1.14', value: small.file },
    { says: '2.01', value: small.resident },
    { says: '2.0', value: first(small) },
    { says: '4.0', value: rest(small) },
    { says: '69,300', value: battery },
    { says: '0.093%', value: (100 * joules(llama3b.params) * answer) / battery },
    { says: '2.8%', value: (30 * 100 * joules(llama3b.params) * answer) / battery },
    { says: ['6.3 瓦', '6.3 watts'], value: joules(llama3b.params) * quantised.decode },
    { says: ['25 焦', '25 J'], value: joules(llama1b.params) * answer },
    { says: '48.6 MB', value: adapter / 1e6 },
    { says: '23.6', value: islands(10) },
    { says: ['9.2 毫秒', '9.2 ms'], value: islands(1) },
    { says: '88%', value: 0.8 * 95 + 0.2 * 60 },
    { says: '92.8%', value: routed },
    { says: '76.8', value: bandwidth },
    { says: '35.6', value: quantised.limit },
    { says: '0.09%', value: (100 * 64 * 0.7) / 50_000 },
  ],
  given: [
    { says: '19.7', from: 'Llama 3.2 model card: tokens per second, 3B SpinQuant' },
    { says: '7.6', from: 'Llama 3.2 model card: tokens per second, 3B BF16' },
    { says: '50.2', from: 'Llama 3.2 model card: tokens per second, 1B SpinQuant' },
    { says: '21.2', from: 'Llama 3.2 model card: prefill, 3B BF16' },
    { says: '89.7', from: 'Llama 3.2 model card: prefill, 3B SpinQuant' },
    { says: '260.5', from: 'Llama 3.2 model card: prefill, 1B SpinQuant' },
    { says: '3.2', from: 'Llama 3.2, the name of the model' },
    { says: '512', from: 'the prompt of the example' },
    { says: '200', from: 'the answer of the example' },
    { says: '5,000', from: 'the battery of the example, mAh' },
    { says: '3.85', from: 'nominal voltage of a lithium-ion cell of a phone' },
    { says: '0.1', from: 'MobileLLM: joules per token and billion parameters' },
    { says: '0.2%', from: 'MobileLLM: the claim that is recomputed' },
    { says: '0.7', from: 'MobileLLM: joules per token of a 7B model' },
    { says: '50,000', from: 'MobileLLM: joules in the battery of an iPhone' },
  ],
};
