/** What stands on the page, and the computation that yields it. */
const gradients = 14; // GB: 7 billion in bf16
const ring = (rate, n = 8, gigabytes = gradients) => ((2 * (n - 1)) / n) * (gigabytes / rate);
const compute = (6 * 7e9 * 16384) / (989e12 * 0.4);
const backward = (2 / 3) * compute;
const slow = 100 / 8;
const share = (exposed, steps = 1) => (100 * steps * compute) / (steps * compute + exposed);

// Two machines: reduce inside, exchange between, hand out inside.
const one = compute + ring(450);
const two = compute + ring(450) + ring(slow, 2);

// ZeRO-3: parameters gathered for forward and for backward, gradients scattered.
const zero3 = 3 * (7 / 8) * gradients;

export default {
  worked: [
    { says: '1.74', value: compute },
    { says: '1.96', value: ring(slow) },
    { says: '0.49', value: ring(400 / 8) },
    { says: '0.054', value: ring(450) },
    { says: '24.5', value: ring(1) },
    { says: '12.5', value: slow },
    { says: '450', value: 900 / 2 },
    { says: '2.21', value: ring(slow, 64) },
    { says: '47\\%', value: share(ring(slow)) },
    { says: '1.16', value: backward },
    { says: ['0.80 秒', '0.80 stay'], value: ring(slow) - backward },
    { says: '68%', value: share(ring(slow) - backward) },
    { says: '6.96', value: 4 * compute },
    { says: '78\\%', value: share(ring(slow), 4) },
    { says: '131,072', value: 8 * 16384 },
    { says: '0.30', value: (8 * 16384 * 4) / compute / 1e6 },
    { says: '2.2', value: (8 * 2500 * 110e3) / 1e9 },
    { says: '98', value: 7 * (2 + 4 + 4 + 4) },
    { says: ['49 秒', '49 seconds'], value: (7 * 14) / 2 },
    { says: '0.57%', value: (100 * 0.04) / 7 },
    { says: '36.75', value: zero3 },
    { says: '147', value: 4 * zero3 },
    { says: '126', value: 2 * (64 - 1) },
    { says: '1.26', value: 2 * (64 - 1) * 10e-3 },
    { says: '0.16', value: 1000 * ring(slow, 64, 1e-3) },
    { says: '1.12', value: ring(slow, 2) },
    { says: '2.91', value: two },
    { says: '1.79', value: one },
    { says: '1.23', value: (2 * one) / two },
    { says: '1.2', value: (2 * one) / two },
  ],
  given: [
    { says: '900', from: 'NVIDIA H100 data sheet: NVLink, GB/s both ways together' },
    { says: '100 Gb/s', from: 'the example: network of a machine' },
    { says: '400 Gb/s', from: 'the example: network of a machine' },
    { says: '16,384', from: 'the example: tokens of a card and step' },
    { says: '2,500', from: 'the example: pictures of a card and second' },
    { says: '110', from: 'the example: KB of a picture' },
  ],
};
