/** What stands on the page, and the computation that yields it. */
import { bandwidth, kvPerToken, llama3b, measured } from '../phone.mjs';

const [, small, plain, quantised] = measured;
const { embedding, params } = llama3b;
const linear = params - embedding;
const linearGB = quantised.file - (2 * embedding) / 1e9;
const lora = 16 * 28 * (2 * (3072 + 3072) + 2 * (3072 + 1024) + 3 * (3072 + 8192));
const naive = (params * 4) / 8 / 1e9;
const seconds = (bytes) => (bytes * 8) / 50e6;
const groupGB = (group) => (2.816 * (4 + 16 / group)) / 8;
const worst = Math.min(...measured.map((m) => m.decode / m.limit));
const best = Math.max(...measured.map((m) => m.decode / m.limit));

export default {
  worked: [
    { says: ['常驻 7.78', 'keeps 7.78'], value: plain.resident },
    { says: ['版 3.91 GB', 'version keeps 3.91 GB'], value: quantised.resident },
    { says: ['只有 2.55 GB', 'only 2.55 GB'], value: quantised.file },
    { says: '1.35', value: quantised.resident - quantised.file },
    { says: ['小到 40%', 'to 40%'], value: (100 * quantised.file) / plain.file },
    { says: ['小到 50%', 'to 50%'], value: (100 * quantised.resident) / plain.resident },
    { says: ['快 2.6', 'grows 2.6'], value: quantised.decode / plain.decode },
    { says: '6.36', value: (quantised.file * 8e9) / params },
    { says: ['3.94 亿', '394 million'], value: embedding },
    { says: '0.39', value: embedding / 1e9 },
    { says: ['28.16 亿', '2,816 million'], value: linear },
    { says: '5.01', value: (linearGB * 8e9) / linear },
    { says: '1.77', value: linearGB },
    { says: '= 1.6 GB', value: naive },
    { says: '37%', value: (100 * (quantised.file - naive)) / quantised.file },
    { says: '76.8', value: bandwidth },
    { says: '2.16', value: quantised.read },
    { says: '35.6', value: quantised.limit },
    { says: ['上限 12.0', 'limit 12.0'], value: plain.limit },
    { says: '6.43', value: plain.read },
    { says: '55%–', value: 100 * worst },
    { says: '64%', value: 100 * best },
    { says: '114,688', value: kvPerToken },
    { says: '0.47', value: (4096 * kvPerToken) / 1e9 },
    { says: '0.94', value: (8192 * kvPerToken) / 1e9 },
    { says: '29.2', value: bandwidth / (quantised.read + (4096 * kvPerToken) / 1e9) },
    { says: '6.8', value: seconds(quantised.file * 1e9) / 60 },
    { says: ['2,430 万', '24.3 million'], value: lora, digits: 3 },
    { says: '48.6', value: (2 * lora) / 1e6 },
    { says: '7.8', value: seconds(2 * lora) },
    { says: ['4.5 位', '4.5 bits'], value: (18 * 8) / 32 },
    { says: '0.17', value: groupGB(32) - groupGB(1024) },
    { says: '2.01', value: small.resident },
    { says: ['只掉 2.9 分', 'only 2.9 points'], value: 63.4 - 60.5 },
    { says: '13.6', value: 67.0 - 53.4 },
    { says: '9.3', value: 58.2 - 48.9 },
  ],
  given: [
    { says: ['32.1 亿', '3.21 billion'], from: 'Llama 3.2 model card' },
    { says: '128,256', from: 'Llama 3.2 3B: words in the vocabulary' },
    { says: '3,072', from: 'Llama 3.2 3B: width of the model' },
    { says: '128', from: 'Llama 3.2 3B: dimensions of a head' },
    { says: '3.2', from: 'Llama 3.2, the name of the model' },
    { says: '0.6', from: 'what the page proposes to plan with, between 55% and 64%' },
    { says: '4,096', from: 'the context of the example' },
    { says: '8,192', from: 'the context of the example' },
    { says: '1.5', from: 'Play for On-device AI: GB of an AI pack' },
    { says: '2.4', from: 'Llama 3.2 model card: GPU hours of SpinQuant, 3B' },
    { says: '1,600', from: 'Llama 3.2 model card: GPU hours of QAT with LoRA, 3B (1.6k)' },
    { says: '1,024', from: 'a group size of the program' },
    { says: '19.7', from: 'Llama 3.2 model card: tokens per second, 3B SpinQuant' },
    { says: ['96 亿', '9.6 billion'], from: 'LPDDR5X at 9,600 MT/s' },
  ],
};
