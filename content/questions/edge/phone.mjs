/**
 * The phone that the pages of this topic reckon with, and what was measured on it.
 * Measured: Llama 3.2 model card, section “Inference time” (ExecuTorch on the Arm CPU of a OnePlus 12, prompt of 64 tokens).
 * The card's MB are MiB: 6,129 × 2^20 bytes is what 3.21 billion weights of 2 bytes take.
 */
const MiB = 2 ** 20;

/** LPDDR5X of a Snapdragon 8 Gen 3: four channels of 16 bits at 9,600 million transfers a second, in GB/s. */
export const bandwidth = (4 * 16 / 8) * 9.6;
/** What to plan with: the four measurements reach 55–64% of the limit. */
export const efficiency = 0.6;

const vocabulary = 128_256;
const model = (params, layers, width) => ({ params, layers, width, embedding: vocabulary * width });
export const llama3b = model(3.21e9, 28, 3072);
export const llama1b = model(1.23e9, 16, 2048);

const run = (of, name, decode, prefill, fileMiB, residentMiB, table) => {
  const file = (fileMiB * MiB) / 1e9;
  // A step looks up one row of the embedding table; as an output layer the whole matrix is read.
  const read = file - table / 1e9;
  return { of, name, decode, prefill, file, resident: (residentMiB * MiB) / 1e9, read, limit: bandwidth / read };
};
/** bf16 shares one matrix between embedding and output layer; the quantised files hold two, of 8 bits. */
export const measured = [
  run(llama1b, '1B bf16', 19.2, 60.3, 2358, 3185, 0),
  run(llama1b, '1B 4-bit', 50.2, 260.5, 1083, 1921, llama1b.embedding),
  run(llama3b, '3B bf16', 7.6, 21.2, 6129, 7419, 0),
  run(llama3b, '3B 4-bit', 19.7, 89.7, 2435, 3726, llama3b.embedding),
];

/** Joules per output token: MobileLLM's rule, 0.1 J per billion parameters. */
export const joules = (params) => (0.1 * params) / 1e9;
/** A battery of 5,000 mAh at 3.85 V, in joules. */
export const battery = 5 * 3.85 * 3600;
/** KV cache of Llama 3.2 3B in fp16, bytes a token: K and V, 28 layers, 8 heads of 128. */
export const kvPerToken = 2 * 28 * 8 * 128 * 2;
