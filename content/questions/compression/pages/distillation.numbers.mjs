/** What stands on the page, and the computation that yields it. */
const teacher = [6, 4, 1, -1];
const student = [5, 1, 2, 0];
const softmax = (z, T) => {
  const e = z.map((v) => Math.exp(v / T));
  const sum = e.reduce((a, b) => a + b);
  return e.map((v) => v / sum);
};
const [p1, q1, p4, q4] = [softmax(teacher, 1), softmax(student, 1), softmax(teacher, 4), softmax(student, 4)];
const terms = p4.map((p, i) => p * Math.log(p / q4[i]));
const kl = terms.reduce((a, b) => a + b);
const ce = -Math.log(q1[0]);
const gradient = (T) => {
  const p = softmax(teacher, T);
  return Math.hypot(...softmax(student, T).map((q, i) => (q - p[i]) / T));
};
const centred = (z) => z.map((v) => v - z.reduce((a, b) => a + b) / z.length);
const limit = Math.hypot(...centred(student).map((v, i) => (v - centred(teacher)[i]) / teacher.length));

// A billion tokens, 70B teaches 7B on A100s at 40%.
const tokens = 1e9;
const forward = tokens * 2 * 70e9;
const training = tokens * 6 * 7e9;
const hours = (forward + training) / (312e12 * 0.4) / 3600;

const table = [p1, q1, p4, q4].flat();
const shown = ['0.8749', '0.1184', '0.0059', '0.0008', '0.9304', '0.0170', '0.0463', '0.0063', '0.4838', '0.2935', '0.1386', '0.0841', '0.4702', '0.1730', '0.2221', '0.1347'];

export default {
  worked: [
    ...shown.map((says, i) => ({ says, value: table[i] })),
    { says: '0.072', value: ce },
    { says: '0.0138', value: terms[0] },
    { says: '0.1551', value: terms[1] },
    { says: '0.0653', value: -terms[2] },
    { says: '0.0396', value: -terms[3] },
    { says: '0.0640', value: kl },
    { says: '0.0722', value: ce },
    { says: '0.738', value: 0.7 * 16 * kl + 0.3 * ce },
    { says: '0.1225', value: gradient(1) },
    { says: '0.0389', value: gradient(4) },
    { says: '0.6227', value: 16 * gradient(4) },
    { says: '0.0117', value: gradient(8) },
    { says: '0.7467', value: 64 * gradient(8) },
    { says: '0.8292', value: limit },
    { says: '0.875', value: p1[0] },
    { says: '0.118', value: p1[1] },
    { says: '0.006', value: p1[2] },
    { says: '0.001', value: p1[3] },
    { says: '405', value: hours },
    { says: '77%', value: (100 * forward) / (forward + training) },
    { says: '64 TB', value: (tokens * 32000 * 2) / 1e12 },
    { says: '200 GB', value: (tokens * 50 * (2 + 2)) / 1e9 },
  ],
  given: [
    { says: '100', from: 'A100, the name of the card' },
    { says: '312', from: 'NVIDIA A100 data sheet, TFLOPS in fp16, dense' },
    { says: '32,000', from: 'Llama-2: words in the vocabulary' },
    { says: '1.5', from: 'DeepSeek-R1 paper: the smallest distilled model, in billions' },
    { says: ['80 万', '800,000'], from: 'DeepSeek-R1 paper: samples of the distilled models' },
  ],
};
