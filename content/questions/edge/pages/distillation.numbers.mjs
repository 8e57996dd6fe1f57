/** What stands on the page, and the computation that yields it. */
import { bandwidth, efficiency, joules, llama3b, measured } from '../phone.mjs';
import { limits } from '../figures/studentSize.mjs';

const cpu = 2 * llama3b.params * measured[3].prefill;
const npu = (2 * 3e9) / 0.0006;
const of = Object.fromEntries(limits.map(({ id, billions }) => [id, billions]));

const items = 100_000;
const teacher = ((items * 1000) / 1e6) * 0.5 + ((items * 500) / 1e6) * 2;
const hours = (6 * 1.5e9 * items * 1500 * 2) / (312e12 * 0.4) / 3600;
const byHand = (n) => ((n * 2) / 60) * 20;
const total = teacher + 2 * hours + byHand(2000);

const wrong = 0.08 * 0.4;
const right = 0.92 * 0.98;

export default {
  worked: [
    { says: '0.56B', value: of.cpu },
    { says: '9.8B', value: of.npu },
    { says: '3.7B', value: of.cold },
    { says: '1.8B', value: of.hot },
    { says: '1.5B', value: of.heat },
    { says: '4.2B', value: of.memory },
    { says: '0.625', value: 5 / 8 },
    { says: '1.35', value: measured[3].resident - measured[3].file },
    { says: '576 GFLOP/s', value: cpu / 1e9 },
    { says: '10 TFLOP/s', value: npu / 1e12 },
    { says: '46.08', value: bandwidth * efficiency },
    { says: ['192 个', '192 new'], value: cpu / 1e9 / (2 * 1.5) },
    { says: ['115 万', '1.15 million'], value: 460_000 * 2.5 },
    { says: '| 150 |', value: teacher },
    { says: '6.0', value: hours },
    { says: '1,333', value: byHand(2000) },
    { says: '1,495', value: total },
    { says: '89%', value: (100 * byHand(2000)) / total },
    { says: '66,667', value: byHand(items) },
    { says: ['45 倍', '45 times'], value: byHand(items) / total },
    { says: '3.4%', value: (100 * wrong) / (wrong + right) },
    { says: '6.6%', value: 100 * (1 - wrong - right) },
    { says: ['64 焦', '64 to'], value: joules(llama3b.params) * 200 },
    { says: ['128 焦', '128 joules'], value: joules(llama3b.params) * 400 },
  ],
  given: [
    { says: '312', from: 'NVIDIA A100 data sheet, TFLOPS in fp16, dense' },
    { says: '76.8', from: 'the phone: LPDDR5X, 64 bits at 9,600 MT/s' },
    { says: '0.1', from: 'MobileLLM: joules per token and billion parameters' },
    { says: '89.7', from: 'Llama 3.2 model card: prefill, 3B SpinQuant' },
    { says: ['每 token 0.6', 'at 0.6'], from: 'Apple, June 2024: milliseconds per prompt token on an iPhone 15 Pro' },
    { says: '512', from: 'the prompt of the example' },
    { says: ['46 万', '460 thousand'], from: 'Llama 3.2 model card: H100 hours of the 3B' },
    { says: '2.5', from: 'assumed dollars per GPU hour' },
    { says: '3.2', from: 'Llama 3.2, the name of the model' },
    { says: '1,000', from: 'tokens in, of the example' },
    { says: '500', from: 'tokens out, of the example' },
    { says: ['5,000 万', '50 million'], from: 'tokens out, of the example' },
    { says: ['10 万条', '100,000 items'], from: 'the items of the example' },
    { says: ['1 亿', '100 million'], from: 'tokens in, of the example' },
    { says: '× 0.5', from: 'assumed dollars per million tokens in' },
    { says: '2,000', from: 'items that people check, of the example' },
    { says: '200', from: 'the answer of the example' },
    { says: '400', from: 'a long-winded answer' },
    { says: '53.4', from: 'Llama 3.2 model card: BFCL, 3B, plain PTQ' },
    { says: '63.5', from: 'Llama 3.2 model card: BFCL, 3B, QLoRA' },
    { says: '67.0', from: 'Llama 3.2 model card: BFCL, 3B, bf16' },
  ],
};
